/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/hostile_values.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define TEXT(literal)                                                                              \
	{                                                                                          \
		(literal), sizeof(literal) - 1                                                     \
	}
#define TIMES_4(s) s s s s
#define TIMES_5(s) s s s s s
#define TIMES_15(s) TIMES_5(s) TIMES_5(s) TIMES_5(s)
#define TIMES_20(s) TIMES_4(TIMES_5(s))
#define TIMES_17(s) TIMES_15(s) s s
#define TIMES_255(s) TIMES_15(TIMES_17(s))

/* One run of values serves three columns: nullable text begins with the null and
 * stops before the longest, the others the other way around. */
static const struct hostile_text texts[] = {
	{NULL, 0},
	TEXT(""),
	TEXT("Crème brûlée à Besançon, Łódź, Þingvellir"),
	TEXT("Ζαχαροπλαστείο «Ἑλλάς»"),
	TEXT("Пекарня Ёлки-палки"),
	TEXT("北京烤鸭店 𠮷野家"),
	TEXT("東京のラーメン屋 ﾊﾝｶｸ"),
	TEXT("مخبز القاهرة ١٢٣"),
	TEXT("מאפיית ירושלים"),
	TEXT("दिल्ली की मिठाई"),
	TEXT("👨‍👩‍👧‍👦 🏳️‍🌈 🇨🇭 👍🏽"),
	/* Decomposed: two code points that print as one character. */
	TEXT("Cafe\u0301 n\u0303o\u0308 Z\u0351\u036b\u0343a\u0321\u034al\u0327go"),
	TEXT("Joe's 'best' pizza ''"),
	TEXT("\"The \"\"Quoted\"\" Cup\""),
	TEXT("C:\\new\\table\\"),
	TEXT("tab\there\t"),
	TEXT("first line\nsecond line\n"),
	TEXT("carriage\rreturn\r\n"),
	TEXT("\\N"),
	TEXT("NULL"),
	TEXT("\\."),
	TEXT("{curly,\"braces\"},{NULL},{}"),
	TEXT("100% of %s, %n and %%"),
	TEXT("$1, $$, $tag$ and :name"),
	TEXT("  spaces around  "),
	TEXT(" "),
	TEXT("'); DROP TABLE ads_programregistry; --"),
	TEXT("/* \\x00 \\u0000 &amp; <b> `id` ~!@#^&*()[]|?;"),
	TEXT("control \x01\x02\b\f\v\x1b\x1f\x7f characters"),
	/* Byte order mark, noncharacters, line separator, right-to-left override, and
	 * the last code point. */
	/* NOLINTNEXTLINE(misc-misleading-bidirectional): it is meant to mislead */
	TEXT("\xef\xbb\xbf\xef\xbf\xbe\xef\xbf\xbf\xe2\x80\xa8\xe2\x80\xae\xf4\x8f\xbf\xbf"),
	TEXT("a,\"b\"\"c\",d;e"),
	/* cppcheck-suppress unknownMacro */
	TEXT(TIMES_255("x")),
	TEXT(TIMES_255("🍕")), /* 255 characters, 1020 bytes */
};

static const struct hostile_text varchar20[] = {
	TEXT(""),
	TEXT(" "),
	TEXT("\\N"),
	TEXT("NULL"),
	TEXT("\\."),
	TEXT("{}"),
	TEXT("'"),
	TEXT("\""),
	TEXT("\\"),
	TEXT("\t\r\n"),
	TEXT("ПРИОСТАНОВЛЕНО"),
	TEXT("有効,無効"),
	TEXT("  active  "),
	TEXT("ABCDEFGHIJKLMNOPQRST"),
	TEXT(TIMES_20("é")),
	TEXT(TIMES_20("🍕")),
};

static const struct hostile_text varchar3[] = {
	TEXT(""),    TEXT(" "),        TEXT("\\N"),    TEXT("\\."),    TEXT("{}"),
	TEXT("','"), TEXT("\"\"\""),   TEXT("\\\\\\"), TEXT("\t\r\n"), TEXT("%s"),
	TEXT("$1"),  TEXT("₿€£"), TEXT("元円원"), TEXT("🍕🍕🍕"),
};

static const struct hostile_text numeric_12_2[] =
	{
		{NULL, 0},
		TEXT("0.00"),
		TEXT("0.01"),
		TEXT("-0.01"),
		TEXT("0.10"),
		TEXT("1.00"),
		TEXT("10000.00"), /* one digit in base 10,000, the base of PostgreSQL's format */
		TEXT("9999.99"),
		TEXT("100000000.00"),
		TEXT("9999999999.99"),
		TEXT("-9999999999.99"),
		TEXT("NaN"),
};

static const struct hostile_text numeric_14_4[] = {
	TEXT("0.0000"),          TEXT("0.0001"),           TEXT("-0.0001"),
	TEXT("0.1000"),          TEXT("1.0000"),           TEXT("-1.2300"),
	TEXT("9999.9999"),       TEXT("10000.0000"),       TEXT("100000000.0000"),
	TEXT("9999999999.9999"), TEXT("-9999999999.9999"), TEXT("NaN"),
};

static const int32_t int4[] = {0, 1, -1, INT32_MAX, INT32_MIN, INT32_MAX - 1, 65535, 65536};

static const int64_t int8[] = {
	0,
	1,
	-1,
	INT64_MAX,
	INT64_MIN,
	INT64_MAX - 1,
	(int64_t)INT32_MAX + 1,
	(int64_t)INT32_MIN - 1,
	((int64_t)1 << 53) + 1, /* the first that a double cannot hold */
	UINT32_MAX,
};

static const int64_t float8[] = {
	0x7ff8000000000000,           /* NaN */
	0x7ff0000000000000,           /* infinity */
	(int64_t)0xfff0000000000000u, /* -infinity */
	INT64_MIN,                    /* -0.0 */
	1,                            /* 5e-324, the least above 0 */
	0x000fffffffffffff,           /* the greatest denormal */
	0x0010000000000000,           /* the least normal */
	0x7fefffffffffffff,           /* the greatest finite number */
	(int64_t)0xffefffffffffffffu, /* the least */
	0x3fb999999999999a,           /* 0.1 */
	0x3fd3333333333334,           /* 0.30000000000000004, all 17 digits */
	0x4340000000000000,           /* 2^53 */
	(int64_t)0xbff0000000000000u, /* -1 */
};

/* Days since 1970-01-01; the ends of the range are those of PostgreSQL's
 * documentation of date: Julian day 0 to 5874897 AD. */
static const int32_t dates[] = {
	INT32_MIN,  /* -infinity */
	INT32_MAX,  /* infinity */
	-2440588,   /* 4714-11-24 BC */
	-2440550,   /* 4713-01-01 BC */
	-719163,    /* 0001-12-31 BC */
	-719162,    /* 0001-01-01 */
	-1,         /* 1969-12-31 */
	0,          /* 1970-01-01 */
	10957,      /* 2000-01-01, where PostgreSQL counts from */
	11016,      /* 2000-02-29 */
	2932896,    /* 9999-12-31 */
	2932897,    /* 10000-01-01 */
	2145042905, /* 5874897-12-31 */
};

#define DAY INT64_C(86400000000)

/* Microseconds since 1970-01-01 00:00 UTC.  PostgreSQL, which counts from 2000,
 * goes on for another thirty years at the upper end: to 294276-12-31. */
static const int64_t timestamps[] = {
	INT64_MIN,                 /* -infinity */
	INT64_MAX,                 /* infinity */
	-2440588 * DAY,            /* 4714-11-24 00:00:00 BC */
	-719162 * DAY - 1,         /* 0001-12-31 23:59:59.999999 BC */
	-719162 * DAY,             /* 0001-01-01 00:00:00 */
	-1,                        /* 1969-12-31 23:59:59.999999 */
	0,                         /* 1970-01-01 00:00:00 */
	10957 * DAY - 1,           /* 1999-12-31 23:59:59.999999 */
	10957 * DAY,               /* 2000-01-01 00:00:00 */
	10957 * DAY + 1,           /* 2000-01-01 00:00:00.000001 */
	INT64_C(2147483648000000), /* 2038-01-19 03:14:08 */
	2932897 * DAY - 1,         /* 9999-12-31 23:59:59.999999 */
	INT64_MAX - 1,             /* 294247-01-10 04:00:54.775806 */
};

const struct hostile_texts hostile_varchar255 = {texts + 1, COUNT(texts) - 1};
const struct hostile_texts hostile_text = {texts + 1, COUNT(texts) - 1};
const struct hostile_texts hostile_nullable_text = {texts, COUNT(texts) - 1};
const struct hostile_texts hostile_varchar20 = {varchar20, COUNT(varchar20)};
const struct hostile_texts hostile_varchar3 = {varchar3, COUNT(varchar3)};
const struct hostile_texts hostile_nullable_numeric_12_2 = {numeric_12_2, COUNT(numeric_12_2)};
const struct hostile_texts hostile_numeric_14_4 = {numeric_14_4, COUNT(numeric_14_4)};
const struct hostile_int32s hostile_int4 = {int4, COUNT(int4)};
const struct hostile_int64s hostile_int8 = {int8, COUNT(int8)};
const struct hostile_int64s hostile_float8 = {float8, COUNT(float8)};
const struct hostile_int32s hostile_date = {dates, COUNT(dates)};
const struct hostile_int64s hostile_timestamptz = {timestamps, COUNT(timestamps)};

const char *const hostile_fragments[HOSTILE_FRAGMENT_COUNT] = {
	"\\N",
	"NULL",
	"null",
	"\\.",
	"\\",
	"\\\\",
	"\"",
	"'",
	"''",
	"\t",
	"\n",
	"\r",
	"\r\n",
	"{}",
	"{a,b}",
	"{",
	"}",
	"{\"a\":1}",
	",",
	" ",
	" a ",
	"   ",
	"$1",
	"$$",
	"%s",
	"E'\\n'",
	"\\x41",
	"a\"b\\c",
	"\\u0041",
	"--",
	"/*",
	"/* */",
	"*/",
	";",
	"(",
	")",
	"::text",
	"日本語",
	"\xF0\x9F\x98\x80",
	"e\xCC\x81",
	/* NOLINTNEXTLINE(misc-misleading-bidirectional): hostile on purpose */
	"\xE2\x80\xAE",
	"\xE2\x80\xA8",
	"\x01",
	"\x1F",
	"\x7F",
	"\xC2\x80",
	"\xC2\xA0",
	"\xEF\xBB\xBF",
	"\xEF\xBF\xBF",
	"\xF4\x8F\xBF\xBF",
	"\xED\x9F\xBF",
	"\b",
	"\f",
	"\v",
	"true",
	"0",
	"-1",
	"1e5",
	"NaN",
	"infinity",
	"a",
	"Z",
	"ß",
	"İ",
};

_Static_assert(COUNT(texts) - 1 <= HOSTILE_MAX, "must fit the head of the data set");
_Static_assert(COUNT(varchar20) <= HOSTILE_MAX, "must fit the head of the data set");
