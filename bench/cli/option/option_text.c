/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/option_text.h"

#include <inttypes.h>
#include <string.h>

#define DIGITS "0123456789."

static void append_choices(const struct option_spec *spec, const char *separator,
			   struct up_buffer *text)
{
	for (size_t i = 0; spec->choices[i] != NULL; i++) {
		up_buffer_append_string(text, i == 0 ? "" : separator);
		up_buffer_append_string(text, spec->choices[i]);
	}
}

void option_text_argument(const struct option_spec *spec, struct up_buffer *text)
{
	if (spec->argument != NULL)
		up_buffer_append_string(text, spec->argument);
	else if (spec->kind == OPTION_CHOICE)
		append_choices(spec, "|", text);
}

/* That of limits and of a default without a suffix, with a space before it. */
static const char *unit_of(const struct option_spec *spec)
{
	const bool duration = spec->kind == OPTION_DURATION || spec->kind == OPTION_DURATION_LIST;

	return duration                       ? " s"
	       : spec->kind == OPTION_PERCENT ? " %"
	       : spec->kind == OPTION_SIZE    ? " bytes"
					      : "";
}

static void append_range(const struct option_spec *spec, struct up_buffer *text)
{
	const char *unit = unit_of(spec);

	if (spec->maximum != INT64_MAX)
		up_buffer_append_format(text, "%" PRId64 " to %" PRId64 "%s", spec->minimum,
					spec->maximum, unit);
	else if (spec->minimum > (spec->kind == OPTION_SIZE ? 1 : 0))
		up_buffer_append_format(text, "at least %" PRId64 "%s", spec->minimum, unit);
}

static void append_default(const struct option_spec *spec, struct up_buffer *text)
{
	const char *initial = spec->initial;
	const bool has_unit = strcmp(initial, "0") == 0 || initial[strspn(initial, DIGITS)] != '\0';

	up_buffer_append_format(text, "%sdefault: %s%s", text->length > 0 ? "; " : "", initial,
				has_unit ? "" : unit_of(spec));
}

void option_text_limits(const struct option_spec *spec, struct up_buffer *text)
{
	UP_BUFFER limits = {0};

	switch (spec->kind) {
	case OPTION_NUMBER:
	case OPTION_NUMBER_LIST:
	case OPTION_COLUMN_LIST:
	case OPTION_DURATION:
	case OPTION_PERCENT:
	case OPTION_DURATION_LIST:
	case OPTION_SIZE:
		append_range(spec, &limits);
		break;
	case OPTION_SHARE:
	case OPTION_SHARE_LIST:
		up_buffer_append_string(&limits, "0 to 1");
		break;
	case OPTION_STRING_LIST:
	case OPTION_PAIR_LIST:
		up_buffer_append_string(&limits, "repeatable");
		break;
	case OPTION_CHOICE:
	case OPTION_CHOICE_LIST:
	case OPTION_NAME_LIST:
		if (spec->argument != NULL && spec->choices != NULL)
			append_choices(spec, ", ", &limits);
		break;
	case OPTION_RATE_LIST: /* its help is clearer than a range in bits or bytes */
	case OPTION_SETTING_SIZE:
	case OPTION_FLAG:
	case OPTION_STRING:
	case OPTION_WORD_LIST:
		break;
	}
	if (spec->initial != NULL)
		append_default(spec, &limits);
	if (limits.length > 0)
		up_buffer_append_format(text, " (%s)", up_buffer_string(&limits));
}
