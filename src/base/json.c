#include "rustgym/base/json.h"
#include "json_internal.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/utf8.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

struct json {
	cJSON *tree;
	char *text;
	size_t len;
	bool numbered; /* each value's valueint is its line */
};

static const cJSON *node(const struct json_value *value)
{
	return (const cJSON *)value;
}

static const struct json_value *value_of(const cJSON *item)
{
	return (const struct json_value *)item;
}

static int line_at(const char *text, size_t offset)
{
	int line = 1;

	for (size_t i = 0; i < offset; i++)
		line += text[i] == '\n';
	return line;
}

/* Returns the index after the string that starts at text[i]; `len` if the string does not end. */
static size_t skip_string(const char *text, size_t len, size_t i)
{
	size_t quote = i;

	for (i++; i < len; i += 2) { /* an escaped quote does not end the string */
		const char *found;

		if (quote < i) {
			found = memchr(text + i, '"', len - i);
			if (!found)
				return len;
			quote = (size_t)(found - text);
		}
		found = memchr(text + i, '\\', quote - i);
		if (!found)
			return quote + 1;
		i = (size_t)(found - text);
	}
	return len;
}

/*
 * Returns the offset of the next value at or after *at, and moves *at into or after it. Names are no
 * values.
 */
static size_t next_value(const char *text, size_t len, size_t *at)
{
	size_t i = *at;

	while (i < len) {
		size_t start = i, after;

		if (strchr(" \t\r\n,:]}", text[i])) {
			i++;
			continue;
		}
		if (text[i] == '"') {
			after = i = skip_string(text, len, i);
			while (after < len && strchr(" \t\r\n", text[after]))
				after++;
			if (after < len && text[after] == ':')
				continue;
		} else if (text[i] == '{' || text[i] == '[') {
			i++;
		} else {
			while (i < len && !strchr(" \t\r\n,:]}[{\"", text[i]))
				i++;
		}
		*at = i;
		return start;
	}
	return *at = len;
}

struct numbering {
	const char *text;
	size_t len, at, counted; /* the line ends before `counted` are counted */
	int line;
};

/* cJSON keeps the order of the values, so tree and text are read side by side. */
static void number(struct numbering *numbering, cJSON *item)
{
	for (; item; item = item->next) {
		size_t start = next_value(numbering->text, numbering->len, &numbering->at);

		for (; numbering->counted < start; numbering->counted++)
			numbering->line += numbering->text[numbering->counted] == '\n';
		item->valueint = numbering->line; /* nobody else reads this member */
		number(numbering, item->child);
	}
}

int json_line(struct json *json, const struct json_value *value)
{
	struct numbering numbering = {.text = json->text, .len = json->len, .line = 1};

	if (!json->numbered)
		number(&numbering, json->tree);
	json->numbered = true;
	return value ? node(value)->valueint : 1;
}

/* Returns the index of the next quote, bracket, brace or NUL at or after text[i]. */
static size_t next_mark(const char *text, size_t i)
{
	static const bool is_mark[256] = {['\0'] = true, ['"'] = true, ['{'] = true,
					  ['}'] = true,  ['['] = true, [']'] = true};

	while (!is_mark[(unsigned char)text[i]])
		i++;
	return i;
}

/*
 * Checks what cJSON does not check or does not report: the depth, and a NUL, which would end a
 * string early.
 */
static int check_shape(const char *text, size_t len, size_t *at, struct error *err)
{
	int depth = 0;

	for (size_t i = next_mark(text, 0); i < len; i = next_mark(text, i + 1)) {
		*at = i;
		if (text[i] == '"') {
			size_t end = skip_string(text, len, i);
			const char *escape = memchr(text + i, '\\', end - i);
			for (size_t k = escape ? (size_t)(escape - text) : end; k + 5 < end; k++) {
				if (text[k] == '\\' && memcmp(text + k, "\\u0000", 6) == 0)
					return error_set(
						err, ERROR_COURSE,
						"expected text, found the character \\u0000; "
						"remove it");
				k += text[k] == '\\';
			}
			i = end - 1;
		} else if (text[i] == '{' || text[i] == '[') {
			if (++depth > JSON_DEPTH_MAX)
				return error_set(
					err, ERROR_COURSE,
					"expected at most %d levels of nesting, found more; "
					"flatten it",
					JSON_DEPTH_MAX);
		} else if (text[i] == '}' || text[i] == ']') {
			depth--;
		} else if (text[i] == '\0') {
			return error_set(err, ERROR_COURSE,
					 "expected text, found a NUL byte; remove it");
		}
	}
	return 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp((*(const cJSON *const *)a)->string, (*(const cJSON *const *)b)->string);
}

/* For objects with few members, comparing all pairs is faster than sorting. */
static const cJSON *find_double_among_few(const cJSON *object)
{
	for (const cJSON *a = object->child; a; a = a->next)
		for (const cJSON *b = a->next; b; b = b->next)
			if (a->string[0] == b->string[0] && strcmp(a->string, b->string) == 0)
				return b;
	return NULL;
}

/* Returns a member whose name occurs twice in one object below `item`, or NULL. */
static const cJSON *find_double(const cJSON *item)
{
	enum { FEW = 16 };
	const cJSON **members, *found = NULL;
	size_t count = 0;

	for (const cJSON *child = item->child; child; child = child->next, count++)
		if (child->child && (found = find_double(child)))
			return found;
	if (!cJSON_IsObject(item))
		return NULL;
	if (count <= FEW)
		return find_double_among_few(item);
	members = memory_new(count * sizeof(*members));
	count = 0;
	for (const cJSON *child = item->child; child; child = child->next)
		members[count++] = child;
	qsort(members, count, sizeof(*members), by_name);
	for (size_t i = 1; i < count && !found; i++)
		if (strcmp(members[i - 1]->string, members[i]->string) == 0)
			found = members[i];
	free(members);
	return found;
}

/* Reports the text at which cJSON stopped: the end, or one whole character. */
static int unexpected(const struct json *json, size_t *at, struct error *err)
{
	const char *text = json->text;
	size_t before = *at ? *at - 1 : 0;
	int width = 1;

	/*
	 * If a name is missing, cJSON stops one character too late, for example after the comma in
	 * {"a": 1,}.
	 */
	while (before && strchr(" \t\r\n", text[before - 1]))
		before--;
	if (*at && text[*at - 1] == '}' && before && text[before - 1] == ',')
		--*at;
	if (*at >= json->len)
		return error_set(
			err, ERROR_COURSE,
			"expected more JSON, found the end of the file; a bracket or a quote is "
			"not closed");
	while (*at && (text[*at] & 0xc0) == 0x80)
		--*at;
	while ((text[*at + (size_t)width] & 0xc0) == 0x80)
		width++;
	if ((unsigned char)text[*at] < 0x20)
		return error_set(
			err, ERROR_COURSE,
			"expected valid JSON, found the control character 0x%02x; remove it",
			(unsigned char)text[*at]);
	return error_set(err, ERROR_COURSE,
			 "expected valid JSON, found '%.*s'; look for a missing or an extra comma, "
			 "quote or bracket here or just before",
			 width, text + *at);
}

/* ---- parsing -------------------------------------------------------------------------------- */

static int parse(struct json *json, size_t *at, struct error *err)
{
	const char *end = json->text;
	const cJSON *twice;

	if (!utf8_is_valid(json->text, json->len, at))
		return error_set(err, ERROR_COURSE,
				 "expected UTF-8, found the byte 0x%02x; save the file as UTF-8",
				 (unsigned char)json->text[*at]);
	if (check_shape(json->text, json->len, at, err))
		return ERROR_COURSE;
	json->tree = cJSON_ParseWithOpts(json->text, &end, true);
	*at = (size_t)(end - json->text);
	if (!json->tree)
		return unexpected(json, at, err);
	twice = find_double(json->tree);
	if (twice) {
		*at = 0;
		error_set(err, ERROR_COURSE,
			  "expected each name once, found \"%.64s\" twice; remove one",
			  twice->string);
		*at = strlen(json->text);
		for (size_t i = 0, line = (size_t)json_line(json, value_of(twice)); i < json->len;
		     i++) {
			if (line == 1) {
				*at = i;
				break;
			}
			line -= json->text[i] == '\n';
		}
		return ERROR_COURSE;
	}
	return 0;
}

struct json *json_parse(const char *text, size_t len, int *line, struct error *err)
{
	struct json *json = memory_new(sizeof(*json));
	size_t at = 0;

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3, len -= 3;
	json->text = memory_copy(text, len);
	json->len = len;
	if (parse(json, &at, err)) {
		if (line)
			*line = line_at(json->text, at);
		json_free(json);
		return NULL;
	}
	return json;
}

struct json *json_adopt(cJSON *tree)
{
	struct json *json = memory_new(sizeof(*json));

	json->tree = tree;
	json->numbered = true;
	return json;
}

void json_free(struct json *json)
{
	if (!json)
		return;
	cJSON_Delete(json->tree);
	free(json->text);
	free(json);
}

const struct json_value *json_root(const struct json *json)
{
	return value_of(json->tree);
}

enum json_type json_type(const struct json_value *value)
{
	const cJSON *item = node(value);

	if (cJSON_IsObject(item))
		return JSON_OBJECT;
	if (cJSON_IsArray(item))
		return JSON_ARRAY;
	if (cJSON_IsString(item))
		return JSON_STRING;
	if (cJSON_IsNumber(item))
		return JSON_NUMBER;
	if (cJSON_IsBool(item))
		return JSON_BOOL;
	return JSON_NULL;
}

const char *json_type_name(enum json_type type)
{
	static const char *const names[] = {
		[JSON_NULL] = "null",       [JSON_BOOL] = "true or false",
		[JSON_NUMBER] = "a number", [JSON_STRING] = "a string",
		[JSON_ARRAY] = "an array",  [JSON_OBJECT] = "an object",
	};

	return names[type];
}

const char *json_name(const struct json_value *value)
{
	return node(value)->string;
}

const struct json_value *json_get(const struct json_value *object, const char *name)
{
	const cJSON *member = object ? node(object)->child : NULL;

	/*
	 * Like cJSON_GetObjectItemCaseSensitive, but compares the first letter before it calls
	 * strcmp. A course has 100,000s of members.
	 */
	while (member && !(member->string && member->string[0] == name[0] &&
			   strcmp(member->string, name) == 0))
		member = member->next;
	return value_of(member);
}

const struct json_value *json_first(const struct json_value *array_or_object)
{
	return array_or_object ? value_of(node(array_or_object)->child) : NULL;
}

const struct json_value *json_next(const struct json_value *value)
{
	return value_of(node(value)->next);
}

size_t json_count(const struct json_value *array_or_object)
{
	size_t count = 0;

	for (const struct json_value *v = json_first(array_or_object); v; v = json_next(v))
		count++;
	return count;
}

const char *json_string(const struct json_value *value)
{
	return value && cJSON_IsString(node(value)) ? node(value)->valuestring : NULL;
}

bool json_number(const struct json_value *value, double *number)
{
	if (!value || !cJSON_IsNumber(node(value)))
		return false;
	*number = node(value)->valuedouble;
	return true;
}

bool json_bool(const struct json_value *value, bool fallback)
{
	return value && cJSON_IsBool(node(value)) ? cJSON_IsTrue(node(value)) : fallback;
}

const char *json_get_string(const struct json_value *object, const char *name)
{
	return json_string(json_get(object, name));
}

double json_get_number(const struct json_value *object, const char *name, double fallback)
{
	double number = fallback;

	json_number(json_get(object, name), &number);
	return number;
}

uint64_t json_get_whole(const struct json_value *object, const char *name, uint64_t most)
{
	double number = json_get_number(object, name, 0);

	/* Compares doubles, because a value that is out of range must not be cast. */
	return number >= 0 && number <= (double)most ? (uint64_t)number : 0;
}

int json_get_count(const struct json_value *object, const char *name)
{
	return (int)json_get_whole(object, name, 1000 * 1000 * 1000);
}
