/* SPDX-License-Identifier: PostgreSQL */
/* Fixtures with keys of several columns, without a scope, and with types that a batch holds as
 * text. */
#ifndef MEASURE_CONFORMANCE_FIXTURE_SHAPE_H
#define MEASURE_CONFORMANCE_FIXTURE_SHAPE_H

#include "measure/conformance/fixture.h"

fixture_function fixture_two_key_columns;
fixture_function fixture_three_key_columns; /* without a scope */
fixture_function fixture_no_scope;
fixture_function fixture_scope_outside_key;
fixture_function fixture_identity_key;
fixture_function fixture_other_types;
fixture_function fixture_other_keys; /* without a scope */
fixture_function fixture_one_other_key;

/* Each with a value that its column cannot take, behind FIXTURE_GOOD_ROWS others: a cast to the
 * type of the column would cut it. */
fixture_function fixture_long_character;
fixture_function fixture_long_bit;
fixture_function fixture_long_domain;

#endif
