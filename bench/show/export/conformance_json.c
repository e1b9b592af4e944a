/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/conformance_json.h"

#include "show/export/json.h"

enum up_status conformance_append_json(struct up_buffer *text, const struct conformance_list *list,
				       struct up_error *err)
{
	return export_json_append(text, conformance_list_to_json(list), 0, err);
}
