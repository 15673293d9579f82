/*
 * Saving a file the ways that editors do.
 */
#ifndef RUSTGYM_E2E_EDITOR_H
#define RUSTGYM_E2E_EDITOR_H

#include "harness.h"
#include "rustgym/course/course.h"

enum save {
	SAVE_PLAIN,  /* truncate and write: nano, VS Code */
	SAVE_CHUNKS, /* the same in many pieces */
	SAVE_RENAME, /* a new file renamed into place: sed -i, JetBrains */
	SAVE_BACKUP, /* the old one renamed away, then written anew: vim */
	SAVE_STYLES,
};

void save(const char *path, const void *data, size_t len, enum save style);
void save_text(const char *path, const char *text, enum save style);

/* The reference solution of an exercise, all its files. */
void save_solution(struct place *place, const char *course, const char *workspace,
		   const struct exercise *exercise, enum save style);

#endif
