/* SPDX-License-Identifier: PostgreSQL */
#include "measure/peer/shipped.h"

#include <string.h>

/* A program can be built with a list of its own, with peers of its own. */
#ifndef SHIPPED_PEERS_DEF
#define SHIPPED_PEERS_DEF "measure/peer/shipped.def"
#endif

#define PEER(name, script, packages, summary) {name, script, "protocol", false, packages, summary},
#define SYNC_PEER(name, script, modules, packages, summary)                                        \
	{name, script, modules, true, packages, summary},
static const struct shipped_peer peers[] = {
#include SHIPPED_PEERS_DEF
};
#undef PEER
#undef SYNC_PEER

const struct shipped_peer *shipped_peers(size_t *count)
{
	*count = sizeof peers / sizeof peers[0];
	return peers;
}

const struct shipped_peer *shipped_peer_find(const char *name)
{
	for (size_t p = 0; p < sizeof peers / sizeof peers[0]; p++) {
		if (strcmp(peers[p].name, name) == 0)
			return &peers[p];
	}
	return NULL;
}
