/*
 * A watching session: ties the watcher, the verdict, progress and history together, and tells a
 * listener (the screen, plain lines, or JSON) what happens.
 *
 *   a save --> is it new? --> started --> diagnostic ... --> verdict --> advanced
 *
 * Each saved text gets a verdict, the current exercise first. The newest text of an exercise ends the
 * verification of an older one; a text of another exercise waits for its turn. The focus is the
 * exercise that was chosen last, or saved while nothing else was verified; the current one is where
 * the learner is in the course.
 */
#ifndef RUSTGYM_SESSION_H
#define RUSTGYM_SESSION_H

#include "rustgym/app/app.h"
#include "rustgym/toolchain/verdict.h"

#include <stdint.h>
#include <uv.h>

struct session_listener {
	void (*started)(const struct exercise *exercise, uint64_t hash, void *data);
	void (*diagnostic)(const struct diagnostic *diagnostic, const struct exercise *exercise,
			   void *data);
	void (*note)(const char *text, void *data); /* passing: what the build is at */
	void (*notice)(const char *text,
		       void *data); /* lasting: something the learner should know */
	void (*verdict)(const struct verdict *verdict, void *data);
	void (*advanced)(const struct exercise *exercise_or_null, void *data);
	void *data;
};

struct session;

/* Takes the workspace's lock, finds the toolchain, begins to watch. */
int session_open(struct app *app, uv_loop_t *loop, const struct session_listener *listener,
		 struct session **session, struct error *err);

/* Verifies the current exercise for a start (or says that all is done). */
void session_begin(struct session *session);

/* Verifies an exercise whether it changed or not, and makes it the focus. */
void session_verify(struct session *session, const struct exercise *exercise);

/*
 * On to the exercise after the current one that is pending; after a pass that was not moved on from
 * yet (it is still the focus), to the current one. It is verified.
 */
void session_next(struct session *session);
void session_goto(struct session *session, const struct exercise *exercise);

const struct exercise *session_current(const struct session *session); /* NULL: all done */
const struct exercise *session_focus(const struct session *session);
/* Whether the text that is verified, or was last, had to wait for its turn. */
bool session_waited(const struct session *session);
const struct progress *session_progress(const struct session *session);
const char *session_method(const struct session *session); /* of watching */

/* Reads progress.json again: another command may have changed it. */
void session_refresh(struct session *session);

/* Ends what runs. When the loop has run out, session_free frees it (NULL is fine). */
void session_close(struct session *session);
void session_free(struct session *session);

#endif
