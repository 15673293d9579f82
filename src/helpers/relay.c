/*
 * rustgym-relay takes the place of a tool that another tool calls. It is a program of its own,
 * because other programs can only call programs. commands.h, shared_deps.h and linker.h use it. A
 * variable tells it what to do:
 *
 *   RUSTGYM_WRAPPER=PROGRAM      cargo calls it as RUSTC_WRAPPER. It becomes rustc, or PROGRAM, the
 *                                learner's own wrapper of rustc. It drops the flags that turn
 *                                warnings into errors, unless they come from the manifest
 *   RUSTGYM_CAPTURE=FOLDER       with RUSTGYM_WRAPPER: writes the commands of the requested packages
 *                                to FOLDER
 *   RUSTGYM_CRATES=FILE          rustc calls it as the linker. It links the shared library, and
 *                                writes the crates in it to FILE if the library can replace them
 *   RUSTGYM_SHARED_DEPS=FOLDER   rustc calls it as the linker. It links the shared library in FOLDER
 *                                instead of its crates. If that is impossible, it calls the linker
 *                                as rustc wanted
 *   RUSTGYM_LINKER=FOLDER        rustc calls it as the linker. It calls the linker directly, not
 *                                through the C compiler, with the plans in FOLDER
 *   RUSTGYM_LEARN=FILE           the C compiler calls it as the linker. It writes its arguments to
 *                                FILE
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

#define MARK "RUSTGYM_JOB" /* every process of a job has this variable */

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

#ifdef __linux__
/* Returns whether the environment of the parent can be read, and does not have the mark of our job (job.c). */
static bool parent_is_a_stranger(const char *mark)
{
	char path[64], *entry = NULL;
	size_t size = 0;
	bool stranger = false;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/environ", (long)getppid());
	file = fopen(path, "r");
	if (file) {
		stranger = true;
		while (stranger && getdelim(&entry, &size, '\0', file) > 0)
			stranger = strncmp(entry, MARK "=", strlen(MARK "=")) != 0 ||
				   strcmp(entry + strlen(MARK "="), mark) != 0;
		fclose(file);
	}
	free(entry);
	return stranger;
}
#endif

/*
 * Ends this process when its caller ends. rustgym ends the processes that it started, but does not
 * know their children. A linker that continues would replace a new program by an old one. If the caller
 * has ended already, somebody else is the parent.
 */
static void end_with_caller(void)
{
#ifdef __linux__
	const char *mark = getenv(MARK);

	prctl(PR_SET_PDEATHSIG, SIGKILL); /* exec keeps this setting, fork does not */
	if (mark && (getppid() == 1 || parent_is_a_stranger(mark)))
		_exit(1);
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

/* ---- as rustc's wrapper ---------------------------------------------------------------------- */

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

/* The file's name begins with the time, so that names sort by the start of the compiler. */
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

/*
 * Recognizes "-D" and "--deny", also with a value ("-Dwarnings", "--deny=warnings"). *len is the
 * length of the flag.
 */
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

/* cargo puts the manifest's lints before --out-dir and RUSTFLAGS after it. */
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
			argv++; /* the flag's value */
	}
	*kept = NULL;
}

/* `argv` is the relay, rustc, and rustc's arguments. */
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

/* ---- as the linker, and main ----------------------------------------------------------------- */

static int in_front_of_linker(char **argv)
{
	static char driver[] = "cc"; /* rustc calls it by this name */
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
	_exit(in_front_of_linker(argv)); /* its memory is freed when the process ends */
}
