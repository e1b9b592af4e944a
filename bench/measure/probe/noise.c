/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/noise.h"

#include "base/buffer.h"
#include "measure/probe/proc.h"

#include <inttypes.h>
#include <string.h>

#define SHARED_STATISTICS_SINCE 150000

/* ---- the machine ------------------------------------------------------- */

static int64_t steal_ns(void)
{
	UP_BUFFER text = {0};
	const int64_t ticks = proc_steal_ticks(proc_read(&text, "/proc/stat"));
	const long per_second = sysconf(_SC_CLK_TCK);

	return ticks >= 0 && per_second > 0 ? ticks * (INT64_C(1000000000) / per_second)
					    : NOISE_UNKNOWN;
}

static int64_t runnable(void)
{
	UP_BUFFER text = {0};

	return proc_runnable(proc_read(&text, "/proc/loadavg"));
}

static int64_t cpu_khz(void)
{
	UP_BUFFER text = {0};
	const long cores = sysconf(_SC_NPROCESSORS_CONF);
	int64_t sum = 0;
	int64_t count = 0;

	for (long core = 0; core < cores; core++) {
		char path[96];
		snprintf(path, sizeof path,
			 "/sys/devices/system/cpu/cpu%ld/cpufreq/scaling_cur_freq", core);
		int64_t khz = strtoimax(proc_read(&text, path), NULL, 10);
		if (khz > 0) {
			sum += khz;
			count++;
		} else if (core == 0) {
			break; /* nor will the others */
		}
	}
	return count > 0 ? sum / count : proc_cpu_khz(proc_read(&text, "/proc/cpuinfo"));
}

/* ---- the server -------------------------------------------------------- */

static const char query[] =
	"SELECT (SELECT redo_lsn FROM pg_catalog.pg_control_checkpoint()), "
	"(SELECT sum(pg_catalog.pg_stat_get_autovacuum_count(oid) + "
	"pg_catalog.pg_stat_get_autoanalyze_count(oid)) "
	"FROM pg_catalog.pg_class WHERE relnamespace = "
	"(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1) AND relkind = 'r')";

/* Current values of the server; both outputs are set. */
static void read_server(struct up_conn *control, const char *schema, char checkpoint[24],
			int64_t *autovacuums)
{
	const char *const values[] = {schema};
	const struct up_params params = {.count = 1, .values = values};
	UP_RESULT *result = NULL;

	checkpoint[0] = '\0';
	*autovacuums = NOISE_UNKNOWN;
	if (up_conn_exec_params(control, query, &params, NULL, &result, NULL) != UP_OK)
		return;
	snprintf(checkpoint, 24, "%s", PQgetvalue(result, 0, 0));
	if (control->server_version >= SHARED_STATISTICS_SINCE && !PQgetisnull(result, 0, 1))
		*autovacuums = strtoimax(PQgetvalue(result, 0, 1), NULL, 10);
}

/* ---- before and after -------------------------------------------------- */

void noise_begin(struct noise *noise, struct up_conn *control, const char *schema)
{
	*noise = (struct noise){.cpu_khz = NOISE_UNKNOWN, .checkpoints = NOISE_UNKNOWN};
	read_server(control, schema, noise->checkpoint, &noise->autovacuums);
	noise->steal_ns = steal_ns();
	/* Last, when the backend that answered has gone to sleep again. */
	noise->runnable = runnable();
}

/* A counter that went back began anew meanwhile. */
static int64_t since(int64_t before, int64_t after)
{
	return before >= 0 && after >= before ? after - before : NOISE_UNKNOWN;
}

void noise_end(struct noise *noise, struct up_conn *control, const char *schema)
{
	char checkpoint[24];
	int64_t autovacuums;

	noise->cpu_khz = cpu_khz();
	noise->steal_ns = since(noise->steal_ns, steal_ns());
	read_server(control, schema, checkpoint, &autovacuums);
	if (noise->checkpoint[0] != '\0' && checkpoint[0] != '\0')
		noise->checkpoints = strcmp(noise->checkpoint, checkpoint) != 0;
	noise->autovacuums = since(noise->autovacuums, autovacuums);
}
