/*
 * What went wrong, in a sentence that the person at the terminal can act on.
 *
 * A function that can fail returns 0 or one of the negative codes below and fills the `struct
 * error` that its caller passed (NULL is allowed where the caller doesn't care). The codes are the
 * program's exit statuses with the sign turned: only main and the commands print or exit.
 */
#ifndef RUSTGYM_ERROR_H
#define RUSTGYM_ERROR_H

#include <stdarg.h>

enum error_code {
	ERROR_FAILED = -1,      /* the exercise failed */
	ERROR_USAGE = -2,       /* the command line is wrong */
	ERROR_ENVIRONMENT = -3, /* something on this machine is missing */
	ERROR_COURSE = -4,      /* the course's files are invalid */
	ERROR_IO = -5,          /* a file could not be read or written */
	ERROR_READER_GONE = -6, /* who reads standard output has seen enough: nothing is said */
};

struct error {
	int code;
	char message[1024];
};

#define ERROR_INIT                                                                                 \
	{                                                                                          \
		0,                                                                                 \
		{                                                                                  \
			0                                                                          \
		}                                                                                  \
	}

/*
 * Fills err (if any) and returns code, so that `return error_set(...)` reads as one act. A message may
 * quote what nobody vouches for: control characters in it become '?', what is not UTF-8 goes.
 */
int error_set(struct error *err, int code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
int error_set_args(struct error *err, int code, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

/* The same, with ": " and strerror(errno_value) after the sentence; the code is ERROR_IO. */
int error_errno(struct error *err, int errno_value, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A state the code promised can't occur: says where and aborts. */
#define BUG(message) error_bug(__FILE__, __LINE__, message)
void error_bug(const char *file, int line, const char *message) __attribute__((noreturn));

#endif
