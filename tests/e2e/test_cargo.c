/*
 * Every answer that the course knows for its exercises with dependencies (the untouched exercise, the
 * solution, the wrong ones) gets the same verdict from cargo as from the compiler called without it;
 * and cargo's compilers end with rustgym.
 */
#include "conversation.h"

#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/path.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define START "01_fundamentals/01_getting_started"
#define WEB "04_backend/01_web_frameworks"
#define SQL "04_backend/02_databases"

static const char *verdict_of(struct place *place, const char *work, const char *name,
			      const char *const *env, struct json **json)
{
	struct answer answer = call_with(place, &(struct call){.folder = work, .env = env},
					 (const char *const[]){"run", name, "--json", NULL});

	*json = json_parse(answer.out, strlen(answer.out), NULL, NULL);
	assert_non_null(*json);
	return answer.out;
}

/* Outcome, step, the errors' codes and places, the tests' outcomes. */
static const char *words_of(struct place *place, const struct json_value *verdict)
{
	struct buffer text = BUFFER_INIT;
	const struct json_value *list = json_get(verdict, "diagnostics");
	const char *words;

	buffer_addf(&text, "%s %s\n", json_get_string(verdict, "outcome"),
		    json_get_string(verdict, "step"));
	for (const struct json_value *d = list ? json_first(list) : NULL; d; d = json_next(d)) {
		const char *code = json_get_string(d, "code"), *file = json_get_string(d, "file");
		buffer_addf(&text, "%s %s %s:%.0f\n", json_get_string(d, "level"), code ? code : "",
			    file ? file : "", json_get_number(d, "line", 0));
	}
	list = json_get(verdict, "tests");
	for (const struct json_value *t = list ? json_first(list) : NULL; t; t = json_next(t))
		buffer_addf(&text, "%s %s\n", json_get_string(t, "name"),
			    json_get_string(t, "outcome"));
	words = place_text(place, "%s", text.data);
	buffer_clear(&text);
	return words;
}

static void expect_the_same_both_ways(struct place *place, const char *work, const char *name,
				      const char *answer)
{
	static const char *const always[] = {"RUSTGYM_CARGO=always", NULL};
	struct json *json;
	const char *alone, *by_cargo;

	verdict_of(place, work, name, NULL, &json);
	alone = words_of(place, json_root(json));
	json_free(json);
	verdict_of(place, work, name, always, &json);
	by_cargo = words_of(place, json_root(json));
	json_free(json);
	if (strcmp(alone, by_cargo) != 0)
		fail_msg("%s: without cargo\n%s\nwith cargo\n%s", answer, alone, by_cargo);
}

/* Each file or folder of the hints that is an answer is laid over the exercise in turn. */
static void all_answers(void **state, const char *topic, const char *name, const char *file)
{
	struct place *place = *state;
	const char *work = make_workspace(place, course_path());
	const char *exercise = place_text(place, "%s/exercises/%s/%s%s", work, topic, name, file);
	const char *start = place_text(place, "%s/exercises/%s/%s%s", course_path(), topic, name,
				       file);
	const char *forms[] = {"",         ".wrong",   ".wrong.1", ".wrong.2",
			       ".wrong.3", ".wrong.4", ".wrong.5"};
	size_t answers = 0;

	expect_the_same_both_ways(place, work, name, "untouched");
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		const char *answer = place_text(place, "%s/hints/%s/%s%s%s", course_path(), topic,
						name, forms[i], file);
		if (!file_exists(answer) && !file_is_folder(answer))
			continue;
		assert_int_equal(file_lay(start, exercise, NULL), 0);
		assert_int_equal(file_lay(answer, exercise, NULL), 0);
		expect_the_same_both_ways(place, work, name, answer);
		answers++;
	}
	assert_true(answers >= 3);
}

static void axum_handlers_both_ways(void **state)
{
	all_answers(state, WEB, "axum_handlers", ".rs");
}

static void form_rejections_both_ways(void **state)
{
	all_answers(state, WEB, "form_rejections", ".rs");
}

static void sql_queries_both_ways(void **state)
{
	all_answers(state, SQL, "sql_queries", ".rs");
}

static void sql_migrations_both_ways(void **state)
{
	all_answers(state, SQL, "sql_migrations", "");
}

/* ---- killed --------------------------------------------------------------------------------- */

/* The package: its compiler writes into this folder. */
static bool is_compiling(void *place)
{
	return count_processes(place_path(place, "cache/target/debug/deps")) > 0;
}

/* cargo's compilers are no children of ours. One that waits for ever, without a word. */
static void killed_while_cargo_compiles(void **state)
{
	struct place *place = *state;
	const char *work = make_workspace(place, course_path());
	const char *folder = place_text(place, "%s/exercises/" START "/package_version", work);
	const char *pipe = place_path(place, "pipe");
	struct conversation *c;

	assert_int_equal(
		file_lay(place_text(place, "%s/hints/" START "/package_version", course_path()),
			 folder, NULL),
		0);
	write_file(
		place_text(place, "%s/src/main.rs", folder),
		place_text(place, "fn main() { print!(\"{}\", include_str!(\"%s\")); }\n", pipe));
	assert_int_equal(mkfifo(pipe, 0600), 0);
	c = conversation_start(place, work, own_cache(place));
	conversation_verdict(c, "hello_waybill", SOON_S);
	conversation_say(c, "{\"do\":\"goto\",\"exercise\":\"package_version\"}");
	assert_true(wait_until(is_compiling, place, SOON_S));
	kill(c->pid, SIGKILL);
	assert_int_equal(wait_for_exit(place, c->pid, SOON_S), 128 + SIGKILL);
	assert_nobody_left(place);
}

#define PLACE(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLACE(axum_handlers_both_ways),     PLACE(form_rejections_both_ways),
		PLACE(sql_queries_both_ways),       PLACE(sql_migrations_both_ways),
		PLACE(killed_while_cargo_compiles),
	};

	return run_group(tests);
}
