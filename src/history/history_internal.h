/*
 * What the history (history.c) and its module (history_git.c) share.
 *
 * libgit2 with its libraries takes more time to load than most commands need in all, and more memory
 * than a watching session has without it. So the program is not linked to it: history_git.c is a
 * module that lies beside the program's helpers, is opened when the history is, and brings its own
 * copy of what it uses of the layers below. Its one symbol is history_git. With the build option
 * history=linked it is a part of the program.
 */
#ifndef RUSTGYM_HISTORY_INTERNAL_H
#define RUSTGYM_HISTORY_INTERNAL_H

#include "rustgym/history.h"

#define HISTORY_MODULE "rustgym-history.so"

struct git_history;

/* The functions of history.h. */
struct history_ops {
	/* course: what is new in it is added to the base; NULL: it was looked at before. */
	int (*open)(const struct workspace *workspace, const struct course *course,
		    struct git_history **history, struct error *err);
	void (*close)(struct git_history *history);
	int (*base)(struct git_history *history, const char *path, struct buffer *out,
		    struct error *err);
	int (*snapshot)(struct git_history *history, const struct exercise *exercise,
			const char *message, struct error *err);
	int (*reset)(struct git_history *history, const struct exercise *exercise, bool *changed,
		     struct error *err);
	int (*undo_reset)(struct git_history *history, const struct exercise *exercise,
			  struct error *err);
	int (*restore_course_files)(struct git_history *history, const struct exercise *exercise,
				    struct buffer *out, struct error *err);
};

__attribute__((visibility("default"))) extern const struct history_ops history_git;

#endif
