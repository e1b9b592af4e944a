/* SPDX-License-Identifier: PostgreSQL */
/* The peers that come along: shipped.def, and the scripts in python/. */
#ifndef MEASURE_PEER_SHIPPED_H
#define MEASURE_PEER_SHIPPED_H

#include <stdbool.h>
#include <stddef.h>

struct shipped_peer {
	const char *name;     /* as on the command line, and in its open message */
	const char *script;   /* the asset peer/SCRIPT */
	const char *modules;  /* that it may import: their names, separated by blanks; each is the
				 asset peer/NAME.py, and may import those before it */
	bool takes_sync;      /* carries out the whole sync, fetching included */
	const char *packages; /* Debian's, separated by spaces */
	const char *summary;  /* one line for lists and the manual */
};

/* All of them, in the order of shipped.def; count gets their number. */
const struct shipped_peer *shipped_peers(size_t *count);

/* NULL when there is none of that name. */
const struct shipped_peer *shipped_peer_find(const char *name);

#endif
