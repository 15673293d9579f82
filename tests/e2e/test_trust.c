/* Nothing of a course runs before its learner has said that they trust it: once, outside of the course. */
#include "conversation.h"
#include "emulator.h"
#include "harness.h"
#include "mini_course.h"
#include "rustgym/base/file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The environment of somebody who has not answered yet. */
static const char *const unasked[] = {"RUSTGYM_TRUST", NULL};

#define untrusted(place, where, ...)                                                               \
	call_with(place, &(struct call){.folder = (where), .env = unasked},                        \
		  (const char *const[]){__VA_ARGS__, NULL})

static void shell(struct place *place, const char *commands)
{
	const char *const argv[] = {"/bin/sh", "-ec", commands, NULL};

	assert_answer(call_program(place, &(struct call){.folder = place->root}, argv), 0, NULL);
}

static const char *answers(struct place *place)
{
	return read_text(place, place_path(place, "own-state/rustgym/trust"));
}

static bool has_run(struct place *place)
{
	return file_exists(place_path(place, "ran"));
}

static struct emulator *ask_on_terminal(struct place *place, const char *folder,
					const char *const *argv)
{
	struct emulator *e = emulator_start(place, &(struct emulator_options){.folder = folder,
									      .argv = argv,
									      .env = unasked,
									      .rows = 60,
									      .columns = 120});

	return e;
}

static const char *const run_third[] = {"run", "mini_third", NULL};

/* mini_third's program leaves a file in the place. */
static const char *course_that_tells(struct place *place)
{
	const char *mini = mini_course(place);

	write_file(mini_exercise(place, "mini_third"),
		   place_text(place,
			      "fn main() {\n    std::fs::write(\"%s/ran\", \"\").unwrap();\n"
			      "    println!(\"no\");\n}\n",
			      place->root));
	return mini;
}

/*
 * A course whose every file that a tool would obey leaves a file in the place: the toolchain that rustup
 * would take, cargo's wrapper, git's pager and difftool, and the editor.
 */
static const char *hostile_course(struct place *place)
{
	const char *mini = course_that_tells(place);

	shell(place,
	      "cat >evil <<END\n#!/bin/sh\ntouch $PWD/ran\nEND\nchmod +x evil; cd mini; "
	      "mkdir -p exercises/tc/bin exercises/tc/lib .cargo; "
	      "for tool in rustc cargo clippy-driver rustfmt rustdoc; do "
	      "cp ../evil exercises/tc/bin/$tool; done; "
	      "printf '[toolchain]\\npath = \"%s\"\\n' /proc/self/cwd/tc >exercises/rust-toolchain.toml; "
	      "cp exercises/rust-toolchain.toml .; cp -R exercises/tc .; "
	      "printf '[build]\\nrustc-wrapper = \"%s\"\\n' $PWD/../evil >.cargo/config.toml; "
	      "git init -q; for key in core.pager pager.diff diff.external core.fsmonitor "
	      "core.sshCommand core.editor core.alternateRefsCommand; do "
	      "git config $key $PWD/../evil; done; git config diff.tool evil; "
	      "git config difftool.evil.cmd $PWD/../evil; git config difftool.prompt false; "
	      "git -c core.fsmonitor=false add exercises hints; "
	      "git -c core.fsmonitor=false -c user.name=x -c user.email=x@y commit -qm x; "
	      "mkdir .rustgym; chmod 700 .rustgym; "
	      "printf '{\"editor\": \"%s\", \"sync\": \"%s\"}' $PWD/../evil /nowhere "
	      ">.rustgym/config.json; rm -f ../ran");
	assert_false(has_run(place));
	return mini;
}

/* ---- without an answer --------------------------------------------------------------------------- */

static void without_an_answer_a_course_is_read_only(void **state)
{
	static const char *const reading[][5] = {
		{"list"},
		{"list", "--json"},
		{"hint", "mini_second"},
		{"lesson", "mini_second"},
		{"read", "01_small"},
		{"diff", "mini_second"},
		{"diff", "mini_second", "--tool"},
		{"show", "mini_second@0"},
		{"history", "mini_second"},
		{"history", "mini_second", "--json"},
		{"solution", "mini_second", "--spoil"},
		{"goto", "mini_second"},
		{"next"},
		{"config"},
		{"doctor"},
		{"reset", "mini_second"},
		{"undo"},
		{"redo"},
		{"export", "../x.bundle"},
		{"import", "../x.bundle"},
		{"update"},
		{"update", "--dry-run"},
		{"dev", "stats"},
		{"help"},
	};
	static const char *const running[][5] = {
		{"run"},
		{"run", "mini_third", "--json"},
		{"check"},
		{"check", "--json"},
		{"watch"},
		{"watch", "--json"},
		{NULL},
		{"dev", "check"},
		{"--plain", "run"},
	};
	struct place *place = *state;
	const char *mini = hostile_course(place);
	const struct call call = {.folder = mini, .env = unasked, .input = "y\n"};

	write_file(mini_exercise(place, "mini_second"), "// mine\n");
	for (size_t i = 0; i < sizeof(reading) / sizeof(*reading); i++) {
		struct answer answer = call_with(place, &call, reading[i]);

		if (has_run(place) || strstr(answer.err, "no terminal to ask on"))
			fail_msg("%s: %s%s", reading[i][0], answer.out, answer.err);
	}
	for (size_t i = 0; i < sizeof(running) / sizeof(*running); i++) {
		struct answer answer = call_with(place, &call, running[i]);

		assert_answer(answer, 3, "--trust");
		assert_contains(answer.err, mini);
		assert_contains(answer.err, "RUSTGYM_TRUST=1");
		assert_false(has_run(place));
	}
	assert_null(answers(place));
}

/* The course's own files have no say in which toolchain it is, also when it may run. */
static void a_trusted_course_does_not_choose_the_compiler(void **state)
{
	struct place *place = *state;
	const char *mini = hostile_course(place);

	write_file(mini_exercise(place, "mini_third"), mini_solution("mini_third"));
	remove_file(place_path(place, "mini/.cargo"));
	assert_answer(rustgym(place, mini, "run", "mini_third"), 0, "passed");
	assert_answer(rustgym(place, mini, "check"), 1, "1 of 3");
	assert_answer(rustgym(place, mini, "doctor"), 0, "rust-toolchain.toml has no effect");
	assert_false(has_run(place));
}

static void a_course_names_its_toolchain(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *roadmap = place_path(place, "mini/exercises/roadmap.json");
	const char *const env[] = {"RUSTUP_TOOLCHAIN", NULL};

	replace_in_file(place, roadmap, "\"edition\"", "\"toolchain\": \"1.2.3\", \"edition\"");
	assert_answer(call_with(place, &(struct call){.folder = mini, .env = env},
				(const char *const[]){"run", NULL}),
		      3, "the course wants Rust 1.2.3");
	replace_in_file(place, roadmap, "1.2.3", "../../tc");
	assert_answer(rustgym(place, mini, "list"), 4, "expected toolchain to be a channel");
}

/* The newest Rust is older than this course needs: that is said, and no more is refused. */
static void a_course_names_the_rust_it_needs(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *roadmap = place_path(place, "mini/exercises/roadmap.json");
	const char *said = "this course needs Rust 1.999, and yours is 1.";
	struct answer answer;
	struct emulator *e;

	assert_lacks(rustgym(place, mini, "run").err, "this course needs");
	replace_in_file(place, roadmap, "\"edition\"", "\"rust\": \"1.999\", \"edition\"");
	answer = rustgym(place, mini, "run");
	assert_answer(answer, 1, said);
	assert_contains(answer.err, "rustup update stable");
	answer = rustgym(place, mini, "check");
	assert_answer(answer, 1, said);
	answer = rustgym(place, mini, "--plain", "doctor");
	assert_answer(answer, 3, "this course needs 1.999");
	assert_contains(answer.out, "rustup update stable");
	e = emulator_start(place,
			   &(struct emulator_options){.folder = mini,
						      .argv = (const char *const[]){"watch", NULL},
						      .rows = 30,
						      .columns = 120});
	emulator_wait(e, said, SOON_S);
	emulator_resize(e, 30, 50);
	emulator_wait(e, "this course needs Rust 1.999, and yours is", SOON_S);
	emulator_wait(e, "`rustup update stable` brings a newer one (if you", SOON_S);
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

/* ---- the question -------------------------------------------------------------------------------- */

static void a_yes_is_kept(void **state)
{
	struct place *place = *state;
	const char *mini = course_that_tells(place);
	struct emulator *e = ask_on_terminal(place, mini, run_third);
	struct stat st;

	emulator_wait(e, "Do you trust it?", SOON_S);
	assert_true(emulator_shows(e, "A small course"));
	assert_true(emulator_shows(e, mini));
	assert_true(emulator_shows(e, "runs it as you"));
	assert_false(has_run(place));
	emulator_type(e, "y\r");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 1);
	assert_true(has_run(place));
	assert_contains(answers(place), mini);
	assert_int_equal(stat(place_path(place, "own-state/rustgym"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(stat(place_path(place, "own-state/rustgym/trust"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_answer(untrusted(place, mini, "run", "mini_third"), 1, "prints something else");
	assert_answer(untrusted(place, mini, "check"), 1, NULL);
	assert_answer(untrusted(place, mini, "doctor"), 0, "the code of this course may run");
}

static void every_other_answer_is_a_no(void **state)
{
	static const char *const typed[] = {"n\r",  "\r",     "yo\r",   " y\r",
					    "\x04", "nyes\r", "Y E S\r"};
	struct place *place = *state;
	const char *mini = course_that_tells(place);

	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++) {
		struct emulator *e = ask_on_terminal(place, mini, run_third);

		emulator_wait(e, "Do you trust it?", SOON_S);
		emulator_type(e, typed[i]);
		assert_int_equal(emulator_wait_exit(e, SOON_S), 3);
		emulator_assert_restored(e);
		assert_true(emulator_shows(e, "you did not say yes"));
	}
	assert_false(has_run(place));
	assert_null(answers(place));
}

static void an_interrupt_is_no_answer(void **state)
{
	struct place *place = *state;
	const char *mini = course_that_tells(place);
	struct emulator *e = ask_on_terminal(place, mini, (const char *const[]){"watch", NULL});

	emulator_wait(e, "Do you trust it?", SOON_S);
	emulator_type(e, "\x03");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 128 + 2);
	emulator_assert_restored(e);
	assert_false(has_run(place));
	assert_null(answers(place));
}

/* Nothing is drawn or built before; then the session begins as ever. */
static void watching_begins_after_a_yes(void **state)
{
	struct place *place = *state;
	const char *mini = course_that_tells(place);
	struct emulator *e;

	e = ask_on_terminal(place, mini, (const char *const[]){"watch", NULL});
	emulator_wait(e, "Do you trust it?", SOON_S);
	assert_false(file_exists(place_path(place, "mini/.rustgym/cache/out")));
	emulator_type(e, "YES\r");
	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
}

/* The title is the course's, and could try to draw its own question. */
static void a_title_draws_nothing(void **state)
{
	struct place *place = *state;
	const char *mini = course_that_tells(place);
	struct emulator *e;

	replace_in_file(place, place_path(place, "mini/exercises/roadmap.json"), "A small course",
			"Fine \\u202e course");
	e = ask_on_terminal(place, mini, run_third);
	if (untrusted(place, mini, "list").status != 4) { /* it can be refused as a title, too */
		emulator_wait(e, "Do you trust it?", SOON_S);
		emulator_type(e, "n\r");
	}
	assert_in_range(emulator_wait_exit(e, SOON_S), 3, 4);
	assert_null(memmem(emulator_bytes(e)->data, emulator_bytes(e)->len, "\u202e", 3));
}

static void scripts_say_it(void **state)
{
	static const char *const said[] = {"RUSTGYM_TRUST=1", NULL};
	static const char *const unclear[] = {"RUSTGYM_TRUST=", "RUSTGYM_TRUST=0",
					      "RUSTGYM_TRUST=yes"};
	struct place *place = *state;
	const char *mini = course_that_tells(place);

	for (size_t i = 0; i < sizeof(unclear) / sizeof(*unclear); i++)
		assert_answer(
			call_with(place,
				  &(struct call){.folder = mini,
						 .env = (const char *const[]){unclear[i], NULL}},
				  run_third),
			3, "--trust");
	assert_false(has_run(place));
	assert_answer(call_with(place, &(struct call){.folder = mini, .env = said}, run_third), 1,
		      NULL);
	assert_true(has_run(place));
	assert_null(answers(place)); /* it holds while it is set */
	assert_answer(untrusted(place, mini, "run", "mini_third"), 3, "--trust");
	assert_answer(untrusted(place, mini, "run", "mini_third", "--trust"), 1, NULL);
	assert_answer(untrusted(place, mini, "run", "mini_third"), 1, NULL); /* and that is kept */
}

/* ---- which course it is -------------------------------------------------------------------------- */

static void another_course_in_its_place_is_asked_for(void **state)
{
	struct place *place = *state;
	const char *mini = course_that_tells(place);

	assert_answer(untrusted(place, mini, "--trust", "run", "mini_third"), 1, NULL);
	shell(place, "mv mini first; cp -R first mini; rm ran");
	assert_answer(untrusted(place, mini, "run", "mini_third"), 3, "--trust");
	assert_false(has_run(place));
	assert_answer(untrusted(place, mini, "--trust", "run", "mini_third"), 1, NULL);

	shell(place,
	      "cd mini; git init -q; git remote add origin https://other.example/x.git; rm ../ran");
	assert_answer(untrusted(place, mini, "run", "mini_third"), 3,
		      "from https://other.example/x.git");
	assert_false(has_run(place));
	assert_answer(untrusted(place, mini, "--trust", "run", "mini_third"), 1, NULL);
	shell(place, "cd mini; git remote set-url origin https://third.example/x.git; rm ../ran");
	assert_answer(untrusted(place, mini, "run", "mini_third"), 3, "third.example");
	assert_false(has_run(place));
}

/* A folder cannot say of itself where it comes from. */
static void a_course_cannot_claim_to_be_installed(void **state)
{
	struct place *place = *state;
	const char *mini = course_that_tells(place);

	shell(place,
	      place_text(
		      place,
		      "cd mini; mkdir -p .rustgym build share/rustgym bin; chmod 700 .rustgym; "
		      "printf '{\"course\": \"%s\"}' >.rustgym/config.json; "
		      "printf '{\"format\": 1, \"trusted\": [{\"path\": \"%s\", \"origin\": \"\", "
		      "\"born\": \"\"}]}' >.rustgym/trust; pwd >build/gym-root; pwd >gym-root",
		      course_path(), mini));
	assert_answer(untrusted(place, mini, "run", "mini_third"), 3, "--trust");
	assert_false(has_run(place));
}

static void what_init_made_of_the_installed_course_is_trusted(void **state)
{
	struct place *place = *state;
	const char *work = place_path(place, "work");

	assert_answer(untrusted(place, NULL, "init", work), 0, "exercises for you");
	assert_answer(untrusted(place, work, "run"), 1, NULL);
	assert_contains(answers(place), work);
}

static void what_init_made_of_another_course_is_asked_for(void **state)
{
	struct place *place = *state;
	const char *mini = course_that_tells(place);
	const char *work = place_path(place, "work"), *more = place_path(place, "more");

	assert_answer(untrusted(place, NULL, "init", work, "--course", mini), 0, NULL);
	assert_null(answers(place));
	assert_answer(untrusted(place, work, "run", "mini_third"), 3, mini);
	assert_false(has_run(place));
	assert_answer(untrusted(place, mini, "--trust", "run", "mini_third"), 1, NULL);
	assert_answer(untrusted(place, work, "run", "mini_third"), 3, mini); /* made before */
	assert_answer(untrusted(place, NULL, "init", more, "--course", mini), 0, NULL);
	assert_answer(untrusted(place, more, "run", "mini_third"), 1, NULL);
}

/* ---- update -------------------------------------------------------------------------------------- */

/* The new tests of an exercise that is done are run, so that they are asked for before. */
static void an_update_from_elsewhere_is_asked_for(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *work = place_path(place, "work");
	const char *first = place_path(place, "work/exercises/01_start/01_small/mini_first.rs");
	const char *const update[] = {"update", place_path(place, "next"), NULL};
	struct emulator *e;

	assert_answer(untrusted(place, NULL, "--trust", "init", work, "--course", mini), 0, NULL);
	write_file(first, mini_solution("mini_first"));
	assert_answer(untrusted(place, work, "run", "mini_first"), 0, "passed");
	shell(place, "cp -R mini next");
	replace_in_file(
		place, place_path(place, "next/exercises/01_start/01_small/mini_first.rs"),
		"assert_eq!(super::count(), 2);",
		place_text(place, "std::fs::write(\"%s/ran\", \"\").unwrap();", place->root));
	assert_answer(untrusted(place, work, "update", update[1]), 3, "--trust");
	assert_lacks(read_text(place, first), "fs::write");
	e = ask_on_terminal(place, work, update);
	emulator_wait(e, "Do you trust it?", SOON_S);
	assert_true(emulator_shows(e, update[1]));
	emulator_type(e, "n\r");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 3);
	assert_lacks(read_text(place, first), "fs::write");
	assert_answer(untrusted(place, work, "run", "mini_first"), 0, "passed"); /* as before */
	assert_false(has_run(place));
	e = ask_on_terminal(place, work, update);
	emulator_wait(e, "Do you trust it?", SOON_S);
	emulator_type(e, "y\r");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	assert_true(has_run(place));
	assert_answer(untrusted(place, work, "run", "mini_first"), 0, "passed"); /* that is kept */
}

/* Without new tests nothing runs at once; but what came is not what was trusted. */
static void what_an_update_brought_is_asked_for_later(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *work = place_path(place, "work");

	assert_answer(untrusted(place, NULL, "--trust", "init", work, "--course", mini), 0, NULL);
	shell(place, "cp -R mini next");
	write_file(place_path(place, "next/exercises/01_start/01_small/mini_third.rs"),
		   place_text(place,
			      "fn main() {\n    std::fs::write(\"%s/ran\", \"\").unwrap();\n}\n",
			      place->root));
	assert_answer(untrusted(place, work, "update", place_path(place, "next")), 0, "mini_third");
	assert_answer(untrusted(place, work, "run", "mini_third"), 3, "/next");
	assert_false(has_run(place));
	assert_answer(untrusted(place, work, "update", mini), 0,
		      NULL); /* back to what was trusted */
	assert_answer(untrusted(place, work, "run", "mini_third"), 1, NULL);
}

/* An update that was cut short could have come with the folder. */
static void a_shipped_update_sets_nothing(void **state)
{
	struct place *place = *state;
	const char *mini = course_that_tells(place);

	shell(place, "cd mini; mkdir -p .rustgym/update/new; chmod 700 .rustgym; "
		     "cp -R exercises .rustgym/update/new; "
		     "printf '{\"format\":1,\"applied\":false,\"pulled\":false,\"course\":\"%s\","
		     "\"again\":[]}' /tmp >.rustgym/update.json");
	assert_answer(untrusted(place, mini, "list"), 0, "cut short");
	assert_string_equal(untrusted(place, mini, "config", "course").out, "\n");
}

/* ---- the kept answers ---------------------------------------------------------------------------- */

static void answers_that_cannot_be_used_are_said(void **state)
{
	static const struct {
		const char *commands, *said;
		bool kept; /* the answer, after that */
	} cases[] = {
		{"echo nonsense >own-state/rustgym/trust", "is damaged", true},
		{"echo '[]' >own-state/rustgym/trust", "is damaged", true},
		{"printf '{\"format\":1,\"trusted\":7}' >own-state/rustgym/trust", "is damaged",
		 true},
		{"sed -i 's/\"format\":\t1/\"format\": 2/' own-state/rustgym/trust",
		 "written by a newer rustgym", false},
		{"chmod 666 own-state/rustgym/trust", "can be written by other users", false},
		{"chmod 777 own-state/rustgym", "can be written by other users", false},
		{"chown 12345 own-state/rustgym/trust", "belongs to another user", false},
		{"chown 12345 own-state/rustgym", "belongs to another user", false},
		{"rm -r own-state; echo >own-state", "remember", false},
	};
	struct place *place = *state;
	const char *mini = course_that_tells(place);

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct emulator *e;

		if (geteuid() != 0 && strstr(cases[i].commands, "chown"))
			continue;
		shell(place, "rm -rf own-state ran");
		assert_answer(untrusted(place, mini, "--trust", "run", "mini_third"), 1, NULL);
		shell(place, place_text(place, "rm -f ran; %s", cases[i].commands));
		assert_answer(untrusted(place, mini, "run", "mini_third"), 3, "--trust");
		assert_false(has_run(place));
		e = ask_on_terminal(place, mini, run_third);
		emulator_wait(e, "Do you trust it?", SOON_S);
		emulator_type(e, "y\r");
		assert_int_equal(emulator_wait_exit(e, SOON_S), 1); /* the answer holds */
		assert_true(has_run(place));
		if (!emulator_shows(e, cases[i].said))
			fail_msg("%s: %s", cases[i].commands, emulator_text(e));
		assert_answer(untrusted(place, mini, "run", "mini_third"), cases[i].kept ? 1 : 3,
			      NULL);
	}
	assert_null(read_text(place, place_path(place, "mini/trust")));
}

static void without_a_home_an_answer_holds_once(void **state)
{
	struct place *place = *state;
	const char *mini = course_that_tells(place);
	const char *const env[] = {"RUSTGYM_TRUST",
				   "XDG_STATE_HOME",
				   "HOME",
				   place_text(place, "CARGO_HOME=%s/.cargo", getenv("HOME")),
				   place_text(place, "RUSTUP_HOME=%s/.rustup", getenv("HOME")),
				   NULL};
	const struct call call = {.folder = mini, .env = env};

	assert_answer(call_with(place, &call, run_third), 3, "--trust");
	assert_answer(call_with(place, &call,
				(const char *const[]){"run", "mini_third", "--trust", NULL}),
		      1, "set HOME or XDG_STATE_HOME");
}

/* ---- settings ------------------------------------------------------------------------------------ */

static void settings_of_a_folder_name_no_programs(void **state)
{
	struct place *place = *state;
	const char *mini = hostile_course(place);
	const char *const env[] = {"VISUAL", "EDITOR", "RUSTGYM_TRUST", NULL};
	struct emulator *e;

	assert_answer(untrusted(place, mini, "list"), 0, "do not count: editor, sync");
	assert_string_equal(untrusted(place, mini, "config", "editor").out, "\n");
	assert_answer(untrusted(place, mini, "sync"), 2, "name a git repository of yours");
	assert_answer(untrusted(place, mini, "config", "editor", "true"), 0, NULL);
	assert_contains(read_text(place, place_path(place, "mini/.rustgym/config.json")), "evil");
	assert_contains(read_text(place, place_path(place, "own-config/rustgym/config.json")),
			"\"true\"");
	write_file(mini_exercise(place, "mini_third"), mini_solution("mini_third"));
	remove_file(place_path(place, "mini/.cargo"));
	e = emulator_start(place,
			   &(struct emulator_options){.folder = mini,
						      .argv = (const char *const[]){"watch", NULL},
						      .env = env,
						      .rows = 60,
						      .columns = 120});
	emulator_wait(e, "Do you trust it?", SOON_S);
	emulator_type(e, "y\r");
	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_type(e, "eq");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	assert_false(has_run(place));
}

/* An earlier version kept them in the workspace: they move when the course is trusted. */
static void settings_of_an_earlier_version_are_not_lost(void **state)
{
	struct place *place = *state;
	const char *mini = course_that_tells(place);
	const char *kept = place_path(place, "mini/.rustgym/config.json");

	shell(place, "mkdir mini/.rustgym; chmod 700 mini/.rustgym; cp -R mini elsewhere; "
		     "rm -r mini/hints");
	write_file(kept, place_text(place,
				    "{\"editor\": \"vi\", \"sync\": \"/some/where.git\", "
				    "\"course\": \"%s/elsewhere\", \"polish\": \"off\"}",
				    place->root));
	assert_answer(untrusted(place, mini, "run", "mini_third", "--trust"), 1,
		      "config.json: editor, course, sync");
	assert_string_equal(untrusted(place, mini, "config", "editor").out, "vi\n");
	assert_string_equal(untrusted(place, mini, "config", "sync").out, "/some/where.git\n");
	assert_string_equal(untrusted(place, mini, "config", "polish").out, "off\n");
	assert_answer(untrusted(place, mini, "hint", "mini_second"), 0, "what is double?");
	assert_lacks(read_text(place, kept), "where.git");
	assert_contains(read_text(place, kept), "polish");
	assert_string_equal(untrusted(place, mini, "list").err, "");
	assert_answer(untrusted(place, mini, "run", "mini_third"), 1,
		      NULL); /* not asked once more */
}

/* The clone of an update lies in the workspace, and so do git's settings of it. */
static void a_clone_cannot_change_its_url(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *work = make_workspace(place, mini);
	const char *url = place_text(place, "file://%s/from", place->root);

	shell(place, "cp -R mini from; cp -R mini evil; for course in from evil; do cd $course; "
		     "git init -q; git add .; git -c user.name=x -c user.email=x@y commit -qm x; "
		     "cd ..; done");
	assert_answer(rustgym(place, work, "update", url), 0, NULL);
	assert_answer(rustgym(place, work, "update"), 0, "nothing new");
	shell(place,
	      place_text(place,
			 "cd work/.rustgym/course-*; git remote set-url origin file://%s/evil",
			 place->root));
	assert_answer(rustgym(place, work, "update"), 2, "name the course's folder or its git URL");
}

#define in_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_place(without_an_answer_a_course_is_read_only),
		in_place(a_trusted_course_does_not_choose_the_compiler),
		in_place(a_course_names_its_toolchain),
		in_place(a_course_names_the_rust_it_needs),
		in_place(a_yes_is_kept),
		in_place(every_other_answer_is_a_no),
		in_place(an_interrupt_is_no_answer),
		in_place(watching_begins_after_a_yes),
		in_place(a_title_draws_nothing),
		in_place(scripts_say_it),
		in_place(another_course_in_its_place_is_asked_for),
		in_place(a_course_cannot_claim_to_be_installed),
		in_place(what_init_made_of_the_installed_course_is_trusted),
		in_place(what_init_made_of_another_course_is_asked_for),
		in_place(an_update_from_elsewhere_is_asked_for),
		in_place(what_an_update_brought_is_asked_for_later),
		in_place(a_shipped_update_sets_nothing),
		in_place(answers_that_cannot_be_used_are_said),
		in_place(without_a_home_an_answer_holds_once),
		in_place(settings_of_a_folder_name_no_programs),
		in_place(settings_of_an_earlier_version_are_not_lost),
		in_place(a_clone_cannot_change_its_url),
	};

	return run_group(tests);
}
