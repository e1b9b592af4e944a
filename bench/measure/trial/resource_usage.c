/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/resource_usage.h"

#include "base/clock.h"
#include "measure/probe/perf_count.h"
#include "measure/probe/process.h"

#include <malloc.h>
#include <string.h>

/* ---- the server -------------------------------------------------------- */

static bool is_alone(const struct resource_usage_subject *subject)
{
	return subject->server->cluster != NULL;
}

static enum server_counters_kind kind_of(const struct resource_usage_subject *subject)
{
	if (is_alone(subject))
		return SERVER_COUNTERS_ALONE;
	return subject->server->has_citus ? SERVER_COUNTERS_CITUS : SERVER_COUNTERS_SHARED;
}

/* Do the connections of the pool have backends of their own, which do all of the work? */
static bool has_backends(const struct resource_usage_subject *subject)
{
	return subject->peer == NULL && !subject->pooled;
}

const char *resource_usage_source(const struct server *server)
{
	if (server->cluster != NULL)
		return "server";
	return backend_counters_are_kept(server->control) ? "backends" : NULL;
}

/* Refusing is the server's right; a statement that failed is rolled back by itself. */
static enum up_status note_refusal(struct resource_usage *usage, enum up_status status,
				   struct up_error *err)
{
	if (status == UP_OK)
		return UP_OK;
	usage->known = false;
	if (status != UP_STATEMENT)
		return status;
	usage->refusal = *err;
	return UP_OK;
}

/* On a server of its own a sample has more to it than its backends. */
bool resource_usage_counts_backends(const struct resource_usage_subject *subject)
{
	const bool is_seen =
		has_backends(subject) || (subject->peer != NULL && peer_flushes(subject->peer));

	return !subject->cold && is_seen && !is_alone(subject) &&
	       backend_counters_are_kept(subject->server->control);
}

static enum up_status flush(const struct resource_usage_subject *subject, struct up_error *err)
{
	const bool reports = has_backends(subject) || resource_usage_counts_backends(subject);

	if (!reports || !server_counters_is_prompt(subject->server->control))
		return UP_OK;
	return server_counters_flush(subject->pool, err);
}

/* Those of the connections, which carry out the rest of the sync for a peer, and its own: "{}" when it has
 * none. */
static enum up_status list_backends(const struct resource_usage_subject *subject, char **pids,
				    struct up_error *err)
{
	UP_FREE char *own = NULL;
	UP_BUFFER list = {0};

	if (subject->peer != NULL)
		UP_TRY(peer_backends(subject->peer, subject->server->control, &own, err));
	if (own == NULL)
		up_buffer_append_char(&list, '{');
	else
		up_buffer_append(&list, own, strlen(own) - 1);
	for (size_t c = 0; c < subject->pool->count; c++)
		up_buffer_append_format(&list, "%s%d", list.length > 1 ? "," : "",
					subject->pool->conns[c]->backend_pid);
	up_buffer_append_char(&list, '}');
	UP_TRY(up_buffer_check(&list, err));
	*pids = subject->peer != NULL && (own == NULL || own[1] == '}') ? strdup("{}")
									: up_buffer_detach(&list);
	return *pids != NULL ? UP_OK : up_fail(err, UP_NO_MEMORY, "out of memory for a sample");
}

static enum up_status begin_backends(struct resource_usage *usage,
				     const struct resource_usage_subject *subject,
				     struct up_error *err)
{
	usage->counts_backends =
		resource_usage_counts_backends(subject) && !usage->counters.is_distributed;
	if (!usage->counts_backends)
		return UP_OK;
	UP_TRY(list_backends(subject, &usage->pids, err));
	return backend_counters_begin(&usage->backend_counters, subject->server->control,
				      usage->pids, err);
}

static enum up_status begin_counters(struct resource_usage *usage,
				     const struct resource_usage_subject *subject,
				     struct up_error *err)
{
	if (!subject->cold)
		UP_TRY(flush(subject, err));
	UP_TRY(server_counters_begin(&usage->counters, subject->server->control, kind_of(subject),
				     subject->relation, err));
	return begin_backends(usage, subject, err);
}

/* A peer may have connected anew meanwhile: then what it did is not all counted. */
static enum up_status end_backends(struct resource_usage *usage,
				   const struct resource_usage_subject *subject,
				   struct up_error *err)
{
	UP_FREE char *pids = NULL;

	UP_TRY(list_backends(subject, &pids, err));
	usage->counts_backends = strcmp(pids, usage->pids) == 0;
	if (!usage->counts_backends)
		return UP_OK;
	return backend_counters_end(&usage->backend_counters, subject->server->control, usage->pids,
				    err);
}

static enum up_status end_counters(struct resource_usage *usage,
				   const struct resource_usage_subject *subject,
				   struct up_error *err)
{
	UP_TRY(flush(subject, err));
	UP_TRY(server_counters_end(&usage->counters, subject->server->control, kind_of(subject),
				   subject->relation, err));
	return usage->counts_backends ? end_backends(usage, subject, err) : UP_OK;
}

static void copy_counters(struct sample *sample, const struct server_counters *counters,
			  const struct resource_usage_subject *subject)
{
	const int64_t *items = counters->items;

	/* NOLINTNEXTLINE(misc-redundant-expression): that they are the same is the point */
	_Static_assert(SERVER_COUNTER_UNKNOWN == UNMEASURED, "they are copied as they are");
	sample->wal_bytes = items[SERVER_COUNTER_WAL_POSITION];
	sample->table_bytes = items[SERVER_COUNTER_TABLE_BYTES];
	sample->index_bytes = items[SERVER_COUNTER_INDEX_BYTES];
	sample->toast_bytes = items[SERVER_COUNTER_TOAST_BYTES];
	sample->catalog_bytes = items[SERVER_COUNTER_CATALOG_BYTES];
	if (!has_backends(subject))
		return;
	sample->hot_updates = items[SERVER_COUNTER_HOT_UPDATES];
	sample->dead_tuples = items[SERVER_COUNTER_DEAD_TUPLES];
	sample->newpage_updates = items[SERVER_COUNTER_NEWPAGE_UPDATES];
	if (subject->cold)
		return;
	sample->wal_records = items[SERVER_COUNTER_WAL_RECORDS];
	sample->wal_fpi = items[SERVER_COUNTER_WAL_FPI];
	sample->buffers_hit = items[SERVER_COUNTER_BLOCKS_HIT];
	sample->buffers_read = items[SERVER_COUNTER_BLOCKS_READ];
	sample->temp_bytes = items[SERVER_COUNTER_TEMP_BYTES];
}

static void copy_backend_counters(struct sample *sample, const struct backend_counters *counters)
{
	const int64_t *items = counters->items;

	/* NOLINTNEXTLINE(misc-redundant-expression): that they are the same is the point */
	_Static_assert(BACKEND_COUNTER_UNKNOWN == UNMEASURED, "they are copied as they are");
	sample->wal_bytes = items[BACKEND_COUNTER_WAL_BYTES];
	sample->wal_records = items[BACKEND_COUNTER_WAL_RECORDS];
	sample->wal_fpi = items[BACKEND_COUNTER_WAL_FPI];
	sample->buffers_hit = items[BACKEND_COUNTER_BLOCKS_HIT];
	sample->buffers_read = items[BACKEND_COUNTER_BLOCKS_READ];
}

/* ---- processes --------------------------------------------------------- */

/* The sum of a figure over the backends; PROCESS_UNKNOWN unless all of them have it. */
static int64_t sum(const struct resource_usage *usage, const struct resource_usage_subject *subject,
		   int64_t (*figure)(int64_t process))
{
	int64_t total = 0;

	for (size_t c = 0; c < subject->pool->count; c++) {
		const int64_t value = figure(usage->backends[c]);
		if (value == PROCESS_UNKNOWN)
			return PROCESS_UNKNOWN;
		total += value;
	}
	return total;
}

static int64_t known(int64_t value)
{
	return value != PROCESS_UNKNOWN ? value : UNMEASURED;
}

static void begin_instructions(struct resource_usage *usage,
			       const struct resource_usage_subject *subject)
{
	int *instructions = usage->instructions;
	size_t count = 0;

	for (size_t c = 0; c < subject->pool->count && c < RESOURCE_USAGE_BACKENDS; c++) {
		const int64_t backend = usage->backends[c];
		instructions[count++] = backend != PROCESS_UNKNOWN
						? perf_count_begin(PERF_INSTRUCTIONS, backend)
						: PERF_COUNT_UNKNOWN;
	}
	instructions[count++] = perf_count_begin(PERF_INSTRUCTIONS, PROCESS_SELF);
	usage->instructions_count = count;
}

/* A sum over the backends only where all of them have a count. */
static void end_instructions(struct resource_usage *usage,
			     const struct resource_usage_subject *subject, struct sample *sample)
{
	const size_t backends = usage->instructions_count - 1;
	bool is_known = backends == subject->pool->count;
	int64_t total = 0;

	sample->client_instructions = known(perf_count_end(usage->instructions[backends]));
	for (size_t c = 0; c < backends; c++) {
		const int64_t counted = perf_count_end(usage->instructions[c]);
		is_known &= counted != PERF_COUNT_UNKNOWN;
		total += counted;
	}
	usage->instructions_count = 0;
	if (is_known && !usage->counters.is_distributed)
		sample->server_instructions = total;
}

void resource_usage_release(struct resource_usage *usage)
{
	free(UP_TAKE(usage->pids));
	while (usage->instructions_count > 0)
		(void)perf_count_end(usage->instructions[--usage->instructions_count]);
}

static void begin_processes(struct resource_usage *usage,
			    const struct resource_usage_subject *subject)
{
	const int64_t server = process_of_server(subject->server->control);

	usage->backends_reset = subject->pool->count <= RESOURCE_USAGE_BACKENDS;
	for (size_t c = 0; c < subject->pool->count && c < RESOURCE_USAGE_BACKENDS; c++) {
		usage->backends[c] = process_of_backend(subject->pool->conns[c], server);
		usage->backends_reset &= process_reset_peak(usage->backends[c]);
	}
	/* What other cases freed must not be there already; this takes too long to precede each. */
	if (subject->cold)
		(void)malloc_trim(0);
	/* A peak that was just reset is what is there now. */
	usage->client_bytes = process_reset_peak(PROCESS_SELF) ? process_peak_bytes(PROCESS_SELF)
							       : PROCESS_UNKNOWN;
	usage->server_cpu_ns = sum(usage, subject, process_cpu_ns);
	usage->client_cpu_ns = process_own_cpu_ns();
	begin_instructions(usage, subject);
}

static int64_t since(int64_t before, int64_t after)
{
	return before != PROCESS_UNKNOWN && after >= before ? after - before : UNMEASURED;
}

static void end_processes(struct resource_usage *usage,
			  const struct resource_usage_subject *subject, struct sample *sample)
{
	end_instructions(usage, subject, sample);
	const int64_t client_cpu_ns = process_own_cpu_ns();
	const int64_t server_cpu_ns = sum(usage, subject, process_cpu_ns);

	sample->client_cpu_ns = since(usage->client_cpu_ns, client_cpu_ns);
	sample->client_peak_bytes = since(usage->client_bytes, process_peak_bytes(PROCESS_SELF));
	/* Backends of other nodes are at work, too. */
	if (usage->counters.is_distributed)
		return;
	sample->server_cpu_ns = since(usage->server_cpu_ns, server_cpu_ns);
	if (usage->backends_reset)
		sample->backend_peak_bytes = known(sum(usage, subject, process_peak_bytes));
}

/* ---- before and after -------------------------------------------------- */

enum up_status resource_usage_begin(struct resource_usage *usage,
				    const struct resource_usage_subject *subject,
				    struct up_error *err)
{
	const int64_t start = up_clock_ns();

	*usage = (struct resource_usage){.known = true};
	UP_TRY(note_refusal(usage, begin_counters(usage, subject, err), err));
	/* Last, so that they hold nothing of the probes. */
	if (subject->peer == NULL)
		begin_processes(usage, subject);
	usage->probe_ns = up_clock_ns() - start;
	return UP_OK;
}

enum up_status resource_usage_end(struct resource_usage *usage,
				  const struct resource_usage_subject *subject,
				  struct sample *sample, struct up_error *err)
{
	const int64_t start = up_clock_ns();

	if (subject->peer == NULL)
		end_processes(usage, subject, sample);
	if (usage->known)
		UP_TRY(note_refusal(usage, end_counters(usage, subject, err), err));
	if (usage->known)
		copy_counters(sample, &usage->counters, subject);
	if (usage->known && usage->counts_backends)
		copy_backend_counters(sample, &usage->backend_counters);
	sample->probe_ns = usage->probe_ns + (up_clock_ns() - start);
	return UP_OK;
}
