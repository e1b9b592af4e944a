/* SPDX-License-Identifier: PostgreSQL */
#include "record/conformance.h"

#include "record/object.h"

#include <unistd.h>

const char *const conformance_verdict_names[] = {
	[CONFORMANCE_OK] = "ok",
	[CONFORMANCE_DEPARTS] = "departs",
	[CONFORMANCE_SKIPPED] = "skipped",
	[CONFORMANCE_VERDICT_COUNT] = NULL,
};

#define AT(member) offsetof(struct conformance, member)
static const struct member members[] = {
	MEMBER_WITH("case", TEXT, fixture, .is_required = true),
	MEMBER_WITH("policy", TEXT, policy, .is_required = true),
	MEMBER_WITH("strategy", TEXT, strategy, .is_required = true),
	MEMBER_WITH("outcome", TEXT, outcome, .is_required = true),
	MEMBER_WITH("verdict", WORD, verdict, .words = conformance_verdict_names,
		    .is_required = true),
};
static const struct record_table table = RECORD_TABLE(members, struct conformance);

void conformance_list_release(struct conformance_list *list)
{
	record_list_release(&table, list);
}

enum up_status conformance_list_add(struct conformance_list *list,
				    const struct conformance *conformance, struct up_error *err)
{
	struct conformance *copy = record_list_add(&table, list);

	if (copy == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a result");
	copy->verdict = conformance->verdict;
	UP_TRY(text_set(&copy->fixture, conformance->fixture, err));
	UP_TRY(text_set(&copy->policy, conformance->policy, err));
	UP_TRY(text_set(&copy->strategy, conformance->strategy, err));
	return text_set(&copy->outcome, conformance->outcome, err);
}

size_t conformance_list_count(const struct conformance_list *list, enum conformance_verdict verdict)
{
	size_t count = 0;

	for (size_t m = 0; m < list->count; m++)
		count += list->items[m].verdict == (int)verdict;
	return count;
}

json_t *conformance_list_to_json(const struct conformance_list *list)
{
	return object_list_write(&table, list);
}

enum up_status conformance_list_read(const char *path, struct conformance_list *list,
				     struct up_error *err)
{
	OBJECT_JSON *array = NULL;

	if (access(path, R_OK) != 0)
		return up_fail_errno(err, UP_IO, "cannot read %s", path);
	UP_TRY(object_load(path, &array, err));
	if (!json_is_array(array))
		return up_fail(err, UP_INVALID, "%s: not an array of results", path);
	if (object_list_read(&table, array, list, err) != UP_OK)
		return up_error_prefix(err, "%s", path);
	return UP_OK;
}
