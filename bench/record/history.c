/* SPDX-License-Identifier: PostgreSQL */
#include "record/history.h"

#include "record/column.h"
#include "record/csv.h"
#include "record/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>

static const char byte_order_mark[] = "\xef\xbb\xbf";

#define AT(member) offsetof(struct history_row, member)

static const struct member columns[] = {
	COLUMN_TEXT_OF("time", time, "when the run started, RFC 3339 in UTC"),
	COLUMN_TEXT_OF("run", run, "identifier of the run"),
	COLUMN_TEXT_OF("revision", revision, "of upbench"),
	COLUMN_TEXT_OF("server_version", server_version, "of PostgreSQL"),
	COLUMN_TEXT_OF("cpu", cpu, "model of the processor"),
	COLUMN_TEXT_OF("case", case_name, "name of the case"),
	COLUMN_TEXT_OF("strategy", key.strategy, "name of the strategy"),
	COLUMN_TEXT_OF("peer", key.peer, "name of the peer"),
	COLUMNS_OF_FIRST_FACTORS,
	COLUMN_INTEGER_OF(n, "", "samples measured"),
	COLUMN_REAL_OF(update_ns, "ns", "median of update and commit"),
	COLUMN_REAL_OF(low_ns, "ns", "95 % confidence interval of the median, lower end"),
	COLUMN_REAL_OF(high_ns, "ns", "upper end"),
	COLUMN_REAL_OF(total_ns, "ns", "median of the whole sync"),
	COLUMN_REAL_OF(wal_bytes, "bytes", "median of the WAL that a sync writes"),
	COLUMN_REAL_OF(round_trips, "", "median of the update's round trips"),
	COLUMN_FACTOR_OF(BANDWIDTH),
	COLUMN_FACTOR_OF(FETCH_DELAY),
	COLUMN_FACTOR_OF(TUNED),
	COLUMN_TEXT_OF("arm", key.arm, "name of the arm"),
#define FACTOR(...)
#define APPENDED(id, ...) COLUMN_FACTOR_OF(id),
#include FACTORS_DEF
#undef APPENDED
#undef FACTOR
};

const struct record_table history_table = {
	.members = columns,
	.count = sizeof columns / sizeof columns[0],
	.size = sizeof(struct history_row),
	.required = 25, /* those up to round_trips, of the first version */
};

void history_row_init(struct history_row *row)
{
	record_init(&history_table, row);
}

void history_row_release(struct history_row *row)
{
	record_release(&history_table, row);
}

void history_release(struct history *history)
{
	record_list_release(&history_table, history);
}

enum up_status history_add(struct history *history, struct history_row *row, struct up_error *err)
{
	return record_list_take(&history_table, history, row, err);
}

bool history_has(const struct history *history, const char *run, const struct case_key *key)
{
	for (size_t r = 0; r < history->count; r++) {
		if (strcmp(history->items[r].run, run) == 0 &&
		    case_key_equal(&history->items[r].key, key, 0))
			return true;
	}
	return false;
}

/* ---- reading ---------------------------------------------------------- */

/* Rows are put in order by comparing these texts, so there is one form alone. */
static bool is_time(const char *text)
{
	static const char form[] = "dddd-dd-ddTdd:dd:ddZ";

	for (size_t c = 0; c < sizeof form; c++) {
		bool fits = form[c] == 'd' ? text[c] >= '0' && text[c] <= '9' : text[c] == form[c];
		if (!fits)
			return false;
	}
	return true;
}

static enum up_status check_row(const struct history_row *row, struct up_error *err)
{
	if (row->time == NULL || !is_time(row->time))
		return up_fail(err, UP_INVALID,
			       "column time: \"%.80s\" is not of the form 2026-01-31T12:00:00Z",
			       row->time != NULL ? row->time : "");
	if (row->run == NULL)
		return up_fail(err, UP_INVALID, "column run is empty");
	if (row->case_name == NULL)
		return up_fail(err, UP_INVALID, "column case is empty");
	if (!(row->update_ns > 0 && row->update_ns <= 1e18))
		return up_fail(err, UP_INVALID, "column update_ns: a time above 0 is needed");
	return UP_OK;
}

static enum up_status add_read(void *context, void *record, struct up_error *err)
{
	struct history_row *row = record;

	UP_TRY(check_row(row, err));
	UP_TRY(case_key_recover(&row->key, row->case_name, err));
	return history_add(context, row, err);
}

enum up_status history_read(const char *path, struct history *history, struct up_error *err)
{
	HISTORY new = {0};

	UP_TRY(csv_read_foreign(path, &history_table, add_read, &new, err));
	*history = new;
	new = (struct history){0};
	return UP_OK;
}

/* ---- adding ----------------------------------------------------------- */

/* Opens the file, made when it is missing, and locks it.  The file may have been
 * replaced while the lock was awaited: then its name means another one. */
static enum up_status open_locked(const char *path, int *fd, struct up_error *err)
{
	for (;;) {
		struct stat mine;
		struct stat named;
		UP_CLOSE int opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
		if (opened < 0)
			return up_fail_errno(err, UP_INVALID, "cannot open %s", path);
		if (flock(opened, LOCK_EX) != 0) {
			if (errno == EINTR)
				continue;
			return up_fail_errno(err, UP_IO, "cannot lock %s", path);
		}
		if (fstat(opened, &mine) != 0)
			return up_fail_errno(err, UP_IO, "%s", path);
		if (stat(path, &named) == 0 && named.st_ino == mine.st_ino &&
		    named.st_dev == mine.st_dev) {
			*fd = opened;
			opened = -1;
			return UP_OK;
		}
	}
}

static enum up_status read_bytes(int fd, const char *path, struct up_buffer *bytes,
				 struct up_error *err)
{
	for (;;) {
		if (!up_buffer_reserve(bytes, 65536))
			return up_buffer_check(bytes, err);
		ssize_t got = read(fd, up_buffer_end(bytes), 65536);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return up_fail_errno(err, UP_IO, "%s", path);
		up_buffer_end_at(bytes, up_buffer_end(bytes) + got);
		if (got == 0)
			return UP_OK;
	}
}

/* Rows are appended as they stand, so the columns must stand as ours do: all of them, or, of an
 * earlier version, the first of them.  What another program has written is written anew, so that
 * no two ways of ending a line meet in one file. */
static enum up_status check_header(const char *path, const struct up_buffer *bytes,
				   bool *is_current, struct up_error *err)
{
	const char *text = up_buffer_string(bytes);
	const bool has_mark = strncmp(text, byte_order_mark, strlen(byte_order_mark)) == 0;
	const char *c = has_mark ? text + strlen(byte_order_mark) : text;
	size_t i = 0;

	for (bool more = true; more; i++) {
		const char *name = i < history_table.count ? column_name(&columns[i]) : "";
		const bool is_quoted = *c == '"';
		const size_t length = strlen(name);
		if (i == history_table.count)
			return up_fail(err, UP_INVALID, "%s:1: more columns than a history has",
				       path);
		c += is_quoted;
		const char *end = c + (strncmp(c, name, length) == 0 ? length : 0);
		end += is_quoted && *end == '"';
		more = *end == ',';
		if (end == c ||
		    (!more && (strchr("\r\n", *end) == NULL || i + 1 < history_table.required)))
			return up_fail(err, UP_INVALID,
				       "%s:1: column %s must be number %zu: the header is not "
				       "that of a history",
				       path, name, i + 1);
		c = end + 1;
	}
	*is_current = i == history_table.count && !has_mark && strchr(text, '\r') == NULL &&
		      bytes->data[bytes->length - 1] == '\n';
	return UP_OK;
}

struct addition {
	const struct up_buffer *before;  /* the file so far */
	const struct history *rewritten; /* its rows, if it is not as we write it; else NULL */
	const struct history *rows;
	const bool *is_new; /* by row */
};

static enum up_status write_all(FILE *file, const void *context, struct up_error *err)
{
	const struct addition *addition = context;
	const struct up_buffer *before = addition->before;

	if (addition->rewritten != NULL)
		UP_TRY(csv_write_list(file, &history_table, addition->rewritten, err));
	else if (fwrite(before->data, 1, before->length, file) != before->length)
		return up_fail_errno(err, UP_IO, "cannot write a history");
	for (size_t r = 0; r < addition->rows->count; r++) {
		if (addition->is_new[r])
			UP_TRY(csv_write_record(file, &history_table, &addition->rows->items[r],
						err));
	}
	return UP_OK;
}

/* Finds those rows that known does not have. */
static enum up_status find_new(const struct history *known, const struct history *rows,
			       bool *is_new, size_t *count, struct up_error *err)
{
	*count = 0;
	for (size_t r = 0; r < rows->count; r++) {
		const struct history_row *row = &rows->items[r];
		const struct history earlier = {rows->items, r};
		UP_TRY(check_row(row, err));
		is_new[r] = !history_has(known, row->run, &row->key) &&
			    !history_has(&earlier, row->run, &row->key);
		*count += is_new[r];
	}
	return UP_OK;
}

/* Writes to path, or to out if that is the standard output; fd is the file that it has had so
 * far, opened and locked, or -1. */
static enum up_status append(const char *path, FILE *out, int fd, const struct history *rows,
			     size_t *appended, struct up_error *err)
{
	HISTORY known = {0};
	UP_BUFFER before = {0};
	UP_FREE bool *is_new = calloc(rows->count + 1, sizeof *is_new);
	struct addition addition = {&before, NULL, rows, is_new};
	bool is_current = true;
	size_t count;

	if (is_new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a history");
	if (fd >= 0)
		UP_TRY(read_bytes(fd, path, &before, err));
	if (before.length > 0) {
		UP_TRY(history_read(path, &known, err));
		UP_TRY(check_header(path, &before, &is_current, err));
	}
	addition.rewritten = is_current && before.length > 0 ? NULL : &known;
	UP_TRY(find_new(&known, rows, is_new, &count, err));
	if (count > 0)
		UP_TRY(replace_output(path, out, write_all, &addition, err));
	*appended = count;
	return UP_OK;
}

enum up_status history_append(const char *path, FILE *out, const struct history *rows,
			      size_t *appended, struct up_error *err)
{
	UP_CLOSE int fd = -1;
	struct stat facts;

	if (replace_is_standard_output(path) || replace_is_in_place(path))
		return append(path, out, -1, rows, appended, err);
	UP_TRY(open_locked(path, &fd, err));
	enum up_status status = append(path, out, fd, rows, appended, err);
	/* A file made only to be locked must not stay behind empty. */
	if (status != UP_OK && fstat(fd, &facts) == 0 && facts.st_size == 0 && facts.st_nlink > 0) {
		UP_FREE char *target = realpath(path, NULL);
		unlink(target != NULL ? target : path);
	}
	return status;
}
