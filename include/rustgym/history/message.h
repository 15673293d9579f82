/*
 * The message of a commit in the history. It has a title for a person, and details for rustgym:
 *
 *   failed, 81 ms             or "saved", "before reset", "as handed out", "joined", "reset"
 *
 *   errors E0382 clippy::a    the codes and lints that failed in a verdict, and how else it failed
 *   tests tests::a            the tests that failed in it
 *   lines +3 -1               compared with the snapshot before
 *   on what was kept          a verdict on a text that was recorded before the verdict
 *   sequence 17               the action that an entry of undo or redo belongs to
 *
 * Only this module writes and reads these lines. Earlier versions wrote errors and tests in one line,
 * which begins with "failing"; it is still read.
 */
#ifndef RUSTGYM_HISTORY_MESSAGE_H
#define RUSTGYM_HISTORY_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MESSAGE_SAVED "saved" /* recorded before there was a verdict */
#define MESSAGE_HANDED_OUT "as handed out"
#define MESSAGE_PRISTINE MESSAGE_HANDED_OUT "\n"
#define MESSAGE_JOINED "joined\n\nlines +0 -0\n"

enum message_kind {
	MESSAGE_IS_PRISTINE,
	MESSAGE_IS_SAVED,
	MESSAGE_IS_COMMAND, /* "before reset" */
	MESSAGE_IS_VERDICT,
};

enum message_kind message_kind(const char *message);

/* Returns whether a verdict on the same text can replace this message: "saved", "before reset". */
bool message_is_kept(const char *message);

/* ---- writing; the caller frees each result --------------------------------------------------- */

/*
 * `errors` and `tests` are strings of names with spaces between them, or NULL. Names that are not
 * printable ASCII are left out.
 */
char *message_verdict(const char *outcome, uint64_t ms, const char *errors, const char *tests);
char *message_before(const char *action);
char *message_action(const char *action, uint64_t sequence);

/* Returns a snapshot's message with the numbers of added and removed lines. */
char *message_with_lines(const char *message, size_t added, size_t removed);

/*
 * Returns the message of a verdict on a text that was already recorded with the message `kept`. It
 * has the line numbers of `kept`.
 */
char *message_on_kept(const char *message, const char *kept);

/* ---- reading ----------------------------------------------------------------------------------- */

char *message_title(const char *message);  /* free() it */
char *message_errors(const char *message); /* free() it; NULL when there are none */
char *message_tests(const char *message);  /* free() it; NULL when none failed */
bool message_lines(const char *message, size_t *added, size_t *removed);
bool message_is_on_kept(const char *message);
bool message_has_outcome(const char *message, const char *outcome); /* "passed", "failed" */
uint64_t message_sequence(const char *message);                     /* 0: none */

/*
 * Returns whether a snapshot can have this message, and whether it is safe to print on a terminal.
 */
bool message_is_sound(const char *message);

#endif
