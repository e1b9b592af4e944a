/* SPDX-License-Identifier: PostgreSQL */
#include "record/case_key.h"

#include "record/json_value.h"
#include "record/text_list.h"
#include "text/unit.h"

#include <stdlib.h>

void case_key_init(struct case_key *key)
{
	*key = (struct case_key){0};
	factors_init(&key->factors);
}

void case_key_release(struct case_key *key)
{
	free(key->strategy);
	free(key->peer);
	free(key->arm);
	factors_release(&key->factors);
	case_key_init(key);
}

static enum up_status complete_text(char **target, const char *source, struct up_error *err)
{
	return *target == NULL ? text_set(target, source, err) : UP_OK;
}

enum up_status case_key_complete(struct case_key *target, const struct case_key *source,
				 struct up_error *err)
{
	UP_TRY(complete_text(&target->strategy, source->strategy, err));
	UP_TRY(complete_text(&target->peer, source->peer, err));
	UP_TRY(complete_text(&target->arm, source->arm, err));
	return factors_complete(&target->factors, &source->factors, err);
}

enum up_status case_key_copy(struct case_key *target, const struct case_key *source,
			     struct up_error *err)
{
	case_key_init(target);
	enum up_status status = case_key_complete(target, source, err);
	if (status != UP_OK)
		case_key_release(target);
	return status;
}

/* ---- equality ---- */

static bool same(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

bool case_key_equal(const struct case_key *a, const struct case_key *b, factor_set but)
{
	if ((but & CASE_KEY_CONTENDER) == 0 &&
	    (!same(a->strategy, b->strategy) || !same(a->peer, b->peer)))
		return false;
	if ((but & CASE_KEY_ARM) == 0 && !same(a->arm, b->arm))
		return false;
	return (factors_difference(&a->factors, &b->factors) & ~but) == 0;
}

bool case_key_same_workload(const struct case_key *a, const struct case_key *b)
{
	return (factors_difference(&a->factors, &b->factors) & factors_of_workload()) == 0;
}

enum factor case_key_difference(const struct case_key *a, const struct case_key *b)
{
	if (!case_key_equal(a, b, CASE_KEY_ARM - 1))
		return FACTOR_NONE;
	return factor_only(factors_difference(&a->factors, &b->factors));
}

/* ---- names ---- */

void case_key_append_name(struct up_buffer *text, const struct case_key *key, factor_set omit)
{
	const char *name = key->peer != NULL ? key->peer : key->strategy;
	const size_t begin = text->length;

	if ((omit & CASE_KEY_CONTENDER) == 0)
		up_buffer_append_string(text, name != NULL ? name : "(no name)");
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		if ((factors_stated(&key->factors) & ~omit & FACTOR_BIT(factor)) == 0 ||
		    !factor_is_known(factor, &key->factors))
			continue;
		up_buffer_append_string(text, text->length > begin ? " " : "");
		factor_append(factor, &key->factors, text);
	}
	if ((omit & CASE_KEY_ARM) == 0 && key->arm != NULL)
		up_buffer_append_format(text, "%sarm=%s", text->length > begin ? " " : "",
					key->arm);
}

/* ---- run.json ---- */

bool case_key_to_json(const struct case_key *key, json_t *object)
{
	json_t *derived = json_array();
	int failed = json_object_set_new(object, "strategy", json_value_text(key->strategy)) |
		     json_object_set_new(object, "peer", json_value_text(key->peer)) |
		     json_object_set_new(object, "arm", json_value_text(key->arm));

	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		const char *column = factor_table[factor].column;
		failed |=
			json_object_set_new(object, column, factor_to_json(factor, &key->factors));
		if ((key->factors.derived & FACTOR_BIT(factor)) != 0)
			failed |= json_array_append_new(derived, json_string(column));
	}
	return (failed | json_object_set_new(object, "derived", derived)) == 0;
}

static bool lists(const json_t *array, const char *text)
{
	size_t index;
	json_t *item;

	json_array_foreach(array, index, item)
	{
		if (json_is_string(item) && strcmp(json_string_value(item), text) == 0)
			return true;
	}
	return false;
}

static const char *text_of(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));
	return text != NULL && text[0] != '\0' ? text : NULL;
}

enum up_status case_key_from_json(struct case_key *key, const json_t *object, const char *name,
				  struct up_error *err)
{
	const json_t *derived = json_object_get(object, "derived");

	UP_TRY(complete_text(&key->strategy, text_of(object, "strategy"), err));
	UP_TRY(complete_text(&key->peer, text_of(object, "peer"), err));
	UP_TRY(complete_text(&key->arm, text_of(object, "arm"), err));
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		const char *column = factor_table[factor].column;
		UP_TRY(factor_from_json(factor, &key->factors, json_object_get(object, column),
					err));
		if (lists(derived, column))
			key->factors.derived |= FACTOR_BIT(factor);
	}
	return json_is_array(derived) ? UP_OK : case_key_recover(key, name, err);
}

/* ---- files of earlier versions ---- */

/* The value of the word NAME=VALUE, or of NAME, in the name of a case. */
static bool find_word(const char *name, const char *word, struct up_buffer *value)
{
	const size_t length = strlen(word);

	for (const char *c = strchr(name, ' '); c != NULL; c = strchr(c, ' ')) {
		c++;
		if (strncmp(c, word, length) != 0 || strchr("= ", c[length]) == NULL)
			continue;
		const char *begin = c + length + (c[length] == '=');
		up_buffer_clear(value);
		up_buffer_append(value, begin, strcspn(begin, " "));
		return true;
	}
	return false;
}

static void recover_level(struct factors *factors, enum factor factor, const char *value)
{
	int64_t *level = (void *)((char *)factors + factor_table[factor].offset);

	switch (factor_table[factor].kind) {
	case FACTOR_DURATION_KIND:
		unit_parse_duration(value, level);
		break;
	case FACTOR_RATE_KIND:
		unit_parse_rate(value, level);
		break;
	case FACTOR_FLAG_KIND:
		*level = 1;
		break;
	default:
		break; /* has been a column from the first version on */
	}
}

enum up_status case_key_recover(struct case_key *key, const char *name, struct up_error *err)
{
	UP_BUFFER value = {0};

	name = name != NULL ? name : "";
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		const bool is_named = find_word(name, factor_table[factor].name, &value);
		if (factor_table[factor].rule == FACTOR_DERIVED && !is_named)
			key->factors.derived |= FACTOR_BIT(factor);
		if (!factor_is_known(factor, &key->factors) && is_named)
			recover_level(&key->factors, factor, up_buffer_string(&value));
	}
	if (key->arm == NULL && find_word(name, "arm", &value))
		UP_TRY(complete_text(&key->arm, up_buffer_string(&value), err));
	factors_assume_defaults(&key->factors);
	return up_buffer_check(&value, err);
}
