/* SPDX-License-Identifier: PostgreSQL */
/*
 * Addresses of networks: from 10.0.0.0 on, a network for private use (RFC 1918), as long as the
 * domain fits into it; of hardware those that are administered locally.
 */
#include "measure/generator/scalar.h"

#include <inttypes.h>

#define FIRST_HOST 0x0a000000u
#define PLAUSIBLE_HOSTS 65536

static uint64_t host_capacity(const struct value_type *type)
{
	(void)type;
	return UINT32_MAX - FIRST_HOST;
}

static void append_host(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	const uint32_t host = FIRST_HOST + (uint32_t)number;

	(void)type;
	up_buffer_append_format(text, "%u.%u.%u.%u", host >> 24, host >> 16 & 255, host >> 8 & 255,
				host & 255);
}

static void append_network(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	append_host(type, number, text);
	up_buffer_append_string(text, "/32");
}

/* ---- hardware ---- */

static uint64_t hardware_capacity(const struct value_type *type)
{
	(void)type;
	return (uint64_t)1 << 40;
}

static void append_hardware(struct up_buffer *text, uint64_t number, int bytes)
{
	up_buffer_append_string(text, "02");
	for (int byte = bytes - 2; byte >= 0; byte--)
		up_buffer_append_format(text, ":%02x", (unsigned)(number >> (8 * byte) & 255));
}

static void append_mac(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	append_hardware(text, number, 6);
}

static void append_mac8(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	append_hardware(text, number, 8);
}

static const struct value_kind kinds[] = {
	{"inet", host_capacity, append_host, PLAUSIBLE_HOSTS, true},
	{"cidr", host_capacity, append_network, PLAUSIBLE_HOSTS, true},
	{"macaddr", hardware_capacity, append_mac, PLAUSIBLE_HOSTS, true},
	{"macaddr8", hardware_capacity, append_mac8, PLAUSIBLE_HOSTS, true},
};

const struct value_kind_list address_kinds = VALUE_KIND_LIST(kinds);
