#include "rustgym/ui/exercise_list.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>

static const struct style narrow = {false, false, 60}, wide = {false, false, 100};

struct fixture {
	struct course *course;
	struct progress progress;
	struct exercise_list list;
};

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct fixture *f = memory_new(sizeof(*f));

	sample_course_write(box);
	f->course = sample_course_load(box);
	f->progress = (struct progress)PROGRESS_INIT;
	progress_entry(&f->progress, "one")->passed_at = 1;
	progress_entry(&f->progress, "two")->attempts = 3;
	progress_entry(&f->progress, "two")->hints = 2;
	exercise_list_open(&f->list, f->course, &f->progress, course_find(f->course, "two"));
	box->data = f;
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct fixture *f = box->data;

	exercise_list_close(&f->list);
	progress_clear(&f->progress);
	course_free(f->course);
	free(f);
	sandbox_free(box);
	return 0;
}

static struct fixture *in(void **state)
{
	return ((struct sandbox *)*state)->data;
}

static const char *drawn(void **state, const struct style *style, size_t *line)
{
	struct sandbox *box = *state;
	struct buffer out = BUFFER_INIT;
	const char *text;

	exercise_list_draw(&in(state)->list, style, line, &out);
	text = arena_string(&box->arena, out.data);
	buffer_clear(&out);
	return text;
}

static const char *chosen(void **state)
{
	const struct exercise *e = exercise_list_chosen(&in(state)->list);

	return e ? e->name : "none";
}

static void opens_at_the_current_exercise(void **state)
{
	size_t line;
	const char *text = drawn(state, &narrow, &line);

	assert_string_equal(chosen(state), "two");
	assert_int_equal(line, 5);
	assert_contains(
		text,
		"Exercises\n\n  - The start  1 of 3  [##......]  about 4 h left\n    - First things  1 of 2  [####....]\n");
	assert_contains(text, "    1 done         one ");
	assert_contains(text, ">   2 current      two ");
	assert_contains(text, "    3 pending      three ");
}

static void no_line_is_wider_than_the_screen(void **state)
{
	for (int width = 45; width < 130; width++) {
		const struct style style = {false, false, width};
		size_t line;

		for (const char *at = drawn(state, &style, &line); *at; at += strcspn(at, "\n") + 1)
			assert_true(strcspn(at, "\n") <= (size_t)width);
	}
}

static void a_wide_screen_has_numbers(void **state)
{
	size_t line;
	const char *text = drawn(state, &wide, &line);

	assert_contains(text, "3 tries");
	assert_contains(text, "2 hints");
	assert_contains(text, "1970-01-01");
	assert_lacks(drawn(state, &narrow, &line), "tries");
}

static void the_cursor_stops_at_both_ends(void **state)
{
	struct exercise_list *list = &in(state)->list;

	exercise_list_move(list, 1000);
	assert_string_equal(chosen(state), "pack");
	exercise_list_move(list, -1);
	assert_string_equal(chosen(state), "pack"); /* the first exercise of the topic */
	exercise_list_move(list, -1000);
	assert_int_equal(list->cursor, 0);
	assert_string_equal(chosen(state), "one");
}

static void topics_fold(void **state)
{
	struct exercise_list *list = &in(state)->list;
	size_t line;

	exercise_list_fold(list, true);
	assert_lacks(drawn(state, &narrow, &line), " two ");
	assert_contains(drawn(state, &narrow, &line), ">   + First things  1 of 2");
	exercise_list_move(list, 1);
	assert_string_equal(chosen(state), "three");
	exercise_list_move(list, -1);
	exercise_list_fold(list, false);
	assert_contains(drawn(state, &narrow, &line), " two ");
	assert_contains(drawn(state, &narrow, &line), ">   - First things");
}

static void phases_fold(void **state)
{
	struct exercise_list *list = &in(state)->list;
	size_t line;

	exercise_list_fold(list, true); /* the topic */
	exercise_list_fold(list, true);
	assert_contains(drawn(state, &narrow, &line), "> + The start  1 of 3");
	assert_lacks(drawn(state, &narrow, &line), "First things");
	assert_string_equal(chosen(state), "one");
	exercise_list_next_filter(list); /* a filter looks below what is folded */
	assert_contains(drawn(state, &narrow, &line), " two ");
	list->filter = LIST_DONE;
	exercise_list_next_filter(list);
	assert_contains(drawn(state, &narrow, &line), "> + The start");
	exercise_list_fold(list, false);
	assert_contains(drawn(state, &narrow, &line), "> - The start");
	assert_contains(drawn(state, &narrow, &line), "+ First things"); /* as it was */
	exercise_list_fold(list, true);
	exercise_list_fold(list, true);
	assert_contains(drawn(state, &narrow, &line), "> + The start");
}

static void on_a_topic_the_first_one_that_is_shown_is_chosen(void **state)
{
	struct exercise_list *list = &in(state)->list;

	exercise_list_next_filter(list); /* pending: two, three, pack */
	exercise_list_move(list, -1);
	assert_string_equal(chosen(state), "two");
	exercise_list_move(list, -1);
	assert_string_equal(chosen(state), "two");
}

static void a_filter_shows_what_is_so(void **state)
{
	struct exercise_list *list = &in(state)->list;
	size_t line;

	progress_entry(&in(state)->progress, "three")->passed_at = 1;
	progress_entry(&in(state)->progress, "three")->fails = true;
	exercise_list_next_filter(list);
	assert_contains(drawn(state, &narrow, &line), "only: pending  2 found");
	assert_lacks(drawn(state, &narrow, &line), " one ");
	assert_string_equal(chosen(state), "two"); /* the cursor stays */
	exercise_list_next_filter(list);
	assert_contains(drawn(state, &narrow, &line), "only: fails now  1 found");
	assert_contains(drawn(state, &narrow, &line), "fails now    three");
	assert_string_equal(chosen(state), "three");
	exercise_list_next_filter(list);
	assert_contains(drawn(state, &narrow, &line), "only: done  1 found");
	exercise_list_next_filter(list);
	assert_lacks(drawn(state, &narrow, &line), "only");
	assert_string_equal(chosen(state), "two"); /* the filters did not lose the place */
}

static void an_empty_list_says_why(void **state)
{
	struct exercise_list *list = &in(state)->list;
	size_t line;

	list->filter = LIST_PENDING;
	exercise_list_next_filter(list);
	assert_contains(drawn(state, &narrow, &line), "No exercise that was done fails now.");
	assert_string_equal(chosen(state), "none");
	exercise_list_next_filter(list);
	assert_lacks(drawn(state, &narrow, &line), "No exercise");
	exercise_list_type(list, '#');
	assert_contains(drawn(state, &narrow, &line), "Nothing matches.");
}

static void a_search_finds_names_titles_skills_and_codes(void **state)
{
	static const struct {
		const char *search, *name;
		bool found;
	} cases[] = {
		{"", "one", true},
		{"number", "two", true}, /* the title */
		{"NUMBER THREE", "three", true},
		{"number three", "two", false},
		{"1.1.1", "one", true},
		{"pk", "pack", true}, /* letters of the name, in order */
		{"kp", "pack", false},
		{"pckage", "pack", true}, /* a letter of the title is missing */
		{"ackge", "pack", false}, /* it does not begin like a word of it */
		{"package", "pack", true},
		{"4", "pack", true}, /* its number */
		{"4", "three", false},
		{"nonsense", "one", false},
	};
	const struct course *course = in(state)->course;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (exercise_list_matches(course, course_find(course, cases[i].name),
					  cases[i].search) != cases[i].found)
			fail_msg("\"%s\" and %s", cases[i].search, cases[i].name);
}

static void what_is_typed_narrows_the_list(void **state)
{
	struct exercise_list *list = &in(state)->list;
	size_t line;

	list->searching = true;
	for (const char *c = "thr"; *c; c++)
		exercise_list_type(list, *c);
	assert_contains(drawn(state, &narrow, &line), "/thr_  1 found");
	assert_string_equal(chosen(state), "three");
	exercise_list_type(list, 'x');
	assert_contains(drawn(state, &narrow, &line), "0 found");
	assert_string_equal(chosen(state), "none");
	exercise_list_move(list, 5);
	exercise_list_type(list, '\b');
	assert_string_equal(chosen(state), "three");
	for (int i = 0; i < 9; i++)
		exercise_list_type(list, '\b');
	assert_true(exercise_list_show_all(list));
	assert_false(exercise_list_show_all(list));
	assert_string_equal(chosen(state), "two"); /* nothing was looked for in the end */
	for (const char *c = "thr"; *c; c++)
		exercise_list_type(list, *c);
	assert_true(exercise_list_show_all(list));
	assert_string_equal(chosen(state), "three"); /* what was found, among all */
	list->searching = true;
	exercise_list_type(list, '1'); /* in many skills, and the number of one exercise */
	assert_true(exercise_list_found(list) > 1);
	assert_string_equal(chosen(state), "one");
}

static void other_progress_leaves_the_cursor(void **state)
{
	struct fixture *f = in(state);
	size_t line;

	exercise_list_move(&f->list, 2);
	assert_string_equal(chosen(state), "three");
	progress_entry(&f->progress, "two")->passed_at = 1;
	exercise_list_update(&f->list, &f->progress, course_find(f->course, "three"));
	assert_string_equal(chosen(state), "three");
	assert_contains(drawn(state, &narrow, &line), "2 of 2");
	assert_contains(drawn(state, &narrow, &line), ">   3 current      three");
}

#define in_list(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_list(opens_at_the_current_exercise),
		in_list(no_line_is_wider_than_the_screen),
		in_list(a_wide_screen_has_numbers),
		in_list(the_cursor_stops_at_both_ends),
		in_list(topics_fold),
		in_list(phases_fold),
		in_list(on_a_topic_the_first_one_that_is_shown_is_chosen),
		in_list(an_empty_list_says_why),
		in_list(a_filter_shows_what_is_so),
		in_list(a_search_finds_names_titles_skills_and_codes),
		in_list(what_is_typed_narrows_the_list),
		in_list(other_progress_leaves_the_cursor),
	};

	return run_group(tests);
}
