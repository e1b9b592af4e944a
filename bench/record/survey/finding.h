/* SPDX-License-Identifier: PostgreSQL */
/* What was found on a server that matters to a run there. */
#ifndef RECORD_SURVEY_FINDING_H
#define RECORD_SURVEY_FINDING_H

#include "record/member.h"

enum severity {
	SEVERITY_UNKNOWN,
	SEVERITY_REFUSED, /* a run cannot be right there, and ends before it writes anything */
	SEVERITY_WARNING, /* a run may disturb others, or be disturbed */
	SEVERITY_NOTE,    /* to be known when numbers are read */
};

/* Their names, by severity; the first is empty, NULL at the end. */
extern const char *const severity_words[];

/* All texts are owned; the first is a word for programs, such as "standby". */
struct finding {
	char *subject;
	int severity;
	char *what;        /* "the server is a standby" */
	char *consequence; /* "nothing can be written to it" */
	char *remedy;      /* "measure on its primary" */
};

extern const struct record_table finding_table;

struct finding_list {
	struct finding *items; /* owned */
	size_t count;
};

static inline void finding_list_release(struct finding_list *list)
{
	record_list_release(&finding_table, list);
}
#define FINDING_LIST UP_CLEANUP(finding_list_release) struct finding_list

/* The texts are copied. */
UP_MUST_CHECK enum up_status finding_list_add(struct finding_list *list, const char *subject,
					      enum severity severity, const char *what,
					      const char *consequence, const char *remedy,
					      struct up_error *err);

/* The first of a severity; NULL: there is none. */
const struct finding *finding_list_first(const struct finding_list *list, enum severity severity);

/* "the server is a standby: nothing can be written to it; measure on its primary" */
void finding_append(struct up_buffer *text, const struct finding *finding);

#endif
