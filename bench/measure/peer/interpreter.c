/* SPDX-License-Identifier: PostgreSQL */
#include "measure/peer/interpreter.h"

#include <stdlib.h>
#include <string.h>

/* Runs files as modules, and the last one as the program that imports them; tracebacks name them.  The first
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
	"first = int(sys.argv[1])\n"
	"for number, name in enumerate(sys.argv[2:], first):\n"
	"    load(name, str(number), types.ModuleType(name))\n"
	"load('__main__', str(first + len(sys.argv) - 2), sys.modules['__main__'])\n";

/* Each word is an argument. */
static void append_words(struct exec_list *arguments, const char *words)
{
	while (*words != '\0') {
		const size_t length = strcspn(words, " ");
		exec_list_append(arguments, "%.*s", (int)length, words);
		words += length + strspn(words + length, " ");
	}
}

void interpreter_append(struct exec_list *arguments, const char *modules, int first)
{
	const char *named = getenv(INTERPRETER_VARIABLE);

	exec_list_append(arguments, "%s",
			 named != NULL && named[0] != '\0' ? named : INTERPRETER_DEFAULT);
	/* Nothing in the user's environment may change the measurement. */
	exec_list_append(arguments, "-I");
	exec_list_append(arguments, "-c");
	exec_list_append(arguments, "%s", bootstrap);
	exec_list_append(arguments, "%d", first);
	append_words(arguments, modules);
}
