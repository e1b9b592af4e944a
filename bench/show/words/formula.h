/* SPDX-License-Identifier: PostgreSQL */
/* The formulas of a fit (judge/predict/fit.h) as people write them; n is the rows. */
#ifndef SHOW_WORDS_FORMULA_H
#define SHOW_WORDS_FORMULA_H

#include "base/buffer.h"
#include "judge/predict/curve.h"
#include "judge/predict/trips.h"

/* Of a time: "3.00 ms + 903 ns n", "1.20 µs n^1.07", "3.00 µs n + 800 ns n ln n".  Nothing for a curve that is 0.  The constant
 * is left out where it is less than a hundredth of the time of the least rows. */
void formula_append_curve(struct up_buffer *text, const struct curve *curve, double least);

/* "2", "about 1 + n / 100", "1 + 2 n"; "-" when they are not known. */
void formula_append_trips(struct up_buffer *text, const struct trips *trips);

#endif
