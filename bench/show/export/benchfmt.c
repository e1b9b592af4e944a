/* SPDX-License-Identifier: PostgreSQL */
/*
 * Go's benchmark format (golang.org/design/14313-benchmark-format; read by benchstat):
 *
 *   # run 4f18f3b1b77980b53944ff66aa183ee6, revision 1581d3cb6645, 2026-11-24T14:46:56Z
 *   server-version: 15.20 (Debian 15.20-0+deb12u1)
 *   cpu: AMD EPYC
 *   Unit rows/s better=higher
 *   Unit wal-B/op better=lower
 *   Unit trips/op better=lower
 *   BenchmarkUpdate/strategy=unnest/chunk=100/rows=1914 1 22600000 ns/op 84690 rows/s
 *
 * One line a *sample*, so that benchstat makes its own intervals and tests; ns/op is update
 * and commit.  `benchstat -col /strategy FILE` compares strategies of one run.
 *
 * Three things are not obvious:
 *   - a name that ends in -N means GOMAXPROCS; rows=N comes last, so none does,
 *     whatever a setting is set to
 *   - benchstat makes a table of its own for each combination of the `key: value` lines;
 *     hence only what makes runs incomparable is one.  What identifies the run is in a
 *     line that readers skip: it begins with '#', which no key does
 *   - a word without a value gets one (tuned=yes), because benchstat selects by /key
 */
#include "judge/summary/measured.h"
#include "show/export/case_name.h"
#include "show/export/export.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static const char *text_of(const char *text)
{
	return text != NULL ? text : "";
}

/* One line, whatever the value holds. */
static void append_config(struct up_buffer *text, const char *key, const char *value)
{
	if (value[0] != '\0')
		up_buffer_append_format(text, "%s: %.*s\n", key, (int)strcspn(value, "\r\n"),
					value);
}

static void append_head(const struct run *run, struct up_buffer *text)
{
	const struct manifest *manifest = &run->manifest;

	up_buffer_append_format(text, "# run %s, revision %s, %s\n", text_of(manifest->id),
				text_of(manifest->tool.revision), text_of(manifest->started));
	append_config(text, "server-version", text_of(manifest->server.version));
	append_config(text, "cpu", text_of(manifest->host.cpu));
	up_buffer_append_string(text, "Unit rows/s better=higher\n"
				      "Unit wal-B/op better=lower\n"
				      "Unit trips/op better=lower\n");
}

static void append_name(const struct summary *summary, struct up_buffer *text)
{
	const struct case_key *key = &summary->key;

	up_buffer_append_string(text, "BenchmarkUpdate");
	export_append_pair(text, "strategy", export_contender(key));
	for (enum factor factor = FACTOR_ROWS + 1; factor < FACTOR_COUNT; factor++) {
		if (!factor_is_default(factor, &key->factors))
			export_append_level(text, key, factor, "yes");
	}
	if (key->arm != NULL)
		export_append_pair(text, "arm", key->arm);
	up_buffer_append_format(text, "/rows=%" PRId64,
				key->factors.rows != UNMEASURED ? key->factors.rows : 0);
}

static void append_counter(struct up_buffer *text, int64_t value, const char *unit)
{
	if (value != UNMEASURED)
		up_buffer_append_format(text, " %" PRId64 " %s", value, unit);
}

static void append_sample(struct up_buffer *text, const char *name, const struct run_case *of,
			  const struct sample *sample)
{
	int64_t ns = sample_compared_ns(sample, of->role);

	up_buffer_append_format(text, "%s 1 %" PRId64 " ns/op", name, ns);
	const double rate = sample_rate(sample_carried_rows(sample), (double)ns);
	if (isfinite(rate))
		up_buffer_append_format(text, " %.6g rows/s", rate);
	append_counter(text, sample->wal_bytes, "wal-B/op");
	append_counter(text, sample->round_trips, "trips/op");
	up_buffer_append_char(text, '\n');
}

enum up_status export_benchfmt(const struct run *run, const struct summary_list *summaries,
			       struct up_buffer *text, struct up_error *err)
{
	UP_BUFFER name = {0};

	append_head(run, text);
	for (size_t c = 0; c < summaries->count; c++) {
		const struct summary *summary = &summaries->items[c];
		if (!export_case_has_result(summary))
			continue;
		up_buffer_clear(&name);
		append_name(summary, &name);
		const struct run_case *of = run_find_case(run, summary->case_name);
		for (size_t s = 0; s < of->count; s++) {
			if (measured_counts(of, of->samples[s]))
				append_sample(text, up_buffer_string(&name), of, of->samples[s]);
		}
	}
	return up_buffer_check(&name, err);
}
