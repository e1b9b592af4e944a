/* SPDX-License-Identifier: PostgreSQL */
#include "model/type.h"

static const struct up_type_info types[UP_TYPE_COUNT] = {
	[UP_TYPE_BOOL] = {"boolean", "bool", 16, 1000, UP_STORAGE_BIT, 0},
	[UP_TYPE_INT2] = {"smallint", "int2", 21, 1005, UP_STORAGE_FIXED, 2},
	[UP_TYPE_INT4] = {"integer", "int4", 23, 1007, UP_STORAGE_FIXED, 4},
	[UP_TYPE_INT8] = {"bigint", "int8", 20, 1016, UP_STORAGE_FIXED, 8},
	[UP_TYPE_FLOAT4] = {"real", "float4", 700, 1021, UP_STORAGE_FIXED, 4},
	[UP_TYPE_FLOAT8] = {"double precision", "float8", 701, 1022, UP_STORAGE_FIXED, 8},
	[UP_TYPE_DATE] = {"date", "date", 1082, 1182, UP_STORAGE_FIXED, 4},
	[UP_TYPE_TIMESTAMP] = {"timestamp without time zone", "timestamp", 1114, 1115,
			       UP_STORAGE_FIXED, 8},
	[UP_TYPE_TIMESTAMPTZ] = {"timestamp with time zone", "timestamptz", 1184, 1185,
				 UP_STORAGE_FIXED, 8},
	[UP_TYPE_UUID] = {"uuid", "uuid", 2950, 2951, UP_STORAGE_FIXED, 16},
	[UP_TYPE_NUMERIC] = {"numeric", "numeric", 1700, 1231, UP_STORAGE_VARIABLE, 0},
	[UP_TYPE_TEXT] = {"text", "text", 25, 1009, UP_STORAGE_VARIABLE, 0},
	[UP_TYPE_VARCHAR] = {"character varying", "varchar", 1043, 1015, UP_STORAGE_VARIABLE, 0},
	[UP_TYPE_BYTEA] = {"bytea", "bytea", 17, 1001, UP_STORAGE_VARIABLE, 0},
	[UP_TYPE_JSONB] = {"jsonb", "jsonb", 3802, 3807, UP_STORAGE_VARIABLE, 0},
	[UP_TYPE_OTHER] = {"other", "other", 25, 1009, UP_STORAGE_VARIABLE, 0},
};

const struct up_type_info *up_type_info(enum up_type type)
{
	return &types[type];
}

bool up_type_from_oid(uint32_t oid, enum up_type *type)
{
	for (int t = 0; t < UP_TYPE_NATIVE_COUNT; t++) {
		if (types[t].oid == oid) {
			*type = (enum up_type)t;
			return true;
		}
	}
	return false;
}
