/* SPDX-License-Identifier: PostgreSQL */
/* What a recommendation is interpolated from, how certain it is, and which run would settle it. */
#ifndef SHOW_PLANNING_ADVICE_BASIS_H
#define SHOW_PLANNING_ADVICE_BASIS_H

#include "judge/advise/advice.h"
#include "show/document/document.h"

/* is_confirmed: that run has been made. */
void advice_basis_append(struct document *document, const struct advice *advice, bool is_confirmed);

#endif
