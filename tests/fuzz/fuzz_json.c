/* JSON that somebody else wrote: what is read is whole, and every value stands on a line of it. */
#include "fuzz.h"
#include "rustgym/base/json.h"

#include <string.h>

static int check_values(struct json *json, const struct json_value *value, int line)
{
	for (; value; value = json_next(value)) {
		int here = json_line(json, value);
		const char *text = json_string(value);

		CHECK(here >= line); /* values come in the order they are written */
		line = here;
		CHECK(!text == (json_type(value) != JSON_STRING));
		if (json_type(value) == JSON_ARRAY || json_type(value) == JSON_OBJECT)
			line = check_values(json, json_first(value), line);
	}
	return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error err = ERROR_INIT;
	int line = 0, lines = 1;
	struct json *json = json_parse((const char *)data, size, &line, &err);

	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	if (json) {
		CHECK(json_line(json, json_root(json)) >= 1);
		CHECK(check_values(json, json_root(json), 1) <= lines);
	} else {
		CHECK(line >= 1 && line <= lines);
		CHECK(*err.message);
		fuzz_check_printable(err.message, strlen(err.message), NO_ESCAPES);
	}
	json_free(json);
	return 0;
}
