/* SPDX-License-Identifier: PostgreSQL */
/* The examples of FIPS 180-4. */
#include "text/sha256.h"

#include <criterion/criterion.h>

static void expect(const char *bytes, const char *digest)
{
	UP_BUFFER text = {0};

	sha256_append_hex(&text, bytes, strlen(bytes));
	cr_expect_str_eq(up_buffer_string(&text), digest);
}

Test(sha256, is_that_of_the_standard)
{
	expect("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	expect("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	expect("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}
