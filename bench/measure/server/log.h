/* SPDX-License-Identifier: PostgreSQL */
/* Reading what initdb and postgres wrote into their log. */
#ifndef MEASURE_SERVER_LOG_H
#define MEASURE_SERVER_LOG_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Copies the line with the best reason why a server program gave up: the last one
 * that reports an error (FATAL, PANIC, "error:"), since a hint or a farewell
 * may follow it, else the last one of all.  Reads no more than the last 8 kB.
 * The line is cut to fit size, and empty when the log is empty or unreadable.
 */
void server_log_complaint(const char *path, char *line, size_t size);

/* Whether the last 8 kB of the log report that a disk, or what a user may take of it, is full. */
bool server_log_reports_full_disk(const char *path);

#endif
