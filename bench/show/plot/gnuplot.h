/* SPDX-License-Identifier: PostgreSQL */
/* gnuplot, the external program: found on PATH and run without a shell. */
#ifndef SHOW_PLOT_GNUPLOT_H
#define SHOW_PLOT_GNUPLOT_H

#include "base/error.h"

/* *program becomes the absolute path of gnuplot, to be freed, or NULL when there is none on PATH
 * (whose relative parts are not looked at). */
UP_MUST_CHECK enum up_status gnuplot_find(char **program, struct up_error *err);

/*
 * Runs a script: `gnuplot -d -c SCRIPT ARGUMENT...` in a directory, whatever
 * gnuplot is configured to do elsewhere, and waits for its end.
 *
 * gnuplot runs names of files that start with < or | as commands, so script and
 * arguments should be names that the program chose; the directory can be any.
 * arguments end with NULL.  UP_IO with gnuplot's last line when it fails.
 */
UP_MUST_CHECK enum up_status gnuplot_run(const char *program, const char *directory,
					 const char *script, const char *const *arguments,
					 struct up_error *err);

#endif
