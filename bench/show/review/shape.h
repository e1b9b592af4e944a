/* SPDX-License-Identifier: PostgreSQL */
/*
 * A shape of a table for the one who answers for it: the table and its key, what an update sets
 * and what not and why, what a table made from the shape does not have, and what of the file to look
 * at before it is given to others.
 */
#ifndef SHOW_REVIEW_SHAPE_H
#define SHOW_REVIEW_SHAPE_H

#include "record/shape/shape.h"
#include "show/document/document.h"

void shape_review_append(struct document *document, const struct shape *shape);

#endif
