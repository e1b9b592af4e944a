/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/commands.h"
#include "cli/option/dispatch.h"
#include "record/outlet.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

/* Of the standard streams, opens those that the caller had closed, so that no file
 * and no socket becomes one of them; each the wrong way round, so that using it
 * still fails. */
static void occupy_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0)
			(void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
	}
}

/* When its reader leaves, every command goes on, leaves nothing behind, and exits with the code
 * that it would have had. */
static FILE *open_standard_output(void)
{
	signal(SIGPIPE, SIG_IGN);
	FILE *out = outlet_fits(STDOUT_FILENO) ? outlet_open(STDOUT_FILENO, OUTLET_DROPS) : NULL;
	return out != NULL ? out : stdout;
}

int main(int argc, char **argv)
{
	occupy_standard_streams();
	/* For the width of characters; numbers keep their point. */
	setlocale(LC_CTYPE, "C.UTF-8");
	return (int)dispatch_command_line(&upbench_program, argc, (const char *const *)argv,
					  open_standard_output(), stderr);
}
