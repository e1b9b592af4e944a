/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/case.h"

#include "measure/workload/program.h"

#include <stdlib.h>
#include <strings.h>

static void case_release(struct trial_case *trial_case)
{
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
	*list = (struct case_list){0};
}

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a case");
}

static size_t name_length(const char *setting)
{
	return strcspn(setting, "=");
}

/* Orders settings by name alone, in any case, as the server knows names; the sort below is stable, so that among equal
 * names the last one given comes last. */
static int compare_names(const char *a, const char *b)
{
	size_t length_a = name_length(a);
	size_t length_b = name_length(b);
	int order = strncasecmp(a, b, length_a < length_b ? length_a : length_b);
	return order != 0 ? order : (length_a > length_b) - (length_a < length_b);
}

static enum up_status add_setting(struct trial_case *trial_case, const char *setting,
				  struct up_error *err)
{
	char *copy = strdup(setting);
	if (copy == NULL)
		return out_of_memory(err);

	size_t at = 0;
	while (at < trial_case->setting_count && compare_names(trial_case->settings[at], copy) < 0)
		at++;
	if (at < trial_case->setting_count && compare_names(trial_case->settings[at], copy) == 0) {
		free(trial_case->settings[at]);
		trial_case->settings[at] = copy;
		return UP_OK;
	}
	for (size_t i = trial_case->setting_count; i > at; i--)
		trial_case->settings[i] = trial_case->settings[i - 1];
	trial_case->settings[at] = copy;
	trial_case->setting_count++;
	return UP_OK;
}

static void append_settings(struct up_buffer *text, const struct trial_case *trial_case)
{
	for (size_t s = 0; s < trial_case->setting_count; s++) {
		if (text->length > 0)
			up_buffer_append_char(text, ' ');
		up_buffer_append_string(text, trial_case->settings[s]);
	}
}

/* "2ms", "1.5ms", "20us": the unit in which it is told in full with the fewest digits. */
static void append_microseconds(struct up_buffer *text, int64_t ns)
{
	if (ns < 1000000)
		up_buffer_append_format(text, "%.9gus", (double)ns / 1e3);
	else if (ns < 1000000000)
		up_buffer_append_format(text, "%.9gms", (double)ns / 1e6);
	else
		up_buffer_append_format(text, "%.9gs", (double)ns / 1e9);
}

/* As it would be typed. */
static void append_rate(struct up_buffer *text, int64_t bits)
{
	if (bits < 1000000)
		up_buffer_append_format(text, "%.12gkbit", (double)bits / 1e3);
	else if (bits < 1000000000)
		up_buffer_append_format(text, "%.12gMbit", (double)bits / 1e6);
	else
		up_buffer_append_format(text, "%.12gGbit", (double)bits / 1e9);
}

static enum up_status name_case(struct trial_case *trial_case, struct up_error *err)
{
	UP_BUFFER name = {0};

	up_buffer_append_format(&name, "%s rows=%zu", trial_case->strategy->name, trial_case->rows);
	if (trial_case->columns != PROGRAM_COLUMN_COUNT)
		up_buffer_append_format(&name, " columns=%zu", trial_case->columns);
	if (trial_case->chunk != 0)
		up_buffer_append_format(&name, " chunk=%zu", trial_case->chunk);
	/* Cases are told apart by their names, and the data set tells shares apart down
	 * to a billionth. */
	if (trial_case->changed < 1)
		up_buffer_append_format(&name, " changed=%.9g", trial_case->changed);
	if (trial_case->added > 0)
		up_buffer_append_format(&name, " new=%.9g", trial_case->added);
	if (trial_case->workers > 1)
		up_buffer_append_format(&name, " workers=%zu", trial_case->workers);
	if (trial_case->table_rows != 0)
		up_buffer_append_format(&name, " table-rows=%zu", trial_case->table_rows);
	if (trial_case->rtt_ns != 0) {
		up_buffer_append_string(&name, " rtt=");
		append_microseconds(&name, trial_case->rtt_ns);
	}
	if (trial_case->bandwidth != 0) {
		up_buffer_append_string(&name, " bandwidth=");
		append_rate(&name, trial_case->bandwidth);
	}
	/* To the nanosecond, with no more digits than that takes. */
	if (trial_case->fetch_delay_ns != 0)
		up_buffer_append_format(&name, " fetch-delay=%.13gs",
					(double)trial_case->fetch_delay_ns / 1e9);
	if (trial_case->skip_unchanged)
		up_buffer_append_string(&name, " skip-unchanged");
	if (trial_case->tuned)
		up_buffer_append_string(&name, " tuned");
	append_settings(&name, trial_case);
	trial_case->name = up_buffer_detach(&name);
	return trial_case->name != NULL ? UP_OK : out_of_memory(err);
}

/* What the arm adds is in the name by the arm's name alone, so that both sides of a pair
 * are found by what is before it. */
static enum up_status enter_arm(struct trial_case *trial_case, struct up_error *err)
{
	const struct arm *arm = trial_case->arm;
	UP_BUFFER name = {0};

	trial_case->pair = UP_TAKE(trial_case->name);
	for (size_t s = 0; s < arm->setting_count; s++)
		UP_TRY(add_setting(trial_case, arm->settings[s], err));
	up_buffer_append_format(&name, "%s arm=%s", trial_case->pair, arm->name);
	trial_case->name = up_buffer_detach(&name);
	return trial_case->name != NULL ? UP_OK : out_of_memory(err);
}

static enum up_status make_case(struct trial_case *new, const struct contender *contender,
				const struct factors *factors, const struct sampling *sampling,
				struct up_error *err)
{
	*new = (struct trial_case){
		.strategy = contender->strategy,
		.peer = contender->peer,
		.arm = contender->arm,
		.role = contender->role,
		.rows = factors->rows,
		.columns = factors->columns,
		.chunk = factors->chunk,
		.changed = factors->changed,
		.added = factors->added,
		.workers = factors->workers,
		.table_rows = factors->table_rows,
		.rtt_ns = factors->rtt_ns,
		.bandwidth = factors->bandwidth,
		.fetch_delay_ns = factors->fetch_delay_ns,
		.skip_unchanged = factors->skip_unchanged,
		.tuned = factors->tuned,
		.sampling = *sampling,
		.settings = calloc(
			factors->setting_count +
				(contender->arm != NULL ? contender->arm->setting_count : 0) + 1,
			sizeof *new->settings),
	};
	if (new->settings == NULL)
		return out_of_memory(err);
	for (size_t s = 0; s < factors->setting_count; s++)
		UP_TRY(add_setting(new, factors->settings[s], err));
	UP_TRY(name_case(new, err));
	return new->arm != NULL ? enter_arm(new, err) : UP_OK;
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
			       "\"%s\" is the name of a strategy: give the program another",
			       spec.name);
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

enum up_status case_list_add(struct case_list *list, const struct contender *contender,
			     const struct factors *factors, const struct sampling *sampling,
			     struct up_error *err)
{
	struct trial_case new;
	enum up_status status = make_case(&new, contender, factors, sampling, err);

	if (status != UP_OK || new.name == NULL) {
		case_release(&new);
		return status;
	}
	for (size_t c = 0; c < list->count; c++) {
		if (strcmp(list->items[c].name, new.name) == 0) {
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

size_t case_server(const struct trial_case *trial_case)
{
	return trial_case->arm != NULL ? trial_case->arm->server : 0;
}

bool case_is_relayed(const struct trial_case *trial_case)
{
	return trial_case->rtt_ns != 0 || trial_case->bandwidth != 0;
}

bool case_same_family(const struct trial_case *a, const struct trial_case *b)
{
	if (a->strategy != b->strategy || a->peer != b->peer || a->arm != b->arm ||
	    a->columns != b->columns || a->chunk != b->chunk || a->changed != b->changed ||
	    a->added != b->added || a->workers != b->workers || a->table_rows != b->table_rows ||
	    a->rtt_ns != b->rtt_ns || a->bandwidth != b->bandwidth ||
	    a->fetch_delay_ns != b->fetch_delay_ns || a->skip_unchanged != b->skip_unchanged ||
	    a->tuned != b->tuned || a->setting_count != b->setting_count)
		return false;
	for (size_t s = 0; s < a->setting_count; s++) {
		if (strcmp(a->settings[s], b->settings[s]) != 0)
			return false;
	}
	return true;
}

int64_t case_compared_ns(const struct trial_case *trial_case, const struct sample *sample)
{
	if (trial_case->peer != NULL || trial_case->role == ROLE_IDLE)
		return sample->update_ns;
	return sample->update_ns + sample->commit_ns;
}

struct up_update_options case_options(const struct trial_case *trial_case)
{
	return (struct up_update_options){
		.chunk = trial_case->chunk,
		.skip_unchanged = trial_case->skip_unchanged,
	};
}

enum up_status case_describe(const struct trial_case *trial_case, struct sample *sample,
			     struct up_error *err)
{
	const struct up_update_options options = case_options(trial_case);
	size_t chunk = up_strategy_chunk(trial_case->strategy, &options);
	UP_BUFFER settings = {0};

	append_settings(&settings, trial_case);
	sample->case_name = strdup(trial_case->name);
	sample->strategy = strdup(trial_case->peer != NULL ? trial_case->peer->strategy
							   : trial_case->strategy->name);
	sample->peer = trial_case->peer != NULL ? strdup(trial_case->peer->name) : NULL;
	sample->settings = trial_case->setting_count > 0 ? up_buffer_detach(&settings) : NULL;
	sample->arm = trial_case->arm != NULL ? strdup(trial_case->arm->name) : NULL;
	if (sample->case_name == NULL || sample->strategy == NULL ||
	    (trial_case->peer != NULL && sample->peer == NULL) ||
	    (trial_case->arm != NULL && sample->arm == NULL) || settings.failed)
		return out_of_memory(err);
	sample->rows = (int64_t)trial_case->rows;
	sample->columns = (int64_t)trial_case->columns;
	if (chunk != 0)
		sample->chunk = (int64_t)chunk;
	sample->workers = (int64_t)trial_case->workers;
	sample->changed = trial_case->changed;
	sample->added = trial_case->added;
	sample->skip_unchanged = trial_case->skip_unchanged;
	sample->tuned = trial_case->tuned;
	sample->rtt_us = trial_case->rtt_ns / 1000;
	return UP_OK;
}

enum up_status case_apply_settings(const struct trial_case *trial_case, struct up_conn *conn,
				   struct up_error *err)
{
	for (size_t s = 0; s < trial_case->setting_count; s++) {
		const char *setting = trial_case->settings[s];
		size_t length = name_length(setting);
		UP_FREE char *name = strndup(setting, length);
		if (name == NULL)
			return out_of_memory(err);
		const char *const values[] = {name,
					      setting[length] == '=' ? setting + length + 1 : ""};
		const struct up_params params = {.count = 2, .values = values};
		UP_TRY(up_conn_exec_params(conn, "SELECT set_config($1, $2, false)", &params, NULL,
					   NULL, err));
	}
	return UP_OK;
}

json_t *case_to_json(const struct trial_case *trial_case)
{
	const struct up_update_options options = case_options(trial_case);
	size_t chunk = up_strategy_chunk(trial_case->strategy, &options);
	json_t *settings = json_object();

	for (size_t s = 0; s < trial_case->setting_count; s++) {
		const char *setting = trial_case->settings[s];
		size_t length = name_length(setting);
		const char *value = setting[length] == '=' ? setting + length + 1 : "";
		json_object_setn_new(settings, setting, length, json_string(value));
	}
	return json_pack(
		"{s:s, s:s?, s:s?, s:s, s:s?, s:I, s:I, s:o, s:I, s:f, s:f, s:b, s:b, s:o, s:I, "
		"s:o, s:I, s:b, s:o}",
		"name", trial_case->name, "arm",
		trial_case->arm != NULL ? trial_case->arm->name : NULL, "pair", trial_case->pair,
		"strategy",
		trial_case->peer != NULL ? trial_case->peer->strategy : trial_case->strategy->name,
		"peer", trial_case->peer != NULL ? trial_case->peer->name : NULL, "rows",
		(json_int_t)trial_case->rows, "columns", (json_int_t)trial_case->columns, "chunk",
		chunk != 0 ? json_integer((json_int_t)chunk) : json_null(), "workers",
		(json_int_t)trial_case->workers, "changed", trial_case->changed, "new",
		trial_case->added, "skip_unchanged", (int)trial_case->skip_unchanged, "tuned",
		(int)trial_case->tuned, "table_rows",
		trial_case->table_rows != 0 ? json_integer((json_int_t)trial_case->table_rows)
					    : json_null(),
		"rtt_us", (json_int_t)(trial_case->rtt_ns / 1000), "bandwidth_bits_per_s",
		trial_case->bandwidth != 0 ? json_integer((json_int_t)trial_case->bandwidth)
					   : json_null(),
		"fetch_delay_ns", (json_int_t)trial_case->fetch_delay_ns,
		/* Several workers commit one after the other, autocommit row by row. */
		"atomic",
		(int)(trial_case->workers == 1 &&
		      !(trial_case->strategy->flags & UP_STRATEGY_AUTOCOMMIT)),
		"settings", settings);
}
