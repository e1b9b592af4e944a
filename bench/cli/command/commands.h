/* SPDX-License-Identifier: PostgreSQL */
/* The commands of upbench, one file each; main.c lists them. */
#ifndef CLI_COMMAND_COMMANDS_H
#define CLI_COMMAND_COMMANDS_H

#include "cli/option/command.h"

extern const struct command command_run;
extern const struct command command_compare;
extern const struct command command_report;
extern const struct command command_calibrate;
extern const struct command command_check;
extern const struct command command_data;
extern const struct command command_doctor;
extern const struct command command_history;
extern const struct command command_list;
extern const struct command command_plan;
extern const struct command command_advise;
extern const struct command command_peer;
extern const struct command command_api;
extern const struct command command_shape;

/* The whole program. */
extern const struct program upbench_program;

#endif
