/* SPDX-License-Identifier: PostgreSQL */
/*
 * The assembler copies the files in (.incbin), because C17 has no way to, and
 * arrays of a generated source would be slow to compile and useless to read.  It
 * also builds the table: the size of a file is the difference of two labels,
 * which is a constant for the assembler but not for C.
 *
 * generated/assets.inc has a line ASSET("group/file", "/path/to/file") for each.
 */
#include "asset/asset.h"

#include <string.h>

/* A label in the block below; ends with an asset whose name is NULL. */
extern const struct asset asset_table[] __attribute__((visibility("hidden")));

_Static_assert(sizeof(struct asset) == 3 * sizeof(void *) && sizeof(size_t) == sizeof(void *),
	       "the table is written as three words for each asset");

/* An entry goes to one section and its strings to another; local numeric labels
 * (1:, referred to as 1b) can be defined again by the next entry. */
#define ASSET(name, path)                                                                          \
	".section .rodata\n"                                                                       \
	"1: .asciz \"" name "\"\n"                                                                 \
	"2: .incbin \"" path "\"\n"                                                                \
	"3: .byte 0\n"                                                                             \
	".section .data.rel.ro,\"aw\"\n"                                                           \
	".dc.a 1b, 2b, 3b - 2b\n"
/* clang-format off */
__asm__(".pushsection .data.rel.ro,\"aw\"\n"
	".balign 8\n"
	".globl asset_table\n"
	".hidden asset_table\n"
	"asset_table:\n"
#include "generated/assets.inc"
	".dc.a 0, 0, 0\n"
	".popsection\n");
/* clang-format on */
#undef ASSET

const struct asset *asset_find(const char *name)
{
	for (const struct asset *asset = asset_table; asset->name != NULL; asset++) {
		if (strcmp(asset->name, name) == 0)
			return asset;
	}
	return NULL;
}

const struct asset *asset_next(const char *prefix, const struct asset *previous)
{
	size_t length = strlen(prefix);
	const struct asset *asset = previous == NULL ? asset_table : previous + 1;

	for (; asset->name != NULL; asset++) {
		if (strncmp(asset->name, prefix, length) == 0)
			return asset;
	}
	return NULL;
}
