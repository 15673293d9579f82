#include "rustgym/event/job.h"
#include "rustgym/event/program.h"
#include "rustgym/ui/diff.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const struct style plain = {false, false, 80}, coloured = {true, true, 80};

/* ---- one text ------------------------------------------------------------------------------- */

static char *draw_sets(const struct file_set *old, const struct file_set *new, bool exact,
		       const struct style *style)
{
	struct diff diff = {old, new, "the start", "now", "", exact, 0};
	struct buffer out = BUFFER_INIT;
	bool differ = diff_draw(&diff, style, &out);

	assert_true(differ == (out.len > 0));
	assert_true(differ == !file_set_equal(old, new));
	return buffer_detach(&out);
}

static char *draw_bytes(const char *old, size_t old_len, const char *new, size_t new_len,
			bool exact, const struct style *style)
{
	struct file_set before = FILE_SET_INIT, after = FILE_SET_INIT;
	char *text;

	file_set_add(&before, "x.txt", old, old_len);
	file_set_add(&after, "x.txt", new, new_len);
	text = draw_sets(&before, &after, exact, style);
	file_set_clear(&before);
	file_set_clear(&after);
	return text;
}

static char *draw(const char *old, const char *new, bool exact, const struct style *style)
{
	return draw_bytes(old, strlen(old), new, strlen(new), exact, style);
}

#define HEAD "diff --git a/x.txt b/x.txt\n--- a/x.txt\tthe start\n+++ b/x.txt\tnow\n"

static void check(const char *old, const char *new, const char *expected)
{
	char *text = draw(old, new, true, &plain);

	assert_string_equal(text, expected);
	free(text);
}

static void three_lines_stand_around_a_change(void **state)
{
	(void)state;
	check("a\n", "a\n", "");
	check("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
	      HEAD "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
	check("a\n", "a\nb\n", HEAD "@@ -1 +1,2 @@\n a\n+b\n");
	check("", "a\n", HEAD "@@ -0,0 +1 @@\n+a\n");
	check("a\n", "", HEAD "@@ -1 +0,0 @@\n-a\n");
}

static void near_changes_share_a_hunk(void **state)
{
	(void)state;
	check("a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
	      HEAD "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
	check("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
	      HEAD "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

static void a_missing_line_end_is_said(void **state)
{
	(void)state;
	check("a", "a\n", HEAD "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
	check("a\nb", "c\nb", HEAD "@@ -1,2 +1,2 @@\n-a\n+c\n b\n\\ No newline at end of file\n");
}

/* ---- for a person --------------------------------------------------------------------------- */

static void what_cannot_be_seen_is_written_out(void **state)
{
	char *text = draw("a\r\nb\n", "\x1b[31mred\a\r\nb\xe2\x80\xae\xc2\x9b\n\tt\n", false,
			  &plain);

	(void)state;
	assert_string_equal(text,
			    "--- a/x.txt     the start\n+++ b/x.txt     now\n@@ -1,2 +1,3 @@\n"
			    "-a^M\n-b\n+^[[31mred^G^M\n+b<U+202E><U+009B>\n+       t\n");
	free(text);
}

static void a_carriage_return_that_stays_is_no_news(void **state)
{
	char *text = draw("a\r\nb\r\n", "a\r\nc\r\n", false, &plain);

	(void)state;
	assert_contains(text, "\n a\n-b^M\n+c^M\n");
	free(text);
}

static void changed_words_stand_out(void **state)
{
	char *text = draw("let x = caf\xc3\xa9(1);\nkeep\n", "let mut x = caf\xc3\xa8(1);\nkeep\n",
			  false, &coloured);

	(void)state;
	assert_contains(text, "\x1b[7;31mcaf\xc3\xa9\x1b[0m");
	assert_contains(text, "\x1b[7;32mcaf\xc3\xa8\x1b[0m");
	assert_contains(text, "\x1b[32mlet \x1b[0m\x1b[7;32mmut \x1b[0m\x1b[32mx = \x1b[0m");
	assert_contains(text, "\x1b[31m(1);\x1b[0m");
	assert_contains(text, "\n keep\n");
	free(text);
}

static void lines_are_paired_with_what_they_became(void **state)
{
	char *text = draw("let total = sum(items);\nprint(total);\n",
			  "// the sum of all\nlet total = add(items);\nprint(total, 1);\n", false,
			  &coloured);

	(void)state;
	assert_contains(text, "\x1b[32m// the sum of all\x1b[0m");
	assert_contains(text, "\x1b[7;32madd\x1b[0m");
	assert_contains(text, "\x1b[7;31msum\x1b[0m");
	free(text);
}

/* A person's diff of a Rust file. */
static char *draw_rust(const char *old, const char *new, const struct style *style, int width)
{
	struct file_set before = FILE_SET_INIT, after = FILE_SET_INIT;
	struct diff diff = {&before, &after, "the start", "now", "", false, width};
	struct buffer out = BUFFER_INIT;

	file_set_add(&before, "x.rs", old, strlen(old));
	file_set_add(&after, "x.rs", new, strlen(new));
	diff_draw(&diff, style, &out);
	file_set_clear(&before);
	file_set_clear(&after);
	return buffer_detach(&out);
}

/* Also in a line that changed. What the line does not colour has the colour of its side. */
static void rust_code_has_its_colours(void **state)
{
	char *text = draw_rust("/* a\nb */\nlet x = \"c\";\n", "/* a\nb */\nlet y = \"c\";\n",
			       &coloured, 0);

	(void)state;
	assert_contains(text, "\n \x1b[36mb */\x1b[0m");
	assert_contains(text, "\x1b[31m-\x1b[0m\x1b[35mlet \x1b[0m\x1b[7;31mx\x1b[0m");
	assert_contains(text, "\x1b[32m+\x1b[0m\x1b[35mlet \x1b[0m\x1b[7;32my\x1b[0m");
	assert_contains(text, "\x1b[33m\"c\"\x1b[0m\x1b[32m;\x1b[0m");
	free(text);
	text = draw_rust("let x = 1;\n", "let y = 1;\n", &plain, 0);
	assert_lacks(text, "\x1b");
	free(text);
}

static void long_lines_are_broken_between_words(void **state)
{
	char *text = draw_rust("x\n", "// one two three four five six seven\n", &plain, 20);

	(void)state;
	assert_contains(text, "\n+// one two three\n   four five six\n   seven\n");
	free(text);
	text = draw_rust("x\n", "    // one two three four five six seven\n", &plain, 31);
	assert_contains(text, "\n+    // one two three four five\n       six seven\n");
	free(text);
	text = draw_rust("x\n", "// one two three four five six seven\n", &plain, 0);
	assert_contains(text, "\n+// one two three four five six seven\n");
	free(text);
}

static void lines_of_little_in_common_are_not_marked(void **state)
{
	char *text = draw("one = two three\n", "quite = other words\n", false, &coloured);

	(void)state;
	assert_lacks(text, "\x1b[7;");
	assert_contains(text, "\x1b[31mone = two three\x1b[0m");
	free(text);
}

/* In a large edit only lines that stand across from each other, and never in a very long line. */
static void words_are_looked_for_where_one_would_look(void **state)
{
	struct buffer old = BUFFER_INIT, new = BUFFER_INIT;
	char *text;

	(void)state;
	for (int i = 0; i < 100; i++) {
		buffer_addf(&old, "let old_%d = 1;\n", i);
		buffer_addf(&new, "let new_%d = 1;\n", i);
	}
	text = draw(old.data, new.data, false, &coloured);
	assert_contains(text, "\x1b[7;32mnew_99\x1b[0m");
	free(text);
	buffer_add_string(&new, "one more\n");
	text = draw(old.data, new.data, false, &coloured);
	assert_lacks(text, "\x1b[7;");
	free(text);
	buffer_reset(&old);
	buffer_reset(&new);
	buffer_add_repeated(&old, "word ", 1000);
	buffer_add_repeated(&new, "word ", 1000);
	buffer_add_string(&new, "more");
	text = draw(old.data, new.data, false, &coloured);
	assert_lacks(text, "\x1b[7;");
	free(text);
	buffer_clear(&old);
	buffer_clear(&new);
}

/* ---- files ---------------------------------------------------------------------------------- */

static void files_come_and_go(void **state)
{
	struct file_set old = FILE_SET_INIT, new = FILE_SET_INIT;
	char *text;

	(void)state;
	file_set_add(&old, "gone.rs", "g\n", 2);
	file_set_add(&old, "same.rs", "s\n", 2);
	file_set_add(&old, "tool.sh", "t\n", 2);
	file_set_add(&new, "empty.rs", "", 0);
	file_set_add(&new, "new.rs", "n\n", 2);
	file_set_add(&new, "same.rs", "s\n", 2);
	file_set_add(&new, "tool.sh", "t\n", 2)->runnable = true;
	text = draw_sets(&old, &new, true, &plain);
	assert_string_equal(text, "diff --git a/empty.rs b/empty.rs\nnew file mode 100644\n"
				  "diff --git a/gone.rs b/gone.rs\ndeleted file mode 100644\n"
				  "--- a/gone.rs\tthe start\n+++ /dev/null\tnow\n"
				  "@@ -1 +0,0 @@\n-g\n"
				  "diff --git a/new.rs b/new.rs\nnew file mode 100644\n"
				  "--- /dev/null\tthe start\n+++ b/new.rs\tnow\n"
				  "@@ -0,0 +1 @@\n+n\n"
				  "diff --git a/tool.sh b/tool.sh\n"
				  "old mode 100644\nnew mode 100755\n");
	free(text);
	file_set_clear(&old);
	file_set_clear(&new);
}

static void names_do_no_harm(void **state)
{
	struct file_set old = FILE_SET_INIT, new = FILE_SET_INIT;
	char *text;

	(void)state;
	file_set_add(&old, "a\n\x1b[2J\".rs", "g\n", 2);
	text = draw_sets(&old, &new, false, &plain);
	assert_contains(text, "--- \"a/a\\012\\033[2J\\\".rs\"");
	assert_null(strchr(text, '\x1b'));
	free(text);
	file_set_clear(&old);
}

static void what_is_no_text_is_said_to_differ(void **state)
{
	char *text = draw_bytes("a\0b", 3, "a\n", 2, true, &plain);

	(void)state;
	assert_string_equal(
		text, "diff --git a/x.txt b/x.txt\nBinary files a/x.txt and b/x.txt differ\n");
	free(text);
	text = draw("\xff\n", "a\n", false, &coloured);
	assert_contains(text, "Binary files a/x.txt and b/x.txt differ");
	free(text);
}

/* ---- any text ------------------------------------------------------------------------------- */

static uint32_t next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static const char *random_line(uint32_t *seed)
{
	static const char *const lines[] = {
		"{\n",
		"}\n",
		"\n",
		"    let x = 1;\n",
		"    let mut x = 2;\n",
		"--- a/x\n",
		"+++ b/x\n",
		"@@ -1 +1 @@\n",
		"\\ No newline at end of file\n",
		"diff --git a/x b/x\n",
		"\ttabs\t \n",
		"windows\r\n",
		"gr\xc3\xbc\xc3\x9f \xe6\x97\xa5\n",
		"\x1b[31mred\x1b[0m\n",
		"\x1b]0;title\a\r",
		"-\n",
	};

	return lines[next_random(seed) % (sizeof(lines) / sizeof(*lines))];
}

static void random_text(uint32_t *seed, struct buffer *text)
{
	for (size_t lines = next_random(seed) % 40; lines; lines--)
		buffer_add_string(text, random_line(seed));
	if (next_random(seed) % 4 == 0)
		buffer_add_string(text, "no end");
}

/* Some lines go, some come, most stay. */
static void mutate(uint32_t *seed, const struct buffer *from, struct buffer *to)
{
	uint32_t rarity = 2 + next_random(seed) % 12;

	for (size_t at = 0, len; at < from->len; at += len) {
		const char *end = memchr(from->data + at, '\n', from->len - at);

		len = end ? (size_t)(end - from->data) + 1 - at : from->len - at;
		if (next_random(seed) % rarity)
			buffer_add(to, from->data + at, len);
		else if (end && next_random(seed) % 2)
			buffer_add_string(to, random_line(seed));
	}
}

enum { FILES = 60, ROUNDS = 6 };

/* One in three is new, or gone; modes only where the tool heeds them. */
static void random_sets(uint32_t *seed, struct file_set *old, struct file_set *new, bool modes)
{
	for (int i = 0; i < FILES; i++) {
		struct buffer before = BUFFER_INIT, after = BUFFER_INIT;
		char *path = memory_format("src/f %02d.rs", i);
		uint32_t fate = next_random(seed) % 6;

		random_text(seed, &before);
		mutate(seed, &before, &after);
		if (fate != 0)
			file_set_add(old, path, before.data, before.len)->runnable = modes &&
										     fate == 2;
		if (fate != 1)
			file_set_add(new, path, after.data, after.len)->runnable = modes &&
										   fate == 3;
		buffer_clear(&before);
		buffer_clear(&after);
		free(path);
	}
}

static void write_set(struct sandbox *box, const char *folder, const struct file_set *files)
{
	sandbox_write(box, arena_format(&box->arena, "%s/other", folder), "");
	for (size_t i = 0; i < files->count; i++) {
		const struct file_set_item *f = &files->items[i];
		const char *path = arena_format(&box->arena, "%s/%s", folder, f->path);

		sandbox_write_bytes(box, path, f->bytes, f->len);
		assert_int_equal(chmod(sandbox_path(box, "%s", path), f->runnable ? 0755 : 0644),
				 0);
	}
}

static void assert_set(struct sandbox *box, const char *folder, const struct file_set *files,
		       bool modes)
{
	for (int i = 0; i < FILES; i++) {
		const char *name = arena_format(&box->arena, "src/f %02d.rs", i);
		const char *path = arena_format(&box->arena, "%s/%s", folder, name);
		const struct file_set_item *f = file_set_find(files, name);
		size_t len = 0;
		const char *bytes = sandbox_read(box, path, &len);
		struct stat info;

		if (!f) {
			assert_null(bytes);
			continue;
		}
		if (!bytes)
			fail_msg("%s is gone; it should have %zu bytes", name, f->len);
		assert_int_equal(len, f->len);
		assert_memory_equal(bytes, f->bytes, len);
		assert_int_equal(stat(sandbox_path(box, "%s", path), &info), 0);
		if (modes && ((info.st_mode & 0100) != 0) != f->runnable)
			fail_msg("%s has mode %o", name, info.st_mode);
	}
}

/* The tool makes the new files of the old ones, by the diff alone. */
static void check_tool(struct sandbox *box, const char *const *argv, bool modes)
{
	uint32_t seed = (uint32_t)time(NULL) | 1;

	print_message("# seed %u\n", seed);
	for (int round = 0; round < ROUNDS; round++) {
		struct file_set old = FILE_SET_INIT, new = FILE_SET_INIT;
		const char *folder = arena_format(&box->arena, "round-%d", round), *output;
		char *text;

		random_sets(&seed, &old, &new, modes);
		write_set(box, folder, &old);
		text = draw_sets(&old, &new, true, &plain);
		sandbox_write(box, "diff", text);
		if (run_command(argv, sandbox_path(box, "%s", folder), &output, box) != 0)
			fail_msg("%s: %s", argv[0], output);
		assert_set(box, folder, &new, modes);
		free(text);
		file_set_clear(&old);
		file_set_clear(&new);
	}
}

static void patch_understands_it(void **state)
{
	char *patch = program_find("patch");

	if (!patch)
		print_message(
			"# patch is not installed: what it makes of a diff was not looked at\n");
	else
		check_tool(*state,
			   (const char *const[]){"patch", "-p1", "--binary", "--force", "-i",
						 "../diff", NULL},
			   false);
	free(patch);
}

static void git_understands_it(void **state)
{
	check_tool(*state,
		   (const char *const[]){"git", "apply", "--whitespace=nowarn", "../diff", NULL},
		   true);
}

/* Whatever the text is: no control character but line ends, and inks only of ours. */
static void nothing_reaches_the_terminal(void **state)
{
	uint32_t seed = (uint32_t)time(NULL) | 1;

	(void)state;
	print_message("# seed %u\n", seed);
	for (int round = 0; round < 500; round++) {
		struct buffer before = BUFFER_INIT, after = BUFFER_INIT;
		bool colour = round % 2;
		char *text;

		random_text(&seed, &before);
		mutate(&seed, &before, &after);
		text = draw(before.data, after.data, false, colour ? &coloured : &plain);
		for (const char *c = text; *c; c++) {
			assert_true((unsigned char)*c >= 0x20 || *c == '\n' || *c == '\x1b');
			if (*c == '\x1b')
				assert_true(colour && strspn(c + 1, "[0123467;m") >= 3);
		}
		free(text);
		buffer_clear(&before);
		buffer_clear(&after);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_lines_stand_around_a_change),
		cmocka_unit_test(near_changes_share_a_hunk),
		cmocka_unit_test(a_missing_line_end_is_said),
		cmocka_unit_test(what_cannot_be_seen_is_written_out),
		cmocka_unit_test(a_carriage_return_that_stays_is_no_news),
		cmocka_unit_test(changed_words_stand_out),
		cmocka_unit_test(lines_are_paired_with_what_they_became),
		cmocka_unit_test(rust_code_has_its_colours),
		cmocka_unit_test(long_lines_are_broken_between_words),
		cmocka_unit_test(lines_of_little_in_common_are_not_marked),
		cmocka_unit_test(words_are_looked_for_where_one_would_look),
		cmocka_unit_test(files_come_and_go),
		cmocka_unit_test(names_do_no_harm),
		cmocka_unit_test(what_is_no_text_is_said_to_differ),
		cmocka_unit_test_setup_teardown(patch_understands_it, sandbox_setup,
						sandbox_teardown),
		cmocka_unit_test_setup_teardown(git_understands_it, sandbox_setup,
						sandbox_teardown),
		cmocka_unit_test(nothing_reaches_the_terminal),
	};

	return run_group(tests);
}
