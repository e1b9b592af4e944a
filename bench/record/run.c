/* SPDX-License-Identifier: PostgreSQL */
#include "record/run.h"

#include "record/csv.h"
#include "record/replace.h"
#include "record/steady_plan.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

char *run_path(const char *directory, const char *name)
{
	char *path;
	return asprintf(&path, "%s/%s", directory, name) < 0 ? NULL : path;
}

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a run");
}

static enum up_status draw_id(char **id, struct up_error *err)
{
	unsigned char bytes[16];
	char digits[2 * sizeof bytes + 1];

	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		return up_fail_errno(err, UP_IO, "cannot draw an identifier");
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(digits + 2 * i, 3, "%02x", bytes[i]);
	return text_set(id, digits, err);
}

static enum up_status fail_existing(const char *path, struct up_error *err)
{
	return up_fail(err, UP_INVALID, "%s exists: name a directory without a run in it", path);
}

static enum up_status open_samples(struct run_writer *writer, struct up_error *err)
{
	UP_FREE char *path = run_path(writer->directory, "samples.csv");
	UP_FREE char *manifest = run_path(writer->directory, "run.json");

	if (path == NULL || manifest == NULL)
		return out_of_memory(err);
	if (access(manifest, F_OK) == 0)
		return fail_existing(manifest, err);
	writer->samples = fopen(path, "wx");
	if (writer->samples == NULL && errno == EEXIST)
		return fail_existing(path, err);
	if (writer->samples == NULL)
		return up_fail_errno(err, UP_INVALID, "cannot create %s", path);
	/* What a full disk did not take must not be tried again when the file is closed. */
	setvbuf(writer->samples, NULL, _IONBF, 0);
	return csv_write_header(writer->samples, &sample_table, err);
}

enum up_status run_writer_open(const char *directory, struct run_writer *writer,
			       struct up_error *err)
{
	RUN_WRITER new = {0};

	if (directory[0] == '\0')
		return up_fail(err, UP_INVALID, "the name of the run directory is empty");
	manifest_init(&new.manifest);
	UP_TRY(draw_id(&new.manifest.id, err));
	UP_TRY(run_directory_make(directory, NULL, &new.made, err));
	new.directory = new.made.path;
	UP_TRY(open_samples(&new, err));
	*writer = new;
	new = (struct run_writer){0};
	return UP_OK;
}

enum up_status run_writer_manifest(struct run_writer *writer, struct up_error *err)
{
	UP_FREE char *path = run_path(writer->directory, "run.json");

	if (path == NULL)
		return out_of_memory(err);
	return manifest_write(&writer->manifest, path, err);
}

enum up_status run_writer_sample(struct run_writer *writer, struct sample *sample,
				 struct up_error *err)
{
	UP_TRY(text_set(&sample->run, writer->manifest.id, err));
	off_t end = ftello(writer->samples);
	if (csv_write_record(writer->samples, &sample_table, sample, err) != UP_OK) {
		/* Half a line would make all those before it unreadable. */
		(void)!ftruncate(fileno(writer->samples), end);
		return up_error_prefix(err, "%s/samples.csv", writer->directory);
	}
	writer->sample_count++;
	return UP_OK;
}

enum up_status run_writer_plans(struct run_writer *writer, struct case_plans *plans,
				struct up_error *err)
{
	UP_FREE char *path = run_path(writer->directory, "plans.json");

	if (path == NULL)
		return out_of_memory(err);
	UP_TRY(plan_list_add(&writer->plans, plans, err));
	return plan_list_write(&writer->plans, path, err);
}

static void remove_file(const char *directory, const char *name)
{
	UP_FREE char *path = run_path(directory, name);
	if (path != NULL)
		remove(path);
}

void run_writer_close(struct run_writer *writer)
{
	if (writer->samples != NULL) {
		fclose(writer->samples);
		if (writer->sample_count == 0) {
			remove_file(writer->directory, "samples.csv");
			remove_file(writer->directory, "run.json");
			if (writer->plans.count > 0)
				remove_file(writer->directory, "plans.json");
		}
	}
	run_directory_release(&writer->made);
	manifest_release(&writer->manifest);
	plan_list_release(&writer->plans);
	*writer = (struct run_writer){0};
}

void run_release(struct run *run)
{
	free(run->directory);
	manifest_release(&run->manifest);
	sample_list_release(&run->samples);
	plan_list_release(&run->plans);
	free(run->cases.items);
	free(run->cases.samples);
	*run = (struct run){0};
}

/* ---- cases ------------------------------------------------------------- */

/* The place of the case in run.json; their number when it is not there. */
static size_t find_place(const struct manifest *manifest, const char *name)
{
	size_t c = 0;

	while (c < manifest->cases.count &&
	       (name == NULL || strcmp(manifest->cases.items[c].name, name) != 0))
		c++;
	return c;
}

static enum up_status check_sample(const void *context, const struct sample *sample,
				   struct up_error *err)
{
	const struct manifest *manifest = context;

	if (find_place(manifest, sample->case_name) < manifest->cases.count)
		return UP_OK;
	return up_fail(err, UP_INVALID, "case \"%s\" is not listed in run.json",
		       sample->case_name != NULL ? sample->case_name : "");
}

static size_t first_of_pair(const struct manifest *manifest, size_t place)
{
	const char *pair = manifest->cases.items[place].pair;
	size_t c = 0;

	while (c < place && (pair == NULL || manifest->cases.items[c].pair == NULL ||
			     strcmp(manifest->cases.items[c].pair, pair) != 0))
		c++;
	return c;
}

static void init_case(struct run_case *of, const struct run *run, size_t place)
{
	const struct manifest_case *planned = &run->manifest.cases.items[place];

	*of = (struct run_case){
		.name = planned->name,
		.key = &planned->key,
		.planned = planned,
		.role = manifest_role(&run->manifest, planned->key.strategy),
		.pair = first_of_pair(&run->manifest, place),
		.plans = plan_list_find(&run->plans, planned->name),
	};
}

enum up_status run_sort(struct run *run, struct up_error *err)
{
	const size_t count = run->manifest.cases.count;
	struct run_case *cases = calloc(count + 1, sizeof *cases);
	const struct sample **sorted = calloc(run->samples.count + 1, sizeof(void *));
	UP_FREE size_t *places = calloc(run->samples.count + 1, sizeof *places);

	free(run->cases.items);
	free(run->cases.samples);
	run->cases.items = cases;
	run->cases.samples = sorted;
	run->cases.count = 0;
	if (cases == NULL || sorted == NULL || places == NULL)
		return out_of_memory(err);
	for (size_t s = 0; s < run->samples.count; s++) {
		const struct sample *sample = &run->samples.items[s];
		UP_TRY(check_sample(&run->manifest, sample, err));
		places[s] = find_place(&run->manifest, sample->case_name);
		UP_TRY(case_key_complete(&run->manifest.cases.items[places[s]].key, &sample->key,
					 err));
		cases[places[s]].count++;
	}
	for (size_t c = 0; c < count; c++) {
		const size_t samples = cases[c].count;
		if (find_place(&run->manifest, run->manifest.cases.items[c].name) != c)
			return up_fail(err, UP_INVALID, "run.json lists case \"%s\" twice",
				       run->manifest.cases.items[c].name);
		init_case(&cases[c], run, c);
		cases[c].samples = sorted;
		sorted += samples;
	}
	for (size_t s = 0; count > 0 && s < run->samples.count; s++) {
		struct run_case *of = &cases[places[s]];
		of->samples[of->count++] = &run->samples.items[s];
	}
	for (size_t c = 0; c < count; c++)
		cases[c].steady = steady_plan_find(cases[c].samples, cases[c].count);
	run->cases.count = count;
	return UP_OK;
}

bool run_case_is_steady(const struct run_case *of, const struct sample *sample)
{
	return of->steady == SAMPLE_PLAN_UNKNOWN || sample->plan == (int)of->steady;
}

bool run_case_is_explained(const struct run_case *of, const struct sample *sample)
{
	return of->plans != NULL && of->plans->reason == NULL &&
	       of->plans->sample == sample->sample;
}

const struct sample *run_case_worst(const struct run_case *of)
{
	const struct sample *worst = of->count > 0 ? of->samples[0] : NULL;

	for (size_t s = 1; s < of->count; s++) {
		const int graver = sample_severity(of->samples[s]) - sample_severity(worst);
		if (graver > 0 || (graver == 0 && worst->error == NULL))
			worst = of->samples[s];
	}
	return worst;
}

const struct run_case *run_find_case(const struct run *run, const char *name)
{
	static const struct run_case none = {.role = ROLE_RANKED};
	const size_t place = find_place(&run->manifest, name);

	return place < run->cases.count ? &run->cases.items[place] : &none;
}

enum up_status run_read(const char *directory, struct run *run, struct up_error *err)
{
	RUN new = {0};
	UP_FREE char *manifest = run_path(directory, "run.json");
	UP_FREE char *samples = run_path(directory, "samples.csv");
	UP_FREE char *plans = run_path(directory, "plans.json");

	new.directory = strdup(directory);
	if (manifest == NULL || samples == NULL || plans == NULL || new.directory == NULL)
		return out_of_memory(err);
	for (size_t end = strlen(directory); end > 1 && directory[end - 1] == '/'; end--)
		new.directory[end - 1] = '\0';
	if (access(manifest, R_OK) != 0)
		return up_fail_errno(err, UP_INVALID, "%s is not a run: run.json", directory);
	UP_TRY(manifest_read(manifest, &new.manifest, err));
	UP_TRY(sample_list_read(samples, check_sample, &new.manifest, &new.samples, err));
	UP_TRY(plan_list_read(plans, &new.plans, err));
	UP_TRY(run_sort(&new, err));
	*run = new;
	new = (struct run){0};
	return UP_OK;
}

static const char *id_of(const struct run *run)
{
	return run->manifest.id != NULL ? run->manifest.id : "";
}

bool run_is_same(const struct run *a, const struct run *b)
{
	if (id_of(a)[0] != '\0' || id_of(b)[0] != '\0')
		return strcmp(id_of(a), id_of(b)) == 0;
	return strcmp(a->directory, b->directory) == 0;
}

enum up_status run_read_measured(const char *directory, struct run *run, struct up_error *err)
{
	UP_TRY(run_read(directory, run, err));
	if (run->samples.count > 0)
		return UP_OK;
	run_release(run);
	return up_fail(err, UP_INVALID, "%s/samples.csv has no sample", directory);
}

void run_keep_rounds(struct run *run, int64_t first, int64_t last)
{
	for (size_t c = 0; c < run->cases.count; c++) {
		struct run_case *of = &run->cases.items[c];
		size_t kept = 0;
		for (size_t s = 0; s < of->count; s++) {
			const struct sample *sample = of->samples[s];
			if (sample->phase != PHASE_MEASURE ||
			    (sample->round >= first && sample->round <= last))
				of->samples[kept++] = sample;
		}
		of->count = kept;
	}
}
