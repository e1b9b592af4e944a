/* SPDX-License-Identifier: PostgreSQL */
#include "source/json_value.h"

#include "pg/text.h"

#define MINUTE INT64_C(60000000) /* in microseconds */
#define MAX_TIME 64              /* no text of a timestamp is longer */

const char *up_json_kind_name(enum up_json_kind kind)
{
	static const char *const names[] = {
		[UP_JSON_FALSE] = "a boolean",  [UP_JSON_TRUE] = "a boolean",
		[UP_JSON_NUMBER] = "a number",  [UP_JSON_STRING] = "a string",
		[UP_JSON_OBJECT] = "an object", [UP_JSON_ARRAY] = "an array",
		[UP_JSON_NULL] = "null",
	};
	return names[kind];
}

static enum up_status wrong_kind(enum up_json_kind kind, const char *wanted, struct up_error *err)
{
	return up_fail(err, UP_INVALID, "is %s, and must be %s", up_json_kind_name(kind), wanted);
}

static enum up_status parse(struct up_vector *vector, const char *text, size_t length,
			    struct up_error *err)
{
	if (memchr(text, '\0', length) != NULL)
		return up_fail(err, UP_INVALID, "has a NUL character");
	if (up_text_parse(vector, text, length, err) != UP_OK)
		return up_fail(err, UP_INVALID, "is not a value of type %s",
			       up_type_info(vector->type)->name);
	return UP_OK;
}

/* ---- numeric ----------------------------------------------------------- */

/* Decimals of a column, from its modifier, or 0: it has none.  A negative scale, which a server from
 * version 15 on knows, needs none either. */
static size_t scale_of(const struct up_column *column)
{
	const int32_t scale = (column->type_modifier - 4) & 0x7ff;

	return column->type_modifier >= 4 && scale < 1024 ? (size_t)scale : 0;
}

static enum up_status append_numeric(struct up_vector *vector, const struct up_column *column,
				     const char *text, size_t length, struct up_error *err)
{
	const size_t scale = scale_of(column);
	const char *point = memchr(text, '.', length);
	const size_t decimals = point != NULL ? (size_t)(text + length - point) - 1 : 0;
	UP_BUFFER padded = {0};

	if (decimals >= scale || length == 0 || text[length - 1] < '0' || text[length - 1] > '9')
		return parse(vector, text, length, err);
	up_buffer_append(&padded, text, length);
	if (point == NULL)
		up_buffer_append_char(&padded, '.');
	for (size_t d = decimals; d < scale; d++)
		up_buffer_append_char(&padded, '0');
	UP_TRY(up_buffer_check(&padded, err));
	return parse(vector, padded.data, padded.length, err);
}

/* ---- timestamps -------------------------------------------------------- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The offset at the end of a time of RFC 3339, in minutes; its length, or 0: it has none. */
static size_t read_zone(const char *text, size_t length, int *minutes)
{
	const char *zone = text + length - 6;

	*minutes = 0;
	if (text[length - 1] == 'Z')
		return 1;
	if (length < 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':' ||
	    !is_digit(zone[1]) || !is_digit(zone[2]) || !is_digit(zone[4]) || !is_digit(zone[5]))
		return 0;
	*minutes =
		((zone[1] - '0') * 10 + zone[2] - '0') * 60 + (zone[4] - '0') * 10 + zone[5] - '0';
	if (zone[0] == '-')
		*minutes = -*minutes;
	return 6;
}

/* In a form of RFC 3339: "T" between date and time, and an offset where the type has a zone. */
static enum up_status append_rfc3339(struct up_vector *vector, const char *text, size_t length,
				     struct up_error *err)
{
	char plain[MAX_TIME + 4];
	int minutes = 0;
	size_t zone = 0;

	if (vector->type == UP_TYPE_TIMESTAMPTZ) {
		zone = read_zone(text, length, &minutes);
		if (zone == 0)
			return up_fail(err, UP_INVALID, "has no offset from UTC");
	}
	memcpy(plain, text, length - zone);
	plain[10] = ' ';
	size_t plain_length = length - zone;
	if (zone > 0) {
		plain[plain_length++] = '+';
		plain[plain_length++] = '0';
		plain[plain_length++] = '0';
	}
	const size_t row = vector->length;
	UP_TRY(parse(vector, plain, plain_length, err));
	if (minutes != 0 && !vector->values.failed) {
		const int64_t utc = up_vector_int64(vector, row) - minutes * MINUTE;
		memcpy(vector->values.data + row * sizeof utc, &utc, sizeof utc);
	}
	return UP_OK;
}

static enum up_status append_timestamp(struct up_vector *vector, const char *text, size_t length,
				       struct up_error *err)
{
	if (length > 11 && length <= MAX_TIME && (text[10] == 'T' || text[10] == 't'))
		return append_rfc3339(vector, text, length, err);
	return parse(vector, text, length, err);
}

/* ---- JSON as text ------------------------------------------------------ */

static void append_quoted(struct up_buffer *json, const char *text, size_t length)
{
	up_buffer_append_char(json, '"');
	for (size_t i = 0; i < length; i++) {
		const unsigned char c = (unsigned char)text[i];
		if (c == '"' || c == '\\')
			up_buffer_append_char(json, '\\');
		if (c < 0x20)
			up_buffer_append_format(json, "\\u%04x", c);
		else
			up_buffer_append_char(json, text[i]);
	}
	up_buffer_append_char(json, '"');
}

static enum up_status append_json(struct up_vector *vector, enum up_json_kind kind,
				  const char *text, size_t length, struct up_error *err)
{
	UP_BUFFER json = {0};

	if (kind != UP_JSON_STRING)
		return parse(vector, text, length, err);
	if (memchr(text, '\0', length) != NULL)
		return up_fail(err, UP_INVALID, "has a NUL character");
	append_quoted(&json, text, length);
	UP_TRY(up_buffer_check(&json, err));
	return parse(vector, json.data, json.length, err);
}

/* ---- by type ----------------------------------------------------------- */

static enum up_status append_string(struct up_vector *vector, enum up_json_kind kind,
				    const char *text, size_t length, struct up_error *err)
{
	if (kind != UP_JSON_STRING)
		return wrong_kind(kind, "a string", err);
	if (vector->type == UP_TYPE_TIMESTAMP || vector->type == UP_TYPE_TIMESTAMPTZ)
		return append_timestamp(vector, text, length, err);
	return parse(vector, text, length, err);
}

enum up_status up_json_value_append(struct up_vector *vector, const struct up_column *column,
				    enum up_json_kind kind, const char *text, size_t length,
				    struct up_error *err)
{
	const bool is_document = kind == UP_JSON_OBJECT || kind == UP_JSON_ARRAY;

	switch (vector->type) {
	case UP_TYPE_BOOL:
		if (kind != UP_JSON_FALSE && kind != UP_JSON_TRUE)
			return wrong_kind(kind, "a boolean", err);
		up_vector_append_bool(vector, kind == UP_JSON_TRUE);
		return UP_OK;
	case UP_TYPE_INT2:
	case UP_TYPE_INT4:
	case UP_TYPE_INT8:
	case UP_TYPE_FLOAT4:
	case UP_TYPE_FLOAT8:
	case UP_TYPE_NUMERIC:
		if (kind != UP_JSON_NUMBER && kind != UP_JSON_STRING)
			return wrong_kind(kind, "a number", err);
		return vector->type == UP_TYPE_NUMERIC
			       ? append_numeric(vector, column, text, length, err)
			       : parse(vector, text, length, err);
	case UP_TYPE_TEXT:
	case UP_TYPE_VARCHAR:
		if (is_document)
			return parse(vector, text, length, err);
		return append_string(vector, kind, text, length, err);
	case UP_TYPE_JSONB:
		return append_json(vector, kind, text, length, err);
	default:
		return append_string(vector, kind, text, length, err);
	}
}
