/*
 * Exercises with dependencies, compiled as cargo would and by cargo: the verdict is the same. With the
 * real toolchain, on a small course whose one dependency lies beside it. Nothing is fetched. `cargo`
 * is a script that notes each call.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/toolchain/verify.h"
#include "support.h"
#include "toolchain/cargo/commands.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PHASE "exercises/01_shop"
#define TOPIC PHASE "/01_desk"

static const char roadmap[] =
	"{ \"format\": 1, \"title\": \"Shop\", \"version\": \"1.0.0\", \"edition\": \"2021\",\n"
	"  \"phases\": [{ \"dir\": \"01_shop\", \"title\": \"Shop\", \"topics\": [\"01_desk\"] }],\n"
	"  \"skills\": { \"1.1.1\": \"All\" } }\n";

#define ENTRY(name, fields)                                                                        \
	"{ \"name\": \"" name "\", \"title\": \"T\", \"skills\": [\"1.1.1\"], \"minutes\": 5,\n"   \
	"  \"links\": [{ \"title\": \"B\", \"url\": \"https://doc.rust-lang.org/\" }],\n"          \
	"  " fields " }"

/* clang-format off */
static const char topic[] =
	"{ \"title\": \"Desk\", \"builder\": \"cargo\", \"exercises\": [\n"
	ENTRY("desk", "\"fails\": { \"code\": \"E0382\" }") ",\n"
	ENTRY("picky", "\"fails\": { \"lint\": \"clippy::needless_return\" }") ",\n"
	ENTRY("pack", "\"fails\": { \"code\": \"E0382\" }, \"files\": [\"Cargo.toml\", \"src/lib.rs\"]") "\n"
	"] }\n";
/* clang-format on */

static const char workspace[] =
	"[workspace]\nresolver = \"2\"\nmembers = [\"01_desk\", \"helper\"]\n"
	"exclude = [\"01_desk/pack\"]\n";

static const char manifest[] =
	"[package]\nname = \"desk_topic\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"
	"autobins = false\n\n[dependencies]\nhelper = { path = \"../helper\" }\n\n"
	"[[bin]]\nname = \"desk\"\npath = \"desk.rs\"\n\n"
	"[[bin]]\nname = \"picky\"\npath = \"picky.rs\"\n";

static const char helper_manifest[] =
	"[package]\nname = \"helper\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";

static const char helper[] = "use std::cell::Cell;\n"
			     "thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });\n"
			     "pub fn calls() -> u32 {\n    CALLS.with(|c| c.get())\n}\n"
			     "pub fn double<T: std::ops::Add<Output = T> + Copy>(x: T) -> T {\n"
			     "    CALLS.with(|c| c.set(c.get() + 1));\n    x + x\n}\n";

static const char good[] = "fn main() {\n"
			   "    println!(\"{}\", work(2));\n"
			   "}\n"
			   "\n"
			   "fn work(x: i32) -> i32 {\n"
			   "    helper::double(x)\n"
			   "}\n"
			   "\n"
			   "#[cfg(test)]\n"
			   "mod tests {\n"
			   "    #[test]\n"
			   "    fn works() {\n"
			   "        assert_eq!(super::work(4), 8);\n"
			   "        assert_eq!(helper::calls(), 1);\n"
			   "    }\n"
			   "}\n";

static const char pack_manifest[] =
	"[package]\nname = \"pack\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\n"
	"helper = { path = \"../../helper\" }\n\n[workspace]\n";

static const char pack_lib[] = "pub fn four_times(x: i32) -> i32 {\n"
			       "    helper::double(helper::double(x))\n"
			       "}\n";

static const char pack_proof[] = "#[test]\n"
				 "fn is_four_times() {\n"
				 "    assert_eq!(pack::four_times(2), 8);\n"
				 "}\n";

/* ---- the shop ------------------------------------------------------------------------------- */

struct shop {
	struct toolchain toolchain;
	struct course *course;
	uv_loop_t loop;
	struct verifier *verifier;
	struct verdict *verdict; /* the last */
};

static struct shop *shop_in(void **state)
{
	return ((struct sandbox *)*state)->data;
}

/* What cargo compiled is not as young as what it was compiled from. */
static void write_old(void **state, const char *relative, const char *text)
{
	const struct timespec times[] = {{1700000000, 0}, {1700000000, 0}};

	sandbox_write(*state, relative, text);
	assert_int_equal(utimensat(AT_FDCWD, sandbox_path(*state, "%s", relative), times, 0), 0);
}

static void note_cargo_calls(struct sandbox *box, struct shop *shop)
{
	const char *script = arena_format(&box->arena,
					  "#!/bin/sh\necho \"$1\" >>'%s/calls'\nexec '%s' \"$@\"\n",
					  box->root, shop->toolchain.cargo);

	sandbox_write(box, "cargo", script);
	chmod(sandbox_path(box, "cargo"), 0755);
	free(shop->toolchain.cargo);
	shop->toolchain.cargo = memory_copy_string(sandbox_path(box, "cargo"));
}

/* As a course has them. */
static void write_lock_file(struct sandbox *box, const struct shop *shop, const char *folder)
{
	const char *const argv[] = {shop->toolchain.cargo, "generate-lockfile", "--quiet", NULL};

	assert_int_equal(run_command(argv, sandbox_path(box, "%s", folder), NULL, box), 0);
}

static int setup_on(void **state, unsigned cores)
{
	struct sandbox *box = sandbox_new();
	struct shop *shop = memory_new(sizeof(*shop));
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;

	*state = box;
	box->data = shop;
	setenv("CARGO_NET_OFFLINE", "true", 1);
	unsetenv("RUSTGYM_CARGO");
	unsetenv("RUSTFLAGS");
	sandbox_write(box, "exercises/roadmap.json", roadmap);
	sandbox_write(box, PHASE "/Cargo.toml", workspace);
	sandbox_write(box, TOPIC "/topic.json", topic);
	sandbox_write(box, TOPIC "/Cargo.toml", manifest);
	write_old(state, PHASE "/helper/Cargo.toml", helper_manifest);
	write_old(state, PHASE "/helper/src/lib.rs", helper);
	sandbox_write(box, TOPIC "/desk.rs", good);
	sandbox_write(box, TOPIC "/picky.rs", good);
	sandbox_write(box, TOPIC "/pack/Cargo.toml", pack_manifest);
	sandbox_write(box, TOPIC "/pack/src/lib.rs", pack_lib);
	sandbox_write(box, TOPIC "/pack/tests/proof.rs", pack_proof);
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
					   .cores = cores,
					   .compile_s = 120,
					   .run_s = 60});
	if (!err.code) {
		write_lock_file(box, shop, PHASE);
		write_lock_file(box, shop, TOPIC "/pack");
		note_cargo_calls(box, shop);
	}
	return err.code;
}

static int setup(void **state)
{
	return setup_on(state, 1);
}

/* clippy beside the compiler. */
static int setup_on_two(void **state)
{
	return setup_on(state, 2);
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct shop *shop = box->data;
	int busy = uv_loop_close(&shop->loop);

	verdict_free(shop->verdict);
	verifier_free(shop->verifier);
	toolchain_clear(&shop->toolchain);
	course_free(shop->course);
	free(shop);
	sandbox_free(box);
	return busy;
}

/* ---- verifying ------------------------------------------------------------------------------ */

static void on_done(struct verdict *verdict, void *data)
{
	struct shop *shop = data;

	verdict_free(shop->verdict);
	shop->verdict = verdict;
}

static struct verification *start(void **state, const char *name, bool prepare)
{
	struct shop *shop = shop_in(state);
	struct verify_request request = {
		.exercise = course_find(shop->course, name), .done = on_done, .data = shop};

	return prepare ? verification_prepare(shop->verifier, &request, NULL)
		       : verification_start(shop->verifier, &request);
}

/* The verdict stays the shop's, until the next. */
static const struct verdict *verified(void **state, const char *name)
{
	file_remove(sandbox_path(*state, "calls"), NULL);
	start(state, name, false);
	assert_true(loop_finish(&shop_in(state)->loop));
	assert_non_null(shop_in(state)->verdict);
	return shop_in(state)->verdict;
}

static const struct verdict *verified_source(void **state, const char *source)
{
	sandbox_write(*state, TOPIC "/desk.rs", source);
	return verified(state, "desk");
}

static bool cargo_was_called(void **state)
{
	return file_exists(sandbox_path(*state, "calls"));
}

static void expect(const struct verdict *verdict, enum outcome outcome, const char *reason)
{
	if (verdict->outcome != outcome)
		fail_msg("%s at %s: %s\n%s", outcome_name(verdict->outcome),
			 step_name(verdict->step), verdict->reason ? verdict->reason : "no reason",
			 verdict->output);
	if (reason)
		assert_contains(verdict->reason, reason);
}

/* Until the compiler is called without cargo: what was compiled a moment ago teaches nothing. */
static void learn(void **state, const char *name, const char *file, const char *source)
{
	for (int i = 0; i < 4; i++) {
		sandbox_write(
			*state, file,
			arena_format(&((struct sandbox *)*state)->arena, "%s// %d\n", source, i));
		expect(verified(state, name), OUTCOME_PASSED, NULL);
		if (!cargo_was_called(state))
			return;
	}
	fail_msg("cargo is still called");
}

static void learn_desk(void **state)
{
	learn(state, "desk", TOPIC "/desk.rs", good);
}

/*
 * All that a verdict says which does not change from one time to the next. clippy-driver prints whole
 * paths in messages ("std::string::String"), so these are left out.
 */
static const char *words_of(struct sandbox *box, const struct verdict *verdict)
{
	struct buffer text = BUFFER_INIT;
	const char *words;

	buffer_addf(&text, "%s %s %s\n", outcome_name(verdict->outcome), step_name(verdict->step),
		    verdict->reason ? verdict->reason : "");
	for (size_t i = 0; i < verdict->diagnostics.count; i++) {
		const struct diagnostic *d = &verdict->diagnostics.items[i];
		buffer_addf(&text, "%s %s %s:%d:%d\n", level_name(d->level), d->code ? d->code : "",
			    d->file ? d->file : "", d->line, d->column);
	}
	for (size_t i = 0; i < verdict->tests.count; i++)
		buffer_addf(&text, "%s %d\n", verdict->tests.items[i].name,
			    verdict->tests.items[i].outcome);
	words = arena_string(&box->arena, text.data);
	buffer_clear(&text);
	return words;
}

static void expect_the_same_both_ways(void **state, const char *source)
{
	const char *alone = words_of(*state, verified_source(state, source)), *by_cargo;
	bool called = cargo_was_called(state);

	setenv("RUSTGYM_CARGO", "always", 1);
	by_cargo = words_of(*state, verified_source(state, source));
	unsetenv("RUSTGYM_CARGO");
	assert_string_equal(alone, by_cargo);
	assert_false(called);
	assert_true(cargo_was_called(state));
}

/* ---- the same verdict ----------------------------------------------------------------------- */

static void both_ways_agree(void **state)
{
	struct sandbox *box = *state;
	const char *const sources[] = {
		good,
		sandbox_replaced(
			box, good, "    helper::double(x)\n",
			"    let a = String::new();\n    let _b = a;\n    a.len() as i32 + x\n"),
		sandbox_replaced(box, good, "helper::double(x)", "helper::doubled(x)"),
		sandbox_replaced(box, good, "helper::double(x)", "nowhere::double(x)"),
		sandbox_replaced(box, good, "helper::double(x)", "helper::double(\"x\")"),
		sandbox_replaced(box, good, "fn work(x: i32) -> i32 {",
				 "fn work(x: i32) -> i32 {{"),
		sandbox_replaced(box, good, "helper::double(x)", "helper::double(x) + 1"),
		sandbox_replaced(box, good, "helper::double(x)",
				 "let n = 1;\n    helper::double(x)"),
		sandbox_replaced(box, good, "helper::double(x)", "return helper::double(x);"),
		sandbox_replaced(box, good, "helper::double(x)", "helper::double(x & 0)"),
		sandbox_replaced(box, good, "helper::double(x)", "panic!(\"no {x}\")"),
		sandbox_replaced(box, good, "helper::double(x)", "std::process::exit(x)"),
		sandbox_replaced(box, good, "    #[test]\n", ""),
		sandbox_replaced(box, good, "fn main()", "fn unused() {}\n\nfn main()"),
		"fn main() {\n    println!(\"{}\", helper::double(2));\n}\n",
		"fn main() {\n    panic!(\"{}\", helper::double(2));\n}\n",
	};

	learn_desk(state);
	sandbox_write(box, TOPIC "/desk.rs", sources[14]);
	verified(state, "desk"); /* as a program it has other commands */
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		expect_the_same_both_ways(state, sources[i]);
}

/* Its tests would still pass, but cargo finds no such target any more. */
static void without_its_main_it_is_no_program(void **state)
{
	learn_desk(state);
	expect(verified_source(state,
			       sandbox_replaced(*state, good, "fn main()", "pub fn other()")),
	       OUTCOME_FAILED, "it does not compile");
	assert_true(cargo_was_called(state));
}

static void the_lint_of_the_lesson_is_denied(void **state)
{
	learn(state, "picky", TOPIC "/picky.rs", good);
	sandbox_write(
		*state, TOPIC "/picky.rs",
		sandbox_replaced(*state, good, "helper::double(x)", "return helper::double(x);"));
	expect(verified(state, "picky"), OUTCOME_FAILED, "clippy refuses it");
	assert_false(cargo_was_called(state));
}

static void what_is_read_while_compiling_is_read_again(void **state)
{
	const char *source = sandbox_replaced(
		*state, good, "helper::double(x)",
		"include_str!(\"factor\").trim().parse::<i32>().unwrap() * "
		"helper::double(x)");

	sandbox_write(*state, TOPIC "/factor", "1\n");
	learn(state, "desk", TOPIC "/desk.rs", source);
	sandbox_write(*state, TOPIC "/factor", "2\n");
	expect(verified(state, "desk"), OUTCOME_FAILED, "1 of 1 tests fail");
	assert_false(cargo_was_called(state));
}

/* A standard library that is shared allocates its own way: cargo must link this one. */
static void an_allocator_of_its_own_is_used(void **state)
{
	static const char counting[] = COUNTING_ALLOCATOR
		"fn main() {\n"
		"    let text = vec![helper::double(1); 3];\n"
		"    assert!(COUNT.load(Ordering::Relaxed) > 0, \"{text:?} was not counted\");\n"
		"}\n";

	for (int i = 0; i < 3; i++)
		expect(verified_source(state, counting), OUTCOME_PASSED, NULL);
}

/* ---- what the commands depend on --------------------------------------------------------------- */

static void an_edited_manifest_is_obeyed(void **state)
{
	learn_desk(state);
	sandbox_write(*state, TOPIC "/Cargo.toml",
		      arena_format(&((struct sandbox *)*state)->arena,
				   "%s\n[lints.rust]\ndead_code = \"deny\"\n", manifest));
	expect(verified_source(state, sandbox_replaced(*state, good, "fn main()",
						       "fn unused() {}\nfn main()")),
	       OUTCOME_FAILED, "it does not compile");
	assert_true(cargo_was_called(state));
}

static void an_edited_lock_file_is_asked_about(void **state)
{
	const char *lock;

	learn_desk(state);
	lock = sandbox_read(*state, PHASE "/Cargo.lock", NULL);
	sandbox_write(*state, PHASE "/Cargo.lock",
		      sandbox_replaced(*state, lock, "version = 4", "version = 3"));
	expect(verified_source(state, good), OUTCOME_PASSED, NULL);
	assert_true(cargo_was_called(state));
}

static void settings_of_cargo_are_obeyed(void **state)
{
	learn_desk(state);
	sandbox_write(*state, PHASE "/.cargo/config.toml",
		      "[build]\nrustflags = [\"--cfg\", \"odd\"]\n");
	expect(verified_source(state,
			       sandbox_replaced(*state, good, "helper::double(x)",
						"if cfg!(odd) { 1 } else { helper::double(x) }")),
	       OUTCOME_FAILED, "1 of 1 tests fail");
	assert_true(cargo_was_called(state));
}

static void the_environment_is_obeyed(void **state)
{
	learn_desk(state);
	setenv("RUSTFLAGS", "--cfg odd", 1);
	expect(verified_source(state,
			       sandbox_replaced(*state, good, "helper::double(x)",
						"if cfg!(odd) { 1 } else { helper::double(x) }")),
	       OUTCOME_FAILED, "1 of 1 tests fail");
	assert_true(cargo_was_called(state));
	unsetenv("RUSTFLAGS");
	expect(verified_source(state, good), OUTCOME_PASSED, NULL);
}

static void expect_right_and_wrong(void **state)
{
	expect(verified_source(state, good), OUTCOME_PASSED, NULL);
	expect(verified_source(state, sandbox_replaced(*state, good, "helper::double(x)", "x + 1")),
	       OUTCOME_FAILED, "1 of 1 tests fail");
}

/* A note beside the sources, and another terminal, are no reason to ask cargo again. */
static void what_changes_no_build_is_not_asked_about(void **state)
{
	learn_desk(state);
	sandbox_write(*state, TOPIC "/desk.rs.bak", "old");
	sandbox_write(*state, TOPIC "/pack/notes.txt", "a note");
	setenv("VSCODE_PID", "1234", 1);
	setenv("TERM_SESSION_ID", "another", 1);
	expect_right_and_wrong(state);
	assert_false(cargo_was_called(state));
	unsetenv("VSCODE_PID");
	unsetenv("TERM_SESSION_ID");
}

static void another_toolchain_has_other_commands(void **state)
{
	struct toolchain *toolchain = &shop_in(state)->toolchain;

	learn_desk(state);
	free(toolchain->version);
	toolchain->version = memory_copy_string("1.99.0");
	expect(verified_source(state, good), OUTCOME_PASSED, NULL);
	assert_true(cargo_was_called(state));
}

static void a_changed_dependency_is_compiled(void **state)
{
	learn_desk(state);
	sandbox_write(*state, PHASE "/helper/src/lib.rs",
		      sandbox_replaced(*state, helper, "x + x", "x + x + x"));
	expect(verified_source(state, good), OUTCOME_FAILED, "1 of 1 tests fail");
	assert_true(cargo_was_called(state));
}

static void a_build_script_is_cargos_business(void **state)
{
	sandbox_write(*state, TOPIC "/build.rs",
		      "fn main() {\n    println!(\"cargo::rustc-env=FACTOR={}\", "
		      "std::fs::read_to_string(\"factor\").unwrap().trim());\n}\n");
	sandbox_write(*state, TOPIC "/factor", "1\n");
	for (int i = 0; i < 3; i++) {
		const char *source = sandbox_replaced(
			*state, good, "helper::double(x)",
			"env!(\"FACTOR\").parse::<i32>().unwrap() * helper::double(x)");
		expect(verified_source(state, source), i < 2 ? OUTCOME_PASSED : OUTCOME_FAILED,
		       NULL);
		assert_true(cargo_was_called(state));
		if (i == 1)
			sandbox_write(*state, TOPIC "/factor", "2\n");
	}
}

/* ---- what can be lost ----------------------------------------------------------------------- */

/* The one path below `folder` whose name starts so and ends so. */
static const char *only_path(void **state, const char *folder, const char *start, const char *end)
{
	DIR *dir = opendir(sandbox_path(*state, "%s", folder));
	struct dirent *entry;
	const char *found = NULL;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		size_t len = strlen(entry->d_name), tail = strlen(end);
		if (strncmp(entry->d_name, start, strlen(start)) == 0 && len >= tail &&
		    strcmp(entry->d_name + len - tail, end) == 0 && entry->d_name[0] != '.')
			found = arena_format(&((struct sandbox *)*state)->arena, "%s/%s", folder,
					     entry->d_name);
	}
	closedir(dir);
	assert_non_null(found);
	return found;
}

static void damaged_commands_are_not_used(void **state)
{
	const char *path, *whole;
	size_t len;

	learn_desk(state);
	path = only_path(state, "cache/commands", "desk.test-bin.", ".json");
	whole = sandbox_read(*state, path, &len);
	for (size_t kept = 0; kept < len; kept += len / 5 + 1) {
		sandbox_write_bytes(*state, path, whole, kept);
		expect_right_and_wrong(state);
	}
	sandbox_write(*state, path, sandbox_replaced(*state, whole, "\"--test\"", "\"--tset\""));
	expect_right_and_wrong(state);
	sandbox_write(*state, path, sandbox_replaced(*state, whole, "\"commands\"", "\"stinu\""));
	expect_right_and_wrong(state);
}

static void a_lost_crate_is_compiled_again(void **state)
{
	learn_desk(state);
	file_remove(
		sandbox_path(*state, "%s",
			     only_path(state, "cache/target/debug/deps", "libhelper-", ".rlib")),
		NULL);
	expect_right_and_wrong(state);
}

static void a_damaged_crate_is_compiled_again(void **state)
{
	const char *path;

	learn_desk(state);
	path = only_path(state, "cache/target/debug/deps", "libhelper-", ".rlib");
	file_remove(sandbox_path(*state, "%s", path), NULL);
	sandbox_write(*state, path, "half");
	verified_source(state, good); /* cargo may not notice either: that is its verdict */
	file_remove(sandbox_path(*state, "cache/target"), NULL);
	expect_right_and_wrong(state);
}

/* Debian's toolchain has the standard library as an archive only. */
static bool has_shared_std(void **state)
{
	const struct toolchain *toolchain = &shop_in(state)->toolchain;
	char *folder = memory_format("%s/lib/rustlib/%s/lib", toolchain->sysroot, toolchain->host);
	struct dirent *entry;
	DIR *dir = opendir(folder);
	bool found = false;

	while (dir && (entry = readdir(dir)))
		found = found || (string_has_prefix(entry->d_name, "libstd-") &&
				  path_has_suffix(entry->d_name, ".so"));
	if (dir)
		closedir(dir);
	free(folder);
	return found;
}

/* A library with an allocator of its own must not be shared. */
static void without_a_shared_std_nothing_is_shared(void **state)
{
	const char *folder;

	if (has_shared_std(state))
		return;
	learn_desk(state);
	folder = only_path(state, "cache/shared-deps", "", "");
	assert_true(file_exists(sandbox_path(*state, "%s/refused", folder)));
	expect_right_and_wrong(state);
}

static void lost_shared_deps_are_made_again(void **state)
{
	const char *library;

	if (!has_shared_std(state))
		return;
	learn_desk(state);
	library = arena_format(&((struct sandbox *)*state)->arena, "%s/librustgym_shared_deps.so",
			       only_path(state, "cache/shared-deps", "", ""));
	file_remove(sandbox_path(*state, "%s", library), NULL);
	expect_right_and_wrong(state);
	assert_true(file_exists(sandbox_path(*state, "%s", library)));
	file_remove(sandbox_path(*state, "cache/shared-deps"), NULL);
	expect_right_and_wrong(state);
	assert_true(file_exists(sandbox_path(*state, "%s", library)));
}

static void damaged_shared_deps_are_not_used(void **state)
{
	const char *folder, *library;

	learn_desk(state);
	folder = only_path(state, "cache/shared-deps", "", "");
	library = arena_format(&((struct sandbox *)*state)->arena, "%s/librustgym_shared_deps.so",
			       folder);
	sandbox_write(*state, library, "half");
	expect_right_and_wrong(state);
	sandbox_write(*state, arena_format(&((struct sandbox *)*state)->arena, "%s/crates", folder),
		      "1 2");
	expect_right_and_wrong(state);
}

/* ---- warnings are polish -------------------------------------------------------------------- */

static const char *with_a_warning(void **state)
{
	return sandbox_replaced(*state, good, "helper::double(x)",
				"let n = 1;\n    helper::double(x)");
}

/* By the commands as soon as they are known, by cargo alone, and through a wrapper of the learner's. */
static void expect_polish(void **state)
{
	const char *source = with_a_warning(state);
	const struct verdict *verdict;

	for (int i = 0; i < 4; i++) {
		if (i == 2)
			setenv("RUSTGYM_CARGO", "always", 1);
		if (i == 3)
			setenv("RUSTC_WRAPPER", sandbox_path(*state, "wrapper"), 1);
		verdict = verified_source(state, source);
		expect(verdict, OUTCOME_PASSED, NULL);
		assert_int_equal(diagnostics_count(&verdict->diagnostics, LEVEL_WARNING), 1);
	}
	unsetenv("RUSTGYM_CARGO");
	unsetenv("RUSTC_WRAPPER");
}

static void no_setting_makes_a_warning_an_error(void **state)
{
	static const char *const variables[][2] = {
		{"RUSTFLAGS", "-Dwarnings"},
		{"RUSTFLAGS", "--cfg odd -D unused_variables --forbid=unused"},
		{"CARGO_ENCODED_RUSTFLAGS", "--deny\x1fwarnings"},
		{"CARGO_BUILD_RUSTFLAGS", "-D warnings"},
		{"CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__"},
	};
	static const char *const configs[] = {
		"[build]\nrustflags = [\"-D\", \"warnings\"]\n",
		"[target.'cfg(all())']\nrustflags = \"-Fwarnings\"\n",
	};

	sandbox_write(*state, "wrapper", "#!/bin/sh\nexec \"$@\"\n");
	chmod(sandbox_path(*state, "wrapper"), 0755);
	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++) {
		setenv(variables[i][0], variables[i][1], 1);
		expect_polish(state);
		unsetenv(variables[i][0]);
	}
	for (size_t i = 0; i < sizeof(configs) / sizeof(*configs); i++) {
		sandbox_write(*state, PHASE "/.cargo/config.toml", configs[i]);
		expect_polish(state);
	}
}

static void lints_of_the_manifest_are_obeyed(void **state)
{
	const char *lints = arena_format(&((struct sandbox *)*state)->arena,
					 "%s\n[lints.rust]\nunused_variables = \"deny\"\n",
					 manifest);

	sandbox_write(*state, TOPIC "/Cargo.toml", lints);
	for (int i = 0; i < 2; i++) {
		expect(verified_source(state, with_a_warning(state)), OUTCOME_FAILED,
		       "it does not compile");
		setenv("RUSTGYM_CARGO", "always", 1);
	}
	unsetenv("RUSTGYM_CARGO");
}

/* ---- a package ------------------------------------------------------------------------------ */

static void a_package_is_compiled_unit_by_unit(void **state)
{
	learn(state, "pack", TOPIC "/pack/src/lib.rs", pack_lib);
	sandbox_write(*state, TOPIC "/pack/src/lib.rs",
		      sandbox_replaced(*state, pack_lib, "helper::double(x)", "x"));
	expect(verified(state, "pack"), OUTCOME_FAILED, "1 of 1 tests fail");
	sandbox_write(*state, TOPIC "/pack/src/lib.rs",
		      sandbox_replaced(*state, pack_lib, "(x))", "(y))"));
	expect(verified(state, "pack"), OUTCOME_FAILED, "it does not compile");
	assert_string_equal(shop_in(state)->verdict->diagnostics.items[0].file,
			    TOPIC "/pack/src/lib.rs");
	assert_false(cargo_was_called(state));
}

/* A target that was fresh is missing in the commands: it would never be compiled again. */
static void an_incomplete_capture_is_not_used(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, TOPIC "/pack/src/lib.rs", "broken");
	expect(verified(state, "pack"), OUTCOME_FAILED, "it does not compile");
	sandbox_write(box, TOPIC "/pack/src/lib.rs", pack_lib);
	expect(verified(state, "pack"), OUTCOME_PASSED, NULL);
	file_remove(sandbox_path(box, "cache/commands"), NULL);
	sandbox_write(box, TOPIC "/pack/tests/proof.rs",
		      arena_format(&box->arena, "%s// more\n", pack_proof));
	expect(verified(state, "pack"), OUTCOME_PASSED, NULL);
	sandbox_write(box, TOPIC "/pack/src/lib.rs",
		      sandbox_replaced(box, pack_lib, "helper::double(x)", "x"));
	expect(verified(state, "pack"), OUTCOME_FAILED, "1 of 1 tests fail");
}

static void a_new_file_can_be_a_new_target(void **state)
{
	learn(state, "pack", TOPIC "/pack/src/lib.rs", pack_lib);
	sandbox_write(*state, TOPIC "/pack/tests/more.rs",
		      "#[test]\nfn fails() {\n    panic!();\n}\n");
	expect(verified(state, "pack"), OUTCOME_FAILED, "1 of 2 tests fail");
}

/* ---- ahead of time -------------------------------------------------------------------------- */

static void what_is_prepared_needs_no_cargo(void **state)
{
	start(state, "desk", true);
	assert_true(loop_finish(&shop_in(state)->loop));
	expect(shop_in(state)->verdict, OUTCOME_PASSED, NULL);
	assert_int_equal(shop_in(state)->verdict->tests.count, 0);
	expect(verified_source(state, sandbox_replaced(*state, good, "helper::double(x)", "x + 1")),
	       OUTCOME_FAILED, "1 of 1 tests fail");
	assert_false(cargo_was_called(state));
}

static bool shared_deps_are_begun(void *data)
{
	DIR *dir = opendir(sandbox_path(data, "cache/shared-deps"));
	struct dirent *entry;
	bool begun = false;

	while (dir && (entry = readdir(dir)))
		begun = begun || strstr(entry->d_name, ".tmp-");
	if (dir)
		closedir(dir);
	return begun;
}

static bool cargo_has_begun(void *data)
{
	return file_exists(sandbox_path(data, "calls"));
}

static void a_preparation_can_be_cancelled(void **state)
{
	static bool (*const moments[])(void *data) = {cargo_has_begun, shared_deps_are_begun};

	for (size_t i = 0; i < sizeof(moments) / sizeof(*moments); i++) {
		struct verification *v = start(state, "desk", true);
		assert_true(loop_until(&shop_in(state)->loop, moments[i], *state));
		verification_cancel(v);
		assert_true(loop_finish(&shop_in(state)->loop));
		assert_null(shop_in(state)->verdict);
		assert_false(shared_deps_are_begun(*state));
		file_remove(sandbox_path(*state, "cache/commands"), NULL);
		sandbox_write(
			*state, TOPIC "/desk.rs",
			arena_format(&((struct sandbox *)*state)->arena, "%s// %zu\n", good, i));
	}
	learn_desk(state);
	expect_right_and_wrong(state);
}

#define SHOP(test)                                                                                 \
	cmocka_unit_test_setup_teardown(test, setup, teardown),                                    \
	{                                                                                          \
#test "_on_two_cores", test, setup_on_two, teardown, NULL                          \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SHOP(both_ways_agree),
		SHOP(without_its_main_it_is_no_program),
		SHOP(the_lint_of_the_lesson_is_denied),
		SHOP(what_is_read_while_compiling_is_read_again),
		SHOP(an_allocator_of_its_own_is_used),
		SHOP(an_edited_manifest_is_obeyed),
		SHOP(an_edited_lock_file_is_asked_about),
		SHOP(settings_of_cargo_are_obeyed),
		SHOP(the_environment_is_obeyed),
		SHOP(what_changes_no_build_is_not_asked_about),
		SHOP(another_toolchain_has_other_commands),
		SHOP(a_changed_dependency_is_compiled),
		SHOP(a_build_script_is_cargos_business),
		SHOP(damaged_commands_are_not_used),
		SHOP(a_lost_crate_is_compiled_again),
		SHOP(a_damaged_crate_is_compiled_again),
		SHOP(without_a_shared_std_nothing_is_shared),
		SHOP(lost_shared_deps_are_made_again),
		SHOP(damaged_shared_deps_are_not_used),
		SHOP(no_setting_makes_a_warning_an_error),
		SHOP(lints_of_the_manifest_are_obeyed),
		SHOP(a_package_is_compiled_unit_by_unit),
		SHOP(an_incomplete_capture_is_not_used),
		SHOP(a_new_file_can_be_a_new_target),
		SHOP(what_is_prepared_needs_no_cargo),
		SHOP(a_preparation_can_be_cancelled),
	};

	return run_group(tests);
}
