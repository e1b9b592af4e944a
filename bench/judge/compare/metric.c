/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/metric.h"

#include "judge/summary/measured.h"

#include <string.h>

#define NS "ns"
#define BYTES "bytes"

/* Name, kind, unit, threshold and the member of a sample; OWN: see metric_of(). */
#define METRICS(X)                                                                                 \
	X(METRIC_UPDATE, "update", METRIC_OF_CLOCK, NS, 0.05, OWN)                                 \
	X(METRIC_TOTAL, "total", METRIC_OF_CLOCK, NS, 0.05, AT(total_ns))                          \
	X(METRIC_WAL_BYTES, "wal_bytes", METRIC_OF_SERVER, BYTES, 0, AT(wal_bytes))                \
	X(METRIC_ROUND_TRIPS, "round_trips", METRIC_OF_CLIENT, "", 0, AT(round_trips))             \
	X(METRIC_BYTES_SENT, "bytes_sent", METRIC_OF_CLIENT, BYTES, 0, AT(bytes_sent))             \
	X(METRIC_BUFFERS, "buffers", METRIC_OF_SERVER, "", 0, OWN)                                 \
	X(METRIC_SERVER_CPU, "server_cpu", METRIC_OF_CLOCK, NS, 0.05, AT(server_cpu_ns))           \
	X(METRIC_CLIENT_CPU, "client_cpu", METRIC_OF_CLOCK, NS, 0.05, AT(client_cpu_ns))           \
	X(METRIC_BACKEND_PEAK, "backend_peak", METRIC_OF_CLOCK, BYTES, 0.05,                       \
	  AT(backend_peak_bytes))                                                                  \
	X(METRIC_CLIENT_PEAK, "client_peak", METRIC_OF_CLOCK, BYTES, 0.05, AT(client_peak_bytes))  \
	X(METRIC_SERVER_INSTRUCTIONS, "server_instructions", METRIC_OF_SERVER, "", 0,              \
	  AT(server_instructions))                                                                 \
	X(METRIC_CLIENT_INSTRUCTIONS, "client_instructions", METRIC_OF_SERVER, "", 0,              \
	  AT(client_instructions))                                                                 \
	X(METRIC_TEMP_BYTES, "temp_bytes", METRIC_OF_SERVER, BYTES, 0, AT(temp_bytes))             \
	X(METRIC_TABLE_BYTES, "table_bytes", METRIC_OF_SERVER, BYTES, 0, AT(table_bytes))          \
	X(METRIC_INDEX_BYTES, "index_bytes", METRIC_OF_SERVER, BYTES, 0, AT(index_bytes))          \
	X(METRIC_COLD, "cold", METRIC_OF_CLOCK, NS, 0.05, OWN)                                     \
	X(METRIC_UPDATE_MEAN, "update_mean", METRIC_OF_TAIL, NS, 0.05, OWN)                        \
	X(METRIC_UPDATE_SLOW, "update_slow", METRIC_OF_TAIL, NS, 0.10, OWN)                        \
	X(METRIC_UPDATE_SPREAD, "update_spread", METRIC_OF_TAIL, "", 0.25, OWN)

#define AT(member) offsetof(struct sample, member)
#define OWN 0

#define NAME(metric, name, ...) [metric] = name,
const char *const metric_names[] = {METRICS(NAME)[METRIC_COUNT] = NULL};
const char *const metric_words[] = {METRICS(NAME)[METRIC_COUNT] = METRIC_TAILS,
				    [METRIC_COUNT + 1] = NULL};

static const struct property {
	enum metric_kind kind;
	const char *unit;
	double threshold;
	size_t member;
} properties[METRIC_COUNT] = {
#define PROPERTY(metric, name, ...) [metric] = {__VA_ARGS__},
	METRICS(PROPERTY)};

size_t metric_read(char *const *words, size_t count, enum metric metrics[METRIC_COUNT])
{
	bool chosen[METRIC_COUNT] = {false};
	size_t read = 0;

	for (size_t w = 0; w < count; w++) {
		const bool tails = strcmp(words[w], METRIC_TAILS) == 0;
		for (enum metric metric = 0; metric < METRIC_COUNT; metric++) {
			const bool named = tails ? metric_kind(metric) == METRIC_OF_TAIL
						 : strcmp(words[w], metric_names[metric]) == 0;
			if (named && !chosen[metric])
				metrics[read++] = metric;
			chosen[metric] |= named;
		}
	}
	return read;
}

int64_t metric_of(enum metric metric, const struct run_case *of, const struct sample *sample)
{
	if (metric == METRIC_UPDATE || metric == METRIC_COLD ||
	    metric_kind(metric) == METRIC_OF_TAIL)
		return sample_compared_ns(sample, of->role);
	if (metric != METRIC_BUFFERS)
		return *(const int64_t *)(const void *)((const char *)sample +
							properties[metric].member);
	if (sample->buffers_hit == UNMEASURED || sample->buffers_read == UNMEASURED)
		return UNMEASURED;
	return sample->buffers_hit + sample->buffers_read;
}

bool metric_counts(enum metric metric, const struct run_case *of, const struct sample *sample)
{
	if (metric == METRIC_COLD)
		return sample->phase == PHASE_COLD && sample->status == SAMPLE_OK &&
		       !run_case_is_explained(of, sample);
	return measured_counts(of, sample);
}

enum metric_kind metric_kind(enum metric metric)
{
	return properties[metric].kind;
}

double metric_threshold(enum metric metric)
{
	return properties[metric].threshold;
}

const char *metric_unit(enum metric metric)
{
	return properties[metric].unit;
}

bool metric_is_time(enum metric metric)
{
	return strcmp(properties[metric].unit, NS) == 0;
}

bool metric_has_equivalence(enum metric metric)
{
	return metric_kind(metric) != METRIC_OF_TAIL;
}
