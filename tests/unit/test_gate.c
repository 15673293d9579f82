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
	passes("\x1b[22;2t\x1b[?1004h\x1b[?1004l\x1b[23;2t");
	passes("\r\x1b[K12 of 50");
}

static const char *const orders[] = {
	"\a",
	"\x1b]2;rustgym: mini_first: passed\a",
	"\x1b]2;rustgym: \xc3\xa9\xe6\x97\xa5\a",
	"\x1b]9;rustgym: mini_first: passed\a",
	"\x1b]777;notify;rustgym;mini_first: passed\a",
	"\x1b]52;c;L3cvYS5ycw==\a",
};

/* No text has an order in it: the way of texts is closed for them, whole and in pieces. */
static void orders_pass_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		size_t len = strlen(orders[i]);
		struct buffer out = BUFFER_INIT;

		assert_true(gate_is_order(orders[i], len));
		gate_pass_order(orders[i], len, &out);
		assert_string_equal(out.data, orders[i]);
		assert_int_equal(gate_refused_at(orders[i], len), 0);
		assert_false(gate_is_order(orders[i], len - 1));
		assert_false(gate_is_order(orders[i] + 1, len - 1));
		buffer_clear(&out);
	}
}

static void an_order_is_ours_and_clean(void **state)
{
	static const char *const others[] = {
		"",
		"a",
		"\a\a",
		"text\a",
		"\x1b]2;evil\a",
		"\x1b]0;rustgym\a",
		"\x1b]2;rustgym\x1b\\",
		"\x1b]2;rustgym\nx\a",
		"\x1b]2;rustgym\x1b[31m\a",
		"\x1b]2;rustgym\a\x1b]2;rustgym\a",
		"\x1b]2;rustgym\xc2\x9b\a",
		"\x1b]2;rustgym\xe2\x80\xae\a",
		"\x1b]2;rustgym\xff\a",
		"\x1b]9;4;1;50\a",
		"\x1b]777;notify;other;text\a",
		"\x1b]52;c;?\a",
		"\x1b]52;p;eA==\a",
		"\x1b]52;c;eA==;\a",
		"\x1b]8;;https://a.example\a",
	};
	struct buffer much = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(gate_is_order(others[i], strlen(others[i])));
	assert_false(gate_is_order("\x1b]2;rustgym\0\a", 13));
	assert_false(gate_is_order("\x1b]52;c;e\0A=\a", 12));
	buffer_add_string(&much, "\x1b]2;rustgym");
	buffer_add_repeated(&much, "a", 20000);
	buffer_add_char(&much, '\a');
	assert_false(gate_is_order(much.data, much.len));
	buffer_clear(&much);
}

static const char *const refused[] = {"\x1b",
				      "\x1b]52;c;eA==\a",
				      "\x1b[2J",
				      "\x1b[?1003h",
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
				      "\x1b]8;;https://a/\x1b\\",
				      "\x1b]8;id=1;file:///a\x1b\\",
				      "\x1b]8;;file:///a b\x1b\\",
				      "\x1b]8;;file:///a\a",
				      "\x1b]8;;file:///a",
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
		cmocka_unit_test(orders_pass_alone),
		cmocka_unit_test(an_order_is_ours_and_clean),
#ifdef RUSTGYM_DEBUG
		cmocka_unit_test(a_debug_build_stops),
#else
		cmocka_unit_test(others_leave_the_bytes_out),
#endif
	};

	return run_group(tests);
}
