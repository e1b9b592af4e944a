/* SPDX-License-Identifier: PostgreSQL */
#include "record/sample.h"

#include "record/csv.h"

#include <stdlib.h>

static const char *const phases[] = {"cold", "warmup", "measure", NULL};
const char *const sample_status_names[] = {"ok", "failed", "timeout", "mismatch", "skipped", NULL};
const char *const sample_plan_names[] = {"", "custom", "generic", "mixed", NULL};

#define AT(member) offsetof(struct sample, member)
#define TEXT(name, member, help)                                                                   \
	{                                                                                          \
		name, COLUMN_TEXT, AT(member), NULL, "", help                                      \
	}
#define INTEGER(name, unit, help)                                                                  \
	{                                                                                          \
#name, COLUMN_INTEGER, AT(name), NULL, unit, help                                  \
	}
#define REAL(name, member, help)                                                                   \
	{                                                                                          \
		name, COLUMN_REAL, AT(member), NULL, "share", help                                 \
	}

static const struct column columns[] = {
	TEXT("run", run, "identifier of the run, the same in run.json"),
	TEXT("case", case_name, "name of the case: the strategy and what is not default"),
	TEXT("strategy", strategy, "name of the strategy"),
	TEXT("peer", peer, "name of the peer; empty for a strategy of our own"),
	INTEGER(rows, "rows", "rows that the sync brings"),
	INTEGER(columns, "columns", "columns that travel, the key among them"),
	INTEGER(chunk, "rows", "rows a statement; empty: all in one"),
	INTEGER(workers, "", "connections that share the update"),
	REAL("changed", changed, "share of the rows whose values differ from the table's"),
	REAL("new", added, "share of the rows that the table does not have"),
	INTEGER(skip_unchanged, "", "1: rows without a difference are left alone by the server"),
	INTEGER(table_rows, "rows", "rows in the table before the sync"),
	INTEGER(rtt_us, "us", "delay added to each round trip"),
	TEXT("settings", settings, "server settings of the case, NAME=VALUE, separated by spaces"),
	INTEGER(round, "", "round, from 1"),
	INTEGER(position, "", "place in the round, from 1"),
	INTEGER(sample, "", "number of the sample within its case, from 1"),
	{"phase", COLUMN_WORD, AT(phase), phases, "",
	 "cold (first on a fresh connection), warmup or measure"},
	{"status", COLUMN_WORD, AT(status), sample_status_names, "",
	 "ok, failed, timeout, mismatch or skipped"},
	TEXT("error", error, "why the status is not ok"),
	INTEGER(fetch_ns, "ns", "reading the rows from the source"),
	INTEGER(classify_ns, "ns", "asking the server for its keys, splitting new from existing"),
	INTEGER(create_ns, "ns", "creating the new rows"),
	INTEGER(update_ns, "ns", "the strategy: apply and finish, encoding included"),
	INTEGER(business_ns, "ns", "upserting the businesses that the rows name"),
	INTEGER(total_ns, "ns", "the whole sync, commit included"),
	INTEGER(encode_ns, "ns",
		"of update_ns, what was spent outside libpq: statements, encoding"),
	INTEGER(rows_updated, "rows", "rows that the server reported as updated"),
	INTEGER(rows_created, "rows", "rows that the server reported as created"),
	INTEGER(rows_unchanged, "rows", "rows of the sync that were neither"),
	INTEGER(round_trips, "", "times that the update waited for an answer of the server"),
	INTEGER(bytes_sent, "bytes", "sent to the server by the update, on the wire"),
	INTEGER(bytes_received, "bytes", "received from the server by the update, on the wire"),
	INTEGER(wal_bytes, "bytes", "WAL that the sync wrote"),
	INTEGER(wal_records, "", "WAL records that the sync wrote"),
	INTEGER(wal_fpi, "", "full-page images among them"),
	INTEGER(buffers_hit, "pages",
		"pages found in shared buffers, or in those of temporary tables"),
	INTEGER(buffers_read, "pages", "pages read, and up to version 15 added to relations"),
	INTEGER(hot_updates, "rows", "updates that touched no index (HOT)"),
	INTEGER(dead_tuples, "rows", "dead row versions left behind, as the server counts them"),
	INTEGER(client_cpu_ns, "ns", "processor time of the client, all threads"),
	INTEGER(server_cpu_ns, "ns", "processor time of the backends; not of parallel workers"),
	INTEGER(backend_peak_bytes, "bytes",
		"largest memory of the backends, together; no shared memory"),
	INTEGER(client_peak_bytes, "bytes", "largest memory of the client; no shared memory"),
	TEXT("state_hash", state_hash, "hash of the table after the sync, whatever its order"),
	INTEGER(commit_ns, "ns",
		"the commit at the end of the sync; of a peer the rest of the sync after its "
		"update_ns, "
		"which contains its own commit"),
	INTEGER(tuned, "", "1: with the settings that the strategy recommends"),
	{"plan", COLUMN_WORD, AT(plan), sample_plan_names, "",
	 "custom, generic or mixed: how prepared statements were planned; empty: not known"},
	{"peer_ns", COLUMN_INTEGER, AT(peer_ns), NULL, "ns",
	 "the update by the peer's own clock; update_ns is from outside"},
	TEXT("arm", arm, "name of the arm; empty in a run without arms"),
	INTEGER(session, "", "session, from 1: each has fresh connections"),
	INTEGER(steal_ns, "ns", "CPU time that the hypervisor gave to others meanwhile"),
	INTEGER(runnable, "", "processes of others that could run when the sample began"),
	INTEGER(cpu_khz, "kHz", "mean clock frequency of the cores when the sample ended"),
	INTEGER(checkpoints, "", "1: a checkpoint of the server ended meanwhile, or more than one"),
	INTEGER(autovacuums, "", "tables that autovacuum vacuumed or analyzed meanwhile"),
	INTEGER(statements, "", "statements that the update sent"),
	INTEGER(temp_bytes, "bytes", "temporary files that the sync wrote"),
	INTEGER(table_bytes, "bytes", "growth of the table, without indexes and TOAST"),
	INTEGER(index_bytes, "bytes", "growth of its indexes"),
	INTEGER(toast_bytes, "bytes", "growth of its TOAST table, index included"),
	INTEGER(catalog_bytes, "bytes",
		"growth of pg_attribute, pg_class, pg_type and pg_depend, indexes included"),
	INTEGER(probe_ns, "ns", "reading all these counters, outside the timed part"),
};

#define COLUMN_COUNT (sizeof columns / sizeof columns[0])
/* Those up to state_hash have been there from the first version on. */
#define REQUIRED_COUNT 45

const struct column *sample_columns(size_t *count)
{
	*count = COLUMN_COUNT;
	return columns;
}

void sample_init(struct sample *sample)
{
	column_init_record(columns, COLUMN_COUNT, sample);
}

void sample_release(struct sample *sample)
{
	column_release_record(columns, COLUMN_COUNT, sample);
}

void sample_list_release(struct sample_list *list)
{
	for (size_t s = 0; s < list->count; s++)
		sample_release(&list->items[s]);
	free(list->items);
	*list = (struct sample_list){0};
}

static enum up_status add_sample(void *context, void *record, struct up_error *err)
{
	struct sample_list *list = context;

	if ((list->count & (list->count - 1)) == 0) { /* full at each power of two */
		size_t capacity = list->count == 0 ? 1 : list->count * 2;
		struct sample *items = realloc(list->items, capacity * sizeof *items);
		if (items == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for %zu samples",
				       capacity);
		list->items = items;
	}
	list->items[list->count++] = *(struct sample *)record;
	sample_init(record); /* the list owns the texts now */
	return UP_OK;
}

enum up_status sample_list_read(const char *path, struct sample_list *list, struct up_error *err)
{
	SAMPLE_LIST new = {0};
	struct sample record;

	UP_TRY(csv_read_older(path, columns, COLUMN_COUNT, REQUIRED_COUNT, &record, add_sample,
			      &new, err));
	*list = new;
	new = (struct sample_list){0};
	return UP_OK;
}
