/* The commands that `watch --json` reads: an order, or a sentence that can be told on. */
#include "fuzz.h"
#include "rustgym/app/json_report.h"
#include "rustgym/base/json.h"
#include "session/watch_internal.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct watch_command command;
	struct error err = ERROR_INIT;

	if (watch_command_read((const char *)data, size, &command, &err)) {
		char *text = json_text_event("error", err.message);
		struct json *json = json_parse(text, strlen(text), NULL, NULL);

		CHECK(*err.message);
		CHECK(json && !strchr(text, '\n'));
		json_free(json);
		free(text);
		CHECK(!command.what && !command.exercise);
	} else {
		CHECK(command.what);
	}
	watch_command_clear(&command);
	return 0;
}
