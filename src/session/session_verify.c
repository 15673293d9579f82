#include "rustgym/app/handed_out.h"
#include "rustgym/app/record.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/history.h"
#include "rustgym/history/placed.h"
#include "session_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
	/* ms; a verdict that takes longer lets the saved text be recorded before it */
	KEEP_MS = 1000,
};

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

void session_read_text(const struct session *s, const struct exercise *exercise,
		       struct saved_text *text)
{
	const char *root = s->app->workspace.root;

	*text = (struct saved_text){.files = EXERCISE_FILES_INIT};
	if (exercise_files_read(root, exercise, &text->files, NULL))
		exercise_files_clear(&text->files); /* its verdict says why */
	else
		source_look(root, exercise, &text->files, &text->source, NULL);
}

static char *on_passed(const struct exercise *exercise, void *data)
{
	struct session *s = data;
	struct error err = ERROR_INIT;
	char *root = handed_out_tree(s->app, s->history, exercise,
				     pending_snapshots_files(s->pending, exercise), &err);

	if (err.code)
		session_notice(s, err.message);
	return root;
}

/* ---- the time that an exercise took ------------------------------------------------------------ */

struct timing {
	struct session *session;
	const struct exercise *exercise;
	struct time_spent time;
	bool known;
};

static void read_spent(struct history *history, void *data)
{
	struct timing *t = data;
	struct error err = ERROR_INIT;

	t->known = time_spent_read(history, t->session->app->course, t->exercise, &t->time, &err) ==
		   0;
}

static void on_spent(void *data)
{
	struct timing *t = data;
	struct session *s = t->session;

	t->time.exercise += !t->time.exercise; /* 0 would be an unknown time */
	t->time.topic += !t->time.topic;
	t->time.course += !t->time.course;
	if (t->known && t->exercise == s->focus && !s->closed)
		s->listener.timed(t->exercise, &t->time, s->listener.data);
	free(t);
}

static void read_time(struct session *s, const struct exercise *exercise)
{
	struct pending_read read = {.read = read_spent, .done = on_spent};
	struct timing *timing;

	if (!s->listener.timed)
		return;
	timing = memory_new(sizeof(*timing));
	*timing = (struct timing){.session = s, .exercise = exercise};
	read.data = timing;
	pending_snapshots_read(s->pending, &read);
}

/* ---- keeping a verdict ------------------------------------------------------------------------- */

/*
 * Enters the verdict in progress, then shows it; a worker thread makes progress durable. The lock
 * of progress.json is released before the verdict is shown. Returns whether another program has chosen
 * another exercise meanwhile: that choice is in the progress that was just read, so no later look finds it.
 */
static bool keep(struct session *s, struct verdict *verdict)
{
	bool moved = false, was_moved = false;
	const struct exercise *next = NULL;
	struct progress progress = PROGRESS_INIT;
	struct error err = ERROR_INIT;
	const struct record_options options = {
		.advance = session_advances(s),
		.tried = known_texts_of(&s->texts, verdict->exercise)->tried,
	};
	int result = record_verdict(s->app, verdict, options, &progress, &moved, &next, &err);

	if (!result && verdict->outcome != OUTCOME_UNVERIFIED)
		result = session_commit(s, &progress, &err);
	progress_abort(&progress);
	if (progress.notice)
		session_notice(s, progress.notice);
	if (result) {
		session_notice(s, err.message);
		progress_clear(&progress);
	} else {
		was_moved = !moved && session_was_moved(s, &progress);
		session_take_progress(s, &progress);
		if (moved || !s->current)
			app_exercise(s->app, &s->progress, NULL, &s->current, NULL);
	}
	s->listener.verdict(verdict, s->listener.data);
	if (moved)
		s->listener.advanced(next, s->listener.data);
	pending_snapshots_verdict(s->pending, verdict);
	if (verdict->outcome == OUTCOME_PASSED && verdict->exercise == s->focus)
		read_time(s, verdict->exercise);
	if (s->history)
		housekeeping_begin(s->housekeeping);
	return was_moved;
}

/*
 * Tells the learner that a program changes its own source. The changed text counts as judged, so
 * that only a save verifies it again.
 */
static void tell_of_change(struct session *s, const struct exercise *exercise)
{
	struct known_text *text = known_texts_of(&s->texts, exercise);
	struct saved_text now;
	char *said = memory_format(
		"%s changes each time that its program runs; does it write to its "
		"own file? Save it once more to have it checked",
		exercise->path);

	session_notice(s, said);
	session_read_text(s, exercise, &now);
	text->hash = now.source.hash;
	text->state = TEXT_JUDGED;
	exercise_files_clear(&now.files);
	free(said);
}

/* If the verdict takes long, records the saved text meanwhile. It gets its outcome later. */
static void keep_saved(uv_timer_t *timer)
{
	struct session *s = timer->data;

	pending_snapshots_flush(s->pending);
}

static void begin_preparation(struct session *s)
{
	const struct preparation_scene scene = {
		.progress = &s->progress,
		.current = s->current,
		.expected = {s->focus, s->current != s->focus ? s->current : NULL},
		.texts = &s->texts,
	};

	preparation_begin(s->preparation, &scene);
}

/*
 * After a failure the learner usually saves the same exercise again, after a pass the next one, whose
 * first error is shown before anything is prepared.
 */
static void prepare(struct session *s)
{
	if (!s->verification && !s->closed && !preview_begin(s->preview))
		begin_preparation(s);
}

void session_on_foreseen(struct verdict *verdict, void *data)
{
	struct session *s = data;

	if (verdict->exercise == session_following(s) && s->listener.foreseen)
		s->listener.foreseen(verdict, s->listener.data);
	prepare(s);
}

void session_on_crates(const struct exercise *exercise, void *data)
{
	struct session *s = data;

	if (preview_crates_built(s->preview, exercise) && !s->verification && !s->closed) {
		preparation_stop(s->preparation, false);
		preview_begin(s->preview);
	}
}

/* After a pass of the focus, the learner wants to know how the next exercise fails. */
static void want_preview(struct session *s, const struct verdict *verdict)
{
	bool wanted = verdict->outcome == OUTCOME_PASSED && s->listener.foreseen &&
		      strcmp(s->app->config.values[CONFIG_PREPARE], "on") == 0;
	const struct exercise *next = wanted ? session_following(s) : NULL;

	if (verdict->exercise != s->focus)
		return;
	preview_want(s->preview, s->focus, next);
	if (next && (preparation_has(s->preparation, next) ||
		     known_texts_of(&s->texts, next)->state != TEXT_UNSEEN))
		preview_crates_built(s->preview, next);
}

static void verify_waiting(struct session *s);

static void on_verdict(struct verdict *verdict, void *data)
{
	struct session *s = data;
	bool aside = s->aside && verdict->exercise == s->aside_exercise, was_moved;

	if (aside) {
		s->aside = NULL;
	} else {
		uv_timer_stop(&s->keeping);
		s->verification = NULL;
	}
	known_text_judge(known_texts_of(&s->texts, verdict->exercise), verdict);
	was_moved = keep(s, verdict);
	if (!aside && s->changed_itself)
		tell_of_change(s, verdict->exercise);
	else if (!aside)
		s->chases = 0;
	s->changed_itself = s->changed_itself && aside;
	if (known_texts_of(&s->texts, verdict->exercise)->look_again)
		uv_timer_start(&s->again, session_look_again, SESSION_ABSENT_MS, 0);
	want_preview(s, verdict);
	verdict_free(verdict);
	if (was_moved)
		session_follow(s);
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
			session_notice(s, err.message);
		else if (names.len) {
			char *text = memory_format(
				"put back as the course has them (`rustgym undo %s` brings yours "
				"back): %.*s",
				exercise->name, (int)names.len - 1, names.data);
			session_notice(s, text);
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

/* ---- in the background ----------------------------------------------------------------------- */

bool session_can_step_back(const struct session *s, const struct exercise *exercise)
{
	return s->verification && s->verified != exercise && exercise->builder == BUILDER_RUSTC &&
	       verification_progress(s->verification).by_cargo;
}

/* Lets the running verification go on in the background. */
static void step_back(struct session *s)
{
	char *text = memory_format("%s is built in the background; its verdict comes here",
				   s->verified->name);

	verification_step_back(s->verification);
	s->aside = s->verification;
	s->aside_exercise = s->verified;
	s->verification = NULL;
	pending_snapshots_set_aside(s->pending, s->verified);
	session_notice(s, text);
	free(text);
}

void session_end_aside(struct session *s)
{
	if (!s->aside)
		return;
	verification_cancel(s->aside);
	s->aside = NULL;
	known_texts_of(&s->texts, s->aside_exercise)->state = TEXT_WAITING;
}

/* The learner comes back to what is built in the background, and has not changed it. */
static bool comes_back(struct session *s, const struct exercise *exercise,
		       const struct saved_text *saved)
{
	return s->aside && s->aside_exercise == exercise && saved->source.hash &&
	       saved->source.hash == known_texts_of(&s->texts, exercise)->hash;
}

static void come_back(struct session *s, bool asked)
{
	interrupt(s);
	s->verification = s->aside;
	s->verified = s->aside_exercise;
	s->aside = NULL;
	s->asked = asked;
	s->listener.started(s->verified, known_texts_of(&s->texts, s->verified)->hash,
			    s->listener.data);
}

/*
 * Returns whether the learner wrote the text that is under way. Some editors open a file for writing when they
 * only show it (micro), which looks like a save.
 */
static bool is_the_learners(const struct session *s, const struct exercise *exercise)
{
	return !placed_is(&s->app->workspace, exercise,
			  known_texts_of(&s->texts, exercise)->hash) &&
	       !session_is_untouched(s, exercise);
}

void session_verify_text(struct session *s, const struct exercise *exercise, bool asked,
			 struct saved_text *saved)
{
	struct verify_request request = {.exercise = exercise,
					 .diagnostic = on_diagnostic,
					 .note = on_note,
					 .handed_out = on_passed,
					 .done = on_verdict,
					 .data = s};
	struct known_text *text = known_texts_of(&s->texts, exercise);

	if (s->closed)
		return;
	session_read_settings(s);
	preparation_stop(s->preparation, exercise->builder == BUILDER_CARGO);
	preview_stop(s->preview);
	if (comes_back(s, exercise, saved)) {
		come_back(s, asked);
		return;
	}
	if (session_can_step_back(s, exercise))
		step_back(s);
	interrupt(s);
	if (exercise->builder == BUILDER_CARGO)
		session_end_aside(s);
	if (saved->source.hash && restore_course_files(s, exercise)) {
		exercise_files_clear(&saved->files);
		session_read_text(s, exercise, saved);
	}
	text->hash = saved->source.hash;
	text->state = TEXT_UNDER_WAY;
	s->verified = exercise;
	s->asked = asked;
	if (saved->source.hash)
		request.source = &saved->source;
	s->verification = verification_start(s->verifier, &request);
	pending_snapshots_take(s->pending, exercise, &saved->files);
	uv_timer_start(&s->keeping, keep_saved, KEEP_MS, 0);
	s->listener.started(exercise, text->hash, s->listener.data);
	text->tried = !asked && is_the_learners(s, exercise); /* found out while it is compiled */
}

/* Verifies the exercise as it is now. */
static void verify_present(struct session *s, const struct exercise *exercise, bool asked)
{
	struct saved_text text;

	session_read_text(s, exercise, &text);
	session_verify_text(s, exercise, asked, &text);
	exercise_files_clear(&text.files);
}

/*
 * Verifies the next text that was saved during another verification. The focus moves only to the
 * current exercise or to the wanted one; if several exercises were saved together, it becomes the
 * current one.
 */
static void verify_waiting(struct session *s)
{
	const struct exercise *exercise = known_texts_next(&s->texts, s->current);

	if (!exercise || s->verification || s->closed)
		return;
	if (exercise == s->current || exercise == s->wanted)
		s->focus = exercise;
	s->waited = true;
	verify_present(s, exercise, false);
}

void session_verify(struct session *s, const struct exercise *exercise)
{
	s->focus = exercise;
	s->waited = false;
	verify_present(s, exercise, true);
}

void session_cancel(struct session *s)
{
	if (!s->verification && s->aside) {
		session_end_aside(s);
		known_texts_of(&s->texts, s->aside_exercise)->state = TEXT_UNSETTLED;
	}
	if (!s->verification)
		return;
	verification_cancel(s->verification);
	s->verification = NULL;
	uv_timer_stop(&s->keeping);
	pending_snapshots_flush(s->pending);
	known_texts_of(&s->texts, s->verified)->state = TEXT_UNSETTLED;
	verify_waiting(s);
}
