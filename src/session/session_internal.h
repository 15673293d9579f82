/*
 * The parts of a session share this: session.c opens, closes and answers, session_verify.c verifies and
 * enters verdicts, session_saves.c looks at saved files, session_moves.c changes the current exercise.
 */
#ifndef RUSTGYM_SESSION_INTERNAL_H
#define RUSTGYM_SESSION_INTERNAL_H

#include "housekeeping.h"
#include "known_texts.h"
#include "preparation.h"
#include "preview.h"
#include "progress_watch.h"
#include "rustgym/app/pending_snapshots.h"
#include "rustgym/base/lock.h"
#include "rustgym/event/watcher.h"
#include "rustgym/toolchain/source.h"
#include "rustgym/toolchain/toolchain.h"
#include "rustgym/toolchain/verify.h"
#include "session.h"

/* ms; longer than editors leave a file missing or empty while they save */
enum { SESSION_ABSENT_MS = 200 };

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
	/*
	 * Builds crates in the background, while the learner does something else; or NULL. It ends for
	 * any other verification that needs cargo, and its text then waits for its turn.
	 */
	struct verification *aside;
	const struct exercise *aside_exercise;
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
	struct preview *preview;         /* before that: how the next one fails */
	struct housekeeping *housekeeping;
	struct progress_watch *progress_watch;
	uv_work_t sync; /* makes progress durable in a worker thread */
	enum { SYNC_NONE, SYNC_UNDER_WAY, SYNC_AGAIN } syncing;
	struct error unsynced;
	bool closed; /* nothing new may start */
	struct lock *lock;
};

/*
 * A text of an exercise. It is read once: its hash, its verdict and its snapshot are of the same
 * bytes.
 */
struct saved_text {
	struct exercise_files files;
	struct source source; /* the hash is 0 if a file that the learner edits cannot be read */
};

void session_read_text(const struct session *s, const struct exercise *exercise,
		       struct saved_text *text);

/* Verifies the text, and takes it over. `asked`: the learner asked for it, it was not a save. */
void session_verify_text(struct session *s, const struct exercise *exercise, bool asked,
			 struct saved_text *text);

void session_notice(struct session *s, const char *text);
void session_look_again(uv_timer_t *timer);                          /* the timer `again` */
void session_on_saved(const char *path, void *data);                 /* for the watcher */
void session_on_foreseen(struct verdict *verdict, void *data);       /* for the preview */
void session_on_crates(const struct exercise *exercise, void *data); /* for the preparation */

/*
 * Returns whether the running verification would go on in the background if this exercise were verified
 * now: cargo compiles in it, and this exercise needs no cargo.
 */
bool session_can_step_back(const struct session *s, const struct exercise *exercise);

/* Ends the verification in the background. Its text then waits for its turn. */
void session_end_aside(struct session *s);

/* Returns whether another program has chosen another current exercise. */
bool session_was_moved(const struct session *s, const struct progress *progress);

/* Goes to the current exercise of the progress, if this session is at another one. */
void session_follow(struct session *s);

/* Returns whether a pass moves to the next exercise by itself. */
bool session_advances(const struct session *s);

/*
 * Writes progress so that every reader sees it, but does not wait for the disk. A worker thread makes
 * it durable.
 */
int session_commit(struct session *s, struct progress *progress, struct error *err);

/* Replaces the session's progress by `progress`, which is taken over. */
void session_take_progress(struct session *s, struct progress *progress);

/* Shows the notice about repaired files. */
void session_tell_mended(struct session *s);

#endif
