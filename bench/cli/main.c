/* SPDX-License-Identifier: PostgreSQL */
#include "cli/commands.h"

#include <locale.h>

int main(int argc, char **argv)
{
	/* For the width of characters; numbers keep their point. */
	setlocale(LC_CTYPE, "C.UTF-8");
	return (int)command_dispatch(&upbench_program, argc, (const char *const *)argv, stdout,
				     stderr);
}
