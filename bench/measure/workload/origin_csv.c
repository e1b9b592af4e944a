/* SPDX-License-Identifier: PostgreSQL */
/* csv:FILE */
#include "measure/workload/origin_hooks.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <xxhash.h>

#define BLOCK 65536

/* ---- its bytes --------------------------------------------------------- */

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

/* It is read again in each sync, which a pipe cannot be.  To be asked before it is opened, as a FIFO waits for
 * a writer. */
static enum up_status check_kind(const char *path, struct up_error *err)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return up_fail_errno(err, UP_INVALID, "cannot open %s", path);
	if (!S_ISREG(status.st_mode))
		return up_fail(err, UP_INVALID,
			       "%s is not a file, which each sync could read again", path);
	return UP_OK;
}

static enum up_status describe_csv(const struct origin *origin, struct manifest_source *source,
				   struct up_error *err)
{
	const char *path = origin->place;
	const char *slash = strrchr(path, '/');
	UP_TRY(check_kind(path, err));
	UP_CLEANUP(close_file) FILE *file = fopen(path, "re");
	UP_CLEANUP(free_state) XXH3_state_t *state = XXH3_createState();

	if (file == NULL)
		return up_fail_errno(err, UP_INVALID, "cannot open %s", path);
	if (state == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a hash");
	UP_TRY(text_set(&source->file, slash != NULL ? slash + 1 : path, err));
	return hash_bytes(path, file, state, source, err);
}

/* ---- its rows ---------------------------------------------------------- */

static enum up_status pass_over(void *context, const struct up_csv_bad_row *row,
				struct up_error *err)
{
	(void)context;
	(void)row;
	(void)err;
	return UP_OK;
}

static struct up_csv_options options_of(const struct origin *origin)
{
	return (struct up_csv_options){
		.delimiter = origin->csv.delimiter,
		.null_text = origin->csv.null_text,
		.on_bad_row = origin->csv.skips_bad_rows ? pass_over : NULL,
	};
}

static enum up_status open_csv(const struct origin *origin, const struct up_relation *relation,
			       const struct up_relation *table,
			       const struct origin_reading *reading, struct up_source **source,
			       struct up_error *err)
{
	struct up_csv_options options = options_of(origin);

	UP_TRY(check_kind(origin->place, err));
	options.table = table;
	options.shows_values = reading->shows_values;
	if (origin->csv.skips_bad_rows && reading->on_bad_row != NULL) {
		options.on_bad_row = reading->on_bad_row;
		options.context = reading->context;
	}
	return up_csv_open(origin->place, relation, &options, source, err);
}

static enum up_status add_name(void *context, const char *name, size_t length, struct up_error *err)
{
	UP_BUFFER text = {0};

	up_buffer_append(&text, name, length);
	UP_TRY(up_buffer_check(&text, err));
	return text_list_add(context, up_buffer_string(&text), err);
}

static enum up_status list_columns(const struct origin *origin, struct text_list *names,
				   struct up_error *err)
{
	const struct up_csv_options options = options_of(origin);

	UP_TRY(check_kind(origin->place, err));
	return up_csv_read_header(origin->place, &options, add_name, names, err);
}

const struct origin_hooks origin_csv_hooks = {
	.word = "csv",
	.place = "FILE",
	.open_source = open_csv,
	.list_columns = list_columns,
	.describe = describe_csv,
};
