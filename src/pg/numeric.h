/* SPDX-License-Identifier: PostgreSQL */
/*
 * Decimal text as numeric's binary form, which numeric_recv() and numeric_send() of
 * PostgreSQL's src/backend/utils/adt/numeric.c describe: four 16-bit numbers in network
 * order (count of digits, weight, sign, display scale), then the digits in base 10,000.
 * The first digit counts 10,000 ^ weight; zeros at either end are left out, and the
 * display scale keeps the decimals that the text had.  NaN and the infinities (server
 * version 14 and up) are signs without digits.
 */
#ifndef UP_PG_NUMERIC_H
#define UP_PG_NUMERIC_H

#include <stddef.h>

/* Bytes that the form of a text of that many characters takes at most. */
#define UP_NUMERIC_SIZE(length) (12 + (length) / 2)

/* Writes the binary form of text to out and returns its end.  NULL when text is no
 * decimal number as PostgreSQL prints it ("-12.50", "NaN"; no exponent, no blanks), or
 * one out of numeric's range: 131072 digits before the point, 16383 after it. */
char *up_numeric_encode(char *out, const char *text, size_t length);

#endif
