/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/confirmation.h"

#include "judge/summary/intact.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_listed(const struct text_list *names, const char *name)
{
	for (size_t n = 0; n < names->count; n++) {
		if (strcmp(names->items[n], name) == 0)
			return true;
	}
	return false;
}

enum up_status confirmation_add_suspects(const struct comparison_list *list,
					 struct text_list *names, struct up_error *err)
{
	for (size_t c = 0; c < list->count; c++) {
		const struct comparison *comparison = &list->items[c];
		if (comparison_is_suspect(comparison) && !is_listed(names, comparison->case_name))
			UP_TRY(text_list_add(names, comparison->case_name, err));
	}
	return UP_OK;
}

static bool has_suspects(const struct comparison_list *list)
{
	for (size_t c = 0; c < list->count; c++) {
		if (comparison_is_suspect(&list->items[c]))
			return true;
	}
	return false;
}

/* ---- the run ----------------------------------------------------------- */

static bool is_same_text(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* A server can be another one since. */
static enum up_status check_machine(const struct run *run, const struct run *again,
				    struct up_error *err)
{
	DIFFERENCE_LIST differences = {0};

	UP_TRY(fingerprint_compare_machine(&run->manifest, &again->manifest, &differences, err));
	if (differences.count == 0)
		return UP_OK;
	return up_fail(err, UP_INVALID, "%s differs from its run: %s: %s -> %s", again->directory,
		       differences.items[0].fact, differences.items[0].base,
		       differences.items[0].new);
}

/* UP_INVALID: it cannot be used, and why. */
static enum up_status read_again(const struct run *run, const char *directory, struct run *again,
				 struct up_error *err)
{
	const char *first;
	const char *first_again;

	if (access(directory, F_OK) != 0 && errno == ENOENT)
		return up_fail(err, UP_INVALID, "%s does not exist", directory);
	UP_TRY(run_read(directory, again, err));
	if (!is_same_text(again->manifest.confirms, run->manifest.id))
		return up_fail(err, UP_INVALID, "%s belongs to another run", directory);
	if (!is_same_text(again->manifest.outcome, "complete"))
		return up_fail(err, UP_INVALID, "%s is incomplete: %s", directory,
			       again->manifest.outcome != NULL
				       ? again->manifest.outcome
				       : "it was killed, or is still running");
	UP_TRY(intact_check(again, err));
	if (compare_arms(run, &first, 1) == 0 || compare_arms(again, &first_again, 1) == 0 ||
	    strcmp(first, first_again) != 0)
		return up_fail(err, UP_INVALID, "the first arm of %s differs from that of its run",
			       directory);
	return check_machine(run, again, err);
}

/* ---- its verdicts ------------------------------------------------------ */

static enum up_status conclude(struct comparison *comparison, enum confirmation confirmation,
			       enum verdict verdict, const char *why, struct up_error *err)
{
	UP_FREE char *gross = comparison->reason;

	comparison->confirmation = confirmation;
	comparison->reason = NULL;
	return comparison_conclude(comparison, verdict, err, "%s%s%s",
				   verdict == VERDICT_REGRESSED && gross != NULL ? gross : "",
				   verdict == VERDICT_REGRESSED && gross != NULL ? "; " : "", why);
}

static enum up_status let_stand(struct comparison *comparison, const char *why,
				struct up_error *err)
{
	UP_BUFFER text = {0};

	up_buffer_append_format(&text, "verdict of the run alone, without a confirmation: %s", why);
	UP_TRY(up_buffer_check(&text, err));
	return conclude(comparison, CONFIRMATION_MISSING, VERDICT_REGRESSED, text.data, err);
}

static enum up_status reverse(struct comparison *comparison, struct up_error *err)
{
	char text[160];

	snprintf(text, sizeof text,
		 "not confirmed: %.3f times base in the run, and %.3f times (%.3f to %.3f) in "
		 "fresh sessions",
		 comparison->ratio, comparison->again.ratio, comparison->again.low,
		 comparison->again.high);
	return conclude(comparison, CONFIRMATION_NO, VERDICT_INCONCLUSIVE, text, err);
}

/* again: NULL where the confirmation does not have it. */
static enum up_status apply(struct comparison *comparison, const struct comparison *again,
			    struct up_error *err)
{
	if (again == NULL)
		return let_stand(comparison, "the case was not measured again", err);
	if (again->verdict == VERDICT_INCOMPARABLE)
		return let_stand(comparison, again->reason, err);
	comparison->again.ratio = again->ratio;
	comparison->again.low = again->low;
	comparison->again.high = again->high;
	comparison->again.n = again->n_new;
	if (again->verdict != VERDICT_REGRESSED)
		return reverse(comparison, err);
	comparison->confirmation = CONFIRMATION_YES;
	return UP_OK;
}

static enum up_status apply_list(const struct run *again, const struct compare_options *options,
				 struct comparison_list *list, struct up_error *err)
{
	struct compare_options own = *options;
	COMPARISON_LIST second = {0};

	own.suspects = list;
	own.expected = NULL;
	UP_TRY(compare_arm(again, list->new_label, &own, &second, err));
	for (size_t c = 0; c < list->count; c++) {
		struct comparison *comparison = &list->items[c];
		if (comparison_is_suspect(comparison))
			UP_TRY(apply(
				comparison,
				comparison_find(&second, comparison->case_name, comparison->metric),
				err));
		/* What was not confirmed is in the mean of all, too. */
		if (comparison->confirmation == CONFIRMATION_NO &&
		    list->overall.verdict == VERDICT_REGRESSED)
			list->overall.verdict = VERDICT_INCONCLUSIVE;
	}
	return UP_OK;
}

static enum up_status let_list_stand(struct comparison_list *list, const char *why,
				     struct up_error *err)
{
	for (size_t c = 0; c < list->count; c++) {
		if (comparison_is_suspect(&list->items[c]))
			UP_TRY(let_stand(&list->items[c], why, err));
	}
	return UP_OK;
}

enum up_status confirmation_apply(const struct run *run, const struct compare_options *options,
				  struct comparison_list *lists, size_t count, struct up_error *err)
{
	UP_FREE char *directory = run_path(run->directory, CONFIRMATION_DIRECTORY);
	struct up_error fault = {0};
	bool due = false;
	RUN again = {0};

	for (size_t l = 0; l < count; l++)
		due = due || has_suspects(&lists[l]);
	if (isnan(run->manifest.confirm_threshold) || !due)
		return UP_OK;
	if (directory == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a confirmation");
	const enum up_status read = read_again(run, directory, &again, &fault);
	if (read == UP_NO_MEMORY)
		return up_fail(err, UP_NO_MEMORY, "%s", fault.message);
	for (size_t l = 0; l < count; l++)
		UP_TRY(read == UP_OK ? apply_list(&again, options, &lists[l], err)
				     : let_list_stand(&lists[l], fault.message, err));
	return UP_OK;
}
