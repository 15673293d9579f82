#include "session.h"
#include "housekeeping.h"
#include "known_texts.h"
#include "preparation.h"
#include "progress_watch.h"
#include "rustgym/app/handed_out.h"
#include "rustgym/app/pending_snapshots.h"
#include "rustgym/app/record.h"
#include "rustgym/app/verdict_cache.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/event/watcher.h"
#include "rustgym/history/history.h"
#include "rustgym/toolchain/source.h"
#include "rustgym/toolchain/toolchain.h"
#include "rustgym/toolchain/verify.h"
#include "rustgym/workspace/progress_file.h"

#include <stdlib.h>
#include <string.h>

enum {
	ABSENT_MS = 200, /* ms; longer than editors leave a file missing or empty while they save */
	/* ms; a verdict that takes longer lets the saved text be recorded before it */
	KEEP_MS = 1000,
	CHASES_MAX = 20, /* more often than a learner saves during one run of a program */
};

struct session {
	struct app *app;
	uv_loop_t *loop;
	struct session_listener listener;
	struct toolchain toolchain;
	struct history *history; /* NULL if it cannot be opened: then no snapshot is recorded */
	struct progress progress;
	struct verifier *verifier;
	struct verification *verification; /* the running verification, or NULL */
	const struct exercise *verified;   /* the exercise of that verification */
	bool asked;                        /* the learner asked for it; false: a save started it */
	bool waited;                       /* it waited for another verification */
	struct watcher *watcher;
	uv_timer_t again;                  /* checks again the files that were missing or empty */
	struct pending_snapshots *pending; /* the verified texts that are not recorded yet */
	uv_timer_t keeping;
	const struct exercise *current, *focus;
	/* saved while an exercise that the learner asked for was verified: becomes the focus */
	const struct exercise *wanted;
	struct known_texts texts;
	/*
	 * Number of times in a row that an exercise changed while its own program ran. A new save
	 * interrupts a verification, but a program that writes to its own source must not be
	 * started for ever.
	 */
	unsigned chases;
	/*
	 * it changed more than CHASES_MAX times: the next verdict is completed, then the learner is
	 * told
	 */
	bool changed_itself;
	struct preparation *preparation; /* prepares the next exercises when nothing is verified */
	struct housekeeping *housekeeping;
	struct progress_watch *progress_watch;
	uv_work_t sync; /* makes progress durable in a worker thread */
	enum { SYNC_NONE, SYNC_UNDER_WAY, SYNC_AGAIN } syncing;
	struct error unsynced;
	bool closed; /* nothing new may start */
	struct lock *lock;
};

static void notice(struct session *s, const char *text)
{
	s->listener.notice(text, s->listener.data);
}

static void hear(const char *text, void *data)
{
	notice(data, text);
}

/* ---- during a verification ------------------------------------------------------------------- */

static void on_diagnostic(const struct diagnostic *diagnostic, void *data)
{
	struct session *s = data;

	s->listener.diagnostic(diagnostic, s->verified, s->listener.data);
}

static void on_note(const char *text, void *data)
{
	struct session *s = data;

	s->listener.note(text, s->listener.data);
}

/*
 * Returns the hash of the exercise's files. 0: the exercise, or a file that the learner edits, is
 * missing or cannot be read.
 */
static uint64_t hash_now(struct session *s, const struct exercise *exercise, size_t *size)
{
	struct source source;

	*size = 0;
	if (source_read(s->app->workspace.root, exercise, &source, NULL))
		return 0;
	*size = source.size;
	return source.hash;
}

static char *on_passed(const struct exercise *exercise, void *data)
{
	struct session *s = data;
	struct error err = ERROR_INIT;
	char *root = handed_out_tree(s->app, s->history, exercise, &err);

	if (err.code)
		notice(s, err.message);
	return root;
}

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
		notice(s, s->unsynced.message);
	if (again)
		begin_sync(s);
}

/* Writes progress so that every reader sees it, but does not wait for the disk. */
static int commit(struct session *s, struct progress *progress, struct error *err)
{
	int result = progress_commit_soon(&s->app->workspace, progress, err);

	if (!result && s->syncing == SYNC_NONE)
		begin_sync(s);
	else if (!result)
		s->syncing = SYNC_AGAIN;
	return result;
}

/* Replaces the session's progress by `progress`, which is taken over. */
static void take_progress(struct session *s, struct progress *progress)
{
	progress_clear(&s->progress);
	s->progress = *progress;
}

/* Returns whether a pass moves to the next exercise by itself. */
static bool advances(const struct session *s)
{
	return strcmp(s->app->config.values[CONFIG_ADVANCE], "auto") == 0;
}

/*
 * Enters the verdict in progress, then shows it; a worker thread makes progress durable. The lock
 * of progress.json is released before the verdict is shown.
 */
static void keep(struct session *s, const struct verdict *verdict)
{
	bool moved = false;
	const struct exercise *next = NULL;
	struct progress progress = PROGRESS_INIT;
	struct error err = ERROR_INIT;
	int result = record_verdict(s->app, verdict, advances(s), &progress, &moved, &next, &err);

	if (!result && verdict->outcome != OUTCOME_UNVERIFIED)
		result = commit(s, &progress, &err);
	progress_abort(&progress);
	if (progress.notice)
		notice(s, progress.notice);
	if (result) {
		notice(s, err.message);
		progress_clear(&progress);
	} else {
		take_progress(s, &progress);
		if (moved || !s->current)
			app_exercise(s->app, &s->progress, NULL, &s->current, NULL);
	}
	s->listener.verdict(verdict, s->listener.data);
	if (moved)
		s->listener.advanced(next, s->listener.data);
	pending_snapshots_verdict(s->pending, verdict);
	if (s->history)
		housekeeping_begin(s->housekeeping);
}

/*
 * Tells the learner that a program changes its own source. The changed text counts as judged, so
 * that only a save verifies it again.
 */
static void tell_of_change(struct session *s, const struct exercise *exercise)
{
	struct known_text *text = known_texts_of(&s->texts, exercise);
	size_t size;
	char *said = memory_format(
		"%s changes each time that its program runs; does it write to its "
		"own file? Save it once more to have it checked",
		exercise->path);

	notice(s, said);
	text->hash = hash_now(s, exercise, &size);
	text->state = TEXT_JUDGED;
	free(said);
}

/* If the verdict takes long, records the saved text meanwhile. It gets its outcome later. */
static void keep_saved(uv_timer_t *timer)
{
	struct session *s = timer->data;

	pending_snapshots_flush(s->pending);
}

/* After a failure the learner usually saves the same exercise again, after a pass the next one. */
static void prepare(struct session *s)
{
	const struct preparation_scene scene = {
		.progress = &s->progress,
		.current = s->current,
		.expected = {s->focus, s->current != s->focus ? s->current : NULL},
		.texts = &s->texts,
	};

	if (!s->verification && !s->closed)
		preparation_begin(s->preparation, &scene);
}

static void verify_waiting(struct session *s);
static void look_again(uv_timer_t *timer);

static void on_verdict(struct verdict *verdict, void *data)
{
	struct session *s = data;

	uv_timer_stop(&s->keeping);
	s->verification = NULL;
	known_text_judge(known_texts_of(&s->texts, verdict->exercise), verdict);
	keep(s, verdict);
	if (s->changed_itself)
		tell_of_change(s, verdict->exercise);
	else
		s->chases = 0;
	s->changed_itself = false;
	if (known_texts_of(&s->texts, verdict->exercise)->look_again)
		uv_timer_start(&s->again, look_again, ABSENT_MS, 0);
	verdict_free(verdict);
	verify_waiting(s);
	prepare(s);
}

/* ---- verifying ------------------------------------------------------------------------------- */

/*
 * Restores the course's own files of a folder exercise before a verification. Returns whether a
 * file was restored.
 */
static bool restore_course_files(struct session *s, const struct exercise *exercise)
{
	struct buffer names = BUFFER_INIT;
	struct error err = ERROR_INIT;
	bool restored;

	if (s->history && exercise->folder) {
		if (history_restore_course_files(s->history, exercise, &names, &err))
			notice(s, err.message);
		else if (names.len) {
			char *text = memory_format(
				"put back as the course has them (`rustgym undo %s` brings yours "
				"back): %.*s",
				exercise->name, (int)names.len - 1, names.data);
			notice(s, text);
			free(text);
		}
	}
	restored = names.len > 0;
	buffer_clear(&names);
	return restored;
}

/* Cancels the running verification for another one. A saved text still waits for its verdict. */
static void interrupt(struct session *s)
{
	struct known_text *text;

	if (!s->verification)
		return;
	verification_cancel(s->verification);
	s->verification = NULL;
	text = known_texts_of(&s->texts, s->verified);
	text->state = s->asked ? TEXT_UNSETTLED : TEXT_WAITING;
}

/* `hash` is the hash of the present text. */
static void verify(struct session *s, const struct exercise *exercise, bool asked, uint64_t hash)
{
	struct verify_request request = {.exercise = exercise,
					 .diagnostic = on_diagnostic,
					 .note = on_note,
					 .handed_out = on_passed,
					 .done = on_verdict,
					 .data = s};
	struct known_text *text = known_texts_of(&s->texts, exercise);
	size_t size;

	if (s->closed)
		return;
	preparation_stop(s->preparation);
	interrupt(s);
	text->hash = hash;
	if (hash && restore_course_files(s, exercise))
		text->hash = hash_now(s, exercise, &size);
	text->state = TEXT_UNDER_WAY;
	s->verified = exercise;
	s->asked = asked;
	s->verification = verification_start(s->verifier, &request);
	pending_snapshots_take(s->pending, exercise);
	uv_timer_start(&s->keeping, keep_saved, KEEP_MS, 0);
	s->listener.started(exercise, text->hash, s->listener.data);
}

/*
 * Verifies the next text that was saved during another verification. The focus moves only to the
 * current exercise or to the wanted one; if several exercises were saved together, it becomes the
 * current one.
 */
static void verify_waiting(struct session *s)
{
	const struct exercise *exercise = known_texts_next(&s->texts, s->current);
	size_t size;

	if (!exercise || s->verification || s->closed)
		return;
	if (exercise == s->current || exercise == s->wanted)
		s->focus = exercise;
	s->waited = true;
	verify(s, exercise, false, hash_now(s, exercise, &size));
}

void session_verify(struct session *s, const struct exercise *exercise)
{
	size_t size;

	s->focus = exercise;
	s->waited = false;
	verify(s, exercise, true, hash_now(s, exercise, &size));
}

/* ---- saves ---------------------------------------------------------------------------------- */

/*
 * Each saved text gets a verdict. A newer text of an exercise, or a save of the current exercise,
 * interrupts the running verification. Other exercises wait for their turn.
 */
static void verify_saved(struct session *s, const struct exercise *exercise, uint64_t hash)
{
	if (s->verification && s->verified != exercise && exercise != s->current) {
		char *text = memory_format("%s waits until %s has its verdict", exercise->name,
					   s->verified->name);
		known_texts_of(&s->texts, exercise)->state = TEXT_WAITING;
		if (s->asked)
			s->wanted = exercise;
		s->listener.note(text, s->listener.data);
		free(text);
		return;
	}
	s->focus = exercise;
	s->waited = false;
	verify(s, exercise, false, hash);
}

static void look(struct session *s, const struct exercise *exercise, bool saved, bool last_look)
{
	struct known_text *text = known_texts_of(&s->texts, exercise);
	size_t size;
	uint64_t hash = hash_now(s, exercise, &size);
	/*
	 * A missing file of an exercise that was not verified yet only matters for the current
	 * exercise.
	 */
	bool missed = !hash && text->state == TEXT_UNSEEN && exercise == s->current;

	if (!known_text_is_news(text, hash, saved) && !missed)
		return;
	if (!hash && s->verification && s->verified == exercise &&
	    verification_is_running(s->verification)) {
		/* the program may have removed its own source: wait for its verdict */
		text->look_again = true;
		return;
	}
	if (!size && !last_look) {
		text->look_again = true;
		uv_timer_start(&s->again, look_again, ABSENT_MS, 0);
		return;
	}
	if (s->verification && s->verified == exercise &&
	    verification_is_running(s->verification) && ++s->chases > CHASES_MAX) {
		s->changed_itself = true;
		return;
	}
	verify_saved(s, exercise, hash);
}

static void look_again(uv_timer_t *timer)
{
	struct session *s = timer->data;

	for (size_t i = 0; i < s->app->course->count; i++)
		if (s->texts.items[i].look_again) {
			s->texts.items[i].look_again = false;
			look(s, &s->app->course->exercises[i], true, true);
		}
}

/* After lost events, every text that was verified in this session may have changed. */
static void look_at_all(struct session *s)
{
	for (size_t i = 0; i < s->app->course->count; i++)
		if (s->texts.items[i].state != TEXT_UNSEEN ||
		    s->current == &s->app->course->exercises[i])
			look(s, &s->app->course->exercises[i], false, false);
}

static void on_saved(const char *path, void *data)
{
	struct session *s = data;
	const char *below = path ? path_below(path, s->app->workspace.root) : NULL;
	const struct exercise *exercise;

	session_refresh(s);
	if (!path) {
		look_at_all(s);
		return;
	}
	exercise = below ? course_find_path(s->app->course, below) : NULL;
	if (exercise)
		look(s, exercise, true, false);
}

/* ---- moving --------------------------------------------------------------------------------- */

/* Shows the notice about repaired files. */
static void tell_mended(struct session *s)
{
	if (s->app->notice)
		notice(s, s->app->notice);
	free(s->app->notice);
	s->app->notice = NULL;
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/*
 * Takes `progress` over. If another program has changed the current exercise, this session changes
 * to it, too.
 */
static void follow(struct session *s, struct progress *progress)
{
	bool chosen = !same_text(s->progress.current, progress->current);
	const struct exercise *current;

	take_progress(s, progress);
	if (!chosen && !advances(s))
		return;
	if (app_exercise(s->app, &s->progress, NULL, &current, NULL) || current == s->current)
		return;
	s->current = current;
	s->listener.advanced(current, s->listener.data);
	if (current)
		session_verify(s, current);
}

void session_refresh(struct session *s)
{
	struct progress progress;

	if (progress_is_fresh(&s->app->workspace, &s->progress))
		return;
	app_mend_progress(s->app);
	tell_mended(s);
	if (progress_load(&s->app->workspace, &progress, NULL)) {
		progress_clear(&progress);
		return;
	}
	if (progress.notice)
		notice(s, progress.notice);
	follow(s, &progress);
}

static void on_progress(void *data)
{
	session_refresh(data);
}

static void set_current(struct session *s, const struct exercise *exercise)
{
	struct progress progress = PROGRESS_INIT;
	struct error err = ERROR_INIT;
	int result = progress_begin(&s->app->workspace, &progress, &err);

	if (!result) {
		progress_set_current(&progress, exercise->name);
		result = commit(s, &progress, &err);
	}
	if (result) {
		notice(s, err.message);
		progress_clear(&progress);
	} else {
		take_progress(s, &progress);
	}
	s->current = exercise;
}

void session_goto(struct session *s, const struct exercise *exercise)
{
	set_current(s, exercise);
	s->listener.advanced(exercise, s->listener.data);
	session_verify(s, exercise);
}

void session_next(struct session *s)
{
	const struct exercise *next;

	session_refresh(s);
	next = app_next_pending(s->app, &s->progress, s->current);
	if (s->focus && s->current && s->focus != s->current &&
	    !progress_done(&s->progress, s->current->name))
		next = s->current;
	if (next)
		session_goto(s, next);
	else
		s->listener.advanced(NULL, s->listener.data);
}

void session_begin(struct session *s)
{
	if (s->current)
		session_verify(s, s->current);
	else
		s->listener.advanced(NULL, s->listener.data);
}

const struct exercise *session_current(const struct session *s)
{
	return s->current;
}

const struct exercise *session_focus(const struct session *s)
{
	return s->focus;
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
		notice(s, err.message);
}

static int start(struct session *s, uv_loop_t *loop, struct error *err)
{
	struct verifier_options options = {
		.loop = loop,
		.toolchain = &s->toolchain,
		.course = s->app->course,
		.cache = s->app->workspace.cache,
		.compile_s = config_seconds(&s->app->config, CONFIG_COMPILE_S),
		.run_s = config_seconds(&s->app->config, CONFIG_RUN_S),
		.cores = app_cores(),
	};
	char *folder;
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
		notice(s, s->progress.notice);
	tell_mended(s);
	open_history(s);
	s->verifier = verifier_new(&options);
	known_texts_init(&s->texts, s->app->course);
	folder = path_join(s->app->workspace.root, "exercises");
	result = watcher_start(loop, folder, on_saved, s, &s->watcher, err);
	if (!result && watcher_remark(s->watcher))
		notice(s, watcher_remark(s->watcher));
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
	housekeeping_free(s->housekeeping);
	lock_release(s->lock);
	free(s);
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
		s->preparation = preparation_new(app, loop, s->verifier);
		s->housekeeping = housekeeping_new(&app->workspace, loop, hear, s);
		s->progress_watch = progress_watch_start(loop, &app->workspace,
							 strcmp(session_method(s), "poll") == 0,
							 on_progress, s);
		s->pending = pending_snapshots_new(
			&(struct pending_snapshots_options){.history = s->history,
							    .root = app->workspace.root,
							    .loop = loop,
							    .failed = hear,
							    .data = s});
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
	progress_watch_close(s->progress_watch);
	housekeeping_close(s->housekeeping);
	if (s->verification)
		verification_cancel(s->verification);
	pending_snapshots_close(s->pending);
	watcher_close(s->watcher);
	uv_close((uv_handle_t *)&s->again, NULL);
	uv_close((uv_handle_t *)&s->keeping, NULL);
}
