/* SPDX-License-Identifier: PostgreSQL */
/* Values of types that are made up by their numbers, and the permutation of the numbers. */
#include "measure/generator/permutation.h"
#include "measure/generator/scalar.h"
#include "unit/generated.h"

Test(permutation, is_a_bijection)
{
	for (uint64_t size = 1; size < 700; size += 1 + size / 9) {
		const struct permutation permutation = permutation_of(size, size * 77);
		UP_FREE bool *seen = calloc(size, sizeof *seen);
		size_t fixed = 0;
		for (uint64_t number = 0; number < size; number++) {
			const uint64_t image = permutation_at(&permutation, number);
			CHECK(image < size && !seen[image], "size %llu", (unsigned long long)size);
			seen[image] = true;
			fixed += image == number;
		}
		CHECK(size < 20 || fixed < 10, "%zu of %llu stay", fixed, (unsigned long long)size);
	}
	const struct permutation largest = permutation_of(PERMUTATION_MAX_SIZE, 5);
	cr_assert_lt(permutation_at(&largest, PERMUTATION_MAX_SIZE - 1), PERMUTATION_MAX_SIZE);
}

static void check_different(const struct value_type *type, const char *name, size_t count)
{
	UP_FREE char **texts = calloc(count, sizeof *texts);

	for (size_t number = 0; number < count; number++) {
		UP_BUFFER text = {0};
		value_type_append(type, number, &text);
		CHECK(!text.failed && text.length > 0, "%s: value %zu is empty", name, number);
		texts[number] = up_buffer_detach(&text);
	}
	qsort(texts, count, sizeof *texts, compare_texts);
	for (size_t i = 0; i < count; i++)
		CHECK(i == 0 || strcmp(texts[i - 1], texts[i]) != 0, "%s: %s is there twice", name,
		      texts[i]);
	for (size_t i = 0; i < count; i++)
		free(texts[i]);
}

static size_t domain_for(const struct value_type *type, size_t wanted)
{
	const uint64_t capacity = value_type_capacity(type);

	return capacity < wanted ? (size_t)capacity : wanted;
}

/* All values of a small domain, and the last ones of a large one. */
static void check_type(struct value_type *type, const char *name)
{
	value_type_set_domain(type, domain_for(type, 3000));
	check_different(type, name, domain_for(type, 3000));
	value_type_set_domain(type, value_type_capacity(type));
	for (uint64_t number = type->domain - (type->domain > 9 ? 9 : 1); number < type->domain;
	     number++) {
		UP_BUFFER text = {0};
		value_type_append(type, number, &text);
		CHECK(!text.failed && text.length > 0, "%s: value %llu", name,
		      (unsigned long long)number);
	}
}

Test(value_type, has_different_values_of_every_kind)
{
	const struct value_kind *kind;

	for (size_t number = 0; (kind = scalar_at(number)) != NULL; number++) {
		struct value_type type = {.kind = kind};
		check_type(&type, kind->name);
	}
}

Test(value_type, has_different_values_of_types_made_of_others)
{
	static const char *const names[] = {
		"s.mood",       "s.mood[]",      "s.amount",       "s.\"Pa ir(1)\"",
		"s.span",       "integer[]",     "bit(4)",         "character varying(3)",
		"tstzrange",    "int4range[]",   "datemultirange", "s.\"Pa ir(1)\"[]",
		"numeric(3,5)", "numeric(4,-2)", "character(2)",
	};
	SHAPE shape = {0};

	shape_init(&shape);
	add_types(&shape);
	for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
		VALUE_TYPE type = {0};
		OK(value_type_find(&type, &shape, names[n], &err));
		check_type(&type, names[n]);
	}
	cr_assert(value_type_is_not_null(&shape, "s.amount"));
	cr_assert_not(value_type_is_not_null(&shape, "s.mood"));
	VALUE_TYPE unknown = {0};
	cr_assert_eq(value_type_find(&unknown, &shape, "public.geography[]", &err), UP_UNSUPPORTED);
	cr_assert_str_eq(err.message, "values of type public.geography cannot be made up");
}

static void check_text(const char *name, uint64_t number, const char *expected)
{
	SHAPE shape = {0};
	VALUE_TYPE type = {0};
	UP_BUFFER text = {0};

	shape_init(&shape);
	add_types(&shape);
	OK(value_type_find(&type, &shape, name, &err));
	value_type_set_domain(&type, domain_for(&type, 3000));
	value_type_append(&type, number, &text);
	cr_expect_str_eq(up_buffer_string(&text), expected, "%s: %s", name,
			 up_buffer_string(&text));
}

Test(value_type, writes_what_a_server_prints)
{
	check_text("numeric(6,2)", 0, "0.01");
	check_text("numeric(6,2)", 122, "1.23");
	check_text("numeric(3,5)", 122, "0.00123");
	check_text("numeric(4,-2)", 11, "1200");
	check_text("money", 123456, "$1,234.57");
	check_text("interval", 86399, "1 day");
	check_text("interval", 2 * 86400 + 3661 - 1, "2 days 01:01:01");
	check_text("interval year to month", 13, "1 year 2 mons");
	check_text("timestamp(3) with time zone", 86400 + 1, "2015-01-02 00:00:01+00");
	check_text("inet", 257, "10.0.1.1");
	check_text("pg_lsn", 0xabc, "0/ABD");
	check_text("s.mood", 1, "so so");
	check_text("int8range", 0, "[1,4)");
}
