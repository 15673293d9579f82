/*
 * Reading JSON that somebody else wrote: a parsed document whose every value knows its line.
 *
 * The tree is cJSON's, behind an opaque name. All strings and values are borrowed from the document
 * and live until json_free. What isn't there, or has another type, reads as NULL (or the fallback):
 * a caller who must tell the difference asks json_type.
 */
#ifndef RUSTGYM_JSON_H
#define RUSTGYM_JSON_H

#include "rustgym/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json;       /* a document */
struct json_value; /* a value in one */

enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

enum { JSON_DEPTH_MAX = 200 };

/*
 * Parses len bytes. Invalid UTF-8, nesting deeper than JSON_DEPTH_MAX, a syntax error, a name twice
 * in one object, a NUL in a string, or anything after the value is an error: then the result is
 * NULL, *line says where (from 1) and err->message what, without a file name. `line` may be NULL.
 */
struct json *json_parse(const char *text, size_t len, int *line, struct error *err);
void json_free(struct json *json);

const struct json_value *json_root(const struct json *json);
int json_line(const struct json *json, const struct json_value *value);

enum json_type json_type(const struct json_value *value);
const char *json_type_name(enum json_type type);       /* "a string", "an object", ... */
const char *json_name(const struct json_value *value); /* its name in the object around it */

const struct json_value *json_get(const struct json_value *object, const char *name);
const struct json_value *json_first(const struct json_value *array_or_object);
const struct json_value *json_next(const struct json_value *value);
size_t json_count(const struct json_value *array_or_object);

const char *json_string(const struct json_value *value); /* NULL when it isn't one */
bool json_number(const struct json_value *value, double *number);
bool json_bool(const struct json_value *value, bool fallback);

/* Short for json_string(json_get(object, name)) and its like. */
const char *json_get_string(const struct json_value *object, const char *name);
double json_get_number(const struct json_value *object, const char *name, double fallback);

/* The number without its fraction if it is from 0 to most (at most 2^53), else 0. */
uint64_t json_get_whole(const struct json_value *object, const char *name, uint64_t most);
int json_get_count(const struct json_value *object, const char *name); /* 0 to 1e9, else 0 */

#endif
