/* SPDX-License-Identifier: PostgreSQL */
#include "cli/output/noise_option.h"

#include "judge/compare/session_noise.h"
#include "show/words/comparison_words.h"

/* A noise of another machine would widen intervals by what is not so here. */
static void refuse(const char *path, const struct difference_list *differences, FILE *errors)
{
	UP_BUFFER facts = {0};

	for (size_t d = 0; d < differences->count; d++) {
		up_buffer_append_string(&facts, "\n  ");
		comparison_append_difference(&facts, &differences->items[d]);
	}
	fprintf(errors,
		"upbench compare: --noise: %s was measured on another machine or server, or with "
		"other settings: calibrate again, or omit --noise:%s\n",
		path, up_buffer_string(&facts));
}

enum up_status noise_option_read(const char *path, const struct run *const *runs, size_t run_count,
				 struct noise *noise, enum exit_code *code, FILE *errors,
				 struct up_error *err)
{
	if (noise_read(path, noise, err) != UP_OK)
		return up_error_prefix(err, "--noise");
	for (size_t r = 0; r < run_count; r++) {
		DIFFERENCE_LIST differences = {0};
		UP_TRY(session_noise_compare(noise, runs[r], &differences, err));
		if (differences.count == 0)
			continue;
		refuse(path, &differences, errors);
		*code = EXIT_CODE_INCOMPARABLE;
		return UP_OK;
	}
	return UP_OK;
}
