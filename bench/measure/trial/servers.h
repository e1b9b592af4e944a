/* SPDX-License-Identifier: PostgreSQL */
/* The servers that a run needs: the run's own, and those that its arms have to themselves. */
#ifndef MEASURE_TRIAL_SERVERS_H
#define MEASURE_TRIAL_SERVERS_H

#include "measure/case/case.h"
#include "measure/server/server.h"

/* A case has the index of its own (case_server()).  While a sample is taken on one, the others are
 * idle. */
struct server_list {
	struct server *items;
	struct subject **subjects; /* owned, not what it points to; the one installed on each */
	size_t count;              /* at least 1 */
	/* Which arm's table cannot hold hostile values, and why: then the data sets of all arms are
	 * without them.  Owned; NULL: they have them. */
	char *refusal;
	/* Schemas of other runs that were seen at work on them; owned. */
	struct text_list other_runs;
	/* How the run's own was reached, where it has a name: later runs of the same plan are to reach the
	 * same one.  Owned; NULL: none has. */
	char *reached;
};

struct servers_options {
	const char *dbname;    /* of the run's own; NULL: a private cluster */
	const char *named_by;  /* how messages call it; NULL: "--dbname" */
	const char *schema;    /* as of struct server_options; an arm with a server has it there */
	const char *bin_dir;   /* of private clusters; NULL: found */
	char *const *settings; /* of private clusters, "name=value" each; borrowed */
	size_t setting_count;
	const char *run_id; /* for the names of connections */
	bool may_publish;   /* see measure/server/server.h */
	int64_t memory;     /* cases that need more are skipped */
	/* Is installed in each schema whose arm has no table of its own; borrowed. */
	struct subject *subject;
};

/* Opens them all, installs their subjects, runs the SQL of the arms, tries whether their tables hold the
 * data, and sets the server of each arm.  The run's own is not
 * opened when no case is measured there; an arm that names no server gets a private cluster when
 * the run has none either.  UP_INVALID: what an arm's SQL leaves cannot be measured. */
UP_MUST_CHECK enum up_status servers_open(const struct servers_options *options,
					  struct case_list *cases, struct server_list *servers,
					  struct up_error *err);

/* Looks for other runs that are at work on the servers, and adds them to other_runs. */
UP_MUST_CHECK enum up_status servers_look_around(struct server_list *servers, struct up_error *err);

/* Called with what failed. */
typedef void servers_complain(void *context, const struct up_error *failure);

/* Closes them all; complain may be NULL. */
void servers_close(struct server_list *servers, servers_complain *complain, void *context);

#endif
