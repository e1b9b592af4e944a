/* SPDX-License-Identifier: PostgreSQL */
/* Keys for tests, from names as the program writes them: "copy-temp rows=20 rtt=2ms tuned". */
#ifndef UNIT_KEY_OF_H
#define UNIT_KEY_OF_H

#include "record/case_key.h"
#include "record/settings.h"
#include "text/unit.h"

#include <criterion/criterion.h>

static inline bool key_take_word(struct case_key *key, const char *name, const char *value)
{
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		const struct factor_info *info = &factor_table[factor];
		int64_t *level = (void *)((char *)&key->factors + info->offset);
		if (strcmp(info->name, name) != 0 || info->kind == FACTOR_SETTINGS_KIND)
			continue;
		if (info->kind == FACTOR_DURATION_KIND)
			return unit_parse_duration(value, level);
		if (info->kind == FACTOR_RATE_KIND)
			return unit_parse_rate(value, level);
		if (info->kind == FACTOR_FLAG_KIND)
			return *level = 1, true;
		return factor_parse(factor, &key->factors, value, NULL) == UP_OK;
	}
	return false;
}

/* A word of a name; blanks in single quotes are part of it. */
static inline size_t key_word_length(const char *word)
{
	size_t length = 0;

	for (bool quoted = false; word[length] != '\0' && (quoted || word[length] != ' '); length++)
		quoted ^= word[length] == '\'';
	return length;
}

/* The levels that a name leaves out are not known; key is a blank one.  A name that does not
 * begin with the strategy is no name of the program, and all of it is the strategy's. */
static inline void key_of_name(struct case_key *key, const char *name, const char *strategy)
{
	const size_t first = strlen(strategy);
	const bool is_plain =
		strncmp(name, strategy, first) == 0 && (name[first] == '\0' || name[first] == ' ');

	key->strategy = strdup(is_plain ? strategy : name);
	for (const char *word = is_plain ? name + first : ""; *word != '\0';) {
		word += strspn(word, " ");
		const size_t length = key_word_length(word);
		UP_FREE char *text = strndup(word, length);
		const char *rest = text;
		UP_BUFFER label = {0};
		UP_BUFFER value = {0};
		word += length;
		if (key->arm != NULL || !settings_next(&rest, &label, &value))
			continue;
		if (strcmp(up_buffer_string(&label), "arm") == 0) {
			key->arm = up_buffer_detach(&value);
		} else if (!key_take_word(key, up_buffer_string(&label),
					  up_buffer_string(&value))) {
			up_buffer_append_format(&label, "=%s", up_buffer_string(&value));
			cr_assert_eq(settings_add(&key->factors.settings, label.data, NULL), UP_OK);
		}
	}
}

#endif
