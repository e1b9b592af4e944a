/* SPDX-License-Identifier: PostgreSQL */
/*
 * A bet on a coin that is said to come up heads at most half of the time.  The capital begins with
 * 1; its mean over all shares p from 1/2 to 1, of which each is bet on, is after n tosses with K
 * heads
 *
 *   E = integral over p from 1/2 to 1 of 2 (2p)^K (2(1 - p))^(n - K)
 *     = sum over i from 0 to K of C(n + 1, i) / ((n + 1) C(n, K)).
 *
 * If each toss, whatever came before, is heads with a probability of at most 1/2, the capital ever
 * reaches 1/level with a probability of at most `level` (Ville's inequality).  One may therefore
 * look at it after any toss, as often as one likes, and stop when it is large enough.  No other
 * assumption is needed, in particular none of a distribution.
 *
 * Ramdas, Gruenwald, Vovk, Shafer, Game-theoretic statistics and safe anytime-valid inference,
 * arXiv:2210.01948.
 */
#ifndef STATS_BET_H
#define STATS_BET_H

#include <stddef.h>

/* The natural logarithm of E; heads <= tosses.  0 without a toss. */
double bet_log_capital(size_t heads, size_t tosses);

#endif
