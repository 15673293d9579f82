/*
 * Two versions of an exercise in the learner's own tool: what `git difftool` is set to run.
 */
#ifndef RUSTGYM_DIFFTOOL_H
#define RUSTGYM_DIFFTOOL_H

#include "rustgym/base/error.h"
#include "rustgym/ui/diff.h"

/*
 * Writes both to a temporary folder, runs the tool on them with the terminal, waits for it, deletes
 * the folder. What is changed in the tool is gone. ERROR_ENVIRONMENT when git is missing or has no
 * diff.tool.
 */
int difftool_run(const struct diff *diff, struct error *err);

#endif
