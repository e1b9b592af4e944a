/* SPDX-License-Identifier: PostgreSQL */
#include "source/api.h"

#include "base/event.h"
#include "source/json_page.h"
#include "source/spool.h"

#include <inttypes.h>

struct api_source {
	struct up_source source; /* first: a source is an api_source when api_read is its read */
	struct up_event interrupted;
	struct up_page_fetch *fetch;
	struct up_json_page *parser;
	size_t page_rows; /* as asked for */
	/* Of the pages that were fetched since the last refresh. */
	int64_t total;    /* -1: not known */
	size_t full_rows; /* of a page that is not the last */
	bool ended;       /* the last page was fetched */
	bool failed;      /* no page can follow */
	struct up_spool spool;
	/* Where the reader is. */
	size_t next_page;
	struct up_batch page;
	size_t next_row; /* of page */
	struct up_buffer body;
};

static void api_close(struct up_source *source)
{
	struct api_source *api = (struct api_source *)source;

	up_page_fetch_close(api->fetch);
	up_json_page_close(api->parser);
	up_spool_release(&api->spool);
	up_batch_release(&api->page);
	up_buffer_release(&api->body);
	up_event_release(&api->interrupted);
	free(api);
}

/* ---- pages that fit each other ------------------------------------------ */

static enum up_status check_rows(const struct api_source *api, size_t rows, struct up_error *err)
{
	const uint64_t offset = (uint64_t)api->next_page * api->full_rows;
	const uint64_t left = api->total < 0 ? api->full_rows : (uint64_t)api->total - offset;
	const uint64_t expected = left < api->full_rows ? left : api->full_rows;

	if (rows > expected || (api->total >= 0 && rows < expected))
		return up_fail(err, UP_INVALID, "%zu rows, where %" PRIu64 " must be", rows,
			       expected);
	return UP_OK;
}

static void take_first(struct api_source *api, const struct up_json_page_facts *facts)
{
	api->total = facts->total;
	api->full_rows = api->page_rows;
	/* A server may allow fewer rows per page. */
	if (facts->rows > 0 && facts->rows < api->page_rows &&
	    facts->total > (int64_t)facts->rows) {
		api->full_rows = facts->rows;
		up_page_fetch_limit(api->fetch, api->full_rows);
	}
}

static enum up_status check_page(struct api_source *api, const struct up_json_page_facts *facts,
				 struct up_error *err)
{
	if (api->next_page == 0)
		take_first(api, facts);
	const uint64_t offset = (uint64_t)api->next_page * api->full_rows;
	if (facts->offset >= 0 && (uint64_t)facts->offset != offset)
		return up_fail(err, UP_INVALID,
			       "the offset is %" PRId64 ", where %" PRIu64 " was asked for",
			       facts->offset, offset);
	if (facts->total != api->total)
		return up_fail(err, UP_INVALID,
			       "the total has changed from %" PRId64 " to %" PRId64
			       " since the first page",
			       api->total, facts->total);
	return check_rows(api, facts->rows, err);
}

/* Is the page that was just read the last one? */
static bool is_last(const struct api_source *api, size_t rows)
{
	if (api->total < 0)
		return rows < api->full_rows;
	return (uint64_t)api->next_page * api->full_rows + rows >= (uint64_t)api->total;
}

/* Pages that are known to be there. */
static size_t known_pages(const struct api_source *api)
{
	if (api->next_page == 0 || api->total < 0)
		return api->next_page + 1;
	return ((size_t)api->total + api->full_rows - 1) / api->full_rows;
}

static enum up_status fetch_page(struct api_source *api, struct up_error *err)
{
	struct up_json_page_facts facts;

	UP_TRY(up_page_fetch_next(api->fetch, known_pages(api), &api->body, err));
	enum up_status status = up_json_page_read(api->parser, up_buffer_string(&api->body),
						  api->body.length, &api->page, &facts, err);
	if (status == UP_OK)
		status = check_page(api, &facts, err);
	if (status != UP_OK) {
		up_error_prefix(err, "page %zu of %s", api->next_page + 1,
				up_page_fetch_url(api->fetch));
		return status;
	}
	api->ended = is_last(api, facts.rows);
	/* The batch is the only page, and will do for reading it again. */
	if (api->next_page == 0 && api->ended)
		return UP_OK;
	return up_spool_append(&api->spool, &api->page, err);
}

/* Makes the next page that of the reader; *more is false where there is none. */
static enum up_status turn_page(struct api_source *api, bool *more, struct up_error *err)
{
	const size_t spooled = api->spool.count;

	*more = false;
	if (api->next_page >= spooled && api->ended)
		return UP_OK;
	if (api->failed)
		return up_fail(err, UP_INVALID, "a page could not be read");
	up_batch_clear(&api->page);
	api->next_row = 0;
	enum up_status status =
		api->next_page < spooled
			? up_spool_read(&api->spool, api->next_page, &api->page, err)
			: fetch_page(api, err);
	if (status != UP_OK) {
		up_batch_clear(&api->page);
		api->failed = true;
		return status;
	}
	api->next_page++;
	*more = true;
	return UP_OK;
}

/* ---- the source ------------------------------------------------------- */

static enum up_status api_read(struct up_source *source, struct up_batch *batch, size_t limit,
			       size_t *read, struct up_error *err)
{
	struct api_source *api = (struct api_source *)source;
	size_t rows = 0;
	bool more = true;

	while (rows < limit && more) {
		if (api->next_row == api->page.row_count) {
			/* Whoever reads ahead has work while the next page is on its way. */
			if (rows > 0)
				break;
			UP_TRY(turn_page(api, &more, err));
			continue;
		}
		UP_TRY(up_batch_copy_row(batch, &api->page, api->next_row, err));
		api->next_row++;
		rows++;
	}
	*read = rows;
	return UP_OK;
}

static enum up_status api_refresh(struct up_source *source, struct up_error *err)
{
	struct api_source *api = (struct api_source *)source;

	up_event_clear(&api->interrupted);
	up_page_fetch_restart(api->fetch);
	UP_TRY(up_spool_clear(&api->spool, err));
	up_batch_clear(&api->page);
	api->next_row = 0;
	api->next_page = 0;
	api->total = -1;
	api->full_rows = api->page_rows;
	api->ended = false;
	api->failed = false;
	return UP_OK;
}

static enum up_status api_rewind(struct up_source *source, struct up_error *err)
{
	struct api_source *api = (struct api_source *)source;

	if (api->failed)
		return up_fail(err, UP_INVALID, "a page could not be read");
	api->next_row = 0;
	if (api->spool.count == 0)
		return UP_OK; /* the batch is the only page, or nothing was fetched */
	api->next_page = 0;
	up_batch_clear(&api->page);
	return UP_OK;
}

static void api_interrupt(struct up_source *source)
{
	up_event_set(&((struct api_source *)source)->interrupted);
}

enum up_status up_api_open(const struct up_page_fetch_options *options,
			   const struct up_relation *relation, struct up_source **source,
			   struct up_error *err)
{
	struct api_source *api = calloc(1, sizeof *api);
	if (api == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a source");
	if (up_event_init(&api->interrupted, err) != UP_OK) {
		free(api);
		return UP_IO;
	}
	UP_SOURCE *new = &api->source;

	*new = (struct up_source){.relation = relation,
				  .read = api_read,
				  .rewind = api_rewind,
				  .refresh = api_refresh,
				  .interrupt = api_interrupt,
				  .close = api_close};
	api->page_rows = options->page_rows;
	UP_TRY(up_batch_init(&api->page, relation, err));
	UP_TRY(up_json_page_open(options->map, relation, &api->parser, err));
	UP_TRY(up_page_fetch_open(options, &api->interrupted, &api->fetch, err));
	UP_TRY(api_refresh(new, err));
	*source = UP_TAKE(new);
	return UP_OK;
}

struct up_page_fetch_counters up_api_counters(const struct up_source *source)
{
	return up_page_fetch_counters(((const struct api_source *)source)->fetch);
}
