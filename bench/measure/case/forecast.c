/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/forecast.h"

#include "text/figure.h"

#include <math.h>

#define LINEAR 1.0
#define QUADRATIC 2.0

static double exponent(const struct forecast_point *a, const struct forecast_point *b)
{
	double slope = log((double)b->sync_ns / (double)a->sync_ns) /
		       log((double)b->rows / (double)a->rows);

	return fmin(fmax(slope, LINEAR), QUADRATIC); /* NaN, of times of 0, is LINEAR */
}

double forecast_ns(const struct forecast_point *points, size_t count, size_t rows)
{
	if (count == 0)
		return (double)NAN;
	const struct forecast_point *last = &points[count - 1];
	double power = count > 1 ? exponent(last - 1, last) : LINEAR;
	return (double)last->sync_ns * pow((double)rows / (double)last->rows, power);
}

static void append_point(struct up_buffer *text, const struct forecast_point *point)
{
	if (point->stopped)
		up_buffer_append_string(text, "over ");
	figure_append_seconds(text, (double)point->sync_ns);
	up_buffer_append_string(text, " at ");
	figure_append_count(text, point->rows);
}

/* "predicted time per sync: 35 s (1.2 s at 10,000 rows, 4.9 s at 31,623)" */
static void append_forecast(struct up_buffer *text, const struct forecast_point *points,
			    size_t count, double sync_ns)
{
	size_t first = count > 1 ? count - 2 : 0;

	up_buffer_append_string(text, "predicted time per sync: ");
	figure_append_seconds(text, sync_ns);
	up_buffer_append_string(text, " (");
	append_point(text, &points[first]);
	up_buffer_append_string(text, points[first].rows == 1 ? " row" : " rows");
	if (first < count - 1) {
		up_buffer_append_string(text, ", ");
		append_point(text, &points[count - 1]);
	}
	up_buffer_append_char(text, ')');
}

enum up_status forecast_check(const struct forecast_point *points, size_t count, size_t rows,
			      const struct sampling *sampling, struct up_error *err)
{
	UP_BUFFER text = {0};
	const double sync_ns = forecast_ns(points, count, rows);
	const int64_t samples = 1 + sampling->min_samples;
	const double least_ns = sync_ns * (double)samples;
	const double budget_ns = (double)sampling->budget_ns;
	bool too_long = sampling->timeout_ns != 0 && sync_ns > (double)sampling->timeout_ns;

	if (count == 0 || (!too_long && least_ns <= FORECAST_TOLERANCE * budget_ns))
		return UP_OK;
	append_forecast(&text, points, count, sync_ns);
	if (too_long) {
		up_buffer_append_string(&text, ", more than the timeout of ");
		figure_append_seconds(&text, (double)sampling->timeout_ns);
	} else {
		up_buffer_append_string(&text, ", ");
		figure_append_seconds(&text, least_ns);
		up_buffer_append_format(&text,
					" for %lld samples, more than %d times the budget of ",
					(long long)samples, FORECAST_TOLERANCE);
		figure_append_seconds(&text, budget_ns);
	}
	UP_TRY(up_buffer_check(&text, err));
	return up_fail(err, UP_UNSUPPORTED, "%s", text.data);
}
