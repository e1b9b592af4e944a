/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/claim_text.h"

#include "cli/experiment/run_options.h"
#include "cli/option/number.h"

#include <stdlib.h>
#include <string.h>

/* In seconds. */
#define LONGEST 86400

static const char *const stages[] = {"fetch", "classify", "create", "update", "business", "sync"};

static void run_options_release(struct run_options *options)
{
	option_release(run_specs, options);
}

/* A word of a case after its contender. */
static enum up_status assign_word(struct run_options *options, char *word, struct up_error *err)
{
	char *value = strchr(word, '=');
	const struct option_spec *spec;

	if (value != NULL)
		*value = '\0';
	spec = option_find(run_specs, word);
	if (value != NULL && spec == NULL) {
		*value = '=';
		return option_assign(run_specs, options, "set", word, err);
	}
	return option_assign(run_specs, options, word, value != NULL ? value + 1 : "true", err);
}

static enum up_status read_case(char *text, struct case_key *key, struct up_error *err)
{
	UP_CLEANUP(run_options_release) struct run_options options = {0};
	CASE_LIST cases = {0};
	struct contender contender;
	char *state;
	const char *option;
	const char *name = strtok_r(text, " \t", &state);

	if (name == NULL)
		return up_fail(err, UP_INVALID, "a case is missing");
	UP_TRY(option_set_defaults(run_specs, &options, err));
	const bool is_strategy = contender_find(name, &contender);
	UP_TRY(option_assign(run_specs, &options, is_strategy ? "strategy" : "peer", name, err));
	for (char *word; (word = strtok_r(NULL, " \t", &state)) != NULL;)
		UP_TRY(assign_word(&options, word, err));
	UP_TRY(run_options_add_cases(&options, &cases, &option, err));
	if (cases.count != 1)
		return up_fail(err, UP_INVALID,
			       "%s: %zu cases, where a figure needs exactly one: give each option "
			       "one value",
			       name, cases.count);
	return case_key_complete(key, &cases.items[0].key, err);
}

static enum up_status read_durations(char *text, struct manifest_figure *figure,
				     struct up_error *err)
{
	char *dots = strstr(text, "..");

	if (dots != NULL)
		*dots = '\0';
	UP_TRY(number_read_duration(text, 0, LONGEST, true, &figure->low_ns, err));
	UP_TRY(number_read_duration(dots != NULL ? dots + 2 : text, 0, LONGEST, true,
				    &figure->high_ns, err));
	if (figure->low_ns == 0 || figure->high_ns < figure->low_ns)
		return up_fail(err, UP_INVALID,
			       "a claim is a duration above 0 such as 500ms, or a range such as "
			       "7s..8s, the lower end first");
	return UP_OK;
}

/* STAGE=VALUE */
static enum up_status read_value(char *text, struct manifest_figure *figure, struct up_error *err)
{
	char *value = strchr(text, '=');

	if (value == NULL)
		return up_fail(err, UP_INVALID, "\"%s\" is not of the form STAGE=VALUE", text);
	*value++ = '\0';
	for (size_t s = 0; s < sizeof stages / sizeof stages[0]; s++) {
		if (strcmp(stages[s], text) != 0)
			continue;
		UP_TRY(text_set(&figure->stage, text, err));
		return read_durations(value, figure, err);
	}
	return up_fail(
		err, UP_INVALID,
		"\"%s\" is not a stage: use fetch, classify, create, update, business or sync",
		text);
}

/* text is cut in pieces. */
static enum up_status read_line(bool is_pair, char *text, struct manifest_claim *claim,
				struct up_error *err)
{
	char *colon = strstr(text, ": ");
	char *comma = strchr(text, ',');

	if (colon == NULL || (is_pair && (comma == NULL || comma > colon)))
		return up_fail(err, UP_INVALID, "\"%s\" is not of the form %s", text,
			       is_pair ? "CASE, CASE: WORDS" : "CASE: STAGE=VALUE");
	*colon = '\0';
	const size_t blanks = strspn(colon + 1, " \t");
	char *rest = colon + 1 + blanks;
	if (!is_pair) {
		struct manifest_figure *figure = manifest_add_figure(claim);
		if (figure == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a claim");
		UP_TRY(read_case(text, &figure->key, err));
		return read_value(rest, figure, err);
	}
	struct manifest_pair *pair = manifest_add_pair(claim);
	if (pair == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a claim");
	*comma = '\0';
	UP_TRY(read_case(text, &pair->subject.key, err));
	UP_TRY(read_case(comma + 1, &pair->against.key, err));
	return text_set(&pair->words, rest, err);
}

enum up_status claim_text_read(const struct experiment *experiment, const char *file_name,
			       struct manifest_claim *claim, struct up_error *err)
{
	for (size_t c = 0; c < experiment->claim_count; c++) {
		const struct experiment_claim *line = &experiment->claims[c];
		UP_FREE char *text = strdup(line->text);
		if (text == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a claim");
		if (read_line(line->is_pair, text, claim, err) != UP_OK)
			return up_error_prefix(err, "%s:%u: %s", file_name, line->line,
					       line->is_pair ? "pair" : "figure");
	}
	return UP_OK;
}
