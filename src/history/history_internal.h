/*
 * Shared by the history (history.c) and its module (git/).
 *
 * libgit2 and its libraries take longer to load than most commands need in all, and use more memory
 * than a watching session without them. So the program is not linked to libgit2. The module is a
 * file beside the program's helpers. It is loaded when the history is used, and contains its own
 * copy of the code that it needs from the rooms below. It exports only history_git. With the build
 * option history=linked the module is a part of the program.
 */
#ifndef RUSTGYM_HISTORY_INTERNAL_H
#define RUSTGYM_HISTORY_INTERNAL_H

#include "rustgym/history/history.h"

#define HISTORY_MODULE "rustgym-history.so"

struct git_history;

/* Tells which files to put in place. */
enum target {
	TARGET_FILES,        /* the given files */
	TARGET_NUMBER,       /* the files of a snapshot, or the pristine ones */
	TARGET_COURSE_FILES, /* the present files, with the course's own files restored */
};

struct put_request {
	const struct exercise *exercise;
	enum target target;
	const struct file_set *files;
	int number;
	const char *action;
	/* the action's sequence number; if it is 0, a new number is stored there */
	uint64_t *group;
};

enum direction { BACK, FORTH };

/* A pack that was written, with the objects that it contains. */
struct packed;

/*
 * The list of operations. Each has a name, the access (LOCKED: it holds the lock for writing, OPEN:
 * it does not), the parameters after the history, and the same as arguments. history.c defines
 * history_NAME, which loads the module, takes the lock and calls op_NAME. A file in git/ defines
 * op_NAME.
 */
enum access { OPEN, LOCKED };

/* clang-format off */
#define HISTORY_OPERATIONS(X)                                                                      \
	X(course_read, OPEN, (struct file_set *files, struct error *err), (files, err))            \
	X(is_first_seen, OPEN,                                                                     \
	  (const struct exercise *exercise, bool *first_seen, struct error *err),                  \
	  (exercise, first_seen, err))                                                             \
	X(pristine_write, LOCKED,                                                                  \
	  (const struct exercise *exercise, const struct file_set *files, struct error *err),      \
	  (exercise, files, err))                                                                  \
	X(list, OPEN,                                                                              \
	  (const struct exercise *exercise, struct snapshots *snapshots, struct error *err),       \
	  (exercise, snapshots, err))                                                              \
	X(log, OPEN,                                                                               \
	  (const struct exercise *exercise, struct snapshots *snapshots, struct error *err),       \
	  (exercise, snapshots, err))                                                              \
	X(read, LOCKED,                                                                            \
	  (const struct exercise *exercise, int number, struct file_set *files,                    \
	   struct error *err),                                                                     \
	  (exercise, number, files, err))                                                          \
	X(snapshot, LOCKED,                                                                        \
	  (const struct exercise *exercise, const struct file_set *files, const char *message,     \
	   struct error *err),                                                                     \
	  (exercise, files, message, err))                                                         \
	X(progress_write, LOCKED, (const struct buffer *bytes, struct error *err), (bytes, err))   \
	X(progress_read, OPEN, (bool *found, struct buffer *out, struct error *err),               \
	  (found, out, err))                                                                       \
	X(pack, OPEN, (size_t most, struct packed **packed, struct error *err),                    \
	  (most, packed, err))                                                                     \
	X(pack_finish, LOCKED, (struct packed *packed, struct error *err), (packed, err))          \
	X(replace, LOCKED,                                                                         \
	  (const struct put_request *request, struct history_change *change, struct error *err),   \
	  (request, change, err))                                                                  \
	X(step, LOCKED,                                                                            \
	  (enum direction direction, const struct exercise *exercise,                              \
	   struct history_change *change, struct error *err),                                      \
	  (direction, exercise, change, err))                                                      \
	X(merge, OPEN,                                                                             \
	  (const struct file_set_item *base, const struct file_set_item *mine,                     \
	   const struct file_set_item *theirs, struct buffer *out, bool *conflict,                 \
	   struct error *err),                                                                     \
	  (base, mine, theirs, out, conflict, err))                                                \
	X(rename, LOCKED,                                                                          \
	  (const struct exercise *from, const struct exercise *to, struct error *err),             \
	  (from, to, err))                                                                         \
	X(keep_all, LOCKED, (const char *action, struct strings *left, struct error *err),         \
	  (action, left, err))                                                                     \
	X(bundle, OPEN, (struct buffer *out, struct error *err), (out, err))                       \
	X(bundle_read, OPEN, (const char *folder, const char *bundle, struct error *err),          \
	  (folder, bundle, err))                                                                   \
	X(incoming_new, OPEN, (const char *folder, struct error *err), (folder, err))              \
	X(incoming_check, OPEN,                                                                    \
	  (const char *folder, struct history_offer *offer, struct error *err),                    \
	  (folder, offer, err))                                                                    \
	X(incoming_same, OPEN, (const char *folder, bool *same, struct error *err),                \
	  (folder, same, err))                                                                     \
	X(incoming_take, LOCKED,                                                                   \
	  (const char *folder, const char *action, struct history_arrival *arrival,                \
	   struct error *err),                                                                     \
	  (folder, action, arrival, err))                                                          \
	X(shared_write, LOCKED,                                                                    \
	  (const char *folder, const struct buffer *bytes, struct error *err),                     \
	  (folder, bytes, err))                                                                    \
	X(shared_read, OPEN, (struct buffer *out, struct error *err), (out, err))
/* clang-format on */

#define HISTORY_UNWRAP(...) __VA_ARGS__

#define HISTORY_MEMBER(name, access, parameters, arguments)                                        \
	int (*name)(struct git_history * history, HISTORY_UNWRAP parameters);
#define HISTORY_PROTOTYPES(name, access, parameters, arguments)                                    \
	int history_##name(struct history *history, HISTORY_UNWRAP parameters);                    \
	int op_##name(struct git_history *history, HISTORY_UNWRAP parameters);

/* What a history is about. All of it outlives the history. */
struct history_place {
	const struct workspace *workspace;
	const struct course *course; /* NULL: the course is unknown */
	const char *shipped;         /* the folder of the program's course, or NULL */
};

struct history_ops {
	/*
	 * The caller holds the lock. Records the pristine text of exercises that are new in the
	 * course (NULL: of none).
	 */
	int (*open)(const struct history_place *place, struct git_history **history,
		    struct error *err);
	void (*close)(struct git_history *history);
	HISTORY_OPERATIONS(HISTORY_MEMBER)
};

HISTORY_OPERATIONS(HISTORY_PROTOTYPES)

__attribute__((visibility("default"))) extern const struct history_ops history_git;

#endif
