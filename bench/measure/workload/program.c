/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/program.h"

#include <string.h>

/* atttypmod counts the four bytes of a varlena header in. */
#define VARCHAR(n) UP_TYPE_VARCHAR, (n) + 4
#define NUMERIC(precision, scale) UP_TYPE_NUMERIC, (((precision) << 16) | (scale)) + 4

struct column {
	const char *name;
	enum up_type type;
	int32_t type_modifier;
	bool nullable;
};

static const struct column scope = {"username", VARCHAR(150), false};

static const struct column columns[PROGRAM_COLUMN_COUNT] = {
	[PROGRAM_ID] = {"program_id", VARCHAR(64), false},
	[PROGRAM_BUSINESS_ID] = {"yelp_business_id", VARCHAR(64), false},
	[PROGRAM_STATUS] = {"status", VARCHAR(20), false},
	[PROGRAM_NAME] = {"program_name", VARCHAR(255), false},
	[PROGRAM_START_DATE] = {"start_date", UP_TYPE_DATE, -1, false},
	[PROGRAM_END_DATE] = {"end_date", UP_TYPE_DATE, -1, true},
	[PROGRAM_TYPE] = {"program_type", VARCHAR(20), false},
	[PROGRAM_BUDGET] = {"budget", NUMERIC(12, 2), true},
	[PROGRAM_CURRENCY] = {"currency", VARCHAR(3), false},
	[PROGRAM_IS_AUTOBID] = {"is_autobid", UP_TYPE_BOOL, -1, false},
	[PROGRAM_MAX_BID] = {"max_bid", NUMERIC(12, 2), true},
	[PROGRAM_FEE_PERIOD] = {"fee_period", VARCHAR(20), false},
	[PROGRAM_IMPRESSIONS] = {"impressions", UP_TYPE_INT8, -1, false},
	[PROGRAM_CLICKS] = {"clicks", UP_TYPE_INT4, -1, false},
	[PROGRAM_AD_COST] = {"ad_cost", NUMERIC(14, 4), false},
	[PROGRAM_RADIUS_MILES] = {"radius_miles", UP_TYPE_FLOAT8, -1, true},
	[PROGRAM_FEATURES] = {"features", UP_TYPE_TEXT, -1, false},
	[PROGRAM_CATEGORIES] = {"categories", UP_TYPE_TEXT, -1, true},
	[PROGRAM_UPGRADE_INFO] = {"upgrade_info", UP_TYPE_TEXT, -1, true},
	[PROGRAM_LAST_CHANGED_AT] = {"last_changed_at", UP_TYPE_TIMESTAMPTZ, -1, false},
};

/* The relation copies the name; nothing writes through this one. */
static struct up_column borrowed(const struct column *column)
{
	return (struct up_column){.name = (char *)column->name,
				  .type = column->type,
				  .type_modifier = column->type_modifier,
				  .nullable = column->nullable};
}

enum up_status program_relation(struct up_relation *relation, struct up_error *err)
{
	UP_RELATION new = {0};
	struct up_column column = borrowed(&scope);

	UP_TRY(up_relation_init(&new, NULL, "ads_programregistry", &column, err));
	for (size_t c = 0; c < PROGRAM_COLUMN_COUNT; c++) {
		column = borrowed(&columns[c]);
		UP_TRY(up_relation_add(&new, &column, err));
	}
	*relation = new;
	new = (struct up_relation){0};
	return UP_OK;
}

static bool is_column(const struct up_column *column, size_t number)
{
	return strcmp(column->name, columns[number].name) == 0 &&
	       column->type == columns[number].type;
}

bool program_find_columns(const struct up_relation *relation,
			  enum program_column found[PROGRAM_COLUMN_COUNT])
{
	if (relation->column_count > PROGRAM_COLUMN_COUNT)
		return false;
	for (size_t c = 0; c < relation->column_count; c++) {
		/* Where it is in the whole relation, unless columns were chosen. */
		size_t number = c;
		if (!is_column(&relation->columns[c], number)) {
			for (number = 0; number < PROGRAM_COLUMN_COUNT; number++) {
				if (is_column(&relation->columns[c], number))
					break;
			}
		}
		if (number == PROGRAM_COLUMN_COUNT)
			return false;
		found[c] = (enum program_column)number;
	}
	return true;
}
