/* SPDX-License-Identifier: PostgreSQL */
/* Whether a case can be tried at all, as far as that is known without a server. */
#ifndef MEASURE_CASE_FEASIBILITY_H
#define MEASURE_CASE_FEASIBILITY_H

#include "measure/case/case.h"

/* With memory bytes for the case at most.  UP_UNSUPPORTED: it cannot, for the reason in err. */
UP_MUST_CHECK enum up_status feasibility_check(const struct subject *subject,
					       const struct trial_case *trial_case, int64_t memory,
					       struct up_error *err);

#endif
