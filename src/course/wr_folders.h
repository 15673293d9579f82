/* Finds the exercises of a wr course: NN_chapter/NN_exercise below its folder of exercises. */
#ifndef RUSTGYM_WR_FOLDERS_H
#define RUSTGYM_WR_FOLDERS_H

#include "rustgym/base/json.h"
#include "rustgym/base/strings.h"

/* Returns the folder of exercises that .wr.toml names. It may lead out of the course. */
const char *wr_exercises_dir(const struct json_value *settings);

/*
 * Adds the paths of the exercises, from `root`, in their order. A path that leads out of the course has
 * none.
 */
void wr_folders(const char *root, const char *dir, struct strings *found);

#endif
