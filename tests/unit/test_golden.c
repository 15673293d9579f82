/*
 * Golden screens: what `watch` draws in each of its states, at three sizes, as a terminal shows it.
 * They are in tests/golden/, a file for each state. After a change that is meant, write them anew and
 * read what changed:
 *
 *   GOLDEN_WRITE=1 build/tests/test_golden && git diff tests/golden
 */
#include "rustgym/app/advice.h"
#include "rustgym/app/app.h"
#include "rustgym/base/file.h"
#include "rustgym/course/hint.h"
#include "rustgym/ui/exercise_list.h"
#include "rustgym/ui/screen.h"
#include "rustgym/ui/timeline.h"
#include "rustgym/ui/verdict_page.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

static const int sizes[][2] = {{40, 10}, {80, 24}, {110, 34}}, wide[][2] = {{140, 34}};

static const char ladder[] =
	"# two\n\n## on E0382\n\nThe value was moved, so `label` is empty.\n\n## What moves?\n\nA call "
	"takes its argument.\n\n## Nearly there\n\nLend it: write `&label`.\n";

struct stage {
	struct app app;
	struct progress progress;
	const struct exercise *exercise;
	struct verdict *verdict;
};

/* ---- the terminal -------------------------------------------------------------------------------- */

static void add_cell(const VTermScreenCell *cell, struct buffer *out)
{
	char bytes[8];

	if (!cell->chars[0])
		buffer_add_char(out, ' ');
	for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
		uint32_t c = cell->chars[i];
		size_t len = 0;

		if (c == (uint32_t)-1) /* the second half of a wide character */
			break;
		if (c < 0x80) {
			bytes[len++] = (char)c;
		} else if (c < 0x800) {
			bytes[len++] = (char)(0xc0 | c >> 6);
			bytes[len++] = (char)(0x80 | (c & 0x3f));
		} else {
			bytes[len++] = (char)(0xe0 | c >> 12);
			bytes[len++] = (char)(0x80 | (c >> 6 & 0x3f));
			bytes[len++] = (char)(0x80 | (c & 0x3f));
		}
		buffer_add(out, bytes, len);
	}
}

/* Appends what a terminal of this size shows after it got these bytes. */
static void show(const struct buffer *frame, int columns, int rows, struct buffer *out)
{
	VTerm *vterm = vterm_new(rows, columns);
	VTermScreen *screen = vterm_obtain_screen(vterm);

	vterm_set_utf8(vterm, 1);
	vterm_screen_reset(screen, 1);
	vterm_input_write(vterm, frame->data, frame->len);
	for (int row = 0; row < rows; row++) {
		size_t start = out->len;

		for (int column = 0; column < columns; column++) {
			VTermScreenCell cell;

			vterm_screen_get_cell(screen, (VTermPos){row, column}, &cell);
			add_cell(&cell, out);
			column += cell.width > 1 ? cell.width - 1 : 0;
		}
		while (out->len > start && out->data[out->len - 1] == ' ')
			buffer_truncate(out, out->len - 1);
		buffer_add_char(out, '\n');
	}
	vterm_free(vterm);
}

/* ---- comparing ----------------------------------------------------------------------------------- */

typedef void (*draws)(struct stage *stage, struct style *style, int rows, struct buffer *frame);

static void check_at(struct stage *stage, const char *name, draws draw, const int (*at)[2],
		     size_t count)
{
	const char *folder = getenv("GOLDEN");
	char *path = memory_format("%s/%s.txt", folder ? folder : "tests/golden", name);
	struct buffer out = BUFFER_INIT, wanted = BUFFER_INIT;

	for (size_t i = 0; i < count; i++) {
		struct style style = {true, true, at[i][0]};
		struct buffer frame = BUFFER_INIT;

		draw(stage, &style, at[i][1], &frame);
		buffer_addf(&out, "======== %d x %d\n", at[i][0], at[i][1]);
		show(&frame, at[i][0], at[i][1], &out);
		buffer_clear(&frame);
	}
	if (getenv("GOLDEN_WRITE")) {
		assert_int_equal(file_write(path, out.data, out.len, NULL), 0);
	} else {
		struct error err = ERROR_INIT;

		if (file_read(path, 1 << 20, &wanted, &err))
			fail_msg("%s", err.message);
		assert_string_equal(out.data, wanted.data);
	}
	buffer_clear(&wanted);
	buffer_clear(&out);
	free(path);
}

static void check(struct stage *stage, const char *name, draws draw)
{
	check_at(stage, name, draw, sizes, sizeof(sizes) / sizeof(*sizes));
}

/* ---- the model ------------------------------------------------------------------------------------- */

static void add_error(struct verdict *verdict, const char *code, int line, const char *message,
		      const char *source, const char *mark)
{
	struct diagnostic d = {
		.level = LEVEL_ERROR,
		.code = memory_copy_string(code),
		.message = memory_copy_string(message),
		.rendered = memory_format("\x1b[1m\x1b[91merror[%s]\x1b[0m\x1b[1m: %s\x1b[0m\n"
					  "  \x1b[94m-->\x1b[0m exercises/01_start/01_first/"
					  "two.rs:%d:5\n   \x1b[94m|\x1b[0m\n\x1b[94m%2d |\x1b[0m "
					  "%s\n   \x1b[94m|\x1b[0m %s\n\n",
					  code, message, line, line, source, mark),
		.file = memory_copy_string(verdict->exercise->path),
		.line = line,
		.column = 5,
	};

	diagnostics_add(&verdict->diagnostics, &d);
}

static void add_test(struct verdict *verdict, const char *name, enum test_outcome outcome,
		     const char *message, int line, const char *source)
{
	struct test_results *tests = &verdict->tests;

	tests->items = memory_grow(tests->items, tests->count, sizeof(*tests->items));
	tests->items[tests->count++] = (struct test_result){
		.name = memory_copy_string(name),
		.outcome = outcome,
		.message = memory_copy_string(message),
		.file = line ? memory_copy_string(verdict->exercise->path) : NULL,
		.line = line,
		.source = memory_copy_string(source),
	};
}

static void begin(struct stage *stage, enum outcome outcome, const char *reason)
{
	verdict_free(stage->verdict);
	stage->verdict = verdict_new(stage->exercise);
	stage->verdict->outcome = outcome;
	stage->verdict->step = STEP_TEST;
	stage->verdict->reason = memory_copy_string(reason);
	stage->verdict->ms.total = 81;
}

static void draw_page(struct stage *stage, const struct verdict_page *page, const char *state,
		      struct style *style, int rows, struct buffer *frame)
{
	static const char *const keys[] = {"h hint", "e edit", "n next", "l list", ": more", NULL};
	struct buffer body = BUFFER_INIT, row2 = BUFFER_INIT;
	struct screen screen = {.place = "First things \xe2\x80\xba two  Number two",
				.here_done = 1,
				.here_total = 2,
				.done = 1,
				.total = 4,
				.stamp = "checked 12:30:05",
				.keys = keys,
				.columns = style->width,
				.rows = rows};

	verdict_page_draw(page, style, &body);
	if (stage->verdict && !state)
		verdict_page_state(stage->verdict, &stage->progress, style, &row2);
	if (!stage->verdict || stage->verdict->outcome != OUTCOME_PASSED)
		screen.path = stage->exercise->path;
	screen.state = state ? state : row2.data;
	screen.body = body.data;
	screen_draw(&screen, style, frame);
	buffer_clear(&body);
	buffer_clear(&row2);
}

static struct verdict_page page_of(const struct stage *stage)
{
	return (struct verdict_page){
		.course = stage->app.course,
		.progress = &stage->progress,
		.exercise = stage->exercise,
		.verdict = stage->verdict,
		.lesson = "",
		.task = "Task: change `seal` so that the label is still there after the parcel is "
			"sealed, and copy nothing.",
		.offers = "",
		.end = "All exercises are done.",
	};
}

/* ---- the states of watch ---------------------------------------------------------------------------- */

static void lesson(struct stage *stage, struct style *style, int rows, struct buffer *frame)
{
	struct verdict_page page = page_of(stage);
	struct buffer text = BUFFER_INIT;

	verdict_page_add_task(page.task, stage->exercise, style, &text);
	buffer_add_string(&text, "\nLesson\n\nA value has one owner.\n\n    let a = label;\n\n");
	page.lesson = text.data;
	draw_page(stage, &page, NULL, style, rows, frame);
	buffer_clear(&text);
}

static void failing(struct stage *stage, struct style *style, int rows, struct buffer *frame)
{
	struct verdict_page page = page_of(stage);

	page.fits = "E0382";
	draw_page(stage, &page, NULL, style, rows, frame);
}

static void second_finding(struct stage *stage, struct style *style, int rows, struct buffer *frame)
{
	struct verdict_page page = page_of(stage);

	page.options.open = 1;
	draw_page(stage, &page, NULL, style, rows, frame);
}

static void running(struct stage *stage, struct style *style, int rows, struct buffer *frame)
{
	struct verdict_page page = page_of(stage);

	draw_page(stage, &page, "running  4 s, is stopped after 10 s of work  (c cancels)", style,
		  rows, frame);
}

static void passed(struct stage *stage, struct style *style, int rows, struct buffer *frame)
{
	struct verdict_page page = page_of(stage);

	page.moved = true;
	page.next = course_find(stage->app.course, "three");
	page.time = (struct time_spent){11 * 60 + 20, 42 * 60, 3 * 3600};
	page.offers = "Go on\n\nWho owns the label now?\n";
	draw_page(stage, &page, NULL, style, rows, frame);
}

/* The next exercise was judged meanwhile. Takes the verdict over. */
static void draw_foreseen(struct stage *stage, struct verdict *verdict, struct style *style,
			  int rows, struct buffer *frame)
{
	struct verdict_page page = page_of(stage);

	page.moved = true;
	page.next = verdict->exercise;
	page.foreseen = verdict;
	draw_page(stage, &page, NULL, style, rows, frame);
	verdict_free(verdict);
}

static void foreseen(struct stage *stage, struct style *style, int rows, struct buffer *frame)
{
	struct verdict *verdict = verdict_new(course_find(stage->app.course, "three"));

	verdict->outcome = OUTCOME_FAILED;
	verdict->reason = memory_copy_string("it does not compile: 2 errors");
	add_error(verdict, "E0382", 14, "use of moved value: `stops`", "", "");
	add_error(verdict, "E0308", 20, "mismatched types", "", "");
	draw_foreseen(stage, verdict, style, rows, frame);
}

static void foreseen_tests(struct stage *stage, struct style *style, int rows, struct buffer *frame)
{
	struct verdict *verdict = verdict_new(course_find(stage->app.course, "three"));

	verdict->outcome = OUTCOME_FAILED;
	verdict->reason = memory_copy_string("1 of 2 tests fails");
	add_test(
		verdict, "tests::says_ok", TEST_FAILED,
		"thread 'tests::says_ok' (12) panicked at exercises/01_start/02_second/three.rs:25:9:\n"
		"assertion `left == right` failed\n  left: 3\n right: 6",
		25, NULL);
	draw_foreseen(stage, verdict, style, rows, frame);
}

static void all_done(struct stage *stage, struct style *style, int rows, struct buffer *frame)
{
	struct verdict_page page = page_of(stage);

	page.moved = true;
	page.time = (struct time_spent){11 * 60 + 20, 42 * 60, 3 * 3600};
	draw_page(stage, &page, NULL, style, rows, frame);
}

static void an_untouched_exercise(void **state)
{
	struct stage *stage = ((struct sandbox *)*state)->data;

	begin(stage, OUTCOME_FAILED, "it does not compile");
	add_error(stage->verdict, "E0382", 11, "use of moved value: `label`", "    seal(label);",
		  "         ^^^^^ value used here after move");
	check(stage, "watch_lesson", lesson);
}

static void compile_errors(void **state)
{
	struct stage *stage = ((struct sandbox *)*state)->data;

	begin(stage, OUTCOME_FAILED, "it does not compile: 3 errors");
	add_error(
		stage->verdict, "E0382", 11, "use of moved value: `label`",
		"    let sealed = seal(label, \"a text that makes this line of code quite long\");",
		"                      ^^^^^ value used here after move, and this is said in many words");
	add_error(stage->verdict, "E0308", 14, "mismatched types", "    12",
		  "    ^^ expected `String`, found integer");
	add_error(stage->verdict, "E0425", 20, "cannot find value `parcle` in this scope",
		  "    parcle",
		  "    ^^^^^^ help: a local variable with a similar name exists: `parcel`");
	check(stage, "watch_errors", failing);
	check(stage, "watch_second_error", second_finding);
	check(stage, "watch_running", running);
}

/* The lint's message is the reason, too, and is said once. */
static void a_lint(void **state)
{
	struct stage *stage = ((struct sandbox *)*state)->data;

	begin(stage, OUTCOME_FAILED,
	      "clippy refuses it: writing `&String` instead of `&str` involves a new object where a "
	      "slice will do");
	add_error(stage->verdict, "clippy::ptr_arg", 12,
		  "writing `&String` instead of `&str` involves a new object where a slice will do",
		  "fn is_express(code: &String) -> bool {", "                    ^^^^^^^");
	check(stage, "watch_lint", failing);
}

static void failing_tests(void **state)
{
	struct stage *stage = ((struct sandbox *)*state)->data;

	begin(stage, OUTCOME_FAILED, "2 of 4 tests fail");
	add_test(stage->verdict, "tests::says_ok", TEST_FAILED,
		 "starting\nthread 'tests::says_ok' (12) panicked at "
		 "exercises/01_start/01_first/two.rs:25:9:\nassertion `left == right` failed\n  "
		 "left: \"fine, 12 parcels\"\n right: \"ok in_transit=12\"",
		 25, "assert_eq!(health_line(12), \"ok in_transit=12\");");
	add_test(stage->verdict, "tests::answers_in_one_line", TEST_PASSED, NULL, 0, NULL);
	add_test(stage->verdict, "tests::says_zero", TEST_FAILED,
		 "thread 'tests::says_zero' (13) panicked at "
		 "exercises/01_start/01_first/two.rs:30:9:\nnot yet implemented: zero",
		 30, "todo!(\"zero\")");
	add_test(stage->verdict, "tests::later", TEST_IGNORED, NULL, 0, NULL);
	check(stage, "watch_tests", failing);
	check(stage, "watch_second_test", second_finding);
}

static void a_test_that_hangs(void **state)
{
	struct stage *stage = ((struct sandbox *)*state)->data;

	begin(stage, OUTCOME_FAILED,
	      "still running after 10 s: is there a loop that never ends, or a wait for something that "
	      "never comes? (`rustgym config run_deadline_s` sets the limit)");
	add_test(stage->verdict, "tests::names_both", TEST_UNFINISHED, NULL, 0, NULL);
	add_test(stage->verdict, "tests::names_one", TEST_PASSED, NULL, 0, NULL);
	check(stage, "watch_hangs", failing);
}

static void a_pass(void **state)
{
	struct stage *stage = ((struct sandbox *)*state)->data;

	progress_entry(&stage->progress, "two")->passed_at = 2;
	begin(stage, OUTCOME_PASSED, NULL);
	add_test(stage->verdict, "tests::a", TEST_PASSED, NULL, 0, NULL);
	check(stage, "watch_passed", passed);
	check(stage, "watch_foreseen", foreseen);
	check(stage, "watch_foreseen_tests", foreseen_tests);
	progress_entry(&stage->progress, "three")->passed_at = 2;
	progress_entry(&stage->progress, "pack")->passed_at = 2;
	check(stage, "watch_course_done", all_done);
}

/* ---- other views ------------------------------------------------------------------------------------ */

static void draw_body(const char *body, const char *path, const char *const *keys,
		      struct style *style, int rows, struct buffer *frame)
{
	struct screen screen = {.place = "First things \xe2\x80\xba two  Number two",
				.path = path,
				.here_done = 1,
				.here_total = 2,
				.done = 1,
				.total = 4,
				.state = "\xe2\x9c\x97 it does not compile  1 error, 0.08 s, try 3",
				.stamp = "checked 12:30:05",
				.body = body,
				.keys = keys,
				.in_view = true,
				.columns = style->width,
				.rows = rows};

	screen_draw(&screen, style, frame);
}

static void draw_hints(struct stage *stage, struct style *style, int rows, struct buffer *frame)
{
	static const char *const keys[] = {"Right one more", "Left back", "e edit", NULL};
	struct buffer body = BUFFER_INIT;
	int at = ADVICE_LAST;

	stage->app.style = *style;
	assert_int_equal(
		advice_view(&stage->app, stage->exercise, &stage->progress, &at, &body, NULL), 0);
	draw_body(body.data, stage->exercise->path, keys, style, rows, frame);
	buffer_clear(&body);
}

static void draw_hints_beside(struct stage *stage, struct style *style, int rows,
			      struct buffer *frame)
{
	static const char *const keys[] = {"Right one more", "Left back", "e edit", NULL};
	struct buffer body = BUFFER_INIT;
	int at = 1;

	stage->app.style = *style;
	assert_int_equal(advice_view_beside(&stage->app, stage->exercise, &stage->progress,
					    stage->verdict, &at, &body, NULL),
			 0);
	draw_body(body.data, stage->exercise->path, keys, style, rows, frame);
	buffer_clear(&body);
}

static void draw_list(struct stage *stage, struct style *style, int rows, struct buffer *frame)
{
	static const char *const keys[] = {"Enter go there", "/ search", "f filter", "e edit",
					   NULL};
	struct exercise_list list = {.search = BUFFER_INIT};
	struct buffer body = BUFFER_INIT;
	size_t line;

	exercise_list_open(&list, stage->app.course, &stage->progress, stage->exercise);
	exercise_list_draw(&list, style, &line, &body);
	draw_body(body.data, NULL, keys, style, rows, frame);
	exercise_list_close(&list);
	buffer_clear(&body);
}

static void draw_history(struct stage *stage, struct style *style, int rows, struct buffer *frame)
{
	struct snapshot items[2] = {
		{.number = 1, .time = 1767268800},
		{.number = 2, .time = 1767268980, .added = 1, .removed = 1, .present = true}};
	struct snapshots snapshots = {.items = items, .count = 2};
	struct timeline timeline = {.title = stage->exercise->path,
				    .snapshots = &snapshots,
				    .diff = "@@ -1,2 +1,2 @@\n-let a = 1;\n+let a = 2;\n",
				    .columns = style->width,
				    .rows = rows};

	for (size_t i = 0; i < 2; i++)
		items[i].message = (char *)(i ? "failed, 81 ms" : "start");
	timeline_draw(&timeline, style, frame);
}

static void the_hints(void **state)
{
	struct stage *stage = ((struct sandbox *)*state)->data;
	struct progress_entry *entry = progress_entry(&stage->progress, "two");

	progress_set_text(&entry->failing, "E0382");
	entry->hints = 1;
	check(stage, "hints", draw_hints);
	begin(stage, OUTCOME_FAILED, "it does not compile: 2 errors");
	add_error(
		stage->verdict, "E0382", 11, "use of moved value: `label`",
		"    let sealed = seal(label, \"a text that makes this line of code quite long\");",
		"                      ^^^^^ value used here after move, and this is said in many words");
	add_error(stage->verdict, "E0308", 14, "mismatched types", "    12",
		  "    ^^ expected `String`, found integer");
	check_at(stage, "hints_beside", draw_hints_beside, wide, 1);
}

static void the_list(void **state)
{
	struct stage *stage = ((struct sandbox *)*state)->data;

	progress_entry(&stage->progress, "one")->fails = true;
	check(stage, "list", draw_list);
}

static void the_history(void **state)
{
	check(((struct sandbox *)*state)->data, "history", draw_history);
}

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct stage *stage = memory_new(sizeof(*stage));

	setenv("TZ", "UTC", 1);
	sample_course_write(box);
	sandbox_write(box, "hints/01_start/01_first/two.md", ladder);
	stage->app.course = sample_course_load(box);
	stage->app.hints = memory_copy_string(box->root);
	stage->progress = (struct progress)PROGRESS_INIT;
	stage->exercise = course_find(stage->app.course, "two");
	progress_entry(&stage->progress, "one")->passed_at = 1767268800;
	progress_entry(&stage->progress, "two")->attempts = 3;
	progress_entry(&stage->progress, "two")->hints = 1;
	box->data = stage;
	*state = box;
	return workspace_at(box->root, &stage->app.workspace, NULL);
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct stage *stage = box->data;

	verdict_free(stage->verdict);
	progress_clear(&stage->progress);
	app_close(&stage->app);
	free(stage);
	sandbox_free(box);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_untouched_exercise, setup, teardown),
		cmocka_unit_test_setup_teardown(compile_errors, setup, teardown),
		cmocka_unit_test_setup_teardown(a_lint, setup, teardown),
		cmocka_unit_test_setup_teardown(failing_tests, setup, teardown),
		cmocka_unit_test_setup_teardown(a_test_that_hangs, setup, teardown),
		cmocka_unit_test_setup_teardown(a_pass, setup, teardown),
		cmocka_unit_test_setup_teardown(the_hints, setup, teardown),
		cmocka_unit_test_setup_teardown(the_list, setup, teardown),
		cmocka_unit_test_setup_teardown(the_history, setup, teardown),
	};

	return run_group(tests);
}
