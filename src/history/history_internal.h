/*
 * What the history (history.c) and its module (history_git.c and the git_*.c) share.
 *
 * libgit2 with its libraries takes more time to load than most commands need in all, and more memory
 * than a watching session has without it. So the program is not linked to it: the module lies beside
 * the program's helpers, is opened when the history is, and brings its own copy of what it uses of
 * the layers below. Its one symbol is history_git. With the build option history=linked it is a part
 * of the program.
 */
#ifndef RUSTGYM_HISTORY_INTERNAL_H
#define RUSTGYM_HISTORY_INTERNAL_H

#include "rustgym/history/history.h"

#define HISTORY_MODULE "rustgym-history.so"

struct git_history;

/* Which files an exercise is to have. */
enum target {
	TARGET_FILES,        /* those given */
	TARGET_NUMBER,       /* a snapshot's, or the base's */
	TARGET_COURSE_FILES, /* those that are there, with the course's own as in the base */
};

struct put_request {
	const struct exercise *exercise;
	enum target target;
	const struct file_set *files;
	int number;
	const char *action;
	uint64_t
		*group; /* the sequence number of the action; 0: a new one, which is stored there */
};

/* The functions of history.h. */
struct history_ops {
	/* course: what is new in it is added to the base; NULL: it was looked at before. */
	int (*open)(const struct workspace *workspace, const struct course *course,
		    struct git_history **history, struct error *err);
	void (*close)(struct git_history *history);
	int (*base_write)(struct git_history *history, const struct exercise *exercise,
			  const struct file_set *files, struct error *err);
	int (*list)(struct git_history *history, const struct exercise *exercise,
		    struct snapshots *snapshots, struct error *err);
	int (*read)(struct git_history *history, const struct exercise *exercise, int number,
		    struct file_set *files, struct error *err);
	int (*snapshot)(struct git_history *history, const struct exercise *exercise,
			const struct file_set *files, const char *message, struct error *err);
	int (*progress_record)(struct git_history *history, const struct buffer *bytes,
			       struct error *err);
	int (*progress_read)(struct git_history *history, bool *found, struct buffer *out,
			     struct error *err);
	int (*tidy)(struct git_history *history, size_t most, struct error *err);
	int (*put)(struct git_history *history, const struct put_request *request,
		   struct history_change *change, struct error *err);
	/* exercise NULL: all that the last action changed, of the course's. */
	int (*undo)(struct git_history *history, const struct course *course,
		    const struct exercise *exercise, struct history_change *change,
		    struct error *err);
	int (*redo)(struct git_history *history, const struct course *course,
		    const struct exercise *exercise, struct history_change *change,
		    struct error *err);
	/* These two only compute. */
	int (*merge)(const struct file_set_item *base, const struct file_set_item *mine,
		     const struct file_set_item *theirs, struct buffer *out, bool *conflict,
		     struct error *err);
	int (*rename)(struct git_history *history, const struct exercise *from,
		      const struct exercise *to, struct error *err);
	int (*keep_all)(struct git_history *history, const struct course *course,
			const char *action, struct strings *left, struct error *err);
	int (*bundle)(struct git_history *history, struct buffer *out, struct error *err);
	int (*incoming_new)(struct git_history *history, const char *folder, struct error *err);
	int (*bundle_read)(const char *folder, const char *bundle, struct error *err);
	int (*incoming_check)(const struct course *course, const char *folder,
			      struct history_offer *offer, struct error *err);
	bool (*incoming_same)(struct git_history *history, const char *folder);
	int (*incoming_take)(struct git_history *history, const struct course *course,
			     const char *folder, const char *action,
			     struct history_arrival *arrival, struct error *err);
	int (*shared_write)(struct git_history *history, const char *folder,
			    const struct buffer *bytes, struct error *err);
	int (*shared_read)(struct git_history *history, struct buffer *out, struct error *err);
};

__attribute__((visibility("default"))) extern const struct history_ops history_git;

#endif
