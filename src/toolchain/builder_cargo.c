/*
 * Exercises with dependencies, or of several files: cargo, on a target folder of our own, so that
 * rust-analyzer's lock and ours never meet.
 */
#include "rustgym/path.h"
#include "verify_internal.h"

#include <stdlib.h>

static const struct toolchain *tools(const struct verification *v)
{
	return v->verifier->options.toolchain;
}

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

static void compile(struct verification *v, enum step step, struct command *c)
{
	begin(v, c, step == STEP_TEST ? "test" : "build");
	if (step == STEP_TEST)
		strings_add(&c->argv, "--no-run");
	select_target(v, c);
	strings_add(&c->argv, "--message-format=json-diagnostic-rendered-ansi");
}

static bool lint(struct verification *v, struct command *c)
{
	if (!tools(v)->cargo_clippy || !tools(v)->clippy_driver)
		return false;
	begin(v, c, "clippy");
	select_target(v, c);
	if (v->exercise->folder)
		strings_add(&c->argv, "--all-targets");
	strings_add(&c->argv, "--message-format=json-diagnostic-rendered-ansi");
	if (v->exercise->contract == CONTRACT_LINT) {
		strings_add(&c->argv, "--");
		strings_add(&c->argv, "-D");
		strings_add(&c->argv, v->exercise->fails.items[0]);
	}
	return true;
}

static void doctest(struct verification *v, struct command *c)
{
	begin(v, c, "test");
	strings_add(&c->argv, "--doc");
}

const struct builder_ops builder_cargo = {compile, lint, doctest};
