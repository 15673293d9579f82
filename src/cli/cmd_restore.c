#include "command.h"
#include "pager.h"
#include "revision.h"
#include "rustgym/app/record.h"

static int open_numbered(struct app *app, const struct arguments *arguments, const char *what,
			 struct revision *revision, struct error *err)
{
	const char *name = arguments_name(arguments);
	int result = revision_open(app, name, what, revision, err);

	if (!result && revision->number == HISTORY_PRESENT)
		result = error_set(
			err, ERROR_USAGE,
			"which snapshot? `rustgym history %s` lists them, and %s@1 is the "
			"first",
			revision->exercise->name, revision->exercise->name);
	return result;
}

static int restore(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct history_change change = HISTORY_CHANGE_INIT;
	struct buffer out = BUFFER_INIT;
	struct revision r;
	int result = open_numbered(app, arguments, "restore it", &r, err);

	if (!result)
		result = history_restore(r.history, r.exercise, r.number, &change, err);
	if (!result)
		result = record_change(app, r.history, &change, err);
	if (!result) {
		buffer_addf(&out, "%s is as it was at %s@%d%s", r.exercise->path, r.exercise->name,
			    r.number, change.changed ? ". " : " already.\n");
		if (change.changed)
			buffer_addf(&out, "`rustgym undo %s` takes that back.\n", r.exercise->name);
		revision_say_left(&change, &out);
		result = app_print(&out, err);
	}
	revision_close(&r);
	history_change_clear(&change);
	buffer_clear(&out);
	return result;
}

/* Appends one file as it is, or each file of a folder under its name. */
static void lay_out(const struct exercise *exercise, const struct file_set *files,
		    struct buffer *out)
{
	for (size_t i = 0; i < files->count; i++) {
		const struct file_set_item *f = &files->items[i];

		if (exercise->folder)
			buffer_addf(out, "%s==> %s%s\n", i ? "\n" : "", f->path,
				    f->link ? " (a symbolic link)" : "");
		buffer_add(out, f->bytes, f->len);
		if (exercise->folder && f->len && f->bytes[f->len - 1] != '\n')
			buffer_add_char(out, '\n');
	}
}

static int show(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct file_set files = FILE_SET_INIT;
	struct buffer out = BUFFER_INIT;
	struct revision r;
	int result = open_numbered(app, arguments, "show it", &r, err);

	if (!result)
		result = history_read(r.history, r.exercise, r.number, &files, err);
	if (!result)
		lay_out(r.exercise, &files, &out);
	revision_close(&r);
	if (!result)
		result = pager_show(app, &out, err);
	file_set_clear(&files);
	buffer_clear(&out);
	return result;
}

const struct command cmd_restore = {
	.name = "restore",
	.group = GROUP_CODE,
	.synopsis = "[NAME]@N",
	.summary = "bring back a snapshot of an exercise; nothing is lost",
	.details = "`rustgym history NAME` lists the snapshots. @0 is the exercise as you got it.",
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = restore,
};

const struct command cmd_show = {
	.name = "show",
	.group = GROUP_CODE,
	.synopsis = "[NAME]@N",
	.summary = "show a snapshot of an exercise",
	.details = "`rustgym history NAME` lists the snapshots. @0 is the exercise as you got it.",
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = show,
};
