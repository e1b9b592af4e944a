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
enum up_program_column {
	UP_PROGRAM_ID, /* the key */
	UP_PROGRAM_BUSINESS_ID,
	UP_PROGRAM_STATUS,
	UP_PROGRAM_NAME,
	UP_PROGRAM_START_DATE,
	UP_PROGRAM_END_DATE,
	UP_PROGRAM_TYPE,
	UP_PROGRAM_BUDGET,
	UP_PROGRAM_CURRENCY,
	UP_PROGRAM_IS_AUTOBID,
	UP_PROGRAM_MAX_BID,
	UP_PROGRAM_FEE_PERIOD,
	UP_PROGRAM_IMPRESSIONS,
	UP_PROGRAM_CLICKS,
	UP_PROGRAM_AD_COST,
	UP_PROGRAM_RADIUS_MILES,
	UP_PROGRAM_FEATURES,
	UP_PROGRAM_CATEGORIES,
	UP_PROGRAM_UPGRADE_INFO,
	UP_PROGRAM_LAST_CHANGED_AT,
	UP_PROGRAM_COLUMN_COUNT
};

/* The program relation in full, found by the search path (its schema is NULL). */
UP_MUST_CHECK enum up_status up_program_relation(struct up_relation *relation,
						 struct up_error *err);

/* Are relation's columns the first columns of the program relation, by type? */
bool up_program_is_narrowing(const struct up_relation *relation);

#endif
