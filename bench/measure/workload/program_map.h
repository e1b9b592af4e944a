/* SPDX-License-Identifier: PostgreSQL */
/* Where the columns of the program relation are in the answers of the partner's API. */
#ifndef MEASURE_WORKLOAD_PROGRAM_MAP_H
#define MEASURE_WORKLOAD_PROGRAM_MAP_H

#include "source/api_map.h"

/* In the shape of Yelp's partner API: programs with their businesses, metrics and features
 * (https://docs.developer.yelp.com/docs/yelp-partner-apis).  Budgets are decimals of the currency. */
UP_MUST_CHECK enum up_status program_map(struct up_api_map *map, struct up_error *err);

#endif
