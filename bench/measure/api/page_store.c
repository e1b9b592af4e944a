/* SPDX-License-Identifier: PostgreSQL */
#include "measure/api/page_store.h"

#include <stdlib.h>
#include <string.h>

#define PAGES_MAX 1000000 /* a hostile offset must not make the list long */

void page_store_init(struct page_store *store)
{
	*store = (struct page_store){0};
	pthread_mutex_init(&store->mutex, NULL);
}

void page_store_release(struct page_store *store)
{
	up_scratch_close(&store->file);
	free(store->pages);
	pthread_mutex_destroy(&store->mutex);
}

/* Its page from 0; false: the store has no page there. */
static bool find_page(const struct page_store *store, uint64_t offset, size_t limit, uint64_t *page)
{
	*page = offset / limit;
	return limit == store->limit && offset % limit == 0 && *page < PAGES_MAX;
}

static bool read_page(const struct page_store *store, uint64_t offset, size_t limit,
		      struct up_buffer *out)
{
	struct up_error err;
	uint64_t number;

	if (!find_page(store, offset, limit, &number))
		return false;
	const struct page_place *page = number < store->page_count ? &store->pages[number] : NULL;
	if (page == NULL || page->length == 0 || !up_buffer_reserve(out, page->length) ||
	    up_scratch_read(&store->file, page->place, out->data, page->length, &err) != UP_OK)
		return false;
	up_buffer_end_at(out, out->data + page->length);
	return true;
}

bool page_store_read(struct page_store *store, uint64_t offset, size_t limit, struct up_buffer *out)
{
	up_buffer_clear(out);
	pthread_mutex_lock(&store->mutex);
	const bool found = read_page(store, offset, limit, out);
	pthread_mutex_unlock(&store->mutex);
	return found;
}

/* Extends the list as far as that page; NULL: no memory. */
static struct page_place *reach_page(struct page_store *store, uint64_t number)
{
	if (number >= store->page_count) {
		const size_t count = 2 * ((size_t)number + 1);
		struct page_place *pages = reallocarray(store->pages, count, sizeof *pages);
		if (pages == NULL)
			return NULL;
		memset(pages + store->page_count, 0, (count - store->page_count) * sizeof *pages);
		store->pages = pages;
		store->page_count = count;
	}
	return &store->pages[number];
}

static bool keep_page(struct page_store *store, uint64_t number, const struct up_buffer *bytes)
{
	struct up_error err;
	struct page_place *page = reach_page(store, number);

	if (page == NULL || store->end + bytes->length > PAGE_STORE_BYTES)
		return false;
	if (page->length > 0)
		return true;
	if (!up_scratch_is_open(&store->file) && up_scratch_open(&store->file, &err) != UP_OK)
		return false;
	if (up_scratch_write(&store->file, store->end, bytes->data, bytes->length, &err) != UP_OK)
		return false;
	*page = (struct page_place){.place = store->end, .length = bytes->length};
	store->end += bytes->length;
	return true;
}

void page_store_keep(struct page_store *store, uint64_t offset, size_t limit,
		     const struct up_buffer *page)
{
	uint64_t number;

	pthread_mutex_lock(&store->mutex);
	if (store->limit == 0)
		store->limit = limit;
	if (!store->is_full && find_page(store, offset, limit, &number))
		store->is_full = !keep_page(store, number, page);
	pthread_mutex_unlock(&store->mutex);
}
