/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/server_setting.h"

#include "record/settings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define KIB 1024.0
#define MIB (1024 * KIB)

/* https://www.postgresql.org/docs/current/runtime-config.html, and guc.c of versions 13 to 18. */
static const struct {
	const char *name;
	double unit; /* bytes of a number without one; 1: it is no size */
	double initial;
	double initial_before; /* before that version; NaN: always the same */
	int since;             /* major version */
	bool is_tuned;         /* some strategy recommends a value */
} known[SETTING_COUNT] = {
	[SETTING_WORK_MEM] = {"work_mem", KIB, 4 * MIB, NAN, 0, true},
	[SETTING_HASH_MEM_MULTIPLIER] = {"hash_mem_multiplier", 1, 2, 1, 15, false},
	[SETTING_JIT] = {"jit", 1, 1, NAN, 0, true},
	[SETTING_JIT_ABOVE_COST] = {"jit_above_cost", 1, 100000, NAN, 0, false},
	[SETTING_TEMP_BUFFERS] = {"temp_buffers", 8 * KIB, 8 * MIB, NAN, 0, false},
	[SETTING_SHARED_BUFFERS] = {"shared_buffers", 8 * KIB, 128 * MIB, NAN, 0, false},
};

const char *server_setting_name(enum server_setting setting)
{
	return known[setting].name;
}

/* ---- values ------------------------------------------------------------ */

/* As the server reads them: units are of any size, in these letters. */
static double unit_of(const char *text, double without)
{
	static const struct {
		const char *name;
		double bytes;
	} units[] = {{"B", 1},    {"kB", KIB},        {"8kB", 8 * KIB},
		     {"MB", MIB}, {"GB", 1024 * MIB}, {"TB", 1024 * 1024 * MIB}};

	if (text == NULL || *text == '\0')
		return without;
	for (size_t u = 0; u < sizeof units / sizeof units[0]; u++) {
		if (strcmp(units[u].name, text) == 0)
			return units[u].bytes;
	}
	return NAN;
}

static double parse(enum server_setting setting, const char *value, const char *unit)
{
	char *end;

	if (value == NULL)
		return NAN;
	if (setting == SETTING_JIT)
		return strcasecmp(value, "on") == 0 ? 1 : strcasecmp(value, "off") == 0 ? 0 : NAN;
	const double number = strtod(value, &end);
	if (end == value)
		return NAN;
	end += strspn(end, " ");
	return number * unit_of(*end != '\0' ? end : unit, known[setting].unit);
}

/* ---- where they come from ---------------------------------------------- */

/* Of the case; *is_set: it has one, of whatever value. */
static double value_of_case(const struct case_key *key, enum server_setting setting, bool *is_set)
{
	const char *rest = key->factors.settings;
	UP_BUFFER name = {0};
	UP_BUFFER value = {0};
	double found = NAN;

	*is_set = false;
	while (rest != NULL && settings_next(&rest, &name, &value)) {
		if (strcasecmp(up_buffer_string(&name), known[setting].name) != 0)
			continue;
		*is_set = true;
		found = parse(setting, up_buffer_string(&value), NULL);
	}
	return found;
}

static const struct manifest_arm *arm_of(const struct manifest *manifest, const char *name)
{
	for (size_t a = 0; name != NULL && a < manifest->arms.count; a++) {
		if (manifest->arms.items[a].name != NULL &&
		    strcmp(manifest->arms.items[a].name, name) == 0)
			return &manifest->arms.items[a];
	}
	return NULL;
}

static double default_of(const struct manifest_server *server, enum server_setting setting)
{
	const int major = server->version != NULL ? (int)strtol(server->version, NULL, 10) : 0;

	if (major == 0 || server->settings.count == 0)
		return NAN;
	return !isnan(known[setting].initial_before) && major < known[setting].since
		       ? known[setting].initial_before
		       : known[setting].initial;
}

double server_setting_find(const struct run *run, const struct case_key *key,
			   enum server_setting setting)
{
	const struct manifest_arm *arm = arm_of(&run->manifest, key->arm);
	const struct manifest_server *server = arm != NULL && arm->has_own_server == FACT_YES
						       ? &arm->server
						       : &run->manifest.server;
	const struct manifest_setting *recorded = manifest_setting(server, known[setting].name);
	const char *of_arm =
		arm != NULL ? named_text_find(&arm->settings, known[setting].name) : NULL;
	bool is_set;
	const double of_case = value_of_case(key, setting, &is_set);

	if (is_set)
		return of_case;
	if (key->factors.tuned == 1 && known[setting].is_tuned)
		return NAN;
	if (of_arm != NULL)
		return parse(setting, of_arm, NULL);
	return recorded != NULL ? parse(setting, recorded->value, recorded->unit)
				: default_of(server, setting);
}
