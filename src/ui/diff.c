#include "rustgym/ui/diff.h"
#include "comparison.h"
#include "rustgym/base/control.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"
#include "rustgym/ui/rust_colour.h"
#include "rustgym/ui/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { CONTEXT = DIFF_CONTEXT };

struct drawing {
	const struct diff *diff;
	const struct style *style;
	struct buffer *out;
	/* of the file that is drawn; NULL: it is not Rust, or there are no colours */
	unsigned char *old_colours, *new_colours;
};

/* ---- one line, for a person ------------------------------------------------------------------ */

/* Writes out characters that are invisible or that a terminal would obey. */
static void add_visible(struct buffer *out, const char *bytes, size_t len)
{
	utf8proc_int32_t code;

	for (size_t i = 0; i < len;) {
		utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + i,
							 (utf8proc_ssize_t)(len - i), &code);

		if (size <= 0)
			size = 1, code = 0xfffd;
		if (code != '\t' && (code < 0x20 || code == 0x7f))
			buffer_addf(out, "^%c", (char)(code ^ 0x40));
		else if (code == 0xfffd && size == 1)
			buffer_add_string(out, "\xef\xbf\xbd");
		else if (code != '\t' && (control_is((uint32_t)code) ||
					  utf8proc_category(code) == UTF8PROC_CATEGORY_CF))
			buffer_addf(out, "<U+%04X>", (unsigned)code);
		else
			buffer_add(out, bytes + i, (size_t)size);
		i += (size_t)size;
	}
}

/* Returns the sequence of the colours of a byte, between the marks of a change. */
static const char *code_of(const struct diff_line *line, const char *at)
{
	enum rust_colour colour = line->colours ? line->colours[at - line->bytes->bytes]
						: RUST_PLAIN;

	if (colour != RUST_PLAIN)
		return rust_colour_code(colour);
	return line->plain ? "" : line->new ? "\x1b[32m" : "\x1b[31m";
}

/* Appends a part of a line of Rust: runs of bytes of the same colour. */
static void add_runs(const struct diff_line *line, const char *bytes, size_t len,
		     struct buffer *out)
{
	for (size_t i = 0, end; i < len; i = end) {
		const char *code = code_of(line, bytes + i);

		for (end = i + 1; end < len && (bytes[end] == ' ' ||
						strcmp(code_of(line, bytes + end), code) == 0);)
			end++;
		buffer_add_string(out, code);
		add_visible(out, bytes + i, end - i);
		if (*code)
			buffer_add_string(out, "\x1b[0m");
	}
}

/* Appends a part of a line in a colour. */
static void add_stretch(const struct diff_line *line, const struct style *style, bool marked,
			const char *bytes, size_t len, struct buffer *out)
{
	struct buffer text = BUFFER_INIT;

	if (line->colours && style->colour && !marked && bytes != line->sign) {
		add_runs(line, bytes, len, out);
		return;
	}
	add_visible(&text, bytes, len);
	if (line->plain)
		buffer_add(out, text.data, text.len);
	else if (line->new)
		style_add(out, style, marked ? INK_GREEN_MARK : INK_GREEN, text.data);
	else
		style_add(out, style, marked ? INK_RED_MARK : INK_RED, text.data);
	buffer_clear(&text);
}

/*
 * Appends the words from `first` to before `next`, but only the first `len` bytes of the line.
 * Returns `next`.
 */
static size_t add_words(const struct diff_line *line, const struct style *style, bool marked,
			size_t first, size_t next, size_t len, struct buffer *out)
{
	const char *start, *end = line->bytes->bytes + len, *stop;

	if (first == next)
		return next;
	start = line->words->items[first].bytes;
	stop = line->words->items[next - 1].bytes + line->words->items[next - 1].len;
	if (stop > end)
		stop = end;
	if (stop > start)
		add_stretch(line, style, marked, start, (size_t)(stop - start), out);
	return next;
}

static void add_marked(const struct diff_line *line, const struct style *style, size_t len,
		       struct buffer *out)
{
	size_t at = 0;

	for (size_t i = 0; i < line->edits->count; i++) {
		const struct edit *e = &line->edits->items[i];
		size_t first = line->new ? e->new : e->old;
		size_t count = line->new ? e->new_count : e->old_count;

		at = add_words(line, style, false, at, first, len, out);
		at = add_words(line, style, true, at, first + count, len, out);
	}
	add_words(line, style, false, at, line->words->count, len, out);
}

void diff_draw_line(const struct diff_line *line, const struct style *style, struct buffer *out)
{
	const struct piece *piece = line->bytes;
	struct buffer text = BUFFER_INIT;
	size_t len = piece->len;

	len -= len && piece->bytes[len - 1] == '\n';
	if (line->plain && len && piece->bytes[len - 1] == '\r')
		len--;
	if (*line->sign)
		add_stretch(line, style, false, line->sign, strlen(line->sign), &text);
	if (line->words && style->colour)
		add_marked(line, style, len, &text);
	else if (len)
		add_stretch(line, style, false, piece->bytes, len, &text);
	text_clean(text.data, text.len, style->colour, out);
	buffer_clear(&text);
}

/*
 * Draws a line for a person: in rows of the width that was asked for. Further rows begin a little to the right of
 * the code, so that none of them looks like a line of its own.
 */
static void draw_broken(const struct drawing *d, const struct diff_line *line)
{
	size_t indent = strlen(line->sign) + 2;
	struct buffer text = BUFFER_INIT;

	for (size_t i = 0; i < line->bytes->len && line->bytes->bytes[i] == ' '; i++)
		indent++;

	diff_draw_line(line, d->style, &text);
	if (d->diff->width > 0 && text_width(text.data) > (size_t)d->diff->width) {
		text_break(text.data, (size_t)d->diff->width, indent, d->out);
	} else {
		buffer_add(d->out, text.data, text.len);
		buffer_add_char(d->out, '\n');
	}
	buffer_clear(&text);
}

static void draw_line(const struct drawing *d, const struct diff_line *line)
{
	const struct piece *piece = line->bytes;
	bool ended = piece->len && piece->bytes[piece->len - 1] == '\n';

	if (d->diff->exact) {
		buffer_add_string(d->out, line->sign);
		buffer_add(d->out, piece->bytes, ended ? piece->len - 1 : piece->len);
		buffer_add_char(d->out, '\n');
	} else {
		draw_broken(d, line);
	}
	if (!ended)
		buffer_add_string(d->out, "\\ No newline at end of file\n");
}

/* ---- hunks ---------------------------------------------------------------------------------- */

/* Returns the colours of one line, or NULL. */
static const unsigned char *colours_at(const unsigned char *colours, const struct pieces *lines,
				       size_t line)
{
	return colours ? colours + (lines->items[line].bytes - lines->items[0].bytes) : NULL;
}

static void draw_kept(const struct drawing *d, const struct comparison *c, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++)
		draw_line(d, &(struct diff_line){.bytes = &c->old.items[i],
						 .colours = colours_at(d->old_colours, &c->old, i),
						 .sign = " ",
						 .plain = true});
}

/* Draws one side of an edit. `partners` has the partner of each of its lines. */
static void draw_side(const struct drawing *d, const struct comparison *c, const struct edit *edit,
		      const ptrdiff_t *partners, bool new)
{
	size_t first = new ? edit->new : edit->old, count = new ? edit->new_count : edit->old_count;

	for (size_t i = 0; i < count; i++) {
		struct diff_line line = {
			.bytes = &(new ? &c->new : &c->old)->items[first + i],
			.colours = colours_at(new ? d->new_colours : d->old_colours,
					      new ? &c->new : &c->old, first + i),
			.sign = new ? "+" : "-",
			.new = new};
		struct word_changes changes = {0};

		if (partners[i] != COMPARISON_ALONE) {
			const struct piece *other = &(new ? &c->old : &c->new)->items[partners[i]];
			word_changes_init(&changes, new ? other : line.bytes,
					  new ? line.bytes : other);
			line.words = new ? &changes.new : &changes.old;
			line.edits = &changes.edits;
		}
		draw_line(d, &line);
		word_changes_clear(&changes);
	}
}

static void draw_edit(const struct drawing *d, const struct comparison *c, const struct edit *edit)
{
	size_t rows = edit->old_count, columns = edit->new_count;
	ptrdiff_t *of_old = memory_new((rows + 1) * sizeof(*of_old));
	ptrdiff_t *of_new = memory_new((columns + 1) * sizeof(*of_new));

	for (size_t i = 0; i < rows; i++)
		of_old[i] = COMPARISON_ALONE;
	for (size_t i = 0; i < columns; i++)
		of_new[i] = COMPARISON_ALONE;
	if (d->style->colour) /* without colour, pairs make no difference */
		comparison_pair(c, edit, of_old);
	for (size_t i = 0; i < rows; i++)
		if (of_old[i] != COMPARISON_ALONE)
			of_new[(size_t)of_old[i] - edit->new] = (ptrdiff_t)(edit->old + i);
	draw_side(d, c, edit, of_old, false);
	draw_side(d, c, edit, of_new, true);
	free(of_old);
	free(of_new);
}

/* Appends "12,3". A side without lines names the line before. */
static void add_range(struct buffer *out, size_t first, size_t count)
{
	buffer_addf(out, "%zu", count ? first + 1 : first);
	if (count != 1)
		buffer_addf(out, ",%zu", count);
}

/* Draws the edits from `first` to before `end`, with the lines around them. */
static void draw_hunk(const struct drawing *d, const struct comparison *c, size_t first, size_t end)
{
	const struct edit *head = &c->edits.items[first], *tail = &c->edits.items[end - 1];
	size_t before = head->old < CONTEXT ? head->old : CONTEXT;
	size_t stop = tail->old + tail->old_count, after = c->old.count - stop;
	size_t at = head->old - before;
	struct buffer range = BUFFER_INIT;

	after = after < CONTEXT ? after : CONTEXT;
	buffer_add_string(&range, "@@ -");
	add_range(&range, at, stop + after - at);
	buffer_add_string(&range, " +");
	add_range(&range, head->new - before,
		  tail->new + tail->new_count + after - (head->new - before));
	buffer_add_string(&range, " @@");
	style_add(d->out, d->style, INK_CYAN, range.data);
	buffer_add_char(d->out, '\n');
	for (size_t i = first; i < end; i++) {
		draw_kept(d, c, at, c->edits.items[i].old);
		draw_edit(d, c, &c->edits.items[i]);
		at = c->edits.items[i].old + c->edits.items[i].old_count;
	}
	draw_kept(d, c, at, stop + after);
	buffer_clear(&range);
}

static void draw_hunks(const struct drawing *d, const struct comparison *c)
{
	const struct edits *edits = &c->edits;

	for (size_t first = 0, end; first < edits->count; first = end) {
		for (end = first + 1; end < edits->count; end++) {
			const struct edit *last = &edits->items[end - 1];
			if (edits->items[end].old - (last->old + last->old_count) > 2 * CONTEXT)
				break;
		}
		draw_hunk(d, c, first, end);
	}
}

/* ---- files ---------------------------------------------------------------------------------- */

bool diff_is_text(const struct file_set_item *file)
{
	size_t at;

	return !memchr(file->bytes, '\0', file->len) && utf8_is_valid(file->bytes, file->len, &at);
}

/*
 * Appends a path in the form that git and patch read. It is quoted if it has characters that could
 * confuse them.
 */
static void add_path(const struct drawing *d, const char *side, const char *path,
		     struct buffer *out)
{
	struct buffer whole = BUFFER_INIT;
	bool quoted = false;

	buffer_addf(&whole, "%s%s%s%s", side, d->diff->folder, *d->diff->folder ? "/" : "", path);
	for (const char *c = whole.data; *c; c++)
		quoted = quoted || (unsigned char)*c <= ' ' || strchr("\"\\\x7f", *c);
	if (quoted)
		buffer_add_char(out, '"');
	for (const char *c = whole.data; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			buffer_addf(out, "\\%03o", (unsigned)*c);
		else
			buffer_addf(out, "%s%c", strchr("\"\\", *c) ? "\\" : "", *c);
	if (quoted)
		buffer_add_char(out, '"');
	buffer_clear(&whole);
}

static void add_heading(const struct drawing *d, struct buffer *line)
{
	struct buffer clean = BUFFER_INIT;

	if (d->diff->exact)
		buffer_add(&clean, line->data, line->len);
	else
		text_line(line->data, line->len, &clean);
	style_add(d->out, d->style, INK_BOLD, clean.data);
	buffer_add_char(d->out, '\n');
	buffer_clear(&clean);
	buffer_reset(line);
}

static const char *mode_of(const struct file_set_item *file)
{
	return file->link ? "120000" : file->runnable ? "100755" : "100644";
}

/*
 * Draws the lines before the hunks. A program needs the first line to separate files. A person only
 * sees these lines if more than the text changed.
 */
static void draw_modes(const struct drawing *d, const struct file_set_item *old,
		       const struct file_set_item *new)
{
	const char *path = old ? old->path : new->path;
	struct buffer line = BUFFER_INIT;
	bool same = old && new ? strcmp(mode_of(old), mode_of(new)) == 0 : false;

	if (same && !d->diff->exact)
		return;
	buffer_add_string(&line, "diff --git ");
	add_path(d, "a/", path, &line);
	buffer_add_char(&line, ' ');
	add_path(d, "b/", path, &line);
	add_heading(d, &line);
	if (old && !same) {
		buffer_addf(&line, "%s mode %s", new ? "old" : "deleted file", mode_of(old));
		add_heading(d, &line);
	}
	if (new && !same) {
		buffer_addf(&line, "new %smode %s", old ? "" : "file ", mode_of(new));
		add_heading(d, &line);
	}
	buffer_clear(&line);
}

/* Draws "--- a/src/main.rs", a tab, and the name of the version. */
static void draw_name(const struct drawing *d, bool new, const struct file_set_item *file)
{
	const char *name = new ? d->diff->new_name : d->diff->old_name;
	struct buffer line = BUFFER_INIT;

	buffer_add_string(&line, new ? "+++ " : "--- ");
	if (file)
		add_path(d, new ? "b/" : "a/", file->path, &line);
	else
		buffer_add_string(&line, "/dev/null");
	if (*name)
		buffer_addf(&line, "\t%s", name);
	add_heading(d, &line);
	buffer_clear(&line);
}

static void draw_binary(const struct drawing *d, const struct file_set_item *old,
			const struct file_set_item *new)
{
	struct buffer line = BUFFER_INIT;

	buffer_add_string(&line, "Binary files ");
	if (old)
		add_path(d, "a/", old->path, &line);
	buffer_addf(&line, "%s and ", old ? "" : "/dev/null");
	if (new)
		add_path(d, "b/", new->path, &line);
	buffer_addf(&line, "%s differ", new ? "" : "/dev/null");
	add_heading(d, &line);
	buffer_clear(&line);
}

/* `old` or `new` may be NULL. */
static void draw_file(struct drawing *d, const struct file_set_item *old,
		      const struct file_set_item *new)
{
	bool rust = !d->diff->exact && d->style->colour &&
		    path_has_suffix(old ? old->path : new->path, ".rs");
	const char *before = old ? old->bytes : "", *after = new ? new->bytes : "";
	size_t before_len = old ? old->len : 0, after_len = new ? new->len : 0;
	struct comparison comparison;

	draw_modes(d, old, new);
	if (before_len == after_len && memcmp(before, after, before_len) == 0)
		return;
	if ((old && !diff_is_text(old)) || (new && !diff_is_text(new))) {
		draw_binary(d, old, new);
		return;
	}
	draw_name(d, false, old);
	draw_name(d, true, new);
	comparison_init(&comparison, before, before_len, after, after_len);
	d->old_colours = rust ? rust_colours(before) : NULL;
	d->new_colours = rust ? rust_colours(after) : NULL;
	draw_hunks(d, &comparison);
	free(d->old_colours);
	free(d->new_colours);
	comparison_clear(&comparison);
}

static bool is_same_file(const struct file_set_item *a, const struct file_set_item *b)
{
	return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0 &&
	       a->runnable == b->runnable && a->link == b->link;
}

bool diff_draw(const struct diff *diff, const struct style *style, struct buffer *out)
{
	struct drawing d = {.diff = diff, .style = style, .out = out};
	const struct file_set *old = diff->old, *new = diff->new;
	size_t i = 0, j = 0, before = out->len;

	while (i < old->count || j < new->count) {
		const struct file_set_item *a = i < old->count ? &old->items[i] : NULL;
		const struct file_set_item *b = j < new->count ? &new->items[j] : NULL;
		int order = !a ? 1 : !b ? -1 : strcmp(a->path, b->path);

		i += order <= 0;
		j += order >= 0;
		if (order == 0 && a->link != b->link) {
			draw_file(&d, a, NULL); /* a file and a link have nothing to compare */
			draw_file(&d, NULL, b);
		} else if (order != 0 || !is_same_file(a, b)) {
			draw_file(&d, order <= 0 ? a : NULL, order >= 0 ? b : NULL);
		}
	}
	return out->len > before;
}

void diff_legend(const struct diff *diff, struct buffer *out)
{
	buffer_addf(out, "Lines that begin with - are only in %s, those with + only in %s.\n\n",
		    diff->old_name, diff->new_name);
}
