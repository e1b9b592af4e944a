/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define USUAL_WIDTH 80
#define USUAL_HEIGHT 24

static bool is_set(const char *value)
{
	return value != NULL && value[0] != '\0';
}

/* As setlocale() would choose; where none is named, terminals of today have UTF-8. */
static bool is_ascii(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
		const char *value = getenv(names[n]);
		if (is_set(value))
			return strcasestr(value, "utf-8") == NULL &&
			       strcasestr(value, "utf8") == NULL;
	}
	return false;
}

bool terminal_forbids_color(void)
{
	return is_set(getenv("NO_COLOR"));
}

struct terminal terminal_of(FILE *stream)
{
	const char *name = getenv("TERM");
	const int fd = fileno(stream);
	struct winsize size;

	if (fd < 0 || !isatty(fd))
		return (struct terminal){0};
	const bool known = ioctl(fd, TIOCGWINSZ, &size) == 0;
	return (struct terminal){
		.is_there = true,
		.can_redraw = is_set(name) && strcmp(name, "dumb") != 0,
		.is_plain = terminal_forbids_color(),
		.is_ascii = is_ascii(),
		.width = known && size.ws_col > 0 ? size.ws_col : USUAL_WIDTH,
		.height = known && size.ws_row > 0 ? size.ws_row : USUAL_HEIGHT,
	};
}
