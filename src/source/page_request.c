/* SPDX-License-Identifier: PostgreSQL */
#include "source/page_request.h"

#include "source/retry.h"

#include <strings.h>
#include <time.h>

#define CONNECT_TIMEOUT_MS 10000

/* Certificates of authorities to trust in place of the system's, as for curl and OpenSSL. */
#define AUTHORITIES_VARIABLE "SSL_CERT_FILE"

static size_t on_body(char *bytes, size_t size, size_t count, void *context)
{
	struct up_page_request *request = context;
	const size_t length = size * count;

	if (length > UP_FETCH_PAGE_MAX_BYTES - request->body.length) {
		request->is_too_large = true;
		return 0;
	}
	up_buffer_append(&request->body, bytes, length);
	return request->body.failed ? 0 : length;
}

static size_t on_header(char *line, size_t size, size_t count, void *context)
{
	static const char name[] = "Retry-After:";
	struct up_page_request *request = context;
	const size_t length = size * count;
	char value[64];
	int64_t delay;

	if (length > 5 && strncasecmp(line, "HTTP/", 5) == 0)
		request->retry_after_ns = -1; /* another answer, after one of status 1xx */
	if (length < sizeof name || strncasecmp(line, name, sizeof name - 1) != 0)
		return length;
	const char *at = line + sizeof name - 1;
	const char *end = line + length;
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	while (end > at && (end[-1] == '\r' || end[-1] == '\n' || end[-1] == ' '))
		end--;
	if ((size_t)(end - at) < sizeof value) {
		memcpy(value, at, (size_t)(end - at));
		value[end - at] = '\0';
		if (up_retry_after_ns(value, time(NULL), &delay))
			request->retry_after_ns = delay;
	}
	return length;
}

enum up_status up_page_request_init(struct up_page_request *request,
				    const struct up_page_fetch_options *options,
				    struct curl_slist *headers, struct up_error *err)
{
	const long timeout_ms = (long)((options->timeout_ns + 999999) / 1000000);

	*request = (struct up_page_request){.easy = curl_easy_init()};
	CURL *easy = request->easy;
	if (easy == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a request");
	/* Threads and signals do not go together; redirections are looked at first. */
	const bool is_set =
		curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout_ms) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
				 timeout_ms < CONNECT_TIMEOUT_MS
					 ? timeout_ms
					 : CONNECT_TIMEOUT_MS) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 262144L) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_WRITEDATA, request) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_HEADERDATA, request) == CURLE_OK &&
		curl_easy_setopt(easy, CURLOPT_PRIVATE, request) == CURLE_OK;
	const char *authorities = getenv(AUTHORITIES_VARIABLE);
	if (!is_set || (authorities != NULL && authorities[0] != '\0' &&
			curl_easy_setopt(easy, CURLOPT_CAINFO, authorities) != CURLE_OK))
		return up_fail(err, UP_NO_MEMORY, "cannot prepare a request");
	return UP_OK;
}

void up_page_request_release(struct up_page_request *request)
{
	curl_easy_cleanup(request->easy);
	up_buffer_release(&request->body);
	*request = (struct up_page_request){0};
}

enum up_status up_page_request_begin(struct up_page_request *request, const char *url,
				     struct up_error *err)
{
	up_buffer_clear(&request->body);
	request->is_too_large = false;
	request->retry_after_ns = -1;
	if (curl_easy_setopt(request->easy, CURLOPT_URL, url) != CURLE_OK)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a request");
	return UP_OK;
}

struct up_page_outcome up_page_request_judge(const struct up_page_request *request, CURLcode code)
{
	struct up_page_outcome outcome = {.status = UP_IO, .reason = curl_easy_strerror(code)};

	curl_easy_getinfo(request->easy, CURLINFO_RESPONSE_CODE, &outcome.http_status);
	switch (code) {
	case CURLE_OK:
		if (outcome.http_status == 200) {
			outcome.status = UP_OK;
			return outcome;
		}
		outcome.reason = NULL;
		outcome.may_pass = up_retry_is_worthwhile(outcome.http_status);
		if (outcome.http_status / 100 == 4 && !outcome.may_pass)
			outcome.status = UP_INVALID;
		return outcome;
	case CURLE_URL_MALFORMAT:
		outcome.status = UP_INVALID;
		return outcome;
	case CURLE_WRITE_ERROR:
		if (request->body.failed)
			return (struct up_page_outcome){.status = UP_NO_MEMORY,
							.reason = "out of memory"};
		if (request->is_too_large)
			outcome.reason = "the answer is larger than 256 MiB";
		return outcome;
	case CURLE_PEER_FAILED_VERIFICATION:
		outcome.reason = "its certificate cannot be verified: it is not from a trusted "
				 "authority, not valid now, or for another name";
		return outcome;
	case CURLE_SSL_CACERT_BADFILE:
		outcome.status = UP_INVALID;
		outcome.reason = "the certificates of trusted authorities cannot be read "
				 "(" AUTHORITIES_VARIABLE ")";
		return outcome;
	case CURLE_OPERATION_TIMEDOUT:
		outcome.status = UP_TIMEOUT;
		outcome.reason = "no complete answer in time";
		outcome.may_pass = true;
		return outcome;
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT:
	case CURLE_PARTIAL_FILE:
	case CURLE_GOT_NOTHING:
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		outcome.may_pass = true;
		return outcome;
	default:
		return outcome;
	}
}
