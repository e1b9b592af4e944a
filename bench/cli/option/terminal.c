/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct look look_of(FILE *out)
{
	const char *no_color = getenv("NO_COLOR");
	struct winsize size;

	if (!isatty(fileno(out)))
		return (struct look){0};
	bool known = ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
	return (struct look){
		.color = no_color == NULL || no_color[0] == '\0',
		.width = known ? size.ws_col : 80,
	};
}
