/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/sync_sample.h"

/* A stage that the strategy sees to has no time of its own. */
static int64_t time_of(const struct up_sync_result *result, enum up_stage stage)
{
	return result->stage_ns[stage] > 0 ? result->stage_ns[stage] : UNMEASURED;
}

/* Stages that overlap: what is on the critical path, and from when to when. */
static void copy_overlap(struct sample *sample, const struct up_sync_result *result)
{
	const struct {
		enum up_stage stage;
		int64_t *critical_ns;
		int64_t *begin_ns;
		int64_t *end_ns;
	} stages[] = {
#define STAGE(name, id)                                                                            \
	{id, &sample->name##_critical_ns, &sample->name##_begin_ns, &sample->name##_end_ns}
		STAGE(fetch, UP_STAGE_FETCH),         STAGE(classify, UP_STAGE_CLASSIFY),
		STAGE(create, UP_STAGE_CREATE),       STAGE(update, UP_STAGE_UPDATE),
		STAGE(business, UP_STAGE_REFERENCES), STAGE(commit, UP_STAGE_COMMIT),
		STAGE(gone, UP_STAGE_GONE),
#undef STAGE
	};

	for (size_t s = 0; s < sizeof stages / sizeof stages[0]; s++) {
		const enum up_stage stage = stages[s].stage;
		if (result->end_ns[stage] == 0)
			continue;
		*stages[s].critical_ns = result->critical_ns[stage];
		*stages[s].begin_ns = result->begin_ns[stage];
		*stages[s].end_ns = result->end_ns[stage];
	}
}

void sync_sample_copy_result(struct sample *sample, const struct up_sync_result *result)
{
	sample->fetch_ns = result->stage_ns[UP_STAGE_FETCH];
	sample->classify_ns = result->stage_ns[UP_STAGE_CLASSIFY];
	sample->create_ns = time_of(result, UP_STAGE_CREATE);
	sample->update_ns = result->stage_ns[UP_STAGE_UPDATE];
	sample->business_ns = result->stage_ns[UP_STAGE_REFERENCES];
	sample->commit_ns = result->stage_ns[UP_STAGE_COMMIT];
	sample->total_ns = result->total_ns;
	if (sample->key.factors.overlap == 1)
		copy_overlap(sample, result);
	if (result->rows_gone >= 0) {
		sample->gone_ns = time_of(result, UP_STAGE_GONE);
		sample->rows_gone = result->rows_gone;
	}
	if (result->encode_ns >= 0)
		sample->encode_ns = result->encode_ns;
	sample->round_trips = result->update.round_trips;
	sample->statements = result->update.statements;
	sample->rows_updated = result->rows_updated;
	sample->rows_created = result->rows_created;
	sample->rows_duplicate = result->rows_duplicate;
	sample->rows_unchanged = result->rows_fetched - result->rows_duplicate -
				 result->rows_updated - result->rows_created;
}

/* Counters of a peer are those that it reports, or unknown. */
void sync_sample_copy_answer(struct sample *sample, const struct peer *peer)
{
	const struct peer_answer answer = peer_last_answer(peer);

	sample->encode_ns = UNMEASURED;
	sample->statements = UNMEASURED;
	sample->peer_ns = answer.own_ns;
	sample->round_trips = answer.round_trips >= 0 ? answer.round_trips : UNMEASURED;
}

static int64_t stated(int64_t value)
{
	return value >= 0 ? value : UNMEASURED;
}

/* A sync that a peer carried out as a whole: its stages are by its own clock. */
void sync_sample_copy_peer_sync(struct sample *sample, const struct peer *peer)
{
	const struct peer_answer answer = peer_last_answer(peer);

	sample->fetch_ns = stated(answer.stage_ns[UP_STAGE_FETCH]);
	sample->classify_ns = stated(answer.stage_ns[UP_STAGE_CLASSIFY]);
	sample->create_ns = stated(answer.stage_ns[UP_STAGE_CREATE]);
	sample->update_ns = stated(answer.stage_ns[UP_STAGE_UPDATE]);
	sample->business_ns = stated(answer.stage_ns[UP_STAGE_REFERENCES]);
	sample->commit_ns = stated(answer.stage_ns[UP_STAGE_COMMIT]);
	sample->rows_updated = answer.rows;
	sample->rows_created = stated(answer.created);
	sample->rows_duplicate = stated(answer.duplicates);
	if (answer.fetched >= 0 && answer.duplicates >= 0 && answer.created >= 0)
		sample->rows_unchanged =
			answer.fetched - answer.duplicates - answer.created - answer.rows;
	sync_sample_copy_answer(sample, peer);
}

void sync_sample_copy_fetch(struct sample *sample, const struct up_page_fetch_counters *before,
			    struct up_page_fetch_counters after)
{
	sample->fetch_pages = after.pages - before->pages;
	sample->fetch_retries = after.retries - before->retries;
	sample->fetch_bytes = after.bytes - before->bytes;
}
