/* SPDX-License-Identifier: PostgreSQL */
#include "text/figure.h"

void figure_append_count(struct up_buffer *text, size_t count)
{
	if (count >= 1000) {
		figure_append_count(text, count / 1000);
		up_buffer_append_format(text, ",%03zu", count % 1000);
	} else {
		up_buffer_append_format(text, "%zu", count);
	}
}

void figure_append_bytes(struct up_buffer *text, int64_t bytes)
{
	static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
	double number = (double)bytes;
	size_t unit = 0;

	while (number >= 1024 && unit + 1 < sizeof units / sizeof units[0]) {
		number /= 1024;
		unit++;
	}
	up_buffer_append_format(text, unit == 0 ? "%.0f %s" : "%.1f %s", number, units[unit]);
}

void figure_append_seconds(struct up_buffer *text, double ns)
{
	const double seconds = ns / 1e9;

	up_buffer_append_format(text, seconds < 99.5 ? "%.2g s" : "%.0f s", seconds);
}
