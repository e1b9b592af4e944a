/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/metric.h"

#include "judge/summary/measured.h"

const char *const metric_names[] = {
	[METRIC_UPDATE] = "update",
	[METRIC_TOTAL] = "total",
	[METRIC_WAL_BYTES] = "wal_bytes",
	[METRIC_ROUND_TRIPS] = "round_trips",
	[METRIC_BYTES_SENT] = "bytes_sent",
	[METRIC_BUFFERS] = "buffers",
	[METRIC_COLD] = "cold",
	[METRIC_COUNT] = NULL,
};

int64_t metric_of(enum metric metric, const struct run_case *of, const struct sample *sample)
{
	switch (metric) {
	case METRIC_UPDATE:
	case METRIC_COLD:
		return sample_compared_ns(sample, of->role);
	case METRIC_TOTAL:
		return sample->total_ns;
	case METRIC_WAL_BYTES:
		return sample->wal_bytes;
	case METRIC_ROUND_TRIPS:
		return sample->round_trips;
	case METRIC_BYTES_SENT:
		return sample->bytes_sent;
	case METRIC_BUFFERS:
		if (sample->buffers_hit == UNMEASURED || sample->buffers_read == UNMEASURED)
			return UNMEASURED;
		return sample->buffers_hit + sample->buffers_read;
	}
	return UNMEASURED;
}

bool metric_counts(enum metric metric, const struct run_case *of, const struct sample *sample)
{
	if (metric == METRIC_COLD)
		return sample->phase == PHASE_COLD && sample->status == SAMPLE_OK;
	return measured_counts(of, sample);
}

enum metric_kind metric_kind(enum metric metric)
{
	switch (metric) {
	case METRIC_UPDATE:
	case METRIC_TOTAL:
	case METRIC_COLD:
		return METRIC_OF_CLOCK;
	case METRIC_ROUND_TRIPS:
	case METRIC_BYTES_SENT:
		return METRIC_OF_CLIENT;
	case METRIC_WAL_BYTES:
	case METRIC_BUFFERS:
		break;
	}
	return METRIC_OF_SERVER;
}

bool metric_is_time(enum metric metric)
{
	return metric_kind(metric) == METRIC_OF_CLOCK;
}
