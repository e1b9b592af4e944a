/* SPDX-License-Identifier: PostgreSQL */
/*
 * Random relations: 2 to 300 columns with hostile names, of any type that there is, of which one to
 * three are the key, with a scope or without.
 */
#ifndef PROPERTY_RELATION_H
#define PROPERTY_RELATION_H

#include "measure/conformance/fixture.h"
#include "property/value.h"

/* For a server of that version (as PQserverVersion()).  Makes the relation of fixture, with its schema and its scopes; *profiles, to be freed also after
 * a failure, gets what the values of each column are like. */
UP_MUST_CHECK enum up_status random_relation_make(uint64_t seed, int server_version,
						  struct up_random *random, struct fixture *fixture,
						  struct value_profile **profiles,
						  struct up_error *err);

#endif
