#include "support.h"
#include "rustgym/base/file.h"
#include "rustgym/base/installed.h"
#include "rustgym/base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

void speak_utf8(void)
{
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "en_US.UTF-8");
}

/* A helper that can't do its work ends the test program: nothing after it would mean anything. */
static void or_die(bool good, const char *what)
{
	if (good)
		return;
	perror(what);
	abort();
}

/* ---- the folder ----------------------------------------------------------------------------- */

struct sandbox *sandbox_new(void)
{
	const char *folder = getenv("TMPDIR");
	struct sandbox *box = memory_new(sizeof(*box));
	char *made = memory_format("%s/rustgym-unit-XXXXXX", folder && *folder ? folder : "/tmp");

	or_die(mkdtemp(made), made);
	box->root = realpath(made, NULL);
	or_die(box->root, made);
	free(made);
	setenv("XDG_CONFIG_HOME", sandbox_path(box, "own-config"), 1);
	setenv("XDG_STATE_HOME", sandbox_path(box, "own-state"), 1);
	return box;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st;
	(void)kind;
	(void)where;
	return remove(path);
}

void sandbox_free(struct sandbox *box)
{
	or_die(nftw(box->root, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0, box->root);
	arena_clear(&box->arena);
	free(box->root);
	free(box);
}

int sandbox_setup(void **state)
{
	*state = sandbox_new();
	return 0;
}

int sandbox_teardown(void **state)
{
	sandbox_free(*state);
	return 0;
}

const char *sandbox_path(struct sandbox *box, const char *format, ...)
{
	char relative[PATH_MAX];
	va_list args;

	va_start(args, format);
	vsnprintf(relative, sizeof(relative), format, args);
	va_end(args);
	return arena_format(&box->arena, "%s/%s", box->root, relative);
}

void sandbox_write_bytes(struct sandbox *box, const char *relative, const void *data, size_t len)
{
	const char *path = sandbox_path(box, "%s", relative);
	char *folder = path_parent(path);
	int fd;

	or_die(file_make_folder(folder, NULL) == 0, folder);
	free(folder);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	or_die(fd >= 0 && write(fd, data, len) == (ssize_t)len && close(fd) == 0, path);
}

void sandbox_write(struct sandbox *box, const char *relative, const char *text)
{
	sandbox_write_bytes(box, relative, text, strlen(text));
}

const char *sandbox_read(struct sandbox *box, const char *relative, size_t *len)
{
	const char *path = sandbox_path(box, "%s", relative);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *text;

	if (fd < 0)
		return NULL;
	or_die(fstat(fd, &st) == 0, path);
	text = arena_new(&box->arena, (size_t)st.st_size + 1);
	or_die(read(fd, text, (size_t)st.st_size) == st.st_size, path);
	close(fd);
	if (len)
		*len = (size_t)st.st_size;
	return text;
}

const char *sandbox_replaced(struct sandbox *box, const char *text, const char *old,
			     const char *new)
{
	const char *at = strstr(text, old);

	or_die(at && !strstr(at + 1, old), old);
	return arena_format(&box->arena, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

/* ---- commands ------------------------------------------------------------------------------- */

static void become(const char *const *argv, const char *folder, int out)
{
	int null = open("/dev/null", O_RDONLY);

	if ((folder && chdir(folder) < 0) || dup2(null, 0) < 0 || dup2(out, 1) < 0)
		_exit(126);
	execvp(argv[0], (char *const *)argv);
	_exit(127);
}

int run_command(const char *const *argv, const char *folder, const char **output,
		struct sandbox *box)
{
	struct buffer text = BUFFER_INIT;
	int ends[2], status = 0;
	char bytes[4096];
	ssize_t got;
	pid_t pid;

	or_die(pipe2(ends, O_CLOEXEC) == 0, "pipe");
	pid = fork();
	or_die(pid >= 0, "fork");
	if (pid == 0)
		become(argv, folder, ends[1]);
	close(ends[1]);
	while ((got = read(ends[0], bytes, sizeof(bytes))) > 0)
		buffer_add(&text, bytes, (size_t)got);
	close(ends[0]);
	or_die(waitpid(pid, &status, 0) == pid, argv[0]);
	if (output)
		*output = arena_string(&box->arena, text.data);
	buffer_clear(&text);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* ---- waiting -------------------------------------------------------------------------------- */

bool compilers_can_wait(void)
{
	char *library = installed_find("rustgym-held-compiler.so");
	bool can = library && !strpbrk(library, ":;");

	free(library);
	if (!can)
		print_message("# compilers cannot wait in this folder: not tried\n");
	return can;
}

bool wait_until(bool (*holds)(void *data), void *data)
{
	const struct timespec moment = {.tv_nsec = 2000000};
	uint64_t end = uv_hrtime() + DEADLINE_MS * UINT64_C(1000000);

	while (!holds(data)) {
		if (uv_hrtime() > end)
			return false;
		nanosleep(&moment, NULL);
	}
	return true;
}

static void wake(uv_timer_t *timer)
{
	(void)timer; /* the condition may be about something that the loop does not see */
}

bool loop_until(uv_loop_t *loop, bool (*holds)(void *data), void *data)
{
	uint64_t end = uv_hrtime() + DEADLINE_MS * UINT64_C(1000000);
	uv_timer_t timer;
	bool held;

	uv_update_time(loop);
	uv_timer_init(loop, &timer);
	uv_timer_start(&timer, wake, 2, 2);
	while (!(held = holds(data)) && uv_hrtime() < end)
		uv_run(loop, UV_RUN_ONCE);
	uv_close((uv_handle_t *)&timer, NULL);
	uv_run(loop, UV_RUN_NOWAIT);
	return held;
}

struct ending {
	uv_loop_t *loop;
	uv_timer_t timer;
	bool over;
};

static void ending_over(uv_timer_t *timer)
{
	struct ending *ending = timer->data;

	ending->over = true;
	uv_stop(ending->loop);
}

bool loop_finish(uv_loop_t *loop)
{
	struct ending ending = {.loop = loop};

	uv_update_time(loop);
	uv_timer_init(loop, &ending.timer);
	ending.timer.data = &ending;
	uv_timer_start(&ending.timer, ending_over, DEADLINE_MS, 0);
	uv_unref((uv_handle_t *)&ending.timer);
	uv_run(loop, UV_RUN_DEFAULT);
	uv_close((uv_handle_t *)&ending.timer, NULL);
	uv_run(loop, UV_RUN_NOWAIT);
	return !ending.over;
}

bool process_is_gone(pid_t pid)
{
	char path[64], line[512] = "";
	const char *state;
	FILE *file;

	if (kill(pid, 0) < 0 && errno == ESRCH)
		return true;
	snprintf(path, sizeof(path), "/proc/%ld/stat", (long)pid);
	file = fopen(path, "re");
	if (!file)
		return kill(pid, 0) < 0 && errno == ESRCH;
	state = fgets(line, sizeof(line), file) ? strrchr(line, ')') : NULL;
	fclose(file);
	return state && strncmp(state, ") Z", 3) == 0;
}

/* ---- assertions ----------------------------------------------------------------------------- */

void assert_contains_at(const char *text, const char *part, const char *file, int line)
{
	if (text && strstr(text, part))
		return;
	print_error("\"%s\" is not in \"%s\"\n", part, text ? text : "(NULL)");
	_fail(file, line);
}

void assert_lacks_at(const char *text, const char *part, const char *file, int line)
{
	if (text && !strstr(text, part))
		return;
	print_error("\"%s\" is in \"%s\"\n", part, text ? text : "(NULL)");
	_fail(file, line);
}
