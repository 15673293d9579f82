#include "rustgym/app/handed_out.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/history.h"
#include "rustgym/workspace/progress_file.h"
#include "session_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void session_notice(struct session *s, const char *text)
{
	s->listener.notice(text, s->listener.data);
}

static void hear(const char *text, void *data)
{
	session_notice(data, text);
}

/* ---- progress ------------------------------------------------------------------------------- */

static void sync_progress(uv_work_t *work)
{
	struct session *s = work->data;

	progress_sync(&s->app->workspace, &s->unsynced);
}

static void on_synced(uv_work_t *work, int status);

static void begin_sync(struct session *s)
{
	s->unsynced = (struct error)ERROR_INIT;
	s->syncing = SYNC_UNDER_WAY;
	s->sync.data = s;
	uv_queue_work(s->loop, &s->sync, sync_progress, on_synced);
}

static void on_synced(uv_work_t *work, int status)
{
	struct session *s = work->data;
	bool again = s->syncing == SYNC_AGAIN;

	(void)status;
	s->syncing = SYNC_NONE;
	if (*s->unsynced.message && !s->closed)
		session_notice(s, s->unsynced.message);
	if (again)
		begin_sync(s);
}

int session_commit(struct session *s, struct progress *progress, struct error *err)
{
	int result = progress_commit_soon(&s->app->workspace, progress, err);

	if (!result && s->syncing == SYNC_NONE)
		begin_sync(s);
	else if (!result)
		s->syncing = SYNC_AGAIN;
	return result;
}

void session_take_progress(struct session *s, struct progress *progress)
{
	progress_clear(&s->progress);
	s->progress = *progress;
}

bool session_advances(const struct session *s)
{
	return strcmp(s->app->config.values[CONFIG_ADVANCE], "auto") == 0;
}

/* ---- what others may ask ---------------------------------------------------------------------- */

const struct exercise *session_current(const struct session *s)
{
	return s->current;
}

const struct exercise *session_focus(const struct session *s)
{
	return s->focus;
}

const struct exercise *session_following(const struct session *s)
{
	return s->current && s->current != s->focus &&
			       !progress_done(&s->progress, s->current->name)
		       ? s->current
		       : app_next_pending(s->app, &s->progress, s->focus);
}

bool session_waited(const struct session *s)
{
	return s->waited;
}

bool session_is_untouched(const struct session *s, const struct exercise *exercise)
{
	if (s->history)
		return handed_out_is_untouched(s->app, s->history, exercise);
	return !progress_find(&s->progress, exercise->name); /* nothing else is known */
}

struct session_work session_work(const struct session *s)
{
	const struct config *config = &s->app->config;

	struct session_work work = {.activity = SESSION_IDLE};

	if (!s->verification)
		return work;
	work.progress = verification_progress(s->verification);
	if (verification_is_running(s->verification)) {
		work.activity = SESSION_RUNS;
		work.limit_s = config_seconds(config, CONFIG_RUN_S);
	} else {
		work.activity = SESSION_COMPILES;
		work.limit_s = config_seconds(config, CONFIG_COMPILE_S);
	}
	return work;
}

const struct exercise *session_meanwhile(const struct session *s)
{
	const struct course *course = s->app->course;
	size_t start = s->verified ? s->verified->index : 0;

	if (!s->verification || !verification_progress(s->verification).first_build)
		return NULL;
	for (size_t i = 1; i < course->count; i++) {
		const struct exercise *e = &course->exercises[(start + i) % course->count];

		if (e->builder == BUILDER_RUSTC && !progress_done(&s->progress, e->name))
			return e;
	}
	return NULL;
}

const struct exercise *session_background(const struct session *s, struct verify_progress *progress)
{
	if (!s->aside)
		return NULL;
	if (progress)
		*progress = verification_progress(s->aside);
	return s->aside_exercise;
}

const struct progress *session_progress(const struct session *s)
{
	return &s->progress;
}

const char *session_method(const struct session *s)
{
	return watcher_method(s->watcher);
}

/* ---- opening and closing -------------------------------------------------------------------- */

static void open_history(struct session *s)
{
	struct error err = ERROR_INIT;

	if (history_open(&s->app->workspace, s->app->course, &s->history, &err))
		session_notice(s, err.message);
}

static int start(struct session *s, uv_loop_t *loop, struct error *err)
{
	struct verifier_options options = {
		.loop = loop,
		.toolchain = &s->toolchain,
		.course = s->app->course,
		.cache = s->app->workspace.cache,
		.columns = isatty(STDOUT_FILENO) ? s->app->style.width : 0,
		.compile_s = config_seconds(&s->app->config, CONFIG_COMPILE_S),
		.run_s = config_seconds(&s->app->config, CONFIG_RUN_S),
		.cores = app_cores(),
	};
	char *folder, *old;
	int result = app_toolchain(s->app, &s->toolchain, err);

	if (!result)
		result = workspace_lock(&s->app->workspace, &s->lock, err);
	if (!result)
		result = progress_load(&s->app->workspace, &s->progress, err);
	if (!result)
		result = app_exercise(s->app, &s->progress, NULL, &s->current, err);
	if (result)
		return result;
	if (s->progress.notice)
		session_notice(s, s->progress.notice);
	old = app_old_toolchain(s->app, &s->toolchain);
	if (old)
		session_notice(s, old);
	free(old);
	session_tell_mended(s);
	open_history(s);
	s->verifier = verifier_new(&options);
	known_texts_init(&s->texts, s->app->course);
	folder = app_exercises_folder(s->app);
	result = watcher_start(loop, folder, session_on_saved, s, &s->watcher, err);
	if (!result && watcher_remark(s->watcher))
		session_notice(s, watcher_remark(s->watcher));
	free(folder);
	return result;
}

void session_free(struct session *s)
{
	if (!s)
		return;
	verifier_free(s->verifier);
	pending_snapshots_free(s->pending);
	history_free(s->history);
	progress_clear(&s->progress);
	toolchain_clear(&s->toolchain);
	known_texts_clear(&s->texts);
	preparation_free(s->preparation);
	preview_free(s->preview);
	housekeeping_free(s->housekeeping);
	lock_release(s->lock);
	free(s);
}

static void on_progress(void *data)
{
	session_refresh(data);
}

int session_open(struct app *app, uv_loop_t *loop, const struct session_listener *listener,
		 struct session **out, struct error *err)
{
	struct session *s = memory_new(sizeof(*s));
	int result;

	s->app = app;
	s->listener = *listener;
	s->loop = loop;
	s->progress = (struct progress)PROGRESS_INIT;
	result = start(s, loop, err);
	if (result) {
		session_free(s);
		s = NULL;
	} else {
		s->preparation = preparation_new(app, loop, s->verifier, session_on_crates, s);
		s->preview = preview_new(app->course, s->verifier, session_on_foreseen, s);
		s->housekeeping = housekeeping_new(&app->workspace, loop, hear, s);
		s->progress_watch = progress_watch_start(loop, &app->workspace,
							 strcmp(session_method(s), "poll") == 0,
							 on_progress, s);
		s->pending = pending_snapshots_new(&(struct pending_snapshots_options){
			.history = s->history, .loop = loop, .failed = hear, .data = s});
		uv_timer_init(loop, &s->again);
		s->again.data = s;
		uv_timer_init(loop, &s->keeping);
		s->keeping.data = s;
	}
	*out = s;
	return result;
}

void session_close(struct session *s)
{
	s->closed = true;
	preparation_close(s->preparation);
	preview_stop(s->preview);
	progress_watch_close(s->progress_watch);
	housekeeping_close(s->housekeeping);
	if (s->verification)
		verification_cancel(s->verification);
	if (s->aside)
		verification_cancel(s->aside);
	pending_snapshots_close(s->pending);
	watcher_close(s->watcher);
	uv_close((uv_handle_t *)&s->again, NULL);
	uv_close((uv_handle_t *)&s->keeping, NULL);
}
