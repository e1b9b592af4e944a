/* SPDX-License-Identifier: PostgreSQL */
#include "measure/api/process.h"

#include "measure/process/detached.h"

struct api_process {
	struct detached detached;
	char *url; /* owned */
};

/* Of the process, once it listens. */
struct answer {
	struct up_error error; /* its status is UP_OK when it does */
	int port;
};

static void run(void *context, int lifeline)
{
	const struct api_server_options *options = context;
	struct api_server *server;
	struct answer answer = {0};
	char nothing;

	enum up_status status = api_server_start(options, &server, &answer.error);
	if (status == UP_OK)
		answer.port = api_server_port(server);
	(void)!detached_send(lifeline, &answer, sizeof answer);
	/* Until the harness hangs up; the end of the process ends what is under way. */
	if (status == UP_OK)
		(void)!detached_receive(lifeline, &nothing, sizeof nothing);
	_exit(status == UP_OK ? EXIT_SUCCESS : EXIT_FAILURE);
}

static enum up_status wait_for_answer(struct api_process *process, struct up_error *err)
{
	struct answer answer;

	if (!detached_receive(process->detached.lifeline, &answer, sizeof answer))
		return up_fail(err, UP_IO, "the process of the API is gone");
	if (answer.error.status != UP_OK) {
		*err = answer.error;
		return answer.error.status;
	}
	if (asprintf(&process->url, "http://127.0.0.1:%d" API_PATH, answer.port) < 0) {
		process->url = NULL;
		return up_fail(err, UP_NO_MEMORY, "out of memory for an API");
	}
	return UP_OK;
}

enum up_status api_process_start(const struct api_server_options *options,
				 struct api_process **process, struct up_error *err)
{
	struct api_server_options copy = *options;
	struct api_process *new = calloc(1, sizeof *new);

	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an API");
	enum up_status status = detached_start("upbench-api", run, &copy, &new->detached, err);
	if (status != UP_OK) {
		free(new);
		return status;
	}
	status = wait_for_answer(new, err);
	if (status != UP_OK)
		api_process_stop(new);
	else
		*process = new;
	return status;
}

const char *api_process_url(const struct api_process *process)
{
	return process->url;
}

void api_process_stop(struct api_process *process)
{
	if (process == NULL)
		return;
	detached_dismiss(&process->detached);
	free(process->url);
	free(process);
}
