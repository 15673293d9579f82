/* Decides which saved texts are verified, and when. */
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "session_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
	CHASES_MAX = 20, /* more often than a learner saves during one run of a program */
};

/*
 * Each saved text gets a verdict. A newer text of an exercise, or a save of the current exercise,
 * interrupts the running verification. Other exercises wait for their turn.
 */
static void verify_saved(struct session *s, const struct exercise *exercise,
			 struct saved_text *saved)
{
	if (s->verification && s->verified != exercise && exercise != s->current &&
	    !session_can_step_back(s, exercise)) {
		char *text = memory_format("%s waits until %s has its verdict", exercise->name,
					   s->verified->name);
		if (s->aside && s->aside_exercise == exercise)
			session_end_aside(s); /* it is about the text before this save */
		known_texts_of(&s->texts, exercise)->state = TEXT_WAITING;
		if (s->asked)
			s->wanted = exercise;
		s->listener.note(text, s->listener.data);
		free(text);
		return;
	}
	s->focus = exercise;
	s->waited = false;
	session_verify_text(s, exercise, false, saved);
}

/* Returns whether the exercise has a text to verify now. `last_look`: an empty text is one, too. */
static bool is_to_verify(struct session *s, const struct exercise *exercise,
			 const struct source *source, bool saved, bool last_look)
{
	struct known_text *text = known_texts_of(&s->texts, exercise);
	bool runs = s->verification && s->verified == exercise &&
		    verification_is_running(s->verification);
	/*
	 * A missing file of an exercise that was not verified yet only matters for the current
	 * exercise.
	 */
	bool missed = !source->hash && text->state == TEXT_UNSEEN && exercise == s->current;

	if (!known_text_is_news(text, source->hash, saved) && !missed)
		return false;
	if (!source->hash && runs) {
		/* the program may have removed its own source: wait for its verdict */
		text->look_again = true;
		return false;
	}
	if (!source->size && !last_look) {
		text->look_again = true;
		uv_timer_start(&s->again, session_look_again, SESSION_ABSENT_MS, 0);
		return false;
	}
	if (runs && ++s->chases > CHASES_MAX) {
		s->changed_itself = true;
		return false;
	}
	return true;
}

static void look(struct session *s, const struct exercise *exercise, bool saved, bool last_look)
{
	struct saved_text text;

	session_read_text(s, exercise, &text);
	if (is_to_verify(s, exercise, &text.source, saved, last_look))
		verify_saved(s, exercise, &text);
	exercise_files_clear(&text.files);
}

void session_look_again(uv_timer_t *timer)
{
	struct session *s = timer->data;

	for (size_t i = 0; i < s->app->course->count; i++)
		if (s->texts.items[i].look_again) {
			s->texts.items[i].look_again = false;
			look(s, &s->app->course->exercises[i], true, true);
		}
}

/*
 * After lost events, every text that was verified in this session may have changed. Of a project only the
 * stage at hand is looked at: the others share its files.
 */
static void look_at_all(struct session *s)
{
	for (size_t i = 0; i < s->app->course->count; i++) {
		const struct exercise *e = &s->app->course->exercises[i];

		if ((s->texts.items[i].state != TEXT_UNSEEN || s->current == e) &&
		    app_stage_at_hand(s->app, &s->progress, e) == e)
			look(s, e, false, false);
	}
}

/* cargo writes its lock file, also while an exercise is compiled ahead. That is no save. */
static bool is_cargos(const struct exercise *exercise, const char *path)
{
	const char *file = exercise->folder ? path_below(path, exercise->path) : NULL;

	return file && exercise_file_owner(exercise, file) == OWNER_CARGO;
}

/* In a course of wr, an exercise can be solved in the manifest at the root. */
static bool is_shared_manifest(const struct session *s, const char *path)
{
	const char *manifest = s->app->reviews ? COURSE_REVIEW "/Cargo.toml" : "Cargo.toml";

	return s->app->course->kind == COURSE_WR && strcmp(path, manifest) == 0;
}

void session_on_saved(const char *path, void *data)
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
	if (exercise && is_cargos(exercise, below))
		return;
	exercise = app_stage_at_hand(s->app, &s->progress, exercise);
	if (exercise)
		look(s, exercise, true, false);
	else if (below && s->current && is_shared_manifest(s, below))
		session_verify(s, s->current);
}
