/* SPDX-License-Identifier: PostgreSQL */
/* What a run measures: the cases of an experiment or of a command line, and how. */
#ifndef CLI_MEASUREMENT_RUN_PLAN_H
#define CLI_MEASUREMENT_RUN_PLAN_H

#include "cli/experiment/run_options.h"
#include "measure/trial/rounds.h"
#include "measure/workload/origin.h"

struct run_plan {
	const char *name;             /* of the experiment; borrowed */
	struct up_buffer text;        /* of its file, if it is one */
	struct experiment experiment; /* its groups have struct run_options; may have none */
	struct manifest_claim claim;
	struct origin origin;           /* of the rows */
	struct up_api_map map;          /* of an API */
	struct origin_rows origin_rows; /* if they are not made; likewise the next two */
	int64_t source_rows;            /* that a sync fetches */
	struct up_buffer complaints;    /* lines about rows that are left out */
	struct subject *subject;        /* owned */
	int64_t subject_rows;           /* of a sync of it, where none were asked for */
	struct case_list cases;
	struct rounds_options rounds;
	double confirm_threshold; /* share, from --confirm; NaN: nothing is measured again */
	struct up_buffer script;  /* of --sql, once it was measured */
	char *reached; /* how the named server was, once it was: it is to be the same; owned; may hold a
			  password; NULL: it has no name, or was not yet */
	struct manifest_scaling
		scaling;          /* of --for-rows; rows 0: it is not scaled; as are the next */
	struct number_list sizes; /* of scaling */
	const struct string_list *server_set; /* that scaling was made from; borrowed */
	bool with_target;                     /* and so was it, with this */
	const char *confirms; /* of a confirmation: id of the run that it confirms; borrowed */
};

void run_plan_release(struct run_plan *plan);
#define RUN_PLAN UP_CLEANUP(run_plan_release) struct run_plan

/* Reads the experiment of that name, shipped or an .ini file.  UP_INVALID also when two of its
 * numbers contradict each other. */
UP_MUST_CHECK enum up_status run_plan_read(struct run_plan *plan, const char *name,
					   struct up_error *err);

/* Sets the table that is measured, which the cases are made for; NULL: the built-in one. */
UP_MUST_CHECK enum up_status run_plan_set_subject(struct run_plan *plan,
						  const struct run_options *options,
						  struct up_error *err);

/* Adds the cases and the claim of the experiment that was read; options of line, which may be
 * empty, are named in messages as they were typed. */
UP_MUST_CHECK enum up_status run_plan_add_groups(struct run_plan *plan,
						 const struct command_line *line,
						 struct up_error *err);

/* The whole plan of a command line, whose values options has. */
UP_MUST_CHECK enum up_status run_plan_make(struct run_plan *plan, const struct run_options *options,
					   const struct command_line *line, struct up_error *err);

/* Sets the seeds, the limit of memory and the probes.  UP_IO when the system has no random
 * number for the order. */
UP_MUST_CHECK enum up_status run_plan_set_rounds(struct run_plan *plan,
						 const struct run_options *options,
						 struct up_error *err);

/* Sessions of a confirmation. */
#define RUN_PLAN_CONFIRM_SESSIONS 3

/* Makes the plan that of the confirmation of a run, which has the id confirms: the cases whose pair
 * is listed, in all their arms, in RUN_PLAN_CONFIRM_SESSIONS sessions, each with the share of samples
 * and budget that a session of the run had, in a new order. */
UP_MUST_CHECK enum up_status run_plan_confirm(struct run_plan *plan,
					      const struct run_options *options,
					      const struct text_list *pairs, const char *confirms,
					      struct up_error *err);

/* The budgets, in ns, of all cases of the plan were they confirmed. */
double run_plan_confirm_ns(const struct run_plan *plan);

#endif
