/* Courses of other forms, as they are loaded. What they ask of the runner is tested in tests/e2e/. */
#include "rustgym/base/buffer.h"
#include "rustgym/course/course.h"
#include "rustgym/course/hint.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TESTED "fn main() {}\n#[test]\nfn works() {}\n"

static struct course *load(struct sandbox *box)
{
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;
	struct buffer text = BUFFER_INIT;
	struct course *course = course_load_workspace(box->root, &problems, &err);

	problems_write(&problems, &text);
	if (!course)
		fail_msg("%s\n%s", err.message, text.data);
	buffer_clear(&text);
	problems_clear(&problems);
	return course;
}

/* Loading must fail, and report a mistake in that line of that file with these words. */
static void refused(struct sandbox *box, const char *file, int line, const char *words)
{
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;
	struct buffer text = BUFFER_INIT;
	char *start = memory_format("%s:%d: ", file, line);

	assert_null(course_load_workspace(box->root, &problems, &err));
	problems_write(&problems, &text);
	assert_contains(text.data, start);
	assert_contains(text.data, words);
	buffer_clear(&text);
	problems_clear(&problems);
	free(start);
}

static const struct exercise *found(const struct course *course, const char *name)
{
	const struct exercise *exercise = course_find(course, name);

	if (!exercise)
		fail_msg("there is no %s", name);
	return exercise;
}

static void assert_texts(const struct texts *texts, const char *const *expected)
{
	for (size_t i = 0; i < texts->count; i++)
		assert_string_equal(texts->items[i], expected[i] ? expected[i] : "(nothing)");
	assert_null(expected[texts->count]);
}

static void assert_steps(const struct exercise *e, enum step first, enum step second,
			 enum step third)
{
	const enum step expected[] = {first, second, third};

	assert_int_equal(e->step_count, third == STEP_COUNT ? 2 : 3);
	for (size_t i = 0; i < e->step_count; i++)
		assert_int_equal(e->steps[i], expected[i]);
}

/* ---- rustlings --------------------------------------------------------------------------------- */

static const char manifest[] = "[package]\n"
			       "name = \"exercises\"\n"
			       "edition = \"2021\"\n"
			       "[profile.dev]\n"
			       "panic = \"abort\"\n"
			       "[lints.rust]\n"
			       "unsafe_code = \"forbid\"\n"
			       "dead_code = \"allow\"\n"
			       "[lints.clippy]\n"
			       "todo = \"deny\"\n"
			       "all = { level = \"warn\", priority = -1 }\n";

static const char info[] = "format_version = 1\n"
			   "welcome_message = \"Hello\\u001b[31m!\"\n"
			   "\n"
			   "[[exercises]]\n"
			   "name = \"first\"\n"
			   "dir = \"01_start\"\n"
			   "test = false\n"
			   "hint = \"Look at the *semicolon*.\"\n"
			   "\n"
			   "[[exercises]]\n"
			   "name = \"quiz1\"\n"
			   "dir = \"quizzes\"\n"
			   "hint = \"\"\n"
			   "\n"
			   "[[exercises]]\n"
			   "name = \"4_PartialEq\"\n"
			   "dir = \"02_traits\"\n"
			   "strict_clippy = true\n"
			   "hint = \"\"\n"
			   "\n"
			   "[[exercises]]\n"
			   "name = \"quiz2\"\n"
			   "dir = \"quizzes\"\n"
			   "hint = \"\"\n"
			   "\n"
			   "[[exercises]]\n"
			   "name = \"Gr\xc3\xb6\xc3\x9f"
			   "e\"\n"
			   "hint = \"\"\n";

static void write_rustlings(struct sandbox *box)
{
	static const char *const files[] = {"01_start/first.rs", "quizzes/quiz1.rs",
					    "02_traits/4_PartialEq.rs", "quizzes/quiz2.rs",
					    "Gr\u00f6\u00dfe.rs"};

	sandbox_write(box, "Cargo.toml", manifest);
	sandbox_write(box, "info.toml", info);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		char *path = memory_format("exercises/%s", files[i]);

		sandbox_write(box, path, TESTED);
		free(path);
	}
	sandbox_write(box, "solutions/01_start/first.rs", "fn main() {}\n");
	sandbox_write(box, "exercises/01_start/README.md", "# Start\n");
}

static void the_list_gives_order_and_folders(void **state)
{
	struct sandbox *box = *state;
	static const char *const topics[] = {"Start", "Quizzes", "Traits", "Quizzes", "Exercises"};
	struct course *course;

	write_rustlings(box);
	course = load(box);
	assert_int_equal(course->kind, COURSE_RUSTLINGS);
	assert_int_equal(course->count, 5);
	assert_int_equal(course->phase_count, 1);
	assert_int_equal(course->phases[0].topic_count, 5);
	for (size_t i = 0; i < 5; i++) {
		assert_string_equal(course->phases[0].topics[i].title, topics[i]);
		assert_ptr_equal(course->exercises[i].topic, &course->phases[0].topics[i]);
	}
	assert_string_equal(course->exercises[3].path, "exercises/quizzes/quiz2.rs");
	assert_string_equal(course->welcome, "Hello!");
	assert_string_equal(course->edition, "2021");
	course_free(course);
}

static void names_that_ours_cannot_hold_get_another(void **state)
{
	struct sandbox *box = *state;
	const struct exercise *e;
	struct course *course;

	write_rustlings(box);
	course = load(box);
	e = found(course, "4_PartialEq");
	assert_string_equal(e->name, "4_partialeq");
	assert_string_equal(exercise_original(e), "4_PartialEq");
	assert_string_equal(e->target_name, "4_PartialEq");
	assert_ptr_equal(found(course, "4_partialeq"), e);
	e = found(course, "Gr\xc3\xb6\xc3\x9f"
			  "e");
	assert_true(course_is_name(e->name));
	assert_ptr_equal(found(course, e->name), e);
	assert_ptr_equal(course_find_path(course, e->path), e);
	assert_string_equal(e->path, "exercises/Gr\xc3\xb6\xc3\x9f"
				     "e.rs");
	assert_string_equal(exercise_original(found(course, "first")), "first");
	course_free(course);
}

static void two_names_that_differ_in_case_stay_two(void **state)
{
	struct sandbox *box = *state;
	struct course *course;

	write_rustlings(box);
	sandbox_write(box, "info.toml",
		      "format_version = 1\n"
		      "[[exercises]]\nname = \"Box\"\nhint = \"\"\n"
		      "[[exercises]]\nname = \"box\"\nhint = \"\"\n"
		      "[[exercises]]\nname = \"BOX\"\nhint = \"\"\n");
	course = load(box);
	assert_int_equal(course->count, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct exercise *e = &course->exercises[i];

		assert_true(course_is_name(e->name));
		assert_ptr_equal(course_find(course, e->name), e);
	}
	course_free(course);
}

static void an_exercise_says_how_it_is_verified(void **state)
{
	static const char *const flags[] = {"-W",           "clippy::all", "-D",
					    "clippy::todo", "-A",          "dead_code",
					    "-F",           "unsafe_code", NULL};
	struct sandbox *box = *state;
	const struct exercise *e;
	struct course *course;

	write_rustlings(box);
	course = load(box);
	e = found(course, "first");
	assert_int_equal(e->builder, BUILDER_RUSTC);
	assert_int_equal(e->contract, CONTRACT_NONE);
	assert_int_equal(e->target, BUILD_BIN);
	assert_string_equal(exercise_package(e), ".");
	assert_steps(e, STEP_RUN, STEP_CLIPPY, STEP_COUNT);
	assert_texts(&e->flags, flags);
	assert_int_equal(e->lint_rule, LINT_ERRORS);
	e = found(course, "4_PartialEq");
	assert_steps(e, STEP_TEST, STEP_RUN, STEP_CLIPPY);
	assert_int_equal(e->lint_rule, LINT_WARNINGS);
	course_free(course);
}

static void texts_are_found_where_they_are(void **state)
{
	static const char *const solution[] = {"solutions/01_start/first.rs", NULL};
	static const char *const pages[] = {"exercises/01_start/README.md", NULL};
	struct sandbox *box = *state;
	struct hints hints;
	struct error err = ERROR_INIT;
	const struct exercise *e;
	struct course *course;

	write_rustlings(box);
	course = load(box);
	e = found(course, "first");
	assert_texts(&e->solution, solution);
	assert_texts(&e->pages, pages);
	assert_int_equal(hints_load(box->root, e, &hints, &err), 0);
	assert_int_equal(hints_ladder_length(&hints), 1);
	assert_string_equal(hints_ladder(&hints, 0)->body, "Look at the *semicolon*.");
	hints_clear(&hints);
	assert_int_equal(hints_load(box->root, found(course, "quiz1"), &hints, &err), ERROR_COURSE);
	assert_contains(err.message, "no hint for quiz1");
	hints_clear(&hints);
	assert_int_equal(found(course, "quiz1")->solution.count, 0);
	course_free(course);
}

/* What rustc alone cannot build as cargo would is left to cargo. */
static void a_manifest_with_more_in_it_needs_cargo(void **state)
{
	static const char *const more[] = {
		"[dependencies]\ntime = \"0.3\"\n",
		"[dev-dependencies]\ntime = \"0.3\"\n",
		"[target.'cfg(unix)'.dependencies]\ntime = \"0.3\"\n",
		"[profile.test]\noverflow-checks = false\n",
		"[lints.rust.unexpected_cfgs]\nlevel = \"warn\"\ncheck-cfg = [\"cfg(x)\"]\n",
		"[features]\nx = []\n",
	};
	struct sandbox *box = *state;

	write_rustlings(box);
	for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++) {
		struct course *course;

		sandbox_write(box, "Cargo.toml",
			      "[package]\nname = \"exercises\"\nedition = \"2021\"\n");
		course = load(box);
		assert_int_equal(course->exercises[0].builder, BUILDER_RUSTC);
		course_free(course);
		sandbox_write(box, "Cargo.toml",
			      sandbox_replaced(box,
					       "[package]\nname = \"exercises\"\n"
					       "edition = \"2021\"\nMORE",
					       "MORE", more[i]));
		course = load(box);
		assert_int_equal(course->exercises[0].builder, BUILDER_CARGO);
		course_free(course);
	}
}

static void examples_are_targets_as_well(void **state)
{
	struct sandbox *box = *state;
	struct course *course;

	write_rustlings(box);
	sandbox_write(
		box, "Cargo.toml",
		"[package]\nname = \"burn\"\nedition = \"2021\"\n"
		"[[example]]\nname = \"burn_first\"\npath = \"exercises/01_start/first.rs\"\n");
	course = load(box);
	assert_int_equal(found(course, "first")->target, BUILD_EXAMPLE);
	assert_string_equal(found(course, "first")->target_name, "burn_first");
	course_free(course);
}

static void a_folder_that_climbs_out_is_refused(void **state)
{
	static const char *const dirs[] = {"../..", "/etc", "a/../../b", "a//b", "."};
	struct sandbox *box = *state;

	write_rustlings(box);
	for (size_t i = 0; i < sizeof(dirs) / sizeof(*dirs); i++) {
		char *text = memory_format("format_version = 1\n[[exercises]]\nname = \"first\"\n"
					   "dir = \"%s\"\nhint = \"\"\n",
					   dirs[i]);

		sandbox_write(box, "info.toml", text);
		refused(box, "info.toml", 4, "below exercises/");
		free(text);
	}
	sandbox_write(box, "info.toml",
		      "format_version = 1\n[[exercises]]\nname = \"../first\"\nhint = \"\"\n");
	refused(box, "info.toml", 3, "name of a file");
}

static void links_are_refused(void **state)
{
	struct sandbox *box = *state;

	write_rustlings(box);
	sandbox_write(box, "elsewhere/first.rs", TESTED);
	sandbox_write(box, "info.toml",
		      "format_version = 1\n[[exercises]]\nname = \"first\"\ndir = \"link\"\n"
		      "hint = \"\"\n");
	assert_int_equal(symlink("../elsewhere", sandbox_path(box, "exercises/link")), 0);
	refused(box, "info.toml", 2, "symbolic link");
}

static void mistakes_have_their_lines(void **state)
{
	struct sandbox *box = *state;

	write_rustlings(box);
	sandbox_write(box, "info.toml", "format_version = 1\n[[exercises]]\nname = \n");
	refused(box, "info.toml", 3, "valid TOML");
	sandbox_write(box, "info.toml",
		      "format_version = 1\n[[exercises]]\nname = \"first\"\ndir = 1\n");
	refused(box, "info.toml", 4, "dir");
	sandbox_write(box, "info.toml",
		      "format_version = 1\n[[exercises]]\nname = \"quiz\"\ntest = 1\n"
		      "[[exercises]]\nname = \"quiz\"\n");
	refused(box, "info.toml", 4, "test");
	refused(box, "info.toml", 6, "once");
	sandbox_write(box, "info.toml", "format_version = 2\n[[exercises]]\nname = \"quiz\"\n");
	refused(box, "info.toml", 1, "newer rustgym");
}

static void a_course_of_version_5_is_refused_with_a_reason(void **state)
{
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;
	struct sandbox *box = *state;

	write_rustlings(box);
	sandbox_write(box, "info.toml",
		      "[[exercises]]\nname = \"first\"\npath = \"exercises/first.rs\"\n"
		      "mode = \"compile\"\nhint = \"\"\n");
	assert_null(course_load_workspace(box->root, &problems, &err));
	assert_int_equal(err.code, ERROR_ENVIRONMENT);
	assert_contains(err.message, "rustlings 5");
	problems_clear(&problems);
}

/* ---- what `rustlings init` leaves -------------------------------------------------------------- */

static void the_order_is_that_of_the_manifest(void **state)
{
	struct sandbox *box = *state;
	const struct exercise *e;
	struct course *course;

	sandbox_write(box, "Cargo.toml",
		      "bin = [\n"
		      "  { name = \"zebra\", path = \"exercises/00_a/zebra.rs\" },\n"
		      "  { name = \"zebra_sol\", path = \"solutions/00_a/zebra.rs\" },\n"
		      "  { name = \"ant\", path = \"exercises/22_clippy/ant.rs\" },\n"
		      "  { name = \"ant_sol\", path = \"solutions/22_clippy/ant.rs\" },\n"
		      "]\n[package]\nname = \"exercises\"\nedition = \"2024\"\n");
	sandbox_write(box, "exercises/00_a/zebra.rs", "fn main() {}\n");
	sandbox_write(box, "exercises/22_clippy/ant.rs", TESTED);
	sandbox_write(box, "solutions/00_a/zebra.rs", "");
	course = load(box);
	assert_int_equal(course->kind, COURSE_RUSTLINGS_INIT);
	assert_int_equal(course->count, 2);
	e = &course->exercises[0];
	assert_string_equal(e->name, "zebra");
	assert_steps(e, STEP_RUN, STEP_CLIPPY, STEP_COUNT);
	assert_int_equal(e->lint_rule, LINT_ERRORS);
	e = &course->exercises[1];
	assert_string_equal(e->name, "ant");
	assert_steps(e, STEP_TEST, STEP_RUN, STEP_CLIPPY);
	assert_int_equal(e->lint_rule, LINT_WARNINGS);
	assert_contains(e->hint, "`rustlings hint ant`");
	course_free(course);
}

static void a_clone_of_rustlings_has_its_parts_elsewhere(void **state)
{
	static const char *const flags[] = {"-F", "clippy::todo", NULL};
	struct sandbox *box = *state;
	const struct exercise *e;
	struct course *course;

	sandbox_write(box, "build.rs", "fn main() {}\n"); /* of the program rustlings */
	sandbox_write(box, "Cargo.toml", "[package]\nname = \"rustlings\"\nedition = \"2015\"\n");
	sandbox_write(
		box, "rustlings-macros/info.toml",
		"format_version = 1\n[[exercises]]\nname = \"one\"\ndir = \"00_a\"\nhint = \"h\"\n");
	sandbox_write(box, "dev/Cargo.toml",
		      "bin = [{ name = \"one\", path = \"../exercises/00_a/one.rs\" }]\n"
		      "[package]\nname = \"exercises\"\nedition = \"2024\"\n"
		      "[lints.clippy]\ntodo = \"forbid\"\n");
	sandbox_write(box, "exercises/00_a/one.rs", TESTED);
	course = load(box);
	assert_int_equal(course->kind, COURSE_RUSTLINGS_SOURCE);
	assert_string_equal(course->edition, "2024");
	e = found(course, "one");
	assert_int_equal(e->builder, BUILDER_RUSTC);
	assert_string_equal(exercise_package(e), "dev");
	assert_texts(&e->flags, flags);
	assert_string_equal(e->hint, "h");
	course_free(course);
}

/* ---- wr ---------------------------------------------------------------------------------------- */

static void write_wr(struct sandbox *box, const char *settings)
{
	sandbox_write(box, ".wr.toml", settings);
	sandbox_write(box, "Cargo.toml", "[workspace]\nmembers = [\"exercises/*/*\"]\n");
	sandbox_write(box, "exercises/02_more/00_intro/Cargo.toml", "");
	sandbox_write(box, "exercises/01_intro/01_syntax/Cargo.toml", "");
	sandbox_write(box, "exercises/01_intro/00_intro/Cargo.toml", "");
	sandbox_write(box, "exercises/01_intro/notes/Cargo.toml", "");
	sandbox_write(box, "book/src/01_intro/00_intro.md", "# Welcome\n");
	sandbox_write(box, "exercises/01_intro/01_syntax/README.md", "# Syntax\n");
}

static void packages_are_found_by_their_numbers(void **state)
{
	static const char *const page[] = {"book/src/01_intro/00_intro.md", NULL};
	static const char *const readme[] = {"exercises/01_intro/01_syntax/README.md", NULL};
	struct sandbox *box = *state;
	const struct exercise *e;
	struct course *course;

	write_wr(box, "");
	course = load(box);
	assert_int_equal(course->kind, COURSE_WR);
	assert_int_equal(course->count, 3);
	e = &course->exercises[0];
	assert_string_equal(e->name, "01_00_intro");
	assert_string_equal(e->path, "exercises/01_intro/00_intro");
	assert_string_equal(exercise_package(e), e->path);
	assert_ptr_equal(found(course, "01_intro/00_intro"), e);
	assert_texts(&e->pages, page);
	assert_true(e->folder && e->tests_optional);
	assert_int_equal(e->files.count, 0);
	assert_int_equal(exercise_file_owner(e, "tests/a.rs"), OWNER_LEARNER);
	assert_steps(e, STEP_TEST, STEP_CLIPPY, STEP_COUNT);
	assert_int_equal(e->lint_rule, LINT_NEVER);
	assert_ptr_equal(found(course, "01_syntax"), &course->exercises[1]);
	assert_texts(&course->exercises[1].pages, readme);
	assert_null(course_find(course, "00_intro")); /* two have this name */
	assert_string_equal(course->exercises[2].name, "02_00_intro");
	course_free(course);
}

static void commands_of_the_course_are_a_step(void **state)
{
	static const char *const ours[] = {"cargo", "run", "-p", "verifier", NULL};
	static const char *const own[] = {"uv", "sync", NULL};
	struct sandbox *box = *state;
	const struct exercise *e;
	struct course *course;

	write_wr(box, "[[verification]]\ncommand = \"cargo\"\nargs = [\"run\", \"-p\", "
		      "\"verifier\"]\n");
	sandbox_write(box, "exercises/01_intro/01_syntax/.wr.toml",
		      "skip_build = true\n[[verification]]\ncommand = \"uv\"\nargs = [\"sync\"]\n");
	sandbox_write(box, "exercises/02_more/00_intro/.wr.toml",
		      "[[verification]]\ncommand = \"cargo\"\nargs = [\"test\"]\n");
	course = load(box);
	e = found(course, "01_00_intro");
	assert_int_equal(e->command_count, 1);
	assert_texts(&e->commands[0], ours);
	assert_steps(e, STEP_BUILD, STEP_COMMAND, STEP_COUNT);
	e = found(course, "01_syntax");
	assert_texts(&e->commands[0], own);
	assert_int_equal(e->step_count, 1);
	assert_int_equal(e->steps[0], STEP_COMMAND);
	assert_int_equal(found(course, "02_00_intro")->command_count, 0);
	course_free(course);
	sandbox_write(box, ".wr.toml", "\n[[verification]]\nargs = 1\n");
	refused(box, ".wr.toml", 3, "args");
}

/* ---- Exercism ---------------------------------------------------------------------------------- */

static void write_download(struct sandbox *box, const char *slug, const char *config)
{
	char *path = memory_format("%s/.exercism/metadata.json", slug);

	sandbox_write(box, path, "{\"track\": \"rust\"}");
	free(path);
	path = memory_format("%s/.exercism/config.json", slug);
	if (config)
		sandbox_write(box, path, config);
	free(path);
	path = memory_format("%s/src/lib.rs", slug);
	sandbox_write(box, path, "");
	free(path);
}

static void what_was_downloaded_is_a_course(void **state)
{
	static const char *const files[] = {"src/lib.rs", "Cargo.toml", NULL};
	static const char *const pages[] = {"two-fer/README.md", NULL};
	struct sandbox *box = *state;
	const struct exercise *e;
	struct course *course;

	write_download(box, "two-fer",
		       "{\"files\": {\"solution\": [\"src/lib.rs\", \"Cargo.toml\"], \"test\": "
		       "[\"tests/two-fer.rs\"]}, \"custom\": {\"test-in-release-mode\": true}}");
	sandbox_write(box, "two-fer/README.md", "# Two Fer\n");
	sandbox_write(box, "two-fer/HINTS.md",
		      "# Hints\n\n## General\n\nThink.\n\n## 1. Name\n\nIt.\n");
	write_download(box, "bob", NULL);
	write_download(box, "lost", NULL);
	sandbox_write(box, "lost/.exercism/metadata.json", "{\"track\": \"go\"}");
	course = load(box);
	assert_int_equal(course->kind, COURSE_EXERCISM);
	assert_int_equal(course->count, 2);
	assert_string_equal(course->exercises[0].name, "bob");
	assert_texts(&course->exercises[0].files, files);
	assert_false(course->exercises[0].release);
	e = found(course, "two-fer");
	assert_string_equal(e->name, "two_fer");
	assert_string_equal(e->title, "Two fer");
	assert_texts(&e->files, files);
	assert_texts(&e->pages, pages);
	assert_string_equal(e->hint_file, "two-fer/HINTS.md");
	assert_true(e->release && e->include_ignored && !e->tests_optional && e->alone);
	assert_int_equal(exercise_file_owner(e, "tests/two-fer.rs"), OWNER_COURSE);
	assert_int_equal(exercise_file_owner(e, "Cargo.lock"), OWNER_CARGO);
	assert_steps(e, STEP_TEST, STEP_CLIPPY, STEP_COUNT);
	course_free(course);
}

static void a_download_that_names_files_elsewhere_is_refused(void **state)
{
	struct sandbox *box = *state;

	write_download(box, "bob", "{\"files\": {\n\"solution\": [\"../../x\"]}}");
	refused(box, "bob/.exercism/config.json", 2, "stays in the exercise");
}

static void the_track_has_concepts_and_levels(void **state)
{
	static const char *const solution[] = {"exercises/practice/bob/.meta/example.rs", "", NULL};
	static const char *const pages[] = {"exercises/practice/bob/.docs/introduction.md",
					    "exercises/practice/bob/.docs/instructions.md", NULL};
	struct sandbox *box = *state;
	const struct exercise *e;
	struct course *course;

	sandbox_write(box, "config.json",
		      "{\"language\": \"Rust\", \"exercises\": {\n"
		      "\"concept\": [{\"slug\": \"sum\", \"name\": \"A Sum\"}],\n"
		      "\"practice\": [\n"
		      "{\"slug\": \"hard-one\", \"name\": \"Hard\", \"difficulty\": 9},\n"
		      "{\"slug\": \"bob\", \"name\": \"Bob\", \"difficulty\": 1},\n"
		      "{\"slug\": \"old\", \"name\": \"Old\", \"difficulty\": 1, \"status\": "
		      "\"deprecated\"}]}}");
	sandbox_write(box, "exercises/concept/sum/src/lib.rs", "");
	sandbox_write(box, "exercises/practice/hard-one/src/lib.rs", "");
	sandbox_write(box, "exercises/practice/bob/src/lib.rs", "");
	sandbox_write(box, "exercises/practice/bob/.meta/config.json",
		      "{\"files\": {\"solution\": [\"src/lib.rs\", \"Cargo.toml\"], \"example\": "
		      "[\".meta/example.rs\"]}}");
	sandbox_write(box, "exercises/practice/bob/.meta/example.rs", "// solved\n");
	sandbox_write(box, "exercises/practice/bob/.docs/instructions.md", "# Do\n");
	sandbox_write(box, "exercises/practice/bob/.docs/introduction.md", "# Before\n");
	course = load(box);
	assert_int_equal(course->kind, COURSE_EXERCISM_TRACK);
	assert_int_equal(course->count, 3);
	assert_string_equal(course->exercises[0].title, "A Sum");
	e = &course->exercises[1];
	assert_string_equal(e->name, "bob");
	assert_string_equal(e->topic->title, "Easy");
	assert_texts(&e->solution, solution);
	assert_texts(&e->pages, pages);
	assert_string_equal(course->exercises[2].name, "hard_one");
	assert_string_equal(course->exercises[2].topic->title, "Hard");
	course_free(course);
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(the_list_gives_order_and_folders),
		in_sandbox(names_that_ours_cannot_hold_get_another),
		in_sandbox(two_names_that_differ_in_case_stay_two),
		in_sandbox(an_exercise_says_how_it_is_verified),
		in_sandbox(texts_are_found_where_they_are),
		in_sandbox(a_manifest_with_more_in_it_needs_cargo),
		in_sandbox(examples_are_targets_as_well),
		in_sandbox(a_folder_that_climbs_out_is_refused),
		in_sandbox(links_are_refused),
		in_sandbox(mistakes_have_their_lines),
		in_sandbox(a_course_of_version_5_is_refused_with_a_reason),
		in_sandbox(the_order_is_that_of_the_manifest),
		in_sandbox(a_clone_of_rustlings_has_its_parts_elsewhere),
		in_sandbox(packages_are_found_by_their_numbers),
		in_sandbox(commands_of_the_course_are_a_step),
		in_sandbox(what_was_downloaded_is_a_course),
		in_sandbox(a_download_that_names_files_elsewhere_is_refused),
		in_sandbox(the_track_has_concepts_and_levels),
	};

	return run_group(tests);
}
