#include "rustgym/update/course_source.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/url.h"
#include "rustgym/event/job.h"
#include "rustgym/event/program.h"

#include <errno.h>
#include <inttypes.h>
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
	char *git = program_find("git");
	bool there = git != NULL;

	free(git);
	return there ? 0
		     : error_set(
			       err, ERROR_ENVIRONMENT,
			       "git is not installed, and this course comes by it; install git, or "
			       "name a folder with the course");
}

/*
 * Runs git on the learner's terminal without a time limit, because it may ask for a password. Its
 * output goes to standard error.
 */
static int run_git(const char *const *argv, struct error *err)
{
	struct program_options options = {.argv = argv, .descriptors = {0, 2, 2}};
	int status, result = program_run(&options, NULL, &status, err);

	if (!result && status)
		result = error_set(
			err, ERROR_ENVIRONMENT,
			"git could not bring the course (it says why above); nothing was "
			"changed");
	return result;
}

static int fetch(const char *clone, struct error *err)
{
	const char *const fetching[] = {"git",     "-C", clone,    "fetch", "--quiet",
					"--depth", "1",  "origin", "HEAD",  NULL};
	const char *const taking[] = {"git",     "-C",     clone,        "reset",
				      "--quiet", "--hard", "FETCH_HEAD", NULL};
	int result = run_git(fetching, err);

	return result ? result : run_git(taking, err);
}

/*
 * Clones into a folder beside the final one and renames it, so that an incomplete clone is never
 * used.
 */
static int clone_new(const char *url, const char *clone, struct error *err)
{
	char *beside = memory_format("%s.new", clone);
	/* Keeps the course's bytes, whatever the learner's git settings say about line ends. */
	const char *const cloning[] = {
		"git", "clone", "--quiet", "--config", "core.autocrlf=false", "--depth", "1",
		"--",  url,     beside,    NULL};
	int result = file_remove(beside, err);

	if (!result)
		result = run_git(cloning, err);
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

static int from_url(const struct app *app, const char *url, struct course_source *source,
		    struct error *err)
{
	char *real = file_exists(url) ? realpath(url, NULL) : NULL;
	char *whole = real ? memory_format("file://%s", real) : memory_copy_string(url);
	int result = need_git(err);

	source->folder = clone_of(app, whole);
	if (!result)
		result = file_exists(source->folder) ? fetch(source->folder, err)
						     : clone_new(whole, source->folder, err);
	free(whole);
	free(real);
	return result;
}

/* ---- a workspace that is a clone ------------------------------------------------------------- */

/* Returns the commit of the pulled course, which the caller frees. */
static char *pulled_commit(const char *root)
{
	const char *const common[] = {"git", "-C", root, "merge-base", "HEAD", "@{upstream}", NULL};
	const char *const head[] = {"git", "-C", root, "rev-parse", "HEAD", NULL};
	struct buffer out = BUFFER_INIT;

	if (job_capture(common, root, &out, NULL)) {
		buffer_reset(&out);
		if (job_capture(head, root, &out, NULL))
			buffer_reset(&out);
	}
	out.data[strcspn(out.data, "\n")] = '\0';
	return buffer_detach(&out);
}

static int from_upstream(const struct app *app, struct course_source *source, struct error *err)
{
	const char *root = app->workspace.root;
	char *commit = NULL, *folder = workspace_state(&app->workspace, "update/pulled");
	const char *const cloning[] = {"git",
				       "clone",
				       "--quiet",
				       "--shared",
				       "--no-checkout",
				       "--config",
				       "core.autocrlf=false",
				       "--",
				       root,
				       folder,
				       NULL};
	int result = need_git(err);

	source->folder = folder;
	source->pulled = true;
	if (!result)
		result = file_remove(folder, err);
	if (!result)
		commit = pulled_commit(root);
	if (!result && !*commit)
		result = error_set(err, ERROR_USAGE, "%s has no commit yet", root);
	if (!result)
		result = run_git(cloning, err);
	if (!result) {
		const char *const taking[] = {"git",  "-C", folder,      "checkout", "--quiet",
					      commit, "--", "exercises", NULL};
		result = run_git(taking, err);
	}
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
	if (*course && course_is_at(course))
		source->folder = memory_copy_string(course);
	else
		source->folder = app_installed_course();
	if (!source->folder || strcmp(source->folder, app->workspace.root) == 0)
		return error_set(err, ERROR_USAGE,
				 "where is the newer course? Name its folder or its git URL: "
				 "`rustgym update FROM`");
	if (path_below(source->folder, app->workspace.state) && holds_git(source->folder)) {
		result = need_git(err);
		return result ? result : fetch(source->folder, err);
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
	if (real && course_is_at(real)) {
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
	if (!result && !course_is_at(source->folder))
		result = error_set(err, ERROR_USAGE,
				   "what git brought from %s is not a course: it has no "
				   "exercises/roadmap.json",
				   from ? from : source->folder);
	return result;
}

void course_source_clear(struct course_source *source)
{
	free(source->folder);
	*source = (struct course_source){0};
}
