#include "rustgym/app/editors.h"
#include "support.h"

#include <string.h>

static void add(struct file_set *files, const char *path, const char *text)
{
	file_set_add(files, path, text, strlen(text));
}

static void expect(const struct file_set *files, const char *const *expected)
{
	struct strings found = STRINGS_INIT;
	size_t count = 0;

	editors_packages(files, &found);
	for (; expected[count]; count++)
		assert_true(strings_contain(&found, expected[count]));
	assert_int_equal(found.count, count);
	strings_clear(&found);
}

#define PACKAGE "[package]\nname = \"a\"\n"

static void each_workspace_is_one_and_its_members_are_not(void **state)
{
	static const char *const expected[] = {"1/Cargo.toml", "1/t/folder/Cargo.toml", NULL};
	struct file_set files = FILE_SET_INIT;

	(void)state;
	add(&files, "1/Cargo.toml", "[workspace]\nmembers = [\n    \"t\",\n]\n");
	add(&files, "1/t/Cargo.toml", PACKAGE);
	add(&files, "1/t/folder/Cargo.toml", PACKAGE "\n[workspace]\n");
	add(&files, "1/t/folder/vendor/x/Cargo.toml", PACKAGE);
	add(&files, "1/t/Cargo.lock", "[workspace]\n");
	expect(&files, expected);
	file_set_clear(&files);
}

/* Other people's courses have packages that stand alone. */
static void a_package_with_none_above_it_is_one(void **state)
{
	static const char *const expected[] = {"deep/er/Cargo.toml", "own/Cargo.toml", NULL};
	struct file_set files = FILE_SET_INIT;

	(void)state;
	add(&files, "own/Cargo.toml", PACKAGE);
	add(&files, "deep/er/Cargo.toml", PACKAGE);
	add(&files, "own/inner/Cargo.toml", PACKAGE);
	expect(&files, expected);
	add(&files, "Cargo.toml", PACKAGE);
	expect(&files, (const char *const[]){"Cargo.toml", NULL});
	file_set_clear(&files);
}

static void one_that_cargo_cannot_read_is_left_out(void **state)
{
	static const char *const broken[] = {
		"",
		"[workspace]\n",
		"[workspace]\nmembers = []\n",
		"[workspace]\nmembers = [\n]\nexclude = [\"x\"]\n",
		"[package]\n# name = \"a\"\n\n[workspace]\n",
		"[package]\nversion = \"1.0.0\"\n\n[[test]]\nname = \"a\"\n\n[workspace]\n",
		"[workspace.package]\nname = \"a\"\n",
	};
	static const char *const whole[] = {
		"[package]\nname=\"a\"\n[workspace]\n",
		"  [package]\n  name\t= 'a'\n",
		"[workspace]\nmembers = ['a']\n",
		"[dependencies]\nname = \"1\"\n\n[package]\nedition = \"2021\"\nname = \"a\"",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		struct file_set files = FILE_SET_INIT;
		add(&files, "x/Cargo.toml", broken[i]);
		expect(&files, (const char *const[]){NULL});
		file_set_clear(&files);
	}
	for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++) {
		struct file_set files = FILE_SET_INIT;
		add(&files, "x/Cargo.toml", whole[i]);
		expect(&files, (const char *const[]){"x/Cargo.toml", NULL});
		file_set_clear(&files);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_workspace_is_one_and_its_members_are_not),
		cmocka_unit_test(a_package_with_none_above_it_is_one),
		cmocka_unit_test(one_that_cargo_cannot_read_is_left_out),
	};

	return run_group(tests);
}
