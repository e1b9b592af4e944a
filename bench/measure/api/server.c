/* SPDX-License-Identifier: PostgreSQL */
#include "measure/api/server.h"

#include "base/clock.h"
#include "measure/api/answer.h"
#include "measure/api/page_store.h"
#include "measure/api/row_json.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>

#define SECOND INT64_C(1000000000)
#define MAX_DIGITS 15

struct api_server {
	struct api_server_options options;
	struct row_json json;
	struct MHD_Daemon *daemon;
	struct page_store store;
	pthread_mutex_t mutex; /* of all below */
	struct fault_list faults;
	uint64_t requests;
	int64_t next_ns; /* when the next request is within the rate */
};

/* A request, as it was understood. */
struct request {
	uint64_t offset;
	size_t limit;
	size_t page; /* from 1 */
	enum fault_kind fault;
	int64_t latency_ns;
	int64_t wait_s; /* to be asked for; 0: the request is within the rate */
};

/* ---- what is asked for --------------------------------------------------- */

static bool read_number(struct MHD_Connection *connection, const char *name, uint64_t initial,
			uint64_t *number)
{
	const char *text = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name);

	*number = initial;
	if (text == NULL)
		return true;
	const size_t length = strspn(text, "0123456789");
	if (length == 0 || length > MAX_DIGITS || text[length] != '\0')
		return false;
	*number = strtoull(text, NULL, 10);
	return true;
}

static bool read_request(const struct api_server *server, struct MHD_Connection *connection,
			 struct request *request)
{
	const struct up_api_map *map = server->options.map;
	uint64_t limit;

	if (!read_number(connection, map->offset_parameter, 0, &request->offset) ||
	    !read_number(connection, map->limit_parameter, API_PAGE_ROWS, &limit) || limit == 0)
		return false;
	request->limit =
		limit < server->options.page_rows_max ? limit : server->options.page_rows_max;
	request->page = request->offset / request->limit + 1;
	return true;
}

static bool has_token(const struct api_server *server, struct MHD_Connection *connection)
{
	static const char scheme[] = "Bearer ";
	const char *token = server->options.token;
	const char *given = MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
							MHD_HTTP_HEADER_AUTHORIZATION);

	if (token == NULL)
		return true;
	return given != NULL && strncmp(given, scheme, sizeof scheme - 1) == 0 &&
	       strcmp(given + sizeof scheme - 1, token) == 0;
}

/* Whole seconds until a request is within the rate, which allows one at each multiple of its
 * interval; 0: this one is. */
static int64_t limit_rate(struct api_server *server)
{
	const int64_t now = up_clock_ns();

	if (server->options.requests_per_second == 0)
		return 0;
	if (now < server->next_ns)
		return (server->next_ns - now + SECOND - 1) / SECOND;
	server->next_ns = now + SECOND / server->options.requests_per_second;
	return 0;
}

static void admit(struct api_server *server, struct request *request)
{
	pthread_mutex_lock(&server->mutex);
	request->wait_s = limit_rate(server);
	request->fault = FAULT_NONE;
	if (request->wait_s == 0)
		request->fault = fault_list_take(&server->faults, request->page);
	request->latency_ns = latency_draw(&server->options.latency, server->requests++);
	pthread_mutex_unlock(&server->mutex);
}

/* ---- pages --------------------------------------------------------------- */

/* Rows with the one that is there twice; *place is the place of the first of both. */
static uint64_t count_rows(const struct api_server *server, size_t limit, uint64_t *place)
{
	const size_t page = fault_list_repeated_row(&server->options.faults);
	const uint64_t count = server->options.rows->count;

	*place = page > 0 ? (page - 1) * limit : UINT64_MAX;
	if (*place >= count) {
		*place = UINT64_MAX;
		return count;
	}
	return count + 1;
}

/* With a total that is larger by more; last stands for the last row, unless it is NULL. */
static enum up_status make_page(const struct api_server *server, uint64_t offset, size_t limit,
				uint64_t more, const char *last, struct up_buffer *out,
				struct up_error *err)
{
	const struct rows *rows = server->options.rows;
	uint64_t place;
	const uint64_t total = count_rows(server, limit, &place);
	const uint64_t end = offset + limit < total ? offset + limit : total;
	UP_BATCH batch = {0};

	UP_TRY(up_batch_init(&batch, server->options.relation, err));
	for (uint64_t n = offset; n < end; n++)
		UP_TRY(rows->append(rows, n > place ? n - 1 : n,
				    n == place ? EDITION_OLD : EDITION_NEW, &batch, err));
	row_json_append_page(&server->json, out, &batch, offset, total + more, last);
	return up_buffer_check(out, err);
}

static enum up_status make_right_page(struct api_server *server, uint64_t offset, size_t limit,
				      struct up_buffer *out, struct up_error *err)
{
	if (page_store_read(&server->store, offset, limit, out))
		return UP_OK;
	UP_TRY(make_page(server, offset, limit, 0, NULL, out, err));
	page_store_keep(&server->store, offset, limit, out);
	return UP_OK;
}

static enum up_status make_body(struct api_server *server, const struct request *request,
				struct up_buffer *out, struct up_error *err)
{
	const uint64_t offset = request->offset;
	const size_t limit = request->limit;

	switch (request->fault) {
	case FAULT_REPEAT_PAGE:
		return make_right_page(server, offset - limit, limit, out, err);
	case FAULT_WRONG_TYPE:
		return make_page(server, offset, limit, 0, "17", out, err);
	case FAULT_MISSING_FIELD:
		return make_page(server, offset, limit, 0, "{}", out, err);
	case FAULT_TOTAL:
		return make_page(server, offset, limit, 1, NULL, out, err);
	default:
		return make_right_page(server, offset, limit, out, err);
	}
}

/* ---- answers -------------------------------------------------------------- */

static int socket_of(struct MHD_Connection *connection)
{
	return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

/* Waits that long (-1: forever), or until the client is gone: false then. */
static bool wait_for(struct MHD_Connection *connection, int64_t ns)
{
	struct pollfd poll = {.fd = socket_of(connection), .events = POLLRDHUP};
	const struct timespec time = {.tv_sec = (time_t)(ns / SECOND),
				      .tv_nsec = (long)(ns % SECOND)};

	if (ns == 0)
		return true;
	return ppoll(&poll, 1, ns > 0 ? &time : NULL, NULL) == 0;
}

static enum MHD_Result answer_page(struct api_server *server, struct MHD_Connection *connection,
				   const struct request *request)
{
	UP_BUFFER body = {0};
	struct up_error err;

	if (make_body(server, request, &body, &err) != UP_OK)
		return MHD_NO;
	switch (request->fault) {
	case FAULT_BREAK:
		return answer_in_pieces(connection, &body, ANSWER_BROKEN);
	case FAULT_TRICKLE:
		return answer_in_pieces(connection, &body, ANSWER_SLOW);
	case FAULT_CUT:
		up_buffer_end_at(&body, body.data + body.length / 2);
		break;
	case FAULT_MALFORMED:
		body.data[body.length / 2] = '"';
		up_buffer_append_char(&body, '"');
		break;
	default:
		break;
	}
	return answer_whole(connection, &body);
}

static enum MHD_Result answer(struct api_server *server, struct MHD_Connection *connection)
{
	struct request request = {0};

	if (!has_token(server, connection))
		return answer_status(connection, MHD_HTTP_UNAUTHORIZED, -1);
	if (!read_request(server, connection, &request))
		return answer_status(connection, MHD_HTTP_BAD_REQUEST, -1);
	admit(server, &request);
	if (request.wait_s > 0)
		return answer_status(connection, MHD_HTTP_TOO_MANY_REQUESTS, request.wait_s);
	if (!wait_for(connection, request.latency_ns))
		return MHD_NO;
	switch (request.fault) {
	case FAULT_NEVER:
		(void)!wait_for(connection, -1);
		return MHD_NO;
	case FAULT_CLOSE:
		return MHD_NO;
	case FAULT_500:
		return answer_status(connection, MHD_HTTP_INTERNAL_SERVER_ERROR, -1);
	case FAULT_429:
		return answer_status(connection, MHD_HTTP_TOO_MANY_REQUESTS, 0);
	default:
		return answer_page(server, connection, &request);
	}
}

/* Called once more behind the headers of each request. */
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
				  const char *method, const char *version, const char *data,
				  size_t *data_size, void **state)
{
	static char has_headers;

	(void)url;
	(void)version;
	(void)data;
	if (*state == NULL) {
		*state = &has_headers;
		return MHD_YES;
	}
	if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 || *data_size > 0)
		return answer_status(connection, MHD_HTTP_METHOD_NOT_ALLOWED, -1);
	return answer(context, connection);
}

/* ---- start and stop -------------------------------------------------------- */

void api_server_stop(struct api_server *server)
{
	if (server == NULL)
		return;
	if (server->daemon != NULL)
		MHD_stop_daemon(server->daemon);
	pthread_mutex_destroy(&server->mutex);
	page_store_release(&server->store);
	row_json_release(&server->json);
	free(server);
}

int api_server_port(const struct api_server *server)
{
	return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

enum up_status api_server_start(const struct api_server_options *options,
				struct api_server **server, struct up_error *err)
{
	const struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)options->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	API_SERVER *new = calloc(1, sizeof *new);

	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an API");
	pthread_mutex_init(&new->mutex, NULL);
	page_store_init(&new->store);
	new->options = *options;
	new->faults = options->faults;
	UP_TRY(row_json_init(&new->json, options->map, options->relation, err));
	errno = 0;
	new->daemon = MHD_start_daemon(
		MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL,
		(uint16_t)options->port, NULL, NULL, on_request, new, MHD_OPTION_SOCK_ADDR,
		(const struct sockaddr *)&address, MHD_OPTION_END);
	if (new->daemon == NULL)
		return up_fail_errno(err, UP_IO, "an API cannot listen on port %d of 127.0.0.1",
				     options->port);
	*server = UP_TAKE(new);
	return UP_OK;
}
