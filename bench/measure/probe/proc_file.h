/* SPDX-License-Identifier: PostgreSQL */
/* Files of /proc and /sys, which are made as they are read. */
#ifndef MEASURE_PROBE_PROC_FILE_H
#define MEASURE_PROBE_PROC_FILE_H

#include "base/buffer.h"

/* The text of a file in text, which is emptied before; "" when it cannot be read. */
const char *proc_file_read(struct up_buffer *text, const char *path);

#endif
