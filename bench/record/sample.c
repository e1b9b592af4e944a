/* SPDX-License-Identifier: PostgreSQL */
#include "record/sample.h"

#include "record/column.h"
#include "record/csv.h"

#include <math.h>

static const char *const phases[] = {"cold", "warmup", "measure", NULL};
const char *const sample_status_names[] = {"ok", "failed", "timeout", "mismatch", "skipped", NULL};
const char *const sample_plan_names[] = {"", "custom", "generic", "mixed", NULL};

#define AT(member) offsetof(struct sample, member)

/* Counters that went back are not known; only files can shrink, and rows_unchanged is a rest that
 * triggers and peers can make negative. */

static const struct member columns[] = {
	COLUMN_TEXT_OF("run", run, "identifier of the run, the same in run.json"),
	COLUMN_TEXT_OF("case", case_name,
		       "name of the case: the strategy and levels that are not default"),
	COLUMN_TEXT_OF("strategy", key.strategy, "name of the strategy"),
	COLUMN_TEXT_OF("peer", key.peer, "name of the peer; empty for a strategy of our own"),
	COLUMNS_OF_FIRST_FACTORS,
	COLUMN_COUNT_OF(round, "", "round, from 1"),
	COLUMN_COUNT_OF(position, "", "place in the round, from 1"),
	COLUMN_COUNT_OF(sample, "", "number of the sample within its case, from 1"),
	COLUMN_OF(WORD, "phase", phase, phases, "",
		  "cold (first on a fresh connection), warmup or measure"),
	COLUMN_OF(WORD, "status", status, sample_status_names, "",
		  "ok, failed, timeout, mismatch or skipped"),
	COLUMN_TEXT_OF("error", error, "why the status is not ok"),
	COLUMN_COUNT_OF(fetch_ns, "ns", "reading the rows from the source"),
	COLUMN_COUNT_OF(classify_ns, "ns",
			"reading the keys of the table, separating new rows from existing ones"),
	COLUMN_COUNT_OF(create_ns, "ns", "creating the new rows"),
	COLUMN_COUNT_OF(update_ns, "ns", "the strategy: apply and finish, encoding included"),
	COLUMN_COUNT_OF(business_ns, "ns", "upserting the businesses that the rows name"),
	COLUMN_COUNT_OF(total_ns, "ns", "the whole sync, commit included"),
	COLUMN_COUNT_OF(encode_ns, "ns",
			"of update_ns, the part outside libpq: statements, encoding"),
	COLUMN_COUNT_OF(rows_updated, "rows", "rows that the server reported as updated"),
	COLUMN_COUNT_OF(rows_created, "rows", "rows that the server reported as created"),
	COLUMN_INTEGER_OF(rows_unchanged, "rows", "rows of the sync neither updated nor created"),
	COLUMN_COUNT_OF(round_trips, "",
			"times that the update waited for an answer of the server"),
	COLUMN_COUNT_OF(bytes_sent, "bytes", "sent to the server by the update, on the wire"),
	COLUMN_COUNT_OF(bytes_received, "bytes",
			"received from the server by the update, on the wire"),
	COLUMN_COUNT_OF(wal_bytes, "bytes", "WAL that the sync wrote"),
	COLUMN_COUNT_OF(wal_records, "", "WAL records that the sync wrote"),
	COLUMN_COUNT_OF(wal_fpi, "", "full-page images among wal_records"),
	COLUMN_COUNT_OF(buffers_hit, "pages",
			"pages found in shared buffers, or in those of temporary tables"),
	COLUMN_COUNT_OF(buffers_read, "pages",
			"pages read, and up to version 15 added to relations"),
	COLUMN_COUNT_OF(hot_updates, "rows", "updates that touched no index (HOT)"),
	COLUMN_COUNT_OF(dead_tuples, "rows",
			"dead row versions left behind, as the server counts them"),
	COLUMN_COUNT_OF(client_cpu_ns, "ns", "processor time of the client, all threads"),
	COLUMN_COUNT_OF(server_cpu_ns, "ns",
			"processor time of the backends; not of parallel workers"),
	COLUMN_COUNT_OF(backend_peak_bytes, "bytes",
			"largest memory of the backends, together; no shared memory"),
	COLUMN_COUNT_OF(client_peak_bytes, "bytes",
			"memory that the case added to upbench, at most, in this session so far"),
	COLUMN_TEXT_OF("state_hash", state_hash,
		       "hash of the table after the sync, whatever its order"),
	COLUMN_COUNT_OF(commit_ns, "ns",
			"the commit at the end of the sync; of a peer the rest of the sync after "
			"its update_ns, which contains its own commit"),
	COLUMN_FACTOR_OF(TUNED),
	COLUMN_OF(
		WORD, "plan", plan, sample_plan_names, "",
		"custom, generic or mixed: how prepared statements were planned; empty: not known"),
	COLUMN_COUNT_OF(
		peer_ns, "ns",
		"the update, or the sync of a peer that takes the whole of it, by the peer's "
		"own clock; update_ns and total_ns are from outside"),
	COLUMN_TEXT_OF("arm", key.arm, "name of the arm; empty in a run without arms"),
	COLUMN_COUNT_OF(session, "", "session, from 1: each has fresh connections"),
	COLUMN_COUNT_OF(
		steal_ns, "ns",
		"CPU time that the hypervisor gave to other guests during the sample (steal)"),
	COLUMN_COUNT_OF(runnable, "", "other processes that were runnable when the sample began"),
	COLUMN_COUNT_OF(cpu_khz, "kHz", "mean clock frequency of the cores when the sample ended"),
	COLUMN_COUNT_OF(checkpoints, "", "1: at least one checkpoint ended during the sample"),
	COLUMN_COUNT_OF(autovacuums, "",
			"tables that autovacuum vacuumed or analyzed during the sample"),
	COLUMN_COUNT_OF(statements, "", "statements that the update sent"),
	COLUMN_COUNT_OF(temp_bytes, "bytes", "temporary files that the sync wrote"),
	COLUMN_INTEGER_OF(table_bytes, "bytes", "growth of the table, without indexes and TOAST"),
	COLUMN_INTEGER_OF(index_bytes, "bytes", "growth of its indexes"),
	COLUMN_INTEGER_OF(toast_bytes, "bytes", "growth of its TOAST table, index included"),
	COLUMN_INTEGER_OF(
		catalog_bytes, "bytes",
		"growth of pg_attribute, pg_class, pg_type and pg_depend, indexes included"),
	COLUMN_COUNT_OF(probe_ns, "ns", "reading all these counters, outside the timed part"),
	COLUMN_FACTOR_OF(BANDWIDTH),
	COLUMN_FACTOR_OF(FETCH_DELAY),
	COLUMN_COUNT_OF(client_instructions, "",
			"instructions of the client in user mode; empty where this machine does "
			"not count them"),
	COLUMN_COUNT_OF(server_instructions, "",
			"instructions of the backends in user mode; not of parallel workers"),
	COLUMN_COUNT_OF(prepare_ns, "ns",
			"preparing the strategy on fresh connections, before a cold sample; of a "
			"peer with the start of its process"),
	COLUMN_COUNT_OF(
		newpage_updates, "rows",
		"updates that put the new version on another page; PostgreSQL 16 and later"),
	COLUMN_COUNT_OF(fetch_critical_ns, "ns",
			"of the stage, what is on the critical path of an overlapped sync; "
			"empty: the stages do not overlap"),
	COLUMN_COUNT_OF(classify_critical_ns, "ns", "likewise"),
	COLUMN_COUNT_OF(create_critical_ns, "ns", "likewise"),
	COLUMN_COUNT_OF(update_critical_ns, "ns", "likewise"),
	COLUMN_COUNT_OF(business_critical_ns, "ns", "likewise"),
	COLUMN_COUNT_OF(commit_critical_ns, "ns", "likewise"),
	COLUMN_COUNT_OF(rows_duplicate, "rows",
			"rows that were fetched and dropped: a later one had their key"),
	COLUMN_COUNT_OF(fetch_pages, "", "pages that were fetched; empty without an API"),
	COLUMN_COUNT_OF(fetch_retries, "", "requests beyond the first one of a page"),
	COLUMN_COUNT_OF(fetch_bytes, "bytes", "bytes of the pages"),
	COLUMN_COUNT_OF(gone_ns, "ns",
			"looking for rows that the sync did not bring, and treating them; empty: "
			"there is no such stage"),
	COLUMN_COUNT_OF(gone_critical_ns, "ns",
			"what of it is on the critical path of an overlapped sync"),
	COLUMN_COUNT_OF(rows_gone, "rows",
			"rows of the scope that the sync did not bring, and that were counted, "
			"deactivated or deleted"),
#define FACTOR(...)
#define APPENDED(id, ...) COLUMN_FACTOR_OF(id),
#include FACTORS_DEF
#undef APPENDED
#undef FACTOR
	COLUMN_INTEGER_OF(fetch_begin_ns, "ns",
			  "when the stage began first, from the beginning of an overlapped sync; "
			  "empty: the stages do not overlap"),
	COLUMN_INTEGER_OF(fetch_end_ns, "ns", "when it ended last"),
	COLUMN_INTEGER_OF(classify_begin_ns, "ns", "likewise"),
	COLUMN_INTEGER_OF(classify_end_ns, "ns", "likewise"),
	COLUMN_INTEGER_OF(create_begin_ns, "ns", "likewise"),
	COLUMN_INTEGER_OF(create_end_ns, "ns", "likewise"),
	COLUMN_INTEGER_OF(update_begin_ns, "ns", "likewise"),
	COLUMN_INTEGER_OF(update_end_ns, "ns", "likewise"),
	COLUMN_INTEGER_OF(business_begin_ns, "ns", "likewise"),
	COLUMN_INTEGER_OF(business_end_ns, "ns", "likewise"),
	COLUMN_INTEGER_OF(commit_begin_ns, "ns", "likewise"),
	COLUMN_INTEGER_OF(commit_end_ns, "ns", "likewise"),
	COLUMN_INTEGER_OF(gone_begin_ns, "ns", "likewise"),
	COLUMN_INTEGER_OF(gone_end_ns, "ns", "likewise"),
};

const struct record_table sample_table = {
	.members = columns,
	.count = sizeof columns / sizeof columns[0],
	.size = sizeof(struct sample),
	.required = 45, /* those up to state_hash, of the first version */
};

void sample_init(struct sample *sample)
{
	record_init(&sample_table, sample);
}

void sample_release(struct sample *sample)
{
	record_release(&sample_table, sample);
}

int64_t sample_compared_ns(const struct sample *sample, enum role role)
{
	if (sample->key.factors.whole_sync == 1)
		return sample->total_ns;
	if (sample->update_ns == UNMEASURED || sample->commit_ns == UNMEASURED ||
	    sample->key.peer != NULL || role == ROLE_IDLE)
		return sample->update_ns;
	return sample->update_ns + sample->commit_ns;
}

double sample_carried_rows(const struct sample *sample)
{
	const int64_t rows = sample->key.factors.whole_sync == 1 ? sample->key.factors.rows
								 : sample->rows_updated;

	return rows != UNMEASURED ? (double)rows : NAN;
}

double sample_rate(double rows, double ns)
{
	return rows > 0 && ns > 0 ? rows * 1e9 / ns : NAN;
}

const char *sample_compared_words(const struct factors *factors)
{
	return factors->whole_sync == 1 ? "the whole sync" : "update and commit";
}

int sample_severity(const struct sample *sample)
{
	static const int severity[] = {
		[SAMPLE_OK] = 0,      [SAMPLE_SKIPPED] = 1,  [SAMPLE_FAILED] = 2,
		[SAMPLE_TIMEOUT] = 3, [SAMPLE_MISMATCH] = 4,
	};
	return severity[sample->status];
}

void sample_list_release(struct sample_list *list)
{
	record_list_release(&sample_table, list);
}

struct reading {
	struct sample_list list;
	sample_check *check;
	const void *context;
};

static enum up_status add_sample(void *context, void *record, struct up_error *err)
{
	struct reading *reading = context;

	if (reading->check != NULL)
		UP_TRY(reading->check(reading->context, record, err));
	return record_list_take(&sample_table, &reading->list, record, err);
}

enum up_status sample_list_read(const char *path, sample_check *check, const void *context,
				struct sample_list *list, struct up_error *err)
{
	struct reading reading = {.check = check, .context = context};

	enum up_status status = csv_read(path, &sample_table, add_sample, &reading, err);
	if (status == UP_OK)
		*list = reading.list;
	else
		sample_list_release(&reading.list);
	return status;
}
