/* SPDX-License-Identifier: PostgreSQL */
#include "cli/measurement/update_script.h"

#include "judge/predict/requirement.h"
#include "measure/script/script.h"
#include "pg/statement.h"

#include <string.h>

/* arm: NULL: any. */
static const struct trial_case *find_case(const struct case_list *cases, const char *strategy,
					  const struct arm *arm)
{
	for (size_t c = 0; c < cases->count; c++) {
		const struct trial_case *trial_case = &cases->items[c];
		if (trial_case->peer == NULL && (arm == NULL || trial_case->arm == arm) &&
		    strcmp(trial_case->strategy->name, strategy) == 0)
			return trial_case;
	}
	return NULL;
}

enum up_status update_script_check(const struct run_plan *plan, const char *strategy,
				   struct up_error *err)
{
	const struct trial_case *found = find_case(&plan->cases, strategy, NULL);

	if (found == NULL)
		return up_fail(err, UP_INVALID, "--sql: no case measures \"%s\"", strategy);
	if (found->role != ROLE_RANKED)
		return up_fail(err, UP_INVALID, "--sql: \"%s\" is not for applications", strategy);
	return UP_OK;
}

/* What the strategy asks of an application; notes has room for all and a NULL. */
static void list_notes(const struct up_strategy *strategy, const char **notes)
{
	const unsigned mask = up_strategy_requires(strategy);
	size_t count = 0;

	for (enum requirement r = 0; r < REQUIREMENT_COUNT; r++) {
		if ((mask & 1u << r) != 0)
			notes[count++] = requirement_text(r);
	}
	notes[count] = NULL;
}

/* The original's schema in place of the copy's, which is gone by the time that anybody reads this; the
 * built-in table has none. */
static enum up_status append_moved(struct up_buffer *text, const char *script, const char *copy,
				   const struct shape *original, struct up_error *err)
{
	UP_BUFFER from = {0};

	up_sql_identifier(&from, copy);
	up_buffer_append_char(&from, '.');
	UP_TRY(up_buffer_check(&from, err));
	for (const char *at = script, *next;; at = next + from.length) {
		next = strstr(at, from.data);
		if (next == NULL) {
			up_buffer_append_string(text, at);
			return up_buffer_check(text, err);
		}
		up_buffer_append(text, at, (size_t)(next - at));
		if (original != NULL) {
			up_sql_identifier(text, original->table.schema);
			up_buffer_append_char(text, '.');
		}
	}
}

/* A distributed table has statements of its own, so it is named above them. */
static void append_heading(struct up_buffer *text, const struct arm *arm)
{
	if (arm != NULL && arm->distribution != NULL)
		up_buffer_append_format(text, "-- Arm %s: the table is distributed by %s.\n",
					arm->name, arm->distribution);
}

static enum up_status append_case(const struct trial_case *trial_case,
				  const struct server_list *servers, struct up_buffer *text,
				  struct up_error *err)
{
	const struct server *server = &servers->items[case_server(trial_case)];
	const struct subject *subject = servers->subjects[case_server(trial_case)];
	const struct contender contender = {.strategy = trial_case->strategy,
					    .role = trial_case->role};
	const struct up_update_options update = case_options(trial_case);
	const struct up_gone gone = case_gone(trial_case, subject);
	const char *notes[REQUIREMENT_COUNT + 1];
	UP_RELATION relation = {0};
	UP_POOL pool = {0};
	UP_BUFFER script = {0};

	list_notes(trial_case->strategy, notes);
	UP_TRY(case_relation(trial_case, subject, server->schema, &relation, err));
	const struct script_request request = {
		.relation = &relation,
		.contender = &contender,
		.update = &update,
		.gone = &gone,
		.tuned = trial_case->key.factors.tuned != 0,
		.notes = notes,
	};
	UP_TRY(server_open_pool(server, server_direct(server), 1, &pool, err));
	UP_TRY(script_append(&script, pool.conns[0], &request, err));
	append_heading(text, trial_case->arm);
	return append_moved(text, up_buffer_string(&script), server->schema, subject->shape, err);
}

enum up_status update_script_append(const struct run_plan *plan, const char *strategy,
				    const struct server_list *servers, struct up_buffer *text,
				    struct up_error *err)
{
	const struct case_list *cases = &plan->cases;
	const struct trial_case *first = find_case(cases, strategy, NULL);

	UP_TRY(append_case(first, servers, text, err));
	for (size_t a = 0; a < cases->arm_count; a++) {
		const struct arm *arm = cases->arms[a];
		const struct trial_case *of = find_case(cases, strategy, arm);
		if (arm == first->arm || arm->distribution == NULL || of == NULL)
			continue;
		up_buffer_append_char(text, '\n');
		UP_TRY(append_case(of, servers, text, err));
	}
	return up_buffer_check(text, err);
}
