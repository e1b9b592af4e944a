/* SPDX-License-Identifier: PostgreSQL */
/* Which fetched rows does the table have already? */
#ifndef UP_SYNC_CLASSIFY_H
#define UP_SYNC_CLASSIFY_H

#include "model/batch.h"
#include "pg/conn.h"

/* One byte a row. */
enum up_class {
	UP_CLASS_NEW = 0,
	UP_CLASS_KNOWN = 1,      /* the server has its key */
	UP_CLASS_SUPERSEDED = 2, /* a later row has the same key: neither created nor updated */
};

struct up_classes {
	/* What to create and what to update. When all rows of the fetched batch are of
	 * one kind that is the fetched batch itself, without a copy, and the other is
	 * empty. */
	const struct up_batch *created;
	const struct up_batch *updated;
	struct up_batch own[2];
};

void up_classes_release(struct up_classes *classes);
#define UP_CLASSES UP_CLEANUP(up_classes_release) struct up_classes

/* known gets one byte a row of fetched, appended: UP_CLASS_NEW or UP_CLASS_KNOWN.  Asks for all
 * keys of the scope, or for those of the batch alone: better where the batch is a small part of
 * them.  Without a scope, and with a key of several columns or of a type whose values can have
 * several texts (any but integers, uuid, text and varchar), it always asks for those of the batch;
 * in the latter two cases it is the server that compares them. */
UP_MUST_CHECK enum up_status up_classify(struct up_conn *conn, const struct up_batch *fetched,
					 const char *scope, bool all_keys, struct up_buffer *known,
					 struct up_error *err);

/* Splits fetched (borrowed by classes) by known, an enum up_class for each row. */
UP_MUST_CHECK enum up_status up_classes_split(const struct up_batch *fetched, const char *known,
					      struct up_classes *classes, struct up_error *err);

#endif
