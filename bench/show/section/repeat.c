/* SPDX-License-Identifier: PostgreSQL */
/* How to repeat a run: its command line, and the files that it names. */
#include "show/section/section.h"

#include <stdbool.h>
#include <string.h>

/* As a shell reads it. */
static void append_word(struct up_buffer *text, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "_-+=.,:/@%";

	if (word[0] != '\0' && word[strspn(word, plain)] == '\0') {
		up_buffer_append_string(text, word);
		return;
	}
	up_buffer_append_char(text, '\'');
	for (; *word != '\0'; word++) {
		if (*word == '\'')
			up_buffer_append_string(text, "'\\''");
		else
			up_buffer_append_char(text, *word);
	}
	up_buffer_append_char(text, '\'');
}

/* Where the run went is no part of it: that directory has a run already.  Returns how many words
 * are to be left out, in any way to write them; 0 as a rule. */
static size_t output_words(const char *word)
{
	if (strcmp(word, "-o") == 0 || strcmp(word, "--output") == 0)
		return 2;
	return strncmp(word, "-o", 2) == 0 || strncmp(word, "--output=", 9) == 0 ? 1 : 0;
}

/* *is_open: something in it stands for a connection, which is not kept. */
static void append_command(struct up_buffer *text, const struct text_list *words, bool *is_open)
{
	bool only_arguments = false;

	for (size_t w = 0; w < words->count; w++) {
		const char *word = words->items[w];
		const size_t surplus = only_arguments ? 0 : output_words(word);
		if (surplus > 0) {
			w += surplus - 1;
			continue;
		}
		only_arguments = only_arguments || strcmp(word, "--") == 0;
		*is_open = *is_open || strstr(word, "dbname=...") != NULL;
		if (text->length > 0)
			up_buffer_append_char(text, ' ');
		append_word(text, word);
	}
}

/* Appends a text whose lines may end in CR and LF with lines that end in LF, as a page shows
 * them; whether there was one that did. */
static bool append_lines(struct up_buffer *lines, const char *text)
{
	bool any = false;

	for (const char *c = text; *c != '\0'; c++) {
		const bool ends = c[0] == '\r' && c[1] == '\n';
		any = any || ends;
		if (!ends)
			up_buffer_append_char(lines, *c);
	}
	return any;
}

/* A file that the command line names, as it was then. */
static enum up_status append_file(const struct report_context *context,
				  const struct manifest_file *file, struct up_error *err)
{
	const char *text = file->text;
	UP_BUFFER title = {0};
	UP_BUFFER lines = {0};

	if (file->name == NULL)
		return UP_OK;
	up_buffer_append_string(&title, file->name);
	if (text == NULL)
		up_buffer_append_format(&title, ": text not stored; SHA-256: %s",
					file->sha256 != NULL ? file->sha256 : "not known");
	else if (context->is_short)
		up_buffer_append_string(&title, ": run.json has its text");
	else if (append_lines(&lines, text))
		up_buffer_append_string(&title,
					", at the time of the run, without CR at line ends");
	else
		up_buffer_append_string(&title, ", at the time of the run");
	UP_TRY(up_buffer_check(&lines, err));
	UP_TRY(up_buffer_check(&title, err));
	if (text == NULL || context->is_short) {
		document_take(context->document, BLOCK_NOTE, &title);
		return UP_OK;
	}
	document_take(context->document, BLOCK_FOLD, &title);
	document_take(context->document, BLOCK_CODE, &lines);
	document_append(context->document, BLOCK_FOLD_END, NULL);
	return UP_OK;
}

static enum up_status append_files(const struct report_context *context, struct up_error *err)
{
	const struct manifest *manifest = &context->report->run->manifest;

	UP_TRY(append_file(context, &manifest->experiment_file, err));
	for (size_t a = 0; a < manifest->arms.count; a++)
		UP_TRY(append_file(context, &manifest->arms.items[a].schema, err));
	return UP_OK;
}

enum up_status report_repeat(const struct report_context *context, struct up_error *err)
{
	const struct text_list *words = &context->report->run->manifest.command_line;
	UP_BUFFER text = {0};
	bool is_open = false;

	append_command(&text, words, &is_open);
	UP_TRY(up_buffer_check(&text, err));
	if (text.length == 0)
		return UP_OK;
	document_append(context->document, BLOCK_HEADING, "Command");
	document_take(context->document, BLOCK_CODE, &text);
	if (is_open)
		document_append(context->document, BLOCK_NOTE,
				"... replaces the connection string, which is not stored because "
				"it may contain a password: insert your own.");
	UP_TRY(append_files(context, err));
	document_append(
		context->document, BLOCK_NOTE,
		"The same seed gives the same data, and the same order seed the same order; "
		"the times are those of the machine.");
	return UP_OK;
}
