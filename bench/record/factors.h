/* SPDX-License-Identifier: PostgreSQL */
/*
 * The factors of an experiment: the parameters of a case besides strategy, peer and arm.
 *
 * factors.def is the only list of them.  From it come the options of `upbench run`, the
 * combinations that are measured, the columns of samples.csv, summary.csv and histories, the
 * members of a case in run.json, the words in its name, and what makes two cases equal.
 *
 * Factors of the *workload* define the work: cases of different workloads do
 * different work and are never ranked with each other.  The others define how it is done.
 *
 * A level is that which was in force: chunk is the strategy's own where none was asked for,
 * table-rows the rows that existed.  Both are marked as derived then: they follow from the
 * strategy, and from rows and new.
 */
#ifndef RECORD_FACTORS_H
#define RECORD_FACTORS_H

#include "base/buffer.h"

#include <jansson.h>
#include <stdbool.h>

/* Tests compile this with a longer list. */
#ifndef FACTORS_DEF
#define FACTORS_DEF "record/factors.def"
#endif

#define UNMEASURED INT64_MIN

enum factor_kind {
	FACTOR_COUNT_KIND,                       /* int64_t */
	FACTOR_COLUMNS_KIND = FACTOR_COUNT_KIND, /* likewise; as an option also names */
	FACTOR_SHARE_KIND,                       /* double, 0 to 1 */
	FACTOR_DURATION_KIND,  /* int64_t, ns; as an option whole microseconds, its limits in s */
	FACTOR_RATE_KIND,      /* int64_t, bits per second; 0: no limit */
	FACTOR_FLAG_KIND,      /* int64_t, 0 or 1 */
	FACTOR_SETTINGS_KIND,  /* char *, owned; record/settings.h; NULL: none */
	FACTOR_PARTITION_KIND, /* int64_t, enum partition_method */
	FACTOR_CREATOR_KIND,   /* int64_t, an index in creator_words */
	FACTOR_GONE_KIND,      /* int64_t, enum gone_level */
};

/* What becomes of rows that a sync does not bring. */
enum gone_level {
	GONE_AUTO, /* as an option alone: one of the next two */
	GONE_IGNORE,
	GONE_COUNT,
	GONE_DEACTIVATE,
	GONE_DELETE,
};

enum partition_method {
	PARTITION_BY_HASH = 1,
	PARTITION_BY_RANGE,
	PARTITION_BY_LIST,
};

/* The strategies of the create stage, as creators.def lists them; NULL ends the list. */
extern const char *const creator_words[];

/* By enum gone_level; NULL ends the list. */
extern const char *const gone_words[];

/* Of the methods, from that of the value 1 on; NULL ends the list. */
extern const char *const partition_words[];
/* "" where it is none. */
const char *factor_partition_word(int64_t method);

enum factor_rule {
	FACTOR_STATED,  /* has no default: each name of a case has it */
	FACTOR_FIXED,   /* the default is the initial level */
	FACTOR_DERIVED, /* the default follows from other levels; the option's is 0 */
};

enum factor {
#define FACTOR(id, ...) FACTOR_##id,
#define APPENDED FACTOR
#include FACTORS_DEF
#undef APPENDED
#undef FACTOR
	FACTOR_COUNT,
	FACTOR_NONE = FACTOR_COUNT,
};

/* A set of factors: the sum of their bits. */
typedef uint32_t factor_set;
#define FACTOR_BIT(factor) ((factor_set)1 << (factor))

#define FACTOR_MEMBER_COUNT int64_t
#define FACTOR_MEMBER_COLUMNS int64_t
#define FACTOR_MEMBER_SHARE double
#define FACTOR_MEMBER_DURATION int64_t
#define FACTOR_MEMBER_RATE int64_t
#define FACTOR_MEMBER_FLAG int64_t
#define FACTOR_MEMBER_SETTINGS char *
#define FACTOR_MEMBER_PARTITION int64_t
#define FACTOR_MEMBER_CREATOR int64_t
#define FACTOR_MEMBER_GONE int64_t

/* One level of each factor.  A level that is not known is UNMEASURED, or NaN. */
struct factors {
#define FACTOR(id, kind, member, ...) FACTOR_MEMBER_##kind member;
#define APPENDED FACTOR
#include FACTORS_DEF
#undef APPENDED
#undef FACTOR
	factor_set derived; /* of those with FACTOR_DERIVED: nobody asked for the level */
};

struct factor_info {
	const char *name; /* of the option and in the name of a case: "table-rows" */
	char letter;      /* of the short option, or 0 */
	bool is_workload;
	enum factor_kind kind;
	enum factor_rule rule;
	int64_t initial; /* of the option */
	const char *initial_text;
	int64_t minimum; /* of the option; see cli/option/option.h */
	int64_t maximum;
	const char *column; /* in files: "table_rows" */
	const char *unit;   /* of the column */
	int64_t scale;      /* what 1 in the column is in the member */
	const char *help;   /* of the column */
	const char *option_help;
	size_t offset; /* in struct factors */
};

/* By enum factor. */
extern const struct factor_info factor_table[];

/* All of the workload. */
factor_set factors_of_workload(void);

/* Every level as not known. */
void factors_init(struct factors *factors);
void factors_release(struct factors *factors);
#define FACTORS UP_CLEANUP(factors_release) struct factors

/* target may be uninitialized; on failure it holds nothing. */
UP_MUST_CHECK enum up_status factors_copy(struct factors *target, const struct factors *source,
					  struct up_error *err);

/* Takes the levels of source that target does not know (the settings: if it has none). */
UP_MUST_CHECK enum up_status factors_complete(struct factors *target, const struct factors *source,
					      struct up_error *err);

/* Levels that are not known become the default where that is fixed: files older than a factor
 * are of runs without it. */
void factors_assume_defaults(struct factors *factors);

bool factor_is_known(enum factor factor, const struct factors *factors);

/* Is the level the default, derived or not known?  Never for rows. */
bool factor_is_default(enum factor factor, const struct factors *factors);

/* Do they have the same level?  Two that are derived, and a level of the workload but rows
 * that is not known (as of a case that never ran), are equal to any. */
bool factor_equal(enum factor factor, const struct factors *a, const struct factors *b);

/* Those whose level is not the default. */
factor_set factors_stated(const struct factors *factors);

/* The factors in which they differ. */
factor_set factors_difference(const struct factors *a, const struct factors *b);

/* The only one of the set, which is no empty one; FACTOR_NONE if there are several. */
enum factor factor_only(factor_set set);

/* Rows of a sync that the table has, and are not created; NaN: not known. */
double factors_updated_rows(const struct factors *factors);

/* Order by level: below, equal or above 0; an unknown one comes first. */
int factor_compare(enum factor factor, const struct factors *a, const struct factors *b);

/* The same by the workload, factor by factor. */
int factors_compare_workload(const struct factors *a, const struct factors *b);

/* Appends the level: "2ms", "100Mbit", "0.25", "1914", "yes", "jit=off"; nothing if it is not
 * known. */
void factor_append_level(enum factor factor, const struct factors *factors, struct up_buffer *text);

/* Appends the level as the name of a case has it: "rtt=2ms", "tuned", "jit=off"; nothing for
 * a flag that is off, or if it is not known. */
void factor_append(enum factor factor, const struct factors *factors, struct up_buffer *text);

/* The level in a file: the field of a CSV file, in the unit of its column, and a JSON value
 * (the settings as an object, flags as booleans, unknown levels as null). */
void factor_format(enum factor factor, const struct factors *factors, struct up_buffer *field);
UP_MUST_CHECK enum up_status factor_parse(enum factor factor, struct factors *factors,
					  const char *field, struct up_error *err);
json_t *factor_to_json(enum factor factor, const struct factors *factors);

/* A value that is none of this factor leaves the level not known. */
UP_MUST_CHECK enum up_status factor_from_json(enum factor factor, struct factors *factors,
					      const json_t *value, struct up_error *err);

#endif
