/*
 * A watching session connects the watcher, the verifier, progress and the history. It tells a
 * listener (the screen, plain lines, or JSON) about the events.
 *
 *   a save --> is it new? --> started --> diagnostic ... --> verdict --> advanced
 *
 * Each saved text gets a verdict; the current exercise is verified first. A newer text of an
 * exercise interrupts the verification of an older one. A text of another exercise waits for its
 * turn. While cargo builds for an exercise, another one that needs no cargo is verified at once: the
 * build goes on in the background. The focus is the exercise that is shown: the one that was chosen last, or saved while
 * nothing else was verified. The current exercise is the learner's position in the course.
 */
#ifndef RUSTGYM_SESSION_H
#define RUSTGYM_SESSION_H

#include "rustgym/app/app.h"
#include "rustgym/history/time_spent.h"
#include "rustgym/toolchain/verdict.h"
#include "rustgym/toolchain/verify.h"

#include <stdint.h>
#include <uv.h>

struct session_listener {
	void (*started)(const struct exercise *exercise, uint64_t hash, void *data);
	void (*diagnostic)(const struct diagnostic *diagnostic, const struct exercise *exercise,
			   void *data);
	void (*note)(const char *text, void *data); /* short-lived: what the build is doing */
	void (*notice)(const char *text,
		       void *data); /* important: something that the learner should know */
	/* the listener may keep it (verdict_keep) */
	void (*verdict)(struct verdict *verdict, void *data);
	void (*advanced)(const struct exercise *exercise_or_null, void *data);
	/*
	 * After a pass of the focus: how session_following fails now. It is no try, and is recorded
	 * nowhere. May be NULL. The listener may keep it.
	 */
	void (*foreseen)(struct verdict *verdict, void *data);
	/* After a pass of the focus: the time that it took, as in `stats`, at least a second. May be NULL. */
	void (*timed)(const struct exercise *exercise, const struct time_spent *time, void *data);
	void *data;
};

struct session;

/*
 * Takes the workspace's lock, finds the toolchain and starts to watch. ERROR_ENVIRONMENT: another
 * session holds the lock, or a tool is missing.
 */
int session_open(struct app *app, uv_loop_t *loop, const struct session_listener *listener,
		 struct session **session, struct error *err);

/* Verifies the current exercise. If all are done, says so. */
void session_begin(struct session *session);

/* Verifies an exercise even if it has not changed, and makes it the focus. */
void session_verify(struct session *session, const struct exercise *exercise);

/*
 * Moves to the next pending exercise and verifies it. While crates are built for the first time, it is
 * session_meanwhile. If the focus has passed and the current
 * exercise is already the next one, moves there.
 */
void session_next(struct session *session);
void session_goto(struct session *session, const struct exercise *exercise);
/* Moves to the exercise before the current one, in the order of the course. */
void session_back(struct session *session);
/* Puts the exercise back to how the learner began, and says so. The save is then verified. */
void session_reset(struct session *session, const struct exercise *exercise);

const struct exercise *session_current(const struct session *session); /* NULL: all done */
const struct exercise *session_focus(const struct session *session);
/*
 * Returns the exercise after the focus: the current exercise, or the next pending one if the focus is
 * the current one, or if that one is done. NULL: there is none.
 */
const struct exercise *session_following(const struct session *session);
/*
 * Returns whether the text that is being verified, or was verified last, had to wait for its turn.
 */
bool session_waited(const struct session *session);
/* Tells whether nobody has changed the exercise yet: its text is as it was handed out. */
bool session_is_untouched(const struct session *session, const struct exercise *exercise);
/* What a session does now, and for how long it may. */
enum session_activity { SESSION_IDLE, SESSION_COMPILES, SESSION_RUNS };
struct session_work {
	enum session_activity activity;
	unsigned limit_s; /* seconds of this activity after which it is stopped */
	struct verify_progress progress;
};
struct session_work session_work(const struct session *session);

/*
 * While the crates of an exercise are built for the first time: returns the exercise that session_next
 * goes on with, which needs none. NULL: nothing is built, or every open exercise needs crates.
 */
const struct exercise *session_meanwhile(const struct session *session);

/* Returns the exercise that is built in the background, and how far that is. NULL: none is. */
const struct exercise *session_background(const struct session *session,
					  struct verify_progress *progress);

/*
 * Ends the verification that is under way, else the one in the background. The next save, or
 * session_verify, starts another.
 */
void session_cancel(struct session *session);
const struct progress *session_progress(const struct session *session);
const char *session_method(const struct session *session); /* the watcher's method */

/* Reads progress.json again, because another command may have changed it. */
void session_refresh(struct session *session);
/* Reads the settings again, for the same reason. Each verification begins with this. */
void session_read_settings(struct session *session);

/* Ends everything that runs. Call session_free after the loop has ended. NULL is fine. */
void session_close(struct session *session);
void session_free(struct session *session);

#endif
