#include "rustgym/course/rust_tests.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char handed_out[] = "//! Fees.\n"
				 "#![allow(dead_code)]\n"
				 "\n"
				 "/// The fee.\n"
				 "///\n"
				 "/// ```\n"
				 "/// assert_eq!(fees::fee(1), 3);\n"
				 "/// ```\n"
				 "pub fn fee(n: u32) -> u32 {\n"
				 "    todo!()\n"
				 "}\n"
				 "\n"
				 "#[cfg(test)]\n"
				 "mod tests {\n"
				 "    use super::*;\n"
				 "\n"
				 "    #[test]\n"
				 "    fn charges_for_one() {\n"
				 "        assert_eq!(fee(1), 3, \"a } in a string\");\n"
				 "    }\n"
				 "\n"
				 "    #[test]\n"
				 "    fn charges_for_none() {\n"
				 "        assert_eq!(fee(0), 0);\n"
				 "    }\n"
				 "}\n";

/* handed_out with one string in the place of another: free() it. */
static char *changed(const char *old, const char *new)
{
	const char *at = strstr(handed_out, old);
	char *text;

	assert_non_null(at);
	text = malloc(sizeof(handed_out) + strlen(new));
	sprintf(text, "%.*s%s%s", (int)(at - handed_out), handed_out, new, at + strlen(old));
	return text;
}

static bool is_kept_after(const char *old, const char *new)
{
	char *text = changed(old, new);
	bool kept = !rust_tests_changed(text, handed_out);

	free(text);
	return kept;
}

static void other_code_is_not_the_tests(void **state)
{
	(void)state;
	assert_false(rust_tests_changed(handed_out, handed_out));
	assert_true(is_kept_after("todo!()", "3 * n"));
	assert_true(is_kept_after("pub fn fee",
				  "const A: [u8; 2] = [b'{', b'\\''];\n"
				  "fn life<'a>(x: &'a str) -> &'a str { x }\npub fn fee"));
	assert_true(is_kept_after("todo!()",
				  "r#\"#[cfg(test)] mod tests {\"#.len() as u32 /* } /* } */ */"));
}

static void layout_does_not_count(void **state)
{
	(void)state;
	assert_true(is_kept_after(
		"assert_eq!(fee(0), 0);",
		"assert_eq!(\n            fee(0), // none\n            0,\n        );"));
	assert_true(is_kept_after("    #[test]\n    fn charges_for_none",
				  "#[test] fn charges_for_none"));
	assert_true(is_kept_after("/// The fee.", "/// What one pays."));
}

static void tests_may_be_added(void **state)
{
	(void)state;
	assert_true(is_kept_after(
		"#[cfg(test)]\n",
		"#[cfg(test)]\nmod mine {\n    #[test]\n    fn more() {}\n}\n#[cfg(test)]\n"));
	assert_true(is_kept_after("/// The fee.",
				  "/// ```\n/// assert!(true);\n/// ```\n/// The fee."));
}

static void a_changed_test_is_seen(void **state)
{
	static const char *const changes[][2] = {
		{"assert_eq!(fee(0), 0);", "assert_eq!(fee(0), 1);"},
		{"    #[test]\n    fn charges_for_none",
		 "    #[test]\n    #[ignore]\n    fn charges_for_none"},
		{"    #[test]\n    fn charges_for_none", "    fn charges_for_none"},
		{"#[cfg(test)]\n", "#[cfg(any())]\n"},
		{"#[cfg(test)]\n", "#[cfg(all(test, any()))]\n"},
		{"#[cfg(test)]\n", "/*\n"},
		{"mod tests {", "mod testing {"},
		{"fn charges_for_none() {", "fn charges_for_none() { return;"},
		{"\"a } in a string\"", "\"another\""},
		{"fees::fee(1), 3", "fees::fee(1), 4"},
		{"/// ```\n/// assert", "/// ```ignore\n/// assert"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++)
		if (is_kept_after(changes[i][0], changes[i][1]))
			fail_msg("\"%s\" in the place of \"%s\" is not seen", changes[i][1],
				 changes[i][0]);
	assert_true(rust_tests_changed("", handed_out));
}

static void assert_graft(const char *text, const char *theirs, const char *expected)
{
	struct buffer out = BUFFER_INIT;

	rust_tests_graft(text, theirs, RUST_TEST_ITEMS, &out);
	assert_string_equal(out.data, expected);
	buffer_clear(&out);
}

static void grafting_brings_the_tests_back(void **state)
{
	char *text = changed("assert_eq!(fee(0), 0);", "assert!(true);");
	struct buffer out = BUFFER_INIT;

	(void)state;
	assert_graft(text, handed_out, handed_out);
	free(text);
	text = changed("todo!()", "n * 3");
	rust_tests_graft(text, handed_out, RUST_TEST_ITEMS, &out);
	assert_string_equal(out.data, text);
	buffer_clear(&out);
	free(text);
}

static void a_removed_test_comes_last_and_an_added_one_stays(void **state)
{
	(void)state;
	assert_graft("fn a() {}\n#[test]\nfn mine() {}\n",
		     "fn a() { todo!() }\n#[test]\nfn theirs() { a() }\n",
		     "fn a() {}\n#[test]\nfn mine() {}\n#[test]\nfn theirs() { a() }");
	assert_graft("fn a() {}", "#[cfg(test)]\nmod tests {}",
		     "fn a() {}\n#[cfg(test)]\nmod tests {}");
}

static void tests_inside_a_module_are_found_there(void **state)
{
	static const char theirs[] =
		"mod fees {\n    pub fn a() {}\n    #[test]\n    fn t() { a() }\n}\n";
	static const char mine[] =
		"mod fees {\n    pub fn a() { 1; }\n    #[test]\n    fn t() {}\n}\n";

	(void)state;
	assert_true(rust_tests_changed(mine, theirs));
	assert_graft(mine, theirs,
		     "mod fees {\n    pub fn a() { 1; }\n    #[test]\n    fn t() { a() }\n}\n");
	assert_true(rust_tests_changed("mod other {}", theirs));
}

static void helpers_and_imports_of_tests_belong_to_them(void **state)
{
	static const char theirs[] =
		"#[cfg(test)]\nuse std::fmt;\n#[cfg(test)]\nfn help() -> u8 { 1 }\n"
		"#[cfg(not(test))]\nfn real() {}\n#[tokio::test]\nasync fn t() {}\n";

	(void)state;
	assert_false(rust_tests_changed(theirs, theirs));
	assert_true(rust_tests_changed(
		"#[cfg(test)]\nuse std::fmt;\n#[cfg(test)]\nfn help() -> u8 { 2 }\n"
		"#[tokio::test]\nasync fn t() {}\n",
		theirs));
	assert_false(rust_tests_changed(
		"#[cfg(test)]\nuse std::fmt;\n#[cfg(test)]\nfn help() -> u8 { 1 }\n"
		"#[tokio::test]\nasync fn t() {}\n",
		theirs));
}

static void examples_come_back_too(void **state)
{
	char *text = changed("fees::fee(1), 3", "fees::fee(1), 4");
	struct buffer out = BUFFER_INIT;

	(void)state;
	assert_int_equal(rust_tests_changed(text, handed_out), RUST_TEST_EXAMPLES);
	rust_tests_graft(text, handed_out, RUST_TEST_EXAMPLES, &out);
	assert_int_equal(rust_tests_changed(out.data, handed_out), 0);
	assert_memory_equal(out.data, text, strlen(text));
	buffer_clear(&out);
	free(text);
}

static void names_are_libtests(void **state)
{
	struct strings names = STRINGS_INIT;

	(void)state;
	rust_tests_names(handed_out, &names);
	rust_tests_names(
		"#[test] fn top() {} mod a { mod b { #[tokio::test] async fn deep() {} } fn no() {} }",
		&names);
	assert_int_equal(names.count, 4);
	assert_string_equal(names.items[0], "tests::charges_for_one");
	assert_string_equal(names.items[1], "tests::charges_for_none");
	assert_string_equal(names.items[2], "top");
	assert_string_equal(names.items[3], "a::b::deep");
	strings_clear(&names);
}

/* Whatever the text, it ends, reads nothing past the end (sanitizers look), and is its own graft. */
static void any_text_is_read_to_its_end(void **state)
{
	char text[sizeof(handed_out)];

	(void)state;
	for (size_t len = 0; len < sizeof(handed_out); len++) {
		struct buffer out = BUFFER_INIT;

		memcpy(text, handed_out, len);
		text[len] = '\0';
		rust_tests_graft(text, text, RUST_TEST_ITEMS, &out);
		assert_string_equal(out.data, text);
		assert_false(rust_tests_changed(text, text));
		buffer_reset(&out);
		rust_tests_graft(text, handed_out, RUST_TEST_ITEMS, &out);
		rust_tests_graft(handed_out + len, handed_out, RUST_TEST_ITEMS, &out);
		buffer_clear(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(other_code_is_not_the_tests),
		cmocka_unit_test(layout_does_not_count),
		cmocka_unit_test(tests_may_be_added),
		cmocka_unit_test(a_changed_test_is_seen),
		cmocka_unit_test(grafting_brings_the_tests_back),
		cmocka_unit_test(a_removed_test_comes_last_and_an_added_one_stays),
		cmocka_unit_test(tests_inside_a_module_are_found_there),
		cmocka_unit_test(helpers_and_imports_of_tests_belong_to_them),
		cmocka_unit_test(examples_come_back_too),
		cmocka_unit_test(names_are_libtests),
		cmocka_unit_test(any_text_is_read_to_its_end),
	};

	return run_group(tests);
}
