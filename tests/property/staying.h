/* SPDX-License-Identifier: PostgreSQL */
/*
 * The columns of a random table that do not travel: those with defaults of all kinds, identities,
 * generated columns, and columns that were dropped.  An update must leave them as they were, a
 * new row gets their defaults, and a generated one is what the server makes of the others.
 */
#ifndef PROPERTY_STAYING_H
#define PROPERTY_STAYING_H

#include "property/drawing.h"

/* Adds some, or none; where the relation is partial, one at least that a new row lacks a value of. */
UP_MUST_CHECK enum up_status staying_draw(struct drawing *drawing, struct up_error *err);

/* Adds generated columns, some or none. */
UP_MUST_CHECK enum up_status generated_draw(struct drawing *drawing, struct up_error *err);

/* Makes columns that are dropped: before there are rows, or afterwards. */
UP_MUST_CHECK enum up_status dropped_draw(struct drawing *drawing, struct up_error *err);

#endif
