/* SPDX-License-Identifier: PostgreSQL */
#include "measure/peer/answer.h"

#define QUOTE_MAX 100 /* bytes of nonsense that are repeated to the user */

void answer_release(struct answer *answer)
{
	json_decref(answer->object);
	*answer = (struct answer){0};
}

/* The beginning of what it said, in one line of printable ASCII. */
static enum up_status fail_nonsense(const char *line, struct up_error *err)
{
	char quote[QUOTE_MAX + 1];
	size_t length = 0;

	for (; length < QUOTE_MAX && line[length] != '\0'; length++) {
		char c = line[length];
		quote[length] = c >= ' ' && c <= '~' ? c : '?';
	}
	quote[length] = '\0';
	return up_fail(err, UP_INVALID, "not a protocol message: %s%s", quote,
		       line[length] != '\0' ? "…" : "");
}

static bool take_text(struct answer *answer, const char *key, enum answer_kind kind)
{
	const json_t *value = json_object_get(answer->object, key);

	if (!json_is_string(value))
		return false;
	answer->kind = kind;
	answer->text = json_string_value(value);
	return true;
}

static bool take_count(const struct answer *answer, const char *key, int64_t *count)
{
	const json_t *value = json_object_get(answer->object, key);

	if (!json_is_integer(value) || json_integer_value(value) < 0)
		return false;
	*count = json_integer_value(value);
	return true;
}

/* One that may be missing. */
static bool take_optional(const struct answer *answer, const char *key, int64_t *count)
{
	*count = -1;
	return json_object_get(answer->object, key) == NULL || take_count(answer, key, count);
}

static bool take_stages(struct answer *answer)
{
	static const char *const keys[UP_STAGE_COUNT] = {
		[UP_STAGE_FETCH] = "fetch_ns",   [UP_STAGE_CLASSIFY] = "classify_ns",
		[UP_STAGE_CREATE] = "create_ns", [UP_STAGE_UPDATE] = "update_ns",
		[UP_STAGE_GONE] = "gone_ns",     [UP_STAGE_REFERENCES] = "business_ns",
		[UP_STAGE_COMMIT] = "commit_ns",
	};

	for (size_t stage = 0; stage < UP_STAGE_COUNT; stage++) {
		if (!take_optional(answer, keys[stage], &answer->stage_ns[stage]))
			return false;
	}
	return true;
}

static bool is_message(struct answer *answer)
{
	answer->flushes = json_is_true(json_object_get(answer->object, "flushes"));
	if (take_text(answer, "error", ANSWER_ERROR) || take_text(answer, "skip", ANSWER_SKIP) ||
	    take_text(answer, "ready", ANSWER_READY))
		return true;
	answer->kind = ANSWER_FLUSHED;
	if (json_is_integer(json_object_get(answer->object, "flushed")))
		return true;
	answer->kind = ANSWER_UPDATED;
	return take_count(answer, "rows", &answer->rows) && take_count(answer, "ns", &answer->ns) &&
	       take_optional(answer, "round_trips", &answer->round_trips) &&
	       take_optional(answer, "fetched", &answer->fetched) &&
	       take_optional(answer, "duplicates", &answer->duplicates) &&
	       take_optional(answer, "created", &answer->created) && take_stages(answer);
}

enum up_status answer_parse(const char *line, struct answer *answer, struct up_error *err)
{
	*answer = (struct answer){.object = json_loads(line, JSON_REJECT_DUPLICATES, NULL)};
	if (is_message(answer))
		return UP_OK;
	answer_release(answer);
	return fail_nonsense(line, err);
}
