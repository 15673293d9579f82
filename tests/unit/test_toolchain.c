/*
 * Toolchains made of shell scripts: a shim as rustup puts it into PATH, and the programs behind it.
 */
#include "rustgym/toolchain/toolchain.h"
#include "support.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
	char *path; /* as it was */
	const char *cache;
	const char *wanted; /* the channel that the course names, or NULL */
};

static void write_program(struct sandbox *box, const char *relative, const char *script)
{
	sandbox_write(box, relative, script);
	assert_int_equal(chmod(sandbox_path(box, "%s", relative), 0755), 0);
}

/* The shim notes each call; it says the version in the file "version". */
static void write_shim(struct sandbox *box)
{
	write_program(box, "bin/rustc",
		      arena_format(&box->arena,
				   "#!/bin/sh\n"
				   "echo \"$*\" >>'%s/calls'\n"
				   "case $1 in\n"
				   "-vV) echo \"rustc 1.x (abc)\"; echo \"host: x86_64-test\"; "
				   "echo \"release: $(cat '%s/version')\";;\n"
				   "--print) echo '%s/sysroot';;\n"
				   "esac\n",
				   box->root, box->root, box->root));
}

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct fixture *fixture = arena_new(&box->arena, sizeof(*fixture));

	fixture->path = arena_string(&box->arena, getenv("PATH"));
	fixture->cache = sandbox_path(box, "cache");
	box->data = fixture;
	*state = box;
	sandbox_write(box, "cache/x", "");
	sandbox_write(box, "course/exercises/x", "");
	sandbox_write(box, "version", "1.95.0");
	write_program(box, "sysroot/bin/rustc", "#!/bin/sh\n");
	write_program(box, "sysroot/bin/cargo", "#!/bin/sh\n");
	write_shim(box);
	setenv("PATH", arena_format(&box->arena, "%s:/usr/bin:/bin", sandbox_path(box, "bin")), 1);
	setenv("RUSTUP_HOME", sandbox_path(box, "rustup"), 1);
	unsetenv("RUSTUP_TOOLCHAIN");
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct fixture *fixture = box->data;

	setenv("PATH", fixture->path, 1);
	unsetenv("RUSTUP_HOME");
	unsetenv("RUSTUP_TOOLCHAIN");
	sandbox_free(box);
	return 0;
}

static struct toolchain found(struct sandbox *box)
{
	struct fixture *fixture = box->data;
	struct toolchain toolchain;
	struct error err = ERROR_INIT;

	if (toolchain_find(fixture->wanted, fixture->cache, &toolchain, &err))
		fail_msg("%s", err.message);
	return toolchain;
}

/* How often the shim was called since this was asked last. */
static size_t calls(struct sandbox *box)
{
	const char *log = sandbox_read(box, "calls", NULL);
	size_t count = 0;

	for (; log && *log; log++)
		count += *log == '\n';
	unlink(sandbox_path(box, "calls"));
	return count;
}

static void the_programs_behind_the_shim_are_found(void **state)
{
	struct sandbox *box = *state;
	struct toolchain toolchain = found(box);

	assert_string_equal(toolchain.rustc, sandbox_path(box, "sysroot/bin/rustc"));
	assert_string_equal(toolchain.cargo, sandbox_path(box, "sysroot/bin/cargo"));
	assert_string_equal(toolchain.sysroot, sandbox_path(box, "sysroot"));
	assert_string_equal(toolchain.host, "x86_64-test");
	assert_string_equal(toolchain.version, "1.95.0");
	toolchain_clear(&toolchain);
	assert_null(toolchain.rustc);
	toolchain_clear(&toolchain);
}

static void what_is_not_installed_is_null(void **state)
{
	struct sandbox *box = *state;
	struct toolchain toolchain;

	setenv("PATH",
	       arena_format(&box->arena, "%s:%s", sandbox_path(box, "bin"),
			    sandbox_path(box, "system")),
	       1);
	sandbox_write(box, "system/x", "");
	assert_int_equal(symlink("/bin/sh", sandbox_path(box, "system/sh")), 0);
	assert_int_equal(symlink("/bin/cat", sandbox_path(box, "system/cat")), 0);
	write_program(box, "system/rustfmt", "#!/bin/sh\n"); /* a distribution's own */
	toolchain = found(box);
	assert_null(toolchain.clippy_driver);
	assert_null(toolchain.cargo_clippy);
	assert_null(toolchain.rustdoc);
	assert_string_equal(toolchain.rustfmt, sandbox_path(box, "system/rustfmt"));
	toolchain_clear(&toolchain);
}

static void the_shim_is_asked_once(void **state)
{
	struct sandbox *box = *state;
	struct toolchain toolchain = found(box);

	assert_true(calls(box) > 0);
	toolchain_clear(&toolchain);
	toolchain = found(box);
	assert_int_equal(calls(box), 0);
	assert_string_equal(toolchain.rustc, sandbox_path(box, "sysroot/bin/rustc"));
	assert_string_equal(toolchain.version, "1.95.0");
	toolchain_clear(&toolchain);
}

static void assert_asked_again(struct sandbox *box, const char *after)
{
	struct toolchain toolchain = found(box);

	if (!calls(box))
		fail_msg("not asked again after %s", after);
	toolchain_clear(&toolchain);
	toolchain = found(box);
	assert_int_equal(calls(box), 0);
	toolchain_clear(&toolchain);
}

static void what_the_choice_depends_on_is_watched(void **state)
{
	struct sandbox *box = *state;
	struct fixture *fixture = box->data;
	struct toolchain toolchain = found(box);

	toolchain_clear(&toolchain);
	calls(box);
	sandbox_write(box, "rustup/settings.toml", "default_toolchain = \"x\"\n");
	assert_asked_again(box, "rustup default");
	sandbox_write(box, "rustup/toolchains/x", "");
	assert_asked_again(box, "rustup toolchain install");
	fixture->wanted = "1.95";
	assert_asked_again(box, "another wish of the course");
	setenv("RUSTUP_TOOLCHAIN", "nightly", 1);
	assert_asked_again(box, "RUSTUP_TOOLCHAIN");
}

/*
 * A rust-toolchain.toml there would be rustup's to obey. Nor in /: with Debian's rustc there is a
 * /lib/rustlib, and then rustc names a wrong sysroot if it was called by a link.
 */
static void it_is_asked_outside_of_the_course(void **state)
{
	struct sandbox *box = *state;
	struct toolchain toolchain;
	char here[4096];

	write_program(
		box, "bin/rustc",
		arena_format(&box->arena, "#!/bin/sh\npwd >>'%s/wheres'\nexit 1\n", box->root));
	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(chdir(box->root), 0);
	assert_int_equal(toolchain_find(NULL, NULL, &toolchain, NULL), ERROR_ENVIRONMENT);
	assert_int_equal(chdir(here), 0);
	assert_string_equal(sandbox_read(box, "wheres", NULL), "/dev\n");
}

static void without_a_place_nothing_is_remembered(void **state)
{
	struct sandbox *box = *state;
	struct fixture *fixture = box->data;
	struct toolchain toolchain = found(box);

	toolchain_clear(&toolchain);
	calls(box);
	fixture->cache = NULL; /* what is remembered there is not believed, either */
	for (int i = 0; i < 2; i++) {
		toolchain = found(box);
		assert_true(calls(box) > 0);
		toolchain_clear(&toolchain);
	}
}

/* The shim hears of the wish, and what answers has to be that. */
static void a_course_can_want_a_channel(void **state)
{
	static const struct {
		const char *wanted, *version;
		bool fits;
	} cases[] = {
		{"1.95", "1.95.0", true},
		{"1.95.0", "1.95.0", true},
		{"1.9", "1.95.0", false},
		{"1.95.1", "1.95.0", false},
		{"1.95", "1.95.0-nightly", true},
		{"stable", "1.95.0", true},
		{"stable", "1.97.0-beta.2", false},
		{"beta", "1.97.0-beta.2", true},
		{"beta", "1.95.0", false},
		{"nightly", "1.98.0-nightly", true},
		{"nightly-2026-01-31", "1.98.0-nightly", true},
		{"nightly-2026-01-31", "1.95.0", false},
	};
	struct sandbox *box = *state;
	struct fixture *fixture = box->data;

	write_program(
		box, "bin/rustc",
		arena_format(&box->arena,
			     "#!/bin/sh\necho \"$RUSTUP_TOOLCHAIN\" >'%s/wanted'\n"
			     "case $1 in\n"
			     "-vV) echo \"host: x\"; echo \"release: $(cat '%s/version')\";;\n"
			     "--print) echo '%s/sysroot';;\n"
			     "esac\n",
			     box->root, box->root, box->root));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct toolchain toolchain;
		struct error err = ERROR_INIT;

		sandbox_write(box, "version", cases[i].version);
		assert_int_equal(toolchain_find(cases[i].wanted, NULL, &toolchain, &err),
				 cases[i].fits ? 0 : ERROR_ENVIRONMENT);
		assert_string_equal(sandbox_read(box, "wanted", NULL),
				    arena_format(&box->arena, "%s\n", cases[i].wanted));
		if (!cases[i].fits)
			assert_contains(err.message, "rustup toolchain install");
		toolchain_clear(&toolchain);
	}
	setenv("RUSTUP_TOOLCHAIN", "mine", 1); /* the learner's word comes before the course's */
	fixture->wanted = "1.2";
	{
		struct toolchain toolchain = found(box);

		assert_string_equal(sandbox_read(box, "wanted", NULL), "mine\n");
		toolchain_clear(&toolchain);
	}
}

/* `rustup update` puts a newer compiler into the same place and changes no setting. */
static void an_update_is_noticed(void **state)
{
	const struct timespec then[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
	struct sandbox *box = *state;
	struct toolchain toolchain;

	utimensat(AT_FDCWD, sandbox_path(box, "sysroot/bin/rustc"), then, 0);
	toolchain = found(box);
	assert_string_equal(toolchain.version, "1.95.0");
	toolchain_clear(&toolchain);
	sandbox_write(box, "version", "1.96.0");
	write_program(box, "sysroot/bin/rustc", "#!/bin/sh\n# newer\n");
	toolchain = found(box);
	assert_string_equal(toolchain.version, "1.96.0");
	toolchain_clear(&toolchain);
}

static void a_toolchain_that_went_away_is_noticed(void **state)
{
	struct sandbox *box = *state;
	struct toolchain toolchain = found(box);

	toolchain_clear(&toolchain);
	assert_int_equal(rename(sandbox_path(box, "sysroot"), sandbox_path(box, "moved")), 0);
	write_program(box, "sysroot/bin/rustc", "#!/bin/sh\n# another\n");
	calls(box);
	toolchain = found(box);
	assert_true(calls(box) > 0);
	toolchain_clear(&toolchain);
}

static void a_damaged_memory_is_no_obstacle(void **state)
{
	static const char *const damaged[] = {"", "{", "[]", "{\"key\": 5}", "null"};
	struct sandbox *box = *state;

	for (size_t i = 0; i < sizeof(damaged) / sizeof(*damaged); i++) {
		struct toolchain toolchain;

		sandbox_write(box, "cache/toolchain.json", damaged[i]);
		toolchain = found(box);
		assert_string_equal(toolchain.version, "1.95.0");
		toolchain_clear(&toolchain);
	}
}

static void without_rustc_the_way_to_get_it_is_said(void **state)
{
	struct sandbox *box = *state;
	struct fixture *fixture = box->data;
	struct toolchain toolchain;
	struct error err = ERROR_INIT;

	setenv("PATH", sandbox_path(box, "empty"), 1);
	assert_int_equal(toolchain_find(fixture->wanted, fixture->cache, &toolchain, &err),
			 ERROR_ENVIRONMENT);
	assert_contains(err.message, "rustc is not in PATH");
	assert_contains(err.message, "https://sh.rustup.rs");
	assert_null(toolchain.rustc);
	toolchain_clear(&toolchain);
}

static void a_shim_without_a_toolchain_is_told_apart(void **state)
{
	static const char *const scripts[] = {
		"#!/bin/sh\necho 'error: rustup could not choose a version of rustc' >&2\nexit 1\n",
		"#!/bin/sh\necho something else\n",
	};
	static const char *const words[] = {"rustup could not choose a version",
					    "does not say its version"};
	struct sandbox *box = *state;
	struct fixture *fixture = box->data;

	for (size_t i = 0; i < 2; i++) {
		struct toolchain toolchain;
		struct error err = ERROR_INIT;

		write_program(box, "bin/rustc", scripts[i]);
		assert_int_equal(toolchain_find(fixture->wanted, fixture->cache, &toolchain, &err),
				 ERROR_ENVIRONMENT);
		assert_contains(err.message, words[i]);
		toolchain_clear(&toolchain);
	}
}

static void editions_need_their_compiler(void **state)
{
	static const struct {
		const char *version, *edition;
		bool supported;
	} cases[] = {
		{"1.85.0", "2024", true},         {"1.84.1", "2024", false},
		{"1.95.0", "2024", true},         {"2.0.0", "2024", true},
		{"1.56.0", "2021", true},         {"1.55.0", "2021", false},
		{"1.96.0-nightly", "2024", true}, {"unknown", "2021", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char version[32];
		struct toolchain toolchain = {.version = version};
		struct error err = ERROR_INIT;
		int result;

		snprintf(version, sizeof(version), "%s", cases[i].version);
		result = toolchain_supports(&toolchain, cases[i].edition, &err);
		assert_int_equal(result, cases[i].supported ? 0 : ERROR_ENVIRONMENT);
		if (result) {
			assert_contains(err.message, cases[i].version);
			assert_contains(err.message, "rustup update");
		}
	}
}

static void a_release_is_compared_by_its_numbers(void **state)
{
	static const struct {
		const char *version, *release;
		bool older;
	} cases[] = {
		{"1.85.0", "1.94", true},        {"1.94.0", "1.94", false},
		{"1.95.0", "1.94", false},       {"1.100.0", "1.94", false},
		{"1.94.0", "1.94.1", true},      {"1.94.1", "1.94.1", false},
		{"2.0.0", "1.94", false},        {"1.94.0-nightly", "1.94", false},
		{"1.93.0-beta.2", "1.94", true}, {"unknown", "1.94", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char version[32];
		struct toolchain toolchain = {.version = version};

		snprintf(version, sizeof(version), "%s", cases[i].version);
		if (toolchain_is_older(&toolchain, cases[i].release) != cases[i].older)
			fail_msg("%s and %s", cases[i].version, cases[i].release);
	}
}

#define with_fakes(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		with_fakes(the_programs_behind_the_shim_are_found),
		with_fakes(what_is_not_installed_is_null),
		with_fakes(the_shim_is_asked_once),
		with_fakes(what_the_choice_depends_on_is_watched),
		with_fakes(it_is_asked_outside_of_the_course),
		with_fakes(without_a_place_nothing_is_remembered),
		with_fakes(a_course_can_want_a_channel),
		with_fakes(an_update_is_noticed),
		with_fakes(a_toolchain_that_went_away_is_noticed),
		with_fakes(a_damaged_memory_is_no_obstacle),
		with_fakes(without_rustc_the_way_to_get_it_is_said),
		with_fakes(a_shim_without_a_toolchain_is_told_apart),
		cmocka_unit_test(editions_need_their_compiler),
		cmocka_unit_test(a_release_is_compared_by_its_numbers),
	};

	return run_group(tests);
}
