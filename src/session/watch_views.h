/* The views that keys of `watch` open, and what these views share. */
#ifndef RUSTGYM_WATCH_VIEWS_H
#define RUSTGYM_WATCH_VIEWS_H

#include "face.h"

/* Opens the list of exercises, or draws it anew. */
void watch_list_show(struct face *f);

/* Returns false if the key has no meaning of its own in the list. */
bool watch_list_key(struct face *f, int key);

/* Opens the exercise in the learner's editor, and waits for it. */
void watch_edit(struct face *f, const struct exercise *exercise);

#endif
