#include "rustgym/base/path.h"
#include "support.h"

#include <stdlib.h>

static void joins(void **state)
{
	static const struct {
		const char *a, *b, *joined;
	} cases[] = {
		{"a", "b", "a/b"},       {"a/", "b", "a/b"}, {"/", "b", "/b"},
		{"", "b", "b"},          {"a", "/b", "/b"},  {"a/b", "c/d", "a/b/c/d"},
		{"/root", "", "/root/"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *joined = path_join(cases[i].a, cases[i].b);
		assert_string_equal(joined, cases[i].joined);
		free(joined);
	}
}

static void goes_up(void **state)
{
	static const struct {
		const char *path, *parent, *base;
	} cases[] = {
		{"a/b/c.rs", "a/b", "c.rs"},
		{"/a/b", "/a", "b"},
		{"/a", "/", "a"},
		{"/", "/", ""},
		{"a", ".", "a"},
		{"", ".", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *parent = path_parent(cases[i].path);
		assert_string_equal(parent, cases[i].parent);
		assert_string_equal(path_base(cases[i].path), cases[i].base);
		free(parent);
	}
}

static void contained_paths_stay_inside(void **state)
{
	static const char *const inside[] = {
		"a",   "a/b",   "src/main.rs",  ".env",        "..hidden", "a..b/c",
		"...", "a b/c", "a/.gitignore", "\xc3\xa4.rs", "~",        "C:",
	};
	static const char *const outside[] = {
		"",     "/",    "/etc/passwd", "..",   "../a",   "a/..",      "a/../b", ".",
		"./a",  "a/.",  "a/./b",       "a//b", "a/",     "//a",       "a\\b",   "..\\a",
		"a\nb", "a\tb", "a\x1b[2J",    "\x7f", "a/\x01", "a/../../b",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(inside) / sizeof(*inside); i++)
		if (!path_is_contained(inside[i]))
			fail_msg("\"%s\" should be allowed", inside[i]);
	for (size_t i = 0; i < sizeof(outside) / sizeof(*outside); i++)
		if (path_is_contained(outside[i]))
			fail_msg("\"%s\" should be refused", outside[i]);
}

static void tells_what_lies_below(void **state)
{
	static const struct {
		const char *path, *folder, *below;
	} cases[] = {
		{"/a/b/c", "/a/b", "c"},  {"/a/b/c", "/a", "b/c"}, {"/a/b/c", "/a/", "b/c"},
		{"/a/b/c", "/", "a/b/c"}, {"/a", "/", "a"},        {"a/b", "a", "b"},
		{"/a//b", "/a", "b"},     {"/ab", "/a", NULL},     {"/a", "/a", NULL},
		{"/a", "/a/b", NULL},     {"/b/a", "/a", NULL},    {"b", "/", NULL},
		{"", "/a", NULL},         {"/a/", "/a", NULL},     {"/", "/", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *below = path_below(cases[i].path, cases[i].folder);
		if (!below != !cases[i].below)
			fail_msg("%s below %s: %s", cases[i].path, cases[i].folder,
				 below ? below : "(NULL)");
		if (below)
			assert_string_equal(below, cases[i].below);
	}
}

static void knows_suffixes(void **state)
{
	(void)state;
	assert_true(path_has_suffix("a.rs", ".rs"));
	assert_true(path_has_suffix(".rs", ".rs"));
	assert_true(path_has_suffix("a", ""));
	assert_false(path_has_suffix("rs", ".rs"));
	assert_false(path_has_suffix("a.rs~", ".rs"));
}

static void clutter_is_what_tools_leave_about(void **state)
{
	static const char *const clutter[] = {".git",
					      ".helix",
					      ".nvim.lua",
					      ".rustgym",
					      "target",
					      "a.rs~",
					      ".a.rs.swp",
					      "#a.rs#",
					      ".#a.rs",
					      ".DS_Store",
					      "a.rs.bak",
					      "a.rs.orig",
					      "4913",
					      ".goutputstream-XYZ",
					      "a.rs___jb_tmp___",
					      "a__shows.snap.new",
					      "#x#",
					      ".#x",
					      "x~"};
	static const char *const files[] = {
		"a.rs", ".env",       ".sqlx",      ".cargo", "targets", "swp",      "a#b",
		"git",  ".gitignore", "Cargo.toml", "bak",    "orig.rs", "a.bak.rs", "4914"};

	(void)state;
	for (size_t i = 0; i < sizeof(clutter) / sizeof(*clutter); i++)
		if (!path_is_clutter(clutter[i]))
			fail_msg("%s is not taken for clutter", clutter[i]);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		if (path_is_clutter(files[i]))
			fail_msg("%s is taken for clutter", files[i]);
}

static void knows_names_of_an_exercises_files(void **state)
{
	static const char *const names[] = {".gitignore",       ".github", "a b",  "\xc3\xa4.rs",
					    "\xf0\x9f\xa6\x80", "..x",     ".git2"};
	static const char *const others[] = {"",
					     ".",
					     "..",
					     "a/b",
					     "a\\b",
					     "a\nb",
					     "\x1b[2J",
					     "\x7f",
					     ".git",
					     ".GiT",
					     ".git. .",
					     "git~1",
					     "GIT~2",
					     ".git:x",
					     "\xff",
					     "\xc2\x9b",
					     "\xc2\xad",
					     "\xd8\x9c",
					     ".g\xe2\x80\x8cit",
					     "\xe2\x80\xae",
					     "\xe2\x81\xa6",
					     "\xef\xbb\xbf",
					     "\xf3\xa0\x81\xa1"};
	char name[258] = "";

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!path_is_name(names[i]))
			fail_msg("%s is refused", names[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (path_is_name(others[i]))
			fail_msg("%zu is let in", i);
	for (size_t i = 0; i < 256; i++)
		name[i] = 'x';
	assert_false(path_is_name(name));
	assert_true(path_is_name(name + 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joins),
		cmocka_unit_test(goes_up),
		cmocka_unit_test(contained_paths_stay_inside),
		cmocka_unit_test(tells_what_lies_below),
		cmocka_unit_test(knows_suffixes),
		cmocka_unit_test(knows_names_of_an_exercises_files),
		cmocka_unit_test(clutter_is_what_tools_leave_about),
	};

	return run_group(tests);
}
