/* SPDX-License-Identifier: PostgreSQL */
/*
 * Options are data.  A command has one table of struct option_spec, and from it
 * come the parser of its command line, its --help, its page in the manual, its
 * shell completion, and the keys of an experiment file.
 *
 * Values land in a struct of the caller, the *target*: a spec has the field
 * by OPTION_FIELD().  A target starts as all zeros; option_set_defaults() gives
 * it the defaults, any number of assignments follow, option_release() frees what
 * the table's fields own.
 *
 *	struct run_options { struct number_list rows; bool quiet; };
 *	static const struct option_spec run_specs[] = {
 *		{.name = "rows", .letter = 'r', .argument = "LIST",
 *		 .kind = OPTION_NUMBER_LIST, OPTION_FIELD(struct run_options, rows),
 *		 .minimum = 1, .maximum = 10000000, .initial = "1914",
 *		 .in_file = true, .help = "Rows per batch."},
 *		{.name = "quiet", .letter = 'q', .kind = OPTION_FLAG,
 *		 OPTION_FIELD(struct run_options, quiet), .help = "Print nothing."},
 *		{0},
 *	};
 */
#ifndef CLI_OPTION_OPTION_H
#define CLI_OPTION_OPTION_H

#include "base/error.h"
#include "cli/option/value.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is written, and the type of the field that receives it. */
enum option_kind {
	OPTION_FLAG,        /* bool; no argument; --no-NAME takes it back */
	OPTION_STRING,      /* char *, owned; NULL when never given */
	OPTION_STRING_LIST, /* struct string_list; each use adds one string */
	OPTION_PAIR_LIST, /* struct string_list; each use adds one, NAME=VALUE or of the form of argument */
	OPTION_NUMBER,        /* int64_t, minimum to maximum */
	OPTION_NUMBER_LIST,   /* struct number_list, minimum to maximum */
	OPTION_COLUMN_LIST,   /* struct column_list; numbers, minimum to maximum, or names */
	OPTION_SHARE,         /* double, 0 to 1 */
	OPTION_SHARE_LIST,    /* struct share_list */
	OPTION_NAME_LIST,     /* struct string_list; of choices, unless that is NULL */
	OPTION_WORD_LIST,     /* struct string_list; of any words without commas */
	OPTION_DURATION,      /* int64_t, ns; minimum to maximum whole seconds */
	OPTION_DURATION_LIST, /* struct number_list, ns; minimum to maximum whole seconds */
	OPTION_PERCENT,       /* double, a share: 2, 2% and 0.5 %; minimum to maximum percent */
	OPTION_RATE_LIST,     /* struct number_list, bits per second; 0, or minimum to maximum */
	OPTION_SIZE,          /* int64_t, bytes; minimum to maximum */
	OPTION_SETTING_SIZE,  /* likewise, in the units of PostgreSQL's settings: 4GB are 4 GiB */
	OPTION_CHOICE,        /* int or an enum: the index in choices */
	OPTION_CHOICE_LIST,   /* struct number_list: indexes in choices */
};

/* The type of a field, so that option_check() can see a kind and a field that
 * do not fit each other. */
enum option_field {
	OPTION_FIELD_NONE,
	OPTION_FIELD_FLAG,
	OPTION_FIELD_STRING,
	OPTION_FIELD_NUMBER,
	OPTION_FIELD_REAL,
	OPTION_FIELD_CHOICE,
	OPTION_FIELD_STRINGS,
	OPTION_FIELD_NUMBERS,
	OPTION_FIELD_SHARES,
	OPTION_FIELD_COLUMNS,
};

/* clang-format off */
#define OPTION_FIELD(type, member) \
	.offset = offsetof(type, member), \
	.field = _Generic(((type *)0)->member, \
			  bool: OPTION_FIELD_FLAG, \
			  char *: OPTION_FIELD_STRING, \
			  int64_t: OPTION_FIELD_NUMBER, \
			  double: OPTION_FIELD_REAL, \
			  int: OPTION_FIELD_CHOICE, \
			  unsigned: OPTION_FIELD_CHOICE, \
			  struct string_list: OPTION_FIELD_STRINGS, \
			  struct number_list: OPTION_FIELD_NUMBERS, \
			  struct share_list: OPTION_FIELD_SHARES, \
			  struct column_list: OPTION_FIELD_COLUMNS)
/* clang-format on */

/* A table ends with a spec whose name is NULL. */
struct option_spec {
	const char *name;     /* of the long option, and the key in a file */
	char letter;          /* of the short option, or 0 */
	const char *argument; /* how help calls the argument; NULL for a flag, and for a
				 choice whose choices shall be listed */
	const char *help;     /* sentences; plain text */
	const char *group;    /* the heading of help that it and those after it come under,
				 or NULL: the heading of the one before */
	const char *initial;  /* the default as it would be typed; NULL: the zero value */
	enum option_kind kind;
	enum option_field field;
	size_t offset;
	int64_t minimum, maximum;    /* INT64_MAX: no upper limit */
	const char *const *choices;  /* NULL-terminated; of a list of strings for completion
					alone */
	const char *const *synonyms; /* of choices: pairs of a word and the choice; NULL: none */
	bool needs_unit;             /* a duration: seconds are written as 2s, not as 2 */
	const char *listing;         /* completed by `PROGRAM list LISTING --format names` */
	bool in_file;                /* may also be a key of an experiment file */
	bool hidden;                 /* from help, manual and completion */
};

/* Of --format: "table" is "terminal". */
extern const char *const format_synonyms[];

/* --seed, where type has the member `int64_t seed`. */
#define SEED_OPTION(type, its_help)                                                                \
	.name = "seed", .argument = "N", .kind = OPTION_NUMBER, OPTION_FIELD(type, seed),          \
	.maximum = INT64_MAX, .initial = "1914", .help = (its_help)

/* --rows and --changed of a data set, where type has the members `int64_t rows` and `double changed`. */
#define ROWS_OPTION(type, most, its_help)                                                          \
	.name = "rows", .letter = 'r', .argument = "N", .kind = OPTION_NUMBER,                     \
	OPTION_FIELD(type, rows), .minimum = 1, .maximum = (most), .initial = "1914",              \
	.help = (its_help)
#define CHANGED_OPTION(type, its_help)                                                             \
	.name = "changed", .argument = "SHARE", .kind = OPTION_SHARE, OPTION_FIELD(type, changed), \
	.initial = "1", .help = (its_help)

/* --threshold of comparisons, where type has the member `double threshold`, a share. */
#define THRESHOLD_OPTION(type, its_help)                                                           \
	.name = "threshold", .argument = "PERCENT", .kind = OPTION_PERCENT,                        \
	OPTION_FIELD(type, threshold), .maximum = 1000, .initial = "5", .help = (its_help)

/* --quiet, where type has the member `bool quiet`. */
#define QUIET_OPTION(type, its_help)                                                               \
	.name = "quiet", .letter = 'q', .kind = OPTION_FLAG, OPTION_FIELD(type, quiet),            \
	.help = (its_help)

/* --verbose, of commands that print a run; type has the member `bool verbose`. */
#define VERBOSE_OPTION(type)                                                                       \
	.name = "verbose", .letter = 'v', .kind = OPTION_FLAG, OPTION_FIELD(type, verbose),        \
	.help = "Also the stages of the sync, with their shares."

/* --history, of commands that compare with it; type has the member `char *history`. */
#define HISTORY_OPTION(type)                                                                       \
	.name = "history", .argument = "FILE", .kind = OPTION_STRING, OPTION_FIELD(type, history), \
	.help = "History (see `upbench history`) to compare the run with."

bool option_takes_argument(const struct option_spec *spec);

/* Does each assignment add one item to those before, rather than replace them? */
bool option_repeats(const struct option_spec *spec);

/* Is its value a list with commas?  Several uses on a command line are one list. */
bool option_is_list(const struct option_spec *spec);

/* The spec of that exact name, or NULL. */
const struct option_spec *option_find(const struct option_spec *specs, const char *name);

/* Gives the fields of target (all zeros) their defaults. */
UP_MUST_CHECK enum up_status option_set_defaults(const struct option_spec *specs, void *target,
						 struct up_error *err);

/* Reads text (a flag: yes or no) into the spec's field.  The message does not
 * name the option: prefix it as the user spelled it. */
UP_MUST_CHECK enum up_status option_set(const struct option_spec *spec, void *target,
					const char *text, struct up_error *err);

/* One `name = value` of an experiment file: only what is in_file.  Messages name
 * the key: they want file and line before them. */
UP_MUST_CHECK enum up_status option_assign(const struct option_spec *specs, void *target,
					   const char *name, const char *value,
					   struct up_error *err);

/* Frees what the fields own, and zeroes them. */
void option_release(const struct option_spec *specs, void *target);

/* Is the table itself valid (names and letters unique, kinds fit their fields,
 * defaults within their ranges, ...)?  For the test of every table. */
UP_MUST_CHECK enum up_status option_check(const struct option_spec *specs, struct up_error *err);

#endif
