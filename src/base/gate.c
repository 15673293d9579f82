#include "rustgym/base/gate.h"
#include "rustgym/base/charset.h"
#include "rustgym/base/control.h"
#include "rustgym/base/error.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/utf8.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The sequences of the screen (terminal.c, screen.c, timeline.c) and of a bar (batch.c). */
static const char *const ours[] = {
	"\x1b[?1049h", "\x1b[?1049l", "\x1b[?25h",   "\x1b[?25l",   "\x1b[?2004h", "\x1b[?2004l",
	"\x1b[?2026h", "\x1b[?2026l", "\x1b[H",      "\x1b[K",      "\r\n",        "\r\x1b[K",
	"\x1b[?1004h", "\x1b[?1004l", "\x1b[22;2t",  "\x1b[23;2t",  "\x1b[?1000h", "\x1b[?1000l",
	"\x1b[?1006h", "\x1b[?1006l", "\x1b[?1002l", "\x1b[?1003l", "\x1b]2;\a",
};

/* How an order with a text begins. BEL ends it. */
static const struct {
	const char *begin;
	bool base64; /* its text has only characters of base64 */
} orders[] = {
	{"\x1b]2;rustgym", false},
	{"\x1b]9;rustgym", false},
	{"\x1b]777;notify;rustgym;", false},
	{"\x1b]52;c;", true},
};

enum { ORDER_MAX = 16 * 1024 }; /* bytes; a path in base64 is shorter */

static size_t our_sequence(const char *bytes, size_t len)
{
	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++) {
		size_t size = strlen(ours[i]);

		if (size <= len && memcmp(ours[i], bytes, size) == 0)
			return size;
	}
	return 0;
}

/*
 * Returns the length of the beginning or the end of a link (OSC 8). Only files can be linked to, by
 * characters that need no encoding.
 */
static size_t link_sequence(const char *bytes, size_t len)
{
	static const char head[] = "\x1b]8;;", file[] = "file://", end[] = "\x1b\\";
	static const char others[] = "%/._~-";
	size_t at = sizeof(head) - 1;

	if (len < at + 2 || memcmp(bytes, head, at) != 0)
		return 0;
	if (len - at > sizeof(file) - 1 && memcmp(bytes + at, file, sizeof(file) - 1) == 0) {
		at += sizeof(file) - 1;
		while (at < len && at < ORDER_MAX &&
		       ((bytes[at] >= 'a' && bytes[at] <= 'z') ||
			(bytes[at] >= 'A' && bytes[at] <= 'Z') ||
			(bytes[at] >= '0' && bytes[at] <= '9') ||
			(bytes[at] && strchr(others, bytes[at]))))
			at++;
	}
	return len - at >= 2 && memcmp(bytes + at, end, 2) == 0 ? at + 2 : 0;
}

/* Returns the length of what may pass at `bytes`; 0: nothing. */
static size_t passes(const char *bytes, size_t len)
{
	uint32_t code;
	size_t size;
	bool colour;

	if (*bytes == '\n' || *bytes == '\t')
		return 1;
	if (*bytes == '\r' || *bytes == '\x1b') {
		size = our_sequence(bytes, len);
		if (!size && *bytes == '\x1b')
			size = link_sequence(bytes, len);
		if (size || *bytes == '\r')
			return size;
		size = control_sequence(bytes, len, &colour);
		return colour ? size : 0;
	}
	size = utf8_decode(bytes, len, &code);
	return size && !control_is(code) ? size : 0;
}

size_t gate_refused_at(const char *bytes, size_t len)
{
	size_t at = 0, size;

	while (at < len && (size = passes(bytes + at, len - at)))
		at += size;
	return at;
}

static bool is_base64(const char *bytes, size_t len)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

	for (size_t i = 0; i < len; i++)
		if (!bytes[i] || !strchr(digits, bytes[i]))
			return false;
	return true;
}

bool gate_is_order(const char *bytes, size_t len)
{
	if (len == 1)
		return *bytes == '\a';
	if (len < 2 || len > ORDER_MAX || bytes[len - 1] != '\a')
		return false;
	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		size_t begin = strlen(orders[i].begin), text = len - begin - 1, at = 0, size;
		uint32_t code;

		if (begin >= len || memcmp(bytes, orders[i].begin, begin) != 0)
			continue;
		if (orders[i].base64)
			return is_base64(bytes + begin, text);
		while (at < text && (size = utf8_decode(bytes + begin + at, text - at, &code)) &&
		       !control_is(code))
			at += size;
		return at == text;
	}
	return false;
}

void gate_pass_order(const char *bytes, size_t len, struct buffer *out)
{
	if (gate_is_order(bytes, len))
		charset_add(bytes, len, out);
#ifdef RUSTGYM_DEBUG
	else
		BUG("an order that is not ours is about to reach the terminal");
#endif
}

void gate_pass(const char *bytes, size_t len, struct buffer *out)
{
	for (;;) {
		size_t well = gate_refused_at(bytes, len);

		charset_add(bytes, well, out);
		if (well == len)
			return;
#ifdef RUSTGYM_DEBUG
		BUG("a byte that is not text is about to reach the terminal");
#endif
		bytes += well + 1;
		len -= well + 1;
	}
}

int gate_write(FILE *stream, const char *bytes, size_t len)
{
	struct buffer out = BUFFER_INIT;
	int result;

	if (isatty(fileno(stream))) {
		gate_pass(bytes, len, &out);
		bytes = out.data;
		len = out.len;
	}
	result = fwrite(bytes, 1, len, stream) == len && fflush(stream) == 0 ? 0 : -1;
	buffer_clear(&out);
	return result;
}

void gate_say(const char *format, ...)
{
	struct buffer out = BUFFER_INIT;
	va_list args;
	char *text;

	va_start(args, format);
	text = memory_format_args(format, args);
	va_end(args);
	gate_pass(text, strlen(text), &out);
	fwrite(out.data, 1, out.len, stderr);
	buffer_clear(&out);
	free(text);
}
