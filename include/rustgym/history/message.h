/*
 * The message of a commit in the history: a title for a person, and details for rustgym.
 *
 *   failed, 81 ms             or "saved", "before reset", "as handed out", "joined", "reset"
 *
 *   failing E0382 tests::a    the codes, lints and tests that failed in a verdict
 *   lines +3 -1               against the snapshot before
 *   on what was kept          a verdict on a text that was recorded before it
 *   sequence 17               which action it belongs to, of an entry of undo or redo
 *
 * Nothing else reads or writes these lines.
 */
#ifndef RUSTGYM_HISTORY_MESSAGE_H
#define RUSTGYM_HISTORY_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MESSAGE_SAVED "saved" /* recorded before anybody knew how it does */
#define MESSAGE_PRISTINE "as handed out\n"
#define MESSAGE_JOINED "joined\n\nlines +0 -0\n"

enum message_kind {
	MESSAGE_IS_PRISTINE,
	MESSAGE_IS_SAVED,
	MESSAGE_IS_COMMAND, /* "before reset" */
	MESSAGE_IS_VERDICT,
};

enum message_kind message_kind(const char *message);

/* Whether a verdict on the same text stands for it: "saved", "before reset". */
bool message_is_kept(const char *message);

/* ---- writing; all are the caller's to free() --------------------------------------------------- */

/* failing: names with spaces between them, or NULL. Names that are not printable ASCII are left out. */
char *message_verdict(const char *outcome, uint64_t ms, const char *failing);
char *message_before(const char *action);
char *message_action(const char *action, uint64_t sequence);

/* The message of a snapshot with the lines that it added and removed. */
char *message_with_lines(const char *message, size_t added, size_t removed);

/* The message of a verdict on a text that was recorded as `kept` says, with the lines of that one. */
char *message_on_kept(const char *message, const char *kept);

/* ---- reading ----------------------------------------------------------------------------------- */

char *message_title(const char *message);   /* free() it */
char *message_failing(const char *message); /* free() it; NULL when nothing failed */
bool message_lines(const char *message, size_t *added, size_t *removed);
bool message_is_on_kept(const char *message);
uint64_t message_sequence(const char *message); /* 0: none */

/* Whether it can be the message of a snapshot, and does nothing on a terminal. */
bool message_is_sound(const char *message);

#endif
