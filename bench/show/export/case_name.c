/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/case_name.h"

#include "record/settings.h"

#include <math.h>
#include <string.h>

bool export_case_has_result(const struct summary *summary)
{
	return summary->status == SAMPLE_OK && summary->n > 0 && summary->case_name != NULL &&
	       isfinite(summary->median_ns) && summary->role != ROLE_IDLE;
}

static bool is_plain(char c)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._=+,:@-";
	return c != '\0' && strchr(plain, c) != NULL;
}

void export_append_word(struct up_buffer *text, const char *word)
{
	for (const char *c = word; *c != '\0'; c++) {
		if (is_plain(*c))
			up_buffer_append_char(text, *c);
		else
			up_buffer_append_format(text, "%%%02X", (unsigned)(unsigned char)*c);
	}
}

void export_append_pair(struct up_buffer *text, const char *name, const char *value)
{
	up_buffer_append_char(text, '/');
	export_append_word(text, name);
	if (value == NULL)
		return;
	up_buffer_append_char(text, '=');
	export_append_word(text, value);
}

static void append_settings(struct up_buffer *text, const struct case_key *key)
{
	UP_BUFFER name = {0};
	UP_BUFFER value = {0};

	for (const char *rest = key->factors.settings; settings_next(&rest, &name, &value);)
		export_append_pair(text, up_buffer_string(&name), up_buffer_string(&value));
	text->failed = text->failed || name.failed || value.failed;
}

void export_append_level(struct up_buffer *text, const struct case_key *key, enum factor factor,
			 const char *yes)
{
	const struct factor_info *info = &factor_table[factor];
	UP_BUFFER level = {0};

	if (info->kind == FACTOR_SETTINGS_KIND) {
		append_settings(text, key);
		return;
	}
	factor_append_level(factor, &key->factors, &level);
	export_append_pair(text, info->name,
			   info->kind == FACTOR_FLAG_KIND ? yes : up_buffer_string(&level));
	text->failed = text->failed || level.failed;
}

const char *export_contender(const struct case_key *key)
{
	return key->peer != NULL ? key->peer : key->strategy != NULL ? key->strategy : "";
}

void export_case_append_name(const struct summary *summary, struct up_buffer *text)
{
	const struct case_key *key = &summary->key;

	up_buffer_append_string(text, "update/");
	export_append_word(text, export_contender(key));
	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		if (!factor_is_default(factor, &key->factors))
			export_append_level(text, key, factor, NULL);
	}
	if (key->arm != NULL)
		export_append_pair(text, "arm", key->arm);
}
