/* SPDX-License-Identifier: PostgreSQL */
#include "stats/holm.h"

#include <math.h>
#include <stdbool.h>

/* Corrected values wait with their sign set until all are, so that they can be distinguished
 * without memory that could run out; lists are short enough for the square of their
 * length. */
static bool waits(double p_value)
{
	return isnan(p_value) || signbit(p_value);
}

void holm_correct(double *p_values, size_t count)
{
	size_t left = 0;
	double greatest = 0;

	for (size_t i = 0; i < count; i++)
		left += !waits(p_values[i]);
	for (; left > 0; left--) {
		size_t least = count;
		for (size_t i = 0; i < count; i++) {
			if (!waits(p_values[i]) &&
			    (least == count || p_values[i] < p_values[least]))
				least = i;
		}
		greatest = fmin(1, fmax(greatest, (double)left * p_values[least]));
		p_values[least] = -greatest;
	}
	for (size_t i = 0; i < count; i++)
		p_values[i] = fabs(p_values[i]);
}
