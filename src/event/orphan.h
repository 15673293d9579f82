/*
 * Ends processes that a learner's program left behind, for example daemons that left its group with
 * setsid.
 *
 * On Linux such a process becomes our child when its parent dies (orphans_adopt). It belongs to a
 * job if it has the job's mark in its environment, or runs the job's program. On other systems both
 * functions do nothing.
 */
#ifndef RUSTGYM_ORPHAN_H
#define RUSTGYM_ORPHAN_H

#include <stdbool.h>
#include <uv.h>

/* Makes this process the new parent of the processes that its descendants leave behind. */
void orphans_adopt(void);

/*
 * Ends and reaps every orphan that has `mark` ("NAME=value") in its environment or runs `program`
 * (an absolute path, or NULL). It also reaps orphans that ended by themselves. It leaves the loop's
 * own processes alone. Returns false if a process did not end soon (for example because a disk
 * hangs); the next call tries again.
 */
bool orphans_end(uv_loop_t *loop, const char *mark, const char *program);

#endif
