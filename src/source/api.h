/* SPDX-License-Identifier: PostgreSQL */
/*
 * A source over an API that serves rows as pages of JSON (source/api_map.h), fetched over HTTP
 * (source/page_fetch.h), several at once, and delivered in the order of their pages.
 *
 *   page    0 ... n-1, of page_rows rows each but for the last; the server may allow fewer, which the
 *           first page then shows
 *   total   known from the first page, and the same on each; without one, a page that is not full is
 *           the last
 *
 * The first page is fetched alone, the others up to `concurrency` at once: with a latency per page,
 * fetching takes 1 + ceil((pages - 1) / concurrency) latencies.
 *
 * An API is read once per sync.  What was read is in a file (source/spool.h) for the passes after the
 * first, which a streamed sync makes; up_source_refresh() forgets it and asks the API anew.
 *
 * A page that does not fit the others (its offset is another one, the total has changed, it has too
 * few rows or too many) is an error, as rows would be missing.  A row that is there twice is none: the
 * pipeline takes the last one.
 */
#ifndef UP_SOURCE_API_H
#define UP_SOURCE_API_H

#include "model/source.h"
#include "source/page_fetch.h"

/* relation and all of options are borrowed.  Nothing is asked for yet.
 *
 * UP_INVALID: the URL, the token, the map.  When it is read, errors name the page, from 1: UP_INVALID
 * for what is in it, naming row and field and quoting no value; those of source/page_fetch.h; UP_IO
 * also for the file.  A wait for pages, also one that the server asked for, can be interrupted.
 * After a failed read the source can be refreshed or closed. */
UP_MUST_CHECK enum up_status up_api_open(const struct up_page_fetch_options *options,
					 const struct up_relation *relation,
					 struct up_source **source, struct up_error *err);

/* Of a source of up_api_open(), since it was opened. */
struct up_page_fetch_counters up_api_counters(const struct up_source *source);

#endif
