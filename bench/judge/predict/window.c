/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/window.h"

#include <math.h>
#include <string.h>

/* Beyond it whole rows are no longer whole numbers of a double's precision to a reader. */
#define ROWS_MOST 1e12

/* What is certain enough: the upper end, or what there is. */
static double safe_time(const struct window *window, double rows)
{
	return window->without_interval
		       ? model_time(window->model, rows, window->rtt_ns)
		       : model_time_interval(window->model, rows, window->rtt_ns).high;
}

static void fill(struct window *window, double window_ns, bool extrapolate)
{
	const struct model *model = window->model;
	double fits = extrapolate ? 1 : fit_least_rows(&model->fit);
	double most = fmin(extrapolate ? ROWS_MOST : fit_most_rows(&model->fit),
			   size_threshold_most_rows(&model->thresholds));

	/* One of both for all sizes, or a few rows more might take less. */
	window->without_interval = isnan(model_time_interval(model, fits, window->rtt_ns).high) ||
				   isnan(model_time_interval(model, most, window->rtt_ns).high);
	window->rows = fits;
	window->end = WINDOW_NOTHING;
	if (window->rtt_ns > 0 && model_trips(model, 1) * window->rtt_ns > window_ns) {
		window->rows = 0;
		window->end = WINDOW_NONE;
		return;
	}
	/* Below the measured sizes intervals may be wide enough to exceed what larger ones take. */
	if (safe_time(window, fits) > window_ns && model->fit.least < most)
		fits = ceil(model->fit.least);
	if (safe_time(window, fits) > window_ns)
		return;
	window->rows = most;
	window->end = WINDOW_BEYOND;
	if (safe_time(window, most) <= window_ns)
		return;
	while (most - fits > 1) {
		double middle = floor(fits + (most - fits) / 2);
		if (safe_time(window, middle) <= window_ns)
			fits = middle;
		else
			most = middle;
	}
	window->rows = fits;
	window->end = WINDOW_FULL;
}

enum up_status window_find(const struct model *model, double rtt_ns, double window_ns,
			   bool extrapolate, struct window *window, struct up_error *err)
{
	struct up_error why;

	*window = (struct window){.model = model, .rtt_ns = rtt_ns, .end = WINDOW_REFUSED};
	if (model_check(model, 1, rtt_ns, true, &why) == UP_OK) {
		fill(window, window_ns, extrapolate);
		return UP_OK;
	}
	window->refusal = strdup(why.message);
	return window->refusal != NULL ? UP_OK
				       : up_fail(err, UP_NO_MEMORY, "out of memory for windows");
}
