/* SPDX-License-Identifier: PostgreSQL */
/* The part of a manifest about one server and the database of its tables, as far as the server
 * itself knows it. */
#ifndef MEASURE_SURVEY_DESCRIPTION_H
#define MEASURE_SURVEY_DESCRIPTION_H

#include "pg/conn.h"
#include "record/manifest.h"

/* Facts that the server's version does not have, or that the role may not read, are not known.
 * Nothing is written.  The settings are those of measured, which can be conn. */
UP_MUST_CHECK enum up_status description_read(struct up_conn *conn, struct up_conn *measured,
					      struct manifest_server *description,
					      struct up_error *err);

#endif
