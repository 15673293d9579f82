#include "rustgym/app/advice.h"
#include "rustgym/workspace/progress_file.h"
#include "sample_course.h"

#include <stdlib.h>

static const char ladder[] = "# three\n\n## on tests::a\n\nAbout a.\n\n## First\n\nOne.\n\n"
			     "## Second\n\nTwo.\n\n## on E0382\n\nMoved.\n\n## Third\n\nThree.\n";

#define LINKS "Read more\n  Book\n    https://doc.rust-lang.org/book/\n"
#define LAST "\nThat was the last hint.\n\n" LINKS

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct app *app = memory_new(sizeof(*app));

	sample_course_write(box);
	sandbox_write(box, "hints/01_start/02_second/three.md", ladder);
	app->style = (struct style){false, false, 80};
	app->course = sample_course_load(box);
	app->hints = memory_copy_string(box->root);
	box->data = app;
	*state = box;
	return workspace_at(box->root, &app->workspace, NULL);
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct app *app = box->data;

	app_close(app);
	free(app);
	sandbox_free(box);
	return 0;
}

static struct app *app_in(void **state)
{
	return ((struct sandbox *)*state)->data;
}

/* What is drawn; lives as long as the sandbox. */
static const char *advised(void **state, const char *name, int rung, bool all)
{
	struct sandbox *box = *state;
	struct app *app = app_in(state);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;
	const char *text;

	if (advice_next(app, course_find(app->course, name), rung, all, &out, &err))
		fail_msg("%s", err.message);
	text = arena_string(&box->arena, out.data);
	buffer_clear(&out);
	return text;
}

static int refused(void **state, const char *name, int rung, const char **message)
{
	struct sandbox *box = *state;
	struct app *app = app_in(state);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;
	int result = advice_next(app, course_find(app->course, name), rung, false, &out, &err);

	*message = arena_string(&box->arena, err.message);
	assert_string_equal(out.data, "");
	buffer_clear(&out);
	return result;
}

/* Sets what is known of "three". */
static void know(void **state, const char *failing, int hints)
{
	struct app *app = app_in(state);
	struct progress progress;
	struct progress_entry *entry;

	assert_int_equal(progress_begin(&app->workspace, &progress, NULL), 0);
	entry = progress_entry(&progress, "three");
	progress_set_text(&entry->failing, failing);
	entry->hints = hints;
	assert_int_equal(progress_commit(&app->workspace, &progress, NULL), 0);
	progress_clear(&progress);
}

static int hints_shown(void **state)
{
	struct progress progress;
	int hints;

	assert_int_equal(progress_load(&app_in(state)->workspace, &progress, NULL), 0);
	hints = progress_find(&progress, "three") ? progress_find(&progress, "three")->hints : 0;
	progress_clear(&progress);
	return hints;
}

static void goes_up_the_ladder(void **state)
{
	assert_string_equal(advised(state, "three", 0, false), "First  (hint 1 of 3)\n\nOne.\n");
	assert_int_equal(hints_shown(state), 1);
	assert_string_equal(advised(state, "three", 0, false), "Second  (hint 2 of 3)\n\nTwo.\n");
	assert_string_equal(advised(state, "three", 0, false),
			    "Third  (hint 3 of 3)\n\nThree.\n" LAST);
	assert_int_equal(hints_shown(state), 3);
}

static void the_last_hint_repeats(void **state)
{
	know(state, NULL, 3);
	for (int i = 0; i < 3; i++)
		assert_string_equal(advised(state, "three", 0, false),
				    "Third  (hint 3 of 3)\n\nThree.\n" LAST);
	assert_int_equal(hints_shown(state), 3);
}

static void a_ladder_that_became_shorter_does_no_harm(void **state)
{
	know(state, NULL, 99);
	assert_string_equal(advised(state, "three", 0, false),
			    "Third  (hint 3 of 3)\n\nThree.\n" LAST);
	assert_int_equal(hints_shown(state), 3);
}

static void what_fails_now_comes_first_and_once(void **state)
{
	know(state, "tests::a", 0);
	assert_string_equal(advised(state, "three", 0, false),
			    "About a  (what fails now)\n\nAbout a.\n");
	assert_int_equal(hints_shown(state), 0);
	assert_contains(advised(state, "three", 0, false), "hint 1 of 3");
	assert_contains(advised(state, "three", 0, false), "hint 2 of 3");
}

static void each_failure_has_its_turn(void **state)
{
	know(state, "E0499 E0382 tests::ab tests::a", 1);
	assert_contains(advised(state, "three", 0, false), "About E0382");
	assert_contains(advised(state, "three", 0, false), "About a");
	assert_contains(advised(state, "three", 0, false), "hint 2 of 3");
	know(state, "E0382", 2); /* it was explained already */
	assert_contains(advised(state, "three", 0, false), "hint 3 of 3");
}

static void a_part_of_a_name_is_not_the_name(void **state)
{
	know(state, "tests::ab E03", 0);
	assert_contains(advised(state, "three", 0, false), "hint 1 of 3");
}

static void a_rung_can_be_chosen(void **state)
{
	know(state, "tests::a", 1);
	assert_string_equal(advised(state, "three", 2, false), "Second  (hint 2 of 3)\n\nTwo.\n");
	assert_string_equal(advised(state, "three", 3, false),
			    "Third  (hint 3 of 3)\n\nThree.\n" LAST);
	assert_int_equal(hints_shown(state), 1);
}

static void a_rung_that_is_not_there_is_a_wrong_usage(void **state)
{
	const char *message;

	assert_int_equal(refused(state, "three", 4, &message), ERROR_USAGE);
	assert_contains(message, "three has 3 hints");
	assert_contains(message, "no hint 4");
}

static void all_can_be_had_at_once(void **state)
{
	assert_string_equal(advised(state, "three", 0, true),
			    "About a\n\nAbout a.\n\nFirst  (hint 1 of 3)\n\nOne.\n\n"
			    "Second  (hint 2 of 3)\n\nTwo.\n\nAbout E0382\n\nMoved.\n\n"
			    "Third  (hint 3 of 3)\n\nThree.\n\n" LINKS);
	assert_int_equal(hints_shown(state), 0);
}

static void without_hints_there_is_none(void **state)
{
	const char *message;

	assert_int_equal(refused(state, "one", 0, &message), ERROR_COURSE);
	assert_contains(message, "one has no hints");
	sandbox_write(*state, "hints/01_start/01_first/one.md", "## on E0382\n\nOnly this.\n");
	assert_int_equal(refused(state, "one", 0, &message), ERROR_COURSE);
	sandbox_write(*state, "hints/01_start/01_first/one.md", "# Title\n\nText.\n");
	assert_int_equal(refused(state, "one", 0, &message), ERROR_COURSE);
}

static void the_lesson_is_drawn(void **state)
{
	struct app *app = app_in(state);
	const struct exercise *one = course_find(app->course, "one");
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	sandbox_write(*state, "hints/01_start/01_first/one.md",
		      "Use *this*.\n\n## First\n\nOne.\n");
	assert_int_equal(advice_lesson(app, one, &out, &err), 0);
	assert_string_equal(out.data, "Lesson  (one: Number one)\n\nUse this.\n");
	buffer_reset(&out);
	sandbox_write(*state, "hints/01_start/01_first/one.md", "## First\n\nOne.\n");
	assert_int_equal(advice_lesson(app, one, &out, &err), ERROR_USAGE);
	assert_string_equal(out.data, "");
	assert_contains(err.message, "one has no lesson");
	buffer_clear(&out);
}

static void a_pass_leads_on(void **state)
{
	struct app *app = app_in(state);
	const struct exercise *one = course_find(app->course, "one");
	struct buffer out = BUFFER_INIT;

	advice_after_pass(app, one, &out); /* it has no hints at all */
	assert_string_equal(out.data, LINKS);
	buffer_reset(&out);
	sandbox_write(*state, "hints/01_start/01_first/one.md",
		      "## First\n\nOne.\n\n## Go on\n\nAnd now?\n");
	advice_after_pass(app, one, &out);
	assert_string_equal(out.data, "Go on\n\nAnd now?\n\n" LINKS);
	buffer_clear(&out);
}

#define COURSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

static const char *opened(void **state)
{
	struct sandbox *box = *state;
	struct app *app = app_in(state);
	struct progress progress;
	struct buffer out = BUFFER_INIT;
	const char *text;

	assert_int_equal(progress_load(&app->workspace, &progress, NULL), 0);
	assert_int_equal(
		advice_opened(app, course_find(app->course, "three"), &progress, &out, NULL), 0);
	text = arena_string(&box->arena, out.data);
	progress_clear(&progress);
	buffer_clear(&out);
	return text;
}

static void what_is_open_can_be_read_again(void **state)
{
	assert_contains(opened(state), "No hint is open yet");
	know(state, "tests::a", 2);
	for (int i = 0; i < 2; i++)
		assert_string_equal(
			opened(state),
			"About a  (what fails now)\n\nAbout a.\n\n"
			"First  (hint 1 of 3)\n\nOne.\n\nSecond  (hint 2 of 3)\n\nTwo.\n");
	assert_int_equal(hints_shown(state), 2);
	know(state, NULL, 99);
	assert_contains(opened(state), "hint 3 of 3");
}

static const char *viewed(void **state, int *at)
{
	struct sandbox *box = *state;
	struct app *app = app_in(state);
	struct progress progress;
	struct buffer out = BUFFER_INIT;
	const char *text;

	assert_int_equal(progress_load(&app->workspace, &progress, NULL), 0);
	assert_int_equal(
		advice_view(app, course_find(app->course, "three"), &progress, at, &out, NULL), 0);
	text = arena_string(&box->arena, out.data);
	progress_clear(&progress);
	buffer_clear(&out);
	return text;
}

static void a_view_opens_nothing_by_itself(void **state)
{
	int at = ADVICE_LAST;

	assert_string_equal(viewed(state, &at),
			    "Hints  0 of 3 open\n\no 1  closed: the right arrow opens it\n"
			    "o 2  closed\no 3  closed\n");
	assert_int_equal(at, 0);
	at = 3; /* it is closed */
	know(state, "E0382", 1);
	assert_contains(viewed(state, &at), "> 1  First\n\nOne.\n");
	assert_int_equal(at, 1);
	at = ADVICE_LAST;
	assert_contains(viewed(state, &at), "> fits what fails now: E0382\n\nMoved.\n");
	assert_int_equal(at, 0);
	assert_int_equal(hints_shown(state), 1);
	for (int i = 0; i < 5; i++)
		assert_int_equal(advice_open(app_in(state),
					     course_find(app_in(state)->course, "three"), NULL),
				 0);
	assert_int_equal(hints_shown(state), 3);
	at = 3;
	assert_contains(viewed(state, &at), "3 of 3 open");
	assert_contains(viewed(state, &at), LINKS);
}

/* In one of two columns hardly any address fits. */
static void links_take_the_whole_width_beside_a_failure(void **state)
{
	struct app *app = app_in(state);
	const struct exercise *three = course_find(app->course, "three");
	struct verdict *verdict = verdict_new(three);
	struct buffer out = BUFFER_INIT;
	struct progress progress;
	int at = ADVICE_LAST;

	know(state, NULL, 3);
	verdict->outcome = OUTCOME_FAILED;
	verdict->reason = memory_copy_string("1 of 1 tests fails");
	app->style.width = 140;
	assert_int_equal(progress_load(&app->workspace, &progress, NULL), 0);
	assert_int_equal(advice_view_beside(app, three, &progress, verdict, &at, &out, NULL), 0);
	assert_contains(out.data, "\n\n" LINKS);
	verdict_free(verdict);
	progress_clear(&progress);
	buffer_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COURSE(goes_up_the_ladder),
		COURSE(the_last_hint_repeats),
		COURSE(a_ladder_that_became_shorter_does_no_harm),
		COURSE(what_fails_now_comes_first_and_once),
		COURSE(each_failure_has_its_turn),
		COURSE(a_part_of_a_name_is_not_the_name),
		COURSE(a_rung_can_be_chosen),
		COURSE(a_rung_that_is_not_there_is_a_wrong_usage),
		COURSE(all_can_be_had_at_once),
		COURSE(without_hints_there_is_none),
		COURSE(the_lesson_is_drawn),
		COURSE(a_pass_leads_on),
		COURSE(what_is_open_can_be_read_again),
		COURSE(a_view_opens_nothing_by_itself),
		COURSE(links_take_the_whole_width_beside_a_failure),
	};

	return run_group(tests);
}
