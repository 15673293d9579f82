/* Escape sequences and widths: what a learner's program prints reaches the terminal as text only. */
#include "fuzz.h"
#include "rustgym/ui/text.h"

#include <string.h>

static void check_same(const struct buffer *a, const struct buffer *b)
{
	CHECK(a->len == b->len && memcmp(a->data, b->data, a->len) == 0);
}

/* The same but for what only lays it out. */
static void check_same_letters(const char *a, const char *b, const char *layout)
{
	for (;; a++, b++) {
		a += strspn(a, layout);
		b += strspn(b, layout);
		CHECK(*a == *b);
		if (!*a)
			return;
	}
}

static void check_clean(const char *bytes, size_t len)
{
	struct buffer plain = BUFFER_INIT, coloured = BUFFER_INIT, again = BUFFER_INIT;

	text_clean(bytes, len, false, &plain);
	text_clean(bytes, len, true, &coloured);
	fuzz_check_printable(plain.data, plain.len, NO_ESCAPES);
	fuzz_check_printable(coloured.data, coloured.len, ANY_COLOURS);
	text_clean(plain.data, plain.len, false, &again);
	check_same(&plain, &again);
	buffer_reset(&again);
	text_clean(coloured.data, coloured.len, false, &again);
	check_same(&plain, &again);
	buffer_clear(&plain);
	buffer_clear(&coloured);
	buffer_clear(&again);
}

static void check_layout(const char *clean, const struct style *style)
{
	size_t width = (size_t)style->width;
	struct buffer out = BUFFER_INIT;

	text_wrap(clean, width, &out);
	fuzz_check_printable(out.data, out.len, ANY_COLOURS);
	fuzz_check_width(out.data, width, true);
	check_same_letters(clean, out.data, "\n");
	buffer_reset(&out);
	text_fill(clean, width, width / 4, &out);
	fuzz_check_width(out.data, width, false);
	check_same_letters(clean, out.data, " \n");
	buffer_reset(&out);
	text_fit(clean, width, style->unicode, &out);
	fuzz_check_printable(out.data, out.len, ANY_COLOURS);
	CHECK(text_width(out.data) == width);
	buffer_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buffer clean = BUFFER_INIT;
	struct style style;

	if (!size)
		return 0;
	style = fuzz_style(data[0]);
	check_clean((const char *)data + 1, size - 1);
	text_clean((const char *)data + 1, size - 1, style.colour, &clean);
	check_layout(clean.data, &style);
	buffer_clear(&clean);
	return 0;
}
