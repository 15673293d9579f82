#include "rustgym/event/program.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* ---- finding a program ----------------------------------------------------------------------- */

static bool is_program(const char *path)
{
	return access(path, X_OK) == 0 && !file_is_folder(path);
}

/*
 * Makes the path absolute, because the child may start in another folder. Takes `path` over. Links
 * in it stay.
 */
static char *absolute_path(char *path)
{
	char here[PATH_MAX], *absolute;

	if (path[0] == '/' || !getcwd(here, sizeof(here)))
		return path;
	absolute = path_join(here, path);
	free(path);
	return absolute;
}

char *program_find(const char *name)
{
	const char *path = getenv("PATH");

	if (strchr(name, '/'))
		return is_program(name) ? absolute_path(memory_copy_string(name)) : NULL;
	while (path && *path) {
		size_t len = strcspn(path, ":");
		char *folder = memory_copy(path, len), *full = path_join(len ? folder : ".", name);
		bool found = is_program(full);

		free(folder);
		if (found)
			return absolute_path(full);
		free(full);
		path += len + (path[len] == ':');
	}
	return NULL;
}

/* ---- starting ----------------------------------------------------------------------------------- */

static void set_attributes(posix_spawnattr_t *attributes, bool alone)
{
	short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
	sigset_t all, none;

	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setsigmask(attributes, &none);
#ifdef POSIX_SPAWN_SETSID
	if (alone)
		flags |= POSIX_SPAWN_SETSID;
#endif
	posix_spawnattr_setflags(attributes, flags);
}

static void set_descriptors(posix_spawn_file_actions_t *actions, const int descriptors[3])
{
	for (int i = 0; i < 3; i++)
		if (descriptors[i] == PROGRAM_NULL)
			posix_spawn_file_actions_addopen(actions, i, "/dev/null", O_RDWR, 0);
		/* also if both numbers are equal: the descriptor then stays open in the program */
		else
			posix_spawn_file_actions_adddup2(actions, descriptors[i], i);
#ifdef __GLIBC_PREREQ
#if __GLIBC_PREREQ(2, 34)
	posix_spawn_file_actions_addclosefrom_np(actions, 3);
#endif
#endif
}

/* If SIGCHLD is ignored, the kernel forgets the exit status of children. */
static void hear_of_children(void)
{
	struct sigaction now, usual = {.sa_handler = SIG_DFL};

	if (sigaction(SIGCHLD, NULL, &now) == 0 && now.sa_handler == SIG_IGN)
		sigaction(SIGCHLD, &usual, NULL);
}

int program_pipe(int ends[2])
{
#ifdef __linux__
	return pipe2(ends, O_CLOEXEC);
#else
	if (pipe(ends) < 0)
		return -1;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return 0;
#endif
}

int program_start(const struct program_options *options, pid_t *pid, struct error *err)
{
	char *const *argv = (char *const *)(uintptr_t)options->argv;
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int failure;

	hear_of_children();
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	set_descriptors(&actions, options->descriptors);
	set_attributes(&attributes, options->alone);
	failure = posix_spawnp(pid, argv[0], &actions, &attributes, argv,
			       options->env ? options->env->items : environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	if (failure)
		return error_set(err, ERROR_ENVIRONMENT, "%s can't be started: %s", argv[0],
				 strerror(failure));
	return 0;
}

/* ---- waiting --------------------------------------------------------------------------------- */

int program_wait(pid_t pid, int *status, struct error *err)
{
	int how;
	pid_t got;

	do
		got = waitpid(pid, &how, 0);
	while (got < 0 && errno == EINTR);
	*status = -1;
	if (got < 0)
		return error_set(err, ERROR_ENVIRONMENT, "nobody knows how process %ld ended: %s",
				 (long)pid, strerror(errno));
	*status = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
	return 0;
}

/* ---- on the terminal ---------------------------------------------------------------------------- */

static void feed(int fd, const struct buffer *input)
{
	size_t done = 0;

	while (done < input->len) {
		ssize_t put = write(fd, input->data + done, input->len - done);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return; /* the reader has closed the pipe, which is no error */
		done += (size_t)put;
	}
}

/* Signals that are ignored while the program has the terminal. SIGPIPE is for writing its input. */
static const int ignored[] = {SIGINT, SIGQUIT, SIGPIPE};

enum { IGNORED = sizeof(ignored) / sizeof(*ignored) };

int program_run(const struct program_options *options, const struct buffer *input, int *status,
		struct error *err)
{
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct program_options with_input = *options;
	struct sigaction before[IGNORED];
	int ends[2] = {-1, -1}, result;
	pid_t pid;

	if (input && program_pipe(ends) < 0)
		return error_errno(err, errno, "%s can't be started", options->argv[0]);
	if (input)
		with_input.descriptors[0] = ends[0];
	for (int i = 0; i < IGNORED; i++)
		sigaction(ignored[i], &ignore, &before[i]);
	result = program_start(&with_input, &pid, err);
	if (input)
		close(ends[0]);
	if (input && !result)
		feed(ends[1], input);
	if (input)
		close(ends[1]);
	if (!result)
		result = program_wait(pid, status, err);
	for (int i = 0; i < IGNORED; i++)
		sigaction(ignored[i], &before[i], NULL);
	return result;
}
