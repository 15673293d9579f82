/* The history beside a watching session: packed, taken away, without room, another user's. */
#include "conversation.h"
#include "emulator.h"
#include "harness.h"
#include "mini_course.h"
#include "rustgym/base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

static void shell(struct place *place, const char *commands)
{
	const char *const argv[] = {"/bin/sh", "-ec", commands, NULL};

	assert_answer(call_program(place, &(struct call){.folder = place->root}, argv), 0, NULL);
}

static const char *outcome(struct conversation *c, const char *exercise)
{
	return json_get_string(conversation_verdict(c, exercise, SOON_S), "outcome");
}

static const char *history_of(struct place *place, const char *name)
{
	struct answer answer = rustgym(place, place_path(place, "mini"), "history", name);

	assert_answer(answer, 0, NULL);
	return answer.out;
}

/* ---- packed -------------------------------------------------------------------------------------- */

static bool is_packed(void *data)
{
	const char *folder = place_path(data, "mini/.rustgym/repo.git/objects/pack");
	DIR *dir = opendir(folder);
	struct dirent *entry;
	bool packed = false;

	while (dir && (entry = readdir(dir)))
		packed = packed || strstr(entry->d_name, ".idx");
	if (dir)
		closedir(dir);
	return packed;
}

static bool is_tidied(void *data)
{
	return is_packed(data) &&
	       !count_processes(place_text(data, "%s tidy", place_path(data, "mini")));
}

static void a_session_has_its_history_packed(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c;

	assert_answer(rustgym(place, mini, "run", "mini_first"), 1, NULL);
	shell(place,
	      "mkdir many; cd many; i=0; while [ $i -lt 700 ]; do echo $i >$i; i=$((i + 1)); "
	      "done; ls | git --git-dir=../mini/.rustgym/repo.git hash-object -w "
	      "--stdin-paths >/dev/null");
	c = conversation_start(place, mini, NULL);
	assert_string_equal(outcome(c, "mini_first"), "failed");
	assert_true(wait_until(is_tidied, place, SOON_S));
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	assert_string_equal(outcome(c, "mini_first"), "passed");
	assert_int_equal(conversation_end(c), 0);
	assert_contains(history_of(place, "mini_first"), "passed");
	shell(place,
	      "git --git-dir=mini/.rustgym/repo.git fsck --strict --no-dangling && "
	      "test $(find mini/.rustgym/repo.git/objects -type f | grep -v /pack/ | wc -l) -lt "
	      "100");
	assert_lacks(rustgym(place, mini, "help").out, "tidy");
}

/* The process that packs is told of the trust in the folder's owner. */
static void it_is_packed_in_another_users_folder_as_well(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *const argv[] = {"--trust-owner", "watch", NULL};
	struct emulator *e;

	if (geteuid() != 0) {
		print_message("# only root can give files away: not tried\n");
		return;
	}
	assert_answer(rustgym(place, mini, "run", "mini_first"), 1, NULL);
	shell(place,
	      "mkdir many; cd many; i=0; while [ $i -lt 700 ]; do echo $i >$i; i=$((i + 1)); "
	      "done; ls | git --git-dir=../mini/.rustgym/repo.git hash-object -w "
	      "--stdin-paths >/dev/null; chown -R 65534:65534 ../mini");
	e = emulator_start(place,
			   &(struct emulator_options){
				   .folder = mini, .argv = argv, .rows = 60, .columns = 120});
	assert_true(wait_until(is_packed, place, SOON_S));
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

/* ---- not there, without room ------------------------------------------------------------------ */

static bool has_base(void *data)
{
	return file_exists(place_path(data, "mini/.rustgym/repo.git/refs/rustgym/pristine"));
}

/* The verdict is told first, and recorded after it. */
static bool first_is_recorded(void *data)
{
	struct place *place = data;

	return strstr(rustgym(place, place_path(place, "mini"), "history", "mini_first").out,
		      "as handed out");
}

static void taken_away_it_begins_anew(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c = conversation_start(place, mini, NULL);

	assert_string_equal(outcome(c, "mini_first"), "failed");
	assert_true(wait_until(first_is_recorded, place, SOON_S));
	remove_file(place_path(place, "mini/.rustgym/repo.git"));
	write_file(mini_exercise(place, "mini_second"), "// half\n");
	assert_string_equal(outcome(c, "mini_second"), "failed");
	assert_true(wait_until(has_base, place, SOON_S));
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	assert_string_equal(outcome(c, "mini_first"), "passed");
	assert_int_equal(conversation_end(c), 0);
	assert_contains(history_of(place, "mini_first"), "passed");
	assert_answer(rustgym(place, mini, "list"), 0, "1 of 3 done");
}

static void unmount(void *where)
{
	umount2(where, MNT_DETACH);
}

static void fill(const char *path)
{
	static char zeros[4096];
	int fd = open(path, O_WRONLY | O_CREAT, 0666);

	assert_true(fd >= 0);
	while (write(fd, zeros, sizeof(zeros)) > 0)
		;
	while (write(fd, zeros, 1) > 0)
		;
	close(fd);
}

/* The verdict is there all the same, and a sentence says what is not kept. */
static void a_full_disk_is_said_and_verdicts_go_on(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *disk = place_path(place, "mini/.rustgym");
	const struct json_value *notice;
	struct conversation *c;

	write_file(place_path(place, "mini/.rustgym/x"), "");
	if (mount("tmpfs", disk, "tmpfs", 0, "size=8m,mode=0700") < 0) {
		print_message("# no file system may be mounted here: not tried\n");
		return;
	}
	place_on_teardown(place, unmount, (void *)(uintptr_t)disk);
	c = conversation_start(place, mini, own_cache(place));
	assert_string_equal(outcome(c, "mini_first"), "failed");
	assert_true(wait_until(first_is_recorded, place, SOON_S));
	fill(place_path(place, "mini/.rustgym/filled"));
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	assert_string_equal(outcome(c, "mini_first"), "passed");
	notice = conversation_hear(c, "notice", SOON_S);
	assert_contains(json_get_string(notice, "text"), "No space left");
	remove_file(place_path(place, "mini/.rustgym/filled"));
	write_file(mini_exercise(place, "mini_second"), mini_solution("mini_second"));
	assert_string_equal(outcome(c, "mini_second"), "passed");
	assert_int_equal(conversation_end(c), 0);
	assert_contains(history_of(place, "mini_second"), "passed");
	assert_contains(history_of(place, "mini_first"), "as handed out");
}

/* It is, until the learner says that they trust the owner: their files, and nobody else's. */
static void another_owner_has_to_be_trusted(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer answer;

	assert_answer(rustgym(place, mini, "run", "mini_first"), 1, NULL);
	if (geteuid() != 0) {
		print_message("# only root can give files away: not tried\n");
		return;
	}
	shell(place, "chown -R 65534:65534 mini; chown -R 0:0 mini/.rustgym; "
		     "git init -q --bare remote.git");
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	answer = rustgym(place, mini, "run", "mini_first");
	assert_answer(answer, 3, "belongs to another user, and you are root");
	assert_contains(answer.err, "--trust-owner");
	assert_answer(rustgym(place, mini, "--trust-owner", "run", "mini_first"), 0, "passed");
	assert_contains(rustgym(place, mini, "history", "mini_first", "--trust-owner").out,
			"passed");
	assert_answer(rustgym(place, mini, "--trust-owner", "sync", "../remote.git"), 0,
		      "has what is here");
	shell(place, "chown -R 65534:65534 remote.git");
	assert_answer(rustgym(place, mini, "--trust-owner", "sync"), 3, "dubious ownership");
	shell(place, "chown -R 65534:65534 mini/.rustgym"); /* what is run from there is not ours */
	assert_answer(rustgym(place, mini, "--trust-owner", "run", "mini_first"), 0, "passed");
	shell(place, "chown -R 12345:12345 mini/.rustgym/cache || true; "
		     "chown 12345 mini/.rustgym/config.json mini/.rustgym/machine || true; "
		     "chown 12345 mini/.rustgym"); /* neither the owner's nor ours */
	assert_answer(rustgym(place, mini, "--trust-owner", "run", "mini_first"), 3,
		      "belongs to another user");
	shell(place, "chown -R 0:0 mini; chown -R 65534:65534 mini/.rustgym");
	assert_answer(rustgym(place, mini, "run", "mini_first"), 3, "belongs to another user");
}

/* ---- names ---------------------------------------------------------------------------------------- */

/* Files of the learner's that are called as temporary files used to be. */
static void nothing_is_deleted_because_of_its_name(void **state)
{
	static const char *const folders[] = {"out",
					      ".",
					      "exercises/01_start/01_small",
					      ".rustgym",
					      ".rustgym/cache",
					      ".rustgym/repo.git"};
	static const char *const commands[] = {"export out/x.bundle",
					       "run mini_first",
					       "reset mini_first",
					       "undo mini_first",
					       "restore mini_first@1",
					       "config polish off",
					       "check",
					       "import out/x.bundle",
					       "update",
					       "sync ../remote.git"};
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "run", "mini_first"), 1, NULL);
	shell(place, "git init -q --bare remote.git; mkdir mini/out");
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		shell(place,
		      place_text(place, "mkdir -p mini/%s; echo mine >mini/%s/report.tmp-20241127",
				 folders[i], folders[i]));
	for (size_t c = 0; c < sizeof(commands) / sizeof(*commands); c++) {
		shell(place, place_text(place, "cd mini && '%s' %s >../said 2>&1 || true",
					program_path(), commands[c]));
		for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
			assert_string_equal(
				read_text(place, place_text(place, "%s/%s/report.tmp-20241127",
							    mini, folders[i])),
				"mine\n");
	}
}

/* ---- what was handed out -------------------------------------------------------------------------- */

/* Edited before rustgym was started first: the clone has what was handed out. */
static void a_fresh_clone_is_reset_to_what_was_handed_out(void **state)
{
	struct place *place = *state;
	const char *clone = place_path(place, "clone"), *first;

	mini_course(place);
	shell(place, "cd mini; git init -q; git add .; git -c user.name=x -c user.email=x@y commit "
		     "-qm course; git clone -q . ../clone");
	first = place_path(place, "clone/exercises/01_start/01_small/mini_first.rs");
	write_file(first, "fn mine() {}\n");
	assert_answer(rustgym(place, clone, "reset", "mini_first"), 0,
		      "as it was handed out. `rustgym undo mini_first` brings yours back.");
	assert_string_equal(read_text(place, first), mini_start("mini_first"));
	assert_answer(rustgym(place, clone, "reset", "mini_first"), 0,
		      "as it was handed out already.");
	assert_answer(rustgym(place, clone, "diff", "mini_first"), 0,
		      "mini_first: the start and now are equal.");
	assert_answer(rustgym(place, clone, "undo", "mini_first"), 0, NULL);
	assert_string_equal(read_text(place, first), "fn mine() {}\n");
}

/* Neither an installed course nor git knows it: nobody claims that it was handed out like that. */
static void where_nobody_knows_it_a_reset_says_so(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");
	struct answer answer;

	write_file(first, "fn mine() {}\n");
	answer = rustgym(place, mini, "reset", "mini_first");
	assert_answer(answer, 0, "is as rustgym saw it first already");
	assert_lacks(answer.out, "as it was handed out already");
	write_file(first, "fn other() {}\n");
	answer = rustgym(place, mini, "reset", "mini_first");
	assert_answer(answer, 0, "is as rustgym saw it first");
	assert_contains(answer.out, "`rustgym undo mini_first` brings yours back.");
	assert_string_equal(read_text(place, first), "fn mine() {}\n");
}

#define in_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_place(a_session_has_its_history_packed),
		in_place(it_is_packed_in_another_users_folder_as_well),
		in_place(taken_away_it_begins_anew),
		in_place(a_full_disk_is_said_and_verdicts_go_on),
		in_place(another_owner_has_to_be_trusted),
		in_place(nothing_is_deleted_because_of_its_name),
		in_place(a_fresh_clone_is_reset_to_what_was_handed_out),
		in_place(where_nobody_knows_it_a_reset_says_so),
	};

	return run_group(tests);
}
