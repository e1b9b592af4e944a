/* SPDX-License-Identifier: PostgreSQL */
/* A number that is within a share of another. */
#ifndef UNIT_NEAR_H
#define UNIT_NEAR_H

#include <criterion/criterion.h>
#include <math.h>

static inline void near(double value, double wanted, double share, const char *what)
{
	cr_assert(fabs(value - wanted) <= share * fabs(wanted), "%s: %.9g instead of %.9g", what,
		  value, wanted);
}

#endif
