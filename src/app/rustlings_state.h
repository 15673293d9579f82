/*
 * Takes over the progress that rustlings has noted in a course: .rustlings-state.txt. It is read once, and
 * never written.
 */
#ifndef RUSTGYM_RUSTLINGS_STATE_H
#define RUSTGYM_RUSTLINGS_STATE_H

#include "rustgym/course/course.h"
#include "rustgym/workspace/workspace.h"

/*
 * Returns a sentence about what was taken over, which the caller frees. NULL: there is progress already,
 * or nothing to take over. A file that cannot be understood counts as nothing.
 */
char *rustlings_state_adopt(const struct workspace *workspace, const struct course *course);

#endif
