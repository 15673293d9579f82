/*
 * Draws a recorded session (asciicast, version 2) as SVG, by what libvterm shows.
 *
 * usage: cast_svg still|moving TITLE <session.cast >picture.svg
 *
 * A still picture is the last screen. A moving one has a <g> for each frame with the rows that have
 * changed; CSS makes it visible at its time, and it covers the rows below it. Where nothing moves,
 * the last screen is seen. The recording's markers are captions below the screen.
 */
#include "rustgym/base/buffer.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <vterm.h>

enum { CELL_WIDTH = 8, CELL_HEIGHT = 17, EDGE = 12, FIRST_LINE = 13 };

/* Frames that follow one another faster than this many seconds are one. */
static const double flicker = 0.04;
static const double last_pause = 4;

static const char head[] =
	"<style>"
	"text{font:13.3px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',"
	"'Liberation Mono',monospace;fill:#d8dee6;white-space:pre}"
	".w{fill:#15191e}.c{font-style:italic;fill:#e0b65a}"
	".b{font-weight:bold}.i{font-style:italic}.u{text-decoration:underline}"
	".c0{fill:#40474f}.c1{fill:#f2777a}.c2{fill:#7ec87e}.c3{fill:#e0b65a}"
	".c4{fill:#7fb0f0}.c5{fill:#cf9bea}.c6{fill:#66c7cf}.c7{fill:#d8dee6}"
	".c8{fill:#8a94a0}.c9{fill:#ff8f92}.c10{fill:#98dc98}.c11{fill:#f2cc78}"
	".c12{fill:#9cc4fa}.c13{fill:#dfb4f5}.c14{fill:#86dbe2}.c15{fill:#ffffff}";

struct drawing {
	VTerm *vterm;
	VTermScreen *screen;
	int columns, rows;
	bool moves;
	struct buffer *shown; /* as it is drawn, for each row and the caption below them */
	struct buffer caption, rules, out;
	int frames;
};

/* ---- a row ----------------------------------------------------------------------------------- */

static void add_escaped(struct buffer *out, uint32_t c)
{
	utf8proc_uint8_t bytes[4];

	if (c == '<')
		buffer_add_string(out, "&lt;");
	else if (c == '>')
		buffer_add_string(out, "&gt;");
	else if (c == '&')
		buffer_add_string(out, "&amp;");
	else
		buffer_add(out, bytes, (size_t)utf8proc_encode_char((utf8proc_int32_t)c, bytes));
}

static void add_text(struct buffer *out, const char *text)
{
	for (; *text; text++)
		if (strchr("<>&", *text))
			add_escaped(out, (unsigned char)*text);
		else
			buffer_add_char(out, *text);
}

static bool is_blank(const VTermScreenCell *cell)
{
	return (!cell->chars[0] || cell->chars[0] == ' ') && !cell->attrs.reverse &&
	       !cell->attrs.underline && VTERM_COLOR_IS_DEFAULT_BG(&cell->bg);
}

static bool same_look(const VTermScreenCell *a, const VTermScreenCell *b)
{
	return a->attrs.bold == b->attrs.bold && a->attrs.italic == b->attrs.italic &&
	       a->attrs.underline == b->attrs.underline && a->attrs.reverse == b->attrs.reverse &&
	       vterm_color_is_equal(&a->fg, &b->fg) && vterm_color_is_equal(&a->bg, &b->bg);
}

/* The class of a colour; "" for the usual ink, and for colours beyond the sixteen. */
static const char *colour_class(const VTermColor *colour)
{
	static const char *const names[] = {"c0", "c1", "c2",  "c3",  "c4",  "c5",  "c6",  "c7",
					    "c8", "c9", "c10", "c11", "c12", "c13", "c14", "c15"};

	return VTERM_COLOR_IS_INDEXED(colour) && !VTERM_COLOR_IS_DEFAULT_FG(colour) &&
			       !VTERM_COLOR_IS_DEFAULT_BG(colour) && colour->indexed.idx < 16
		       ? names[colour->indexed.idx]
		       : "";
}

static void add_box(struct buffer *out, const char *class, int column, int row, int width)
{
	buffer_addf(out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", class,
		    EDGE + column * CELL_WIDTH, EDGE + row * CELL_HEIGHT, width * CELL_WIDTH,
		    CELL_HEIGHT);
}

/* Cells of one look, as wide as they are whatever the font. */
static void add_run(struct buffer *out, const VTermScreenCell *look, int column, int row, int width,
		    const char *text)
{
	const char *ink = colour_class(look->attrs.reverse ? &look->bg : &look->fg);
	const char *paper = colour_class(look->attrs.reverse ? &look->fg : &look->bg);
	struct buffer class = BUFFER_INIT;

	if (look->attrs.reverse && !*ink)
		ink = "w";
	if (look->attrs.reverse || *paper)
		add_box(out, *paper ? paper : "c7", column, row, width);
	buffer_addf(&class, "%s%s%s%s", ink, look->attrs.bold ? " b" : "",
		    look->attrs.italic ? " i" : "", look->attrs.underline ? " u" : "");
	buffer_addf(out, "<text x=\"%d\" y=\"%d\"", EDGE + column * CELL_WIDTH,
		    EDGE + row * CELL_HEIGHT + FIRST_LINE);
	if (class.len)
		buffer_addf(out, " class=\"%s\"", class.data + (class.data[0] == ' '));
	if (width > 1)
		buffer_addf(out, " textLength=\"%d\"", width * CELL_WIDTH);
	buffer_addf(out, ">%s</text>", text);
	buffer_clear(&class);
}

static VTermScreenCell cell_at(struct drawing *d, int row, int column)
{
	VTermScreenCell cell;

	vterm_screen_get_cell(d->screen, (VTermPos){row, column}, &cell);
	return cell;
}

/* A run goes to a change of the look or to two blanks, so that a gap costs nothing. No blank is at its end. */
static void draw_row(struct drawing *d, int row, struct buffer *out)
{
	for (int column = 0; column < d->columns; column++) {
		VTermScreenCell first = cell_at(d, row, column), cell = first;
		int start = column;
		struct buffer text = BUFFER_INIT;

		if (is_blank(&first))
			continue;
		while (column < d->columns && same_look(&first, &cell)) {
			VTermScreenCell next = {0};

			if (column + cell.width < d->columns)
				next = cell_at(d, row, column + cell.width);
			if (is_blank(&cell) && (is_blank(&next) || !same_look(&first, &next)))
				break;
			add_escaped(&text, cell.chars[0] ? cell.chars[0] : ' ');
			for (int i = 1; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
				add_escaped(&text, cell.chars[i]);
			column += cell.width;
			cell = next;
		}
		add_run(out, &first, start, row, column - start, text.data);
		buffer_clear(&text);
		column--;
	}
}

static void draw_caption(struct drawing *d, struct buffer *out)
{
	if (!d->caption.len)
		return;
	buffer_addf(out, "<text class=\"c\" x=\"%d\" y=\"%d\">", EDGE,
		    EDGE + (d->rows + 1) * CELL_HEIGHT + FIRST_LINE);
	add_text(out, d->caption.data);
	buffer_add_string(out, "</text>");
}

/* ---- a frame --------------------------------------------------------------------------------- */

/* Adds the rows that have changed, over what is there; nothing if none has. */
static void draw_frame(struct drawing *d, double at, double end)
{
	bool begun = false;

	for (int row = 0; row <= d->rows; row++) {
		struct buffer drawn = BUFFER_INIT, *shown = &d->shown[row];

		if (row < d->rows)
			draw_row(d, row, &drawn);
		else
			draw_caption(d, &drawn);
		if (drawn.len == shown->len && !memcmp(drawn.data, shown->data, drawn.len)) {
			buffer_clear(&drawn);
			continue;
		}
		if (!begun && d->moves) {
			buffer_addf(&d->out, "<g id=\"f%d\">\n", ++d->frames);
			buffer_addf(&d->rules,
				    "#f%d{animation:f%d %.2fs step-end infinite}"
				    "@keyframes f%d{0%%{visibility:hidden}%.3f%%{visibility:"
				    "visible}}\n",
				    d->frames, d->frames, end, d->frames, 100 * at / end);
		}
		begun = true;
		if (shown->len)
			add_box(&d->out, "w", 0, row + (row == d->rows), d->columns);
		buffer_addf(&d->out, "%s\n", drawn.data);
		buffer_clear(shown);
		*shown = drawn;
	}
	if (begun && d->moves)
		buffer_add_string(&d->out, "</g>\n");
}

/* libvterm knows no faint text: it gets the colour that terminals use for it. */
static void feed(struct drawing *d, const char *bytes)
{
	static const char faint[] = "\x1b[2m", grey[] = "\x1b[90m";
	const char *at;

	while ((at = strstr(bytes, faint))) {
		vterm_input_write(d->vterm, bytes, (size_t)(at - bytes));
		vterm_input_write(d->vterm, grey, strlen(grey));
		bytes = at + strlen(faint);
	}
	vterm_input_write(d->vterm, bytes, strlen(bytes));
}

/* ---- a recording ----------------------------------------------------------------------------- */

struct event {
	double at;
	char kind;
	const char *data;
};

struct recording {
	struct json **lines; /* what the events borrow from */
	struct event *events;
	size_t count;
	int columns, rows;
};

static void die(const char *why)
{
	fprintf(stderr, "cast_svg: %s\n", why);
	exit(1);
}

static void take_line(struct recording *r, const char *text, size_t len)
{
	struct error err = ERROR_INIT;
	struct json *line = json_parse(text, len, NULL, &err);
	const struct json_value *root, *kind;
	struct event event;

	if (!line)
		die(err.message);
	root = json_root(line);
	r->lines = memory_grow(r->lines, r->count, sizeof(struct json *));
	r->events = memory_grow(r->events, r->count, sizeof(*r->events));
	if (json_type(root) == JSON_OBJECT) {
		r->columns = json_get_count(root, "width");
		r->rows = json_get_count(root, "height");
		event = (struct event){0, 'h', ""};
	} else {
		kind = json_next(json_first(root));
		if (!json_number(json_first(root), &event.at) || !json_string(kind) ||
		    !json_string(json_next(kind)))
			die("an event is not [time, kind, text]");
		event.kind = json_string(kind)[0];
		event.data = json_string(json_next(kind));
	}
	r->lines[r->count] = line;
	r->events[r->count++] = event;
}

static void read_recording(struct recording *r)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	while ((len = getline(&line, &size, stdin)) > 0)
		take_line(r, line, (size_t)len);
	free(line);
	if (r->count < 2 || r->columns < 1 || r->rows < 1)
		die("this is no recording");
}

static void draw(struct drawing *d, const struct recording *r)
{
	double end = r->events[r->count - 1].at + last_pause;

	for (size_t i = 0; i < r->count; i++) {
		const struct event *event = &r->events[i];
		bool last = i + 1 == r->count;

		if (event->kind == 'o')
			feed(d, event->data);
		if (event->kind == 'm') {
			buffer_truncate(&d->caption, 0);
			buffer_add_string(&d->caption, event->data);
		}
		if (last || (d->moves && event[1].at - event->at > flicker))
			draw_frame(d, event->at, end);
	}
}

static void write_picture(const struct drawing *d, const char *title)
{
	int width = d->columns * CELL_WIDTH + 2 * EDGE;
	int height = (d->rows + (d->moves ? 2 : 0)) * CELL_HEIGHT + 2 * EDGE;
	struct buffer name = BUFFER_INIT;

	add_text(&name, title);
	printf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 "
	       "%d %d\" role=\"img\">\n<title>%s</title>\n%s%s",
	       width, height, width, height, name.data, head, d->rules.len ? "\n" : "");
	/* Those who want nothing to move see the last screen. */
	printf("%s%s</style>\n", d->rules.data,
	       d->moves ? "@media (prefers-reduced-motion:reduce){g{animation:none!important}}"
			: "");
	printf("<rect class=\"w\" x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"8\" "
	       "stroke=\"#5a636e\"/>\n%s</svg>\n",
	       width - 1, height - 1, d->out.data);
	buffer_clear(&name);
}

int main(int argc, char **argv)
{
	struct recording r = {0};
	struct drawing d = {.caption = BUFFER_INIT, .rules = BUFFER_INIT, .out = BUFFER_INIT};

	if (argc != 3)
		return 2;
	read_recording(&r);
	d.moves = strcmp(argv[1], "moving") == 0;
	d.columns = r.columns;
	d.rows = r.rows;
	d.shown = memory_new((size_t)(d.rows + 1) * sizeof(*d.shown));
	for (int row = 0; row <= d.rows; row++)
		buffer_init(&d.shown[row]);
	d.vterm = vterm_new(d.rows, d.columns);
	vterm_set_utf8(d.vterm, 1);
	d.screen = vterm_obtain_screen(d.vterm);
	vterm_screen_enable_altscreen(d.screen, 1);
	vterm_screen_reset(d.screen, 1);
	draw(&d, &r);
	write_picture(&d, argv[2]);
	for (int row = 0; row <= d.rows; row++)
		buffer_clear(&d.shown[row]);
	for (size_t i = 0; i < r.count; i++)
		json_free(r.lines[i]);
	vterm_free(d.vterm);
	buffer_clear(&d.caption);
	buffer_clear(&d.rules);
	buffer_clear(&d.out);
	free(d.shown);
	free(r.lines);
	free(r.events);
	return 0;
}
