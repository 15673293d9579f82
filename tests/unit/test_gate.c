#include "rustgym/base/gate.h"
#include "support.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void passes(const char *text)
{
	struct buffer out = BUFFER_INIT;

	gate_pass(text, strlen(text), &out);
	assert_int_equal(gate_refused_at(text, strlen(text)), strlen(text));
	assert_string_equal(out.data, text);
	buffer_clear(&out);
}

static void text_and_our_sequences_pass(void **state)
{
	(void)state;
	passes("");
	passes("text, \xc3\xa9, \xf0\x9f\xa6\x80\ta\nb\n");
	passes("\x1b[1m\x1b[38;5;9mred\x1b[0m\x1b[m");
	passes("\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?2026h\x1b[H\x1b[0m\x1b[Kx\x1b[0m\r\n\x1b[Ky"
	       "\x1b[?2026l\x1b[?2004l\x1b[?25h\x1b[?1049l");
	passes("\r\x1b[K12 of 50");
}

static const char *const refused[] = {"\x1b",
				      "\x1b]52;c;eA==\a",
				      "\x1b[2J",
				      "\x1b[?1000h",
				      "\x1b[6n",
				      "\x1b[31",
				      "\x1b"
				      "c",
				      "\x1bP1$r\x1b\\",
				      "\a",
				      "\b",
				      "\rx",
				      "\x7f",
				      "\x9b"
				      "31m",
				      "\xc2\x9b"
				      "31m",
				      "\xff",
				      "\xe2\x80\xae",
				      "\xe2\x80\x8b",
				      "\xe2\x81\xa6",
				      "\xef\xbb\xbf",
				      "\x1b[>0q",
				      "\x1b[1;1H"};

enum { REFUSED = sizeof(refused) / sizeof(*refused) };

static void nothing_else_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < REFUSED; i++) {
		char *text = memory_format("a%sb", refused[i]);

		assert_int_equal(gate_refused_at(text, strlen(text)), 1);
		free(text);
	}
	assert_int_equal(gate_refused_at("a\0b", 3), 1);
}

#ifdef RUSTGYM_DEBUG
static void a_debug_build_stops(void **state)
{
	(void)state;
	for (size_t i = 0; i < REFUSED; i++) {
		pid_t pid = fork();
		int status;

		if (pid == 0) {
			struct buffer out = BUFFER_INIT;
			close(STDERR_FILENO);
			signal(SIGABRT, SIG_DFL);
			gate_pass(refused[i], strlen(refused[i]), &out);
			_exit(0);
		}
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	}
}
#else
static void others_leave_the_bytes_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < REFUSED; i++) {
		char *text = memory_format("a%sb\x1b[31m", refused[i]);
		struct buffer out = BUFFER_INIT;

		gate_pass(text, strlen(text), &out);
		assert_int_equal(gate_refused_at(out.data, out.len), out.len);
		assert_int_equal(out.data[0], 'a');
		assert_string_equal(out.data + out.len - strlen("b\x1b[31m"), "b\x1b[31m");
		buffer_clear(&out);
		free(text);
	}
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_and_our_sequences_pass),
		cmocka_unit_test(nothing_else_does),
#ifdef RUSTGYM_DEBUG
		cmocka_unit_test(a_debug_build_stops),
#else
		cmocka_unit_test(others_leave_the_bytes_out),
#endif
	};

	return run_group(tests);
}
