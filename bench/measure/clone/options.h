/* SPDX-License-Identifier: PostgreSQL */
/* Storage parameters and options, kept as "fillfactor=90", as SQL has them. */
#ifndef MEASURE_CLONE_OPTIONS_H
#define MEASURE_CLONE_OPTIONS_H

#include "base/buffer.h"
#include "record/text_list.h"

/* Appends ("fillfactor" = '90', "space"."name" = '1'): those of a list, then those of another one in a
 * name space, "toast".  The other list and its name may be NULL. */
void options_append(struct up_buffer *sql, const struct text_list *options, const char *space,
		    const struct text_list *others);

#endif
