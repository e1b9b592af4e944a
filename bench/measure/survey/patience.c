/* SPDX-License-Identifier: PostgreSQL */
#include "measure/survey/patience.h"

#include "base/clock.h"

#include <errno.h>
#include <poll.h>

PGresult *patience_result(struct up_conn *conn, int milliseconds, bool *in_time)
{
	const int64_t end = up_clock_ns() + INT64_C(1000000) * milliseconds;

	*in_time = false;
	while (PQisBusy(conn->pg)) {
		const int64_t left = (end - up_clock_ns()) / 1000000;
		struct pollfd socket = {.fd = PQsocket(conn->pg), .events = POLLIN};
		if (left <= 0 || (poll(&socket, 1, (int)left) < 0 && errno != EINTR))
			return NULL;
		/* A lost connection is a result, too. */
		if (!PQconsumeInput(conn->pg))
			break;
	}
	*in_time = true;
	return PQgetResult(conn->pg);
}
