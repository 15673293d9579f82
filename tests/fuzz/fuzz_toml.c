/* TOML that somebody else wrote: every text in it is text, and every value stands on a line of it. */
#include "fuzz.h"
#include "rustgym/base/toml.h"
#include "rustgym/base/utf8.h"

#include <string.h>

static void check_value(struct json *json, const struct json_value *value, int lines, int depth)
{
	const char *text = json_string(value);
	int line = json_line(json, value);
	size_t at;

	CHECK(depth <= JSON_DEPTH_MAX);
	CHECK(line >= 1 && line <= lines);
	CHECK(!text == (json_type(value) != JSON_STRING));
	CHECK(!text || utf8_is_valid(text, strlen(text), &at));
	if (json_type(value) != JSON_ARRAY && json_type(value) != JSON_OBJECT)
		return;
	for (const struct json_value *v = json_first(value); v; v = json_next(v)) {
		CHECK(json_type(value) == JSON_ARRAY ||
		      utf8_is_valid(json_name(v), strlen(json_name(v)), &at));
		check_value(json, v, lines, depth + 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error err = ERROR_INIT;
	int line = 0, lines = 1;
	struct json *json = toml_read((const char *)data, size, &line, &err);

	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	if (json) {
		check_value(json, json_root(json), lines, 1);
	} else {
		CHECK(line >= 1 && line <= lines + 1);
		CHECK(*err.message);
		fuzz_check_printable(err.message, strlen(err.message), NO_ESCAPES);
	}
	json_free(json);
	return 0;
}
