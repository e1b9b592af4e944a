/* SPDX-License-Identifier: PostgreSQL */
/*
 * OpenMetrics text (openmetrics.io, version 1.0): families of samples,
 *
 *   # TYPE upbench_update_seconds gauge
 *   # UNIT upbench_update_seconds seconds
 *   # HELP upbench_update_seconds Update and commit, median.
 *   upbench_update_seconds{case="unnest rows=1914",strategy="unnest",rows="1914"} 0.0226
 *   # EOF
 *
 * The lines of a family are together, its name ends in its unit, and the file in "# EOF".
 * GitLab holds a line against the one of the same name and labels in another branch:
 * labels are what makes the case, and nothing that changes from run to run (no identifier,
 * no time stamp).
 */
#include "judge/summary/measured.h"
#include "show/export/case_name.h"
#include "show/export/export.h"

#include <inttypes.h>
#include <math.h>

typedef double family_value(const struct run *run, const struct summary *summary);

static double update(const struct run *run, const struct summary *summary)
{
	(void)run;
	return summary->median_ns / 1e9;
}

static double update_low(const struct run *run, const struct summary *summary)
{
	(void)run;
	return summary->low_ns / 1e9;
}

static double update_high(const struct run *run, const struct summary *summary)
{
	(void)run;
	return summary->high_ns / 1e9;
}

static double sync_time(const struct run *run, const struct summary *summary)
{
	(void)run;
	return summary->total_ns / 1e9;
}

static double wal(const struct run *run, const struct summary *summary)
{
	return sample_median(run, summary->case_name, offsetof(struct sample, wal_bytes));
}

static double round_trips(const struct run *run, const struct summary *summary)
{
	(void)run;
	return summary->round_trips;
}

struct family {
	const char *name;
	const char *unit; /* "" for a mere count */
	const char *help;
	family_value *value;
};

static const struct family families[] = {
	{"upbench_update_seconds", "seconds", "Update and commit, median.", update},
	{"upbench_update_low_seconds", "seconds",
	 "Lower end of the 95 % confidence interval of the median.", update_low},
	{"upbench_update_high_seconds", "seconds",
	 "Upper end of the 95 % confidence interval of the median.", update_high},
	{"upbench_sync_seconds", "seconds", "The whole sync, median.", sync_time},
	{"upbench_wal_bytes", "bytes", "Write-ahead log that a sync writes, median.", wal},
	{"upbench_round_trips", "", "Round trips of the update, median.", round_trips},
};

static void append_label(struct up_buffer *text, const char *separator, const char *name,
			 const char *value)
{
	up_buffer_append_format(text, "%s%s=\"", separator, name);
	for (; *value != '\0'; value++) {
		if (*value == '\n')
			up_buffer_append_string(text, "\\n");
		else if (*value == '\\' || *value == '"')
			up_buffer_append_format(text, "\\%c", *value);
		else
			up_buffer_append_char(text, *value);
	}
	up_buffer_append_char(text, '"');
}

/* As in CSV files, so that levels can be compared as numbers. */
static void append_level(struct up_buffer *text, const struct case_key *key, enum factor factor)
{
	UP_BUFFER level = {0};

	factor_format(factor, &key->factors, &level);
	append_label(text, ",", factor_table[factor].column, up_buffer_string(&level));
	text->failed = text->failed || level.failed;
}

static void append_line(struct up_buffer *text, const struct family *family,
			const struct summary *summary, double value)
{
	const struct case_key *key = &summary->key;

	up_buffer_append_format(text, "%s{", family->name);
	append_label(text, "", "case", summary->case_name);
	append_label(text, ",", "strategy", key->strategy != NULL ? key->strategy : "");
	if (key->peer != NULL)
		append_label(text, ",", "peer", key->peer);
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		if (factor_is_known(factor, &key->factors))
			append_level(text, key, factor);
	}
	if (key->arm != NULL)
		append_label(text, ",", "arm", key->arm);
	up_buffer_append_format(text, "} %.12g\n", value);
}

/* A family that no case has a value of is left out, head and all. */
static void append_family(struct up_buffer *text, const struct family *family,
			  const struct run *run, const struct summary_list *summaries)
{
	bool begun = false;

	for (size_t c = 0; c < summaries->count; c++) {
		const struct summary *summary = &summaries->items[c];
		double value = export_case_has_result(summary) ? family->value(run, summary) : NAN;
		if (!isfinite(value))
			continue;
		if (!begun) {
			up_buffer_append_format(text, "# TYPE %s gauge\n", family->name);
			if (family->unit[0] != '\0')
				up_buffer_append_format(text, "# UNIT %s %s\n", family->name,
							family->unit);
			up_buffer_append_format(text, "# HELP %s %s\n", family->name, family->help);
		}
		begun = true;
		append_line(text, family, summary, value);
	}
}

enum up_status export_openmetrics(const struct run *run, const struct summary_list *summaries,
				  struct up_buffer *text, struct up_error *err)
{
	for (size_t f = 0; f < sizeof families / sizeof *families; f++)
		append_family(text, &families[f], run, summaries);
	up_buffer_append_string(text, "# EOF\n");
	return up_buffer_check(text, err);
}
