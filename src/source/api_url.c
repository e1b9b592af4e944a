/* SPDX-License-Identifier: PostgreSQL */
#include "source/api_url.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <string.h>
#include <strings.h>

static void url_cleanup_p(CURLU **url)
{
	curl_url_cleanup(*url);
}

static void curl_free_p(char **text)
{
	curl_free(*text);
}

#define URL UP_CLEANUP(url_cleanup_p) CURLU
#define URL_PART UP_CLEANUP(curl_free_p) char

/* A URL that is none is not quoted: it may hold a password. */
static enum up_status parse(const char *text, CURLU **url, struct up_error *err)
{
	URL *new = curl_url();

	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a URL");
	if (curl_url_set(new, CURLUPART_URL, text, 0) != CURLUE_OK)
		return up_fail(err, UP_INVALID,
			       "not a URL, such as https://api.example.com/programs/v1");
	*url = UP_TAKE(new);
	return UP_OK;
}

/* NULL: it has none. */
static char *part_of(CURLU *url, CURLUPart part)
{
	char *text = NULL;

	return curl_url_get(url, part, &text, CURLU_DEFAULT_PORT) == CURLUE_OK ? text : NULL;
}

static bool is_loopback(const char *host)
{
	return strcasecmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
	       (strncmp(host, "127.", 4) == 0 && host[strspn(host, "0123456789.")] == '\0');
}

enum up_status up_api_url_check(const char *url, bool has_token, struct up_error *err)
{
	URL *parsed = NULL;

	UP_TRY(parse(url, &parsed, err));
	URL_PART *scheme = part_of(parsed, CURLUPART_SCHEME);
	URL_PART *host = part_of(parsed, CURLUPART_HOST);
	URL_PART *user = part_of(parsed, CURLUPART_USER);
	URL_PART *password = part_of(parsed, CURLUPART_PASSWORD);
	const bool is_plain = scheme != NULL && strcmp(scheme, "http") == 0;
	if (host == NULL || host[0] == '\0' ||
	    (!is_plain && (scheme == NULL || strcmp(scheme, "https") != 0)))
		return up_fail(err, UP_INVALID, "a URL must begin with https:// or http://");
	if (is_plain && (has_token || user != NULL || password != NULL) && !is_loopback(host))
		return up_fail(err, UP_INVALID,
			       "a token or a password would be sent to %s unencrypted; use https",
			       host);
	return UP_OK;
}

static enum up_status text_of(CURLU *url, char **text, struct up_error *err)
{
	URL_PART *whole = NULL;

	if (curl_url_get(url, CURLUPART_URL, &whole, 0) != CURLUE_OK)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a URL");
	char *copy = strdup(whole);
	if (copy == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a URL");
	*text = copy;
	return UP_OK;
}

enum up_status up_api_url_public(const char *url, char **shown, struct up_error *err)
{
	static const CURLUPart secrets[] = {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS,
					    CURLUPART_QUERY, CURLUPART_FRAGMENT};
	URL *parsed = NULL;

	UP_TRY(parse(url, &parsed, err));
	for (size_t s = 0; s < sizeof secrets / sizeof secrets[0]; s++)
		(void)!curl_url_set(parsed, secrets[s], NULL, 0);
	return text_of(parsed, shown, err);
}

static enum up_status add_parameter(CURLU *url, const char *name, uint64_t value,
				    struct up_error *err)
{
	UP_BUFFER pair = {0};

	up_buffer_append_format(&pair, "%s=%" PRIu64, name, value);
	UP_TRY(up_buffer_check(&pair, err));
	if (curl_url_set(url, CURLUPART_QUERY, pair.data, CURLU_APPENDQUERY | CURLU_URLENCODE) !=
	    CURLUE_OK)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a URL");
	return UP_OK;
}

enum up_status up_api_url_page(const char *url, const struct up_api_map *map, uint64_t offset,
			       uint64_t limit, char **page, struct up_error *err)
{
	URL *parsed = NULL;

	UP_TRY(parse(url, &parsed, err));
	UP_TRY(add_parameter(parsed, map->offset_parameter, offset, err));
	UP_TRY(add_parameter(parsed, map->limit_parameter, limit, err));
	return text_of(parsed, page, err);
}

static bool same_part(CURLU *a, CURLU *b, CURLUPart part)
{
	URL_PART *of_a = part_of(a, part);
	URL_PART *of_b = part_of(b, part);

	return of_a != NULL && of_b != NULL && strcasecmp(of_a, of_b) == 0;
}

bool up_api_url_same_server(const char *a, const char *b)
{
	URL *of_a = NULL;
	URL *of_b = NULL;

	return parse(a, &of_a, NULL) == UP_OK && parse(b, &of_b, NULL) == UP_OK &&
	       same_part(of_a, of_b, CURLUPART_SCHEME) && same_part(of_a, of_b, CURLUPART_HOST) &&
	       same_part(of_a, of_b, CURLUPART_PORT);
}
