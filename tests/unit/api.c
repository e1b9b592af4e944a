/* SPDX-License-Identifier: PostgreSQL */
/* A source over the API of measure/api: the rows come as they are made, and each fault is either
 * passed over or named. */
#include "source/api.h"

#include "measure/api/process.h"
#include "measure/conformance/target.h"
#include "measure/workload/program.h"
#include "measure/workload/program_map.h"
#include "measure/workload/synthetic.h"

#include <criterion/criterion.h>
#include <pthread.h>

static struct up_error err;

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define ROWS 250
#define PAGE_ROWS 50

#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

/* An API of ROWS programs, and a source over it. */
struct fixture {
	struct up_relation relation;
	struct up_api_map map;
	struct rows *rows;
	struct api_server *server;
	char url[64];
	struct api_server_options serving;
	struct up_page_fetch_options fetching;
	struct up_source *source;
};

static void fixture_init(struct fixture *f)
{
	const struct synthetic data = {.seed = SYNTHETIC_SEED, .rows = ROWS, .changed = 1};

	*f = (struct fixture){0};
	OK(program_relation(&f->relation, &err));
	OK(program_map(&f->map, &err));
	OK(synthetic_open_rows(&data, &f->relation, &f->rows, &err));
	f->serving = (struct api_server_options){.rows = f->rows,
						 .relation = &f->relation,
						 .map = &f->map,
						 .page_rows_max = API_PAGE_ROWS_MAX};
	f->fetching = (struct up_page_fetch_options){.url = f->url,
						     .map = &f->map,
						     .page_rows = PAGE_ROWS,
						     .concurrency = 1,
						     .retries = 3,
						     .timeout_ns = INT64_C(20000000000)};
}

static void fixture_open(struct fixture *f)
{
	OK(api_server_start(&f->serving, &f->server, &err));
	snprintf(f->url, sizeof f->url, "http://127.0.0.1:%d" API_PATH, api_server_port(f->server));
	OK(up_api_open(&f->fetching, &f->relation, &f->source, &err));
}

static void fixture_release(struct fixture *f)
{
	up_source_close(f->source);
	api_server_stop(f->server);
	rows_close(f->rows);
	up_api_map_release(&f->map);
	up_relation_release(&f->relation);
}

#define FIXTURE UP_CLEANUP(fixture_release) struct fixture

/* Reads to the end, or to an error, at most limit rows at once. */
static enum up_status read_all(struct up_source *source, size_t limit, struct up_batch *batch)
{
	size_t count;

	do {
		const size_t before = batch->row_count;
		UP_TRY(source->read(source, batch, limit, &count, &err));
		cr_assert_eq(batch->row_count, before + count);
		cr_assert_leq(count, limit);
	} while (count > 0);
	return UP_OK;
}

static void expect_all_rows(const struct fixture *f, size_t limit)
{
	UP_BATCH got = {0};
	UP_BATCH made = {0};

	OK(up_batch_init(&got, &f->relation, &err));
	OK(up_batch_init(&made, &f->relation, &err));
	OK(read_all(f->source, limit, &got));
	for (size_t row = 0; row < f->rows->count; row++)
		OK(f->rows->append(f->rows, row, EDITION_NEW, &made, &err));
	struct digest a = target_digest(&got);
	struct digest b = target_digest(&made);
	cr_expect_eq(got.row_count, made.row_count);
	cr_expect(digest_equal(&a, &b));
}

/* The hostile values of the data set are among them. */
Test(api, rows_come_as_they_are_made)
{
	static const size_t concurrencies[] = {1, 2, 7, UP_FETCH_CONCURRENCY_MAX};
	static const size_t page_rows[] = {1, PAGE_ROWS, 249, 250, 251, 10000};
	static const size_t limits[] = {1, 64, SIZE_MAX};

	for (size_t c = 0; c < COUNT_OF(concurrencies); c++) {
		for (size_t p = 0; p < COUNT_OF(page_rows); p++) {
			FIXTURE f;
			fixture_init(&f);
			f.fetching.concurrency = concurrencies[c];
			f.fetching.page_rows = page_rows[p];
			fixture_open(&f);
			expect_all_rows(&f, limits[(c + p) % COUNT_OF(limits)]);
			cr_expect_eq(up_api_counters(f.source).pages,
				     (int64_t)((ROWS + page_rows[p] - 1) / page_rows[p]));
			cr_expect_eq(up_api_counters(f.source).retries, 0);
		}
	}
}

Test(api, rewinding_asks_for_no_page_and_refreshing_for_all)
{
	static const size_t page_rows[] = {PAGE_ROWS, ROWS};

	for (size_t p = 0; p < COUNT_OF(page_rows); p++) {
		const int64_t pages = (int64_t)(ROWS / page_rows[p]);
		FIXTURE f;
		fixture_init(&f);
		f.fetching.page_rows = page_rows[p];
		fixture_open(&f);
		expect_all_rows(&f, 60);
		OK(f.source->rewind(f.source, &err));
		expect_all_rows(&f, 7);
		cr_expect_eq(up_api_counters(f.source).pages, pages);
		OK(up_source_refresh(f.source, &err));
		expect_all_rows(&f, SIZE_MAX);
		cr_expect_eq(up_api_counters(f.source).pages, 2 * pages);
	}
}

/* What was not fetched yet follows what was. */
Test(api, rewinding_halfway_goes_on_where_it_was)
{
	FIXTURE f;
	UP_BATCH some = {0};
	size_t count;

	fixture_init(&f);
	fixture_open(&f);
	OK(up_batch_init(&some, &f.relation, &err));
	OK(f.source->read(f.source, &some, 75, &count, &err));
	OK(f.source->rewind(f.source, &err));
	expect_all_rows(&f, 40);
	cr_expect_eq(up_api_counters(f.source).pages, ROWS / PAGE_ROWS);
}

Test(api, a_server_that_allows_fewer_rows_per_page)
{
	FIXTURE f;

	fixture_init(&f);
	f.serving.page_rows_max = 40;
	f.fetching.concurrency = 3;
	fixture_open(&f);
	expect_all_rows(&f, SIZE_MAX);
	cr_expect_eq(up_api_counters(f.source).pages, 7);
}

Test(api, without_a_total_a_page_that_is_not_full_is_the_last)
{
	static const size_t page_rows[] = {60, PAGE_ROWS};
	static const int64_t pages[] = {5, 6}; /* the last one is empty */

	for (size_t p = 0; p < COUNT_OF(page_rows); p++) {
		FIXTURE f;
		fixture_init(&f);
		f.fetching.page_rows = page_rows[p];
		f.fetching.concurrency = 4;
		OK(up_api_map_set(&f.map.total, NULL, &err));
		OK(up_api_map_set(&f.map.offset, NULL, &err));
		OK(up_api_map_set(&f.map.rows, "data.list", &err));
		OK(up_api_map_set(&f.map.offset_parameter, "start", &err));
		OK(up_api_map_set(&f.map.limit_parameter, "max&rows", &err));
		fixture_open(&f);
		expect_all_rows(&f, SIZE_MAX);
		cr_expect_eq(up_api_counters(f.source).pages, pages[p]);
	}
}

Test(api, no_rows_are_no_error)
{
	FIXTURE f;

	fixture_init(&f);
	f.rows->count = 0;
	fixture_open(&f);
	expect_all_rows(&f, 10);
	cr_expect_eq(up_api_counters(f.source).pages, 1);
}

/* ---- faults ------------------------------------------------------------ */

static void add_fault(struct fixture *f, const char *text)
{
	OK(fault_list_add(&f->serving.faults, text, &err));
}

Test(api, faults_that_pass_are_passed_over_and_counted)
{
	static const struct {
		const char *fault;
		int64_t retries; /* -1: libcurl itself repeats what broke on a kept connection */
	} faults[] = {
		{"500@3x1", 1},    {"500@1x3", 3},   {"429@2x2", 2},
		{"close@5x2", -1}, {"break@4x2", 2}, {"trickle@3", 0},
	};

	for (size_t n = 0; n < COUNT_OF(faults); n++) {
		for (size_t concurrency = 1; concurrency <= 4; concurrency += 3) {
			FIXTURE f;
			fixture_init(&f);
			f.fetching.concurrency = concurrency;
			add_fault(&f, faults[n].fault);
			fixture_open(&f);
			expect_all_rows(&f, SIZE_MAX);
			const int64_t retries = up_api_counters(f.source).retries;
			cr_expect(faults[n].retries < 0 || retries == faults[n].retries, "%s",
				  faults[n].fault);
		}
	}
}

/* In place of the port. */
static void expect_message(const char *pattern, const char *fault)
{
	const char *at = strstr(err.message, "127.0.0.1:");
	char message[1100];

	if (at == NULL) {
		cr_expect_fail("%s: %s", fault, err.message);
		return;
	}
	snprintf(message, sizeof message, "%.*sPORT%s", (int)(at - err.message) + 10, err.message,
		 at + 10 + strspn(at + 10, "0123456789"));
	cr_expect_str_eq(message, pattern, "%s", fault);
}

#define URL "http://127.0.0.1:PORT/programs/v1"

Test(api, faults_that_stay_are_named)
{
	static const struct {
		const char *fault;
		enum up_status status;
		const char *message;
	} faults[] = {
		{"500@3", UP_IO, "page 3 of " URL ": HTTP status 500 (3 attempts)"},
		{"429@3", UP_IO, "page 3 of " URL ": HTTP status 429 (3 attempts)"},
		{"close@2", UP_IO,
		 "page 2 of " URL ": Server returned nothing (no headers, no data) (3 attempts)"},
		{"break@2", UP_IO, "page 2 of " URL ": Transferred a partial file (3 attempts)"},
		{"wrong-type@5", UP_INVALID,
		 "page 5 of " URL ": row 50 is a number, and must be an object"},
		{"missing-field@1", UP_INVALID, "page 1 of " URL ": row 50: program_id is missing"},
		{"repeat-page@4", UP_INVALID,
		 "page 4 of " URL ": the offset is 100, where 150 was asked for"},
		{"total@2", UP_INVALID,
		 "page 2 of " URL ": the total has changed from 250 to 251 since the first page"},
		{"never@2", UP_TIMEOUT,
		 "page 2 of " URL ": no complete answer in time (3 attempts)"},
	};

	for (size_t n = 0; n < COUNT_OF(faults); n++) {
		FIXTURE f;
		UP_BATCH rows = {0};
		fixture_init(&f);
		f.fetching.retries = 2;
		f.fetching.concurrency = 2;
		if (faults[n].status == UP_TIMEOUT)
			f.fetching.timeout_ns = 300000000;
		add_fault(&f, faults[n].fault);
		fixture_open(&f);
		OK(up_batch_init(&rows, &f.relation, &err));
		cr_expect_eq(read_all(f.source, SIZE_MAX, &rows), faults[n].status, "%s",
			     faults[n].fault);
		expect_message(faults[n].message, faults[n].fault);
	}
}

Test(api, pages_that_are_no_json_are_named)
{
	static const char *const faults[] = {"cut@2", "malformed@2"};

	for (size_t n = 0; n < COUNT_OF(faults); n++) {
		FIXTURE f;
		UP_BATCH rows = {0};
		fixture_init(&f);
		add_fault(&f, faults[n]);
		fixture_open(&f);
		OK(up_batch_init(&rows, &f.relation, &err));
		cr_expect_eq(read_all(f.source, SIZE_MAX, &rows), UP_INVALID);
		cr_expect_eq(strncmp(err.message, "page 2 of http://127.0.0.1:", 27), 0, "%s",
			     err.message);
		cr_expect_not_null(strstr(err.message, ": not JSON: byte "), "%s", err.message);
	}
}

/* After an error, only what was asked anew is read. */
Test(api, a_refresh_follows_a_failure)
{
	FIXTURE f;
	UP_BATCH rows = {0};
	size_t count;

	fixture_init(&f);
	f.fetching.retries = 0;
	add_fault(&f, "500@3x1");
	fixture_open(&f);
	OK(up_batch_init(&rows, &f.relation, &err));
	cr_expect_eq(read_all(f.source, SIZE_MAX, &rows), UP_IO);
	cr_expect_eq(f.source->read(f.source, &rows, 1, &count, &err), UP_INVALID);
	cr_expect_eq(f.source->rewind(f.source, &err), UP_INVALID);
	OK(up_source_refresh(f.source, &err));
	expect_all_rows(&f, SIZE_MAX);
}

Test(api, a_program_that_is_there_twice_comes_twice)
{
	FIXTURE f;
	UP_BATCH rows = {0};

	fixture_init(&f);
	add_fault(&f, "repeat-row@2");
	fixture_open(&f);
	OK(up_batch_init(&rows, &f.relation, &err));
	OK(read_all(f.source, SIZE_MAX, &rows));
	cr_expect_eq(rows.row_count, ROWS + 1);
	size_t length[2];
	const char *first = up_vector_bytes(&rows.vectors[PROGRAM_ID], PAGE_ROWS, &length[0]);
	const char *second = up_vector_bytes(&rows.vectors[PROGRAM_ID], PAGE_ROWS + 1, &length[1]);
	cr_expect_eq(length[0], length[1]);
	cr_expect_eq(memcmp(first, second, length[0]), 0);
}

Test(api, a_rate_limit_is_kept)
{
	FIXTURE f;

	fixture_init(&f);
	f.serving.requests_per_second = 3;
	f.fetching.page_rows = 100;
	f.fetching.concurrency = 4;
	f.fetching.retries = UP_FETCH_RETRIES_MAX;
	fixture_open(&f);
	expect_all_rows(&f, SIZE_MAX);
	cr_expect_gt(up_api_counters(f.source).retries, 0);
}

static bool stop_at_once(void *context)
{
	(void)context;
	return true;
}

Test(api, a_wait_can_be_stopped)
{
	FIXTURE f;
	UP_BATCH rows = {0};

	fixture_init(&f);
	f.fetching.is_stopped = stop_at_once;
	add_fault(&f, "never@1");
	fixture_open(&f);
	OK(up_batch_init(&rows, &f.relation, &err));
	cr_expect_eq(read_all(f.source, SIZE_MAX, &rows), UP_INTERRUPTED);
}

static void *interrupt(void *source)
{
	up_source_interrupt(source);
	return NULL;
}

/* In an answer that never comes, one that trickles, and a delay between attempts. */
Test(api, a_wait_ends_when_it_is_interrupted)
{
	static const char *const faults[] = {"never@1", "trickle@1", "close@1"};

	for (size_t i = 0; i < COUNT_OF(faults); i++) {
		FIXTURE f;
		UP_BATCH rows = {0};
		pthread_t thread;

		fixture_init(&f);
		f.fetching.retries = UP_FETCH_RETRIES_MAX;
		f.fetching.timeout_ns = INT64_C(3600000000000);
		add_fault(&f, faults[i]);
		fixture_open(&f);
		OK(up_batch_init(&rows, &f.relation, &err));
		cr_assert_eq(pthread_create(&thread, NULL, interrupt, f.source), 0);
		cr_expect_eq(read_all(f.source, SIZE_MAX, &rows), UP_INTERRUPTED, "%s", faults[i]);
		cr_assert_eq(pthread_join(thread, NULL), 0);
	}
}

Test(api, a_refresh_forgets_an_interruption)
{
	FIXTURE f;
	UP_BATCH rows = {0};

	fixture_init(&f);
	fixture_open(&f);
	OK(up_batch_init(&rows, &f.relation, &err));
	up_source_interrupt(f.source);
	cr_expect_eq(read_all(f.source, SIZE_MAX, &rows), UP_INTERRUPTED);
	OK(up_source_refresh(f.source, &err));
	expect_all_rows(&f, SIZE_MAX);
}

/* ---- who may ask -------------------------------------------------------- */

Test(api, a_token_is_sent_and_not_shown)
{
	static const char *const tokens[] = {"right", "wrong", NULL};
	static const enum up_status statuses[] = {UP_OK, UP_INVALID, UP_INVALID};

	for (size_t t = 0; t < COUNT_OF(tokens); t++) {
		FIXTURE f;
		UP_BATCH rows = {0};
		fixture_init(&f);
		f.serving.token = "right";
		f.fetching.token = tokens[t];
		fixture_open(&f);
		OK(up_batch_init(&rows, &f.relation, &err));
		cr_expect_eq(read_all(f.source, SIZE_MAX, &rows), statuses[t]);
		if (statuses[t] != UP_OK)
			expect_message("page 1 of " URL ": HTTP status 401 (1 attempt)", "token");
	}
}

Test(api, secrets_of_a_url_are_not_shown)
{
	FIXTURE f;
	UP_BATCH rows = {0};
	char url[128];

	fixture_init(&f);
	add_fault(&f, "500@1");
	OK(api_server_start(&f.serving, &f.server, &err));
	snprintf(url, sizeof url, "http://me:secret@127.0.0.1:%d" API_PATH "?key=secret#secret",
		 api_server_port(f.server));
	f.fetching.url = url;
	f.fetching.retries = 0;
	OK(up_api_open(&f.fetching, &f.relation, &f.source, &err));
	OK(up_batch_init(&rows, &f.relation, &err));
	cr_expect_eq(read_all(f.source, SIZE_MAX, &rows), UP_IO);
	expect_message("page 1 of " URL ": HTTP status 500 (1 attempt)", "secret");
}

Test(api, urls_that_are_refused)
{
	static const struct {
		const char *url;
		const char *token;
		const char *message;
	} urls[] = {
		{"", NULL, "not a URL, such as https://api.example.com/programs/v1"},
		{"ftp://h/", NULL, "a URL must begin with https:// or http://"},
		{"file:///etc/passwd", NULL, "a URL must begin with https:// or http://"},
		{"http://h/", "t",
		 "a token or a password would be sent to h unencrypted; use https"},
		{"http://u:p@h/", NULL,
		 "a token or a password would be sent to h unencrypted; use https"},
		{"http://127.0.0.1.evil.example/", "t",
		 "a token or a password would be sent to 127.0.0.1.evil.example unencrypted; use "
		 "https"},
		{"https://h/", "a\nb", "the token has a character that no bearer token has"},
	};

	for (size_t u = 0; u < COUNT_OF(urls); u++) {
		FIXTURE f;
		fixture_init(&f);
		f.fetching.url = urls[u].url;
		f.fetching.token = urls[u].token;
		cr_expect_eq(up_api_open(&f.fetching, &f.relation, &f.source, &err), UP_INVALID);
		cr_expect_str_eq(err.message, urls[u].message);
	}
}

Test(api, nobody_listens)
{
	FIXTURE f;
	UP_BATCH rows = {0};

	fixture_init(&f);
	fixture_open(&f);
	api_server_stop(f.server);
	f.server = NULL;
	OK(up_batch_init(&rows, &f.relation, &err));
	cr_expect_eq(read_all(f.source, SIZE_MAX, &rows), UP_IO);
	/* libcurl's text begins with "Couldn't" or, in newer versions, "Could not". */
	cr_expect_not_null(strstr(err.message, " connect to server (4 attempts)"), "%s",
			   err.message);
}

Test(api, a_process_serves_what_it_was_started_with)
{
	FIXTURE f;
	struct api_process *process;

	fixture_init(&f);
	OK(api_process_start(&f.serving, &process, &err));
	f.fetching.url = api_process_url(process);
	OK(up_api_open(&f.fetching, &f.relation, &f.source, &err));
	expect_all_rows(&f, SIZE_MAX);
	api_process_stop(process);
}

Test(fault, texts)
{
	static const char *const wrong[] = {
		"",       "500",           "500@",          "500@0",          "500@x1",
		"500@1x", "600@1",         "500@1x0",       "500@1x1y",       "total@1",
		"500@1+", "500@1+0",       "500@1x1+1",     "repeat-row@2+1", "@1",
		"500@-1", "repeat-page@1", "repeat-row@2x1"};
	struct fault_list list = {0};
	char text[FAULT_TEXT_SIZE];

	for (size_t w = 0; w < COUNT_OF(wrong); w++)
		cr_expect_eq(fault_list_add(&list, wrong[w], &err), UP_INVALID, "%s", wrong[w]);
	OK(fault_list_add(&list, "close@17x2", &err));
	fault_print(&list.items[0], text);
	cr_expect_str_eq(text, "close@17x2");
	cr_expect_eq(fault_list_take(&list, 16), FAULT_NONE);
	cr_expect_eq(fault_list_take(&list, 17), FAULT_CLOSE);
	cr_expect_eq(fault_list_take(&list, 17), FAULT_CLOSE);
	cr_expect_eq(fault_list_take(&list, 17), FAULT_NONE);
	list.count = 0;
	OK(fault_list_add(&list, "500@1+2x1", &err));
	fault_print(&list.items[0], text);
	cr_expect_str_eq(text, "500@1+2x1");
	cr_expect_eq(fault_list_take(&list, 1), FAULT_NONE);
	cr_expect_eq(fault_list_take(&list, 1), FAULT_NONE);
	cr_expect_eq(fault_list_take(&list, 1), FAULT_500);
	cr_expect_eq(fault_list_take(&list, 1), FAULT_NONE);
}

Test(fault, a_seed_gives_the_same_faults)
{
	struct fault_list a = {0};
	struct fault_list b = {0};

	fault_list_draw(&a, 7, 5, 20);
	fault_list_draw(&b, 7, 5, 20);
	cr_expect_eq(a.count, 5);
	for (size_t f = 0; f < a.count; f++) {
		cr_expect_eq(a.items[f].kind, b.items[f].kind);
		cr_expect_eq(a.items[f].page, b.items[f].page);
		cr_expect(a.items[f].page >= 1 && a.items[f].page <= 20);
	}
}

Test(latency, draws_have_the_median)
{
	const struct latency fixed = {.median_ns = 5000000};
	const struct latency drawn = {.median_ns = 5000000, .sigma = 0.5, .seed = 1};
	int below = 0;

	cr_expect_eq(latency_draw(&fixed, 3), 5000000);
	for (uint64_t n = 0; n < 10000; n++)
		below += latency_draw(&drawn, n) < 5000000;
	cr_expect(below > 4800 && below < 5200, "%d", below);
	cr_expect_eq(latency_draw(&drawn, 9), latency_draw(&drawn, 9));
}
