/*
 * A list of the mistakes in a course. It lists all mistakes, so that an author can fix several at
 * once.
 */
#ifndef RUSTGYM_PROBLEM_H
#define RUSTGYM_PROBLEM_H

#include "rustgym/base/buffer.h"

#include <stddef.h>

struct problem {
	char *file;    /* relative to the course's root */
	int line;      /* from 1; 0: the whole file */
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

/* Appends the line "file:line: message\n" for each problem. */
void problems_write(const struct problems *problems, struct buffer *out);
void problems_clear(struct problems *problems);

#endif
