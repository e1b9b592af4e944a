/* SPDX-License-Identifier: PostgreSQL */
/*
 * Asks the oracle after the syncs of one case.  Where it is quick, it is asked about the rows that
 * changed alone, but for the first sync and each tenth behind it, the last one, and when they are not
 * as expected: then it reads the whole table.
 */
#ifndef MEASURE_TRIAL_VERIFICATION_H
#define MEASURE_TRIAL_VERIFICATION_H

#include "measure/oracle/oracle.h"
#include "measure/trial/test_server.h"
#include "record/sample.h"

struct verification {
	const struct oracle *oracle; /* borrowed */
	int64_t count;               /* of syncs so far */
	bool is_last;                /* set by the caller: the next sync may be the last one */
	bool is_quick;               /* the sync between the two calls */
	struct changed_rows_moment moment;
};

/* Before a sync, of a table that was restored. */
UP_MUST_CHECK enum up_status verification_begin(struct verification *verification,
						struct up_conn *conn, struct up_error *err);

/* After it, under the eyes of the watchdog: as oracle_check(); the sample gets the state. */
UP_MUST_CHECK enum up_status verification_end(struct verification *verification,
					      const struct test_server *test_server,
					      struct sample *sample, struct text_list *wrong,
					      struct up_error *err);

#endif
