/* SPDX-License-Identifier: PostgreSQL */
/*
 * Assets are files that the program carries inside, so that it runs from
 * anywhere: schemas, the shipped experiments, plot scripts.  Their names have
 * two parts, GROUP/FILE:
 *
 *   schema/program.sql        from fixtures/schema
 *   experiments/default.ini   from fixtures/experiments
 *   plot/NAME.gnuplot         from scripts/plot
 *   peer/NAME.py              from bench/measure/peer/python
 *   table/NAME.sql            from bench/measure/table/sql
 *   report/NAME               from bench/show/report: styles and templates of the report
 *
 * bench/CMakeLists.txt lists which files of the source tree become assets.
 */
#ifndef ASSET_ASSET_H
#define ASSET_ASSET_H

#include <stddef.h>

struct asset {
	const char *name;
	const char *data; /* followed by a NUL that does not count */
	size_t size;      /* bytes */
};

/* NULL when there is no asset of that name. */
const struct asset *asset_find(const char *name);

/*
 * The assets whose names start with prefix, in the order of their names (byte
 * by byte): the first one for previous == NULL, then the one after previous;
 * NULL at the end.
 *
 *     for (const struct asset *a = asset_next("plot/", NULL); a != NULL;
 *          a = asset_next("plot/", a))
 */
const struct asset *asset_next(const char *prefix, const struct asset *previous);

#endif
