#include "rustgym/course/kind.h"
#include "support.h"

#include <stdlib.h>

#define INFO "format_version = 1\n[[exercises]]\nname = \"one\"\nhint = \"\"\n"
#define MANIFEST                                                                                   \
	"bin = [{ name = \"one\", path = \"exercises/one.rs\" }]\n"                                \
	"[package]\nname = \"exercises\"\nedition = \"2024\"\n"
#define METADATA "{\"track\": \"rust\", \"exercise\": \"bob\"}"

/* The file is in the folder, with exercises/one.rs and solutions/one.rs beside it. */
static enum course_kind with(struct sandbox *box, const char *folder, const char *file,
			     const char *text)
{
	char *path = memory_format("%s/%s", folder, file);
	char *one = memory_format("%s/exercises/one.rs", folder);
	char *solution = memory_format("%s/solutions/one.rs", folder);

	sandbox_write(box, path, text);
	sandbox_write(box, one, "fn main() {}\n");
	sandbox_write(box, solution, "fn main() {}\n");
	free(path);
	free(one);
	free(solution);
	return course_kind(sandbox_path(box, "%s", folder));
}

static void a_roadmap_is_ours(void **state)
{
	assert_int_equal(with(*state, "a", "exercises/roadmap.json", "{}"), COURSE_OWN);
}

static void rustlings_is_known_by_its_list_or_its_manifest(void **state)
{
	struct sandbox *box = *state;

	assert_int_equal(with(box, "community", "info.toml", INFO), COURSE_RUSTLINGS);
	assert_int_equal(with(box, "init", "Cargo.toml", MANIFEST), COURSE_RUSTLINGS_INIT);
	sandbox_write(box, "source/rustlings-macros/info.toml", INFO);
	assert_int_equal(with(box, "source", "dev/Cargo.toml", MANIFEST), COURSE_RUSTLINGS_SOURCE);
	assert_int_equal(with(box, "five", "info.toml",
			      "[[exercises]]\nname = \"one\"\npath = \"exercises/one.rs\"\n"
			      "mode = \"compile\"\nhint = \"\"\n"),
			 COURSE_RUSTLINGS_5);
}

static void other_programs_have_an_info_toml_as_well(void **state)
{
	struct sandbox *box = *state;

	assert_int_equal(with(box, "game", "info.toml", "display_name = \"A plugin\"\n"),
			 COURSE_NONE);
	assert_int_equal(with(box, "other", "info.toml",
			      "[[exercises]]\nname = \"one\"\nexe = \"main.go\"\n"),
			 COURSE_NONE);
	assert_int_equal(with(box, "empty", "info.toml", "format_version = 1\nexercises = []\n"),
			 COURSE_NONE);
	assert_int_equal(with(box, "binary", "info.toml", "\xff\xfe"), COURSE_NONE);
	sandbox_write(box, "bare/info.toml", INFO); /* no exercises/ */
	assert_int_equal(course_kind(sandbox_path(box, "bare")), COURSE_NONE);
}

static void any_package_is_not_rustlings(void **state)
{
	assert_int_equal(with(*state, "package", "Cargo.toml", "[package]\nname = \"exercises\"\n"),
			 COURSE_NONE);
	assert_int_equal(with(*state, "named", "Cargo.toml",
			      "bin = [{ name = \"one\", path = \"exercises/one.rs\" }]\n"
			      "[package]\nname = \"mine\"\n"),
			 COURSE_NONE);
}

static void a_list_with_a_mistake_is_still_a_list(void **state)
{
	assert_int_equal(with(*state, "broken", "info.toml", INFO "test = \n"), COURSE_RUSTLINGS);
}

static void wr_is_known_by_its_settings_and_its_folders(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, "wr/.wr.toml", "exercises_dir = \"tasks\"\n");
	assert_int_equal(course_kind(sandbox_path(box, "wr")), COURSE_NONE);
	sandbox_write(box, "wr/tasks/01_intro/00_welcome/Cargo.toml", "");
	assert_int_equal(course_kind(sandbox_path(box, "wr")), COURSE_WR);
	sandbox_write(box, "wr/.wr.toml", "koans_dir = \"tasks\"\n");
	assert_int_equal(course_kind(sandbox_path(box, "wr")), COURSE_WR);
	sandbox_write(box, "wr/.wr.toml", "exercises_dir = \"../wr/tasks\"\n");
	assert_int_equal(course_kind(sandbox_path(box, "wr")), COURSE_NONE);
	/* an exercise can have settings of its own */
	sandbox_write(box, "wr/tasks/01_intro/00_welcome/.wr.toml", "skip_build = true\n");
	assert_int_equal(course_kind(sandbox_path(box, "wr/tasks/01_intro/00_welcome")),
			 COURSE_NONE);
}

static void exercism_is_known_by_the_track(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, "rust/bob/.exercism/metadata.json", METADATA);
	assert_int_equal(course_kind(sandbox_path(box, "rust")), COURSE_EXERCISM);
	assert_int_equal(course_kind(sandbox_path(box, "rust/bob")), COURSE_NONE);
	assert_true(course_kind_is_download(sandbox_path(box, "rust/bob")));
	assert_false(course_kind_is_download(sandbox_path(box, "rust")));
	sandbox_write(box, "c/bob/.exercism/metadata.json", "{\"track\": \"c\"}");
	assert_int_equal(course_kind(sandbox_path(box, "c")), COURSE_NONE);
	sandbox_write(box, "track/exercises/practice/bob/Cargo.toml", "");
	sandbox_write(box, "track/config.json", "{\"language\": \"Rust\"}");
	assert_int_equal(course_kind(sandbox_path(box, "track")), COURSE_EXERCISM_TRACK);
	sandbox_write(box, "track/config.json", "{\"language\": \"Go\"}");
	assert_int_equal(course_kind(sandbox_path(box, "track")), COURSE_NONE);
}

static void every_kind_has_words(void **state)
{
	(void)state;
	for (int kind = 0; kind <= COURSE_NONE; kind++)
		assert_true(*course_kind_words((enum course_kind)kind));
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(a_roadmap_is_ours),
		in_sandbox(rustlings_is_known_by_its_list_or_its_manifest),
		in_sandbox(other_programs_have_an_info_toml_as_well),
		in_sandbox(any_package_is_not_rustlings),
		in_sandbox(a_list_with_a_mistake_is_still_a_list),
		in_sandbox(wr_is_known_by_its_settings_and_its_folders),
		in_sandbox(exercism_is_known_by_the_track),
		cmocka_unit_test(every_kind_has_words),
	};

	return run_group(tests);
}
