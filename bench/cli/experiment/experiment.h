/* SPDX-License-Identifier: PostgreSQL */
/*
 * An experiment file lists the cases to measure, as job files of fio do:
 *
 *	[global]
 *	description = Where does COPY begin to pay?
 *	rows = 10, 100, 1e3
 *
 *	[arrays]
 *	strategy = unnest, unnest-binary
 *
 *	[copy]
 *	strategy = copy-temp,
 *	    copy-staging
 *	rows = 1e4
 *
 * Each section but [global] is a *group*: a matrix of cases of its own.  Keys are
 * the long names of options that are in_file (cli/option/option.h).  [global] is
 * optional, comes first, and may have a description, a reference, the strategy that rankings
 * compare with (case-when without it), and needs, an engine of the server without which the
 * experiment cannot run: citus is the only one.
 *
 * What counts, weakest first:
 *	the defaults of the table  <  [global]  <  the group  <  the command line.
 * A group's target is filled by replaying all of these in that order, rather than
 * by copying what [global] made: values own memory, and only the table knows how
 * to make them.  An option that repeats (set) therefore collects the values of all
 * of them, the strongest last; every other one keeps the last value.
 *
 * The section [claim] is no group; cli/experiment/claim_text.h has its lines.
 *
 * Lines are `name = value` (or `name: value`), [section], or comments, which begin
 * with # or ; and may follow a value after a blank.  An indented line continues the value
 * before.  The limit on a line's length is that of libinih (200 bytes as a rule).
 */
#ifndef CLI_EXPERIMENT_EXPERIMENT_H
#define CLI_EXPERIMENT_EXPERIMENT_H

#include "cli/option/command_line.h"
#include "cli/option/option.h"

/* A key that a group has, of its own or from [global]. */
struct experiment_key {
	const struct option_spec *spec;
	unsigned line; /* where it stands, from 1; the first one in the strongest section */
};

struct experiment_group {
	char *name;                  /* owned; letters, digits, '-', '_' and '.' */
	unsigned line;               /* of its header, from 1 */
	struct experiment_key *keys; /* owned */
	size_t key_count;
	void *values; /* owned: the target of option.h */
};

/* A line of the section [claim]. */
struct experiment_claim {
	bool is_pair; /* "pair", otherwise "figure" */
	char *text;   /* owned */
	unsigned line;
};

struct experiment {
	char *description;               /* owned; NULL: none */
	char *reference;                 /* owned, as it was given; NULL: none */
	char *needs;                     /* owned; an engine; NULL: any server will do */
	struct experiment_group *groups; /* owned; in the order of the file */
	size_t group_count;              /* at least 1 */
	struct experiment_claim *claims; /* owned */
	size_t claim_count;
	const struct option_spec *specs; /* borrowed */
};

void experiment_release(struct experiment *experiment);
#define EXPERIMENT UP_CLEANUP(experiment_release) struct experiment

/* Reads an experiment from text; file_name is for messages, specs and the size of
 * their target for the values.  UP_INVALID, with file and line: an unknown key or
 * one that is there twice, a value that is wrong, a reference that is no strategy, an engine that is
 * not known, a section that is there twice or has no name, a line that is none of the above, no group at all. */
UP_MUST_CHECK enum up_status experiment_read(const char *text, const char *file_name,
					     const struct option_spec *specs, size_t target_size,
					     struct experiment *experiment, struct up_error *err);

/* The line of a group's key; 0: it has none of that name. */
unsigned experiment_group_line(const struct experiment_group *group, const char *key);

/* Puts a command line on top of every group. */
UP_MUST_CHECK enum up_status experiment_apply(struct experiment *experiment,
					      const struct command_line *line,
					      struct up_error *err);

#endif
