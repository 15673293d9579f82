/*
 * Preloaded into the program: ends it, as kill -9 would, just before the step number $KILL_AT of those
 * by which files come to be what they are.
 */
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void step(void)
{
	static int steps;
	const char *at = getenv("KILL_AT");

	if (at && ++steps == atoi(at))
		kill(getpid(), SIGKILL);
}

/* POSIX says that this is how a function comes out of dlsym, ISO C does not. */
#define CALL_REAL(name, type, ...)                                                                 \
	union {                                                                                    \
		void *found;                                                                       \
		int(*call) type;                                                                   \
	} real = {dlsym(RTLD_NEXT, #name)};                                                        \
	step();                                                                                    \
	return real.call(__VA_ARGS__)

int rename(const char *from, const char *to)
{
	CALL_REAL(rename, (const char *, const char *), from, to);
}

int link(const char *from, const char *to)
{
	CALL_REAL(link, (const char *, const char *), from, to);
}

int unlink(const char *path)
{
	CALL_REAL(unlink, (const char *), path);
}

int rmdir(const char *path)
{
	CALL_REAL(rmdir, (const char *), path);
}
