#include "rustgym/app/git.h"
#include "rustgym/base/file.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/event/program.h"
#include "rustgym/ui/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

extern char **environ;

enum {
	OUT_MAX = 16 * 1024 * 1024,
	SAID_MAX = 64 * 1024,
	GRACE_MS = 2000,
	FILE_BYTES_MAX = 1024 * 1024 * 1024, /* of one file that git writes: a pack */
	PROCESSOR_S = 300,                   /* of each of git's processes: unpacking */
};

/* ---- its command line and environment ---------------------------------------------------------- */

static bool has_terminal(void)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* The variables of git that say how the learner reaches others. All others could lead it elsewhere. */
static bool is_learners(const char *variable)
{
	static const char *const kept[] = {"GIT_SSH",
					   "GIT_SSL_",
					   "GIT_ASKPASS=",
					   "GIT_TERMINAL_PROMPT=",
					   "GIT_PROXY_",
					   "GIT_HTTP_",
					   "GIT_CEILING_DIRECTORIES=",
					   "GIT_CONFIG_GLOBAL=",
					   "GIT_CONFIG_SYSTEM=",
					   "GIT_CONFIG_NOSYSTEM=",
					   NULL};

	if (!string_has_prefix(variable, "GIT_"))
		return true;
	for (size_t i = 0; kept[i]; i++)
		if (string_has_prefix(variable, kept[i]))
			return true;
	return false;
}

static void add_environment(struct git_command *command)
{
	/* No object of a course or of a history needs more memory at once. */
	static const char *const always[] = {"GIT_ALLOC_LIMIT=256m", "GIT_OPTIONAL_LOCKS=0", NULL};
	static const char *const silent[] = {"GIT_TERMINAL_PROMPT=0",
					     "GIT_ASKPASS=", "SSH_ASKPASS_REQUIRE=never", NULL};

	/* The first of two of a name counts. */
	strings_add_all(&command->env, always);
	if (command->alone)
		strings_add_all(&command->env, silent);
	for (char **variable = environ; *variable; variable++)
		if (is_learners(*variable) &&
		    !(command->alone && (string_has_prefix(*variable, "GIT_ASKPASS=") ||
					 string_has_prefix(*variable, "GIT_TERMINAL_PROMPT="))))
			strings_add(&command->env, *variable);
}

void git_command_init(struct git_command *command)
{
	static const char *const settings[] = {"git", "--no-pager",
					       "-c",  "core.hooksPath=/dev/null",
					       "-c",  "core.fsmonitor=false",
					       "-c",  "core.editor=false",
					       "-c",  "core.alternateRefsCommand=true",
					       "-c",  "core.bigFileThreshold=16m",
					       "-c",  "gc.auto=0",
					       "-c",  "maintenance.auto=false",
					       "-c",  "protocol.ext.allow=never",
					       "-c",  "protocol.fd.allow=never",
					       NULL};

	*command = (struct git_command){STRINGS_INIT, STRINGS_INIT, !has_terminal()};
	strings_add_all(&command->argv, settings);
	add_environment(command);
}

void git_command_clear(struct git_command *command)
{
	strings_clear(&command->argv);
	strings_clear(&command->env);
}

int git_need(const char *without, struct error *err)
{
	char *git = program_find("git");
	bool there = git != NULL;

	free(git);
	return there ? 0
		     : error_set(err, ERROR_ENVIRONMENT, "git is not installed, and %s", without);
}

/* ---- the other side ---------------------------------------------------------------------------- */

int git_address_check(const char *address, struct error *err)
{
	bool sound = *address && *address != '-';

	for (const unsigned char *c = (const unsigned char *)address; *c; c++)
		sound = sound && *c >= 0x20 && *c != 0x7f;
	if (!sound)
		return error_set(err, ERROR_USAGE, "\"%.100s\" is no address of a git repository",
				 address);
	if (string_has_prefix(address, "ext::") || string_has_prefix(address, "ext://") ||
	    string_has_prefix(address, "fd::") || string_has_prefix(address, "fd://"))
		return error_set(err, ERROR_USAGE,
				 "\"%.100s\" is a command and no address, so it was not run",
				 address);
	return 0;
}

/* git starts the other side of a folder on this machine, as us, with the settings of that folder. */
void git_command_add_address(struct git_command *command, const char *program, const char *address)
{
	if (*address == '/' || string_has_prefix(address, "file://"))
		strings_addf(&command->argv,
			     "--%s=git -c core.hooksPath=/dev/null -c core.fsmonitor=false "
			     "-c core.alternateRefsCommand=true -c receive.autogc=false "
			     "-c gc.auto=0 -c maintenance.auto=false %s",
			     program, program);
	strings_add(&command->argv, "--");
	strings_add(&command->argv, address);
}

int git_folder_reset(const char *folder, struct error *err)
{
	static const char plain[] = "[core]\n\tbare = true\n\trepositoryformatversion = 0\n"
				    "\tfilemode = true\n";
	static const char *const other[] = {"commondir", "config.worktree", NULL};
	char *path = path_join(folder, "config");
	int result = file_write_cache(path, plain, sizeof(plain) - 1, err);

	free(path);
	for (size_t i = 0; !result && other[i]; i++) {
		path = path_join(folder, other[i]);
		result = file_remove(path, err);
		free(path);
	}
	return result;
}

/* ---- running ----------------------------------------------------------------------------------- */

struct running {
	pid_t pid;
	bool alone;
	int pipes[2];
	struct buffer *kept[2]; /* standard output and error */
};

/*
 * Limits the size of each file that git writes, and how long it may work on what it gets: some kB can be
 * inflated for hours.
 */
static void limit(pid_t pid)
{
#ifdef __linux__
	const struct rlimit most = {FILE_BYTES_MAX, FILE_BYTES_MAX};
	const struct rlimit processor = {PROCESSOR_S, PROCESSOR_S};

	prlimit(pid, RLIMIT_FSIZE, &most, NULL);
	prlimit(pid, RLIMIT_CPU, &processor, NULL);
#else
	(void)pid;
#endif
}

static int start(struct running *running, const struct git_command *command, struct error *err)
{
	int out[2] = {-1, -1}, said[2] = {-1, -1}, result;

	if (program_pipe(out) < 0 || program_pipe(said) < 0) {
		result = error_errno(err, errno, "git can't be started");
	} else {
		result = program_start(
			&(struct program_options){.argv = (const char *const *)command->argv.items,
						  .env = &command->env,
						  .descriptors = {PROGRAM_NULL, out[1], said[1]},
						  .alone = command->alone},
			&running->pid, err);
	}
	if (!result)
		limit(running->pid);
	if (out[1] >= 0)
		close(out[1]);
	if (said[1] >= 0)
		close(said[1]);
	running->pipes[0] = out[0];
	running->pipes[1] = said[0];
	return result;
}

/* The last part of its errors is kept, and the first part of its output. */
static void take(struct running *running, int which)
{
	char bytes[4096];
	ssize_t got = read(running->pipes[which], bytes, sizeof(bytes));
	struct buffer *kept = running->kept[which];

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (got <= 0) {
		close(running->pipes[which]);
		running->pipes[which] = -1;
		return;
	}
	if (which == 1 || kept->len < OUT_MAX)
		buffer_add(kept, bytes, (size_t)got);
	if (which == 1 && kept->len > 2 * SAID_MAX)
		buffer_remove_head(kept, kept->len - SAID_MAX);
}

/* Reads until both have ended; false when nothing came for so long (-1: for ever). */
static bool listen_to(struct running *running, int patience_ms)
{
	while (running->pipes[0] >= 0 || running->pipes[1] >= 0) {
		struct pollfd polled[2] = {{running->pipes[0], POLLIN, 0},
					   {running->pipes[1], POLLIN, 0}};
		int ready = poll(polled, 2, patience_ms);

		if (ready == 0)
			return false;
		for (int i = 0; ready > 0 && i < 2; i++)
			if (polled[i].revents)
				take(running, i);
	}
	return true;
}

static void end(const struct running *running, int signal)
{
	kill(running->alone ? -running->pid : running->pid, signal);
}

static int wait_for(struct running *running, unsigned patience_s, int *status, struct error *err)
{
	bool moved = listen_to(running, patience_s ? (int)patience_s * 1000 : -1);
	int result;

	if (!moved) {
		end(running, SIGTERM);
		end(running, SIGCONT);
		listen_to(running, GRACE_MS);
		end(running, SIGKILL);
	}
	result = program_wait(running->pid, status, err);
	if (!moved)
		*status = -1;
	return result;
}

int git_run(const struct git_command *command, unsigned patience_s, struct git_answer *answer,
	    struct error *err)
{
	struct running running = {
		.alone = command->alone, .pipes = {-1, -1}, .kept = {&answer->out, &answer->said}};
	int result = start(&running, command, err);

	if (!result)
		result = wait_for(&running, patience_s, &answer->status, err);
	for (int i = 0; i < 2; i++)
		if (running.pipes[i] >= 0)
			close(running.pipes[i]);
	return result;
}

void git_answer_clear(struct git_answer *answer)
{
	buffer_clear(&answer->out);
	buffer_clear(&answer->said);
}

char *git_ask(const char *root, const char *const *question, unsigned patience_s)
{
	struct git_answer answer = GIT_ANSWER_INIT;
	struct git_command command;
	char *line = NULL;

	git_command_init(&command);
	strings_add(&command.argv, "-C");
	strings_add(&command.argv, root);
	strings_add_all(&command.argv, question);
	if (git_need("", NULL) == 0 && git_run(&command, patience_s, &answer, NULL) == 0 &&
	    answer.status == 0)
		line = memory_copy(answer.out.data, strcspn(answer.out.data, "\n"));
	git_command_clear(&command);
	git_answer_clear(&answer);
	return line;
}

/* Lines of progress ("Counting objects: 12%\r") do not explain a failure. */
void git_print_said(const struct git_answer *answer)
{
	struct buffer clean = BUFFER_INIT;

	for (const char *line = answer->said.data; *line;) {
		size_t len = strcspn(line, "\n"), from = len;

		while (from > 0 && line[from - 1] != '\r')
			from--;
		text_line(line + from, len - from, &clean);
		if (clean.len)
			gate_say("  git: %s\n", clean.data);
		buffer_reset(&clean);
		line += len + (line[len] == '\n');
	}
	buffer_clear(&clean);
}
