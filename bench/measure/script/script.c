/* SPDX-License-Identifier: PostgreSQL */
#include "measure/script/script.h"

#include "measure/script/listing.h"
#include "measure/script/parameter_types.h"

static enum up_status check(const struct contender *contender, struct up_error *err)
{
	if (contender->peer != NULL)
		return up_fail(err, UP_UNSUPPORTED,
			       "%s is another program, which does not show its statements",
			       contender->strategy->name);
	if (contender->role != ROLE_RANKED)
		return up_fail(err, UP_UNSUPPORTED,
			       "%s is a reference for the others: no application can use it",
			       contender->strategy->name);
	return UP_OK;
}

enum up_status script_append(struct up_buffer *text, struct up_conn *conn,
			     const struct script_request *request, struct up_error *err)
{
	const struct recording_request recorded = {
		.relation = request->relation,
		.strategy = request->contender->strategy,
		.update = *request->update,
		.gone = request->gone,
		.tuned = request->tuned,
		.has_server = true,
	};
	RECORDING recording = {0};
	UP_BUFFER script = {0};

	UP_TRY(check(request->contender, err));
	UP_TRY(recording_make(conn, &recorded, &recording, err));
	UP_TRY(parameter_types_find(conn, &recording, err));
	listing_append(&script, &recorded, &recording, request->notes);
	UP_TRY(up_buffer_check(&script, err));
	up_buffer_append(text, script.data, script.length);
	return up_buffer_check(text, err);
}
