/* SPDX-License-Identifier: PostgreSQL */
/*
 * The plot scripts that the program carries, as files for the time that gnuplot
 * needs them: they load each other by name, as they do from the source tree.
 * They lie in a directory of their own, which also takes what gnuplot draws,
 * so that a failure leaves no half a picture behind.
 */
#ifndef SHOW_PLOT_SCRIPTS_H
#define SHOW_PLOT_SCRIPTS_H

#include "base/error.h"

struct plot_scripts {
	char *directory;  /* owned; where the files are */
	const char *name; /* its last part, within directory */
};

/* Makes a new directory within parent and writes all scripts into it. */
UP_MUST_CHECK enum up_status plot_scripts_write(const char *parent, struct plot_scripts *scripts,
						struct up_error *err);

/* Removes the directory with everything in it. */
void plot_scripts_remove(struct plot_scripts *scripts);
#define PLOT_SCRIPTS UP_CLEANUP(plot_scripts_remove) struct plot_scripts

#endif
