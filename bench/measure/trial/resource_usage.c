/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/resource_usage.h"

#include "base/clock.h"
#include "measure/probe/process.h"

/* ---- the server -------------------------------------------------------- */

static bool is_alone(const struct cost_subject *subject)
{
	return subject->server->cluster != NULL;
}

/* Refusing is the server's right; a statement that failed is rolled back by itself. */
static enum up_status note_refusal(struct cost *cost, enum up_status status, struct up_error *err)
{
	if (status == UP_OK)
		return UP_OK;
	cost->told = false;
	if (status != UP_STATEMENT)
		return status;
	cost->refusal = *err;
	return UP_OK;
}

static enum up_status flush(const struct cost_subject *subject, struct up_error *err)
{
	if (subject->peer || !tally_is_prompt(subject->server->control))
		return UP_OK;
	return tally_flush(subject->pool, err);
}

static enum up_status begin_tally(struct cost *cost, const struct cost_subject *subject,
				  struct up_error *err)
{
	if (!subject->cold)
		UP_TRY(flush(subject, err));
	return tally_begin(&cost->tally, subject->server->control, is_alone(subject),
			   subject->relation, err);
}

static enum up_status end_tally(struct cost *cost, const struct cost_subject *subject,
				struct up_error *err)
{
	UP_TRY(flush(subject, err));
	return tally_end(&cost->tally, subject->server->control, is_alone(subject),
			 subject->relation, err);
}

static void copy_tally(struct sample *sample, const struct tally *tally,
		       const struct cost_subject *subject)
{
	const int64_t *items = tally->items;

	/* NOLINTNEXTLINE(misc-redundant-expression): that they are the same is the point */
	_Static_assert(TALLY_UNKNOWN == UNMEASURED, "they are copied as they are");
	sample->wal_bytes = items[TALLY_WAL_POSITION];
	sample->table_bytes = items[TALLY_TABLE_BYTES];
	sample->index_bytes = items[TALLY_INDEX_BYTES];
	sample->toast_bytes = items[TALLY_TOAST_BYTES];
	sample->catalog_bytes = items[TALLY_CATALOG_BYTES];
	if (subject->peer)
		return;
	sample->hot_updates = items[TALLY_HOT_UPDATES];
	sample->dead_tuples = items[TALLY_DEAD_TUPLES];
	if (subject->cold)
		return;
	sample->wal_records = items[TALLY_WAL_RECORDS];
	sample->wal_fpi = items[TALLY_WAL_FPI];
	sample->buffers_hit = items[TALLY_BLOCKS_HIT];
	sample->buffers_read = items[TALLY_BLOCKS_READ];
	sample->temp_bytes = items[TALLY_TEMP_BYTES];
}

/* ---- processes --------------------------------------------------------- */

/* The sum of a figure over the backends; PROCESS_UNKNOWN unless all of them have it. */
static int64_t sum(const struct cost *cost, const struct cost_subject *subject,
		   int64_t (*figure)(int64_t process))
{
	int64_t total = 0;

	for (size_t c = 0; c < subject->pool->count; c++) {
		const int64_t value = figure(cost->backends[c]);
		if (value == PROCESS_UNKNOWN)
			return PROCESS_UNKNOWN;
		total += value;
	}
	return total;
}

static void begin_processes(struct cost *cost, const struct cost_subject *subject)
{
	const int64_t server = process_of_server(subject->server->control);

	cost->backends_reset = subject->pool->count <= COST_BACKENDS;
	for (size_t c = 0; c < subject->pool->count && c < COST_BACKENDS; c++) {
		cost->backends[c] = process_of_backend(subject->pool->conns[c], server);
		cost->backends_reset &= process_reset_peak(cost->backends[c]);
	}
	cost->client_reset = process_reset_peak(PROCESS_SELF);
	cost->server_cpu_ns = sum(cost, subject, process_cpu_ns);
	cost->client_cpu_ns = process_own_cpu_ns();
}

static int64_t since(int64_t before, int64_t after)
{
	return before != PROCESS_UNKNOWN && after >= before ? after - before : UNMEASURED;
}

static int64_t known(int64_t value)
{
	return value != PROCESS_UNKNOWN ? value : UNMEASURED;
}

static void end_processes(const struct cost *cost, const struct cost_subject *subject,
			  struct sample *sample)
{
	const int64_t client_cpu_ns = process_own_cpu_ns();
	const int64_t server_cpu_ns = sum(cost, subject, process_cpu_ns);

	sample->client_cpu_ns = since(cost->client_cpu_ns, client_cpu_ns);
	sample->server_cpu_ns = since(cost->server_cpu_ns, server_cpu_ns);
	if (cost->client_reset)
		sample->client_peak_bytes = known(process_peak_bytes(PROCESS_SELF));
	if (cost->backends_reset)
		sample->backend_peak_bytes = known(sum(cost, subject, process_peak_bytes));
}

/* ---- before and after -------------------------------------------------- */

enum up_status cost_begin(struct cost *cost, const struct cost_subject *subject,
			  struct up_error *err)
{
	const int64_t start = up_clock_ns();

	*cost = (struct cost){.told = true};
	UP_TRY(note_refusal(cost, begin_tally(cost, subject, err), err));
	/* Last, so that they hold nothing of the probes. */
	if (!subject->peer)
		begin_processes(cost, subject);
	cost->probe_ns = up_clock_ns() - start;
	return UP_OK;
}

enum up_status cost_end(struct cost *cost, const struct cost_subject *subject,
			struct sample *sample, struct up_error *err)
{
	const int64_t start = up_clock_ns();

	if (!subject->peer)
		end_processes(cost, subject, sample);
	if (cost->told)
		UP_TRY(note_refusal(cost, end_tally(cost, subject, err), err));
	if (cost->told)
		copy_tally(sample, &cost->tally, subject);
	sample->probe_ns = cost->probe_ns + (up_clock_ns() - start);
	return UP_OK;
}
