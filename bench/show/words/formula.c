/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/formula.h"

#include "text/quantity.h"

#include <math.h>
#include <stdio.h>

static void append_term(struct up_buffer *text, size_t start, double ns, const char *of)
{
	if (ns > 0)
		up_buffer_append_format(text, "%s%s%s", text->length > start ? " + " : "",
					quantity_duration(ns).text, of);
}

#define CONSTANT_SHARE 0.01

void formula_append_curve(struct up_buffer *text, const struct curve *curve, double least)
{
	const size_t start = text->length;
	char power[32];

	snprintf(power, sizeof power, " n^%.2f", curve->p);
	append_term(text, start,
		    curve->a >= CONSTANT_SHARE * curve_at(curve, least, 0) ? curve->a : 0, "");
	append_term(text, start, curve->b, curve->form == CURVE_POWER ? power : " n");
	append_term(text, start, curve->form == CURVE_POWER ? 0 : curve->c,
		    (curve->terms & CURVE_LOGARITHM) != 0 ? " n ln n" : " n^2");
}

/* Round trips are whole, but for what workers share. */
static void append_count(struct up_buffer *text, double count)
{
	bool is_whole = fabs(count - round(count)) < 1e-6;
	up_buffer_append_string(text, is_whole ? quantity_count(round(count)).text
					       : quantity_number(count).text);
}

void formula_append_trips(struct up_buffer *text, const struct trips *trips)
{
	if (!trips->known) {
		up_buffer_append_string(text, "-");
		return;
	}
	up_buffer_append_string(text, trips->exact ? "" : "about ");
	if (fabs(trips->fixed) > 0 || !(trips->each > 0))
		append_count(text, trips->fixed);
	if (!(trips->each > 0))
		return;
	up_buffer_append_string(text, fabs(trips->fixed) > 0 ? " + " : "");
	if (fabs(trips->each - 1) > 0) {
		append_count(text, trips->each);
		up_buffer_append_char(text, ' ');
	}
	up_buffer_append_string(text, "n");
	if (trips->chunk > 1)
		up_buffer_append_format(text, " / %s", quantity_count(trips->chunk).text);
}
