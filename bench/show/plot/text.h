/* SPDX-License-Identifier: PostgreSQL */
/* Texts of others in files for gnuplot. */
#ifndef SHOW_PLOT_TEXT_H
#define SHOW_PLOT_TEXT_H

#include "base/buffer.h"

/*
 * Appends a text so that, between double quotes, gnuplot cannot take it for
 * anything else and an SVG that it gets into is sound: control characters become
 * spaces, " becomes ', \ becomes a look-alike (gnuplot would read an escape
 * sequence), the & of a character reference becomes +, what is not UTF-8 becomes
 * ?, and what is beyond 100 characters is cut.
 */
void plot_text_append(struct up_buffer *text, const char *foreign);

#endif
