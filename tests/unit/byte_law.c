/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/byte_law.h"
#include "judge/predict/resource.h"
#include "unit/near.h"

struct size {
	double rows;
	double value;
};

static struct byte_law law_of(const struct size *sizes_of, size_t count, double unit,
			      enum byte_kind kind)
{
	struct curve_point points[8] = {0};

	for (size_t i = 0; i < count; i++)
		points[i] = (struct curve_point){
			.rows = sizes_of[i].rows, .value = unit * sizes_of[i].value, .samples = 6};
	return byte_law_fit(points, count, kind);
}

static void holds(const struct byte_law *law, double rows, double bytes, const char *what)
{
	const struct interval interval = byte_law_interval(law, rows);
	cr_expect(interval.low <= bytes && bytes <= interval.high,
		  "%s: %.4g is not in %.4g ... %.4g", what, bytes, interval.low, interval.high);
}

/* Three indexes of a table, of which pages were counted. */
Test(byte_law, pages_of_indexes_are_a_line_that_is_known_roughly)
{
	static const struct size pages[] = {{700, 9}, {1500, 12}, {3000, 17}, {7000, 41}};
	const struct byte_law law = law_of(pages, 4, COST_PAGE_BYTES, BYTES_INDEX);
	const double far = byte_law_at(&law, 140000);

	near(far, 1002 * COST_PAGE_BYTES, 0.2, "twenty times as far");
	holds(&law, 28000, 182 * COST_PAGE_BYTES, "28,000 rows");
	holds(&law, 140000, 1002 * COST_PAGE_BYTES, "140,000 rows");
	cr_expect_float_eq(fmod(far, COST_PAGE_BYTES), 0, 0, "whole pages");
}

Test(byte_law, few_pages_say_nothing_of_many_rows)
{
	static const struct size few[] = {{1000, 0}, {2000, 0}, {5000, 0}, {10000, 1}, {20000, 2}};
	static const struct size more[] = {
		{1000, 4}, {2000, 8}, {5000, 20}, {10000, 40}, {20000, 80}};
	static const struct size none[] = {{1000, 0}, {2000, 0}, {5000, 0}};
	struct byte_law law = law_of(few, 5, COST_PAGE_BYTES, BYTES_FILE);

	cr_expect(isnan(byte_law_at(&law, 200000)));
	cr_expect(law.known);
	law = law_of(more, 5, COST_PAGE_BYTES, BYTES_FILE);
	near(byte_law_at(&law, 200000), 800 * COST_PAGE_BYTES, 1e-9, "pages");
	near(byte_law_at(&law, 201), COST_PAGE_BYTES, 1e-9, "a whole page");
	law = law_of(none, 3, COST_PAGE_BYTES, BYTES_FILE);
	cr_expect_float_eq(byte_law_at(&law, 200000), 0, 0, "what never grew");
	law = law_of(none, 2, COST_PAGE_BYTES, BYTES_FILE);
	cr_expect(isnan(byte_law_at(&law, 200000)) && !law.known, "two sizes");
}

/* Page images make the first rows dearer; memory of a buffer that was full does not grow on. */
Test(byte_law, the_largest_sizes_decide)
{
	static const struct size bent[] = {
		{500, 900}, {1000, 1500}, {2000, 2600}, {5000, 5900}, {10000, 11400}};
	static const struct size full[] = {{700, 17.2}, {1500, 18.8}, {3000, 21.5}, {7000, 24.97}};
	static const struct size flat[] = {{700, 17.5}, {1500, 17.5}, {3000, 17.5}, {7000, 17.52}};
	static const struct size steep[] = {{700, 16.7}, {1500, 17.55}, {3000, 20.0}, {7000, 26.7}};
	struct byte_law law = law_of(bent, 5, 1000, BYTES_FLOW);

	near(byte_law_at(&law, 200000), 400000 + 1100 * 200000.0, 0.01, "per row of the largest");
	cr_expect_float_eq(law.least, 1000, 0);
	law = law_of(full, 4, 1e6, BYTES_PEAK);
	cr_expect(isnan(byte_law_at(&law, 140000)), "sizes that disagree");
	law = law_of(flat, 4, 1e6, BYTES_PEAK);
	holds(&law, 28000, 20.3e6, "that began to grow beyond the data");
	cr_expect(isnan(byte_law_at(&law, 280000)), "far beyond");
	law = law_of(steep, 4, 1e6, BYTES_PEAK);
	near(byte_law_at(&law, 28000), 60e6, 0.05, "unnest");
}

/* Buffers for temporary tables, which stay, fill up over the samples of a connection. */
Test(byte_law, a_peak_that_rises_from_sample_to_sample_is_none_of_a_size)
{
	struct curve_point points[] = {
		{.rows = 500, .value = 16.85e6, .samples = 6, .rise = 0.51e6},
		{.rows = 1000, .value = 17.86e6, .samples = 6, .rise = 1e6},
		{.rows = 2000, .value = 19.65e6, .samples = 6, .rise = 2e6},
		{.rows = 5000, .value = 24.57e6, .samples = 6, .rise = 1.97e6},
	};
	struct byte_law law = byte_law_fit(points, 4, BYTES_PEAK);

	cr_expect(law.rises && !law.known);
	cr_expect(isnan(byte_law_at(&law, 100000)));
	for (size_t i = 0; i < 4; i++)
		points[i].rise = 1e5;
	law = byte_law_fit(points, 4, BYTES_PEAK);
	cr_expect(law.known && !law.rises);
}
