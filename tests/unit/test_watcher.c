/*
 * Every way of saving that editors have, against every way of watching.
 *
 * What must come is awaited up to a deadline. That nothing more comes is known when a mark, a file
 * written afterwards, has come: the ways of watching keep the order of what they tell.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/base/strings.h"
#include "rustgym/event/watcher.h"
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct record {
	struct sandbox *box;
	const char *method;
	uv_loop_t loop;
	struct watcher *watcher;
	struct strings saved;   /* paths below the watched folder, as they came; "*": all of it */
	struct strings content; /* what the file was at that moment; "" where it isn't there */
	struct watcher **close_at_first; /* the watcher to close from within */
	const char *awaited;
	size_t from; /* of saved: what came before was about something else */
};

static const char *watched(struct record *record)
{
	return sandbox_path(record->box, "exercises");
}

static void on_saved(const char *path, void *data)
{
	struct record *record = data;
	const char *below = path ? path_below(path, watched(record)) : "*";
	struct buffer content = BUFFER_INIT;

	strings_add(&record->saved, below ? below : path);
	if (path)
		file_read(path, FILE_SOURCE_MAX, &content, NULL);
	strings_take(&record->content, buffer_detach(&content));
	if (record->close_at_first) {
		watcher_close(*record->close_at_first);
		*record->close_at_first = NULL;
		record->close_at_first = NULL;
	}
}

/* ---- set up --------------------------------------------------------------------------------- */

static void start(struct record *record)
{
	struct error err = ERROR_INIT;

	setenv("RUSTGYM_WATCH", record->method, 1);
	if (watcher_start(&record->loop, watched(record), on_saved, record, &record->watcher, &err))
		fail_msg("%s", err.message);
	assert_string_equal(watcher_method(record->watcher), record->method);
}

/* Times are told in steps of some milliseconds: what is written now must not fall into the same. */
static void make_older(const char *path)
{
	const struct timespec then[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};

	assert_int_equal(utimensat(AT_FDCWD, path, then, 0), 0);
}

static int setup(void **state)
{
	struct record *record = memory_new(sizeof(*record));

	record->method = *state;
	record->box = sandbox_new();
	uv_loop_init(&record->loop);
	sandbox_write(record->box, "exercises/a.rs", "old\n");
	sandbox_write(record->box, "exercises/topic/b.rs", "old\n");
	make_older(sandbox_path(record->box, "exercises/a.rs"));
	make_older(sandbox_path(record->box, "exercises/topic/b.rs"));
	*state = record;
	return 0;
}

static int teardown(void **state)
{
	struct record *record = *state;
	bool ended;

	watcher_close(record->watcher);
	ended = loop_finish(&record->loop);
	if (uv_loop_close(&record->loop) < 0 || !ended)
		return -1;
	strings_clear(&record->saved);
	strings_clear(&record->content);
	sandbox_free(record->box);
	free(record);
	unsetenv("RUSTGYM_WATCH");
	return 0;
}

static bool is(const struct record *record, const char *method)
{
	return strcmp(record->method, method) == 0;
}

/* ---- what came ------------------------------------------------------------------------------ */

static bool came(const struct record *record, const char *path)
{
	for (size_t i = record->from; i < record->saved.count; i++)
		if (strcmp(record->saved.items[i], path) == 0)
			return true;
	return false;
}

static size_t times(const struct record *record, const char *path)
{
	size_t count = 0;

	for (size_t i = record->from; i < record->saved.count; i++)
		count += strcmp(record->saved.items[i], path) == 0;
	return count;
}

static bool awaited_came(void *data)
{
	struct record *record = data;

	return came(record, record->awaited) ||
	       (strncmp(record->awaited, "mark", 4) != 0 && came(record, "*"));
}

static void await(struct record *record, const char *path)
{
	record->awaited = path;
	if (!loop_until(&record->loop, awaited_came, record))
		fail_msg("%s: %s was not announced", record->method, path);
}

/* All that was to come before now has come: nobody else writes, and a round is one act. */
static void await_mark(struct record *record)
{
	const char *name = arena_format(&record->box->arena, "exercises/mark-%zu.rs",
					record->saved.count);

	sandbox_write(record->box, name, "mark");
	record->awaited = path_base(name);
	if (!loop_until(&record->loop, awaited_came, record))
		fail_msg("%s: the mark was not announced", record->method);
}

/* This file was saved with this content: that is announced, and the last word about it is whole. */
static void assert_saved(struct record *record, const char *path, const char *content)
{
	await(record, path);
	await_mark(record);
	for (size_t i = record->saved.count; i-- > record->from;)
		if (strcmp(record->saved.items[i], path) == 0) {
			assert_string_equal(record->content.items[i], content);
			return;
		}
	assert_true(came(record, "*"));
	assert_string_equal(sandbox_read(record->box,
					 arena_format(&record->box->arena, "exercises/%s", path),
					 NULL),
			    content);
}

/* From here on only what comes now counts. */
static void forget(struct record *record)
{
	await_mark(record);
	record->from = record->saved.count;
}

/* ---- saving --------------------------------------------------------------------------------- */

static void a_plain_write(void **state)
{
	struct record *record = *state;

	start(record);
	sandbox_write(record->box, "exercises/a.rs", "written\n");
	assert_saved(record, "a.rs", "written\n");
	if (is(record, "inotify")) {
		assert_int_equal(times(record, "a.rs"), 1);
		assert_false(came(record, "*"));
	}
	assert_false(came(record, "topic/b.rs"));
}

static void a_write_in_a_folder_below(void **state)
{
	struct record *record = *state;

	start(record);
	sandbox_write(record->box, "exercises/topic/b.rs", "written\n");
	assert_saved(record, "topic/b.rs", "written\n");
	assert_false(came(record, "a.rs"));
}

static void several_saves_of_one_file(void **state)
{
	struct record *record = *state;

	start(record);
	for (int i = 0; i < 4; i++) {
		const char *text = arena_format(&record->box->arena, "version %d\n", i);
		sandbox_write(record->box, "exercises/a.rs", text);
		assert_saved(record, "a.rs", text);
		record->from = record->saved.count;
	}
}

/* The writer takes its time: what is announced must be the whole. */
static void a_write_in_chunks(void **state)
{
	struct record *record = *state;
	int fd;

	start(record);
	fd = open(sandbox_path(record->box, "exercises/a.rs"), O_WRONLY | O_TRUNC | O_CLOEXEC);
	for (int i = 0; i < 20; i++) {
		assert_int_equal(write(fd, "chunk\n", 6), 6);
		uv_run(&record->loop, UV_RUN_NOWAIT);
	}
	if (is(record, "inotify"))
		assert_int_equal(record->saved.count, 0); /* not before it is closed */
	close(fd);
	assert_saved(record, "a.rs",
		     "chunk\nchunk\nchunk\nchunk\nchunk\nchunk\nchunk\nchunk\nchunk\nchunk\n"
		     "chunk\nchunk\nchunk\nchunk\nchunk\nchunk\nchunk\nchunk\nchunk\nchunk\n");
	if (is(record, "inotify"))
		assert_int_equal(times(record, "a.rs"), 1);
}

/* gedit, JetBrains, helix and our own file_write: a new file takes the old one's name. */
static void a_new_file_renamed_into_place(void **state)
{
	struct record *record = *state;

	start(record);
	sandbox_write(record->box, "exercises/a.rs.new", "renamed\n");
	assert_int_equal(rename(sandbox_path(record->box, "exercises/a.rs.new"),
				sandbox_path(record->box, "exercises/a.rs")),
			 0);
	assert_saved(record, "a.rs", "renamed\n");
	if (is(record, "inotify"))
		assert_int_equal(times(record, "a.rs"), 1);
}

static void a_new_file_renamed_from_outside(void **state)
{
	struct record *record = *state;

	start(record);
	sandbox_write(record->box, "elsewhere", "renamed\n");
	assert_int_equal(rename(sandbox_path(record->box, "elsewhere"),
				sandbox_path(record->box, "exercises/a.rs")),
			 0);
	assert_saved(record, "a.rs", "renamed\n");
}

/* vim with backupcopy=no: the old file becomes the backup, a new one is written. */
static void the_old_file_renamed_away(void **state)
{
	struct record *record = *state;

	start(record);
	assert_int_equal(rename(sandbox_path(record->box, "exercises/a.rs"),
				sandbox_path(record->box, "exercises/a.rs~")),
			 0);
	sandbox_write(record->box, "exercises/a.rs", "after the backup\n");
	unlink(sandbox_path(record->box, "exercises/a.rs~"));
	assert_saved(record, "a.rs", "after the backup\n");
	assert_false(came(record, "a.rs~"));
}

static void sed_in_place(void **state)
{
	struct record *record = *state;
	const char *const argv[] = {"sed", "-i", "s/old/edited/", "a.rs", NULL};

	start(record);
	assert_int_equal(run_command(argv, watched(record), NULL, NULL), 0);
	assert_saved(record, "a.rs", "edited\n");
}

static void deleted_and_made_again(void **state)
{
	struct record *record = *state;

	start(record);
	unlink(sandbox_path(record->box, "exercises/a.rs"));
	forget(record);
	sandbox_write(record->box, "exercises/a.rs", "again\n");
	assert_saved(record, "a.rs", "again\n");
}

static void a_hard_link_put_in_place(void **state)
{
	struct record *record = *state;

	sandbox_write(record->box, "elsewhere", "linked\n");
	start(record);
	unlink(sandbox_path(record->box, "exercises/a.rs"));
	assert_int_equal(link(sandbox_path(record->box, "elsewhere"),
			      sandbox_path(record->box, "exercises/a.rs")),
			 0);
	assert_saved(record, "a.rs", "linked\n");
}

static void the_same_bytes_again(void **state)
{
	struct record *record = *state;

	start(record);
	sandbox_write(record->box, "exercises/a.rs", "old\n");
	assert_saved(record, "a.rs", "old\n");
}

static void names_with_odd_characters(void **state)
{
	struct record *record = *state;

	start(record);
	sandbox_write(record->box, "exercises/topic/\xc3\xa4 b'\"\\.rs", "odd\n");
	assert_saved(record, "topic/\xc3\xa4 b'\"\\.rs", "odd\n");
}

/* ---- folders -------------------------------------------------------------------------------- */

static void a_new_folder_with_a_file(void **state)
{
	struct record *record = *state;

	start(record);
	sandbox_write(record->box, "exercises/new/deep/c.rs", "new\n");
	assert_saved(record, "new/deep/c.rs", "new\n");
	forget(record);
	sandbox_write(record->box, "exercises/new/deep/c.rs", "newer\n");
	assert_saved(record, "new/deep/c.rs", "newer\n");
}

static void a_folder_moved_in_from_outside(void **state)
{
	struct record *record = *state;

	sandbox_write(record->box, "outside/in/c.rs", "moved\n");
	start(record);
	assert_int_equal(rename(sandbox_path(record->box, "outside"),
				sandbox_path(record->box, "exercises/moved")),
			 0);
	assert_saved(record, "moved/in/c.rs", "moved\n");
	forget(record);
	sandbox_write(record->box, "exercises/moved/in/c.rs", "saved\n");
	assert_saved(record, "moved/in/c.rs", "saved\n");
}

static void a_folder_renamed(void **state)
{
	struct record *record = *state;

	start(record);
	assert_int_equal(rename(sandbox_path(record->box, "exercises/topic"),
				sandbox_path(record->box, "exercises/other")),
			 0);
	await(record, "other/b.rs");
	forget(record);
	sandbox_write(record->box, "exercises/other/b.rs", "renamed\n");
	assert_saved(record, "other/b.rs", "renamed\n");
	assert_false(came(record, "topic/b.rs"));
}

/* What git does with a branch that lacks the folder, and back. */
static void a_folder_swapped_away_and_back(void **state)
{
	struct record *record = *state;

	start(record);
	assert_int_equal(rename(sandbox_path(record->box, "exercises/topic"),
				sandbox_path(record->box, "away")),
			 0);
	forget(record);
	sandbox_write(record->box, "away/b.rs", "changed while away\n");
	assert_int_equal(rename(sandbox_path(record->box, "away"),
				sandbox_path(record->box, "exercises/topic")),
			 0);
	assert_saved(record, "topic/b.rs", "changed while away\n");
	forget(record);
	sandbox_write(record->box, "exercises/topic/b.rs", "back\n");
	assert_saved(record, "topic/b.rs", "back\n");
}

static void a_folder_replaced_by_another(void **state)
{
	struct record *record = *state;

	sandbox_write(record->box, "other/b.rs", "the other's\n");
	start(record);
	assert_int_equal(rename(sandbox_path(record->box, "exercises/topic"),
				sandbox_path(record->box, "away")),
			 0);
	assert_int_equal(rename(sandbox_path(record->box, "other"),
				sandbox_path(record->box, "exercises/topic")),
			 0);
	assert_saved(record, "topic/b.rs", "the other's\n");
	forget(record);
	sandbox_write(record->box, "away/b.rs", "nobody looks here\n");
	sandbox_write(record->box, "exercises/topic/b.rs", "saved\n");
	assert_saved(record, "topic/b.rs", "saved\n");
	for (size_t i = 0; i < record->content.count; i++)
		assert_string_not_equal(record->content.items[i], "nobody looks here\n");
}

static void a_folder_deleted_and_made_again(void **state)
{
	struct record *record = *state;

	start(record);
	assert_int_equal(file_remove(sandbox_path(record->box, "exercises/topic"), NULL), 0);
	forget(record);
	sandbox_write(record->box, "exercises/topic/b.rs", "again\n");
	assert_saved(record, "topic/b.rs", "again\n");
	forget(record);
	sandbox_write(record->box, "exercises/topic/b.rs", "saved\n");
	assert_saved(record, "topic/b.rs", "saved\n");
}

static bool something_came(void *data)
{
	struct record *record = data;

	return record->saved.count > record->from;
}

/* The watched folder is away: this must be known before it comes back. */
static void let_it_be_missed(struct record *record)
{
	if (is(record, "events"))
		assert_true(loop_until(&record->loop, something_came, record));
	for (int i = 0; i < 50; i++)
		uv_run(&record->loop, UV_RUN_NOWAIT);
	record->from = record->saved.count;
}

/* The watched folder itself. */
static void all_of_it_swapped_away_and_back(void **state)
{
	struct record *record = *state;

	start(record);
	assert_int_equal(rename(watched(record), sandbox_path(record->box, "away")), 0);
	let_it_be_missed(record);
	sandbox_write(record->box, "away/a.rs", "changed while away\n");
	assert_int_equal(rename(sandbox_path(record->box, "away"), watched(record)), 0);
	assert_true(loop_until(&record->loop, something_came, record));
	assert_saved(record, "a.rs", "changed while away\n");
	forget(record);
	sandbox_write(record->box, "exercises/topic/b.rs", "back\n");
	assert_saved(record, "topic/b.rs", "back\n");
}

static void all_of_it_deleted_and_made_again(void **state)
{
	struct record *record = *state;

	start(record);
	assert_int_equal(file_remove(watched(record), NULL), 0);
	let_it_be_missed(record);
	sandbox_write(record->box, "exercises/topic/b.rs", "again\n");
	assert_true(loop_until(&record->loop, something_came, record));
	assert_saved(record, "topic/b.rs", "again\n");
	forget(record);
	sandbox_write(record->box, "exercises/topic/b.rs", "saved\n");
	assert_saved(record, "topic/b.rs", "saved\n");
}

/* ---- what is not told ----------------------------------------------------------------------- */

static void clutter_is_not_announced(void **state)
{
	static const char *const files[] = {
		"exercises/.a.rs.swp",       "exercises/a.rs~",          "exercises/#a.rs#",
		"exercises/.#a.rs",          "exercises/target/x/y.rs",  "exercises/.git/index",
		"exercises/topic/.b.rs.swx", "exercises/topic/target/z", "exercises/.DS_Store",
	};
	struct record *record = *state;

	sandbox_write(record->box, "exercises/target/debug/x.rs", "old");
	start(record);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		sandbox_write(record->box, files[i], "clutter");
	sandbox_write(record->box, "exercises/target/debug/x.rs", "new");
	sandbox_write(record->box, "beside.rs", "not below");
	await_mark(record);
	for (size_t i = 0; i < record->saved.count; i++)
		if (strncmp(record->saved.items[i], "mark-", 5) != 0)
			fail_msg("%s was announced", record->saved.items[i]);
}

static void reading_is_no_saving(void **state)
{
	struct record *record = *state;

	start(record);
	sandbox_read(record->box, "exercises/a.rs", NULL);
	assert_true(file_is_folder(sandbox_path(record->box, "exercises/topic")));
	await_mark(record);
	assert_false(came(record, "a.rs"));
	assert_false(came(record, "*"));
}

static void nothing_is_announced_at_the_start(void **state)
{
	struct record *record = *state;

	start(record);
	await_mark(record);
	assert_false(came(record, "a.rs"));
	assert_false(came(record, "topic/b.rs"));
}

static void links_are_not_followed(void **state)
{
	struct record *record = *state;

	sandbox_write(record->box, "outside/c.rs", "old");
	assert_int_equal(symlink("../outside", sandbox_path(record->box, "exercises/link")), 0);
	start(record);
	sandbox_write(record->box, "outside/c.rs", "new");
	await_mark(record);
	assert_false(came(record, "link/c.rs"));
}

/* ---- closing -------------------------------------------------------------------------------- */

static void what_is_gone_is_announced(void **state)
{
	struct record *record = *state;

	start(record);
	unlink(sandbox_path(record->box, "exercises/a.rs"));
	await(record, "a.rs");
	forget(record);
	assert_int_equal(rename(sandbox_path(record->box, "exercises/topic/b.rs"),
				sandbox_path(record->box, "exercises/topic/c.rs")),
			 0);
	await(record, "topic/b.rs");
}

static void closed_it_says_nothing_more(void **state)
{
	struct record *record = *state;

	start(record);
	sandbox_write(record->box, "exercises/a.rs", "unheard\n");
	watcher_close(record->watcher);
	record->watcher = NULL;
	assert_true(loop_finish(&record->loop));
	assert_int_equal(record->saved.count, 0);
	watcher_close(NULL);
}

static void may_be_closed_from_within(void **state)
{
	struct record *record = *state;

	start(record);
	record->close_at_first = &record->watcher;
	sandbox_write(record->box, "exercises/new/c.rs", "1\n");
	sandbox_write(record->box, "exercises/a.rs", "2\n");
	sandbox_write(record->box, "exercises/topic/b.rs", "3\n");
	assert_true(loop_finish(&record->loop)); /* ends by itself: nothing is watched any more */
	assert_null(record->watcher);
	assert_int_equal(record->saved.count, 1);
}

static void two_watch_side_by_side(void **state)
{
	struct record *record = *state;
	struct watcher *second = NULL;

	start(record);
	assert_int_equal(
		watcher_start(&record->loop, watched(record), on_saved, record, &second, NULL), 0);
	watcher_close(record->watcher);
	record->watcher = second;
	sandbox_write(record->box, "exercises/a.rs", "written\n");
	assert_saved(record, "a.rs", "written\n");
}

/* ---- choosing ------------------------------------------------------------------------------- */

static void an_unknown_wish_is_no_obstacle(void **state)
{
	struct record *record = *state;

	setenv("RUSTGYM_WATCH", "telepathy", 1);
	assert_int_equal(watcher_start(&record->loop, watched(record), on_saved, record,
				       &record->watcher, NULL),
			 0);
	assert_non_null(strstr(watcher_remark(record->watcher), "telepathy"));
	sandbox_write(record->box, "exercises/a.rs", "written\n");
	assert_saved(record, "a.rs", "written\n");
}

/*
 * Where the system hands out nothing any more (here: no descriptor is left), a way of watching that
 * would hear nothing must not say that it works: the next one is tried, down to looking oneself.
 */
static void what_can_not_watch_is_passed_over(void **state)
{
	struct record *record = *state;
	struct rlimit before, none;
	int probe = open("/dev/null", O_RDONLY | O_CLOEXEC), result;

	close(probe);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	none = before;
	none.rlim_cur = (rlim_t)probe; /* every number below is taken */
	setrlimit(RLIMIT_NOFILE, &none);
	setenv("RUSTGYM_WATCH", record->method, 1);
	result = watcher_start(&record->loop, watched(record), on_saved, record, &record->watcher,
			       NULL);
	setrlimit(RLIMIT_NOFILE, &before);
	assert_int_equal(result, 0);
	assert_string_equal(watcher_method(record->watcher), "poll");
	assert_true(is(record, "poll") || strstr(watcher_remark(record->watcher), "refused"));
	sandbox_write(record->box, "exercises/a.rs", "written\n");
	assert_saved(record, "a.rs", "written\n");
}

#ifdef __linux__
#define METHODS 2
static char methods[METHODS][8] = {"inotify", "poll"};
#else
#define METHODS 2
static char methods[METHODS][8] = {"events", "poll"};
#endif

static const struct {
	const char *name;
	void (*run)(void **state);
} cases[] = {
	{"a plain write", a_plain_write},
	{"a write in a folder below", a_write_in_a_folder_below},
	{"several saves of one file", several_saves_of_one_file},
	{"a write in chunks", a_write_in_chunks},
	{"a new file renamed into place", a_new_file_renamed_into_place},
	{"a new file renamed from outside", a_new_file_renamed_from_outside},
	{"the old file renamed away", the_old_file_renamed_away},
	{"sed -i", sed_in_place},
	{"deleted and made again", deleted_and_made_again},
	{"a hard link put in place", a_hard_link_put_in_place},
	{"the same bytes again", the_same_bytes_again},
	{"names with odd characters", names_with_odd_characters},
	{"a new folder with a file", a_new_folder_with_a_file},
	{"a folder moved in from outside", a_folder_moved_in_from_outside},
	{"a folder renamed", a_folder_renamed},
	{"a folder swapped away and back", a_folder_swapped_away_and_back},
	{"a folder replaced by another", a_folder_replaced_by_another},
	{"a folder deleted and made again", a_folder_deleted_and_made_again},
	{"all of it swapped away and back", all_of_it_swapped_away_and_back},
	{"all of it deleted and made again", all_of_it_deleted_and_made_again},
	{"clutter is not announced", clutter_is_not_announced},
	{"reading is no saving", reading_is_no_saving},
	{"nothing is announced at the start", nothing_is_announced_at_the_start},
	{"links are not followed", links_are_not_followed},
	{"what is gone is announced", what_is_gone_is_announced},
	{"closed it says nothing more", closed_it_says_nothing_more},
	{"may be closed from within", may_be_closed_from_within},
	{"two watch side by side", two_watch_side_by_side},
	{"an unknown wish is no obstacle", an_unknown_wish_is_no_obstacle},
	{"what can't watch is passed over", what_can_not_watch_is_passed_over},
};

#define CASES (sizeof(cases) / sizeof(*cases))

int main(void)
{
	static struct CMUnitTest tests[METHODS * CASES];
	static char names[METHODS * CASES][64];

	for (size_t m = 0; m < METHODS; m++)
		for (size_t c = 0; c < CASES; c++) {
			size_t i = m * CASES + c;
			snprintf(names[i], sizeof(names[i]), "%s: %s", methods[m], cases[c].name);
			tests[i] = (struct CMUnitTest){names[i], cases[c].run, setup, teardown,
						       methods[m]};
		}
	return run_group(tests);
}
