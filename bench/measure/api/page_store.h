/* SPDX-License-Identifier: PostgreSQL */
/*
 * Pages that were made once, to be sent again: making one (values, digits, JSON) takes a server longer
 * than fetching it takes a client, and a sync would be found waiting for what no partner's API is
 * measured for.  They are in a scratch file (base/scratch.h), at most PAGE_STORE_BYTES of them.
 *
 * The pages are those of one length, the first one that is kept, at multiples of it: a source asks for
 * no others.  Threads share a store.
 */
#ifndef MEASURE_API_PAGE_STORE_H
#define MEASURE_API_PAGE_STORE_H

#include "base/buffer.h"
#include "base/scratch.h"

#include <pthread.h>
#include <stdint.h>

#define PAGE_STORE_BYTES (UINT64_C(256) << 20)

struct page_place {
	uint64_t place;
	size_t length; /* 0: it is not kept */
};

struct page_store {
	pthread_mutex_t mutex; /* of all below */
	struct up_scratch file;
	struct page_place *pages; /* owned; where each is in the file, by its number */
	size_t page_count;
	size_t limit; /* rows per page; 0: none is kept yet */
	uint64_t end; /* bytes */
	bool is_full;
};

void page_store_init(struct page_store *store);
void page_store_release(struct page_store *store);

/* Replaces what is in out by the page of limit rows from offset on; false: it is not there. */
bool page_store_read(struct page_store *store, uint64_t offset, size_t limit,
		     struct up_buffer *out);

/* Keeps a page, unless there is no room for it: no page at all is kept from then on.  A second copy
 * changes nothing. */
void page_store_keep(struct page_store *store, uint64_t offset, size_t limit,
		     const struct up_buffer *page);

#endif
