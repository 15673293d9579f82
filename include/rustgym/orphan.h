/*
 * Processes that a learner's program left behind: daemons that escaped its group by setsid.
 *
 * On Linux they become our children when their parent dies (orphans_adopt), and those of one job are
 * known by a mark in their environment. Elsewhere both calls do nothing.
 */
#ifndef RUSTGYM_ORPHAN_H
#define RUSTGYM_ORPHAN_H

#include <stddef.h>
#include <uv.h>

/* Makes this process the one that inherits what its descendants leave behind. */
void orphans_adopt(void);

/*
 * Ends and reaps every orphan whose environment has `mark` ("NAME=value"), and reaps those that ended
 * by themselves; the loop's own processes are left to it. Returns how many were ended.
 */
size_t orphans_end(uv_loop_t *loop, const char *mark);

#endif
