/* The texts that a learner can read: lessons, pages of topics, and the offers after a pass. */
#include "conversation.h"
#include "editor.h"
#include "emulator.h"
#include "mini_course.h"

#include <stdlib.h>
#include <string.h>

static const char wrong[] = "fn main() {\n    let n: u8 = \"\";\n}\n";

/* mini_first with a lesson and a question, in a topic with a page. */
static const char *readable_course(struct place *place)
{
	const char *mini = mini_course(place), *hints = mini_hints(place, "mini_first", ".md");

	write_file(hints, place_text(place,
				     "A variable keeps *its value*.\n\n%s\n## Go on\n\n"
				     "Who would want that?\n",
				     read_text(place, hints)));
	write_file(mini_hints(place, "mini_first", ".rs"),
		   place_text(place, "// It may change.\n%s", mini_solution("mini_first")));
	write_file(place_path(place, "mini/exercises/01_start/01_small/README.md"),
		   "# Small things\n\nThey add up.\n");
	return mini;
}

/* ---- commands ------------------------------------------------------------------------------- */

static void a_lesson_is_a_command(void **state)
{
	struct place *place = *state;
	const char *mini = readable_course(place);
	struct answer lesson = rustgym(place, mini, "lesson");

	assert_answer(lesson, 0, "A variable keeps its value.\n");
	assert_lacks(lesson.out, "First rung");
	assert_answer(rustgym(place, mini, "lesson", "mini_first"), 0, "A variable keeps");
	assert_answer(rustgym(place, mini, "lesson", "mini_second"), 2,
		      "mini_second has no lesson");
	assert_answer(rustgym(place, mini, "lesson", "nothing"), 2, "no exercise");
	assert_answer(rustgym(place, mini, "help", "lesson"), 0, "usage: rustgym lesson [NAME]");
}

static void a_page_is_read(void **state)
{
	struct place *place = *state;
	const char *mini = readable_course(place);
	const char *const names[] = {"small", "Small things", "01_small", "mini_third",
				     "exercises/01_start/01_small"};

	assert_answer(rustgym(place, mini, "read"), 0, "Small things\n\nThey add up.\n");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_answer(rustgym(place, mini, "read", names[i]), 0, "They add up.");
	assert_answer(rustgym(place, mini, "read", "big"), 2, "there is no topic");
	remove_file(place_path(place, "mini/exercises/01_start/01_small/README.md"));
	assert_answer(rustgym(place, mini, "read"), 2, "Small things has no page");
	assert_answer(rustgym(place, mini, "help", "read"), 0, "usage: rustgym read [TOPIC|NAME]");
}

static void a_workspace_has_the_pages(void **state)
{
	struct place *place = *state;
	const char *work = make_workspace(place, readable_course(place));

	assert_answer(rustgym(place, work, "read"), 0, "They add up.");
	assert_answer(rustgym(place, work, "lesson"), 0, "A variable keeps");
}

static void links_reach_the_learner(void **state)
{
	static const char link[] = "  The Book\n    https://doc.rust-lang.org/book/\n";
	struct place *place = *state;
	const char *mini = readable_course(place);
	struct answer answer;

	assert_lacks(rustgym(place, mini, "hint").out, link);
	assert_lacks(rustgym(place, mini, "hint").out, link);
	assert_answer(rustgym(place, mini, "hint"), 0, link);
	assert_answer(rustgym(place, mini, "hint", "--all"), 0, link);
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	answer = rustgym(place, mini, "run", "mini_first");
	assert_answer(answer, 0, link);
	assert_contains(answer.out, "Who would want that?");
	assert_contains(answer.out, "rustgym solution mini_first");
	answer = rustgym(place, mini, "solution", "mini_first");
	assert_answer(answer, 0, link);
	assert_contains(answer.out, "// It may change.");
	answer = rustgym(place, mini, "run", "mini_second");
	assert_lacks(answer.out, link);
}

/* ---- the screen ----------------------------------------------------------------------------- */

static void quit(struct emulator *e)
{
	emulator_type(e, "\x03"); /* from every view */
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
}

static void the_first_screen_teaches(void **state)
{
	struct place *place = *state;
	struct emulator *e = emulator_watch(place, readable_course(place));

	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_wait_line(e, -1, "Enter how it fails", SOON_S);
	assert_true(emulator_shows(e, "A variable keeps its value."));
	assert_true(emulator_shows(e, "exercises/01_start/01_small/mini_first.rs"));
	assert_true(strstr(emulator_text(e), "A variable keeps") <
		    strstr(emulator_text(e), "error[E0384]"));
	emulator_type(e, "\r");
	emulator_wait_gone(e, "A variable keeps", SOON_S);
	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_type(e, "L");
	emulator_wait(e, "A variable keeps", SOON_S);
	emulator_wait_gone(e, "error[E0384]", SOON_S);
	emulator_type(e, "i");
	emulator_wait(e, "They add up.", SOON_S);
	emulator_type(e, "s");
	emulator_wait(e, "mini_first has not passed yet", SOON_S);
	assert_false(emulator_shows(e, "exit status"));
	emulator_type(e, "?");
	emulator_wait(e, "the lesson", SOON_S);
	emulator_wait(e, "the page of the topic", SOON_S);
	emulator_wait(e, "the solution", SOON_S);
	emulator_wait(e, "any command of rustgym", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait(e, "error[E0384]", SOON_S);
	assert_false(emulator_shows(e, "A variable keeps"));
	quit(e);
}

/* The welcome, the task, the file and the beginning of the lesson have room on a small screen. */
static void the_first_screen_has_the_task(void **state)
{
	struct place *place = *state;
	struct emulator_options options = {.folder = mini_complete_course(place),
					   .argv = (const char *const[]){"watch", NULL},
					   .rows = 24,
					   .columns = 80};
	struct emulator *e = emulator_start(place, &options);

	emulator_wait_line(e, 1, "it does not compile", SOON_S);
	assert_true(emulator_shows(e, "Welcome to rustgym!"));
	assert_true(emulator_shows(e, "Task: fix it."));
	assert_true(emulator_shows(e, "exercises/01_start/01_small/mini_first.rs"));
	assert_true(emulator_shows(e, "A number has a name."));
	quit(e);
}

/* The lesson takes the whole screen, so the header has the verdict. */
static void a_small_screen_shows_the_lesson(void **state)
{
	struct place *place = *state;
	const char *mini = readable_course(place), *hints = mini_hints(place, "mini_first", ".md");
	struct emulator_options options = {.folder = mini,
					   .argv = (const char *const[]){"watch", NULL},
					   .rows = 24,
					   .columns = 80};
	struct buffer lines = BUFFER_INIT;
	struct emulator *e;

	buffer_add_repeated(&lines, "A long lesson.\n\n", 20);
	write_file(hints, place_text(place, "%s%s", lines.data, read_text(place, hints)));
	buffer_clear(&lines);
	e = emulator_start(place, &options);
	emulator_wait_line(e, 1, "it does not compile", SOON_S);
	assert_true(emulator_shows(e, "A long lesson."));
	assert_true(emulator_shows(e, "Welcome to rustgym!"));
	assert_false(emulator_shows(e, "error[E0384]"));
	emulator_resize(e, 80, 80); /* now the verdict is below the lesson */
	emulator_wait(e, "error[E0384]", SOON_S);
	assert_false(strstr(emulator_line(e, 0), "it does not compile"));
	quit(e);
}

static void the_lesson_takes_the_width_that_there_is(void **state)
{
	static const char words[] = "These words are in one line on a screen of eighty columns.";
	struct place *place = *state;
	const char *mini = readable_course(place), *hints = mini_hints(place, "mini_first", ".md");
	struct emulator_options options = {.folder = mini,
					   .argv = (const char *const[]){"watch", NULL},
					   .rows = 80,
					   .columns = 40};
	struct emulator *e;

	write_file(hints, place_text(place, "%s\n\n%s", words, read_text(place, hints)));
	e = emulator_start(place, &options);
	emulator_wait(e, "These words are in one line on a", SOON_S);
	emulator_wait_line(e, 1, "it does not compile", SOON_S);
	assert_false(emulator_shows(e, words));
	emulator_resize(e, 80, 80);
	emulator_wait(e, words, SOON_S);
	quit(e);
}

static void what_was_touched_shows_how_it_fails(void **state)
{
	struct place *place = *state;
	const char *mini = readable_course(place), *first = mini_exercise(place, "mini_first");
	struct emulator *e = emulator_watch(place, mini);

	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_wait(e, "A variable keeps", SOON_S);
	save_text(first, wrong, SAVE_RENAME);
	emulator_wait(e, "error[E0308]", SOON_S);
	emulator_wait_gone(e, "A variable keeps", SOON_S);
	quit(e);
	e = emulator_watch(place, mini); /* it was touched in another session */
	emulator_wait(e, "error[E0308]", SOON_S);
	emulator_wait(e, "about 5 minutes", SOON_S);
	assert_false(emulator_shows(e, "A variable keeps"));
	quit(e);
}

static void a_lesson_waits_for_each_untouched_exercise(void **state)
{
	struct place *place = *state;
	const char *mini = readable_course(place), *hints = mini_hints(place, "mini_third", ".md");
	struct emulator *e;

	write_file(hints, place_text(place, "Programs print.\n\n%s", read_text(place, hints)));
	e = emulator_watch(place, mini);
	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_type(e, "n");
	emulator_wait(e, "\xe2\x9c\x97 doubles", SOON_S);
	emulator_wait_gone(e, "A variable keeps", SOON_S);
	emulator_type(e, "n");
	emulator_wait(e, "it should print", SOON_S);
	emulator_wait(e, "Programs print.", SOON_S);
	emulator_type(e, "n");
	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_wait(e, "A variable keeps", SOON_S);
	quit(e);
}

static void a_pass_offers_the_solution(void **state)
{
	struct place *place = *state;
	const char *mini = readable_course(place);
	struct emulator *e = emulator_watch(place, mini);

	emulator_wait(e, "error[E0384]", SOON_S);
	save_text(mini_exercise(place, "mini_first"), mini_solution("mini_first"), SAVE_RENAME);
	emulator_wait(e, "mini_first passed", SOON_S);
	emulator_wait(e, "Next: mini_second", SOON_S);
	assert_true(emulator_shows(e, "Who would want that?"));
	assert_true(emulator_shows(e, "https://doc.rust-lang.org/book/"));
	assert_true(emulator_shows(e, "s shows the solution"));
	emulator_wait_line(e, -1, "s solution", SOON_S);
	emulator_type(e, "s");
	emulator_wait(e, "// It may change.", SOON_S);
	emulator_wait(e, "https://doc.rust-lang.org/book/", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait(e, "Next: mini_second", SOON_S);
	emulator_type(e, "n");
	emulator_wait(e, "\xe2\x9c\x97 doubles", SOON_S);
	emulator_wait_line(e, -1, "h hint", SOON_S);
	quit(e);
}

/* ---- without a screen ----------------------------------------------------------------------- */

static void plain_lines_teach_too(void **state)
{
	static const char *const plain[] = {"--plain", "watch", NULL};
	struct place *place = *state;
	struct emulator_options options = {
		.folder = readable_course(place), .argv = plain, .rows = 100, .columns = 100};
	struct emulator *e = emulator_start(place, &options);

	emulator_wait(e, "E0384", SOON_S);
	assert_true(emulator_shows(e, "A variable keeps its value."));
	assert_true(strstr(emulator_text(e), "A variable keeps") <
		    strstr(emulator_text(e), "E0384"));
	save_text(mini_exercise(place, "mini_first"), mini_solution("mini_first"), SAVE_RENAME);
	emulator_wait(e, "Next: mini_second", SOON_S);
	assert_true(emulator_shows(e, "Who would want that?"));
	assert_true(emulator_shows(e, "https://doc.rust-lang.org/book/"));
	assert_true(emulator_shows(e, "rustgym solution mini_first"));
	emulator_type(e, "\x03");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

static void plain_lines_say_the_task(void **state)
{
	static const char *const plain[] = {"--plain", "watch", NULL};
	struct place *place = *state;
	struct emulator_options options = {
		.folder = mini_complete_course(place), .argv = plain, .rows = 100, .columns = 100};
	struct emulator *e = emulator_start(place, &options);

	emulator_wait(e, "E0384", SOON_S);
	assert_true(emulator_shows(e, "Task: fix it."));
	emulator_type(e, "\x03");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

static int count(const char *text, const char *part)
{
	int found = 0;

	for (; (text = strstr(text, part)); text += strlen(part))
		found++;
	return found;
}

static void programs_are_told_the_lesson(void **state)
{
	struct place *place = *state;
	const char *mini = readable_course(place);
	struct conversation *c = conversation_start(place, mini, NULL);
	const struct json_value *v = conversation_hear(c, "lesson", SOON_S);

	assert_string_equal(json_get_string(v, "exercise"), "mini_first");
	assert_contains(json_get_string(v, "text"), "A variable keeps its value.");
	conversation_verdict(c, "mini_first", SOON_S);
	conversation_say(c, "{\"do\":\"read\"}");
	v = conversation_hear(c, "page", SOON_S);
	assert_string_equal(json_get_string(v, "exercise"), "mini_first");
	assert_contains(json_get_string(v, "text"), "They add up.");
	save_text(mini_exercise(place, "mini_first"), wrong, SAVE_RENAME);
	conversation_verdict(c, "mini_first", SOON_S);
	assert_int_equal(count(c->all.data, "\"event\":\"lesson\""), 1);
	conversation_say(c, "{\"do\":\"lesson\"}");
	conversation_hear(c, "lesson", SOON_S);
	conversation_say(c, "{\"do\":\"goto\",\"exercise\":\"mini_second\"}");
	conversation_verdict(c, "mini_second", SOON_S);
	assert_int_equal(count(c->all.data, "\"event\":\"lesson\""), 2);
	conversation_say(c, "{\"do\":\"lesson\"}");
	v = conversation_hear(c, "error", SOON_S);
	assert_contains(json_get_string(v, "text"), "mini_second has no lesson");
	assert_int_equal(conversation_end(c), 0);
	assert_schema(place, "watch", c->all.data);
}

static void assert_offers(const struct json_value *verdict, const char *question)
{
	const struct json_value *links = json_get(verdict, "links");

	assert_int_equal(json_count(links), 1);
	assert_string_equal(json_get_string(json_first(links), "url"),
			    "https://doc.rust-lang.org/book/");
	assert_string_equal(json_get_string(json_first(links), "title"), "The Book");
	if (question)
		assert_contains(json_get_string(verdict, "go_on"), question);
	else
		assert_int_equal(json_type(json_get(verdict, "go_on")), JSON_NULL);
}

static void programs_are_told_the_offers(void **state)
{
	struct place *place = *state;
	const char *mini = readable_course(place);
	struct conversation *c = conversation_start(place, mini, NULL);
	const struct json_value *v = conversation_verdict(c, "mini_first", SOON_S);

	assert_null(json_get(v, "links"));
	assert_null(json_get(v, "go_on"));
	save_text(mini_exercise(place, "mini_first"), mini_solution("mini_first"), SAVE_RENAME);
	assert_offers(conversation_verdict(c, "mini_first", SOON_S), "Who would want that?");
	save_text(mini_exercise(place, "mini_second"), mini_solution("mini_second"), SAVE_RENAME);
	assert_offers(conversation_verdict(c, "mini_second", SOON_S), NULL);
	assert_int_equal(conversation_end(c), 0);
	assert_schema(place, "watch", c->all.data);
}

static void run_tells_programs_the_offers(void **state)
{
	struct place *place = *state;
	const char *mini = readable_course(place);
	struct answer answer = rustgym(place, mini, "run", "--json", "mini_first");
	struct json *json;

	assert_int_equal(answer.status, 1);
	assert_lacks(answer.out, "\"links\"");
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	answer = rustgym(place, mini, "run", "--json", "mini_first");
	assert_int_equal(answer.status, 0);
	assert_schema(place, "verdict", answer.out);
	json = json_parse(answer.out, strlen(answer.out), NULL, NULL);
	assert_non_null(json);
	assert_offers(json_root(json), "Who would want that?");
	json_free(json);
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(a_lesson_is_a_command),
		in_a_place(a_page_is_read),
		in_a_place(a_workspace_has_the_pages),
		in_a_place(links_reach_the_learner),
		in_a_place(the_first_screen_teaches),
		in_a_place(the_lesson_takes_the_width_that_there_is),
		in_a_place(the_first_screen_has_the_task),
		in_a_place(a_small_screen_shows_the_lesson),
		in_a_place(what_was_touched_shows_how_it_fails),
		in_a_place(a_lesson_waits_for_each_untouched_exercise),
		in_a_place(a_pass_offers_the_solution),
		in_a_place(plain_lines_teach_too),
		in_a_place(plain_lines_say_the_task),
		in_a_place(programs_are_told_the_lesson),
		in_a_place(programs_are_told_the_offers),
		in_a_place(run_tells_programs_the_offers),
	};

	return run_group(tests);
}
