/* Finds the task in the comment at the beginning of an exercise's file. */
#ifndef RUSTGYM_TASK_H
#define RUSTGYM_TASK_H

#include "rustgym/base/buffer.h"

/*
 * Appends the paragraph that begins with "Task:" on one line, else the first paragraph of the comment.
 * It appends nothing if the file does not begin with a comment. The text is untrusted.
 */
void task_read(const char *source, struct buffer *out);

#endif
