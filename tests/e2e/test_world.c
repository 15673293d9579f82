/*
 * The machines on which learners live: settings of cargo, rustc and clippy in variables and in files,
 * odd names of folders, old and new files. In each a solved exercise passes and an unsolved one fails,
 * with both builders, or the machine's fault is told as such: status 3, a remedy, no attempt.
 */
#include "harness.h"
#include "rustgym/base/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define TOPIC "exercises/01_world/01_small"

static const char roadmap[] =
	"{ \"format\": 1, \"title\": \"World\", \"version\": \"1.0.0\", \"edition\": \"2021\",\n"
	"  \"phases\": [{ \"dir\": \"01_world\", \"title\": \"World\", \"topics\": [\"01_small\"] }],\n"
	"  \"skills\": { \"1.1.1\": \"All\" } }\n";

#define ENTRY(name, fields)                                                                        \
	"{ \"name\": \"" name "\", \"title\": \"T\", \"skills\": [\"1.1.1\"], \"minutes\": 5,\n"   \
	"  \"links\": [{ \"title\": \"B\", \"url\": \"https://doc.rust-lang.org/\" }],\n"          \
	"  \"fails\": { \"tests\": [\"tests::doubles\"] }" fields " }"

static const char topic[] =
	"{ \"title\": \"Small\", \"builder\": \"rustc\", \"exercises\": [\n" ENTRY(
		"plain",
		"") ",\n" ENTRY("pack",
				", \"files\": [\"Cargo.toml\", \"src/lib.rs\"],\n"
				"  \"steps\": [\"test\", \"doctest\", \"clippy\"]") "\n] }\n";

static const char manifest[] = "[package]\nname = \"pack\"\nversion = \"0.1.0\"\n"
			       "edition = \"2021\"\n\n[workspace]\n";

/* The unused variable is a warning: polish, whatever the settings make of warnings. */
static const char source[] = "/// Returns twice the number.\n"
			     "///\n"
			     "/// ```\n"
			     "/// assert_eq!(1 + 1, 2);\n"
			     "/// ```\n"
			     "pub fn double(x: u32) -> u32 {\n"
			     "    let unused = 1;\n"
			     "    x * 3\n"
			     "}\n"
			     "\n"
			     "#[cfg(test)]\n"
			     "mod tests {\n"
			     "    #[test]\n"
			     "    fn doubles() {\n"
			     "        println!(\"test tests::fake ... FAILED\");\n"
			     "        assert_eq!(super::double(4), 8);\n"
			     "    }\n"
			     "}\n";

enum builder { PLAIN, PACK, BUILDERS };

static const char *const names[BUILDERS] = {"plain", "pack"};
static const char *const files[BUILDERS] = {TOPIC "/plain.rs", TOPIC "/pack/src/lib.rs"};

/* A workspace in the folder of this name. */
static const char *world(struct place *place, const char *name)
{
	const char *root = place_path(place, "%s", name);

	write_file(place_text(place, "%s/exercises/roadmap.json", root), roadmap);
	write_file(place_text(place, "%s/" TOPIC "/topic.json", root), topic);
	write_file(place_text(place, "%s/" TOPIC "/pack/Cargo.toml", root), manifest);
	for (int b = 0; b < BUILDERS; b++)
		write_file(place_text(place, "%s/%s", root, files[b]), source);
	return root;
}

static const char *source_of(struct place *place, const char *root, enum builder b)
{
	return place_text(place, "%s/%s", root, files[b]);
}

/* Build products go to the place, but where the environment says otherwise. */
static struct answer run_in(struct place *place, const char *root, const char *const *env,
			    enum builder b)
{
	const char *all[8] = {place_text(place, "RUSTGYM_CACHE=%s/cache", place->root)};
	size_t count = 1;

	for (; env && *env; env++) {
		if (strncmp(*env, "RUSTGYM_CACHE", strlen("RUSTGYM_CACHE")) == 0)
			all[0] = *env;
		else
			all[count++] = *env;
	}
	return call_with(place, &(struct call){.folder = root, .env = all},
			 (const char *const[]){"--plain", "run", names[b], NULL});
}

/* The unsolved text fails for its test, the solved one passes. */
static void expect_true_verdicts(struct place *place, const char *root, const char *const *env,
				 enum builder b)
{
	assert_answer(run_in(place, root, env, b), 1, "FAIL doubles");
	replace_in_file(place, source_of(place, root, b), "x * 3", "x * 2");
	assert_answer(run_in(place, root, env, b), 0, "passed");
	replace_in_file(place, source_of(place, root, b), "x * 2", "x * 3");
	assert_answer(run_in(place, root, env, b), 1, "FAIL doubles");
}

/* Nothing is known of an exercise that could not be verified. */
static void expect_trouble(struct place *place, const char *root, const char *const *env,
			   enum builder b, const char *words)
{
	const char *progress = place_text(place, "%s/.rustgym/progress.json", root);
	const char *before = read_text(place, progress), *after;

	replace_in_file(place, source_of(place, root, b), "x * 3", "x * 2");
	assert_answer(run_in(place, root, env, b), 3, words);
	assert_answer(run_in(place, root, env, b), 3, words); /* it is not taken for known */
	replace_in_file(place, source_of(place, root, b), "x * 2", "x * 3");
	after = read_text(place, progress); /* no try, and no pass */
	assert_string_equal(after ? after : "", before ? before : "");
}

/* ---- variables ------------------------------------------------------------------------------ */

static void settings_that_change_nothing(void **state)
{
	static const char *const settings[] = {
		"RUSTFLAGS=-Dwarnings",
		"CARGO_ENCODED_RUSTFLAGS=-Dwarnings",
		"CARGO_BUILD_RUSTFLAGS=-Dwarnings",
		"RUSTDOCFLAGS=-Dwarnings",
		"CARGO_BUILD_WARNINGS=deny",
		"CARGO_TERM_QUIET=true",
		"CARGO_TERM_VERBOSE=true",
		"CARGO_TERM_COLOR=always",
		"CARGO_TERM_PROGRESS_WHEN=never",
		"CARGO_BUILD_MESSAGE_FORMAT=short",
		"CARGO_TARGET_DIR=/nowhere/target",
		"CARGO_BUILD_TARGET_DIR=/nowhere/target",
		"CARGO_BUILD_BUILD_DIR=/nowhere/build",
		"CARGO_INCREMENTAL=0",
		"CARGO_BUILD_JOBS=1",
		"CARGO_PROFILE_TEST_OPT_LEVEL=1",
		"CARGO_NET_OFFLINE=true",
		"RUST_TEST_NOCAPTURE=1",
		"RUST_TEST_THREADS=1",
		"RUST_TEST_SHUFFLE=1",
		"RUST_BACKTRACE=full",
		"RUST_LIB_BACKTRACE=1",
		"RUSTC_LOG=error",
		"CLIPPY_ARGS=-Dwarnings__CLIPPY_HACKERY__",
		"CLIPPY_CONF_DIR=/nowhere",
		"LANG=de_DE.UTF-8",
	};
	struct place *place = *state;
	const char *root = world(place, "w");

	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		const char *const env[] = {settings[i], NULL};

		for (int b = 0; b < BUILDERS; b++)
			expect_true_verdicts(place, root, env, b);
	}
}

static void variables_that_break_the_machine(void **state)
{
	static const char *const cases[][2] = {
		{"CARGO_BUILD_TARGET=wasm32-unknown-unknown",
		 "rustup target add wasm32-unknown-unknown"},
		{"RUSTC_WRAPPER=/nowhere/sccache", "RUSTC_WRAPPER"},
		{"RUSTC_WORKSPACE_WRAPPER=/nowhere/wrap", "RUSTC_WORKSPACE_WRAPPER"},
		{"CARGO_BUILD_RUSTC_WRAPPER=absent-wrapper", "RUSTC_WRAPPER"},
		{"RUSTFLAGS=-Zunknown", "RUSTFLAGS"},
		{"RUSTFLAGS=-Cunknown=1", "RUSTFLAGS"},
		{"RUSTFLAGS=-Clinker=absent-linker", "absent-linker"},
		{"RUSTDOC=/nowhere/rustdoc", "/nowhere/rustdoc"},
		{"CARGO_BUILD_JOBS=many", "could not parse `many`"},
	};
	struct place *place = *state;
	const char *root = world(place, "w");

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *const env[] = {
			cases[i][0], place_text(place, "RUSTGYM_CACHE=%s/c%zu", place->root, i),
			NULL};

		expect_true_verdicts(place, root, env, PLAIN);
		expect_trouble(place, root, env, PACK, cases[i][1]);
	}
}

/* Cargo has the toolchain's folder in PATH. Where that is a distribution's /usr/bin, cc is there, too. */
static void without_a_c_compiler(void **state)
{
	struct place *place = *state;
	const char *root = world(place, "w"), *bin = place_path(place, "bin");
	const char *const env[] = {place_text(place, "PATH=%s", bin),
				   place_text(place, "RUSTGYM_CACHE=%s/cache", place->root), NULL};
	struct answer sysroot = call_program(
		place, &(struct call){0},
		(const char *const[]){"/usr/bin/env", "rustc", "--print", "sysroot", NULL});
	char *folder = strndup(sysroot.out, strcspn(sysroot.out, "\n"));

	assert_int_equal(file_make_folder(bin, NULL), 0);
	assert_int_equal(symlink(place_text(place, "%s/bin/rustc", folder),
				 place_text(place, "%s/rustc", bin)),
			 0);
	for (int b = 0; b < BUILDERS; b++)
		if (b != PACK || !file_exists(place_text(place, "%s/bin/cc", folder)))
			expect_trouble(place, root, env, b, "there is no C compiler");
	free(folder);
}

/* ---- files ---------------------------------------------------------------------------------- */

static void settings_in_files_above(void **state)
{
	static const struct {
		const char *file, *text;
		const char *trouble[BUILDERS]; /* NULL: the verdicts are as ever */
	} cases[] = {
		{".cargo/config.toml", "[term]\nquiet = true\n", {NULL, NULL}},
		{".cargo/config.toml",
		 "[term]\nverbose = true\ncolor = \"always\"\n",
		 {NULL, NULL}},
		{".cargo/config.toml", "[build]\nrustflags = [\"-Dwarnings\"]\n", {NULL, NULL}},
		{".cargo/config.toml", "[build]\nrustdocflags = [\"-Dwarnings\"]\n", {NULL, NULL}},
		{".cargo/config.toml", "[build]\ntarget-dir = \"/nowhere\"\n", {NULL, NULL}},
		{".cargo/config.toml", "[env]\nRUST_TEST_NOCAPTURE = \"1\"\n", {NULL, NULL}},
		{".cargo/config.toml",
		 "[target.'cfg(all())']\nrustflags = [\"-Dwarnings\"]\n",
		 {NULL, NULL}},
		{".cargo/config.toml", "[build]\nrustc-wrapper = \"absent\"\n", {NULL, "absent"}},
		{".cargo/config.toml",
		 "[build]\ntarget = \"wasm32-unknown-unknown\"\n",
		 {NULL, "rustup target add"}},
		{".cargo/config.toml", "broken = [\n", {NULL, "/.cargo/config.toml"}},
		{".cargo/config.toml",
		 "[build]\njobs = \"many\"\n",
		 {NULL, "could not parse `many`"}},
		{"clippy.toml", "nonsense = 3\n", {NULL, NULL}},
		{".clippy.toml", "= broken\n", {NULL, NULL}},
		{"clippy.toml", "msrv = \"1.0.0\"\n", {NULL, NULL}},
		{"rustfmt.toml", "nonsense = 3\n", {NULL, NULL}},
		{"rust-toolchain.toml",
		 "[toolchain]\nchannel = \"1.2.3-none\"\n",
		 {NULL, NULL}}, /* rustup is not asked there */
	};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *root = world(place, place_text(place, "above%zu/w", i));
		const char *file = place_path(place, "above%zu/%s", i, cases[i].file);

		write_file(file, cases[i].text);
		for (int b = 0; b < BUILDERS; b++)
			if (cases[i].trouble[b])
				expect_trouble(place, root, NULL, b, cases[i].trouble[b]);
			else
				expect_true_verdicts(place, root, NULL, b);
	}
}

/* A right answer passes; the note names the file that stops clippy. */
static void a_crate_for_a_newer_rust(void **state)
{
	struct place *place = *state;
	const char *root = world(place, "new");
	const char *deep = place_text(place, "%s/" TOPIC "/pack/deep", root);

	write_file(place_text(place, "%s/Cargo.toml", deep),
		   "[package]\nname = \"deep\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"
		   "rust-version = \"1.999\"\n");
	write_file(place_text(place, "%s/src/lib.rs", deep), "");
	write_file(place_text(place, "%s/" TOPIC "/pack/Cargo.toml", root),
		   place_text(place, "%s[dependencies]\ndeep = { path = \"deep\" }\n", manifest));
	expect_trouble(place, root, NULL, PACK, "deep@0.1.0 requires rustc 1.999");
	expect_trouble(place, root, NULL, PACK, "rustup update stable");
	expect_true_verdicts(place, root, NULL, PLAIN);
}

static void clippy_with_broken_settings_is_told(void **state)
{
	struct place *place = *state;
	const char *root = world(place, "w");

	write_file(place_path(place, "clippy.toml"), "nonsense = 3\n");
	for (int b = 0; b < BUILDERS; b++) {
		replace_in_file(place, source_of(place, root, b), "x * 3", "x * 2");
		assert_answer(run_in(place, root, NULL, b), 0, place_path(place, "clippy.toml"));
	}
}

static void names_of_folders(void **state)
{
	static const char *const odd[] = {"a b",      "a%20b", "100%", "%s%n", "a:b", "a'b",
					  "a\"b",     "a#b",   "a$b",  "a;b",  "-x",  "a*b",
					  "\xc3\xbc", "a\\b",  "(x)",  "a=b"};
	struct place *place = *state;
	const char *const env[] = {"RUSTGYM_CACHE",
				   place_text(place, "XDG_CACHE_HOME=%s/xdg", place->root), NULL};

	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		const char *root = world(place, odd[i]);

		for (int b = 0; b < BUILDERS; b++)
			expect_true_verdicts(place, root, env, b);
	}
}

static void a_name_that_is_no_utf8(void **state)
{
	struct place *place = *state;
	const char *root = world(place, "a\xff"
					"b");

	expect_true_verdicts(place, root, NULL, PLAIN);
	expect_trouble(place, root, NULL, PACK, "no UTF-8");
	assert_answer(rustgym(place, NULL, "init", "b\xff", "--course", course_path()), 2, "UTF-8");
}

/* A verdict is about the bytes, whatever their time: cargo goes by the time. */
static void set_time(const char *path, time_t when)
{
	const struct timespec times[2] = {{.tv_sec = when}, {.tv_sec = when}};

	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void files_older_and_newer_than_the_last_build(void **state)
{
	static const time_t times[] = {86400, 1000000000, 4000000000};
	struct place *place = *state;
	const char *root = world(place, "w");

	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++)
		for (int b = 0; b < BUILDERS; b++) {
			const char *file = source_of(place, root, b);

			replace_in_file(place, file, "x * 3", "x * 2");
			assert_answer(run_in(place, root, NULL, b), 0, "passed");
			replace_in_file(place, file, "x * 2", "x * 3");
			set_time(file, times[i]);
			assert_answer(run_in(place, root, NULL, b), 1, "FAIL doubles");
			replace_in_file(place, file, "x * 3", "x * 2");
			set_time(file, times[i]);
			assert_answer(run_in(place, root, NULL, b), 0, "passed");
			replace_in_file(place, file, "x * 2", "x * 3");
		}
}

/* ---- places --------------------------------------------------------------------------------- */

static void where_nothing_may_be_executed(void **state)
{
	struct place *place = *state;
	const char *root = world(place, "w"), *cache = place_path(place, "noexec");
	const char *const env[] = {place_text(place, "RUSTGYM_CACHE=%s", cache), NULL};

	assert_int_equal(file_make_folder(cache, NULL), 0);
	assert_int_equal(mount("none", cache, "tmpfs", MS_NOEXEC, "mode=755,size=512m"), 0);
	for (int b = 0; b < BUILDERS; b++)
		expect_trouble(place, root, env, b, "RUSTGYM_CACHE");
	assert_int_equal(umount2(cache, MNT_DETACH), 0);
}

static void where_the_disk_is_full(void **state)
{
	struct place *place = *state;
	const char *root = world(place, "w"), *cache = place_path(place, "full");
	const char *const env[] = {place_text(place, "RUSTGYM_CACHE=%s", cache), NULL};

	assert_int_equal(file_make_folder(cache, NULL), 0);
	assert_int_equal(mount("none", cache, "tmpfs", 0, "mode=755,size=64k"), 0);
	for (int b = 0; b < BUILDERS; b++)
		expect_trouble(place, root, env, b, "disk is full");
	assert_int_equal(umount2(cache, MNT_DETACH), 0);
}

/* One `sudo rustgym run` leaves files that the learner cannot write. */
static void what_another_user_left(void **state)
{
	struct place *place = *state;
	const char *root = world(place, "w");

	assert_lacks(rustgym(place, root, "--plain", "doctor").out, "another user");
	assert_int_equal(chown(source_of(place, root, PLAIN), 12345, 12345), 0);
	assert_answer(rustgym(place, root, "--plain", "doctor"), 5, "chown -R");
}

static void without_a_home(void **state)
{
	static const char *const env[] = {"HOME", NULL};
	struct place *place = *state;
	const char *root = world(place, "w");

	for (int b = 0; b < BUILDERS; b++) {
		struct answer answer = run_in(place, root, env, b);

		/* Both are true: it works all the same, or what is missing is named. */
		if (answer.status == 3)
			assert_contains(answer.err, "HOME");
		else
			expect_true_verdicts(place, root, env, b);
	}
}

/* Only root may mount, and give files away; and not in every container. */
static bool is_root_allowed(void)
{
	char folder[] = "/tmp/rustgym-mount-XXXXXX";
	bool allowed;

	assert_non_null(mkdtemp(folder));
	allowed = mount("none", folder, "tmpfs", 0, "size=64k") == 0;
	if (allowed)
		umount2(folder, MNT_DETACH);
	rmdir(folder);
	return allowed;
}

enum { FOR_ROOT = 3 }; /* tests, at the end */

#define WORLD(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD(settings_that_change_nothing),
		WORLD(variables_that_break_the_machine),
		WORLD(without_a_c_compiler),
		WORLD(settings_in_files_above),
		WORLD(a_crate_for_a_newer_rust),
		WORLD(clippy_with_broken_settings_is_told),
		WORLD(names_of_folders),
		WORLD(a_name_that_is_no_utf8),
		WORLD(files_older_and_newer_than_the_last_build),
		WORLD(without_a_home),
		WORLD(where_nothing_may_be_executed),
		WORLD(where_the_disk_is_full),
		WORLD(what_another_user_left),
	};
	size_t count = sizeof(tests) / sizeof(*tests);

	if (!is_root_allowed())
		return run_some(tests, count - FOR_ROOT, "what only root may do");
	return run_group(tests);
}
