#include "rustgym/base/toml.h"
#include "json_internal.h"
#include "rustgym/base/control.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/utf8.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tomlc17.h>

struct reading {
	int line; /* of the mistake */
	struct error *err;
};

static bool is_text(const char *bytes, int len)
{
	size_t at;

	return strlen(bytes) == (size_t)len && utf8_is_valid(bytes, (size_t)len, &at);
}

static cJSON *refuse(struct reading *reading, int line, const char *reason)
{
	error_set(reading->err, ERROR_COURSE, "%s", reason);
	reading->line = line > 0 ? line : 1;
	return NULL;
}

static cJSON *value_of(struct reading *reading, const toml_datum_t *datum, int depth);

/* Adds the values of an array or a table to `into`. Returns false after an error. */
static bool add_all(struct reading *reading, const toml_datum_t *datum, int depth, cJSON *into)
{
	bool table = datum->type == TOML_TABLE;
	int count = table ? datum->u.tab.size : datum->u.arr.size;

	for (int i = 0; i < count; i++) {
		const toml_datum_t *member = table ? &datum->u.tab.value[i] : &datum->u.arr.elem[i];
		cJSON *item;

		if (table && !is_text(datum->u.tab.key[i], datum->u.tab.len[i]))
			return refuse(reading, member->lineno,
				      "expected a name in UTF-8 without a NUL; change it");
		item = value_of(reading, member, depth + 1);
		if (!item)
			return false;
		if (table ? !cJSON_AddItemToObject(into, datum->u.tab.key[i], item)
			  : !cJSON_AddItemToArray(into, item))
			memory_exhausted();
	}
	return true;
}

static cJSON *value_of(struct reading *reading, const toml_datum_t *datum, int depth)
{
	cJSON *item = NULL;

	if (depth > JSON_DEPTH_MAX)
		return refuse(reading, datum->lineno,
			      "expected fewer levels of nesting, found more; flatten it");
	switch (datum->type) {
	case TOML_STRING:
		if (!is_text(datum->u.str.ptr, datum->u.str.len))
			return refuse(reading, datum->lineno,
				      "expected text in UTF-8 without a NUL; change it");
		item = cJSON_CreateString(datum->u.str.ptr);
		break;
	case TOML_INT64:
		item = cJSON_CreateNumber((double)datum->u.int64);
		break;
	case TOML_FP64:
		item = cJSON_CreateNumber(datum->u.fp64);
		break;
	case TOML_BOOLEAN:
		item = cJSON_CreateBool(datum->u.boolean);
		break;
	case TOML_ARRAY:
		item = cJSON_CreateArray();
		break;
	case TOML_TABLE:
		item = cJSON_CreateObject();
		break;
	case TOML_UNKNOWN:
	case TOML_DATE:
	case TOML_TIME:
	case TOML_DATETIME:
	case TOML_DATETIMETZ:
		item = cJSON_CreateNull();
		break;
	}
	if (!item)
		memory_exhausted();
	item->valueint = datum->lineno > 0 ? datum->lineno : 1;
	if ((datum->type == TOML_ARRAY || datum->type == TOML_TABLE) &&
	    !add_all(reading, datum, depth, item)) {
		cJSON_Delete(item);
		return NULL;
	}
	return item;
}

/* The parser's message begins with "(line 3) ". */
static void refuse_syntax(struct reading *reading, char *message)
{
	const char *reason = message;
	int line = 1;

	if (sscanf(message, "(line %9d)", &line) == 1 && strstr(message, ") "))
		reason = strstr(message, ") ") + 2;
	control_remove_in_line(message);
	error_set(reading->err, ERROR_COURSE, "expected valid TOML, found a mistake: %s",
		  *reason ? reason : "it ends too soon");
	reading->line = line;
}

/* Windows ends lines with CR LF. Returns the new length. */
static size_t drop_returns(char *text, size_t len)
{
	size_t kept = 0;

	for (size_t i = 0; i < len; i++)
		if (text[i] != '\r' || text[i + 1] != '\n')
			text[kept++] = text[i];
	text[kept] = '\0';
	return kept;
}

static cJSON *parse(struct reading *reading, const char *text, size_t len)
{
	toml_result_t result;
	cJSON *tree = NULL;
	size_t at;
	int line = 1;

	if (len > INT_MAX)
		return refuse(reading, 1, "expected a smaller file");
	if (!utf8_is_valid(text, len, &at) || strlen(text) < len) {
		at = strlen(text) < len && utf8_is_valid(text, len, &at) ? strlen(text) : at;
		for (size_t i = 0; i < at; i++)
			line += text[i] == '\n';
		return refuse(reading, line,
			      "expected UTF-8 without a NUL; save the file as UTF-8");
	}
	result = toml_parse(text, (int)len);
	if (result.ok)
		tree = value_of(reading, &result.toptab, 1);
	else
		refuse_syntax(reading, result.errmsg);
	toml_free(result);
	return tree;
}

struct json *toml_read(const char *text, size_t len, int *line, struct error *err)
{
	struct reading reading = {1, err};
	char *copy;
	cJSON *tree;

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3, len -= 3;
	copy = memory_copy(text, len);
	len = drop_returns(copy, len);
	tree = parse(&reading, copy, len);
	free(copy);
	if (line)
		*line = reading.line;
	return tree ? json_adopt(tree) : NULL;
}
