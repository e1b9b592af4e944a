/* SPDX-License-Identifier: PostgreSQL */
/*
 * The relation that the synthetic data set fills: ads_programregistry, the ad
 * programs of one username, as fixtures/schema/program.sql creates it.
 */
#ifndef MEASURE_WORKLOAD_PROGRAM_H
#define MEASURE_WORKLOAD_PROGRAM_H

#include "model/relation.h"

/* The columns that travel, in the order of the table.  A narrowing to k columns
 * has the first k of them. */
enum program_column {
	PROGRAM_ID, /* the key */
	PROGRAM_BUSINESS_ID,
	PROGRAM_STATUS,
	PROGRAM_NAME,
	PROGRAM_START_DATE,
	PROGRAM_END_DATE,
	PROGRAM_TYPE,
	PROGRAM_BUDGET,
	PROGRAM_CURRENCY,
	PROGRAM_IS_AUTOBID,
	PROGRAM_MAX_BID,
	PROGRAM_FEE_PERIOD,
	PROGRAM_IMPRESSIONS,
	PROGRAM_CLICKS,
	PROGRAM_AD_COST,
	PROGRAM_RADIUS_MILES,
	PROGRAM_FEATURES,
	PROGRAM_CATEGORIES,
	PROGRAM_UPGRADE_INFO,
	PROGRAM_LAST_CHANGED_AT,
	PROGRAM_COLUMN_COUNT
};

#define PROGRAM_INACTIVE "INACTIVE" /* the status of a program that is gone */

/* The program relation in full, found by the search path (its schema is NULL). */
UP_MUST_CHECK enum up_status program_relation(struct up_relation *relation, struct up_error *err);

/* Finds the columns of a relation by their names: those of the program relation or some of them, in
 * any order.  False: it has others. */
bool program_find_columns(const struct up_relation *relation,
			  enum program_column columns[PROGRAM_COLUMN_COUNT]);

#endif
