/* SPDX-License-Identifier: PostgreSQL */
#include "record/conformance_file.h"

#include <jansson.h>
#include <stdint.h>
#include <string.h>

static void json_release(json_t **json)
{
	json_decref(*json);
}

static enum up_status add(const json_t *object, struct conformance_list *list, struct up_error *err)
{
	const char *verdict = json_string_value(json_object_get(object, "verdict"));
	/* Added as a copy, so it may borrow. */
	struct conformance conformance = {
		.fixture = (char *)(uintptr_t)json_string_value(json_object_get(object, "case")),
		.policy = (char *)(uintptr_t)json_string_value(json_object_get(object, "policy")),
		.strategy =
			(char *)(uintptr_t)json_string_value(json_object_get(object, "strategy")),
		.outcome = (char *)(uintptr_t)json_string_value(json_object_get(object, "outcome")),
	};

	if (conformance.fixture == NULL || conformance.policy == NULL ||
	    conformance.strategy == NULL || conformance.outcome == NULL || verdict == NULL)
		return up_fail(err, UP_INVALID,
			       "not a result of upbench check: case, policy, strategy, outcome and "
			       "verdict are strings");
	while (strcmp(conformance_verdict_name(conformance.verdict), verdict) != 0) {
		if (++conformance.verdict == CONFORMANCE_VERDICT_COUNT)
			return up_fail(err, UP_INVALID, "there is no verdict \"%s\"", verdict);
	}
	return conformance_list_add(list, &conformance, err);
}

enum up_status conformance_file_read(const char *path, struct conformance_list *list,
				     struct up_error *err)
{
	UP_FCLOSE FILE *file = fopen(path, "re");
	json_error_t where;
	size_t index;
	json_t *object;

	if (file == NULL)
		return up_fail_errno(err, UP_IO, "cannot read %s", path);
	UP_CLEANUP(json_release) json_t *array = json_loadf(file, 0, &where);
	if (array == NULL)
		return up_fail(err, UP_INVALID, "%s:%d: %s", path, where.line, where.text);
	if (!json_is_array(array))
		return up_fail(err, UP_INVALID, "%s: not an array of results", path);
	json_array_foreach(array, index, object)
	{
		if (add(object, list, err) != UP_OK)
			return up_error_prefix(err, "%s: result %zu", path, index + 1);
	}
	return UP_OK;
}
