/* Rust code in colours: the same text, and no escape sequence but our own. */
#include "fuzz.h"
#include "rustgym/ui/rust_colour.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct style coloured = {true, true, 80}, plain = {false, true, 80};
	struct buffer clean = BUFFER_INIT, out = BUFFER_INIT, without = BUFFER_INIT;
	char *text = fuzz_text(data, size);

	text_clean(text, strlen(text), false, &clean);
	rust_colour_draw(clean.data, &coloured, &out);
	fuzz_check_printable(out.data, out.len, OUR_COLOURS);
	text_clean(out.data, out.len, false, &without);
	CHECK(strcmp(without.data, clean.data) == 0);
	buffer_reset(&out);
	rust_colour_draw(clean.data, &plain, &out);
	CHECK(strcmp(out.data, clean.data) == 0);
	buffer_clear(&clean);
	buffer_clear(&out);
	buffer_clear(&without);
	free(text);
	return 0;
}
