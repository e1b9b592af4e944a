/* SPDX-License-Identifier: PostgreSQL */
/* Pictures as gnuplot writes them in SVG, made fit for readers who do not see them and for pages. */
#ifndef SHOW_PLOT_SVG_H
#define SHOW_PLOT_SVG_H

#include "base/error.h"

/*
 * Reads the file source, as gnuplot wrote it, and writes target (replacing it as
 * a whole) with a title and a description of our own: gnuplot can set the title
 * only, and gives each of its layers one as well, which browsers show when the
 * mouse rests on it.  UP_IO when source does not look like gnuplot's.
 */
UP_MUST_CHECK enum up_status svg_describe(const char *source, const char *target, const char *title,
					  const char *description, struct up_error *err);

#endif
