/* What goes wrong outside: each with the sentence it is told in, and the exit status. */
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
#include <sys/file.h>
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
	assert_answer(rustgym(place, mini, "list"), 4, "01_small/topic.json:11:");
	assert_answer(rustgym(place, mini, "watch", "--json"), 4, "01_small/topic.json:11:");
	write_file(topic, sound);
	replace_in_file(place, topic, "\"code\": \"E0384\"", "\"colour\": \"red\"");
	assert_answer(rustgym(place, mini, "run"), 4, "01_small/topic.json:12:");
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

	write_file(rustc, "#!/bin/sh\necho 'error: no default is configured.' >&2\nexit 1\n");
	assert_int_equal(chmod(rustc, 0755), 0);
	assert_answer(call_with(place, &call, (const char *const[]){"run", NULL}), 3,
		      "no default is configured. With rustup, `rustup default stable`");
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

/* Closed, not empty: no file of ours may take their numbers. */
static void without_standard_streams(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *out = place_path(place, "out");
	struct call call = {.folder = mini};
	const char *script = place_text(
		place,
		"p='%s'; \"$p\" run <&- >'%s'; echo $?; \"$p\" list >&-; "
		"echo $?; \"$p\" run <&- >&- 2>&-; echo $?; \"$p\" list 2>&-",
		program_path(), out);
	const char *const argv[] = {"/bin/sh", "-c", script, NULL};
	struct answer answer = call_program(place, &call, argv);

	assert_answer(answer, 0, "mini_first");
	assert_contains(read_text(place, out), "mini_first");
	assert_contains(answer.out, "1\n5\n5\n");
	assert_contains(answer.err, "standard output can't be written");
}

static void nobody_listens(void **state)
{
	struct place *place = *state;
	struct conversation *c = conversation_start(place, mini_course(place), NULL);

	conversation_verdict(c, "mini_first", SOON_S);
	close(c->out);
	c->out = -1;
	conversation_say(c, "{\"do\":\"run\"}");
	assert_int_equal(wait_for_exit(place, c->pid, SOON_S), 128 + SIGPIPE);
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
		return;
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

static void nothing_may_be_written(void **state)
{
	struct place *place = *state;
	const char *disk = place_path(place, "mini");
	const char *const env[] = {place_text(place, "RUSTGYM_CACHE=%s/cache", place->root), NULL};
	struct call call = {.folder = disk, .env = env};
	struct answer answer;

	write_file(place_path(place, "mini/x"), "");
	if (mount("tmpfs", disk, "tmpfs", 0, "size=4m") < 0) {
		print_message("# no file system may be mounted here: not tried\n");
		return;
	}
	place_on_teardown(place, unmount, (void *)(uintptr_t)disk);
	mini_course(place);
	assert_answer(rustgym(place, disk, "hint"), 0, "First rung");
	assert_int_equal(mount(NULL, disk, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
	assert_answer(rustgym(place, disk, "list"), 0, "mini_first");
	assert_answer(rustgym(place, disk, "hint"), 5, "Read-only file system");
	answer = call_with(place, &call, (const char *const[]){"run", "mini_third", NULL});
	assert_int_equal(answer.status, 5);
	assert_contains(answer.err, "Read-only file system");
	answer = call_with(place, &call, (const char *const[]){"watch", "--json", NULL});
	assert_int_equal(answer.status, 5);
	assert_contains(answer.err, "Read-only file system");
}

/* Permissions bind nobody who is root, unless without the capabilities for that. */
static void a_file_that_may_not_be_read(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct call call = {.folder = mini};
	const char *const bound[] = {
		"/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search",
		program_path(),     "run",
		"mini_third",       NULL};
	struct answer answer;

	assert_int_equal(chmod(mini_exercise(place, "mini_third"), 0), 0);
	answer = geteuid() == 0 ? call_program(place, &call, bound)
				: call_with(place, &call,
					    (const char *const[]){"run", "mini_third", NULL});
	assert_answer(answer, 3, "Permission denied");
	assert_contains(answer.out, "mini_third");
}

static void few_descriptors(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct call call = {.folder = mini, .env = own_cache(place)};

	for (int most = 4; most <= 24; most += 2) {
		const char *script = place_text(place, "ulimit -n %d; exec '%s' run mini_third",
						most, program_path());
		struct answer answer = call_program(
			place, &call, (const char *const[]){"/bin/sh", "-c", script, NULL});

		print_message("# %d: %d %s\n", most, answer.status, answer.err);
		/* It says what is used up, or it does without. */
		if (answer.status != 1)
			assert_true(strstr(answer.err, "oo many open files") ||
				    strstr(answer.out, "oo many open files") ||
				    strstr(answer.err, "shared libraries"));
		assert_in_range(answer.status, 1, 127);
		assert_nobody_left(place);
	}
}

/* Another cargo is at work in the same folder: it is waited for, and that is said. */
static void a_locked_target_folder(void **state)
{
	struct place *place = *state;
	const char *work = make_workspace(place, course_path());
	const char *file = place_text(
		place, "%s/exercises/01_fundamentals/02_language_basics/tariff_examples/src/lib.rs",
		work);
	const char *cache = place_path(place, "cache"), *lock;
	/* what calls the compiler without cargo waits for nobody */
	const char *const env[] = {place_text(place, "RUSTGYM_CACHE=%s", cache),
				   "RUSTGYM_CARGO=always", NULL};
	struct conversation *c;
	const struct json_value *v;
	int fd;

	assert_answer(rustgym(place, work, "goto", "tariff_examples"), 0, NULL);
	c = conversation_start(place, work, env);
	conversation_verdict(c, "tariff_examples", SOON_S);
	lock = place_text(place, "%s/target/debug/.cargo-lock", cache);
	fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	write_file(file, place_text(place, "%s\n// once more\n", read_text(place, file)));
	do
		v = conversation_hear(c, "note", SOON_S);
	while (!strstr(json_get_string(v, "text"), "Blocking"));
	assert_contains(json_get_string(v, "text"), "lock");
	close(fd);
	v = conversation_verdict(c, "tariff_examples", SOON_S);
	assert_string_not_equal(json_get_string(v, "outcome"), "unverified");
	assert_int_equal(conversation_end(c), 0);
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

/* To the byte, whichever command comes first. */
static void progress_is_rebuilt_from_the_history(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = state_path(place, "progress.json");
	const char *before;
	struct conversation *c;

	assert_answer(rustgym(place, mini, "run", "mini_third"), 1, NULL);
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	assert_answer(rustgym(place, mini, "run"), 0, "passed"); /* a pass records progress */
	before = read_text(place, path);
	remove_file(path);
	assert_answer(rustgym(place, mini, "list", "--json"), 0, "\"done\":1");
	assert_string_equal(read_text(place, path), before);
	remove_file(path);
	assert_answer(rustgym(place, mini, "hint", "mini_third"), 0, "missing; what is done was");
	write_file(path, "{\"format\":1,\"exercises\":{\"mini_first\":{");
	assert_answer(rustgym(place, mini, "list"), 0, "kept as .rustgym/progress.damaged-1.json;");
	assert_string_equal(read_text(place, path), before);
	write_file(path, "nonsense");
	c = conversation_start(place, mini, NULL);
	assert_contains(json_get_string(conversation_hear(c, "notice", SOON_S), "text"),
			"rebuilt from the history");
	assert_int_equal(conversation_end(c), 0);
	assert_answer(rustgym(place, mini, "list", "--json"), 0, "\"done\":1");
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

static void killed_while_compiling(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c;

	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	assert_answer(rustgym(place, mini, "run"), 0, "passed");
	write_file(mini_exercise(place, "mini_second"), mini_compiles_for_ever);
	c = conversation_start(place, mini, own_cache(place));
	conversation_hear(c, "started", SOON_S);
	assert_true(wait_until(mini_is_compiling, place, SOON_S));
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
	mini_run_deadline(place, "600");
	write_file(mini_exercise(place, "mini_third"), mini_runs_for_ever);
	c = conversation_start(place, mini, own_cache(place));
	conversation_hear(c, "started", SOON_S);
	assert_true(wait_until(mini_is_compiling, place, SOON_S));
	kill(c->pid, SIGKILL);
	wait_for_exit(place, c->pid, SOON_S);
	assert_nobody_left(place);
}

static void ended_while_compiling(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c;

	write_file(mini_exercise(place, "mini_first"), mini_compiles_for_ever);
	c = conversation_start(place, mini, own_cache(place));
	conversation_hear(c, "started", SOON_S);
	assert_true(wait_until(mini_is_compiling, place, SOON_S));
	assert_int_equal(conversation_end(c), 0);
	assert_nobody_left(place);
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
		in_a_place(without_standard_streams),
		in_a_place(nobody_listens),
		in_a_place(a_full_disk),
		in_a_place(nothing_may_be_written),
		in_a_place(a_file_that_may_not_be_read),
		in_a_place(few_descriptors),
		in_a_place(a_locked_target_folder),
		in_a_place(damaged_progress_is_kept_aside),
		in_a_place(watching_says_what_was_damaged),
		in_a_place(progress_is_rebuilt_from_the_history),
		in_a_place(a_damaged_history_stops_nothing),
		in_a_place(one_session_at_a_time),
		in_a_place(killed_while_compiling),
		in_a_place(killed_while_running),
		in_a_place(ended_while_compiling),
	};

	return run_group(tests);
}
