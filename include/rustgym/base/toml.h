/*
 * Reads TOML that another program or person wrote. The result is a struct json (json.h), so that one set
 * of functions reads both: a table is an object, a date is null. Every value knows its line.
 */
#ifndef RUSTGYM_TOML_H
#define RUSTGYM_TOML_H

#include "rustgym/base/json.h"

/*
 * Parses `len` bytes. It fails at invalid UTF-8, a syntax error, a name that occurs twice in one table,
 * nesting deeper than JSON_DEPTH_MAX, or a NUL. Then the result is NULL, *line is the line (from 1) and
 * err->message the reason, without a file name. `line` may be NULL. The caller frees the result with
 * json_free.
 */
struct json *toml_read(const char *text, size_t len, int *line, struct error *err);

#endif
