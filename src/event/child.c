#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdnoreturn.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

enum { LOW_PRIORITY = 15 };
enum { CLOEXEC_RANGE = 4 }; /* CLOSE_RANGE_CLOEXEC, which older headers lack */

/* ---- in the child: only async-signal-safe functions may be called ---------------------------- */

/* Everything that the child needs, prepared before it starts. */
struct birth {
	const struct child_options *options;
	pid_t parent;
	int report; /* receives the errno of a failure; exec closes it */
	rlim_t processes;
};

static void limit(int resource, rlim_t most)
{
	struct rlimit now;

	if (getrlimit(resource, &now) < 0)
		return;
	if (now.rlim_max == RLIM_INFINITY || now.rlim_max > most)
		now.rlim_max = most;
	now.rlim_cur = now.rlim_max;
	setrlimit(resource, &now);
}

static void confine(enum child_limits limits, rlim_t processes)
{
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, limits == CHILD_PROGRAM ? CHILD_PROGRAM_FILE_MAX : CHILD_FILE_MAX);
#ifdef __linux__
	limit(RLIMIT_NPROC, processes);
	limit(RLIMIT_DATA, CHILD_MEMORY_MAX);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#else
	(void)processes;
#endif
}

/* Resets all signals: the child must not run our handlers, nor inherit ignored signals. */
static void forget_signals(void)
{
	enum { STANDARD_SIGNALS = 31 };

	for (int i = 1; i <= STANDARD_SIGNALS; i++)
		if (i != SIGKILL && i != SIGSTOP)
			signal(i, SIG_DFL);
}

/* Returns a descriptor above those that the child will get. */
static int out_of_the_way(int fd)
{
	return fd >= 0 && fd < CHILD_DESCRIPTORS ? fcntl(fd, F_DUPFD_CLOEXEC, CHILD_DESCRIPTORS)
						 : fd;
}

/* Makes the child's descriptors 0, 1, ... copies of the requested ones. */
static bool place_descriptors(struct birth *birth)
{
	int from[CHILD_DESCRIPTORS], report = out_of_the_way(birth->report);

	if (report < 0)
		return false;
	birth->report = report;
	for (int i = 0; i < CHILD_DESCRIPTORS; i++) {
		from[i] = birth->options->descriptors[i];
		if (from[i] < 0 && i > STDERR_FILENO)
			continue;
		if (from[i] < 0)
			from[i] = open("/dev/null", O_RDWR | O_CLOEXEC);
		from[i] = out_of_the_way(from[i]);
		if (from[i] < 0)
			return false;
	}
	for (int i = 0; i < CHILD_DESCRIPTORS; i++)
		if (from[i] >= 0 && dup2(from[i], i) < 0)
			return false;
	return true;
}

/*
 * Lets the exec close all other descriptors: those that the caller of rustgym left open are not for the
 * child.
 */
static void leave_descriptors(const int *wanted)
{
	enum { MOST = 65536 };
	struct rlimit files;
	int first = STDERR_FILENO + 1;

	while (first < CHILD_DESCRIPTORS && wanted[first] >= 0)
		first++;
#ifdef SYS_close_range
	if (syscall(SYS_close_range, first, ~0u, CLOEXEC_RANGE) == 0)
		return;
#endif
	if (getrlimit(RLIMIT_NOFILE, &files) < 0 || files.rlim_cur > MOST)
		files.rlim_cur = MOST;
	for (int fd = first; fd < (int)files.rlim_cur; fd++)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
}

/* Nothing else waits for this child: neither for the processor, nor for the disk. */
static void give_way(void)
{
	setpriority(PRIO_PROCESS, 0, LOW_PRIORITY);
#ifdef __linux__
	enum { IO_OF_PROCESS = 1, IO_IDLE = 3 << 13 }; /* IOPRIO_WHO_PROCESS, IOPRIO_CLASS_IDLE */

	sched_setscheduler(0, SCHED_IDLE, &(struct sched_param){0});
	syscall(SYS_ioprio_set, IO_OF_PROCESS, 0, IO_IDLE);
#endif
}

/* Returns only after an error. */
static void become(struct birth *birth)
{
	const struct child_options *options = birth->options;
	sigset_t none;

	forget_signals();
	if (options->bond != CHILD_TERMINAL)
		setsid();
	if (!place_descriptors(birth) || (options->cwd && chdir(options->cwd) < 0))
		return;
	leave_descriptors(options->descriptors);
#ifdef __linux__
	if (options->bond == CHILD_BOUND)
		prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != birth->parent) /* the parent died before PR_SET_PDEATHSIG was set */
		_exit(127);
#endif
	if (options->background)
		give_way();
	if (options->limits)
		confine(options->limits, birth->processes);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execve(options->argv[0], options->argv, options->env);
}

static noreturn void be_child(struct birth *birth)
{
	int failure;

	become(birth);
	failure = errno;
	while (write(birth->report, &failure, sizeof(failure)) < 0 && errno == EINTR)
		;
	_exit(127);
}

/* ---- starting -------------------------------------------------------------------------------- */

/*
 * Returns the limit on processes. It leaves room for many threads, but not for a fork bomb. The
 * limit counts all processes of this user, so the number of running processes is added. It does not
 * apply to root.
 */
static rlim_t processes_most(void)
{
	FILE *load = fopen("/proc/loadavg", "re"); /* "0.1 0.2 0.3 running/all last" */
	unsigned long all;
	rlim_t most = RLIM_INFINITY;

	if (load && fscanf(load, "%*s %*s %*s %*[0-9]/%lu", &all) == 1)
		most = all + 4096;
	if (load)
		fclose(load);
	return most;
}

/* A separate function, because its stack frame must exist while the child uses it. */
static __attribute__((noinline)) pid_t give_birth(struct birth *birth)
{
#ifdef __linux__
	pid_t pid = vfork();
#else
	pid_t pid = fork();
#endif

	if (pid == 0)
		be_child(birth);
	return pid;
}

/* Blocks all signals while the child shares our memory and, at first, our handlers. */
static pid_t give_birth_in_quiet(struct birth *birth)
{
	sigset_t all, before;
	int failure;
	pid_t pid;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pid = give_birth(birth);
	failure = errno;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = failure;
	return pid;
}

/* Reads the errno of a child that failed before its exec. 0: the exec succeeded. */
static int read_report(int report)
{
	int failure = 0;
	ssize_t got;

	do
		got = read(report, &failure, sizeof(failure));
	while (got < 0 && errno == EINTR);
	return got == sizeof(failure) ? failure : 0;
}

static int start(struct child *child, const struct child_options *options)
{
	struct birth birth = {.options = options, .parent = getpid()};
	int report[2], failure;

	if (options->limits)
		birth.processes = processes_most();
	failure = uv_pipe(report, 0, 0);
	if (failure)
		return failure;
	birth.report = report[1];
	child->pid = give_birth_in_quiet(&birth);
	failure = child->pid < 0 ? errno : 0;
	close(report[1]);
	if (!failure)
		failure = read_report(report[0]);
	close(report[0]);
	if (failure && child->pid > 0)
		while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
			;
	if (failure)
		child->pid = 0;
	return uv_translate_sys_error(failure);
}

/* ---- the child's end ------------------------------------------------------------------------- */

static void on_some_exit(uv_signal_t *handle, int number)
{
	struct child *child = (struct child *)handle; /* its first member */
	int status;
	pid_t got;

	(void)number;
	do
		got = waitpid(child->pid, &status, WNOHANG);
	while (got < 0 && errno == EINTR);
	if (got == 0)
		return;
	uv_signal_stop(handle);
	if (got < 0) /* another part of the process has waited for it, so its status is unknown */
		child->exited(child, -1, 0);
	else
		child->exited(child, WIFEXITED(status) ? WEXITSTATUS(status) : 0,
			      WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

int child_init(uv_loop_t *loop, struct child *child)
{
	child->pid = 0;
	return uv_signal_init(loop, &child->handle);
}

int child_start(struct child *child, const struct child_options *options, child_exited exited)
{
	int failure = uv_signal_start(&child->handle, on_some_exit, SIGCHLD);

	child->exited = exited;
	child->mark = options->mark;
	child->limits = options->limits;
	if (!failure)
		failure = start(child, options);
	if (failure)
		uv_signal_stop(&child->handle);
	return failure;
}

void child_step_back(const struct child *child)
{
	setpriority(PRIO_PGRP, (id_t)child->pid, LOW_PRIORITY); /* it leads its group */
}

bool child_has_ended(const struct child *child)
{
	siginfo_t info = {0};

	return waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
	       info.si_pid == child->pid;
}

struct search {
	pid_t pid;        /* 0: any */
	const char *mark; /* NULL: any, or none */
	bool program;     /* only one with the limits of a program */
	bool found;
};

static void compare(uv_handle_t *handle, void *data)
{
	struct search *search = data;
	const struct child *child = (const struct child *)handle;

	if (handle->type != UV_SIGNAL || !uv_is_active(handle) ||
	    ((uv_signal_t *)handle)->signal_cb != on_some_exit)
		return;
	if ((!search->pid || search->pid == child->pid) &&
	    (!search->mark || (child->mark && strcmp(search->mark, child->mark) == 0)) &&
	    (!search->program || child->limits == CHILD_PROGRAM))
		search->found = true;
}

bool child_is_known(uv_loop_t *loop, pid_t pid)
{
	struct search search = {.pid = pid};

	uv_walk(loop, compare, &search);
	return search.found;
}

bool child_with_mark(uv_loop_t *loop, const char *mark)
{
	struct search search = {.mark = mark};

	uv_walk(loop, compare, &search);
	return search.found;
}

bool child_runs_program(uv_loop_t *loop)
{
	struct search search = {.program = true};

	uv_walk(loop, compare, &search);
	return search.found;
}
