/* SPDX-License-Identifier: PostgreSQL */
#include "cli/measurement/plan_scaling.h"

#include "measure/case/scaling.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_scaled(const struct run_plan *plan)
{
	return plan->scaling.rows > 0;
}

/* What a scaled run cannot have, and what to do instead. */
static enum up_status check_options(const struct run_options *options,
				    const struct command_line *line, struct up_error *err)
{
	static const struct {
		const char *option;
		const char *why;
	} others[] = {
		{"rows", "--for-rows chooses the sizes"},
		{"table-rows", "the table has the rows of the sync, and is scaled with them"},
		{"arm", "each size has a server of its own already"},
		{"distribute", "each size has a server of its own already"},
		{"table", "its rows are as many as there are"},
		{"shape", "its rows are as many as it states"},
		{"source", "its rows are as many as there are"},
	};

	if (options->dbname != NULL)
		return up_fail(err, UP_INVALID,
			       "--for-rows: a server that is named cannot be scaled down with the "
			       "data: measure sizes near %" PRId64 " there with --rows, or leave "
			       "out --dbname and describe it with --server-set",
			       options->for_rows);
	for (size_t o = 0; o < sizeof others / sizeof others[0]; o++) {
		if (command_line_gives(line, others[o].option))
			return up_fail(err, UP_INVALID, "--for-rows is not possible with --%s: %s",
				       others[o].option, others[o].why);
	}
	return UP_OK;
}

static enum up_status list_sizes(struct run_plan *plan, struct up_error *err)
{
	const size_t count = plan->scaling.sizes.count;

	plan->sizes.items = calloc(count + 1, sizeof *plan->sizes.items);
	if (plan->sizes.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for sizes");
	for (size_t s = 0; s < count; s++)
		plan->sizes.items[plan->sizes.count++] = plan->scaling.sizes.items[s].rows;
	return UP_OK;
}

/* Names are those of the server, in any case. */
static enum up_status check_names(const struct string_list *settings, struct up_error *err)
{
	for (size_t s = 0; s < settings->count; s++) {
		const char *setting = settings->items[s];
		const size_t length = strcspn(setting, "=") + 1;
		for (size_t other = 0; other < s; other++) {
			if (strncasecmp(settings->items[other], setting, length) == 0)
				return up_fail(err, UP_INVALID, "--server-set: %.*s is set twice",
					       (int)length - 1, setting);
		}
	}
	return UP_OK;
}

enum up_status plan_scaling_open(struct run_plan *plan, const struct run_options *options,
				 const struct command_line *line, struct up_error *err)
{
	if (options->server_set.count > 0 && options->dbname != NULL)
		return up_fail(err, UP_INVALID,
			       "--server-set is for a private cluster: change the settings of the "
			       "server that --dbname names yourself, or those of sessions with "
			       "--set");
	UP_TRY(check_names(&options->server_set, err));
	if (options->for_rows == 0)
		return options->with_target
			       ? up_fail(err, UP_INVALID, "--with-target requires --for-rows")
			       : UP_OK;
	UP_TRY(check_options(options, line, err));
	plan->server_set = &options->server_set;
	plan->with_target = options->with_target;
	if (scaling_make(options->for_rows, options->server_set.items, options->server_set.count,
			 options->with_target, &plan->scaling, err) != UP_OK)
		return up_error_prefix(err, "--for-rows");
	return list_sizes(plan, err);
}

bool plan_scaling_wants(const struct run_plan *plan, const struct run_options *values)
{
	const struct number_list *levels = &values->levels.table_rows;

	for (size_t l = 0; l < levels->count && is_scaled(plan); l++) {
		if (levels->items[l] > 0)
			return false;
	}
	return true;
}

static enum up_status check_settings(const struct run_options *values, struct up_error *err)
{
	const struct string_list *settings = &values->levels.settings;

	if (values->levels.tuned)
		return up_fail(err, UP_INVALID,
			       "--for-rows: tuned sets work_mem without scaling it: give "
			       "--server-set work_mem=256MB");
	for (size_t s = 0; s < settings->count; s++) {
		if (scaling_has(settings->items[s]))
			return up_fail(err, UP_INVALID,
				       "--for-rows: --set %s is not scaled down: give it with "
				       "--server-set",
				       settings->items[s]);
	}
	return UP_OK;
}

enum up_status plan_scaling_set_rows(const struct run_plan *plan, struct run_options *values,
				     bool is_owner, struct up_error *err)
{
	struct number_list *rows = &values->levels.rows;
	const size_t size = plan->sizes.count * sizeof *plan->sizes.items;

	if (!is_scaled(plan))
		return UP_OK;
	UP_TRY(check_settings(values, err));
	if (!is_owner) {
		*rows = plan->sizes;
		return UP_OK;
	}
	int64_t *items = malloc(size);
	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for sizes");
	memcpy(items, plan->sizes.items, size);
	free(rows->items);
	*rows = (struct number_list){.items = items, .count = plan->sizes.count};
	return UP_OK;
}

enum up_status plan_scaling_close(struct run_plan *plan, struct up_error *err)
{
	if (!is_scaled(plan))
		return UP_OK;
	if (plan->cases.count == 0)
		return up_fail(err, UP_INVALID,
			       "--for-rows: %s has no case whose table has the rows of the sync",
			       plan->name);
	if (plan->cases.arm_count > 0)
		return up_fail(err, UP_INVALID, "--for-rows: %s has arms, which cannot be scaled",
			       plan->name);
	case_list_scale(&plan->cases, &plan->scaling);
	return UP_OK;
}

/* The largest size at which a setting is held: it is at all smaller ones, too. */
static int64_t held_up_to(const struct manifest_scaling *scaling, const char *name)
{
	int64_t rows = 0;

	for (size_t s = 0; s < scaling->sizes.count; s++) {
		const struct manifest_scaled_size *size = &scaling->sizes.items[s];
		for (size_t h = 0; h < size->held.count; h++) {
			if (strcmp(size->held.items[h], name) == 0)
				rows = size->rows;
		}
	}
	return rows;
}

void plan_scaling_print(const struct run_plan *plan, FILE *errors)
{
	const struct manifest_scaling *scaling = &plan->scaling;

	if (!is_scaled(plan))
		return;
	for (size_t l = 0; l < scaling->left_out.count; l++)
		fprintf(errors, "upbench run: --for-rows: left out: %s\n",
			scaling->left_out.items[l]);
	/* The smallest size has all of them. */
	const struct manifest_scaled_size *smallest = &scaling->sizes.items[0];
	for (size_t h = 0; h < smallest->held.count; h++)
		fprintf(errors,
			"upbench run: --for-rows: %s is held at its minimum up to %" PRId64
			" rows\n",
			smallest->held.items[h], held_up_to(scaling, smallest->held.items[h]));
}
