/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/case_name.h"

#include "record/manifest.h"

#include <math.h>
#include <string.h>

bool export_case_has_result(const struct run *run, const struct summary *summary)
{
	return summary->status == SAMPLE_OK && summary->n > 0 && summary->case_name != NULL &&
	       isfinite(summary->median_ns) &&
	       manifest_role(&run->manifest, summary->strategy) != ROLE_IDLE;
}

static bool is_plain(char c)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._=+,:@-";
	return c != '\0' && strchr(plain, c) != NULL;
}

bool export_case_word(const char **rest, struct up_buffer *word)
{
	const char *c = *rest + strspn(*rest, " ");

	up_buffer_clear(word);
	for (; *c != '\0' && *c != ' '; c++) {
		if (is_plain(*c))
			up_buffer_append_char(word, *c);
		else
			up_buffer_append_format(word, "%%%02X", (unsigned)(unsigned char)*c);
	}
	*rest = c;
	return word->length > 0;
}

void export_case_append_name(const struct summary *summary, struct up_buffer *text)
{
	const char *rest = summary->case_name;
	UP_BUFFER word = {0};

	up_buffer_append_string(text, "update");
	while (export_case_word(&rest, &word))
		up_buffer_append_format(text, "/%s", up_buffer_string(&word));
	text->failed = text->failed || word.failed;
}
