#include "rustgym/pager.h"
#include "rustgym/job.h"
#include "rustgym/memory.h"
#include "rustgym/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The words of a command, split at spaces, no shell; NULL when it can't be found. */
static char *split(char *command, char **argv, int most)
{
	int count = 0;
	char *found;

	for (char *word = strtok(command, " "); word && count < most - 1; word = strtok(NULL, " "))
		argv[count++] = word;
	argv[count] = NULL;
	found = count && strcmp(argv[0], "cat") != 0 ? job_find_program(argv[0]) : NULL;
	return found;
}

static void write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t put = write(fd, bytes, len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return; /* the reader has left, which is its right */
		bytes += put;
		len -= (size_t)put;
	}
}

static int run(const char *program, char **argv, const struct buffer *text, struct error *err)
{
	int ends[2], status;
	pid_t child;

	if (pipe(ends) < 0)
		return error_errno(err, errno, "the pager %s can't be started", argv[0]);
	child = fork();
	if (child == 0) {
		dup2(ends[0], STDIN_FILENO);
		close(ends[0]);
		close(ends[1]);
		setenv("LESS", "FRX", 0); /* colours pass, what fits on the screen stays there */
		execv(program, argv);
		_exit(127);
	}
	close(ends[0]);
	if (child > 0)
		write_all(ends[1], text->data, text->len);
	close(ends[1]);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return child < 0 ? error_errno(err, errno, "the pager %s can't be started", argv[0]) : 0;
}

int pager_show(const struct app *app, const struct buffer *text, struct error *err)
{
	const char *wanted = getenv("PAGER");
	char *command = memory_copy_string(wanted ? wanted : "less"), *argv[16], *program = NULL;
	struct buffer clean = BUFFER_INIT;
	int result;

	if (!isatty(STDOUT_FILENO)) {
		free(command);
		return app_print(text, err);
	}
	text_clean(text->data, text->len, app->style.colour, &clean);
	if (!app->plain)
		program = split(command, argv, 16);
	result = program ? run(program, argv, &clean, err) : app_print(&clean, err);
	buffer_clear(&clean);
	free(program);
	free(command);
	return result;
}
