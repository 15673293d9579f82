/* The watch screen: whatever stands on it, a frame is as many lines as the terminal has, no wider. */
#include "fuzz.h"
#include "rustgym/base/gate.h"
#include "rustgym/ui/screen.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>
#include <string.h>

/* The sequences of a frame itself; each is taken away before its lines are looked at. */
static const char *const of_frames[] = {"\x1b[?2026h", "\x1b[?2026l", "\x1b[H", "\x1b[K", "\r"};

static char *without_frame(const char *frame)
{
	struct buffer out = BUFFER_INIT;

	while (*frame) {
		size_t i = 0, count = sizeof(of_frames) / sizeof(*of_frames);
		while (i < count && strncmp(frame, of_frames[i], strlen(of_frames[i])) != 0)
			i++;
		if (i < count)
			frame += strlen(of_frames[i]);
		else
			buffer_add_char(&out, *frame++);
	}
	return buffer_detach(&out);
}

static size_t count_line_ends(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

/* Every line end of a frame is ours: one in the text would go down without going left. */
static void check_frame(const struct screen *screen, const struct buffer *frame)
{
	char *text;

	for (size_t i = 0; i < frame->len; i++)
		CHECK(frame->data[i] != '\n' || (i && frame->data[i - 1] == '\r'));
	CHECK(gate_refused_at(frame->data, frame->len) == frame->len);
	text = without_frame(frame->data);
	fuzz_check_printable(text, strlen(text), ANY_COLOURS);
	CHECK(count_line_ends(text) + 1 == (size_t)screen->rows);
	fuzz_check_width(text, (size_t)screen->columns, true);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buffer clean = BUFFER_INIT, line = BUFFER_INIT, frame = BUFFER_INIT;
	static const char *const keys[] = {"n next", "h hint", NULL};
	struct screen screen = {.keys = keys};
	struct style style;

	if (size < 4)
		return 0;
	style = fuzz_style(data[0]);
	text_clean((const char *)data + 4, size - 4, style.colour, &clean);
	text_line((const char *)data + 4, size - 4, &line);
	screen.columns = style.width;
	screen.rows = 1 + data[1] % 32;
	screen.scroll = data[2];
	screen.done = data[3] % 32;
	screen.total = 16;
	screen.place = screen.state = screen.stamp = line.data;
	screen.body = clean.data;
	screen_draw(&screen, &style, &frame);
	check_frame(&screen, &frame);
	buffer_clear(&clean);
	buffer_clear(&line);
	buffer_clear(&frame);
	return 0;
}
