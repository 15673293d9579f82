#include "command.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/sync/exchange.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Returns a name like "rustgym-rust-from-zero-2031-05-30.bundle". */
static char *default_name(const struct app *app)
{
	struct buffer name = BUFFER_INIT;
	time_t now = time(NULL);
	char date[32] = "";
	struct tm tm;

	buffer_add_string(&name, "rustgym-");
	for (const char *c = app->course->title; *c && name.len < 48; c++) {
		if (isalnum((unsigned char)*c) && (unsigned char)*c < 0x80)
			buffer_add_char(&name, (char)tolower((unsigned char)*c));
		else if (name.data[name.len - 1] != '-')
			buffer_add_char(&name, '-');
	}
	if (localtime_r(&now, &tm))
		strftime(date, sizeof(date), "%Y-%m-%d", &tm);
	buffer_addf(&name, "%s%s.bundle", name.data[name.len - 1] == '-' ? "" : "-", date);
	return buffer_detach(&name);
}

static int refuse_terminal(struct error *err)
{
	return error_set(err, ERROR_USAGE,
			 "nobody can read an export on a terminal; `rustgym export FILE` writes it "
			 "to a file");
}

static int check_place(const char *file, bool force, struct error *err)
{
	if (strcmp(file, "-") == 0)
		return isatty(STDOUT_FILENO) ? refuse_terminal(err) : 0;
	if (file_is_folder(file))
		return error_set(err, ERROR_USAGE, "%s is a folder; name a file in it", file);
	if (file_exists(file) && !force)
		return error_set(err, ERROR_USAGE, "%s is there already; `--force` writes over it",
				 file);
	return 0;
}

static int say(const struct exchange *exchange, const char *file, size_t len, struct error *err)
{
	struct buffer out = BUFFER_INIT;
	int result;

	for (size_t i = 0; i < exchange->left.count; i++)
		buffer_addf(&out, "%s.\n", exchange->left.items[i]);
	buffer_addf(
		&out,
		"%s has your progress and your history (%zu kB). `rustgym import %s` in another "
		"workspace brings it there.\n",
		file, (len + 1023) / 1024, file);
	result = app_print(&out, err);
	buffer_clear(&out);
	return result;
}

static int write_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t n = write(fd, data, len);

		if (n < 0 && errno != EINTR)
			return -1;
		data += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
	return 0;
}

/* Writes into a pipe or a device, or to where a link leads, and replaces none of them. */
static int write_through(const char *file, const struct buffer *bundle, struct error *err)
{
	int fd = open(file, O_WRONLY | O_CREAT | O_NOCTTY | O_CLOEXEC, 0666), result = 0;

	if (fd < 0)
		return error_errno(err, errno, "%s can't be opened", file);
	if (isatty(fd))
		result = refuse_terminal(err);
	else if (write_all(fd, bundle->data, bundle->len) < 0)
		result = error_errno(err, errno, "%s can't be written", file);
	if (close(fd) < 0 && !result)
		result = error_errno(err, errno, "%s can't be written", file);
	return result;
}

static int write_to(const char *file, const struct buffer *bundle, struct error *err)
{
	struct stat st;
	bool there = stat(file, &st) == 0;
	char *real = there && S_ISREG(st.st_mode) ? realpath(file, NULL) : NULL;
	bool plain = real || (!there && lstat(file, &st) < 0);
	int result = plain ? file_write(real ? real : file, bundle->data, bundle->len, err)
			   : write_through(file, bundle, err);

	free(real);
	return result;
}

static int export_to(struct app *app, const char *file, struct error *err)
{
	struct buffer bundle = BUFFER_INIT;
	struct exchange exchange;
	int result = exchange_open(app, "export", &exchange, err);

	if (!result)
		result = history_bundle(exchange.history, &bundle, err);
	if (!result && strcmp(file, "-") == 0)
		result = app_print(&bundle, err);
	else if (!result) {
		result = write_to(file, &bundle, err);
		if (!result)
			result = say(&exchange, file, bundle.len, err);
	}
	exchange_close(&exchange);
	buffer_clear(&bundle);
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	const char *named = arguments_name(arguments);
	char *file = named ? memory_copy_string(named) : default_name(app);
	int result = check_place(file, arguments_get(arguments, "force") != NULL, err);

	if (!result)
		result = export_to(app, file, err);
	free(file);
	return result;
}

static const struct option options[] = {
	{"force", NULL, "replace a file that exists; write into a pipe or device"},
	{NULL, NULL, NULL},
};

const struct command cmd_export = {
	.name = "export",
	.group = GROUP_PROGRESS,
	.synopsis = "[FILE] [--force]",
	.summary = "write your progress and your history to one file",
	.details =
		"`-` means standard output. The file is a git bundle. `rustgym import` reads it, and git\n"
		"can read it, too: `git fetch FILE 'refs/rustgym/*:refs/rustgym/*'`.",
	.options = options,
	.operands_max = 1,
	.needs_course = true,
	.run = run,
};
