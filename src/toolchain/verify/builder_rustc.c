/*
 * Std-only exercises: the compiler itself, without cargo and without rustup's shim. Incremental,
 * with the standard library linked dynamically: most of a small program's build is its linking.
 *
 * clippy-driver is the same compiler with more lints in it. Where there is a core for it, it looks at
 * the source while rustc compiles; else it compiles the program too: one pass instead of two.
 */
#include "rustgym/base/path.h"
#include "toolchain/cargo/linker.h"
#include "verify_internal.h"

static const struct toolchain *tools(const struct verification *v)
{
	return v->verifier->options.toolchain;
}

static void common_flags(struct verification *v, struct command *c, bool test, const char *purpose)
{
	struct strings *argv = &c->argv;
	const char *name = v->exercise->name;

	strings_add(argv, "--edition");
	strings_add(argv, v->verifier->options.course->edition);
	strings_add(argv, "--crate-name");
	strings_add(argv, name);
	strings_add(argv, "--error-format=json");
	strings_add(argv, "--json=diagnostic-rendered-ansi,artifacts");
	if (test)
		strings_add(argv, "--test");
	if (verify_is_incremental(v)) {
		strings_add(argv, "-C");
		strings_addf(argv, "incremental=%s/incremental/%s.%s", v->verifier->options.cache,
			     name, purpose);
	}
	strings_addf(&c->env, "CARGO_MANIFEST_DIR=%s", v->folder);
	strings_add(&c->env, "CLIPPY_ARGS="); /* cargo clippy's own way to hand flags on */
	c->cwd = v->root;
}

static void compile(struct verification *v, enum step step, struct command *c)
{
	bool test = step == STEP_TEST, with_lints;

	verify_choose_lints(v, true);
	with_lints = v->attempt.lints == LINTS_IN_COMPILE;
	strings_add(&c->argv, with_lints ? tools(v)->clippy_driver : tools(v)->rustc);
	common_flags(v, c, test, test ? "test" : "run");
	if (with_lints)
		verify_ask_for_lint(v, &c->argv);
	if (!v->source.has_allocator) { /* a shared standard library has one of its own */
		strings_add(&c->argv, "-C");
		strings_add(&c->argv, "prefer-dynamic");
	}
	strings_add(&c->argv, "-C");
	strings_add(&c->argv, "rpath");
	strings_add(&c->argv, "-C");
	/* Fewer units are less work in all; more of them leave more as it was, for the next save. */
	strings_add(&c->argv, verify_is_incremental(v) ? "codegen-units=4" : "codegen-units=1");
	strings_add(&c->argv, "-C");
	strings_add(&c->argv, "strip=debuginfo"); /* of the parts of std that are linked in */
	if (!test && !v->source.has_main) {
		strings_add(&c->argv, "--crate-type=lib");
		strings_addf(&c->argv, "--out-dir=%s", v->products.folder);
	} else {
		char *program = path_join(v->products.folder, test ? "tests" : "program");
		linker_use(tools(v), v->verifier->options.cache, &c->argv, &c->env);
		strings_add(&c->argv, "-o");
		strings_add(&c->argv, program);
		strings_take(&v->products.programs, program);
	}
	strings_add(&c->argv, v->text);
}

static bool lint(struct verification *v, struct command *c)
{
	if (!tools(v)->clippy_driver)
		return false;
	strings_add(&c->argv, tools(v)->clippy_driver);
	common_flags(v, c, v->source.has_tests, "lint");
	strings_add(&c->argv, "--emit=metadata");
	if (!v->source.has_tests && !v->source.has_main)
		strings_add(&c->argv, "--crate-type=lib");
	strings_add(&c->argv, "-o");
	strings_addf(&c->argv, "%s/lint.rmeta", v->products.folder);
	verify_ask_for_lint(v, &c->argv);
	strings_add(&c->argv, v->text);
	return true;
}

static void doctest(struct verification *v, struct command *c)
{
	strings_add(&c->argv, tools(v)->rustdoc ? tools(v)->rustdoc : "rustdoc");
	strings_add(&c->argv, "--test");
	strings_add(&c->argv, "--edition");
	strings_add(&c->argv, v->verifier->options.course->edition);
	strings_add(&c->argv, "--crate-name");
	strings_add(&c->argv, v->exercise->name);
	strings_add(&c->argv, "-L"); /* where STEP_BUILD put the library */
	strings_add(&c->argv, v->products.folder);
	strings_add(&c->argv, v->exercise->path);
	strings_add(&c->env, "RUST_TEST_"); /* changes the words that are read */
	c->cwd = v->root;
}

const struct builder_ops builder_rustc = {compile, lint, doctest, NULL, NULL, NULL};
