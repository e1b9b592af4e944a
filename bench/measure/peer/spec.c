/* SPDX-License-Identifier: PostgreSQL */
#include "measure/peer/spec.h"

#include <stdlib.h>

void peer_spec_release(struct peer_spec *spec)
{
	free(spec->name);
	free(spec->strategy);
	free(spec->path);
	*spec = (struct peer_spec){0};
}

static enum up_status copy(char **target, const char *text, size_t length, struct up_error *err)
{
	*target = strndup(text, length);
	return *target != NULL ? UP_OK : up_fail(err, UP_NO_MEMORY, "out of memory for a peer");
}

static enum up_status check_name(const struct peer_spec *spec, struct up_error *err)
{
	static const char allowed[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+";

	if (spec->name[0] == '\0' || spec->name[strspn(spec->name, allowed)] != '\0')
		return up_fail(err, UP_INVALID,
			       "\"%s\" is not a name for a peer: use letters, digits, '-', '_', "
			       "'.' and '+'",
			       spec->name);
	if (shipped_peer_find(spec->name) != NULL)
		return up_fail(err, UP_INVALID,
			       "\"%s\" is the name of a shipped peer: choose another name",
			       spec->name);
	return UP_OK;
}

static enum up_status check_program(const struct peer_spec *spec, struct up_error *err)
{
	/* Without a slash, a shell would look in PATH; this does not. */
	if (access(spec->path, X_OK) != 0)
		return up_fail_errno(err, UP_INVALID, "%s: cannot run %s", spec->name, spec->path);
	return UP_OK;
}

/* PATH or PATH:STRATEGY. */
static enum up_status take_program(struct peer_spec *spec, const char *text, struct up_error *err)
{
	const char *colon = strrchr(text, ':');

	spec->is_upbench = colon != NULL;
	UP_TRY(copy(&spec->path, text, colon != NULL ? (size_t)(colon - text) : strlen(text), err));
	const char *strategy = colon != NULL ? colon + 1 : spec->name;
	UP_TRY(copy(&spec->strategy, strategy, strlen(strategy), err));
	if (spec->strategy[0] == '\0')
		return up_fail(err, UP_INVALID,
			       "\"%s=%s\": the strategy after the colon is missing", spec->name,
			       text);
	return check_program(spec, err);
}

/* The message that opens a conversation states a key of one column, a scope, and types that
 * every program knows by name. */
static enum up_status check_relation(const struct up_update *update, struct up_error *err)
{
	const struct up_relation *relation = update->relation;

	if (relation->key_count > 1 || !up_relation_has_scope(relation))
		return up_fail(err, UP_UNSUPPORTED,
			       "peers update a table by one key column and a scope: \"%s\" has %s",
			       relation->table,
			       relation->key_count > 1 ? "a key of several columns" : "no scope");
	for (size_t c = 0; c < relation->column_count; c++) {
		const struct up_column *column = &relation->columns[c];
		if (column->type == UP_TYPE_OTHER)
			return up_fail(err, UP_UNSUPPORTED,
				       "peers have no values of type %s: column \"%s\"",
				       column->type_name, column->name);
	}
	return UP_OK;
}

static void describe(struct peer_spec *spec)
{
	spec->takes_sync = spec->shipped != NULL && spec->shipped->takes_sync;
	spec->as_strategy = (struct up_strategy){
		.name = spec->name,
		.summary = spec->shipped != NULL ? spec->shipped->summary : "another program",
		.flags = UP_STRATEGY_AUTOCOMMIT, /* its transaction is its own */
		.copies = 1,
		.check = check_relation,
	};
}

static enum up_status init(struct peer_spec *spec, const char *text, struct up_error *err)
{
	const char *equals = strchr(text, '=');

	spec->shipped = shipped_peer_find(text);
	UP_TRY(copy(&spec->name, text, equals != NULL ? (size_t)(equals - text) : strlen(text),
		    err));
	if (spec->shipped != NULL) {
		UP_TRY(copy(&spec->strategy, text, strlen(text), err));
	} else if (equals != NULL) {
		UP_TRY(check_name(spec, err));
		UP_TRY(take_program(spec, equals + 1, err));
	} else {
		return up_fail(err, UP_INVALID,
			       "there is no peer \"%s\": `upbench list peers` lists the shipped "
			       "ones; NAME=PATH names a program",
			       text);
	}
	describe(spec);
	return UP_OK;
}

static enum up_status init_upbench(struct peer_spec *spec, const char *path, const char *strategy,
				   struct up_error *err)
{
	spec->is_upbench = true;
	UP_TRY(copy(&spec->name, strategy, strlen(strategy), err));
	UP_TRY(copy(&spec->strategy, strategy, strlen(strategy), err));
	UP_TRY(copy(&spec->path, path, strlen(path), err));
	UP_TRY(check_program(spec, err));
	describe(spec);
	return UP_OK;
}

enum up_status peer_spec_init_upbench(struct peer_spec *spec, const char *path,
				      const char *strategy, struct up_error *err)
{
	*spec = (struct peer_spec){0};
	enum up_status status = init_upbench(spec, path, strategy, err);
	if (status != UP_OK)
		peer_spec_release(spec);
	return status;
}

enum up_status peer_spec_init(struct peer_spec *spec, const char *text, struct up_error *err)
{
	*spec = (struct peer_spec){0};
	enum up_status status = init(spec, text, err);
	if (status != UP_OK)
		peer_spec_release(spec);
	return status;
}
