/* SPDX-License-Identifier: PostgreSQL */
/* What is found in a survey, without a server. */
#include "measure/survey/findings.h"
#include "measure/survey/synchronous.h"

#include <criterion/criterion.h>

static struct up_error err;

Test(survey, counts_the_standbys_that_a_commit_waits_for)
{
	static const struct {
		const char *names;
		int64_t required;
	} settings[] = {
		{"", 0},
		{"  ", 0},
		{"*", 1},
		{"a", 1},
		{"a, b", 1},
		{"2 (a, b)", 2},
		{"FIRST 2 (a, b, c)", 2},
		{"first  3(a, b, c)", 3},
		{"ANY 10 (*)", 10},
		{"any, first", 1},
		{"2, 3", 1},
		{"firsts", 1},
		{"\"2 (\"", 1},
	};

	for (size_t s = 0; s < sizeof settings / sizeof settings[0]; s++)
		cr_expect_eq(synchronous_required(settings[s].names), settings[s].required, "%s",
			     settings[s].names);
}

/* A server on which nothing rules a run out, and a demand that it can meet. */
static void begin(struct survey *survey, struct survey_demand *demand)
{
	survey_init(survey);
	survey->connection.pooling = POOLING_NONE;
	survey->state.is_standby = FACT_NO;
	survey->state.is_read_only = FACT_NO;
	survey->role.may_create = FACT_YES;
	survey->database.connections = 11;
	survey->replication.commit_waits = FACT_YES;
	survey->replication.required = 0;
	survey->replication.standbys = 0;
	survey->replication.ready = 0;
	survey->space.table_bytes = 1000;
	survey->space.wal_bytes = 1000;
	survey->space.is_shared = FACT_YES;
	*demand = (struct survey_demand){
		.connections = 9, .rows = 1, .table_bytes = 600, .wal_bytes = 400};
}

/* The subject of the only finding that refuses, or "". */
static const char *refusal(struct survey *survey, const struct survey_demand *demand)
{
	static char subject[64];
	size_t count = 0;

	cr_assert_eq(findings_add(survey, demand, &err), UP_OK, "%s", err.message);
	subject[0] = '\0';
	for (size_t f = 0; f < survey->findings.count; f++) {
		const struct finding *finding = &survey->findings.items[f];
		cr_expect_not_null(finding->consequence, "%s", finding->subject);
		cr_expect_not_null(finding->remedy, "%s", finding->subject);
		if (finding->severity != SEVERITY_REFUSED)
			continue;
		count++;
		snprintf(subject, sizeof subject, "%s", finding->subject);
	}
	cr_expect_leq(count, 1);
	survey_release(survey);
	return subject;
}

Test(survey, refuses_nothing_where_all_is_right_or_not_known)
{
	struct survey_demand demand;
	SURVEY survey;

	begin(&survey, &demand);
	cr_expect_str_eq(refusal(&survey, &demand), "");
	survey_init(&survey);
	cr_expect_str_eq(refusal(&survey, &demand), "");
}

#define EXPECT_REFUSAL(subject_, ...)                                                              \
	do {                                                                                       \
		begin(&survey, &demand);                                                           \
		__VA_ARGS__;                                                                       \
		cr_expect_str_eq(refusal(&survey, &demand), subject_);                             \
	} while (0)

Test(survey, refuses_what_cannot_be_right)
{
	struct survey_demand demand;
	SURVEY survey;

	EXPECT_REFUSAL("engine", demand.is_distributed = true);
	EXPECT_REFUSAL("engine", demand.is_distributed = true; cr_assert_eq(
			       text_set(&survey.server.engine.name, "PostgreSQL", &err), UP_OK));
	EXPECT_REFUSAL("", demand.is_distributed = true;
		       cr_assert_eq(text_set(&survey.server.engine.name, "Citus", &err), UP_OK));
	EXPECT_REFUSAL("pooler", survey.connection.pooling = POOLING_TRANSACTION);
	EXPECT_REFUSAL("pooler", survey.connection.pooling = POOLING_STATEMENT);
	EXPECT_REFUSAL("", survey.connection.pooling = POOLING_SESSION);
	EXPECT_REFUSAL("", survey.connection.pgpool_servers = 1);
	EXPECT_REFUSAL("pooler", survey.connection.pgpool_servers = 2);
	EXPECT_REFUSAL("standby", survey.state.is_standby = FACT_YES);
	EXPECT_REFUSAL("read_only", survey.state.is_read_only = FACT_YES);
	EXPECT_REFUSAL("connections", demand.connections = 10);
	/* One for a case, beside control and watchdog. */
	EXPECT_REFUSAL("connections", demand.connections = 1; survey.database.connections = 2);
	EXPECT_REFUSAL("", demand.connections = 1; survey.database.connections = 3);
	EXPECT_REFUSAL("connections", survey.connection.second_answers = FACT_NO);
	EXPECT_REFUSAL("", survey.connection.second_answers = FACT_YES);
	EXPECT_REFUSAL("connections", survey.connection.backends = 10);
	EXPECT_REFUSAL("", survey.connection.backends = 11);
	EXPECT_REFUSAL("schema", survey.role.may_create = FACT_NO;
		       cr_assert_eq(text_set(&survey.role.name, "r", &err), UP_OK);
		       cr_assert_eq(text_set(&survey.database.name, "d", &err), UP_OK));
	/* A right on the database is not needed where a schema is named, and one on that is. */
	EXPECT_REFUSAL("", demand.schema = "s"; survey.schema.objects = 0;
		       survey.schema.exists = survey.schema.may_create = survey.schema.may_use =
			       FACT_YES;
		       survey.schema.is_in_use = FACT_NO; survey.role.may_create = FACT_NO;
		       cr_assert_eq(text_set(&survey.schema.name, "s", &err), UP_OK));
	EXPECT_REFUSAL("schema", demand.schema = "s"; survey.schema.exists = FACT_NO;
		       cr_assert_eq(text_set(&survey.schema.name, "s", &err), UP_OK));
	EXPECT_REFUSAL("schema", demand.schema = "s"; survey.schema.may_create = FACT_NO;
		       cr_assert_eq(text_set(&survey.schema.name, "s", &err), UP_OK));
	EXPECT_REFUSAL("schema", demand.schema = "s"; survey.schema.is_in_use = FACT_YES;
		       cr_assert_eq(text_set(&survey.schema.name, "s", &err), UP_OK));
	EXPECT_REFUSAL("schema", demand.schema = "s"; survey.schema.objects = 1;
		       cr_assert_eq(text_set(&survey.schema.name, "s", &err), UP_OK));
	EXPECT_REFUSAL("schema", demand.schema = "pg_toast";
		       cr_assert_eq(text_set(&survey.schema.name, "pg_toast", &err), UP_OK));
	EXPECT_REFUSAL("publication", demand.schema = "s";
		       cr_assert_eq(text_list_add(&survey.schema.publications, "p", &err), UP_OK));
	EXPECT_REFUSAL(
		"encoding",
		cr_assert_eq(text_set(&survey.server.database.encoding, "LATIN1", &err), UP_OK));
	EXPECT_REFUSAL(
		"publication",
		cr_assert_eq(text_list_add(&survey.database.publications, "p", &err), UP_OK));
	EXPECT_REFUSAL("",
		       cr_assert_eq(text_list_add(&survey.database.publications, "p", &err), UP_OK);
		       demand.may_publish = true);
}

Test(survey, warns_of_a_cluster_of_one_node)
{
	for (int64_t nodes = 1; nodes <= 2; nodes++) {
		bool is_warned = false;
		struct survey_demand demand;
		SURVEY survey;
		begin(&survey, &demand);
		survey.server.engine.nodes = nodes;
		cr_assert_eq(findings_add(&survey, &demand, &err), UP_OK, "%s", err.message);
		for (size_t f = 0; f < survey.findings.count; f++)
			is_warned =
				is_warned || strcmp(survey.findings.items[f].subject, "nodes") == 0;
		cr_expect_eq(is_warned, nodes == 1);
	}
}

Test(survey, refuses_more_than_there_is_room_for)
{
	struct survey_demand demand;
	SURVEY survey;

	EXPECT_REFUSAL("space", demand.wal_bytes = 401);
	EXPECT_REFUSAL("space", demand.table_bytes = 1001);
	EXPECT_REFUSAL("", survey.space.is_shared = FACT_NO; demand.wal_bytes = 1000);
	EXPECT_REFUSAL("space", survey.space.is_shared = FACT_NO; demand.wal_bytes = 1001);
	EXPECT_REFUSAL("", survey.space.table_bytes = UNMEASURED;
		       survey.space.wal_bytes = UNMEASURED; demand.table_bytes = 1e15);
}

Test(survey, refuses_commits_that_would_not_end)
{
	struct survey_demand demand;
	SURVEY survey;

	EXPECT_REFUSAL("synchronous_standby", survey.replication.required = 1);
	EXPECT_REFUSAL("synchronous_standby", survey.replication.required = 2;
		       survey.replication.standbys = 2; survey.replication.ready = 1);
	EXPECT_REFUSAL("", survey.replication.required = 1; survey.replication.ready = 1);
	EXPECT_REFUSAL("", survey.replication.required = 1;
		       survey.replication.commit_waits = FACT_NO);
	/* Of a role that sees no more than how many there are. */
	EXPECT_REFUSAL("synchronous_standby", survey.replication.required = 2;
		       survey.replication.standbys = 1; survey.replication.ready = UNMEASURED);
	EXPECT_REFUSAL("", survey.replication.required = 1; survey.replication.standbys = 1;
		       survey.replication.ready = UNMEASURED);
}
