/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/disturbance.h"

static void count(struct disturbance *d, const struct sample *sample, double *time)
{
	d->samples++;
	if (sample->total_ns > 0)
		*time += (double)sample->total_ns;
	if (sample->steal_ns > 0)
		d->steal_ns += sample->steal_ns;
	d->loaded += sample->runnable > 0;
	d->checkpoints += sample->checkpoints > 0;
	d->autovacuums += sample->autovacuums > 0;
	if (sample->cpu_khz <= 0)
		return;
	if (d->least_khz == 0 || sample->cpu_khz < d->least_khz)
		d->least_khz = sample->cpu_khz;
	if (sample->cpu_khz > d->most_khz)
		d->most_khz = sample->cpu_khz;
}

struct disturbance disturbance_of(const struct run *run)
{
	struct disturbance d = {0};
	double time = 0;

	for (size_t c = 0; c < run->cases.count; c++) {
		const struct run_case *of = &run->cases.items[c];
		for (size_t s = 0; s < of->count; s++) {
			if (of->samples[s]->phase == PHASE_MEASURE &&
			    of->samples[s]->status == SAMPLE_OK)
				count(&d, of->samples[s], &time);
		}
	}
	d.steal = time > 0 ? (double)d.steal_ns / time : 0;
	return d;
}
