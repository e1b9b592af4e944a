/* SPDX-License-Identifier: PostgreSQL */
/* What a kind of origin provides, for the table of kinds in origin.c alone. */
#ifndef MEASURE_WORKLOAD_ORIGIN_HOOKS_H
#define MEASURE_WORKLOAD_ORIGIN_HOOKS_H

#include "measure/workload/origin.h"
#include "source/csv.h"

/* How rows that are wrong are treated.  Neither: as the origin has it. */
struct origin_reading {
	bool shows_values;
	/* Called for rows that are left out; NULL: nothing is. */
	enum up_status (*on_bad_row)(void *context, const struct up_csv_bad_row *row,
				     struct up_error *err);
	void *context;
};

struct origin_hooks {
	const char *word;
	const char *place; /* as help calls it; NULL: it has none */
	bool is_place_optional;
	/* As of the functions of origin.h; NULL, all of them: the rows are made. */
	enum up_status (*open_source)(const struct origin *origin,
				      const struct up_relation *relation,
				      const struct up_relation *table,
				      const struct origin_reading *reading,
				      struct up_source **source, struct up_error *err);
	enum up_status (*list_columns)(const struct origin *origin, struct text_list *names,
				       struct up_error *err);
	enum up_status (*describe)(const struct origin *origin, struct manifest_source *source,
				   struct up_error *err);
};

extern const struct origin_hooks origin_csv_hooks;
extern const struct origin_hooks origin_api_hooks;

#endif
