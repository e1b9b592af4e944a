/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/program_distribution.h"

#include <inttypes.h>
#include <string.h>

/* Reference tables take no shard count. */
#define REFERENCE                                                                                  \
	"SELECT create_reference_table('ads_business');\n"                                         \
	"SELECT create_reference_table('ads_programregistry');\n"

enum distribution {
	DISTRIBUTION_NONE,
	DISTRIBUTION_SCOPE,
	DISTRIBUTION_KEY,
	DISTRIBUTION_REFERENCE,
};

static const struct {
	const char *word;
	enum distribution distribution;
} words[] = {
	{PROGRAM_NOT_DISTRIBUTED, DISTRIBUTION_NONE},
	{"scope", DISTRIBUTION_SCOPE},
	{"username", DISTRIBUTION_SCOPE},
	{"key", DISTRIBUTION_KEY},
	{"program_id", DISTRIBUTION_KEY},
	{"reference", DISTRIBUTION_REFERENCE},
};

static enum up_status find(const char *by, enum distribution *distribution, struct up_error *err)
{
	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
		if (strcmp(words[w].word, by) != 0)
			continue;
		*distribution = words[w].distribution;
		return UP_OK;
	}
	return up_fail(
		err, UP_INVALID,
		"\"%s\" is not none, scope, key, reference, username or program_id: by another "
		"column no unique index on the key is possible",
		by);
}

/* with: the table beside which the shards are; "none": those of no other table. */
static void append_table(struct up_buffer *sql, const char *table, const char *column,
			 const char *with, int64_t shards)
{
	up_buffer_append_format(sql,
				"SELECT create_distributed_table('%s', '%s', colocate_with => '%s'",
				table, column, with);
	if (shards > 0)
		up_buffer_append_format(sql, ", shard_count => %" PRId64, shards);
	up_buffer_append_string(sql, ");\n");
}

static void append_key(struct up_buffer *sql, const char *column)
{
	up_buffer_append_format(sql,
				"ALTER TABLE ads_programregistry DROP CONSTRAINT "
				"ads_programregistry_pkey, ADD PRIMARY KEY (id, %s);\n",
				column);
}

enum up_status program_distribution_append(struct up_buffer *sql, const char *by, int64_t shards,
					   struct up_error *err)
{
	enum distribution distribution = DISTRIBUTION_NONE;

	UP_TRY(find(by, &distribution, err));
	switch (distribution) {
	case DISTRIBUTION_SCOPE:
		append_key(sql, "username");
		append_table(sql, "ads_business", "username", "none", shards);
		append_table(sql, "ads_programregistry", "username", "ads_business", 0);
		return up_buffer_check(sql, err);
	case DISTRIBUTION_KEY:
		append_key(sql, "program_id");
		append_table(sql, "ads_programregistry", "program_id", "none", shards);
		return up_buffer_check(sql, err);
	case DISTRIBUTION_NONE:
	case DISTRIBUTION_REFERENCE:
		break;
	}
	if (shards > 0)
		return up_fail(
			err, UP_INVALID,
			"a number of shards is possible for a table that is distributed by a "
			"column, which \"%s\" is not",
			by);
	if (distribution == DISTRIBUTION_REFERENCE)
		up_buffer_append_string(sql, REFERENCE);
	return up_buffer_check(sql, err);
}
