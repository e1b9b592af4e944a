/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/command_line.h"

#include "base/buffer.h"
#include "cli/option/option_text.h"
#include "cli/option/spelling.h"

#include <stdlib.h>
#include <string.h>

static const struct option_spec help_spec = {.name = "help", .letter = 'h', .kind = OPTION_FLAG};

struct parser {
	const struct option_spec *specs;
	const char *const *argv; /* NULL-terminated or not: next is its end */
	int argc, next;
	struct command_line *line;
};

void command_line_release(struct command_line *line)
{
	free(line->assignments);
	free(line->arguments);
	*line = (struct command_line){0};
}

/* The table, and --help behind its end. */
static const struct option_spec *following(const struct option_spec *spec)
{
	if (spec == &help_spec)
		return NULL;
	return spec[1].name != NULL ? spec + 1 : &help_spec;
}

static const struct option_spec *first(const struct option_spec *specs)
{
	return specs->name != NULL ? specs : &help_spec;
}

static enum up_status fail_unknown(const struct option_spec *specs, const char *name, int length,
				   struct up_error *err)
{
	UP_FREE char *word = strndup(name, (size_t)length);
	struct spelling spelling = {.word = word};

	for (const struct option_spec *spec = first(specs); word && spec; spec = following(spec)) {
		if (!spec->hidden)
			spelling_offer(&spelling, spec->name);
	}
	if (spelling.closest != NULL)
		return up_fail(err, UP_INVALID, "unknown option --%.*s (did you mean --%s?)",
			       length, name, spelling.closest);
	return up_fail(err, UP_INVALID, "unknown option --%.*s", length, name);
}

/* Finds the spec whose name is, or is the only one that begins with, the first
 * length bytes of name; *spec is NULL when there is none. */
static enum up_status find(const struct option_spec *specs, const char *name, size_t length,
			   const struct option_spec **spec, struct up_error *err)
{
	UP_BUFFER candidates = {0};
	size_t count = 0;

	*spec = NULL;
	for (const struct option_spec *one = first(specs); one != NULL; one = following(one)) {
		if (strncmp(one->name, name, length) != 0)
			continue;
		if (one->name[length] == '\0') {
			*spec = one;
			return UP_OK;
		}
		up_buffer_append_format(&candidates, "%s--%s", count++ == 0 ? "" : ", ", one->name);
		*spec = one;
	}
	if (count > 1)
		return up_fail(err, UP_INVALID, "option --%.*s is ambiguous: %s", (int)length, name,
			       up_buffer_string(&candidates));
	return UP_OK;
}

static enum up_status add(struct command_line *line, struct assignment assignment,
			  struct up_error *err)
{
	if (assignment.spec == &help_spec) {
		line->help = true;
		return UP_OK;
	}
	struct assignment *assignments =
		reallocarray(line->assignments, line->assignment_count + 1, sizeof *assignments);
	if (assignments == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the command line");
	line->assignments = assignments;
	line->assignments[line->assignment_count++] = assignment;
	return UP_OK;
}

static enum up_status add_argument(struct command_line *line, const char *argument,
				   struct up_error *err)
{
	const char **arguments =
		reallocarray(line->arguments, line->argument_count + 1, sizeof *arguments);
	if (arguments == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the command line");
	line->arguments = arguments;
	line->arguments[line->argument_count++] = argument;
	return UP_OK;
}

/* dashed is the option as it was typed. */
static enum up_status fail_missing(const struct option_spec *spec, const char *dashed,
				   struct up_error *err)
{
	UP_BUFFER argument = {0};

	option_text_argument(spec, &argument);
	return up_fail(err, UP_INVALID, "%s needs an argument: %s %s", dashed, dashed,
		       up_buffer_string(&argument));
}

static enum up_status parse_long(struct parser *parser, const char *dashed, struct up_error *err)
{
	const char *name = dashed + strlen("--");
	size_t length = strcspn(name, "=");
	const char *value = name[length] == '=' ? name + length + 1 : NULL;
	struct assignment assignment = {.value = "yes"};

	if (length == 0)
		return up_fail(err, UP_INVALID, "%s: the name of the option is missing", dashed);
	UP_TRY(find(parser->specs, name, length, &assignment.spec, err));
	if (assignment.spec == NULL && length > 3 && strncmp(name, "no-", 3) == 0) {
		UP_TRY(find(parser->specs, name + 3, length - 3, &assignment.spec, err));
		if (assignment.spec != NULL && assignment.spec->kind != OPTION_FLAG)
			assignment.spec = NULL;
		assignment.value = "no";
	}
	if (assignment.spec == NULL)
		return fail_unknown(parser->specs, name, (int)length, err);

	if (option_takes_argument(assignment.spec)) {
		if (value == NULL && parser->next == parser->argc)
			return fail_missing(assignment.spec, dashed, err);
		assignment.value = value != NULL ? value : parser->argv[parser->next++];
	} else if (value != NULL) {
		return up_fail(err, UP_INVALID, "--%.*s takes no argument", (int)length, name);
	}
	return add(parser->line, assignment, err);
}

/* letters is what follows the dash. */
static enum up_status parse_letters(struct parser *parser, const char *letters,
				    struct up_error *err)
{
	for (const char *letter = letters; *letter != '\0' && !parser->line->help; letter++) {
		const struct option_spec *spec = first(parser->specs);
		while (spec != NULL && spec->letter != *letter)
			spec = following(spec);
		if (spec == NULL)
			return up_fail(err, UP_INVALID, "unknown option -%c", *letter);

		struct assignment assignment = {.spec = spec, .value = "yes", .by_letter = true};
		bool takes_argument = option_takes_argument(spec);
		if (takes_argument) {
			if (letter[1] == '\0' && parser->next == parser->argc)
				return fail_missing(spec, (char[]){'-', *letter, '\0'}, err);
			assignment.value =
				letter[1] != '\0' ? letter + 1 : parser->argv[parser->next++];
		}
		UP_TRY(add(parser->line, assignment, err));
		if (takes_argument)
			break;
	}
	return UP_OK;
}

static enum up_status parse(struct parser *parser, struct up_error *err)
{
	bool ended = false;

	while (parser->next < parser->argc && !parser->line->help) {
		const char *word = parser->argv[parser->next++];
		if (ended || word[0] != '-' || word[1] == '\0')
			UP_TRY(add_argument(parser->line, word, err));
		else if (strcmp(word, "--") == 0)
			ended = true;
		else if (word[1] == '-')
			UP_TRY(parse_long(parser, word, err));
		else
			UP_TRY(parse_letters(parser, word + 1, err));
	}
	return UP_OK;
}

enum up_status command_line_parse(const struct option_spec *specs, int argc,
				  const char *const *argv, struct command_line *line,
				  struct up_error *err)
{
	COMMAND_LINE parsed = {0};
	struct parser parser = {.specs = specs, .argv = argv, .argc = argc, .line = &parsed};

	UP_TRY(parse(&parser, err));
	*line = parsed;
	parsed = (struct command_line){0};
	return UP_OK;
}

/* Was the option used before assignment i?  *before: the last time. */
static bool is_used_before(const struct command_line *line, size_t i,
			   const struct assignment **before)
{
	for (size_t j = i; j > 0; j--) {
		*before = &line->assignments[j - 1];
		if ((*before)->spec == line->assignments[i].spec)
			return true;
	}
	return false;
}

/* All uses of a list from assignment i on, as one list. */
static void join_uses(const struct command_line *line, size_t i, struct up_buffer *list)
{
	const struct option_spec *spec = line->assignments[i].spec;

	for (; i < line->assignment_count; i++) {
		if (line->assignments[i].spec == spec)
			up_buffer_append_format(list, "%s%s", list->length > 0 ? "," : "",
						line->assignments[i].value);
	}
}

static enum up_status apply_one(const struct command_line *line, size_t i, void *target,
				struct up_error *err)
{
	const struct assignment *one = &line->assignments[i];
	const struct assignment *before;
	UP_BUFFER list = {0};

	if (is_used_before(line, i, &before)) {
		if (option_is_list(one->spec))
			return UP_OK; /* its first use has set all of it */
		/* What is named would be ignored; of numbers and choices the last one counts. */
		if (one->spec->kind == OPTION_STRING && strcmp(one->value, before->value) != 0)
			return up_fail(err, UP_INVALID, "two values are given, \"%s\" and \"%s\"",
				       before->value, one->value);
	}
	if (!option_is_list(one->spec))
		return option_set(one->spec, target, one->value, err);
	join_uses(line, i, &list);
	UP_TRY(up_buffer_check(&list, err));
	return option_set(one->spec, target, up_buffer_string(&list), err);
}

enum up_status command_line_apply(const struct command_line *line, void *target,
				  struct up_error *err)
{
	for (size_t i = 0; i < line->assignment_count; i++) {
		const struct assignment *one = &line->assignments[i];
		struct up_error reason;
		enum up_status status = apply_one(line, i, target, &reason);
		if (status != UP_OK && one->by_letter)
			return up_fail(err, status, "-%c: %s", one->spec->letter, reason.message);
		if (status != UP_OK)
			return up_fail(err, status, "--%s: %s", one->spec->name, reason.message);
	}
	return UP_OK;
}

bool command_line_gives(const struct command_line *line, const char *name)
{
	for (size_t i = 0; i < line->assignment_count; i++) {
		if (strcmp(line->assignments[i].spec->name, name) == 0)
			return true;
	}
	return false;
}
