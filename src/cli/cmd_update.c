#include "command.h"
#include "consent.h"
#include "pager.h"
#include "revision.h"
#include "rustgym/app/batch.h"
#include "rustgym/app/editors.h"
#include "rustgym/app/record.h"
#include "rustgym/app/trust.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/text.h"
#include "rustgym/update/course_source.h"
#include "rustgym/update/update.h"
#include "rustgym/workspace/progress_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- output ---------------------------------------------------------------------------------- */

static const char *const action_words[] = {
	[UPDATE_ADDED] = "new",       [UPDATE_REPLACED] = "new text",
	[UPDATE_MERGED] = "merged",   [UPDATE_CONFLICT] = "yours stays",
	[UPDATE_REMOVED] = "removed", [UPDATE_LEFT] = "yours stays",
};

static const char *const action_reasons[] = {
	[UPDATE_ADDED] = "",
	[UPDATE_REPLACED] = "",
	[UPDATE_MERGED] = ": yours, with what the course changed",
	[UPDATE_CONFLICT] = ": the course changed the same lines",
	[UPDATE_REMOVED] = ": gone from the course, and you had not edited it",
	[UPDATE_LEFT] = ": gone from the course, but your text stays in ",
};

static void say_item(const struct update_item *item, struct buffer *out)
{
	const struct exercise *exercise = item->now ? item->now : item->old;

	if (item->old && item->now && strcmp(item->old->name, item->now->name) != 0)
		buffer_addf(out, "  %-12s %s -> %s\n", "renamed", item->old->name, item->now->name);
	else if (item->old && item->now && strcmp(item->old->path, item->now->path) != 0)
		buffer_addf(out, "  %-12s %s\n", "moved", item->now->path);
	if (item->action != UPDATE_SAME)
		buffer_addf(out, "  %-12s %s%s%s\n", action_words[item->action], exercise->name,
			    action_reasons[item->action],
			    item->action == UPDATE_LEFT ? exercise->path : "");
}

static void say_plan(const struct update *update, struct buffer *out)
{
	const char *was = update->old ? update->old->version : "an unknown version";

	buffer_addf(out, "%s, %s", update->now->title, was);
	if (strcmp(was, update->now->version) != 0)
		buffer_addf(out, " -> %s", update->now->version);
	buffer_add_char(out, '\n');
	for (size_t i = 0; i < update->count; i++)
		say_item(&update->items[i], out);
	for (size_t i = 0; i < update->file_count; i++)
		if (update->files[i].edited)
			buffer_addf(out,
				    "  %-12s exercises/%s: the course's; yours is in "
				    ".rustgym/update/yours/\n",
				    "replaced", update->files[i].path);
}

static void say_what_next(const struct update *update, struct buffer *out)
{
	const char *name = NULL;

	for (size_t i = 0; !name && i < update->count; i++)
		if (update->items[i].action == UPDATE_CONFLICT)
			name = update->items[i].now->name;
	if (name)
		buffer_addf(out,
			    "`rustgym update --show %s` shows what the course changed, `rustgym "
			    "update --merge %s` merges it into yours.\n",
			    name, name);
	if (update->change.changed)
		buffer_add_string(out, "`rustgym undo` takes back these changes to your files.\n");
	revision_say_left(&update->change, out);
}

/* ---- checking exercises again ---------------------------------------------------------------- */

/* Restores the new versions of the course's own files before the verifications. */
static int put_course_files(struct app *app, const struct batch_item *items, size_t count,
			    struct error *err)
{
	struct history *history = NULL;
	struct buffer names = BUFFER_INIT;
	int result = history_open(&app->workspace, app->course, &history, err);

	for (size_t i = 0; !result && i < count; i++)
		result = history_restore_course_files(history, items[i].exercise, &names, err);
	buffer_clear(&names);
	history_free(history);
	return result;
}

/*
 * Enters the outcomes: an exercise that passes stays done, one that fails "fails now". *all: every
 * exercise could be verified.
 */
static int enter(struct app *app, const struct batch_item *items, size_t count, bool *all,
		 struct buffer *out, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	int result = progress_begin(&app->workspace, &progress, err);

	*all = true;
	for (size_t i = 0; !result && i < count; i++) {
		const struct verdict *v = items[i].verdict;
		const char *meaning = "still passes";

		if (v->outcome == OUTCOME_FAILED) {
			record_failure(&progress, v->exercise);
			meaning = "no longer passes: it is done, and fails now";
		} else if (v->outcome == OUTCOME_UNVERIFIED) {
			*all = false;
			meaning = "could not be checked; `rustgym update` tries again";
		}
		buffer_addf(out, "  %-12s %s: its tests changed, and it %s%s", "checked",
			    v->exercise->name, meaning, v->outcome == OUTCOME_PASSED ? "" : ": ");
		if (v->outcome != OUTCOME_PASSED)
			text_clean(v->reason, strlen(v->reason), false, out);
		buffer_add_char(out, '\n');
	}
	if (!result)
		result = progress_commit(&app->workspace, &progress, err);
	progress_clear(&progress);
	return result;
}

static int check(struct app *app, struct batch_item *items, size_t count, struct buffer *out,
		 struct error *err)
{
	struct toolchain toolchain = {0};
	struct batch_options options = {.toolchain = &toolchain, .label = "checking again"};
	int result = app_toolchain(app, &toolchain, err);
	bool all = false;

	if (!result)
		app_say_old_toolchain(app, &toolchain);
	if (!result)
		result = put_course_files(app, items, count, err);
	if (!result)
		result = batch_run(app, &options, items, count, err);
	if (!result)
		result = enter(app, items, count, &all, out, err);
	if (!result && all)
		result = update_checked(&app->workspace, err);
	batch_clear(items, count);
	toolchain_clear(&toolchain);
	return result;
}

static int check_again(struct app *app, struct buffer *out, struct error *err)
{
	struct strings names = STRINGS_INIT;
	int result = update_again(&app->workspace, &names, err);
	struct batch_item *items = memory_new((names.count + 1) * sizeof(*items));
	size_t count = 0;

	for (size_t i = 0; i < names.count; i++) {
		const struct exercise *exercise = course_find(app->course, names.items[i]);
		if (exercise)
			items[count++].exercise = exercise;
	}
	if (!result && count && !app->trusted)
		result = consent_get(app, NULL, err);
	if (!result && count)
		result = check(app, items, count, out, err);
	else if (!result && names.count)
		result = update_checked(&app->workspace, err);
	free(items);
	strings_clear(&names);
	return result;
}

/* ---- the update -------------------------------------------------------------------------------- */

static int reload(struct app *app, struct error *err)
{
	struct problems problems = PROBLEMS_INIT;

	course_free(app->course);
	app->course = course_load_workspace(app->workspace.root, &problems, err);
	problems_clear(&problems);
	return app->course ? 0 : err->code;
}

/* Asked before anything is changed, if the new course is to be checked. */
static int may_be_checked(struct app *app, const struct course_source *source, bool known,
			  struct error *err)
{
	app->trusted = known;
	return known ? 0 : consent_get(app, source->pulled ? NULL : source->folder, err);
}

/* The answer of the user, or of where the course comes from, holds for its new origin, too. */
static void keep_trust(const struct app *app)
{
	char *origin = trust_origin(&app->workspace, &app->config);

	consent_keep(app, origin);
	free(origin);
}

static bool moves(const struct app *app, const struct update *update)
{
	return update->course && strcmp(update->course, app->config.values[CONFIG_COURSE]) != 0;
}

/* `known`: it is trusted where it comes from. A workspace that it moves to another origin then is, too. */
static int apply(struct app *app, struct update *update, bool known, struct buffer *out,
		 struct error *err)
{
	bool said = app->trusted && (app->trusts || !trust_is_said(app));
	bool moved = moves(app, update);
	int result = update_apply(update, err);

	if (!result)
		result = reload(app, err);
	if (!result && moved && (known || said))
		keep_trust(app);
	if (!result)
		result = check_again(app, out, err);
	if (update->pulled)
		buffer_add_string(out, "The course that was pulled is noted down.\n");
	say_what_next(update, out);
	return result;
}

static int bring_in(struct app *app, const struct course_source *source, bool dry_run,
		    struct buffer *out, struct error *err)
{
	struct update update;
	int result = update_open(app, source, &update, err);

	if (!result)
		say_plan(&update, out);
	if (!result && !update_changes(&update)) {
		buffer_add_string(out, "There is nothing new.\n");
		if (!dry_run && moves(app, &update)) {
			result = config_set(&app->workspace, &app->config, CONFIG_COURSE,
					    update.course, err);
			if (!result && trust_has_folder(source->folder))
				keep_trust(app);
		}
	} else if (!result && dry_run) {
		for (size_t i = 0; i < update.again.count; i++)
			buffer_addf(out, "  %-12s %s: its tests changed\n", "check again",
				    update.again.items[i]);
		buffer_add_string(
			out,
			"These are the changes that `rustgym update` would make. Nothing was changed.\n");
	} else if (!result) {
		bool known = !source->pulled && trust_has_folder(source->folder);

		if (update.again.count)
			result = may_be_checked(app, source, known, err);
		if (!result)
			result = apply(app, &update, known, out, err);
	}
	if (!result && !dry_run)
		result = editors_write(app->workspace.root, &update.theirs, out, err);
	update_close(&update);
	return result;
}

static int update_all(struct app *app, const struct arguments *arguments, struct error *err)
{
	bool dry_run = arguments_get(arguments, "dry-run") != NULL;
	struct course_source source = {0};
	struct buffer out = BUFFER_INIT;
	struct lock *lock = NULL;
	int result = workspace_prepare(&app->workspace, err);

	if (!result) /* a session keeps the course that it started with */
		result = workspace_lock(&app->workspace, &lock, err);
	/* checks the exercises of an earlier update that was interrupted */
	if (!result && !dry_run)
		result = check_again(app, &out, err);
	if (!result)
		result = course_source_find(app, arguments_name(arguments), &source, err);
	if (!result)
		result = bring_in(app, &source, dry_run, &out, err);
	if (out.len && app_print(&out, result ? NULL : err) && !result)
		result = err->code;
	lock_release(lock);
	course_source_clear(&source);
	buffer_clear(&out);
	return result;
}

/* ---- conflicts ------------------------------------------------------------------------------- */

static int show(struct app *app, const char *name, struct error *err)
{
	struct buffer diff = BUFFER_INIT;
	struct revision r;
	int result = revision_open(app, name, "show", &r, err);

	if (!result)
		result = update_show(app, r.exercise, &diff, err);
	revision_close(&r);
	if (!result)
		result = pager_show(app, &diff, err);
	buffer_clear(&diff);
	return result;
}

static int merge(struct app *app, const char *name, struct error *err)
{
	struct history_change change = HISTORY_CHANGE_INIT;
	struct buffer out = BUFFER_INIT;
	struct revision r;
	size_t conflicts = 0;
	int result = revision_open(app, name, "merge", &r, err);

	if (!result)
		result = update_merge(app, r.history, r.exercise, &conflicts, &change, err);
	if (!result && conflicts)
		buffer_addf(&out,
			    "%s has yours and the course's lines between <<<<<<< and >>>>>>>. "
			    "Keep what you want. `rustgym undo %s` takes this back.\n",
			    r.exercise->path, r.exercise->name);
	else if (!result)
		buffer_addf(&out, "%s has what the course changed%s\n", r.exercise->path,
			    change.changed ? " now." : " already.");
	if (!result) {
		revision_say_left(&change, &out);
		result = app_print(&out, err);
	}
	revision_close(&r);
	history_change_clear(&change);
	buffer_clear(&out);
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	const char *shown = arguments_get(arguments, "show");
	const char *merged = arguments_get(arguments, "merge");
	bool other = arguments_name(arguments) || arguments_get(arguments, "dry-run");

	if ((shown || merged) && (other || (shown && merged)))
		return error_set(err, ERROR_USAGE,
				 "--show and --merge take no other argument or option");
	if (shown)
		return show(app, shown, err);
	return merged ? merge(app, merged, err) : update_all(app, arguments, err);
}

static const struct option options[] = {
	{"dry-run", NULL, "show the changes, and make none"},
	{"show", "NAME", "show the changes of the course to an exercise where your file stayed"},
	{"merge", "NAME",
	 "merge these changes into your file, with markers where both changed a line"},
	{NULL, NULL, NULL},
};

const struct command cmd_update = {
	.name = "update",
	.group = GROUP_SETUP,
	.synopsis = "[FROM] [--dry-run] [--show NAME] [--merge NAME]",
	.summary = "get a newer course and keep your work",
	.details =
		"FROM is a folder with a course, or a git URL. Without FROM, it is the place where the\n"
		"course came from (`rustgym config course`). In a clone of a course, `git pull` gets the\n"
		"new course, and `rustgym update` then records its changes. rustgym merges exercises that\n"
		"you have edited. If it can't merge one, your file stays, and --show and --merge help\n"
		"you. If the tests of an exercise that is done have changed, rustgym checks the exercise\n"
		"again. If the course comes from another place than before, rustgym first asks whether\n"
		"you trust it.",
	.options = options,
	.operands_max = 1,
	.needs_course = true,
	.own_course = true,
	.run = run,
};
