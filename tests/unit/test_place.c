/* What is done below an open folder stays there, whatever somebody else puts in the way. */
#include "rustgym/base/file.h"
#include "rustgym/base/place.h"
#include "support.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "w" is the place; "outside/victim" is beside it. */
static struct place opened(struct sandbox *box)
{
	struct place place;

	sandbox_write(box, "w/" FILE_TEMPORARY "/.keep", "");
	sandbox_write(box, "w/a/f", "old");
	sandbox_write(box, "outside/victim", "victim");
	assert_int_equal(place_open(sandbox_path(box, "w"), &place, NULL), 0);
	return place;
}

static void assert_outside_is_untouched(struct sandbox *box)
{
	const char *output = NULL;
	const char *const argv[] = {"ls", "-A", sandbox_path(box, "outside"), NULL};

	assert_int_equal(run_command(argv, box->root, &output, box), 0);
	assert_string_equal(output, "victim\n");
	assert_string_equal(sandbox_read(box, "outside/victim", NULL), "victim");
}

static int put(const struct place *place, const char *path, const char *text, bool runnable)
{
	char *bytes = memory_copy_string(text);
	struct file_set_item item = {.bytes = bytes, .len = strlen(text), .runnable = runnable};
	int result = place_put(place, path, &item, NULL);

	free(bytes);
	return result;
}

static void it_writes_reads_moves_and_deletes(void **state)
{
	struct sandbox *box = *state;
	struct place place = opened(box);
	struct buffer read = BUFFER_INIT;
	struct stat st;

	assert_int_equal(chmod(sandbox_path(box, "w/a/f"), 0640), 0);
	assert_int_equal(put(&place, "a/f", "new", true), 0);
	assert_true(place_examine(&place, "a/f", &st));
	assert_int_equal(st.st_mode & 0777, 0750);
	assert_int_equal(put(&place, "a/f", "newer", false), 0);
	assert_true(place_examine(&place, "a/f", &st));
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(place_move(&place, "a/f", "b/c/g", NULL), 0);
	assert_int_equal(place_read(&place, "b/c/g", 100, &read, NULL), 0);
	assert_string_equal(read.data, "newer");
	assert_int_equal(put(&place, "a/f", "other", false), 0);
	assert_int_equal(place_move(&place, "a/f", "b/c/g", NULL), ERROR_IO);
	assert_int_equal(place_remove(&place, "b/c/g", NULL), 0);
	assert_int_equal(place_remove(&place, "b/c/g", NULL), 0);
	place_remove_empty(&place, "b/c/g", "b");
	assert_true(place_examine(&place, "b", &st));
	assert_false(place_examine(&place, "b/c", &st));
	buffer_clear(&read);
	place_close(&place);
}

static void no_path_leads_out(void **state)
{
	static const char *const paths[] = {"../outside/victim",
					    "a/../../outside/victim",
					    "/etc/x",
					    "..",
					    ".",
					    "",
					    "a//f",
					    "a/",
					    "a/..",
					    "./a/f"};
	struct sandbox *box = *state;
	struct place place = opened(box);
	struct buffer read = BUFFER_INIT;

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		assert_int_equal(put(&place, paths[i], "evil", false), ERROR_IO);
		assert_int_equal(place_remove(&place, paths[i], NULL), ERROR_IO);
		assert_int_equal(place_read(&place, paths[i], 100, &read, NULL), ERROR_IO);
		assert_int_equal(place_move(&place, "a/f", paths[i], NULL), ERROR_IO);
	}
	assert_outside_is_untouched(box);
	buffer_clear(&read);
	place_close(&place);
}

static void no_link_on_the_way_is_followed(void **state)
{
	struct sandbox *box = *state;
	struct place place = opened(box);
	const char *outside = sandbox_path(box, "outside");
	struct buffer read = BUFFER_INIT;
	struct strings names = STRINGS_INIT;
	struct stat st;

	assert_int_equal(symlink(outside, sandbox_path(box, "w/out")), 0);
	assert_int_equal(symlink(".", sandbox_path(box, "w/here")), 0);
	assert_int_equal(put(&place, "out/new", "evil", false), ERROR_IO);
	assert_int_equal(put(&place, "out/victim", "evil", false), ERROR_IO);
	assert_int_equal(put(&place, "here/out/new/deep", "evil", false), ERROR_IO);
	assert_int_equal(place_remove(&place, "out/victim", NULL), ERROR_IO);
	assert_int_equal(place_move(&place, "a/f", "out/f", NULL), ERROR_IO);
	assert_int_equal(place_move(&place, "out/victim", "a/g", NULL), ERROR_IO);
	assert_int_equal(place_read(&place, "out/victim", 100, &read, NULL), ERROR_IO);
	assert_int_equal(place_list(&place, "out", &names, NULL), ERROR_IO);
	assert_false(place_examine(&place, "out/victim", &st));
	place_remove_hollow(&place, "out");
	place_remove_empty(&place, "out/victim", "w");
	assert_outside_is_untouched(box);
	buffer_clear(&read);
	strings_clear(&names);
	place_close(&place);
}

/* It is replaced or deleted itself. */
static void a_link_at_the_end_is_not_followed(void **state)
{
	struct sandbox *box = *state;
	struct place place = opened(box);
	const char *link = sandbox_path(box, "w/link"),
		   *victim = sandbox_path(box, "outside/victim");
	struct buffer read = BUFFER_INIT;
	struct stat st;

	assert_int_equal(symlink(victim, link), 0);
	assert_int_equal(place_read(&place, "link", 100, &read, NULL), ERROR_IO);
	assert_int_equal(put(&place, "link", "mine", true), 0);
	assert_true(place_examine(&place, "link", &st) && S_ISREG(st.st_mode));
	assert_int_equal(place_remove(&place, "link", NULL), 0);
	assert_int_equal(symlink(victim, link), 0);
	assert_int_equal(place_remove(&place, "link", NULL), 0);
	assert_outside_is_untouched(box);
	buffer_clear(&read);
	place_close(&place);
}

/* Temporary files are made in no folder but its own. */
static void a_link_for_temporary_files_is_not_followed(void **state)
{
	struct sandbox *box = *state;
	struct place place = opened(box);

	assert_int_equal(file_remove(sandbox_path(box, "w/.rustgym"), NULL), 0);
	assert_int_equal(mkdir(sandbox_path(box, "w/.rustgym"), 0700), 0);
	assert_int_equal(symlink(sandbox_path(box, "outside"), sandbox_path(box, "w/.rustgym/tmp")),
			 0);
	assert_int_equal(put(&place, "a/f", "new", false), 0);
	assert_string_equal(sandbox_read(box, "w/a/f", NULL), "new");
	assert_outside_is_untouched(box);
	place_close(&place);
}

/* ---- a folder becomes a link, and a folder again, while it is used ---------------------------- */

struct swapper {
	const char *folder, *kept, *link;
	atomic_bool stop;
};

static void *swap(void *data)
{
	struct swapper *swapper = data;

	while (!atomic_load(&swapper->stop)) {
		rename(swapper->folder, swapper->kept);
		rename(swapper->link, swapper->folder);
		rename(swapper->folder, swapper->link);
		rename(swapper->kept, swapper->folder);
	}
	return NULL;
}

static void a_folder_that_becomes_a_link_leads_nowhere(void **state)
{
	struct sandbox *box = *state;
	struct place place = opened(box);
	struct swapper swapper = {.folder = sandbox_path(box, "w/a"),
				  .kept = sandbox_path(box, "w/kept"),
				  .link = sandbox_path(box, "w/link")};
	struct buffer read = BUFFER_INIT;
	pthread_t thread;

	sandbox_write(box, "outside/victim", "victim");
	assert_int_equal(symlink(sandbox_path(box, "outside"), swapper.link), 0);
	assert_int_equal(pthread_create(&thread, NULL, swap, &swapper), 0);
	for (int i = 0; i < 300; i++) {
		put(&place, "a/new", "evil", false);
		put(&place, "a/victim", "evil", true);
		place_remove(&place, "a/victim", NULL);
		place_move(&place, "a/victim", "a/moved", NULL);
		place_remove(&place, "a/moved", NULL);
		buffer_reset(&read);
		place_read(&place, "a/victim", 100, &read, NULL);
		assert_null(strstr(read.data, "victim"));
		place_remove_hollow(&place, "a");
	}
	atomic_store(&swapper.stop, true);
	pthread_join(thread, NULL);
	assert_outside_is_untouched(box);
	buffer_clear(&read);
	place_close(&place);
}

/* The same for what is deleted with all below it. */
static void a_removal_does_not_enter_a_link(void **state)
{
	struct sandbox *box = *state;
	struct place place = opened(box);
	struct swapper swapper = {.folder = sandbox_path(box, "w/t/a"),
				  .kept = sandbox_path(box, "w/kept"),
				  .link = sandbox_path(box, "w/link")};
	pthread_t thread;

	assert_int_equal(symlink(sandbox_path(box, "outside"), swapper.link), 0);
	assert_int_equal(pthread_create(&thread, NULL, swap, &swapper), 0);
	for (int i = 0; i < 300; i++) {
		mkdir(sandbox_path(box, "w/t"), 0755);
		mkdir(swapper.folder, 0755);
		put(&place, "t/a/victim", "mine", false);
		file_remove(sandbox_path(box, "w/t"), NULL);
	}
	atomic_store(&swapper.stop, true);
	pthread_join(thread, NULL);
	assert_outside_is_untouched(box);
	place_close(&place);
}

static void a_tree_is_copied_collected_and_deleted(void **state)
{
	struct sandbox *box = *state;
	struct place place = opened(box), other;
	struct file_set set = FILE_SET_INIT;
	struct stat st;

	sandbox_write(box, "from/e/x/one", "1");
	sandbox_write(box, "from/e/target/clutter", "");
	sandbox_write(box, "from/e/run", "#!");
	assert_int_equal(chmod(sandbox_path(box, "from/e/run"), 0755), 0);
	assert_int_equal(symlink("../../outside/victim", sandbox_path(box, "from/e/link")), 0);
	assert_int_equal(symlink("../../outside", sandbox_path(box, "from/e/folder")), 0);
	assert_int_equal(place_open(sandbox_path(box, "from"), &other, NULL), 0);
	assert_int_equal(place_copy(&other, "e", &place, "to/e", NULL), 0);
	assert_int_equal(place_copy(&other, "e/run", &place, "to/alone", NULL), 0);
	assert_int_equal(place_copy(&other, "gone", &place, "to/gone", NULL), ERROR_IO);
	assert_true(place_examine(&place, "to/alone", &st));
	assert_int_equal(place_collect(&place, "to", &set, NULL), 0);
	assert_int_equal(set.count, 3);
	assert_non_null(file_set_find(&set, "alone"));
	assert_true(file_set_find(&set, "e/run")->runnable);
	assert_string_equal(file_set_find(&set, "e/x/one")->bytes, "1");
	file_set_clear(&set);
	assert_int_equal(place_collect(&place, "nothing", &set, NULL), 0);
	assert_int_equal(set.count, 0);
	assert_int_equal(symlink(sandbox_path(box, "outside"), sandbox_path(box, "w/to/e/l")), 0);
	assert_int_equal(place_remove_all(&place, "to", NULL), 0);
	assert_false(place_examine(&place, "to", &st));
	assert_int_equal(place_remove_all(&place, "to", NULL), 0);
	assert_outside_is_untouched(box);
	place_close(&other);
	place_close(&place);
}

/* A link where a folder of the tree belongs, on either side. */
static void a_tree_does_not_go_through_links(void **state)
{
	struct sandbox *box = *state;
	struct place place = opened(box);
	struct file_set set = FILE_SET_INIT;

	sandbox_write(box, "w/e/victim", "mine");
	assert_int_equal(symlink("../outside", sandbox_path(box, "w/l")), 0);
	assert_int_equal(place_copy(&place, "e", &place, "l/e", NULL), ERROR_IO);
	assert_int_equal(place_copy(&place, "e", &place, "l", NULL), ERROR_IO);
	assert_int_equal(place_copy(&place, "l/victim", &place, "x", NULL), ERROR_IO);
	assert_int_equal(place_collect(&place, "l", &set, NULL), ERROR_IO);
	assert_int_equal(place_remove_all(&place, "l/victim", NULL), ERROR_IO);
	assert_int_equal(place_remove_all(&place, "l", NULL), 0); /* the link itself */
	assert_outside_is_untouched(box);
	place_close(&place);
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(it_writes_reads_moves_and_deletes),
		in_sandbox(no_path_leads_out),
		in_sandbox(no_link_on_the_way_is_followed),
		in_sandbox(a_link_at_the_end_is_not_followed),
		in_sandbox(a_link_for_temporary_files_is_not_followed),
		in_sandbox(a_folder_that_becomes_a_link_leads_nowhere),
		in_sandbox(a_removal_does_not_enter_a_link),
		in_sandbox(a_tree_is_copied_collected_and_deleted),
		in_sandbox(a_tree_does_not_go_through_links),
	};

	return run_group(tests);
}
