#include "command.h"
#include "pager.h"
#include "revision.h"
#include "rustgym/app/reference.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/diff.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/side_by_side.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct pair {
	struct file_set own, reference;
};

static void draw_whole(const char *title, const struct file_set_item *file,
		       const struct style *style, struct buffer *out)
{
	if (out->len)
		buffer_add_char(out, '\n');
	style_addf(out, style, INK_BOLD, "==> %s", title);
	buffer_add_char(out, '\n');
	buffer_add(out, file->bytes, file->len);
	if (file->len && file->bytes[file->len - 1] != '\n')
		buffer_add_char(out, '\n');
}

static void draw_both(const char *own_title, const struct file_set_item *own, const char *title,
		      const struct file_set_item *reference, const struct style *style,
		      struct buffer *out)
{
	struct piece left = {own->bytes, own->len}, right = {reference->bytes, reference->len};

	if (out->len)
		buffer_add_char(out, '\n');
	side_by_side_draw(own_title, &left, title, &right, style, out);
}

static bool is_same(const struct file_set_item *own, const struct file_set_item *reference)
{
	return own && own->len == reference->len &&
	       memcmp(own->bytes, reference->bytes, own->len) == 0;
}

/* If there are several files, only the title of one that is the same in both. */
static void draw_same(const char *path, const struct style *style, struct buffer *out)
{
	if (out->len)
		buffer_add_char(out, '\n');
	style_addf(out, style, INK_BOLD, "==> the same in both: %s", path);
	buffer_add_char(out, '\n');
}

/* Draws the two beside each other if the terminal is wide enough, else one after the other. */
static void draw(const struct pair *pair, const struct style *style, bool terminal,
		 struct buffer *out)
{
	for (size_t i = 0; i < pair->reference.count; i++) {
		const struct file_set_item *reference = &pair->reference.items[i];
		const struct file_set_item *own = file_set_find(&pair->own, reference->path);
		char *own_title = memory_format("yours: %s", reference->path);
		char *title = memory_format("the reference: %s", reference->path);

		if (pair->reference.count > 1 && is_same(own, reference)) {
			draw_same(reference->path, style, out);
		} else if (own && terminal && style->width >= SIDE_BY_SIDE_WIDTH &&
			   diff_is_text(own)) {
			draw_both(own_title, own, title, reference, style, out);
		} else {
			if (own)
				draw_whole(own_title, own, style, out);
			draw_whole(title, reference, style, out);
		}
		free(own_title);
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
		draw(&pair, &app->style, isatty(STDOUT_FILENO), &out);
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
		"On a terminal of 120 columns or more, both are side by side; otherwise one is below the\n"
		"other. A mark shows each line that differs: | it has changed, < only yours has it, >\n"
		"only the reference has it. With NAME@N it is snapshot N of yours. `rustgym diff NAME\n"
		"--solution` shows only the differences.",
	.options = options,
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = run,
};
