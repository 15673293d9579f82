/*
 * Random days of a learner: whatever is done, in whichever order, each text that was on disk at a
 * verdict or before a command can be brought back byte for byte, and undo and redo go where a simple
 * model says. RUSTGYM_SEED=N tries one seed.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/history/exercise_files.h"
#include "rustgym/history/history.h"
#include "rustgym/history/message.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SEEDS = 5, STEPS = 200, TEXTS_MAX = 2 * STEPS };

struct texts_list {
	struct file_set items[TEXTS_MAX];
	size_t count;
};

/* What must hold of one exercise. */
struct model {
	const struct exercise *exercise;
	struct texts_list seen, undo, redo;
	struct file_set base;
};

struct day {
	struct sandbox *box;
	struct workspace workspace;
	struct course *course;
	struct history *history;
	struct model models[2];
	unsigned random;
	unsigned seed, step;
};

static unsigned chance(struct day *day, unsigned below)
{
	day->random = day->random * 1103515245u + 12345u;
	return (day->random >> 16) % below;
}

/* ---- sets of files --------------------------------------------------------------------------- */

static void copy_set(struct file_set *to, const struct file_set *from)
{
	*to = (struct file_set)FILE_SET_INIT;
	for (size_t i = 0; i < from->count; i++) {
		const struct file_set_item *f = &from->items[i];
		struct file_set_item *item = file_set_add(to, f->path, f->bytes, f->len);
		item->runnable = f->runnable;
		item->link = f->link;
	}
}

static void push(struct texts_list *list, const struct file_set *set)
{
	assert_true(list->count < TEXTS_MAX);
	copy_set(&list->items[list->count++], set);
}

static void truncate_list(struct texts_list *list, size_t count)
{
	while (list->count > count)
		file_set_clear(&list->items[--list->count]);
}

static struct file_set on_disk(struct day *day, const struct model *m)
{
	struct exercise_files files = EXERCISE_FILES_INIT;
	struct error err = ERROR_INIT;

	if (exercise_files_read(day->workspace.root, m->exercise, &files, &err))
		fail_msg("seed %u, step %u: %s", day->seed, day->step, err.message);
	assert_int_equal(files.said.count, 0);
	return files.set;
}

/* ---- what a learner types ------------------------------------------------------------------- */

static void random_bytes(struct day *day, struct buffer *out)
{
	static const struct {
		const char *bytes;
		size_t len;
	} pieces[] = {{"fn a() {}\n", 10}, {"windows\r\n", 9},       {"no end", 6},
		      {"\xff\xfe\xc3", 3}, {"a NUL \0 in it\n", 14}, {"\xef\xbb\xbf", 3},
		      {"old mac\r", 8},    {"\t  blanks  \n\n", 13}, {"\xe2\x80\xae", 3}};

	for (unsigned n = chance(day, 6); n; n--) {
		size_t which = chance(day, sizeof(pieces) / sizeof(*pieces));
		buffer_add(out, pieces[which].bytes, pieces[which].len);
	}
	if (chance(day, 2))
		buffer_addf(out, "%u", chance(day, 1000));
}

/* Makes the folder, in the place of what stands there or above it. */
static void make_way(const char *folder)
{
	char *above = path_parent(folder);

	if (!file_is_folder(above))
		file_remove(above, NULL);
	if (!file_is_folder(folder))
		file_remove(folder, NULL);
	assert_int_equal(file_make_folder(folder, NULL), 0);
	free(above);
}

static void edit_path(struct day *day, const char *path)
{
	struct buffer bytes = BUFFER_INIT;
	char *folder = path_parent(path);

	random_bytes(day, &bytes);
	make_way(folder);
	if (file_is_folder(path))
		file_remove(path, NULL);
	assert_int_equal(file_write(path, bytes.data, bytes.len, NULL), 0);
	assert_int_equal(chmod(path, chance(day, 4) ? 0644 : 0755), 0);
	buffer_clear(&bytes);
	free(folder);
}

/* Only a link to a name beside it is put back by whatever rustgym does. */
static void link_path(const char *path)
{
	char *folder = path_parent(path);

	if (file_is_folder(folder) && strcmp(path_base(path), "lib.rs") != 0) {
		file_remove(path, NULL);
		assert_int_equal(symlink("lib.rs", path), 0);
	}
	free(folder);
}

/* "extra" is a file at times, at times a folder. */
static void edit(struct day *day, const struct model *m)
{
	static const char *const names[] = {"Cargo.toml", "src/lib.rs",      "src/own.rs",
					    "extra",      "extra/deep/x.rs", "tests/proof.rs"};
	const char *root = day->workspace.root;
	char *path = m->exercise->folder
			     ? memory_format("%s/%s/%s", root, m->exercise->path,
					     names[chance(day, sizeof(names) / sizeof(*names))])
			     : path_join(root, m->exercise->path);
	unsigned what = chance(day, 10);

	if (what == 0)
		file_remove(path, NULL);
	else if (what == 1 && m->exercise->folder)
		link_path(path);
	else
		edit_path(day, path);
	free(path);
}

/* ---- what rustgym does ----------------------------------------------------------------------- */

static void check(struct day *day, int result, int expected, const struct error *err)
{
	if (result != expected)
		fail_msg("seed %u, step %u: %d, not %d: %s", day->seed, day->step, result, expected,
			 err->message);
}

/* What is there must be there for ever; an absent exercise has no text. */
static struct file_set see(struct day *day, struct model *m)
{
	struct file_set now = on_disk(day, m);

	if (now.count)
		push(&m->seen, &now);
	return now;
}

static void assert_on_disk(struct day *day, const struct model *m, const struct file_set *expected)
{
	struct file_set now = on_disk(day, m);

	if (!file_set_equal(&now, expected))
		fail_msg("seed %u, step %u: %s is not what it should be", day->seed, day->step,
			 m->exercise->name);
	file_set_clear(&now);
}

/* The files of a snapshot, by its number. */
static void read_number(struct day *day, const struct model *m, int number, struct file_set *out)
{
	struct error err = ERROR_INIT;

	*out = (struct file_set)FILE_SET_INIT;
	check(day, history_read(day->history, m->exercise, number, out, &err), 0, &err);
}

static void put(struct day *day, struct model *m, int number)
{
	struct file_set now, target;
	struct error err = ERROR_INIT;
	int result;

	read_number(day, m, number, &target);
	now = on_disk(day, m);
	if (!file_set_equal(&now, &target)) {
		if (now.count)
			push(&m->seen, &now);
		push(&m->undo, &now);
		truncate_list(&m->redo, 0);
	}
	if (number)
		result = history_restore(day->history, m->exercise, number, NULL, &err);
	else if (chance(day, 2))
		result = history_reset(day->history, m->exercise, NULL, &err);
	else
		result = history_put(day->history, m->exercise, &target, "update", NULL, &err);
	check(day, result, 0, &err);
	assert_on_disk(day, m, &target);
	file_set_clear(&now);
	file_set_clear(&target);
}

static int snapshot_count(struct day *day, const struct model *m)
{
	struct snapshots list = SNAPSHOTS_INIT;
	struct error err = ERROR_INIT;
	int count;

	check(day, history_list(day->history, m->exercise, &list, &err), 0, &err);
	count = (int)list.count;
	snapshots_clear(&list);
	return count;
}

/* Undo with (undo, redo), redo with (redo, undo). */
static void go_back(struct day *day, struct model *m, struct texts_list *from,
		    struct texts_list *to, bool undoing)
{
	struct file_set now = on_disk(day, m);
	struct error err = ERROR_INIT;
	size_t at = from->count;
	int result;

	while (at && file_set_equal(&from->items[at - 1], &now))
		at--;
	if (at && now.count)
		push(&m->seen, &now);
	result = (undoing ? history_undo : history_redo)(day->history, m->exercise, NULL, &err);
	check(day, result, at ? 0 : ERROR_USAGE, &err);
	if (at) {
		assert_on_disk(day, m, &from->items[at - 1]);
		push(to, &now);
		truncate_list(from, at - 1);
	} else {
		assert_on_disk(day, m, &now);
	}
	file_set_clear(&now);
}

static void verdict(struct day *day, struct model *m)
{
	struct file_set now = see(day, m);
	struct error err = ERROR_INIT;

	if (chance(day, 3) == 0)
		check(day, history_snapshot(day->history, m->exercise, NULL, MESSAGE_SAVED, &err),
		      0, &err);
	check(day,
	      history_snapshot(day->history, m->exercise, chance(day, 2) ? &now : NULL,
			       chance(day, 2) ? "passed, 8 ms" : "failed, 9 ms", &err),
	      0, &err);
	file_set_clear(&now);
}

static void act(struct day *day, struct model *m)
{
	struct error err = ERROR_INIT;
	int count;

	switch (chance(day, 12)) {
	case 0:
		put(day, m, HISTORY_PRISTINE);
		break;
	case 1:
		count = snapshot_count(day, m);
		if (count)
			put(day, m, 1 + (int)chance(day, (unsigned)count));
		break;
	case 2:
	case 3:
		go_back(day, m, &m->undo, &m->redo, true);
		break;
	case 4:
		go_back(day, m, &m->redo, &m->undo, false);
		break;
	case 5:
		history_rest(day->history);
		break;
	case 6:
		check(day, history_tidy(day->history, 10, &err), 0, &err);
		break;
	case 7:
	case 8:
		verdict(day, m);
		break;
	default:
		edit(day, m);
		break;
	}
}

/* ---- what must hold -------------------------------------------------------------------------- */

static void assert_all_there(struct day *day, const struct model *m)
{
	int count = snapshot_count(day, m);
	struct file_set *kept = memory_new(((size_t)count + 1) * sizeof(*kept));

	for (int i = 0; i < count; i++)
		read_number(day, m, i + 1, &kept[i]);
	if (count && !file_set_equal(&kept[0], &m->base))
		fail_msg("seed %u, step %u: %s@1 is not the pristine text", day->seed, day->step,
			 m->exercise->name);
	for (size_t i = 0; i < m->seen.count; i++) {
		bool found = false;
		for (int k = 0; k < count && !found; k++)
			found = file_set_equal(&kept[k], &m->seen.items[i]);
		if (!found)
			fail_msg("seed %u, step %u: a text of %s (the %zuth) is lost", day->seed,
				 day->step, m->exercise->name, i + 1);
	}
	for (int i = 0; i < count; i++)
		file_set_clear(&kept[i]);
	free(kept);
}

static void clear_model(struct model *m)
{
	truncate_list(&m->seen, 0);
	truncate_list(&m->undo, 0);
	truncate_list(&m->redo, 0);
	file_set_clear(&m->base);
}

static void live(struct day *day)
{
	static const char *const names[] = {"one", "pack"};
	struct error err = ERROR_INIT;
	const char *output;

	sample_course_write(day->box);
	day->course = sample_course_load(day->box);
	assert_int_equal(workspace_at(day->box->root, &day->workspace, NULL), 0);
	check(day, history_open(&day->workspace, day->course, &day->history, &err), 0, &err);
	for (size_t i = 0; i < 2; i++) {
		day->models[i].exercise = course_find(day->course, names[i]);
		day->models[i].base = on_disk(day, &day->models[i]);
	}
	for (day->step = 0; day->step < STEPS; day->step++) {
		struct model *m = &day->models[chance(day, 2)];
		act(day, m);
		assert_all_there(day, m);
	}
	assert_int_equal(run_command((const char *const[]){"git", "--git-dir=.rustgym/repo.git",
							   "fsck", "--strict", NULL},
				     day->box->root, &output, day->box),
			 0);
	for (size_t i = 0; i < 2; i++)
		clear_model(&day->models[i]);
	history_free(day->history);
	workspace_clear(&day->workspace);
	course_free(day->course);
}

static void nothing_is_ever_lost(void **state)
{
	const char *wanted = getenv("RUSTGYM_SEED");
	unsigned first = wanted ? (unsigned)atoi(wanted) : 1, last = wanted ? first : SEEDS;

	for (unsigned seed = first; seed <= last; seed++) {
		struct sandbox *box = sandbox_new();
		struct day *day = memory_new(sizeof(*day));

		*state = box;
		day->box = box;
		day->seed = day->random = seed;
		print_message("# seed %u\n", seed);
		live(day);
		free(day);
		sandbox_free(box);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_ever_lost)};

	unsetenv("RUSTGYM_CACHE");
	return run_group(tests);
}
