/* SPDX-License-Identifier: PostgreSQL */
/*
 * Text as words.  The first word has the value's number in it, as syllables: a consonant and a
 * vowel by turns, or any letters where there is room for no more than four.  Words behind it fill
 * the value up to its width, which varies by a quarter up and down, unless all are to be as wide.
 * All letters are small and of ASCII, so that different values stay different where capitals do not
 * count.
 */
#include "measure/generator/scalar.h"
#include "measure/generator/text_width.h"

#define CONSONANTS "bcdfghjklmnprstvwxyz"
#define VOWELS "aeiou"
#define LETTERS "abcdefghijklmnopqrstuvwxyz"
#define SHORT_TEXT 4
#define FEWEST_LETTERS 4
#define MOST_LETTERS 48 /* more than the capacity can need */
#define FEW_VALUES 100
#define LENGTH_CHANCE UINT64_MAX /* a purpose of scalar_scatter() that no word has */

/* Characters, in UTF-8. */
static size_t characters(const char *text)
{
	size_t count = 0;

	for (; text != NULL && *text != '\0'; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

/* Around the words, as a check wants them. */
static size_t around(const struct value_type *type)
{
	return characters(type->limits.before) + characters(type->limits.behind);
}

/* What is left of a number of characters for words, at least one. */
static size_t within(const struct value_type *type, size_t length)
{
	return length > around(type) ? length - around(type) : 1;
}

/* Characters of words that fit; 0: as many as one likes. */
static size_t limit_of(const struct value_type *type)
{
	const size_t longest = type->limits.longest;
	size_t limit = type->modifier_count > 0 ? (size_t)type->modifiers[0] : 0;

	if (longest > 0 && (limit == 0 || longest < limit))
		limit = longest;
	return limit > 0 ? within(type, limit) : 0;
}

static const char *alphabet_at(size_t limit, size_t place)
{
	if (limit != 0 && limit <= SHORT_TEXT)
		return LETTERS;
	return place % 2 == 0 ? CONSONANTS : VOWELS;
}

static uint64_t capacity_within(size_t limit)
{
	uint64_t capacity = 1;

	for (size_t place = 0; place < MOST_LETTERS && (limit == 0 || place < limit); place++)
		capacity = value_capacity_product(capacity, strlen(alphabet_at(limit, place)));
	return capacity;
}

/* Writes at least `fewest` letters and enough for all numbers of the domain; returns how many. */
static size_t append_number_word(struct up_buffer *text, uint64_t number, uint64_t domain,
				 size_t limit, size_t fewest)
{
	uint64_t room = 1;
	size_t place = 0;

	for (; room < domain || place < fewest; place++) {
		const char *alphabet = alphabet_at(limit, place);
		const uint64_t count = strlen(alphabet);
		if (limit != 0 && place == limit)
			break;
		up_buffer_append_char(text, alphabet[number % count]);
		number /= count;
		room = value_capacity_product(room, count);
	}
	return place;
}

/* That of the words of one value, before it varies. */
static size_t wanted_of(const struct value_type *type, uint64_t number)
{
	const size_t whole = (size_t)type->length;
	const uint64_t chance = scalar_scatter(number, LENGTH_CHANCE) % 1000;

	if (!(type->length > 0))
		return text_width_length(type->width);
	return whole + ((double)chance < (type->length - (double)whole) * 1000 ? 1 : 0);
}

/* Words of a number that was scattered, until the text has that length. */
static void fill(struct up_buffer *text, uint64_t number, size_t length)
{
	for (uint64_t word = 1; text->length < length; word++) {
		uint64_t bits = scalar_scatter(number, word);
		const size_t letters = 3 + bits % 6;
		bits >>= 8;
		up_buffer_append_char(text, ' ');
		for (size_t i = 0; i < letters && text->length < length; i++) {
			const char *alphabet = i % 2 == 0 ? CONSONANTS : VOWELS;
			up_buffer_append_char(text, alphabet[bits % strlen(alphabet)]);
			bits /= 20;
		}
	}
	/* A blank at the end would be lost in a character(n). */
	if (text->length > 0 && text->data[text->length - 1] == ' ')
		text->data[text->length - 1] = 's';
}

/* How many characters the words of a value have together, about. */
static size_t words_length(const struct value_type *type, uint64_t number)
{
	const size_t limit = limit_of(type);
	const size_t wanted =
		type->is_even ? text_width_length(type->width) : wanted_of(type, number);
	/* Of a few values a spread would decide the average. */
	const bool is_even = type->is_even || (type->length > 0 && type->domain < FEW_VALUES);
	const size_t spread = is_even ? 0 : wanted / 4 * 2;
	size_t length = wanted;

	if (spread > 0)
		length = wanted - spread / 2 +
			 (size_t)(scalar_scatter(number, 0) % (uint64_t)(spread + 1));
	if (type->limits.shortest > 0 && length < within(type, type->limits.shortest))
		length = within(type, type->limits.shortest);
	return limit != 0 && length > limit ? limit : length;
}

static void append_words(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	const size_t wanted = wanted_of(type, number);
	const size_t fewest = wanted != 0 && wanted < FEWEST_LETTERS ? wanted : FEWEST_LETTERS;
	UP_BUFFER words = {0};

	append_number_word(&words, number, type->domain, limit_of(type), fewest);
	fill(&words, number, words_length(type, number));
	if (type->limits.before != NULL)
		up_buffer_append_string(text, type->limits.before);
	up_buffer_append_string(text, up_buffer_string(&words));
	if (type->limits.behind != NULL)
		up_buffer_append_string(text, type->limits.behind);
	text->failed = text->failed || words.failed;
	for (size_t i = 0; type->limits.is_upper && i < text->length; i++) {
		if (text->data[i] >= 'a' && text->data[i] <= 'z')
			text->data[i] = (char)(text->data[i] - 'a' + 'A');
	}
}

static uint64_t words_capacity(const struct value_type *type)
{
	return capacity_within(limit_of(type));
}

/* character(n) is printed with the blanks that fill it up. */
static void append_blank_padded(const struct value_type *type, uint64_t number,
				struct up_buffer *text)
{
	const size_t limit = type->modifier_count > 0 ? (size_t)type->modifiers[0] : 0;

	append_words(type, number, text);
	while (text->length < limit && !text->failed)
		up_buffer_append_char(text, ' ');
}

/* One word: what is an identifier, a lexeme or a label. */
static void append_word(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	append_number_word(text, number, type->domain, 0, FEWEST_LETTERS);
}

static uint64_t word_capacity(const struct value_type *type)
{
	(void)type;
	return capacity_within(0);
}

static uint64_t letter_capacity(const struct value_type *type)
{
	(void)type;
	return strlen(LETTERS);
}

static void append_letter(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	up_buffer_append_char(text, LETTERS[number]);
}

static void append_lexeme(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	up_buffer_append_char(text, '\'');
	append_word(type, number, text);
	up_buffer_append_char(text, '\'');
}

static void append_vector(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	append_lexeme(type, number, text);
	up_buffer_append_string(text, ":1");
}

static const struct value_kind kinds[] = {
	{"text", words_capacity, append_words, 1, false},
	{"character varying", words_capacity, append_words, 1, false},
	{"character", words_capacity, append_blank_padded, 1, false},
	{"bpchar", words_capacity, append_words, 1, false},
	{"citext", words_capacity, append_words, 1, false},
	{"name", word_capacity, append_word, 1, false},
	{"ltree", word_capacity, append_word, 1, false},
	{"\"char\"", letter_capacity, append_letter, 26, false},
	{"tsvector", word_capacity, append_vector, 1, false},
	{"tsquery", word_capacity, append_lexeme, 1, false},
};

const struct value_kind_list word_kinds = VALUE_KIND_LIST(kinds);
