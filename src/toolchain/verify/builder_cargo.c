/*
 * Exercises with dependencies, or of several files: cargo, on a target folder of our own, so that
 * rust-analyzer's lock and ours never meet.
 *
 * cargo is asked when there is no recipe that holds (recipe.h). With one, the compiler is called as
 * cargo would call it, but for where the products go, and linked with the dependencies as one shared
 * library (bundle.h). clippy-driver looks at it beside the compiler, or compiles, as for std-only
 * exercises (builder_rustc.c); where there is more than one command it compiles.
 * RUSTGYM_CARGO=always does without all that.
 */
#include "rustgym/base/path.h"
#include "toolchain/cargo/bundle.h"
#include "toolchain/cargo/linker.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

static const struct toolchain *tools(const struct verification *v)
{
	return v->verifier->options.toolchain;
}

/* ---- cargo ---------------------------------------------------------------------------------- */

/* cargo finds rustc and its subcommands without rustup's shims. */
static void environment(struct verification *v, struct command *c)
{
	const char *path = getenv("PATH");

	strings_addf(&c->env, "RUSTC=%s", tools(v)->rustc);
	strings_addf(&c->env, "PATH=%s/bin:%s", tools(v)->sysroot, path ? path : "/usr/bin:/bin");
	strings_addf(&c->env, "CARGO_TARGET_DIR=%s/target", v->verifier->options.cache);
	if (!v->incremental)
		strings_add(&c->env, "CARGO_INCREMENTAL=0");
	strings_add(&c->env, "CARGO_TERM_COLOR=never");
	strings_add(&c->env, "CARGO_TERM_PROGRESS_WHEN=never");
	c->cwd = v->folder;
}

static void begin(struct verification *v, struct command *c, const char *subcommand)
{
	c->by_cargo = true;
	strings_add(&c->argv, tools(v)->cargo);
	strings_add(&c->argv, subcommand);
	environment(v, c);
}

/* A single file is one target of its topic's package; a folder is a package and built whole. */
static void select_target(struct verification *v, struct command *c)
{
	if (v->exercise->folder)
		return;
	strings_add(&c->argv, v->source.has_main ? "--bin" : "--test");
	strings_add(&c->argv, v->exercise->name);
}

/* ---- without cargo -------------------------------------------------------------------------- */

static bool only_cargo(const struct verification *v)
{
	const char *wish = getenv("RUSTGYM_CARGO");

	return v->retried || v->recipe_failed || (wish && strcmp(wish, "always") == 0);
}

static struct recipe_scope scope_of(const struct verification *v, bool test)
{
	return (struct recipe_scope){.toolchain = tools(v),
				     .cache = v->verifier->options.cache,
				     .folder = v->folder,
				     .name = v->exercise->name,
				     .whole = v->exercise->folder,
				     .program = v->source.has_main,
				     .test = test};
}

static struct recipe_scope scope_now(const struct verification *v)
{
	return scope_of(v, v->steps[v->at] == STEP_TEST);
}

/* A path among the recipe's own products is where they are now. */
static void add_argument(struct verification *v, const char *argument, struct strings *argv)
{
	const char *path = strchr(argument, '=');

	if (path && recipe_makes(&v->recipe, path + 1))
		strings_addf(argv, "%.*s=%s/%s", (int)(path - argument), argument, v->out,
			     path_base(path));
	else
		strings_add(argv, argument);
}

/* The unit's command but for what decides where its products go. */
static void repeat_command(struct verification *v, const struct recipe_unit *unit, bool lint_only,
			   struct command *c)
{
	const struct strings *argv = &unit->argv;

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
	strings_add(&c->argv, v->out);
	for (size_t i = 0; i < unit->env.count; i++)
		strings_add(&c->env, unit->env.items[i]);
	c->cwd = unit->cwd;
}

/* clippy-driver compiles with other options than rustc: one would throw the other's state away. */
static void add_incremental(struct verification *v, const struct recipe_unit *unit,
			    const char *purpose, struct strings *argv)
{
	if (!v->incremental)
		return;
	strings_add(argv, "-C");
	strings_addf(argv, "incremental=%s/incremental/%s.%s.%s%s", v->verifier->options.cache,
		     v->exercise->name, recipe_unit_option(unit, "--crate-name"), purpose,
		     v->lints_in_compile ? "" : "-plain");
}

static void add_program(struct verification *v, const struct recipe_unit *unit, bool test)
{
	const char *type = recipe_unit_option(unit, "--crate-type");
	const char *extra = recipe_unit_codegen(unit, "extra-filename=");

	if (recipe_unit_has(unit, "--test") ? test : !test && type && strcmp(type, "bin") == 0)
		strings_addf(&v->executables, "%s/%s%s", v->out,
			     recipe_unit_option(unit, "--crate-name"), extra ? extra : "");
}

static void repeat(struct verification *v, bool test, struct command *c)
{
	const struct recipe_unit *unit = &v->recipe.units[v->unit];
	struct recipe_scope scope = scope_of(v, test);
	enum bundle_state state;
	char *bundle;

	v->lints_in_compile = !(v->recipe.count == 1 && verify_lints_beside(v)) &&
			      tools(v)->clippy_driver && !v->lints_apart && verify_wants_lints(v);
	strings_add(&c->argv, v->lints_in_compile ? tools(v)->clippy_driver : tools(v)->rustc);
	repeat_command(v, unit, false, c);
	strings_add(&c->argv, "-C");
	strings_add(&c->argv, "debuginfo=0");
	strings_add(&c->argv, "-C");
	/* As for std-only exercises: many leave more as it was, for the next save. */
	strings_add(&c->argv, v->incremental ? "codegen-units=32" : "codegen-units=1");
	add_incremental(v, unit, test ? "test" : "build", &c->argv);
	if (v->lints_in_compile)
		verify_ask_for_lint(v, &c->argv);
	state = bundle_find(&scope, &v->recipe, &bundle);
	v->wants_bundle = state == BUNDLE_ABSENT;
	if (state == BUNDLE_READY &&
	    linker_use(tools(v), v->verifier->options.cache, &c->argv, &c->env))
		bundle_use(bundle, &c->argv, &c->env);
	add_program(v, unit, test);
	free(bundle);
}

/* ---- the steps ------------------------------------------------------------------------------ */

static void compile(struct verification *v, enum step step, struct command *c)
{
	bool test = step == STEP_TEST;
	struct recipe_scope scope = scope_of(v, test);

	v->lints_in_compile = false;
	if (v->unit || (!only_cargo(v) && recipe_load(&scope, &v->recipe))) {
		repeat(v, test, c);
		return;
	}
	recipe_clear(&v->recipe);
	begin(v, c, test ? "test" : "build");
	if (test)
		strings_add(&c->argv, "--no-run");
	select_target(v, c);
	strings_add(&c->argv, "--message-format=json-diagnostic-rendered-ansi");
	if (!only_cargo(v))
		recording_start(&v->recording, &scope, v->out, &c->env);
}

static void learn(struct verification *v, const char *messages, bool well)
{
	struct recipe_scope scope = scope_now(v);

	recording_finish(&v->recording, &scope, messages, well, &v->recipe);
}

static bool share(struct verification *v, struct command *c)
{
	struct recipe_scope scope = scope_now(v);
	bool wanted = v->recipe.count &&
		      bundle_find(&scope, &v->recipe, &v->bundle) == BUNDLE_ABSENT &&
		      bundle_command(&scope, &v->recipe, v->bundle, &c->argv, &c->env);

	c->cwd = v->folder;
	if (!wanted) {
		free(v->bundle);
		v->bundle = NULL;
	}
	return wanted;
}

static void mistrust(struct verification *v)
{
	struct recipe_scope scope = scope_now(v);

	recipe_drop(&scope);
	recipe_clear(&v->recipe);
	v->recipe_failed = true;
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
	if (v->recipe.count == 1) { /* cargo compiled it, and showed how */
		strings_add(&c->argv, tools(v)->clippy_driver);
		repeat_command(v, &v->recipe.units[0], true, c);
		add_incremental(v, &v->recipe.units[0], "lint", &c->argv);
		verify_ask_for_lint(v, &c->argv);
		return true;
	}
	if (!tools(v)->cargo_clippy)
		return false;
	begin(v, c, "clippy");
	select_target(v, c);
	if (v->exercise->folder) {
		strings_add(&c->argv, "--all-targets");
	} else if (v->source.has_main && tests_were_compiled(v)) {
		strings_add(&c->argv, "--profile"); /* the same code as was compiled */
		strings_add(&c->argv, "test");
	}
	strings_add(&c->argv, "--message-format=json-diagnostic-rendered-ansi");
	strings_add(&c->argv, "--");
	verify_ask_for_lint(v, &c->argv);
	return true;
}

static void doctest(struct verification *v, struct command *c)
{
	begin(v, c, "test");
	strings_add(&c->argv, "--doc");
}

const struct builder_ops builder_cargo = {compile, lint, doctest, learn, share, mistrust};
