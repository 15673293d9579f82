/*
 * A project: one package that the learner keeps from stage to stage.
 */
#include "conversation.h"
#include "rustgym/base/json.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define TOPIC "exercises/01_start/01_counter"
#define HINTS "hints/01_start/01_counter"

/* ---- a course with one project ----------------------------------------------------------------- */

static const char roadmap[] =
	"{\"format\": 1, \"title\": \"Counting\", \"version\": \"1.0.0\", \"edition\": \"2021\",\n"
	" \"phases\": [{\"dir\": \"01_start\", \"title\": \"Start\", \"topics\": [\"01_counter\"]}],\n"
	" \"skills\": {\"P.1\": \"A counter\"}}\n";

static const char workspace[] = "[workspace]\n"
				"resolver = \"2\"\n"
				"members = []\n"
				"exclude = [\"01_counter/counter\"]\n";

static const char manifest[] = "[package]\n"
			       "name = \"counter\"\n"
			       "version = \"0.1.0\"\n"
			       "edition = \"2021\"\n"
			       "\n"
			       "[workspace]\n";

static const char lock_file[] =
	"version = 3\n\n[[package]]\nname = \"counter\"\nversion = \"0.1.0\"\n";

static const char beginning[] = "fn main() {\n    println!(\"0\");\n}\n";

#define STAGE(name, test, verb)                                                                        \
	"    {\"name\": \"" name "\", \"title\": \"Count\", \"shape\": \"complete\",\n"                \
	"     \"skills\": [\"P.1\"], \"minutes\": 5, \"tests\": [\"" test "\"],\n"                     \
	"     \"links\": [{\"title\": \"The Book\", \"url\": \"https://doc.rust-lang.org/book/\"}],\n" \
	"     \"fails\": {\"tests\": [\"" verb "\"]}}"

static const char topic[] =
	"{\n  \"title\": \"A counter\",\n  \"kind\": \"project\",\n"
	"  \"package\": \"counter\",\n  \"files\": [\"src/main.rs\"],\n"
	"  \"exercises\": [\n" STAGE("count_words", "words", "counts_words") ",\n" STAGE(
		"count_lines", "lines", "counts_lines") ",\n" STAGE("count_bytes", "bytes",
								    "counts_bytes") "\n  ]\n}\n";

static const char test_file[] =
	"//! Somebody counts what they have written.\n"
	"//!\n"
	"//! Task: Print the number of %s.\n"
	"//! Read: <https://doc.rust-lang.org/std/primitive.str.html#method.lines>\n"
	"use std::process::Command;\n\n"
	"#[test]\n"
	"fn counts_%s() {\n"
	"    let program = env!(\"CARGO_BIN_EXE_counter\");\n"
	"    let output = Command::new(program).args([\"%s\", \"a b\\nc\"]).output().unwrap();\n"
	"    assert_eq!(String::from_utf8_lossy(&output.stdout), \"%d\\n\");\n"
	"}\n";

static const struct {
	const char *name, *what;
	int number;
	const char *count; /* the expression that the solution adds for it */
} stages[] = {
	{"count_words", "words", 3, "text.split_whitespace().count()"},
	{"count_lines", "lines", 2, "text.lines().count()"},
	{"count_bytes", "bytes", 5, "text.len()"},
};

enum { STAGES = sizeof(stages) / sizeof(*stages) };

/* The solution of the stage with this index. `wrong` is added to what the last branch counts. */
static const char *solution(struct place *place, size_t stage, const char *wrong)
{
	struct buffer text = BUFFER_INIT;
	const char *kept;

	buffer_add_string(&text, "use std::env;\n\nfn main() {\n"
				 "    let arguments: Vec<String> = env::args().collect();\n"
				 "    let text = &arguments[2];\n"
				 "    let count = match arguments[1].as_str() {\n");
	for (size_t i = 0; i <= stage; i++)
		buffer_addf(&text, "        \"%s\" => %s%s,\n", stages[i].what, stages[i].count,
			    i == stage ? wrong : "");
	buffer_add_string(&text, "        _ => 0,\n    };\n    println!(\"{count}\");\n}\n");
	kept = place_text(place, "%s", text.data);
	buffer_clear(&text);
	return kept;
}

static const char *project(struct place *place)
{
	write_file(place_path(place, "course/exercises/roadmap.json"), roadmap);
	write_file(place_path(place, "course/exercises/01_start/Cargo.toml"), workspace);
	write_file(place_path(place, "course/" TOPIC "/topic.json"), topic);
	write_file(place_path(place, "course/" TOPIC "/counter/Cargo.toml"), manifest);
	write_file(place_path(place, "course/" TOPIC "/counter/Cargo.lock"), lock_file);
	write_file(place_path(place, "course/" TOPIC "/counter/src/main.rs"), beginning);
	for (size_t i = 0; i < STAGES; i++) {
		const char *what = stages[i].what, *name = stages[i].name;

		write_file(place_path(place, "course/" TOPIC "/counter/tests/%s.rs", what),
			   place_text(place, test_file, what, what, what, stages[i].number));
		write_file(place_path(place, "course/" HINTS "/%s/src/main.rs", name),
			   solution(place, i, ""));
		write_file(place_path(place, "course/" HINTS "/%s.wrong/src/main.rs", name),
			   place_text(place,
				      "// Wrong: one too many.\n// Rejected by: counts_%s\n%s",
				      what, solution(place, i, " + 1")));
		write_file(
			place_path(place, "course/" HINTS "/%s.md", name),
			"## First rung\n\none\n\n## Second rung\n\ntwo\n\n## Third rung\n\nthree\n");
	}
	return place_path(place, "course");
}

static const char *main_file(struct place *place, const char *root)
{
	return place_text(place, "%s/" TOPIC "/counter/src/main.rs", root);
}

/* ---- from stage to stage ------------------------------------------------------------------------ */

static void a_stage_has_its_own_tests_and_those_before(void **state)
{
	struct place *place = *state;
	const char *course = project(place), *file = main_file(place, course);
	struct answer answer = rustgym(place, course, "--plain", "run");

	assert_answer(answer, 1, "count_words: 1 of 1 tests fails");
	write_file(file, solution(place, 0, ""));
	assert_answer(rustgym(place, course, "--plain", "run"), 0, "next: count_lines");
	answer = rustgym(place, course, "--plain", "run");
	assert_answer(answer, 1, "count_lines: 1 of 2 tests fails");
	assert_lacks(answer.out, "counts_bytes");
	write_file(file, solution(place, 1, ""));
	replace_in_file(place, file, ".split_whitespace()", ".chars()");
	answer = rustgym(place, course, "--plain", "run");
	assert_answer(answer, 1, "counts_words"); /* what an earlier stage could do is lost */
	write_file(file, solution(place, 1, ""));
	assert_answer(rustgym(place, course, "--plain", "run"), 0, "stage 3 of 3");
	assert_answer(rustgym(place, course, "list"), 0, "2 of 3 done");
}

static void a_stage_is_shown_with_the_file_that_has_its_task(void **state)
{
	struct place *place = *state;
	struct answer answer = rustgym(place, project(place), "--plain", "goto", "count_lines");

	assert_answer(answer, 0, "task:    " TOPIC "/counter/tests/lines.rs\n");
	assert_contains(answer.out, "package: " TOPIC "/counter\n");
	assert_lacks(answer.out, "main.rs");
}

static void the_tests_of_later_stages_need_not_compile(void **state)
{
	struct place *place = *state;
	const char *course = project(place);

	write_file(place_path(place, "course/" TOPIC "/counter/tests/bytes.rs"), "no Rust\n");
	write_file(main_file(place, course), solution(place, 0, ""));
	assert_answer(rustgym(place, course, "--plain", "run"), 0, "count_words passed");
}

static void the_tests_of_a_stage_can_need_a_feature(void **state)
{
	struct place *place = *state;
	const char *course = project(place), *file = main_file(place, course);
	const char *text = place_text(place,
				      "%s\n[features]\nlater = []\n\n[[test]]\nname = \"lines\"\n"
				      "required-features = [\"later\"]\n",
				      manifest);

	write_file(place_path(place, "course/" TOPIC "/counter/Cargo.toml"), text);
	write_file(file, solution(place, 0, ""));
	assert_answer(rustgym(place, course, "--plain", "run"), 0, "next: count_lines");
	assert_answer(rustgym(place, course, "--plain", "run"), 1,
		      "count_lines: 1 of 2 tests fails");
	write_file(file, solution(place, 1, ""));
	assert_answer(rustgym(place, course, "--plain", "run"), 0, "next: count_bytes");
}

static void the_courses_tests_are_put_back(void **state)
{
	struct place *place = *state;
	const char *course = project(place);
	const char *tests = place_path(place, "course/" TOPIC "/counter/tests/words.rs");
	const char *handed_out;

	assert_answer(rustgym(place, course, "--plain", "run"), 1, "counts_words");
	handed_out = read_text(place, tests);
	write_file(tests, "#[test]\nfn counts_words() {}\n");
	assert_answer(rustgym(place, course, "--plain", "run"), 1, "counts_words");
	assert_string_equal(read_text(place, tests), handed_out);
}

static void reset_goes_back_to_how_the_stage_began(void **state)
{
	struct place *place = *state;
	const char *course = project(place), *file = main_file(place, course);
	const char *more = place_path(place, "course/" TOPIC "/counter/src/more.rs");
	const char *mine = place_text(place, "// my own words\n%s", solution(place, 0, ""));

	assert_answer(rustgym(place, course, "run"), 1, NULL);
	write_file(file, mine);
	assert_answer(rustgym(place, course, "run"), 0, NULL);
	write_file(file, solution(place, 1, " + 1"));
	write_file(more, "// a file of my own\n");
	assert_answer(rustgym(place, course, "run"), 1, "counts_lines");
	assert_answer(rustgym(place, course, "diff"), 0, "-// my own words");
	assert_answer(rustgym(place, course, "reset"), 0, "as it was when this stage began");
	assert_string_equal(read_text(place, file), mine);
	assert_null(read_text(place, more));
	assert_answer(rustgym(place, course, "undo"), 0, "count_lines");
	assert_string_equal(read_text(place, file), solution(place, 1, " + 1"));
	assert_non_null(read_text(place, more));
	assert_answer(rustgym(place, course, "reset", "count_words"), 0, "as it was handed out");
	assert_string_equal(read_text(place, file), beginning);
	assert_answer(rustgym(place, course, "undo"), 0, NULL);
	assert_answer(rustgym(place, course, "reset", "--all", "--yes"), 0, NULL);
	assert_string_equal(read_text(place, file), beginning);
}

static void the_history_of_a_stage_is_its_own(void **state)
{
	struct place *place = *state;
	const char *course = project(place), *file = main_file(place, course);
	struct answer answer;

	assert_answer(rustgym(place, course, "run"), 1, NULL);
	write_file(file, solution(place, 0, ""));
	assert_answer(rustgym(place, course, "run"), 0, NULL);
	write_file(file, solution(place, 1, " + 1"));
	assert_answer(rustgym(place, course, "run"), 1, NULL);
	answer = rustgym(place, course, "history", "count_lines");
	assert_answer(answer, 0, "failed");
	assert_lacks(answer.out, "handed out");
	answer = rustgym(place, course, "history", "count_words");
	assert_answer(answer, 0, "handed out");
	assert_contains(answer.out, "passed");
}

static void its_solution_is_shown_after_the_pass(void **state)
{
	struct place *place = *state;
	const char *course = project(place);
	struct answer answer;

	assert_answer(rustgym(place, course, "solution", "count_lines"), 2, "not passed yet");
	write_file(main_file(place, course), solution(place, 0, ""));
	assert_answer(rustgym(place, course, "run"), 0, NULL);
	assert_answer(rustgym(place, course, "solution", "count_words"), 0, "split_whitespace");
	assert_answer(rustgym(place, course, "solution", "--spoil", "count_lines"), 0, "lines()");
	/* A file that is the same in both is named as equal, and printed once. */
	write_file(place_path(place, "course/" HINTS "/count_words/src/more.rs"), "// more\n");
	write_file(place_path(place, "course/" TOPIC "/counter/src/more.rs"), "// more\n");
	assert_answer(rustgym(place, course, "goto", "count_words"), 0, NULL);
	assert_answer(rustgym(place, course, "run"), 0, NULL);
	answer = rustgym(place, course, "solution", "count_words");
	assert_answer(answer, 0, "src/more.rs: yours and the reference are equal.\n");
	assert_contains(answer.out, "// more");
	assert_null(strstr(strstr(answer.out, "// more") + 1, "// more"));
	/* what differs in all files comes before the whole of any */
	write_file(place_path(place, "course/" TOPIC "/counter/src/more.rs"), "// mine\n");
	answer = rustgym(place, course, "solution", "count_words");
	assert_answer(answer, 0, "+// more\n");
	assert_true(strstr(answer.out, "+// more\n") <
		    strstr(answer.out, "==> the reference: src/main.rs"));
}

/* ---- in a session ------------------------------------------------------------------------------- */

static void a_save_is_for_the_stage_at_hand(void **state)
{
	struct place *place = *state;
	const char *course = project(place), *file = main_file(place, course);
	struct conversation *c = conversation_start(place, course, NULL);
	const struct json_value *v = conversation_verdict(c, "count_words", SOON_S);

	assert_string_equal(json_get_string(v, "outcome"), "failed");
	for (size_t i = 0; i < STAGES; i++) {
		write_file(file, solution(place, i, " + 1"));
		v = conversation_verdict(c, stages[i].name, SOON_S);
		assert_string_equal(json_get_string(v, "outcome"), "failed");
		write_file(file, solution(place, i, ""));
		v = conversation_verdict(c, stages[i].name, SOON_S);
		assert_string_equal(json_get_string(v, "outcome"), "passed");
		assert_int_equal(json_count(json_get(v, "tests")), i + 1);
	}
	/* All stages are done: a save is for the last one. */
	write_file(file, solution(place, 1, ""));
	v = conversation_verdict(c, "count_bytes", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"), "failed");
	assert_int_equal(conversation_end(c), 0);
}

static size_t count_of(const char *text, const char *part)
{
	size_t count = 0;

	for (; (text = strstr(text, part)); text += strlen(part))
		count++;
	return count;
}

/* After a new folder, every text is looked at: it may have files that nobody noticed. */
static void make_folder_seen(struct place *place, struct conversation *c, const char *course)
{
	assert_int_equal(mkdir(place_text(place, "%s/exercises/new", course), 0777), 0);
	conversation_say(c, "{\"do\":\"list\"}"); /* an answer: the events were seen */
	conversation_hear(c, "list", SOON_S);
}

/* Earlier stages have other text now, and the learner is past them. */
static void a_new_folder_is_no_save(void **state)
{
	struct place *place = *state;
	const char *course = project(place);
	struct conversation *c = conversation_start(place, course, NULL);
	const struct json_value *v;

	for (size_t i = 0; i < STAGES; i++) {
		v = conversation_verdict(c, stages[i].name, SOON_S);
		assert_string_equal(json_get_string(v, "outcome"), "failed");
		write_file(main_file(place, course), solution(place, i, ""));
		v = conversation_verdict(c, stages[i].name, SOON_S);
		assert_string_equal(json_get_string(v, "outcome"), "passed");
		if (i + 1 < STAGES)
			conversation_say(c, "{\"do\":\"next\"}");
	}
	make_folder_seen(place, c, course);
	assert_int_equal(count_of(c->all.data, "\"event\":\"started\""), 2 * STAGES);
	assert_int_equal(conversation_end(c), 0);
}

/* cargo writes it, also while an exercise is compiled ahead. */
static void the_lock_file_is_no_save(void **state)
{
	struct place *place = *state;
	const char *course = project(place);
	const char *lock = place_text(place, "%s/" TOPIC "/counter/Cargo.lock", course);
	struct conversation *c = conversation_start(place, course, NULL);
	const struct json_value *v = conversation_verdict(c, "count_words", SOON_S);

	assert_string_equal(json_get_string(v, "outcome"), "failed");
	for (int i = 0; i < 3; i++)
		write_file(lock, place_text(place, "# %d\n%s", i, lock_file));
	make_folder_seen(place, c, course);
	assert_int_equal(count_of(c->all.data, "\"event\":\"started\""), 1);
	write_file(main_file(place, course), solution(place, 0, ""));
	do
		v = conversation_verdict(c, "count_words", SOON_S);
	while (strcmp(json_get_string(v, "outcome"), "passed") != 0);
	assert_int_equal(conversation_end(c), 0);
}

/* ---- in two workspaces -------------------------------------------------------------------------- */

static void an_import_never_goes_back_a_stage(void **state)
{
	struct place *place = *state;
	const char *course = project(place), *theirs = make_workspace(place, course);
	const char *mine = place_path(place, "mine"), *bundle = place_path(place, "work.bundle");
	const char *file = main_file(place, mine);

	assert_answer(rustgym(place, NULL, "init", mine, "--course", course), 0, NULL);
	assert_answer(rustgym(place, mine, "run"), 1, NULL);
	write_file(main_file(place, theirs), solution(place, 0, ""));
	assert_answer(rustgym(place, theirs, "run"), 0, NULL);
	assert_answer(rustgym(place, theirs, "export", bundle), 0, NULL);
	write_file(file, place_text(place, "// mine\n%s", solution(place, 0, "")));
	assert_answer(rustgym(place, mine, "run"), 0, NULL);
	write_file(file, solution(place, 1, ""));
	assert_answer(rustgym(place, mine, "run"), 0, NULL);
	assert_answer(rustgym(place, mine, "import", bundle), 0, NULL);
	assert_string_equal(read_text(place, file), solution(place, 1, ""));
	assert_answer(rustgym(place, mine, "list"), 0, "2 of 3 done");
	/* The other way round: what is further on is taken. */
	remove_file(bundle);
	assert_answer(rustgym(place, mine, "export", bundle), 0, NULL);
	assert_answer(rustgym(place, theirs, "import", bundle), 0, NULL);
	assert_answer(rustgym(place, theirs, "list"), 0, "2 of 3 done");
}

/* ---- for authors -------------------------------------------------------------------------------- */

static void dev_check_goes_from_solution_to_solution(void **state)
{
	struct place *place = *state;
	const char *course = project(place);
	const char *second = place_path(place, "course/" HINTS "/count_lines/src/main.rs");
	struct answer answer = rustgym(place, course, "--plain", "dev", "check");

	assert_contains(answer.out, "9 variants");
	assert_lacks(answer.err, "does not fail as its contract says");
	assert_lacks(answer.err, "expected the solution to pass");
	/* The solution of the second stage does what the third stage is about, and forgets the first. */
	write_file(second, solution(place, 2, ""));
	replace_in_file(place, second, ".split_whitespace()", ".chars()");
	answer = rustgym(place, course, "--plain", "dev", "check");
	assert_answer(answer, 4, "the untouched exercise does not fail as its contract says");
	assert_contains(place_text(place, "%s%s", answer.out, answer.err), "counts_words");
}

static void dev_new_adds_a_stage(void **state)
{
	struct place *place = *state;
	const char *course = project(place);
	struct answer answer = rustgym(place, course, "dev", "new", "01_counter", "count_more");

	assert_answer(answer, 0, TOPIC "/counter/tests/count_more.rs");
	assert_contains(answer.out, HINTS "/count_more/src/main.rs");
	assert_string_equal(
		read_text(place, place_path(place, "course/" HINTS "/count_more/src/main.rs")),
		solution(place, 2, ""));
	answer = rustgym(place, course, "list");
	assert_answer(answer, 0, "count_more");
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(a_stage_has_its_own_tests_and_those_before),
		in_a_place(a_stage_is_shown_with_the_file_that_has_its_task),
		in_a_place(the_tests_of_later_stages_need_not_compile),
		in_a_place(the_tests_of_a_stage_can_need_a_feature),
		in_a_place(the_courses_tests_are_put_back),
		in_a_place(reset_goes_back_to_how_the_stage_began),
		in_a_place(the_history_of_a_stage_is_its_own),
		in_a_place(its_solution_is_shown_after_the_pass),
		in_a_place(a_save_is_for_the_stage_at_hand),
		in_a_place(the_lock_file_is_no_save),
		in_a_place(a_new_folder_is_no_save),
		in_a_place(an_import_never_goes_back_a_stage),
		in_a_place(dev_check_goes_from_solution_to_solution),
		in_a_place(dev_new_adds_a_stage),
	};

	return run_group(tests);
}
