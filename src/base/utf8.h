/* SPDX-License-Identifier: PostgreSQL */
/*
 * UTF-8 as PostgreSQL takes it (RFC 3629): no overlong form, no surrogate, nothing beyond U+10FFFF.
 */
#ifndef UP_BASE_UTF8_H
#define UP_BASE_UTF8_H

#include <stddef.h>

/* How many of the first bytes are whole, valid characters: length, if all are. */
size_t up_utf8_valid(const char *text, size_t length);

#endif
