/* A hint on the terminal: lines that fit, in no colour but our own. */
#include "fuzz.h"
#include "rustgym/markdown.h"

#include <stdlib.h>

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
	buffer_clear(&out);
	free(text);
	return 0;
}
