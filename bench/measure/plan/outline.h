/* SPDX-License-Identifier: PostgreSQL */
/*
 * A plan without the values in its conditions: a custom plan has those of its parameters, and the
 * plan of a statement with literals has the literals.
 */
#ifndef MEASURE_PLAN_OUTLINE_H
#define MEASURE_PLAN_OUTLINE_H

#include <jansson.h>

/*
 * A copy of a node of EXPLAIN (FORMAT JSON), with all below it, in which each string is as
 * text/outline.h leaves it, but for those that can only be words of the server's or names ("Node
 * Type", "Relation Name"; a list of keys, so that those of later servers count as conditions).
 * Numbers are costs and counts, and stay.  A reference to free; NULL: out of memory.
 */
json_t *plan_outline(const json_t *node);

#endif
