/* SPDX-License-Identifier: PostgreSQL */
/*
 * A difference so gross that a few samples show it, where no interval of 95 % exists yet, or not
 * after the correction for many comparisons: what takes 600 times as long has few samples because
 * it does.
 *
 *   pairs      in at least 3 pairs, and in every one, one side is above 1.5 times the other
 *   two sides  at least 3 samples on each side and 7 in all, and every sample of one side is
 *              above 1.5 times the largest of the other
 *
 * By chance all of 3 and 4 samples lie apart in 2 of 35 cases; that they do so by half as much
 * again takes a noise of tens of percent.  With 1 or 2 samples on a side a single disturbance can do
 * it.
 */
#ifndef JUDGE_COMPARE_GROSS_H
#define JUDGE_COMPARE_GROSS_H

#include "judge/compare/contrast.h"

#define GROSS_RATIO 1.5
#define GROSS_SIDE 3
#define GROSS_ALL 7

enum gross {
	GROSS_NONE,
	GROSS_WORSE, /* new is the larger one */
	GROSS_BETTER
};

enum gross gross_of(const struct contrast *contrast);

#endif
