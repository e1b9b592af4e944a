/* SPDX-License-Identifier: PostgreSQL */
#include "record/survey/finding.h"

const char *const severity_words[] = {
	[SEVERITY_UNKNOWN] = "",  [SEVERITY_REFUSED] = "refused", [SEVERITY_WARNING] = "warning",
	[SEVERITY_NOTE] = "note", [SEVERITY_NOTE + 1] = NULL,
};

#define AT(member) offsetof(struct finding, member)
static const struct member members[] = {
	MEMBER("subject", TEXT, subject),
	MEMBER_WITH("severity", WORD, severity, .words = severity_words),
	MEMBER("what", TEXT, what),
	MEMBER("consequence", TEXT, consequence),
	MEMBER("remedy", TEXT, remedy),
};
const struct record_table finding_table = RECORD_TABLE(members, struct finding);
#undef AT

enum up_status finding_list_add(struct finding_list *list, const char *subject,
				enum severity severity, const char *what, const char *consequence,
				const char *remedy, struct up_error *err)
{
	struct finding *finding = record_list_add(&finding_table, list);

	if (finding == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a finding");
	finding->severity = (int)severity;
	UP_TRY(text_set(&finding->subject, subject, err));
	UP_TRY(text_set(&finding->what, what, err));
	UP_TRY(text_set(&finding->consequence, consequence, err));
	return text_set(&finding->remedy, remedy, err);
}

const struct finding *finding_list_first(const struct finding_list *list, enum severity severity)
{
	for (size_t f = 0; f < list->count; f++) {
		if (list->items[f].severity == (int)severity)
			return &list->items[f];
	}
	return NULL;
}

void finding_append(struct up_buffer *text, const struct finding *finding)
{
	up_buffer_append_format(text, "%s: %s; %s", finding->what, finding->consequence,
				finding->remedy);
}
