#include "rustgym/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int error_set(struct error *err, int code, const char *format, ...)
{
	va_list args;

	if (!err)
		return code;
	err->code = code;
	va_start(args, format);
	vsnprintf(err->message, sizeof(err->message), format, args);
	va_end(args);
	return code;
}

int error_errno(struct error *err, int errno_value, const char *format, ...)
{
	va_list args;
	size_t used;

	if (!err)
		return ERROR_IO;
	err->code = ERROR_IO;
	va_start(args, format);
	vsnprintf(err->message, sizeof(err->message), format, args);
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
