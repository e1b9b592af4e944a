/* SPDX-License-Identifier: PostgreSQL */
/* A run against the history of its cases, as JSON. */
#ifndef SHOW_EXPORT_HISTORY_JSON_H
#define SHOW_EXPORT_HISTORY_JSON_H

#include "base/buffer.h"
#include "judge/history/history_compare.h"

/* An object with "format", "threshold" and "cases", an array of objects: case, verdict, runs, now_ns
 * (of the run), level_ns, outside ("above" or "below" all earlier runs), crept, machine,
 * machine_since, changes (an array of objects: time, run, revision, revision_before,
 * server_version, server_version_before, runs, p_value, before_ns, after_ns, change, is_news); what
 * is not known is null. */
UP_MUST_CHECK enum up_status history_append_json(struct up_buffer *text,
						 const struct history_finding_list *list,
						 struct up_error *err);

#endif
