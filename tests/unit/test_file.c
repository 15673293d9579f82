#include "rustgym/base/file.h"
#include "rustgym/base/lock.h"
#include "rustgym/base/strings.h"
#include "rustgym/base/utf8.h"
#include "support.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static mode_t mode_of(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 ? st.st_mode : 0;
}

/* How many names a folder has: a temporary file that stayed behind would be one more. */
static size_t names_in(const char *path)
{
	DIR *dir = opendir(path);
	size_t count = 0;

	if (!dir)
		return 0;
	while (readdir(dir))
		count++;
	closedir(dir);
	return count - 2;
}

/* ---- reading -------------------------------------------------------------------------------- */

static void reads_all_bytes_after_what_is_there(void **state)
{
	struct sandbox *box = *state;
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	sandbox_write_bytes(box, "f", "a\0b\r\n\xff", 6);
	buffer_add_string(&out, "before:");
	assert_int_equal(file_read(sandbox_path(box, "f"), 100, &out, &err), 0);
	assert_int_equal(out.len, 7 + 6);
	assert_memory_equal(out.data, "before:a\0b\r\n\xff", 14);
	buffer_clear(&out);
}

static void reads_up_to_the_limit_and_not_beyond(void **state)
{
	struct sandbox *box = *state;
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;
	char *bytes = memory_new(4097);

	memset(bytes, 'x', 4097);
	sandbox_write_bytes(box, "exact", bytes, 4096);
	sandbox_write_bytes(box, "more", bytes, 4097);
	assert_int_equal(file_read(sandbox_path(box, "exact"), 4096, &out, &err), 0);
	assert_int_equal(out.len, 4096);
	assert_int_equal(file_read(sandbox_path(box, "more"), 4096, &out, &err), ERROR_IO);
	assert_contains(err.message, "larger than 4 KiB");
	free(bytes);
	buffer_clear(&out);
}

static void refuses_a_huge_file_without_reading_it(void **state)
{
	struct sandbox *box = *state;
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	sandbox_write(box, "f", "");
	assert_int_equal(truncate(sandbox_path(box, "f"), (off_t)100 << 30), 0);
	assert_int_equal(file_read(sandbox_path(box, "f"), FILE_SOURCE_MAX, &out, &err), ERROR_IO);
	assert_contains(err.message, "larger than 1024 KiB");
	assert_int_equal(out.len, 0);
	buffer_clear(&out);
}

static void reads_regular_files_only(void **state)
{
	struct sandbox *box = *state;
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	assert_int_equal(mkfifo(sandbox_path(box, "fifo"), 0600), 0);
	assert_int_equal(file_read(sandbox_path(box, "fifo"), 100, &out, &err), ERROR_IO);
	assert_contains(err.message, "not a regular file");
	assert_int_equal(file_read(box->root, 100, &out, &err), ERROR_IO);
	assert_contains(err.message, "not a regular file");
	assert_int_equal(file_read("/dev/zero", 100, &out, &err), ERROR_IO);
	assert_contains(err.message, "not a regular file");
	assert_int_equal(file_read(sandbox_path(box, "absent"), 100, &out, &err), ERROR_IO);
	assert_contains(err.message, "absent can't be opened: No such file");
	buffer_clear(&out);
}

/* ---- writing -------------------------------------------------------------------------------- */

static void writes_and_replaces(void **state)
{
	struct sandbox *box = *state;
	const char *path = sandbox_path(box, "f");
	struct error err = ERROR_INIT;
	size_t len;

	assert_int_equal(file_write(path, "one\0two", 7, &err), 0);
	assert_memory_equal(sandbox_read(box, "f", &len), "one\0two", 7);
	assert_int_equal(len, 7);
	assert_int_equal(file_write(path, "", 0, &err), 0);
	assert_string_equal(sandbox_read(box, "f", &len), "");
	assert_int_equal(len, 0);
	assert_int_equal(names_in(box->root), 1);
}

static void keeps_the_permissions(void **state)
{
	static const mode_t modes[] = {0600, 0640, 0755, 0444};
	struct sandbox *box = *state;
	const char *path = sandbox_path(box, "f");

	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		assert_int_equal(file_write(path, "old", 3, NULL), 0);
		assert_int_equal(chmod(path, modes[i]), 0);
		assert_int_equal(file_write(path, "new", 3, NULL), 0);
		assert_int_equal(mode_of(path) & 07777, modes[i]);
		assert_string_equal(sandbox_read(box, "f", NULL), "new");
	}
}

static void a_reader_of_the_old_file_is_not_disturbed(void **state)
{
	struct sandbox *box = *state;
	const char *path = sandbox_path(box, "f");
	char old[16] = "";
	FILE *reader;

	sandbox_write(box, "f", "old content");
	reader = fopen(path, "r");
	assert_non_null(reader);
	assert_int_equal(file_write(path, "new", 3, NULL), 0);
	assert_non_null(fgets(old, sizeof(old), reader));
	assert_string_equal(old, "old content");
	fclose(reader);
}

static void a_missing_folder_is_an_error(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;

	assert_int_equal(file_write(sandbox_path(box, "no/such/f"), "x", 1, &err), ERROR_IO);
	assert_contains(err.message, "nothing was changed");
	assert_contains(err.message, "No such file or directory");
	assert_int_equal(names_in(box->root), 0);
}

static void a_folder_in_the_way_stays(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;

	sandbox_write(box, "f/inside", "kept");
	assert_int_equal(file_write(sandbox_path(box, "f"), "x", 1, &err), ERROR_IO);
	assert_contains(err.message, "nothing was changed");
	assert_string_equal(sandbox_read(box, "f/inside", NULL), "kept");
	assert_int_equal(names_in(box->root), 1);
}

static void a_full_disk_leaves_the_old_file(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;
	char *bytes = memory_new(100000);
	struct rlimit before, small;
	int result;

	sandbox_write(box, "f", "old content");
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	small = before;
	small.rlim_cur = 5000;
	setrlimit(RLIMIT_FSIZE, &small);
	result = file_write(sandbox_path(box, "f"), bytes, 100000, &err);
	setrlimit(RLIMIT_FSIZE, &before);
	signal(SIGXFSZ, SIG_DFL);
	free(bytes);
	assert_int_equal(result, ERROR_IO);
	assert_contains(err.message, "nothing was changed");
	assert_string_equal(sandbox_read(box, "f", NULL), "old content");
	assert_int_equal(names_in(box->root), 1);
}

/* ---- folders and trees ---------------------------------------------------------------------- */

/* A learner's files may have any name, also that of a temporary file. */
static void nothing_goes_because_of_its_name(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, "report.tmp-20241127", "a learner's");
	sandbox_write(box, "f.tmp-", "a learner's");
	sandbox_write(box, "f.tmp-1", "a learner's");
	for (int i = 0; i < 2; i++) {
		assert_int_equal(file_write(sandbox_path(box, "f"), "x", 1, NULL), 0);
		assert_int_equal(file_write_cache(sandbox_path(box, "f"), "x", 1, NULL), 0);
		file_sweep(box->root);
		assert_int_equal(names_in(box->root), 4 + i);
		assert_int_equal(file_make_folder(sandbox_path(box, FILE_TEMPORARY), NULL), 0);
	}
	assert_int_equal(names_in(sandbox_path(box, FILE_TEMPORARY)), 0);
}

/* A name that is taken is left alone, whoever has it. */
static void a_temporary_file_takes_no_name_that_is_there(void **state)
{
	struct sandbox *box = *state;
	const char *taken = arena_format(&box->arena, "f.tmp-%ld-0", (long)getpid());

	sandbox_write(box, taken, "a learner's");
	assert_int_equal(file_write(sandbox_path(box, "f"), "new", 3, NULL), 0);
	assert_string_equal(sandbox_read(box, "f", NULL), "new");
	assert_string_equal(sandbox_read(box, taken, NULL), "a learner's");
}

/* In the middle of a write that ends when its process is killed. */
static pid_t start_writer(struct sandbox *box)
{
	int ready[2];
	char byte;
	pid_t pid;

	assert_int_equal(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		const char *name = arena_format(&box->arena, FILE_TEMPORARY "/%ld-0",
						(long)getpid());
		int fd = open(sandbox_path(box, "%s", name), O_WRONLY | O_CREAT | O_EXCL, 0666);

		if (fd < 0 || !lock_mark(fd) || write(ready[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	return pid;
}

static void what_a_killed_writer_left_goes_and_nothing_else(void **state)
{
	struct sandbox *box = *state;
	const char *place;
	pid_t pid;

	sandbox_write(box, FILE_TEMPORARY "/4000000-0", "half of");
	place = sandbox_path(box, FILE_TEMPORARY);
	pid = start_writer(box);
	file_sweep(box->root);
	assert_int_equal(names_in(place), 1); /* the living writer's */
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	file_sweep(box->root);
	assert_int_equal(names_in(place), 0);
}

static void the_nearest_place_for_temporary_files_is_used(void **state)
{
	struct sandbox *box = *state;
	const char *folder = sandbox_path(box, "w/a/b");

	assert_int_equal(file_make_folder(sandbox_path(box, "w/" FILE_TEMPORARY), NULL), 0);
	assert_int_equal(file_make_folder(folder, NULL), 0);
	assert_int_equal(chmod(folder, 0555), 0);
	assert_int_equal(file_write(sandbox_path(box, "w/a/f"), "x", 1, NULL), 0);
	assert_int_equal(file_write_link(sandbox_path(box, "w/a/link"), "f", NULL), 0);
	assert_string_equal(sandbox_read(box, "w/a/link", NULL), "x");
	assert_int_equal(names_in(sandbox_path(box, "w/a")), 3);
	assert_int_equal(chmod(folder, 0755), 0);
	assert_int_equal(names_in(sandbox_path(box, "w/" FILE_TEMPORARY)), 0);
}

static void makes_folders(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;

	assert_int_equal(file_make_folder(sandbox_path(box, "a/b/c"), &err), 0);
	assert_int_equal(file_make_folder(sandbox_path(box, "a/b/c"), &err), 0);
	assert_int_equal(file_make_folder(sandbox_path(box, "a/d/"), &err), 0);
	assert_true(file_is_folder(sandbox_path(box, "a/b/c")));
	assert_true(file_is_folder(sandbox_path(box, "a/d")));
	sandbox_write(box, "file", "x");
	assert_int_equal(file_make_folder(sandbox_path(box, "file"), &err), ERROR_IO);
	assert_contains(err.message, "file can't be made");
	assert_int_equal(file_make_folder(sandbox_path(box, "file/below"), &err), ERROR_IO);
	assert_string_equal(sandbox_read(box, "file", NULL), "x");
}

static void tells_what_is_there(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, "file", "");
	assert_int_equal(symlink("nowhere", sandbox_path(box, "dangling")), 0);
	assert_true(file_exists(sandbox_path(box, "file")));
	assert_true(file_exists(sandbox_path(box, "dangling")));
	assert_false(file_exists(sandbox_path(box, "absent")));
	assert_true(file_is_folder(box->root));
	assert_false(file_is_folder(sandbox_path(box, "file")));
	assert_false(file_is_folder(sandbox_path(box, "dangling")));
}

static void copies_a_tree(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;
	size_t len;

	sandbox_write_bytes(box, "from/bytes", "\0\xff\r\n", 4);
	sandbox_write(box, "from/deep/er/.hidden", "h");
	sandbox_write(box, "from/run.sh", "#!/bin/sh\n");
	assert_int_equal(chmod(sandbox_path(box, "from/run.sh"), 0755), 0);
	assert_int_equal(file_make_folder(sandbox_path(box, "from/empty"), NULL), 0);
	assert_int_equal(file_copy(sandbox_path(box, "from"), sandbox_path(box, "to"), &err), 0);
	assert_memory_equal(sandbox_read(box, "to/bytes", &len), "\0\xff\r\n", 4);
	assert_int_equal(len, 4);
	assert_string_equal(sandbox_read(box, "to/deep/er/.hidden", NULL), "h");
	assert_int_equal(mode_of(sandbox_path(box, "to/run.sh")) & 0100, 0100);
	assert_int_equal(mode_of(sandbox_path(box, "to/bytes")) & 0100, 0);
	assert_true(file_is_folder(sandbox_path(box, "to/empty")));
}

static void copies_no_links_and_no_devices(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;

	sandbox_write(box, "secret", "s");
	sandbox_write(box, "tree/file", "f");
	assert_int_equal(symlink("../secret", sandbox_path(box, "tree/link")), 0);
	assert_int_equal(file_copy(sandbox_path(box, "tree"), sandbox_path(box, "to"), &err),
			 ERROR_IO);
	assert_contains(err.message, "tree/link");
	assert_false(file_exists(sandbox_path(box, "to/link")));
	assert_int_equal(symlink("tree", sandbox_path(box, "linked")), 0);
	assert_int_equal(file_copy(sandbox_path(box, "linked"), sandbox_path(box, "to2"), &err),
			 ERROR_IO);
	assert_false(file_exists(sandbox_path(box, "to2")));
	assert_int_equal(mkfifo(sandbox_path(box, "fifo"), 0600), 0);
	assert_int_equal(file_copy(sandbox_path(box, "fifo"), sandbox_path(box, "to3"), &err),
			 ERROR_IO);
	assert_int_equal(file_copy(sandbox_path(box, "absent"), sandbox_path(box, "to4"), &err),
			 ERROR_IO);
	assert_contains(err.message, "absent");
}

static void removes_a_tree_but_nothing_beyond(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;

	sandbox_write(box, "outside/kept", "k");
	sandbox_write(box, "tree/a/b/c", "x");
	sandbox_write(box, "tree/.hidden/d", "x");
	assert_int_equal(symlink("../outside", sandbox_path(box, "tree/link")), 0);
	assert_int_equal(symlink("../outside/kept", sandbox_path(box, "tree/a/file_link")), 0);
	assert_int_equal(file_remove(sandbox_path(box, "tree"), &err), 0);
	assert_false(file_exists(sandbox_path(box, "tree")));
	assert_string_equal(sandbox_read(box, "outside/kept", NULL), "k");

	assert_int_equal(symlink("outside", sandbox_path(box, "link")), 0);
	assert_int_equal(file_remove(sandbox_path(box, "link"), &err), 0);
	assert_false(file_exists(sandbox_path(box, "link")));
	assert_string_equal(sandbox_read(box, "outside/kept", NULL), "k");
	assert_int_equal(file_remove(sandbox_path(box, "absent"), &err), 0);
	assert_int_equal(file_remove(sandbox_path(box, "outside/kept"), &err), 0);
	assert_int_equal(names_in(sandbox_path(box, "outside")), 0);
}

static void lays_a_folder_over_another(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;

	sandbox_write(box, "from/a.rs", "new");
	sandbox_write(box, "from/deep/b.rs", "b");
	sandbox_write(box, "from/target/x", "clutter");
	sandbox_write(box, "to/a.rs", "old");
	sandbox_write(box, "to/kept.rs", "kept");
	assert_int_equal(file_lay(sandbox_path(box, "from"), sandbox_path(box, "to"), &err), 0);
	assert_string_equal(sandbox_read(box, "to/a.rs", NULL), "new");
	assert_string_equal(sandbox_read(box, "to/deep/b.rs", NULL), "b");
	assert_string_equal(sandbox_read(box, "to/kept.rs", NULL), "kept");
	assert_null(sandbox_read(box, "to/target/x", NULL));
	assert_int_equal(
		file_lay(sandbox_path(box, "from/a.rs"), sandbox_path(box, "fresh/c.rs"), &err), 0);
	assert_string_equal(sandbox_read(box, "fresh/c.rs", NULL), "new");
}

struct visited {
	struct strings names;
	size_t stop_at; /* 0: never */
};

static int visit(const char *relative, void *data, struct error *err)
{
	struct visited *visited = data;

	strings_add(&visited->names, relative);
	if (visited->names.count == visited->stop_at)
		return error_set(err, ERROR_COURSE, "enough");
	return 0;
}

static void write_walked_tree(struct sandbox *box)
{
	static const char *const files[] = {
		"tree/b.rs",      "tree/a.rs",           "tree/a/z.rs",     "tree/a/a/deep.rs",
		"tree/B.rs",      "tree/.hidden",        "tree/.git/obj",   "tree/a.rs~",
		"tree/.a.rs.swp", "tree/target/debug/x", "tree/a/target/y", "tree/targets/z.rs",
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		sandbox_write(box, files[i], "");
	sandbox_write(box, "outside/o.rs", "");
	assert_int_equal(symlink("../outside", sandbox_path(box, "tree/link")), 0);
	assert_int_equal(symlink("b.rs", sandbox_path(box, "tree/link.rs")), 0);
	assert_int_equal(mkfifo(sandbox_path(box, "tree/fifo"), 0600), 0);
}

static void walks_regular_files_in_order(void **state)
{
	static const char *const expected[] = {
		".hidden", "B.rs", "a/a/deep.rs", "a/z.rs", "a.rs", "b.rs", "targets/z.rs",
	};
	const size_t count = sizeof(expected) / sizeof(*expected);
	struct sandbox *box = *state;
	struct visited visited = {STRINGS_INIT, 0};

	write_walked_tree(box);
	assert_int_equal(file_walk(sandbox_path(box, "tree"), visit, &visited, NULL), 0);
	assert_int_equal(visited.names.count, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(visited.names.items[i], expected[i]);
	strings_clear(&visited.names);
}

static void a_walk_stops_when_told(void **state)
{
	struct sandbox *box = *state;
	struct visited visited = {STRINGS_INIT, 2};
	struct error err = ERROR_INIT;

	write_walked_tree(box);
	assert_int_equal(file_walk(sandbox_path(box, "tree"), visit, &visited, &err), ERROR_COURSE);
	assert_string_equal(err.message, "enough");
	assert_int_equal(visited.names.count, 2);
	assert_int_equal(file_walk(sandbox_path(box, "absent"), visit, &visited, &err), ERROR_IO);
	assert_int_equal(visited.names.count, 2);
	strings_clear(&visited.names);
}

/* ---- bytes ---------------------------------------------------------------------------------- */

static void hashes_as_fnv_1a_does(void **state)
{
	uint64_t hash = FILE_HASH_START;

	(void)state;
	assert_true(file_hash(hash, "", 0) == hash);
	assert_true(file_hash(hash, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(file_hash(hash, "foobar", 6) == UINT64_C(0x85944171f73967e8));
	hash = file_hash(file_hash(hash, "foo", 3), "bar", 3);
	assert_true(hash == UINT64_C(0x85944171f73967e8));
}

static void accepts_utf8(void **state)
{
	static const char *const texts[] = {
		"",
		"plain\r\n\t",
		"\x7f",
		"\xc2\x80",         /* U+0080, the first of two bytes */
		"\xdf\xbf",         /* U+07FF, the last */
		"\xe0\xa0\x80",     /* U+0800 */
		"\xed\x9f\xbf",     /* U+D7FF, before the surrogates */
		"\xee\x80\x80",     /* U+E000, after them */
		"\xef\xbf\xbf",     /* U+FFFF */
		"\xf0\x90\x80\x80", /* U+10000 */
		"\xf4\x8f\xbf\xbf", /* U+10FFFF, the very last */
		"a\xc3\xa4\xe2\x82\xac\xf0\x9f\xa6\x80z",
	};
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (!utf8_is_valid(texts[i], strlen(texts[i]), &at))
			fail_msg("text %zu is refused at %zu", i, at);
	assert_true(utf8_is_valid("a\0b", 3, &at));
}

static void refuses_what_is_no_utf8(void **state)
{
	static const struct {
		const char *text;
		size_t at;
	} cases[] = {
		{"\x80", 0}, /* a continuation alone */
		{"ab\xbfz", 2},
		{"\xc0\x80", 0},         /* NUL in two bytes */
		{"\xc1\xbf", 0},         /* overlong */
		{"\xe0\x80\x80", 0},     /* overlong */
		{"\xe0\x9f\xbf", 0},     /* overlong */
		{"\xf0\x80\x80\x80", 0}, /* overlong */
		{"\xf0\x8f\xbf\xbf", 0}, /* overlong */
		{"\xed\xa0\x80", 0},     /* the first surrogate */
		{"\xed\xbf\xbf", 0},     /* the last */
		{"\xf4\x90\x80\x80", 0}, /* beyond U+10FFFF */
		{"\xf5\x80\x80\x80", 0},
		{"\xf8\x88\x80\x80\x80", 0}, /* five bytes */
		{"\xfe", 0},
		{"\xff", 0},
		{"x\xc3", 1}, /* cut short */
		{"x\xe2\x82", 1},
		{"x\xf0\x9f\xa6", 1},
		{"\xc3(", 0}, /* not continued */
		{"\xe2\x82(", 0},
		{"\xc3\xa4\xf0\x9f\xa6(", 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t at = 99;
		if (utf8_is_valid(cases[i].text, strlen(cases[i].text), &at))
			fail_msg("case %zu is accepted", i);
		assert_int_equal(at, cases[i].at);
	}
}

static void a_sequence_may_not_reach_past_the_end(void **state)
{
	size_t at = 99;

	(void)state;
	assert_false(utf8_is_valid("\xc3\xa4", 1, &at));
	assert_int_equal(at, 0);
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(reads_all_bytes_after_what_is_there),
		in_sandbox(reads_up_to_the_limit_and_not_beyond),
		in_sandbox(refuses_a_huge_file_without_reading_it),
		in_sandbox(reads_regular_files_only),
		in_sandbox(writes_and_replaces),
		in_sandbox(keeps_the_permissions),
		in_sandbox(a_reader_of_the_old_file_is_not_disturbed),
		in_sandbox(a_missing_folder_is_an_error),
		in_sandbox(a_folder_in_the_way_stays),
		in_sandbox(a_full_disk_leaves_the_old_file),
		in_sandbox(nothing_goes_because_of_its_name),
		in_sandbox(a_temporary_file_takes_no_name_that_is_there),
		in_sandbox(what_a_killed_writer_left_goes_and_nothing_else),
		in_sandbox(the_nearest_place_for_temporary_files_is_used),
		in_sandbox(makes_folders),
		in_sandbox(tells_what_is_there),
		in_sandbox(copies_a_tree),
		in_sandbox(copies_no_links_and_no_devices),
		in_sandbox(lays_a_folder_over_another),
		in_sandbox(removes_a_tree_but_nothing_beyond),
		in_sandbox(walks_regular_files_in_order),
		in_sandbox(a_walk_stops_when_told),
		cmocka_unit_test(hashes_as_fnv_1a_does),
		cmocka_unit_test(accepts_utf8),
		cmocka_unit_test(refuses_what_is_no_utf8),
		cmocka_unit_test(a_sequence_may_not_reach_past_the_end),
	};

	return run_group(tests);
}
