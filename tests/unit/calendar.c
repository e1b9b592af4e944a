/* SPDX-License-Identifier: PostgreSQL */
#include "pg/calendar.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdbool.h>

/* Criterion tells its runner of every assertion, also of one that holds: too slow
 * for one a day. */
#define CHECK(condition, ...)                                                                      \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_assert_fail(__VA_ARGS__);                                               \
	} while (0)

static int days_of_month(int64_t year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return days[month - 1] + (month == 2 && leap);
}

/* Walks from the day on, one at a time, for that many years. */
static void walk(struct up_civil date, int64_t days, int64_t years)
{
	int64_t end = date.year + years;

	while (date.year < end) {
		struct up_civil got = up_civil_from_days(days);
		CHECK(got.year == date.year && got.month == date.month && got.day == date.day,
		      "day %" PRId64 ": %" PRId64 "-%d-%d instead of %" PRId64 "-%d-%d", days,
		      got.year, got.month, got.day, date.year, date.month, date.day);
		CHECK(up_days_from_civil(date) == days, "%" PRId64 "-%d-%d: %" PRId64, date.year,
		      date.month, date.day, up_days_from_civil(date));
		days++;
		if (++date.day > days_of_month(date.year, date.month)) {
			date.day = 1;
			date.month++;
		}
		if (date.month > 12) {
			date.month = 1;
			date.year++;
		}
	}
}

Test(calendar, agrees_with_counting_on_one_day_at_a_time)
{
	walk((struct up_civil){1600, 1, 1}, -135140, 800);
}

Test(calendar, agrees_with_counting_over_the_first_year)
{
	walk((struct up_civil){-400, 1, 1}, -865625, 800);
}

/* PostgreSQL: SELECT date '…' - date '1970-01-01'. */
static const struct {
	struct up_civil date;
	int64_t days;
} known[] = {
	{{1970, 1, 1}, 0},
	{{1969, 12, 31}, -1},
	{{2000, 2, 29}, 11016},
	{{1, 1, 1}, -719162},
	{{0, 12, 31}, -719163},
	{{-4713, 11, 24}, -2440588}, /* 4714-11-24 BC: Julian day 0 */
	{{5874897, 12, 31}, 2145042905},
	{{5881580, 7, 11}, INT32_MAX},
	{{-5877641, 6, 23}, INT32_MIN},
};

Test(calendar, knows_the_ends_of_its_range)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		struct up_civil date = up_civil_from_days(known[i].days);
		cr_expect(date.year == known[i].date.year && date.month == known[i].date.month &&
				  date.day == known[i].date.day,
			  "day %" PRId64 ": %" PRId64 "-%d-%d", known[i].days, date.year,
			  date.month, date.day);
		cr_expect_eq(up_days_from_civil(known[i].date), known[i].days, "case %zu", i);
	}
}
