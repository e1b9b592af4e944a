/* SPDX-License-Identifier: PostgreSQL */
/* A document as a terminal shows it. */
#ifndef UNIT_SHOWN_H
#define UNIT_SHOWN_H

#include "show/document/writer.h"

#include <criterion/criterion.h>

/* To be freed. */
static inline char *shown(const struct document *document, int width, bool color)
{
	UP_BUFFER text = {0};
	struct up_error err = {0};

	cr_assert_eq(terminal_append(&text, document, (struct terminal_style){width, color, false},
				     &err),
		     UP_OK, "%s", err.message);
	return strdup(up_buffer_string(&text));
}

#endif
