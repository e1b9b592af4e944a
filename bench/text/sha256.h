/* SPDX-License-Identifier: PostgreSQL */
/*
 * SHA-256 (FIPS 180-4): a page's Content-Security-Policy names its own script and style by it,
 * so that a browser runs no other script, whatever else got into the page; and a shape of a
 * table has digests of its content, by which shapes are compared.
 */
#ifndef TEXT_SHA256_H
#define TEXT_SHA256_H

#include "base/buffer.h"

#define SHA256_SIZE 32

void sha256(const void *bytes, size_t length, unsigned char digest[SHA256_SIZE]);

/* Appends the digest of bytes as a source of a policy: 'sha256-<base64>', quotes included. */
void sha256_append_source(struct up_buffer *text, const void *bytes, size_t length);

/* Appends the digest of bytes in 64 hexadecimal digits. */
void sha256_append_hex(struct up_buffer *text, const void *bytes, size_t length);

#endif
