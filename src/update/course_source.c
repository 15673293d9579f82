#include "rustgym/update/course_source.h"
#include "rustgym/app/git.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/url.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool holds_git(const char *folder)
{
	char *git = path_join(folder, ".git");
	bool there = file_exists(git);

	free(git);
	return there;
}

/* ---- git --------------------------------------------------------------------------------------- */

static int need_git(struct error *err)
{
	return git_need("this course comes by it; install git, or name a folder with the course",
			err);
}

/* It takes as long as it takes. */
static int run_git(const struct git_command *command, struct error *err)
{
	struct git_answer answer = GIT_ANSWER_INIT;
	int result = git_run(command, 0, &answer, err);

	if (!result && answer.status) {
		git_print_said(&answer);
		result = error_set(
			err, ERROR_ENVIRONMENT,
			"git could not get the course (its message is above); nothing was changed");
	}
	git_answer_clear(&answer);
	return result;
}

/* The bytes are the course's, whatever git is told to do to the learner's own files. */
static int clone_to(const char *const *more, const char *address, const char *folder,
		    struct error *err)
{
	static const char *const cloning[] = {"-C",          "/",
					      "clone",       "--quiet",
					      "--template=", "--no-recurse-submodules",
					      "--config",    "core.autocrlf=false",
					      NULL};
	struct git_command command;
	int result;

	git_command_init(&command);
	strings_add_all(&command.argv, cloning);
	strings_add_all(&command.argv, more);
	git_command_add_address(&command, "upload-pack", address);
	strings_add(&command.argv, folder);
	result = run_git(&command, err);
	git_command_clear(&command);
	return result;
}

/*
 * Made beside its place and moved there: half of one is never taken for a course. It is made anew each
 * time, for the settings of an old one, which lies below the workspace, could be anybody's.
 */
static int bring(const char *url, const char *clone, struct error *err)
{
	static const char *const newest[] = {"--depth", "1", NULL};
	char *beside = memory_format("%s.new", clone);
	int result = git_address_check(url, err);

	if (!result)
		result = file_remove(beside, err);
	if (!result)
		result = clone_to(newest, url, beside, err);
	if (!result)
		result = file_remove(clone, err);
	if (!result && rename(beside, clone) < 0)
		result = error_errno(err, errno, "%s can't be put in its place", clone);
	free(beside);
	return result;
}

static char *clone_of(const struct app *app, const char *url)
{
	uint64_t hash = file_hash(FILE_HASH_START, url, strlen(url));

	return memory_format("%s/course-%016" PRIx64, app->workspace.state, hash);
}

/* The clone's name has to be that of its URL, or somebody has changed the URL. */
static int expect_own_url(const struct app *app, const char *clone, const char *url,
			  struct error *err)
{
	char *expected = clone_of(app, url);
	int result = strcmp(expected, clone) == 0
			     ? 0
			     : error_set(
				       err, ERROR_USAGE,
				       "%s says that it came from %s, and that is not so; name the "
				       "course's folder or its git URL: `rustgym update FROM`",
				       clone, url);

	free(expected);
	return result;
}

/* Where a clone of ours came from. */
static int bring_again(const struct app *app, const char *clone, struct error *err)
{
	char *config = path_join(clone, ".git/config");
	struct git_answer answer = GIT_ANSWER_INIT;
	struct git_command command;
	int result;

	git_command_init(&command);
	strings_add_all(&command.argv,
			(const char *const[]){"-C", "/", "config", "--file", config,
					      "--no-includes", "--get", "remote.origin.url", NULL});
	result = git_run(&command, 0, &answer, err);
	if (!result && answer.status)
		result = error_set(err, ERROR_USAGE,
				   "nobody knows where %s came from; name the course's folder or "
				   "its git URL: `rustgym update FROM`",
				   clone);
	answer.out.data[strcspn(answer.out.data, "\n")] = '\0';
	if (!result)
		result = expect_own_url(app, clone, answer.out.data, err);
	if (!result)
		result = bring(answer.out.data, clone, err);
	git_command_clear(&command);
	git_answer_clear(&answer);
	free(config);
	return result;
}

static int from_url(const struct app *app, const char *url, struct course_source *source,
		    struct error *err)
{
	char *real = file_exists(url) ? realpath(url, NULL) : NULL;
	char *whole = real ? memory_format("file://%s", real) : memory_copy_string(url);
	int result = need_git(err);

	source->folder = clone_of(app, whole);
	if (!result)
		result = bring(whole, source->folder, err);
	free(whole);
	free(real);
	return result;
}

/* ---- a workspace that is a clone ------------------------------------------------------------- */

/* The commit whose course is the one that was pulled, or NULL: free() it. */
static char *pulled_commit(const char *root)
{
	static const char *const common[] = {"merge-base", "HEAD", "@{upstream}", NULL};
	static const char *const head[] = {"rev-parse", "--verify", "--quiet", "HEAD", NULL};
	char *commit = git_ask(root, common, 0);

	return commit ? commit : git_ask(root, head, 0);
}

static int take_course(const char *folder, const char *commit, struct error *err)
{
	struct git_command command;
	int result;

	git_command_init(&command);
	strings_add_all(&command.argv, (const char *const[]){"-C", folder, "checkout", "--quiet",
							     commit, "--", "exercises", NULL});
	result = run_git(&command, err);
	git_command_clear(&command);
	return result;
}

static int from_upstream(const struct app *app, struct course_source *source, struct error *err)
{
	static const char *const sharing[] = {"--shared", "--no-checkout", NULL};
	const char *root = app->workspace.root;
	char *commit = NULL, *folder = workspace_state(&app->workspace, "update/pulled");
	int result = need_git(err);

	source->folder = folder;
	source->pulled = true;
	if (!result)
		result = file_remove(folder, err);
	if (!result)
		commit = pulled_commit(root);
	if (!result && !commit)
		result = error_set(err, ERROR_USAGE, "%s has no commit yet", root);
	if (!result)
		result = clone_to(sharing, root, folder, err);
	if (!result)
		result = take_course(folder, commit, err);
	free(commit);
	return result;
}

/* ---- choosing the source --------------------------------------------------------------------- */

static int from_nothing(const struct app *app, struct course_source *source, struct error *err)
{
	const char *course = app->config.values[CONFIG_COURSE];
	int result = 0;

	if (!*course && holds_git(app->workspace.root))
		return from_upstream(app, source, err);
	if (*course && course_kind(course) == COURSE_OWN)
		source->folder = memory_copy_string(course);
	else
		source->folder = app_installed_course();
	if (!source->folder || strcmp(source->folder, app->workspace.root) == 0)
		return error_set(err, ERROR_USAGE,
				 "where is the newer course? Name its folder or its git URL: "
				 "`rustgym update FROM`");
	if (path_below(source->folder, app->workspace.state) && holds_git(source->folder)) {
		result = need_git(err);
		return result ? result : bring_again(app, source->folder, err);
	}
	return 0;
}

static int from_named(const struct app *app, const char *from, struct course_source *source,
		      struct error *err)
{
	char *real = realpath(from, NULL);

	if (real && strcmp(real, app->workspace.root) == 0) {
		free(real);
		return from_nothing(app, source, err);
	}
	if (real && course_kind(real) == COURSE_OWN) {
		source->folder = real;
		return 0;
	}
	free(real);
	if (url_is(from) || path_has_suffix(from, ".git"))
		return from_url(app, from, source, err);
	return error_set(err, ERROR_USAGE,
			 "%s is not a course: it has no exercises/roadmap.json, and it is not the "
			 "URL of a git repository",
			 from);
}

int course_source_find(const struct app *app, const char *from, struct course_source *source,
		       struct error *err)
{
	int result;

	*source = (struct course_source){0};
	result = workspace_prepare(&app->workspace, err);
	if (!result)
		result = from ? from_named(app, from, source, err) : from_nothing(app, source, err);
	if (!result && course_kind(source->folder) != COURSE_OWN)
		result = error_set(
			err, ERROR_USAGE,
			"the repository at %s is not a course: it has no exercises/roadmap.json",
			from ? from : source->folder);
	return result;
}

void course_source_clear(struct course_source *source)
{
	free(source->folder);
	*source = (struct course_source){0};
}
