/*
 * md4c calls back for each block, span and text. `line` collects the text of a block with its
 * colours. At the block's end it is wrapped to the width, after the prefix of the blocks around it.
 */
#include "rustgym/ui/markdown.h"
#include "code_block.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/text.h"

#include <md4c.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { DEPTH_MAX = 16 };

struct list {
	bool ordered;
	unsigned number;
};

struct drawing {
	const struct style *style;
	struct buffer *out;
	struct buffer line; /* text of the current block */
	struct list lists[DEPTH_MAX];
	size_t depth;
	bool code, rust, first_in_item, anything; /* rust: the block of code is Rust */
	struct buffer url;                        /* address of the current link */
	size_t link;                              /* where in `line` its text begins */
	const char *inks[DEPTH_MAX];              /* inks of the current heading and spans */
	size_t ink_depth;
};

static void begin_ink(struct drawing *d, const char *code)
{
	if (d->ink_depth < DEPTH_MAX)
		d->inks[d->ink_depth] = code;
	d->ink_depth++;
	if (d->style->colour)
		buffer_add_string(&d->line, code);
}

/* Restores the inks around the span, because a terminal can only reset all of them. */
static void end_ink(struct drawing *d)
{
	if (d->ink_depth)
		d->ink_depth--;
	if (!d->style->colour)
		return;
	buffer_add_string(&d->line, "\x1b[0m");
	for (size_t i = 0; i < d->ink_depth && i < DEPTH_MAX; i++)
		buffer_add_string(&d->line, d->inks[i]);
}

/* Adds an empty line between blocks, except between the items of a list. */
static void separate(struct drawing *d)
{
	if (d->anything && !d->depth)
		buffer_add_char(d->out, '\n');
	d->anything = true;
}

static size_t indent_of(const struct drawing *d)
{
	return d->depth * 3;
}

/* Returns the number of columns by which the prefix is wider than the indent. "10." is wider. */
static size_t put_prefix(struct drawing *d)
{
	const struct list *list = d->depth ? &d->lists[d->depth - 1] : NULL;
	size_t before = d->out->len;

	if (!list)
		return 0;
	buffer_add_repeated(d->out, " ", indent_of(d) - 3);
	if (!d->first_in_item)
		buffer_add_string(d->out, "   ");
	else if (list->ordered)
		buffer_addf(d->out, "%u. ", list->number);
	else
		buffer_addf(d->out, " %s ", style_mark(d->style, "•", "*"));
	d->first_in_item = false;
	return text_width(d->out->data + before) - indent_of(d);
}

static void flush_text(struct drawing *d)
{
	size_t width = style_prose_width(d->style), over;

	if (d->ink_depth) { /* in md4c, bare links and emphasis do not always nest */
		d->ink_depth = 0;
		if (d->style->colour)
			buffer_add_string(&d->line, "\x1b[0m");
	}
	if (!d->line.len)
		return;
	over = put_prefix(d);
	text_fill(d->line.data, width > over ? width - over : 1, indent_of(d), d->out);
	buffer_add_char(d->out, '\n');
	buffer_reset(&d->line);
}

static void flush_code(struct drawing *d)
{
	code_block_draw(d->line.data, d->rust, indent_of(d) + 4, d->style, d->out);
	buffer_reset(&d->line);
}

/* As in rustdoc: a block whose language is not named is Rust. */
static bool is_rust(const MD_BLOCK_CODE_DETAIL *detail)
{
	const MD_ATTRIBUTE *lang = &detail->lang;

	return !lang->size || (lang->size == 4 && memcmp(lang->text, "rust", 4) == 0);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct drawing *d = data;

	switch (type) {
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		flush_text(d);
		if (!d->depth)
			separate(d);
		if (d->depth < DEPTH_MAX) {
			d->lists[d->depth].ordered = type == MD_BLOCK_OL;
			d->lists[d->depth].number =
				type == MD_BLOCK_OL ? ((MD_BLOCK_OL_DETAIL *)detail)->start - 1 : 0;
			d->depth++;
		}
		break;
	case MD_BLOCK_LI:
		if (d->depth)
			d->lists[d->depth - 1].number++;
		d->first_in_item = true;
		break;
	case MD_BLOCK_CODE:
		flush_text(d);
		separate(d);
		d->code = true;
		d->rust = is_rust(detail);
		break;
	case MD_BLOCK_P:
	case MD_BLOCK_QUOTE:
		flush_text(d);
		separate(d);
		break;
	case MD_BLOCK_H:
		flush_text(d);
		separate(d);
		begin_ink(d, "\x1b[1m");
		break;
	case MD_BLOCK_HR:
		separate(d);
		buffer_add_repeated(d->out, style_mark(d->style, "─", "-"), 20);
		buffer_add_char(d->out, '\n');
		break;
	default:
		break;
	}
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct drawing *d = data;

	(void)detail;
	if (type == MD_BLOCK_H)
		end_ink(d);
	if (type == MD_BLOCK_CODE) {
		flush_code(d);
		d->code = false;
	} else {
		flush_text(d);
	}
	if ((type == MD_BLOCK_UL || type == MD_BLOCK_OL) && d->depth)
		d->depth--;
	return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct drawing *d = data;

	if (type == MD_SPAN_EM)
		begin_ink(d, "\x1b[3m");
	else if (type == MD_SPAN_STRONG)
		begin_ink(d, "\x1b[1m");
	else if (type == MD_SPAN_CODE && d->style->colour)
		begin_ink(d, "\x1b[36m");
	else if (type == MD_SPAN_CODE)
		buffer_add_char(&d->line, '`');
	else if (type == MD_SPAN_A) {
		const MD_ATTRIBUTE *href = &((MD_SPAN_A_DETAIL *)detail)->href;
		buffer_reset(&d->url);
		buffer_add(&d->url, href->text, href->size);
		d->link = d->line.len;
		begin_ink(d, "\x1b[4m");
	} else {
		begin_ink(d, "");
	}
	return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct drawing *d = data;

	(void)detail;
	if (type == MD_SPAN_CODE && !d->style->colour)
		buffer_add_char(&d->line, '`');
	else
		end_ink(d);
	if (type == MD_SPAN_A && d->url.len &&
	    (d->link > d->line.len || !strstr(d->line.data + d->link, d->url.data)))
		buffer_addf(&d->line, " (%s)", d->url.data);
	return 0;
}

/* "&lt;" and "&#60;" are characters. An unknown entity stays as it is. */
static void add_entity(struct drawing *d, const char *text, size_t size)
{
	static const struct {
		const char *name, *character;
	} known[] = {
		{"&lt;", "<"},         {"&gt;", ">"},        {"&amp;", "&"},
		{"&quot;", "\""},      {"&nbsp;", " "},      {"&hellip;", "\u2026"},
		{"&mdash;", "\u2014"}, {"&rarr;", "\u2192"},
	};
	utf8proc_uint8_t bytes[4];
	unsigned long code;

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strlen(known[i].name) == size && memcmp(known[i].name, text, size) == 0) {
			buffer_add_string(&d->line, known[i].character);
			return;
		}
	if (text[1] != '#') {
		buffer_add(&d->line, text, size);
		return;
	}
	code = text[2] == 'x' || text[2] == 'X' ? strtoul(text + 3, NULL, 16)
						: strtoul(text + 2, NULL, 10);
	if (!code || code > 0x10ffff || !utf8proc_codepoint_valid((utf8proc_int32_t)code))
		code = 0xfffd;
	text_line((const char *)bytes, (size_t)utf8proc_encode_char((utf8proc_int32_t)code, bytes),
		  &d->line);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
	struct drawing *d = data;

	if (type == MD_TEXT_SOFTBR)
		buffer_add_char(&d->line, ' ');
	else if (type == MD_TEXT_BR)
		buffer_add_char(&d->line, '\n');
	else if (type == MD_TEXT_ENTITY)
		add_entity(d, text, size);
	else if (type != MD_TEXT_NULLCHAR)
		buffer_add(&d->line, text, size);
	return 0;
}

/*
 * The time that md4c takes for a block grows with the square of the block's length, if it has many
 * links. So an empty line divides a block that is far longer than anybody's paragraph: after a word, or
 * after a character of a word without end.
 */
static void divide_blocks(const char *text, struct buffer *out)
{
	enum { BLOCK_MAX = 16 * 1024, WORD_MAX = 1024 };
	size_t block = 0;

	for (; *text; text++, block++) {
		if (text[0] == '\n' && text[1] == '\n')
			block = 0;
		if (block > BLOCK_MAX &&
		    (*text == ' ' || *text == '\n' ||
		     (block > BLOCK_MAX + WORD_MAX && (*text & 0xc0) != 0x80))) {
			buffer_add_string(out, "\n\n");
			block = 0;
		}
		buffer_add_char(out, *text);
	}
}

void markdown_draw(const char *text, const struct style *style, struct buffer *out)
{
	struct drawing drawing = {
		.style = style, .out = out, .line = BUFFER_INIT, .url = BUFFER_INIT};
	struct buffer whole = BUFFER_INIT, clean = BUFFER_INIT;
	MD_PARSER parser = {.flags = MD_FLAG_NOHTML | MD_FLAG_PERMISSIVEURLAUTOLINKS,
			    .enter_block = enter_block,
			    .leave_block = leave_block,
			    .enter_span = enter_span,
			    .leave_span = leave_span,
			    .text = on_text};

	text_clean(text, strlen(text), false, &whole);
	divide_blocks(whole.data, &clean);
	buffer_clear(&whole);
	md_parse(clean.data, (MD_SIZE)clean.len, &parser, &drawing);
	flush_text(&drawing);
	buffer_clear(&clean);
	buffer_clear(&drawing.line);
	buffer_clear(&drawing.url);
}
