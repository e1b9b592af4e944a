/* SPDX-License-Identifier: PostgreSQL */
/* Records as objects of JSON, by their tables of members (record/member.h). */
#ifndef RECORD_OBJECT_H
#define RECORD_OBJECT_H

#include "record/member.h"

#include <jansson.h>

/* Takes the members of an object; keys that are not in the table are ignored.  UP_INVALID, naming
 * the member, for a value of another type.  The record was initialized; on failure it holds a
 * part and is to be released. */
UP_MUST_CHECK enum up_status object_read(const struct record_table *table, const json_t *json,
					 void *record, struct up_error *err);

/* A new reference; NULL when memory runs out. */
json_t *object_write(const struct record_table *table, const void *record);

/* Appends the objects of an array to a list of structs. */
UP_MUST_CHECK enum up_status object_list_read(const struct record_table *table, const json_t *array,
					      void *list, struct up_error *err);
/* The reverse. */
json_t *object_list_write(const struct record_table *table, const void *list);

/* A file that is one object, whose first member, not in the table, is "format": 1.  They
 * initialize the record, which on failure holds a part and is to be released.  UP_INVALID names the file, and the line if it is no JSON. */
UP_MUST_CHECK enum up_status object_file_read(const struct record_table *table, const char *path,
					      void *record, struct up_error *err);

/* From the text of such a file; name stands for it in messages. */
UP_MUST_CHECK enum up_status object_file_parse(const struct record_table *table, const char *text,
					       const char *name, void *record,
					       struct up_error *err);

/* Replaces the file as a whole or not at all. */
UP_MUST_CHECK enum up_status object_file_write(const struct record_table *table, const void *record,
					       const char *path, struct up_error *err);

void object_json_release(json_t **json);
#define OBJECT_JSON UP_CLEANUP(object_json_release) json_t

/* Loads a file.  UP_INVALID, naming it and the line, if it cannot be read or is no JSON. */
UP_MUST_CHECK enum up_status object_load(const char *path, json_t **json, struct up_error *err);

#endif
