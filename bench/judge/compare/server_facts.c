/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/server_facts.h"

#include "judge/compare/named_list.h"

#include <string.h>

#define AT(member) offsetof(struct manifest_server, member)

static const struct member facts[] = {
	MEMBER("server version", TEXT, version),
	MEMBER("JIT compiler", FACT, has_jit),
	MEMBER("private cluster", FACT, is_private),
	MEMBER("file system", TEXT, filesystem),
	MEMBER("data checksums", TEXT, data_checksums),
	MEMBER("block size", INTEGER, block_size),
	MEMBER("assertions", FACT, has_assertions),
	MEMBER("synchronous standbys", INTEGER, sync_standbys),
	MEMBER("encoding", TEXT, database.encoding),
	MEMBER("collation provider", TEXT, database.collation_provider),
	MEMBER("collation", TEXT, database.collation),
	MEMBER("collation version", TEXT, database.collation_version),
	MEMBER("character type", TEXT, database.character_type),
	MEMBER("all settings visible", FACT, shows_all_settings),
};

/* ---- engine ----------------------------------------------------------- */

/* A run that did not record it was made on any. */
static enum up_status compare_engines(struct difference_list *list, const char *prefix,
				      const struct engine *base, const struct engine *new,
				      struct up_error *err)
{
	UP_BUFFER of_base = {0};
	UP_BUFFER of_new = {0};

	engine_append(&of_base, base);
	engine_append(&of_new, new);
	if (base->name == NULL || new->name == NULL)
		return UP_OK;
	return difference_list_compare(list, prefix, "engine", &of_base, &of_new, err);
}

/* ---- extensions ------------------------------------------------------- */

/* A run that did not record them has none, too. */
static void append_extensions(struct up_buffer *text, const struct text_list *extensions)
{
	for (size_t e = 0; e < extensions->count; e++)
		up_buffer_append_format(text, "%s%s", e > 0 ? ", " : "", extensions->items[e]);
	if (extensions->count == 0)
		up_buffer_append_string(text, "none recorded");
}

static enum up_status compare_extensions(struct difference_list *list, const char *prefix,
					 const struct manifest_server *base,
					 const struct manifest_server *new, struct up_error *err)
{
	UP_BUFFER of_base = {0};
	UP_BUFFER of_new = {0};

	append_extensions(&of_base, &base->database.extensions);
	append_extensions(&of_new, &new->database.extensions);
	return difference_list_compare(list, prefix, "extensions", &of_base, &of_new, err);
}

/* ---- settings --------------------------------------------------------- */

/* Where a server keeps its files, its name, and how many it would let in change nothing that
 * is measured. */
static bool is_aside(const char *setting)
{
	static const char *const aside[] = {
		"application_name",  "cluster_name",    "config_file", "data_directory",
		"external_pid_file", "hba_file",        "ident_file",  "log_directory",
		"log_filename",      "max_connections", "port",        "unix_socket_directories",
	};

	for (size_t p = 0; p < sizeof aside / sizeof aside[0]; p++) {
		if (strcmp(setting, aside[p]) == 0)
			return true;
	}
	return false;
}

static void append_setting(struct up_buffer *text, const struct manifest_setting *setting)
{
	if (setting == NULL)
		up_buffer_append_string(text, "default");
	else if (setting->value == NULL)
		up_buffer_append_string(text, "hidden");
	else
		up_buffer_append_format(text, "%s%s%s",
					setting->value[0] != '\0' ? setting->value : "(empty)",
					setting->unit != NULL ? " × " : "",
					setting->unit != NULL ? setting->unit : "");
}

struct settings {
	struct difference_list *list;
	const char *prefix;
};

static enum up_status compare_setting(void *context, const char *name, const void *base,
				      const void *new, struct up_error *err)
{
	const struct settings *settings = context;
	UP_BUFFER fact = {0};
	UP_BUFFER of_base = {0};
	UP_BUFFER of_new = {0};

	if (is_aside(name))
		return UP_OK;
	up_buffer_append_format(&fact, "setting %s", name);
	append_setting(&of_base, base);
	append_setting(&of_new, new);
	UP_TRY(up_buffer_check(&fact, err));
	return difference_list_compare(settings->list, settings->prefix, fact.data, &of_base,
				       &of_new, err);
}

enum up_status server_facts_compare(struct difference_list *list, const char *prefix,
				    const struct manifest_server *base,
				    const struct manifest_server *new, struct up_error *err)
{
	const struct named_list of_base = NAMED(base->settings);
	const struct named_list of_new = NAMED(new->settings);
	struct settings settings = {list, prefix};

	UP_TRY(difference_list_compare_members(list, prefix, facts, sizeof facts / sizeof facts[0],
					       base, new, err));
	UP_TRY(compare_engines(list, prefix, &base->engine, &new->engine, err));
	UP_TRY(compare_extensions(list, prefix, base, new, err));
	return named_list_each(&of_base, &of_new, compare_setting, &settings, err);
}
