/* The course to its end by `watch --json`, and what else can be said to it. */
#include "conversation.h"
#include "editor.h"
#include "mini_course.h"
#include "rustgym/base/file.h"
#include "rustgym/course/course.h"

#include <stdlib.h>
#include <string.h>

/* ---- contracts ------------------------------------------------------------------------------ */

static bool named(const struct exercise *e, const char *text)
{
	for (size_t i = 0; text && i < e->fails.count; i++)
		if (strcmp(e->fails.items[i], text) == 0)
			return true;
	return false;
}

static bool only_these_codes(const struct exercise *e, const struct json_value *verdict)
{
	const struct json_value *d = json_first(json_get(verdict, "diagnostics"));
	int right = 0;

	for (; d; d = json_next(d)) {
		if (strcmp(json_get_string(d, "level"), "error") != 0)
			continue;
		if (!named(e, json_get_string(d, "code")))
			return false;
		right++;
	}
	return right > 0;
}

static bool exactly_these_tests(const struct exercise *e, const struct json_value *verdict)
{
	const struct json_value *t = json_first(json_get(verdict, "tests"));
	size_t failed = 0;

	for (; t; t = json_next(t)) {
		if (strcmp(json_get_string(t, "outcome"), "failed") != 0)
			continue;
		if (!named(e, json_get_string(t, "name")))
			return false;
		failed++;
	}
	return failed == e->fails.count;
}

static bool an_error_about(const struct json_value *verdict, const char *text)
{
	const struct json_value *d = json_first(json_get(verdict, "diagnostics"));

	for (; d; d = json_next(d)) {
		const char *code = json_get_string(d, "code");
		if (strcmp(json_get_string(d, "level"), "error") == 0 &&
		    (strstr(json_get_string(d, "message"), text) ||
		     strstr(json_get_string(d, "rendered"), text) ||
		     (code && strcmp(code, text) == 0)))
			return true;
	}
	return false;
}

static bool fails_as_promised(const struct exercise *e, const struct json_value *verdict)
{
	const char *output = json_get_string(verdict, "output");
	const char *step = json_get_string(verdict, "step");

	if (strcmp(json_get_string(verdict, "outcome"), "failed") != 0)
		return false;
	switch (e->contract) {
	case CONTRACT_CODE:
		return only_these_codes(e, verdict);
	case CONTRACT_TESTS:
		return exactly_these_tests(e, verdict);
	case CONTRACT_LINT:
		return strcmp(step, "clippy") == 0 && an_error_about(verdict, e->fails.items[0]);
	case CONTRACT_PANIC:
		return strstr(output, e->fails.items[0]) != NULL;
	case CONTRACT_OUTPUT:
		return strcmp(output, e->fails.items[0]) == 0;
	case CONTRACT_MESSAGE:
		return an_error_about(verdict, e->fails.items[0]);
	case CONTRACT_NONE:
	case CONTRACT_COUNT:
		break;
	}
	return false;
}

/* ---- the whole course ----------------------------------------------------------------------- */

static struct course *load(const char *root)
{
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;
	struct course *course = course_load(root, &problems, &err);

	if (!course)
		fail_msg("%s", err.message);
	problems_clear(&problems);
	return course;
}

/* A folder of several files is judged at each of them; only the last verdict must be good. */
static void wait_for_pass(struct conversation *c, const struct exercise *e)
{
	for (;;) {
		const struct json_value *v = conversation_verdict(c, e->name, BUILD_S);
		if (strcmp(json_get_string(v, "outcome"), "passed") == 0)
			return;
		if (!e->folder)
			fail_msg("the solution of %s fails:\n%s", e->name, c->all.data);
	}
}

static void check_advanced(struct conversation *c, const struct exercise *next)
{
	const struct json_value *v = conversation_hear(c, "advanced", SOON_S);
	const char *name = json_get_string(v, "exercise");

	if (next)
		assert_string_equal(name, next->name);
	else
		assert_int_equal(json_type(json_get(v, "exercise")), JSON_NULL);
}

static void to_the_end_of_the_course(void **state)
{
	struct place *place = *state;
	const char *work = make_workspace(place, course_path());
	struct course *course = load(work);
	struct conversation *c = conversation_start(place, work, NULL);
	struct answer list;
	const struct json_value *v;

	assert_string_equal(json_get_string(conversation_next(c, SOON_S), "event"), "ready");
	for (size_t i = 0; i < course->count; i++) {
		const struct exercise *e = &course->exercises[i];

		if (i)
			conversation_say(c, "{\"do\":\"next\"}");
		do
			v = conversation_hear(c, "started", SOON_S);
		while (strcmp(json_get_string(v, "exercise"), e->name) != 0);
		v = conversation_verdict(c, e->name, BUILD_S);
		if (!fails_as_promised(e, v))
			fail_msg("%s does not fail as promised, but: %s, %s", e->name,
				 json_get_string(v, "outcome"),
				 json_get_string(v, "reason") ? json_get_string(v, "reason") : "-");
		assert_schema(place, "watch", c->all.data);
		buffer_reset(&c->all);
		save_solution(place, course_path(), work, e, i % SAVE_STYLES);
		wait_for_pass(c, e);
		check_advanced(c, i + 1 < course->count ? e + 1 : NULL);
	}
	assert_schema(place, "watch", c->all.data);
	assert_int_equal(conversation_end(c), 0);
	assert_string_equal(read_text(place, place_path(place, "stderr")), "");
	list = rustgym(place, work, "list", "--json");
	assert_answer(
		list, 0,
		place_text(place, "\"done\":%zu,\"total\":%zu", course->count, course->count));
	course_free(course);
}

/* ---- commands ------------------------------------------------------------------------------- */

static void one_save_tells_all(void **state)
{
	struct place *place = *state;
	struct conversation *c = conversation_start(place, mini_course(place), NULL);
	const struct json_value *v = conversation_hear(c, "ready", SOON_S);
	const char *hash;

	v = conversation_next(c, SOON_S);
	assert_string_equal(json_get_string(v, "event"), "started");
	assert_string_equal(json_get_string(v, "exercise"), "mini_first");
	hash = place_text(place, "%s", json_get_string(v, "hash"));
	v = conversation_next(c, SOON_S);
	assert_string_equal(json_get_string(v, "event"), "diagnostic");
	assert_string_equal(json_get_string(v, "exercise"), "mini_first");
	assert_string_equal(json_get_string(v, "code"), "E0384");
	assert_string_equal(json_get_string(v, "level"), "error");
	assert_string_equal(json_get_string(v, "file"),
			    "exercises/01_start/01_small/mini_first.rs");
	assert_int_equal((int)json_get_number(v, "line", 0), 3);
	assert_int_equal((int)json_get_number(v, "column", 0), 5);
	v = conversation_next(c, SOON_S);
	assert_string_equal(json_get_string(v, "event"), "verdict");
	assert_string_equal(json_get_string(v, "outcome"), "failed");
	assert_string_equal(json_get_string(v, "step"), "test");
	assert_string_equal(json_get_string(v, "hash"), hash);
	save_text(mini_exercise(place, "mini_first"), mini_solution("mini_first"), SAVE_PLAIN);
	v = conversation_next(c, SOON_S);
	assert_string_equal(json_get_string(v, "event"), "started");
	assert_string_not_equal(json_get_string(v, "hash"), hash);
	v = conversation_next(c, SOON_S);
	assert_string_equal(json_get_string(v, "event"), "verdict");
	assert_string_equal(json_get_string(v, "outcome"), "passed");
	assert_int_equal(json_count(json_get(v, "tests")), 1);
	v = conversation_next(c, SOON_S);
	assert_string_equal(json_get_string(v, "event"), "advanced");
	assert_string_equal(json_get_string(v, "exercise"), "mini_second");
	assert_int_equal(conversation_end(c), 0);
}

static void commands_are_obeyed(void **state)
{
	struct place *place = *state;
	struct conversation *c = conversation_start(place, mini_course(place), NULL);
	const struct json_value *v;

	conversation_verdict(c, "mini_first", SOON_S);
	conversation_say(c, "{\"do\":\"hint\"}");
	v = conversation_hear(c, "hint", SOON_S);
	assert_contains(json_get_string(v, "text"), "First rung");
	conversation_say(c, "{\"do\":\"hint\"}");
	v = conversation_hear(c, "hint", SOON_S);
	assert_contains(json_get_string(v, "text"), "Second rung");
	conversation_say(c, "{\"do\":\"run\"}");
	v = conversation_verdict(c, "mini_first", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"), "failed");
	conversation_say(c, "{\"do\":\"goto\",\"exercise\":\"mini_third\"}");
	v = conversation_hear(c, "advanced", SOON_S);
	assert_string_equal(json_get_string(v, "exercise"), "mini_third");
	v = conversation_verdict(c, "mini_third", SOON_S);
	assert_string_equal(json_get_string(v, "output"), "no\n");
	conversation_say(c, "{\"do\":\"next\"}"); /* round to the first that is pending */
	v = conversation_hear(c, "advanced", SOON_S);
	assert_string_equal(json_get_string(v, "exercise"), "mini_first");
	conversation_verdict(c, "mini_first", SOON_S);
	conversation_say(c, "{\"do\":\"list\"}");
	v = conversation_hear(c, "list", SOON_S);
	assert_string_equal(json_get_string(v, "current"), "mini_first");
	assert_int_equal(json_count(json_get(v, "exercises")), 3);
	conversation_say(c, "{\"do\":\"quit\"}");
	assert_null(conversation_next(c, SOON_S));
	assert_schema(place, "watch", c->all.data);
	assert_int_equal(conversation_end(c), 0);
}

static void bad_commands_are_answered(void **state)
{
	static const char *const bad[] = {
		"nonsense", "{\"do\":7}",        "{\"do\":\"dance\"}",
		"[]",       "{\"do\":\"goto\"}", "{\"do\":\"goto\",\"exercise\":7}",
		"{",        "\"\xff\xfe\"",      "\x1b]0;title\a",
		NULL,
	};
	struct place *place = *state;
	struct conversation *c = conversation_start(place, mini_course(place), NULL);
	const struct json_value *v;
	char *long_line = memory_new(200001);

	memset(long_line, '[', 200000);
	conversation_verdict(c, "mini_first", SOON_S);
	for (size_t i = 0; bad[i]; i++) {
		conversation_say(c, bad[i]);
		v = conversation_next(c, SOON_S);
		assert_string_equal(json_get_string(v, "event"), "error");
		assert_true(strlen(json_get_string(v, "text")) > 5);
	}
	conversation_say(c, long_line);
	v = conversation_next(c, SOON_S);
	assert_string_equal(json_get_string(v, "event"), "error");
	free(long_line);
	conversation_say(c, "{\"do\":\"goto\",\"exercise\":\"mini_thirt\"}");
	v = conversation_next(c, SOON_S);
	assert_string_equal(json_get_string(v, "event"), "error");
	assert_contains(json_get_string(v, "text"), "mini_third");
	assert_schema(place, "watch", c->all.data);
	conversation_say(c, ""); /* an empty line asks for nothing */
	conversation_say(c, "{\"do\":\"run\"}");
	assert_string_equal(json_get_string(conversation_next(c, SOON_S), "event"), "started");
	assert_int_equal(conversation_end(c), 0);
}

static void another_exercise_may_be_saved(void **state)
{
	struct place *place = *state;
	struct conversation *c = conversation_start(place, mini_course(place), NULL);
	const struct json_value *v;

	conversation_verdict(c, "mini_first", SOON_S);
	save_text(mini_exercise(place, "mini_third"), mini_solution("mini_third"), SAVE_RENAME);
	v = conversation_verdict(c, "mini_third", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"), "passed");
	conversation_say(c, "{\"do\":\"list\"}"); /* it counts, and the current one stays */
	v = conversation_next(c, SOON_S);
	assert_string_equal(json_get_string(v, "event"), "list");
	assert_string_equal(json_get_string(v, "current"), "mini_first");
	assert_int_equal((int)json_get_number(v, "done", 0), 1);
	assert_int_equal(conversation_end(c), 0);
}

static void asks_before_it_moves_on(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c;
	const struct json_value *v;

	assert_answer(rustgym(place, mini, "config", "advance", "ask"), 0, NULL);
	c = conversation_start(place, mini, NULL);
	conversation_verdict(c, "mini_first", SOON_S);
	save_text(mini_exercise(place, "mini_first"), mini_solution("mini_first"), SAVE_PLAIN);
	conversation_verdict(c, "mini_first", SOON_S);
	conversation_say(c, "{\"do\":\"list\"}");
	v = conversation_next(c, SOON_S);
	assert_string_equal(json_get_string(v, "event"), "list");
	assert_string_equal(json_get_string(v, "current"), "mini_first");
	conversation_say(c, "{\"do\":\"next\"}");
	v = conversation_next(c, SOON_S);
	assert_string_equal(json_get_string(v, "event"), "advanced");
	assert_string_equal(json_get_string(v, "exercise"), "mini_second");
	assert_int_equal(conversation_end(c), 0);
}

static bool is_there(void *path)
{
	return file_exists(path);
}

/* While the first one is read, the second one is compiled: out of sight, and to its end. */
static void what_comes_next_is_prepared(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *cache = place_path(place, "cache");
	const char *program = place_text(place, "%s/out/mini_second/tests", cache);
	const char *env[] = {place_text(place, "RUSTGYM_CACHE=%s", cache), NULL};
	struct conversation *c = conversation_start(place, mini, env);
	char *wrong = (char *)place_text(place, "%s", mini_solution("mini_second"));

	*strstr(wrong, "* 2") = '+';
	conversation_verdict(c, "mini_first", SOON_S);
	assert_true(wait_until(is_there, (void *)program, SOON_S));
	assert_null(strstr(c->all.data, "mini_second"));
	assert_string_equal(read_text(place, mini_exercise(place, "mini_second")),
			    mini_start("mini_second"));
	save_text(mini_exercise(place, "mini_second"), mini_start("mini_second"), SAVE_PLAIN);
	save_text(mini_exercise(place, "mini_second"), wrong, SAVE_PLAIN);
	assert_string_equal(
		json_get_string(conversation_verdict(c, "mini_second", SOON_S), "outcome"),
		"failed"); /* what was saved is judged, and not what was prepared */
	assert_int_equal(conversation_end(c), 0);
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(one_save_tells_all),          in_a_place(commands_are_obeyed),
		in_a_place(bad_commands_are_answered),   in_a_place(another_exercise_may_be_saved),
		in_a_place(asks_before_it_moves_on),     in_a_place(to_the_end_of_the_course),
		in_a_place(what_comes_next_is_prepared),
	};

	return run_group(tests);
}
