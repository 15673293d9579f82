#include "rustgym/event/output.h"
#include "support.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MUCH = 1024 * 1024 }; /* more than any pipe takes */

struct line {
	uv_loop_t loop;
	int read, write;
	struct output *output;
	int drained, failed;
	char *much;
};

static void on_drained(void *data)
{
	((struct line *)data)->drained++;
}

static void on_failed(const struct error *err, void *data)
{
	((struct line *)data)->failed += err->code == ERROR_READER_GONE;
}

static int setup(void **state)
{
	struct line *line = memory_new(sizeof(*line));
	const struct output_handler handler = {on_drained, on_failed, line};
	int ends[2];

	signal(SIGPIPE, SIG_IGN);
	if (uv_loop_init(&line->loop) || pipe2(ends, O_CLOEXEC))
		return -1;
	line->read = ends[0];
	line->write = ends[1];
	line->output = output_start(&line->loop, line->write, &handler);
	line->much = memory_new(MUCH);
	memset(line->much, 'x', MUCH);
	*state = line;
	return 0;
}

static int teardown(void **state)
{
	struct line *line = *state;

	output_close(line->output, 0);
	uv_run(&line->loop, UV_RUN_DEFAULT);
	uv_loop_close(&line->loop);
	if (line->read >= 0)
		close(line->read);
	close(line->write);
	free(line->much);
	free(line);
	return 0;
}

static size_t read_some(struct line *line)
{
	char bytes[16384];
	ssize_t got = read(line->read, bytes, sizeof(bytes));

	assert_true(got > 0);
	return (size_t)got;
}

static void what_is_taken_is_written_at_once(void **state)
{
	struct line *line = *state;

	output_add(line->output, "one", 3);
	assert_false(output_is_full(line->output));
	assert_int_equal(read_some(line), 3);
}

static void nobody_waits_for_a_reader_and_nothing_is_lost(void **state)
{
	struct line *line = *state;
	size_t got = 0;

	output_add(line->output, line->much, MUCH);
	assert_true(output_is_full(line->output));
	output_add(line->output, "end", 3);
	while (got < MUCH + 3) {
		got += read_some(line);
		uv_run(&line->loop, UV_RUN_NOWAIT);
	}
	assert_int_equal(got, MUCH + 3);
	assert_false(output_is_full(line->output));
	assert_int_equal(line->drained, 1);
	assert_int_equal(line->failed, 0);
}

static void the_descriptor_is_left_as_it_was(void **state)
{
	struct line *line = *state;

	output_add(line->output, line->much, MUCH);
	assert_false(fcntl(line->write, F_GETFL) & O_NONBLOCK);
}

static void the_end_does_not_wait_for_ever(void **state)
{
	struct line *line = *state;

	output_add(line->output, line->much, MUCH);
	output_finish(line->output, 10);
	assert_false(output_is_full(line->output));
	assert_int_equal(line->drained, 0);
}

static void that_the_reader_is_gone_is_said_once(void **state)
{
	struct line *line = *state;

	close(line->read);
	line->read = -1;
	output_add(line->output, "one", 3);
	output_add(line->output, "two", 3);
	assert_int_equal(line->failed, 1);
	assert_false(output_is_full(line->output));
}

static void a_reader_can_go_while_something_is_kept(void **state)
{
	struct line *line = *state;

	output_add(line->output, line->much, MUCH);
	close(line->read);
	line->read = -1;
	uv_run(&line->loop, UV_RUN_DEFAULT);
	assert_int_equal(line->failed, 1);
	assert_int_equal(line->drained, 0);
}

#define LINE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LINE(what_is_taken_is_written_at_once),
		LINE(nobody_waits_for_a_reader_and_nothing_is_lost),
		LINE(the_descriptor_is_left_as_it_was),
		LINE(the_end_does_not_wait_for_ever),
		LINE(that_the_reader_is_gone_is_said_once),
		LINE(a_reader_can_go_while_something_is_kept),
	};

	return run_group(tests);
}
