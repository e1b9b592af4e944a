/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/option.h"

#include "base/cleanup.h"
#include "cli/option/number.h"
#include "cli/option/spelling.h"

#include <string.h>

bool option_takes_argument(const struct option_spec *spec)
{
	return spec->kind != OPTION_FLAG;
}

bool option_repeats(const struct option_spec *spec)
{
	return spec->kind == OPTION_STRING_LIST || spec->kind == OPTION_PAIR_LIST;
}

bool option_is_list(const struct option_spec *spec)
{
	switch (spec->kind) {
	case OPTION_NUMBER_LIST:
	case OPTION_COLUMN_LIST:
	case OPTION_SHARE_LIST:
	case OPTION_NAME_LIST:
	case OPTION_WORD_LIST:
	case OPTION_DURATION_LIST:
	case OPTION_RATE_LIST:
	case OPTION_CHOICE_LIST:
		return true;
	default:
		return false;
	}
}

const struct option_spec *option_find(const struct option_spec *specs, const char *name)
{
	for (const struct option_spec *spec = specs; spec->name != NULL; spec++) {
		if (strcmp(spec->name, name) == 0)
			return spec;
	}
	return NULL;
}

static void *field_of(const struct option_spec *spec, void *target)
{
	return (char *)target + spec->offset;
}

const char *const format_synonyms[] = {"table", "terminal", NULL};

static const char *canonical(const struct option_spec *spec, const char *text)
{
	for (size_t i = 0; spec->synonyms != NULL && spec->synonyms[i] != NULL; i += 2) {
		if (strcmp(text, spec->synonyms[i]) == 0)
			return spec->synonyms[i + 1];
	}
	return text;
}

/* A number of its kind, alone or of a list. */
static enum up_status read_number(const void *context, const char *text, int64_t *number,
				  struct up_error *err)
{
	const struct option_spec *spec = context;
	int choice = 0;

	switch (spec->kind) {
	case OPTION_DURATION:
	case OPTION_DURATION_LIST:
		UP_TRY(number_read_duration(text, spec->minimum, spec->maximum, spec->needs_unit,
					    number, err));
		if (spec->kind == OPTION_DURATION_LIST && *number % 1000 != 0)
			return up_fail(err, UP_INVALID,
				       "\"%s\" is not a whole number of microseconds", text);
		return UP_OK;
	case OPTION_RATE_LIST:
		return number_read_rate(text, spec->minimum, spec->maximum, number, err);
	case OPTION_CHOICE_LIST:
		UP_TRY(value_read_choice(text, spec->choices, &choice, err));
		*number = choice;
		return UP_OK;
	case OPTION_SIZE:
		return number_read_size(text, spec->minimum, spec->maximum, number, err);
	case OPTION_SETTING_SIZE:
		return number_read_setting_size(text, spec->minimum, spec->maximum, number, err);
	default:
		return number_read_whole(text, spec->minimum, spec->maximum, number, err);
	}
}

enum up_status option_set(const struct option_spec *spec, void *target, const char *text,
			  struct up_error *err)
{
	void *field = field_of(spec, target);

	switch (spec->kind) {
	case OPTION_FLAG:
		return value_read_flag(text, field, err);
	case OPTION_STRING:
		return value_read_string(text, field, err);
	case OPTION_PAIR_LIST:
		if (text[0] == '=' || strchr(text, '=') == NULL)
			return up_fail(err, UP_INVALID, "\"%s\" is not of the form %s", text,
				       spec->argument);
		return string_list_append(field, text, err);
	case OPTION_STRING_LIST:
		return string_list_append(field, text, err);
	case OPTION_NUMBER:
	case OPTION_DURATION:
	case OPTION_SIZE:
	case OPTION_SETTING_SIZE:
		return read_number(spec, text, field, err);
	case OPTION_NUMBER_LIST:
	case OPTION_DURATION_LIST:
	case OPTION_RATE_LIST:
	case OPTION_CHOICE_LIST:
		return value_read_numbers(text, read_number, spec, field, err);
	case OPTION_COLUMN_LIST:
		return value_read_columns(text, read_number, spec, field, err);
	case OPTION_SHARE:
		return number_read_share(text, field, err);
	case OPTION_SHARE_LIST:
		return value_read_shares(text, field, err);
	case OPTION_NAME_LIST:
		return value_read_names(text, spec->choices, field, err);
	case OPTION_WORD_LIST:
		return value_read_words(text, field, err);
	case OPTION_PERCENT:
		return number_read_percent(text, spec->minimum, spec->maximum, field, err);
	case OPTION_CHOICE:
		return value_read_choice(canonical(spec, text), spec->choices, field, err);
	}
	return up_fail(err, UP_UNSUPPORTED, "no such kind of option");
}

enum up_status option_set_defaults(const struct option_spec *specs, void *target,
				   struct up_error *err)
{
	for (const struct option_spec *spec = specs; spec->name != NULL; spec++) {
		struct up_error reason;
		if (spec->initial == NULL)
			continue;
		enum up_status status = option_set(spec, target, spec->initial, &reason);
		if (status != UP_OK)
			return up_fail(err, status, "the default of --%s: %s", spec->name,
				       reason.message);
	}
	return UP_OK;
}

static enum up_status fail_unknown(const struct option_spec *specs, const char *name,
				   struct up_error *err)
{
	struct spelling spelling = {.word = name};

	for (const struct option_spec *spec = specs; spec->name != NULL; spec++) {
		if (spec->in_file)
			spelling_offer(&spelling, spec->name);
	}
	if (spelling.closest != NULL)
		return up_fail(err, UP_INVALID, "unknown key \"%s\" (did you mean \"%s\"?)", name,
			       spelling.closest);
	return up_fail(err, UP_INVALID, "unknown key \"%s\"", name);
}

enum up_status option_assign(const struct option_spec *specs, void *target, const char *name,
			     const char *value, struct up_error *err)
{
	struct up_error reason;
	const struct option_spec *spec = option_find(specs, name);

	if (spec == NULL)
		return fail_unknown(specs, name, err);
	if (!spec->in_file)
		return up_fail(err, UP_INVALID,
			       "\"%s\" cannot be set in a file, only on the command line", name);
	enum up_status status = option_set(spec, target, value, &reason);
	if (status != UP_OK)
		return up_fail(err, status, "%s: %s", name, reason.message);
	return UP_OK;
}

static enum option_field field_for(enum option_kind kind)
{
	static const enum option_field fields[] = {
		[OPTION_FLAG] = OPTION_FIELD_FLAG,
		[OPTION_STRING] = OPTION_FIELD_STRING,
		[OPTION_STRING_LIST] = OPTION_FIELD_STRINGS,
		[OPTION_PAIR_LIST] = OPTION_FIELD_STRINGS,
		[OPTION_NUMBER] = OPTION_FIELD_NUMBER,
		[OPTION_NUMBER_LIST] = OPTION_FIELD_NUMBERS,
		[OPTION_COLUMN_LIST] = OPTION_FIELD_COLUMNS,
		[OPTION_SHARE] = OPTION_FIELD_REAL,
		[OPTION_SHARE_LIST] = OPTION_FIELD_SHARES,
		[OPTION_NAME_LIST] = OPTION_FIELD_STRINGS,
		[OPTION_WORD_LIST] = OPTION_FIELD_STRINGS,
		[OPTION_DURATION] = OPTION_FIELD_NUMBER,
		[OPTION_PERCENT] = OPTION_FIELD_REAL,
		[OPTION_DURATION_LIST] = OPTION_FIELD_NUMBERS,
		[OPTION_RATE_LIST] = OPTION_FIELD_NUMBERS,
		[OPTION_SIZE] = OPTION_FIELD_NUMBER,
		[OPTION_SETTING_SIZE] = OPTION_FIELD_NUMBER,
		[OPTION_CHOICE] = OPTION_FIELD_CHOICE,
		[OPTION_CHOICE_LIST] = OPTION_FIELD_NUMBERS,
	};
	return fields[kind];
}

void option_release(const struct option_spec *specs, void *target)
{
	for (const struct option_spec *spec = specs; spec->name != NULL; spec++) {
		void *field = field_of(spec, target);
		switch (field_for(spec->kind)) {
		case OPTION_FIELD_STRING:
			free(*(char **)field);
			*(char **)field = NULL;
			break;
		case OPTION_FIELD_STRINGS:
			string_list_release(field);
			break;
		case OPTION_FIELD_NUMBERS:
			number_list_release(field);
			break;
		case OPTION_FIELD_SHARES:
			share_list_release(field);
			break;
		case OPTION_FIELD_COLUMNS:
			column_list_release(field);
			break;
		case OPTION_FIELD_FLAG:
			*(bool *)field = false;
			break;
		case OPTION_FIELD_NUMBER:
			*(int64_t *)field = 0;
			break;
		case OPTION_FIELD_REAL:
			*(double *)field = 0;
			break;
		case OPTION_FIELD_CHOICE:
			*(int *)field = 0;
			break;
		case OPTION_FIELD_NONE:
			break;
		}
	}
}

static const char *fault_of(const struct option_spec *spec)
{
	bool ranged = spec->kind == OPTION_NUMBER || spec->kind == OPTION_NUMBER_LIST ||
		      spec->kind == OPTION_COLUMN_LIST || spec->kind == OPTION_DURATION ||
		      spec->kind == OPTION_DURATION_LIST || spec->kind == OPTION_PERCENT ||
		      spec->kind == OPTION_RATE_LIST || spec->kind == OPTION_SIZE ||
		      spec->kind == OPTION_SETTING_SIZE;

	if (!value_is_name(spec->name) || strncmp(spec->name, "no-", 3) == 0)
		return "is not a name for an option";
	if (spec->help == NULL || spec->help[0] == '\0')
		return "has no help";
	if (spec->field != field_for(spec->kind))
		return "has a field whose type does not fit its kind";
	if (ranged && spec->minimum >= spec->maximum)
		return "has an empty range";
	if ((spec->kind == OPTION_CHOICE || spec->kind == OPTION_CHOICE_LIST) &&
	    (spec->choices == NULL || spec->choices[0] == NULL))
		return "has no choices";
	if (spec->kind == OPTION_FLAG && spec->argument != NULL)
		return "is a flag with an argument";
	if (option_takes_argument(spec) && spec->kind != OPTION_CHOICE && spec->argument == NULL)
		return "has an argument without a name";
	if (option_repeats(spec) && spec->initial != NULL)
		return "repeats, so that its default could never be removed";
	return NULL;
}

enum up_status option_check(const struct option_spec *specs, struct up_error *err)
{
	size_t size = 0;

	for (const struct option_spec *spec = specs; spec->name != NULL; spec++) {
		const char *fault = fault_of(spec);
		if (fault != NULL)
			return up_fail(err, UP_INVALID, "--%s %s", spec->name, fault);
		for (const struct option_spec *other = specs; other != spec; other++) {
			if (strcmp(other->name, spec->name) == 0 ||
			    (spec->letter != 0 && other->letter == spec->letter))
				return up_fail(err, UP_INVALID,
					       "--%s and --%s share a name or a letter",
					       other->name, spec->name);
		}
		size_t end = spec->offset + sizeof(struct column_list);
		size = end > size ? end : size;
	}

	UP_FREE void *target = calloc(1, size + 1);
	if (target == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu bytes of options", size);
	enum up_status status = option_set_defaults(specs, target, err);
	option_release(specs, target);
	return status;
}
