/* SPDX-License-Identifier: PostgreSQL */
#include "source/page_fetch.h"

#include "base/clock.h"
#include "base/event.h"
#include "source/api_url.h"
#include "source/page_request.h"
#include "source/retry.h"

#define MILLISECOND INT64_C(1000000)
#define LOOK_NS (200 * MILLISECOND) /* between two looks at is_stopped */
#define LONGEST_POLL_NS (3600000 * MILLISECOND)
#define MAX_REDIRECTS 5
#define JITTER_SEED 1914u

struct up_page_fetch {
	struct up_page_fetch_options options;
	const struct up_event *interrupted;
	char *shown; /* owned; the URL without its secrets */
	CURLM *multi;
	struct curl_slist *headers; /* owned */
	struct up_page_request
		requests[UP_FETCH_CONCURRENCY_MAX]; /* that of a page: page % concurrency */
	size_t next;                                /* the page to be handed out, from 0 */
	size_t end;                                 /* pages that may be asked for */
	size_t page_rows;                           /* as asked for since the last restart */
	int64_t not_before_ns; /* the server asked that nothing be sent until then */
	struct up_random random;
	struct up_page_fetch_counters counters;
};

void up_page_fetch_close(struct up_page_fetch *fetch)
{
	if (fetch == NULL)
		return;
	if (fetch->multi != NULL)
		up_page_fetch_restart(fetch);
	for (size_t r = 0; r < fetch->options.concurrency; r++)
		up_page_request_release(&fetch->requests[r]);
	curl_multi_cleanup(fetch->multi);
	curl_slist_free_all(fetch->headers);
	curl_global_cleanup();
	free(fetch->shown);
	free(fetch);
}

static void close_p(struct up_page_fetch **fetch)
{
	up_page_fetch_close(*fetch);
}

/* ---- opening ------------------------------------------------------------ */

static enum up_status add_header(struct up_page_fetch *fetch, const char *line,
				 struct up_error *err)
{
	struct curl_slist *longer = curl_slist_append(fetch->headers, line);

	if (longer == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a request");
	fetch->headers = longer;
	return UP_OK;
}

static enum up_status add_headers(struct up_page_fetch *fetch, struct up_error *err)
{
	const char *token = fetch->options.token;
	UP_BUFFER line = {0};

	UP_TRY(add_header(fetch, "Accept: application/json", err));
	if (token == NULL)
		return UP_OK;
	for (const char *c = token; *c != '\0'; c++) {
		if (*c <= ' ' || *c > '~')
			return up_fail(err, UP_INVALID,
				       "the token has a character that no bearer token has");
	}
	up_buffer_append_format(&line, "Authorization: Bearer %s", token);
	UP_TRY(up_buffer_check(&line, err));
	return add_header(fetch, line.data, err);
}

enum up_status up_page_fetch_open(const struct up_page_fetch_options *options,
				  const struct up_event *interrupted, struct up_page_fetch **fetch,
				  struct up_error *err)
{
	UP_TRY(up_api_url_check(options->url, options->token != NULL, err));
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return up_fail(err, UP_NO_MEMORY, "cannot start libcurl");
	UP_CLEANUP(close_p) struct up_page_fetch *new = calloc(1, sizeof *new);
	if (new == NULL) {
		curl_global_cleanup();
		return up_fail(err, UP_NO_MEMORY, "out of memory for an API");
	}
	new->options = *options;
	new->interrupted = interrupted;
	new->page_rows = options->page_rows;
	new->random = up_random_at(JITTER_SEED, 0, 0);
	UP_TRY(up_api_url_public(options->url, &new->shown, err));
	UP_TRY(add_headers(new, err));
	new->multi = curl_multi_init();
	if (new->multi == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an API");
	for (size_t r = 0; r < options->concurrency; r++)
		UP_TRY(up_page_request_init(&new->requests[r], options, new->headers, err));
	*fetch = UP_TAKE(new);
	return UP_OK;
}

void up_page_fetch_restart(struct up_page_fetch *fetch)
{
	for (size_t r = 0; r < fetch->options.concurrency; r++) {
		struct up_page_request *request = &fetch->requests[r];
		if (request->state == UP_PAGE_ACTIVE)
			curl_multi_remove_handle(fetch->multi, request->easy);
		request->state = UP_PAGE_FREE;
	}
	fetch->next = 0;
	fetch->end = 0;
	fetch->page_rows = fetch->options.page_rows;
	fetch->not_before_ns = 0;
}

void up_page_fetch_limit(struct up_page_fetch *fetch, size_t page_rows)
{
	fetch->page_rows = page_rows;
}

struct up_page_fetch_counters up_page_fetch_counters(const struct up_page_fetch *fetch)
{
	return fetch->counters;
}

const char *up_page_fetch_url(const struct up_page_fetch *fetch)
{
	return fetch->shown;
}

/* ---- sending ------------------------------------------------------------ */

static enum up_status send_to(struct up_page_fetch *fetch, struct up_page_request *request,
			      const char *url, struct up_error *err)
{
	UP_TRY(up_page_request_begin(request, url, err));
	if (curl_multi_add_handle(fetch->multi, request->easy) != CURLM_OK)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a request");
	request->state = UP_PAGE_ACTIVE;
	return UP_OK;
}

static enum up_status send_page(struct up_page_fetch *fetch, struct up_page_request *request,
				struct up_error *err)
{
	UP_FREE char *url = NULL;

	UP_TRY(up_api_url_page(fetch->options.url, fetch->options.map,
			       (uint64_t)request->page * fetch->page_rows, fetch->page_rows, &url,
			       err));
	return send_to(fetch, request, url, err);
}

static bool may_begin(const struct up_page_fetch *fetch, const struct up_page_request *request,
		      int64_t now)
{
	return request->state == UP_PAGE_WAITING && now >= request->not_before_ns &&
	       now >= fetch->not_before_ns;
}

/* Gives the pages that come next a request each, and sends those whose time has come. */
static enum up_status schedule(struct up_page_fetch *fetch, struct up_error *err)
{
	const size_t concurrency = fetch->options.concurrency;
	const int64_t now = up_clock_ns();

	for (size_t page = fetch->next; page < fetch->end && page < fetch->next + concurrency;
	     page++) {
		struct up_page_request *request = &fetch->requests[page % concurrency];
		if (request->state == UP_PAGE_FREE) {
			request->state = UP_PAGE_WAITING;
			request->page = page;
			request->failures = 0;
			request->redirects = 0;
			request->not_before_ns = 0;
		}
		if (may_begin(fetch, request, now))
			UP_TRY(send_page(fetch, request, err));
	}
	return UP_OK;
}

/* ---- answers ------------------------------------------------------------ */

static enum up_status fail_page(const struct up_page_fetch *fetch,
				const struct up_page_request *request,
				const struct up_page_outcome *outcome, struct up_error *err)
{
	char status[40];
	const char *reason = outcome->reason;

	if (reason == NULL) {
		snprintf(status, sizeof status, "HTTP status %ld", outcome->http_status);
		reason = status;
	}
	return up_fail(err, outcome->status, "page %zu of %s: %s (%d attempt%s)", request->page + 1,
		       fetch->shown, reason, request->failures, request->failures == 1 ? "" : "s");
}

static enum up_status follow(struct up_page_fetch *fetch, struct up_page_request *request,
			     struct up_error *err)
{
	const char *location = NULL;

	curl_easy_getinfo(request->easy, CURLINFO_REDIRECT_URL, &location);
	if (location == NULL || request->redirects == MAX_REDIRECTS)
		return up_fail(err, UP_INVALID,
			       "page %zu of %s: a redirection to nowhere, or more than %d",
			       request->page + 1, fetch->shown, MAX_REDIRECTS);
	if (!up_api_url_same_server(location, fetch->options.url))
		return up_fail(err, UP_INVALID, "page %zu of %s: redirected to another server",
			       request->page + 1, fetch->shown);
	/* It belongs to the answer that the next attempt replaces. */
	UP_FREE char *url = strdup(location);
	if (url == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a URL");
	request->redirects++;
	return send_to(fetch, request, url, err);
}

static enum up_status retry(struct up_page_fetch *fetch, struct up_page_request *request,
			    const struct up_page_outcome *outcome, struct up_error *err)
{
	const int64_t now = up_clock_ns();

	if (request->retry_after_ns > fetch->options.timeout_ns)
		return up_fail(err, UP_TIMEOUT,
			       "page %zu of %s: HTTP status %ld, with a request to wait %g s",
			       request->page + 1, fetch->shown, outcome->http_status,
			       (double)request->retry_after_ns / 1e9);
	if (request->retry_after_ns >= 0)
		fetch->not_before_ns = now + request->retry_after_ns;
	else
		request->not_before_ns = now + up_retry_delay_ns(request->failures, &fetch->random);
	request->state = UP_PAGE_WAITING;
	fetch->counters.retries++;
	return UP_OK;
}

static enum up_status take_answer(struct up_page_fetch *fetch, struct up_page_request *request,
				  CURLcode code, struct up_error *err)
{
	const struct up_page_outcome outcome = up_page_request_judge(request, code);

	curl_multi_remove_handle(fetch->multi, request->easy);
	request->state = UP_PAGE_FREE;
	if (outcome.status == UP_OK) {
		request->state = UP_PAGE_DONE;
		return UP_OK;
	}
	if (code == CURLE_OK && outcome.http_status >= 300 && outcome.http_status < 400)
		return follow(fetch, request, err);
	request->failures++;
	if (!outcome.may_pass || request->failures > fetch->options.retries)
		return fail_page(fetch, request, &outcome, err);
	return retry(fetch, request, &outcome, err);
}

static enum up_status transfer(struct up_page_fetch *fetch, struct up_error *err)
{
	int running;
	int left;
	const CURLMsg *message;

	if (curl_multi_perform(fetch->multi, &running) != CURLM_OK)
		return up_fail(err, UP_IO, "cannot ask %s for pages", fetch->shown);
	while ((message = curl_multi_info_read(fetch->multi, &left)) != NULL) {
		const CURLcode code = message->data.result;
		char *request = NULL;
		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &request);
		UP_TRY(take_answer(fetch, (struct up_page_request *)(void *)request, code, err));
	}
	return UP_OK;
}

/* ---- waiting ------------------------------------------------------------ */

static bool is_stopped(const struct up_page_fetch *fetch)
{
	return up_event_is_set(fetch->interrupted) ||
	       (fetch->options.is_stopped != NULL &&
		fetch->options.is_stopped(fetch->options.stop_context));
}

/* Until the next request may begin, if one waits for that. */
static int poll_ms(const struct up_page_fetch *fetch)
{
	const int64_t now = up_clock_ns();
	int64_t wait = fetch->options.is_stopped != NULL ? LOOK_NS : LONGEST_POLL_NS;

	for (size_t r = 0; r < fetch->options.concurrency; r++) {
		const struct up_page_request *request = &fetch->requests[r];
		if (request->state != UP_PAGE_WAITING)
			continue;
		const int64_t begin = request->not_before_ns > fetch->not_before_ns
					      ? request->not_before_ns
					      : fetch->not_before_ns;
		if (begin - now < wait)
			wait = begin - now;
	}
	return wait > 0 ? (int)((wait + MILLISECOND - 1) / MILLISECOND) : 0;
}

static enum up_status wait_for(struct up_page_fetch *fetch, const struct up_page_request *request,
			       struct up_error *err)
{
	struct curl_waitfd interrupted = {.fd = fetch->interrupted->fd, .events = CURL_WAIT_POLLIN};

	while (request->state != UP_PAGE_DONE) {
		UP_TRY(schedule(fetch, err));
		UP_TRY(transfer(fetch, err));
		if (request->state == UP_PAGE_DONE)
			break;
		if (is_stopped(fetch))
			return up_fail(err, UP_INTERRUPTED,
				       "interrupted while waiting for page %zu of %s",
				       request->page + 1, fetch->shown);
		if (curl_multi_poll(fetch->multi, &interrupted, 1, poll_ms(fetch), NULL) !=
		    CURLM_OK)
			return up_fail(err, UP_IO, "cannot wait for pages of %s", fetch->shown);
	}
	return UP_OK;
}

enum up_status up_page_fetch_next(struct up_page_fetch *fetch, size_t end, struct up_buffer *body,
				  struct up_error *err)
{
	struct up_page_request *request =
		&fetch->requests[fetch->next % fetch->options.concurrency];

	fetch->end = end;
	UP_TRY(schedule(fetch, err));
	UP_TRY(wait_for(fetch, request, err));
	const struct up_buffer page = request->body;
	request->body = *body;
	*body = page;
	request->state = UP_PAGE_FREE;
	fetch->next++;
	fetch->counters.pages++;
	fetch->counters.bytes += (int64_t)page.length;
	/* The next request is on its way while the caller reads this page. */
	UP_TRY(schedule(fetch, err));
	return transfer(fetch, err);
}
