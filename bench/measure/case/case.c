/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/case.h"

#include "pg/session.h"
#include "record/settings.h"

#include <stdlib.h>

static void case_release(struct trial_case *trial_case)
{
	case_key_release(&trial_case->key);
	for (size_t s = 0; s < trial_case->setting_count; s++)
		free(trial_case->settings[s]);
	free(trial_case->settings);
	free(trial_case->name);
	free(trial_case->pair);
	*trial_case = (struct trial_case){0};
}

void case_list_release(struct case_list *list)
{
	for (size_t c = 0; c < list->count; c++)
		case_release(&list->items[c]);
	for (size_t p = 0; p < list->peer_count; p++) {
		peer_spec_release(list->peers[p]);
		free(list->peers[p]);
	}
	free(list->peers);
	for (size_t a = 0; a < list->arm_count; a++) {
		arm_release(list->arms[a]);
		free(list->arms[a]);
	}
	free(list->arms);
	free(list->items);
	text_list_release(&list->server_columns);
	*list = (struct case_list){0};
}

static bool has_pair(const struct text_list *pairs, const char *pair)
{
	for (size_t p = 0; p < pairs->count && pair != NULL; p++) {
		if (strcmp(pairs->items[p], pair) == 0)
			return true;
	}
	return false;
}

static bool has_case(const struct case_list *list, const struct arm *arm)
{
	for (size_t c = 0; c < list->count; c++) {
		if (list->items[c].arm == arm)
			return true;
	}
	return false;
}

void case_list_keep(struct case_list *list, const struct text_list *pairs)
{
	const size_t cases = list->count;
	const size_t arms = list->arm_count;

	list->count = list->arm_count = 0;
	for (size_t c = 0; c < cases; c++) {
		if (has_pair(pairs, list->items[c].pair))
			list->items[list->count++] = list->items[c];
		else
			case_release(&list->items[c]);
	}
	for (size_t a = 0; a < arms; a++) {
		if (has_case(list, list->arms[a])) {
			list->arms[list->arm_count++] = list->arms[a];
			continue;
		}
		arm_release(list->arms[a]);
		free(list->arms[a]);
	}
}

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a case");
}

static enum up_status add_settings(struct factors *factors, char *const *settings, size_t count,
				   struct up_error *err)
{
	for (size_t s = 0; s < count; s++)
		UP_TRY(settings_add(&factors->settings, settings[s], err));
	return UP_OK;
}

static enum up_status name_case(struct trial_case *new, struct up_error *err)
{
	const struct arm *arm = new->arm;
	UP_BUFFER name = {0};

	case_key_append_name(&name, &new->key, 0);
	UP_TRY(up_buffer_check(&name, err));
	if (arm != NULL) {
		/* Of the arm, the name has the arm's name alone, so that both sides of a pair are
		 * found by the text before it. */
		new->pair = up_buffer_detach(&name);
		UP_TRY(text_set(&new->key.arm, arm->name, err));
		UP_TRY(add_settings(&new->key.factors, arm->settings, arm->setting_count, err));
		up_buffer_append_format(&name, "%s arm=%s", new->pair, arm->name);
		UP_TRY(up_buffer_check(&name, err));
	}
	new->name = up_buffer_detach(&name);
	return UP_OK;
}

static enum up_status list_settings(struct trial_case *new, struct up_error *err)
{
	UP_BUFFER name = {0};
	UP_BUFFER value = {0};

	for (const char *rest = new->key.factors.settings; settings_next(&rest, &name, &value);) {
		char **settings =
			reallocarray(new->settings, new->setting_count + 1, sizeof *settings);
		if (settings == NULL)
			return out_of_memory(err);
		new->settings = settings;
		up_buffer_append_format(&name, "=%s", up_buffer_string(&value));
		UP_TRY(up_buffer_check(&name, err));
		settings[new->setting_count++] = up_buffer_detach(&name);
	}
	return up_buffer_check(&value, err);
}

/* The levels in force where none was requested. */
static void derive_levels(const struct subject *subject, struct factors *factors,
			  const struct up_strategy *strategy)
{
	const size_t chunk = strategy->default_chunk;

	if (factors->chunk == 0) {
		factors->chunk = chunk != 0 ? (int64_t)chunk : UNMEASURED;
		factors->derived |= FACTOR_BIT(FACTOR_CHUNK);
	}
	if (factors->table_rows == 0) {
		const struct population_request request = {.rows = (size_t)factors->rows,
							   .new = factors->new,
							   .gone_share = factors->gone_share};
		factors->table_rows = (int64_t)(population_request_old_rows(&request) +
						population_request_gone_rows(&request));
		factors->derived |= FACTOR_BIT(FACTOR_TABLE_ROWS);
	}
	if (factors->partitions == 0) {
		factors->partition_by = UNMEASURED;
		factors->derived |= FACTOR_BIT(FACTOR_PARTITION_BY);
	}
	if (factors->gone == GONE_AUTO) {
		const bool may_be_gone =
			factors->gone_share > 0 || (subject != NULL && subject->origin != NULL);
		factors->gone = may_be_gone ? GONE_COUNT : GONE_IGNORE;
		factors->derived |= FACTOR_BIT(FACTOR_GONE);
	}
	/* All of them is what nobody has to ask for. */
	if (subject != NULL && subject->is_own &&
	    factors->columns == (int64_t)subject->relation.column_count)
		factors->derived |= FACTOR_BIT(FACTOR_COLUMNS);
}

const char *case_list_pooled(const struct case_list *list, const struct arm *arm)
{
	if (arm != NULL && (arm->pooled != NULL || arm->dbname != NULL))
		return arm->pooled;
	return list->pooled;
}

static enum up_status make_case(struct trial_case *new, const struct case_list *list,
				const struct contender *contender, const struct factors *factors,
				const struct sampling *sampling, struct up_error *err)
{
	const struct peer_spec *peer = contender->peer;

	*new = (struct trial_case){
		.strategy = contender->strategy,
		.peer = peer,
		.arm = contender->arm,
		.pooled = case_list_pooled(list, contender->arm),
		.role = contender->role,
		.sampling = *sampling,
	};
	case_key_init(&new->key);
	UP_TRY(factors_copy(&new->key.factors, factors, err));
	UP_TRY(text_set(&new->key.strategy,
			peer != NULL ? peer->strategy : contender->strategy->name, err));
	UP_TRY(text_set(&new->key.peer, peer != NULL ? peer->name : NULL, err));
	derive_levels(case_list_subject(list, contender->arm), &new->key.factors, new->strategy);
	UP_TRY(name_case(new, err));
	return list_settings(new, err);
}

/* The settings of another peer of the same name would be lost in the names of cases. */
static enum up_status check_same_peer(const struct peer_spec *a, const struct peer_spec *b,
				      struct up_error *err)
{
	bool same = a->shipped == b->shipped && strcmp(a->strategy, b->strategy) == 0 &&
		    (a->path == NULL) == (b->path == NULL) &&
		    (a->path == NULL || strcmp(a->path, b->path) == 0);

	if (!same)
		return up_fail(err, UP_INVALID, "two peers are named \"%s\"", a->name);
	return UP_OK;
}

/* Moves what spec holds into the list. */
static enum up_status add_peer(struct case_list *list, struct peer_spec *spec,
			       const struct peer_spec **peer, struct up_error *err)
{
	struct peer_spec **peers = realloc(list->peers, (list->peer_count + 1) * sizeof(void *));

	if (peers == NULL)
		return out_of_memory(err);
	list->peers = peers;
	peers[list->peer_count] = malloc(sizeof *spec);
	if (peers[list->peer_count] == NULL)
		return out_of_memory(err);
	*peer = peers[list->peer_count++];
	memcpy(peers[list->peer_count - 1], spec, sizeof *spec);
	*spec = (struct peer_spec){0};
	return UP_OK;
}

enum up_status case_list_peer(struct case_list *list, const char *text,
			      const struct peer_spec **peer, struct up_error *err)
{
	PEER_SPEC spec = {0};
	struct contender same;

	UP_TRY(peer_spec_init(&spec, text, err));
	if (contender_find(spec.name, &same))
		return up_fail(err, UP_INVALID,
			       "\"%s\" is the name of a strategy: choose another name", spec.name);
	for (size_t p = 0; p < list->peer_count; p++) {
		if (strcmp(list->peers[p]->name, spec.name) == 0) {
			*peer = list->peers[p];
			return check_same_peer(list->peers[p], &spec, err);
		}
	}
	return add_peer(list, &spec, peer, err);
}

enum up_status case_list_arm_peer(struct case_list *list, const char *path, const char *strategy,
				  const struct peer_spec **peer, struct up_error *err)
{
	PEER_SPEC spec = {0};

	for (size_t p = 0; p < list->peer_count; p++) {
		*peer = list->peers[p];
		if (strcmp((*peer)->name, strategy) == 0 && strcmp((*peer)->path, path) == 0)
			return UP_OK;
	}
	UP_TRY(peer_spec_init_upbench(&spec, path, strategy, err));
	return add_peer(list, &spec, peer, err);
}

enum up_status case_list_arm(struct case_list *list, struct arm *arm, const struct arm **taken,
			     struct up_error *err)
{
	for (size_t a = 0; a < list->arm_count; a++) {
		*taken = list->arms[a];
		if (strcmp((*taken)->text, arm->text) == 0)
			return UP_OK;
		if (strcmp((*taken)->name, arm->name) == 0)
			return up_fail(err, UP_INVALID, "two arms are named \"%s\"", arm->name);
	}
	struct arm **arms = reallocarray(list->arms, list->arm_count + 1, sizeof(void *));
	if (arms == NULL)
		return out_of_memory(err);
	list->arms = arms;
	arms[list->arm_count] = malloc(sizeof *arm);
	if (arms[list->arm_count] == NULL)
		return out_of_memory(err);
	*arms[list->arm_count] = *arm;
	*taken = arms[list->arm_count++];
	*arm = (struct arm){0};
	return UP_OK;
}

bool case_list_has_peers(const struct case_list *list)
{
	return list->peer_count > 0;
}

/* A level that is not known equals any. */
static int64_t asked_partitions(const struct trial_case *trial_case)
{
	const int64_t partitions = trial_case->key.factors.partitions;

	return partitions > 0 ? partitions : 0;
}

enum up_status case_list_add(struct case_list *list, const struct contender *contender,
			     const struct factors *factors, const struct sampling *sampling,
			     struct up_error *err)
{
	struct trial_case new;
	enum up_status status = make_case(&new, list, contender, factors, sampling, err);

	if (status != UP_OK) {
		case_release(&new);
		return status;
	}
	/* A table of the user's, be it that of the arm alone, has its own, or none; where others are
	 * asked for, the case is skipped. */
	const struct subject *subject = case_list_subject(list, contender->arm);
	if (subject != NULL && subject->is_own && !(new.key.factors.partitions > 0))
		new.key.factors.partitions = UNMEASURED;
	for (size_t c = 0; c < list->count; c++) {
		if (case_key_equal(&list->items[c].key, &new.key, 0) &&
		    asked_partitions(&list->items[c]) == asked_partitions(&new)) {
			case_release(&new);
			return UP_OK;
		}
	}
	struct trial_case *items = realloc(list->items, (list->count + 1) * sizeof *items);
	if (items == NULL) {
		case_release(&new);
		return out_of_memory(err);
	}
	list->items = items;
	items[list->count++] = new;
	return UP_OK;
}

void case_list_set_table_rows(struct case_list *list, const struct subject *subject)
{
	for (size_t c = 0; c < list->count && subject->rows != UNMEASURED; c++) {
		struct factors *factors = &list->items[c].key.factors;
		const struct population_request request = {.rows = (size_t)factors->rows,
							   .new = factors->new};
		const int64_t created =
			factors->rows - (int64_t)population_request_old_rows(&request);
		if ((factors->derived & FACTOR_BIT(FACTOR_TABLE_ROWS)) != 0)
			factors->table_rows = subject->rows - created;
	}
}

const struct subject *case_list_subject(const struct case_list *list, const struct arm *arm)
{
	return arm != NULL && arm->subject != NULL ? arm->subject : list->subject;
}

size_t case_server(const struct trial_case *trial_case)
{
	return trial_case->arm != NULL ? trial_case->arm->server : trial_case->server;
}

void case_list_scale(struct case_list *list, const struct manifest_scaling *scaling)
{
	list->scaling = scaling;
	for (size_t c = 0; c < list->count; c++) {
		struct trial_case *trial_case = &list->items[c];
		for (size_t s = 0; s < scaling->sizes.count; s++) {
			if (scaling->sizes.items[s].rows == trial_case->key.factors.rows)
				trial_case->server = s;
		}
	}
}

bool case_is_relayed(const struct trial_case *trial_case)
{
	return trial_case->key.factors.rtt_ns != 0 || trial_case->key.factors.bandwidth != 0;
}

bool case_same_family(const struct trial_case *a, const struct trial_case *b)
{
	return case_key_equal(&a->key, &b->key, FACTOR_BIT(FACTOR_ROWS));
}

enum up_status case_relation(const struct trial_case *trial_case, const struct subject *subject,
			     const char *schema, struct up_relation *relation, struct up_error *err)
{
	return up_relation_narrow(&subject->relation, (size_t)trial_case->key.factors.columns,
				  schema, relation, err);
}

struct population_request case_population(const struct trial_case *trial_case, uint64_t seed,
					  bool portable, bool ordinary)
{
	const struct factors *factors = &trial_case->key.factors;

	return (struct population_request){
		.seed = seed,
		.rows = (size_t)factors->rows,
		.changed = factors->changed,
		.new = factors->new,
		.table_rows = (size_t)factors->table_rows,
		.portable = portable,
		.ordinary = ordinary,
		.gone_share = factors->gone_share > 0 ? factors->gone_share : 0,
		.gone = factors->gone == GONE_DEACTIVATE || factors->gone == GONE_DELETE
				? (enum gone_level)factors->gone
				: GONE_IGNORE,
		.partitions = factors->partitions > 0 ? (size_t)factors->partitions : 0,
		.partition_by = factors->partitions > 0
					? (enum partition_method)factors->partition_by
					: PARTITION_BY_HASH,
	};
}

struct up_update_options case_options(const struct trial_case *trial_case)
{
	const int64_t chunk = trial_case->key.factors.chunk;

	return (struct up_update_options){
		.chunk = chunk != UNMEASURED ? (size_t)chunk : 0,
		.skip_unchanged = trial_case->key.factors.skip_unchanged != 0,
	};
}

const struct up_strategy *case_creator(const struct trial_case *trial_case)
{
	const int64_t level = trial_case->key.factors.create;
	size_t count;
	const struct up_strategy *const *creators = up_creators(&count);

	return level >= 0 && (size_t)level < count ? creators[level] : creators[0];
}

struct up_gone case_gone(const struct trial_case *trial_case, const struct subject *subject)
{
	switch (trial_case->key.factors.gone) {
	case GONE_COUNT:
		return (struct up_gone){.action = UP_GONE_COUNT};
	case GONE_DEACTIVATE:
		return (struct up_gone){.action = UP_GONE_MARK,
					.column = subject->inactive_column,
					.value = subject->inactive_value};
	case GONE_DELETE:
		return (struct up_gone){.action = UP_GONE_DELETE};
	default:
		return (struct up_gone){0};
	}
}

enum up_status case_describe(const struct trial_case *trial_case, struct sample *sample,
			     struct up_error *err)
{
	UP_TRY(text_set(&sample->case_name, trial_case->name, err));
	case_key_release(&sample->key);
	return case_key_copy(&sample->key, &trial_case->key, err);
}

enum up_status case_apply_settings(const struct trial_case *trial_case, struct up_conn *conn,
				   struct up_error *err)
{
	UP_BUFFER name = {0};
	UP_BUFFER value = {0};
	const char *rest = trial_case->key.factors.settings;

	while (settings_next(&rest, &name, &value)) {
		UP_TRY(up_buffer_check(&value, err));
		UP_TRY(up_session_set(conn, up_buffer_string(&name), up_buffer_string(&value),
				      err));
	}
	return up_buffer_check(&name, err);
}

enum up_status case_record(const struct trial_case *trial_case, struct manifest_case *record,
			   struct up_error *err)
{
	const struct sampling *sampling = &trial_case->sampling;

	/* Several workers commit one after the other, autocommit row by row. */
	record->is_atomic = fact_of(trial_case->key.factors.workers == 1 &&
				    !(trial_case->strategy->flags & UP_STRATEGY_AUTOCOMMIT));
	if (sampling->threshold > 0)
		record->threshold = sampling->threshold;
	for (size_t m = 0; m < sampling->metric_count; m++)
		UP_TRY(text_list_add(&record->metrics, sampling->metrics[m], err));
	UP_TRY(text_set(&record->name, trial_case->name, err));
	UP_TRY(text_set(&record->pair, trial_case->pair, err));
	return case_key_complete(&record->key, &trial_case->key, err);
}
