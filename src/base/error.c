#include "rustgym/base/error.h"
#include "rustgym/base/control.h"
#include "rustgym/base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A quotation may end in the middle of a character. */
static void make_printable(char *text)
{
	size_t left = strlen(text), size;
	char *to = text;

	for (; left; text += size, left -= size) {
		uint32_t code;

		size = utf8_decode(text, left, &code);
		if (!size) {
			size = 1;
		} else if (control_is(code)) {
			*to++ = '?';
		} else {
			memmove(to, text, size);
			to += size;
		}
	}
	*to = '\0';
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
