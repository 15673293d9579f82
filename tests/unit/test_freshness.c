/*
 * cargo decides by times what it compiles again; a verdict is about contents. Files come back here with
 * older times, with the same time, and with another package's. With the real toolchain; nothing is fetched.
 */
#include "rustgym/base/file.h"
#include "rustgym/toolchain/verify.h"
#include "support.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PHASE "exercises/01_shop"
#define TOPIC PHASE "/01_desk"

static const char roadmap[] =
	"{ \"format\": 1, \"title\": \"Shop\", \"version\": \"1.0.0\", \"edition\": \"2021\",\n"
	"  \"phases\": [{ \"dir\": \"01_shop\", \"title\": \"Shop\",\n"
	"                 \"topics\": [\"01_desk\", \"02_door\"] }],\n"
	"  \"skills\": { \"1.1.1\": \"All\" } }\n";

#define ENTRY(name, fields)                                                                        \
	"{ \"name\": \"" name "\", \"title\": \"T\", \"skills\": [\"1.1.1\"], \"minutes\": 5,\n"   \
	"  \"links\": [{ \"title\": \"B\", \"url\": \"https://doc.rust-lang.org/\" }],\n"          \
	"  \"fails\": { \"code\": \"E0382\" }" fields " }"

/* clang-format off */
static const char topic[] =
	"{ \"title\": \"Desk\", \"builder\": \"cargo\", \"exercises\": [\n"
	ENTRY("desk", "") ",\n"
	ENTRY("runs", ", \"files\": [\"Cargo.toml\", \"src/main.rs\"]") ",\n"
	ENTRY("documented", ", \"files\": [\"src/lib.rs\"], \"steps\": [\"doctest\"]") ",\n"
	ENTRY("twin_a", ", \"files\": [\"src/lib.rs\"]") ",\n"
	ENTRY("twin_b", ", \"files\": [\"src/lib.rs\"]") "\n"
	"] }\n";
static const char other_topic[] =
	"{ \"title\": \"Door\", \"builder\": \"cargo\", \"exercises\": [\n"
	ENTRY("door", "") "\n"
	"] }\n";
/* clang-format on */

static const char workspace[] = "[workspace]\nresolver = \"2\"\n"
				"members = [\"01_desk\", \"02_door\", \"helper\"]\n"
				"exclude = [\"01_desk/runs\", \"01_desk/documented\", "
				"\"01_desk/twin_a\", \"01_desk/twin_b\"]\n";

#define PACKAGE(name) "[package]\nname = \"" name "\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"

static const char desk_manifest[] = PACKAGE(
	"desk_topic") "autobins = false\n\n[dependencies]\nhelper = { path = \"../helper\" "
		      "}\n\n[[bin]]\nname = \"desk\"\npath = \"desk.rs\"\n";

static const char desk[] = "fn main() {}\n\n#[test]\nfn works() {\n"
			   "    assert_eq!(helper::double(4) + 0, 8);\n}\n";

static const char runs_manifest[] = PACKAGE(
	"runs") "[features]\ndefault = [\"on\"]\non = []\n\n[workspace]\n";

static const char runs_main[] = "fn main() {\n"
				"    assert!(cfg!(feature = \"on\"));\n"
				"    assert_eq!(include_str!(\"word.txt\"), \"word\");\n"
				"    println!(\"{}{}\", env!(\"BUILT\"), 40 + 2);\n"
				"}\n";

static const char runs_build[] = "fn main() {\n"
				 "    println!(\"cargo::rerun-if-changed=build.rs\");\n"
				 "    println!(\"cargo::rustc-env=BUILT=v1-\");\n"
				 "}\n";

static const char runs_proof[] =
	"#[test]\nfn says_it() {\n"
	"    let out = std::process::Command::new(env!(\"CARGO_BIN_EXE_runs\")).output();\n"
	"    assert_eq!(String::from_utf8_lossy(&out.unwrap().stdout), \"v1-42\\n\");\n}\n";

static const char documented_lib[] = "/// ```\n/// assert_eq!(documented::two(), 2);\n/// ```\n"
				     "pub fn two() -> i32 {\n    1 + 1\n}\n";

static const char twin_lib[] = "pub fn two() -> i32 {\n    1 + 1\n}\n";

static const char twin_proof[] = "#[test]\nfn is_two() {\n    assert_eq!(twin::two(), 2);\n}\n";

/* ---- the shop ------------------------------------------------------------------------------- */

struct shop {
	struct toolchain toolchain;
	struct course *course;
	uv_loop_t loop;
	struct verifier *verifier;
	struct verdict *verdict; /* the last */
};

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct shop *shop = memory_new(sizeof(*shop));
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;

	*state = box;
	box->data = shop;
	setenv("CARGO_NET_OFFLINE", "true", 1);
	unsetenv("RUSTGYM_CARGO");
	unsetenv("RUSTC_WRAPPER");
	sandbox_write(box, "exercises/roadmap.json", roadmap);
	sandbox_write(box, PHASE "/Cargo.toml", workspace);
	sandbox_write(box, PHASE "/helper/Cargo.toml", PACKAGE("helper"));
	sandbox_write(box, PHASE "/helper/src/lib.rs",
		      "pub fn double(x: i32) -> i32 {\n    x * 2\n}\n");
	sandbox_write(box, TOPIC "/topic.json", topic);
	sandbox_write(box, TOPIC "/Cargo.toml", desk_manifest);
	sandbox_write(box, TOPIC "/desk.rs", desk);
	sandbox_write(box, PHASE "/02_door/topic.json", other_topic);
	sandbox_write(box, PHASE "/02_door/Cargo.toml",
		      PACKAGE("door_topic") "autobins = false\n[[bin]]\nname = \"door\"\npath = "
					    "\"door.rs\"\n");
	sandbox_write(box, PHASE "/02_door/door.rs", "fn main() {}\n");
	sandbox_write(box, TOPIC "/runs/Cargo.toml", runs_manifest);
	sandbox_write(box, TOPIC "/runs/build.rs", runs_build);
	sandbox_write(box, TOPIC "/runs/src/main.rs", runs_main);
	sandbox_write(box, TOPIC "/runs/src/word.txt", "word");
	sandbox_write(box, TOPIC "/runs/tests/proof.rs", runs_proof);
	sandbox_write(box, TOPIC "/documented/Cargo.toml", PACKAGE("documented") "[workspace]\n");
	sandbox_write(box, TOPIC "/documented/src/lib.rs", documented_lib);
	for (char name[] = "a"; name[0] <= 'b'; name[0]++) {
		const char *twin = arena_format(&box->arena, TOPIC "/twin_%s", name);
		sandbox_write(box, arena_format(&box->arena, "%s/Cargo.toml", twin),
			      PACKAGE("twin") "[workspace]\n");
		sandbox_write(box, arena_format(&box->arena, "%s/src/lib.rs", twin), twin_lib);
		sandbox_write(box, arena_format(&box->arena, "%s/tests/proof.rs", twin),
			      twin_proof);
	}
	sandbox_write(box, "cache/.keep", "");
	shop->course = course_load_workspace(box->root, &problems, &err);
	if (!shop->course)
		print_error("%s: %s\n", err.message,
			    problems.count ? problems.items[0].message : "");
	else if (toolchain_find(NULL, sandbox_path(box, "cache"), &shop->toolchain, &err))
		print_error("%s\n", err.message);
	problems_clear(&problems);
	uv_loop_init(&shop->loop);
	shop->verifier = verifier_new(
		&(struct verifier_options){.loop = &shop->loop,
					   .toolchain = &shop->toolchain,
					   .course = shop->course,
					   .cache = sandbox_path(box, "cache"),
					   .cores = 1,
					   .compile_s = 120,
					   .run_s = 60});
	return err.code;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct shop *shop = box->data;
	int busy = uv_loop_close(&shop->loop);

	unsetenv("RUSTGYM_CARGO");
	unsetenv("RUSTC_WRAPPER");
	verdict_free(shop->verdict);
	verifier_free(shop->verifier);
	toolchain_clear(&shop->toolchain);
	course_free(shop->course);
	free(shop);
	sandbox_free(box);
	return busy;
}

static void on_done(struct verdict *verdict, void *data)
{
	struct shop *shop = data;

	verdict_free(shop->verdict);
	shop->verdict = verdict;
}

static void expect(void **state, const char *name, enum outcome outcome)
{
	struct shop *shop = ((struct sandbox *)*state)->data;
	struct verify_request request = {
		.exercise = course_find(shop->course, name), .done = on_done, .data = shop};

	verification_start(shop->verifier, &request);
	assert_true(loop_finish(&shop->loop));
	assert_non_null(shop->verdict);
	if (shop->verdict->outcome != outcome)
		fail_msg("%s: %s at %s: %s\n%s", name, outcome_name(shop->verdict->outcome),
			 step_name(shop->verdict->step),
			 shop->verdict->reason ? shop->verdict->reason : "no reason",
			 shop->verdict->output);
}

/* ---- times ---------------------------------------------------------------------------------- */

enum when { NOW, OLDER, EQUAL };

static void put(void **state, const char *relative, const char *text, enum when when)
{
	struct timespec times[] = {{1600000000, 0}, {1600000000, 0}};
	const char *path = sandbox_path(*state, "%s", relative);
	struct stat st;

	if (when == EQUAL) {
		assert_int_equal(stat(path, &st), 0);
		times[0] = times[1] = st.st_mtim;
	}
	sandbox_write(*state, relative, text);
	if (when != NOW)
		assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* A file of an exercise, and a text of it that must not pass. */
struct trap {
	const char *exercise, *file, *good, *old, *new;
};

static const struct trap traps[] = {
	{"desk", TOPIC "/desk.rs", desk, "+ 0", "+ 1"},
	{"desk", PHASE "/helper/src/lib.rs", "pub fn double(x: i32) -> i32 {\n    x * 2\n}\n",
	 "x * 2", "x * 3"},
	{"runs", TOPIC "/runs/src/main.rs", runs_main, "40 + 2", "40 + 3"},
	{"runs", TOPIC "/runs/src/word.txt", "word", "word", "lord"},
	{"runs", TOPIC "/runs/build.rs", runs_build, "v1-", "v2-"},
	{"runs", TOPIC "/runs/Cargo.toml", runs_manifest, "[\"on\"]", "[    ]"},
	{"runs", TOPIC "/runs/tests/proof.rs", runs_proof, "v1-42", "v1-43"},
	{"documented", TOPIC "/documented/src/lib.rs", documented_lib, "1 + 1", "1 + 2"},
	{"twin_a", TOPIC "/twin_a/src/lib.rs", twin_lib, "1 + 1", "1 + 2"},
};

static void contents_count(void **state)
{
	for (size_t i = 0; i < sizeof(traps) / sizeof(*traps); i++) {
		const struct trap *t = &traps[i];
		const char *bad = sandbox_replaced(*state, t->good, t->old, t->new);

		expect(state, t->exercise, OUTCOME_PASSED);
		put(state, t->file, bad, OLDER);
		expect(state, t->exercise, OUTCOME_FAILED);
		put(state, t->file, t->good, EQUAL);
		expect(state, t->exercise, OUTCOME_PASSED);
		put(state, t->file, bad, EQUAL);
		expect(state, t->exercise, OUTCOME_FAILED);
		put(state, t->file, t->good, OLDER);
		expect(state, t->exercise, OUTCOME_PASSED);
	}
}

static void contents_count_for_cargo_alone(void **state)
{
	setenv("RUSTGYM_CARGO", "always", 1);
	contents_count(state);
}

static void contents_count_with_a_wrapper(void **state)
{
	const char *wrapper = sandbox_path(*state, "wrapper");

	sandbox_write(*state, "wrapper", "#!/bin/sh\nexec \"$@\"\n");
	assert_int_equal(chmod(wrapper, 0755), 0);
	setenv("RUSTC_WRAPPER", wrapper, 1);
	contents_count(state);
}

/* cargo's own list of targets knows nothing of a file that was moved here. */
static void a_file_that_comes_or_goes_counts(void **state)
{
	const char *more = TOPIC "/runs/tests/more.rs";

	expect(state, "runs", OUTCOME_PASSED);
	put(state, more, "#[test]\nfn fails() {\n    panic!();\n}\n", OLDER);
	expect(state, "runs", OUTCOME_FAILED);
	file_remove(sandbox_path(*state, "%s", more), NULL);
	expect(state, "runs", OUTCOME_PASSED);
	file_remove(sandbox_path(*state, TOPIC "/runs/src/word.txt"), NULL);
	expect(state, "runs", OUTCOME_FAILED);
}

/* A text that the package includes from elsewhere. */
static void a_file_outside_the_package_counts(void **state)
{
	put(state, TOPIC "/word.txt", "word", NOW);
	put(state, TOPIC "/runs/src/main.rs",
	    sandbox_replaced(*state, runs_main, "word.txt", "../../word.txt"), NOW);
	expect(state, "runs", OUTCOME_PASSED);
	put(state, TOPIC "/word.txt", "lord", EQUAL);
	expect(state, "runs", OUTCOME_FAILED);
}

/* ---- two packages of one name --------------------------------------------------------------- */

static void nobody_passes_with_the_products_of_another(void **state)
{
	const char *bad = sandbox_replaced(*state, twin_lib, "1 + 1", "1 + 2");

	for (int always = 0; always < 2; always++) {
		if (always)
			setenv("RUSTGYM_CARGO", "always", 1);
		put(state, TOPIC "/twin_b/src/lib.rs", bad, OLDER);
		for (int i = 0; i < 2; i++) {
			expect(state, "twin_a", OUTCOME_PASSED);
			expect(state, "twin_b", OUTCOME_FAILED);
		}
	}
}

static void at_once_neither(void **state)
{
	struct shop *shop = ((struct sandbox *)*state)->data;
	const char *bad = sandbox_replaced(*state, twin_lib, "1 + 1", "1 + 2");
	struct shop other = {0};
	struct verify_request a = {
		.exercise = course_find(shop->course, "twin_a"), .done = on_done, .data = shop};
	struct verify_request b = {
		.exercise = course_find(shop->course, "twin_b"), .done = on_done, .data = &other};

	put(state, TOPIC "/twin_b/src/lib.rs", bad, OLDER);
	verification_start(shop->verifier, &a);
	verification_start(shop->verifier, &b);
	assert_true(loop_finish(&shop->loop));
	assert_int_equal(shop->verdict->outcome, OUTCOME_PASSED);
	assert_int_equal(other.verdict->outcome, OUTCOME_FAILED);
	verdict_free(other.verdict);
}

/* ---- examples in the documentation ----------------------------------------------------------- */

/* rustdoc compiles them in a file of its own, which the learner does not have. */
static void an_example_is_placed_where_it_is_written(void **state)
{
	const struct shop *shop = ((struct sandbox *)*state)->data;
	const struct test_result *test;

	put(state, TOPIC "/documented/Cargo.toml",
	    "[package]\nname = \"documented\"\nedition = \"2024\"\n[workspace]\n", NOW);
	put(state, TOPIC "/documented/src/lib.rs",
	    "//! Numbers.\n\n/// ```\n/// println!(\"one\");\n"
	    "/// assert_eq!(documented::two(), 2);\n/// ```\npub fn two() -> i32 {\n    3\n}\n",
	    NOW);
	setenv("RUST_BACKTRACE", "1", 1);
	expect(state, "documented", OUTCOME_FAILED);
	unsetenv("RUST_BACKTRACE");
	assert_int_equal(shop->verdict->tests.count, 1);
	test = &shop->verdict->tests.items[0];
	assert_string_equal(test->file, TOPIC "/documented/src/lib.rs");
	assert_int_equal(test->line, 3);
	assert_true(string_has_prefix(test->message, "one\n\nthread 'main'"));
	assert_null(strstr(test->message, "backtrace"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_example_is_placed_where_it_is_written, setup,
						teardown),
		cmocka_unit_test_setup_teardown(contents_count, setup, teardown),
		cmocka_unit_test_setup_teardown(contents_count_for_cargo_alone, setup, teardown),
		cmocka_unit_test_setup_teardown(contents_count_with_a_wrapper, setup, teardown),
		cmocka_unit_test_setup_teardown(a_file_that_comes_or_goes_counts, setup, teardown),
		cmocka_unit_test_setup_teardown(a_file_outside_the_package_counts, setup, teardown),
		cmocka_unit_test_setup_teardown(nobody_passes_with_the_products_of_another, setup,
						teardown),
		cmocka_unit_test_setup_teardown(at_once_neither, setup, teardown),
	};

	return run_group(tests);
}
