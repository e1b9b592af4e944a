/* SPDX-License-Identifier: PostgreSQL */
/* upbench api: the data set, or a CSV file, as pages of JSON over HTTP. */
#include "cli/command/commands.h"
#include "cli/experiment/api_map_file.h"
#include "cli/measurement/source_option.h"
#include "measure/api/server.h"
#include "measure/process/interrupt.h"
#include "measure/workload/program.h"
#include "measure/workload/program_map.h"
#include "measure/workload/read_rows.h"
#include "measure/workload/synthetic.h"
#include "source/csv.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>

#define DRAWN_PAGES 20 /* that faults by --fault-count are drawn for */

struct api_options {
	int64_t port;
	int64_t rows;
	double changed;
	int64_t seed;
	char *csv;
	char *api_map;
	int64_t page_rows;
	int64_t latency;
	double latency_sigma;
	int64_t rate;
	struct string_list fault;
	int64_t fault_count;
	int64_t fault_seed;
};

#define FIELD(member) OPTION_FIELD(struct api_options, member)

static const struct option_spec specs[] = {
	{.name = "port",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(port),
	 .minimum = 0,
	 .maximum = 65535,
	 .initial = "0",
	 .help = "Port of 127.0.0.1 (0: a free one)."},
	{ROWS_OPTION(struct api_options, SYNTHETIC_MAX_ROWS, "Rows of the data set.")},
	{CHANGED_OPTION(struct api_options,
			"Share of rows that differ from those of the table before a sync.")},
	{SEED_OPTION(struct api_options, "Seed of the data set, and of latencies.")},
	{.name = "csv",
	 .argument = "FILE",
	 .kind = OPTION_STRING,
	 FIELD(csv),
	 .help = "Serve the rows of this file, with the columns of the built-in table, instead of "
		 "the data set."},
	{.name = "api-map",
	 .argument = "FILE",
	 .kind = OPTION_STRING,
	 FIELD(api_map),
	 .help = "Paths of the columns in the JSON, and the names of the parameters. Default: "
		 "those of the partner API."},
	{.name = "page-rows",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(page_rows),
	 .minimum = 1,
	 .maximum = API_PAGE_ROWS_MAX,
	 .initial = "1000",
	 .help = "Most rows of a page, whatever is asked for."},
	{.name = "latency",
	 .argument = "DURATION",
	 .kind = OPTION_DURATION,
	 FIELD(latency),
	 .minimum = 0,
	 .maximum = 60,
	 .initial = "0",
	 .group = "Faults",
	 .help = "Time before a page is sent."},
	{.name = "latency-sigma",
	 .argument = "SHARE",
	 .kind = OPTION_SHARE,
	 FIELD(latency_sigma),
	 .initial = "0",
	 .help = "Latencies are drawn from a lognormal distribution with the median --latency and "
		 "this sigma."},
	{.name = "rate",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(rate),
	 .minimum = 0,
	 .maximum = 1000000,
	 .initial = "0",
	 .help = "Requests per second; others are answered with status 429 and Retry-After (0: no "
		 "limit)."},
	{.name = "fault",
	 .argument = "NAME@PAGE[+SKIP][xTIMES]",
	 .kind = OPTION_STRING_LIST,
	 FIELD(fault),
	 .help = "Fault at a page, from 1, in TIMES requests for it or in all, after SKIP others. "
		 "Can be repeated. Names: 500, 429, close, break, cut, malformed, wrong-type, "
		 "missing-field, repeat-page, repeat-row, total, trickle, never. See "
		 "docs/source.md."},
	{.name = "fault-count",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(fault_count),
	 .minimum = 0,
	 .maximum = FAULT_MAX,
	 .initial = "0",
	 .help = "Number of faults that are drawn for the first 20 pages."},
	{.name = "fault-seed",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(fault_seed),
	 .maximum = INT64_MAX,
	 .initial = "1",
	 .help = "Seed of the faults that are drawn."},
	{0},
};

/* ---- what is served ------------------------------------------------------- */

static enum up_status open_rows(const struct api_options *options,
				const struct up_relation *relation, struct rows **rows,
				struct up_error *err)
{
	const struct synthetic data = {
		.seed = (uint64_t)options->seed,
		.rows = (size_t)options->rows,
		.changed = options->changed,
	};
	UP_SOURCE *source = NULL;

	if (options->csv == NULL)
		return synthetic_open_rows(&data, relation, rows, err);
	UP_TRY(up_csv_open(options->csv, relation, NULL, &source, err));
	return read_rows_open(source, rows, err);
}

static enum up_status read_map(const struct api_options *options,
			       const struct up_relation *relation, struct up_api_map *map,
			       struct up_error *err)
{
	if (options->api_map == NULL)
		return program_map(map, err);
	UP_TRY(up_api_map_init(map, err));
	UP_TRY(api_map_file_read(options->api_map, map, err));
	return up_api_map_check(map, relation, err);
}

static enum up_status list_faults(const struct api_options *options, struct fault_list *faults,
				  struct up_error *err)
{
	for (size_t f = 0; f < options->fault.count; f++)
		UP_TRY(fault_list_add(faults, options->fault.items[f], err));
	fault_list_draw(faults, (uint64_t)options->fault_seed, (size_t)options->fault_count,
			DRAWN_PAGES);
	return UP_OK;
}

/* ---- serving --------------------------------------------------------------- */

/* Signals wait, in all threads that the server starts, and come here alone. */
static void wait_for_signal(const sigset_t *before)
{
	while (interrupt_signal() == 0)
		(void)!ppoll(NULL, 0, NULL, before);
}

static enum up_status serve(const struct invocation *invocation,
			    const struct api_server_options *serving, const sigset_t *before,
			    struct up_error *err)
{
	API_SERVER *server = NULL;
	char text[FAULT_TEXT_SIZE];

	UP_TRY(api_server_start(serving, &server, err));
	for (size_t f = 0; f < serving->faults.count; f++) {
		fault_print(&serving->faults.items[f], text);
		fprintf(invocation->errors, "upbench api: fault %s\n", text);
	}
	fprintf(invocation->out, "http://127.0.0.1:%d" API_PATH "\n", api_server_port(server));
	if (fflush(invocation->out) != 0)
		return up_fail_errno(err, UP_IO, "cannot print the URL");
	wait_for_signal(before);
	return UP_OK;
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct api_options *options = invocation->options;
	UP_RELATION relation = {0};
	UP_API_MAP map = {0};
	SYNC_ROWS *rows = NULL;
	sigset_t all;
	sigset_t before;

	(void)code;
	UP_TRY(program_relation(&relation, err));
	UP_TRY(open_rows(options, &relation, &rows, err));
	if (read_map(options, &relation, &map, err) != UP_OK)
		return up_error_prefix(err, "--api-map");
	struct api_server_options serving = {
		.rows = rows,
		.relation = &relation,
		.map = &map,
		.latency = {.median_ns = options->latency,
			    .sigma = options->latency_sigma,
			    .seed = (uint64_t)options->seed},
		.requests_per_second = options->rate,
		.page_rows_max = (size_t)options->page_rows,
		.token = getenv(API_TOKEN_VARIABLE),
		.port = (int)options->port,
	};
	if (list_faults(options, &serving.faults, err) != UP_OK)
		return up_error_prefix(err, "--fault");
	interrupt_install();
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	/* It ends with the program that started it. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	enum up_status status = serve(invocation, &serving, &before, err);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return status;
}

static const struct command_example examples[] = {
	{"upbench api --latency 50ms --fault 500@3x2",
	 "Pages of the data set after 50 ms, of which the third fails twice."},
	{"upbench api --csv rows.csv --port 8080", "The rows of a file."},
	{0},
};

const struct command command_api = {
	.name = "api",
	.summary = "serve a data set as a partner's API",
	.description =
		"Serves the data set that `upbench run` with the same seed and rows uses as pages "
		"of "
		"JSON, in the shape of a partner's API: programs with their businesses, metrics "
		"and "
		"features. It prints its URL, and serves on 127.0.0.1 until it gets a signal or "
		"the program that started it ends.\n"
		"\n"
		"With the environment variable " API_TOKEN_VARIABLE ", a request must bear this "
		"token. `upbench run --source api` starts such a server by itself.",
	.options = specs,
	.options_size = sizeof(struct api_options),
	.examples = examples,
	.run = run,
};
