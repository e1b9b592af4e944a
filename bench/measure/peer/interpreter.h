/* SPDX-License-Identifier: PostgreSQL */
/*
 * The Python that the peers that come along are run with: the program that
 * UPBENCH_PYTHON names, such as that of a virtual environment, or /usr/bin/python3,
 * for which Debian's packages are.  PATH is not searched: the first program that a
 * shell happens to find must not decide the measurement.
 */
#ifndef MEASURE_PEER_INTERPRETER_H
#define MEASURE_PEER_INTERPRETER_H

#include "measure/process/exec_list.h"

#define INTERPRETER_VARIABLE "UPBENCH_PYTHON"
#define INTERPRETER_DEFAULT "/usr/bin/python3"

/* Appends what runs a script with modules that it may import; none of them needs a place on disk.
 * modules are their names, separated by blanks, each of which may import those before it; their files
 * have the descriptors from first on, in this order, and the script has the next one.  An interpreter
 * that is too old for them answers the first line that it reads with a skip. */
void interpreter_append(struct exec_list *arguments, const char *modules, int first);

#endif
