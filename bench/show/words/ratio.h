/* SPDX-License-Identifier: PostgreSQL */
/* Ratios near 1, where two digits after the point would hide on which side they are. */
#ifndef SHOW_WORDS_RATIO_H
#define SHOW_WORDS_RATIO_H

#include "text/quantity.h"

/* "×1.53"; "×1.003", with as many digits as show that it is not 1, at most four. */
struct quantity ratio_text(double ratio);

/* "1.003 … 1.15" */
struct quantity ratio_interval_text(double low, double high);

#endif
