#include "code_block.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/rust_colour.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	FURTHER = 4, /* columns that the further rows of a line are moved to the right */
	BESIDE = 24, /* the least columns of a comment beside code */
};

struct block {
	size_t indent;
	bool rust;
	const struct style *style;
	struct buffer *out;
};

/* Returns the length of the marker of a comment at `at`: "//", "///" or "//!"; 0: there is none. */
static size_t marker_length(const char *at)
{
	if (strncmp(at, "//", 2) != 0)
		return 0;
	return 2 + (at[2] == '/' || at[2] == '!');
}

/* Returns where the comment at the end of the line begins; NULL: it has none. */
static const char *comment_of(const char *line)
{
	unsigned char *colours = rust_colours(line);
	const char *comment = NULL;

	for (size_t i = 0; line[i] && !comment; i++)
		if (colours[i] == RUST_COMMENT && marker_length(line + i))
			comment = line + i;
	free(colours);
	return comment;
}

/* Appends a line in its colours. What is too long for its row goes on below, further right than it began. */
static void add_line(const struct block *block, const char *coloured)
{
	struct buffer line = BUFFER_INIT;

	buffer_add_repeated(&line, " ", block->indent);
	if (block->rust)
		buffer_add_string(&line, coloured);
	else
		style_add(&line, block->style, INK_CYAN, coloured);
	text_break(line.data, (size_t)block->style->width,
		   block->indent + strspn(coloured, " ") + FURTHER, block->out);
	buffer_clear(&line);
}

/* Appends a comment from this column on. The first row of the terminal may have code before it. */
static void add_comment(const struct block *block, const char *comment, size_t column)
{
	size_t marker = marker_length(comment), width = (size_t)block->style->width;
	const char *text = comment + marker + strspn(comment + marker, " ");
	struct buffer filled = BUFFER_INIT;

	text_fill(text, width > column + marker + 1 ? width - column - marker - 1 : 1, 0, &filled);
	for (const char *at = filled.data; *at;) {
		size_t len = strcspn(at, "\n");
		char *row = memory_format("%.*s %.*s", (int)marker, comment, (int)len, at);

		if (at != filled.data)
			buffer_add_repeated(block->out, " ", column);
		rust_colour_draw(row, block->style, block->out);
		buffer_add_char(block->out, '\n');
		free(row);
		at += len + (at[len] == '\n');
	}
	buffer_clear(&filled);
}

/* Appends a line of code whose comment does not fit beside it. */
static void add_commented(const struct block *block, const char *line, const char *comment)
{
	size_t before = (size_t)(comment - line), spaces = strspn(line, " "), column;
	char *code = memory_copy(line, before);
	struct buffer coloured = BUFFER_INIT;

	column = block->indent + text_width(code);
	if (spaces == before || column + BESIDE <= (size_t)block->style->width) {
		buffer_add_repeated(block->out, " ", block->indent);
		rust_colour_draw(code, block->style, block->out);
		add_comment(block, comment, column);
	} else {
		buffer_add_repeated(block->out, " ", block->indent + spaces);
		add_comment(block, comment, block->indent + spaces);
		while (before && code[before - 1] == ' ')
			code[--before] = '\0';
		rust_colour_draw(code, block->style, &coloured);
		add_line(block, coloured.data);
	}
	buffer_clear(&coloured);
	free(code);
}

/* Appends one line; `coloured` is the same in its colours. */
static void draw_line(const struct block *block, const char *line, const char *coloured)
{
	bool fits = block->indent + text_width(line) <= (size_t)block->style->width;
	const char *comment = block->rust && !fits ? comment_of(line) : NULL;

	if (!*line)
		buffer_add_char(block->out, '\n');
	else if (comment && comment[marker_length(comment)])
		add_commented(block, line, comment);
	else
		add_line(block, coloured);
}

void code_block_draw(const char *code, bool rust, size_t indent, const struct style *style,
		     struct buffer *out)
{
	const struct block block = {indent, rust, style, out};
	struct buffer all = BUFFER_INIT;
	const char *in_colour;

	if (rust)
		rust_colour_draw(code, style, &all); /* a string can have several lines */
	else
		buffer_add_string(&all, code);
	in_colour = all.data;
	while (*code) {
		size_t len = strcspn(code, "\n"), end = strcspn(in_colour, "\n");
		char *line = memory_copy(code, len), *coloured = memory_copy(in_colour, end);

		draw_line(&block, line, coloured);
		free(coloured);
		free(line);
		code += len + (code[len] == '\n');
		in_colour += end + (in_colour[end] == '\n');
	}
	buffer_clear(&all);
}
