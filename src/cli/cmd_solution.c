#include "command.h"
#include "pager.h"
#include "revision.h"
#include "rustgym/app/reference.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/ui/diff.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/rust_colour.h"
#include "rustgym/ui/side_by_side.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>
#include <string.h>

struct pair {
	struct file_set own, reference;
};

/* Breaks each line at words; a further row begins a little more to the right. */
static void break_lines(char *text, size_t width, struct buffer *out)
{
	for (char *at = text; *at;) {
		size_t len = strcspn(at, "\n");
		bool last = !at[len];

		at[len] = '\0';
		if (text_width(at) > width) {
			text_break(at, width, text_gutter(at) + 2, out);
		} else {
			buffer_add_string(out, at);
			buffer_add_char(out, '\n');
		}
		at += len + !last;
	}
}

static void draw_whole(const char *title, const struct file_set_item *file,
		       const struct style *style, bool terminal, struct buffer *out)
{
	struct buffer text = BUFFER_INIT;

	style_addf(out, style, INK_BOLD, "==> %s", title);
	buffer_add_char(out, '\n');
	if (path_has_suffix(file->path, ".rs") && diff_is_text(file))
		rust_colour_draw(file->bytes, style, &text);
	else
		buffer_add(&text, file->bytes, file->len);
	if (file->len && file->bytes[file->len - 1] != '\n')
		buffer_add_char(&text, '\n');
	if (terminal && style->width > 0)
		break_lines(text.data, (size_t)style->width, out);
	else
		buffer_add(out, text.data, text.len);
	buffer_clear(&text);
}

static bool is_same(const struct file_set_item *own, const struct file_set_item *reference)
{
	return own && own->len == reference->len &&
	       memcmp(own->bytes, reference->bytes, own->len) == 0;
}

/* The differences beside each other. */
static void draw_both(const struct file_set_item *own, const struct file_set_item *reference,
		      const struct style *style, struct buffer *out)
{
	char *left = memory_format("yours: %s", own->path);
	char *right = memory_format("the reference: %s", reference->path);
	const struct side_by_side sides = {.left_title = left,
					   .right_title = right,
					   .left = own->bytes,
					   .right = reference->bytes,
					   .rust = path_has_suffix(own->path, ".rs")};

	side_by_side_draw(&sides, style, out);
	free(left);
	free(right);
}

/* The differences one below the other. `legend`: with a sentence about the signs. */
static void draw_diff(const struct file_set_item *own, const struct file_set_item *reference,
		      const struct style *style, bool terminal, bool legend, struct buffer *out)
{
	struct file_set old = FILE_SET_INIT, new = FILE_SET_INIT;
	const struct diff diff = {.old = &old,
				  .new = &new,
				  .old_name = "yours",
				  .new_name = "the reference",
				  .folder = "",
				  .width = terminal ? style->width : 0};

	file_set_add(&old, own->path, own->bytes, own->len);
	file_set_add(&new, reference->path, reference->bytes, reference->len);
	if (legend)
		diff_legend(&diff, out);
	diff_draw(&diff, style, out);
	file_set_clear(&old);
	file_set_clear(&new);
}

/* Draws what differs in all files, beside each other if the terminal is wide enough. */
static void draw_differences(const struct pair *pair, const struct style *style, bool terminal,
			     struct buffer *out)
{
	bool sides = terminal && style->width >= SIDE_BY_SIDE_WIDTH, any = false;

	for (size_t i = 0; i < pair->reference.count; i++) {
		const struct file_set_item *reference = &pair->reference.items[i];
		const struct file_set_item *own = file_set_find(&pair->own, reference->path);

		if (is_same(own, reference)) {
			buffer_addf(out, "%s: yours and the reference are equal.\n",
				    reference->path);
			continue;
		}
		if (!own || !diff_is_text(own) || !diff_is_text(reference))
			continue;
		if (out->len)
			buffer_add_char(out, '\n');
		if (sides)
			draw_both(own, reference, style, out);
		else
			draw_diff(own, reference, style, terminal, !any, out);
		any = true;
	}
	if (any && sides)
		buffer_add_string(
			out,
			"\n| is a changed line, < only yours has, > only the reference has.\n");
}

/* First what differs in all files, so that it is seen at once, and then the whole reference. */
static void draw(const struct pair *pair, const struct style *style, bool terminal,
		 struct buffer *out)
{
	draw_differences(pair, style, terminal, out);
	for (size_t i = 0; i < pair->reference.count; i++) {
		const struct file_set_item *reference = &pair->reference.items[i];
		char *title = memory_format("the reference: %s", reference->path);

		if (out->len)
			buffer_add_char(out, '\n');
		draw_whole(title, reference, style, terminal, out);
		free(title);
	}
}

static int read_pair(struct app *app, const struct arguments *arguments, struct pair *pair,
		     const struct exercise **exercise, struct error *err)
{
	struct file_set all = FILE_SET_INIT;
	struct revision r;
	bool spoil = arguments_get(arguments, "spoil") != NULL;
	int result = revision_open(app, arguments_name(arguments), "see its solution", &r, err);

	if (!result)
		result = reference_read(app, r.exercise, spoil, &pair->reference, err);
	if (!result)
		result = history_read(r.history, r.exercise, r.number, &all, err);
	if (!result)
		reference_select(r.exercise, &all, &pair->own);
	*exercise = r.exercise;
	revision_close(&r);
	file_set_clear(&all);
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct pair pair = {0};
	struct buffer out = BUFFER_INIT;
	const struct exercise *exercise = NULL;
	int result = read_pair(app, arguments, &pair, &exercise, err);

	if (!result) {
		draw(&pair, &app->style, style_is_seen(), &out);
		buffer_add_char(&out, '\n');
		report_links(exercise, &app->style, &out);
		result = pager_show(app, &out, err);
	}
	file_set_clear(&pair.own);
	file_set_clear(&pair.reference);
	buffer_clear(&out);
	return result;
}

static const struct option options[] = {
	{"spoil", NULL, "also before it has passed"},
	{NULL, NULL, NULL},
};

const struct command cmd_solution = {
	.name = "solution",
	.group = GROUP_CODE,
	.synopsis = "[NAME] [--spoil]",
	.summary = "show the reference solution beside yours, after the exercise has passed",
	.details =
		"It shows first what differs, with three lines around each change, and then the whole\n"
		"reference. On a terminal of 120 columns or more, both versions are side by side, and a\n"
		"mark is between them: | the line has changed, < only yours has it, > only the reference\n"
		"has it. Otherwise a line of yours begins with -, and one of the reference with +. With\n"
		"NAME@N it is snapshot N of yours. `rustgym diff NAME --solution` shows only the\n"
		"differences.",
	.options = options,
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = run,
};
