/* SPDX-License-Identifier: PostgreSQL */
/* A case is one cell of an experiment: a strategy and one level of every factor. */
#ifndef MEASURE_CASE_CASE_H
#define MEASURE_CASE_CASE_H

#include "measure/case/contender.h"
#include "record/sample.h"

#include <jansson.h>

/* One level of every factor. */
struct factors {
	size_t rows;
	size_t columns;
	size_t chunk;      /* rows a statement; 0: what the strategy does by itself */
	double changed;    /* share of the rows that differ from the table's */
	double added;      /* share of the rows that the table does not have */
	size_t workers;    /* connections that share the update, at least 1 */
	size_t table_rows; /* in the table before the sync, of all usernames; 0: of the synced alone */
	int64_t rtt_ns;    /* added to each round trip; whole microseconds */
	int64_t bandwidth;      /* of all connections together, bits a second; 0: no limit */
	int64_t fetch_delay_ns; /* before the first row of each pass; stated, not measured */
	bool skip_unchanged;
	bool tuned;                  /* with the settings that the strategy recommends */
	const char *const *settings; /* borrowed; "name=value" each; a later one of a name wins */
	size_t setting_count;
};

/* How many samples a case gets; see rounds.h. */
struct sampling {
	int64_t samples;
	int64_t min_samples; /* at most samples */
	int64_t warmup;
	int64_t sessions;    /* that share samples and budget; 0 counts as 1 */
	int64_t budget_ns;   /* wall time of the case */
	int64_t timeout_ns;  /* of one sync; 0: none */
	double precision;    /* share of the median that is enough; 0: none is; precision.h */
	bool stop_at_budget; /* not even started when smaller sizes say that it takes too long */
};

struct trial_case {
	char *name; /* owned; "unnest rows=1914 jit=off": what is not default, for people */
	const struct up_strategy *strategy; /* of a peer: its as_strategy */
	const struct peer_spec *peer;       /* NULL: none */
	const struct arm *arm;              /* NULL: none */
	enum role role;
	char *pair; /* owned; the name without the arm, the same in all of them; NULL: no arm */
	size_t rows;
	size_t columns;
	size_t chunk;
	double changed;
	double added;
	size_t workers;
	size_t table_rows;
	int64_t rtt_ns;
	int64_t bandwidth;
	int64_t fetch_delay_ns;
	bool skip_unchanged;
	bool tuned;
	char **settings; /* owned; with the arm's; sorted by name, each name once */
	size_t setting_count;
	struct sampling sampling;
};

struct case_list {
	struct trial_case *items; /* owned */
	size_t count;
	struct peer_spec **peers; /* owned; those that the cases refer to */
	size_t peer_count;
	struct arm **arms; /* owned, likewise */
	size_t arm_count;
};

void case_list_release(struct case_list *list);
#define CASE_LIST UP_CLEANUP(case_list_release) struct case_list

/* The peer that text names (measure/peer/spec.h), owned by the list; UP_INVALID. */
UP_MUST_CHECK enum up_status case_list_peer(struct case_list *list, const char *text,
					    const struct peer_spec **peer, struct up_error *err);

/* The same for the upbench at path with its strategy of that name. */
UP_MUST_CHECK enum up_status case_list_arm_peer(struct case_list *list, const char *path,
						const char *strategy, const struct peer_spec **peer,
						struct up_error *err);

/* Takes an arm into the list (what it holds is moved); the same text, once more, is the
 * same arm.  UP_INVALID: another arm has its name. */
UP_MUST_CHECK enum up_status case_list_arm(struct case_list *list, struct arm *arm,
					   const struct arm **taken, struct up_error *err);

/* Does a peer take part? */
bool case_list_has_peers(const struct case_list *list);

/* Adds a case; one that is there already (the same name) is not added again. */
UP_MUST_CHECK enum up_status case_list_add(struct case_list *list,
					   const struct contender *contender,
					   const struct factors *factors,
					   const struct sampling *sampling, struct up_error *err);

/* The index of the run's server that the case is measured on. */
size_t case_server(const struct trial_case *trial_case);

/* Does it have a relay between itself and the server? */
bool case_is_relayed(const struct trial_case *trial_case);

/* Do they differ in nothing but their rows (and their sampling)? */
bool case_same_family(const struct trial_case *a, const struct trial_case *b);

/* What the case asks of its strategy. */
struct up_update_options case_options(const struct trial_case *trial_case);

/* Sets the case's settings for the session. */
UP_MUST_CHECK enum up_status case_apply_settings(const struct trial_case *trial_case,
						 struct up_conn *conn, struct up_error *err);

/* The time that cases are compared by (judge/summary/measured.h says the same of a record):
 * update and commit; of a peer the update alone, which contains its own commit, and of who
 * is idle as well, who has nothing to commit. */
int64_t case_compared_ns(const struct trial_case *trial_case, const struct sample *sample);

/* Fills what a sample says about its case: names and factors. */
UP_MUST_CHECK enum up_status case_describe(const struct trial_case *trial_case,
					   struct sample *sample, struct up_error *err);

/* The case as run.json has it; a new reference. */
json_t *case_to_json(const struct trial_case *trial_case);

#endif
