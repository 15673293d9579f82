/*
 * A list of the mistakes in a course, so that an author can fix several at once. Those after the first
 * PROBLEMS_MAX are only counted.
 */
#ifndef RUSTGYM_PROBLEM_H
#define RUSTGYM_PROBLEM_H

#include "rustgym/base/buffer.h"

#include <stddef.h>

enum { PROBLEMS_MAX = 1000 };

struct problem {
	char *file;    /* relative to the course's root */
	int line;      /* from 1; 0: the whole file */
	char *message; /* "expected ..., found ...; do ..." */
};

struct problems {
	struct problem *items;
	size_t count;
	size_t more; /* the number of those that are only counted */
};

#define PROBLEMS_INIT                                                                              \
	{                                                                                          \
		NULL, 0, 0                                                                         \
	}

void problems_add(struct problems *problems, const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Appends the line "file:line: message\n" for each problem. */
void problems_write(const struct problems *problems, struct buffer *out);
void problems_clear(struct problems *problems);

#endif
