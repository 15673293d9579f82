/*
 * Programs linked by rustgym-relay, with the real compiler and linker. `cc` is a script in front of
 * PATH that notes each call; what is tested is when it is called, and that the program is the same.
 */
#include "rustgym/base/file.h"
#include "support.h"
#include "toolchain/cargo/linker.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct bench {
	struct toolchain toolchain;
	char *path;        /* as PATH was */
	const char *cc;    /* the real one */
	bool links_by_lld; /* else the C compiler has every word here */
};

static struct bench *bench_in(void **state)
{
	return ((struct sandbox *)*state)->data;
}

/* ---- compiling ------------------------------------------------------------------------------ */

/* rustc's exit status; what it said is in *said. */
static int compile(void **state, const char *source, const char *more, const char **said)
{
	struct sandbox *box = *state;
	struct strings argv = STRINGS_INIT, env = STRINGS_INIT;
	const char *const flags[] = {
		"-C", "prefer-dynamic", "-C", "rpath", "--crate-name", "it", "-o", NULL};
	const char *script;
	int status;

	sandbox_write(box, "it.rs", source);
	strings_add(&argv, "rustc");
	strings_add_all(&argv, flags);
	strings_add(&argv, sandbox_path(box, "it"));
	strings_add(&argv, sandbox_path(box, "it.rs"));
	assert_true(
		linker_use(&bench_in(state)->toolchain, sandbox_path(box, "cache"), &argv, &env));
	script = arena_format(&box->arena, "env '%s' '%s'", env.items[0],
			      bench_in(state)->toolchain.rustc);
	for (size_t i = 1; i < argv.count; i++)
		script = arena_format(&box->arena, "%s '%s'", script, argv.items[i]);
	script = arena_format(&box->arena, "%s %s 2>&1", script, more);
	status = run_command((const char *const[]){"sh", "-c", script, NULL}, box->root, said, box);
	strings_clear(&argv);
	strings_clear(&env);
	return status;
}

static void expect_output(void **state, const char *expected)
{
	struct sandbox *box = *state;
	const char *said;

	assert_int_equal(run_command((const char *const[]){sandbox_path(box, "it"), NULL},
				     box->root, &said, box),
			 0);
	assert_string_equal(said, expected);
}

static void expect_compiled(void **state, const char *text, const char *more)
{
	struct sandbox *box = *state;
	const char *said;
	int status;

	unlink(sandbox_path(box, "it"));
	status = compile(state,
			 arena_format(&box->arena, "fn main() { println!(\"%s\"); }\n", text), more,
			 &said);
	if (status)
		fail_msg("%s", said);
	expect_output(state, arena_format(&box->arena, "%s\n", text));
}

static size_t calls_of_cc(void **state)
{
	const char *calls = sandbox_read(*state, "calls", NULL);
	size_t count = 0;

	for (; calls && (calls = strchr(calls, '\n')); calls++)
		count++;
	unlink(sandbox_path(*state, "calls"));
	return count;
}

/* The one plan that there is. */
static const char *plan(void **state)
{
	struct sandbox *box = *state;
	DIR *dir = opendir(sandbox_path(box, "cache/linker"));
	struct dirent *entry;
	const char *found = NULL;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		assert_null(found);
		found = arena_format(&box->arena, "cache/linker/%s", entry->d_name);
	}
	closedir(dir);
	assert_non_null(found);
	return found;
}

/* ---- set up --------------------------------------------------------------------------------- */

static void write_cc(struct sandbox *box, const char *real)
{
	sandbox_write(box, "bin/cc",
		      arena_format(&box->arena, "#!/bin/sh\necho \"$*\" >>'%s'\nexec '%s' \"$@\"\n",
				   sandbox_path(box, "calls"), real));
	chmod(sandbox_path(box, "bin/cc"), 0755);
}

static const char *find_cc(struct sandbox *box)
{
	const char *found;

	assert_int_equal(run_command((const char *const[]){"sh", "-c", "command -v cc", NULL},
				     box->root, &found, box),
			 0);
	return arena_format(&box->arena, "%.*s", (int)strcspn(found, "\n"), found);
}

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct bench *bench = memory_new(sizeof(*bench));
	struct error err = ERROR_INIT;

	*state = box;
	box->data = bench;
	sandbox_write(box, "cache/.keep", "");
	if (toolchain_find(NULL, sandbox_path(box, "cache"), &bench->toolchain, &err))
		return -1;
	bench->path = memory_copy_string(getenv("PATH"));
	bench->cc = find_cc(box);
	write_cc(box, bench->cc);
	setenv("PATH", arena_format(&box->arena, "%s:%s", sandbox_path(box, "bin"), bench->path),
	       1);
	unsetenv("LIBRARY_PATH");
	expect_compiled(state, "first", "");
	bench->links_by_lld = strstr(sandbox_read(box, "calls", NULL), "-fuse-ld=lld") &&
			      file_exists(sandbox_path(box, "cache/linker"));
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct bench *bench = box->data;

	setenv("PATH", bench->path, 1);
	toolchain_clear(&bench->toolchain);
	free(bench->path);
	free(bench);
	sandbox_free(box);
	return 0;
}

/* ---- the tests ------------------------------------------------------------------------------ */

static void the_c_compiler_is_asked_once(void **state)
{
	assert_int_equal(calls_of_cc(state), 1);
	expect_compiled(state, "second", "");
	expect_compiled(state, "third", "-C strip=debuginfo -C codegen-units=4");
	assert_int_equal(calls_of_cc(state), 0);
}

static void what_is_for_the_linker_reaches_it(void **state)
{
	const char *said;

	expect_compiled(state, "other options", "-C link-arg=-Wl,--defsym,some_name=0x2a");
	assert_int_equal(calls_of_cc(state), 1); /* of the set-up */
	assert_int_equal(
		run_command((const char *const[]){"sh", "-c", "nm it | grep some_name", NULL},
			    ((struct sandbox *)*state)->root, &said, *state),
		0);
	assert_contains(said, "2a");
}

static void a_library_is_looked_for_where_rustc_says(void **state)
{
	static const char source[] = "#[link(name = \"answer\", kind = \"static\")]\n"
				     "unsafe extern \"C\" { fn answer() -> i32; }\n"
				     "fn main() { println!(\"{}\", unsafe { answer() }); }\n";
	static const char library[] =
		"mkdir -p lib && echo 'int answer(void) { return 42; }' >a.c && "
		"\"$0\" -c a.c -o a.o && ar rcs lib/libanswer.a a.o";
	struct sandbox *box = *state;
	const char *said;

	calls_of_cc(state);
	assert_int_equal(
		run_command((const char *const[]){"sh", "-c", library, bench_in(state)->cc, NULL},
			    box->root, NULL, box),
		0);
	calls_of_cc(state);
	if (compile(state, source, "--edition 2024 -L lib", &said))
		fail_msg("%s", said);
	expect_output(state, "42\n");
	assert_int_equal(calls_of_cc(state), 0);
}

/* A name that is nowhere is the learner's mistake: the C compiler says so, as always. */
static void what_cannot_be_linked_is_said_as_always(void **state)
{
	static const char source[] = "unsafe extern \"C\" { fn nowhere() -> i32; }\n"
				     "fn main() { println!(\"{}\", unsafe { nowhere() }); }\n";
	const char *said;

	assert_int_equal(compile(state, source, "--edition 2024", &said), 1);
	assert_contains(said, "linking with `");
	assert_contains(said, "nowhere");
	calls_of_cc(state);
	expect_compiled(state, "after that", "");
	if (bench_in(state)->links_by_lld)
		assert_int_equal(calls_of_cc(state), 1); /* asked anew */
}

static void a_damaged_plan_is_made_anew(void **state)
{
	struct sandbox *box = *state;
	const char *path, *whole;
	size_t len;

	path = plan(state);
	whole = sandbox_read(box, path, &len);
	for (size_t kept = 0; kept < len; kept += len / 4 + 1) {
		sandbox_write_bytes(box, path, whole, kept);
		calls_of_cc(state);
		expect_compiled(state, "damaged", "");
		expect_compiled(state, "as it was", "");
		assert_true(calls_of_cc(state) <= 2); /* it failed, and asked */
		expect_compiled(state, "and stays", "");
		assert_int_equal(calls_of_cc(state), 0);
	}
}

static void another_c_compiler_is_asked_too(void **state)
{
	struct sandbox *box = *state;

	calls_of_cc(state);
	write_cc(box, arena_format(&box->arena, "%s' '-g", bench_in(state)->cc));
	expect_compiled(state, "another", "");
	assert_int_equal(calls_of_cc(state), 1);
	setenv("LIBRARY_PATH", box->root, 1);
	expect_compiled(state, "another environment", "");
	unsetenv("LIBRARY_PATH");
	assert_int_equal(calls_of_cc(state), 1);
	expect_compiled(state, "the first environment", "");
	assert_int_equal(calls_of_cc(state), 0);
}

static void what_is_not_understood_is_the_c_compilers(void **state)
{
	calls_of_cc(state);
	expect_compiled(state, "sized", "-C link-arg=-O1");
	assert_int_equal(calls_of_cc(state), 1);
	assert_int_equal(compile(state, "fn main() {}\n", "-C link-arg=@nowhere", NULL), 1);
	assert_int_equal(calls_of_cc(state), 1);
}

/* Nothing is kept, and the program is there all the same. */
static void without_a_folder_for_plans_it_links(void **state)
{
	struct sandbox *box = *state;

	file_remove(sandbox_path(box, "cache/linker"), NULL);
	sandbox_write(box, "cache/linker", "a file");
	calls_of_cc(state);
	expect_compiled(state, "no plan", "");
	assert_int_equal(calls_of_cc(state), 1);
}

static void elsewhere_rustc_links_alone(void **state)
{
	struct toolchain toolchain = {.host = (char *)(uintptr_t) "x86_64-apple-darwin"};
	struct strings argv = STRINGS_INIT, env = STRINGS_INIT;

	assert_false(linker_use(&toolchain, sandbox_path(*state, "cache"), &argv, &env));
	toolchain.host = NULL;
	assert_false(linker_use(&toolchain, sandbox_path(*state, "cache"), &argv, &env));
	assert_int_equal(argv.count + env.count, 0);
}

/* Where rustc brings no linker, the relay never knows better. */
static bool rustc_brings_lld(void)
{
	void *state = NULL;
	bool brings;

	assert_int_equal(setup(&state), 0);
	brings = bench_in(&state)->links_by_lld;
	teardown(&state);
	return brings;
}

enum { FOR_LLD = 5 }; /* tests, at the end */

#define LINKER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LINKER(what_cannot_be_linked_is_said_as_always),
		LINKER(what_is_not_understood_is_the_c_compilers),
		LINKER(without_a_folder_for_plans_it_links),
		LINKER(elsewhere_rustc_links_alone),
		LINKER(the_c_compiler_is_asked_once),
		LINKER(what_is_for_the_linker_reaches_it),
		LINKER(a_library_is_looked_for_where_rustc_says),
		LINKER(a_damaged_plan_is_made_anew),
		LINKER(another_c_compiler_is_asked_too),
	};
	size_t count = sizeof(tests) / sizeof(*tests);

	if (!rustc_brings_lld())
		return run_some(tests, count - FOR_LLD,
				"rustc brings no linker that the relay could call");
	return run_group(tests);
}
