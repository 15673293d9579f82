/* Texts that would drive the terminal, and code that would live on: neither gets away. */
#include "emulator.h"
#include "mini_course.h"
#include "rustgym/base/gate.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- texts of a course ------------------------------------------------------------------------ */

#define DIRT                                                                                       \
	"\xc2\x9b"                                                                                 \
	"31m\xc2\x9d"                                                                              \
	"52;c;eA==\xe2\x80\xae\xe2\x80\x8b\xe2\x81\xa6\xef\xbb\xbf"

static const char *hostile_course(struct place *place)
{
	const char *mini = mini_course(place);
	const char *roadmap = place_path(place, "mini/exercises/roadmap.json");
	const char *topic = place_path(place, "mini/exercises/01_start/01_small/topic.json");
	const char *hints = mini_hints(place, "mini_first", ".md");

	replace_in_file(place, roadmap, "A small course", "A small" DIRT " course");
	replace_in_file(place, roadmap, "\"Start\"", "\"" DIRT "Start\"");
	replace_in_file(place, topic, "Small things", "Small" DIRT " things");
	replace_in_file(place, topic, "Change a number", "Change" DIRT " a number");
	replace_in_file(place, topic, "\"The Book\"", "\"The" DIRT " Book\"");
	write_file(
		hints,
		"A\x1b]52;c;eA==\x07 lesson\x1b[2J.\n\n## L\x1b]52;c;c2VjcmV0\x07ook" DIRT "\n\n"
		"Body\x1b[6n [link](https://a.b/\x1b[2J)\rover\n\n## Two\r\x1b[1A\n\nb\n\n## Three\n\nc\n");
	return mini;
}

/* The terminal makes two bytes of a line end, also of one that has two. */
static void assert_passes(struct emulator *e)
{
	const struct buffer *bytes = emulator_bytes(e);
	struct buffer lines = BUFFER_INIT;
	size_t at;

	for (size_t i = 0; i < bytes->len; i++)
		if (bytes->data[i] != '\r' || i + 1 == bytes->len ||
		    (bytes->data[i + 1] != '\r' && bytes->data[i + 1] != '\n'))
			buffer_add(&lines, bytes->data + i, 1);
	for (at = 0; at < lines.len;) { /* titles and the like have a way of their own */
		const char *order, *end;

		at += gate_refused_at(lines.data + at, lines.len - at);
		order = lines.data + at;
		end = at < lines.len ? memchr(order, '\a', lines.len - at) : NULL;
		if (at < lines.len && (!end || !gate_is_order(order, (size_t)(end - order) + 1)))
			fail_msg("a byte that may not pass: %.80s", order);
		at += end ? (size_t)(end - order) + 1 : 0;
	}
	buffer_clear(&lines);
}

/* Whatever a command writes to a terminal passes the gate. */
static void texts_do_not_drive_the_terminal(void **state)
{
	static const char *const commands[][4] = {{"hint", "--all", "mini_first", NULL},
						  {"hint", "mini_first", NULL},
						  {"lesson", "mini_first", NULL},
						  {"list", NULL},
						  {"goto", "mini_first", NULL},
						  {"read", "mini_first", NULL},
						  {"--plain", "list", NULL}};
	struct place *place = *state;
	const char *mini = hostile_course(place);

	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		struct emulator *e = emulator_start(
			place, &(struct emulator_options){
				       .folder = mini,
				       .argv = commands[i],
				       .rows = 60,
				       .columns = 100,
				       .env = (const char *const[]){"PAGER=cat", NULL}});

		emulator_wait_exit(e, SOON_S);
		assert_passes(e);
		assert_string_equal(emulator_title(e), "");
	}
}

static void nor_does_a_session(void **state)
{
	struct place *place = *state;
	struct emulator *e = emulator_watch(place, hostile_course(place));

	emulator_wait(e, "mini_first", SOON_S);
	emulator_type(e, "h");
	emulator_wait(e, "the right arrow opens it", SOON_S);
	emulator_type(e, "\x1b[C");
	emulator_wait(e, "Look", SOON_S);
	emulator_signal(e, SIGTERM);
	emulator_wait_exit(e, SOON_S);
	assert_passes(e);
}

/* In a pipe there is no gate, but what was loaded is clean. */
static void nor_does_what_goes_into_a_pipe(void **state)
{
	struct place *place = *state;
	const char *mini = hostile_course(place);
	struct answer answers[] = {rustgym(place, mini, "hint", "--all", "mini_first"),
				   rustgym(place, mini, "list"),
				   rustgym(place, mini, "list", "--json"),
				   rustgym(place, mini, "lesson", "mini_first")};

	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		assert_answer(answers[i], 0, NULL);
		assert_int_equal(gate_refused_at(answers[i].out, strlen(answers[i].out)),
				 strlen(answers[i].out));
		assert_lacks(answers[i].out, "\x1b");
	}
}

/* ---- code under test -------------------------------------------------------------------------- */

/* Two forks, a session of its own, no environment, another program: %s names the place. */
static const char hides[] =
	"use std::process::{Command, Stdio};\n"
	"fn main() {\n"
	"    Command::new(\"/bin/sh\")\n"
	"        .args([\"-c\", \"exec setsid sh -c 'sh -c \\\"sleep 1000; : %s\\\" & exit' &\"])\n"
	"        .env_clear()\n"
	"        .env(\"PATH\", \"/usr/bin:/bin\")\n"
	"        .stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())\n"
	"        .status().unwrap();\n"
	"    std::thread::sleep(std::time::Duration::from_millis(200));\n"
	"    println!(\"yes\");\n"
	"}\n";

static char *hiding(struct place *place)
{
	const char *mark = strstr(hides, "%s");

	return memory_format("%.*s%s%s", (int)(mark - hides), hides, place->root, mark + 2);
}

static void what_hides_ends_with_the_verification(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	char *source = hiding(place);

	write_file(mini_exercise(place, "mini_third"), source);
	free(source);
	assert_answer(rustgym(place, mini, "run", "mini_third"), 0, "passed");
	assert_nobody_left(place);
}

#define PACK "mini/exercises/01_start/01_small/mini_pack"

/* The same from a build script, which cargo runs. */
static void so_does_what_a_build_script_leaves(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	char *source = hiding(place);

	replace_in_file(
		place, place_path(place, "mini/exercises/01_start/01_small/topic.json"),
		"  \"exercises\": [\n",
		"  \"exercises\": [\n    { \"name\": \"mini_pack\", \"title\": \"P\", \"skills\": "
		"[\"1.1.1\"], \"minutes\": 5, \"links\": [{ \"title\": \"B\", \"url\": "
		"\"https://doc.rust-lang.org/book/\" }], \"fails\": { \"code\": \"E0384\" }, "
		"\"files\": [\"src/lib.rs\"] },\n");
	write_file(place_path(place, PACK "/Cargo.toml"),
		   "[package]\nname = \"mini_pack\"\nedition = \"2021\"\nbuild = \"build.rs\"\n\n"
		   "[workspace]\n");
	write_file(place_path(place, PACK "/build.rs"), source);
	write_file(place_path(place, PACK "/src/lib.rs"), "#[test]\nfn a() {}\n");
	free(source);
	assert_answer(rustgym(place, mini, "run", "mini_pack"), 0, "passed");
	assert_nobody_left(place);
}

/* Files that the program which started rustgym left open. */
static void descriptors_stay_here(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer ran;
	int left_open = open("/dev/null", O_RDONLY), high = fcntl(left_open, F_DUPFD, 251);

	assert_true(high >= 251);
	write_file(mini_exercise(place, "mini_third"),
		   "fn main() {\n"
		   "    let own = std::fs::read_dir(\"/proc/self/fd\").unwrap().count();\n"
		   "    println!(\"{own} descriptors\");\n"
		   "}\n");
	ran = rustgym(place, mini, "run", "mini_third");
	close(left_open);
	close(high);
	assert_answer(ran, 1, "4 descriptors"); /* the folder that is read is one */
}

/* The compiler of a constant that grows is ended; the verdict does not blame the machine alone. */
static void compilers_have_a_limit_of_memory(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer ran;

	write_file(
		mini_exercise(place, "mini_third"),
		"const fn fill() -> [u64; 1 << 30] {\n    [1; 1 << 30]\n}\n"
		"static A: [u64; 1 << 30] = fill();\nfn main() {\n    println!(\"{}\", A[1]);\n}\n");
	ran = rustgym(place, mini, "run", "mini_third");
	assert_true(strstr(ran.out, "4 GiB") || strstr(ran.out, "memory"));
	assert_int_not_equal(ran.status, 0);
}

/*
 * A program of the same user may not read our memory, nor our environment. Root may read everything, so
 * root becomes somebody else for this test.
 */
static void our_memory_is_ours(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *bin = place_path(place, "bin");
	const char *result = place_path(place, "result"),
		   *program = place_path(place, "bin/rustgym");
	const char *const env[] = {place_text(place, "PATH=%s:/usr/bin:/bin", bin), "RUSTGYM_CACHE",
				   NULL};
	const char *const own[] = {program, "-C", mini, "doctor", NULL};
	const char *const other[] = {"/usr/bin/setpriv",
				     "--reuid=65534",
				     "--regid=65534",
				     "--clear-groups",
				     program,
				     "-C",
				     mini,
				     "doctor",
				     NULL};
	const struct call call = {.env = env};

	write_file(
		place_path(place, "bin/rustc"),
		place_text(place,
			   "#!/bin/sh\n[ -s '%s' ] || if cat /proc/$PPID/environ >/dev/null 2>&1; "
			   "then echo read >'%s'; else echo refused >'%s'; fi\nexit 1\n",
			   result, result, result));
	call_program(place, &call, (const char *const[]){"/bin/cp", program_path(), program, NULL});
	call_program(place, &call,
		     (const char *const[]){"/bin/chmod", "-R", "a+rx", place->root, NULL});
	if (geteuid() == 0)
		call_program(place, &call,
			     (const char *const[]){"/bin/chown", "-R", "65534", place->root, NULL});
	call_program(place, &call, geteuid() == 0 ? other : own);
	assert_non_null(read_text(place, result));
	assert_string_equal(read_text(place, result), "refused\n");
}

#define apart_test(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		apart_test(texts_do_not_drive_the_terminal),
		apart_test(nor_does_a_session),
		apart_test(nor_does_what_goes_into_a_pipe),
#ifdef __linux__
		apart_test(what_hides_ends_with_the_verification),
		apart_test(so_does_what_a_build_script_leaves),
		apart_test(descriptors_stay_here),
		apart_test(compilers_have_a_limit_of_memory),
		apart_test(our_memory_is_ours),
#endif
	};

	return run_group(tests);
}
