/* SPDX-License-Identifier: PostgreSQL */
/*
 * Holm's correction for several tests (Scandinavian Journal of Statistics 6, 1979):
 * the chance of even one false rejection among them stays below the level.
 */
#ifndef STATS_HOLM_H
#define STATS_HOLM_H

#include <stddef.h>

/* Replaces each p-value with its corrected one, at most 1; NaN stays, and does not
 * count. */
void holm_correct(double *p_values, size_t count);

#endif
