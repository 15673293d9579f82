/*
 * Builds exercises without dependencies by calling the compiler directly, without cargo and without
 * rustup's shim. It compiles incrementally and links the standard library dynamically, because most
 * of a small program's build time is linking.
 *
 * clippy-driver is the same compiler with more lints. If there is a second core, it checks the
 * source while rustc compiles. Else clippy-driver compiles the program, too: one pass instead of
 * two.
 */
#include "rustgym/base/path.h"
#include "toolchain/cargo/linker.h"
#include "verify_internal.h"

static const struct toolchain *tools(const struct verification *v)
{
	return v->verifier->options.toolchain;
}

/* A target that cargo takes for a program is one, whatever the learner has left of it. */
static bool is_library(const struct verification *v)
{
	return !v->source.has_main && v->exercise->target != BUILD_BIN &&
	       v->exercise->target != BUILD_EXAMPLE;
}

static void common_flags(struct verification *v, struct command *c, bool test, const char *purpose)
{
	struct strings *argv = &c->argv;
	const char *name = v->exercise->name;

	strings_add(argv, "--edition");
	strings_add(argv, verify_edition(v));
	strings_add(argv, "--crate-name");
	strings_add(argv, name);
	strings_add(argv, "--error-format=json");
	strings_add(argv, "--json=diagnostic-rendered-ansi,artifacts");
	for (size_t i = 0; i < v->exercise->flags.count; i++)
		strings_add(argv, v->exercise->flags.items[i]);
	if (v->verifier->options.columns > 0)
		strings_addf(argv, "--diagnostic-width=%d", v->verifier->options.columns);
	if (test)
		strings_add(argv, "--test");
	if (verify_is_incremental(v)) {
		strings_add(argv, "-C");
		strings_addf(argv, "incremental=%s/incremental/%s.%s", v->verifier->options.cache,
			     name, purpose);
	}
	strings_addf(&c->env, "CARGO_MANIFEST_DIR=%s", v->folder);
	strings_add(&c->env, "CLIPPY_ARGS="); /* cargo clippy passes flags in this variable */
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
	if (!v->source.has_allocator) { /* a shared standard library has an allocator of its own */
		strings_add(&c->argv, "-C");
		strings_add(&c->argv, "prefer-dynamic");
	}
	strings_add(&c->argv, "-C");
	strings_add(&c->argv, "rpath");
	strings_add(&c->argv, "-C");
	/*
	 * Fewer units are less work. With more units, more of them stay unchanged at the next save.
	 */
	strings_add(&c->argv, verify_is_incremental(v) ? "codegen-units=4" : "codegen-units=1");
	strings_add(&c->argv, "-C");
	/* removes the debug info of the linked parts of std */
	strings_add(&c->argv, "strip=debuginfo");
	if (!test && is_library(v)) {
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
	if (!v->source.has_tests && is_library(v))
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
	strings_add(&c->argv, verify_edition(v));
	strings_add(&c->argv, "--crate-name");
	strings_add(&c->argv, v->exercise->name);
	strings_add(&c->argv, "-L"); /* the folder with the library that STEP_BUILD made */
	strings_add(&c->argv, v->products.folder);
	strings_add(&c->argv, v->exercise->path);
	strings_add(&c->env, "RUST_TEST_"); /* these variables change the output that is parsed */
	strings_add(&c->env, "RUST_BACKTRACE=0");
	c->cwd = v->root;
}

const struct builder_ops builder_rustc = {compile, lint, doctest, NULL, NULL, NULL, NULL};
