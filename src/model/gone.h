/* SPDX-License-Identifier: PostgreSQL */
/* What becomes of rows that are gone: in the scope of a sync, or in the table where there is none, but not
 * fetched. */
#ifndef UP_MODEL_GONE_H
#define UP_MODEL_GONE_H

enum up_gone_action {
	UP_GONE_IGNORE, /* they are not looked for */
	UP_GONE_COUNT,
	UP_GONE_MARK, /* a column gets a value, as of a row that is inactive */
	UP_GONE_DELETE,
};

struct up_gone {
	enum up_gone_action action;
	const char *column; /* borrowed, as is the next; read for UP_GONE_MARK alone */
	const char *value;  /* as text, as the server reads it */
};

#endif
