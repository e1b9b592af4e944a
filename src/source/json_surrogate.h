/* SPDX-License-Identifier: PostgreSQL */
/* Surrogates that JSON writes as \uD800 to \uDFFF: two of them are a character, one is none. */
#ifndef UP_SOURCE_JSON_SURROGATE_H
#define UP_SOURCE_JSON_SURROGATE_H

#include <stddef.h>

/* The place of the first one without its other half; SIZE_MAX: there is none. */
size_t up_json_lone_surrogate(const char *text, size_t length);

#endif
