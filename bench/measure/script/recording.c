/* SPDX-License-Identifier: PostgreSQL */
#include "measure/script/recording.h"

#include "sync/update.h"

#include <stdlib.h>

static void recorded_release(struct recorded *item)
{
	for (size_t p = 0; p < item->parameter_count; p++)
		free(item->parameters[p].type);
	free(item->parameters);
	free(item->sql);
	free(item->name);
}

void recording_release(struct recording *recording)
{
	for (size_t i = 0; i < recording->count; i++)
		recorded_release(&recording->items[i]);
	free(recording->items);
	*recording = (struct recording){0};
}

/* ---- recording -------------------------------------------------------- */

struct recorder {
	struct recording *recording;
	enum recorded_phase phase;
};

static struct recorded *last_of(const struct recording *recording, enum up_message_kind kind,
				const char *name)
{
	for (size_t i = recording->count; i-- > 0;) {
		struct recorded *item = &recording->items[i];
		if (item->kind == kind && (name == NULL || strcmp(item->name, name) == 0))
			return item;
	}
	return NULL;
}

static bool is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool is_repeated(const struct recorder *recorder, const struct up_message *message)
{
	const struct recording *recording = recorder->recording;

	if (recording->count == 0)
		return false;
	const struct recorded *last = &recording->items[recording->count - 1];
	return last->phase == recorder->phase && last->kind == message->kind &&
	       is_same(last->sql, message->sql) && is_same(last->name, message->name);
}

static enum up_status copy_text(const char *text, char **copy, struct up_error *err)
{
	if (text == NULL)
		return UP_OK;
	*copy = strdup(text);
	if (*copy == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a statement");
	return UP_OK;
}

static enum up_status keep_formats(struct recorded *item, const struct up_params *params,
				   struct up_error *err)
{
	if (params->count == 0 || item->parameters != NULL)
		return UP_OK;
	item->parameters = calloc((size_t)params->count, sizeof *item->parameters);
	if (item->parameters == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for parameters");
	item->parameter_count = (size_t)params->count;
	for (size_t p = 0; p < item->parameter_count; p++)
		item->parameters[p].is_binary = params->formats != NULL && params->formats[p] == 1;
	return UP_OK;
}

static enum up_status add(const struct recorder *recorder, const struct up_message *message,
			  struct up_error *err)
{
	struct recording *recording = recorder->recording;
	struct recorded *items =
		reallocarray(recording->items, recording->count + 1, sizeof *items);

	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a statement");
	recording->items = items;
	struct recorded *item = &items[recording->count++];
	*item = (struct recorded){.phase = recorder->phase, .kind = message->kind, .times = 1};
	UP_TRY(copy_text(message->sql, &item->sql, err));
	UP_TRY(copy_text(message->name, &item->name, err));
	if (message->kind == UP_MESSAGE_PARAMS)
		return keep_formats(item, message->params, err);
	if (message->kind != UP_MESSAGE_EXECUTE)
		return UP_OK;
	struct recorded *prepared = last_of(recording, UP_MESSAGE_PREPARE, message->name);
	if (prepared == NULL)
		return up_fail(err, UP_INVALID, "\"%s\" is executed but was not prepared",
			       message->name);
	return keep_formats(prepared, message->params, err);
}

/* The signature that binary data begins with:
 * https://www.postgresql.org/docs/current/sql-copy.html */
static const char signature[11] = "PGCOPY\n\377\r\n";

static void notice_format(const struct recording *recording, const struct up_buffer *data)
{
	struct recorded *copy = last_of(recording, UP_MESSAGE_COPY, NULL);

	if (copy != NULL && data->length >= sizeof signature &&
	    memcmp(data->data, signature, sizeof signature) == 0)
		copy->is_binary = true;
}

static enum up_status on_message(void *context, const struct up_message *message,
				 struct up_error *err)
{
	const struct recorder *recorder = context;
	struct recording *recording = recorder->recording;

	if (message->kind == UP_MESSAGE_COPY_END)
		return UP_OK;
	if (message->kind == UP_MESSAGE_COPY_DATA) {
		notice_format(recording, message->data);
		return UP_OK;
	}
	if (is_repeated(recorder, message)) {
		recording->items[recording->count - 1].times++;
		return UP_OK;
	}
	return add(recorder, message, err);
}

/* ---- rows ------------------------------------------------------------- */

/* A value that every encoder takes; none is kept. */
static void append_value(struct up_vector *vector)
{
	static const char zeros[16] = {0};

	switch (up_type_info(vector->type)->storage) {
	case UP_STORAGE_BIT:
		up_vector_append_bool(vector, false);
		break;
	case UP_STORAGE_FIXED:
		up_vector_append_fixed(vector, zeros);
		break;
	case UP_STORAGE_VARIABLE:
		up_vector_append_bytes(vector, "0", 1);
		break;
	}
}

static enum up_status make_rows(const struct up_relation *relation, struct up_batch *batch,
				struct up_error *err)
{
	UP_TRY(up_batch_init(batch, relation, err));
	for (size_t row = 0; row < RECORDING_ROWS; row++) {
		for (size_t c = 0; c < relation->column_count; c++)
			append_value(&batch->vectors[c]);
		UP_TRY(up_batch_end_row(batch, err));
	}
	return UP_OK;
}

/* ---- the stage -------------------------------------------------------- */

static enum up_status use_stage(struct up_update_stage *stage, struct recorder *recorder,
				const struct up_relation *relation, struct up_error *err)
{
	UP_BATCH rows = {0};

	UP_TRY(make_rows(relation, &rows, err));
	recorder->phase = RECORDED_SETTINGS;
	UP_TRY(up_update_stage_begin(stage, err));
	recorder->phase = RECORDED_ROWS;
	UP_TRY(up_update_stage_apply(stage, &rows, err));
	recorder->phase = RECORDED_END;
	return up_update_stage_finish(stage, err);
}

static enum up_status carry_out(const struct up_update_stage_options *options,
				struct recorder *recorder, struct up_error *err)
{
	struct up_update_stage *stage = NULL;

	recorder->phase = RECORDED_CONNECTION;
	UP_TRY(up_update_stage_open(options, &stage, err));
	enum up_status status = use_stage(stage, recorder, options->relation, err);
	recorder->phase = RECORDED_RELEASE;
	up_update_stage_close(stage);
	return status;
}

/* The options that were asked for; those that are recorded may have a smaller chunk. */
static enum up_status check(const struct recording_request *request, struct up_error *err)
{
	const struct up_update update = {
		.strategy = request->strategy,
		.relation = request->relation,
		.options = request->update,
	};

	return up_strategy_check(request->strategy, &update, err);
}

enum up_status recording_make(struct up_conn *conn, const struct recording_request *request,
			      struct recording *recording, struct up_error *err)
{
	UP_TRY(check(request, err));
	RECORDING new = {.chunk = up_strategy_chunk(request->strategy, &request->update)};
	struct recorder recorder = {.recording = &new};
	const struct up_recorder hooks = {.record = on_message,
					  .context = &recorder,
					  .literal = RECORDING_LITERAL,
					  .has_server = request->has_server};
	const struct up_pool pool = {.conns = &conn, .count = 1};
	struct up_update_stage_options options = {
		.strategy = request->strategy,
		.update = request->update,
		.tuned = request->tuned,
		.relation = request->relation,
		.gone = request->gone,
		.scope = up_relation_has_scope(request->relation) ? "" : NULL,
		.pool = &pool,
	};

	if (new.chunk > RECORDING_ROWS)
		options.update.chunk = RECORDING_ROWS;
	const int id = conn->id;
	conn->recorder = &hooks;
	conn->id = RECORDING_PID;
	enum up_status status = carry_out(&options, &recorder, err);
	conn->recorder = NULL;
	conn->id = id;
	UP_TRY(status);
	*recording = new;
	new = (struct recording){0};
	return UP_OK;
}
