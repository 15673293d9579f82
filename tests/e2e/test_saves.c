/* Every way to save, and when it counts: the newest one always, the same again never. */
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
		in_a_place(a_file_goes_and_comes_back), in_a_place(strange_sources_fail),
		in_a_place(the_newest_save_wins),       in_a_place(the_same_again_is_no_save),
		in_a_place(other_ways_of_watching),
	};

	return run_group(tests);
}
