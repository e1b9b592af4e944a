/* SPDX-License-Identifier: PostgreSQL */
#include "measure/process/interrupt.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* As exit_code_of(UP_INTERRUPTED), which is out of reach of a handler, and of this layer. */
#define EXIT_INTERRUPTED 5

static volatile sig_atomic_t caught;

/* As a signal handler may. */
static void print(const char *message)
{
	(void)!write(STDERR_FILENO, message, strlen(message));
}

static void note(int signal)
{
	const int saved = errno;

	if (caught == signal) {
		print("upbench: interrupted twice: stopped at once; samples of a run that were "
		      "written are kept, and the next command on a named server names the "
		      "schema that is left there\n");
		_exit(EXIT_INTERRUPTED);
	}
	caught = signal;
	/* After what the terminal shows of the keys, or of the progress. */
	if (isatty(STDERR_FILENO))
		print("\n");
	print(signal == SIGINT
		      ? "upbench: interrupted: stopping; press Ctrl-C again to stop at once\n"
		      : "upbench: interrupted: stopping; the same signal again stops it at "
			"once\n");
	errno = saved;
}

void interrupt_install(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = note};

	sigfillset(&action.sa_mask);
	for (size_t s = 0; s < sizeof signals / sizeof signals[0]; s++)
		sigaction(signals[s], &action, NULL);
	/* A child that went away shows as a failed write, not as a death that leaves a
	 * server running. */
	signal(SIGPIPE, SIG_IGN);
}

int interrupt_signal(void)
{
	return caught;
}

enum up_status interrupt_fail(struct up_error *err)
{
	return up_fail(err, UP_INTERRUPTED, "interrupted by SIG%s", sigabbrev_np(caught));
}
