#include "rustgym/base/error.h"
#include "rustgym/base/utf8.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Some terminals obey the control characters U+0080 to U+009F. In UTF-8 each has two bytes. */
static bool is_late_control(const char *c)
{
	return (unsigned char)c[0] == 0xc2 && (unsigned char)c[1] >= 0x80 &&
	       (unsigned char)c[1] < 0xa0;
}

/* A quotation may end in the middle of a character. */
static void make_printable(char *text)
{
	size_t at;

	while (!utf8_is_valid(text, strlen(text), &at))
		memmove(text + at, text + at + 1, strlen(text + at));
	for (char *c = text; *c; c++) {
		if (is_late_control(c))
			memmove(c, c + 1, strlen(c));
		else if ((unsigned char)*c >= 0x20 && *c != 0x7f)
			continue;
		*c = '?';
	}
}

int error_set_args(struct error *err, int code, const char *format, va_list args)
{
	if (!err)
		return code;
	err->code = code;
	vsnprintf(err->message, sizeof(err->message), format, args);
	make_printable(err->message);
	return code;
}

int error_set(struct error *err, int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	error_set_args(err, code, format, args);
	va_end(args);
	return code;
}

int error_errno(struct error *err, int errno_value, const char *format, ...)
{
	va_list args;
	size_t used;

	if (!err)
		return ERROR_IO;
	va_start(args, format);
	error_set_args(err, ERROR_IO, format, args);
	va_end(args);
	used = strlen(err->message);
	snprintf(err->message + used, sizeof(err->message) - used, ": %s", strerror(errno_value));
	return ERROR_IO;
}

void error_bug(const char *file, int line, const char *message)
{
	fprintf(stderr, "rustgym: a bug in rustgym at %s:%d: %s\n", file, line, message);
	abort();
}
