/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/size_threshold.h"

#include "judge/predict/plan_figures.h"
#include "judge/predict/plan_group.h"
#include "judge/predict/requirement.h"
#include "judge/predict/server_setting.h"
#include "judge/summary/measured.h"

#include <math.h>
#include <stdlib.h>

#define MOST_ROWS 1e12
#define MESSAGE_BYTES (0x3fffffff - 1)
/* An expected number of rows that is off by more does not follow the rows of the sync. */
#define EXPECTED_WITHIN 2

static const char *const names[THRESHOLD_KINDS] = {
	[THRESHOLD_HASH_MEMORY] = "hash_memory",   [THRESHOLD_JIT] = "jit_above_cost",
	[THRESHOLD_TEMP_BUFFERS] = "temp_buffers", [THRESHOLD_SHARED_BUFFERS] = "shared_buffers",
	[THRESHOLD_MESSAGE] = "message",
};

const char *size_threshold_name(enum size_threshold_kind kind)
{
	return names[kind];
}

/* ---- where one begins -------------------------------------------------- */

double size_threshold_figure(const struct size_threshold *threshold, double rows)
{
	const double value = threshold->is_curve
				     ? curve_at(&threshold->curve, rows, 0)
				     : threshold->line.fixed + threshold->line.each * rows;

	return threshold->kind == THRESHOLD_HASH_MEMORY
		       ? hash_table_batches(&threshold->hash, value)
		       : value;
}

static bool is_beyond(const struct size_threshold *threshold, double rows)
{
	const double limit = threshold->kind == THRESHOLD_HASH_MEMORY ? 1 : threshold->limit;

	return size_threshold_figure(threshold, rows) > limit;
}

bool size_threshold_begins(struct size_threshold *threshold, double most)
{
	double within = most;
	double beyond = MOST_ROWS;

	if (is_beyond(threshold, within) || !is_beyond(threshold, beyond))
		return false;
	while (beyond - within > 1) {
		const double middle = floor(within + (beyond - within) / 2);
		if (is_beyond(threshold, middle))
			beyond = middle;
		else
			within = middle;
	}
	threshold->rows = beyond;
	return true;
}

/* ---- lines ------------------------------------------------------------- */

struct subject {
	const struct run *run;
	const struct family *family; /* of one plan */
	const struct fit *fit;
	const struct summary *largest;
	double parts;
};

typedef double case_figure(const struct run *run, const struct summary *summary);

static struct plan_figures plan_of(const struct run *run, const struct summary *summary)
{
	const struct plan_shape none = {.total_cost = NAN};
	const struct plan_shape *shape = plan_group_shape(run_find_case(run, summary->case_name));

	return plan_figures_read(shape != NULL ? shape : &none);
}

static double hash_rows(const struct run *run, const struct summary *summary)
{
	return plan_of(run, summary).rows;
}

static double plan_cost(const struct run *run, const struct summary *summary)
{
	return plan_of(run, summary).cost;
}

static double temporary_bytes(const struct run *run, const struct summary *summary)
{
	return plan_of(run, summary).temporary_bytes;
}

/* Of the update, all messages of which count as one statement each. */
static double message_bytes(const struct run *run, const struct summary *summary)
{
	return sample_median(run, summary->case_name, offsetof(struct sample, bytes_sent)) /
	       sample_median(run, summary->case_name, offsetof(struct sample, statements));
}

/* Through the two largest sizes that have the figure; false: fewer do, or it does not grow. */
static bool find_line(const struct subject *subject, case_figure *figure,
		      struct size_threshold_line *line)
{
	double rows[2] = {0, 0}; /* the largest first */
	double values[2] = {NAN, NAN};

	for (size_t c = 0; c < subject->family->count; c++) {
		const struct summary *summary = subject->family->cases[c];
		const double n = (double)summary->key.factors.rows;
		const double value = figure(subject->run, summary);
		if (isnan(value) || n <= rows[1])
			continue;
		if (n > rows[0]) {
			rows[1] = rows[0];
			values[1] = values[0];
		}
		const size_t place = n >= rows[0] ? 0 : 1;
		rows[place] = n;
		values[place] = value;
	}
	if (!(rows[1] > 0))
		return false;
	line->each = (values[0] - values[1]) / (rows[0] - rows[1]);
	line->fixed = values[0] - line->each * rows[0];
	return line->each > 0;
}

/* ---- the kinds --------------------------------------------------------- */

static double setting_of(const struct subject *subject, enum server_setting setting)
{
	return server_setting_find(subject->run, &subject->largest->key, setting);
}

static void add(struct size_threshold_list *list, const struct subject *subject,
		struct size_threshold threshold)
{
	size_t place = list->count;

	if (isnan(threshold.limit) || !size_threshold_begins(&threshold, subject->fit->most))
		return;
	for (; place > 0 && list->items[place - 1].rows > threshold.rows; place--)
		list->items[place] = list->items[place - 1];
	list->items[place] = threshold;
	list->count++;
}

static bool follows(const struct plan_figures *plan)
{
	return plan->expected_rows <= EXPECTED_WITHIN * plan->rows &&
	       plan->rows <= EXPECTED_WITHIN * plan->expected_rows;
}

static void add_hash_memory(struct size_threshold_list *list, const struct subject *subject)
{
	const struct plan_figures plan = plan_of(subject->run, subject->largest);
	struct size_threshold threshold = {
		.kind = THRESHOLD_HASH_MEMORY,
		.limit = setting_of(subject, SETTING_WORK_MEM) *
			 setting_of(subject, SETTING_HASH_MEM_MULTIPLIER),
		.hash = {.planned_bytes =
				 follows(&plan) ? hash_table_planned_bytes(plan.width) : NAN,
			 .bytes = hash_table_bytes(plan.peak_bytes, plan.buckets, plan.rows),
			 .has_skew = plan.has_skew},
		.relation = plan.relation,
	};

	threshold.hash.memory = threshold.limit;
	if (plan.batches <= 1 && find_line(subject, hash_rows, &threshold.line))
		add(list, subject, threshold);
}

static const struct manifest_server *server_of(const struct subject *subject)
{
	return &subject->run->manifest.server;
}

static void add_jit(struct size_threshold_list *list, const struct subject *subject)
{
	struct size_threshold threshold = {.kind = THRESHOLD_JIT,
					   .limit = setting_of(subject, SETTING_JIT_ABOVE_COST)};

	if (server_of(subject)->has_jit != FACT_NO && setting_of(subject, SETTING_JIT) > 0 &&
	    threshold.limit >= 0 && find_line(subject, plan_cost, &threshold.line))
		add(list, subject, threshold);
}

static void divide(struct size_threshold_line *line, double parts)
{
	line->each /= parts;
}

static void add_temp_buffers(struct size_threshold_list *list, const struct subject *subject)
{
	struct size_threshold threshold = {.kind = THRESHOLD_TEMP_BUFFERS,
					   .limit = setting_of(subject, SETTING_TEMP_BUFFERS)};

	if (!find_line(subject, temporary_bytes, &threshold.line))
		return;
	divide(&threshold.line, subject->parts);
	add(list, subject, threshold);
}

static void add_shared_buffers(struct size_threshold_list *list, const struct subject *subject)
{
	const struct fit *fit = subject->fit;
	const struct size_threshold threshold = {
		.kind = THRESHOLD_SHARED_BUFFERS,
		.limit = setting_of(subject, SETTING_SHARED_BUFFERS),
		.curve = fit->touched,
		.is_curve = true,
	};

	if (fit->touched_known && fit->touched_most <= threshold.limit)
		add(list, subject, threshold);
}

/* COPY sends rows in messages of their own; a statement has no more rows than the chunk. */
static void add_message(struct size_threshold_list *list, const struct subject *subject)
{
	const struct case_key *key = &subject->largest->key;
	struct size_threshold threshold = {.kind = THRESHOLD_MESSAGE, .limit = MESSAGE_BYTES};
	unsigned requires;

	if (key->peer != NULL || key->factors.chunk > 0 ||
	    !requirement_find(&subject->run->manifest, key->strategy, &requires) ||
	    (requires & (1U << REQUIRES_COPY)) != 0 ||
	    !find_line(subject, message_bytes, &threshold.line))
		return;
	divide(&threshold.line, subject->parts);
	add(list, subject, threshold);
}

/* ---- the list ---------------------------------------------------------- */

void size_threshold_list_find(const struct run *run, const struct family *family,
			      const struct fit *fit, double parts, struct size_threshold_list *list)
{
	PLAN_GROUP group = {0};
	struct subject subject = {.run = run, .fit = fit, .parts = parts};

	*list = (struct size_threshold_list){.table_most = fit_table_most(fit)};
	if (plan_group_make(run, family, 0, &group, NULL) != UP_OK || group.family.count == 0)
		return;
	subject.family = &group.family;
	subject.largest = group.family.cases[0];
	for (size_t c = 1; c < group.family.count; c++) {
		if (group.family.cases[c]->key.factors.rows > subject.largest->key.factors.rows)
			subject.largest = group.family.cases[c];
	}
	add_message(list, &subject);
	if (run->manifest.scaling.rows > 0)
		return;
	add_hash_memory(list, &subject);
	add_jit(list, &subject);
	add_temp_buffers(list, &subject);
	add_shared_buffers(list, &subject);
}

const struct size_threshold *size_threshold_find(const struct size_threshold_list *list,
						 enum size_threshold_kind kind)
{
	for (size_t t = 0; t < list->count; t++) {
		if (list->items[t].kind == kind)
			return &list->items[t];
	}
	return NULL;
}

double size_threshold_most_rows(const struct size_threshold_list *list)
{
	const struct size_threshold *message = size_threshold_find(list, THRESHOLD_MESSAGE);

	return fmin(list->table_most, message != NULL ? message->rows - 1 : INFINITY);
}
