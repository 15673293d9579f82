/* What goes wrong outside: each with the sentence it is told in, and the exit status. */
#include "conversation.h"
#include "editor.h"
#include "emulator.h"
#include "mini_course.h"
#include "rustgym/course.h"
#include "rustgym/file.h"
#include "rustgym/source.h"

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

static const char *topic_path(struct place *place)
{
	return place_path(place, "mini/exercises/01_start/01_small/topic.json");
}

static const char *state_path(struct place *place, const char *name)
{
	return place_path(place, "mini/.rustgym/%s", name);
}

static void run_deadline(struct place *place, const char *seconds)
{
	assert_answer(
		rustgym(place, place_path(place, "mini"), "config", "run_deadline_s", seconds), 0,
		NULL);
}

/* Build products of its own, so that processes can be told by the place's name. */
static const char *const *own_cache(struct place *place)
{
	const char **env = arena_new(&place->arena, 2 * sizeof(*env));

	env[0] = place_text(place, "RUSTGYM_CACHE=%s/cache", place->root);
	return env;
}

static bool nobody_mentions(void *text)
{
	return count_processes(text) == 0;
}

/* Nothing whose command line names the place is left. */
static void assert_nobody_left(struct place *place)
{
	assert_true(wait_until(nobody_mentions, place->root, SOON_S));
}

/* ---- what is missing or broken -------------------------------------------------------------- */

static void no_course(void **state)
{
	static const char *const commands[] = {"list",  "run",    "watch", "hint",
					       "check", "doctor", "next",  "reset"};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		assert_answer(rustgym(place, NULL, commands[i]), 3, "rustgym init");
	assert_answer(rustgym(place, NULL, "--plain"), 3, "no course here");
}

static void a_broken_course(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *topic = topic_path(place);
	const char *roadmap = place_path(place, "mini/exercises/roadmap.json");
	const char *sound = read_text(place, topic);

	replace_in_file(place, topic, "\"minutes\": 5,\n", "\"minutes\": 5\n");
	assert_answer(rustgym(place, mini, "list"), 4, "01_small/topic.json:10:");
	assert_answer(rustgym(place, mini, "watch", "--json"), 4, "01_small/topic.json:10:");
	write_file(topic, sound);
	replace_in_file(place, topic, "\"code\": \"E0384\"", "\"colour\": \"red\"");
	assert_answer(rustgym(place, mini, "run"), 4, "01_small/topic.json:11:");
	write_file(topic, sound);
	replace_in_file(place, topic, "\"skills\": [\"1.1.1\"]", "\"skills\": [\"9.9.9\"]");
	assert_answer(rustgym(place, mini, "list"), 4, "9.9.9");
	write_file(topic, sound);
	remove_file(mini_exercise(place, "mini_second"));
	assert_answer(rustgym(place, mini, "hint"), 0,
		      NULL); /* the learner's loss, not the course's */
	replace_in_file(place, roadmap, "\"01_small\"", "\"02_gone\"");
	assert_answer(rustgym(place, mini, "list"), 4, "02_gone");
	write_file(roadmap, "");
	assert_answer(rustgym(place, mini, "list"), 4, "roadmap.json:1:");
	write_bytes(roadmap, "{ \"format\": \xff\xfe }", 17);
	assert_answer(rustgym(place, mini, "list"), 4, "roadmap.json:1:");
}

static void no_toolchain(void **state)
{
	static const char *const env[] = {"PATH=/nowhere", NULL};
	static const char *const commands[][3] = {
		{"run", NULL}, {"watch", NULL}, {"watch", "--json", NULL}, {"check", NULL}};
	struct place *place = *state;
	struct call call = {.folder = mini_course(place), .env = env};

	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		struct answer answer = call_with(place, &call, commands[i]);
		assert_answer(answer, 3, "no Rust toolchain here");
		assert_contains(answer.err, "https://sh.rustup.rs");
	}
	assert_answer(call_with(place, &call, (const char *const[]){"list", NULL}), 0,
		      "mini_first");
}

static void a_toolchain_that_does_not_answer(void **state)
{
	struct place *place = *state;
	const char *const env[] = {place_text(place, "PATH=%s/bin:/usr/bin:/bin", place->root),
				   place_text(place, "RUSTGYM_CACHE=%s/cache", place->root), NULL};
	struct call call = {.folder = mini_course(place), .env = env};
	const char *rustc = place_path(place, "bin/rustc");

	write_file(rustc, "#!/bin/sh\necho 'error: no default toolchain' >&2\nexit 1\n");
	assert_int_equal(chmod(rustc, 0755), 0);
	assert_answer(call_with(place, &call, (const char *const[]){"run", NULL}), 3,
		      "rustup default stable");
	write_file(rustc,
		   "#!/bin/sh\necho 'rustc 1.20.0'; echo 'host: x'; echo 'release: 1.20.0'\n");
	assert_answer(call_with(place, &call, (const char *const[]){"run", NULL}), 3,
		      "rustup update stable");
}

/* Permissions bind nobody who is root: a file where the folder should be does. */
static void a_state_folder_that_is_none(void **state)
{
	static const char *const commands[][4] = {{"run", NULL},
						  {"hint", NULL},
						  {"next", NULL},
						  {"check", NULL},
						  {"watch", NULL},
						  {"watch", "--json", NULL},
						  {"config", "polish", "off", NULL}};
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct call call = {.folder = mini};

	write_file(place_path(place, "mini/.rustgym"), "a file\n");
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		assert_answer(call_with(place, &call, commands[i]), 5, ".rustgym");
	assert_answer(rustgym(place, mini, "list"), 0, "mini_first");
	assert_answer(rustgym(place, mini, "doctor"), 5, ".rustgym");
	assert_string_equal(read_text(place, place_path(place, "mini/.rustgym")), "a file\n");
}

static void a_full_output(void **state)
{
	static const char *const commands[][3] = {
		{"list", NULL},  {"list", "--json", NULL}, {"run", NULL},    {"check", NULL},
		{"hint", NULL},  {"help", NULL},           {"doctor", NULL}, {"config", NULL},
		{"watch", NULL}, {"watch", "--json", NULL}};
	struct place *place = *state;
	struct call call = {.folder = mini_course(place), .output = "/dev/full"};

	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		assert_answer(call_with(place, &call, commands[i]), 5,
			      "standard output can't be written");
	write_file(state_path(place, "progress.json"), "damaged"); /* a notice before all else */
	assert_answer(call_with(place, &call, commands[8]), 5, "standard output");
	write_file(state_path(place, "progress.json"), "damaged");
	assert_answer(call_with(place, &call, commands[9]), 5, "standard output");
}

static void nobody_listens(void **state)
{
	struct place *place = *state;
	struct conversation *c = conversation_start(place, mini_course(place), NULL);

	conversation_verdict(c, "mini_first", SOON_S);
	close(c->out);
	c->out = -1;
	conversation_say(c, "{\"do\":\"run\"}");
	assert_int_equal(wait_for_exit(place, c->pid, SOON_S), 5);
}

static void unmount(void *folder)
{
	umount2(folder, MNT_DETACH);
}

static void fill(const char *path)
{
	char block[4096] = {0};
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	assert_true(fd >= 0);
	for (size_t size = sizeof(block); size; size /= 2)
		while (write(fd, block, size) > 0)
			;
	close(fd);
}

static void a_full_disk(void **state)
{
	struct place *place = *state;
	const char *disk = place_path(place, "mini"),
		   *progress = state_path(place, "progress.json");
	const char *before;
	struct answer answer;

	write_file(place_path(place, "mini/x"), "");
	if (mount("tmpfs", disk, "tmpfs", 0, "size=4m") < 0) {
		print_message("# no file system may be mounted here: not tried\n");
		skip();
	}
	place_on_teardown(place, unmount, (void *)(uintptr_t)disk);
	mini_course(place);
	assert_answer(rustgym(place, disk, "hint"), 0, "First rung");
	before = read_text(place, progress);
	fill(place_path(place, "mini/filled"));
	answer = rustgym(place, disk, "hint");
	assert_answer(answer, 5, "No space left");
	assert_string_equal(read_text(place, progress), before);
	assert_answer(rustgym(place, disk, "goto", "mini_third"), 5, "No space left");
	assert_answer(rustgym(place, disk, "config", "polish", "off"), 5, "No space left");
	write_file(place_path(place, "mini/filled"), "");
	assert_answer(rustgym(place, disk, "hint"), 0, "Second rung");
}

/* ---- progress and history ------------------------------------------------------------------- */

static void damaged_progress_is_kept_aside(void **state)
{
	static const char *const damaged[] = {
		"", "{", "[]", "{\"format\":99}", "\x80\xff", "{\"format\":1,\"exercises\":7}"};
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "hint"), 0, NULL);
	for (int i = 0; i < (int)(sizeof(damaged) / sizeof(*damaged)); i++) {
		const char *kept = place_text(place, "progress.damaged-%d.json", i + 1);

		write_file(state_path(place, "progress.json"), damaged[i]);
		assert_answer(rustgym(place, mini, "list"), 0, kept);
		assert_string_equal(read_text(place, state_path(place, kept)), damaged[i]);
		assert_string_equal(rustgym(place, mini, "list").err, "");
	}
	assert_answer(rustgym(place, mini, "hint"), 0, "First rung");
}

static void watching_says_what_was_damaged(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c;
	struct emulator *e;
	const struct json_value *v;

	write_file(state_path(place, "progress.json"), "nonsense");
	c = conversation_start(place, mini, NULL);
	v = conversation_hear(c, "notice", SOON_S);
	assert_contains(json_get_string(v, "text"), "progress.damaged-1.json");
	assert_int_equal(conversation_end(c), 0);
	write_file(state_path(place, "progress.json"), "nonsense");
	e = emulator_watch(place, mini);
	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_wait(e, "progress.damaged-2.json", SOON_S);
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
}

static void a_damaged_history_stops_nothing(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_first");
	struct emulator *e;

	write_file(state_path(place, "repo.git"), "not a folder");
	assert_answer(rustgym(place, mini, "run"), 1, "E0384");
	assert_answer(rustgym(place, mini, "reset"), 5, "repo.git");
	e = emulator_watch(place, mini);
	emulator_wait(e, "error[E0384]", SOON_S);
	save_text(path, mini_solution("mini_first"), SAVE_RENAME);
	emulator_wait(e, "mini_first passed", SOON_S);
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	assert_string_equal(read_text(place, path), mini_solution("mini_first"));
}

static void one_session_at_a_time(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c = conversation_start(place, mini, NULL);
	struct answer second;

	conversation_verdict(c, "mini_first", SOON_S);
	second = rustgym(place, mini, "watch", "--json");
	assert_answer(second, 3, place_text(place, "process %d", (int)c->pid));
	assert_answer(rustgym(place, mini, "watch"), 3, place_text(place, "kill %d", (int)c->pid));
	assert_answer(rustgym(place, mini, "list"), 0, "mini_first");
	assert_answer(rustgym(place, mini, "run", "mini_third"), 1, "mini_third");
	assert_int_equal(conversation_end(c), 0);
	c = conversation_start(place, mini, NULL);
	conversation_verdict(c, "mini_first", SOON_S);
	assert_int_equal(conversation_end(c), 0);
}

/* ---- killed --------------------------------------------------------------------------------- */

static const char compiles_for_ever[] = "#![allow(long_running_const_eval)]\n"
					"const N: u64 = {\n"
					"    let mut i: u64 = 0;\n"
					"    while i < 1 << 60 {\n"
					"        i += 1;\n"
					"    }\n"
					"    i\n"
					"};\n"
					"fn main() {\n"
					"    println!(\"{N}\");\n"
					"}\n";

static const char runs_for_ever[] = "fn main() {\n"
				    "    println!(\"before\");\n"
				    "    loop {\n"
				    "        std::hint::spin_loop();\n"
				    "    }\n"
				    "}\n";

static bool somebody_compiles(void *root)
{
	return count_processes(place_text(root, "%s/cache/out/", ((struct place *)root)->root)) > 0;
}

static void killed_while_compiling(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c;

	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	assert_answer(rustgym(place, mini, "run"), 0, "passed");
	write_file(mini_exercise(place, "mini_second"), compiles_for_ever);
	c = conversation_start(place, mini, own_cache(place));
	conversation_hear(c, "started", SOON_S);
	assert_true(wait_until(somebody_compiles, place, SOON_S));
	kill(c->pid, SIGKILL);
	assert_int_equal(wait_for_exit(place, c->pid, SOON_S), 128 + SIGKILL);
	assert_nobody_left(place);
	assert_answer(rustgym(place, mini, "list"), 0, "1 of 3 done");
	write_file(mini_exercise(place, "mini_second"), mini_solution("mini_second"));
	c = conversation_start(place, mini, own_cache(place));
	conversation_verdict(c, "mini_second", SOON_S);
	assert_int_equal(conversation_end(c), 0);
	assert_nobody_left(place);
}

static void killed_while_running(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c;

	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	run_deadline(place, "600");
	write_file(mini_exercise(place, "mini_third"), runs_for_ever);
	c = conversation_start(place, mini, own_cache(place));
	conversation_hear(c, "started", SOON_S);
	assert_true(wait_until(somebody_compiles, place, SOON_S));
	kill(c->pid, SIGKILL);
	wait_for_exit(place, c->pid, SOON_S);
	assert_nobody_left(place);
}

static void ended_while_compiling(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c;

	write_file(mini_exercise(place, "mini_first"), compiles_for_ever);
	c = conversation_start(place, mini, own_cache(place));
	conversation_hear(c, "started", SOON_S);
	assert_true(wait_until(somebody_compiles, place, SOON_S));
	assert_int_equal(conversation_end(c), 0);
	assert_nobody_left(place);
}

/* ---- programs that misbehave ---------------------------------------------------------------- */

static void compiling_has_a_deadline(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer ran;

	assert_answer(rustgym(place, mini, "config", "compile_deadline_s", "1"), 0, NULL);
	write_file(mini_exercise(place, "mini_third"), compiles_for_ever);
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

	run_deadline(place, "1");
	write_file(mini_exercise(place, "mini_third"), runs_for_ever);
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

	run_deadline(place, "600");
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	write_file(path, runs_for_ever);
	c = conversation_start(place, mini, own_cache(place));
	conversation_hear(c, "started", SOON_S);
	assert_true(wait_until(somebody_compiles, place, SOON_S));
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

	run_deadline(place, "1");
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
	emulator_wait_gone(e, "more below", SOON_S);
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
	assert_true(wait_until(nobody_mentions, (void *)(uintptr_t)seconds, SOON_S));
}

/* ---- hostile output ------------------------------------------------------------------------- */

#define HOSTILE                                                                                    \
	"\\x1b]0;HACKED\\x07\\x1b[?1049l\\x1b[2J\\x1bc\\x1b[5;5H\\x1b[31mboo\\u{9b}2J\\u{202e}"

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
	assert_string_equal(emulator_title(e), "");
	assert_null(memmem(emulator_bytes(e)->data + before, emulator_bytes(e)->len - before,
			   "\x1b[?1049", 7));
	assert_null(memmem(emulator_bytes(e)->data, emulator_bytes(e)->len, "\x1b[2J", 4));
	assert_null(memmem(emulator_bytes(e)->data, emulator_bytes(e)->len, "\x1b]", 2));
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

/* ---- saves ---------------------------------------------------------------------------------- */

static void a_file_goes_and_comes_back(void **state)
{
	struct place *place = *state;
	const char *path, *folder;
	struct conversation *c = conversation_start(place, mini_course(place), NULL);
	const struct json_value *v;

	path = mini_exercise(place, "mini_first");
	conversation_verdict(c, "mini_first", SOON_S);
	remove_file(path);
	conversation_say(c, "{\"do\":\"run\"}");
	v = conversation_verdict(c, "mini_first", SOON_S);
	assert_string_not_equal(json_get_string(v, "outcome"), "passed");
	assert_contains(json_get_string(v, "reason"), "mini_first");
	save_text(path, mini_start("mini_first"), SAVE_PLAIN);
	v = conversation_verdict(c, "mini_first", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"), "failed");
	folder = place_path(place, "mini/exercises/01_start");
	assert_int_equal(rename(folder, place_path(place, "away")), 0);
	conversation_say(c, "{\"do\":\"list\"}");
	conversation_hear(c, "list", SOON_S);
	assert_int_equal(rename(place_path(place, "away"), folder), 0);
	save_text(path, mini_solution("mini_first"), SAVE_BACKUP);
	do
		v = conversation_verdict(c, "mini_first", SOON_S);
	while (strcmp(json_get_string(v, "outcome"), "passed") != 0);
	assert_int_equal(conversation_end(c), 0);
}

static void strange_sources_fail(void **state)
{
	static const char bytes[] = "fn main() {\n    println!(\"\xff\xfe\x80 \xc3(\");\n}\n";
	static const char nul[] = "fn main() {\n    println!(\"a\0b\");\n}\n";
	struct place *place = *state;
	const char *mini = mini_course(place), *path;
	struct conversation *c;
	const struct json_value *v;
	char *large = memory_new(3000000);

	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	path = mini_exercise(place, "mini_third");
	c = conversation_start(place, mini, NULL);
	conversation_verdict(c, "mini_third", SOON_S);
	save(path, bytes, sizeof(bytes) - 1, SAVE_PLAIN);
	v = conversation_verdict(c, "mini_third", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"), "failed");
	assert_contains(json_get_string(v, "reason"), "does not compile");
	save(path, nul, sizeof(nul) - 1, SAVE_PLAIN);
	v = conversation_verdict(c, "mini_third", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"), "failed");
	save_text(path, "", SAVE_PLAIN);
	v = conversation_verdict(c, "mini_third", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"), "failed");
	memset(large, ' ', 2999999);
	save_text(path, large, SAVE_RENAME);
	free(large);
	v = conversation_verdict(c, "mini_third", SOON_S);
	assert_string_not_equal(json_get_string(v, "outcome"), "passed");
	save_text(path, mini_solution("mini_third"), SAVE_RENAME);
	v = conversation_verdict(c, "mini_third", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"), "passed");
	assert_int_equal(conversation_end(c), 0);
}

static const char *hash_of(struct place *place, const char *mini, const char *name)
{
	struct problems problems = PROBLEMS_INIT;
	struct course *course = course_load(mini, &problems, NULL);
	struct source source;

	assert_non_null(course);
	assert_int_equal(source_read(mini, course_find(course, name), &source, NULL), 0);
	course_free(course);
	problems_clear(&problems);
	return place_text(place, "%016" PRIx64, source.hash);
}

static void the_newest_save_wins(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_second");
	struct conversation *c = conversation_start(place, mini, NULL);
	const struct json_value *v;
	const char *wanted, *last = NULL;

	conversation_verdict(c, "mini_first", SOON_S);
	for (int i = 0; i < 40; i++)
		save_text(path, place_text(place, "%s// save %d\n", mini_start("mini_second"), i),
			  i % SAVE_STYLES);
	save_text(path, mini_solution("mini_second"), SAVE_RENAME);
	wanted = hash_of(place, mini, "mini_second");
	do
		v = conversation_verdict(c, "mini_second", SOON_S);
	while (strcmp(json_get_string(v, "hash"), wanted) != 0);
	assert_string_equal(json_get_string(v, "outcome"), "passed");
	conversation_say(c, "{\"do\":\"list\"}");
	v = conversation_next(c, SOON_S);
	assert_string_equal(json_get_string(v, "event"), "list"); /* no older one came after it */
	close(c->in);
	c->in = -1;
	while ((v = conversation_next(c, SOON_S)))
		last = json_get_string(v, "event");
	assert_null(last);
	assert_int_equal(wait_for_exit(place, c->pid, SOON_S), 0);
}

static void the_same_again_is_no_save(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_first");
	struct conversation *c = conversation_start(place, mini, NULL);
	const struct json_value *v;

	conversation_verdict(c, "mini_first", SOON_S);
	for (int i = 0; i < SAVE_STYLES; i++) {
		utimensat(AT_FDCWD, path, NULL, 0);
		chmod(path, i % 2 ? 0644 : 0600);
		if (i != SAVE_CHUNKS) /* whose halves are different, and may be seen */
			save_text(path, mini_start("mini_first"), (enum save)i);
	}
	write_file(place_path(place, "mini/exercises/01_start/01_small/notes.txt"), "mine");
	save_text(mini_exercise(place, "mini_third"), mini_solution("mini_third"), SAVE_RENAME);
	v = conversation_next(c, SOON_S); /* events come in the order of the saves */
	assert_string_equal(json_get_string(v, "event"), "started");
	assert_string_equal(json_get_string(v, "exercise"), "mini_third");
	conversation_verdict(c, "mini_third", SOON_S);
	assert_int_equal(conversation_end(c), 0);
}

static void other_ways_of_watching(void **state)
{
	static const char *const ways[] = {"inotify", "events", "poll"};
	struct place *place = *state;
	const char *mini = mini_course(place);

	for (size_t i = 0; i < 3; i++) {
		const char *const env[] = {place_text(place, "RUSTGYM_WATCH=%s", ways[i]), NULL};
		struct conversation *c = conversation_start(place, mini, env);
		const char *path = mini_exercise(place, "mini_third");
		const struct json_value *v;

		conversation_hear(c, "verdict", SOON_S);
		for (int style = 0; style < SAVE_STYLES; style++) {
			const char *text = place_text(place,
						      "fn main() {\n    println!(\"%s %d\");\n}\n",
						      ways[i], style);
			save_text(path, text, (enum save)style);
			do
				v = conversation_verdict(c, "mini_third", SOON_S);
			while (strcmp(json_get_string(v, "hash"),
				      hash_of(place, mini, "mini_third")) != 0);
			assert_string_equal(json_get_string(v, "output"),
					    place_text(place, "%s %d\n", ways[i], style));
		}
		assert_int_equal(conversation_end(c), 0);
	}
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(no_course),
		in_a_place(a_broken_course),
		in_a_place(no_toolchain),
		in_a_place(a_toolchain_that_does_not_answer),
		in_a_place(a_state_folder_that_is_none),
		in_a_place(a_full_output),
		in_a_place(nobody_listens),
		in_a_place(a_full_disk),
		in_a_place(damaged_progress_is_kept_aside),
		in_a_place(watching_says_what_was_damaged),
		in_a_place(a_damaged_history_stops_nothing),
		in_a_place(one_session_at_a_time),
		in_a_place(killed_while_compiling),
		in_a_place(killed_while_running),
		in_a_place(ended_while_compiling),
		in_a_place(compiling_has_a_deadline),
		in_a_place(an_endless_loop),
		in_a_place(a_save_ends_an_endless_loop),
		in_a_place(endless_output),
		in_a_place(leaving_early_is_no_pass),
		in_a_place(nothing_passes_without_its_tests),
		in_a_place(nothing_is_left_running),
		in_a_place(hostile_output_only_shows),
		in_a_place(hostile_sources_only_show),
		in_a_place(a_file_goes_and_comes_back),
		in_a_place(strange_sources_fail),
		in_a_place(the_newest_save_wins),
		in_a_place(the_same_again_is_no_save),
		in_a_place(other_ways_of_watching),
	};

	return run_group(tests);
}
