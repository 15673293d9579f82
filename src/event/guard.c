/*
 * rustgym-guard: stands between rustgym and a child for the 0.3 ms before it starts.
 *
 *   rustgym-guard --plain|--confined [--background] [--preload=LIBRARY] [--parent=PID] --
 *                 PROGRAM [ARG...]
 *
 * The child ends when rustgym (PID) dies, and isn't started when it is dead already. Confined, it
 * may use so much memory, so many processes, and write files of such a size that the machine stays
 * usable. A program of its own because what is set here must be set after the fork and before the
 * exec, where libuv runs no code of ours.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>
#ifdef __linux__
#include <signal.h>
#include <sys/prctl.h>
#endif

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

/*
 * Room for threads enough, but not for all that a fork bomb can start. The limit counts everything of
 * this user, so what runs on this machine already comes on top. Binds no superuser.
 */
static void limit_processes(void)
{
	FILE *load = fopen("/proc/loadavg", "re"); /* "0.1 0.2 0.3 running/all last" */
	unsigned long all;

	if (load && fscanf(load, "%*s %*s %*s %*[0-9]/%lu", &all) == 1)
		limit(RLIMIT_NPROC, all + 4096);
	if (load)
		fclose(load);
}

static void confine(void)
{
	const rlim_t mib = 1024 * 1024;

	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 512 * mib);
#ifdef __linux__
	limit_processes(); /* while there is memory to read with */
	limit(RLIMIT_DATA, 4096 * mib);
#endif
}

/* Before what is preloaded already; hold.c puts that back. */
static void preload(const char *library)
{
	const char *before = getenv("LD_PRELOAD");
	char *both = NULL;

	if (before && *before) {
		setenv("RUSTGYM_HOLD_PRELOAD", before, 1);
		if (asprintf(&both, "%s:%s", library, before) < 0)
			exit(127);
	}
	setenv("LD_PRELOAD", both ? both : library, 1);
	free(both);
}

int main(int argc, char **argv)
{
	int i = 1;

#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--confined") == 0)
			confine();
		else if (strcmp(argv[i], "--background") == 0)
			setpriority(PRIO_PROCESS, 0, 15);
		else if (strncmp(argv[i], "--preload=", 10) == 0)
			preload(argv[i] + 10);
		else if (strncmp(argv[i], "--parent=", 9) == 0 && getppid() != atol(argv[i] + 9))
			return 127; /* it died before we could ask to be told */
	}
	if (i + 1 >= argc) {
		fputs("usage: rustgym-guard --plain|--confined [--background] [--preload=LIBRARY] "
		      "[--parent=PID] -- PROGRAM [ARG...]\n",
		      stderr);
		return 2;
	}
	execv(argv[i + 1], argv + i + 1);
	perror(argv[i + 1]);
	return 127;
}
