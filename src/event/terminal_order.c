#include "rustgym/event/terminal_order.h"
#include "rustgym/base/control.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/strings.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 200 }; /* bytes of a title or of a notification */

/* Terminals that don't know titles may show them as text. */
static bool knows_titles(void)
{
	static const char *const known[] = {"xterm",   "rxvt",  "screen",  "tmux",    "alacritty",
					    "kitty",   "foot",  "ghostty", "wezterm", "contour",
					    "konsole", "gnome", "vte",     "st-",     "putty"};
	const char *term = getenv("TERM");

	for (size_t i = 0; term && i < sizeof(known) / sizeof(*known); i++)
		if (string_has_prefix(term, known[i]))
			return true;
	return false;
}

bool terminal_knows_links(void)
{
	static const char *const programs[] = {"vscode", "iTerm.app", "WezTerm", "ghostty",
					       "Hyper"};
	static const char *const terms[] = {"foot",          "alacritty", "xterm-kitty",
					    "xterm-ghostty", "contour",   "wezterm"};
	const char *program = getenv("TERM_PROGRAM"), *term = getenv("TERM");
	const char *vte = getenv("VTE_VERSION");

	for (size_t i = 0; program && i < sizeof(programs) / sizeof(*programs); i++)
		if (strcmp(program, programs[i]) == 0)
			return true;
	for (size_t i = 0; term && i < sizeof(terms) / sizeof(*terms); i++)
		if (string_has_prefix(term, terms[i]))
			return true;
	return (vte && atoi(vte) >= 5000) || getenv("WT_SESSION") || getenv("KONSOLE_VERSION");
}

/* Appends the text on one line, cut to TEXT_MAX. */
static void add_text(const char *text, struct buffer *out)
{
	char *line = memory_copy_string(text);
	size_t len;

	control_remove_in_line(line);
	len = strlen(line);
	if (len > TEXT_MAX)
		for (len = TEXT_MAX; len && ((unsigned char)line[len] & 0xc0) == 0x80;)
			len--;
	buffer_add(out, line, len);
	free(line);
}

void order_add_title(const char *text, struct buffer *out)
{
	if (!knows_titles())
		return;
	buffer_add_string(out, "\x1b]2;rustgym: ");
	add_text(text, out);
	buffer_add_char(out, '\a');
}

/* Multiplexers tell their user about a bell. They don't pass notifications on. */
static bool rings_only(void)
{
	return getenv("TMUX") || getenv("STY") || getenv("ZELLIJ") || !knows_titles();
}

void order_add_call(enum terminal_call how, const char *text, struct buffer *out)
{
	const char *term = getenv("TERM");

	if (how == CALL_BELL || rings_only()) {
		buffer_add_char(out, '\a');
		return;
	}
	if (string_has_prefix(term, "rxvt") || string_has_prefix(term, "foot") ||
	    getenv("VTE_VERSION"))
		buffer_add_string(out, "\x1b]777;notify;rustgym;");
	else
		buffer_add_string(out, "\x1b]9;rustgym: ");
	add_text(text, out);
	buffer_add_char(out, '\a');
}

void order_add_clipboard(const char *text, struct buffer *out)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t len = strlen(text);

	buffer_add_string(out, "\x1b]52;c;");
	for (size_t i = 0; i < len; i += 3) {
		uint32_t three = (uint32_t)(unsigned char)text[i] << 16;

		if (i + 1 < len)
			three |= (uint32_t)(unsigned char)text[i + 1] << 8;
		if (i + 2 < len)
			three |= (unsigned char)text[i + 2];
		buffer_add_char(out, digits[three >> 18]);
		buffer_add_char(out, digits[three >> 12 & 63]);
		buffer_add_char(out, i + 1 < len ? digits[three >> 6 & 63] : '=');
		buffer_add_char(out, i + 2 < len ? digits[three & 63] : '=');
	}
	buffer_add_char(out, '\a');
}
