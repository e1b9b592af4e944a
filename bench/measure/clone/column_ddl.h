/* SPDX-License-Identifier: PostgreSQL */
/* A column of a blueprint as CREATE TABLE and ALTER TABLE have it. */
#ifndef MEASURE_CLONE_COLUMN_DDL_H
#define MEASURE_CLONE_COLUMN_DDL_H

#include "record/shape/shape.h"

/* "name" type COMPRESSION method COLLATE name DEFAULT expression NOT NULL */
void column_ddl_append(struct up_buffer *sql, const struct shape_column *column);

/* INCREMENT BY ... NO CYCLE */
void sequence_ddl_append(struct up_buffer *sql, const struct shape_sequence *sequence);

/* What CREATE TABLE does not take, as actions of ALTER TABLE behind a comma each: the storage where it
 * may be another than that of the type, target and options of the statistics. */
void column_ddl_append_actions(struct up_buffer *actions, const struct shape_column *column);

#endif
