/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/completion.h"

#include <string.h>

/* Before it: the first line.  %1$s is the program.  Readline splits words at '=',
 * so that --name=value arrives as three. */
static const char head[] =
	"# SPDX-License-Identifier: PostgreSQL\n"
	"# bash completion for %1$s, written by %1$s --completion bash\n"
	"\n"
	"_%1$s_words() {\n"
	"\tmapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$current\")\n"
	"}\n"
	"\n"
	"# The last item of a list that is separated by commas.\n"
	"_%1$s_list() {\n"
	"\tlocal before=\n"
	"\t[[ $current == *,* ]] && before=${current%%,*},\n"
	"\tmapfile -t COMPREPLY < <(compgen -P \"$before\" -W \"$1\" -- \"${current##*,}\")\n"
	"}\n"
	"\n"
	"_%1$s_names() {\n"
	"\t\"${COMP_WORDS[0]}\" list \"$1\" --format names 2>/dev/null\n"
	"}\n"
	"\n"
	"# A value that cannot be guessed: no names of files either.\n"
	"_%1$s_nothing() {\n"
	"\tCOMPREPLY=()\n"
	"\tcompopt +o default\n"
	"}\n"
	"\n"
	"_%1$s() {\n"
	"\tlocal current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
	"\tCOMPREPLY=()\n"
	"\tif [[ $current == '=' ]]; then\n"
	"\t\tcurrent=\n"
	"\telif [[ $previous == '=' && $COMP_CWORD -ge 2 ]]; then\n"
	"\t\tprevious=${COMP_WORDS[COMP_CWORD - 2]}\n"
	"\tfi\n"
	"\n"
	"\tif [[ $COMP_CWORD -eq 1 ]]; then\n";

static void append_option_names(struct up_buffer *text, const struct option_spec *specs)
{
	for (const struct option_spec *spec = specs; spec->name != NULL; spec++) {
		if (!spec->hidden)
			up_buffer_append_format(text, "--%s ", spec->name);
	}
	up_buffer_append_string(text, "--help");
}

static void append_words(struct up_buffer *text, const char *function, const char *program,
			 const char *const *words)
{
	up_buffer_append_format(text, "_%s_%s '", program, function);
	for (size_t i = 0; words[i] != NULL; i++)
		up_buffer_append_format(text, "%s%s", i == 0 ? "" : " ", words[i]);
	up_buffer_append_char(text, '\'');
}

static void append_names(struct up_buffer *text, const char *function, const char *program,
			 const char *listing)
{
	up_buffer_append_format(text, "_%s_%s \"$(_%s_names %s)\"", program, function, program,
				listing);
}

static void append_value(struct up_buffer *text, const char *program,
			 const struct option_spec *spec)
{
	bool list = spec->kind == OPTION_NAME_LIST || spec->kind == OPTION_WORD_LIST;

	up_buffer_append_string(text, "\t\t");
	if (spec->letter != 0)
		up_buffer_append_format(text, "-%c | ", spec->letter);
	up_buffer_append_format(text, "--%s)\n\t\t\t", spec->name);
	if (spec->choices != NULL)
		append_words(text, list ? "list" : "words", program, spec->choices);
	else if (spec->listing != NULL)
		append_names(text, list ? "list" : "words", program, spec->listing);
	else if (spec->kind == OPTION_STRING)
		up_buffer_append_char(text, ':');
	else
		up_buffer_append_format(text, "_%s_nothing", program);
	up_buffer_append_string(text, "\n\t\t\treturn\n\t\t\t;;\n");
}

static void append_values(struct up_buffer *text, const char *program,
			  const struct option_spec *specs)
{
	bool any = false;

	for (const struct option_spec *spec = specs; spec->name != NULL; spec++) {
		if (spec->hidden || !option_takes_argument(spec))
			continue;
		if (!any)
			up_buffer_append_string(text, "\t\tcase $previous in\n");
		any = true;
		append_value(text, program, spec);
	}
	if (any)
		up_buffer_append_string(text, "\t\tesac\n");
}

static void append_command(struct up_buffer *text, const char *program,
			   const struct command *command)
{
	up_buffer_append_format(text, "\t%s)\n", command->name);
	append_values(text, program, command_options(command));
	up_buffer_append_format(text, "\t\tif [[ $current == -* ]]; then\n\t\t\t_%s_words '",
				program);
	append_option_names(text, command_options(command));
	up_buffer_append_string(text, "'\n");
	if (command->argument_choices != NULL || command->argument_listing != NULL)
		up_buffer_append_string(text, "\t\telse\n\t\t\t");
	if (command->argument_choices != NULL)
		append_words(text, "words", program, command->argument_choices);
	else if (command->argument_listing != NULL)
		append_names(text, "words", program, command->argument_listing);
	if (command->argument_choices != NULL || command->argument_listing != NULL)
		up_buffer_append_char(text, '\n');
	else if (command->maximum_arguments == 0)
		up_buffer_append_format(text, "\t\telse\n\t\t\t_%s_nothing\n", program);
	up_buffer_append_string(text, "\t\tfi\n\t\t;;\n");
}

void completion_bash(const struct program *program, struct up_buffer *text)
{
	UP_BUFFER commands = {0};

	for (size_t i = 0; program->commands[i] != NULL; i++)
		up_buffer_append_format(&commands, "%s ", program->commands[i]->name);

	up_buffer_append_format(text, head, program->name);
	up_buffer_append_format(text, "\t\t_%s_words '%shelp --help --version'\n", program->name,
				up_buffer_string(&commands));
	up_buffer_append_string(text, "\t\treturn\n\tfi\n\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; program->commands[i] != NULL; i++)
		append_command(text, program->name, program->commands[i]);
	up_buffer_append_format(text, "\thelp)\n\t\t_%s_words '%s'\n\t\t;;\n\tesac\n}\n",
				program->name, up_buffer_string(&commands));
	up_buffer_append_format(text, "complete -o default -F _%1$s %1$s\n", program->name);
}
