/* SPDX-License-Identifier: PostgreSQL */
/* What a page does with each value, object and array that yajl meets in its text: values of columns
 * go to the batch, facts of the page to its facts, and all else is passed over. */
#ifndef UP_SOURCE_JSON_EVENTS_H
#define UP_SOURCE_JSON_EVENTS_H

#include "source/json_page_state.h"

/* Their context is a struct up_json_page.  One that ends the parser has set its status. */
extern const yajl_callbacks up_json_events;

#endif
