/* SPDX-License-Identifier: PostgreSQL */
#include "record/factors.h"

#include "record/factor_word.h"
#include "record/settings.h"
#include "record/text_list.h"
#include "text/unit.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* NOLINTBEGIN(bugprone-macro-parentheses): members and initializers */
#define WORKLOAD true
#define METHOD false

const struct factor_info factor_table[] = {
#define FACTOR(id, its_kind, member, its_name, its_letter, group, its_rule, first, least, most,    \
	       its_column, its_unit, its_scale, its_help, its_option_help)                         \
	[FACTOR_##id] = {.name = its_name,                                                         \
			 .letter = its_letter,                                                     \
			 .is_workload = group,                                                     \
			 .kind = FACTOR_##its_kind##_KIND,                                         \
			 .rule = FACTOR_##its_rule,                                                \
			 .initial = first,                                                         \
			 .initial_text = #first,                                                   \
			 .minimum = INT64_C(least),                                                \
			 .maximum = INT64_C(most),                                                 \
			 .column = its_column,                                                     \
			 .unit = its_unit,                                                         \
			 .scale = its_scale,                                                       \
			 .help = its_help,                                                         \
			 .option_help = its_option_help,                                           \
			 .offset = offsetof(struct factors, member)},
#define APPENDED FACTOR
#include FACTORS_DEF
#undef APPENDED
#undef FACTOR
};
/* NOLINTEND(bugprone-macro-parentheses) */

static void *member(enum factor factor, const struct factors *factors)
{
	return (char *)(uintptr_t)factors + factor_table[factor].offset;
}

static int64_t *integer(enum factor factor, const struct factors *factors)
{
	return member(factor, factors);
}

static double *share(enum factor factor, const struct factors *factors)
{
	return member(factor, factors);
}

static char **settings(enum factor factor, const struct factors *factors)
{
	return member(factor, factors);
}

static const char *settings_text(enum factor factor, const struct factors *factors)
{
	const char *text = *settings(factor, factors);
	return text != NULL ? text : "";
}

factor_set factors_of_workload(void)
{
	factor_set set = 0;

	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++)
		set |= factor_table[factor].is_workload ? FACTOR_BIT(factor) : 0;
	return set;
}

/* ---- all levels of a case ---- */

static void forget(enum factor factor, struct factors *factors)
{
	switch (factor_table[factor].kind) {
	case FACTOR_SHARE_KIND:
		*share(factor, factors) = NAN;
		break;
	case FACTOR_SETTINGS_KIND:
		*settings(factor, factors) = NULL;
		break;
	default:
		*integer(factor, factors) = UNMEASURED;
	}
}

void factors_init(struct factors *factors)
{
	factors->derived = 0;
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++)
		forget(factor, factors);
}

void factors_release(struct factors *factors)
{
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		if (factor_table[factor].kind == FACTOR_SETTINGS_KIND)
			free(*settings(factor, factors));
	}
	factors_init(factors);
}

static enum up_status copy_level(enum factor factor, struct factors *target,
				 const struct factors *source, struct up_error *err)
{
	target->derived |= source->derived & FACTOR_BIT(factor);
	if (factor_table[factor].kind == FACTOR_SHARE_KIND) {
		*share(factor, target) = *share(factor, source);
	} else if (factor_table[factor].kind != FACTOR_SETTINGS_KIND) {
		*integer(factor, target) = *integer(factor, source);
	} else {
		return text_set(settings(factor, target), *settings(factor, source), err);
	}
	return UP_OK;
}

enum up_status factors_complete(struct factors *target, const struct factors *source,
				struct up_error *err)
{
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		if (!factor_is_known(factor, target))
			UP_TRY(copy_level(factor, target, source, err));
	}
	return UP_OK;
}

enum up_status factors_copy(struct factors *target, const struct factors *source,
			    struct up_error *err)
{
	factors_init(target);
	enum up_status status = factors_complete(target, source, err);
	if (status != UP_OK)
		factors_release(target);
	return status;
}

void factors_assume_defaults(struct factors *factors)
{
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		const struct factor_info *info = &factor_table[factor];
		if (info->rule != FACTOR_FIXED || factor_is_known(factor, factors))
			continue;
		if (info->kind == FACTOR_SHARE_KIND)
			*share(factor, factors) = (double)info->initial;
		else if (info->kind != FACTOR_SETTINGS_KIND)
			*integer(factor, factors) = info->initial;
	}
}

/* ---- one of them ---- */

bool factor_is_known(enum factor factor, const struct factors *factors)
{
	if (factor_table[factor].kind == FACTOR_SETTINGS_KIND)
		return *settings(factor, factors) != NULL;
	if (factor_table[factor].kind == FACTOR_SHARE_KIND)
		return !isnan(*share(factor, factors));
	return *integer(factor, factors) != UNMEASURED;
}

bool factor_is_default(enum factor factor, const struct factors *factors)
{
	const struct factor_info *info = &factor_table[factor];

	if (info->rule == FACTOR_STATED)
		return false;
	if (!factor_is_known(factor, factors) || (factors->derived & FACTOR_BIT(factor)) != 0)
		return true;
	if (info->rule == FACTOR_DERIVED || info->kind == FACTOR_SETTINGS_KIND)
		return false;
	return info->kind == FACTOR_SHARE_KIND
		       ? fabs(*share(factor, factors) - (double)info->initial) <= 0
		       : *integer(factor, factors) == info->initial;
}

bool factor_equal(enum factor factor, const struct factors *a, const struct factors *b)
{
	const struct factor_info *info = &factor_table[factor];
	const bool both_known = factor_is_known(factor, a) && factor_is_known(factor, b);

	if (info->kind == FACTOR_SETTINGS_KIND)
		return strcmp(settings_text(factor, a), settings_text(factor, b)) == 0;
	if ((a->derived & b->derived & FACTOR_BIT(factor)) != 0)
		return true;
	if (!both_known && info->is_workload && info->rule != FACTOR_STATED)
		return true;
	if (!both_known)
		return factor_is_known(factor, a) == factor_is_known(factor, b) ||
		       (info->rule == FACTOR_FIXED && factor_is_default(factor, a) &&
			factor_is_default(factor, b));
	return factor_compare(factor, a, b) == 0;
}

factor_set factors_stated(const struct factors *factors)
{
	factor_set set = 0;

	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++)
		set |= factor_is_default(factor, factors) ? 0 : FACTOR_BIT(factor);
	return set;
}

factor_set factors_difference(const struct factors *a, const struct factors *b)
{
	factor_set set = 0;

	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++)
		set |= factor_equal(factor, a, b) ? 0 : FACTOR_BIT(factor);
	return set;
}

enum factor factor_only(factor_set set)
{
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		if (set == FACTOR_BIT(factor))
			return factor;
	}
	return FACTOR_NONE;
}

double factors_updated_rows(const struct factors *factors)
{
	const bool creates = factors->whole_sync != 1 && isfinite(factors->new);
	const double share = creates ? factors->new : 0;

	if (factors->rows == UNMEASURED)
		return NAN;
	/* As the data set has it, which knows shares to a billionth. */
	return (double)factors->rows - floor((double)factors->rows * round(share * 1e9) / 1e9);
}

int factor_compare(enum factor factor, const struct factors *a, const struct factors *b)
{
	if (factor_table[factor].kind == FACTOR_SETTINGS_KIND)
		return strcmp(settings_text(factor, a), settings_text(factor, b));
	if (!factor_is_known(factor, a) || !factor_is_known(factor, b))
		return factor_is_known(factor, a) - factor_is_known(factor, b);
	if (factor_table[factor].kind == FACTOR_SHARE_KIND)
		return (*share(factor, a) > *share(factor, b)) -
		       (*share(factor, a) < *share(factor, b));
	return (*integer(factor, a) > *integer(factor, b)) -
	       (*integer(factor, a) < *integer(factor, b));
}

int factors_compare_workload(const struct factors *a, const struct factors *b)
{
	int order = 0;

	for (enum factor factor = 0; factor < FACTOR_COUNT && order == 0; factor++)
		order = factor_table[factor].is_workload ? factor_compare(factor, a, b) : 0;
	return order;
}

/* ---- for people ---- */

void factor_append_level(enum factor factor, const struct factors *factors, struct up_buffer *text)
{
	if (!factor_is_known(factor, factors))
		return;
	switch (factor_table[factor].kind) {
	case FACTOR_COUNT_KIND:
		up_buffer_append_format(text, "%" PRId64, *integer(factor, factors));
		break;
	case FACTOR_SHARE_KIND:
		unit_append_number(text, *share(factor, factors));
		break;
	case FACTOR_DURATION_KIND:
		unit_append_duration(text, *integer(factor, factors));
		break;
	case FACTOR_RATE_KIND:
		unit_append_rate(text, *integer(factor, factors));
		break;
	case FACTOR_FLAG_KIND:
		up_buffer_append_string(text, *integer(factor, factors) != 0 ? "yes" : "no");
		break;
	case FACTOR_SETTINGS_KIND:
		up_buffer_append_string(text, settings_text(factor, factors));
		break;
	case FACTOR_PARTITION_KIND:
	case FACTOR_CREATOR_KIND:
	case FACTOR_GONE_KIND:
		up_buffer_append_string(text, factor_word(factor_words(factor_table[factor].kind),
							  *integer(factor, factors)));
		break;
	}
}

void factor_append(enum factor factor, const struct factors *factors, struct up_buffer *text)
{
	const struct factor_info *info = &factor_table[factor];

	if (!factor_is_known(factor, factors))
		return;
	if (info->kind == FACTOR_FLAG_KIND) {
		up_buffer_append_string(text, *integer(factor, factors) != 0 ? info->name : "");
		return;
	}
	if (info->kind != FACTOR_SETTINGS_KIND)
		up_buffer_append_format(text, "%s=", info->name);
	factor_append_level(factor, factors, text);
}

/* ---- in files ---- */

void factor_format(enum factor factor, const struct factors *factors, struct up_buffer *field)
{
	const char *const *words = factor_words(factor_table[factor].kind);

	if (!factor_is_known(factor, factors))
		return;
	if (factor_table[factor].kind == FACTOR_SETTINGS_KIND)
		up_buffer_append_string(field, settings_text(factor, factors));
	else if (factor_table[factor].kind == FACTOR_SHARE_KIND)
		unit_append_number(field, *share(factor, factors));
	else if (words != NULL)
		up_buffer_append_string(field, factor_word(words, *integer(factor, factors)));
	else
		up_buffer_append_format(field, "%" PRId64,
					*integer(factor, factors) / factor_table[factor].scale);
}

static bool parse_number(enum factor factor, struct factors *factors, const char *field)
{
	const char *const *words = factor_words(factor_table[factor].kind);
	const int64_t scale = factor_table[factor].scale;
	int64_t value;

	if (factor_table[factor].kind == FACTOR_SHARE_KIND)
		return unit_parse_number(field, share(factor, factors)) &&
		       *share(factor, factors) >= 0 && *share(factor, factors) <= 1;
	if (words != NULL)
		return factor_word_parse(words, field, integer(factor, factors));
	if (!unit_parse_integer(field, &value) || value < 0 || value > INT64_MAX / scale)
		return false;
	*integer(factor, factors) = value * scale;
	return true;
}

enum up_status factor_parse(enum factor factor, struct factors *factors, const char *field,
			    struct up_error *err)
{
	const struct factor_info *info = &factor_table[factor];

	if (info->kind == FACTOR_SETTINGS_KIND) {
		free(UP_TAKE(*settings(factor, factors)));
		return text_set(settings(factor, factors), field[0] != '\0' ? field : NULL, err);
	}
	if (field[0] == '\0')
		forget(factor, factors);
	else if (!parse_number(factor, factors, field))
		return up_fail(
			err, UP_INVALID, "column %s: \"%.80s\" is not %s", info->column, field,
			info->kind == FACTOR_SHARE_KIND       ? "a share between 0 and 1"
			: info->kind == FACTOR_PARTITION_KIND ? "hash, range or list"
			: info->kind == FACTOR_CREATOR_KIND   ? "a strategy of the create stage"
			: info->kind == FACTOR_GONE_KIND ? "ignore, count, deactivate or delete"
							 : "an integer of 0 or more");
	return UP_OK;
}

static json_t *settings_to_json(const char *text)
{
	json_t *object = json_object();
	UP_BUFFER name = {0};
	UP_BUFFER value = {0};

	for (const char *rest = text; settings_next(&rest, &name, &value);)
		json_object_set_new(object, up_buffer_string(&name),
				    json_string(up_buffer_string(&value)));
	return object;
}

json_t *factor_to_json(enum factor factor, const struct factors *factors)
{
	const enum factor_kind kind = factor_table[factor].kind;

	if (kind == FACTOR_SETTINGS_KIND)
		return settings_to_json(settings_text(factor, factors));
	if (!factor_is_known(factor, factors))
		return json_null();
	if (kind == FACTOR_SHARE_KIND)
		return json_real(*share(factor, factors));
	if (kind == FACTOR_FLAG_KIND)
		return json_boolean(*integer(factor, factors) != 0);
	if (factor_words(kind) != NULL)
		return json_string(factor_word(factor_words(kind), *integer(factor, factors)));
	return json_integer(*integer(factor, factors) / factor_table[factor].scale);
}

static enum up_status settings_from_json(char **text, const json_t *object, struct up_error *err)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, name, value)
	{
		UP_BUFFER assignment = {0};
		if (!json_is_string(value))
			continue;
		up_buffer_append_format(&assignment, "%s=%s", name, json_string_value(value));
		UP_TRY(up_buffer_check(&assignment, err));
		UP_TRY(settings_add(text, assignment.data, err));
	}
	return UP_OK;
}

enum up_status factor_from_json(enum factor factor, struct factors *factors, const json_t *value,
				struct up_error *err)
{
	const struct factor_info *info = &factor_table[factor];
	const char *const *words = factor_words(info->kind);

	if (info->kind == FACTOR_SETTINGS_KIND && json_is_object(value))
		return settings_from_json(settings(factor, factors), value, err);
	if (info->kind == FACTOR_SHARE_KIND && json_is_number(value))
		*share(factor, factors) = json_number_value(value);
	else if (info->kind == FACTOR_FLAG_KIND && json_is_boolean(value))
		*integer(factor, factors) = json_is_true(value);
	else if (words != NULL && json_is_string(value))
		factor_word_parse(words, json_string_value(value), integer(factor, factors));
	else if (info->kind != FACTOR_SHARE_KIND && words == NULL && json_is_integer(value) &&
		 json_integer_value(value) >= 0 &&
		 json_integer_value(value) <= INT64_MAX / info->scale)
		*integer(factor, factors) = json_integer_value(value) * info->scale;
	return UP_OK;
}
