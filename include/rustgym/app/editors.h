/*
 * Settings that tell rust-analyzer, in four editors, where the packages of a course are: it looks for
 * them only at the top of the folder that is opened. The files are in the workspace's root and in its
 * exercises/, because either may be opened:
 *
 *   .vscode/settings.json  .vscode/extensions.json  .zed/settings.json  .helix/languages.toml
 *   .nvim.lua
 *
 * A file is rustgym's as long as it is, byte by byte, what rustgym writes for some list of packages.
 * Every other file is the learner's and is never changed.
 *
 * `files` has all files of exercises/ as they were handed out: the learner may be about to edit a
 * manifest. A package whose manifest cargo cannot read yet is left out, because one such package makes
 * rust-analyzer report the whole folder as broken.
 */
#ifndef RUSTGYM_EDITORS_H
#define RUSTGYM_EDITORS_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/base/file_set.h"
#include "rustgym/base/strings.h"

/* Adds the manifests that rust-analyzer needs, relative to exercises/, sorted. */
void editors_packages(const struct file_set *files, struct strings *manifests);

/*
 * Writes the files that are missing or old. Appends a line to `said` for each file of the learner that
 * lacks a package. `files` may be NULL: those that are on disk.
 */
int editors_write(const char *root, const struct file_set *files, struct buffer *said,
		  struct error *err);

/*
 * Adds a sentence for each file that lacks a package; *found is the number of files with a list of
 * packages.
 */
int editors_examine(const char *root, const struct file_set *files, size_t *found,
		    struct strings *faults, struct error *err);

#endif
