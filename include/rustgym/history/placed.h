/*
 * Remembers the text that rustgym put last in the place of a learner's text: by a reset, an undo, an
 * update. Such a text is no try of the learner. Its hash is in .rustgym/placed/NAME, so that each process
 * knows what another one put there.
 */
#ifndef RUSTGYM_PLACED_H
#define RUSTGYM_PLACED_H

#include "rustgym/base/file_set.h"
#include "rustgym/course/course.h"
#include "rustgym/workspace/workspace.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Call it before the files are written: another process that sees the new files looks for the hash at once. An
 * error is ignored, because its only effect is that one try too many is counted.
 */
void placed_write(const struct workspace *workspace, const struct exercise *exercise,
		  const struct file_set *files);

/* Returns whether rustgym put the text with this hash there. */
bool placed_is(const struct workspace *workspace, const struct exercise *exercise, uint64_t hash);

#endif
