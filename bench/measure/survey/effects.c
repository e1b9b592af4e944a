/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/effects.h"

#include "text/quantity.h"

static enum up_status take(struct survey *survey, const char *what, struct up_buffer *detail,
			   struct up_error *err)
{
	if (detail->length == 0)
		return UP_OK;
	UP_TRY(up_buffer_check(detail, err));
	UP_TRY(survey_add_effect(survey, what, detail->data, err));
	up_buffer_clear(detail);
	return UP_OK;
}

static void append_disk(struct up_buffer *text, const struct survey_demand *demand)
{
	if (demand->table_bytes <= 0 || demand->rows == 0)
		return;
	up_buffer_append_format(
		text, "roughly %s for tables of %s row%s", quantity_bytes(demand->table_bytes).text,
		quantity_count((double)demand->rows).text, demand->rows == 1 ? "" : "s");
	if (demand->wal_bytes > 0)
		up_buffer_append_format(text, ", and %s of WAL until the next checkpoint",
					quantity_bytes(demand->wal_bytes).text);
}

enum up_status effects_add(struct survey *survey, const struct survey_demand *demand,
			   struct up_error *err)
{
	const struct survey_role *role = &survey->role;
	UP_BUFFER text = {0};

	if (demand->schema != NULL)
		up_buffer_append_format(&text, "works in %s alone, and leaves it empty at the end",
					demand->schema);
	else
		up_buffer_append_string(&text, "creates upbench_<id>, works in it alone, and drops "
					       "it at the end");
	UP_TRY(take(survey, "schema", &text, err));
	append_disk(&text, demand);
	UP_TRY(take(survey, "disk", &text, err));
	up_buffer_append_string(&text, "one for control, one for the watchdog, and those of each "
				       "case from its first sample to the end of a session");
	UP_TRY(take(survey, "connections", &text, err));
	up_buffer_append_string(&text, "on its own tables only, by TRUNCATE, VACUUM and the "
				       "measured statements; an advisory lock for the schema");
	UP_TRY(take(survey, "locks", &text, err));
	up_buffer_append_string(&text, "of its own tables, before each sample");
	UP_TRY(take(survey, "VACUUM", &text, err));
	if (role->may_checkpoint != FACT_UNKNOWN)
		up_buffer_append_string(&text, role->may_checkpoint == FACT_YES
						       ? "of the whole server, before each sample"
						       : "none: the role may not");
	UP_TRY(take(survey, "CHECKPOINT", &text, err));
	if (role->may_load != FACT_UNKNOWN)
		up_buffer_append_string(
			&text, role->may_load == FACT_YES
				       ? "by auto_explain, in one session, for one sample of each "
					 "case that is not measured"
				       : "not captured: the role may not load auto_explain");
	return take(survey, "plans", &text, err);
}
