/*
 * rustgym-held-compiler.so is loaded into a compiler that is started ahead of time. The compiler
 * loads and initializes itself, which is a large part of a small compile. Then it waits before it
 * opens its source, until there is a source to compile.
 *
 * RUSTGYM_HOLD names the source as the compiler's command does. Descriptor 3 is a socket to
 * rustgym. The library sends a byte when the compiler reaches its source, and waits for a byte from
 * rustgym. The end of the socket means that nobody needs the compiler any more. Then the library
 * removes its traces, so that the compiler and its children run as if it had never been loaded.
 */
#undef _FILE_OFFSET_BITS /* it would make open and open64 the same function */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { SOCKET = 3 };

typedef int (*opener)(const char *path, int flags, ...);

static bool has_mode(int flags)
{
	return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE;
}

/* The old value of a variable is kept only if rustgym has changed it. "": it was not set. */
static void restore(const char *name, const char *kept)
{
	const char *before = getenv(kept);

	if (before && *before)
		setenv(name, before, 1);
	else if (before)
		unsetenv(name);
	unsetenv(kept);
}

static void leave_no_trace(void)
{
	close(SOCKET);
	restore("LD_PRELOAD", "RUSTGYM_HOLD_LD_PRELOAD");
	restore("LD_LIBRARY_PATH", "RUSTGYM_HOLD_LD_LIBRARY_PATH");
	unsetenv("RUSTGYM_HOLD");
}

static void wait_at(const char *path)
{
	const char *held = getenv("RUSTGYM_HOLD");
	ssize_t got;
	char byte = 0;

	if (!held || strcmp(held, path) != 0)
		return;
	got = write(SOCKET, &byte, 1);
	while (got == 1 && (got = read(SOCKET, &byte, 1)) < 0 && errno == EINTR)
		got = 1;
	if (got != 1)
		_exit(127);
	leave_no_trace();
}

static int open_as(const char *name, const char *path, int flags, mode_t mode)
{
	opener next;

	*(void **)&next = dlsym(RTLD_NEXT, name); /* this is how POSIX writes the cast */
	wait_at(path);
	return next(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	va_start(rest, flags);
	mode = has_mode(flags) ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return open_as("open", path, flags, mode);
}

#ifndef open64 /* musl before 1.2.4 has it as another name of open */
int open64(const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	va_start(rest, flags);
	mode = has_mode(flags) ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return open_as("open64", path, flags, mode);
}
#endif
