/* Every command but watch, as a shell or a script calls it. */
#include "harness.h"
#include "mini_course.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- list ----------------------------------------------------------------------------------- */

static void lists(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer list = rustgym(place, mini, "list");

	assert_answer(list, 0, "0 of 3 done");
	assert_contains(list.out, "mini_first");
	assert_contains(list.out, "Double a number");
	assert_contains(list.out, "Small things");
	assert_string_equal(list.err, "");
	list = rustgym(place, mini, "--plain", "list");
	assert_answer(list, 0, ">   1  current      mini_first"); /* `goto 1` goes there */
	for (const char *at = list.out; *at; at++)
		assert_true((unsigned char)*at < 0x80);
}

static void lists_as_json(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer list = rustgym(place, mini, "list", "--json");
	struct json *json = json_parse(list.out, strlen(list.out), NULL, NULL);
	const struct json_value *root, *first;

	assert_int_equal(list.status, 0);
	assert_schema(place, "list", list.out);
	assert_non_null(json);
	root = json_root(json);
	assert_int_equal((int)json_get_number(root, "format", 0), 1);
	assert_string_equal(json_get_string(root, "current"), "mini_first");
	assert_int_equal((int)json_get_number(root, "total", 0), 3);
	first = json_first(json_get(root, "exercises"));
	assert_string_equal(json_get_string(first, "name"), "mini_first");
	assert_string_equal(json_get_string(first, "state"), "pending");
	assert_string_equal(json_get_string(first, "builder"), "rustc");
	assert_string_equal(json_get_string(first, "path"),
			    "exercises/01_start/01_small/mini_first.rs");
	json_free(json);
}

/* ---- hint ----------------------------------------------------------------------------------- */

static void hints_go_one_rung_a_call(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "hint"), 0, "First rung");
	assert_answer(rustgym(place, mini, "hint"), 0, "Second rung");
	assert_answer(rustgym(place, mini, "hint", "--rung", "1"), 0, "First rung");
	assert_answer(rustgym(place, mini, "hint"), 0, "Third rung");
	assert_answer(rustgym(place, mini, "hint"), 0, "Third rung");
	assert_answer(rustgym(place, mini, "hint"), 0, "last hint");
	assert_answer(rustgym(place, mini, "hint", "mini_third"), 0, "First rung");
	assert_answer(rustgym(place, mini, "hint", "3", "--opened"), 0, "mini_third: Say it\n\n");
	assert_answer(rustgym(place, mini, "hint", "--rung", "4"), 2, "3 hints");
	assert_answer(rustgym(place, mini, "hint", "--rung", "0"), 2, "--rung");
	assert_answer(rustgym(place, mini, "hint", "--rung", "2x"), 2, "--rung");
	assert_answer(rustgym(place, mini, "hint", "--rung"), 2, "needs a value");
}

static void all_hints_at_once(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer all = rustgym(place, mini, "hint", "mini_second", "--all");

	assert_answer(all, 0, "First rung");
	assert_contains(all.out, "Third rung");
	assert_contains(all.out, "three doubled is six");
	assert_answer(rustgym(place, mini, "hint", "mini_second"), 0, "First rung");
}

static void an_error_is_explained(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer answer;

	assert_answer(rustgym(place, mini, "explain"), 2, "no error code now");
	assert_answer(rustgym(place, mini, "run"), 1, "E0384");
	write_file(mini_hints(place, "mini_first", ".md"),
		   "## First rung\n\na\n\n## on E0384\n\nit was given once and for all\n");
	answer = rustgym(place, mini, "explain");
	assert_answer(answer, 0, "it was given once and for all");
	assert_contains(answer.out, "rustc says");
	assert_contains(answer.out, "immutable variable was reassigned");
	assert_contains(answer.out, "current    mini_first  Change a number\n");
	assert_string_equal(rustgym(place, mini, "explain", "384").out, answer.out);
	assert_string_equal(rustgym(place, mini, "explain", "e0384").out, answer.out);
	assert_lacks(rustgym(place, mini, "explain", "E0382").out, "mini_first");
	assert_answer(rustgym(place, mini, "explain", "E9999"), 2, "rustc has no explanation");
	assert_answer(rustgym(place, mini, "explain", "--", "-x"), 2, "neither an error code");
	assert_answer(rustgym(place, mini, "explain", "clippy::needless_return"), 0,
		      "#needless_return");
	answer = rustgym(place, mini, "explain", "needless_return");
	assert_answer(answer, 0, "clippy::needless_return\n\nclippy says");
	assert_contains(answer.out, "return statements at the end of a block");
	answer = rustgym(place, mini, "explain", "unused_mut");
	assert_answer(answer, 0, "unused_mut\n\nrustc says");
	assert_contains(answer.out, "Its level is `warn`");
	assert_answer(rustgym(place, mini, "explain", "unused"), 2, "rustc has no lint unused");
	assert_answer(rustgym(place, mini, "explain", "clippy::borrow"), 2,
		      "clippy has no lint borrow");
	assert_answer(rustgym(place, mini, "explain", "only"), 2,
		      "`rustgym list --skill only` has the exercises about it");
}

/* The shell's answer to a script, or NULL if the shell is not installed. */
static const char *asked(struct place *place, const char *folder, const char *shell,
			 const char *flag, const char *script)
{
	const char *path = place_text(place, "PATH=%s:%s", place->root, getenv("PATH"));
	const char *const env[] = {path, NULL};
	struct call call = {.folder = folder, .env = env};
	struct answer answer = call_program(
		place, &call,
		(const char *const[]){"/usr/bin/env", shell, flag, "-c", script, NULL});

	if (answer.status == 127)
		return NULL;
	assert_answer(answer, 0, NULL);
	return answer.out;
}

static void shells_complete(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *out;

	assert_int_equal(symlink(program_path(), place_path(place, "rustgym")), 0);
	out = asked(
		place, mini, "bash", "--norc",
		"source <(rustgym completions bash)\n"
		"ask() { COMP_LINE=$*; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(rustgym); _rustgym; "
		"echo \"${COMPREPLY[*]}\"; }\n"
		"ask rustgym hi; ask rustgym goto mini_s; ask rustgym list --p; "
		"ask rustgym dev ch; ask rustgym -C . hint mini_f; ask rustgym help expla; "
		"ask rustgym --color=al; ask rustgym init ex; ask 'rustgym config polish '");
	assert_non_null(out);
	assert_string_equal(out, "hint history\nmini_second\n--phase --pending --plain\ncheck\n"
				 "mini_first\nexplain\nalways\nexercises\non off\n");
	out = asked(place, mini, "zsh", "-f",
		    "autoload -U compinit; compinit -u -d $PWD/dump; "
		    "source <(rustgym completions zsh)\n"
		    "_describe() { print -l -- ${(P)@[-1]}; }; _files() { print -- files $1; }\n"
		    "ask() { words=($@ ''); CURRENT=$#; _rustgym; }\n"
		    "ask rustgym goto mini_t; ask rustgym --plain expl; ask rustgym init ex; "
		    "ask rustgym completions z; ask rustgym list --pen");
	if (out) {
		assert_contains(out, "mini_third:");
		assert_contains(out, "\nexplain:say what");
		assert_contains(out, "\nfiles -/\nzsh\n--pending:only");
	}
	out = asked(place, mini, "fish", "--no-config",
		    "rustgym completions fish | source; complete -C 'rustgym expl'; "
		    "complete -C 'rustgym goto mini_t'; complete -C 'rustgym init ex'; "
		    "complete -C 'rustgym list --pen'; complete -C 'rustgym config polish '");
	if (out) {
		assert_contains(out, "explain\tsay what");
		assert_contains(out, "mini_third\t");
		assert_contains(out, "exercises/");
		assert_contains(out, "--pending\tonly");
		assert_contains(out, "off\non");
	}
	assert_answer(rustgym(place, mini, "completions", "csh"), 2, "bash, zsh or fish");
}

/* The terminal would cut a wider line in the middle of a word. */
static void assert_no_wide_line(const char *text, size_t width)
{
	for (; *text; text += strcspn(text, "\n") + 1)
		assert_true(strcspn(text, "\n") <= width);
}

/* The shells ask this command at each word. */
static void the_program_knows_what_a_word_can_become(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

#define completed(...) rustgym(place, mini, "complete", "--", __VA_ARGS__).out
	assert_string_equal(completed("goto", "mini_t"), "mini_third\tSay it\n");
	assert_string_equal(completed("-C", ""), ":folders\n");
	assert_string_equal(completed("import", ""), ":files\n");
	assert_string_equal(completed("--color", "n"), "never\t\n");
	assert_string_equal(completed("list", "--color=n"), "--color=never\t\n");
	assert_string_equal(completed("list", "--topic", "s"), "small\tSmall things\n");
	assert_string_equal(completed("list", "s"), "");
	assert_string_equal(completed("explain", "E038"), "E0384\t\n");
	assert_string_equal(completed("config", "sync", ""), ":folders\n");
	assert_string_equal(completed("config", "editor", ""), "");
	assert_contains(completed("config", "run"), "run_deadline_s\t");
	assert_contains(completed("dev", "check", "mini_first", "mini_s"), "mini_second\t");
	assert_string_equal(completed("hint", "mini_first", "mini_s"), "");
	assert_contains(completed("hint", "--"), "--rung\t");
	assert_contains(completed("hint", "--"), "--plain\t");
	assert_string_equal(completed("nonsense", ""), "");
	assert_contains(completed(""), "watch\t");
	assert_lacks(completed(""), "tidy");
	assert_answer(rustgym(place, NULL, "complete", "--", "goto", ""), 0, NULL); /* no course */
#undef completed
}

static void there_is_a_man_page(void **state)
{
	struct place *place = *state;
	struct answer answer = rustgym(place, NULL, "help", "--man");

	assert_answer(answer, 0, ".TH RUSTGYM 1");
	assert_contains(answer.out, ".B explain [CODE]");
	assert_contains(answer.out, "\\-\\-json");
	assert_contains(answer.out, ".B run_deadline_s\n");
	assert_contains(answer.out, ".B NO_COLOR, CLICOLOR_FORCE\n");
	assert_contains(answer.out, ".B \\-h, \\-\\-help\n");
	assert_contains(answer.out, "Without a CODE it explains the error"); /* its details */
	assert_contains(answer.out, ".B 3\nsomething is missing");
	for (const char *line = answer.out; *line; line += strcspn(line, "\n") + 1)
		if (*line == '.')
			assert_true(line[1] >= 'A' && line[1] <= 'Z');
}

static void what_was_meant_is_offered(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "lisst"), 2, "did you mean `list`?");
	assert_answer(rustgym(place, mini, "help", "chekc"), 2, "did you mean `check`?");
	assert_answer(rustgym(place, mini, "dev", "chek"), 2, "did you mean `dev check`?");
	assert_answer(rustgym(place, mini, "run", "--jsn"), 2, "did you mean --json?");
	assert_answer(rustgym(place, mini, "hint", "--runk=2"), 2, "did you mean --rung?");
	assert_answer(rustgym(place, mini, "xyzzy"), 2, "there is no command `xyzzy`; see");
	assert_answer(rustgym(place, mini, "mini_third"), 2, "`rustgym goto mini_third`");
	assert_answer(rustgym(place, mini, "2"), 2, "`rustgym goto 2`");
	assert_lacks(rustgym(place, mini, "xyzzy").err, "did you mean");
	assert_answer(rustgym(place, mini, "run", "-h"), 0, "usage: rustgym run");
	assert_answer(rustgym(place, mini, "-h"), 0, "usage: rustgym");
}

static void a_name_may_be_short(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "goto", "3"), 0, "mini_third");
	assert_answer(rustgym(place, mini, "back"), 0, "mini_second");
	assert_answer(rustgym(place, mini, "hint", "mini_f"), 0, "First rung");
	assert_answer(
		rustgym(place, mini, "goto", "mini_"), 2,
		"several exercises begin with \"mini_\": mini_first, mini_second, mini_third");
	assert_answer(rustgym(place, mini, "goto", "0"), 2, "there is no exercise");
	assert_answer(rustgym(place, mini, "goto", "4"), 2, "there is no exercise");
	assert_answer(rustgym(place, mini, "goto", "1x"), 2, "there is no exercise");
	assert_answer(rustgym(place, mini, "goto", ""), 2, "there is no exercise");
	assert_answer(rustgym(place, mini, "goto", "1"), 0, "mini_first");
	assert_answer(rustgym(place, mini, "back"), 2, "the first exercise");
	assert_answer(rustgym(place, mini, "list", "--pending", "--topic", "SMALL"), 0,
		      "mini_third");
	assert_answer(rustgym(place, mini, "list", "--phase", "other"), 0,
		      "No exercise is like that.");
	assert_lacks(rustgym(place, mini, "list", "--phase", "other").out, "mini_");
	assert_lacks(rustgym(place, mini, "list", "--phase", "other", "--names").out, "mini_");
	assert_contains(rustgym(place, mini, "list", "--phase", "other", "--json").out,
			"\"exercises\":[]");
	assert_contains(rustgym(place, mini, "list", "--pending", "--json").out, "mini_");
}

static void a_failure_is_explained_first(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "run", "mini_second"), 1, "doubles");
	assert_answer(rustgym(place, mini, "hint", "mini_second"), 0, "three doubled is six");
	assert_answer(rustgym(place, mini, "hint", "mini_second"), 0, "First rung");
}

/* ---- moving --------------------------------------------------------------------------------- */

static void moves(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "next"), 0, "mini_second");
	assert_answer(rustgym(place, mini, "list", "--json"), 0, "\"current\":\"mini_second\"");
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, "mini_third");
	assert_answer(rustgym(place, mini, "next"), 0, "mini_first");
	assert_answer(rustgym(place, mini, "goto", "mini_secnd"), 2, "did you mean mini_second?");
	assert_answer(rustgym(place, mini, "goto", "zzzzzzzzzzzz"), 2, "rustgym list");
	assert_answer(rustgym(place, mini, "goto"), 2, "needs a name");
	assert_answer(rustgym(place, mini, "list", "--json"), 0, "\"current\":\"mini_first\"");
	assert_answer(rustgym(place, mini, "goto", "exercises/01_start/01_small/mini_third.rs"), 0,
		      "mini_third");
}

static void there_may_be_nothing_next(void **state)
{
	static const char *const names[] = {"mini_first", "mini_second", "mini_third"};
	struct place *place = *state;
	const char *mini = mini_course(place);

	for (size_t i = 0; i < 3; i++) {
		write_file(mini_exercise(place, names[i]), mini_solution(names[i]));
		assert_answer(rustgym(place, mini, "run", names[i]), 0, "passed");
	}
	assert_answer(rustgym(place, mini, "next"), 2, "all exercises are done");
	assert_answer(rustgym(place, mini, "run"), 2, "all exercises are done");
	assert_answer(rustgym(place, mini, "hint"), 2, "all exercises are done");
	assert_answer(rustgym(place, mini, "reset"), 2, "all exercises are done");
	assert_answer(rustgym(place, mini, "list"), 0, "3 of 3 done");
	assert_answer(rustgym(place, mini, "list", "--json"), 0, "\"current\":null");
	assert_answer(rustgym(place, mini, "check"), 0, "3 of 3 pass");
}

/* ---- reset ---------------------------------------------------------------------------------- */

static void resets_and_takes_it_back(void **state)
{
	static const char mine[] = "// mine: \xc3\xa9, a tab\t, CRLF\r\n\r\nno end of line";
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_first");

	assert_answer(rustgym(place, mini, "reset", "mini_first"), 0, "already");
	write_file(path, mine);
	assert_answer(rustgym(place, mini, "reset"), 0, "rustgym undo mini_first");
	assert_string_equal(read_text(place, path), mini_start("mini_first"));
	assert_answer(rustgym(place, mini, "undo", "mini_first"), 0, "rustgym redo mini_first");
	assert_string_equal(read_text(place, path), mine);
	assert_answer(rustgym(place, mini, "redo"), 0, "did again reset of mini_first");
	assert_string_equal(read_text(place, path), mini_start("mini_first"));
	assert_answer(rustgym(place, mini, "reset", "--undo"), 0, "undid reset of mini_first");
	assert_string_equal(read_text(place, path), mine);
	assert_answer(rustgym(place, mini, "undo", "mini_third"), 2, "nothing to undo");
	assert_answer(rustgym(place, mini, "undo", "mini_third@1"), 2, "restore mini_third@1");
}

static void resets_all_and_takes_it_back(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first"),
		   *second = mini_exercise(place, "mini_second");

	assert_answer(rustgym(place, mini, "reset", "--all"), 2, "--yes");
	assert_answer(rustgym(place, mini, "reset", "--all", "mini_first"), 2, "neither");
	assert_answer(rustgym(place, mini, "reset", "--all", "--yes"), 0, "already");
	write_file(first, "mine\n");
	write_file(second, "mine too\n");
	assert_answer(rustgym(place, mini, "reset", "--all", "--yes"), 0, "2 of 3 exercises");
	assert_string_equal(read_text(place, first), mini_start("mini_first"));
	assert_string_equal(read_text(place, second), mini_start("mini_second"));
	assert_answer(rustgym(place, mini, "undo"), 0, "undid reset of 2 exercises");
	assert_string_equal(read_text(place, first), "mine\n");
	assert_string_equal(read_text(place, second), "mine too\n");
	assert_answer(rustgym(place, mini, "undo"), 2, "nothing to undo");
}

static void restores_and_shows_a_snapshot(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");

	assert_answer(rustgym(place, mini, "reset"), 0, "already");
	write_file(first, "mine\n");
	assert_answer(rustgym(place, mini, "reset"), 0, NULL);
	assert_answer(rustgym(place, mini, "show", "mini_first@2"), 0, "mine\n");
	assert_answer(rustgym(place, mini, "show", "@1"), 0, mini_start("mini_first"));
	assert_answer(rustgym(place, mini, "show", "@0"), 0, mini_start("mini_first"));
	assert_answer(rustgym(place, mini, "show", "mini_first"), 2, "which snapshot");
	assert_answer(rustgym(place, mini, "show", "@3"), 2, "there is no mini_first@3");
	assert_answer(rustgym(place, mini, "show", "@x"), 2, "NAME@3");
	assert_answer(rustgym(place, mini, "restore", "@2"), 0, "rustgym undo mini_first");
	assert_string_equal(read_text(place, first), "mine\n");
	assert_answer(rustgym(place, mini, "restore", "@2"), 0, "already");
	assert_answer(rustgym(place, mini, "undo"), 0, "undid restore @2 of mini_first");
	assert_string_equal(read_text(place, first), mini_start("mini_first"));
}

static void lists_the_history(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");
	struct answer json;

	assert_answer(rustgym(place, mini, "history"), 0, "no history yet");
	write_file(first, "fn main() {\n");
	assert_answer(rustgym(place, mini, "run"), 1, NULL);
	assert_answer(rustgym(place, mini, "reset"), 0, NULL);
	assert_answer(rustgym(place, mini, "history", "mini_first"), 0, "as handed out  (now)");
	assert_answer(rustgym(place, mini, "history"), 0, "failed, ");
	json = rustgym(place, mini, "history", "--json");
	assert_answer(json, 0, "{\"format\":1,\"exercise\":\"mini_first\"");
	assert_schema(place, "history", json.out);
	assert_contains(json.out, "\"message\":\"failed, ");
	assert_contains(json.out, "\"added\":1,");
	assert_contains(json.out, "\"present\":true");
	assert_answer(rustgym(place, mini, "history", "mini_none"), 2, "mini_none");
}

static void resets_what_is_gone(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_first");

	assert_answer(rustgym(place, mini, "reset", "mini_first"), 0, "already");
	remove_file(path);
	assert_answer(rustgym(place, mini, "reset", "mini_first"), 0, "as rustgym saw it first");
	assert_string_equal(read_text(place, path), mini_start("mini_first"));
}

/* ---- run and check -------------------------------------------------------------------------- */

static void runs(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer ran = rustgym(place, mini, "run");

	assert_answer(ran, 1, "error[E0384]");
	assert_answer(rustgym(place, mini, "run", "mini_third"), 1, "it should print  yes");
	assert_answer(rustgym(place, mini, "run", "nothing_like_it"), 2, "there is no exercise");
	assert_answer(rustgym(place, mini, "run", "mini_first", "mini_second"), 2, "does not take");
	write_file(mini_exercise(place, "mini_third"),
		   "fn main() { println!(\"yes\\n{}.\", \"a long line \".repeat(9)); }\n");
	assert_answer(rustgym(place, mini, "run", "mini_third"), 1,
		      "a long line a long line a long line a long line a long line a long line "
		      "a long line a long line a long line .\n"); /* a program reads it */
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	ran = rustgym(place, mini, "run");
	assert_answer(ran, 0, "passed");
	assert_contains(ran.out, "next: mini_second");
	assert_answer(rustgym(place, mini, "list"), 0, "1 of 3 done");
}

static void runs_as_json(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer ran = rustgym(place, mini, "run", "--json", "mini_second");
	struct json *json = json_parse(ran.out, strlen(ran.out), NULL, NULL);
	const struct json_value *root, *test;

	assert_int_equal(ran.status, 1);
	assert_string_equal(ran.err, "");
	assert_schema(place, "verdict", ran.out);
	assert_non_null(json);
	root = json_root(json);
	assert_string_equal(json_get_string(root, "exercise"), "mini_second");
	assert_string_equal(json_get_string(root, "outcome"), "failed");
	assert_string_equal(json_get_string(root, "step"), "test");
	assert_int_equal(strlen(json_get_string(root, "hash")), 16);
	assert_int_equal(json_count(json_get(root, "tests")), 2);
	test = json_first(json_get(root, "tests"));
	assert_string_equal(json_get_string(test, "name"), "tests::doubles");
	assert_string_equal(json_get_string(test, "outcome"), "failed");
	assert_contains(json_get_string(test, "message"), "left: 3");
	json_free(json);
	write_file(mini_exercise(place, "mini_second"), mini_solution("mini_second"));
	ran = rustgym(place, mini, "run", "--json", "mini_second");
	assert_answer(ran, 0, "\"outcome\":\"passed\"");
	assert_schema(place, "verdict", ran.out);
}

static void checks_all(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer check;

	check = rustgym(place, mini, "check", "--jobs", "2");
	assert_answer(check, 1, "0 of 3 pass");
	write_file(mini_exercise(place, "mini_second"), mini_solution("mini_second"));
	check = rustgym(place, mini, "check", "--jobs", "2", "--json");
	assert_answer(check, 1, "\"passed\":1,\"total\":3");
	assert_schema(place, "check", check.out);
	assert_answer(rustgym(place, mini, "list"), 0, "1 of 3 done");
	assert_answer(rustgym(place, mini, "check", "--jobs", "0"), 2, "--jobs");
	assert_answer(rustgym(place, mini, "check", "--jobs=1"), 1, "1 of 3 pass");
	write_file(mini_exercise(place, "mini_second"), "fn");
	assert_answer(rustgym(place, mini, "check"), 1, "Was done, fails now: mini_second\n");
}

static void a_check_remembers_what_did_not_change(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer first, second;

	first = rustgym(place, mini, "check", "--json");
	assert_answer(first, 1, "\"total\":3");
	second = rustgym(place, mini, "check", "--json");
	assert_answer(second, 1, NULL);
	assert_string_equal(second.out, first.out);
	assert_schema(place, "check", second.out);
	assert_answer(rustgym(place, mini, "check"), 1, "(3 unchanged since the last check)");
	assert_answer(rustgym(place, mini, "check", "--no-cache"), 1, "0 of 3 pass\n");
	write_file(mini_exercise(place, "mini_second"), mini_solution("mini_second"));
	assert_answer(rustgym(place, mini, "check"), 1, "1 of 3 pass (2 unchanged");
	assert_answer(rustgym(place, mini, "list"), 0, "1 of 3 done");
	assert_answer(rustgym(place, mini, "check"), 1, "1 of 3 pass (3 unchanged");
}

/* Passes that a check only remembers are entered all the same where they are not known. */
static void a_remembered_pass_counts(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	write_file(mini_exercise(place, "mini_second"), mini_solution("mini_second"));
	assert_answer(rustgym(place, mini, "check"), 1, "1 of 3 pass");
	remove_file(place_text(place, "%s/.rustgym/progress.json", mini));
	assert_answer(rustgym(place, mini, "list"), 0, "0 of 3 done");
	assert_answer(rustgym(place, mini, "check"), 1, "(3 unchanged");
	assert_answer(rustgym(place, mini, "list"), 0, "1 of 3 done");
}

static void what_changes_the_verdict_is_checked_anew(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *const flags[] = {"RUSTFLAGS=--cfg x", NULL};
	const struct call flagged = {.folder = mini, .env = flags};
	const char *const argv[] = {"check", NULL};

	assert_answer(rustgym(place, mini, "check"), 1, "0 of 3 pass\n");
	assert_answer(call_with(place, &flagged, argv), 1, "0 of 3 pass\n");
	assert_answer(call_with(place, &flagged, argv), 1, "(3 unchanged");
	assert_answer(rustgym(place, mini, "config", "run_deadline_s", "9"), 0, NULL);
	assert_answer(rustgym(place, mini, "check"), 1, "0 of 3 pass\n");
	write_file(place_text(place, "%s/exercises/01_start/clippy.toml", mini),
		   "msrv = \"1.80\"\n");
	assert_answer(rustgym(place, mini, "check"), 1, "0 of 3 pass\n");
	assert_answer(rustgym(place, mini, "check"), 1, "(3 unchanged");
}

static void a_deadline_is_not_remembered(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "config", "run_deadline_s", "1"), 0, NULL);
	assert_answer(rustgym(place, mini, "check"), 1,
		      "3 not begun: mini_first, mini_second and 1 more\n");
	write_file(mini_exercise(place, "mini_third"), "fn main() {\n    loop {}\n}\n");
	assert_answer(rustgym(place, mini, "check"), 1, "still running after 1 s");
	assert_answer(rustgym(place, mini, "check"), 1, "(2 unchanged");
	write_file(mini_exercise(place, "mini_third"),
		   "fn main() {\n    std::process::abort();\n}\n");
	assert_answer(rustgym(place, mini, "check"), 1, "it aborted");
	assert_answer(rustgym(place, mini, "check"), 1, "(2 unchanged");
}

static void what_was_unverified_is_not_remembered(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_third");

	remove_file(path);
	assert_answer(rustgym(place, mini, "check"), 1, "mini_third: ");
	assert_answer(rustgym(place, mini, "check"), 1, "(2 unchanged");
}

static void polish_does_not_block(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_third");
	struct answer ran;

	write_file(path, "fn main() {\n    let unused = 1;\n    println!(\"yes\");\n}\n");
	ran = rustgym(place, mini, "run", "mini_third");
	assert_answer(ran, 0, "polish: 1 warning");
	assert_contains(ran.out, "unused variable");
	assert_answer(rustgym(place, mini, "config", "polish", "off"), 0, NULL);
	ran = rustgym(place, mini, "run", "mini_third");
	assert_answer(ran, 0, "passed");
	assert_lacks(ran.out, "unused variable");
}

/* ---- config, doctor, init ------------------------------------------------------------------- */

static void configures(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "config"), 0, "run_deadline_s = 10\n    seconds that");
	assert_no_wide_line(rustgym(place, mini, "config").out, 80);
	assert_answer(rustgym(place, mini, "config", "run_deadline_s", "7"), 0, NULL);
	assert_string_equal(rustgym(place, mini, "config", "run_deadline_s").out, "7\n");
	assert_answer(rustgym(place, mini, "config", "run_deadline_s", "0"), 2, "1..600");
	assert_answer(rustgym(place, mini, "config", "run_deadline_s", "7s"), 2, "1..600");
	assert_answer(rustgym(place, mini, "config", "run_deadline_s", ""), 2, "1..600");
	assert_answer(rustgym(place, mini, "config", "advance", "maybe"), 2, "auto|ask");
	assert_answer(rustgym(place, mini, "config", "advance", "auto|ask"), 2, "auto|ask");
	assert_answer(rustgym(place, mini, "config", "colour"), 2, "no setting");
	assert_answer(rustgym(place, mini, "config", "editr", "vi"), 2, "did you mean editor?");
	assert_answer(rustgym(place, mini, "config", "colour", "red"), 2, "no setting");
	assert_string_equal(rustgym(place, mini, "config", "run_deadline_s").out, "7\n");
}

static void a_broken_config_is_named(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *path = place_path(place, "mini/.rustgym/config.json");

	write_file(path, "{\n  \"run_deadline_s\": \"never\"\n}\n");
	assert_answer(rustgym(place, mini, "list"), 0, "run_deadline_s must be 1..600");
	write_file(path, "{\n\n  nonsense\n}\n");
	assert_answer(rustgym(place, mini, "list"), 0, "config.json:3:");
	write_file(path, "{ \"colour\": \"red\" }\n");
	assert_answer(rustgym(place, mini, "list"), 0, "colour");
}

/* What the message says mends it, mends it. */
static void a_broken_config_can_be_mended(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	write_file(place_path(place, "mini/.rustgym/config.json"),
		   "{ \"run_deadline_s\": \"never\", \"polish\": \"off\" }\n");
	assert_answer(rustgym(place, mini, "config", "run_deadline_s", "5"), 0, NULL);
	assert_answer(rustgym(place, mini, "list"), 0, "mini_first");
	assert_string_equal(rustgym(place, mini, "config", "polish").out, "off\n");
}

static void the_doctor_looks(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer doctor = rustgym(place, mini, "--plain", "doctor");

	assert_answer(doctor, 0, "A small course 1.0.0, 3 exercises");
	assert_contains(doctor.out, "rustc");
	assert_contains(doctor.out, "clippy");
	assert_contains(doctor.out, "watching by inotify");
	assert_lacks(doctor.out, "WRONG");
	doctor = call_with(
		place,
		&(struct call){.folder = mini, .env = (const char *const[]){"PATH=/nowhere", NULL}},
		(const char *const[]){"--plain", "doctor", NULL});
	assert_answer(doctor, 3, "WRONG");
	assert_contains(doctor.out, "rustup");
}

static void makes_a_workspace(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *work = make_workspace(place, mini);
	const char *path = "exercises/01_start/01_small/mini_second.rs";
	struct answer again;

	assert_string_equal(read_text(place, place_text(place, "%s/%s", work, path)),
			    mini_start("mini_second"));
	assert_false(file_exists(place_text(place, "%s/hints", work)));
	assert_answer(rustgym(place, work, "hint"), 0, "First rung");
	write_file(place_text(place, "%s/%s", work, path), "mine");
	again = rustgym(place, NULL, "init", work, "--course", mini);
	assert_answer(again, 2, "exists already");
	assert_string_equal(read_text(place, place_text(place, "%s/%s", work, path)), "mine");
	assert_answer(rustgym(place, NULL, "init", "elsewhere", "--course", "/nowhere"), 3,
		      "--course");
	assert_false(file_exists(place_path(place, "elsewhere")));
}

/* ---- the command line ----------------------------------------------------------------------- */

static void helps(void **state)
{
	static const char *const names[] = {"watch", "run",    "hint",   "list", "next",
					    "goto",  "reset",  "check",  "init", "doctor",
					    "help",  "config", "version"};
	struct place *place = *state;
	struct answer help = rustgym(place, NULL, "help");

	assert_answer(help, 0, "Exit status:");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *usage = place_text(place, "usage: rustgym %s", names[i]);
		assert_contains(help.out, place_text(place, "\n  %s ", names[i]));
		assert_answer(rustgym(place, NULL, "help", names[i]), 0, usage);
		assert_answer(rustgym(place, NULL, names[i], "--help"), 0, usage);
	}
	assert_answer(rustgym(place, NULL, "help", "dev", "check"), 0, "usage: rustgym dev check");
	assert_answer(rustgym(place, NULL, "dev", "new", "--help"), 0, "usage: rustgym dev new");
	assert_answer(rustgym(place, NULL, "--help"), 0, "usage: rustgym");
	assert_answer(rustgym(place, NULL, "-h"), 0, "usage: rustgym");
	assert_answer(rustgym(place, NULL, "help", "dance"), 2, "no command");
	assert_answer(rustgym(place, NULL, "--version"), 0, "rustgym 0.");
	assert_answer(rustgym(place, NULL, "-V"), 0, "rustgym 0.");
	assert_answer(rustgym(place, NULL, "version"), 0, "rustgym 0.");
}

/* Fails if a row is wider than `columns` although it could be broken at a space. */
static void assert_rows_fit(const char *text, size_t columns)
{
	for (const char *row = text; *row;) {
		size_t len = strcspn(row, "\n"), indent = strspn(row, " ");

		if (len > columns && memchr(row + indent, ' ', len - indent))
			fail_msg("wider than %zu: %.*s", columns, (int)len, row);
		row += len + (row[len] == '\n');
	}
}

/* No terminal breaks a word of it. What stands below one another stays so. */
static void help_takes_the_width_that_there_is(void **state)
{
	static const char *const names[] = {"watch",  "hint",  "list",        "prepare", "sync",
					    "config", "trust", "completions", "dev",     NULL};
	static const char *const pages[] = {"RUSTGYM_PAGE=40", "RUSTGYM_PAGE=80"};
	struct place *place = *state;
	struct answer answer;

	for (size_t p = 0; p < 2; p++) {
		const char *const env[] = {pages[p], NULL};
		const struct call call = {.env = env};

		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
			const char *const argv[] = {"help", names[i], NULL};

			answer = call_with(place, &call, argv);
			assert_rows_fit(answer.out, p ? 80 : 40);
		}
	}
	answer = rustgym(place, NULL, "help");
	assert_contains(answer.out, "name, or how it\n                              begins\n");
	assert_contains(answer.out, "3 something\nis missing on this machine");
}

/* `help` works if a file of the workspace is damaged, and repairs nothing. Other commands do that. */
static void help_changes_nothing(void **state)
{
	static const char *const broken[] = {"config.json", "progress.json", "topic.json"};
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "help"), 0, "0 of ");
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		const char *path = strcmp(broken[i], "topic.json") == 0
					   ? place_path(
						     place,
						     "mini/exercises/01_start/01_small/topic.json")
					   : place_text(place, "%s/.rustgym/%s", mini, broken[i]);
		struct answer answer;

		write_file(path, "{\"broken");
		answer = rustgym(place, mini, "help");
		assert_answer(answer, 0, "Exit status:");
		assert_string_equal(answer.err, "");
		assert_string_equal(read_text(place, path), "{\"broken");
	}
}

static void refuses_what_it_does_not_know(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "dance"), 2, "there is no command `dance`");
	assert_answer(rustgym(place, mini, "dev"), 2, "no command");
	assert_answer(rustgym(place, mini, "dev", "dance"), 2, "no command");
	assert_answer(rustgym(place, mini, "list", "--colour"), 2, "no option --colour");
	assert_answer(rustgym(place, mini, "list", "-x"), 2, "no option -x");
	assert_answer(rustgym(place, mini, "list", "--json=1"), 2, "takes no value");
	assert_answer(rustgym(place, mini, "list", "more"), 2, "does not take");
	assert_answer(rustgym(place, mini, "--colour", "list"), 2, "no option --colour");
	assert_answer(rustgym(place, mini, "-C"), 2, "-C");
	assert_answer(rustgym(place, mini, "-C", "/nowhere", "list"), 2, "/nowhere");
}

static void is_plain_in_a_pipe(void **state)
{
	static const char *const colours[] = {"TERM=xterm-256color", "COLORTERM=truecolor", NULL};
	static const char *const none[] = {"NO_COLOR=1", NULL};
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct call call = {.folder = mini, .env = colours};
	static const char *const commands[][3] = {{"list", NULL}, {"run", NULL},
						  {"hint", NULL}, {"check", NULL},
						  {"help", NULL}, {"doctor", NULL}};

	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		struct answer answer = call_with(place, &call, commands[i]);
		assert_lacks(answer.out, "\x1b");
		assert_lacks(answer.err, "\x1b");
	}
	call.env = none;
	assert_lacks(call_with(place, &call, commands[1]).out, "\x1b");
}

static void finds_its_workspace(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *below = place_path(place, "mini/exercises/01_start/01_small");
	struct answer list;

	assert_answer(rustgym(place, below, "list"), 0, "mini_first");
	assert_answer(rustgym(place, NULL, "-C", mini, "list"), 0, "mini_first");
	assert_answer(rustgym(place, NULL, "-C", "mini", "--plain", "list"), 0, "mini_first");
	assert_answer(rustgym(place, below, "run", "mini_third.rs"), 1, "mini_third");
	assert_answer(rustgym(place, below, "run", "./mini_third.rs"), 1, "mini_third");
	list = rustgym(place, place_path(place, "mini/hints"), "list");
	assert_answer(list, 0, "mini_first");
}

/* Which of two workspaces a command means must not depend on where it is called. */
static void makes_no_workspace_in_another(void **state)
{
	static const char *const folders[] = {"sub", "exercises/sub", "deep/er", "../mini/sub"};
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer answer = rustgym(place, mini, "init", "--course", mini);

	assert_answer(answer, 2, mini);
	assert_false(file_exists(place_text(place, "%s/rustgym", mini)));
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		assert_answer(rustgym(place, mini, "init", folders[i], "--course", mini), 2, mini);
		assert_false(file_exists(place_text(place, "%s/%s", mini, folders[i])));
	}
	assert_answer(rustgym(place, mini, "init", "../beside", "--course", mini), 0, "beside");
}

/* ---- a reader that has seen enough ----------------------------------------------------------- */

static void a_reader_may_go(void **state)
{
	static const char *const commands[] = {
		"list",         "list --json", "help",      "doctor",  "watch",
		"watch --json", "run",         "help diff", "history", NULL};
	struct place *place = *state;
	const char *mini = mini_course(place);

	for (size_t i = 0; commands[i]; i++) {
		/* The only reader of the pipe is gone before anything is written. */
		const char *script = place_text(
			place,
			"mkfifo '%s/%zu'; exec 3<>'%s/%zu' 4>'%s/%zu' 3<&-; trap - PIPE; "
			"'%s' --plain %s >&4",
			place->root, i, place->root, i, place->root, i, program_path(),
			commands[i]);
		struct call call = {.folder = mini};
		struct answer answer = call_program(
			place, &call, (const char *const[]){"/bin/sh", "-c", script, NULL});

		assert_string_equal(answer.err, "");
		assert_int_equal(answer.status, 128 + 13); /* SIGPIPE, as of any other program */
	}
}

static void usage_has_no_blank_at_its_end(void **state)
{
	static const char *const names[] = {"doctor", "next", "list", "watch", "back", "version"};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct answer answer = rustgym(place, NULL, "help", names[i]);
		if (answer.status == 0)
			assert_lacks(answer.out, " \n");
	}
	assert_answer(rustgym(place, NULL, "doctor", "x"), 2, "usage: rustgym doctor\n");
}

/* Where the steps have "run" as well as "test", a pass shows what the program prints. */
static void a_program_with_tests_shows_its_output(void **state)
{
	static const char tests[] = "#[cfg(test)]\nmod tests {\n    #[test]\n    fn noise() {\n"
				    "        println!(\"noise\");\n    }\n}\n";
	struct place *place = *state;
	const char *mini = mini_course(place), *third = mini_exercise(place, "mini_third");
	struct answer run;

	replace_in_file(place, place_path(place, "mini/exercises/01_start/01_small/topic.json"),
			"\"prints\"", "\"steps\": [\"test\", \"run\", \"clippy\"], \"prints\"");
	write_file(third, place_text(place, "%s%s", mini_start("mini_third"), tests));
	run = rustgym(place, mini, "run", "mini_third");
	assert_answer(run, 1, "  it prints        no\n  it should print  yes\n");
	write_file(third, place_text(place, "%s%s", mini_solution("mini_third"), tests));
	run = rustgym(place, mini, "run", "mini_third");
	assert_answer(run, 0, "passed  1 test");
	assert_contains(run.out, "  output:\n    yes\n");
	assert_lacks(run.out, "running 1 test");
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(lists),
		in_a_place(lists_as_json),
		in_a_place(hints_go_one_rung_a_call),
		in_a_place(all_hints_at_once),
		in_a_place(an_error_is_explained),
		in_a_place(shells_complete),
		in_a_place(the_program_knows_what_a_word_can_become),
		in_a_place(there_is_a_man_page),
		in_a_place(what_was_meant_is_offered),
		in_a_place(a_name_may_be_short),
		in_a_place(a_failure_is_explained_first),
		in_a_place(moves),
		in_a_place(there_may_be_nothing_next),
		in_a_place(resets_and_takes_it_back),
		in_a_place(resets_all_and_takes_it_back),
		in_a_place(restores_and_shows_a_snapshot),
		in_a_place(lists_the_history),
		in_a_place(resets_what_is_gone),
		in_a_place(runs),
		in_a_place(runs_as_json),
		in_a_place(a_program_with_tests_shows_its_output),
		in_a_place(checks_all),
		in_a_place(a_check_remembers_what_did_not_change),
		in_a_place(a_remembered_pass_counts),
		in_a_place(what_changes_the_verdict_is_checked_anew),
		in_a_place(a_deadline_is_not_remembered),
		in_a_place(what_was_unverified_is_not_remembered),
		in_a_place(polish_does_not_block),
		in_a_place(configures),
		in_a_place(a_broken_config_is_named),
		in_a_place(a_broken_config_can_be_mended),
		in_a_place(the_doctor_looks),
		in_a_place(makes_a_workspace),
		in_a_place(makes_no_workspace_in_another),
		in_a_place(a_reader_may_go),
		in_a_place(usage_has_no_blank_at_its_end),
		in_a_place(helps),
		in_a_place(help_takes_the_width_that_there_is),
		in_a_place(help_changes_nothing),
		in_a_place(refuses_what_it_does_not_know),
		in_a_place(is_plain_in_a_pipe),
		in_a_place(finds_its_workspace),
	};

	return run_group(tests);
}
