/*
 * What is wrong with a course, as a list: an author mends several mistakes in one go.
 */
#ifndef RUSTGYM_PROBLEM_H
#define RUSTGYM_PROBLEM_H

#include "rustgym/base/buffer.h"

#include <stddef.h>

struct problem {
	char *file;    /* relative to the course's root */
	int line;      /* from 1; 0 when it is about the file as a whole */
	char *message; /* "expected ..., found ...; do ..." */
};

struct problems {
	struct problem *items;
	size_t count;
};

#define PROBLEMS_INIT                                                                              \
	{                                                                                          \
		NULL, 0                                                                            \
	}

void problems_add(struct problems *problems, const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Appends "file:line: message\n" for each. */
void problems_write(const struct problems *problems, struct buffer *out);
void problems_clear(struct problems *problems);

#endif
