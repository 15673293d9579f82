#include "emulator.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

struct emulator {
	struct place *place;
	VTerm *vterm;
	VTermScreen *screen;
	int master, slave, shell; /* shell: our end of the socket */
	pid_t shell_pid, pid;
	struct termios before;
	bool alternate, cursor_hidden, stopped, exited;
	int status;
	struct buffer bytes, title;
};

/* What the small shell tells. */
struct told {
	char what; /* 'P' its process, 'S' stopped, 'X' ended */
	int value;
};

/* ---- the small shell ------------------------------------------------------------------------ */

static void tell(int fd, char what, int value)
{
	struct told told = {what, value};

	if (write(fd, &told, sizeof(told)) != sizeof(told))
		_exit(125);
}

static void take_terminal(int slave, bool controlling)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	setsid();
	if (controlling)
		ioctl(slave, TIOCSCTTY, 0);
	sigaction(SIGTTOU, &ignore, NULL);
	dup2(slave, 0);
	dup2(slave, 1);
	dup2(slave, 2);
}

static void start_program(const struct emulator_options *o, char **argv, char **env)
{
	struct sigaction usual = {.sa_handler = SIG_DFL};

	sigaction(SIGTTOU, &usual, NULL);
	sigaction(SIGPIPE, &usual, NULL);
	if (chdir(o->folder) < 0)
		_exit(126);
	execve(argv[0], argv, env);
	_exit(127);
}

/* Runs the program in the foreground; brings it back whenever the test says so. */
static void be_shell(const struct emulator_options *o, char **argv, char **env, int slave, int fd)
{
	pid_t child;
	int status;
	char command;

	take_terminal(slave, true);
	child = fork();
	if (child == 0) {
		setpgid(0, 0);
		tcsetpgrp(0, getpid());
		start_program(o, argv, env);
	}
	setpgid(child, child);
	tcsetpgrp(0, child);
	tell(fd, 'P', child);
	while (waitpid(child, &status, WUNTRACED) == child) {
		tcsetpgrp(0, getpgrp());
		if (!WIFSTOPPED(status)) {
			tell(fd, 'X',
			     WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
			_exit(0);
		}
		tell(fd, 'S', 0);
		if (read(fd, &command, 1) != 1)
			break;
		tcsetpgrp(0, child);
		kill(-child, SIGCONT);
	}
	kill(-child, SIGKILL);
	_exit(0);
}

static void be_alone(const struct emulator_options *o, char **argv, char **env, int slave, int fd)
{
	tell(fd, 'P', getpid());
	take_terminal(slave, true);
	tcsetpgrp(0, getpid());
	start_program(o, argv, env);
}

/* ---- libvterm ------------------------------------------------------------------------------- */

/* libvterm 0.2 and later give a title in pieces. */
#if VTERM_VERSION_MAJOR > 0 || VTERM_VERSION_MINOR >= 2
static void add_title(struct emulator *e, const VTermValue *value)
{
	buffer_add(&e->title, value->string.str, value->string.len);
	if (value->string.initial && value->string.final && !value->string.len)
		buffer_add_string(&e->title, "(empty)");
}
#else
static void add_title(struct emulator *e, const VTermValue *value)
{
	buffer_add_string(&e->title, value->string ? value->string : "(empty)");
}
#endif

static int on_property(VTermProp property, VTermValue *value, void *data)
{
	struct emulator *e = data;

	if (property == VTERM_PROP_ALTSCREEN)
		e->alternate = value->boolean;
	else if (property == VTERM_PROP_CURSORVISIBLE)
		e->cursor_hidden = !value->boolean;
	else if (property == VTERM_PROP_TITLE || property == VTERM_PROP_ICONNAME)
		add_title(e, value);
	return 1;
}

static void on_answer(const char *bytes, size_t len, void *data)
{
	struct emulator *e = data;

	if (write(e->master, bytes, len) != (ssize_t)len)
		perror("the terminal's answer");
}

static void open_screen(struct emulator *e, int rows, int columns)
{
	static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

	e->vterm = vterm_new(rows, columns);
	vterm_set_utf8(e->vterm, 1);
	vterm_output_set_callback(e->vterm, on_answer, e);
	e->screen = vterm_obtain_screen(e->vterm);
	vterm_screen_enable_altscreen(e->screen, 1);
	vterm_screen_set_callbacks(e->screen, &callbacks, e);
	vterm_screen_reset(e->screen, 1);
}

/* ---- starting and ending -------------------------------------------------------------------- */

static void release(void *data)
{
	struct emulator *e = data;

	if (!e->exited && e->pid > 0)
		kill(-e->pid, SIGKILL);
	kill(e->shell_pid, SIGKILL);
	if (!e->exited || e->shell_pid != e->pid)
		waitpid(e->shell_pid, NULL, 0);
	close(e->master);
	close(e->slave);
	if (e->shell >= 0)
		close(e->shell);
	vterm_free(e->vterm);
	buffer_clear(&e->bytes);
	buffer_clear(&e->title);
	free(e);
}

static void take_note(struct emulator *e, const struct told *told)
{
	switch (told->what) {
	case 'P':
		e->pid = told->value;
		break;
	case 'S':
		e->stopped = true;
		break;
	default:
		e->exited = true;
		e->status = told->value;
		break;
	}
}

/* A program without a shell tells nothing when it ends: its end is looked for. */
static void look_for_end(struct emulator *e)
{
	int status;

	if (e->exited || e->pid != e->shell_pid || waitpid(e->pid, &status, WNOHANG) != e->pid)
		return;
	e->exited = true;
	e->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static bool read_screen(struct emulator *e)
{
	char bytes[16384];
	ssize_t got = read(e->master, bytes, sizeof(bytes));

	if (got <= 0)
		return false;
	buffer_add(&e->bytes, bytes, (size_t)got);
	vterm_input_write(e->vterm, bytes, (size_t)got);
	return true;
}

static bool read_told(struct emulator *e)
{
	struct told told;

	if (read(e->shell, &told, sizeof(told)) == sizeof(told)) {
		take_note(e, &told);
		return true;
	}
	close(e->shell);
	e->shell = -1;
	return false;
}

/* Waits for something to happen and takes it in; false when nothing did. */
static bool pump(struct emulator *e, int64_t until)
{
	struct pollfd fds[2] = {{e->master, POLLIN, 0}, {e->shell, POLLIN, 0}};
	int64_t left = until - now_ms();
	bool took = false;

	look_for_end(e);
	if (poll(fds, 2, left <= 0 ? 0 : left > 50 ? 50 : (int)left) <= 0)
		return false;
	if (fds[0].revents & POLLIN)
		took = read_screen(e);
	if (fds[1].revents)
		took = read_told(e) || took;
	return took;
}

struct emulator *emulator_start(struct place *place, const struct emulator_options *options)
{
	struct emulator *e = memory_new(sizeof(*e));
	struct winsize size = {.ws_row = (unsigned short)options->rows,
			       .ws_col = (unsigned short)options->columns};
	struct strings env = STRINGS_INIT, argv = STRINGS_INIT;
	int ends[2];

	e->place = place;
	buffer_init(&e->bytes);
	buffer_init(&e->title);
	clean_environment(place, options->env, &env);
	strings_add(&argv, program_path());
	strings_add_all(&argv, options->argv);
	assert_int_equal(openpty(&e->master, &e->slave, NULL, NULL, &size), 0);
	fcntl(e->master, F_SETFD, FD_CLOEXEC);
	fcntl(e->slave, F_SETFD, FD_CLOEXEC);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
	assert_int_equal(tcgetattr(e->slave, &e->before), 0);
	open_screen(e, options->rows, options->columns);
	e->shell = ends[0];
	e->shell_pid = fork();
	assert_true(e->shell_pid >= 0);
	if (e->shell_pid == 0) {
		close(e->master); /* when the test is gone, so is the terminal */
		(options->alone ? be_alone : be_shell)(options, argv.items, env.items, e->slave,
						       ends[1]);
	}
	close(ends[1]);
	strings_clear(&env);
	strings_clear(&argv);
	place_on_teardown(place, release, e);
	while (!e->pid)
		pump(e, now_ms() + 1000);
	return e;
}

struct emulator *emulator_watch(struct place *place, const char *folder)
{
	static const char *const argv[] = {"watch", NULL};
	struct emulator_options options = {
		.folder = folder, .argv = argv, .rows = 60, .columns = 120};

	return emulator_start(place, &options);
}

/* ---- what a person does --------------------------------------------------------------------- */

void emulator_type(struct emulator *e, const char *keys)
{
	assert_int_equal(write(e->master, keys, strlen(keys)), strlen(keys));
}

void emulator_paste(struct emulator *e, const char *text)
{
	emulator_look(e);
	vterm_keyboard_start_paste(e->vterm);
	for (; *text; text++)
		vterm_keyboard_unichar(e->vterm, (unsigned char)*text, VTERM_MOD_NONE);
	vterm_keyboard_end_paste(e->vterm);
}

void emulator_resize(struct emulator *e, int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

	emulator_look(e);
	vterm_set_size(e->vterm, rows, columns);
	assert_int_equal(ioctl(e->master, TIOCSWINSZ, &size), 0);
}

void emulator_continue(struct emulator *e)
{
	e->stopped = false;
	assert_int_equal(write(e->shell, "c", 1), 1);
}

void emulator_signal(struct emulator *e, int signal)
{
	assert_int_equal(kill(e->pid, signal), 0);
}

/* ---- what is on the screen ------------------------------------------------------------------ */

const char *emulator_line(struct emulator *e, int row)
{
	int rows, columns;
	char text[4096];
	VTermRect rect = {.start_row = row, .end_row = row + 1, .start_col = 0};
	size_t len;

	vterm_get_size(e->vterm, &rows, &columns);
	rect.end_col = columns;
	if (row < 0)
		rect.start_row = rows + row, rect.end_row = rows + row + 1;
	len = vterm_screen_get_text(e->screen, text, sizeof(text) - 1, rect);
	while (len && text[len - 1] == ' ')
		len--;
	text[len] = '\0';
	return arena_string(&e->place->arena, text);
}

static void screen_text(struct emulator *e, struct buffer *out)
{
	int rows, columns;
	char text[4096];

	vterm_get_size(e->vterm, &rows, &columns);
	for (int row = 0; row < rows; row++) {
		VTermRect rect = {.start_row = row, .end_row = row + 1, .end_col = columns};
		size_t len = vterm_screen_get_text(e->screen, text, sizeof(text), rect);
		buffer_add(out, text, len);
		buffer_add_char(out, '\n');
	}
}

const char *emulator_text(struct emulator *e)
{
	struct buffer text = BUFFER_INIT;
	const char *copy;

	screen_text(e, &text);
	copy = arena_string(&e->place->arena, text.data);
	buffer_clear(&text);
	return copy;
}

bool emulator_shows(struct emulator *e, const char *text)
{
	struct buffer all = BUFFER_INIT;
	bool shown;

	screen_text(e, &all);
	shown = strstr(all.data, text) != NULL;
	buffer_clear(&all);
	return shown;
}

/* Where the last of a sequence starts, counted from 1; 0 for nowhere. */
static size_t last_of(const struct buffer *bytes, const char *sequence)
{
	size_t len = strlen(sequence);

	for (size_t at = bytes->len; at >= len; at--)
		if (memcmp(bytes->data + at - len, sequence, len) == 0)
			return at - len + 1;
	return 0;
}

static bool inside_a_frame(const struct emulator *e)
{
	return last_of(&e->bytes, "\x1b[?2026h") > last_of(&e->bytes, "\x1b[?2026l");
}

static bool wait_for(struct emulator *e, bool (*holds)(struct emulator *e, const void *data),
		     const void *data, int seconds)
{
	int64_t until = now_ms() + 1000 * (int64_t)seconds;

	for (;;) {
		if (!inside_a_frame(e) && holds(e, data))
			return true;
		if (now_ms() >= until)
			return false;
		pump(e, until);
	}
}

static void fail_with_screen(struct emulator *e, const char *what, const char *text)
{
	fail_msg("%s \"%s\"; %s on the screen:\n%s", what, text,
		 e->exited ? "it has ended, with this" : "this is", emulator_text(e));
}

static bool text_is_there(struct emulator *e, const void *data)
{
	return emulator_shows(e, data);
}

void emulator_wait(struct emulator *e, const char *text, int seconds)
{
	if (!wait_for(e, text_is_there, text, seconds))
		fail_with_screen(e, "it never showed", text);
}

static bool text_is_gone(struct emulator *e, const void *data)
{
	return !emulator_shows(e, data);
}

void emulator_wait_gone(struct emulator *e, const char *text, int seconds)
{
	if (!wait_for(e, text_is_gone, text, seconds))
		fail_with_screen(e, "it still shows", text);
}

struct expected_line {
	int row;
	const char *text;
};

static bool line_has(struct emulator *e, const void *data)
{
	const struct expected_line *line = data;

	return strstr(emulator_line(e, line->row), line->text) != NULL;
}

void emulator_wait_line(struct emulator *e, int row, const char *text, int seconds)
{
	struct expected_line line = {row, text};

	if (!wait_for(e, line_has, &line, seconds))
		fail_with_screen(e, "that line never showed", text);
}

static bool is_alternate(struct emulator *e, const void *data)
{
	return e->alternate == *(const bool *)data;
}

void emulator_wait_alternate(struct emulator *e, bool alternate, int seconds)
{
	emulator_look(e); /* it may have left that screen, and come back */
	if (!wait_for(e, is_alternate, &alternate, seconds))
		fail_with_screen(e, "the screen is not the", alternate ? "alternate" : "normal");
}

static bool has_stopped(struct emulator *e, const void *data)
{
	(void)data;
	return e->stopped;
}

void emulator_wait_stopped(struct emulator *e, int seconds)
{
	if (!wait_for(e, has_stopped, NULL, seconds))
		fail_with_screen(e, "it did not", "stop");
}

int emulator_wait_exit(struct emulator *e, int seconds)
{
	int64_t until = now_ms() + 1000 * (int64_t)seconds;

	while (!e->exited && now_ms() < until)
		pump(e, until);
	if (!e->exited)
		fail_with_screen(e, "it did not", "end");
	return e->status;
}

void emulator_look(struct emulator *e)
{
	while (pump(e, 0))
		;
}

const struct buffer *emulator_bytes(struct emulator *e)
{
	return &e->bytes;
}

const char *emulator_title(struct emulator *e)
{
	return e->title.data;
}

pid_t emulator_pid(struct emulator *e)
{
	return e->pid;
}

bool emulator_is_cooked(struct emulator *e)
{
	struct termios now;

	assert_int_equal(tcgetattr(e->slave, &now), 0);
	return (now.c_lflag & (ICANON | ECHO | ISIG)) == (ICANON | ECHO | ISIG) &&
	       (now.c_oflag & OPOST);
}

void emulator_assert_restored(struct emulator *e)
{
	struct termios now;

	assert_int_equal(tcgetattr(e->slave, &now), 0);
	assert_int_equal(now.c_iflag, e->before.c_iflag);
	assert_int_equal(now.c_oflag, e->before.c_oflag);
	assert_int_equal(now.c_cflag, e->before.c_cflag);
	assert_int_equal(now.c_lflag, e->before.c_lflag);
	assert_memory_equal(now.c_cc, e->before.c_cc, sizeof(now.c_cc));
	emulator_wait_alternate(e, false, SOON_S);
	emulator_look(e);
	assert_false(e->cursor_hidden);
}
