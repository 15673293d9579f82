/* Changes the current exercise: after a pass, by a command, or because another program did. */
#include "rustgym/app/record.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/history.h"
#include "rustgym/workspace/progress_file.h"
#include "session_internal.h"

#include <stdlib.h>
#include <string.h>

void session_tell_mended(struct session *s)
{
	if (s->app->notice)
		session_notice(s, s->app->notice);
	free(s->app->notice);
	s->app->notice = NULL;
}

bool session_was_moved(const struct session *s, const struct progress *progress)
{
	const char *a = s->progress.current, *b = progress->current;

	return a && b ? strcmp(a, b) != 0 : a != b;
}

void session_follow(struct session *s)
{
	const struct exercise *current;

	if (app_exercise(s->app, &s->progress, NULL, &current, NULL) || current == s->current)
		return;
	s->current = current;
	s->listener.advanced(current, s->listener.data);
	if (current)
		session_verify(s, current);
}

/*
 * Takes `progress` over. If another program has changed the current exercise, this session changes
 * to it, too.
 */
static void follow(struct session *s, struct progress *progress)
{
	bool chosen = session_was_moved(s, progress);

	session_take_progress(s, progress);
	if (chosen || session_advances(s))
		session_follow(s);
}

void session_refresh(struct session *s)
{
	struct progress progress;

	if (progress_is_fresh(&s->app->workspace, &s->progress))
		return;
	app_mend_progress(s->app);
	session_tell_mended(s);
	if (progress_load(&s->app->workspace, &progress, NULL)) {
		progress_clear(&progress);
		return;
	}
	if (progress.notice)
		session_notice(s, progress.notice);
	follow(s, &progress);
}

void session_read_settings(struct session *s)
{
	struct app *app = s->app;
	struct config read;

	if (config_load(&app->workspace, &read, NULL)) {
		config_clear(&read); /* what was right at the start still holds */
		return;
	}
	config_clear(&app->config);
	app->config = read;
	verifier_set_deadlines(s->verifier, config_seconds(&read, CONFIG_COMPILE_S),
			       config_seconds(&read, CONFIG_RUN_S));
}

static void set_current(struct session *s, const struct exercise *exercise)
{
	struct progress progress = PROGRESS_INIT;
	struct error err = ERROR_INIT;
	int result = progress_begin(&s->app->workspace, &progress, &err);

	if (!result) {
		progress_set_current(&progress, exercise->name);
		result = session_commit(s, &progress, &err);
	}
	if (result) {
		session_notice(s, err.message);
		progress_clear(&progress);
	} else {
		session_take_progress(s, &progress);
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
	next = session_meanwhile(s);
	if (next) {
		session_goto(s, next);
		return;
	}
	next = app_next_pending(s->app, &s->progress, s->current);
	if (s->focus && s->current && s->focus != s->current &&
	    !progress_done(&s->progress, s->current->name))
		next = s->current;
	if (next && next == s->focus)
		session_notice(s, "no other exercise is left to do");
	else if (next)
		session_goto(s, next);
	else
		s->listener.advanced(NULL, s->listener.data);
}

void session_back(struct session *s)
{
	const struct exercise *from;

	session_refresh(s);
	from = s->focus ? s->focus : s->current;
	if (from && from->index)
		session_goto(s, from - 1);
	else if (from)
		session_notice(s, "this is the first exercise of the course");
	else if (s->app->course->count)
		session_goto(s, &s->app->course->exercises[s->app->course->count - 1]);
}

void session_reset(struct session *s, const struct exercise *exercise)
{
	struct history_change change = HISTORY_CHANGE_INIT;
	struct error err = ERROR_INIT;
	char *said = NULL;
	int result = 0;

	if (!s->history)
		result = error_set(&err, ERROR_IO, "without its history nothing can be reset");
	if (!result)
		result = history_reset(s->history, exercise, &change, &err);
	if (!result)
		result = record_change(s->app, s->history, &change, &err);
	if (!result)
		said = memory_format(change.changed
					     ? "%s was reset; `rustgym undo` brings yours back"
					     : "%s was as you began it: there was nothing to reset",
				     exercise->name);
	session_notice(s, result ? err.message : said);
	session_refresh(s);
	free(said);
	history_change_clear(&change);
}

void session_begin(struct session *s)
{
	if (s->app->reviews)
		session_notice(s, "This is a review: the files in " COURSE_REVIEW
				  "/ are copies, and what you passed stays as it is");
	if (s->current)
		session_verify(s, s->current);
	else
		s->listener.advanced(NULL, s->listener.data);
}
