#include "rustgym/app/app.h"
#include "rustgym/base/file.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/course/kind.h"
#include "rustgym/course/shipped.h"
#include "rustgym/history/history.h"
#include "rustgym/workspace/progress_file.h"
#include "rustlings_state.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int load_course(struct app *app, bool whole, struct error *err)
{
	struct problems problems = PROBLEMS_INIT;
	struct buffer text = BUFFER_INIT;
	struct error why = ERROR_INIT;

	app->course = (app->reviews ? course_load_review
		       : whole      ? course_load
				    : course_load_workspace)(app->workspace.root, &problems, &why);
	if (!app->course && app->reviews && !problems.count)
		error_set(
			&why, ERROR_USAGE,
			"no review is under way; `rustgym review` begins one when exercises are due");
	if (!app->course && problems.count) {
		problems_write(&problems, &text);
		gate_say("%s", text.data);
	}
	buffer_clear(&text);
	problems_clear(&problems);
	if (!app->course && err)
		*err = why;
	return app->course ? 0 : why.code;
}

/* If this fails, progress_load reports the damaged file. */
static void rebuild_progress(struct app *app)
{
	struct history *history = NULL;
	struct buffer bytes = BUFFER_INIT;
	bool found = false;

	if (history_open(&app->workspace, app->course, &history, NULL) == 0 &&
	    history_progress_read(history, &found, &bytes, NULL) == 0 && found) {
		char *notice = NULL;
		progress_rebuild(&app->workspace, bytes.data, bytes.len, &notice, NULL);
		if (notice) {
			free(app->notice);
			app->notice = notice;
		}
	}
	buffer_clear(&bytes);
	history_free(history);
}

void app_mend_progress(struct app *app)
{
	if (history_has_progress(&app->workspace) &&
	    progress_examine(&app->workspace) != PROGRESS_SOUND)
		rebuild_progress(app);
}

static void enter_review(struct app *app)
{
	app->reviewed = app->workspace;
	workspace_turn_to_review(&app->reviewed, &app->workspace);
}

int app_turn_to_review(struct app *app, struct error *err)
{
	app->reviews = true;
	enter_review(app);
	course_free(app->course);
	app->course = NULL;
	return app_open_course(app, false, err);
}

int app_enter(struct app *app, struct error *err)
{
	struct error why = ERROR_INIT;
	int result = (app->trusts_owner ? workspace_find_anyones
					: workspace_find)(".", &app->workspace, err);

	if (!result && app->reviews)
		enter_review(app);
	if (!result && config_load(&app->workspace, &app->config, &why))
		gate_say("rustgym: %s. Until then the defaults are used\n", why.message);
	return result;
}

bool app_look(struct app *app)
{
	struct problems problems = PROBLEMS_INIT;

	if (workspace_find(".", &app->workspace, NULL) == 0)
		app->course = course_load_workspace(app->workspace.root, &problems, NULL);
	problems_clear(&problems);
	return app->course != NULL;
}

void app_find_hints(struct app *app)
{
	const char *course = app->config.values[CONFIG_COURSE];
	char *folder = path_join(app->workspace.root, "hints");
	bool foreign = app->course && app->course->kind != COURSE_OWN;
	char *found = foreign                                        ? NULL
		      : *course && course_kind(course) == COURSE_OWN ? memory_copy_string(course)
		      : file_is_folder(folder)                       ? NULL
								     : app_installed_course();

	free(folder);
	free(app->hints);
	app->hints = found ? found : memory_copy_string(app->workspace.root);
}

char *app_exercises_folder(const struct app *app)
{
	const char *folder = app->course->folder;

	return strcmp(folder, ".") == 0 ? memory_copy_string(app->workspace.root)
					: path_join(app->workspace.root, folder);
}

int app_open_course(struct app *app, bool whole, struct error *err)
{
	int result = load_course(app, whole, err);
	char *said;

	if (result)
		return result;
	app_find_hints(app);
	app_mend_progress(app);
	/* a review begins with nothing done */
	said = app->reviews ? NULL : rustlings_state_adopt(&app->workspace, app->course);
	if (said) {
		free(app->notice);
		app->notice = said;
	}
	return 0;
}

void app_close(struct app *app)
{
	if (app->notice)
		gate_say("rustgym: %s\n", app->notice);
	free(app->notice);
	app->notice = NULL;
	free(app->hints);
	app->hints = NULL;
	course_free(app->course);
	config_clear(&app->config);
	workspace_clear(&app->workspace);
	workspace_clear(&app->reviewed);
}

char *app_installed_course(void)
{
	const char *chosen = getenv("RUSTGYM_COURSE");

	return chosen && *chosen ? realpath(chosen, NULL) : shipped_course();
}

const struct exercise *app_next_pending(const struct app *app, const struct progress *progress,
					const struct exercise *from)
{
	size_t count = app->course->count, start = from ? from->index + 1 : 0;

	for (size_t i = 0; i < count; i++) {
		const struct exercise *e = &app->course->exercises[(start + i) % count];
		if (e != from && !progress_done(progress, e->name))
			return e;
	}
	return from && !progress_done(progress, from->name) ? from : NULL;
}

const struct exercise *app_stage_at_hand(const struct app *app, const struct progress *progress,
					 const struct exercise *found)
{
	const struct exercise *current = NULL, *stage;

	if (!found || !found->stage)
		return found;
	if (progress->current)
		current = course_find(app->course, progress->current);
	if (current && current->topic == found->topic)
		return current;
	stage = &app->course->exercises[found->topic->first];
	for (size_t i = 1; i < found->topic->count && progress_done(progress, stage->name); i++)
		stage++;
	return stage;
}

/* Finds the exercise of a file whose path is relative to the current folder. */
static const struct exercise *by_typed_path(const struct app *app, const struct progress *progress,
					    const char *typed)
{
	char *real = realpath(typed, NULL);
	const char *below = real ? path_below(real, app->workspace.root) : NULL;
	const struct exercise *found = below ? course_find_path(app->course, below) : NULL;

	free(real);
	return app_stage_at_hand(app, progress, found);
}

/* Returns the exercise with this number, from 1, in the order of the course. NULL: none. */
static const struct exercise *by_number(const struct course *course, const char *name)
{
	char *end;
	unsigned long number = strtoul(name, &end, 10);

	return *name >= '0' && *name <= '9' && !*end && number && number <= course->count
		       ? &course->exercises[number - 1]
		       : NULL;
}

/*
 * Returns the only exercise whose name begins so. NULL: there is none, or *others has the names of
 * several.
 */
static const struct exercise *by_beginning(const struct course *course, const char *name,
					   struct buffer *others)
{
	const struct exercise *found = NULL;
	size_t count = 0;

	for (size_t i = 0; *name && i < course->count; i++) {
		if (!string_has_prefix(course->exercises[i].name, name) &&
		    !string_has_prefix(exercise_original(&course->exercises[i]), name))
			continue;
		found = &course->exercises[i];
		if (count++ < 5)
			buffer_addf(others, "%s%s", others->len ? ", " : "", found->name);
	}
	if (count < 2)
		buffer_reset(others);
	else if (count > 5)
		buffer_add_string(others, ", ...");
	return count == 1 ? found : NULL;
}

/* Finds the exercise that the learner named: by its name, path, number, or a unique beginning. */
static const struct exercise *by_typed_name(const struct app *app, const struct progress *progress,
					    const char *name, struct buffer *others)
{
	const struct exercise *found = course_find(app->course, name);

	if (!found)
		found = by_typed_path(app, progress, name);
	if (!found)
		found = by_number(app->course, name);
	return found ? found : by_beginning(app->course, name, others);
}

int app_exercise(const struct app *app, const struct progress *progress, const char *name,
		 const struct exercise **out, struct error *err)
{
	struct buffer others = BUFFER_INIT;
	const struct exercise *nearest;

	*out = NULL;
	/* each exercise of Exercism is a folder that one goes to */
	if (!name && app->course->kind == COURSE_EXERCISM)
		*out = by_typed_path(app, progress, ".");
	if (!name && !*out && progress->current)
		*out = course_find(app->course, progress->current);
	if (!name && !*out)
		*out = app_next_pending(app, progress, NULL);
	if (!name)
		return 0;
	*out = by_typed_name(app, progress, name, &others);
	if (others.len)
		error_set(err, ERROR_USAGE, "several exercises begin with \"%.64s\": %s", name,
			  others.data);
	buffer_clear(&others);
	if (*out)
		return 0;
	if (err && err->code)
		return err->code;
	if (!app->reviews && strncmp(name, COURSE_REVIEW "/", strlen(COURSE_REVIEW) + 1) == 0)
		return error_set(
			err, ERROR_USAGE,
			"%.200s is a copy for a review; with --review the command is about it",
			name);
	nearest = course_nearest(app->course, name);
	if (nearest)
		return error_set(err, ERROR_USAGE,
				 "there is no exercise \"%.64s\"; did you mean %s?", name,
				 nearest->name);
	return error_set(err, ERROR_USAGE,
			 "there is no exercise \"%.64s\"; `rustgym list` shows their names", name);
}

/* What a toolchain is remembered in came with the course: only that of a trusted course is used. */
int app_toolchain(const struct app *app, struct toolchain *toolchain, struct error *err)
{
	int result = workspace_prepare(&app->workspace, err);

	if (!result)
		result = toolchain_find(app->course->toolchain,
					app->trusted ? app->workspace.cache : NULL, toolchain, err);
	if (!result)
		result = toolchain_supports(toolchain, app->course->edition, err);
	return result;
}

char *app_old_toolchain(const struct app *app, const struct toolchain *toolchain)
{
	const char *rust = app->course->rust;

	if (!rust || !toolchain_is_older(toolchain, rust))
		return NULL;
	return memory_format(
		"this course needs Rust %s, and yours is %s: some of its exercises can "
		"fail because of that. " TOOLCHAIN_NEWER,
		rust, toolchain->version);
}

void app_say_old_toolchain(const struct app *app, const struct toolchain *toolchain)
{
	char *text = app_old_toolchain(app, toolchain);

	if (text)
		gate_say("rustgym: %s\n", text);
	free(text);
}

unsigned app_cores(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);

	return count > 0 ? (unsigned)count : 1;
}

int app_print(const struct buffer *text, struct error *err)
{
	if (gate_write(stdout, text->data, text->len) == 0)
		return 0;
	if (errno == EPIPE)
		return error_set(err, ERROR_READER_GONE, "%s", "");
	return error_errno(err, errno, "standard output can't be written");
}
