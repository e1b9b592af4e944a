/* SPDX-License-Identifier: PostgreSQL */
/*
 * The names that PostgreSQL gives to its errors, by SQLSTATE:
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
#ifndef UP_PG_CONDITION_H
#define UP_PG_CONDITION_H

/* "unique_violation" for "23505"; NULL for one that no server up to version 18 has by itself, as a
 * function of a user's can raise. */
const char *up_condition_name(const char *sqlstate);

#endif
