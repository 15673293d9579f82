/*
 * Which command opens a file in the learner's editor, at a line and a column.
 *
 * The editor is the setting `editor`, else $VISUAL, else $EDITOR, else the one in whose terminal rustgym
 * runs ($NVIM, $INSIDE_EMACS, TERM_PROGRAM=vscode, $ZED_TERM). In the terminal of an nvim, a vi of $VISUAL
 * or $EDITOR is that nvim. Its command is split at spaces as a shell
 * does it, with quotes and backslashes, and nothing else. Words with {file}, {line} or {column} say
 * where the place goes. If no word has {file}, a table of known editors says it.
 */
#ifndef RUSTGYM_EDITOR_COMMAND_H
#define RUSTGYM_EDITOR_COMMAND_H

#include "rustgym/base/error.h"
#include "rustgym/base/strings.h"
#include "rustgym/workspace/config.h"

#include <stdbool.h>

struct editor_place {
	const char *file; /* absolute */
	int line, column; /* from 1; 0: unknown */
};

struct editor_command {
	struct strings argv; /* argv[0] is an absolute path */
	size_t program;      /* the editor's own index in argv: what opens the split is before it */
	bool window;         /* it does not need our terminal */
};

/* Where the screen leaves room for a split. Without room, the multiplexer opens the editor over the screen. */
enum editor_room { ROOM_BESIDE, ROOM_BELOW, ROOM_NONE };
enum editor_room editor_room(int columns, int rows);

/*
 * ERROR_USAGE: no editor is known, or its command cannot be split. ERROR_ENVIRONMENT: there is no such
 * program. After an error there is nothing to clear.
 */
int editor_command_make(const struct config *config, const struct editor_place *place,
			enum editor_room room, struct editor_command *command, struct error *err);
void editor_command_clear(struct editor_command *command);

#endif
