/* SPDX-License-Identifier: PostgreSQL */
/*
 * The shape of a table: what a table like it is made from, without its rows.  It is kept in a file
 * of JSON (record/shape/file.h), and docs/shape.md describes every field of it.
 *
 * Names are as in the catalog, unquoted; types, functions and other tables are qualified and
 * quoted, as SQL takes them.  Definitions and expressions are the server's, written under an empty
 * search_path.  Texts, lists and what they hold are owned by the shape.  What is not known is as
 * record/member.h has it.
 *
 *   SHAPE shape = {0};
 *   UP_TRY(shape_read("orders.shape.json", &shape, err));
 */
#ifndef RECORD_SHAPE_SHAPE_H
#define RECORD_SHAPE_SHAPE_H

#include "record/shape/column.h"
#include "record/shape/constraint.h"
#include "record/shape/extended_statistics.h"
#include "record/shape/index.h"
#include "record/shape/partition.h"
#include "record/shape/trigger.h"
#include "record/shape/type.h"

/* The only format of the file so far. */
#define SHAPE_FORMAT 1

/* Bytes of a name, at most: NAMEDATALEN - 1. */
#define SHAPE_NAME_MAX 63

enum shape_kind {
	SHAPE_KIND_UNKNOWN,
	SHAPE_KIND_TABLE,
	SHAPE_KIND_PARTITIONED,
};

enum shape_replica_identity {
	SHAPE_REPLICA_IDENTITY_UNKNOWN,
	SHAPE_REPLICA_IDENTITY_DEFAULT,
	SHAPE_REPLICA_IDENTITY_NOTHING,
	SHAPE_REPLICA_IDENTITY_FULL,
	SHAPE_REPLICA_IDENTITY_INDEX,
};

/* Of a partitioned table, over all of its partitions. */
struct shape_bytes {
	int64_t main;
	int64_t indexes;
	int64_t toast; /* with its index */
};

struct shape_table {
	char *schema;
	char *name;
	int kind;            /* enum shape_kind */
	char *persistence;   /* "permanent", "unlogged" */
	char *access_method; /* "heap"; NULL: of a partitioned one that leaves it to its partitions */
	struct text_list reloptions;       /* "fillfactor=90" */
	struct text_list toast_reloptions; /* of its TOAST table */
	int replica_identity;              /* enum shape_replica_identity */
	enum fact has_row_security;
	int64_t pages;  /* as of the last VACUUM or ANALYZE */
	int64_t tuples; /* likewise; not known before the first one */
	struct shape_bytes bytes;
};

/* Where the key comes from. */
enum shape_key_origin {
	SHAPE_KEY_UNKNOWN,
	SHAPE_KEY_REPLICA_IDENTITY,
	SHAPE_KEY_PRIMARY,
	SHAPE_KEY_UNIQUE,
	SHAPE_KEY_OPTION, /* the user chose it */
};

/* The columns by which an update finds a row, in the order of their index. */
struct shape_key {
	struct text_list columns;
	int from; /* enum shape_key_origin */
	char *index;
};

/* Updates since the statistics of the server were reset. */
struct shape_activity {
	int64_t n_tup_upd;
	int64_t n_tup_hot_upd;
	int64_t n_tup_newpage_upd; /* 16 and up */
};

/* Something that a table made from the shape does not have, or has otherwise. */
struct shape_omission {
	char *what; /* "trigger touch" */
	char *why;
};

struct shape_hash {
	char *structure;  /* "sha256 <64 digits>" of all but tool, version of the server and what
			     depends on it, sizes, activity, statistics and what is left out */
	char *statistics; /* of the statistics but for values; NULL: there are none */
};

#define SHAPE_LIST(type)                                                                           \
	struct {                                                                                   \
		struct type *items;                                                                \
		size_t count;                                                                      \
	}

struct shape {
	int64_t format;
	char *tool; /* "upbench 0.1.0" */
	int64_t server_version_num;
	char *engine; /* "citus"; NULL: PostgreSQL's own */
	struct shape_table table;
	struct shape_key key;
	char *scope; /* column; NULL: none */
	SHAPE_LIST(shape_column) columns;
	SHAPE_LIST(shape_type) types; /* those that others are made of first */
	SHAPE_LIST(shape_index) indexes;
	SHAPE_LIST(shape_constraint) constraints;
	SHAPE_LIST(shape_extended_statistics) extended_statistics;
	struct shape_partitions partitions;
	SHAPE_LIST(shape_trigger) triggers;
	struct shape_activity activity;
	SHAPE_LIST(shape_omission) left_out;
	struct shape_hash hash;
};

extern const struct record_table shape_table_table;
extern const struct record_table shape_activity_table;
extern const struct record_table shape_omission_table;
extern const struct record_table shape_root_table;

extern const char *const shape_key_origin_words[];

void shape_init(struct shape *shape);
void shape_release(struct shape *shape); /* all zeros are fine */
#define SHAPE UP_CLEANUP(shape_release) struct shape

/* NULL when there is none of that name; name may be NULL. */
struct shape_column *shape_find_column(const struct shape *shape, const char *name);

/* Whether the column is one of the key's. */
bool shape_key_has(const struct shape *shape, const char *name);

/* Whether any statistics of a column have values of rows. */
bool shape_has_values(const struct shape *shape);

#endif
