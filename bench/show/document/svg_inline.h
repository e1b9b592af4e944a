/* SPDX-License-Identifier: PostgreSQL */
/* Pictures of gnuplot within a page. */
#ifndef SHOW_DOCUMENT_SVG_INLINE_H
#define SHOW_DOCUMENT_SVG_INLINE_H

#include "base/buffer.h"

struct svg_caption {
	size_t number; /* of the picture within the page: ids must differ */
	const char *title;
	const char *description;
	const char *layout; /* one more class of the element */
};

/*
 * Appends the drawing of an SVG file as an <svg> of an HTML page: text stays text, title
 * and description are ours, colors become the page's variables (--ink, --line-blue,
 * --fill-blue, ... see report.css), the background is left to the page, and ids get the
 * number of the picture.
 *
 * Only elements and attributes that gnuplot draws with are taken over, so that whatever
 * else a file holds does not get into the page.  UP_IO when the file cannot be read,
 * UP_INVALID when it is not like gnuplot's.
 */
UP_MUST_CHECK enum up_status svg_inline(struct up_buffer *page, const char *path,
					const struct svg_caption *caption, struct up_error *err);

#endif
