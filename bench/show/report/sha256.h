/* SPDX-License-Identifier: PostgreSQL */
/*
 * SHA-256 (FIPS 180-4), because a page's Content-Security-Policy names its own script
 * and style by it: then a browser runs no other script, whatever else got into the page.
 */
#ifndef SHOW_REPORT_SHA256_H
#define SHOW_REPORT_SHA256_H

#include "base/buffer.h"

/* Appends the digest of bytes as a source of a policy: 'sha256-<base64>', quotes included. */
void sha256_append_source(struct up_buffer *text, const void *bytes, size_t length);

#endif
