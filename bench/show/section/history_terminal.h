/* SPDX-License-Identifier: PostgreSQL */
/*
 * A run against the history of its cases, for people:
 *
 *   regressed  unnest rows=1914: 22.6 ms → 27.1 ms (+19.9 %, p = 0.004) for 3 runs,
 *              since 2026-11-24T14:46:56Z, run 4f18f3b1, revision 99be01c2 → 1581d3cb
 *   steady     copy-temp rows=1914: 21.6 ms over 24 runs
 *   short      values rows=1914: 4 runs; 10 are needed
 *
 *   3 cases: 1 regressed, 0 improved, 1 steady, 1 short
 *
 * and for programs.
 */
#ifndef SHOW_SECTION_HISTORY_TERMINAL_H
#define SHOW_SECTION_HISTORY_TERMINAL_H

#include "base/buffer.h"
#include "judge/compare/history_compare.h"

/* Bytes of an identifier that tell runs of one history apart. */
#define HISTORY_ID_SHOWN 8

/* color: regressed in red, improved in green, short dim. */
void history_append_text(struct up_buffer *text, const struct history_finding_list *list,
			 bool color);

/* "3 cases: 1 regressed, 0 improved, 1 steady, 1 short" */
void history_append_tally(struct up_buffer *text, const struct history_finding_list *list);

/* An object with "threshold" and "cases", an array of objects: case, verdict, runs, now_ns,
 * level_ns, changes (an array of objects: time, run, revision, revision_before,
 * server_version, server_version_before, runs, p_value, before_ns, after_ns, change); what is
 * not known is null. */
UP_MUST_CHECK enum up_status history_append_json(struct up_buffer *text,
						 const struct history_finding_list *list,
						 struct up_error *err);

#endif
