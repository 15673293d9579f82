/*
 * Builds exercises that have dependencies or several files. It uses cargo with a target folder of
 * rustgym's own, so that it never waits for rust-analyzer's lock.
 *
 * cargo is called if its commands are not known (commands.h). If they are known, the compiler is
 * called as cargo would call it, with other folders for the products, and linked with the
 * dependencies as one shared library (shared_deps.h). clippy-driver runs beside the compiler or
 * compiles itself, as for exercises without dependencies (builder_rustc.c). If there are several
 * commands, clippy-driver compiles. RUSTGYM_CARGO=always turns all of this off.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "toolchain/cargo/linker.h"
#include "toolchain/cargo/shared_deps.h"
#include "toolchain/cargo/wrapper.h"
#include "toolchain/speedup.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

static const struct toolchain *tools(const struct verification *v)
{
	return v->verifier->options.toolchain;
}

/* ---- cargo ---------------------------------------------------------------------------------- */

/* With this environment cargo finds rustc and its subcommands without rustup's shims. */
static void environment(struct verification *v, struct command *c)
{
	const char *path = getenv("PATH");

	strings_addf(&c->env, "RUSTC=%s", tools(v)->rustc);
	strings_addf(&c->env, "PATH=%s/bin:%s", tools(v)->sysroot, path ? path : "/usr/bin:/bin");
	strings_addf(&c->env, "CARGO_TARGET_DIR=%s/target", v->verifier->options.cache);
	strings_addf(&c->env, "CARGO_BUILD_BUILD_DIR=%s/target", v->verifier->options.cache);
	if (!verify_is_incremental(v))
		strings_add(&c->env, "CARGO_INCREMENTAL=0");
	wrapper_use(v->folder, &c->env);
	/* These variables change the output that is parsed. RUST_TEST_* does so for doctests. */
	strings_add(&c->env, "CARGO_TERM_COLOR=never");
	strings_add(&c->env, "CARGO_TERM_QUIET=false");
	strings_add(&c->env, "CARGO_TERM_VERBOSE=false");
	strings_add(&c->env, "RUST_TEST_");
	c->cwd = v->folder;
}

/* cargo's progress bar has the number of built crates, which the learner sees while waiting. */
static void show_bar(struct command *c, bool shown)
{
	strings_addf(&c->env, "CARGO_TERM_PROGRESS_WHEN=%s", shown ? "always" : "never");
	strings_add(&c->env, "CARGO_TERM_PROGRESS_WIDTH=80");
}

/* `again` compiles the exercise's package even if cargo thinks that it is up to date. */
static void begin(struct verification *v, struct command *c, const char *subcommand, bool again)
{
	char *target = path_join(v->verifier->options.cache, "target");

	cargo_freshness_begin(&v->attempt.freshness, target, v->folder, again);
	free(target);
	c->by_cargo = true;
	strings_add(&c->argv, tools(v)->cargo);
	strings_add(&c->argv, subcommand);
	environment(v, c);
}

/*
 * A stage of a project is verified with its own tests and with those of all stages before it. The
 * tests of later stages do not compile yet. Tests can need a feature, so that a plain `cargo test`
 * leaves them out.
 */
static void select_stage(const struct verification *v, struct command *c)
{
	const struct exercise *e = v->exercise;
	char *library = path_join(v->folder, "src/lib.rs");

	if (file_exists(library))
		strings_add(&c->argv, "--lib");
	strings_add(&c->argv, "--bins");
	strings_add(&c->argv, "--all-features");
	for (; e; e = exercise_stage_before(e))
		for (size_t i = 0; i < e->tests.count; i++) {
			strings_add(&c->argv, "--test");
			strings_add(&c->argv, e->tests.items[i]);
		}
	free(library);
}

static const char *target_option(const struct verification *v)
{
	if (v->exercise->target == BUILD_EXAMPLE)
		return "--example";
	return v->source.has_main || v->exercise->target == BUILD_BIN ? "--bin" : "--test";
}

static const char *target_name(const struct verification *v)
{
	return v->exercise->target_name ? v->exercise->target_name : v->exercise->name;
}

/*
 * An exercise of one file is a target of its topic's package. A folder is a package and is built
 * whole.
 */
static void select_target(struct verification *v, struct command *c)
{
	if (v->exercise->stage)
		select_stage(v, c);
	if (v->exercise->release)
		strings_add(&c->argv, "--release");
	if (v->exercise->folder)
		return;
	strings_add(&c->argv, target_option(v));
	strings_add(&c->argv, target_name(v));
}

/* ---- without cargo -------------------------------------------------------------------------- */

static bool only_cargo(const struct verification *v)
{
	const char *wish = getenv("RUSTGYM_CARGO");

	return !speedup_is_on(SPEEDUP_COMMANDS) || v->begun_anew[REASON_CRASHED] ||
	       v->begun_anew[REASON_COMMANDS] || (wish && strcmp(wish, "always") == 0);
}

static struct cargo_scope scope_of(const struct verification *v, bool test)
{
	return (struct cargo_scope){.toolchain = tools(v),
				    .cache = v->verifier->options.cache,
				    .folder = v->folder,
				    .name = target_name(v),
				    .whole = v->exercise->folder,
				    .program = strcmp(target_option(v), "--test") != 0,
				    .test = test};
}

static struct cargo_scope scope_now(const struct verification *v)
{
	return scope_of(v, v->steps[v->at] == STEP_TEST);
}

/* Moves a path to one of the commands' own products into the products folder. */
static void add_argument(struct verification *v, const char *argument, struct strings *argv)
{
	const char *path = strchr(argument, '=');

	if (path && cargo_commands_make(&v->attempt.commands, path + 1))
		strings_addf(argv, "%.*s=%s/%s", (int)(path - argument), argument,
			     v->products.folder, path_base(path));
	else
		strings_add(argv, argument);
}

/* Copies a remembered command, with other folders for the products. */
static void repeat_command(struct verification *v, const struct cargo_command *command,
			   bool lint_only, struct command *c)
{
	const struct strings *argv = &command->argv;

	for (size_t i = 1; i < argv->count; i++) {
		const char *arg = argv->items[i],
			   *next = i + 1 < argv->count ? argv->items[i + 1] : "";
		if (strcmp(arg, "--out-dir") == 0 ||
		    (strcmp(arg, "-C") == 0 && strncmp(next, "incremental=", 12) == 0))
			i++;
		else if (strncmp(arg, "--emit=", 7) != 0 || !lint_only)
			add_argument(v, arg, &c->argv);
	}
	if (lint_only)
		strings_add(&c->argv, "--emit=metadata");
	strings_add(&c->argv, "--out-dir");
	strings_add(&c->argv, v->products.folder);
	for (size_t i = 0; i < command->env.count; i++)
		strings_add(&c->env, command->env.items[i]);
	strings_add(&c->env, "CLIPPY_ARGS="); /* cargo clippy passes flags in this variable */
	c->cwd = command->cwd;
}

/*
 * clippy-driver and rustc compile with different options and would delete each other's state, so
 * each has its own folder.
 */
static void add_incremental(struct verification *v, const struct cargo_command *command,
			    const char *purpose, struct strings *argv)
{
	if (!verify_is_incremental(v))
		return;
	strings_add(argv, "-C");
	strings_addf(argv, "incremental=%s/incremental/%s.%s.%s%s", v->verifier->options.cache,
		     v->exercise->name, cargo_command_option(command, "--crate-name"), purpose,
		     v->attempt.lints == LINTS_IN_COMPILE ? "" : "-plain");
}

static void add_program(struct verification *v, const struct cargo_command *command, bool test)
{
	const char *type = cargo_command_option(command, "--crate-type");
	const char *extra = cargo_command_codegen(command, "extra-filename=");

	if (cargo_command_has(command, "--test") ? test : !test && type && strcmp(type, "bin") == 0)
		strings_addf(&v->products.programs, "%s/%s%s", v->products.folder,
			     cargo_command_option(command, "--crate-name"), extra ? extra : "");
}

static void repeat(struct verification *v, bool test, struct command *c)
{
	const struct cargo_command *command = &v->attempt.commands.items[v->attempt.command];
	struct cargo_scope scope = scope_of(v, test);
	enum shared_deps_state state;
	char *shared_deps;
	bool with_lints;

	verify_choose_lints(v, v->attempt.commands.count == 1);
	with_lints = v->attempt.lints == LINTS_IN_COMPILE;
	strings_add(&c->argv, with_lints ? tools(v)->clippy_driver : tools(v)->rustc);
	repeat_command(v, command, false, c);
	strings_add(&c->argv, "-C");
	strings_add(&c->argv, "debuginfo=0");
	strings_add(&c->argv, "-C");
	/* As in builder_rustc.c: with many units, more of them stay unchanged at the next save. */
	strings_add(&c->argv, verify_is_incremental(v) ? "codegen-units=32" : "codegen-units=1");
	add_incremental(v, command, test ? "test" : "build", &c->argv);
	if (with_lints)
		verify_ask_for_lint(v, &c->argv);
	state = shared_deps_find(&scope, &v->attempt.commands, &shared_deps);
	v->attempt.wants_shared_deps = state == SHARED_DEPS_ABSENT;
	if (state == SHARED_DEPS_READY &&
	    linker_use(tools(v), v->verifier->options.cache, &c->argv, &c->env))
		shared_deps_use(shared_deps, &c->argv, &c->env);
	add_program(v, command, test);
	free(shared_deps);
}

/* ---- the steps ------------------------------------------------------------------------------ */

static void compile(struct verification *v, enum step step, struct command *c)
{
	bool test = step == STEP_TEST;
	struct cargo_scope scope = scope_of(v, test);

	if (v->attempt.command ||
	    (!only_cargo(v) && cargo_commands_load(&scope, &v->attempt.commands))) {
		repeat(v, test, c);
		return;
	}
	if (v->attempt.lints == LINTS_IN_COMPILE) /* set by the step before */
		v->attempt.lints = LINTS_AFTER;
	cargo_commands_clear(&v->attempt.commands);
	/* compiles again, so that every command is captured */
	begin(v, c, test ? "test" : "build", !only_cargo(v));
	show_bar(c, true);
	if (test)
		strings_add(&c->argv, "--no-run");
	select_target(v, c);
	strings_add(&c->argv, "--message-format=json-diagnostic-rendered-ansi");
	if (!only_cargo(v))
		cargo_capture_start(&v->attempt.capture, &scope, v->products.folder, &c->env);
}

static void learn(struct verification *v, const char *messages, bool well)
{
	struct cargo_scope scope = scope_now(v);

	cargo_freshness_end(&v->attempt.freshness);
	cargo_capture_finish(&v->attempt.capture, &scope, messages, well, &v->attempt.commands);
}

static bool share(struct verification *v, struct command *c)
{
	struct cargo_scope scope = scope_now(v);
	bool wanted = v->attempt.commands.count &&
		      shared_deps_find(&scope, &v->attempt.commands, &v->attempt.sharing.folder) ==
			      SHARED_DEPS_ABSENT &&
		      shared_deps_command(&scope, &v->attempt.commands, v->attempt.sharing.folder,
					  &c->argv, &c->env);

	c->cwd = v->folder;
	if (!wanted) {
		free(v->attempt.sharing.folder);
		v->attempt.sharing.folder = NULL;
	}
	return wanted;
}

static void forget(struct verification *v)
{
	struct cargo_scope scope = scope_now(v);

	cargo_commands_drop(&scope);
}

static bool tests_were_compiled(const struct verification *v)
{
	for (size_t i = v->at; i-- > 0;)
		if (v->steps[i] <= STEP_RUN)
			return v->steps[i] == STEP_TEST;
	return v->source.has_tests;
}

static bool lint(struct verification *v, struct command *c)
{
	if (!tools(v)->clippy_driver)
		return false;
	if (v->attempt.commands.count == 1) { /* cargo has compiled it and its command is known */
		strings_add(&c->argv, tools(v)->clippy_driver);
		repeat_command(v, &v->attempt.commands.items[0], true, c);
		add_incremental(v, &v->attempt.commands.items[0], "lint", &c->argv);
		verify_ask_for_lint(v, &c->argv);
		return true;
	}
	if (!tools(v)->cargo_clippy)
		return false;
	begin(v, c, "clippy", false);
	show_bar(c, false);
	select_target(v, c);
	if (v->exercise->stage) {
		; /* select_target has chosen the targets */
	} else if (v->exercise->folder) {
		strings_add(&c->argv, v->exercise->tests_only ? "--tests" : "--all-targets");
	} else if (strcmp(target_option(v), "--test") != 0 && tests_were_compiled(v)) {
		strings_add(&c->argv, "--profile"); /* lints the same code that was compiled */
		strings_add(&c->argv, "test");
	}
	strings_add(&c->argv, "--message-format=json-diagnostic-rendered-ansi");
	strings_add(&c->argv, "--");
	verify_ask_for_lint(v, &c->argv);
	return true;
}

static void doctest(struct verification *v, struct command *c)
{
	begin(v, c, "test", false);
	show_bar(c, false);
	strings_add(&c->env, "RUST_BACKTRACE=0"); /* as for the tests (run.c) */
	strings_add(&c->argv, "--doc");
	if (v->exercise->stage)
		strings_add(&c->argv, "--all-features");
	if (v->exercise->release)
		strings_add(&c->argv, "--release");
	if (v->exercise->include_ignored) {
		strings_add(&c->argv, "--");
		strings_add(&c->argv, "--include-ignored");
	}
}

const struct builder_ops builder_cargo = {compile, lint,  doctest, environment,
					  learn,   share, forget};
