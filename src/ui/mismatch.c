#include "mismatch.h"
#include "rustgym/ui/text.h"

#include <stdbool.h>
#include <string.h>

enum {
	LEAST_ROOM = 20, /* columns of a value on a very narrow screen */
	MARK_WORDS = 32, /* columns of the words after the mark */
	LEAD = 16,       /* columns before the first difference that stay, if not all fit */
};

struct slice {
	const char *at;
	size_t len;
};

/* ---- parts: the lines of a text, or the items of a list ---------------------------------------- */

enum parting { PARTS_NONE, PARTS_LINES, PARTS_ESCAPED_LINES, PARTS_ITEMS };

static bool has(const struct slice *value, const char *text)
{
	return memmem(value->at, value->len, text, strlen(text)) != NULL;
}

static bool is_in(const struct slice *value, char open, char close)
{
	return value->len >= 2 && value->at[0] == open && value->at[value->len - 1] == close;
}

/* Decides how both values are taken apart. `long_ones`: they do not fit a line. */
static enum parting parting_of(const struct slice *a, const struct slice *b, bool long_ones)
{
	if (has(a, "\n") || has(b, "\n"))
		return PARTS_LINES;
	if (is_in(a, '"', '"') && is_in(b, '"', '"') && (has(a, "\\n") || has(b, "\\n")))
		return PARTS_ESCAPED_LINES;
	if (long_ones && is_in(a, '[', ']') && is_in(b, '[', ']'))
		return PARTS_ITEMS;
	return PARTS_NONE;
}

/* Returns the length of the string or character literal at `at`, at least 1. */
static size_t literal(const char *at, size_t len)
{
	for (size_t i = 1; i < len; i++)
		if (at[i] == '\\')
			i++;
		else if (at[i] == '"')
			return i + 1;
	return len;
}

/* Returns the length of the item at the beginning of `rest`, without its comma. */
static size_t item_length(const struct slice *rest)
{
	size_t depth = 0;

	for (size_t i = 0; i < rest->len; i++) {
		char c = rest->at[i];

		if (c == '"')
			i += literal(rest->at + i, rest->len - i) - 1;
		else if (c == '(' || c == '[' || c == '{')
			depth++;
		else if (c == ')' || c == ']' || c == '}')
			depth -= depth > 0;
		else if (c == ',' && !depth)
			return i;
	}
	return rest->len;
}

static size_t escaped_line_length(const struct slice *rest)
{
	for (size_t i = 0; i < rest->len; i++)
		if (rest->at[i] == '\\' && i + 1 < rest->len && rest->at[i + 1] == 'n')
			return i;
		else if (rest->at[i] == '\\')
			i++;
	return rest->len;
}

/* Takes the first part from `rest`. Returns false if there is none. */
static bool take_part(struct slice *rest, enum parting parting, struct slice *part)
{
	const char *end;
	size_t len, gap;

	if (!rest->at)
		return false;
	switch (parting) {
	case PARTS_LINES:
		end = memchr(rest->at, '\n', rest->len);
		len = end ? (size_t)(end - rest->at) : rest->len;
		gap = 1;
		break;
	case PARTS_ESCAPED_LINES:
		len = escaped_line_length(rest);
		gap = 2;
		break;
	default:
		len = item_length(rest);
		gap = len + 1 < rest->len && rest->at[len + 1] == ' ' ? 2 : 1;
		break;
	}
	*part = (struct slice){rest->at, len};
	if (len + gap > rest->len)
		*rest = (struct slice){NULL, 0};
	else
		*rest = (struct slice){rest->at + len + gap, rest->len - len - gap};
	return true;
}

static void strip_ends(struct slice *value)
{
	value->at++;
	value->len -= 2;
	if (!value->len)
		value->at = NULL;
}

/* Moves to the first parts that differ. Returns their number, from 1; 0: all are equal. */
static size_t first_different_part(struct slice *a, struct slice *b, enum parting parting)
{
	struct slice left = *a, right = *b;

	if (parting == PARTS_ESCAPED_LINES || parting == PARTS_ITEMS) {
		strip_ends(&left);
		strip_ends(&right);
	}
	for (size_t number = 1;; number++) {
		struct slice x = {NULL, 0}, y = {NULL, 0};
		bool more_left = take_part(&left, parting, &x);
		bool more_right = take_part(&right, parting, &y);

		if (!more_left && !more_right)
			return 0;
		if (more_left && more_right && x.len == y.len && memcmp(x.at, y.at, x.len) == 0)
			continue;
		*a = x;
		*b = y;
		return number;
	}
}

/* ---- drawing ----------------------------------------------------------------------------------- */

/* Bytes at the beginning that both have, up to the end of a character. */
static size_t common_bytes(const struct slice *a, const struct slice *b)
{
	size_t most = a->len < b->len ? a->len : b->len, same = 0;

	while (same < most && a->at[same] == b->at[same])
		same++;
	while (same && same < a->len && ((unsigned char)a->at[same] & 0xc0) == 0x80)
		same--;
	return same;
}

static size_t count_characters(const char *at, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)at[i] & 0xc0) != 0x80;
	return count;
}

static void clean(const char *at, size_t len, struct buffer *out)
{
	if (at)
		text_line(at, len, out);
}

/*
 * Draws one value: a part before the difference that is `skip` bytes shorter, and the rest. Returns whether
 * it is cut.
 */
static bool draw_value(const struct slice *value, size_t skip, size_t same, size_t room,
		       enum ink ink, const struct style *style, struct buffer *out)
{
	struct buffer before = BUFFER_INIT, after = BUFFER_INIT, fitted = BUFFER_INIT;
	size_t used;
	bool cut;

	if (!value->at || !value->len) {
		buffer_add_string(out, value->at ? "(empty)" : "(nothing more)");
		return false;
	}
	if (skip)
		buffer_add_string(&before, style_mark(style, "…", ".."));
	clean(value->at + skip, same - skip, &before);
	clean(value->at + same, value->len - same, &after);
	used = text_width(before.data);
	cut = skip || used + text_width(after.data) > room;
	if (used + text_width(after.data) > room)
		text_fit(after.data, room > used ? room - used : 1, style->unicode, &fitted);
	else
		buffer_add_string(&fitted, after.data);
	buffer_add_string(out, before.data);
	style_add(out, style, ink, fitted.data);
	buffer_clear(&before);
	buffer_clear(&after);
	buffer_clear(&fitted);
	return cut;
}

/* Returns how many bytes before the difference are left out, so that the difference fits. */
static size_t skip_of(const struct slice *a, const struct slice *b, size_t same, size_t room)
{
	const struct slice *some = a->at ? a : b;
	size_t keep = LEAD < room / 2 ? LEAD : room / 2, skip;

	if ((a->len <= room && b->len <= room) || same <= keep)
		return 0;
	skip = same - keep;
	while (skip && ((unsigned char)some->at[skip] & 0xc0) == 0x80)
		skip--;
	return skip;
}

static void draw_mark(const struct slice *a, size_t skip, size_t same, size_t column,
		      const struct style *style, struct buffer *out)
{
	struct buffer before = BUFFER_INIT;
	bool quoted = a->at && a->len && *a->at == '"' && same;

	if (skip)
		buffer_add_string(&before, style_mark(style, "…", ".."));
	clean(a->at ? a->at + skip : NULL, same - skip, &before);
	buffer_add_repeated(out, " ", column + text_width(before.data));
	buffer_add_char(out, '^');
	if (column + text_width(before.data) + MARK_WORDS <= (size_t)style->width)
		buffer_addf(out, " differs from character %zu on",
			    count_characters(a->at, same) + !quoted);
	buffer_add_char(out, '\n');
	buffer_clear(&before);
}

/* Appends a whole value: each of its parts with its number, or else in as many rows as it needs. */
static void draw_whole(struct slice value, const char *name, enum parting parting, size_t indent,
		       size_t width, struct buffer *out)
{
	struct buffer line = BUFFER_INIT;
	struct slice part = value;
	size_t number = 0;

	if (parting == PARTS_ESCAPED_LINES || parting == PARTS_ITEMS)
		strip_ends(&value);
	buffer_add_repeated(out, " ", indent);
	buffer_addf(out, "%s, whole:\n", name);
	while (parting == PARTS_NONE ? !number : take_part(&value, parting, &part)) {
		number++;
		buffer_add_repeated(&line, " ", indent + 2);
		if (parting != PARTS_NONE)
			buffer_addf(&line, "%3zu  ", number);
		clean(part.at, part.len, &line);
		text_break(line.data, width, indent + (parting != PARTS_NONE ? 7 : 2), out);
		buffer_reset(&line);
	}
	buffer_clear(&line);
}

static void add_head(struct buffer *out, size_t indent, const char *name, size_t width)
{
	buffer_add_repeated(out, " ", indent);
	buffer_add_string(out, name);
	buffer_add_repeated(out, " ", width - strlen(name));
}

void mismatch_draw(const struct mismatch *m, const struct style *style, struct buffer *out)
{
	size_t left_width = strlen(m->left_name), right_width = strlen(m->right_name);
	size_t names = (left_width > right_width ? left_width : right_width) + 2;
	size_t column = m->indent + names, width = style->width > 0 ? (size_t)style->width : 80;
	size_t room = width > column + LEAST_ROOM ? width - column : LEAST_ROOM;
	struct slice a = {m->left, m->left_len}, b = {m->right, m->right_len};
	const struct slice left = a, right = b;
	enum parting parting = parting_of(&a, &b, a.len > room || b.len > room);
	bool equal = a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
	size_t same, skip;
	bool cut = false;

	if (parting != PARTS_NONE && !equal) {
		size_t number = first_different_part(&a, &b, parting);

		cut = number > 0;
		if (number) {
			buffer_add_repeated(out, " ", m->indent);
			buffer_addf(out, "%s %zu differs:\n",
				    parting == PARTS_ITEMS ? "item" : "line", number);
		}
	}
	same = a.at && b.at ? common_bytes(&a, &b) : 0;
	skip = skip_of(&a, &b, same, room);
	add_head(out, m->indent, m->left_name, names);
	cut |= draw_value(&a, skip, same, room, INK_RED, style, out);
	buffer_add_char(out, '\n');
	add_head(out, m->indent, m->right_name, names);
	cut |= draw_value(&b, skip, same, room, INK_GREEN, style, out);
	buffer_add_char(out, '\n');
	if (equal) {
		buffer_add_repeated(out, " ", m->indent);
		buffer_add_string(out, "both are equal\n");
	} else if (a.at && b.at) {
		draw_mark(&a, skip, same, column, style, out);
	}
	if (cut && m->whole) {
		draw_whole(left, m->left_name, parting, m->indent, width, out);
		draw_whole(right, m->right_name, parting, m->indent, width, out);
	}
}
