/* SPDX-License-Identifier: PostgreSQL */
/* Replaces a file as a whole: whoever reads it sees the old content or the new,
 * and a full disk or a kill in between leaves the old. */
#ifndef RECORD_REPLACE_H
#define RECORD_REPLACE_H

#include "base/error.h"

#include <stdio.h>

typedef enum up_status replace_writer(FILE *file, const void *context, struct up_error *err);

UP_MUST_CHECK enum up_status replace_file(const char *path, replace_writer *write,
					  const void *context, struct up_error *err);

#endif
