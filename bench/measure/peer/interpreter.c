/* SPDX-License-Identifier: PostgreSQL */
#include "measure/peer/interpreter.h"

#include <stdlib.h>

/* Runs two files as a module and the program that imports it; tracebacks name them.  The first
 * lines are all that an old interpreter understands: they are Python 2 as well as 3. */
static const char bootstrap[] =
	"import sys\n"
	"if sys.version_info < (3, 11):\n"
	"    sys.stdin.readline()\n"
	"    print('{\"skip\": \"Python %d.%d is too old: the peers require 3.11 or later; "
	"set " INTERPRETER_VARIABLE " to another interpreter\"}' % sys.version_info[:2])\n"
	"    sys.exit()\n"
	"import types\n"
	"def load(name, file, module):\n"
	"    sys.modules[name] = module\n"
	"    with open('/dev/fd/' + file, encoding='utf-8') as file:\n"
	"        exec(compile(file.read(), name + '.py', 'exec'), module.__dict__)\n"
	"load('protocol', sys.argv[1], types.ModuleType('protocol'))\n"
	"load('__main__', sys.argv[2], sys.modules['__main__'])\n";

void interpreter_append(struct exec_list *arguments, int protocol, int script)
{
	const char *named = getenv(INTERPRETER_VARIABLE);

	exec_list_append(arguments, "%s",
			 named != NULL && named[0] != '\0' ? named : INTERPRETER_DEFAULT);
	/* Nothing in the user's environment may change the measurement. */
	exec_list_append(arguments, "-I");
	exec_list_append(arguments, "-c");
	exec_list_append(arguments, "%s", bootstrap);
	exec_list_append(arguments, "%d", protocol);
	exec_list_append(arguments, "%d", script);
}
