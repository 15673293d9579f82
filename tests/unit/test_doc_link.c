#include "author/doc_link.h"
#include "rustgym/base/strings.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define HOST "https://doc.rust-lang.org/"
#define PAGE(body) "<!DOCTYPE html><html><body>" body "</body></html>\n"

static const char *docs_of(struct sandbox *box)
{
	sandbox_write(box, "docs/book/index.html", PAGE("<h1 id=\"the-book\">x</h1>"));
	sandbox_write(box, "docs/std/primitive.str.html", PAGE("<section id=\"method.len\">"));
	sandbox_write(box, "docs/book/old.html",
		      PAGE("<meta http-equiv=\"refresh\" content=\"0; URL=../std/new.html\">"));
	sandbox_write(box, "docs/std/new.html", PAGE("<a id='moved'></a>"));
	sandbox_write(box, "docs/book/round.html",
		      PAGE("<META HTTP-EQUIV=\"refresh\" content=\"0;url=round.html\">"));
	sandbox_write(box, "docs/error_codes/E0382.html", PAGE("moved"));
	sandbox_write(box, "docs/rustc/lints/listing/warn-by-default.html",
		      PAGE("<h2 id=\"unused-must-use\">"));
	sandbox_write(box, "secret.html", PAGE("no"));
	return sandbox_path(box, "docs");
}

/* part: what is said; NULL: nothing is wrong. */
static void check(const char *docs, const char *url, const char *part)
{
	char *problem = doc_link_problem(docs, url);

	if (part) {
		assert_non_null(problem);
		assert_contains(problem, part);
	} else {
		if (problem)
			print_error("%s\n", problem);
		assert_null(problem);
	}
	free(problem);
}

static void what_is_installed_is_found(void **state)
{
	const char *docs = docs_of(*state);

	check(docs, HOST "book/", NULL);
	check(docs, HOST "book", NULL);
	check(docs, HOST "stable/book/index.html#the-book", NULL);
	check(docs, HOST "std/primitive.str.html#method.len", NULL);
	check(docs, HOST "std/primitive.str.html?search=len#method%2elen", NULL);
	check(docs, HOST "book/old.html", NULL);
	check(docs, HOST "book/old.html#moved", NULL);
}

static void what_is_not_there_is_said(void **state)
{
	const char *docs = docs_of(*state);

	check(docs, HOST "book/ch99.html",
	      "a page that the installed documentation has, found "
	      "" HOST "book/ch99.html");
	check(docs, HOST "std/primitive.str.html#method.width", "found #method.width");
	check(docs, HOST "std/primitive.str.html#method.le", "found #method.le ");
	check(docs, HOST "book/old.html#gone", "found #gone");
	check(docs, HOST "book/round.html", NULL); /* it is there, whatever it does */
	check(docs, HOST "book/../../secret.html", "a page");
	check(docs, HOST "%2e%2e/secret.html", "a page");
	check(docs, HOST "book/%", "a page");
	check(docs, HOST "book/%2", "a page");
	check(docs, HOST "book/%2g%00", "a page");
}

static void the_words_of_a_section_are_counted(void **state)
{
	const char *docs = docs_of(*state);

	sandbox_write(
		*state, "docs/book/long.html",
		PAGE("<h1 id=\"top\">One</h1>\n<p>two <b>th</b>ree</p>\n<h2 id=\"a\">four</h2>\n"
		     "five\n<h3>six</h3>\n<a id=\"c\"></a>\n<h2>seven</h2>\n<header>eight"
		     "</header>\n</main> nine ten"));
	assert_int_equal(doc_section_words(docs, HOST "book/long.html#top"), 8);
	assert_int_equal(doc_section_words(docs, HOST "stable/book/long.html#a"), 3);
	assert_int_equal(doc_section_words(docs, HOST "book/long.html#c"), 2);
	assert_int_equal(doc_section_words(docs, HOST "book/long.html"), 0);
	assert_int_equal(doc_section_words(docs, HOST "book/long.html#none"), 0);
	assert_int_equal(doc_section_words(docs, HOST "book/none.html#a"), 0);
	assert_int_equal(doc_section_words(docs, "https://a.example/book/long.html#a"), 0);
	assert_int_equal(doc_section_words(NULL, HOST "book/long.html#a"), 0);
}

static void elsewhere_only_the_form_counts(void **state)
{
	const char *docs = docs_of(*state);

	check(docs, "https://a.example/b#c", NULL);
	check(docs, HOST "nightly/std/none.html", NULL);
	check(docs, HOST "1.80.0/std/none.html", NULL);
	check(NULL, HOST "std/none.html", NULL);
	check(docs, "http://a.example/", "begins with https://");
	check(NULL, "https://a.example/b c", "without blanks");
	check(docs, "https://", "without blanks");
}

static void codes_and_lints_are_looked_up(void **state)
{
	const char *docs = docs_of(*state);

	assert_true(doc_has_error(docs, "E0382"));
	assert_false(doc_has_error(docs, "E9999"));
	assert_true(doc_has_error(NULL, "E9999"));
	assert_true(doc_has_lint(docs, "unused_must_use"));
	assert_false(doc_has_lint(docs, "unused_must"));
	assert_true(doc_has_lint(NULL, "unused_must"));
}

static void it_comes_with_the_toolchain(void **state)
{
	struct sandbox *box = *state;
	struct toolchain toolchain = {.sysroot = box->root};
	char *folder = doc_folder(&toolchain);

	assert_null(folder);
	sandbox_write(box, "share/doc/rust/html/index.html", "");
	folder = doc_folder(&toolchain);
	assert_string_equal(folder, sandbox_path(box, "share/doc/rust/html"));
	free(folder);
}

static void collect(const char *url, const char *place, void *data)
{
	assert_memory_equal(url, place, strlen(url));
	strings_add(data, url);
}

static void links_are_found_in_texts(void **state)
{
	struct strings found = STRINGS_INIT;

	(void)state;
	doc_links_visit("//! Read: <https://a.example/x>\n"
			"[b](https://b.example/y), and `\"https://c.example/\"` is data\n"
			"see " HOST "book/. Then <http://d.example> httpx https:// <https>\n",
			collect, &found);
	assert_int_equal(found.count, 4);
	assert_string_equal(found.items[0], "https://a.example/x");
	assert_string_equal(found.items[1], "https://b.example/y");
	assert_string_equal(found.items[2], HOST "book/");
	assert_string_equal(found.items[3], "http://d.example");
	strings_clear(&found);
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(what_is_installed_is_found),
		in_sandbox(what_is_not_there_is_said),
		in_sandbox(elsewhere_only_the_form_counts),
		in_sandbox(the_words_of_a_section_are_counted),
		in_sandbox(it_comes_with_the_toolchain),
		in_sandbox(codes_and_lints_are_looked_up),
		cmocka_unit_test(links_are_found_in_texts),
	};

	return run_group(tests);
}
