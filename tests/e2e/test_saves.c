/* Every way to save, and when it counts: the newest one always, the same again never. */
#include "conversation.h"
#include "editor.h"
#include "mini_course.h"
#include "rustgym/course/course.h"
#include "rustgym/toolchain/source.h"

#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

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

#ifdef __linux__

static bool somebody_stands_by(void *data)
{
	struct place *place = data;

	return count_processes(place_text(place, "incremental=%s", place->root)) > 0;
}

/* They were started before the text that they compile was written; and they go with the session. */
static void compilers_that_stand_by_compile_what_is_saved(void **state)
{
	static const char *const texts[] = {"mini_first", "mini_third", "mini_first", NULL};
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c = conversation_start(place, mini, own_cache(place));

	conversation_verdict(c, "mini_first", SOON_S);
	for (const char *const *name = texts; *name; name++) {
		assert_true(wait_until(somebody_stands_by, place, SOON_S));
		save_text(mini_exercise(place, *name), "fn main() {\n    nothing();\n}\n",
			  SAVE_RENAME);
		assert_string_equal(
			json_get_string(conversation_verdict(c, *name, SOON_S), "outcome"),
			"failed");
		assert_true(wait_until(somebody_stands_by, place, SOON_S));
		save_text(mini_exercise(place, *name), mini_solution(*name), SAVE_PLAIN);
		assert_string_equal(
			json_get_string(conversation_verdict(c, *name, SOON_S), "outcome"),
			"passed");
	}
	assert_int_equal(conversation_end(c), 0);
	assert_nobody_left(place);
}

#endif

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
	static const char *const ways[] = {"inotify", "poll"};
	struct place *place = *state;
	const char *mini = mini_course(place);

	for (size_t i = 0; i < 2; i++) {
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

/* ---- many saves in little time -------------------------------------------------------------- */

static void pause_until(int64_t when_ms)
{
	int64_t left = when_ms - now_ms();

	if (left > 0)
		poll(NULL, 0, (int)left);
}

/* What a program does when it is interrupted by the next save. */
static const char *busy_program(struct place *place, int kind, int number)
{
	static const char *const bodies[] = {
		"let x: u8 = \"no number\";", /* the compiler reports */
		"std::thread::sleep(std::time::Duration::from_secs(1000));",
		"loop { println!(\"{}\", \"spam \".repeat(100)); }",
		"println!(\"no\");", /* a verdict at once */
	};

	return place_text(place, "fn main() {\n    %s\n}\n// save %d\n", bodies[kind], number);
}

/* Each verdict belongs to one start, and is the only one of it. */
static const char *hear_last_verdict(struct conversation *c, const char *wanted)
{
	const char *last = NULL;
	const struct json_value *v;
	bool started = false;

	while (!last || strcmp(last, wanted) != 0) {
		const char *event;

		v = conversation_next(c, SOON_S);
		assert_non_null(v);
		event = json_get_string(v, "event");
		if (strcmp(event, "started") == 0) {
			started = true;
		} else if (strcmp(event, "verdict") == 0) {
			assert_true(started);
			started = false;
			last = place_text(c->place, "%s", json_get_string(v, "hash"));
		}
	}
	assert_string_equal(json_get_string(v, "exercise"), "mini_third");
	return place_text(c->place, "%s", json_get_string(v, "outcome"));
}

static void fifty_saves_in_a_moment(void **state)
{
	enum { SAVES = 50, EVERY_MS = 12 };
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_third");
	struct conversation *c;

	mini_run_deadline(place, "600");
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	c = conversation_start(place, mini, own_cache(place));
	conversation_verdict(c, "mini_third", SOON_S);
	for (int kind = 0; kind < 4; kind++) {
		int64_t begin = now_ms();
		const char *last;

		for (int i = 0; i < SAVES; i++) {
			pause_until(begin + (int64_t)i * EVERY_MS);
			save_text(path, busy_program(place, kind, i), (enum save)(i % SAVE_STYLES));
		}
		last = place_text(place, "%s// %d\n", mini_solution("mini_third"), kind);
		save_text(path, last, SAVE_RENAME);
		assert_string_equal(hear_last_verdict(c, hash_of(place, mini, "mini_third")),
				    "passed");
		conversation_say(c, "{\"do\":\"goto\",\"exercise\":\"mini_third\"}");
		hear_last_verdict(c, hash_of(place, mini, "mini_third"));
	}
	assert_int_equal(conversation_end(c), 0);
	assert_nobody_left(place);
}

static bool is_there(void *path)
{
	return access(path, F_OK) == 0;
}

/* Not by the clock: each save waits until its predecessor's program runs. */
static void saves_while_it_runs(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_third");
	struct conversation *c;

	mini_run_deadline(place, "600");
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	c = conversation_start(place, mini, own_cache(place));
	conversation_verdict(c, "mini_third", SOON_S);
	for (int i = 0; i < 10; i++) {
		const char *ran = place_path(place, "ran-%d", i);

		save_text(path,
			  place_text(place,
				     "fn main() {\n    std::fs::write(\"%s\", \"\").unwrap();\n"
				     "    loop {\n        std::thread::park();\n    }\n}\n",
				     ran),
			  (enum save)(i % SAVE_STYLES));
		assert_true(wait_until(is_there, (void *)(uintptr_t)ran, SOON_S));
	}
	save_text(path, mini_solution("mini_third"), SAVE_BACKUP);
	assert_string_equal(hear_last_verdict(c, hash_of(place, mini, "mini_third")), "passed");
	assert_int_equal(conversation_end(c), 0);
	assert_nobody_left(place);
}

/* ---- the real tools ------------------------------------------------------------------------- */

static void run_tool(struct place *place, const char *folder, const char *script)
{
	struct call call = {.folder = folder};

	assert_answer(
		call_program(place, &call, (const char *const[]){"/bin/sh", "-ec", script, NULL}),
		0, NULL);
}

/* Each changes mini_third: `no` becomes `yes`, or back. */
static void real_programs_save(void **state)
{
	static const char *const tools[] = {
		"sed -i 's/\"no\"/\"yes\"/' mini_third.rs",
		"vim -es -u NONE --cmd 'set backupskip= writebackup backupcopy=no' "
		"-c '%s/\"yes\"/\"no\"/' -c wq mini_third.rs",
		"vim -es -u NONE --cmd 'set backupskip= backup backupcopy=yes' "
		"-c '%s/\"no\"/\"yes\"/' -c wq mini_third.rs",
		"cp mini_third.rs new; sed 's/\"yes\"/\"no\"/' new >new2; mv new2 mini_third.rs; rm new",
		"sed 's/\"no\"/\"yes\"/' mini_third.rs >new; rm mini_third.rs; mv new mini_third.rs",
		"sed 's/\"yes\"/\"no\"/' mini_third.rs >new; cat new >mini_third.rs; rm new",
		"sed 's/\"no\"/\"yes\"/' mini_third.rs >new; touch -d @1 new; mv new mini_third.rs",
	};
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *folder = place_path(place, "mini/exercises/01_start/01_small");
	struct conversation *c;

	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	c = conversation_start(place, mini, NULL);
	conversation_verdict(c, "mini_third", SOON_S);
	for (size_t i = 0; i < sizeof(tools) / sizeof(*tools); i++) {
		print_message("# %s\n", tools[i]);
		run_tool(place, folder, tools[i]);
		assert_string_equal(hear_last_verdict(c, hash_of(place, mini, "mini_third")),
				    i % 2 ? "failed" : "passed");
	}
	assert_int_equal(conversation_end(c), 0);
}

static void another_branch_is_a_save(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c;

	run_tool(place, mini,
		 "git init -q; git config user.name x; git config user.email x@example.org;"
		 "echo .rustgym >.gitignore; git add -A; git commit -qm start;"
		 "git checkout -qb solved; sed -i 's/\"no\"/\"yes\"/' exercises/*/*/mini_third.rs;"
		 "git commit -qam solved; git checkout -q -");
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	c = conversation_start(place, mini, NULL);
	conversation_verdict(c, "mini_third", SOON_S);
	for (int i = 0; i < 2; i++) {
		run_tool(place, mini, i ? "git checkout -q -" : "git checkout -q solved");
		assert_string_equal(hear_last_verdict(c, hash_of(place, mini, "mini_third")),
				    i ? "failed" : "passed");
	}
	assert_int_equal(conversation_end(c), 0);
	run_tool(place, mini, "test -z \"$(git status --porcelain)\"");
}

static void a_workspace_behind_a_link(void **state)
{
	struct place *place = *state;
	const char *link, *mini = mini_course(place);
	struct conversation *c;

	link = place_path(place, "link");
	assert_int_equal(symlink(mini, link), 0);
	assert_answer(rustgym(place, link, "goto", "mini_third"), 0, NULL);
	c = conversation_start(place, link, NULL);
	conversation_verdict(c, "mini_third", SOON_S);
	save_text(place_text(place, "%s/exercises/01_start/01_small/mini_third.rs", link),
		  mini_solution("mini_third"), SAVE_RENAME);
	assert_string_equal(hear_last_verdict(c, hash_of(place, mini, "mini_third")), "passed");
	save_text(mini_exercise(place, "mini_third"), mini_start("mini_third"), SAVE_BACKUP);
	assert_string_equal(hear_last_verdict(c, hash_of(place, mini, "mini_third")), "failed");
	assert_int_equal(conversation_end(c), 0);
}

/* ---- no more watches ------------------------------------------------------------------------ */

static void close_all(void *data)
{
	for (int *fd = data; *fd >= 0; fd++)
		close(*fd);
}

/* All instances that this user may have are taken: it is watched in another way. */
static void without_inotify(void **state)
{
	enum { MOST = 4096 };
	struct place *place = *state;
	const char *mini = mini_course(place);
	int *taken = arena_new(&place->arena, (MOST + 1) * sizeof(int));
	struct conversation *c;
	int count = 0;

	while (count < MOST && (taken[count] = inotify_init1(IN_CLOEXEC)) >= 0)
		count++;
	taken[count] = -1;
	place_on_teardown(place, close_all, taken);
	if (count == MOST) {
		print_message("# this machine gives out too many to use them up: not tried\n");
		return;
	}
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	c = conversation_start(place, mini, NULL);
	conversation_verdict(c, "mini_third", SOON_S);
	save_text(mini_exercise(place, "mini_third"), mini_solution("mini_third"), SAVE_RENAME);
	assert_string_equal(hear_last_verdict(c, hash_of(place, mini, "mini_third")), "passed");
	assert_int_equal(conversation_end(c), 0);
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(a_file_goes_and_comes_back),
#ifdef __linux__
		in_a_place(compilers_that_stand_by_compile_what_is_saved),
#endif
		in_a_place(strange_sources_fail),
		in_a_place(the_newest_save_wins),
		in_a_place(the_same_again_is_no_save),
		in_a_place(other_ways_of_watching),
		in_a_place(fifty_saves_in_a_moment),
		in_a_place(saves_while_it_runs),
		in_a_place(real_programs_save),
		in_a_place(another_branch_is_a_save),
		in_a_place(a_workspace_behind_a_link),
		in_a_place(without_inotify),
	};

	return run_group(tests);
}
