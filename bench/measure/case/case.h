/* SPDX-License-Identifier: PostgreSQL */
/* A case is one cell of an experiment: a strategy and one level of every factor. */
#ifndef MEASURE_CASE_CASE_H
#define MEASURE_CASE_CASE_H

#include "measure/case/contender.h"
#include "measure/subject/subject.h"
#include "record/manifest.h"
#include "record/sample.h"
#include "sync/gone.h"

/* How a case is measured, above all how many samples it gets; see rounds.h. */
struct sampling {
	int64_t samples;
	int64_t min_samples; /* at most samples */
	int64_t warmup;
	int64_t sessions;    /* that share samples and budget; 0 counts as 1 */
	int64_t budget_ns;   /* wall time of the case */
	int64_t timeout_ns;  /* of one sync; 0: none */
	double precision;    /* share of the median that is enough; 0: none is; precision.h */
	double decide;       /* threshold that arms are decided by; 0: they are not */
	bool stop_at_budget; /* not even started when it takes too long by smaller sizes */
	/* How the case is to be compared, for run.json alone (record/manifest.h): */
	double threshold;     /* share; 0: as others are */
	char *const *metrics; /* borrowed; they outlive the case */
	size_t metric_count;
};

struct trial_case {
	char *name;          /* owned; "unnest rows=1914 jit=off": levels that are not default */
	struct case_key key; /* its settings with those of the arm */
	const struct up_strategy *strategy; /* of a peer: its as_strategy */
	const struct peer_spec *peer;       /* NULL: none */
	const struct arm *arm;              /* NULL: none */
	size_t server; /* of a list that is scaled: which of its sizes it is, each on a server of its own */
	const char *pooled; /* the pooler through which it is measured (borrowed); NULL: none */
	enum role role;
	char *pair; /* owned; the name without the arm, the same in all of them; NULL: no arm */
	char **settings; /* owned; those of the key: "name=value" each */
	size_t setting_count;
	struct sampling sampling;
};

struct case_list {
	/* Borrowed; the table that the cases are measured on, unless their arm has one of its own; NULL:
	 * they are only keys of cases, and names of columns are not checked. */
	const struct subject *subject;
	struct trial_case *items; /* owned */
	size_t count;
	struct peer_spec **peers; /* owned; those that the cases refer to */
	size_t peer_count;
	struct arm **arms; /* owned, likewise */
	size_t arm_count;
	/* Borrowed; of cases on the run's server, unless their arm has another; NULL: none. */
	const char *pooled;
	/* Borrowed; NULL: the servers are not scaled down.  Then there are no arms, and each size has a private
	 * cluster. */
	const struct manifest_scaling *scaling;
	struct text_list server_columns; /* that the table writes itself: they are not compared */
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

/* Adds a case, unless there is one with the same key.  A chunk and table-rows of 0 become what
 * is in force: the chunk of the strategy, the rows that exist. */
UP_MUST_CHECK enum up_status case_list_add(struct case_list *list,
					   const struct contender *contender,
					   const struct factors *factors,
					   const struct sampling *sampling, struct up_error *err);

/* Sets table-rows of the cases where nobody asked for them, of a subject that has its own rows. */
void case_list_set_table_rows(struct case_list *list, const struct subject *subject);

/* From now on each case is measured on the server of its size, of which there is one for its rows;
 * scaling is borrowed. */
void case_list_scale(struct case_list *list, const struct manifest_scaling *scaling);

/* Drops all cases but those whose pair is listed, and arms without a case. */
void case_list_keep(struct case_list *list, const struct text_list *pairs);

/* The table that is measured in an arm, or without one (NULL). */
const struct subject *case_list_subject(const struct case_list *list, const struct arm *arm);

/* The pooler through which cases of an arm, or without one (NULL), are measured; NULL: none. */
const char *case_list_pooled(const struct case_list *list, const struct arm *arm);

/* The index of the run's server that the case is measured on. */
size_t case_server(const struct trial_case *trial_case);

/* Does it have a relay between itself and the server? */
bool case_is_relayed(const struct trial_case *trial_case);

/* Do they differ in nothing but their rows (and their sampling)? */
bool case_same_family(const struct trial_case *a, const struct trial_case *b);

/* The columns of the subject that travel in the case, in a schema, or found by the search path. */
UP_MUST_CHECK enum up_status case_relation(const struct trial_case *trial_case,
					   const struct subject *subject, const char *schema,
					   struct up_relation *relation, struct up_error *err);

/* What the table of the case holds. */
struct population_request case_population(const struct trial_case *trial_case, uint64_t seed,
					  bool portable, bool ordinary);

/* What the case asks of its strategy. */
struct up_update_options case_options(const struct trial_case *trial_case);

/* Its strategy of the create stage. */
const struct up_strategy *case_creator(const struct trial_case *trial_case);

/* What becomes of rows that its syncs do not bring; it borrows from the subject, whose check()
 * accepts it. */
struct up_gone case_gone(const struct trial_case *trial_case, const struct subject *subject);

/* Sets the case's settings for the session. */
UP_MUST_CHECK enum up_status case_apply_settings(const struct trial_case *trial_case,
						 struct up_conn *conn, struct up_error *err);

/* Fills the members of a sample about its case: names and factors. */
UP_MUST_CHECK enum up_status case_describe(const struct trial_case *trial_case,
					   struct sample *sample, struct up_error *err);

/* The case as run.json has it; record was initialized. */
UP_MUST_CHECK enum up_status case_record(const struct trial_case *trial_case,
					 struct manifest_case *record, struct up_error *err);

#endif
