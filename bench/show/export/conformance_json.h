/* SPDX-License-Identifier: PostgreSQL */
/* The results of a check as JSON. */
#ifndef SHOW_EXPORT_CONFORMANCE_JSON_H
#define SHOW_EXPORT_CONFORMANCE_JSON_H

#include "base/buffer.h"
#include "record/conformance.h"

/* An array of objects: case, policy, strategy, outcome, verdict. */
UP_MUST_CHECK enum up_status conformance_append_json(struct up_buffer *text,
						     const struct conformance_list *list,
						     struct up_error *err);

#endif
