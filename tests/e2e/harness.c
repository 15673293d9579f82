#include "harness.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A helper that can't do its work ends the test program: nothing after it would mean anything. */
static void or_die(bool good, const char *what)
{
	if (good)
		return;
	perror(what);
	abort();
}

static const char *told(const char *name)
{
	const char *value = getenv(name);

	or_die(value && *value, name);
	return value;
}

const char *program_path(void)
{
	return told("E2E_PROGRAM");
}

const char *course_path(void)
{
	return told("E2E_COURSE");
}

/* ---- the place ------------------------------------------------------------------------------ */

int place_setup(void **state)
{
	struct place *place = memory_new(sizeof(*place));
	char *made = memory_copy_string("/tmp/rustgym-e2e-XXXXXX");

	signal(SIGPIPE, SIG_IGN);
	or_die(mkdtemp(made), made);
	place->root = realpath(made, NULL);
	or_die(place->root, made);
	free(made);
	*state = place;
	return 0;
}

static const char *deadly(pid_t pid, int *status)
{
	kill(pid, SIGTERM);
	for (int64_t until = now_ms() + 5000; now_ms() < until;) {
		if (waitpid(pid, status, WNOHANG) == pid)
			return NULL;
		poll(NULL, 0, 5);
	}
	kill(pid, SIGKILL);
	waitpid(pid, status, 0);
	return "it had to be killed";
}

int place_teardown(void **state)
{
	struct place *place = *state;
	int status;

	for (size_t i = 16; i-- > 0;)
		if (place->release[i])
			place->release[i](place->released[i]);
	for (size_t i = 0; i < 16; i++)
		if (place->running[i])
			deadly(place->running[i], &status);
	file_remove(place->root, NULL);
	arena_clear(&place->arena);
	free(place->root);
	free(place);
	return 0;
}

void place_on_teardown(struct place *place, void (*release)(void *data), void *data)
{
	size_t i = 0;

	while (i < 16 && place->release[i])
		i++;
	or_die(i < 16, "too much to release");
	place->release[i] = release;
	place->released[i] = data;
}

void place_remember(struct place *place, pid_t pid)
{
	size_t i = 0;

	while (i < 16 && place->running[i])
		i++;
	or_die(i < 16, "too many programs");
	place->running[i] = pid;
}

void place_forget(struct place *place, pid_t pid)
{
	for (size_t i = 0; i < 16; i++)
		if (place->running[i] == pid)
			place->running[i] = 0;
}

static __attribute__((format(printf, 3, 0))) char *format_text(struct place *place,
							       const char *before,
							       const char *format, va_list args)
{
	char *text, *whole;

	or_die(vasprintf(&text, format, args) >= 0, format);
	whole = arena_format(&place->arena, "%s%s", before, text);
	free(text);
	return whole;
}

const char *place_path(struct place *place, const char *format, ...)
{
	const char *root = arena_format(&place->arena, "%s/", place->root);
	va_list args;
	const char *path;

	va_start(args, format);
	path = format_text(place, root, format, args);
	va_end(args);
	return path;
}

const char *place_text(struct place *place, const char *format, ...)
{
	va_list args;
	const char *text;

	va_start(args, format);
	text = format_text(place, "", format, args);
	va_end(args);
	return text;
}

/* ---- files ---------------------------------------------------------------------------------- */

void write_bytes(const char *path, const void *data, size_t len)
{
	char *folder = path_parent(path);
	int fd;

	or_die(file_make_folder(folder, NULL) == 0, folder);
	free(folder);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	or_die(fd >= 0 && write(fd, data, len) == (ssize_t)len && close(fd) == 0, path);
}

void write_file(const char *path, const char *text)
{
	write_bytes(path, text, strlen(text));
}

const char *read_text(struct place *place, const char *path)
{
	struct buffer text = BUFFER_INIT;
	const char *copy = NULL;

	if (file_exists(path)) {
		or_die(file_read(path, FILE_COURSE_MAX, &text, NULL) == 0, path);
		copy = arena_string(&place->arena, text.data);
	}
	buffer_clear(&text);
	return copy;
}

void replace_in_file(struct place *place, const char *path, const char *old, const char *new)
{
	const char *text = read_text(place, path), *at = text ? strstr(text, old) : NULL;

	or_die(at, old);
	write_file(path,
		   place_text(place, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old)));
}

void remove_file(const char *path)
{
	or_die(file_remove(path, NULL) == 0, path);
}

/* ---- the program, run to its end ------------------------------------------------------------ */

static bool replaced(const char *name, const char *const *over)
{
	size_t len = strcspn(name, "=");

	for (; over && *over; over++)
		if (strcspn(*over, "=") == len && strncmp(*over, name, len) == 0)
			return true;
	return false;
}

void clean_environment(struct place *place, const char *const *over, struct strings *env)
{
	static const char *const kept[] = {
		"HOME",         "PATH",         "CARGO_HOME",   "RUSTUP_HOME",  "RUSTUP_TOOLCHAIN",
		"http_proxy",   "https_proxy",  "HTTPS_PROXY",  "HTTP_PROXY",   "SSL_CERT_FILE",
		"SSL_CERT_DIR", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"};
	const char *fixed[] = {"LANG=C.UTF-8",
			       "TERM=xterm-256color",
			       "RUSTGYM_TRUST=1",
			       place_text(place, "XDG_CONFIG_HOME=%s/own-config", place->root),
			       place_text(place, "XDG_STATE_HOME=%s/own-state", place->root),
			       place_text(place, "RUSTGYM_CACHE=%s", told("E2E_CACHE")),
			       place_text(place, "TMPDIR=%s", place->root)};

	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		if (getenv(kept[i]) && !replaced(kept[i], over))
			strings_addf(env, "%s=%s", kept[i], getenv(kept[i]));
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		if (!replaced(fixed[i], over))
			strings_add(env, fixed[i]);
	for (; over && *over; over++)
		if (strchr(*over, '='))
			strings_add(env, *over);
}

struct stream {
	int fd;
	struct buffer bytes;
};

static void become(const struct call *call, const char *const *argv, char **env, const int *in,
		   const int *out, const int *err)
{
	int file = call->output ? open(call->output, O_WRONLY | O_CREAT | O_TRUNC, 0666) : out[1];

	if (file < 0 || dup2(in[0], 0) < 0 || dup2(file, 1) < 0 || dup2(err[1], 2) < 0)
		_exit(126);
	if (chdir(call->folder) < 0)
		_exit(126);
	signal(SIGPIPE, SIG_DFL);
	execve(argv[0], (char *const *)(uintptr_t)argv, env);
	_exit(127);
}

static bool read_some(struct stream *stream)
{
	char bytes[16384];
	ssize_t got = read(stream->fd, bytes, sizeof(bytes));

	if (got > 0) {
		buffer_add(&stream->bytes, bytes, (size_t)got);
		return true;
	}
	if (got < 0 && errno == EINTR)
		return true;
	close(stream->fd);
	stream->fd = -1;
	return false;
}

/* Until both streams have ended; false when the deadline came first. */
static bool read_all(struct stream *streams, int seconds)
{
	int64_t until = now_ms() + 1000 * (int64_t)seconds;

	while (streams[0].fd >= 0 || streams[1].fd >= 0) {
		struct pollfd fds[2] = {{streams[0].fd, POLLIN, 0}, {streams[1].fd, POLLIN, 0}};
		int64_t left = until - now_ms();

		if (left <= 0)
			return false;
		poll(fds, 2, (int)left);
		for (int i = 0; i < 2; i++)
			if (fds[i].revents)
				read_some(&streams[i]);
	}
	return true;
}

static int status_of(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct answer call_program(struct place *place, const struct call *how, const char *const *argv)
{
	struct call call = *how;
	struct strings env = STRINGS_INIT;
	int in[2], out[2], err[2], status = 0;
	struct stream streams[2];
	struct answer answer;
	pid_t pid;
	bool ended;

	call.folder = call.folder ? call.folder : place->root;
	clean_environment(place, call.env, &env);
	or_die(pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0 &&
		       pipe2(err, O_CLOEXEC) == 0,
	       "pipe");
	pid = fork();
	or_die(pid >= 0, "fork");
	if (pid == 0)
		become(&call, argv, env.items, in, out, err);
	place_remember(place, pid);
	strings_clear(&env);
	close(in[0]);
	close(out[1]);
	close(err[1]);
	if (call.input && write(in[1], call.input, strlen(call.input)) < 0)
		perror("input");
	close(in[1]);
	streams[0] = (struct stream){out[0], BUFFER_INIT};
	streams[1] = (struct stream){err[0], BUFFER_INIT};
	ended = read_all(streams, BUILD_S);
	if (ended)
		or_die(waitpid(pid, &status, 0) == pid, "waitpid");
	else
		deadly(pid, &status);
	place_forget(place, pid);
	answer = (struct answer){status_of(status),
				 arena_string(&place->arena, streams[0].bytes.data),
				 arena_string(&place->arena, streams[1].bytes.data)};
	buffer_clear(&streams[0].bytes);
	buffer_clear(&streams[1].bytes);
	if (!ended)
		fail_msg("it did not end: %s\n%s\n%s", argv[0], answer.out, answer.err);
	return answer;
}

struct answer call_with(struct place *place, const struct call *call, const char *const *argv)
{
	struct strings whole = STRINGS_INIT;
	struct answer answer;

	strings_add(&whole, program_path());
	strings_add_all(&whole, argv);
	answer = call_program(place, call, (const char *const *)whole.items);
	strings_clear(&whole);
	return answer;
}

void assert_answer_at(struct answer answer, int status, const char *part, const char *file,
		      int line)
{
	if (answer.status == status &&
	    (!part || strstr(answer.out, part) || strstr(answer.err, part)))
		return;
	print_error(
		"expected status %d and \"%s\", found status %d\n--- stdout\n%s\n--- stderr\n%s\n",
		status, part ? part : "", answer.status, answer.out, answer.err);
	_fail(file, line);
}

void assert_contains_at(const char *text, const char *part, const char *file, int line)
{
	if (text && strstr(text, part))
		return;
	print_error("expected \"%s\" in:\n%s\n", part, text ? text : "(nothing)");
	_fail(file, line);
}

void assert_lacks_at(const char *text, const char *part, const char *file, int line)
{
	if (text && !strstr(text, part))
		return;
	print_error("expected no \"%s\" in:\n%s\n", part, text ? text : "(nothing)");
	_fail(file, line);
}

void assert_schema(struct place *place, const char *name, const char *text)
{
	const char *file = place_path(place, "lines.json");
	const char *const argv[] = {
		told("E2E_PYTHON"), place_text(place, "%s/tests/e2e/validate.py", course_path()),
		place_text(place, "%s/src/cli/schema/%s.schema.json", course_path(), name), file,
		NULL};
	struct answer answer;

	write_file(file, text);
	answer = call_program(place, &(struct call){0}, argv);
	if (answer.status == 77)
		print_message("# Python's jsonschema is missing: the schema was not tried\n");
	else if (answer.status)
		fail_msg("%s: %s%s\nin: %s", name, answer.out, answer.err, text);
}

const char *make_workspace(struct place *place, const char *course)
{
	const char *work = place_path(place, "work");

	assert_answer(rustgym(place, NULL, "init", work, "--course", course), 0,
		      "exercises for you");
	return work;
}

/* ---- waiting -------------------------------------------------------------------------------- */

int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool wait_until(bool (*holds)(void *data), void *data, int seconds)
{
	int64_t until = now_ms() + 1000 * (int64_t)seconds;

	while (!holds(data)) {
		if (now_ms() >= until)
			return false;
		poll(NULL, 0, 5);
	}
	return true;
}

static bool process_mentions(const char *pid, const char *text)
{
	char path[PATH_MAX], line[65536];
	size_t len = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%.20s/cmdline", pid);
	file = fopen(path, "r");
	if (!file)
		return false;
	len = fread(line, 1, sizeof(line) - 1, file);
	fclose(file);
	return memmem(line, len, text, strlen(text)) != NULL;
}

int count_processes(const char *text)
{
	DIR *dir = opendir("/proc");
	struct dirent *entry;
	int count = 0;

	or_die(dir, "/proc");
	while ((entry = readdir(dir)))
		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
		    atoi(entry->d_name) != getpid())
			count += process_mentions(entry->d_name, text);
	closedir(dir);
	return count;
}

struct exiting {
	pid_t pid;
	int status;
};

static bool has_exited(void *data)
{
	struct exiting *exiting = data;

	return waitpid(exiting->pid, &exiting->status, WNOHANG) == exiting->pid;
}

int wait_for_exit(struct place *place, pid_t pid, int seconds)
{
	struct exiting exiting = {pid, 0};

	if (!wait_until(has_exited, &exiting, seconds))
		return -1;
	place_forget(place, pid);
	return status_of(exiting.status);
}

static bool nobody_mentions(void *text)
{
	return count_processes(text) == 0;
}

void assert_nobody_mentions(const char *text)
{
	assert_true(wait_until(nobody_mentions, (void *)(uintptr_t)text, SOON_S));
}

const char *const *own_cache(struct place *place)
{
	const char **env = arena_new(&place->arena, 2 * sizeof(*env));

	env[0] = place_text(place, "RUSTGYM_CACHE=%s/cache", place->root);
	return env;
}

void assert_nobody_left(struct place *place)
{
	assert_nobody_mentions(place->root);
}
