/* SPDX-License-Identifier: PostgreSQL */
/* A column of a shape. */
#ifndef RECORD_SHAPE_COLUMN_H
#define RECORD_SHAPE_COLUMN_H

#include "record/member.h"

/* What its type is.  A native one is held by a batch as it is (model/type.h). */
enum shape_base {
	SHAPE_BASE_UNKNOWN,
	SHAPE_BASE_NATIVE,
	SHAPE_BASE_DOMAIN,
	SHAPE_BASE_ENUM,
	SHAPE_BASE_ARRAY,
	SHAPE_BASE_COMPOSITE,
	SHAPE_BASE_RANGE,
	SHAPE_BASE_MULTIRANGE,
	SHAPE_BASE_OTHER,
};

enum shape_generated {
	SHAPE_GENERATED_NOT,
	SHAPE_GENERATED_STORED,
	SHAPE_GENERATED_VIRTUAL,
};

enum shape_identity {
	SHAPE_IDENTITY_NOT,
	SHAPE_IDENTITY_ALWAYS,
	SHAPE_IDENTITY_BY_DEFAULT,
};

/* Why an update does not set the column; of several reasons one. */
enum shape_stay {
	SHAPE_STAY_NOT, /* it travels */
	SHAPE_STAY_KEY,
	SHAPE_STAY_SCOPE,
	SHAPE_STAY_GENERATED,
	SHAPE_STAY_IDENTITY,      /* GENERATED ALWAYS: SET is refused */
	SHAPE_STAY_PARTITION_KEY, /* the row would move to another partition */
	SHAPE_STAY_UNIQUE,        /* of a unique index, which is checked row by row */
	SHAPE_STAY_EXCLUSION,     /* likewise */
	SHAPE_STAY_SERVER_COLUMN, /* its default draws from a sequence */
	SHAPE_STAY_TIED,          /* to one of these, by a constraint over several columns */
};

/* As in the file; the first is "". */
extern const char *const shape_base_words[];
extern const char *const shape_generated_words[];
extern const char *const shape_stay_words[];

/* Of ANALYZE, with the names and meanings of pg_stats, unless a comment has another one. */
struct shape_statistics {
	double null_frac;
	int64_t avg_width; /* bytes; of a toasted value those of its pointer */
	double text_width; /* bytes of a value as text; not of pg_stats, but made of it */
	double n_distinct; /* negative: a share of the rows */
	double correlation;
	struct real_list most_common_freqs;
	struct text_list most_common_vals; /* values of rows: only where they were asked for */
	struct text_list histogram_bounds;
};

/* The sequence of an identity column, or of a default that draws from one. */
struct shape_sequence {
	char *type;
	int64_t start;
	int64_t increment;
	int64_t minimum;
	int64_t maximum;
	int64_t cache;
	enum fact cycles;
};

struct shape_column {
	char *name; /* unquoted; texts are owned */
	char *type; /* with its modifier; qualified and quoted where it is not in pg_catalog */
	int base;   /* enum shape_base */
	enum fact is_not_null;
	char *default_expression; /* or the expression of a generated column */
	int generated;            /* enum shape_generated */
	int identity;             /* enum shape_identity */
	char *collation;          /* qualified; NULL: the type's own */
	char *storage;            /* "plain", "external", "extended", "main" */
	char *compression;        /* "pglz", "lz4"; NULL: the server's default */
	int64_t statistics_target;
	struct text_list options;       /* "n_distinct=-0.5" */
	struct shape_sequence sequence; /* all unknown: none */
	struct text_list functions;     /* of the user's, that the expression calls; qualified */
	enum fact travels;
	int why_not;        /* enum shape_stay */
	int64_t moves_with; /* number of the group of columns that must take their values from
			       the same row, from 1; UNMEASURED: alone */
	struct shape_statistics statistics; /* all unknown: not read, or there are none */
};

extern const struct record_table shape_column_table;
extern const struct record_table shape_statistics_table;

/* Whether there is any. */
bool shape_statistics_are_known(const struct shape_statistics *statistics);

#endif
