/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/arm_text.h"

#include "cli/experiment/sql_file.h"
#include "cli/option/number.h"
#include "cli/option/value.h"
#include "measure/case/fixed_setting.h"
#include "measure/subject/program_distribution.h"

#include <inttypes.h>
#include <string.h>

#define KEYS "dbname, pooled, set, schema-sql, distribute, shards, shape or peer"

/* Takes the text of a value, quoted or not, up to its comma; *text moves behind that. */
static enum up_status take_value(const char **text, struct up_buffer *value, struct up_error *err)
{
	const char *at = *text;
	bool quoted = *at == '"';

	up_buffer_clear(value);
	for (at += quoted; *at != '\0'; at++) {
		if (quoted && at[0] == '"' && at[1] == '"')
			at++;
		else if (quoted ? *at == '"' : *at == ',')
			break;
		up_buffer_append_char(value, *at);
	}
	if (quoted && *at != '"')
		return up_fail(err, UP_INVALID, "the closing '\"' of a value is missing");
	at += quoted;
	if (*at != '\0' && *at != ',')
		return up_fail(err, UP_INVALID,
			       "after the closing '\"' of a value a comma is expected");
	*text = *at == ',' ? at + 1 : at;
	return up_buffer_check(value, err);
}

static enum up_status set_once(char **target, const char *key, const char *value,
			       struct up_error *err)
{
	if (*target != NULL)
		return up_fail(err, UP_INVALID, "%s is given twice", key);
	if (value[0] == '\0')
		return up_fail(err, UP_INVALID, "%s is empty", key);
	return value_read_string(value, target, err);
}

static enum up_status read_schema(struct arm *arm, const char *path, struct up_error *err)
{
	UP_BUFFER sql = {0};

	UP_TRY(set_once(&arm->schema_source, "schema-sql", path, err));
	UP_TRY(sql_file_read("schema-sql", path, &sql, err));
	return value_read_string(up_buffer_string(&sql), &arm->schema_sql, err);
}

static enum up_status take_shards(struct arm *arm, const char *value, struct up_error *err)
{
	if (arm->shards > 0)
		return up_fail(err, UP_INVALID, "shards is given twice");
	if (number_read_whole(value, 1, PROGRAM_SHARDS_MAX, &arm->shards, err) != UP_OK)
		return up_error_prefix(err, "shards");
	return UP_OK;
}

/* Makes its SQL from how it is distributed. */
static enum up_status settle_distribution(struct arm *arm, struct up_error *err)
{
	UP_BUFFER source = {0};
	UP_BUFFER sql = {0};

	if (arm->distribution == NULL)
		return arm->shards == 0 ? UP_OK
					: up_fail(err, UP_INVALID, "shards requires distribute");
	if (arm->schema_source != NULL || arm->shape_file != NULL)
		return up_fail(err, UP_INVALID,
			       "distribute is of the built-in table: it is not possible with "
			       "schema-sql, whose SQL can distribute a table, nor with shape");
	if (program_distribution_append(&sql, arm->distribution, arm->shards, err) != UP_OK)
		return up_error_prefix(err, "distribute");
	if (sql.length == 0) {
		free(UP_TAKE(arm->distribution));
		return UP_OK;
	}
	up_buffer_append_format(&source, "distribute=%s", arm->distribution);
	if (arm->shards > 0)
		up_buffer_append_format(&source, ", shards=%" PRId64, arm->shards);
	UP_TRY(up_buffer_check(&source, err));
	arm->schema_source = up_buffer_detach(&source);
	arm->schema_sql = up_buffer_detach(&sql);
	return UP_OK;
}

static enum up_status take_peer(struct arm *arm, const char *path, struct up_error *err)
{
	UP_TRY(set_once(&arm->peer, "peer", path, err));
	/* Without a slash, a shell would look in PATH; this does not. */
	if (access(path, X_OK) != 0)
		return up_fail_errno(err, UP_INVALID, "peer: cannot run %s", path);
	return UP_OK;
}

static bool is_key(const char *text, size_t length, const char *key)
{
	return length == strlen(key) && strncmp(text, key, length) == 0;
}

/* number: of the item, from 1, which stands for its text in messages. */
static enum up_status take_item(struct arm *arm, const char **text, int number,
				struct up_error *err)
{
	UP_BUFFER buffer = {0};
	const char *key = *text;
	size_t length = strcspn(key, "=,");

	if (key[length] != '=')
		return up_fail(
			err, UP_INVALID,
			"item %d is not of the form KEY=VALUE (a value with a comma must be in "
			"double quotes)",
			number);
	*text += length + 1;
	UP_TRY(take_value(text, &buffer, err));
	const char *value = up_buffer_string(&buffer);
	if (is_key(key, length, "dbname"))
		return set_once(&arm->dbname, "dbname", value, err);
	if (is_key(key, length, "pooled"))
		return set_once(&arm->pooled, "pooled", value, err);
	if (is_key(key, length, "schema-sql"))
		return read_schema(arm, value, err);
	if (is_key(key, length, "distribute"))
		return set_once(&arm->distribution, "distribute", value, err);
	if (is_key(key, length, "shards"))
		return take_shards(arm, value, err);
	if (is_key(key, length, "shape"))
		return set_once(&arm->shape_file, "shape", value, err);
	if (is_key(key, length, "peer"))
		return take_peer(arm, value, err);
	if (!is_key(key, length, "set"))
		return up_fail(err, UP_INVALID, "the key of item %d is not " KEYS, number);
	if (value[0] == '=' || strchr(value, '=') == NULL)
		return up_fail(err, UP_INVALID, "set: \"%s\" is not of the form NAME=VALUE", value);
	if (fixed_setting_check(value, err) != UP_OK)
		return up_error_prefix(err, "set");
	return arm_add_setting(arm, value, err);
}

static enum up_status read_items(const char *text, struct arm *arm, struct up_error *err)
{
	size_t length = strlen(text);

	/* A comma at the end would be an item without a word. */
	if (length > 0 && text[length - 1] == ',')
		return up_fail(err, UP_INVALID, "there is nothing after the last comma");
	for (int number = 1; *text != '\0'; number++)
		UP_TRY(take_item(arm, &text, number, err));
	return UP_OK;
}

enum up_status arm_text_read(const char *text, struct arm *arm, struct up_error *err)
{
	const size_t length = strcspn(text, ":");
	ARM new = {.text = strdup(text), .name = strndup(text, length)};

	if (new.text == NULL || new.name == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an arm");
	if (!value_is_name(new.name))
		return up_fail(
			err, UP_INVALID,
			"an arm begins with its name (letters, digits, '-', '_' and '.'), as in "
			"base or nojit:set=jit=off");
	if (read_items(text[length] == ':' ? text + length + 1 : "", &new, err) != UP_OK ||
	    settle_distribution(&new, err) != UP_OK)
		return up_error_prefix(err, "%s", new.name);
	*arm = new;
	new = (struct arm){0};
	return UP_OK;
}

static void append_item(struct up_buffer *text, bool *first, const char *key, const char *value)
{
	const bool quoted = strpbrk(value, ",\"") != NULL;

	up_buffer_append_format(text, "%c%s=%s", *first ? ':' : ',', key, quoted ? "\"" : "");
	for (; *value != '\0'; value++) {
		if (quoted && *value == '"')
			up_buffer_append_char(text, '"');
		up_buffer_append_char(text, *value);
	}
	if (quoted)
		up_buffer_append_char(text, '"');
	*first = false;
}

static void append_distribution(struct up_buffer *text, bool *first, const struct arm *arm)
{
	char shards[24];

	append_item(text, first, "distribute", arm->distribution);
	if (arm->shards == 0)
		return;
	snprintf(shards, sizeof shards, "%" PRId64, arm->shards);
	append_item(text, first, "shards", shards);
}

void arm_text_append(struct up_buffer *text, const struct arm *arm)
{
	bool first = true;

	up_buffer_append_string(text, arm->name);
	if (arm->dbname != NULL)
		append_item(text, &first, "dbname", "...");
	if (arm->pooled != NULL)
		append_item(text, &first, "pooled", "...");
	for (size_t s = 0; s < arm->setting_count; s++)
		append_item(text, &first, "set", arm->settings[s]);
	if (arm->distribution != NULL)
		append_distribution(text, &first, arm);
	else if (arm->schema_source != NULL)
		append_item(text, &first, "schema-sql", arm->schema_source);
	if (arm->shape_file != NULL)
		append_item(text, &first, "shape", arm->shape_file);
	if (arm->peer != NULL)
		append_item(text, &first, "peer", arm->peer);
}
