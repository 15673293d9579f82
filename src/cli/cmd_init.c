#include "command.h"
#include "consent.h"
#include "rustgym/app/editors.h"
#include "rustgym/app/git.h"
#include "rustgym/app/trust.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/place.h"
#include "rustgym/base/utf8.h"
#include "rustgym/history/history.h"
#include "rustgym/ui/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROADMAP "exercises/roadmap.json"

static int expect_no_exercises(const char *folder, struct error *err)
{
	char *to = path_join(folder, "exercises");
	int result = 0;

	if (file_exists(to))
		result = error_set(
			err, ERROR_USAGE,
			"%s exists already, and init never replaces a file. Choose another folder, or go there and run `rustgym`",
			to);
	free(to);
	return result;
}

/*
 * Refuses a workspace inside another workspace: the current folder would decide which one a command
 * uses.
 */
static int expect_no_workspace_around(const char *folder, struct error *err)
{
	struct workspace around = {0};
	char *above = memory_copy_string(folder), *to = path_join(folder, "exercises");
	int result = 0;

	while (!file_is_folder(above)) {
		char *parent = path_parent(above);
		free(above);
		above = parent;
	}
	if (!file_exists(to) && workspace_find_anyones(above, &around, NULL) == 0)
		result = error_set(
			err, ERROR_USAGE,
			"%s would be in %s, and that folder has exercises already: run `rustgym` there, or name another folder, as in `rustgym init ~/rust`",
			folder, around.root);
	workspace_clear(&around);
	free(above);
	free(to);
	return result;
}

/* ---- what is handed out ------------------------------------------------------------------------ */

static int write_files(const char *root, const struct file_set *files, struct error *err)
{
	struct place place;
	int result = place_open(root, &place, err);

	if (result)
		return result;
	for (size_t i = 0; !result && i < files->count; i++)
		result = place_put_cache(&place, files->items[i].path, &files->items[i], err);
	place_close(&place);
	return result;
}

/* Somebody can have worked in the course that the program was built from; their answers stay there. */
static int read_untouched(const struct workspace *workspace, const char *course,
			  struct file_set *files, struct error *err)
{
	char *from = path_join(course, ROADMAP), *to = path_join(workspace->root, ROADMAP);
	struct history *history = NULL;
	int result = file_lay(from, to, err);

	if (!result)
		result = history_open(workspace, NULL, &history, err);
	if (!result)
		result = history_course_read(history, files, err);
	history_free(history);
	free(to);
	free(from);
	return result;
}

static int hand_out(const struct workspace *workspace, const char *course, bool is_shipped,
		    struct error *err)
{
	char *from = path_join(course, "exercises"), *to = path_join(workspace->root, "exercises");
	struct file_set files = FILE_SET_INIT;
	int result = is_shipped ? read_untouched(workspace, course, &files, err) : 0;

	if (!result)
		result = files.count ? write_files(workspace->root, &files, err)
				     : file_lay(from, to, err);
	file_set_clear(&files);
	free(to);
	free(from);
	return result;
}

static int enter(const char *folder, struct error *err)
{
	return chdir(folder) < 0 ? error_set(err, ERROR_IO, "%s can't be entered", folder) : 0;
}

/*
 * Enters the folder, records where the course came from, and hands it out. The installed course has no
 * path in the settings: it is found anew each time, wherever an upgrade puts it.
 */
static int settle(struct app *app, const char *folder, const char *course, bool is_shipped,
		  struct error *err)
{
	int result = enter(folder, err);

	if (!result)
		result = workspace_at(".", &app->workspace, err);
	if (!result)
		result = workspace_prepare(&app->workspace, err);
	if (!result)
		result = config_load(&app->workspace, &app->config, err);
	if (!result)
		result = config_set(&app->workspace, &app->config, CONFIG_COURSE,
				    is_shipped ? "" : course, err);
	if (!result)
		result = hand_out(&app->workspace, course, is_shipped, err);
	workspace_clear(&app->workspace);
	config_clear(&app->config);
	return result;
}

/* Opens the course of the current folder, and records which text was handed out. */
static int open_course(struct app *app, bool whole, struct error *err)
{
	struct history *history = NULL;
	int result = app_enter(app, err);

	if (!result)
		result = app_open_course(app, whole, err);
	if (!result)
		result = history_open(&app->workspace, app->course, &history, err);
	history_free(history);
	return result;
}

/* cargo in an editor builds below the exercises. */
static int ignore_targets(const char *folder, struct error *err)
{
	static const char text[] = "target/\n";
	char *path = path_join(folder, ".gitignore");
	int result = file_exists(path) ? 0 : file_write(path, text, strlen(text), err);

	free(path);
	return result;
}

/* cargo panics if a path is not UTF-8. */
static int expect_utf8(const char *folder, struct error *err)
{
	char *here = getcwd(NULL, 0);
	size_t at;
	bool valid = utf8_is_valid(folder, strlen(folder), &at) &&
		     (!here || utf8_is_valid(here, strlen(here), &at));

	free(here);
	return valid ? 0
		     : error_set(err, ERROR_USAGE,
				 "cargo cannot work in a folder whose name is no UTF-8; choose "
				 "another name");
}

/* ---- a course from elsewhere ------------------------------------------------------------------- */

/* git asks the learner for a password where it needs one, and takes as long as it takes. */
static int clone_course(const char *from, const char *folder, struct error *err)
{
	struct git_answer answer = GIT_ANSWER_INIT;
	struct git_command command;
	int result = git_need("a course from elsewhere comes by it", err);

	if (!result)
		result = git_address_check(from, err);
	git_command_init(&command);
	strings_add_all(&command.argv, (const char *const[]){"clone", "--quiet", "--template=",
							     "--no-recurse-submodules", NULL});
	git_command_add_address(&command, "upload-pack", from);
	strings_add(&command.argv, folder);
	if (!result)
		result = git_run(&command, 0, &answer, err);
	if (!result && answer.status) {
		git_print_said(&answer);
		result = error_set(err, ERROR_ENVIRONMENT,
				   "git could not get the course (its message is above)");
	}
	git_command_clear(&command);
	git_answer_clear(&answer);
	return result;
}

/* A folder that is no repository is copied. */
static int bring(const char *from, const char *folder, struct error *err)
{
	char *real = realpath(from, NULL), *git = real ? path_join(real, ".git") : NULL;
	int result;

	if (real && !file_exists(git))
		result = file_lay(real, folder, err);
	else
		result = clone_course(real ? real : from, folder, err);
	free(git);
	free(real);
	return result;
}

static bool is_about_licence(const char *line, size_t len)
{
	const char *found = strcasestr(line, "licen");

	return found && found < line + len;
}

/* Appends the first line of a file that speaks of a licence. */
static void find_licence(const char *folder, const char *file, struct buffer *out)
{
	char *path = path_join(folder, file);
	struct buffer text = BUFFER_INIT;

	if (file_read(path, FILE_SOURCE_MAX, &text, NULL) == 0)
		for (const char *line = text.data; *line && !out->len;) {
			size_t len = strcspn(line, "\n"), marks = strspn(line, " \t#*>-=");

			if (is_about_licence(line, len))
				text_line(line + marks, len - marks, out);
			line += len + (line[len] == '\n');
		}
	buffer_clear(&text);
	free(path);
}

/* The learner sees under which terms the course was given to them. */
static void add_licence(const char *folder, struct buffer *out)
{
	static const char *const files[] = {"LICENSE",     "LICENSE.md", "LICENSE.txt", "LICENCE",
					    "LICENSE-MIT", "COPYING",    "README.md"};
	struct buffer line = BUFFER_INIT;

	for (size_t i = 0; !line.len && i < sizeof(files) / sizeof(*files); i++)
		find_licence(folder, files[i], &line);
	buffer_addf(out, "Its licence: %s\n",
		    line.len ? line.data
			     : "nothing says so; then all rights are its authors'. Ask them before "
			       "you pass it on");
	buffer_clear(&line);
}

static int from_elsewhere(struct app *app, const char *folder, const char *from, struct error *err)
{
	struct buffer out = BUFFER_INIT;
	int result = expect_utf8(folder, err);

	if (!result && file_exists(folder))
		return error_set(
			err, ERROR_USAGE,
			"%s exists already, and init never replaces a file. Choose another "
			"folder, or go there and run `rustgym`",
			folder);
	if (!result)
		result = expect_no_workspace_around(folder, err);
	if (!result)
		result = bring(from, folder, err);
	if (!result && course_kind(folder) == COURSE_NONE)
		result = error_set(
			err, ERROR_USAGE,
			"%s is there now, but it is no course of rustgym, rustlings, wr or "
			"Exercism",
			folder);
	if (!result) {
		add_licence(folder, &out);
		result = enter(folder, err);
	}
	if (!result)
		result = open_course(app, false, err);
	if (!result) {
		buffer_addf(&out, "%s is %s with %zu exercises. Now: cd %s && rustgym\n", folder,
			    course_kind_words(app->course->kind), app->course->count, folder);
		result = app_print(&out, err);
	}
	buffer_clear(&out);
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	const char *elsewhere = arguments_get(arguments, "from");
	const char *folder = arguments_name(arguments) ? arguments_name(arguments) : "rustgym";
	const char *from = arguments_get(arguments, "course");
	char *course = from ? realpath(from, NULL) : app_installed_course();
	bool is_shipped = !from && course && trust_is_programs(course);
	struct buffer out = BUFFER_INIT;
	int result = 0;

	if (elsewhere) {
		free(course);
		return from ? error_set(err, ERROR_USAGE, "--from and --course exclude each other")
			    : from_elsewhere(app, folder, elsewhere, err);
	}
	if (!course)
		result = error_set(
			err, ERROR_ENVIRONMENT,
			"no course is installed; name one with `rustgym init %s --course FOLDER`",
			folder);
	if (!result)
		result = expect_utf8(folder, err);
	if (!result)
		result = expect_no_workspace_around(folder, err);
	if (!result)
		result = file_make_folder(folder, err);
	if (!result)
		result = expect_no_exercises(folder, err);
	if (!result)
		result = settle(app, folder, course, is_shipped, err);
	if (!result) /* the folder is the current one from now on */
		result = open_course(app, true, err);
	if (!result)
		result = ignore_targets(app->workspace.root, err);
	if (!result)
		result = editors_write(app->workspace.root, NULL, &out, err);
	/* A copy of a trusted course is trusted. Every other one is asked for when it is to run. */
	if (!result && (app->trusts || trust_has_folder(course))) {
		char *origin = trust_origin(&app->workspace, &app->config);

		consent_keep(app, origin);
		free(origin);
	}
	if (!result) {
		buffer_addf(&out, "%s has %zu exercises for you. Now: cd %s && rustgym\n", folder,
			    app->course->count, folder);
		result = app_print(&out, err);
	}
	buffer_clear(&out);
	free(course);
	return result;
}

static const struct option options[] = {
	{"course", "FOLDER", "a course to copy, as it is in this folder (the installed one)"},
	{"from", "URL|DIR", "clone this course instead: rustgym's, rustlings', wr's or Exercism's"},
	{NULL, NULL, NULL},
};

const struct command cmd_init = {
	.name = "init",
	.group = GROUP_SETUP,
	.synopsis = "[FOLDER] [--course FOLDER | --from URL|DIR]",
	.summary = "make a folder with a copy of all exercises, to work in",
	.details =
		"Editors with rust-analyzer find its packages by the settings that rustgym writes there.\n"
		"Nothing of the course is run. If it is not the installed one, the first command that "
		"runs its\ncode asks whether you trust it. In a course that you have already, just run "
		"`rustgym`.",
	.options = options,
	.operands_max = 1,
	.run = run,
};
