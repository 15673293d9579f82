/*
 * rustgym-relay: stands in for a tool that another tool calls.
 *
 *   RUSTGYM_WRAPPER=PROGRAM in front of rustc, called by cargo (RUSTC_WRAPPER): becomes rustc, or the
 *                           learner's own wrapper of rustc, but drops the flags that turn warnings
 *                           into errors, unless the manifest has them
 *   RUSTGYM_CAPTURE=FOLDER  beside that: writes down how the packages that cargo was asked for are
 *                           compiled
 *   RUSTGYM_CRATES=FILE     in front of the linker, called by rustc: links, and writes down which
 *                           crates are in the library, if it can stand in for them
 *   RUSTGYM_SHARED_DEPS=FOLDER   in front of the linker: links the shared library that is in the folder
 *                           instead of the crates that are in it. Whenever that can't be, the linker
 *                           is called as rustc wanted it
 *   RUSTGYM_LINKER=FOLDER   in front of the linker: calls it without the C compiler that rustc calls,
 *                           as the plans in the folder say
 *   RUSTGYM_LEARN=FILE      in place of the linker: writes down how the C compiler calls it
 *
 * A program of its own because other programs call programs, not us. See commands.h, shared_deps.h and
 * linker.h for what is done with it.
 */
#include "relay.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <signal.h>
#include <sys/prctl.h>
#endif

extern char **environ;

bool relay_ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

const char *relay_output_of(char **argv)
{
	for (; *argv; argv++)
		if (strcmp(*argv, "-o") == 0 && argv[1])
			return argv[1];
	return "";
}

/*
 * Who is called ends with its caller: rustgym ends what it started itself, but knows nothing of its
 * children. A linker that works on would put an old program in the place of a new one.
 */
static void end_with_caller(void)
{
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* what we become keeps it, what we fork does not */
#endif
}

int relay_become(char **argv)
{
	execvp(argv[0], argv);
	perror(argv[0]);
	return 127;
}

bool relay_run(char **argv, bool quietly)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		int nowhere = quietly ? open("/dev/null", O_WRONLY) : -1;

		end_with_caller();
		if (nowhere >= 0) {
			dup2(nowhere, STDOUT_FILENO);
			dup2(nowhere, STDERR_FILENO);
		}
		_exit(relay_become(argv));
	}
	return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 0;
}

/* ---- in front of rustc ---------------------------------------------------------------------- */

static void put(FILE *file, const char *text)
{
	fwrite(text, 1, strlen(text) + 1, file);
}

static void put_list(FILE *file, char **list)
{
	size_t count = 0;

	while (list[count])
		count++;
	fprintf(file, "%zu%c", count, '\0');
	for (size_t i = 0; i < count; i++)
		put(file, list[i]);
}

/* The file's name sorts by the time at which the compiler began. */
static void capture(const char *folder, char **argv)
{
	char path[4096], here[4096];
	struct timespec now;
	FILE *file;

	clock_gettime(CLOCK_MONOTONIC, &now);
	snprintf(path, sizeof(path), "%s/%012lld.%09ld-%ld", folder, (long long)now.tv_sec,
		 now.tv_nsec, (long)getpid());
	if (!getcwd(here, sizeof(here)) || !(file = fopen(path, "w")))
		return;
	put(file, here);
	put_list(file, argv);
	put_list(file, environ);
	fclose(file);
}

/* "-D" or "--deny", or with its value ("-Dwarnings", "--deny=warnings"): *len is the flag's. */
static bool denies(const char *argument, size_t *len)
{
	static const char *const flags[] = {"--deny", "--forbid", "-D", "-F"};

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		*len = strlen(flags[i]);
		if (strncmp(argument, flags[i], *len) == 0)
			return true;
	}
	return false;
}

/* cargo puts the manifest's lints before --out-dir, and RUSTFLAGS after it. */
static void drop_denials(char **argv)
{
	char **kept = argv;
	bool after = false;
	size_t len;

	for (; *argv; argv++) {
		after = after || strcmp(*argv, "--out-dir") == 0;
		if (!after || !denies(*argv, &len))
			*kept++ = *argv;
		else if (!(*argv)[len] && argv[1])
			argv++; /* its value */
	}
	*kept = NULL;
}

/* argv: the relay, rustc, its arguments. */
static int in_front_of_rustc(char *wrapper, char **argv)
{
	const char *folder = getenv("RUSTGYM_CAPTURE");

	drop_denials(argv + 1);
	if (folder && getenv("CARGO_PRIMARY_PACKAGE"))
		capture(folder, argv + 1);
	if (!*wrapper)
		return relay_become(argv + 1);
	argv[0] = wrapper;
	return relay_become(argv);
}

/* ---- all of them ---------------------------------------------------------------------------- */

static int in_front_of_linker(char **argv)
{
	static char driver[] = "cc"; /* as rustc calls it */
	const char *where;

	argv[0] = driver;
	if ((where = getenv("RUSTGYM_CRATES")))
		return relay_link_library(where, argv);
	if ((where = getenv("RUSTGYM_SHARED_DEPS")))
		return relay_link_with_shared_deps(where, argv);
	return relay_link_directly(argv) ? 0 : relay_become(argv);
}

int main(int argc, char **argv)
{
	char *where;

	if (argc < 2) {
		fputs("rustgym-relay is called by cargo and rustc, for rustgym\n", stderr);
		return 2;
	}
	end_with_caller();
	if ((where = getenv("RUSTGYM_LEARN")))
		return relay_learn(where, argv);
	if ((where = getenv("RUSTGYM_WRAPPER")))
		return in_front_of_rustc(where, argv);
	_exit(in_front_of_linker(argv)); /* what it holds ends with it */
}
