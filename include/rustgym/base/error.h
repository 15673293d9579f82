/*
 * An error is a code and a sentence. The sentence tells the person at the terminal what to do.
 *
 * A function that can fail returns 0 or one of the negative codes below, and fills the `struct
 * error` that its caller passed. The caller may pass NULL. The codes are the program's exit
 * statuses with a minus sign. Only main and the commands print errors or exit.
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
	ERROR_READER_GONE = -6, /* the reader of standard output has closed it: print nothing */
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
 * Fills `err` if it is not NULL. Returns `code`, so that the caller can write `return
 * error_set(...)`. A message may quote untrusted text: each control character becomes '?', and
 * bytes that are not UTF-8 are removed.
 */
int error_set(struct error *err, int code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
int error_set_args(struct error *err, int code, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

/* Adds ": " and strerror(errno_value) to the sentence. The code is ERROR_IO. */
int error_errno(struct error *err, int errno_value, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Reports a mistake in rustgym itself: prints the place in the code and aborts. */
#define BUG(message) error_bug(__FILE__, __LINE__, message)
void error_bug(const char *file, int line, const char *message) __attribute__((noreturn));

#endif
