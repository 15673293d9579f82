#include "rustgym/ui/style.h"
#include "rustgym/base/memory.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

static bool is_zero(const char *variable)
{
	const char *value = getenv(variable);

	return value && strcmp(value, "0") == 0;
}

/* What the environment says when the user says nothing. */
static bool wants_colour(bool terminal)
{
	const char *term = getenv("TERM");

	if (is_set("NO_COLOR"))
		return false;
	if (is_set("CLICOLOR_FORCE") && !is_zero("CLICOLOR_FORCE"))
		return true;
	return terminal && term && strcmp(term, "dumb") != 0 && !is_zero("CLICOLOR");
}

static int page_columns(void)
{
	const char *page = getenv("RUSTGYM_PAGE");
	int columns = page ? atoi(page) : 0;

	return columns > 0 ? columns : 0;
}

bool style_is_seen(void)
{
	return isatty(STDOUT_FILENO) || page_columns();
}

struct style style_detect(bool plain, enum colour_choice colour)
{
	bool terminal = isatty(STDOUT_FILENO);
	int page = page_columns();
	struct style style = {.width = page ? page : 80};
	struct winsize size;

	if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
		style.width = size.ws_col;
	style.unicode = !plain && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	style.colour = !plain && (colour == COLOUR_ALWAYS ||
				  (colour == COLOUR_AUTO && wants_colour(terminal)));
	return style;
}

static const char *ink_code(enum ink ink)
{
	static const char *const codes[] = {
		[INK_BOLD] = "\x1b[1m",        [INK_DIM] = "\x1b[2m",
		[INK_RED] = "\x1b[31m",        [INK_GREEN] = "\x1b[32m",
		[INK_YELLOW] = "\x1b[33m",     [INK_BLUE] = "\x1b[34m",
		[INK_CYAN] = "\x1b[36m",       [INK_UNDERLINE] = "\x1b[4m",
		[INK_RED_MARK] = "\x1b[7;31m", [INK_GREEN_MARK] = "\x1b[7;32m",
	};

	return codes[ink];
}

void style_add(struct buffer *out, const struct style *style, enum ink ink, const char *text)
{
	if (style->colour)
		buffer_add_string(out, ink_code(ink));
	buffer_add_string(out, text);
	if (style->colour)
		buffer_add_string(out, "\x1b[0m");
}

void style_addf(struct buffer *out, const struct style *style, enum ink ink, const char *format,
		...)
{
	char *text;
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	text = memory_new((size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	style_add(out, style, ink, text);
	free(text);
}

const char *style_mark(const struct style *style, const char *unicode, const char *ascii)
{
	return style->unicode ? unicode : ascii;
}

size_t style_prose_width(const struct style *style)
{
	enum { MOST = 88 };

	return style->width > 0 && style->width < MOST ? (size_t)style->width : MOST;
}

void style_bar(struct buffer *out, const struct style *style, size_t done, size_t total, int width)
{
	int inner = style->unicode ? width : width - 2;
	size_t columns = inner > 2 ? (size_t)inner : 2;
	size_t full = done < total ? done * columns / total : columns;

	full += done && !full; /* the first one shows */

	if (!style->unicode)
		buffer_add_char(out, '[');
	if (style->colour)
		buffer_add_string(out, ink_code(INK_GREEN));
	buffer_add_repeated(out, style_mark(style, "━", "#"), full);
	if (style->colour)
		buffer_add_string(out, "\x1b[0m");
	buffer_add_repeated(out, style_mark(style, "╌", "."), columns - full);
	if (!style->unicode)
		buffer_add_char(out, ']');
}
