/*
 * Courses of other forms: three small ones of our own, as rustlings, wr and Exercism have them. The learner
 * works in them as they are.
 */
#include "conversation.h"
#include "emulator.h"
#include "harness.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct answer in_folder(struct place *place, const char *folder, const char *const *argv)
{
	return call_program(place, &(struct call){.folder = folder}, argv);
}

#define run_in(place, folder, ...)                                                                 \
	in_folder(place, folder, (const char *const[]){"/usr/bin/env", __VA_ARGS__, NULL})

/* The learner's own repository, with all that is there in one commit. */
static void commit_all(struct place *place, const char *folder)
{
	static const char *const who[] = {"-c", "user.name=a", "-c", "user.email=a@a.example"};

	assert_answer(run_in(place, folder, "git", "init", "-q"), 0, "");
	assert_answer(run_in(place, folder, "git", "add", "-A"), 0, "");
	assert_answer(run_in(place, folder, "git", who[0], who[1], who[2], who[3], "commit", "-q",
			     "-m", "the course"),
		      0, "");
}

/* Nothing but what was changed on purpose. */
static void assert_clean(struct place *place, const char *folder, const char *changed)
{
	struct answer answer = run_in(place, folder, "git", "status", "--porcelain");

	assert_int_equal(answer.status, 0);
	assert_string_equal(answer.out, changed);
}

static void quit(struct emulator *e)
{
	emulator_type(e, "\x03"); /* from every view */
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

/* ---- rustlings --------------------------------------------------------------------------------- */

#define PARCEL(let)                                                                                \
	"fn main() {\n    " let                                                                    \
	" weight = 1;\n    weight += 1;\n    println!(\"{weight} kg\");\n}\n"
#define QUIZ(number)                                                                               \
	"fn double(n: u32) -> u32 {\n    n * " number "\n}\n\nfn main() {\n    "                   \
	"println!(\"{}\", double(2));\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n"              \
	"    fn doubles() {\n        assert_eq!(super::double(3), 6);\n    }\n}\n"
#define LABEL(condition)                                                                           \
	"fn main() {\n    let labels = vec![1];\n    if " condition                                \
	" {\n        println!(\"none\");\n    }\n    println!(\"{labels:?}\");\n}\n"
#define ROUTE(body)                                                                                \
	"fn stops() -> u32 {\n    " body "\n}\n\nfn main() {\n    println!(\"{}\", stops());\n}\n"

static const struct {
	const char *path, *start, *solution;
} lings[] = {
	{"01_parcels/parcel1", PARCEL("let"), PARCEL("let mut")},
	{"quizzes/quiz1", QUIZ("1"), QUIZ("2")},
	{"02_labels/4_Label", LABEL("labels.len() == 0"), LABEL("labels.is_empty()")},
	{"quizzes/quiz2", ROUTE("todo!()"), ROUTE("4")},
};

enum { LINGS = sizeof(lings) / sizeof(*lings) };

static const char lings_info[] =
	"format_version = 1\n"
	"welcome_message = \"Welcome to the depot.\"\n"
	"[[exercises]]\nname = \"parcel1\"\ndir = \"01_parcels\"\ntest = false\n"
	"hint = \"Which word makes a variable that changes?\"\n"
	"[[exercises]]\nname = \"quiz1\"\ndir = \"quizzes\"\nhint = \"\"\n"
	"[[exercises]]\nname = \"4_Label\"\ndir = \"02_labels\"\ntest = false\n"
	"strict_clippy = true\nhint = \"\"\n"
	"[[exercises]]\nname = \"quiz2\"\ndir = \"quizzes\"\ntest = false\nhint = \"\"\n";

#define LINGS_PACKAGE                                                                              \
	"[package]\nname = \"exercises\"\nedition = \"2021\"\npublish = false\n"                   \
	"[profile.dev]\npanic = \"abort\"\n"                                                       \
	"[lints.rust]\nunsafe_code = \"forbid\"\n"                                                 \
	"[lints.clippy]\ntodo = \"forbid\"\n"

static void write_lings(struct place *place, const char *folder, bool stubs)
{
	struct buffer bins = BUFFER_INIT;

	for (size_t i = 0; i < LINGS; i++) {
		const char *name = strrchr(lings[i].path, '/') + 1;

		write_file(place_text(place, "%s/exercises/%s.rs", folder, lings[i].path),
			   lings[i].start);
		write_file(place_text(place, "%s/solutions/%s.rs", folder, lings[i].path),
			   stubs ? "fn main() {\n    // DON'T EDIT THIS SOLUTION FILE!\n}\n"
				 : lings[i].solution);
		buffer_addf(&bins,
			    "  { name = \"%s\", path = \"exercises/%s.rs\" },\n"
			    "  { name = \"%s_sol\", path = \"solutions/%s.rs\" },\n",
			    name, lings[i].path, name, lings[i].path);
	}
	write_file(place_text(place, "%s/Cargo.toml", folder),
		   place_text(place, "bin = [\n%s]\n\n" LINGS_PACKAGE, bins.data));
	write_file(place_text(place, "%s/exercises/01_parcels/README.md", folder),
		   "# Parcels\n\nThey have a weight.\n");
	buffer_clear(&bins);
}

/* A community course, in the learner's clone of it. */
static const char *community(struct place *place)
{
	const char *folder = place_path(place, "lings");

	write_lings(place, folder, false);
	write_file(place_path(place, "lings/info.toml"), lings_info);
	write_file(place_path(place, "lings/.gitignore"), "target/\nCargo.lock\n");
	commit_all(place, folder);
	return folder;
}

static const char *ling(struct place *place, const char *folder, size_t index)
{
	return place_text(place, "%s/exercises/%s.rs", folder, lings[index].path);
}

static void untouched_exercises_fail_and_solved_ones_pass(void **state)
{
	struct place *place = *state;
	const char *folder = community(place);

	assert_answer(rustgym(place, folder, "list"), 0, "4_label");
	assert_schema(place, "list", rustgym(place, folder, "list", "--json").out);
	assert_answer(rustgym(place, folder, "check"), 1, "0 of 4 pass");
	assert_schema(place, "check", rustgym(place, folder, "check", "--json").out);
	assert_clean(place, folder, "");
	for (size_t i = 0; i < LINGS; i++)
		write_file(ling(place, folder, i), lings[i].solution);
	assert_answer(rustgym(place, folder, "check"), 0, "4 of 4 pass");
}

static void each_kind_of_failure_is_told_by_its_name(void **state)
{
	struct place *place = *state;
	const char *folder = community(place);
	struct answer answer;

	assert_answer(rustgym(place, folder, "run"), 1, "E0384");
	assert_answer(rustgym(place, folder, "run", "quiz1"), 1, "1 of 1 tests fails");
	/* the original name, and a warning that the course denies */
	answer = rustgym(place, folder, "run", "4_Label");
	assert_answer(answer, 1, "clippy refuses it");
	assert_contains(answer.out, "exercises/02_labels/4_Label.rs");
	/* a lint of the manifest, which only clippy knows */
	write_file(ling(place, folder, 3), ROUTE("4") "\npub fn later() {\n    todo!()\n}\n");
	assert_answer(rustgym(place, folder, "run", "quiz2"), 1, "`todo` should not be present");
	/* of the compiler's lints, too */
	write_file(ling(place, folder, 3), ROUTE("unsafe { std::mem::zeroed() }"));
	assert_answer(rustgym(place, folder, "run", "quiz2"), 1, "unsafe");
	/* a program stays one, whatever is left of it */
	write_file(ling(place, folder, 0), "fn mine() {}\n");
	assert_answer(rustgym(place, folder, "run", "parcel1"), 1, "E0601");
}

static void hints_pages_and_solutions_are_the_courses(void **state)
{
	struct place *place = *state;
	const char *folder = community(place);

	assert_answer(rustgym(place, folder, "hint"), 0, "Which word makes a variable");
	assert_answer(rustgym(place, folder, "hint", "quiz1"), 4, "no hint for quiz1");
	assert_answer(rustgym(place, folder, "read"), 0, "They have a weight.");
	assert_answer(rustgym(place, folder, "read", "quiz1"), 2, "no text to read");
	assert_answer(rustgym(place, folder, "lesson"), 2, "`rustgym read parcel1`");
	assert_answer(rustgym(place, folder, "solution"), 2, "--spoil");
	assert_answer(rustgym(place, folder, "solution", "--spoil"), 0, "let mut weight");
	assert_answer(rustgym(place, folder, "diff", "--solution", "--spoil", "4_Label"), 0,
		      "is_empty");
	assert_answer(rustgym(place, folder, "doctor"), 0, "a community course of rustlings");
	assert_answer(rustgym(place, folder, "doctor"), 0, "course: Lings, 4 exercises");
}

static void work_is_kept_and_comes_back(void **state)
{
	struct place *place = *state;
	const char *folder = community(place), *file = ling(place, folder, 0);

	write_file(file, lings[0].solution);
	assert_answer(rustgym(place, folder, "run"), 0, "parcel1 passed");
	assert_answer(rustgym(place, folder, "history", "parcel1"), 0, "passed");
	assert_answer(rustgym(place, folder, "diff", "parcel1"), 0, "let mut weight");
	assert_answer(rustgym(place, folder, "reset", "parcel1"), 0, "");
	assert_string_equal(read_text(place, file), lings[0].start);
	assert_answer(rustgym(place, folder, "undo", "parcel1"), 0, "");
	assert_string_equal(read_text(place, file), lings[0].solution);
	assert_answer(rustgym(place, folder, "list"), 0, "1 of 4 done");
	assert_lacks(rustgym(place, folder, "stats").out, "planned work");
	assert_clean(place, folder, " M exercises/01_parcels/parcel1.rs\n");
}

/* The text that was handed out is git's, not what the learner had made of it meanwhile. */
static void an_exercise_begun_elsewhere_is_reset_to_what_git_has(void **state)
{
	struct place *place = *state;
	const char *folder = community(place), *file = ling(place, folder, 0);

	write_file(file, "fn main() {\n    // half done\n}\n");
	assert_answer(rustgym(place, folder, "reset", "parcel1"), 0, "");
	assert_string_equal(read_text(place, file), lings[0].start);
}

static void what_authors_and_updates_need_is_refused(void **state)
{
	struct place *place = *state;
	const char *folder = community(place);
	struct answer answer;

	assert_answer(rustgym(place, folder, "dev", "check"), 2, "is for courses of rustgym");
	assert_answer(rustgym(place, folder, "dev", "stats"), 2, "is for courses of rustgym");
	assert_answer(rustgym(place, folder, "dev", "new", "parcels", "x"), 2,
		      "is for courses of rustgym");
	answer = rustgym(place, folder, "update");
	assert_answer(answer, 2, "a community course of rustlings");
	assert_contains(answer.err, "`git pull`");
}

/* ---- progress of rustlings --------------------------------------------------------------------- */

#define STATE "DON'T EDIT THIS FILE!\n\n4_Label\n\nparcel1\nquiz1\nnot_here_any_more\n"

static void progress_is_taken_over_once(void **state)
{
	struct place *place = *state;
	const char *folder = community(place);
	const char *theirs = place_path(place, "lings/.rustlings-state.txt");
	struct answer answer;

	write_file(theirs, STATE);
	answer = rustgym(place, folder, "list");
	assert_answer(answer, 0, "2 of 4 done");
	assert_contains(answer.err, "2 exercises are done according to rustlings");
	assert_contains(answer.err, "not in this course: not_here_any_more\n");
	assert_lacks(rustgym(place, folder, "stats").out, "took you longest");
	write_file(theirs, "DON'T EDIT THIS FILE!\n\nquiz2\n\nparcel1\nquiz1\n4_Label\n");
	answer = rustgym(place, folder, "list");
	assert_answer(answer, 0, "2 of 4 done");
	assert_lacks(answer.err, "according to");
	assert_string_equal(read_text(place, theirs),
			    "DON'T EDIT THIS FILE!\n\nquiz2\n\nparcel1\nquiz1\n4_Label\n");
	assert_answer(rustgym(place, folder, "run"), 1, "4_label"); /* the current one */
	/* nothing is believed for ever */
	assert_answer(rustgym(place, folder, "check"), 1, "0 of 4 pass");
}

static void a_damaged_state_file_counts_as_none(void **state)
{
	static const char bytes[] = "\0\xff\n\n\n\n\n\nparcel1";
	struct place *place = *state;
	const char *folder = community(place);

	write_bytes(place_path(place, "lings/.rustlings-state.txt"), bytes, sizeof(bytes));
	assert_answer(rustgym(place, folder, "list"), 0, "0 of 4 done");
}

/* ---- what `rustlings init` leaves -------------------------------------------------------------- */

static void a_folder_of_rustlings_init_is_a_course(void **state)
{
	struct place *place = *state;
	const char *folder = place_path(place, "init");
	struct answer answer;

	write_lings(place, folder, true);
	answer = rustgym(place, folder, "list");
	assert_answer(answer, 0, "quiz2");
	assert_true(strstr(answer.out, "parcel1") < strstr(answer.out, "quiz1"));
	assert_true(strstr(answer.out, "4_label") < strstr(answer.out, "quiz2"));
	assert_answer(rustgym(place, folder, "hint"), 0, "rustlings hint parcel1");
	assert_answer(rustgym(place, folder, "solution", "--spoil"), 4,
		      "no reference solution here");
	assert_answer(rustgym(place, folder, "run"), 1, "E0384");
	/* nobody can know what was handed out, and that is said */
	write_file(ling(place, folder, 0), lings[0].solution);
	assert_answer(rustgym(place, folder, "run"), 0, "passed");
	assert_answer(rustgym(place, folder, "reset", "parcel1"), 0, "first");
}

/* cargo keeps the source of what it installed, and the hints are in it. */
static void hints_of_an_installed_rustlings_are_found(void **state)
{
	static const char *const hint[] = {"hint", "parcel1", NULL};
	static const char *const other[] = {"hint", "quiz1", NULL};
	struct place *place = *state;
	const char *folder = place_path(place, "init");
	const char *env[] = {place_text(place, "CARGO_HOME=%s", place_path(place, "cargo")), NULL};
	const struct call call = {.folder = folder, .env = env};

	write_lings(place, folder, true);
	write_file(place_path(place, "cargo/registry/src/a/rustlings-macros-6.5.0/info.toml"),
		   lings_info);
	write_file(place_path(place, "cargo/registry/src/b/rustlings-6.5.0/info.toml"), "broken");
	assert_answer(call_with(place, &call, hint), 0, "Which word makes a variable");
	assert_answer(call_with(place, &call, other), 0, "rustlings hint quiz1");
	write_file(place_path(place, "cargo/registry/src/a/rustlings-macros-6.5.0/info.toml"),
		   "[[exercises]\n");
	assert_answer(call_with(place, &call, hint), 0, "rustlings hint parcel1");
}

static void a_session_goes_through_the_course(void **state)
{
	struct place *place = *state;
	const char *folder = community(place);
	struct conversation *c = conversation_start(place, folder, NULL);

	conversation_verdict(c, "parcel1", SOON_S);
	write_file(ling(place, folder, 0), lings[0].solution);
	assert_string_equal(json_get_string(conversation_verdict(c, "parcel1", SOON_S), "outcome"),
			    "passed");
	conversation_hear(c, "advanced", SOON_S);
	write_file(ling(place, folder, 1), lings[1].solution);
	assert_string_equal(json_get_string(conversation_verdict(c, "quiz1", SOON_S), "outcome"),
			    "passed");
	conversation_say(c, "{\"do\":\"read\"}");
	assert_int_equal(conversation_end(c), 0);
}

static void the_screen_shows_what_there_is_to_read(void **state)
{
	struct place *place = *state;
	struct emulator *e = emulator_watch(place, community(place));

	emulator_wait(e, "E0384", SOON_S);
	emulator_wait(e, "Welcome to the depot.", SOON_S);
	emulator_wait(e, "what there is to read about parcel1", SOON_S);
	emulator_wait_line(e, -1, "w why", SOON_S); /* the error is in sight */
	emulator_type(e, "i");
	emulator_wait(e, "They have a weight.", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait_gone(e, "They have a weight.", SOON_S);
	emulator_type(e, "L");
	emulator_wait(e, "They have a weight.", SOON_S);
}

/* With a dependency, cargo builds one target of many, all of which are broken at first. */
static void a_course_with_a_dependency_is_built_by_cargo(void **state)
{
	struct place *place = *state;
	const char *folder = place_path(place, "dep");
	struct answer answer;

	write_file(
		place_path(place, "dep/info.toml"),
		"format_version = 1\n"
		"[[exercises]]\nname = \"1_Weigh\"\nhint = \"\"\n"
		"[[exercises]]\nname = \"label\"\ndir = \"02_more\"\ntest = false\nhint = \"\"\n");
	write_file(place_path(place, "dep/Cargo.toml"),
		   "[package]\nname = \"exercises\"\nedition = \"2021\"\nautobins = false\n"
		   "[dependencies]\nscales = { path = \"scales\" }\n"
		   "[[bin]]\nname = \"1_Weigh\"\npath = \"exercises/1_Weigh.rs\"\n"
		   "[[example]]\nname = \"label_of\"\npath = \"exercises/02_more/label.rs\"\n"
		   "[lints.clippy]\ntodo = \"forbid\"\n");
	write_file(place_path(place, "dep/scales/Cargo.toml"),
		   "[package]\nname = \"scales\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
	write_file(place_path(place, "dep/scales/src/lib.rs"),
		   "pub fn kilos() -> u32 {\n    3\n}\n");
	write_file(place_path(place, "dep/exercises/1_Weigh.rs"),
		   "fn main() {\n    let kilos: u8 = scales::kilos();\n}\n");
	write_file(place_path(place, "dep/exercises/02_more/label.rs"),
		   "fn main() {\n    todo!()\n}\n");
	answer = rustgym(place, folder, "run", "1_Weigh");
	assert_answer(answer, 1, "E0308");
	assert_contains(answer.out, "--> exercises/1_Weigh.rs:2:");
	assert_answer(rustgym(place, folder, "run", "label"), 1, "panics");
	write_file(
		place_path(place, "dep/exercises/02_more/label.rs"),
		"fn main() {\n    println!(\"{} kg\", scales::kilos());\n}\npub fn later() {\n    todo!()\n}\n");
	answer = rustgym(place, folder, "run", "label");
	assert_answer(answer, 1, "`todo` should not be present");
	assert_contains(answer.out, "exercises/02_more/label.rs");
	write_file(
		place_path(place, "dep/exercises/1_Weigh.rs"),
		"fn main() {\n    println!(\"{}\", scales::kilos());\n}\n\n#[test]\nfn weighs() {\n"
		"    assert_eq!(scales::kilos(), 3);\n}\n");
	for (int i = 0; i < 2; i++) /* by cargo, then by the commands that it showed */
		assert_answer(rustgym(place, folder, "run", "1_weigh"), 0, "passed");
	write_file(place_path(place, "dep/exercises/1_Weigh.rs"), "fn mine() {}\n");
	assert_answer(rustgym(place, folder, "run", "1_weigh"), 1, "E0601");
	/* the crate counts for what `check` remembers */
	write_file(place_path(place, "dep/exercises/1_Weigh.rs"),
		   "fn main() {\n    assert_eq!(scales::kilos(), 3);\n}\n");
	assert_answer(rustgym(place, folder, "check"), 1, "1 of 2 pass");
	assert_answer(rustgym(place, folder, "check"), 1, "2 unchanged");
	write_file(place_path(place, "dep/scales/src/lib.rs"),
		   "pub fn kilos() -> u32 {\n    4\n}\n");
	assert_answer(rustgym(place, folder, "check"), 1, "0 of 2 pass");
}

/* ---- wr ---------------------------------------------------------------------------------------- */

#define SUM(body)                                                                                  \
	"pub fn sum(a: u32, b: u32) -> u32 {\n    " body                                           \
	"\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn sums() {\n        assert_eq!(super::sum(1, 2), 3);\n    }\n}\n"

static void write_package(struct place *place, const char *folder, const char *name,
			  const char *source)
{
	write_file(place_text(place, "%s/Cargo.toml", folder),
		   place_text(place,
			      "[package]\nname = \"%s\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
			      name));
	write_file(place_text(place, "%s/src/lib.rs", folder), source);
}

static const char *workshop(struct place *place)
{
	const char *folder = place_path(place, "workshop");

	write_file(place_path(place, "workshop/.wr.toml"), "exercises_dir = \"tasks\"\n");
	write_file(place_path(place, "workshop/.gitignore"), "target/\n");
	write_file(place_path(place, "workshop/Cargo.toml"),
		   "[workspace]\nresolver = \"2\"\nmembers = [\"tasks/*/*\"]\n");
	write_package(place, place_path(place, "workshop/tasks/01_start/00_intro"), "intro",
		      "pub fn hello() -> &str {\n    \"hello\"\n}\n");
	write_package(place, place_path(place, "workshop/tasks/01_start/01_sum"), "sum",
		      SUM("todo!()"));
	write_package(place, place_path(place, "workshop/tasks/02_more/00_intro"), "overflow",
		      "pub fn next(n: u8) -> u8 {\n    n + 1\n}\n\n#[test]\nfn wraps() {\n"
		      "    assert_eq!(next(255), 0);\n}\n");
	write_package(place, place_path(place, "workshop/tasks/02_more/01_command"), "command", "");
	write_file(
		place_path(place, "workshop/tasks/02_more/01_command/.wr.toml"),
		"[[verification]]\ncommand = \"grep\"\nargs = [\"-c\", \"done\", \"answer.txt\"]\n");
	write_file(place_path(place, "workshop/tasks/02_more/01_command/answer.txt"), "not yet\n");
	write_file(place_path(place, "workshop/book/src/01_start/01_sum.md"),
		   "# Sums\n\nThe book explains sums.\n");
	commit_all(place, folder);
	return folder;
}

static void packages_of_a_workshop_are_verified(void **state)
{
	struct place *place = *state;
	const char *folder = workshop(place);
	struct answer answer;

	assert_answer(rustgym(place, folder, "list"), 0, "02_00_intro");
	answer = rustgym(place, folder, "run", "01_start/00_intro");
	assert_answer(answer, 1, "E0106");
	assert_contains(answer.out, "tasks/01_start/00_intro/src/lib.rs");
	/* it has no test, and passes when it compiles */
	write_file(place_path(place, "workshop/tasks/01_start/00_intro/src/lib.rs"),
		   "pub fn hello() -> &'static str {\n    \"hello\"\n}\n");
	assert_answer(rustgym(place, folder, "run", "01_00_intro"), 0, "passed");
	assert_answer(rustgym(place, folder, "run", "01_sum"), 1, "1 of 1 tests fails");
	assert_answer(rustgym(place, folder, "read", "01_sum"), 0, "The book explains sums.");
	/* warnings of clippy are shown, and do not matter */
	write_file(place_path(place, "workshop/tasks/01_start/01_sum/src/lib.rs"),
		   SUM("return a + b;"));
	assert_answer(rustgym(place, folder, "run", "01_sum"), 0, "passed");
	assert_answer(rustgym(place, folder, "reset", "01_sum"), 0, "");
	assert_string_equal(
		read_text(place, place_path(place, "workshop/tasks/01_start/01_sum/src/lib.rs")),
		SUM("todo!()"));
}

/* Nobody lists the files of such an exercise. */
static void the_screen_and_the_editor_know_the_first_file(void **state)
{
	static const char *const argv[] = {"watch", NULL};
	struct place *place = *state;
	const char *folder = workshop(place), *script = place_path(place, "vi");
	const char *const plain[] = {"TERM=dumb", place_text(place, "VISUAL=%s", script), NULL};
	struct emulator *e = emulator_watch(place, folder);

	emulator_wait(e, "E0106", BUILD_S);
	quit(e);
	write_file(script, "#!/bin/sh\necho \"editing $*.\"\n");
	assert_int_equal(chmod(script, 0755), 0);
	e = emulator_start(
		place,
		&(struct emulator_options){
			.folder = folder, .argv = argv, .env = plain, .rows = 60, .columns = 200});
	emulator_wait(e, "Its file is tasks/01_start/00_intro/src/lib.rs.", BUILD_S);
	write_file(place_path(place, "workshop/tasks/01_start/00_intro/src/lib.rs"),
		   "pub fn hello() -> &'static str {\n    \"hello\"\n}\n");
	emulator_wait(e, "Passed: 01_00_intro", BUILD_S);
	emulator_type(e, "e\n"); /* there is no error to go to */
	emulator_wait(e, "00_intro/src/lib.rs.", SOON_S);
	emulator_wait(e, "editing", SOON_S);
	emulator_type(e, "q\n");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

static void examples_in_the_documentation_are_run(void **state)
{
	struct place *place = *state;
	const char *folder = workshop(place);
	const char *file = place_path(place, "workshop/tasks/01_start/01_sum/src/lib.rs");

	write_file(file, "/// ```\n/// assert_eq!(sum::sum(1, 1), 3);\n/// ```\n" SUM("a + b"));
	assert_answer(rustgym(place, folder, "run", "01_sum"), 1, "1 of 2 tests fails");
	write_file(file, "/// ```text\n/// no example\n/// ```\n" SUM("a + b"));
	assert_answer(rustgym(place, folder, "run", "01_sum"), 0, "passed");
}

static void solutions_on_a_branch_are_read_once_the_course_is_trusted(void **state)
{
	static const char *const untrusted[] = {"RUSTGYM_TRUST", NULL};
	static const char *const argv[] = {"solution", "--spoil", "01_sum", NULL};
	struct place *place = *state;
	const char *from = workshop(place), *folder = place_path(place, "clone");

	assert_answer(run_in(place, from, "git", "branch", "main-of-this-test"), 0, "");
	assert_answer(run_in(place, from, "git", "checkout", "-q", "-b", "solutions"), 0, "");
	write_file(place_path(place, "workshop/tasks/01_start/01_sum/src/lib.rs"), SUM("a + b"));
	commit_all(place, from);
	assert_answer(run_in(place, from, "git", "checkout", "-q", "main-of-this-test"), 0, "");
	assert_answer(rustgym(place, place->root, "init", folder, "--from", from), 0, "wr with 4");
	assert_answer(rustgym(place, folder, "solution", "--spoil", "01_sum"), 0, "a + b");
	assert_answer(call_with(place, &(struct call){.folder = folder, .env = untrusted}, argv), 3,
		      "once you trust the course");
}

static void the_manifest_at_the_root_can_be_the_answer(void **state)
{
	struct place *place = *state;
	const char *folder = workshop(place);
	struct conversation *c;

	assert_answer(rustgym(place, folder, "goto", "02_more/00_intro"), 0, "");
	c = conversation_start(place, folder, NULL);
	assert_string_equal(
		json_get_string(conversation_verdict(c, "02_00_intro", BUILD_S), "outcome"),
		"failed");
	write_file(place_path(place, "workshop/Cargo.toml"),
		   "[workspace]\nresolver = \"2\"\nmembers = [\"tasks/*/*\"]\n"
		   "[profile.dev]\noverflow-checks = false\n");
	assert_string_equal(
		json_get_string(conversation_verdict(c, "02_00_intro", BUILD_S), "outcome"),
		"passed");
	assert_int_equal(conversation_end(c), 0);
}

static void a_program_of_the_course_judges(void **state)
{
	struct place *place = *state;
	const char *folder = workshop(place);

	assert_answer(rustgym(place, folder, "run", "01_command"), 1,
		      "`grep -c done answer.txt` ended with exit status 1");
	write_file(place_path(place, "workshop/tasks/02_more/01_command/answer.txt"), "done\n");
	assert_answer(rustgym(place, folder, "run", "01_command"), 0, "passed");
}

static void the_question_names_the_programs(void **state)
{
	static const char *const untrusted[] = {"RUSTGYM_TRUST", NULL};
	static const char *const argv[] = {"run", "01_command", NULL};
	struct place *place = *state;
	const char *folder = workshop(place);
	struct emulator *e = emulator_start(place, &(struct emulator_options){.folder = folder,
									      .argv = argv,
									      .env = untrusted,
									      .rows = 40,
									      .columns = 100});

	emulator_wait(e, "runs  grep -c done answer.txt", SOON_S);
	emulator_wait(e, "[y/N]", SOON_S);
	emulator_type(e, "y\r");
	emulator_wait(e, "exit status 1", SOON_S);
	emulator_wait_exit(e, SOON_S);
	/* another program is asked for again */
	write_file(place_path(place, "workshop/tasks/02_more/01_command/.wr.toml"),
		   "[[verification]]\ncommand = \"true\"\n");
	assert_answer(call_with(place, &(struct call){.folder = folder, .env = untrusted}, argv), 3,
		      "no terminal");
}

/* ---- Exercism ---------------------------------------------------------------------------------- */

#define BOB(reply) "pub fn reply(_: &str) -> &str {\n    " reply "\n}\n"
#define BOB_TESTS                                                                                     \
	"use bob::*;\n\n#[test]\nfn says_nothing() {\n    assert_eq!(reply(\"\"), \"Fine.\");\n}\n\n" \
	"#[test]\n#[ignore]\nfn says_more() {\n    assert_eq!(reply(\"What?\"), \"Sure.\");\n}\n"

static const char *download(struct place *place)
{
	const char *folder = place_path(place, "rust/bob");

	write_package(place, folder, "bob", BOB("\"Fine.\""));
	write_file(place_path(place, "rust/bob/tests/bob.rs"), BOB_TESTS);
	write_file(place_path(place, "rust/bob/README.md"), "# Bob\n\nHe answers.\n");
	write_file(place_path(place, "rust/bob/HINTS.md"),
		   "# Hints\n\n## General\n\nLook at the end.\n");
	write_file(place_path(place, "rust/bob/.exercism/metadata.json"),
		   "{\"track\":\"rust\",\"exercise\":\"bob\"}");
	write_file(
		place_path(place, "rust/bob/.exercism/config.json"),
		"{\"files\":{\"solution\":[\"src/lib.rs\",\"Cargo.toml\"],\"test\":[\"tests/bob.rs\"]}}");
	return folder;
}

static void ignored_tests_count(void **state)
{
	struct place *place = *state;
	const char *folder = download(place);
	struct answer answer = rustgym(place, folder, "run");

	assert_answer(answer, 1, "1 of 2 tests fails");
	assert_contains(answer.out, "says_more");
	/* a benchmark that needs another compiler is nothing that is judged there */
	write_file(place_path(place, "rust/bob/benches/speed.rs"), "#![feature(test)]\n");
	write_file(place_path(place, "rust/bob/src/lib.rs"),
		   "pub fn reply(said: &str) -> &str {\n    if said.ends_with('?') {\n        "
		   "\"Sure.\"\n    } else {\n        \"Fine.\"\n    }\n}\n");
	assert_answer(rustgym(place, folder, "run"), 0, "bob passed");
	assert_answer(rustgym(place, place_path(place, "rust"), "list"), 0, "1 of 1 done");
}

static void a_download_has_its_texts_and_its_tests(void **state)
{
	struct place *place = *state;
	const char *folder = download(place);

	assert_answer(rustgym(place, folder, "read"), 0, "He answers.");
	assert_answer(rustgym(place, folder, "hint"), 0, "Look at the end.");
	assert_answer(rustgym(place, folder, "solution", "--spoil"), 4, "no reference solution");
	assert_answer(rustgym(place, folder, "run"), 1, "1 of 2 tests fails");
	/* the tests are the course's */
	write_file(place_path(place, "rust/bob/tests/bob.rs"), "#[test]\nfn fine() {}\n");
	assert_answer(rustgym(place, folder, "run"), 1, "1 of 2 tests fails");
	assert_string_equal(read_text(place, place_path(place, "rust/bob/tests/bob.rs")),
			    BOB_TESTS);
	assert_null(read_text(place, place_path(place, "rust/bob/.rustgym/.gitignore")));
}

static void other_folders_above_are_no_courses(void **state)
{
	struct place *place = *state;
	const char *other = place_path(place, "rust/mine/src/main.rs");

	download(place);
	write_file(other, "");
	assert_answer(rustgym(place, place_path(place, "rust/mine"), "list"), 3, "no course here");
}

/* ---- init --from ------------------------------------------------------------------------------- */

static void a_course_is_cloned_and_named(void **state)
{
	struct place *place = *state;
	const char *from = community(place), *to = place_path(place, "mine");
	struct answer answer;

	write_file(place_path(place, "lings/LICENSE"), "\n  MIT License\n\nCopyright\n");
	commit_all(place, from);
	answer = rustgym(place, place->root, "init", to, "--from", from);
	assert_answer(answer, 0, "a community course of rustlings with 4 exercises");
	assert_contains(answer.out, "Its licence: MIT License");
	assert_answer(rustgym(place, to, "list"), 0, "0 of 4 done");
	assert_clean(place, to, "");
	assert_answer(rustgym(place, place->root, "init", to, "--from", from), 2, "exists already");
	assert_answer(rustgym(place, place->root, "init", place_path(place, "x"), "--from",
			      place_path(place, "nowhere")),
		      3, "git");
}

static void a_folder_that_is_no_repository_is_copied(void **state)
{
	struct place *place = *state;
	const char *from = place_path(place, "init"), *to = place_path(place, "mine");
	struct answer answer;

	write_lings(place, from, true);
	answer = rustgym(place, place->root, "init", to, "--from", from);
	assert_answer(answer, 0, "the exercises of rustlings with 4 exercises");
	assert_contains(answer.out, "nothing says so");
	write_file(place_path(place, "plain/a.txt"), "a\n");
	assert_answer(rustgym(place, place->root, "init", place_path(place, "y"), "--from",
			      place_path(place, "plain")),
		      2, "no course");
}

/* ---- reviews ----------------------------------------------------------------------------------- */

static struct emulator *review(struct place *place, const char *folder)
{
	static const char *const argv[] = {"review", NULL};

	return emulator_start(place,
			      &(struct emulator_options){
				      .folder = folder, .argv = argv, .rows = 60, .columns = 120});
}

/* Says that the exercises passed in 2001. `names` is a part of the JSON of progress. */
static void passed_long_ago(struct place *place, const char *folder, const char *names)
{
	write_file(place_text(place, "%s/.rustgym/progress.json", folder),
		   place_text(place, "{\"format\": 1, \"exercises\": {%s}}\n", names));
}

#define LONG_AGO ": {\"passed_at\": 1000000000}"

static void what_passed_in_rustlings_comes_back(void **state)
{
	struct place *place = *state;
	const char *folder = community(place);
	const char *copy = place_path(place, "lings/review/exercises/02_labels/4_Label.rs");
	const char *list;
	struct answer answer;
	struct emulator *e;

	for (size_t i = 0; i < LINGS; i++)
		write_file(ling(place, folder, i), lings[i].solution);
	assert_answer(rustgym(place, folder, "check"), 0, "4 of 4 pass");
	/* theirs says nothing about the copies */
	write_file(place_path(place, "lings/.rustlings-state.txt"),
		   "DON'T EDIT THIS FILE!\n\nquiz2\n\n4_Label\nquiz2\n");
	passed_long_ago(place, folder, "\"4_label\"" LONG_AGO ", \"quiz2\"" LONG_AGO);
	assert_answer(rustgym(place, folder, "list"), 0, "2 exercises are due for a review");
	e = review(place, folder);
	emulator_wait(e, "This is a review", SOON_S);
	emulator_wait(e, "review/exercises/02_labels/4_Label.rs", SOON_S);
	emulator_wait(e, "clippy", SOON_S); /* a warning that the course denies */
	assert_string_equal(read_text(place, copy), lings[2].start);
	quit(e);
	answer = rustgym(place, folder, "list", "--review");
	assert_answer(answer, 0, "0 of 2 done");
	assert_lacks(answer.out, "parcel1");
	assert_answer(rustgym(place, folder, "run", "--review", "parcel1"), 2,
		      "there is no exercise");
	assert_answer(rustgym(place, folder, "run", "--review", "quiz2"), 1, "it panics");
	write_file(copy, lings[2].solution);
	assert_answer(rustgym(place, folder, "run", "--review", "4_Label"), 0, "passed");
	assert_answer(rustgym(place, folder, "review", "--list"), 0, "in 10 days    4_label");
	assert_answer(rustgym(place, folder, "check"), 0, "4 of 4 pass");
	list = read_text(place, place_path(place, "lings/review/rustgym-review.json"));
	write_file(place_path(place, "lings/review/rustgym-review.json"),
		   "{\"exercises\": [\"not_here\", 1]}");
	assert_answer(rustgym(place, folder, "list", "--review"), 4, "has 1 mistake");
	write_file(place_path(place, "lings/review/rustgym-review.json"), list);
	assert_answer(rustgym(place, folder, "review", "--end"), 0, "The review is over");
	assert_int_equal(access(place_path(place, "lings/review"), F_OK), -1);
	assert_string_equal(read_text(place, ling(place, folder, 2)), lings[2].solution);
}

/* Without git and without an earlier look, the solution is all that is known. */
static void a_copy_that_is_solved_already_is_told(void **state)
{
	struct place *place = *state;
	const char *folder = place_path(place, "init");
	struct emulator *e;

	write_lings(place, folder, true);
	write_file(ling(place, folder, 0), lings[0].solution);
	assert_answer(rustgym(place, folder, "run", "parcel1"), 0, "passed");
	passed_long_ago(place, folder, "\"parcel1\"" LONG_AGO);
	e = review(place, folder);
	emulator_wait(e, "1 of 1 copies begins with your solution", SOON_S);
	emulator_wait(e, "The review is done.", SOON_S);
	quit(e);
}

static void packages_of_a_workshop_come_back(void **state)
{
	struct place *place = *state;
	const char *folder = workshop(place);
	struct emulator *e;

	write_file(place_path(place, "workshop/tasks/01_start/01_sum/src/lib.rs"), SUM("a + b"));
	assert_answer(rustgym(place, folder, "run", "01_sum"), 0, "passed");
	passed_long_ago(place, folder, "\"01_01_sum\"" LONG_AGO ", \"02_00_intro\"" LONG_AGO);
	e = review(place, folder);
	emulator_wait(e, "1 of 1 tests fails", BUILD_S);
	quit(e);
	assert_answer(rustgym(place, folder, "read", "--review", "01_sum"), 0,
		      "The book explains sums.");
	assert_answer(rustgym(place, folder, "run", "01_sum"), 0, "passed");
	assert_answer(rustgym(place, folder, "run", "--review", "01_sum"), 1, "1 of 1 tests fails");
	write_file(place_path(place, "workshop/review/tasks/01_start/01_sum/src/lib.rs"),
		   SUM("b + a"));
	assert_answer(rustgym(place, folder, "run", "--review", "01_sum"), 0, "passed");
	/* the manifest at the root of the copies is the answer of this one */
	e = review(place, folder);
	emulator_wait(e, "02_00_intro", BUILD_S);
	emulator_wait(e, "fails", BUILD_S);
	write_file(place_path(place, "workshop/review/Cargo.toml"),
		   "[workspace]\nresolver = \"2\"\nmembers = [\"tasks/*/*\"]\n"
		   "[profile.dev]\noverflow-checks = false\n");
	emulator_wait(e, "The review is done.", BUILD_S);
	quit(e);
	assert_clean(place, folder, " M tasks/01_start/01_sum/src/lib.rs\n?? Cargo.lock\n");
}

static void downloads_come_back(void **state)
{
	struct place *place = *state;
	const char *folder = place_path(place, "rust");
	struct emulator *e;

	download(place);
	assert_answer(rustgym(place, folder, "run", "bob"), 1, "1 of 2 tests fails");
	write_file(place_path(place, "rust/bob/src/lib.rs"), BOB("\"Sure.\""));
	passed_long_ago(place, folder, "\"bob\"" LONG_AGO);
	e = review(place, folder);
	emulator_wait(e, "says_more", BUILD_S);
	quit(e);
	assert_string_equal(read_text(place, place_path(place, "rust/review/bob/src/lib.rs")),
			    BOB("\"Fine.\""));
	assert_answer(rustgym(place, folder, "list"), 0, "of 1 done");
	assert_answer(rustgym(place, folder, "review", "--end"), 0, "The review is over");
}

/* ---- other machines ---------------------------------------------------------------------------- */

static void work_goes_to_another_machine(void **state)
{
	struct place *place = *state;
	const char *folder = community(place), *other = place_path(place, "other");
	const char *file = place_path(place, "other/exercises/02_labels/4_Label.rs");

	assert_answer(rustgym(place, place->root, "init", other, "--from", folder), 0, "");
	write_file(ling(place, folder, 2), lings[2].solution);
	assert_answer(rustgym(place, folder, "run", "4_Label"), 0, "passed");
	assert_answer(rustgym(place, folder, "export", place_path(place, "work.bundle")), 0, "");
	assert_answer(rustgym(place, other, "import", place_path(place, "work.bundle")), 0, "");
	assert_string_equal(read_text(place, file), lings[2].solution);
	assert_answer(rustgym(place, other, "list"), 0, "1 of 4 done");
}

#define in_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_place(untouched_exercises_fail_and_solved_ones_pass),
		in_place(each_kind_of_failure_is_told_by_its_name),
		in_place(hints_pages_and_solutions_are_the_courses),
		in_place(work_is_kept_and_comes_back),
		in_place(an_exercise_begun_elsewhere_is_reset_to_what_git_has),
		in_place(what_authors_and_updates_need_is_refused),
		in_place(progress_is_taken_over_once),
		in_place(a_damaged_state_file_counts_as_none),
		in_place(a_folder_of_rustlings_init_is_a_course),
		in_place(hints_of_an_installed_rustlings_are_found),
		in_place(a_session_goes_through_the_course),
		in_place(the_screen_shows_what_there_is_to_read),
		in_place(a_course_with_a_dependency_is_built_by_cargo),
		in_place(packages_of_a_workshop_are_verified),
		in_place(the_screen_and_the_editor_know_the_first_file),
		in_place(examples_in_the_documentation_are_run),
		in_place(solutions_on_a_branch_are_read_once_the_course_is_trusted),
		in_place(the_manifest_at_the_root_can_be_the_answer),
		in_place(a_program_of_the_course_judges),
		in_place(the_question_names_the_programs),
		in_place(ignored_tests_count),
		in_place(a_download_has_its_texts_and_its_tests),
		in_place(other_folders_above_are_no_courses),
		in_place(a_course_is_cloned_and_named),
		in_place(a_folder_that_is_no_repository_is_copied),
		in_place(what_passed_in_rustlings_comes_back),
		in_place(a_copy_that_is_solved_already_is_told),
		in_place(packages_of_a_workshop_come_back),
		in_place(downloads_come_back),
		in_place(work_goes_to_another_machine),
	};

	return run_group(tests);
}
