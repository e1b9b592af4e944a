/* SPDX-License-Identifier: PostgreSQL */
/*
 * The types of columns by name, modifier included, as format_type() of the server
 * prints them: "character varying(64)", "numeric(12,2)", "timestamp(3) with time zone".
 * Of UP_TYPE_OTHER the name is the column's type_name, without a modifier.
 */
#ifndef UP_MODEL_TYPE_NAME_H
#define UP_MODEL_TYPE_NAME_H

#include "base/buffer.h"
#include "model/relation.h"

/* Appends the name of the column's type. */
void up_type_append_name(struct up_buffer *buffer, const struct up_column *column);

/* Finds the native type and the modifier (-1: none) that a name stands for; false when it is
 * written in another way ("varchar(64)"), or the type is none of them. */
bool up_type_from_name(const char *name, enum up_type *type, int32_t *modifier);

#endif
