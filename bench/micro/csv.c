/* SPDX-License-Identifier: PostgreSQL */
/*
 * How fast a CSV file is read, on one core: by libcsv alone, with functions that do nothing; as records and
 * fields (source/csv_record.h); and as a source that fills batches of typed columns (source/csv.h).  The
 * file is one of the built-in table, in memory, or that of the argument, which has its columns.  Prints
 * MB/s (10^6 bytes per second of processor time), best and median of several passes, and the memory in use at most.
 */
#include "source/csv.h"
#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"
#include "source/csv_record.h"
#include "source/csv_write.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define ROWS 200000
#define PASSES 5
#define BATCH_ROWS 4096
#define BLOCK 65536

struct file {
	const char *path;
	struct up_relation relation;
	size_t bytes; /* that are parsed */
};

/* ---- the file ---------------------------------------------------------- */

static enum up_status write_all(int fd, const struct up_buffer *lines, struct up_error *err)
{
	UP_TRY(up_buffer_check(lines, err));
	for (size_t done = 0; done < lines->length;) {
		const ssize_t count = write(fd, lines->data + done, lines->length - done);
		if (count < 0)
			return up_fail_errno(err, UP_IO, "cannot write a file in memory");
		done += (size_t)count;
	}
	return UP_OK;
}

static enum up_status write_rows(int fd, const struct up_relation *relation, struct up_error *err)
{
	const struct synthetic data = {.seed = SYNTHETIC_SEED, .rows = ROWS, .changed = 1};
	UP_SOURCE *source = NULL;
	UP_BATCH batch = {0};
	UP_BUFFER lines = {0};
	UP_BUFFER scratch = {0};
	size_t count;

	UP_TRY(synthetic_open(&data, EDITION_NEW, relation, &source, err));
	UP_TRY(up_batch_init(&batch, relation, err));
	up_csv_write_header(&lines, relation);
	do {
		up_batch_clear(&batch);
		UP_TRY(source->read(source, &batch, BATCH_ROWS, &count, err));
		for (size_t row = 0; row < count; row++)
			up_csv_write_row(&lines, &scratch, &batch, row);
		UP_TRY(write_all(fd, &lines, err));
		up_buffer_clear(&lines);
	} while (count > 0);
	return UP_OK;
}

/* ---- ways to read it --------------------------------------------------- */

static void on_field(void *bytes, size_t length, void *context)
{
	(void)bytes;
	(void)length;
	(void)context;
}

static void on_line(int terminator, void *context)
{
	(void)terminator;
	(void)context;
}

static enum up_status read_libcsv(struct file *file, struct up_error *err)
{
	static char block[BLOCK];
	struct csv_parser parser;
	FILE *bytes = fopen(file->path, "re");
	size_t count;

	if (bytes == NULL || csv_init(&parser, CSV_STRICT) != 0)
		return up_fail_errno(err, UP_IO, "cannot open %s", file->path);
	file->bytes = 0;
	while ((count = fread(block, 1, sizeof block, bytes)) > 0) {
		csv_parse(&parser, block, count, on_field, on_line, NULL);
		file->bytes += count;
	}
	csv_free(&parser);
	fclose(bytes);
	return UP_OK;
}

static enum up_status read_records(struct file *file, struct up_error *err)
{
	struct up_csv_reader reader;
	struct up_csv_record record;
	struct up_input *input = NULL;
	enum up_status status;
	bool found = true;

	UP_TRY(up_input_open(file->path, NULL, &input, err));
	up_csv_reader_init(&reader, input, file->path, ',');
	do {
		status = up_csv_reader_next(&reader, &record, &found, err);
	} while (status == UP_OK && found);
	up_csv_reader_release(&reader);
	up_input_close(input);
	return status;
}

static enum up_status read_batches(struct file *file, struct up_error *err)
{
	UP_SOURCE *source = NULL;
	UP_BATCH batch = {0};
	size_t count;

	UP_TRY(up_csv_open(file->path, &file->relation, NULL, &source, err));
	UP_TRY(up_batch_init(&batch, &file->relation, err));
	do {
		up_batch_clear(&batch);
		UP_TRY(source->read(source, &batch, BATCH_ROWS, &count, err));
	} while (count > 0);
	return UP_OK;
}

/* ---- time -------------------------------------------------------------- */

/* Of the processor, so that others who use it do not count. */
static int64_t cpu_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int compare(const void *a, const void *b)
{
	const double x = *(const double *)a;
	const double y = *(const double *)b;
	return (x > y) - (x < y);
}

static enum up_status measure(const char *name, struct file *file,
			      enum up_status (*read)(struct file *file, struct up_error *err),
			      struct up_error *err)
{
	double rates[PASSES];

	for (int pass = 0; pass < PASSES; pass++) {
		const int64_t begin = cpu_ns();
		UP_TRY(read(file, err));
		rates[pass] = (double)file->bytes * 1e3 / (double)(cpu_ns() - begin);
	}
	qsort(rates, PASSES, sizeof rates[0], compare);
	printf("%-8s  %9.0f  %9.0f\n", name, rates[PASSES - 1], rates[PASSES / 2]);
	return UP_OK;
}

static enum up_status measure_all(struct file *file, struct up_error *err)
{
	struct rusage usage;

	printf("            best MB/s     median\n");
	UP_TRY(measure("libcsv", file, read_libcsv, err));
	UP_TRY(measure("records", file, read_records, err));
	UP_TRY(measure("batches", file, read_batches, err));
	getrusage(RUSAGE_SELF, &usage);
	printf("%.1f MB; at most %.1f MiB of memory, less those of a file in memory\n",
	       (double)file->bytes / 1e6, (double)usage.ru_maxrss / 1024);
	return UP_OK;
}

static enum up_status run(const char *path, struct up_error *err)
{
	struct file file = {.path = path};
	char name[32];

	UP_TRY(program_relation(&file.relation, err));
	if (path == NULL) {
		const int fd = memfd_create("rows", MFD_CLOEXEC);
		if (fd < 0)
			return up_fail_errno(err, UP_IO, "cannot make a file in memory");
		UP_TRY(write_rows(fd, &file.relation, err));
		snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
		file.path = name;
	}
	const enum up_status status = measure_all(&file, err);
	up_relation_release(&file.relation);
	return status;
}

int main(int count, char **arguments)
{
	struct up_error err;

	if (run(count > 1 ? arguments[1] : NULL, &err) != UP_OK) {
		fprintf(stderr, "micro-csv: %s\n", err.message);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
