/*
 * Shows two versions of an exercise in the tool that the learner's `git difftool` is set to.
 */
#ifndef RUSTGYM_DIFFTOOL_H
#define RUSTGYM_DIFFTOOL_H

#include "rustgym/base/error.h"
#include "rustgym/ui/diff.h"

/*
 * Writes both versions to a temporary folder, runs the tool on the terminal, waits for it, and
 * deletes the folder. Changes made in the tool are lost. ERROR_ENVIRONMENT: git is missing, or
 * diff.tool is not set.
 */
int difftool_run(const struct diff *diff, struct error *err);

#endif
