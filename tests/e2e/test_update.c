/* A newer course is brought in: nothing of the learner's is lost, wherever it is cut short. */
#include "harness.h"
#include "mini_course.h"
#include "rustgym/base/file.h"
#include "rustgym/base/lock.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SMALL "exercises/01_start/01_small/"

/* ---- a workspace and a newer course ------------------------------------------------------------ */

static const char *work_path(struct place *place, const char *name)
{
	return place_path(place, "work/" SMALL "%s", name);
}

static const char *next_path(struct place *place, const char *name)
{
	return place_path(place, "next/" SMALL "%s", name);
}

static const char *next_course(struct place *place)
{
	return place_path(place, "next");
}

static const char *working(struct place *place, const char *name)
{
	return read_text(place, work_path(place, name));
}

/* work/ is the mini course's; next/ is a copy of it, for a test to change. */
static const char *start(struct place *place)
{
	const char *mini = mini_course(place);
	const char *work = make_workspace(place, mini);

	assert_int_equal(file_copy(mini, next_course(place), NULL), 0);
	replace_in_file(place, place_path(place, "next/exercises/roadmap.json"), "1.0.0", "1.1.0");
	return work;
}

/* In the next course mini_first is mini_start, and says that it was mini_first. */
static void rename_first(struct place *place)
{
	const char *manifest = next_path(place, "Cargo.toml");

	write_file(next_path(place, "mini_start.rs"), mini_start("mini_first"));
	remove_file(next_path(place, "mini_first.rs"));
	replace_in_file(place, manifest, "\"mini_first\"", "\"mini_start\"");
	replace_in_file(place, manifest, "mini_first.rs", "mini_start.rs");
	replace_in_file(place, next_path(place, "topic.json"), "\"mini_first\"",
			"\"mini_start\", \"was\": [\"mini_first\"]");
}

/* In the next course mini_third is gone, and mini_fourth is new in its place. */
static void exchange_third(struct place *place)
{
	const char *manifest = next_path(place, "Cargo.toml");

	write_file(next_path(place, "mini_fourth.rs"), mini_start("mini_third"));
	remove_file(next_path(place, "mini_third.rs"));
	replace_in_file(place, manifest, "\"mini_third\"", "\"mini_fourth\"");
	replace_in_file(place, manifest, "mini_third.rs", "mini_fourth.rs");
	replace_in_file(place, next_path(place, "topic.json"), "mini_third", "mini_fourth");
}

static void pass(struct place *place, const char *work, const char *name)
{
	write_file(work_path(place, place_text(place, "%s.rs", name)), mini_solution(name));
	assert_answer(rustgym(place, work, "run", name), 0, "passed");
}

static void shell(struct place *place, const char *folder, const char *commands)
{
	const char *const argv[] = {"/bin/sh", "-ec", commands, NULL};

	assert_answer(call_program(place, &(struct call){.folder = folder}, argv), 0, NULL);
}

static const char *listed(struct place *place, const char *work)
{
	struct answer list = rustgym(place, work, "--plain", "list");

	assert_answer(list, 0, NULL);
	return list.out;
}

/* ---- texts ------------------------------------------------------------------------------------- */

static void new_exercises_and_new_texts_come(void **state)
{
	struct place *place = *state;
	const char *work = start(place), *next = next_course(place);
	struct answer answer;

	exchange_third(place);
	replace_in_file(place, next_path(place, "mini_second.rs"), "pub fn", "// new\npub fn");
	answer = rustgym(place, work, "update", next, "--dry-run");
	assert_answer(answer, 0, "new          mini_fourth");
	assert_contains(answer.out, "new text     mini_second");
	assert_contains(answer.out, "removed      mini_third");
	assert_contains(answer.out, "1.0.0 -> 1.1.0");
	assert_lacks(answer.out, "mini_first");
	assert_string_equal(working(place, "mini_second.rs"), mini_start("mini_second"));
	assert_null(working(place, "mini_fourth.rs"));
	assert_contains(listed(place, work), "mini_third");

	assert_answer(rustgym(place, work, "update", next), 0, "new          mini_fourth");
	assert_contains(working(place, "mini_second.rs"), "// new");
	assert_string_equal(working(place, "mini_fourth.rs"), mini_start("mini_third"));
	assert_null(working(place, "mini_third.rs"));
	assert_contains(listed(place, work), "mini_fourth");
	assert_answer(rustgym(place, work, "update"), 0, "nothing new");
	assert_answer(rustgym(place, work, "config", "course"), 0, next);
	/* what reset goes back to is the new text */
	write_file(work_path(place, "mini_second.rs"), "mine\n");
	assert_answer(rustgym(place, work, "reset", "mini_second"), 0, NULL);
	assert_contains(working(place, "mini_second.rs"), "// new");
}

static void edits_are_merged(void **state)
{
	struct place *place = *state;
	const char *work = start(place);

	write_file(work_path(place, "mini_first.rs"), mini_solution("mini_first"));
	write_file(next_path(place, "mini_first.rs"),
		   place_text(place, "%s// the course\n", mini_start("mini_first")));
	assert_answer(rustgym(place, work, "update", next_course(place)), 0,
		      "merged       mini_first");
	assert_string_equal(working(place, "mini_first.rs"),
			    place_text(place, "%s// the course\n", mini_solution("mini_first")));
	assert_answer(rustgym(place, work, "undo"), 0, "undid update of mini_first");
	assert_string_equal(working(place, "mini_first.rs"), mini_solution("mini_first"));
}

static void line_ends_stay_the_learners(void **state)
{
	struct place *place = *state;
	const char *work = start(place);

	write_file(work_path(place, "mini_third.rs"),
		   "fn main() {\r\n    println!(\"no\");\r\n}\r\n");
	write_file(next_path(place, "mini_third.rs"),
		   "// new\nfn main() {\n    println!(\"no\");\n}\n");
	assert_answer(rustgym(place, work, "update", next_course(place)), 0, "mini_third");
	assert_string_equal(working(place, "mini_third.rs"),
			    "// new\r\nfn main() {\r\n    println!(\"no\");\r\n}\r\n");
}

static void a_conflict_leaves_the_learners_text(void **state)
{
	struct place *place = *state;
	const char *work = start(place), *mine = "fn main() {\n    println!(\"mine\");\n}\n";
	struct answer answer;

	write_file(work_path(place, "mini_third.rs"), mine);
	replace_in_file(place, next_path(place, "mini_third.rs"), "\"no\"", "\"not yet\"");
	assert_answer(rustgym(place, work, "update", "--show", "mini_third"), 2, "no update");
	answer = rustgym(place, work, "update", next_course(place));
	assert_answer(answer, 0, "yours stays  mini_third");
	assert_contains(answer.out, "--merge mini_third");
	assert_string_equal(working(place, "mini_third.rs"), mine);

	answer = rustgym(place, work, "update", "--show", "mini_third");
	assert_answer(answer, 0, "-    println!(\"no\");");
	assert_contains(answer.out, "+    println!(\"not yet\");");
	assert_answer(rustgym(place, work, "update", "--merge", "mini_third"), 0, "Keep what");
	assert_string_equal(working(place, "mini_third.rs"), "fn main() {\n"
							     "<<<<<<< yours\n"
							     "    println!(\"mine\");\n"
							     "=======\n"
							     "    println!(\"not yet\");\n"
							     ">>>>>>> course\n"
							     "}\n");
	assert_answer(rustgym(place, work, "update", "--merge", "mini_third"), 2, "markers");
	assert_answer(rustgym(place, work, "undo", "mini_third"), 0, "undid merge");
	assert_string_equal(working(place, "mini_third.rs"), mine);
}

static void what_is_gone_stays_where_it_was_edited(void **state)
{
	struct place *place = *state;
	const char *work = start(place);

	exchange_third(place);
	write_file(work_path(place, "mini_third.rs"), "mine\n");
	assert_answer(rustgym(place, work, "update", next_course(place)), 0,
		      "yours stays  mini_third: gone from the course");
	assert_string_equal(working(place, "mini_third.rs"), "mine\n");
	assert_lacks(listed(place, work), "mini_third");
}

static void an_edited_file_of_the_courses_is_kept_aside(void **state)
{
	struct place *place = *state;
	const char *work = start(place), *yours;

	write_file(work_path(place, "Cargo.toml"), "# mine\n");
	replace_in_file(place, next_path(place, "Cargo.toml"), "0.1.0", "0.2.0");
	assert_answer(rustgym(place, work, "update", next_course(place)), 0,
		      "replaced     " SMALL "Cargo.toml");
	assert_contains(working(place, "Cargo.toml"), "0.2.0");
	assert_string_equal(
		read_text(place, place_path(place, "work/.rustgym/update/yours/01_start/"
						   "01_small/Cargo.toml")),
		"# mine\n");
	/* and again: the first one stays */
	write_file(work_path(place, "Cargo.toml"), "# mine, too\n");
	replace_in_file(place, next_path(place, "Cargo.toml"), "0.2.0", "0.3.0");
	assert_answer(rustgym(place, work, "update"), 0, "replaced");
	yours = place_path(place, "work/.rustgym/update/yours/01_start/01_small/Cargo.toml");
	assert_string_equal(read_text(place, yours), "# mine\n");
	assert_string_equal(read_text(place, place_text(place, "%s.1", yours)), "# mine, too\n");
}

static void a_course_with_mistakes_changes_nothing(void **state)
{
	struct place *place = *state;
	const char *work = start(place);

	replace_in_file(place, next_path(place, "mini_third.rs"), "\"no\"", "\"not yet\"");
	replace_in_file(place, next_path(place, "topic.json"), "E0384", "E384");
	assert_answer(rustgym(place, work, "update", next_course(place)), 4, "E384");
	assert_string_equal(working(place, "mini_third.rs"), mini_start("mini_third"));
	assert_answer(rustgym(place, work, "update", place_path(place, "nowhere")), 2,
		      "not a course");
	assert_contains(listed(place, work), "0 of 3 done");
}

/* ---- what is known of an exercise -------------------------------------------------------------- */

static void a_renamed_exercise_keeps_what_it_has(void **state)
{
	struct place *place = *state;
	const char *work = start(place);
	struct answer shown;

	pass(place, work, "mini_first");
	write_file(work_path(place, "mini_first.rs"),
		   place_text(place, "%s// mine\n", mini_solution("mini_first")));
	rename_first(place);
	assert_answer(rustgym(place, work, "update", next_course(place)), 0,
		      "renamed      mini_first -> mini_start");
	assert_null(working(place, "mini_first.rs"));
	assert_string_equal(working(place, "mini_start.rs"),
			    place_text(place, "%s// mine\n", mini_solution("mini_first")));
	assert_contains(listed(place, work), "1 of 3 done");
	shown = rustgym(place, work, "show", "mini_start@2");
	assert_answer(shown, 0, NULL);
	assert_string_equal(shown.out, mini_solution("mini_first"));
	assert_answer(rustgym(place, work, "restore", "mini_start@2"), 0, NULL);
	assert_string_equal(working(place, "mini_start.rs"), mini_solution("mini_first"));
	assert_null(working(place, "mini_first.rs"));
}

/* In the next course mini_second demands more than its solution has, mini_first the same anew. */
static void change_tests(struct place *place)
{
	replace_in_file(place, next_path(place, "mini_second.rs"),
			"assert_eq!(super::double(0), 0);",
			"assert_eq!(super::double(u32::MAX), u32::MAX);");
	replace_in_file(place, next_path(place, "mini_first.rs"), "assert_eq!(super::count(), 2);",
			"assert_eq!(2, super::count());");
}

static void what_has_new_tests_is_checked_again(void **state)
{
	struct place *place = *state;
	const char *work = start(place);
	struct answer answer;

	pass(place, work, "mini_first");
	pass(place, work, "mini_second");
	pass(place, work, "mini_third");
	change_tests(place);
	answer = rustgym(place, work, "update", next_course(place), "--dry-run");
	assert_answer(answer, 0, "check again  mini_second");
	answer = rustgym(place, work, "update", next_course(place));
	assert_answer(answer, 0, "mini_first: its tests changed, and it still passes");
	assert_contains(answer.out, "mini_second: its tests changed, and it no longer passes");
	assert_lacks(answer.out, "mini_third");
	assert_contains(listed(place, work), "2 of 3 done");
	assert_contains(listed(place, work), ">   2  fails now    mini_second");
	assert_answer(rustgym(place, work, "update"), 0, "nothing new");
}

static void what_could_not_be_checked_is_checked_later(void **state)
{
	struct place *place = *state;
	const char *work = start(place);
	const char *const bare[] = {"PATH=/nowhere", "CARGO_HOME=/nowhere", "RUSTUP_HOME=/nowhere",
				    "HOME=/nowhere", NULL};
	const char *const argv[] = {"update", next_course(place), NULL};

	pass(place, work, "mini_second");
	change_tests(place);
	assert_answer(call_with(place, &(struct call){.folder = work, .env = bare}, argv), 3,
		      "Rust");
	assert_contains(working(place, "mini_second.rs"), "u32::MAX");
	assert_contains(listed(place, work), "1 of 3 done");
	assert_answer(rustgym(place, work, "update"), 0, "no longer passes");
	assert_contains(listed(place, work), "0 of 3 done");
}

/* ---- git --------------------------------------------------------------------------------------- */

#define COMMIT                                                                                     \
	"git config user.name x; git config user.email x@example.org; git add -A; "                \
	"git commit -qm course"

static void a_course_comes_by_git(void **state)
{
	struct place *place = *state;
	const char *work = start(place), *next = next_course(place);
	const char *url = place_text(place, "file://%s", next);

	replace_in_file(place, next_path(place, "mini_third.rs"), "\"no\"", "\"not yet\"");
	shell(place, next, "git init -q; " COMMIT);
	assert_answer(rustgym(place, work, "update", url), 0, "new text     mini_third");
	assert_contains(working(place, "mini_third.rs"), "not yet");
	assert_answer(rustgym(place, work, "hint", "mini_first"), 0, "First rung");
	/* and again, from where it came from */
	replace_in_file(place, next_path(place, "mini_third.rs"), "not yet", "not at all");
	shell(place, next, COMMIT);
	assert_answer(rustgym(place, work, "update"), 0, "new text     mini_third");
	assert_contains(working(place, "mini_third.rs"), "not at all");
	assert_answer(rustgym(place, work, "update", url), 0, "nothing new");
	assert_answer(rustgym(place, work, "update", "file:///nowhere"), 3, "git could not");
}

/* git sets GIT_DIR for some of its hooks and aliases: that repository is the learner's own. */
static void another_repository_is_left_alone(void **state)
{
	struct place *place = *state;
	const char *work = start(place), *next = next_course(place);
	const char *url = place_text(place, "file://%s", next), *mine = place_path(place, "mine");
	const char *const env[] = {place_text(place, "GIT_DIR=%s/.git", mine),
				   place_text(place, "GIT_WORK_TREE=%s", mine),
				   place_text(place, "GIT_INDEX_FILE=%s/.git/index", mine), NULL};
	const struct call call = {.folder = work, .env = env};
	const char *const update[] = {"update", url, NULL};

	shell(place, next, "git init -q; " COMMIT);
	shell(place, place->root,
	      "git clone -q next mine; cd mine; git config user.name x; "
	      "git config user.email x@example.org; echo 1 >one; git add one; git commit -qm one; "
	      "git rev-parse HEAD >../before; echo 2 >two; git add two");
	for (int i = 0; i < 2; i++) /* once new, once again */
		assert_answer(call_with(place, &call, update), 0, NULL);
	shell(place, mine,
	      "test \"$(git rev-parse HEAD)\" = \"$(cat ../before)\"; "
	      "test \"$(git diff --cached --name-only)\" = two");
}

/* The clone of last time lies below the workspace: its settings, hooks and filters can be anybody's. */
static void an_old_clone_runs_nothing(void **state)
{
	struct place *place = *state;
	const char *work = start(place), *next = next_course(place);
	const char *url = place_text(place, "file://%s", next);

	shell(place, next, "git init -q; " COMMIT);
	assert_answer(rustgym(place, work, "update", url), 0, NULL);
	shell(place, work,
	      "cd .rustgym/course-*; evil=\"touch $PWD/../../../ran\"; "
	      "for hook in post-checkout reference-transaction post-merge post-index-change; do "
	      "mkdir -p .git/hooks; printf '#!/bin/sh\\n%s\\n' \"$evil\" >.git/hooks/$hook; "
	      "chmod +x .git/hooks/$hook; done; mkdir -p .git/info; "
	      "git config core.hooksPath .git/hooks; git config core.fsmonitor \"$evil\"; "
	      "git config remote.origin.uploadpack \"$evil;git-upload-pack\"; "
	      "git config filter.x.smudge \"$evil; cat\"; echo '* filter=x' >.git/info/attributes; "
	      "git config core.sshCommand \"$evil\"; rm -f ../../../ran; "
	      "printf '{\"course\": \"%s\"}\\n' \"$PWD\" >../config.json");
	shell(place, next, "echo >new; " COMMIT);
	assert_answer(rustgym(place, work, "update", url), 0, NULL);
	assert_null(read_text(place, place_path(place, "ran")));
	assert_answer(rustgym(place, work, "update", "ext::touch ran.git"), 2, "command");
	assert_null(read_text(place, place_path(place, "work/ran.git")));
}

/* What a server says does nothing to the terminal. */
static void a_server_is_not_obeyed(void **state)
{
	struct place *place = *state;
	const char *work = start(place);
	const char *const env[] = {place_text(place, "PATH=%s/bin:%s", place->root, getenv("PATH")),
				   NULL};
	const struct call call = {.folder = work, .env = env};
	const char *const update[] = {"update", "https://example.invalid/course.git", NULL};
	struct answer answer;

	shell(place, place->root,
	      "mkdir bin; printf '#!/bin/sh\\nprintf \"remote: \\\\033]52;c;eA==\\\\007said"
	      "\\\\033[2J\\\\n\" >&2; exit 128\\n' >bin/git; chmod +x bin/git");
	answer = call_with(place, &call, update);
	assert_answer(answer, 3, "remote: said");
	assert_null(strchr(answer.err, 0x1b));
}

static void without_git_it_says_so(void **state)
{
	struct place *place = *state;
	const char *const bare[] = {"PATH=/nowhere", NULL};
	const char *const argv[] = {"update", "https://example.invalid/course.git", NULL};
	const char *work = start(place);

	assert_answer(call_with(place, &(struct call){.folder = work, .env = bare}, argv), 3,
		      "git is not installed");
}

static void what_a_clone_pulled_is_taken_in(void **state)
{
	struct place *place = *state;
	const char *next, *clone = place_path(place, "clone"), *first;
	struct answer answer;

	start(place);
	next = next_course(place);
	first = place_path(place, "clone/" SMALL "mini_first.rs");
	shell(place, next, "git init -q; " COMMIT);
	shell(place, place->root, "git clone -q next clone");
	write_file(first, mini_solution("mini_first"));
	assert_answer(rustgym(place, clone, "run", "mini_first"), 0, "passed");
	/* what the learner had before rustgym saw it first is not the course's */
	assert_answer(rustgym(place, clone, "update"), 0, "nothing new");
	assert_string_equal(read_text(place, first), mini_solution("mini_first"));
	/* the course goes on: a test that the learner's does not pass, and another text */
	replace_in_file(place, next_path(place, "mini_third.rs"), "\"no\"", "\"not yet\"");
	replace_in_file(place, next_path(place, "mini_first.rs"), "super::count(), 2",
			"super::count(), 3");
	shell(place, next, COMMIT);
	shell(place, clone,
	      "git config user.name x; git config user.email x@example.org; git commit -qam mine; "
	      "git pull -q --no-rebase --no-edit");
	assert_contains(read_text(place, first), "let mut n");
	assert_contains(read_text(place, first), "super::count(), 3");
	answer = rustgym(place, clone, "update");
	assert_answer(answer, 0, "mini_first: its tests changed, and it no longer passes");
	assert_lacks(answer.out, "yours stays");
	assert_answer(rustgym(place, clone, "update"), 0, "nothing new");
	/* reset goes back to the text that was pulled */
	assert_answer(rustgym(place, clone, "reset", "mini_first"), 0, NULL);
	assert_string_equal(read_text(place, first),
			    read_text(place, next_path(place, "mini_first.rs")));
	assert_answer(rustgym(place, clone, "reset", "mini_third"), 0, "already");
}

/* ---- cut short --------------------------------------------------------------------------------- */

struct comparing {
	struct place *place;
	const char *folder;
	struct buffer *out;
};

static int add_file(const char *relative, void *data, struct error *err)
{
	struct comparing *c = data;

	(void)err;
	buffer_addf(c->out, "== %s\n%s", relative,
		    read_text(c->place, place_text(c->place, "%s/%s", c->folder, relative)));
	return 0;
}

/* All of a workspace's exercises as one text. */
static const char *all_files(struct place *place, const char *work)
{
	struct buffer out = BUFFER_INIT;
	struct comparing comparing = {place, place_text(place, "%s/exercises", work), &out};
	const char *text;

	assert_int_equal(file_walk(comparing.folder, add_file, &comparing, NULL), 0);
	text = arena_string(&place->arena, out.data);
	buffer_clear(&out);
	return text;
}

/* Updates a copy of the workspace, killed before a step; false when it came to its end. */
static bool update_killed_at(struct place *place, const char *work, const char *copy, int step)
{
	const char *const env[] = {
		place_text(place, "LD_PRELOAD=%s", place_path(place, "kill-at.so")),
		place_text(place, "KILL_AT=%d", step),
		"ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0", NULL};
	const char *const argv[] = {"update", next_course(place), NULL};
	struct answer answer;

	remove_file(copy);
	assert_int_equal(file_copy(work, copy, NULL), 0);
	answer = call_with(place, &(struct call){.folder = copy, .env = env}, argv);
	if (answer.status != 128 + SIGKILL)
		assert_answer(answer, 0, "renamed");
	return answer.status == 128 + SIGKILL;
}

/*
 * An update that has to do all there is to do, killed before each of its steps: the next command
 * finds the old course or the new one, never half of it, and an update then leaves nothing undone.
 */
static void killed_anywhere_it_is_finished(void **state)
{
	struct place *place = *state;
	const char *work = start(place), *copy = place_path(place, "copy");
	const char *before, *after;
	int step, finished = 0;

	/* LD_PRELOAD takes no path with a blank, as the build folder's may have one */
	assert_int_equal(symlink(getenv("E2E_KILLER"), place_path(place, "kill-at.so")), 0);
	pass(place, work, "mini_first");
	write_file(work_path(place, "mini_second.rs"), mini_solution("mini_second"));
	write_file(next_path(place, "mini_second.rs"),
		   place_text(place, "// new\n%s", mini_start("mini_second")));
	rename_first(place);
	exchange_third(place);
	before = all_files(place, work);
	assert_false(update_killed_at(place, work, copy, 0));
	after = all_files(place, copy);
	assert_contains(after, "mini_fourth");
	for (step = 1; update_killed_at(place, work, copy, step); step++) {
		struct answer list = rustgym(place, copy, "--plain", "list");

		assert_answer(list, 0, "1 of 3 done");
		if (strstr(list.err, "it is finished now")) {
			finished++;
			assert_string_equal(all_files(place, copy), after);
		} else if (strcmp(all_files(place, copy), after) != 0) {
			assert_string_equal(all_files(place, copy), before);
		}
		assert_answer(rustgym(place, copy, "update", next_course(place)), 0, "1.1.0");
		assert_string_equal(all_files(place, copy), after);
		assert_answer(rustgym(place, copy, "show", "mini_start@2"), 0, "let mut n");
		assert_answer(rustgym(place, copy, "update"), 0, "nothing new");
	}
	print_message("# %d steps, %d of them after the journal\n", step - 1, finished);
	assert_true(finished > 10);
}

static void it_does_not_go_beside_a_session(void **state)
{
	struct place *place = *state;
	const char *work = start(place);
	struct answer answer;
	struct lock *session;

	assert_int_equal(
		lock_take(place_text(place, "%s/.rustgym/lock", work), 0, &session, NULL, NULL), 0);
	answer = rustgym(place, work, "update", next_course(place));
	assert_int_equal(answer.status, 3);
	assert_contains(answer.err, "another rustgym");
	lock_release(session);
	answer = rustgym(place, work, "update", next_course(place));
	assert_answer(answer, 0, "1.1.0");
}

#define in_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

/* ---- the program's own course, where somebody has worked ---------------------------------------- */

/* A copy of the mini course, as a clone or as an unpacked archive, with the program built in it. */
static const char *own_course(struct place *place, const char *name, bool is_clone)
{
	mini_course(place);
	shell(place, place->root,
	      "cd mini; [ ! -d .git ] || exit 0; git init -q; git add .; "
	      "git -c user.name=x -c user.email=x@y commit -qm course");
	shell(place, place->root,
	      place_text(place,
			 "git clone -q mini '%s'; cd '%s'; %s mkdir build; pwd >build/gym-root; "
			 "for file in rustgym rustgym-relay rustgym-history.so; do "
			 "cp \"$(dirname '%s')/$file\" build/ || true; done",
			 name, name, is_clone ? "" : "rm -rf .git;", program_path()));
	return place_path(place, "%s", name);
}

static struct answer own_program(struct place *place, const char *course, const char *folder,
				 const char *command, const char *argument)
{
	const char *const argv[] = {place_text(place, "%s/build/rustgym", course), command,
				    argument, NULL};

	return call_program(place, &(struct call){.folder = folder}, argv);
}

/* Solves an exercise, deletes another one, and takes notes. */
static void work_in(struct place *place, const char *course)
{
	const char *folder = place_text(place, "%s/" SMALL, course);

	write_file(place_text(place, "%smini_first.rs", folder), mini_solution("mini_first"));
	write_file(place_text(place, "%snotes.txt", folder), "mine");
	remove_file(place_text(place, "%smini_third.rs", folder));
}

/* `init` and what comes after it: the text to go back to, and an update. */
static void expect_untouched(struct place *place, const char *course)
{
	static const char *const names[] = {"mini_first", "mini_second", "mini_third"};
	const char *first = work_path(place, "mini_first.rs"), *work = place_path(place, "work");

	shell(place, place->root, "rm -rf work own-config own-state");
	assert_answer(own_program(place, course, place->root, "init", "work"), 0, "3 exercises");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_string_equal(working(place, place_text(place, "%s.rs", names[i])),
				    mini_start(names[i]));
	assert_null(working(place, "notes.txt"));
	assert_answer(own_program(place, course, work, "update", NULL), 0, "nothing new");
	write_file(first, "mine\n");
	assert_answer(own_program(place, course, work, "reset", "mini_first"), 0, NULL);
	assert_string_equal(working(place, "mini_first.rs"), mini_start("mini_first"));
}

static void answers_in_a_clone_are_not_handed_out(void **state)
{
	struct place *place = *state;
	const char *clone = own_course(place, "the clone", true);

	work_in(place, clone);
	expect_untouched(place, clone);
	shell(place, clone,
	      "git add exercises; git -c user.name=x -c user.email=x@y commit -qm mine");
	expect_untouched(place, clone);
}

static void answers_in_an_archive_are_not_handed_out(void **state)
{
	struct place *place = *state;
	const char *archive = own_course(place, "the archive", false);

	assert_answer(own_program(place, archive, archive, "history", "mini_first"), 0, NULL);
	work_in(place, archive);
	expect_untouched(place, archive);
}

/* The course of an author who has not committed it yet. */
static void a_course_that_is_named_is_copied_as_it_is(void **state)
{
	struct place *place = *state;
	const char *clone = own_course(place, "the clone", true);

	work_in(place, clone);
	write_file(place_text(place, "%s/" SMALL "mini_third.rs", clone), "fn main() {}\n");
	make_workspace(place, clone);
	assert_string_equal(working(place, "mini_first.rs"), mini_solution("mini_first"));
	assert_answer(rustgym(place, place_path(place, "work"), "update"), 0, "nothing new");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_place(new_exercises_and_new_texts_come),
		in_place(edits_are_merged),
		in_place(line_ends_stay_the_learners),
		in_place(a_conflict_leaves_the_learners_text),
		in_place(what_is_gone_stays_where_it_was_edited),
		in_place(an_edited_file_of_the_courses_is_kept_aside),
		in_place(a_course_with_mistakes_changes_nothing),
		in_place(a_renamed_exercise_keeps_what_it_has),
		in_place(what_has_new_tests_is_checked_again),
		in_place(what_could_not_be_checked_is_checked_later),
		in_place(a_course_comes_by_git),
		in_place(another_repository_is_left_alone),
		in_place(an_old_clone_runs_nothing),
		in_place(a_server_is_not_obeyed),
		in_place(without_git_it_says_so),
		in_place(what_a_clone_pulled_is_taken_in),
		in_place(killed_anywhere_it_is_finished),
		in_place(it_does_not_go_beside_a_session),
		in_place(answers_in_a_clone_are_not_handed_out),
		in_place(answers_in_an_archive_are_not_handed_out),
		in_place(a_course_that_is_named_is_copied_as_it_is),
	};

	return run_group(tests);
}
