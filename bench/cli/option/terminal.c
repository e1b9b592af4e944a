/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

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

struct look look_of(FILE *out)
{
	const char *terminal = getenv("TERM");
	struct winsize size;

	if (!isatty(fileno(out)))
		return (struct look){0};
	bool known = ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
	return (struct look){
		.color = !is_set(getenv("NO_COLOR")) && is_set(terminal) &&
			 strcmp(terminal, "dumb") != 0,
		.ascii = is_ascii(),
		.width = known ? size.ws_col : 80,
	};
}
