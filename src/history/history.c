#include "rustgym/history.h"
#include "history_internal.h"
#include "rustgym/installed.h"
#include "rustgym/memory.h"

#include <dlfcn.h>
#include <stdlib.h>

struct history {
	const struct workspace *workspace;
	void *module; /* of dlopen; NULL when the module is a part of the program */
	const struct history_ops *ops;
	struct git_history *git; /* NULL while it rests */
};

/* ---- the module ----------------------------------------------------------------------------- */

#ifdef RUSTGYM_HISTORY_LINKED

static int open_module(struct history *history, struct error *err)
{
	(void)err;
	history->ops = &history_git;
	return 0;
}

#else

static int open_module(struct history *history, struct error *err)
{
	char *path = installed_find(HISTORY_MODULE);
	int result = 0;

	if (path)
		history->module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (history->module)
		history->ops = dlsym(history->module, "history_git");
	if (!path)
		result = error_set(err, ERROR_ENVIRONMENT,
				   "the history needs " HISTORY_MODULE
				   ", which is not where this program was installed; install "
				   "rustgym anew");
	else if (!history->ops)
		result = error_set(err, ERROR_ENVIRONMENT, "the history can't be opened: %s",
				   dlerror());
	free(path);
	return result;
}

#endif

/* The history with its repository open; when it can't be, the error is the operation's. */
static int wake(struct history *history, const struct course *course, struct error *err)
{
	int result = history->ops ? 0 : open_module(history, err);

	if (!result && !history->git)
		result = history->ops->open(history->workspace, course, &history->git, err);
	return result;
}

void history_rest(struct history *history)
{
	if (!history)
		return;
	if (history->git)
		history->ops->close(history->git);
	if (history->module)
		dlclose(history->module);
	history->git = NULL;
	history->module = NULL;
	history->ops = NULL;
}

int history_open(const struct workspace *workspace, const struct course *course,
		 struct history **out, struct error *err)
{
	struct history *history = memory_new(sizeof(*history));
	int result;

	history->workspace = workspace;
	result = wake(history, course, err);
	if (result) {
		history_free(history);
		history = NULL;
	}
	*out = history;
	return result;
}

void history_free(struct history *history)
{
	history_rest(history);
	free(history);
}

/* ---- what it does --------------------------------------------------------------------------- */

int history_base(struct history *history, const char *path, struct buffer *out, struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->base(history->git, path, out, err);
}

int history_snapshot(struct history *history, const struct exercise *exercise, const char *message,
		     struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->snapshot(history->git, exercise, message, err);
}

int history_reset(struct history *history, const struct exercise *exercise, bool *changed,
		  struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->reset(history->git, exercise, changed, err);
}

int history_undo_reset(struct history *history, const struct exercise *exercise, struct error *err)
{
	int result = wake(history, NULL, err);

	return result ? result : history->ops->undo_reset(history->git, exercise, err);
}

int history_restore_course_files(struct history *history, const struct exercise *exercise,
				 struct buffer *out, struct error *err)
{
	int result = exercise->folder ? wake(history, NULL, err) : 0;

	if (result || !exercise->folder)
		return result;
	return history->ops->restore_course_files(history->git, exercise, out, err);
}
