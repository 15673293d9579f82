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
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { KEPT_MAX = 64 * 1024, GRACE_MS = 2000 };

/* ---- the child --------------------------------------------------------------------------------- */

struct child {
	pid_t pid;
	bool alone; /* in a session of its own, for there is no terminal that it could ask on */
	int pipes[2];
	struct buffer said[2]; /* standard output and error, their ends */
};

/* What would lead git elsewhere, when we are called from one of its hooks. */
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

	/* The first of two of a name counts. */
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

static void set_attributes(posix_spawnattr_t *attributes, bool alone)
{
	short flags = POSIX_SPAWN_SETSIGDEF;
	sigset_t defaults;

	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE); /* which we ignore, and a child would, too */
	posix_spawnattr_init(attributes);
	posix_spawnattr_setsigdefault(attributes, &defaults);
	if (alone)
		flags |= POSIX_SPAWN_SETSID;
	posix_spawnattr_setflags(attributes, flags);
}

static int spawn(struct child *child, const char *const *argv, const int writing[2])
{
	posix_spawn_file_actions_t actions;
	struct strings env = STRINGS_INIT;
	posix_spawnattr_t attributes;
	int failed;

	make_environment(child->alone, &env);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, writing[0], STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, writing[1], STDERR_FILENO);
	set_attributes(&attributes, child->alone);
	failed = posix_spawnp(&child->pid, argv[0], &actions, &attributes,
			      (char *const *)(uintptr_t)argv, env.items);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	strings_clear(&env);
	return failed;
}

static int child_start(struct child *child, const char *const *argv, struct error *err)
{
	int out[2], both[2], failed = 0;

	*child = (struct child){.alone = !has_terminal(), .said = {BUFFER_INIT, BUFFER_INIT}};
	if (pipe2(out, O_CLOEXEC) < 0)
		return error_errno(err, errno, "no pipe");
	if (pipe2(both, O_CLOEXEC) < 0) {
		failed = errno;
		close(out[0]);
		close(out[1]);
		return error_errno(err, failed, "no pipe");
	}
	failed = spawn(child, argv, (const int[]){out[1], both[1]});
	close(out[1]);
	close(both[1]);
	child->pipes[0] = out[0];
	child->pipes[1] = both[0];
	return failed ? error_errno(err, failed, "git can't be started") : 0;
}

/* False at its end. Of what git says the last is what counts. */
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

/* Reads until both have ended; false when nothing came for so long. */
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

/* Its status as waitpid gives it; -1 when it was ended because nothing moved. */
static int child_wait(struct child *child, unsigned patience_s)
{
	bool moved = listen_to(child, (int)patience_s * 1000);
	int status = 0;

	if (!moved) {
		end(child, SIGTERM);
		end(child, SIGCONT);
		listen_to(child, GRACE_MS);
		end(child, SIGKILL);
	}
	while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
		;
	return moved ? status : -1;
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

/* What git says on its way ("Counting objects: 12%\r") is no reason for anything. */
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

/* The same for whatever is done: nothing of the learner's settings runs anything or keeps house. */
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

/* *rejected: the other side, reached, did not take something. NULL: that is a failure like others. */
static int run_git(const struct strings *argv, const char *address, unsigned patience_s,
		   bool *rejected, struct error *err)
{
	struct child child;
	int status, result = need_git(err);

	if (result)
		return result;
	result = child_start(&child, (const char *const *)argv->items, err);
	if (result) {
		child_clear(&child);
		return result;
	}
	status = child_wait(&child, patience_s);
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
