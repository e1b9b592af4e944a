/* SPDX-License-Identifier: PostgreSQL */
/* What must hold of every line of shipped.def, whichever there are. */
#include "measure/peer/shipped.h"

#include "asset/asset.h"
#include "measure/case/contender.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(shipped, is_a_line_and_a_script)
{
	size_t count;
	const struct shipped_peer *all = shipped_peers(&count);
	struct contender contender;

	cr_assert_gt(count, 0);
	for (size_t p = 0; p < count; p++) {
		char path[100];

		snprintf(path, sizeof path, "peer/%s", all[p].script);
		cr_expect_not_null(asset_find(path), "%s", path);
		cr_expect_eq(shipped_peer_find(all[p].name), &all[p], "%s", all[p].name);
		cr_expect_not(contender_find(all[p].name, &contender), "%s", all[p].name);
		cr_expect_gt(strlen(all[p].packages), 0, "%s", all[p].name);
		cr_expect_gt(strlen(all[p].summary), 0, "%s", all[p].name);
	}
}

/* "protocol.py" of a peer with the module "protocol". */
static bool imports(const struct shipped_peer *peer, const char *file)
{
	const size_t length = strcspn(file, ".");

	for (const char *name = peer->modules; *name != '\0'; name += strspn(name, " ")) {
		const size_t here = strcspn(name, " ");
		if (here == length && strncmp(name, file, length) == 0)
			return true;
		name += here;
	}
	return false;
}

/* A script without a line would be carried for nothing. */
Test(shipped, names_every_script)
{
	static const char prefix[] = "peer/";
	size_t count;
	const struct shipped_peer *all = shipped_peers(&count);

	for (const struct asset *a = asset_next(prefix, NULL); a != NULL;
	     a = asset_next(prefix, a)) {
		const char *script = a->name + sizeof prefix - 1;
		bool named = false;
		for (size_t p = 0; p < count; p++)
			named = named || strcmp(all[p].script, script) == 0 ||
				imports(&all[p], script);
		cr_expect(named, "%s", script);
	}
}
