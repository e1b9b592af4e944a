/* SPDX-License-Identifier: PostgreSQL */
/*
 * The file of a shape: JSON, its keys in a fixed order, one column, index, ... a line, so that a
 * diff can be read.  Writing what was read gives the same bytes.
 */
#ifndef RECORD_SHAPE_FILE_H
#define RECORD_SHAPE_FILE_H

#include "record/shape/shape.h"

#include <stdio.h>

/* Both initialize the shape, which on failure holds a part and is to be released.  UP_INVALID, with
 * the file, the place in it and the key, unless every key is known and there, of its type, and what
 * they say holds together (record/shape/check.h).  The digests are made anew: those of a file that
 * was edited by hand are not what they say, and edited (NULL: ignored) is set then. */
UP_MUST_CHECK enum up_status shape_read(const char *path, struct shape *shape, bool *edited,
					struct up_error *err);

/* From the text of such a file; name stands for it in messages. */
UP_MUST_CHECK enum up_status shape_parse(const char *text, size_t length, const char *name,
					 struct shape *shape, bool *edited, struct up_error *err);

/* Appends the text of the file. */
UP_MUST_CHECK enum up_status shape_append(struct up_buffer *text, const struct shape *shape,
					  struct up_error *err);

#endif
