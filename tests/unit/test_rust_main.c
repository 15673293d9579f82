#include "rustgym/course/rust_main.h"
#include "support.h"

#include <stdlib.h>

#define CODE "use std::fmt;\nfn double(n: u32) -> u32 {\n    n * 2\n}\n"
#define MAIN "fn main() {\n    // You can try things here.\n}\n"
#define TESTS(more)                                                                                \
	"#[cfg(test)]\nmod tests {\n    use super::*;\n" more                                      \
	"    #[test]\n    fn doubles() {\n        assert_eq!(double(2), 4);\n    }\n}\n"

static void an_empty_main_before_the_tests_is_idle(void **state)
{
	(void)state;
	assert_true(rust_main_is_idle(CODE MAIN TESTS("")));
	assert_true(rust_main_is_idle(MAIN CODE TESTS("") "// the end\n"));
	assert_true(rust_main_is_idle("fn main() {}" TESTS("")));
	assert_true(rust_main_is_idle(CODE MAIN "/* cfg(x) */ // deny\n" TESTS("")));
	assert_true(rust_main_is_idle(CODE "const A: &str = \"cfg tests\";\n" MAIN TESTS("")));
}

static void a_main_that_does_something_is_not(void **state)
{
	(void)state;
	assert_false(rust_main_is_idle(CODE "fn main() {\n    double(1);\n}\n" TESTS("")));
	assert_false(rust_main_is_idle(CODE TESTS("")));
	assert_false(rust_main_is_idle("mod other {\n" MAIN "}\n" TESTS("")));
	assert_false(rust_main_is_idle(CODE "fn main() -> u8 {}\n" TESTS("")));
	assert_false(rust_main_is_idle(CODE MAIN));
	assert_false(rust_main_is_idle(""));
	assert_false(rust_main_is_idle("fn main() {} #[cfg(test)] mod tests {"));
}

/* Each of them can compile with the tests only. */
static void what_could_need_the_tests_is_compiled_without_them(void **state)
{
	static const char *const before[] = {
		"fn more() {\n    tests::help();\n}\n",
		"#[cfg(test)]\nfn help() {}\nfn more() {\n    help();\n}\n",
		"#[test]\nfn help() {}\nfn more() {\n    help();\n}\n",
		"#[cfg_attr(test, derive(Debug))]\nstruct A;\n",
		"#![deny(dead_code)]\n",
		"#[forbid(unused)]\nfn more() {}\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++) {
		char *text = memory_format("%s%s", before[i], CODE MAIN TESTS(""));

		if (rust_main_is_idle(text))
			fail_msg("idle: %s", before[i]);
		free(text);
	}
	assert_false(rust_main_is_idle(CODE MAIN TESTS("    impl fmt::Display for A {}\n")));
	assert_false(rust_main_is_idle(CODE MAIN TESTS("    #[macro_export]\n")));
	assert_false(rust_main_is_idle(CODE MAIN TESTS("") "fn more() {\n    double(1);\n}\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_main_before_the_tests_is_idle),
		cmocka_unit_test(a_main_that_does_something_is_not),
		cmocka_unit_test(what_could_need_the_tests_is_compiled_without_them),
	};

	return run_group(tests);
}
