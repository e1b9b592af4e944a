/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/man.h"

#include "cli/option/option_text.h"

#include <ctype.h>
#include <string.h>

/* Would the word that begins at word make the last line longer than 80 bytes? */
static bool overflows(const struct up_buffer *text, const char *word)
{
	size_t start = text->length;

	while (start > 0 && text->data[start - 1] != '\n')
		start--;
	/* Twice, because every byte of it may have to be escaped. */
	return text->length - start + 2 * strcspn(word, " \n") > 78;
}

/* Appends words so that troff shows them as they are; an empty line begins a
 * paragraph.  Unless wraps, a single line stays one. */
static void append_words(struct up_buffer *text, const char *words, bool wraps)
{
	for (const char *c = words; *c != '\0'; c++) {
		bool starts_line = text->length == 0 || text->data[text->length - 1] == '\n';
		if (c[0] == '\n' && c[1] == '\n') {
			up_buffer_append_string(text, "\n.PP\n");
			c += strspn(c, "\n") - 1;
		} else if (*c == '\\') {
			up_buffer_append_string(text, "\\e");
		} else if (*c == '-') {
			up_buffer_append_string(text, "\\-");
		} else if (starts_line && *c == ' ') {
			continue;
		} else if (starts_line && (*c == '.' || *c == '\'')) {
			up_buffer_append_format(text, "\\&%c", *c);
		} else if (wraps && *c == ' ' && overflows(text, c + 1)) {
			up_buffer_append_char(text, '\n');
		} else {
			up_buffer_append_char(text, *c);
		}
	}
}

static void append_text(struct up_buffer *text, const char *words)
{
	append_words(text, words, false);
}

/* Running text, and the end of its line. */
static void append_line(struct up_buffer *text, const char *words)
{
	append_words(text, words, true);
	up_buffer_append_char(text, '\n');
}

/* font is B, I or R. */
static void append_in(struct up_buffer *text, char font, const char *words)
{
	up_buffer_append_format(text, "\\f%c", font);
	append_text(text, words);
	up_buffer_append_string(text, "\\fR");
}

static void append_heading(struct up_buffer *text, const char *title)
{
	up_buffer_append_string(text, ".SH ");
	append_text(text, title);
	up_buffer_append_char(text, '\n');
}

static void append_title(struct up_buffer *text, const struct program *program)
{
	up_buffer_append_string(text, ".TH ");
	for (const char *c = program->name; *c != '\0'; c++)
		up_buffer_append_char(text, (char)toupper((unsigned char)*c));
	up_buffer_append_format(text, " 1 \"%s\" \"%s %s\" \"User Commands\"\n",
				program->date != NULL ? program->date : "", program->name,
				program->version);
	append_heading(text, "NAME");
	append_text(text, program->name);
	up_buffer_append_string(text, " \\- ");
	append_text(text, program->summary);
	up_buffer_append_char(text, '\n');
}

static void append_usage(struct up_buffer *text, const struct program *program,
			 const struct command *command)
{
	UP_BUFFER name = {0};

	up_buffer_append_format(&name, "%s %s", program->name, command->name);
	append_in(text, 'B', up_buffer_string(&name));
	if (command->arguments != NULL) {
		up_buffer_append_char(text, ' ');
		append_in(text, 'I', command->arguments);
	}
	up_buffer_append_string(text, " [\\fIoptions\\fR]\n");
}

static void append_synopsis(struct up_buffer *text, const struct program *program)
{
	append_heading(text, "SYNOPSIS");
	for (size_t i = 0; program->commands[i] != NULL; i++) {
		append_usage(text, program, program->commands[i]);
		up_buffer_append_string(text, ".br\n");
	}
	append_in(text, 'B', program->name);
	up_buffer_append_string(text, " \\fBhelp\\fR [\\fICOMMAND\\fR]\n.br\n");
	append_in(text, 'B', program->name);
	up_buffer_append_string(text, " \\fB\\-\\-help\\fR | \\fB\\-\\-version\\fR\n");
}

static void append_option(struct up_buffer *text, const struct option_spec *spec)
{
	UP_BUFFER words = {0};
	UP_BUFFER argument = {0};

	up_buffer_append_string(text, ".TP\n");
	if (spec->letter != 0)
		up_buffer_append_format(text, "\\fB\\-%c\\fR, ", spec->letter);
	up_buffer_append_string(text, "\\fB\\-\\-");
	append_text(text, spec->name);
	up_buffer_append_string(text, "\\fR");
	if (option_takes_argument(spec)) {
		option_text_argument(spec, &argument);
		up_buffer_append_char(text, ' ');
		append_in(text, 'I', up_buffer_string(&argument));
	}
	up_buffer_append_char(text, '\n');
	up_buffer_append_string(&words, spec->help);
	option_text_limits(spec, &words);
	append_line(text, up_buffer_string(&words));
}

static void append_command(struct up_buffer *text, const struct program *program,
			   const struct command *command)
{
	up_buffer_append_string(text, ".SS ");
	append_usage(text, program, command);
	append_text(text, command->summary);
	up_buffer_append_string(text, ".\n");
	if (command->description != NULL) {
		up_buffer_append_string(text, ".PP\n");
		append_line(text, command->description);
	}
	for (const struct option_spec *spec = command_options(command); spec->name != NULL;
	     spec++) {
		if (!spec->hidden)
			append_option(text, spec);
	}
}

static void append_commands(struct up_buffer *text, const struct program *program)
{
	append_heading(text, "COMMANDS");
	append_line(
		text,
		"Option names can be abbreviated if unique. --no-NAME reverses the flag --NAME. "
		"Items of a LIST are separated by commas; numbers may be written as 1e6. Durations "
		"have a suffix us, ms, s, m, h or d; without one they are in seconds, except "
		"round-trip times, which require one. Every command has --help.");
	for (size_t i = 0; program->commands[i] != NULL; i++)
		append_command(text, program, program->commands[i]);
}

static void append_exit_status(struct up_buffer *text)
{
	append_heading(text, "EXIT STATUS");
	for (int code = 0; code < EXIT_CODE_COUNT; code++) {
		up_buffer_append_format(text, ".TP\n\\fB%d\\fR\n", code);
		append_words(text, exit_code_meaning((enum exit_code)code), true);
		up_buffer_append_string(text, ".\n");
	}
}

static void append_environment(struct up_buffer *text, const struct program *program)
{
	if (program->environment == NULL || program->environment->name == NULL)
		return;
	append_heading(text, "ENVIRONMENT");
	for (const struct program_variable *one = program->environment; one->name != NULL; one++) {
		up_buffer_append_string(text, ".TP\n");
		append_in(text, 'B', one->name);
		up_buffer_append_char(text, '\n');
		append_line(text, one->meaning);
	}
}

static void append_examples(struct up_buffer *text, const struct program *program)
{
	bool any = false;

	for (size_t i = 0; program->commands[i] != NULL; i++) {
		const struct command_example *one = program->commands[i]->examples;
		for (; one != NULL && one->line != NULL; one++) {
			if (!any)
				append_heading(text, "EXAMPLES");
			any = true;
			up_buffer_append_string(text, ".TP\n");
			append_in(text, 'B', one->line);
			up_buffer_append_char(text, '\n');
			append_line(text, one->meaning != NULL ? one->meaning
							       : program->commands[i]->summary);
		}
	}
}

void man_page(const struct program *program, struct up_buffer *text)
{
	append_title(text, program);
	append_synopsis(text, program);
	append_heading(text, "DESCRIPTION");
	append_line(text, program->description != NULL ? program->description : program->summary);
	append_commands(text, program);
	append_exit_status(text);
	append_environment(text, program);
	append_examples(text, program);
	if (program->see_also != NULL) {
		append_heading(text, "SEE ALSO");
		append_line(text, program->see_also);
	}
}
