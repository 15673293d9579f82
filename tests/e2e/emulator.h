/*
 * rustgym on a pseudo-terminal, its screen read back through libvterm.
 *
 * Between the test and rustgym stands a very small shell: it gives rustgym a process group of its own
 * and the terminal, notices when it stops, and brings it back. Started as the session's leader
 * (`alone`), rustgym has no shell, as in `xterm -e rustgym`.
 */
#ifndef RUSTGYM_E2E_EMULATOR_H
#define RUSTGYM_E2E_EMULATOR_H

#include "harness.h"

struct emulator;

struct emulator_options {
	const char *folder;
	const char *const *argv; /* what follows the program's name */
	const char *const *env;  /* as in struct call */
	int rows, columns;
	bool alone;
};

struct emulator *emulator_start(struct place *place, const struct emulator_options *options);

/* The same for `rustgym watch` in a folder, on 60 rows of 120 columns. */
struct emulator *emulator_watch(struct place *place, const char *folder);

/* What a person does. */
void emulator_type(struct emulator *e, const char *keys);
void emulator_paste(struct emulator *e, const char *text);
void emulator_resize(struct emulator *e, int rows, int columns);
void emulator_continue(struct emulator *e); /* `fg` */
void emulator_signal(struct emulator *e, int signal);

/* Waits, fails the test at the deadline. Only whole frames are looked at. */
void emulator_wait(struct emulator *e, const char *text, int seconds);
void emulator_wait_gone(struct emulator *e, const char *text, int seconds);
void emulator_wait_line(struct emulator *e, int row, const char *text, int seconds);
void emulator_wait_alternate(struct emulator *e, bool alternate, int seconds);
void emulator_wait_stopped(struct emulator *e, int seconds);
int emulator_wait_exit(struct emulator *e, int seconds);

/* What is on the screen now: a line, or all of them. */
const char *emulator_line(struct emulator *e, int row);
const char *emulator_text(struct emulator *e);
bool emulator_shows(struct emulator *e, const char *text);

/* Reads what is there to read, without waiting. */
void emulator_look(struct emulator *e);

/* Everything that was written to the terminal so far. */
const struct buffer *emulator_bytes(struct emulator *e);
const char *emulator_title(struct emulator *e); /* "" when none was set */
pid_t emulator_pid(struct emulator *e);

/* The modes are those from before the start; the cursor is shown; the alternate screen is left. */
void emulator_assert_restored(struct emulator *e);
bool emulator_is_cooked(struct emulator *e);

#endif
