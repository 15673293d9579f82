/* Checks everything that can be wrong on a machine, and prints remedies. */
#include "command.h"
#include "rustgym/app/editors.h"
#include "rustgym/app/trust.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/course/hint.h"
#include "rustgym/event/job.h"
#include "rustgym/event/loop.h"
#include "rustgym/event/program.h"
#include "rustgym/event/terminal.h"
#include "rustgym/event/watcher.h"
#include "rustgym/history/history.h"
#include "rustgym/ui/text.h"
#include "rustgym/workspace/progress_file.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { SPACE_MIB_MIN = 500 };

struct visit {
	struct app *app;
	struct buffer out;
	int worst; /* 0, or the code of the first fault that stops rustgym from working */
};

static void fine(struct visit *v, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void fine(struct visit *v, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	style_add(&v->out, &v->app->style, INK_GREEN, style_mark(&v->app->style, "✓ ", "ok    "));
	text_clean(text, strlen(text), false, &v->out);
	buffer_add_char(&v->out, '\n');
}

/* With code 0, rustgym still works, but less well. */
static void amiss(struct visit *v, int code, const char *what, const char *remedy)
{
	if (code && !v->worst)
		v->worst = code;
	if (code)
		style_add(&v->out, &v->app->style, INK_RED,
			  style_mark(&v->app->style, "✗ ", "WRONG "));
	else
		style_add(&v->out, &v->app->style, INK_YELLOW,
			  style_mark(&v->app->style, "! ", "note  "));
	text_clean(what, strlen(what), false, &v->out);
	buffer_addf(&v->out, "\n      -> %s\n", remedy);
}

static void tool(struct visit *v, const char *name, const char *path, const char *remedy, int code)
{
	char what[128];

	if (path) {
		fine(v, "%s: %s", name, path);
		return;
	}
	snprintf(what, sizeof(what), "%s is not installed", name);
	amiss(v, code, what, remedy);
}

static void look_at_toolchain(struct visit *v)
{
	struct toolchain t = {0};
	struct error err = ERROR_INIT;
	char *linker, what[128];

	if (app_toolchain(v->app, &t, &err)) {
		amiss(v, ERROR_ENVIRONMENT, err.message, "then run `rustgym doctor` again");
		toolchain_clear(&t);
		return;
	}
	if (v->app->course->rust && toolchain_is_older(&t, v->app->course->rust)) {
		snprintf(what, sizeof(what), "rustc %s: this course needs %s", t.version,
			 v->app->course->rust);
		amiss(v, ERROR_ENVIRONMENT, what, TOOLCHAIN_NEWER);
	} else {
		fine(v, "rustc %s for %s: %s", t.version, t.host, t.rustc);
	}
	tool(v, "cargo", t.cargo, TOOLCHAIN_INSTALL, ERROR_ENVIRONMENT);
	tool(v, "clippy", t.clippy_driver,
	     "`rustup component add clippy` (without it no lint is seen)", ERROR_ENVIRONMENT);
	tool(v, "rustfmt", t.rustfmt, "`rustup component add rustfmt`", 0);
	tool(v, "rustdoc", t.rustdoc, TOOLCHAIN_INSTALL, 0);
	toolchain_clear(&t);
	linker = program_find("cc");
	tool(v, "a linker (cc)", linker,
	     "install a C compiler: `apt install gcc`, `dnf install gcc`, `xcode-select --install`",
	     ERROR_ENVIRONMENT);
	free(linker);
}

/* Files of another user, for example those that `sudo rustgym run` made. */
struct strangers {
	char *first; /* the path of one of them, or NULL */
	size_t count;
};

static void count_strangers(const char *path, struct strangers *strangers)
{
	struct stat st;
	DIR *dir;
	struct dirent *entry;

	if (lstat(path, &st) < 0)
		return;
	if (st.st_uid != geteuid() && !strangers->count++)
		strangers->first = memory_copy_string(path);
	dir = S_ISDIR(st.st_mode) ? opendir(path) : NULL;
	while (dir && (entry = readdir(dir))) {
		char *below;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		below = path_join(path, entry->d_name);
		count_strangers(below, strangers);
		free(below);
	}
	if (dir)
		closedir(dir);
}

static void look_at_owners(struct visit *v)
{
	const struct workspace *w = &v->app->workspace;
	char *exercises = app_exercises_folder(v->app), *what;
	const char *const folders[] = {exercises, w->state, w->cache};
	struct strangers strangers = {NULL, 0};

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		if (i < 2 || !path_below(w->cache, w->state))
			count_strangers(folders[i], &strangers);
	if (strangers.count) {
		what = memory_format("%zu file%s here belong%s to another user, %s among them",
				     strangers.count, strangers.count == 1 ? "" : "s",
				     strangers.count == 1 ? "s" : "", strangers.first);
		amiss(v, ERROR_IO, what,
		      "make them yours again: sudo chown -R \"$USER\" exercises .rustgym (and run "
		      "rustgym without sudo)");
		free(what);
	}
	free(strangers.first);
	free(exercises);
}

static void look_at_workspace(struct visit *v)
{
	const struct workspace *w = &v->app->workspace;
	struct error err = ERROR_INIT;
	struct statvfs st;
	struct history *history = NULL;

	fine(v, "workspace: %s", w->root);
	if (workspace_prepare(w, &err) || access(w->state, W_OK) < 0)
		amiss(v, ERROR_IO, *err.message ? err.message : ".rustgym can't be written",
		      "make the folder yours: chown -R \"$USER\" .rustgym");
	else if (history_open(w, v->app->course, &history, &err))
		amiss(v, 0, err.message,
		      "verdicts still work; `mv .rustgym/repo.git repo.git.old` begins a new history");
	else
		fine(v, "history: .rustgym/repo.git");
	history_free(history);
	if (statvfs(w->cache, &st) == 0 && (st.f_bavail * st.f_frsize >> 20) < SPACE_MIB_MIN)
		amiss(v, 0, "less than 500 MiB are free where build products go",
		      "free some space; everything in .rustgym/cache may be deleted");
}

/* Without trust nothing of the course is run, here neither. */
static void look_at_trust(struct visit *v)
{
	const struct app *app = v->app;
	char *origin = trust_origin_of(app);
	struct error why = ERROR_INIT;

	if (trust_is_said(app) || trust_is_known(app, origin, &why))
		fine(v, "trust: the code of this course may run");
	else if (*why.message)
		amiss(v, 0, why.message,
		      "make the file yours alone or delete it; rustgym then asks once more");
	else
		amiss(v, 0, "you have not said yet whether you trust this course",
		      "the first command that runs its code asks (`rustgym run`)");
	free(origin);
}

/* rustup would take a toolchain from it, and so run what the course names. */
static void look_at_toolchain_files(struct visit *v)
{
	static const char *const names[] = {"rust-toolchain", "rust-toolchain.toml",
					    "exercises/rust-toolchain",
					    "exercises/rust-toolchain.toml"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *path = path_join(v->app->workspace.root, names[i]), *what;

		what = memory_format("%s has no effect", names[i]);
		if (file_exists(path))
			amiss(v, 0, what,
			      "a course names its toolchain in exercises/roadmap.json; yours is in "
			      "RUSTUP_TOOLCHAIN");
		free(what);
		free(path);
	}
}

static void look_at_progress(struct visit *v)
{
	struct progress progress;
	struct error err = ERROR_INIT;

	if (progress_load(&v->app->workspace, &progress, &err))
		amiss(v, ERROR_IO, err.message, "see who owns .rustgym/progress.json");
	else if (progress.notice)
		amiss(v, 0, progress.notice, "nothing else to do");
	else
		fine(v, "progress: %zu exercises known", progress.count);
	progress_clear(&progress);
}

static void look_at_hints(struct visit *v)
{
	const struct course *course = v->app->course;
	size_t missing = 0;
	char what[160];

	if (course->kind != COURSE_OWN) {
		fine(v, "form: %s", course_kind_words(course->kind));
		return;
	}
	for (size_t i = 0; i < course->count; i++) {
		char *path = hints_path(v->app->hints, &course->exercises[i], ".md");
		missing += !file_exists(path);
		free(path);
	}
	if (!missing) {
		fine(v, "hints: %s/hints", v->app->hints);
		return;
	}
	snprintf(what, sizeof(what), "%zu of %zu exercises have no hints in %.60s", missing,
		 course->count, v->app->hints);
	amiss(v, 0, what, "`rustgym config course FOLDER` says where the course with the hints is");
}

static void look_at_editors(struct visit *v)
{
	static const struct exercise everything = {
		.name = "everything", .path = "exercises", .folder = true};
	const struct workspace *w = &v->app->workspace;
	struct file_set files = FILE_SET_INIT;
	struct strings faults = STRINGS_INIT;
	struct history *history = NULL;
	struct error err = ERROR_INIT;
	size_t found = 0;

	/* other people's courses are as their authors want them in an editor */
	if (v->app->course->count && exercise_is_foreign(&v->app->course->exercises[0]))
		return;
	/* without a history, the manifests as they are now decide */
	if (history_open(w, v->app->course, &history, NULL) == 0)
		history_read(history, &everything, HISTORY_PRISTINE, &files, NULL);
	if (editors_examine(w->root, &files, &found, &faults, &err))
		amiss(v, 0, err.message, "see who owns the files of your editor here");
	else if (!found)
		amiss(v, 0, "no editor has settings here, so rust-analyzer finds no package",
		      "`rustgym update` writes them");
	else if (!faults.count)
		fine(v, "editors: rust-analyzer is told about all packages");
	for (size_t i = 0; i < faults.count; i++)
		amiss(v, 0, faults.items[i],
		      "add them there, or delete the file: `rustgym update` then writes it");
	history_free(history);
	strings_clear(&faults);
	file_set_clear(&files);
}

static void ignore_save(const char *path, void *data)
{
	(void)path, (void)data;
}

static const char *remedy_for_watching(void)
{
	if (getenv("RUSTGYM_WATCH"))
		return "unset RUSTGYM_WATCH, so that rustgym chooses the best way";
	return "raise the limits: sysctl fs.inotify.max_user_watches=524288 "
	       "fs.inotify.max_user_instances=512";
}

static void look_at_watching(struct visit *v)
{
	struct watcher *watcher = NULL;
	struct error err = ERROR_INIT;
	char *folder = app_exercises_folder(v->app);
	uv_loop_t loop;

	if (loop_open(&loop, &err)) {
		amiss(v, ERROR_ENVIRONMENT, err.message, "ulimit -n 256");
		free(folder);
		return;
	}
	if (watcher_start(&loop, folder, ignore_save, NULL, &watcher, &err))
		amiss(v, ERROR_ENVIRONMENT, err.message, "RUSTGYM_WATCH=poll rustgym watch");
	else if (watcher_remark(watcher))
		amiss(v, 0, watcher_remark(watcher), remedy_for_watching());
	else if (strcmp(watcher_method(watcher), "poll") == 0)
		amiss(v, 0,
		      "this file system does not report changes, so rustgym looks for them 4 times a second",
		      "work on a local file system for faster verdicts");
	else
		fine(v, "watching by %s", watcher_method(watcher));
	watcher_close(watcher);
	uv_run(&loop, UV_RUN_DEFAULT);
	uv_loop_close(&loop);
	free(folder);
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct visit v = {.app = app, .out = BUFFER_INIT};
	int result;

	(void)arguments;
	fine(&v, "course: %s%s%s, %zu exercises", app->course->title,
	     *app->course->version ? " " : "", app->course->version, app->course->count);
	look_at_workspace(&v);
	look_at_owners(&v);
	look_at_trust(&v);
	look_at_toolchain(&v);
	look_at_toolchain_files(&v);
	look_at_progress(&v);
	look_at_hints(&v);
	look_at_editors(&v);
	look_at_watching(&v);
	if (terminal_is_usable())
		fine(&v, "terminal: %s, %d columns", getenv("TERM"), app->style.width);
	else
		amiss(&v, 0, "standard input and output are not both a terminal",
		      "`rustgym watch` prints lines here instead of a screen");
	result = app_print(&v.out, err);
	buffer_clear(&v.out);
	return result ? result : v.worst;
}

const struct command cmd_doctor = {
	.name = "doctor",
	.group = GROUP_SETUP,
	.synopsis = "",
	.summary = "look for problems on this machine, and say how to fix them",
	.needs_course = true,
	.run = run,
};
