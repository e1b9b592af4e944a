/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/help.h"

#include "cli/option/option_text.h"
#include "cli/option/terminal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define NARROWEST 40
#define WIDEST 120
#define OPTION_COLUMN 28

size_t help_width(FILE *out)
{
	const struct terminal terminal = terminal_of(out);
	const char *columns = getenv("COLUMNS");

	if (!terminal.is_there)
		return HELP_WIDTH;
	const size_t width =
		columns != NULL && atoi(columns) > 0 ? (size_t)atoi(columns) : terminal.width;
	return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
}

static void append_blanks(struct up_buffer *text, size_t count)
{
	while (count-- > 0)
		up_buffer_append_char(text, ' ');
}

/* Appends words, wrapped at width, later lines behind indent blanks, and ends the
 * line.  The line so far has column columns.  An empty line among the words
 * stays one. */
static void append_wrapped(struct up_buffer *text, const char *words, size_t column, size_t indent,
			   size_t width)
{
	bool line_is_empty = true;

	while (*words != '\0') {
		size_t gap = strspn(words, " \n");
		bool paragraph = strncmp(words, "\n\n", 2) == 0;
		words += gap;
		size_t length = strcspn(words, " \n");
		if (length == 0)
			break;
		if (paragraph || (!line_is_empty && column + 1 + length > width)) {
			up_buffer_append_string(text, paragraph ? "\n\n" : "\n");
			append_blanks(text, indent);
			column = indent;
			line_is_empty = true;
		}
		if (!line_is_empty) {
			up_buffer_append_char(text, ' ');
			column++;
		}
		up_buffer_append(text, words, length);
		column += length;
		words += length;
		line_is_empty = false;
	}
	up_buffer_append_char(text, '\n');
}

/* A label at the left, and its words in a column at the right. */
static void append_row(struct up_buffer *text, const char *label, const char *words, size_t indent,
		       size_t width)
{
	size_t length = strlen(label) + 2;

	up_buffer_append_format(text, "  %s", label);
	if (length + 2 > indent) {
		up_buffer_append_char(text, '\n');
		length = 0;
	}
	append_blanks(text, indent - length);
	append_wrapped(text, words, indent, indent, width);
}

static void append_option(struct up_buffer *text, const struct option_spec *spec, size_t width)
{
	UP_BUFFER label = {0};
	UP_BUFFER words = {0};

	if (spec->letter != 0)
		up_buffer_append_format(&label, "-%c, --%s", spec->letter, spec->name);
	else
		up_buffer_append_format(&label, "    --%s", spec->name);
	if (option_takes_argument(spec)) {
		up_buffer_append_char(&label, ' ');
		option_text_argument(spec, &label);
	}
	up_buffer_append_string(&words, spec->help);
	option_text_limits(spec, &words);
	append_row(text, up_buffer_string(&label), up_buffer_string(&words), OPTION_COLUMN, width);
}

static void append_options(struct up_buffer *text, const struct command *command, size_t width)
{
	const struct option_spec *specs = command_options(command);

	if (specs->name == NULL || specs->group == NULL)
		up_buffer_append_string(text, "\nOptions:\n");
	for (const struct option_spec *spec = specs; spec->name != NULL; spec++) {
		if (spec->group != NULL)
			up_buffer_append_format(text, "\n%s:\n", spec->group);
		if (!spec->hidden)
			append_option(text, spec, width);
	}
	append_row(text, "-h, --help", "Show this help.", OPTION_COLUMN, width);
}

static void append_examples(struct up_buffer *text, const struct command_example *examples,
			    size_t width)
{
	if (examples == NULL || examples->line == NULL)
		return;
	up_buffer_append_string(text, "\nExamples:\n");
	for (const struct command_example *one = examples; one->line != NULL; one++) {
		up_buffer_append_format(text, "  %s\n", one->line);
		if (one->meaning != NULL) {
			append_blanks(text, 6);
			append_wrapped(text, one->meaning, 6, 6, width);
		}
	}
}

/* Summaries are parts of sentences; here one is a sentence. */
static void append_summary(struct up_buffer *text, const char *summary)
{
	up_buffer_append_format(text, "%c%s.\n", toupper((unsigned char)summary[0]), summary + 1);
}

void help_command(const struct program *program, const struct command *command, size_t width,
		  struct up_buffer *text)
{
	up_buffer_append_format(text, "Usage: %s %s%s%s [options]\n\n", program->name,
				command->name, command->arguments != NULL ? " " : "",
				command->arguments != NULL ? command->arguments : "");
	append_summary(text, command->summary);
	if (command->description != NULL) {
		up_buffer_append_char(text, '\n');
		append_wrapped(text, command->description, 0, 0, width);
	}
	append_options(text, command, width);
	append_examples(text, command->examples, width);
}

void help_program(const struct program *program, size_t width, struct up_buffer *text)
{
	size_t indent = strlen("help [COMMAND]") + 4;

	up_buffer_append_format(text, "Usage: %s COMMAND [arguments] [options]\n\n", program->name);
	append_summary(text, program->summary);
	if (program->description != NULL) {
		up_buffer_append_char(text, '\n');
		append_wrapped(text, program->description, 0, 0, width);
	}

	up_buffer_append_string(text, "\nCommands:\n");
	for (size_t i = 0; program->commands[i] != NULL; i++)
		append_row(text, program->commands[i]->name, program->commands[i]->summary, indent,
			   width);
	append_row(text, "help [COMMAND]", "Show help of the program or of a command", indent,
		   width);

	up_buffer_append_string(text, "\nOptions:\n");
	append_row(text, "-h, --help", "Show this help.", indent, width);
	append_row(text, "    --version", "Show the version.", indent, width);
	up_buffer_append_format(text, "\nEvery command has --help: '%s %s --help'.\n",
				program->name,
				program->commands[0] != NULL ? program->commands[0]->name : "");
}
