/* SPDX-License-Identifier: PostgreSQL */
/* Templates: text with places, {{name}}, that are filled. */
#ifndef SHOW_REPORT_TEMPLATE_H
#define SHOW_REPORT_TEMPLATE_H

#include "base/buffer.h"

struct template_value {
	const char *name;
	const char *text; /* put in as it is: the caller has escaped it */
};

/* Appends the template; what is put in is not looked at again, so that a {{name}} within
 * it stays text.  values ends with a NULL name.  UP_INVALID for a place without a value. */
UP_MUST_CHECK enum up_status template_fill(struct up_buffer *text, const char *template,
					   const struct template_value *values,
					   struct up_error *err);

#endif
