/* SPDX-License-Identifier: PostgreSQL */
/* The models of a run's families as formulas, and why a family has none. */
#ifndef SHOW_SECTION_MODELS_H
#define SHOW_SECTION_MODELS_H

#include "judge/predict/model.h"
#include "show/document/document.h"

/* name is that of the table; is_short: without the words about the workload. */
void models_append(struct document *document, const struct model_list *models, const char *name,
		   bool is_short);

#endif
