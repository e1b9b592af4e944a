/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/ini_file.h"

#include "cli/option/value.h"

#include <ini.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* libinih keeps 49 bytes of a section's name for its handler. */
#define LONGEST_SECTION 49

struct reader {
	const char *rest; /* of the text, from the next line on */
	const char *name; /* of the file */
	unsigned line;    /* that libinih is at, from 1 */
	bool indented;    /* is that line? */
	struct ini_file *file;
	struct up_error *err;
	enum up_status status; /* of the first failure, */
	unsigned failed_line;  /* and where it was */
};

void ini_file_release(struct ini_file *file)
{
	for (size_t i = 0; i < file->section_count; i++) {
		struct ini_section *section = &file->sections[i];
		for (size_t j = 0; j < section->pair_count; j++) {
			free(section->pairs[j].name);
			up_buffer_release(&section->pairs[j].value);
		}
		free(section->pairs);
		free(section->name);
	}
	free(file->sections);
	*file = (struct ini_file){0};
}

static enum up_status fail_no_memory(struct reader *reader)
{
	return up_fail(reader->err, UP_NO_MEMORY, "out of memory for %s", reader->name);
}

static enum up_status add_section(struct reader *reader, char *name)
{
	struct ini_file *file = reader->file;
	struct ini_section *sections =
		reallocarray(file->sections, file->section_count + 1, sizeof *sections);

	if (sections == NULL)
		return fail_no_memory(reader);
	file->sections = sections;
	sections[file->section_count++] = (struct ini_section){.name = name, .line = reader->line};
	return UP_OK;
}

/* header is a line from its '[' on.  One that never closes is left to libinih. */
static enum up_status read_header(struct reader *reader, const char *header)
{
	size_t length = strcspn(header, "]\n");
	if (header[length] != ']')
		return UP_OK;
	const char *behind = header + length + 1;
	behind += strspn(behind, " \t\r");
	if (reader->indented || strchr("\n;#", *behind) == NULL)
		return up_fail(reader->err, UP_INVALID,
			       "a section's header must have its line to itself");

	UP_FREE char *name = strndup(header + 1, length - 1);
	if (name == NULL)
		return fail_no_memory(reader);
	if (name[0] == '\0')
		return up_fail(reader->err, UP_INVALID, "the section has no name");
	if (!value_is_name(name) || strlen(name) > LONGEST_SECTION)
		return up_fail(reader->err, UP_INVALID,
			       "\"%s\" is not a name for a section: at most %d letters, digits, "
			       "'-', '_' and '.'",
			       name, LONGEST_SECTION);
	for (size_t i = 0; i < reader->file->section_count; i++) {
		const struct ini_section *other = &reader->file->sections[i];
		if (strcmp(other->name, name) == 0)
			return up_fail(reader->err, UP_INVALID,
				       "section [%s] exists already, in line %u", name,
				       other->line);
	}
	UP_TRY(add_section(reader, name));
	name = NULL;
	return UP_OK;
}

static enum up_status check_line(struct reader *reader, const char *line, size_t length,
				 size_t size)
{
	const char *start = line + strspn(line, " \t");

	reader->indented = start != line;
	if (length >= size)
		return up_fail(reader->err, UP_INVALID,
			       "the line has more than %zu bytes: continue it on an indented line",
			       size - 2);
	if (*start == '[')
		return read_header(reader, start);
	return UP_OK;
}

/* Cuts a comment off behind a value: libinih takes " ;" alone. */
static void cut_comment(char *line)
{
	for (char *c = line; *c != '\0'; c++) {
		if (*c == '#' && c != line && (c[-1] == ' ' || c[-1] == '\t')) {
			c[0] = '\n';
			c[1] = '\0';
			return;
		}
	}
}

/* Keeps the first failure only: libinih goes on to the next line after one. */
static void note(struct reader *reader, enum up_status status)
{
	if (reader->status == UP_OK && status != UP_OK) {
		reader->status = status;
		reader->failed_line = reader->line;
	}
}

/* As fgets(): libinih's way to the next line. */
static char *next_line(char *line, int size, void *stream)
{
	struct reader *reader = stream;

	if (reader->status != UP_OK || *reader->rest == '\0')
		return NULL;
	reader->line++;
	size_t length = strcspn(reader->rest, "\n");
	length += reader->rest[length] == '\n';
	note(reader, check_line(reader, reader->rest, length, (size_t)size));
	if (reader->status != UP_OK)
		return NULL;
	memcpy(line, reader->rest, length);
	line[length] = '\0';
	reader->rest += length;
	cut_comment(line);
	return line;
}

static enum up_status add_pair(struct reader *reader, const char *name, const char *value)
{
	if (reader->file->section_count == 0)
		return up_fail(reader->err, UP_INVALID, "\"%s\" comes before any [section]", name);

	struct ini_section *section = &reader->file->sections[reader->file->section_count - 1];
	if (reader->indented && section->pair_count > 0) {
		struct up_buffer *before = &section->pairs[section->pair_count - 1].value;
		up_buffer_append_format(before, " %s", value);
		return before->failed ? fail_no_memory(reader) : UP_OK;
	}
	if (name[0] == '\0')
		return up_fail(reader->err, UP_INVALID, "the key before '=' is missing");

	UP_FREE char *copy = strdup(name);
	struct ini_pair *pairs =
		reallocarray(section->pairs, section->pair_count + 1, sizeof *pairs);
	if (pairs != NULL)
		section->pairs = pairs;
	if (pairs == NULL || copy == NULL)
		return fail_no_memory(reader);
	struct ini_pair *pair = &pairs[section->pair_count++];
	*pair = (struct ini_pair){.name = UP_TAKE(copy), .line = reader->line};
	up_buffer_append_string(&pair->value, value);
	return pair->value.failed ? fail_no_memory(reader) : UP_OK;
}

static int take_pair(void *user, const char *section, const char *name, const char *value)
{
	struct reader *reader = user;

	/* Sections were noted when their lines were handed out. */
	(void)section;
	if (name == NULL || reader->status != UP_OK)
		return 1;
	note(reader, add_pair(reader, name, value != NULL ? value : ""));
	return 1;
}

enum up_status ini_file_read(const char *text, const char *name, struct ini_file *file,
			     struct up_error *err)
{
	INI_FILE read = {0};
	struct up_error reason;
	struct reader reader = {.rest = text, .name = name, .file = &read, .err = &reason};

	int bad_line = ini_parse_stream(next_line, &reader, take_pair, &reader);
	if (bad_line < 0)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %s", name);
	if (bad_line > 0 && (reader.status == UP_OK || (unsigned)bad_line < reader.failed_line))
		return up_fail(err, UP_INVALID, "%s:%d: neither \"key = value\" nor \"[section]\"",
			       name, bad_line);
	if (reader.status != UP_OK)
		return up_fail(err, reader.status, "%s:%u: %s", name, reader.failed_line,
			       reason.message);
	*file = read;
	read = (struct ini_file){0};
	return UP_OK;
}
