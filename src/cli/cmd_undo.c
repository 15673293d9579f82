#include "command.h"
#include "revision.h"
#include "rustgym/app/record.h"

struct direction {
	int (*go)(struct history *history, const struct exercise *exercise,
		  struct history_change *change, struct error *err);
	const char *did, *after, *back;
};

static const struct direction undoing = {history_undo, "undid", "before", "redo"};
static const struct direction redoing = {history_redo, "did again", "after", "undo"};

/* "undid reset of one: it is as it was before. `rustgym redo one` takes that back." */
static void say(const struct direction *direction, const struct history_change *change, bool named,
		struct buffer *out)
{
	bool one = change->exercises.count == 1;

	buffer_addf(out, "%s %s of ", direction->did, change->action);
	if (one)
		buffer_addf(out, "%s: it is", change->exercises.items[0]);
	else
		buffer_addf(out, "%zu exercises: they are", change->exercises.count);
	buffer_addf(out, " as %s %s. `rustgym %s%s%s` takes that back.\n",
		    one ? "it was" : "they were", direction->after, direction->back,
		    named ? " " : "", named ? change->exercises.items[0] : "");
	revision_say_left(change, out);
}

/* Without a name, undo reverts the last action on any exercise, not only on the current one. */
static int open_for(struct app *app, const char *name, struct revision *revision, struct error *err)
{
	if (name)
		return revision_open(app, name, "undo", revision, err);
	*revision = (struct revision){.number = HISTORY_PRESENT};
	return history_open(&app->workspace, app->course, &revision->history, err);
}

static int take(struct app *app, const struct arguments *arguments,
		const struct direction *direction, struct error *err)
{
	struct history_change change = HISTORY_CHANGE_INIT;
	struct buffer out = BUFFER_INIT;
	struct revision revision = {0};
	int result = open_for(app, arguments_name(arguments), &revision, err);

	if (!result && revision.number != HISTORY_PRESENT)
		result = error_set(err, ERROR_USAGE,
				   "a snapshot is brought back by `rustgym restore %s`",
				   arguments_name(arguments));
	if (!result)
		result = direction->go(revision.history, revision.exercise, &change, err);
	if (!result)
		result = record_change(app, revision.history, &change, err);
	if (!result) {
		say(direction, &change, revision.exercise != NULL, &out);
		result = app_print(&out, err);
	}
	revision_close(&revision);
	history_change_clear(&change);
	buffer_clear(&out);
	return result;
}

static int undo(struct app *app, const struct arguments *arguments, struct error *err)
{
	return take(app, arguments, &undoing, err);
}

static int redo(struct app *app, const struct arguments *arguments, struct error *err)
{
	return take(app, arguments, &redoing, err);
}

const struct command cmd_undo = {
	.name = "undo",
	.group = GROUP_CODE,
	.synopsis = "[NAME]",
	.summary = "take back the last change that rustgym made to your files",
	.details =
		"Without NAME, it is the last change to any exercise. The next `undo` takes back the\n"
		"change before that. rustgym keeps the text that you have typed since then: `rustgym\n"
		"redo` brings it back.",
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = undo,
};

const struct command cmd_redo = {
	.name = "redo",
	.group = GROUP_CODE,
	.synopsis = "[NAME]",
	.summary = "take back an `undo`",
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = redo,
};
