/* SPDX-License-Identifier: PostgreSQL */
/*
 * Numbers as people write them: counts, shares, percentages, durations and sizes.
 *
 * Every reader takes the whole text, returns UP_INVALID with a message that quotes it and
 * states what would be right, and leaves its output untouched on failure.  A spelling with two
 * likely meanings (0.05 as a percentage, 2 as a round-trip time, 1,000) is an error that
 * offers both.
 */
#ifndef CLI_OPTION_NUMBER_H
#define CLI_OPTION_NUMBER_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* A whole number: 1914, -3, 10_000, 1e6, 1.5e6, 2k, 5M, 1G (powers of 1000). */
UP_MUST_CHECK enum up_status number_read_whole(const char *text, int64_t minimum, int64_t maximum,
					       int64_t *number, struct up_error *err);

/* Digits with commas between thousands, as 1,000,000. */
bool number_has_thousands(const char *text);

/* UP_INVALID, which offers the number without its commas. */
enum up_status number_fail_thousands(const char *text, struct up_error *err);

/* A decimal fraction from 0 to 1. */
UP_MUST_CHECK enum up_status number_read_share(const char *text, double *share,
					       struct up_error *err);

/* A percentage, as a share: 2, 2% and 2 % are 0.02.  minimum and maximum are percent.  Up to
 * 0.2, where a share may be meant, the sign is required. */
UP_MUST_CHECK enum up_status number_read_percent(const char *text, int64_t minimum, int64_t maximum,
						 double *share, struct up_error *err);

/* To ns, from 250us, 20ms, 10s, 5m (or min), 1h, 1d, combinations such as 1h30m, and seconds
 * without a unit; needs_unit: 0 alone may be without.  minimum and maximum are whole seconds. */
UP_MUST_CHECK enum up_status number_read_duration(const char *text, int64_t minimum,
						  int64_t maximum, bool needs_unit, int64_t *ns,
						  struct up_error *err);

/* Bits per second: 0, or with a suffix 56kbit, 100Mbit, 2.5Gbit (powers of 1000), in any case.
 * minimum and maximum are those of other rates than 0. */
UP_MUST_CHECK enum up_status number_read_rate(const char *text, int64_t minimum, int64_t maximum,
					      int64_t *bits, struct up_error *err);

/* Bytes: 4096, or with a suffix 64kB, 2GB (powers of 1000), 512MiB, 1.5GiB (powers of
 * 1024), in any case. */
UP_MUST_CHECK enum up_status number_read_size(const char *text, int64_t minimum, int64_t maximum,
					      int64_t *bytes, struct up_error *err);

/* Bytes, as PostgreSQL reads them in a setting: 64kB, 512MB, 1.5GB (powers of 1024), but in any case.
 * A number without a suffix, which is of another unit for each setting, is refused. */
UP_MUST_CHECK enum up_status number_read_setting_size(const char *text, int64_t minimum,
						      int64_t maximum, int64_t *bytes,
						      struct up_error *err);

#endif
