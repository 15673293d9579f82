/* What an update would do with each combination of texts, before anything is done. */
#include "rustgym/base/file.h"
#include "rustgym/update/update.h"
#include "rustgym/workspace/progress_file.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BASE "a\nb\nc\nd\ne\nf\n"
#define ONE FIRST "/one.rs"
#define PACK THIRD "/pack/"

struct fixture {
	struct app app;
	struct update update;
};

/* A workspace w/ of the sample course, of which the history knows the base; n/ is a copy of it. */
static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct fixture *f = memory_new(sizeof(*f));
	struct history *history;
	char *top = box->root;

	unsetenv("RUSTGYM_CACHE");
	setenv("HOME", top, 1);
	box->root = memory_format("%s/w", top);
	sample_course_write(box);
	sandbox_write(box, ONE, BASE);
	sandbox_write(box, PACK "notes.txt", "base\n");
	f->app.course = sample_course_load(box);
	assert_int_equal(workspace_at(box->root, &f->app.workspace, NULL), 0);
	assert_int_equal(workspace_prepare(&f->app.workspace, NULL), 0);
	assert_int_equal(config_load(&f->app.workspace, &f->app.config, NULL), 0);
	assert_int_equal(history_open(&f->app.workspace, f->app.course, &history, NULL), 0);
	history_free(history);
	free(box->root);
	box->root = top;
	assert_int_equal(
		file_lay(sandbox_path(box, "w/exercises"), sandbox_path(box, "n/exercises"), NULL),
		0);
	box->data = f;
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct fixture *f = box->data;

	update_close(&f->update);
	app_close(&f->app);
	free(f);
	sandbox_free(box);
	return 0;
}

static struct update *planned(struct sandbox *box)
{
	struct fixture *f = box->data;
	char *folder = memory_copy_string(sandbox_path(box, "n"));
	struct course_source source = {.folder = folder};
	struct error err = ERROR_INIT;

	update_close(&f->update);
	if (update_open(&f->app, &source, &f->update, &err))
		fail_msg("%s", err.message);
	free(folder);
	return &f->update;
}

static void apply(struct sandbox *box)
{
	struct fixture *f = box->data;
	struct error err = ERROR_INIT;

	if (update_apply(&f->update, &err))
		fail_msg("%s", err.message);
}

static const struct update_item *item_of(const struct update *update, const char *name)
{
	for (size_t i = 0; i < update->count; i++) {
		const struct update_item *item = &update->items[i];
		if (strcmp((item->now ? item->now : item->old)->name, name) == 0)
			return item;
	}
	fail_msg("%s is not in the plan", name);
	return NULL;
}

/* ---- one file ---------------------------------------------------------------------------------- */

/* mine NULL: the learner took it away. result NULL: as mine. */
static const struct row {
	const char *what, *mine, *theirs;
	enum update_action action;
	const char *result;
} rows[] = {
	{"nobody", BASE, BASE, UPDATE_SAME, NULL},
	{"the course", BASE, "A\nb\nc\nd\ne\nf\n", UPDATE_REPLACED, "A\nb\nc\nd\ne\nf\n"},
	{"the learner", "a\nb\nc\nd\ne\nMINE\n", BASE, UPDATE_SAME, NULL},
	{"both, apart", "a\nb\nc\nd\ne\nMINE\n", "A\nb\nc\nd\ne\nf\n", UPDATE_MERGED,
	 "A\nb\nc\nd\ne\nMINE\n"},
	{"both, the same", "A\nb\nc\nd\ne\nf\n", "A\nb\nc\nd\ne\nf\n", UPDATE_SAME, NULL},
	{"both, one line", "MINE\nb\nc\nd\ne\nf\n", "A\nb\nc\nd\ne\nf\n", UPDATE_CONFLICT, NULL},
	{"all of it gone", "", "A\nb\nc\nd\ne\nf\n", UPDATE_CONFLICT, NULL},
	{"taken away", NULL, "A\nb\nc\nd\ne\nf\n", UPDATE_SAME, NULL},
	{"DOS line ends only", "a\r\nb\r\nc\r\nd\r\ne\r\nf\r\n", "A\nb\nc\nd\ne\nf\n",
	 UPDATE_MERGED, "A\r\nb\r\nc\r\nd\r\ne\r\nf\r\n"},
	{"DOS line ends and an edit", "a\r\nb\r\nc\r\nd\r\ne\r\nMINE\r\n", "A\nb\nc\nd\ne\nf\n",
	 UPDATE_MERGED, "A\r\nb\r\nc\r\nd\r\ne\r\nMINE\r\n"},
	{"DOS line ends, one line", "MINE\r\nb\r\nc\r\nd\r\ne\r\nf\r\n", "A\nb\nc\nd\ne\nf\n",
	 UPDATE_CONFLICT, NULL},
	{"no newline at the end", "a\nb\nc\nd\ne\nMINE", "A\nb\nc\nd\ne\nf\n", UPDATE_MERGED,
	 "A\nb\nc\nd\ne\nMINE"},
	{"not UTF-8", "a\nb\nc\nd\ne\n\xe9\xff\n", "A\nb\nc\nd\ne\nf\n", UPDATE_MERGED,
	 "A\nb\nc\nd\ne\n\xe9\xff\n"},
};

static void plans_one_file(void **state)
{
	struct sandbox *box = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *row = &rows[i];
		const struct update_item *item;
		const struct file_set_item *file;

		if (row->mine)
			sandbox_write(box, "w/" ONE, row->mine);
		else
			unlink(sandbox_path(box, "w/" ONE));
		sandbox_write(box, "n/" ONE, row->theirs);
		item = item_of(planned(box), "one");
		if (item->action != row->action)
			fail_msg("%s: %d, should be %d", row->what, item->action, row->action);
		file = file_set_find(&item->files, "one.rs");
		if (row->result && (!file || strcmp(file->bytes, row->result) != 0))
			fail_msg("%s: %s", row->what, file ? file->bytes : "(none)");
		if (row->action == UPDATE_CONFLICT) {
			assert_string_equal(file_set_find(&item->base, "one.rs")->bytes, BASE);
			assert_string_equal(file_set_find(&item->course, "one.rs")->bytes,
					    row->theirs);
		}
	}
}

static void what_is_no_text_is_not_merged(void **state)
{
	struct sandbox *box = *state;

	sandbox_write_bytes(box, "w/" ONE, "a\0b", 3);
	sandbox_write(box, "n/" ONE, "A\nb\nc\nd\ne\nf\n");
	assert_int_equal(item_of(planned(box), "one")->action, UPDATE_CONFLICT);
}

/* ---- a folder ---------------------------------------------------------------------------------- */

/* notes.txt, which is the course's. NULL: not there. */
static const struct folder_row {
	const char *what, *mine, *theirs, *result;
	enum update_action action;
} folder_rows[] = {
	{"as it was", "base\n", "base\n", "base\n", UPDATE_SAME},
	{"the course's new one", "base\n", "new\n", "new\n", UPDATE_REPLACED},
	{"edited, and the course's new one", "mine\n", "new\n", "new\n", UPDATE_MERGED},
	{"taken away", NULL, "base\n", "base\n", UPDATE_MERGED},
	{"gone from the course", "base\n", NULL, NULL, UPDATE_REPLACED},
	{"edited, and gone from the course", "mine\n", NULL, "mine\n", UPDATE_SAME},
	{"gone from both", NULL, NULL, NULL, UPDATE_SAME},
};

static void put(struct sandbox *box, const char *path, const char *text)
{
	if (text)
		sandbox_write(box, path, text);
	else
		unlink(sandbox_path(box, "%s", path));
}

static void plans_a_folder(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, "w/" PACK "own.txt", "the learner's\n");
	for (size_t i = 0; i < sizeof(folder_rows) / sizeof(*folder_rows); i++) {
		const struct folder_row *row = &folder_rows[i];
		enum update_action action = row->action;
		const struct update_item *item;
		const struct file_set_item *file;

		/* what the learner added is an edit */
		if (action == UPDATE_REPLACED)
			action = UPDATE_MERGED;
		put(box, "w/" PACK "notes.txt", row->mine);
		put(box, "n/" PACK "notes.txt", row->theirs);
		item = item_of(planned(box), "pack");
		if (item->action != action)
			fail_msg("%s: %d, should be %d", row->what, item->action, action);
		if (action == UPDATE_SAME)
			continue;
		file = file_set_find(&item->files, "notes.txt");
		if (row->result ? !file || strcmp(file->bytes, row->result) != 0 : file != NULL)
			fail_msg("%s: %s", row->what, file ? file->bytes : "(none)");
		assert_non_null(file_set_find(&item->files, "own.txt"));
	}
}

/* ---- which was which --------------------------------------------------------------------------- */

static void rename_in(struct sandbox *box, const char *topic, const char *old, const char *new)
{
	size_t len;
	const char *text = sandbox_read(box, topic, &len);

	sandbox_write(box, topic, sandbox_replaced(box, text, old, new));
}

static void a_former_name_is_followed(void **state)
{
	struct sandbox *box = *state;
	const struct update_item *item;

	rename_in(box, "n/" FIRST "/topic.json", "\"name\": \"one\"",
		  "\"name\": \"uno\", \"was\": [\"eins\", \"one\"]");
	assert_int_equal(
		rename(sandbox_path(box, "n/" ONE), sandbox_path(box, "n/" FIRST "/uno.rs")), 0);
	sandbox_write(box, "w/" ONE, "a\nb\nc\nd\ne\nMINE\n");
	sandbox_write(box, "n/" FIRST "/uno.rs", "A\nb\nc\nd\ne\nf\n");
	item = item_of(planned(box), "uno");
	assert_string_equal(item->old->name, "one");
	assert_int_equal(item->now->was.count, 2);
	assert_int_equal(item->action, UPDATE_MERGED);
	assert_string_equal(file_set_find(&item->files, "uno.rs")->bytes, "A\nb\nc\nd\ne\nMINE\n");
	apply(box);
	assert_string_equal(sandbox_read(box, "w/" FIRST "/uno.rs", NULL), "A\nb\nc\nd\ne\nMINE\n");
	assert_false(file_exists(sandbox_path(box, "w/" ONE)));
	assert_false(update_changes(planned(box)));
}

static void a_name_that_is_in_use_is_nobodys_former_one(void **state)
{
	struct sandbox *box = *state;
	const struct update *update;

	rename_in(box, "n/" FIRST "/topic.json", "\"name\": \"one\"",
		  "\"name\": \"uno\", \"was\": [\"two\"]");
	assert_int_equal(
		rename(sandbox_path(box, "n/" ONE), sandbox_path(box, "n/" FIRST "/uno.rs")), 0);
	update = planned(box);
	assert_null(item_of(update, "uno")->old);
	assert_int_equal(item_of(update, "uno")->action, UPDATE_ADDED);
	assert_string_equal(item_of(update, "two")->old->name, "two");
	assert_int_equal(item_of(update, "one")->action, UPDATE_REMOVED);
}

static void an_exercise_can_move(void **state)
{
	struct sandbox *box = *state;
	const char *new = sandbox_path(box, "n/" SECOND "/one.rs");
	const char *entry = "    {\n      \"name\": \"one\",";
	struct update *update;
	size_t len;
	const char *first = sandbox_read(box, "n/" FIRST "/topic.json", &len);
	const char *from = strstr(first, entry),
		   *to = strstr(first, "    {\n      \"name\": \"two\"");

	assert_non_null(from);
	assert_non_null(to);
	rename_in(box, "n/" SECOND "/topic.json", "    {\n",
		  arena_format(&box->arena, "%.*s    {\n", (int)(to - from), from));
	sandbox_write(box, "n/" FIRST "/topic.json",
		      arena_format(&box->arena, "%.*s%s", (int)(from - first), first, to));
	assert_int_equal(rename(sandbox_path(box, "n/" ONE), new), 0);
	sandbox_write(box, "w/" ONE, "mine\n");
	update = planned(box);
	assert_string_equal(item_of(update, "one")->old->path, ONE);
	assert_string_equal(item_of(update, "one")->now->path, SECOND "/one.rs");
	apply(box);
	assert_string_equal(sandbox_read(box, "w/" SECOND "/one.rs", NULL), "mine\n");
	assert_false(file_exists(sandbox_path(box, "w/" ONE)));
}

/* ---- what was done ----------------------------------------------------------------------------- */

#define TESTED(body, test) body "\n#[cfg(test)]\nmod tests {\n" test "\n}\n"

static bool again(struct sandbox *box, const char *theirs)
{
	sandbox_write(box, "n/" ONE, theirs);
	return item_of(planned(box), "one")->again;
}

static void only_changed_tests_are_checked_again(void **state)
{
	struct sandbox *box = *state;
	struct fixture *f = box->data;
	struct progress progress;

	sandbox_write(box, "n/" ONE, TESTED("fn a() {}", "one"));
	planned(box);
	apply(box);
	assert_false(again(box, TESTED("fn a() {}", "two"))); /* it is not done */
	assert_int_equal(progress_begin(&f->app.workspace, &progress, NULL), 0);
	progress_entry(&progress, "one")->passed_at = 5;
	assert_int_equal(progress_commit(&f->app.workspace, &progress, NULL), 0);
	progress_clear(&progress);
	assert_true(again(box, TESTED("fn a() {}", "two")));
	assert_false(again(box, TESTED("fn a() { b() }", "one")));
	rename_in(box, "n/" FIRST "/topic.json", "E0384", "E0382");
	assert_true(again(box, TESTED("fn a() {}", "one")));
}

#define in_workspace(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_workspace(plans_one_file),
		in_workspace(what_is_no_text_is_not_merged),
		in_workspace(plans_a_folder),
		in_workspace(a_former_name_is_followed),
		in_workspace(a_name_that_is_in_use_is_nobodys_former_one),
		in_workspace(an_exercise_can_move),
		in_workspace(only_changed_tests_are_checked_again),
	};

	return run_group(tests);
}
