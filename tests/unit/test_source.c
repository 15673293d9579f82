#include "rustgym/toolchain/source.h"
#include "sample_course.h"

#include <string.h>
#include <unistd.h>

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();

	sample_course_write(box);
	box->data = sample_course_load(box);
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;

	course_free(box->data);
	sandbox_free(box);
	return 0;
}

static struct source read_source(struct sandbox *box, const char *name)
{
	struct source source;
	struct error err = ERROR_INIT;

	if (source_read(box->root, course_find(box->data, name), &source, &err))
		fail_msg("%s", err.message);
	return source;
}

static void a_change_changes_the_hash(void **state)
{
	struct sandbox *box = *state;
	struct source before = read_source(box, "one"), after;

	assert_true(read_source(box, "one").hash == before.hash);
	sandbox_write(box, FIRST "/one.rs", "fn main() { }\n");
	after = read_source(box, "one");
	assert_true(after.hash != before.hash);
	assert_int_equal(after.size, before.size + 1);
	sandbox_write(box, FIRST "/one.rs", "fn main() {}\n");
	assert_true(read_source(box, "one").hash == before.hash);
	sandbox_write(box, FIRST "/two.rs", "another exercise\n");
	assert_true(read_source(box, "one").hash == before.hash);
}

static void every_file_of_a_folder_counts(void **state)
{
	struct sandbox *box = *state;
	struct source before = read_source(box, "pack"), after;

	sandbox_write(box, THIRD "/pack/tests/proof.rs", "#[test]\nfn proof() { }\n");
	after = read_source(box, "pack");
	assert_true(after.hash != before.hash);
	assert_int_equal(after.size, before.size + 1);
	before = after;
	sandbox_write(box, THIRD "/pack/src/empty.rs", "");
	after = read_source(box, "pack");
	assert_true(after.hash != before.hash); /* its name, too */
	sandbox_write(box, THIRD "/pack/target/debug/x", "built");
	assert_true(read_source(box, "pack").hash == after.hash);
}

/* What stands where: the same bytes spread otherwise over names and files are another source. */
static void names_and_contents_do_not_mix(void **state)
{
	struct sandbox *box = *state;
	uint64_t before;

	sandbox_write(box, THIRD "/pack/src/a", "bc");
	before = read_source(box, "pack").hash;
	unlink(sandbox_path(box, THIRD "/pack/src/a"));
	sandbox_write(box, THIRD "/pack/src/ab", "c");
	assert_true(read_source(box, "pack").hash != before);
}

static void tells_programs_from_tests(void **state)
{
	static const struct {
		const char *text;
		bool has_main, has_tests;
	} cases[] = {
		{"fn main() {}\n", true, false},
		{"pub fn main() {}\n", true, false},
		{"    fn main() -> Result<(), E> {}\n", true, false},
		{"#[test]\nfn a() {}\n", false, true},
		{"#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {}\n}\nfn main() {}\n", true,
		 true},
		{"#[tokio::test]\nasync fn a() {}\n", false, true},
		{"#[tokio::test(flavor = \"multi_thread\")]\nasync fn a() {}\n", false, true},
		{"// fn main() {}\n// #[test]\n", false, false},
		{"    /// #[test]\npub fn a() {}\n", false, false},
		{"fn domain() {}\nfn main_loop() {}\nfn xmain() {}\nfn remain() {}\n", false,
		 false},
		{"fn  main ( ) {}\n", true, false},
		{"fn\nmain()\n{\n}\n", true, false},
		{"mod main;\nlet main = 5; main();\n", false, false},
		{"my_fn main() {}\n", false, false},
		{"", false, false},
	};
	struct sandbox *box = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct source source;

		sandbox_write(box, FIRST "/one.rs", cases[i].text);
		source = read_source(box, "one");
		if (source.has_main != cases[i].has_main || source.has_tests != cases[i].has_tests)
			fail_msg("main %d, tests %d: %s", source.has_main, source.has_tests,
				 cases[i].text);
	}
}

static void knows_an_allocator_of_its_own(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, FIRST "/one.rs",
		      "#[global_allocator]\nstatic A: Counting = Counting;\n");
	assert_true(read_source(box, "one").has_allocator);
	sandbox_write(box, FIRST "/one.rs", "// #[global_allocator]\nfn main() {}\n");
	assert_false(read_source(box, "one").has_allocator);
}

static void what_is_absent_is_an_error(void **state)
{
	struct sandbox *box = *state;
	struct source source;
	struct error err = ERROR_INIT;

	unlink(sandbox_path(box, FIRST "/one.rs"));
	assert_int_equal(source_read(box->root, course_find(box->data, "one"), &source, &err),
			 ERROR_IO);
	assert_contains(err.message, "one.rs");
	assert_int_equal(source_read(sandbox_path(box, "nowhere"), course_find(box->data, "pack"),
				     &source, &err),
			 ERROR_IO);
}

#define in_course(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_course(a_change_changes_the_hash),     in_course(every_file_of_a_folder_counts),
		in_course(names_and_contents_do_not_mix), in_course(tells_programs_from_tests),
		in_course(names_and_contents_do_not_mix), in_course(knows_an_allocator_of_its_own),
		in_course(what_is_absent_is_an_error),
	};

	return run_group(tests);
}
