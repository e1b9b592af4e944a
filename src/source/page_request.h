/* SPDX-License-Identifier: PostgreSQL */
/* One page on its way: the state of source/page_fetch.h, request by request. */
#ifndef UP_SOURCE_PAGE_REQUEST_H
#define UP_SOURCE_PAGE_REQUEST_H

#include "source/page_fetch.h"

#include <curl/curl.h>

enum up_page_request_state {
	UP_PAGE_FREE,    /* of no page */
	UP_PAGE_WAITING, /* for its time */
	UP_PAGE_ACTIVE,
	UP_PAGE_DONE, /* body is the page */
};

struct up_page_request {
	enum up_page_request_state state;
	size_t page;           /* from 0 */
	int failures;          /* attempts that failed */
	int redirects;         /* followed */
	int64_t not_before_ns; /* when the next attempt may begin, of up_clock_ns() */
	CURL *easy;            /* owned */
	struct up_buffer body;
	bool is_too_large;
	int64_t retry_after_ns; /* that the answer asks for; -1: it does not */
};

/* What became of an attempt. */
struct up_page_outcome {
	enum up_status status; /* UP_OK: it is the page */
	bool may_pass;
	const char *reason;
	long http_status; /* 0: there was no answer */
};

/* headers are borrowed.  UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status up_page_request_init(struct up_page_request *request,
						  const struct up_page_fetch_options *options,
						  struct curl_slist *headers, struct up_error *err);
void up_page_request_release(struct up_page_request *request);

/* Makes it ready for another attempt at that URL. */
UP_MUST_CHECK enum up_status up_page_request_begin(struct up_page_request *request, const char *url,
						   struct up_error *err);

/* Judges an attempt that has ended with code. */
struct up_page_outcome up_page_request_judge(const struct up_page_request *request, CURLcode code);

#endif
