/*
 * Files of the allowed size (FILE_COURSE_MAX) are read in time that grows as they do: four times the
 * size takes about four times as long, not sixteen times. Both are measured in processor time of this
 * machine, so that its speed does not matter.
 */
#include "rustgym/base/file.h"
#include "rustgym/course/hint.h"
#include "rustgym/ui/markdown.h"
#include "rustgym/workspace/progress.h"
#include "rustgym/workspace/progress_text.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TRIES = 2, GROWTH = 4 };

static const double most = 9, slack_ms = 50;

struct input {
	const char *head, *tail;
	const char *item; /* '@' is its number, in six digits */
	size_t count;     /* that is nearly FILE_COURSE_MAX */
	bool falling;     /* numbers fall */
};

static void write_input(const struct input *input, size_t count, struct buffer *out)
{
	buffer_add_string(out, input->head);
	for (size_t i = 0; i < count; i++) {
		const char *number = strchr(input->item, '@');

		if (!number) {
			buffer_add_string(out, input->item);
			continue;
		}
		buffer_add(out, input->item, (size_t)(number - input->item));
		buffer_addf(out, "%06zu%s", input->falling ? count - i : i, number + 1);
	}
	buffer_add_string(out, input->tail);
	assert_true(out->len <= FILE_COURSE_MAX);
}

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1000000;
}

typedef void (*reads)(struct sandbox *box, const struct buffer *text);

static double least_ms(struct sandbox *box, reads read, const struct input *input, size_t count)
{
	struct buffer text = BUFFER_INIT;
	double least = 0;

	write_input(input, count, &text);
	for (int i = 0; i < TRIES; i++) {
		double start = now_ms(), took;

		read(box, &text);
		took = now_ms() - start;
		least = i == 0 || took < least ? took : least;
	}
	buffer_clear(&text);
	return least;
}

static void grows_as_the_text(struct sandbox *box, reads read, const struct input *input)
{
	double small = least_ms(box, read, input, input->count / GROWTH);
	double large = least_ms(box, read, input, input->count);

	if (large > most * small + slack_ms)
		fail_msg("%.20s... %.20s: %.0f ms, and %.0f ms for %d times as many", input->head,
			 input->item, small, large, GROWTH);
}

/* ---- topic.json and roadmap.json ---------------------------------------------------------------- */

static void load(struct sandbox *box, const char *file, const struct buffer *text)
{
	struct problems problems = PROBLEMS_INIT;

	sandbox_write_bytes(box, file, text->data, text->len);
	course_free(course_load(box->root, &problems, NULL));
	assert_true(problems.count <= PROBLEMS_MAX);
	problems_clear(&problems);
}

static void read_topic(struct sandbox *box, const struct buffer *text)
{
	load(box, FIRST "/topic.json", text);
}

static void read_roadmap(struct sandbox *box, const struct buffer *text)
{
	load(box, ROADMAP, text);
}

#define EXERCISE                                                                                   \
	"{\"title\": \"t\", \"exercises\": [{\"name\": \"one\", \"title\": \"t\", \"skills\": "    \
	"[\"1.1.1\"], \"minutes\": 5, \"links\": [], \"fails\": {\"code\": \"E0384\"}, "
#define FAILS_TESTS                                                                                \
	"{\"title\": \"t\", \"exercises\": [{\"name\": \"one\", \"title\": \"t\", \"skills\": "    \
	"[\"1.1.1\"], \"minutes\": 5, \"links\": [], \"fails\": {\"tests\": [\"a\""

static void large_topics(void **state)
{
	static const struct input inputs[] = {
		{EXERCISE "\"uses\": [\"1.1.1\"", "]}]}", ",\"a@\"\n", 350000, false},
		{EXERCISE "\"was\": [\"a\"", "]}]}", ",\"a@\"", 350000, false},
		{EXERCISE "\"files\": [\"a\"", "]}]}", ",\"a@\"", 350000, false},
		{EXERCISE "\"steps\": [\"run\"", "]}]}", ",\"a@\"", 350000, false},
		{FAILS_TESTS, "]}}]}", ",\"a@\"", 350000, false},
		{FAILS_TESTS, "]}}]}", ",\n@", 500000, false},
		{EXERCISE "\"x\": 1", "}]}", ",\"a@\": 1\n", 250000, false},
		{EXERCISE "\"x\": 1", "}]}", ",\"a@\": 1\n", 250000, true},
		{"{\"title\": \"t\", \"exercises\": [1", "]}", ",\n@", 500000, false},
		{"{\"title\": \"t\", \"exercises\": [1", "]}", ",\n{\"name\": @}", 200000, false},
	};

	for (size_t i = 0; i < sizeof(inputs) / sizeof(*inputs); i++)
		grows_as_the_text(*state, read_topic, &inputs[i]);
}

#define HEAD                                                                                       \
	"{\"format\": 1, \"title\": \"t\", \"version\": \"1\", \"edition\": \"2024\", \"skills\": "
#define FIRST_PHASE                                                                                \
	"{\"dir\": \"01_start\", \"title\": \"t\", \"topics\": [\"01_first\", \"02_second\"]}"

static void large_roadmaps(void **state)
{
	static const struct input inputs[] = {
		{HEAD "{\"a\": \"t\"", "}, \"phases\": [" FIRST_PHASE "]}", ",\"a@\": \"t\"",
		 250000, false},
		{HEAD "{\"1.1.1\": \"t\"}, \"phases\": [" FIRST_PHASE, "]}", ",@", 500000, false},
		/* the same folders again and again: each topic is read once */
		{HEAD "{\"1.1.1\": \"t\"}, \"phases\": [{\"dir\": \"01_start\", \"title\": \"t\", "
		      "\"topics\": [\"01_first\"",
		 "]}]}", ",\"01_first\"", 300000, false},
		{HEAD "{\"1.1.1\": \"t\"}, \"phases\": [" FIRST_PHASE, "]}", "," FIRST_PHASE "",
		 50000, false},
	};

	sandbox_write(*state, FIRST "/topic.json", sample_first);
	for (size_t i = 0; i < sizeof(inputs) / sizeof(*inputs); i++)
		grows_as_the_text(*state, read_roadmap, &inputs[i]);
}

static void problems_are_counted_beyond_those_that_are_kept(void **state)
{
	static const struct input many = {"{\"title\": \"t\", \"exercises\": [1", "]}", ",\n@",
					  200000, false};
	struct problems problems = PROBLEMS_INIT;
	struct buffer text = BUFFER_INIT, said = BUFFER_INIT;
	struct error err = ERROR_INIT;

	write_input(&many, many.count, &text);
	sample_course_write(*state);
	sandbox_write_bytes(*state, FIRST "/topic.json", text.data, text.len);
	assert_null(course_load(((struct sandbox *)*state)->root, &problems, &err));
	assert_int_equal(problems.count, PROBLEMS_MAX);
	assert_int_equal(problems.items[PROBLEMS_MAX - 1].line, PROBLEMS_MAX);
	assert_int_equal(problems.count + problems.more, many.count + 1);
	problems_write(&problems, &said);
	assert_contains(said.data, "... and 199001 more\n");
	assert_contains(err.message, "200001 mistakes");
	problems_clear(&problems);
	buffer_clear(&said);
	buffer_clear(&text);
}

/* ---- hints -------------------------------------------------------------------------------------- */

static void read_hints(struct sandbox *box, const struct buffer *text)
{
	const struct style style = {.colour = true, .unicode = true, .width = 80};
	struct buffer out = BUFFER_INIT;
	struct hints hints;

	(void)box;
	hints_parse(text->data, &hints);
	for (size_t i = 0; i < hints.count; i++)
		markdown_draw(hints.rungs[i].body, &style, &out);
	if (hints.lesson)
		markdown_draw(hints.lesson, &style, &out);
	hints_clear(&hints);
	buffer_clear(&out);
}

static void large_hints(void **state)
{
	static const struct input inputs[] = {
		{"## A\n", "", "[a](https://x.y/@) ", 170000, false},
		{"## A\n", "", "<https://x.y/@> ", 190000, false},
		{"## A\n", "", "https://x.y/@ ", 200000, false},
		{"## A\n", "", "[https://x.y/@](https://x.y/z) ", 100000, false},
		{"## A\n", "", "*a@* `b` ", 250000, false},
		{"## A\n", "", "- a@\n", 350000, false},
		{"## A\n", "", "\x1b[31m\x1b]0;@\a", 200000, false},
		{"", "", "## Go on\n", 400000, false},
		{"", "", "## A@\nb\n", 300000, false},
		{"", "", "## on E@\nb\n", 250000, false},
	};

	for (size_t i = 0; i < sizeof(inputs) / sizeof(*inputs); i++)
		grows_as_the_text(*state, read_hints, &inputs[i]);
}

/* ---- progress ----------------------------------------------------------------------------------- */

static void read_progress(struct sandbox *box, const struct buffer *text)
{
	struct progress progress = PROGRESS_INIT;

	(void)box;
	assert_int_equal(progress_text_read(text->data, text->len, &progress, NULL), 0);
	progress_clear(&progress);
}

static void large_progress(void **state)
{
	static const struct input inputs[] = {
		{"{\"format\": 1, \"exercises\": {\"a\": {}", "}}", ",\"a@\":{}", 300000, true},
		{"{\"format\": 1, \"exercises\": {\"a\": {}", "}}", ",\"a@\":{}", 300000, false},
		{"{\"format\": 1, \"exercises\": {\"a\": {\"by\": {\"a\": 1", "}}}}",
		 ",\"0000000000@\":1", 180000, true},
	};

	for (size_t i = 0; i < sizeof(inputs) / sizeof(*inputs); i++)
		grows_as_the_text(*state, read_progress, &inputs[i]);
}

static int setup(void **state)
{
	int result = sandbox_setup(state);

	sample_course_write(*state);
	return result;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(large_topics, setup, sandbox_teardown),
		cmocka_unit_test_setup_teardown(large_roadmaps, setup, sandbox_teardown),
		cmocka_unit_test_setup_teardown(problems_are_counted_beyond_those_that_are_kept,
						setup, sandbox_teardown),
		cmocka_unit_test_setup_teardown(large_hints, setup, sandbox_teardown),
		cmocka_unit_test_setup_teardown(large_progress, setup, sandbox_teardown),
	};

	return run_group(tests);
}
