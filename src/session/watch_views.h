/* The views that keys of `watch` open, and what these views share. */
#ifndef RUSTGYM_WATCH_VIEWS_H
#define RUSTGYM_WATCH_VIEWS_H

#include "face.h"

/* Opens the list of exercises, or draws it anew. */
void watch_list_show(struct face *f);

/* Puts the cursor of the list on the row that was clicked; on the cursor itself, goes there. */
void watch_list_click(struct face *f, int row);

/* Returns false if the key has no meaning of its own in the list. */
bool watch_list_key(struct face *f, int key);

/* Opens the page that names all keys. */
void watch_keys_page(struct face *f);

/* Resets the exercise. It asks first: the same key a second time means yes. */
void watch_reset(struct face *f, const struct exercise *exercise);

/* Reads a command (':') or a search ('/') in the last row, from the next key on. */
void watch_prompt_open(struct face *f, char sign);

/* Takes a key while a line is typed. Returns false if none is. */
bool watch_prompt_key(struct face *f, int key);

/* Does what the line says: "list", "goto NAME", or any command of the program. */
void watch_command(struct face *f, const char *line);

void watch_command_init(struct face *f);
void watch_command_free(struct face *f); /* after the loop has ended */

/*
 * Runs a command of the program, which a NULL ends, as a child. It has no terminal, so it asks nothing. A page
 * shows what it tells meanwhile, and its output at the end. If the learner has left that page, a line above
 * theirs says how it ended. While a command runs, only one that reads can run beside it; the name of the one
 * that runs shows its page again.
 */
void watch_command_run(struct face *f, const char *const *words);

/* Returns whether the page is about a command that runs. */
bool watch_command_is_shown(const struct face *f);

bool watch_command_runs(const struct face *f);

/* Ends the command whose page is shown, else any that runs; one does. */
void watch_command_cancel(struct face *f);

/* Opens the exercise in the learner's editor. */
void watch_edit(struct face *f, const struct exercise *exercise);

/* Sets the window's title to the exercise and its state. */
void watch_title(struct face *f, const struct exercise *exercise, const char *state);

/* Tells a verdict outside the screen: in the title, and by a call if the learner has looked away. */
void watch_announce(struct face *f, const struct verdict *verdict);

/* Copies the path of the file that the editor would open. */
void watch_copy_path(struct face *f);

/* What the editor needs of the screen. */
struct editor_host watch_editor_host(struct face *f);

#endif
