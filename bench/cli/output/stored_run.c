/* SPDX-License-Identifier: PostgreSQL */
#include "cli/output/stored_run.h"

#include "asset/asset.h"
#include "cli/experiment/claim_text.h"
#include "cli/experiment/run_options.h"
#include "judge/summary/intact.h"
#include "judge/summary/summarize.h"
#include "measure/case/contender.h"

void stored_run_release(struct stored_run *stored)
{
	summary_list_release(&stored->summaries);
	run_release(&stored->run);
}

/* Runs of earlier versions have the name of a shipped experiment, and not its claim. */
static enum up_status recall_claim(struct manifest *manifest, struct up_error *err)
{
	UP_BUFFER name = {0};
	EXPERIMENT experiment = {0};

	if (manifest->claim.figures.count > 0 || manifest->experiment == NULL ||
	    manifest->experiment_file.name != NULL)
		return UP_OK;
	up_buffer_append_format(&name, "experiments/%s.ini", manifest->experiment);
	UP_TRY(up_buffer_check(&name, err));
	const struct asset *asset = asset_find(name.data);
	if (asset == NULL)
		return UP_OK;
	UP_TRY(experiment_read(asset->data, name.data, run_specs, sizeof(struct run_options),
			       &experiment, err));
	return claim_text_read(&experiment, name.data, &manifest->claim, err);
}

/* Nor have they what strategies require, which is the same today. */
static enum up_status recall_requirements(struct manifest *manifest, struct up_error *err)
{
	struct contender contender;

	for (size_t s = 0; s < manifest->strategies.count; s++) {
		if (manifest->strategies.items[s].requires.count > 0)
			return UP_OK;
	}
	for (size_t s = 0; s < manifest->strategies.count; s++) {
		struct manifest_strategy *strategy = &manifest->strategies.items[s];
		if (!contender_find(strategy->name, &contender))
			continue;
		strategy->is_autocommit =
			fact_of((contender.strategy->flags & UP_STRATEGY_AUTOCOMMIT) != 0);
		UP_TRY(contender_requires(&contender, &strategy->requires, err));
	}
	return UP_OK;
}

enum up_status stored_run_read(const char *directory, struct stored_run *stored,
			       struct up_error *err)
{
	UP_TRY(run_read_measured(directory, &stored->run, err));
	UP_TRY(recall_claim(&stored->run.manifest, err));
	UP_TRY(recall_requirements(&stored->run.manifest, err));
	return summarise(&stored->run, &stored->summaries, err);
}

enum up_status stored_run_read_intact(const char *directory, struct stored_run *stored,
				      struct up_error *err)
{
	UP_TRY(stored_run_read(directory, stored, err));
	return intact_check(&stored->run, err);
}
