/* Learners' programs that misbehave: a verdict in words, nothing left behind, the terminal intact. */
#include "conversation.h"
#include "editor.h"
#include "emulator.h"
#include "mini_course.h"
#include "rustgym/base/file.h"
#include "rustgym/course/course.h"
#include "rustgym/toolchain/source.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* ---- programs that misbehave ---------------------------------------------------------------- */

static void compiling_has_a_deadline(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer ran;

	assert_answer(rustgym(place, mini, "config", "compile_deadline_s", "1"), 0, NULL);
	write_file(mini_exercise(place, "mini_third"), mini_compiles_for_ever);
	ran = rustgym(place, mini, "run", "mini_third");
	assert_contains(ran.out, "longer than 1 s");
	assert_int_not_equal(ran.status, 0);
}

static void an_endless_loop(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct call call = {.folder = mini, .env = own_cache(place)};
	struct answer ran;

	mini_run_deadline(place, "1");
	write_file(mini_exercise(place, "mini_third"), mini_runs_for_ever);
	ran = call_with(place, &call, (const char *const[]){"run", "mini_third", NULL});
	assert_answer(ran, 1, "still running after 1 s");
	assert_nobody_left(place);
	write_file(mini_exercise(place, "mini_second"), mini_start("mini_second"));
	replace_in_file(place, mini_exercise(place, "mini_second"), "    n\n",
			"    loop {\n        std::hint::black_box(n);\n    }\n");
	ran = call_with(place, &call, (const char *const[]){"run", "mini_second", NULL});
	assert_answer(ran, 1, "still running after 1 s");
	assert_nobody_left(place);
}

static void a_save_ends_an_endless_loop(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_third");
	struct conversation *c;
	const struct json_value *v;

	mini_run_deadline(place, "600");
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	write_file(path, mini_runs_for_ever);
	c = conversation_start(place, mini, own_cache(place));
	conversation_hear(c, "started", SOON_S);
	assert_true(wait_until(mini_is_compiling, place, SOON_S));
	save_text(path, mini_solution("mini_third"), SAVE_PLAIN);
	v = conversation_verdict(c, "mini_third", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"), "passed");
	assert_int_equal(conversation_end(c), 0);
	assert_nobody_left(place);
}

static void endless_output(void **state)
{
	static const char *const programs[] = {
		"fn main() {\n    loop {\n        println!(\"spam spam spam\");\n    }\n}\n",
		"fn main() {\n    loop {\n        print!(\"spam\");\n    }\n}\n"};
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e;

	mini_run_deadline(place, "1");
	for (size_t i = 0; i < 2; i++) {
		struct answer ran;

		write_file(mini_exercise(place, "mini_third"), programs[i]);
		ran = rustgym(place, mini, "run", "mini_third");
		assert_answer(ran, 1, "still running after 1 s");
		assert_contains(ran.out, "left out");
		assert_true(strlen(ran.out) < 4000000);
		ran = rustgym(place, mini, "run", "--json", "mini_third");
		assert_answer(ran, 1, "\"outcome\":\"failed\"");
		assert_true(strlen(ran.out) < 4000000);
	}
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	e = emulator_watch(place, mini);
	emulator_wait(e, "still running after 1 s", SOON_S);
	emulator_type(e, "\x1b[F");
	emulator_wait_gone(e, "\xe2\x86\x93 more", SOON_S);
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

static void leaving_early_is_no_pass(void **state)
{
	static const struct {
		const char *body, *says;
	} ways[] = {
		{"std::process::exit(0)", "process::exit"},
		{"std::process::exit(3)", "tests"},
		{"std::process::abort()", "aborted"},
		{"if n == u32::MAX { n } else { double(n + 1) + n }", "overflow"},
	};
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_second");

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		write_file(path, mini_start("mini_second"));
		replace_in_file(place, path, "    n\n",
				place_text(place, "    %s\n", ways[i].body));
		print_message("# %s\n", ways[i].body);
		assert_answer(rustgym(place, mini, "run", "mini_second"), 1, ways[i].says);
	}
	assert_answer(rustgym(place, mini, "list"), 0, "0 of 3 done");
}

static void nothing_passes_without_its_tests(void **state)
{
	static const char *const answers[] = {"", "fn main() {}\n", "pub fn double() {}\n",
					      "#[cfg(test)]\nmod tests {}\n"};
	struct place *place = *state;
	const char *mini = mini_course(place);

	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		struct answer ran;

		write_file(mini_exercise(place, "mini_second"), answers[i]);
		ran = rustgym(place, mini, "run", "mini_second", "--json");
		print_message("# answer %zu\n", i);
		assert_answer(ran, 1, "\"outcome\":\"failed\"");
	}
	assert_answer(rustgym(place, mini, "list"), 0, "0 of 3 done");
}

/* What a program leaves behind is ended with it, even what left its group. */
static void nothing_is_left_running(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *seconds = place_text(place, "%d", 1000000 + (int)getpid());

	write_file(
		mini_exercise(place, "mini_third"),
		place_text(
			place,
			"use std::process::Command;\n"
			"fn main() {\n"
			"    Command::new(\"sleep\").arg(\"%s\").spawn().unwrap();\n"
			"    Command::new(\"setsid\").arg(\"sleep\").arg(\"%s\").spawn().unwrap();\n"
			"    println!(\"yes\");\n"
			"}\n",
			seconds, seconds));
	assert_answer(rustgym(place, mini, "run", "mini_third"), 0, "passed");
	assert_nobody_mentions(seconds);
}

/* A program that does one more thing, then says what it should. */
static const char *program(struct place *place, const char *before)
{
	return place_text(place,
			  "#![allow(warnings)]\n"
			  "use std::process::Command;\n"
			  "unsafe extern \"C\" {\n"
			  "    fn signal(number: i32, handler: usize) -> usize;\n"
			  "    fn close(fd: i32) -> i32;\n"
			  "}\n"
			  "fn main() {\n"
			  "    %s\n"
			  "    println!(\"yes\");\n"
			  "}\n",
			  before);
}

#define SELF "Command::new(std::env::current_exe().unwrap())"

/* Each ends with a verdict in words, and with nobody left. */
static void whatever_it_does_there_is_a_verdict(void **state)
{
	static const struct {
		const char *what, *before;
		int status;
		const char *says;
	} programs[] = {
		{"endless memory",
		 "let mut all = Vec::new(); loop { all.push(vec![1u8; 64 << 20]); }", 1,
		 "ran out of memory; does something grow without end?"},
		{"a fork bomb", "loop { let _ = " SELF ".spawn(); }", 1, "more than 256 processes"},
		{"children without end",
		 "loop { let _ = Command::new(\"sleep\").arg(\"1000\").spawn(); }", 1,
		 "more than 256 processes"},
		{"no ear for SIGTERM", "unsafe { signal(15, 1); } loop { std::hint::spin_loop(); }",
		 1, "still running after 3 s"},
		{"reads its input",
		 "let mut line = String::new(); std::io::stdin().read_line(&mut line).unwrap(); "
		 "assert_eq!(line, \"\");",
		 0, "passed"},
		{"closes its output and goes",
		 "unsafe { close(1); close(2); } std::process::exit(0);", 1,
		 "prints something else"},
		{"closes its output and stays",
		 "unsafe { close(1); close(2); } loop { std::hint::spin_loop(); }", 1,
		 "still running after 3 s"},
		{"panics in a thread", "std::thread::spawn(|| panic!(\"boo\")).join().unwrap();", 1,
		 "it panics"},
		{"is ended by a thread",
		 "std::thread::spawn(|| std::process::exit(7)).join().unwrap();", 1,
		 "exit status 7"},
		{"a daemon without its environment",
		 "if std::env::args().count() > 1 { loop { std::thread::park(); } } "
		 "Command::new(\"/usr/bin/setsid\").env_clear().arg(std::env::current_exe().unwrap())"
		 ".arg(\"stay\").spawn().unwrap(); std::thread::sleep(std::time::Duration::from_millis(300));",
		 0, "passed"},
	};
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct call call = {.folder = mini, .env = own_cache(place)};

	mini_run_deadline(place, "3");
	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++) {
		struct answer ran;

		print_message("# %s\n", programs[i].what);
		write_file(mini_exercise(place, "mini_third"), program(place, programs[i].before));
		/* on a machine where memory comes slowly, it has the time for it */
		if (i == 1)
			mini_run_deadline(place, "3");
		else if (i == 0)
			mini_run_deadline(place, "600");
		ran = call_with(place, &call, (const char *const[]){"run", "mini_third", NULL});
		assert_answer(ran, programs[i].status, programs[i].says);
		assert_nobody_left(place);
	}
}

/* The newest save wins, but who saves itself whenever it runs is not run for ever. */
static void a_program_that_writes_its_own_file(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_third");
	struct conversation *c;
	const struct json_value *v;

	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	write_file(path,
		   program(place,
			   "let path = concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/mini_third.rs\");"
			   "let text = std::fs::read_to_string(path).unwrap();"
			   "std::fs::write(path, text + \"// more\\n\").unwrap();"
			   "std::thread::sleep(std::time::Duration::from_secs(2));"));
	c = conversation_start(place, mini, own_cache(place));
	v = conversation_hear(c, "verdict", SOON_S);
	assert_string_equal(json_get_string(v, "exercise"), "mini_third");
	v = conversation_hear(c, "notice", SOON_S);
	assert_contains(json_get_string(v, "text"), "its own file");
	conversation_say(c, "{\"do\":\"list\"}");
	v = conversation_hear(c, "list", SOON_S);
	save_text(path, mini_start("mini_third"), SAVE_PLAIN);
	v = conversation_hear(c, "started", SOON_S); /* nothing was started before that */
	assert_string_equal(json_get_string(v, "exercise"), "mini_third");
	v = conversation_verdict(c, "mini_third", SOON_S);
	assert_contains(json_get_string(v, "reason"), "prints something else");
	assert_int_equal(conversation_end(c), 0);
}

static void a_program_that_deletes_its_own_file(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_third");
	struct conversation *c;
	const struct json_value *v;

	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	write_file(path,
		   program(place, "std::fs::remove_file(concat!(env!(\"CARGO_MANIFEST_DIR\"), "
				  "\"/mini_third.rs\")).unwrap();"
				  "std::thread::sleep(std::time::Duration::from_secs(2));"));
	c = conversation_start(place, mini, own_cache(place));
	v = conversation_verdict(c, "mini_third", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"),
			    "passed"); /* it was there when it was read */
	conversation_say(c, "{\"do\":\"goto\",\"exercise\":\"mini_third\"}");
	v = conversation_verdict(c, "mini_third", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"), "unverified");
	assert_contains(json_get_string(v, "reason"), "rustgym reset mini_third");
	assert_int_equal(conversation_end(c), 0);
	assert_nobody_left(place);
}

/* ---- hostile output ------------------------------------------------------------------------- */

#define HOSTILE                                                                                    \
	"\\x1b]0;HACKED\\x07\\x1b[?1049l\\x1b[2J\\x1bc\\x1b[5;5H\\x1b[31mboo\\u{9b}2J\\u{202e}"

/* The only sequence of this kind tells the title, and the title has no text of a program. */
static void assert_only_our_titles(struct emulator *e)
{
	static const char ours[] = "\x1b]2;rustgym: mini_";
	const struct buffer *bytes = emulator_bytes(e);
	const char *at = bytes->data, *end = bytes->data + bytes->len;

	for (; (at = memmem(at, (size_t)(end - at), "\x1b]", 2)); at++) {
		assert_true((size_t)(end - at) > sizeof(ours));
		assert_memory_equal(at, ours, sizeof(ours) - 1);
	}
	assert_lacks(emulator_title(e), "boo");
}

static void hostile_output_only_shows(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *program = "fn main() {\n    println!(\"" HOSTILE "\");\n    panic!(\"" HOSTILE
			      "\");\n}\n";
	static const char *const commands[][4] = {
		{"run", NULL}, {"run", "--json", NULL}, {"check", NULL}};
	struct emulator *e;
	size_t before;

	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	write_file(mini_exercise(place, "mini_third"), program);
	write_file(mini_exercise(place, "mini_second"), mini_start("mini_second"));
	replace_in_file(place, mini_exercise(place, "mini_second"), "    n\n",
			"    print!(\"" HOSTILE "\");\n    n\n");
	for (size_t i = 0; i < 3; i++) {
		struct answer ran = call_with(place, &(struct call){.folder = mini}, commands[i]);
		assert_int_equal(ran.status, 1);
		assert_lacks(ran.out, "\x1b");
		assert_lacks(ran.out, "\\u001b");
		assert_lacks(ran.out, "\xc2\x9b");
		assert_lacks(ran.out, "\xe2\x80\xae");
		assert_lacks(ran.err, "\x1b");
	}
	e = emulator_watch(place, mini);
	emulator_wait_alternate(e, true, SOON_S);
	before = emulator_bytes(e)->len;
	emulator_wait(e, "it panics", SOON_S);
	emulator_wait(e, "boo", SOON_S);
	emulator_wait_line(e, 0, "mini_third", SOON_S);
	emulator_wait_alternate(e, true, SOON_S);
	assert_only_our_titles(e);
	assert_null(memmem(emulator_bytes(e)->data + before, emulator_bytes(e)->len - before,
			   "\x1b[?1049", 7));
	assert_null(memmem(emulator_bytes(e)->data, emulator_bytes(e)->len, "\x1b[2J", 4));
	assert_null(memmem(emulator_bytes(e)->data, emulator_bytes(e)->len,
			   "\x1b"
			   "c",
			   2));
	save_text(mini_exercise(place, "mini_second"),
		  read_text(place, mini_exercise(place, "mini_second")), SAVE_RENAME);
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

/* In what the compiler repeats of the source, and cargo of a manifest. */
static void hostile_sources_only_show(void **state)
{
	struct place *place = *state;
	const char *work = make_workspace(place, course_path());
	const char *folder = "exercises/01_fundamentals/01_getting_started";
	struct answer ran;

	write_file(place_text(place, "%s/%s/hello_waybill.rs", work, folder),
		   "fn main() {\n    let x = \"\x1b]0;HACKED\x07\x1b[2J\" + 1;\n}\n");
	ran = rustgym(place, work, "run", "hello_waybill");
	assert_int_equal(ran.status, 1);
	assert_lacks(ran.out, "\x1b");
	assert_lacks(ran.err, "\x1b");
	write_file(place_text(place, "%s/%s/first_package/Cargo.toml", work, folder),
		   "[package]\nname = \"\x1b]0;HACKED\x07\x1b[2J\"\nversion = 7\n");
	ran = rustgym(place, work, "run", "first_package");
	assert_int_equal(ran.status, 1);
	assert_lacks(ran.out, "\x1b");
	assert_lacks(ran.err, "\x1b");
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(compiling_has_a_deadline),
		in_a_place(an_endless_loop),
		in_a_place(a_save_ends_an_endless_loop),
		in_a_place(endless_output),
		in_a_place(leaving_early_is_no_pass),
		in_a_place(nothing_passes_without_its_tests),
		in_a_place(nothing_is_left_running),
		in_a_place(whatever_it_does_there_is_a_verdict),
		in_a_place(a_program_that_writes_its_own_file),
		in_a_place(a_program_that_deletes_its_own_file),
		in_a_place(hostile_output_only_shows),
		in_a_place(hostile_sources_only_show),
	};

	return run_group(tests);
}
