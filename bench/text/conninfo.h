/* SPDX-License-Identifier: PostgreSQL */
/* A connection string of keywords and values, as libpq reads it. */
#ifndef TEXT_CONNINFO_H
#define TEXT_CONNINFO_H

#include "base/buffer.h"

/* Appends keyword='value', quoted as
 * https://www.postgresql.org/docs/current/libpq-connect.html wants it.  An empty value
 * keeps libpq from looking into the environment for one. */
void conninfo_append(struct up_buffer *conninfo, const char *keyword, const char *value);

#endif
