/*
 * Says a verdict in words, for people who listen to it and for terminals that can only print lines: the
 * state comes first, there are words instead of signs, and nothing is said twice.
 */
#ifndef RUSTGYM_SPOKEN_H
#define RUSTGYM_SPOKEN_H

#include "rustgym/base/buffer.h"
#include "rustgym/course/course.h"
#include "rustgym/toolchain/verdict.h"

/* Appends "Failed: NAME: REASON", then the first finding. */
void spoken_verdict(const struct verdict *verdict, struct buffer *out);

/* Appends the finding at an index: "Error 2 of 3, line 4, E0384: ...". Nothing if there is none. */
void spoken_finding(const struct verdict *verdict, size_t index, struct buffer *out);

/* Appends "NAME: TITLE, exercise 4 of 55, topic TITLE 2 of 21.", and where its file is. */
void spoken_exercise(const struct exercise *exercise, size_t count, struct buffer *out);

#endif
