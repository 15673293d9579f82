/*
 * Makes the copies for a review out of a whole course of another form, which was copied to a folder of the
 * workspace: only the exercises that are reviewed are left, and every path begins with that folder.
 */
#ifndef RUSTGYM_COPIES_H
#define RUSTGYM_COPIES_H

#include "loader.h"

/*
 * The course's root is the folder with the copies. `root` is the workspace's, which is its parent. Reports a
 * list of exercises that cannot be read.
 */
void copies_settle(struct loader *loader, const char *root);

#endif
