/* SPDX-License-Identifier: PostgreSQL */
/* Made-up values whose texts are as wide as those of the original. */
#include "unit/generated.h"

#define ROWS 4000

static void add_wide(struct made *made, const char *name, const char *type, int64_t bytes,
		     double text_width)
{
	add_typed(&made->shape, name, type, true);
	statistics(made, name)->avg_width = bytes;
	statistics(made, name)->text_width = text_width;
	statistics(made, name)->n_distinct = -0.5;
}

static void add_check(struct made *made, const char *column, const char *definition)
{
	struct shape_constraint *check =
		record_list_add(&shape_constraint_table, &made->shape.constraints);

	OK(text_set(&check->name, column, &err));
	OK(text_set(&check->type, "check", &err));
	OK(text_set(&check->definition, definition, &err));
	OK(text_list_add(&check->columns, column, &err));
}

/* Bytes of a text on average. */
static double width_of(const struct made *made, size_t column)
{
	const struct up_vector *vector = &made->batch.vectors[column];
	UP_BUFFER text = {0};

	for (size_t row = 0; row < ROWS; row++)
		up_text_append(&text, vector, row);
	return (double)text.length / ROWS;
}

Test(text_width, decides_digits_and_lengths)
{
	static const struct {
		const char *type;
		int64_t bytes;
		double width;
	} columns[] = {
		{"integer", 4, 4.9},
		{"bigint", 8, 7.01},
		{"bigint", 8, 11.5},
		{"smallint", 2, 3.6},
		{"double precision", 8, 5.4},
		{"numeric(14,4)", 8, 9.5},
		{"timestamp with time zone", 8, 29},
		{"timestamp(3) without time zone", 8, 23},
		{"time without time zone", 8, 8},
		{"text", 18, 17.6},
		{"character varying(20)", 8, 7.4},
	};
	const size_t count = sizeof columns / sizeof columns[0];
	char name[] = "a";
	MADE made;

	begin(&made);
	for (size_t c = 0; c < count; c++, name[0]++)
		add_wide(&made, name, columns[c].type, columns[c].bytes, columns[c].width);
	make(&made, ROWS, 7);
	for (size_t c = 0; c < count; c++) {
		const double width = width_of(&made, c + 1);
		CHECK(fabs(width - columns[c].width) < 0.2, "%s: %g instead of %g", columns[c].type,
		      width, columns[c].width);
	}
}

/* Values beyond a kilobyte are in no list of the statistics, and a check knows better. */
Test(text_width, leaves_what_contradicts_it)
{
	MADE made;

	begin(&made);
	add_wide(&made, "long", "text", 3000, 200);
	add_wide(&made, "checked", "integer", 4, 8);
	add_wide(&made, "due", "timestamp without time zone", 8, 26);
	add_check(&made, "checked", "CHECK (((checked >= 1) AND (checked < 1000)))");
	add_check(&made, "due",
		  "CHECK ((due < '2030-01-01 00:00:00'::timestamp without time zone))");
	make(&made, ROWS, 7);
	CHECK(fabs(width_of(&made, 1) / 2996 - 1) < 0.02, "%g", width_of(&made, 1));
	CHECK(width_of(&made, 2) <= 3, "%g", width_of(&made, 2));
	CHECK(width_of(&made, 3) == 19, "%g", width_of(&made, 3));
}
