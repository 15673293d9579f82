#include "rustgym/ui/screen.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	ROOMY = 5,      /* rows */
	WITH_GAP = 16,  /* rows; from here on an empty row is below row 2 */
	TITLE_MIN = 12, /* columns; with less room, row 1 has no title */
	FORMS = 4,      /* of how far the learner is */
};

/*
 * FRAME_BEGIN starts a synchronised update and moves to the top. Each line is cleared before its
 * text is written: after it, a terminal whose last column was just written would clear that column,
 * too.
 */
#define FRAME_BEGIN "\x1b[?2026h\x1b[H\x1b[0m\x1b[K"
#define FRAME_END "\x1b[0m\x1b[?2026l"
#define NEXT_LINE "\x1b[0m\r\n\x1b[K"
#define CLEAR_REST "\x1b[0m\x1b[K"

/* ---- the body, row by row; only visible rows are measured twice ------------------------------ */

struct rows {
	const char *begin, *at;
	const char *rest; /* the text that follows, or NULL */
	size_t width;
};

static struct rows rows_of(const struct screen *screen)
{
	bool headed = screen->above && *screen->above;

	return (struct rows){.begin = headed ? screen->above : screen->body,
			     .at = headed ? screen->above : screen->body,
			     .rest = headed ? screen->body : NULL,
			     .width = screen->columns > 1 ? (size_t)screen->columns : 1};
}

static bool rows_end(struct rows *rows)
{
	if (!*rows->at && rows->rest) {
		rows->begin = rows->at = rows->rest;
		rows->rest = NULL;
	}
	return !*rows->at;
}

/* Takes one row and returns its length in bytes. */
static size_t rows_take(struct rows *rows)
{
	return text_take_row(rows->begin, &rows->at, rows->width);
}

/* Skips up to `most` rows and returns how many there were. */
static size_t rows_skip(struct rows *rows, size_t most)
{
	size_t count = 0;

	for (; count < most && !rows_end(rows); count++)
		rows_take(rows);
	return count;
}

/* On a lower screen there are only row 2 and the body. */
static bool is_roomy(const struct screen *screen)
{
	return screen->rows >= ROOMY;
}

static bool has_gap(const struct screen *screen)
{
	return screen->rows >= WITH_GAP;
}

size_t screen_room(const struct screen *screen)
{
	size_t others = is_roomy(screen) ? 3 + has_gap(screen) : 1;

	return (size_t)screen->rows > others ? (size_t)screen->rows - others : 0;
}

void screen_settle(struct screen *screen)
{
	struct rows rows = rows_of(screen);
	size_t room = screen_room(screen), wanted, there;

	if (!screen->scroll)
		return;
	wanted = screen->scroll < SIZE_MAX - room ? screen->scroll + room : SIZE_MAX;
	there = rows_skip(&rows, wanted);
	if (there < wanted)
		screen->scroll = there > room ? there - room : 0;
}

/* ---- links ------------------------------------------------------------------------------------- */

static bool is_path_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       strchr("_-./", c);
}

/* Returns the length of the path of a file at `at`, such as exercises/a/b.rs; 0: there is none. */
static size_t path_length(const char *at, const char *end)
{
	static const char *const folders[] = {"exercises/", "review/"};
	static const char *const endings[] = {".rs", ".toml"};
	size_t len = 0;
	bool below = false;

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		below |= (size_t)(end - at) > strlen(folders[i]) &&
			 memcmp(at, folders[i], strlen(folders[i])) == 0;
	while (below && at + len < end && at[len] && is_path_char(at[len]))
		len++;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t ending = strlen(endings[i]);

		if (len > ending && memcmp(at + len - ending, endings[i], ending) == 0)
			return memmem(at, len, "..", 2) ? 0 : len;
	}
	return 0;
}

/* Appends a row. Each path becomes a link that ends in the same row. */
static void add_row(const char *row, size_t len, const char *links, struct buffer *out)
{
	const char *end = row + len;
	bool inside = false; /* a word that is no path */

	for (const char *at = row; at < end;) {
		size_t size = links && !inside ? path_length(at, end) : 0;

		if (size) {
			buffer_addf(out, "\x1b]8;;%s", links);
			buffer_add(out, at, size);
			buffer_add_string(out, "\x1b\\");
			buffer_add(out, at, size);
			buffer_add_string(out, "\x1b]8;;\x1b\\");
		} else if (*at == '\x1b') { /* a colour is no part of a word */
			size = strcspn(at, "m") + 1;
			size = size < (size_t)(end - at) ? size : (size_t)(end - at);
			buffer_add(out, at, size);
		} else {
			inside = is_path_char(*at);
			buffer_add(out, at, size = 1);
		}
		at += size;
	}
}

/* ---- the path ---------------------------------------------------------------------------------- */

/* Returns whether the body shows the path in one of its visible rows. */
static bool shows_path(const struct screen *screen)
{
	size_t room = screen_room(screen);
	struct rows rows = rows_of(screen);

	rows_skip(&rows, screen->scroll);
	for (size_t row = 0; row < room && !rows_end(&rows); row++) {
		const char *text = rows.at;

		if (memmem(text, rows_take(&rows), screen->path, strlen(screen->path)))
			return true;
	}
	return false;
}

/* Appends the path. Where it is too wide, its first folders go. */
static void draw_path(const struct screen *screen, const struct style *style, struct buffer *out)
{
	const char *path = screen->path, *cut = style_mark(style, "…/", ".../");
	size_t columns = (size_t)screen->columns;

	if (text_width(path) <= columns) {
		add_row(path, strlen(path), screen->links, out);
		return;
	}
	while (strchr(path, '/') && text_width(path) + text_width(cut) > columns)
		path = strchr(path, '/') + 1;
	if (text_width(path) + text_width(cut) <= columns)
		buffer_addf(out, "%s%s", cut, path);
}

/* ---- rows of the screen -------------------------------------------------------------------------- */

size_t screen_body_row(const struct screen *screen, int row)
{
	size_t first = is_roomy(screen) ? 2 + has_gap(screen) : 1, above = 0, at;
	struct screen head = *screen;
	struct rows rows;

	if (row < 1 || (size_t)row <= first || (size_t)row > first + screen_room(screen))
		return (size_t)-1;
	if (screen->above && *screen->above) {
		head.body = screen->above;
		head.above = NULL;
		rows = rows_of(&head);
		above = rows_skip(&rows, (size_t)-1);
	}
	at = (size_t)row - first - 1 + screen->scroll;
	return at < above ? (size_t)-1 : at - above;
}

/*
 * Appends a row: the left text, and the right text at the end. If both do not fit, the left one is cut;
 * but if the right one is only an extra, that one goes.
 */
static void draw_row(const char *left, const char *right, bool extra, size_t columns,
		     const struct style *style, struct buffer *out)
{
	size_t end = text_width(right);

	if (end + 2 > columns || (extra && text_width(left) + end + 2 > columns))
		end = 0;
	text_fit(left, end ? columns - end - 1 : columns, style->unicode, out);
	if (end) {
		buffer_add_string(out, style->colour ? "\x1b[0m " : " ");
		buffer_add_string(out, right);
	}
}

/* Appends how far the learner is, in fewer words from one form to the next. */
static void describe_progress(const struct screen *screen, int form, const struct style *style,
			      struct buffer *out)
{
	static const int bars[FORMS] = {16, 10, 6, 0}; /* columns */
	size_t percent = screen->total ? screen->done * 100 / screen->total : 0;

	if (form == 0 && screen->here_total)
		buffer_addf(out, "%zu of %zu here %s ", screen->here_done, screen->here_total,
			    style_mark(style, "·", "-"));
	if (form < 2)
		buffer_addf(out, "%zu of %zu ", screen->done, screen->total);
	else
		buffer_addf(out, "%zu/%zu", screen->done, screen->total);
	if (form == 2)
		buffer_add_char(out, ' ');
	if (bars[form])
		style_bar(out, style, screen->done, screen->total, bars[form]);
	if (form < 2)
		buffer_addf(out, " %zu%%", percent);
}

/*
 * Appends the place. In a narrow row the title is cut or left out; where the name still does not fit, the
 * topic is left out, too.
 */
static void add_place_within(const char *place, size_t columns, const struct style *style,
			     struct buffer *out)
{
	const char *end = strstr(place, "  "), *mark = style_mark(style, "› ", "> ");
	char *whole = memory_copy(place, end ? (size_t)(end - place) : strlen(place));
	const char *name = strstr(whole, mark);

	if (text_width(place) <= columns || text_width(whole) + TITLE_MIN <= columns)
		buffer_add_string(out, place);
	else if (text_width(whole) <= columns || !name)
		buffer_add_string(out, whole);
	else
		buffer_add_string(out, name + strlen(mark));
	free(whole);
}

/* Appends the state. Where it is too wide, its last parts go: "✗ ...  1 error, 0.08 s, try 3". */
static void add_state_within(const char *state, size_t columns, struct buffer *out)
{
	char *text = memory_copy_string(state);
	char *parts = NULL;

	for (char *at = text; (at = strstr(at, "  ")); at += strspn(at, " "))
		parts = at;
	while (parts && *parts && text_width(text) > columns) {
		char *part = parts;

		for (char *at = parts; (at = strstr(at, ", ")); at++)
			part = at;
		*part = '\0';
	}
	buffer_add_string(out, text);
	free(text);
}

static void draw_state(const struct screen *screen, const struct style *style, struct buffer *out)
{
	struct buffer state = BUFFER_INIT;

	add_state_within(screen->state, (size_t)screen->columns, &state);
	draw_row(state.data, screen->stamp, true, (size_t)screen->columns, style, out);
	buffer_clear(&state);
}

static void draw_header(const struct screen *screen, const struct style *style, struct buffer *out)
{
	size_t columns = (size_t)screen->columns, place = text_width(screen->place), room;
	struct buffer far = BUFFER_INIT, left = BUFFER_INIT;

	for (int form = 0; form < FORMS; form++) {
		buffer_reset(&far);
		describe_progress(screen, form, style, &far);
		if (text_width(far.data) + place + 2 <= columns)
			break;
	}
	room = columns > text_width(far.data) + 1 ? columns - text_width(far.data) - 1 : columns;
	add_place_within(screen->place, room, style, &left);
	if (style->colour)
		buffer_add_string(out, "\x1b[1m");
	draw_row(left.data, far.data, false, columns, style, out);
	buffer_clear(&left);
	buffer_clear(&far);
}

/*
 * The last two keys never go. Of the others, those that fit are shown. The first one is needed more than
 * the sign that there is more to scroll to.
 */
static void draw_keys(const struct screen *screen, const struct style *style, bool more,
		      struct buffer *out)
{
	const char *always = screen->in_view ? "? keys  q back" : "? keys  q quit";
	struct buffer line = BUFFER_INIT, below = BUFFER_INIT;
	size_t columns = (size_t)screen->columns, least = strlen(always);

	if (screen->keys && *screen->keys && strlen(*screen->keys) + 2 + least < columns)
		least += strlen(*screen->keys) + 2;
	/* `v more` would name a key */
	buffer_add_string(&below, more ? style_mark(style, "↓ more", "more below") : "");
	if (least + 2 + text_width(below.data) > columns)
		buffer_reset(&below);
	for (const char *const *key = screen->keys; key && *key; key++) {
		size_t needed = line.len + strlen(*key) + 2 + strlen(always) + 1 +
				(below.len ? text_width(below.data) + 1 : 0);
		if (needed <= columns)
			buffer_addf(&line, "%s  ", *key);
	}
	buffer_add_string(&line, always);
	draw_row(line.data, below.data, false, columns, style, out);
	buffer_clear(&below);
	buffer_clear(&line);
}

static void draw_footer(const struct screen *screen, const struct style *style, bool more,
			struct buffer *out)
{
	buffer_add_string(out, NEXT_LINE);
	if (screen->typed)
		text_fit(screen->typed, (size_t)screen->columns, style->unicode, out);
	else
		draw_keys(screen, style, more, out);
}

static bool is_full(const char *row, size_t len, size_t width)
{
	char *copy = memory_copy(row, len);
	bool full = text_width(copy) == width;

	free(copy);
	return full;
}

/*
 * Appends the visible rows. Where an address fills a row and goes on, there is no line end: the terminal goes
 * to the next row by itself, and what is copied has no line end in it.
 */
static void draw_body(const struct screen *screen, struct rows *rows, struct buffer *out)
{
	size_t room = screen_room(screen);
	bool joined = false;

	for (size_t row = 0; row < room; row++) {
		bool end = rows_end(rows), full;
		const char *text = rows->at;
		size_t len = end ? 0 : rows_take(rows);

		if (!joined)
			buffer_add_string(out, NEXT_LINE);
		add_row(text, len, screen->links, out);
		full = is_full(text, len, rows->width);
		if (joined && !full)
			buffer_add_string(out, CLEAR_REST);
		joined = full && rows->at == text + len && *rows->at &&
			 text_in_address(rows->begin, rows->at);
	}
}

void screen_draw(struct screen *screen, const struct style *style, struct buffer *out)
{
	struct rows rows;

	screen_settle(screen);
	rows = rows_of(screen);
	rows_skip(&rows, screen->scroll);
	buffer_add_string(out, FRAME_BEGIN);
	if (is_roomy(screen) || !*screen->state) {
		draw_header(screen, style, out);
		if (is_roomy(screen))
			buffer_add_string(out, NEXT_LINE);
	}
	if (is_roomy(screen) || *screen->state)
		draw_state(screen, style, out);
	if (has_gap(screen)) {
		buffer_add_string(out, NEXT_LINE);
		if (screen->path && !shows_path(screen))
			draw_path(screen, style, out);
	}
	draw_body(screen, &rows, out);
	if (is_roomy(screen))
		draw_footer(screen, style, !rows_end(&rows), out);
	buffer_add_string(out, FRAME_END);
}
