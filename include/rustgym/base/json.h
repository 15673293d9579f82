/*
 * Reads JSON that another program or person wrote. Every value of the document knows its line.
 *
 * The tree is cJSON's; the opaque types hide it. All strings and values are borrowed from the
 * document and live until json_free. A value that is missing or has another type reads as NULL or
 * as the fallback. Use json_type to tell these two cases apart.
 */
#ifndef RUSTGYM_JSON_H
#define RUSTGYM_JSON_H

#include "rustgym/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json;       /* a whole document */
struct json_value; /* a value in a document */

enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

enum { JSON_DEPTH_MAX = 200 };

/*
 * Parses `len` bytes. It fails at invalid UTF-8, nesting deeper than JSON_DEPTH_MAX, a syntax
 * error, a name that occurs twice in one object, a NUL in a string, or anything after the value.
 * Then the result is NULL, *line is the line (from 1) and err->message the reason, without a file
 * name. `line` may be NULL.
 */
struct json *json_parse(const char *text, size_t len, int *line, struct error *err);
void json_free(struct json *json);

const struct json_value *json_root(const struct json *json);
/* The first call reads the whole text once, any other only looks the line up. */
int json_line(struct json *json, const struct json_value *value);

enum json_type json_type(const struct json_value *value);
const char *json_type_name(enum json_type type);       /* "a string", "an object", ... */
const char *json_name(const struct json_value *value); /* the value's name in its object */

const struct json_value *json_get(const struct json_value *object, const char *name);
const struct json_value *json_first(const struct json_value *array_or_object);
const struct json_value *json_next(const struct json_value *value);
size_t json_count(const struct json_value *array_or_object);

const char *json_string(const struct json_value *value); /* NULL: the value is no string */
bool json_number(const struct json_value *value, double *number);
bool json_bool(const struct json_value *value, bool fallback);

/* Returns json_string(json_get(object, name)). The functions below do the same for numbers. */
const char *json_get_string(const struct json_value *object, const char *name);
double json_get_number(const struct json_value *object, const char *name, double fallback);

/*
 * Returns the number without its fraction if it is between 0 and `most`, else 0. `most` is at most
 * 2^53.
 */
uint64_t json_get_whole(const struct json_value *object, const char *name, uint64_t most);
/* 0 to 1e9; 0 for any other value */
int json_get_count(const struct json_value *object, const char *name);

#endif
