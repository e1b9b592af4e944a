/* SPDX-License-Identifier: PostgreSQL */
/*
 * SQL without the values in it: what two statements have in common that do the same with other rows.
 *
 *   UPDATE "t" SET "a" = CASE "k" WHEN 'x' THEN -1 ELSE "a" END   UPDATE "t" SET "a" = CASE "k" WHEN ?
 *                                                                 THEN ? ELSE "a" END
 *
 * It is for any text, also for a part of a statement (as plans have them), one that was cut, and one
 * that is no SQL at all, and keeps too little rather than too much.
 */
#ifndef TEXT_OUTLINE_H
#define TEXT_OUTLINE_H

#include "base/buffer.h"

/*
 * Appends sql with "?" in place of each literal: strings of all kinds (also in dollars), numbers
 * with their signs, the words true, false and null unless they belong to IS.  Numbers that are no
 * value, as in varchar(20), are replaced, too; parameters ($1) are not.  Comments become a blank.
 * Names stay as they are.
 *
 * A cast to integer, numeric or boolean that follows a literal is left out: the server writes it
 * for some values of a type and not for others.
 *
 * Ends with a "?" where a literal, a comment or a name in quotes is not closed, and where a string
 * holds a quote after a backslash, whose meaning depends on a setting of the session.
 */
void outline_append_sql(struct up_buffer *text, const char *sql);

#endif
