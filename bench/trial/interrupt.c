/* SPDX-License-Identifier: PostgreSQL */
#include "trial/interrupt.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t caught;

static void note(int signal)
{
	caught = signal;
}

void interrupt_install(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = note, .sa_flags = (int)SA_RESETHAND};

	sigemptyset(&action.sa_mask);
	for (size_t s = 0; s < sizeof signals / sizeof signals[0]; s++)
		sigaction(signals[s], &action, NULL);
	/* A reader that went away shows as a failed write, not as a death that
	 * leaves a server running. */
	signal(SIGPIPE, SIG_IGN);
}

int interrupt_signal(void)
{
	return caught;
}
