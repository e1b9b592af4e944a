/* SPDX-License-Identifier: PostgreSQL */
/* Reading what initdb and postgres wrote into their log. */
#ifndef MEASURE_SERVER_LOG_H
#define MEASURE_SERVER_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * Copies the line with the best reason why a server program gave up: the last one
 * that reports an error (FATAL, PANIC, "error:"), since a hint or a farewell
 * may follow it, else the last one of all.  Reads no more than the last 8 kB, and nothing before
 * begin, where the program was started: an earlier life of a server can have logged statements,
 * with values of rows.
 * The line is cut to fit size, and empty when there is none or the log is unreadable.
 */
void server_log_complaint(const char *path, off_t begin, char *line, size_t size);

/* Where the log ends, in bytes; 0 when there is none. */
off_t server_log_end(const char *path);

/* Whether the last 8 kB of the log report that a disk, or what a user may take of it, is full. */
bool server_log_reports_full_disk(const char *path);

#endif
