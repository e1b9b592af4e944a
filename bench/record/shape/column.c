/* SPDX-License-Identifier: PostgreSQL */
#include "record/shape/column.h"

const char *const shape_base_words[] = {
	[SHAPE_BASE_UNKNOWN] = "",      [SHAPE_BASE_NATIVE] = "native",
	[SHAPE_BASE_DOMAIN] = "domain", [SHAPE_BASE_ENUM] = "enum",
	[SHAPE_BASE_ARRAY] = "array",   [SHAPE_BASE_COMPOSITE] = "composite",
	[SHAPE_BASE_RANGE] = "range",   [SHAPE_BASE_MULTIRANGE] = "multirange",
	[SHAPE_BASE_OTHER] = "other",   [SHAPE_BASE_OTHER + 1] = NULL,
};

const char *const shape_generated_words[] = {
	[SHAPE_GENERATED_NOT] = "",
	[SHAPE_GENERATED_STORED] = "stored",
	[SHAPE_GENERATED_VIRTUAL] = "virtual",
	[SHAPE_GENERATED_VIRTUAL + 1] = NULL,
};

static const char *const identity_words[] = {
	[SHAPE_IDENTITY_NOT] = "",
	[SHAPE_IDENTITY_ALWAYS] = "always",
	[SHAPE_IDENTITY_BY_DEFAULT] = "by default",
	[SHAPE_IDENTITY_BY_DEFAULT + 1] = NULL,
};

const char *const shape_stay_words[] = {
	[SHAPE_STAY_NOT] = "",
	[SHAPE_STAY_KEY] = "key",
	[SHAPE_STAY_SCOPE] = "scope",
	[SHAPE_STAY_GENERATED] = "generated",
	[SHAPE_STAY_IDENTITY] = "identity",
	[SHAPE_STAY_PARTITION_KEY] = "partition key",
	[SHAPE_STAY_UNIQUE] = "unique",
	[SHAPE_STAY_EXCLUSION] = "exclusion",
	[SHAPE_STAY_SERVER_COLUMN] = "server column",
	[SHAPE_STAY_TIED] = "tied",
	[SHAPE_STAY_TIED + 1] = NULL,
};

#define AT(member) offsetof(struct shape_statistics, member)
static const struct member statistics_members[] = {
	MEMBER("null_frac", REAL, null_frac),
	MEMBER("avg_width", INTEGER, avg_width),
	MEMBER_WITH("text_width", REAL, text_width, .is_optional = true),
	MEMBER("n_distinct", REAL, n_distinct),
	MEMBER("correlation", REAL, correlation),
	MEMBER("most_common_freqs", REALS, most_common_freqs),
	MEMBER_WITH("most_common_vals", TEXTS, most_common_vals, .is_optional = true),
	MEMBER_WITH("histogram_bounds", TEXTS, histogram_bounds, .is_optional = true),
};
const struct record_table shape_statistics_table =
	RECORD_TABLE(statistics_members, struct shape_statistics);
#undef AT

#define AT(member) offsetof(struct shape_sequence, member)
static const struct member sequence_members[] = {
	MEMBER("type", TEXT, type),
	MEMBER("start", INTEGER, start),
	MEMBER("increment", INTEGER, increment),
	MEMBER("minimum", INTEGER, minimum),
	MEMBER("maximum", INTEGER, maximum),
	MEMBER("cache", INTEGER, cache),
	MEMBER("cycles", FACT, cycles),
};
static const struct record_table sequence_table =
	RECORD_TABLE(sequence_members, struct shape_sequence);
#undef AT

#define AT(member) offsetof(struct shape_column, member)
static const struct member column_members[] = {
	MEMBER_WITH("name", TEXT, name, .is_required = true),
	MEMBER_WITH("type", TEXT, type, .is_required = true),
	MEMBER_WITH("base", WORD, base, .words = shape_base_words, .is_required = true),
	MEMBER_WITH("not_null", FACT, is_not_null, .is_required = true),
	MEMBER("default", TEXT, default_expression),
	MEMBER_WITH("generated", WORD, generated, .words = shape_generated_words),
	MEMBER_WITH("identity", WORD, identity, .words = identity_words),
	MEMBER("collation", TEXT, collation),
	MEMBER("storage", TEXT, storage),
	MEMBER("compression", TEXT, compression),
	MEMBER_WITH("statistics_target", INTEGER, statistics_target, .is_optional = true),
	MEMBER_WITH("options", TEXTS, options, .is_optional = true),
	MEMBER_WITH("sequence", OBJECT, sequence, .of = &sequence_table, .is_optional = true),
	MEMBER_WITH("functions", TEXTS, functions, .is_optional = true),
	MEMBER_WITH("travels", FACT, travels, .is_required = true),
	MEMBER_WITH("why_not", WORD, why_not, .words = shape_stay_words),
	MEMBER("moves_with", INTEGER, moves_with),
	MEMBER_WITH("statistics", OBJECT, statistics, .of = &shape_statistics_table),
};
const struct record_table shape_column_table = RECORD_TABLE(column_members, struct shape_column);
#undef AT

bool shape_statistics_are_known(const struct shape_statistics *statistics)
{
	for (size_t m = 0; m < shape_statistics_table.count; m++) {
		if (member_is_known(&statistics_members[m], statistics))
			return true;
	}
	return false;
}
