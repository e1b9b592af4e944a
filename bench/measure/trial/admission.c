/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/admission.h"

#include "measure/case/feasibility.h"
#include "measure/process/interrupt.h"

#include <stdlib.h>

/* Each belongs to one server. */
struct loaded {
	const struct test_server *test_server;
	struct population_request request;
	struct dataset dataset;
	char *refusal; /* why there is none; NULL: it is loaded */
};

static void loaded_release(struct loaded *loaded)
{
	dataset_release(&loaded->dataset);
	free(loaded->refusal);
}

void admission_release(struct admission *admission)
{
	for (size_t o = 0; o < admission->oracle_count; o++)
		oracle_release(&admission->oracles[o]);
	free(admission->oracles);
	for (size_t d = 0; d < admission->dataset_count; d++)
		loaded_release(&admission->datasets[d]);
	free(admission->datasets);
	for (size_t a = 0; a < admission->test_server_count; a++)
		test_server_release(&admission->test_servers[a]);
	free(admission->test_servers);
	route_list_release(&admission->routes);
}

enum up_status admission_init(struct admission *admission, const struct server_list *servers,
			      const struct case_list *cases, const struct row_source *row_source,
			      struct up_error *err)
{
	*admission = (struct admission){
		.cases = cases,
		.row_source = row_source,
		.ordinary = servers->refusal != NULL,
		.test_servers = calloc(servers->count, sizeof *admission->test_servers),
		.datasets = calloc(cases->count, sizeof *admission->datasets),
		.oracles = calloc(cases->count, sizeof *admission->oracles),
	};
	if (admission->test_servers == NULL || admission->datasets == NULL ||
	    admission->oracles == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu cases", cases->count);
	UP_TRY(digest_key_draw(&admission->key, err));
	/* Before there are threads. */
	for (size_t c = 0; c < cases->count; c++) {
		const struct trial_case *trial_case = &cases->items[c];
		UP_TRY(route_list_add(&admission->routes, &servers->items[case_server(trial_case)],
				      trial_case, err));
	}
	for (; admission->test_server_count < servers->count; admission->test_server_count++)
		UP_TRY(test_server_init(&admission->test_servers[admission->test_server_count],
					&servers->items[admission->test_server_count],
					servers->subjects[admission->test_server_count], err));
	return UP_OK;
}

/* The data set of the case, as it asks for it. */
static struct population_request request_of(const struct admission *admission,
					    const struct trial_case *trial_case, uint64_t seed)
{
	return case_population(trial_case, seed, case_list_has_peers(admission->cases),
			       admission->ordinary);
}

/* Is no other data set ever in the table, and does nothing happen there that upbench does not know
 * of?  All arms are treated alike. */
static bool may_undo(const struct admission *admission, const struct population_request *request)
{
	for (size_t c = 0; c < admission->cases->count; c++) {
		const struct trial_case *trial_case = &admission->cases->items[c];
		const struct subject *subject =
			case_list_subject(admission->cases, trial_case->arm);
		const struct population_request other =
			request_of(admission, trial_case, request->seed);
		if (!subject->is_own || subject->has_triggers ||
		    !population_request_equal(&other, request) ||
		    (trial_case->arm != NULL && trial_case->arm->schema_sql != NULL))
			return false;
	}
	return true;
}

static enum up_status load(const struct admission *admission, struct loaded *loaded,
			   const struct population_request *request, struct up_error *err)
{
	const struct test_server *test_server = loaded->test_server;

	watchdog_arm(test_server->watchdog,
		     (struct watchdog_target){.conns = &test_server->server->control, .count = 1},
		     0);
	enum up_status status = dataset_load(&loaded->dataset, test_server->subject, request,
					     admission->dataset_count, test_server->server, err);
	if (status == UP_OK && may_undo(admission, request))
		status = dataset_undo_syncs(&loaded->dataset, test_server->server, err);
	if (watchdog_disarm(test_server->watchdog) == WATCHDOG_INTERRUPTED)
		return up_fail(err, UP_INTERRUPTED, "interrupted");
	if (status != UP_OK && status != UP_UNSUPPORTED)
		return up_error_prefix(err, "cannot load the data set of %zu rows", request->rows);
	return status;
}

static struct loaded *find_loaded(const struct admission *admission,
				  const struct test_server *test_server,
				  const struct population_request *request)
{
	for (size_t d = 0; d < admission->dataset_count; d++) {
		struct loaded *loaded = &admission->datasets[d];
		if (loaded->test_server == test_server &&
		    population_request_equal(&loaded->request, request))
			return loaded;
	}
	return NULL;
}

/* What cannot be loaded for one case is not tried again for others. */
static enum up_status find_dataset(struct admission *admission,
				   const struct test_server *test_server,
				   const struct population_request *request,
				   struct dataset **dataset, struct up_error *err)
{
	struct loaded *loaded = find_loaded(admission, test_server, request);

	if (loaded == NULL) {
		loaded = &admission->datasets[admission->dataset_count++];
		*loaded = (struct loaded){.test_server = test_server, .request = *request};
		enum up_status status = load(admission, loaded, request, err);
		if (status == UP_UNSUPPORTED)
			UP_TRY(text_set(&loaded->refusal, err->message, err));
		else if (status != UP_OK)
			return status;
	}
	*dataset = &loaded->dataset;
	if (loaded->refusal == NULL)
		return UP_OK;
	(void)!up_fail(err, UP_UNSUPPORTED, "%s", loaded->refusal);
	return UP_UNSUPPORTED;
}

static enum up_status find_oracle(struct admission *admission,
				  const struct test_server *test_server,
				  const struct dataset *dataset, size_t columns,
				  const struct oracle **oracle, struct up_error *err)
{
	const struct population *population = dataset->population;

	for (size_t o = 0; o < admission->oracle_count; o++) {
		*oracle = &admission->oracles[o];
		if ((*oracle)->columns == columns && (*oracle)->population == population)
			return UP_OK;
	}
	UP_TRY(oracle_init(&admission->oracles[admission->oracle_count], dataset->subject,
			   population, columns, dataset->subject->is_own ? &admission->key : NULL,
			   &admission->cases->server_columns, dataset->is_undone,
			   test_server->server, err));
	*oracle = &admission->oracles[admission->oracle_count];
	admission->oracle_count++;
	return UP_OK;
}

/* What a pooler does not give. */
static enum up_status check_pooled(const struct server *server, const struct trial_case *trial_case,
				   struct up_error *err)
{
	if (trial_case->pooled == NULL)
		return UP_OK;
	if (trial_case->peer != NULL)
		return up_fail(err, UP_UNSUPPORTED,
			       "a peer needs a session: its settings are those of its connection");
	const struct pooled_way *way = pooled_way_named(&server->pooled, trial_case->pooled);
	return up_strategy_check_pooled(trial_case->strategy, way != NULL && way->keeps_prepared,
					err);
}

enum up_status admission_admit(struct admission *admission, const struct trial_case *trial_case,
			       uint64_t seed, int64_t memory, struct trial *trial,
			       struct up_error *err)
{
	const struct population_request request = request_of(admission, trial_case, seed);
	const struct test_server *test_server = &admission->test_servers[case_server(trial_case)];
	const struct subject *subject = test_server->subject;
	struct dataset *dataset = NULL;
	const struct oracle *oracle = NULL;

	UP_TRY(feasibility_check(subject, trial_case, memory, err));
	UP_TRY(subject->check(subject, &request, err));
	UP_TRY(check_pooled(test_server->server, trial_case, err));
	UP_TRY(find_dataset(admission, test_server, &request, &dataset, err));
	UP_TRY(find_oracle(admission, test_server, dataset, (size_t)trial_case->key.factors.columns,
			   &oracle, err));
	return trial_init(trial, test_server,
			  route_way(&admission->routes, test_server->server, trial_case),
			  trial_case, dataset, oracle, admission->row_source, err);
}

/* UNMEASURED: no rows were made up. */
static int64_t count_rejected(const struct admission *admission, const struct subject *subject)
{
	int64_t sum = UNMEASURED;

	for (size_t d = 0; d < admission->dataset_count; d++) {
		const struct loaded *loaded = &admission->datasets[d];
		const struct population *population = loaded->dataset.population;
		if (loaded->test_server->subject == subject && population != NULL &&
		    population->rejected != UNMEASURED)
			sum = (sum != UNMEASURED ? sum : 0) + population->rejected;
	}
	return sum;
}

static const struct loaded *first_of(const struct admission *admission,
				     const struct subject *subject)
{
	for (size_t d = 0; d < admission->dataset_count; d++) {
		if (admission->datasets[d].test_server->subject == subject)
			return &admission->datasets[d];
	}
	return NULL;
}

/* Are the syncs of all its data sets undone? */
static bool is_undone(const struct admission *admission, const struct subject *subject)
{
	for (size_t d = 0; d < admission->dataset_count; d++) {
		const struct loaded *loaded = &admission->datasets[d];
		if (loaded->test_server->subject == subject && !loaded->dataset.is_undone)
			return false;
	}
	return first_of(admission, subject) != NULL;
}

/* Of the table of a subject, if it is a user's. */
static enum up_status describe_rows(const struct admission *admission,
				    const struct subject *subject, struct manifest_own_table *own,
				    struct text_list *restore, struct up_error *err)
{
	if (!subject->is_own)
		return UP_OK;
	own->is_undone = fact_of(is_undone(admission, subject));
	own->rejected = count_rejected(admission, subject);
	if (own->is_undone != FACT_YES)
		return UP_OK;
	/* The same on all servers. */
	const struct loaded *first = first_of(admission, subject);
	return dataset_append_undo(&first->dataset, first->test_server->server, restore, err);
}

enum up_status admission_describe(const struct admission *admission, struct manifest *manifest,
				  struct up_error *err)
{
	const struct case_list *cases = admission->cases;

	UP_TRY(describe_rows(admission, cases->subject, &manifest->relation.own, &manifest->restore,
			     err));
	for (size_t a = 0; a < manifest->arms.count; a++) {
		struct manifest_arm *arm = &manifest->arms.items[a];
		if (cases->arms[a]->subject != NULL)
			UP_TRY(describe_rows(admission, cases->arms[a]->subject, &arm->relation.own,
					     &arm->restore, err));
	}
	return UP_OK;
}

/* Where a table did not come to rest later: the last statements are those that undo a sync. */
static enum up_status drop_undo(const struct admission *admission, const struct subject *subject,
				struct manifest_own_table *own, struct text_list *statements,
				struct up_error *err)
{
	UP_CLEANUP(text_list_release) struct text_list undo = {0};

	if (own->is_undone != FACT_YES || is_undone(admission, subject))
		return UP_OK;
	const struct loaded *first = first_of(admission, subject);
	own->is_undone = FACT_NO;
	UP_TRY(dataset_append_undo(&first->dataset, first->test_server->server, &undo, err));
	for (size_t s = 0; s < undo.count && statements->count > 0; s++)
		free(statements->items[--statements->count]);
	return UP_OK;
}

enum up_status admission_describe_end(const struct admission *admission, struct manifest *manifest,
				      struct up_error *err)
{
	const struct case_list *cases = admission->cases;

	UP_TRY(drop_undo(admission, cases->subject, &manifest->relation.own, &manifest->restore,
			 err));
	for (size_t a = 0; a < manifest->arms.count; a++) {
		struct manifest_arm *arm = &manifest->arms.items[a];
		if (cases->arms[a]->subject != NULL)
			UP_TRY(drop_undo(admission, cases->arms[a]->subject, &arm->relation.own,
					 &arm->restore, err));
	}
	return UP_OK;
}

enum up_status admission_restart(struct admission *admission, struct up_error *err)
{
	for (size_t a = 0; a < admission->test_server_count; a++) {
		if (interrupt_signal() != 0)
			return up_fail(err, UP_INTERRUPTED, "interrupted");
		UP_TRY(test_server_restart(&admission->test_servers[a], err));
	}
	return UP_OK;
}
