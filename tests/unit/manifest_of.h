/* SPDX-License-Identifier: PostgreSQL */
/* Manifests for tests, from JSON. */
#ifndef UNIT_MANIFEST_OF_H
#define UNIT_MANIFEST_OF_H

#include "record/manifest.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* Takes the reference; the format is added. */
static inline struct manifest manifest_of(json_t *json)
{
	struct manifest manifest;
	struct up_error err = {0};

	cr_assert_not_null(json);
	json_object_set_new(json, "format", json_integer(1));
	char *text = json_dumps(json, 0);
	json_decref(json);
	cr_assert_eq(manifest_parse(text, "run.json", &manifest, &err), UP_OK, "%s", err.message);
	free(text);
	return manifest;
}

#endif
