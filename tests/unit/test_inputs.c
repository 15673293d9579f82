#include "rustgym/base/file.h"
#include "rustgym/toolchain/inputs.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PHASE "exercises/01_start"

struct fixture {
	struct course *course;
	struct toolchain toolchain;
	unsigned compile_s, run_s;
};

static struct fixture *fixture_of(void **state)
{
	return ((struct sandbox *)*state)->data;
}

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct fixture *fixture = memory_new(sizeof(*fixture));

	sample_course_write(box);
	sandbox_write(box, "bin/rustc", "a compiler");
	sandbox_write(box, "bin/clippy-driver", "a linter");
	sandbox_write(box, PHASE "/Cargo.toml", "[workspace]\n");
	sandbox_write(box, FIRST "/Cargo.toml", "[package]\n[[bin]]\nname = \"two\"\n");
	setenv("HOME", box->root, 1);
	unsetenv("CARGO_HOME");
	fixture->course = sample_course_load(box);
	fixture->toolchain = (struct toolchain){
		.rustc = memory_copy_string(sandbox_path(box, "bin/rustc")),
		.clippy_driver = memory_copy_string(sandbox_path(box, "bin/clippy-driver")),
		.sysroot = memory_copy_string("/sysroot"),
		.host = memory_copy_string("x86_64-unknown-linux-gnu"),
		.version = memory_copy_string("1.95.0"),
	};
	fixture->compile_s = 60;
	fixture->run_s = 10;
	box->data = fixture;
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct fixture *fixture = box->data;

	course_free(fixture->course);
	toolchain_clear(&fixture->toolchain);
	free(fixture);
	sandbox_free(box);
	return 0;
}

static const struct exercise *named(void **state, const char *name)
{
	return course_find(fixture_of(state)->course, name);
}

static bool hash_of(void **state, const char *name, uint64_t *hash)
{
	struct fixture *fixture = fixture_of(state);
	struct inputs inputs;

	inputs_init(&inputs, fixture->course, &fixture->toolchain, fixture->compile_s,
		    fixture->run_s);
	return inputs_hash(&inputs, named(state, name), hash);
}

static uint64_t known_hash(void **state, const char *name)
{
	uint64_t hash;

	assert_true(hash_of(state, name, &hash));
	return hash;
}

static void assert_unknown(void **state, const char *name)
{
	uint64_t hash;

	assert_false(hash_of(state, name, &hash));
}

/* Writes a file and tells whether that changed the inputs of an exercise. */
static bool counts(void **state, const char *name, const char *path, const char *text)
{
	uint64_t before = known_hash(state, name);

	sandbox_write(*state, path, text);
	return known_hash(state, name) != before;
}

/* ---- files ---------------------------------------------------------------------------------- */

static void nothing_new_is_the_same_number(void **state)
{
	assert_int_equal(known_hash(state, "one"), known_hash(state, "one"));
	assert_int_not_equal(known_hash(state, "one"), known_hash(state, "two"));
	assert_false(counts(state, "one", FIRST "/one.rs", "fn main() {}\n"));
}

static void its_own_file_counts(void **state)
{
	assert_true(counts(state, "one", FIRST "/one.rs", "fn main() { }\n"));
}

static void every_file_of_a_folder_counts(void **state)
{
	assert_true(counts(state, "pack", THIRD "/pack/Cargo.toml", "[package]\n"));
	assert_true(counts(state, "pack", THIRD "/pack/tests/proof.rs", "#[test] fn proof() {}\n"));
	assert_true(counts(state, "pack", THIRD "/pack/data/table.csv", "a,b\n"));
	assert_true(counts(state, "pack", THIRD "/pack/.cargo/config.toml", "[build]\n"));
	assert_true(counts(state, "pack", THIRD "/pack/.cargo/config.toml", "[term]\n"));
}

static void what_surrounds_it_counts(void **state)
{
	assert_true(counts(state, "one", FIRST "/Cargo.toml", "[package]\nname = \"x\"\n"));
	assert_true(counts(state, "one", FIRST "/shared.rs", "pub fn shared() {}\n"));
	assert_true(counts(state, "one", PHASE "/Cargo.toml", "[workspace]\nresolver = \"3\"\n"));
	assert_true(counts(state, "one", PHASE "/Cargo.lock", "version = 4\n"));
	assert_true(counts(state, "one", PHASE "/.cargo/config.toml", "[build]\n"));
	assert_true(counts(state, "one", PHASE "/helpers/src/lib.rs", "pub fn help() {}\n"));
	assert_true(counts(state, "one", "exercises/clippy.toml", "msrv = \"1.60\"\n"));
	assert_true(counts(state, "one", ".cargo/config.toml", "[build]\n"));
}

static void what_others_have_does_not_count(void **state)
{
	assert_false(counts(state, "one", FIRST "/two.rs", "fn main() {}\n"));
	assert_false(counts(state, "one", FIRST "/topic.json", "{}\n"));
	assert_false(counts(state, "one", SECOND "/three.rs", "// other\n"));
	assert_false(counts(state, "one", THIRD "/pack/src/lib.rs", "// other\n"));
	assert_false(counts(state, "one", PHASE "/target/debug/x", "product\n"));
	assert_false(counts(state, "one", FIRST "/one.rs~", "an editor's\n"));
	assert_false(counts(state, "one", "hints/x.md", "a hint\n"));
}

static void what_it_names_of_others_counts(void **state)
{
	sandbox_write(*state, FIRST "/one.rs", "#[path = \"two.rs\"] mod second;\nfn main() {}\n");
	assert_true(counts(state, "one", FIRST "/two.rs", "// changed\n"));
	assert_false(counts(state, "one", SECOND "/three.rs", "// other\n"));
	sandbox_write(*state, FIRST "/one.rs", "include!(\"../02_second/three.rs\");\n");
	assert_true(counts(state, "one", SECOND "/three.rs", "// changed\n"));
	assert_false(counts(state, "one", FIRST "/two.rs", "// changed again\n"));
}

static void what_is_named_in_turn_counts(void **state)
{
	sandbox_write(*state, FIRST "/zz.rs", "mod two;\n");
	sandbox_write(*state, FIRST "/one.rs", "mod zz;\nfn main() {}\n");
	assert_true(counts(state, "one", FIRST "/two.rs", "// changed\n"));
}

static void a_part_of_a_word_is_no_name(void **state)
{
	sandbox_write(*state, FIRST "/one.rs", "fn two_more() {}\nfn main() { two_more() }\n");
	assert_false(counts(state, "one", FIRST "/two.rs", "// changed\n"));
}

/* The number with an answer laid over the exercise. */
static uint64_t hash_with(void **state, const char *name, const char *answer)
{
	struct fixture *fixture = fixture_of(state);
	struct inputs inputs;
	uint64_t hash = 0;

	inputs_init(&inputs, fixture->course, &fixture->toolchain, fixture->compile_s,
		    fixture->run_s);
	assert_true(inputs_hash_answer(&inputs, named(state, name), NULL, answer, &hash));
	return hash;
}

static void an_answer_counts(void **state)
{
	struct sandbox *box = *state;
	const char *file = sandbox_path(box, "two.wrong.rs"), *folder = sandbox_path(box, "pack");
	uint64_t none = hash_with(state, "two", NULL), before;

	sandbox_write(box, "two.wrong.rs", "fn main() {}\n");
	before = hash_with(state, "two", file);
	assert_true(before != none);
	assert_true(before == hash_with(state, "two", file));
	sandbox_write(box, "two.wrong.rs", "fn main() { }\n");
	assert_true(before != hash_with(state, "two", file));
	none = hash_with(state, "pack", NULL);
	sandbox_write(box, "pack/src/lib.rs", "pub fn b() {}\n");
	before = hash_with(state, "pack", folder);
	assert_true(before != none);
	sandbox_write(box, "pack/Cargo.toml", "[package]\n");
	assert_true(before != hash_with(state, "pack", folder));
}

static void what_leads_away_is_not_known(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, FIRST "/one.rs", "include!(\"../../../elsewhere.rs\");\n");
	assert_unknown(state, "one");
	known_hash(state, "three");
	sandbox_write(box, FIRST "/one.rs", "fn main() {}\n");
	known_hash(state, "one");
	assert_int_equal(symlink("/etc/hostname", sandbox_path(box, FIRST "/data.txt")), 0);
	assert_unknown(state, "one");
	assert_unknown(state, "two");
	known_hash(state, "three");
}

static void an_absent_file_counts(void **state)
{
	struct sandbox *box = *state;
	uint64_t before = known_hash(state, "one");

	assert_int_equal(file_remove(sandbox_path(box, FIRST "/one.rs"), NULL), 0);
	assert_int_not_equal(known_hash(state, "one"), before);
}

static void the_right_to_run_a_file_counts(void **state)
{
	struct sandbox *box = *state;
	uint64_t before;

	sandbox_write(box, THIRD "/pack/tool.sh", "#!/bin/sh\n");
	before = known_hash(state, "pack");
	assert_int_equal(chmod(sandbox_path(box, THIRD "/pack/tool.sh"), 0755), 0);
	assert_int_not_equal(known_hash(state, "pack"), before);
}

/* ---- the rest ------------------------------------------------------------------------------- */

static void the_toolchain_counts(void **state)
{
	struct fixture *fixture = fixture_of(state);
	uint64_t before;

	assert_true(counts(state, "one", "bin/rustc", "a newer compiler"));
	assert_true(counts(state, "one", "bin/clippy-driver", "a newer linter"));
	before = known_hash(state, "one");
	free(fixture->toolchain.clippy_driver);
	fixture->toolchain.clippy_driver = NULL;
	assert_int_not_equal(known_hash(state, "one"), before);
	before = known_hash(state, "one");
	fixture->toolchain.version[5] = '1';
	assert_int_not_equal(known_hash(state, "one"), before);
}

static void the_deadlines_count(void **state)
{
	struct fixture *fixture = fixture_of(state);
	uint64_t before = known_hash(state, "one");

	fixture->run_s++;
	assert_int_not_equal(known_hash(state, "one"), before);
	before = known_hash(state, "one");
	fixture->compile_s++;
	assert_int_not_equal(known_hash(state, "one"), before);
}

/* Whether setting a variable changes the inputs of `one`. */
static bool variable_counts(void **state, const char *name)
{
	uint64_t before = known_hash(state, "one"), after;

	assert_int_equal(setenv(name, "a value", 1), 0);
	after = known_hash(state, "one");
	unsetenv(name);
	return after != before;
}

static void the_environment_counts_where_it_is_read(void **state)
{
	assert_true(variable_counts(state, "RUSTFLAGS"));
	assert_true(variable_counts(state, "CARGO_BUILD_TARGET"));
	assert_true(variable_counts(state, "CARGO_HOME"));
	assert_true(variable_counts(state, "LC_ALL"));
	assert_false(variable_counts(state, "RUSTGYM_WATCH"));
	assert_false(variable_counts(state, "DEPOT_NAME"));
	sandbox_write(*state, FIRST "/one.rs", "fn main() { std::env::var(\"DEPOT_NAME\"); }\n");
	assert_true(variable_counts(state, "DEPOT_NAME"));
}

/* The topic's JSON with one thing changed, and `two` loaded anew. */
static void assert_entry_counts(void **state, const char *old, const char *new, bool expected)
{
	struct sandbox *box = *state;
	struct fixture *fixture = fixture_of(state);
	uint64_t before = known_hash(state, "two");

	sandbox_write(box, FIRST "/topic.json", sandbox_replaced(box, sample_first, old, new));
	course_free(fixture->course);
	fixture->course = sample_course_load(box);
	assert_int_equal(known_hash(state, "two") != before, expected);
	sandbox_write(box, FIRST "/topic.json", sample_first);
	course_free(fixture->course);
	fixture->course = sample_course_load(box);
	assert_int_equal(known_hash(state, "two"), before);
}

static void its_entry_in_the_course_counts(void **state)
{
	assert_entry_counts(state, "\"prints\": \"right\\n\"", "\"prints\": \"left\\n\"", true);
	assert_entry_counts(state, "[\"run\", \"fmt\"]", "[\"run\"]", true);
	assert_entry_counts(state, "{ \"output\": \"wrong\\n\" }", "{ \"output\": \"w\" }", true);
	assert_entry_counts(state, "\"tool:docker\", ", "", true);
	assert_entry_counts(state, "\"first_build_s\": 7", "\"builder\": \"cargo\"", true);
	assert_entry_counts(state, "Number two", "Number 2", false);
	assert_entry_counts(state, "\"minutes\": 240", "\"minutes\": 24", false);
}

#define in_course(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_course(nothing_new_is_the_same_number),
		in_course(its_own_file_counts),
		in_course(every_file_of_a_folder_counts),
		in_course(what_surrounds_it_counts),
		in_course(what_others_have_does_not_count),
		in_course(what_it_names_of_others_counts),
		in_course(what_is_named_in_turn_counts),
		in_course(a_part_of_a_word_is_no_name),
		in_course(an_answer_counts),
		in_course(what_leads_away_is_not_known),
		in_course(an_absent_file_counts),
		in_course(the_right_to_run_a_file_counts),
		in_course(the_toolchain_counts),
		in_course(the_deadlines_count),
		in_course(the_environment_counts_where_it_is_read),
		in_course(its_entry_in_the_course_counts),
	};

	return run_group(tests);
}
