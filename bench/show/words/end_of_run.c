/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/end_of_run.h"

#include "judge/summary/completeness.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Of all cases; 0: not known. */
static long long wanted_samples(const struct manifest *manifest)
{
	static const char option[] = "--samples";
	const struct text_list *line = &manifest->command_line;
	long long samples = 0;

	for (size_t w = 0; w < line->count; w++) {
		const char *word = line->items[w];
		if (strncmp(word, option, strlen(option)) != 0)
			continue;
		word += strlen(option);
		if (*word == '=')
			samples = strtoll(word + 1, NULL, 10);
		else if (*word == '\0' && w + 1 < line->count)
			samples = strtoll(line->items[w + 1], NULL, 10);
	}
	return samples > 0 ? samples * (long long)manifest->cases.count : 0;
}

void end_of_run_append(struct up_buffer *text, const struct run *run)
{
	const long long wanted = wanted_samples(&run->manifest);
	size_t measured = 0;

	if (completeness_is_whole(run))
		return;
	for (size_t s = 0; s < run->samples.count; s++)
		measured += run->samples.items[s].phase == PHASE_MEASURE;
	up_buffer_append_format(text, "This run is incomplete: %s after %zu",
				completeness_reason(run), measured);
	if (wanted > 0)
		up_buffer_append_format(text, " of %lld", wanted);
	up_buffer_append_format(text, " %s", measured == 1 && wanted == 0 ? "sample" : "samples");
}
