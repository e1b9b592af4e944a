/* SPDX-License-Identifier: PostgreSQL */
/* The schema that was named for a run: it is there, the role may create in it, and it is empty. */
#ifndef MEASURE_SURVEY_GIVEN_SCHEMA_H
#define MEASURE_SURVEY_GIVEN_SCHEMA_H

#include "pg/conn.h"
#include "record/survey/survey.h"

/* The type that a run makes first, and removes last. */
#define GIVEN_SCHEMA_MARK "upbench_run"

/* Fills a record that is initialized; the name is that of the catalog, without quotes. */
UP_MUST_CHECK enum up_status given_schema_read(struct up_conn *conn, const char *name,
					       struct survey_schema *schema, struct up_error *err);

/* Adds what rules a run out there, at most one finding; role: its name, NULL: not known. */
UP_MUST_CHECK enum up_status given_schema_judge(const struct survey_schema *schema,
						const char *role, struct finding_list *list,
						struct up_error *err);

#endif
