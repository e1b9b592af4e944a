/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/claim_run.h"

#include "base/cleanup.h"
#include "judge/summary/claim.h"
#include "judge/summary/claim_case.h"
#include "judge/summary/jit.h"
#include "judge/summary/summarize.h"
#include "record/case_key.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void claim_run_release(struct claim_run *item)
{
	free(item->name);
	for (size_t f = 0; f < CLAIM_RUN_FACT_COUNT; f++)
		free(item->facts[f]);
}

void claim_run_list_release(struct claim_run_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		claim_run_release(&list->items[i]);
	free(list->items);
	*list = (struct claim_run_list){0};
}

/* ---- facts ------------------------------------------------------------ */

/* Copies length bytes of text (NULL: nothing is known); false when memory runs out. */
static bool keep_part(struct claim_run *item, enum claim_run_fact fact, const char *text,
		      size_t length)
{
	if (text == NULL)
		return true;
	item->facts[fact] = strndup(text, length);
	return item->facts[fact] != NULL;
}

static bool keep(struct claim_run *item, enum claim_run_fact fact, const char *text)
{
	return keep_part(item, fact, text, text != NULL ? strlen(text) : 0);
}

/* The parts of "Django 3.2.25, psycopg2 2.9.5, Python 3.11.2", in which the first and the last
 * word name what is asked for. */
static bool keep_versions(struct claim_run *item, const struct manifest *manifest, const char *peer,
			  enum claim_run_fact fact)
{
	static const char python[] = ", Python ";
	const char *text = named_text_find(&manifest->peers, peer);
	const char *blank = text != NULL ? strchr(text, ' ') : NULL;
	const char *comma = blank != NULL ? strchr(blank, ',') : NULL;
	const char *last = blank != NULL ? strstr(blank, python) : NULL;

	if (comma == NULL || last == NULL)
		return true;
	free(item->facts[CLAIM_RUN_PYTHON]);
	item->facts[CLAIM_RUN_PYTHON] = strdup(last + strlen(python));
	return item->facts[CLAIM_RUN_PYTHON] != NULL &&
	       keep_part(item, fact, blank + 1, (size_t)(comma - blank - 1)) &&
	       (comma == last || fact != CLAIM_RUN_DJANGO ||
		keep_part(item, CLAIM_RUN_DRIVER, comma + 2, (size_t)(last - comma - 2)));
}

static bool keep_facts(struct claim_run *item, const struct run *run, const struct claim *claim)
{
	static const char *const has_jit[] = {
		[FACT_UNKNOWN] = NULL, [FACT_NO] = "no", [FACT_YES] = "yes"};
	const char *version = run->manifest.server.version;
	const struct summary *fastest = claim->origins[CLAIM_OURS].update;
	/* Without what a packager adds to it: "17.12 (Debian 17.12-0+deb13u1)". */
	size_t length = version != NULL ? strcspn(version, " ") : 0;
	const char *jit = has_jit[jit_of(&run->manifest)];
	UP_BUFFER name = {0};

	if (fastest != NULL)
		case_key_append_name(&name, &fastest->key, factors_of_workload());
	return !name.failed && keep_part(item, CLAIM_RUN_SERVER, version, length) &&
	       keep(item, CLAIM_RUN_JIT, jit) && keep(item, CLAIM_RUN_FASTEST, name.data) &&
	       keep_versions(item, &run->manifest, CLAIM_BEFORE, CLAIM_RUN_DJANGO) &&
	       keep_versions(item, &run->manifest, CLAIM_AFTER, CLAIM_RUN_ASYNCPG);
}

/* ---- figures ---------------------------------------------------------- */

static void fill_jit(struct claim_run *item, const struct run *run,
		     const struct summary_list *summaries)
{
	const struct summary *without =
		claim_case_find(summaries, CLAIM_BEFORE, "jit=off", CLAIM_ANY_DELAY);
	double *figures = item->figures;

	figures[CLAIM_RUN_BEFORE_WITHOUT_JIT] = without != NULL ? without->median_ns : NAN;
	double share = 1 - figures[CLAIM_RUN_BEFORE_WITHOUT_JIT] / figures[CLAIM_RUN_BEFORE];
	figures[CLAIM_RUN_JIT_SHARE] = share > 0 && jit_of(&run->manifest) != FACT_NO ? share : NAN;
}

static void fill_figures(struct claim_run *item, const struct claim *claim)
{
	static const struct {
		enum claim_run_figure figure;
		enum claim_line line;
		enum claim_column column;
	} places[] = {
		{CLAIM_RUN_BEFORE, CLAIM_UPDATE, CLAIM_MEASURED_BEFORE},
		{CLAIM_RUN_AFTER, CLAIM_UPDATE, CLAIM_MEASURED_AFTER},
		{CLAIM_RUN_AFTER_COLD, CLAIM_UPDATE, CLAIM_COLD},
		{CLAIM_RUN_SPEED_UP, CLAIM_SPEED_UP, CLAIM_MEASURED_AFTER},
		{CLAIM_RUN_SPEED_UP_COLD, CLAIM_SPEED_UP, CLAIM_COLD},
		{CLAIM_RUN_OURS, CLAIM_UPDATE, CLAIM_OURS},
		{CLAIM_RUN_OURS_SPEED_UP, CLAIM_SPEED_UP, CLAIM_OURS},
		{CLAIM_RUN_SYNC_BEFORE, CLAIM_SYNC, CLAIM_MEASURED_BEFORE},
		{CLAIM_RUN_SYNC_AFTER, CLAIM_SYNC, CLAIM_MEASURED_AFTER},
	};

	for (size_t p = 0; p < sizeof places / sizeof places[0]; p++)
		item->figures[places[p].figure] =
			claim->figures[places[p].line][places[p].column].low;
}

static char *name_of(const char *directory)
{
	size_t end = directory != NULL ? strlen(directory) : 0;
	size_t begin;

	while (end > 1 && directory[end - 1] == '/')
		end--;
	for (begin = end; begin > 0 && directory[begin - 1] != '/'; begin--)
		;
	return strndup(directory != NULL ? directory + begin : "", end - begin);
}

enum up_status claim_run_list_add(struct claim_run_list *list, const struct run *run,
				  struct up_error *err)
{
	SUMMARY_LIST summaries = {0};
	struct claim claim;

	UP_TRY(summarise(run, &summaries, err));
	UP_TRY(claim_make(run, &summaries, &claim, err));
	if (!claim.is_there)
		return UP_OK;
	struct claim_run *items = realloc(list->items, (list->count + 1) * sizeof *items);
	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the claim of several runs");
	list->items = items;
	struct claim_run *item = &items[list->count++];
	*item = (struct claim_run){.name = name_of(run->directory)};
	fill_figures(item, &claim);
	fill_jit(item, run, &summaries);
	if (item->name == NULL || !keep_facts(item, run, &claim))
		return up_fail(err, UP_NO_MEMORY, "out of memory for the claim of several runs");
	return UP_OK;
}
