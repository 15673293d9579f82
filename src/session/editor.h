/*
 * Opens exercises in the learner's editor while the session goes on: saves are judged, whether the editor
 * has a window of its own or the terminal.
 *
 *   editor_heed (each error and verdict) --> editor_open --> lend --> the editor ends --> take_back
 *
 * A file is opened at the first error that the learner can fix there. After a pass the next exercise is opened.
 */
#ifndef RUSTGYM_EDITOR_H
#define RUSTGYM_EDITOR_H

#include "editor_command.h"
#include "session.h"

struct editor_host {
	void (*lend)(void *data); /* gives the terminal away; NULL: there is none to give */
	void (*take_back)(void *data);
	void (*fail)(const char *text, void *data); /* the editor can't be started, or failed */
	void (*tell)(const char *text, void *data); /* what was opened; nothing else shows it */
	void *data;
};

struct editor;

struct editor *editor_new(struct app *app, uv_loop_t *loop, const struct editor_host *host);

/* Remembers where the first error is: of a verdict, or among those that arrive before it. */
void editor_heed_start(struct editor *editor, const struct exercise *exercise);
void editor_heed_error(struct editor *editor, const struct exercise *exercise,
		       const struct diagnostic *diagnostic);
void editor_heed(struct editor *editor, const struct verdict *verdict);

/* The same for a later error, or a later failed test: the first from this index on. */
void editor_heed_finding(struct editor *editor, const struct verdict *verdict, size_t from);

/* Remembers where the exercise after a pass has its first error. */
void editor_heed_foreseen(struct editor *editor, const struct verdict *verdict);

/* Returns the exercise to edit now: the focus, or the next one if the focus has passed. */
const struct exercise *editor_target(const struct editor *editor, const struct session *session);

/* Opens an exercise where its first error is; at its beginning if no error is known. */
void editor_open(struct editor *editor, const struct exercise *exercise);

/* The path that editor_open opens, relative to the workspace. The caller frees it. */
char *editor_path(const struct editor *editor, const struct exercise *exercise);

/* Opens a file of the workspace, whose path is relative to it. */
void editor_open_at(struct editor *editor, const char *path, int line, int column);

/* Returns whether an editor has the terminal now: nothing may be drawn, and no key is ours. */
bool editor_has_terminal(const struct editor *editor);

/* Editors with windows go on. Nothing is told any more. NULL is fine. */
void editor_free(struct editor *editor);

#endif
