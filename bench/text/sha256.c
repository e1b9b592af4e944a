/* SPDX-License-Identifier: PostgreSQL */
#include "text/sha256.h"

#define BLOCK 64

static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
	0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
	0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
	0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
	0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2};

static uint32_t rotate(uint32_t word, int bits)
{
	return (word >> bits) | (word << (32 - bits));
}

static void expand(const unsigned char *block, uint32_t words[64])
{
	for (size_t i = 0; i < 16; i++)
		words[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
			   (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (size_t i = 16; i < 64; i++) {
		uint32_t a = words[i - 15], b = words[i - 2];
		uint32_t s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >> 3);
		uint32_t s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >> 10);
		words[i] = words[i - 16] + s0 + words[i - 7] + s1;
	}
}

static void compress(uint32_t state[8], const unsigned char *block)
{
	uint32_t words[64], v[8];

	expand(block, words);
	memcpy(v, state, sizeof v);
	for (size_t i = 0; i < 64; i++) {
		uint32_t s1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25);
		uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
		uint32_t t1 = v[7] + s1 + choice + constants[i] + words[i];
		uint32_t s0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22);
		uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
		memmove(v + 1, v, 7 * sizeof v[0]);
		v[4] += t1;
		v[0] = t1 + s0 + majority;
	}
	for (size_t i = 0; i < 8; i++)
		state[i] += v[i];
}

void sha256(const void *bytes, size_t length, unsigned char digest[SHA256_SIZE])
{
	const unsigned char *blocks = bytes;
	uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
			     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	unsigned char last[2 * BLOCK] = {0};
	size_t whole = length / BLOCK * BLOCK;
	size_t rest = length - whole;
	size_t tail = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;

	for (size_t at = 0; at < whole; at += BLOCK)
		compress(state, blocks + at);
	if (rest > 0)
		memcpy(last, blocks + whole, rest);
	last[rest] = 0x80;
	for (size_t i = 0; i < 8; i++)
		last[tail - 1 - i] = (unsigned char)((uint64_t)length * 8 >> (8 * i));
	for (size_t at = 0; at < tail; at += BLOCK)
		compress(state, last + at);
	for (size_t i = 0; i < SHA256_SIZE; i++)
		digest[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}

/* RFC 4648, section 4. */
static void append_base64(struct up_buffer *text, const unsigned char *bytes, size_t length)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t at = 0; at < length; at += 3) {
		size_t left = length - at;
		uint32_t group = (uint32_t)bytes[at] << 16 |
				 (uint32_t)(left > 1 ? bytes[at + 1] : 0) << 8 |
				 (uint32_t)(left > 2 ? bytes[at + 2] : 0);
		up_buffer_append_char(text, letters[group >> 18]);
		up_buffer_append_char(text, letters[(group >> 12) & 63]);
		up_buffer_append_char(text, left > 1 ? letters[(group >> 6) & 63] : '=');
		up_buffer_append_char(text, left > 2 ? letters[group & 63] : '=');
	}
}

void sha256_append_source(struct up_buffer *text, const void *bytes, size_t length)
{
	unsigned char out[SHA256_SIZE];

	sha256(bytes, length, out);
	up_buffer_append_string(text, "'sha256-");
	append_base64(text, out, sizeof out);
	up_buffer_append_char(text, '\'');
}

void sha256_append_hex(struct up_buffer *text, const void *bytes, size_t length)
{
	unsigned char out[SHA256_SIZE];

	sha256(bytes, length, out);
	for (size_t i = 0; i < sizeof out; i++)
		up_buffer_append_format(text, "%02x", out[i]);
}
