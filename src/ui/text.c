#include "rustgym/ui/text.h"
#include "rustgym/base/charset.h"
#include "rustgym/base/control.h"

#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

/* ---- characters and sequences ---------------------------------------------------------------- */

/*
 * Decodes one character and returns its length. A byte that is not UTF-8 gives the code -1 and the
 * length 1.
 */
static size_t decode(const char *bytes, size_t len, int32_t *code)
{
	utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes,
						 (utf8proc_ssize_t)len, code);

	if (size > 0)
		return (size_t)size;
	*code = -1;
	return 1;
}

static size_t code_width(int32_t code)
{
	const char *spelling = code < 0x80 ? NULL : charset_spelling((uint32_t)code);
	int width = code < 0 ? 1 : utf8proc_charwidth(code);

	if (spelling)
		return strlen(spelling);
	return width > 0 ? (size_t)width : 0;
}

/* Printable ASCII needs no decoding; most text is ASCII. */
static bool is_plain(char c)
{
	return c >= 0x20 && c < 0x7f;
}

/* ---- cleaning ------------------------------------------------------------------------------- */

void text_clean(const char *bytes, size_t len, bool colour, struct buffer *out)
{
	size_t column = 0;
	bool coloured = false;

	for (size_t i = 0; i < len;) {
		unsigned char c = (unsigned char)bytes[i];
		int32_t code;
		size_t size;

		if (is_plain(bytes[i])) {
			for (size = 1; i + size < len && is_plain(bytes[i + size]);)
				size++;
			buffer_add(out, bytes + i, size);
			column += size;
		} else if (c == '\x1b') {
			bool is_colour;
			size = control_sequence(bytes + i, len - i, &is_colour);
			if (is_colour && colour) {
				buffer_add(out, bytes + i, size);
				coloured = true;
			}
		} else if (c == '\n' || c == '\r') {
			size = c == '\r' && i + 1 < len && bytes[i + 1] == '\n' ? 2 : 1;
			if (coloured)
				buffer_add_string(out, "\x1b[0m");
			coloured = false;
			buffer_add_char(out, '\n');
			column = 0;
		} else if (c == '\t') {
			size = 1;
			do
				buffer_add_char(out, ' ');
			while (++column % 8);
		} else {
			size = decode(bytes + i, len - i, &code);
			if (code < 0)
				buffer_add_string(out, "\xef\xbf\xbd");
			else if (!control_is((uint32_t)code))
				buffer_add(out, bytes + i, size);
			column += code < 0 || !control_is((uint32_t)code) ? code_width(code) : 0;
		}
		i += size ? size : 1;
	}
	if (coloured)
		buffer_add_string(out, "\x1b[0m");
}

void text_line(const char *bytes, size_t len, struct buffer *out)
{
	size_t start = out->len;

	text_clean(bytes, len, false, out);
	for (char *c = out->data + start; *c; c++)
		if (*c == '\n')
			*c = ' ';
}

/* ---- measuring and wrapping ----------------------------------------------------------------- */

/* Returns the length in bytes and the width of the colour sequence or character at `text`. */
static size_t piece(const char *text, size_t *width)
{
	size_t size;
	int32_t code;
	bool colour;

	*width = is_plain(text[0]);
	if (*width)
		return 1;
	if (text[0] == '\x1b')
		return control_sequence(text, strnlen(text, 64), &colour);
	size = decode(text, strnlen(text, 4), &code);
	*width = code_width(code);
	return size;
}

size_t text_width(const char *text)
{
	size_t total = 0, width;

	while (*text) {
		text += piece(text, &width);
		total += width;
	}
	return total;
}

/*
 * Removes the beginning of a word at the end, and the comma before it. What is less than half of the width
 * stays as it is: then a part of the word says more.
 */
static void drop_cut_word(const char *rest, size_t start, size_t width, struct buffer *out)
{
	size_t end = out->len;

	while (*rest != ' ' && end > start && out->data[end - 1] != ' ')
		end--;
	while (end > start && strchr(" ,:;", out->data[end - 1]))
		end--;
	if (end - start > width / 2)
		buffer_truncate(out, end);
}

void text_fit(const char *text, size_t width, bool unicode, struct buffer *out)
{
	size_t total = text_width(text), used = 0, mark = unicode ? 1 : 2, w;
	size_t start = out->len;

	if (total <= width) {
		buffer_add_string(out, text);
		buffer_add_repeated(out, " ", width - total);
		return;
	}
	while (*text) {
		size_t size = piece(text, &w);
		if (used + w + mark > width)
			break;
		buffer_add(out, text, size);
		used += w;
		text += size;
	}
	drop_cut_word(text, start, width, out);
	used = text_width(out->data + start);
	if (width - used >= mark) {
		buffer_add_string(out, unicode ? "…" : "..");
		used += mark;
	}
	buffer_add_repeated(out, " ", width - used);
	if (memchr(out->data + start, '\x1b', out->len - start))
		buffer_add_string(out, "\x1b[0m");
}

void text_shorten(const char *text, size_t width, bool unicode, struct buffer *out)
{
	if (text_width(text) <= width)
		buffer_add_string(out, text);
	else
		text_fit(text, width, unicode, out);
}

/* ---- breaking a line of a compiler's message ------------------------------------------------- */

/* Returns the text after colour sequences. */
static const char *skip_colours(const char *at)
{
	size_t width;

	while (*at == '\x1b')
		at += piece(at, &width);
	return at;
}

/* Skips the number of the line and the blanks in the gutter of a compiler's message. */
static const char *skip_number(const char *line, size_t *columns)
{
	const char *at = skip_colours(line);

	for (*columns = 0; *at == ' ' || (*at >= '0' && *at <= '9'); ++*columns)
		at = skip_colours(at + 1);
	return at;
}

static bool has_bar(const char *line)
{
	size_t columns;

	return *skip_number(line, &columns) == '|' && columns;
}

size_t text_gutter(const char *line)
{
	size_t columns;

	if (has_bar(line)) {
		skip_number(line, &columns);
		return columns + 2;
	}
	columns = 0;
	for (const char *at = skip_colours(line); *at == ' '; at = skip_colours(at + 1))
		columns++;
	return columns;
}

/* Appends the beginning of a further row. `bar`: the columns up to the line's bar and a space; 0: it has none. */
static void add_gutter(size_t gutter, size_t bar, const struct buffer *colours, struct buffer *out)
{
	if (bar) {
		buffer_add_repeated(out, " ", bar - 2);
		buffer_add_string(out, "| ");
	}
	buffer_add_repeated(out, " ", gutter - bar);
	buffer_add(out, colours->data, colours->len);
}

/* Remembers the colours that are on after a sequence; ESC [ 0 m ends all. */
static void note_colour(const char *sequence, size_t len, struct buffer *colours)
{
	if ((len == 4 && memcmp(sequence, "\x1b[0m", 4) == 0) || len == 3)
		buffer_reset(colours);
	else
		buffer_add(colours, sequence, len);
}

/* Returns the position of the last space up to `at` that has text before it; 0: there is none. */
static size_t space_before(const char *text, size_t at)
{
	size_t first = strspn(text, " ");

	while (at > first && text[at] != ' ')
		at--;
	return at > first ? at : 0;
}

/* A longer word is not taken for an address: a caller asks for each row, and would read the whole word each time. */
bool text_in_address(const char *text, const char *at)
{
	enum { ADDRESS_MAX = 2048 };
	const char *least = at - text > ADDRESS_MAX ? at - ADDRESS_MAX : text;

	while (at > least && !strchr(" \n", at[-1]))
		at--;
	at = skip_colours(at);
	return strncmp(at, "https://", 8) == 0 || strncmp(at, "http://", 7) == 0;
}

/*
 * Returns the bytes of the next row. It ends at the last space that fits; but a word that is wider than
 * the row after it, such as a path, is broken after one of / ? & -, or else anywhere. An address begins a
 * row, and fills it.
 */
static size_t row_of_words(const char *begin, const char *text, size_t width, size_t next_width)
{
	size_t all = text_row(text, width), space, word, len = all;

	if (!text[all] || text[all] == '\n')
		return all;
	space = space_before(text, all);
	word = space ? space + strspn(text + space, " ") : 0;
	if (space && text_row(text + word, next_width) >= strcspn(text + word, " \n"))
		return space;
	if (text_in_address(begin, text + word + strspn(text + word, " ")))
		return space ? space : all;
	while (len > word && !strchr("/?&-", text[len - 1]))
		len--;
	return len > word ? len : space ? space : all;
}

size_t text_take_row(const char *begin, const char **text, size_t width)
{
	size_t len = row_of_words(begin, *text, width, width);

	*text += len;
	if (**text == '\n')
		++*text;
	else
		*text += strspn(*text, " ");
	return len;
}

static void break_line(const char *line, size_t width, size_t gutter, size_t bar,
		       struct buffer *out)
{
	struct buffer colours = BUFFER_INIT;
	const char *begin = line;

	if (gutter + 10 > width)
		gutter = bar = 0;
	for (bool first = true; *line; first = false) {
		size_t len = row_of_words(begin, line, first ? width : width - gutter,
					  width - gutter),
		       w;

		if (!first)
			add_gutter(gutter, bar, &colours, out);
		buffer_add(out, line, len);
		for (size_t i = 0; i < len;) {
			size_t size = piece(line + i, &w);
			if (line[i] == '\x1b')
				note_colour(line + i, size, &colours);
			i += size;
		}
		if (colours.len)
			buffer_add_string(out, "\x1b[0m");
		buffer_add_char(out, '\n');
		line += len;
		line += strspn(line, " ");
	}
	buffer_clear(&colours);
}

void text_break(const char *line, size_t width, size_t gutter, struct buffer *out)
{
	bool bar = has_bar(line) && gutter == text_gutter(line);

	break_line(line, width, gutter, bar ? gutter : 0, out);
}

void text_break_below(const char *line, size_t width, size_t column, struct buffer *out)
{
	size_t gutter = text_gutter(line);

	break_line(line, width, column, has_bar(line) && column >= gutter ? gutter : 0, out);
}

size_t text_row(const char *text, size_t width)
{
	size_t column = 0, at = 0, w;

	while (text[at] && text[at] != '\n') {
		size_t size = piece(text + at, &w);
		if (w && column + w > width && column)
			break;
		at += size;
		column += w;
	}
	return at;
}

void text_wrap(const char *text, size_t width, struct buffer *out)
{
	while (*text) {
		size_t len = text_row(text, width);

		buffer_add(out, text, len);
		text += len;
		if (*text)
			buffer_add_char(out, '\n');
		text += *text == '\n';
	}
}

/* A number and the unit after it are one word, if they fit in a row: "45 min", "64 %", "1 h 05 min". */
static size_t word_length(const char *text, size_t width)
{
	size_t len = strcspn(text, " \n"), digits = strspn(text, "(~0123456789.");
	const char *unit = text + len + 1;
	size_t both;

	if (digits < len || !len || text[len - 1] < '0' || text[len] != ' ')
		return len;
	if ((*unit < 'a' || *unit > 'z') && *unit != '%')
		return len;
	both = len + 1 + strcspn(unit, " \n");
	if (strncmp(unit, "h ", 2) == 0 && unit[2] >= '0' && unit[2] <= '9' &&
	    text_row(text, width) >= both + 1 + word_length(unit + 2, width))
		both += 1 + word_length(unit + 2, width);
	return text_row(text, width) >= both ? both : len;
}

void text_fill(const char *text, size_t width, size_t indent, struct buffer *out)
{
	size_t column = indent;

	while (*text) {
		size_t len = word_length(text, width > indent ? width - indent : 1), spaces;
		struct buffer word = BUFFER_INIT;

		buffer_add(&word, text, len);
		if (column > indent && column + text_width(word.data) > width) {
			while (out->len && out->data[out->len - 1] == ' ')
				buffer_truncate(out, out->len - 1);
			buffer_add_char(out, '\n');
			buffer_add_repeated(out, " ", indent);
			column = indent;
		}
		buffer_add(out, word.data, word.len);
		column += text_width(word.data);
		buffer_clear(&word);
		text += len;
		spaces = strspn(text, " ");
		text += spaces;
		if (*text == '\n') {
			buffer_add_char(out, '\n');
			buffer_add_repeated(out, " ", indent);
			column = indent;
			text++;
		} else if (spaces && *text) {
			buffer_add_char(out, ' ');
			column++;
		}
	}
}
