/* SPDX-License-Identifier: PostgreSQL */
/* Which fetched rows does the table have already? */
#ifndef UP_SYNC_CLASSIFY_H
#define UP_SYNC_CLASSIFY_H

#include "model/batch.h"
#include "pg/conn.h"
#include "sync/keyset.h"

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

/* How a sync learns which keys the server has.
 *
 * It reads all keys of the scope, or of the table without one, by COPY … TO STDOUT into a set of
 * their hashes (sync/keyset.h), or asks for those of each batch, 8192 in a statement, by a join
 * with their arrays.
 *
 * Microseconds per key that is read or asked for (bench/micro/keys.c; PostgreSQL 15, keys of 22
 * characters, medians of one interleaved run on a busy machine, so that only their ratios count):
 *
 *   keys of the scope, of the batch           1,914   100,000   1,000,000
 *                                             1,914     1,914      65,536
 *   read  SELECT                                1.5       1.2         1.1
 *         COPY TO                               0.3       1.0         0.8
 *         COPY TO, rows joined by string_agg    0.6       1.3         1.5
 *   ask   = ANY, in text                        4.1        12          15
 *         = ANY, in binary                      0.7       9.7          13
 *         join with unnest, in text             2.3        12          16
 *         join with unnest, in binary           1.1        12          15
 *         the same, all in one statement        0.8        13          10
 *         COPY into a temporary table, join     8.1        15          27
 *
 * A million rows that are streamed, of a scope with as many, are classified in the time of those
 * that are held in memory (bench/micro/classify.c: 0.97 to 1.13 times in nine passes), where asking
 * for all of them took 3.8 times as long.
 *
 * They are all read where the planner expects at most eight times as many as the sync has rows,
 * and there is room: for four million, or for two per row of the sync.  If there are more after
 * all, the reading ends there, and the keys of the batch are asked for.  Values of a key that can
 * have several texts (any type but integers, uuid, text and varchar) are left to the server to
 * compare: such keys are always asked for. */
#define UP_CLASSIFY_BOUNDED_ROWS                                                                   \
	((int64_t)1 << 21) /* that have room for no more than four million */

struct up_classifier {
	struct up_conn *conn; /* borrowed, as are the next two */
	const struct up_relation *relation;
	const char *scope;
	int64_t table_keys; /* as the planner expects, or more than have been read; -1: not known */
	bool has_all;       /* keys are those of the scope, in the sync under way */
	struct up_keyset keys;
	struct up_buffer line;
};

/* Asks the planner for its estimate, outside any sync: it holds for all that follow. */
UP_MUST_CHECK enum up_status up_classifier_init(struct up_classifier *classifier,
						struct up_conn *conn,
						const struct up_relation *relation,
						const char *scope, struct up_error *err);
/* Of one that was initialized, or is all zero. */
void up_classifier_release(struct up_classifier *classifier);
#define UP_CLASSIFIER UP_CLEANUP(up_classifier_release) struct up_classifier

/* After each sync: forgets its keys. */
void up_classifier_restart(struct up_classifier *classifier);

/* known gets one byte a row of fetched, appended: UP_CLASS_NEW or UP_CLASS_KNOWN.  rows is how many
 * the sync has, or how many it is expected to have.  The new rows must be in the table before the
 * next call of the same sync.  No key is twice in fetched; one that is null is UP_INVALID. */
UP_MUST_CHECK enum up_status up_classify(struct up_classifier *classifier,
					 const struct up_batch *fetched, int64_t rows,
					 struct up_buffer *known, struct up_error *err);

/* Splits fetched (borrowed by classes) by known, an enum up_class for each row. */
UP_MUST_CHECK enum up_status up_classes_split(const struct up_batch *fetched, const char *known,
					      struct up_classes *classes, struct up_error *err);

#endif
