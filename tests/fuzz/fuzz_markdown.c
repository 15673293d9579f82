/* A hint on the terminal: lines that fit, in no colour but our own. */
#include "fuzz.h"
#include "rustgym/ui/markdown.h"

#include <stdlib.h>
#include <string.h>

/* After the last line the terminal is as it was before the first. */
static void check_ends_plain(const char *text)
{
	const char *escape = strrchr(text, '\x1b');

	CHECK(!escape || strncmp(escape, "\x1b[0m", 4) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buffer out = BUFFER_INIT;
	struct style style;
	char *text;

	if (!size)
		return 0;
	style = fuzz_style(data[0]);
	text = fuzz_text(data + 1, size - 1);
	markdown_draw(text, &style, &out);
	fuzz_check_printable(out.data, out.len, style.colour ? OUR_COLOURS : NO_ESCAPES);
	check_ends_plain(out.data);
	buffer_clear(&out);
	free(text);
	return 0;
}
