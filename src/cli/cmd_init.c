#include "command.h"
#include "consent.h"
#include "rustgym/app/trust.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"
#include "rustgym/history/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int copy_course(const char *course, const char *folder, struct error *err)
{
	char *from = path_join(course, "exercises"), *to = path_join(folder, "exercises");
	int result;

	if (file_exists(to))
		result = error_set(
			err, ERROR_USAGE,
			"%s exists already, and init never replaces a file. Choose another folder, or go there and run `rustgym`",
			to);
	else
		result = file_lay(from, to, err);
	free(to);
	free(from);
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

/* Records in the new workspace where its hints are and which text was handed out. */
static int settle(struct app *app, const char *folder, const char *course, struct error *err)
{
	struct history *history = NULL;
	int result = chdir(folder) < 0 ? error_set(err, ERROR_IO, "%s can't be entered", folder)
				       : 0;

	if (!result)
		result = workspace_at(".", &app->workspace, err);
	if (!result)
		result = workspace_prepare(&app->workspace, err);
	if (!result)
		result = config_load(&app->workspace, &app->config, err);
	if (!result)
		result = config_set(&app->workspace, &app->config, CONFIG_COURSE, course, err);
	workspace_clear(&app->workspace);
	config_clear(&app->config);
	if (!result)
		result = app_enter(app, err);
	if (!result)
		result = app_open_course(app, true, err);
	if (!result)
		result = history_open(&app->workspace, app->course, &history, err);
	history_free(history);
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

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	const char *folder = arguments_name(arguments) ? arguments_name(arguments) : "rustgym";
	const char *from = arguments_get(arguments, "course");
	char *course = from ? realpath(from, NULL) : app_installed_course();
	struct buffer out = BUFFER_INIT;
	int result = 0;

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
		result = copy_course(course, folder, err);
	if (!result)
		result = settle(app, folder, course, err);
	/* A copy of a trusted course is trusted. Every other one is asked for when it is to run. */
	if (!result && (app->trusts || trust_has_folder(course)))
		consent_keep(app, course);
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
	{"course", "FOLDER", "the folder of the course to copy (the installed one)"},
	{NULL, NULL, NULL},
};

const struct command cmd_init = {
	.name = "init",
	.group = GROUP_SETUP,
	.synopsis = "[FOLDER] [--course FOLDER]",
	.summary = "make a folder with a copy of all exercises, to work in",
	.details =
		"Nothing of the course is run. If it is not the installed one, the first command that "
		"runs its\ncode asks whether you trust it.",
	.options = options,
	.operands_max = 1,
	.run = run,
};
