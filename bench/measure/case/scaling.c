/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/scaling.h"

#include "base/buffer.h"
#include "base/cleanup.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define KB 1024.0
#define MB (1024 * KB)
#define GB (1024 * MB)

/* The last ones are for SCALING_LEAST_SIZES sizes of SCALING_STEADY_ROWS, where these are needed. */
static const double divisors[] = {80, 40, 20, 10, 5, 2.5};
#define DIVISORS (sizeof divisors / sizeof divisors[0])
#define MORE 4 /* the first of them */

/* Bytes, or plain numbers where unit is 0. */
struct scalable {
	const char *name;
	double unit;    /* in which the server counts, and reads a number without one */
	double initial; /* NaN: follows from shared_buffers */
	double least;
	bool is_held; /* at the least */
};

static const struct scalable scalables[] = {
	{"shared_buffers", 8 * KB, 128 * MB, 128 * KB, false},
	{"work_mem", KB, 4 * MB, 64 * KB, false},
	{"temp_buffers", 8 * KB, 8 * MB, 800 * KB, true},
	{"wal_buffers", 8 * KB, NAN, 32 * KB, true},
	{"effective_cache_size", 8 * KB, 4 * GB, 8 * KB, true},
	{"max_wal_size", MB, 16 * GB, 2 * SCALING_SEGMENT_MB *MB, false},
	{"jit_above_cost", 0, 100000, 0, true},
	{"jit_inline_above_cost", 0, 500000, 0, true},
	{"jit_optimize_above_cost", 0, 500000, 0, true},
};
#define SCALABLES (sizeof scalables / sizeof scalables[0])

static const struct scalable *find(const char *setting)
{
	const size_t length = strcspn(setting, "=");

	for (size_t s = 0; s < SCALABLES; s++) {
		if (strlen(scalables[s].name) == length &&
		    strncasecmp(scalables[s].name, setting, length) == 0)
			return &scalables[s];
	}
	return NULL;
}

bool scaling_has(const char *name)
{
	return find(name) != NULL;
}

int scaling_segment_mb(const struct manifest_scaling *scaling,
		       const struct manifest_scaled_size *size)
{
	return size->rows < scaling->rows ? SCALING_SEGMENT_MB : 0;
}

/* As the server reads it: its units are powers of 1024, and their case counts. */
static enum up_status read_value(const struct scalable *scalable, const char *text, double *value,
				 struct up_error *err)
{
	static const struct {
		const char *name;
		double bytes;
	} units[] = {{"B", 1}, {"kB", KB}, {"MB", MB}, {"GB", GB}, {"TB", 1024 * GB}};
	char *end;

	*value = strtod(text, &end);
	const bool is_number = end != text && isfinite(*value);
	end += strspn(end, " ");
	if (is_number && *end == '\0') {
		*value *= scalable->unit > 0 ? scalable->unit : 1;
		return UP_OK;
	}
	for (size_t u = 0; is_number && scalable->unit > 0 && u < sizeof units / sizeof *units;
	     u++) {
		if (strcmp(end, units[u].name) == 0) {
			*value *= units[u].bytes;
			return UP_OK;
		}
	}
	return up_fail(err, UP_INVALID, "\"%s\" is not a value of %s", text, scalable->name);
}

/* The last one given, as for the server; its default otherwise. */
static enum up_status target_value(const struct scalable *scalable, char *const *settings,
				   size_t count, double *value, struct up_error *err)
{
	*value = scalable->initial;
	for (size_t s = 0; s < count; s++) {
		if (find(settings[s]) == scalable)
			UP_TRY(read_value(scalable, strchr(settings[s], '=') + 1, value, err));
	}
	return UP_OK;
}

/* wal_buffers of -1, its default, is a share of shared_buffers (XLOGChooseNumBuffers() in
 * access/transam/xlog.c). */
static double wal_buffers(double shared_buffers)
{
	return fmin(fmax(shared_buffers / 32, 64 * KB), 16 * MB);
}

static enum up_status read_target(char *const *settings, size_t count, double *target,
				  struct up_error *err)
{
	for (size_t s = 0; s < SCALABLES; s++) {
		UP_TRY(target_value(&scalables[s], settings, count, &target[s], err));
		if (strcmp(scalables[s].name, "wal_buffers") == 0 && !(target[s] >= 0))
			target[s] = wal_buffers(target[0]);
	}
	return UP_OK;
}

static enum up_status add_setting(struct text_list *list, const struct scalable *scalable,
				  double value, struct up_error *err)
{
	UP_BUFFER text = {0};

	if (scalable->unit > 0)
		up_buffer_append_format(&text, "%s=%.0fkB", scalable->name, value / KB);
	else
		up_buffer_append_format(&text, "%s=%.15g", scalable->name, value);
	UP_TRY(up_buffer_check(&text, err));
	return text_list_add(list, text.data, err);
}

/* Settings that are the same at every size. */
static enum up_status add_others(struct text_list *list, char *const *settings, size_t count,
				 struct up_error *err)
{
	for (size_t s = 0; s < count; s++) {
		if (find(settings[s]) == NULL)
			UP_TRY(text_list_add(list, settings[s], err));
	}
	return UP_OK;
}

/* Divided, in whole units; a negative one, as to switch it off, stays. */
static double scaled(const struct scalable *scalable, double target, double divisor)
{
	const double value = target / divisor;

	if (target < 0)
		return target;
	return scalable->unit > 0 ? floor(value / scalable->unit) * scalable->unit : value;
}

/* The first that would be below its minimum, and rules the size out; NULL: none. */
static const struct scalable *obstacle(const double *target, double divisor)
{
	for (size_t s = 0; s < SCALABLES; s++) {
		if (!scalables[s].is_held &&
		    scaled(&scalables[s], target[s], divisor) < scalables[s].least)
			return &scalables[s];
	}
	return NULL;
}

static enum up_status add_size(struct manifest_scaling *scaling, int64_t rows, const double *target,
			       char *const *settings, size_t count, struct up_error *err)
{
	const double divisor = (double)scaling->rows / (double)rows;
	struct manifest_scaled_size *size = manifest_add_scaled_size(scaling);

	if (size == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a scaled server");
	size->rows = rows;
	for (size_t s = 0; s < SCALABLES; s++) {
		const struct scalable *scalable = &scalables[s];
		double value = scaled(scalable, target[s], divisor);
		if (value >= 0 && value < scalable->least) {
			value = scalable->least;
			UP_TRY(text_list_add(&size->held, scalable->name, err));
		}
		UP_TRY(add_setting(&size->settings, scalable, value, err));
	}
	return add_others(&size->settings, settings, count, err);
}

static enum up_status leave_out(struct manifest_scaling *scaling, int64_t rows,
				const struct scalable *why, struct up_error *err)
{
	UP_BUFFER text = {0};

	up_buffer_append_format(&text, "%" PRId64 " rows: %s would be below its minimum of %.0f kB",
				rows, why->name, why->least / KB);
	UP_TRY(up_buffer_check(&text, err));
	return text_list_add(&scaling->left_out, text.data, err);
}

static bool wants_more(const struct manifest_scaling *scaling)
{
	int steady = 0;

	for (size_t s = 0; s < scaling->sizes.count; s++)
		steady += scaling->sizes.items[s].rows >= SCALING_STEADY_ROWS;
	return scaling->rows >= SCALING_STEADY_TARGET && steady < SCALING_LEAST_SIZES;
}

enum up_status scaling_make(int64_t rows, char *const *settings, size_t count, bool with_target,
			    struct manifest_scaling *scaling, struct up_error *err)
{
	double target[SCALABLES];

	UP_TRY(read_target(settings, count, target, err));
	scaling->rows = rows;
	for (size_t s = 0; s < SCALABLES; s++)
		UP_TRY(add_setting(&scaling->settings, &scalables[s], target[s], err));
	UP_TRY(add_others(&scaling->settings, settings, count, err));
	for (size_t d = 0; d < DIVISORS && (d < MORE || wants_more(scaling)); d++) {
		const int64_t scaled_rows = (int64_t)((double)rows / divisors[d]);
		const struct scalable *why = obstacle(target, (double)rows / (double)scaled_rows);
		if (why == NULL)
			UP_TRY(add_size(scaling, scaled_rows, target, settings, count, err));
		else
			UP_TRY(leave_out(scaling, scaled_rows, why, err));
	}
	if (scaling->sizes.count >= SCALING_LEAST_SIZES)
		return with_target ? add_size(scaling, rows, target, settings, count, err) : UP_OK;
	return up_fail(
		err, UP_INVALID,
		"fewer than %d sizes can be measured: %s: these settings are too small to be "
		"scaled down",
		SCALING_LEAST_SIZES, scaling->left_out.items[scaling->left_out.count - 1]);
}
