/*
 * Processes that a learner's program left behind: daemons that escaped its group by setsid.
 *
 * On Linux they become our children when their parent dies (orphans_adopt), and those of one job are
 * known by a mark in their environment or by being its program. Elsewhere both calls do nothing.
 */
#ifndef RUSTGYM_ORPHAN_H
#define RUSTGYM_ORPHAN_H

#include <stdbool.h>
#include <uv.h>

/* Makes this process the one that inherits what its descendants leave behind. */
void orphans_adopt(void);

/*
 * Ends and reaps every orphan whose environment has `mark` ("NAME=value") or that runs `program` (an
 * absolute path, or NULL), and reaps those that ended by themselves; the loop's own processes are left to it.
 * False when some did not end soon (a disk that hangs): the next call meets them again.
 */
bool orphans_end(uv_loop_t *loop, const char *mark, const char *program);

#endif
