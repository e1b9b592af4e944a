/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/origin.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <xxhash.h>

#define BLOCK 65536

typedef enum up_status describe_function(const struct origin *origin,
					 struct manifest_source *source, struct up_error *err);

/* ---- a file ----------------------------------------------------------- */

static void close_file(FILE **file)
{
	if (*file != NULL)
		fclose(*file);
}

static void free_state(XXH3_state_t **state)
{
	XXH3_freeState(*state);
}

static enum up_status hash_bytes(const char *path, FILE *file, XXH3_state_t *state,
				 struct manifest_source *source, struct up_error *err)
{
	char block[BLOCK];
	char digits[33];
	size_t count;

	source->bytes = 0;
	XXH3_128bits_reset(state);
	while ((count = fread(block, 1, sizeof block, file)) > 0) {
		source->bytes += (int64_t)count;
		XXH3_128bits_update(state, block, count);
	}
	if (ferror(file))
		return up_fail_errno(err, UP_IO, "cannot read %s", path);
	const XXH128_hash_t hash = XXH3_128bits_digest(state);
	snprintf(digits, sizeof digits, "%016llx%016llx", (unsigned long long)hash.high64,
		 (unsigned long long)hash.low64);
	return text_set(&source->xxh128, digits, err);
}

/* It is read again in each sync, which a pipe cannot be. */
static enum up_status describe_csv(const struct origin *origin, struct manifest_source *source,
				   struct up_error *err)
{
	const char *path = origin->place;
	const char *slash = strrchr(path, '/');
	UP_CLEANUP(close_file) FILE *file = fopen(path, "re");
	UP_CLEANUP(free_state) XXH3_state_t *state = XXH3_createState();
	struct stat status;

	if (file == NULL || fstat(fileno(file), &status) != 0)
		return up_fail_errno(err, UP_INVALID, "cannot open %s", path);
	if (!S_ISREG(status.st_mode))
		return up_fail(err, UP_INVALID, "%s is not a file", path);
	if (state == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a hash");
	UP_TRY(text_set(&source->file, slash != NULL ? slash + 1 : path, err));
	return hash_bytes(path, file, state, source, err);
}

/* ---- kinds ------------------------------------------------------------ */

static const struct kind {
	const char *word;
	const char *place;           /* as help calls it; NULL: it has none */
	describe_function *describe; /* NULL: there is nothing but the word */
} kinds[] = {
	[ORIGIN_SYNTHETIC] = {"synthetic", NULL, NULL},
	[ORIGIN_CSV] = {"csv", "FILE", describe_csv},
};

#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

void origin_release(struct origin *origin)
{
	free(origin->place);
	*origin = (struct origin){0};
}

static enum up_status fail_unknown(const char *text, struct up_error *err)
{
	UP_BUFFER words = {0};

	for (size_t k = 0; k < KIND_COUNT; k++)
		up_buffer_append_format(&words, "%s%s%s%s", k > 0 ? ", " : "", kinds[k].word,
					kinds[k].place != NULL ? ":" : "",
					kinds[k].place != NULL ? kinds[k].place : "");
	UP_TRY(up_buffer_check(&words, err));
	return up_fail(err, UP_INVALID, "\"%.80s\" is not one of %s", text, words.data);
}

enum up_status origin_parse(const char *text, struct origin *origin, struct up_error *err)
{
	const size_t length = strcspn(text, ":");
	const char *place = text[length] == ':' ? text + length + 1 : NULL;
	size_t k = 0;

	while (k < KIND_COUNT &&
	       (strlen(kinds[k].word) != length || strncmp(kinds[k].word, text, length) != 0))
		k++;
	if (k == KIND_COUNT || (place != NULL && kinds[k].place == NULL))
		return fail_unknown(text, err);
	if (kinds[k].place != NULL && (place == NULL || *place == '\0'))
		return up_fail(err, UP_INVALID, "\"%s\" requires a place: %s:%s", text,
			       kinds[k].word, kinds[k].place);
	ORIGIN new = {.kind = (enum origin_kind)k};
	UP_TRY(text_set(&new.place, place, err));
	*origin = new;
	new = (struct origin){0};
	return UP_OK;
}

enum up_status origin_describe(const struct origin *origin, struct manifest_source *source,
			       struct up_error *err)
{
	const struct kind *kind = &kinds[origin->kind];

	UP_TRY(text_set(&source->kind, kind->word, err));
	return kind->describe != NULL ? kind->describe(origin, source, err) : UP_OK;
}
