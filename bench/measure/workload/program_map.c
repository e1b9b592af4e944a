/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/program_map.h"

static const struct {
	const char *column;
	const char *path;
} paths[] = {
	{"program_id", "program_id"},
	{"yelp_business_id", "businesses[0].yelp_business_id"},
	{"status", "program_status"},
	{"program_name", "program_name"},
	{"start_date", "start_date"},
	{"end_date", "end_date"},
	{"program_type", "program_type"},
	{"budget", "program_metrics.budget"},
	{"currency", "program_metrics.currency"},
	{"is_autobid", "program_metrics.is_autobid"},
	{"max_bid", "program_metrics.max_bid"},
	{"fee_period", "program_metrics.fee_period"},
	{"impressions", "program_metrics.impressions"},
	{"clicks", "program_metrics.clicks"},
	{"ad_cost", "program_metrics.ad_cost"},
	{"radius_miles", "targeting.radius_miles"},
	{"features", "active_features[]"},
	{"categories", "ad_categories[]"},
	{"upgrade_info", "page_upgrade_info"},
	{"last_changed_at", "last_changed_at"},
};

enum up_status program_map(struct up_api_map *map, struct up_error *err)
{
	UP_TRY(up_api_map_init(map, err));
	UP_TRY(up_api_map_set(&map->rows, "programs", err));
	for (size_t p = 0; p < sizeof paths / sizeof paths[0]; p++)
		UP_TRY(up_api_map_add(map, paths[p].column, paths[p].path, err));
	return UP_OK;
}
