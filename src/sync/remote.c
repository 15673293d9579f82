#include "remote.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/strings.h"
#include "rustgym/event/job.h"
#include "rustgym/event/program.h"
#include "rustgym/ui/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

enum { KEPT_MAX = 64 * 1024, GRACE_MS = 2000 };

/* ---- the child --------------------------------------------------------------------------------- */

struct child {
	pid_t pid;
	bool alone; /* in a session of its own, because there is no terminal for questions */
	int pipes[2];
	struct buffer said[2]; /* the last part of standard output and of standard error */
};

/* These variables would lead git to another repository, when a git hook calls rustgym. */
static bool is_misleading(const char *variable)
{
	static const char *const names[] = {"GIT_DIR=",
					    "GIT_WORK_TREE=",
					    "GIT_INDEX_FILE=",
					    "GIT_OBJECT_DIRECTORY=",
					    "GIT_ALTERNATE_OBJECT_DIRECTORIES=",
					    "GIT_COMMON_DIR=",
					    "GIT_NAMESPACE=",
					    "GIT_PREFIX=",
					    "GIT_QUARANTINE_PATH=",
					    "GIT_SHALLOW_FILE=",
					    NULL};

	for (size_t i = 0; names[i]; i++)
		if (strncmp(variable, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

static void make_environment(bool alone, struct strings *env)
{
	static const char *const silent[] = {"GIT_TERMINAL_PROMPT=0",
					     "GIT_ASKPASS=", "SSH_ASKPASS_REQUIRE=never", NULL};

	/* If a name occurs twice, the first value counts. */
	if (alone)
		strings_add_all(env, silent);
	for (char **variable = environ; *variable; variable++)
		if (!is_misleading(*variable) &&
		    !(alone && strncmp(*variable, "GIT_ASKPASS=", 12) == 0) &&
		    !(alone && strncmp(*variable, "GIT_TERMINAL_PROMPT=", 20) == 0))
			strings_add(env, *variable);
}

static bool has_terminal(void)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static int child_start(struct child *child, const char *const *argv, struct error *err)
{
	struct strings env = STRINGS_INIT;
	int out[2] = {-1, -1}, said[2] = {-1, -1}, result;

	*child = (struct child){.alone = !has_terminal(), .said = {BUFFER_INIT, BUFFER_INIT}};
	if (program_pipe(out) < 0 || program_pipe(said) < 0) {
		result = error_errno(err, errno, "git can't be started");
	} else {
		make_environment(child->alone, &env);
		result = program_start(
			&(struct program_options){.argv = argv,
						  .env = &env,
						  .descriptors = {PROGRAM_NULL, out[1], said[1]},
						  .alone = child->alone},
			&child->pid, err);
	}
	if (out[1] >= 0)
		close(out[1]);
	if (said[1] >= 0)
		close(said[1]);
	child->pipes[0] = out[0];
	child->pipes[1] = said[0];
	strings_clear(&env);
	return result;
}

/* Reads a part of the output. Returns false at its end. Only the last part is kept. */
static bool take(struct child *child, int which)
{
	char bytes[4096];
	ssize_t got = read(child->pipes[which], bytes, sizeof(bytes));

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return true;
	if (got > 0) {
		buffer_add(&child->said[which], bytes, (size_t)got);
		if (child->said[which].len > 2 * KEPT_MAX)
			buffer_remove_head(&child->said[which], child->said[which].len - KEPT_MAX);
		return true;
	}
	close(child->pipes[which]);
	child->pipes[which] = -1;
	return false;
}

/*
 * Reads until both streams have ended. Returns false if nothing arrived for `patience_ms`
 * milliseconds.
 */
static bool listen_to(struct child *child, int patience_ms)
{
	while (child->pipes[0] >= 0 || child->pipes[1] >= 0) {
		struct pollfd polled[2] = {{child->pipes[0], POLLIN, 0},
					   {child->pipes[1], POLLIN, 0}};
		int ready = poll(polled, 2, patience_ms);

		if (ready == 0)
			return false;
		for (int i = 0; ready > 0 && i < 2; i++)
			if (polled[i].revents)
				take(child, i);
	}
	return true;
}

static void end(struct child *child, int signal)
{
	kill(child->alone ? -child->pid : child->pid, signal);
}

/*
 * Waits for the child. *status is its exit status, or -1 if it was ended because nothing arrived.
 */
static int child_wait(struct child *child, unsigned patience_s, int *status, struct error *err)
{
	bool moved = listen_to(child, (int)patience_s * 1000);
	int result;

	if (!moved) {
		end(child, SIGTERM);
		end(child, SIGCONT);
		listen_to(child, GRACE_MS);
		end(child, SIGKILL);
	}
	result = program_wait(child->pid, status, err);
	if (!moved)
		*status = -1;
	return result;
}

static void child_clear(struct child *child)
{
	for (int i = 0; i < 2; i++) {
		if (child->pipes[i] >= 0)
			close(child->pipes[i]);
		buffer_clear(&child->said[i]);
	}
}

/* ---- git --------------------------------------------------------------------------------------- */

/* Prints git's messages, without its progress ("Counting objects: 12%\r"). */
static void print_reasons(const struct buffer *said)
{
	struct buffer clean = BUFFER_INIT;

	for (const char *line = said->data; *line;) {
		size_t len = strcspn(line, "\n"), from = len;

		while (from > 0 && line[from - 1] != '\r')
			from--;
		text_line(line + from, len - from, &clean);
		if (clean.len)
			fprintf(stderr, "  git: %s\n", clean.data);
		buffer_reset(&clean);
		line += len + (line[len] == '\n');
	}
	buffer_clear(&clean);
}

static int need_git(struct error *err)
{
	char *git = program_find("git");
	bool there = git != NULL;

	free(git);
	return there ? 0
		     : error_set(err, ERROR_ENVIRONMENT,
				 "git is not installed, and it is what reaches the other side; "
				 "install git, or carry a file: `rustgym export`");
}

/*
 * Adds the common part of a git command. It turns off hooks, signing and housekeeping in the
 * learner's settings.
 */
static void begin_command(struct strings *argv, const char *folder)
{
	static const char *const settings[] = {
		"-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0",
		"-c", "maintenance.auto=false",   "-c", "fetch.writeCommitGraph=false",
		"-c", "fetch.unpackLimit=1",      "-c", "fetch.fsckObjects=true",
		"-c", "push.gpgSign=false",       "-c", "push.followTags=false",
		"-c", "protocol.ext.allow=never", NULL};

	strings_add(argv, "git");
	strings_addf(argv, "--git-dir=%s", folder);
	strings_add_all(argv, settings);
}

/*
 * *rejected: the other side answered but did not accept something. If `rejected` is NULL, that is
 * an error like others.
 */
static int run_git(const struct strings *argv, const char *address, unsigned patience_s,
		   bool *rejected, struct error *err)
{
	struct child child;
	int status = 0, result = need_git(err);

	if (result)
		return result;
	result = child_start(&child, (const char *const *)argv->items, err);
	if (!result)
		result = child_wait(&child, patience_s, &status, err);
	if (result) {
		child_clear(&child);
		return result;
	}
	if (rejected)
		*rejected = status > 0 && (strncmp(child.said[0].data, "!\t", 2) == 0 ||
					   strstr(child.said[0].data, "\n!\t"));
	if (status && !(rejected && *rejected))
		print_reasons(&child.said[1]);
	if (status == -1)
		result = error_set(err, ERROR_ENVIRONMENT,
				   "nothing moved for %u s, so git was ended. Is %s within reach?",
				   patience_s, address);
	else if (status && !(rejected && *rejected))
		result = error_set(err, ERROR_ENVIRONMENT,
				   "git could not reach %s (it says why above)", address);
	child_clear(&child);
	return result;
}

#define EXERCISES "refs/rustgym/exercise/*:refs/rustgym/exercise/*"
#define SHARED "refs/rustgym/shared/*:refs/rustgym/shared/*"

int remote_fetch(const char *address, const char *folder, unsigned patience_s, struct error *err)
{
	static const char *const options[] = {"fetch",
					      "--progress",
					      "--no-tags",
					      "--no-auto-gc",
					      "--no-recurse-submodules",
					      "--no-write-fetch-head",
					      "--",
					      NULL};
	struct strings argv = STRINGS_INIT;
	int result;

	begin_command(&argv, folder);
	strings_add_all(&argv, options);
	strings_add(&argv, address);
	strings_add(&argv, EXERCISES);
	strings_add(&argv, SHARED);
	result = run_git(&argv, address, patience_s, NULL, err);
	strings_clear(&argv);
	return result;
}

int remote_push(const char *address, const char *folder, unsigned patience_s, bool *outrun,
		struct error *err)
{
	static const char *const options[] = {
		"push", "--progress", "--porcelain", "--no-verify", "--no-recurse-submodules",
		"--",   NULL};
	struct strings argv = STRINGS_INIT;
	int result;

	begin_command(&argv, folder);
	strings_add_all(&argv, options);
	strings_add(&argv, address);
	strings_add(&argv, EXERCISES);
	strings_add(&argv, SHARED);
	result = run_git(&argv, address, patience_s, outrun, err);
	strings_clear(&argv);
	return result;
}
