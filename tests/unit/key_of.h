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

/* The levels that a name leaves out are not known; key is a blank one. */
static inline void key_of_name(struct case_key *key, const char *name)
{
	UP_BUFFER word = {0};
	UP_BUFFER value = {0};
	const char *rest = name + strcspn(name, " ");

	key->strategy = strndup(name, strcspn(name, " "));
	while (settings_next(&rest, &word, &value)) {
		const char *text = up_buffer_string(&word);
		UP_BUFFER setting = {0};
		if (strcmp(text, "arm") == 0)
			key->arm = strdup(up_buffer_string(&value));
		if (key->arm != NULL || key_take_word(key, text, up_buffer_string(&value)))
			continue;
		up_buffer_append_format(&setting, "%s=%s", text, up_buffer_string(&value));
		cr_assert_eq(settings_add(&key->factors.settings, setting.data, NULL), UP_OK);
	}
}

#endif
