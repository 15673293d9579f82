/* Workspaces that tell each other what was done: by a git repository, and by a file. */
#include "harness.h"
#include "mini_course.h"
#include "rustgym/base/file.h"
#include "rustgym/base/lock.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define SMALL "exercises/01_start/01_small/"

/* ---- workspaces and a place to meet -------------------------------------------------------------- */

static const char *make_work(struct place *place, const char *name)
{
	const char *mini = place_path(place, "mini");

	if (!file_exists(place_path(place, "mini/exercises")))
		mini = mini_course(place);
	assert_answer(rustgym(place, place->root, "init", name, "--course", mini), 0, name);
	return place_path(place, "%s", name);
}

static const char *shell(struct place *place, const char *commands)
{
	const char *const argv[] = {"/bin/sh", "-ec", commands, NULL};
	struct answer answer = call_program(place, &(struct call){.folder = place->root}, argv);

	assert_answer(answer, 0, NULL);
	return answer.out;
}

static const char *make_remote(struct place *place)
{
	shell(place, "git init -q --bare remote.git");
	return place_path(place, "remote.git");
}

static const char *file_of(struct place *place, const char *work, const char *name)
{
	return place_text(place, "%s/" SMALL "%s.rs", work, name);
}

static const char *text_of(struct place *place, const char *work, const char *name)
{
	return read_text(place, file_of(place, work, name));
}

static void pass(struct place *place, const char *work, const char *name)
{
	write_file(file_of(place, work, name), mini_solution(name));
	assert_answer(rustgym(place, work, "run", name), 0, "passed");
}

/* A text that fails, and says whose it is. */
static void work_on(struct place *place, const char *work, const char *name, const char *whose)
{
	write_file(file_of(place, work, name),
		   place_text(place, "// %s\n%s", whose, mini_start(name)));
	assert_answer(rustgym(place, work, "run", name), 1, NULL);
}

static void synced(struct place *place, const char *work)
{
	assert_answer(rustgym(place, work, "sync"), 0, NULL);
}

/* ---- what is alike ------------------------------------------------------------------------------- */

#define TOLD "for-each-ref refs/rustgym/exercise refs/rustgym/shared"

static const char *refs_of(struct place *place, const char *repo)
{
	return shell(place, place_text(place, "git --git-dir='%s' " TOLD, repo));
}

static const char *listed(struct place *place, const char *work)
{
	struct answer list = rustgym(place, work, "list", "--json");

	assert_answer(list, 0, NULL);
	return list.out;
}

/* progress.json but for what fails, which is the text's that is there. */
static const char *progress_of(struct place *place, const char *work)
{
	return shell(place, place_text(place,
				       "grep -v -e '\"failing\"' -e '\"explained\"' "
				       "'%s/.rustgym/progress.json' | tr -d ','",
				       work));
}

static void assert_alike(struct place *place, const char *a, const char *b)
{
	assert_string_equal(refs_of(place, place_text(place, "%s/.rustgym/repo.git", a)),
			    refs_of(place, place_text(place, "%s/.rustgym/repo.git", b)));
	assert_string_equal(listed(place, a), listed(place, b));
	assert_string_equal(progress_of(place, a), progress_of(place, b));
}

/* ---- sync ---------------------------------------------------------------------------------------- */

static void two_machines_end_alike(void **state)
{
	struct place *place = *state;
	const char *a = make_work(place, "a"), *b = make_work(place, "b");
	const char *remote = make_remote(place), *mine, *theirs;
	struct answer answer;

	assert_answer(rustgym(place, a, "sync"), 2, "sync REMOTE");
	pass(place, a, "mini_first");
	work_on(place, a, "mini_second", "a");
	assert_answer(rustgym(place, a, "sync", "../remote.git"), 0, "has what is here");
	assert_answer(rustgym(place, a, "config", "sync"), 0, remote);

	/* another exercise, and the same */
	pass(place, b, "mini_third");
	work_on(place, b, "mini_second", "b");
	work_on(place, b, "mini_second", "b again");
	mine = text_of(place, b, "mini_second");
	answer = rustgym(place, b, "sync", remote);
	assert_answer(answer, 0, "mini_first: the newer text is in place now");
	assert_contains(answer.out, "1 more exercise is done");
	assert_contains(answer.out, "mini_second: your text here stays");
	theirs = strstr(answer.out, "restore mini_second@") + strlen("restore ");
	theirs = place_text(place, "%.*s", (int)strcspn(theirs, "`"), theirs);
	assert_string_equal(text_of(place, b, "mini_second"), mine);
	assert_string_equal(text_of(place, b, "mini_first"), mini_solution("mini_first"));
	synced(place, a);
	assert_alike(place, a, b);
	assert_answer(rustgym(place, a, "list"), 0, "2 of 3 done");
	assert_string_equal(refs_of(place, remote),
			    refs_of(place, place_text(place, "%s/.rustgym/repo.git", a)));
	assert_contains(read_text(place, place_text(place, "%s/.rustgym/progress.json", a)),
			"\"attempts\":	3");

	/* the sentence is true: the other text is there by its number */
	answer = rustgym(place, b, "history", "mini_second");
	assert_answer(answer, 0, "   4  ");
	assert_answer(rustgym(place, b, "show", theirs), 0, "// a\n");
	assert_answer(rustgym(place, b, "restore", theirs), 0, NULL);
	assert_contains(text_of(place, b, "mini_second"), "// a\n");

	/* once more: nothing, on both sides */
	synced(place, b);
	synced(place, a);
	answer = rustgym(place, a, "sync");
	assert_answer(answer, 0, "Nothing new here, nor in");
	assert_answer(rustgym(place, b, "sync"), 0, "Nothing new here, nor in");
	assert_alike(place, a, b);
}

static void an_undo_takes_a_sync_back(void **state)
{
	struct place *place = *state;
	const char *a = make_work(place, "a"), *b = make_work(place, "b");
	const char *remote = make_remote(place);

	pass(place, a, "mini_first");
	pass(place, a, "mini_third");
	assert_answer(rustgym(place, a, "sync", remote), 0, NULL);
	assert_answer(rustgym(place, b, "sync", remote), 0, "mini_first, mini_third: the newer");
	assert_answer(rustgym(place, b, "undo"), 0, "undid sync of 2 exercises");
	assert_string_equal(text_of(place, b, "mini_first"), mini_start("mini_first"));
	assert_string_equal(text_of(place, b, "mini_third"), mini_start("mini_third"));
	assert_answer(rustgym(place, b, "redo"), 0, "did again sync");
	assert_string_equal(text_of(place, b, "mini_first"), mini_solution("mini_first"));
}

/* What is on disk and was never checked is told as well. */
static void what_was_only_typed_is_told(void **state)
{
	struct place *place = *state;
	const char *a = make_work(place, "a"), *b = make_work(place, "b");
	const char *remote = make_remote(place);

	write_file(file_of(place, a, "mini_first"), "// on the train\n");
	assert_answer(rustgym(place, a, "sync", remote), 0, NULL);
	assert_answer(rustgym(place, b, "sync", remote), 0, "1 snapshot");
	assert_string_equal(text_of(place, b, "mini_first"), "// on the train\n");
}

/* What else there is stays; the learner's own repository, around the workspace, is not looked at. */
static void nothing_else_is_touched(void **state)
{
	struct place *place = *state;
	const char *a = make_work(place, "a"), *before, *refs;
	const char *look = "cd a && git status --porcelain --ignored && git for-each-ref && "
			   "git config --list --local && git ls-files -s && git stash list && "
			   "find .git -type f | sort | xargs cksum";
	const char *other = "git --git-dir=remote.git for-each-ref refs/heads refs/tags; "
			    "cat remote.git/config remote.git/HEAD";

	make_remote(place);
	shell(place, "cd a && git init -q && git add -A && git -c user.name=x -c user.email=x "
		     "commit -qm mine && git tag v1 && git push -q ../remote.git HEAD:main v1");
	pass(place, a, "mini_first");
	shell(place, "cd a && git status -s");
	before = shell(place, look);
	refs = shell(place, other);
	assert_answer(rustgym(place, a, "sync", "../remote.git"), 0, NULL);
	synced(place, a);
	assert_string_equal(shell(place, look), before);
	assert_string_equal(shell(place, other), refs);
	assert_contains(refs, "refs/heads/main");
}

/* A git that lets another workspace sync between our fetch and our push, so many times. */
static const char *const *racing(struct place *place, const char *other, int times)
{
	const char *script = place_path(place, "bin/git");
	const char **env = arena_new(&place->arena, 3 * sizeof(*env));

	write_file(
		script,
		place_text(
			place,
			"#!/bin/sh\nPATH=${PATH#*:}\n"
			"case \" $* \" in *' push '*) n=$(cat '%s/times' 2>/dev/null || echo 0)\n"
			"if [ $n -lt %d ]; then echo $((n + 1)) >'%s/times'\n"
			"echo \"// $n\" >>'%s'\n"
			"'%s' -C '%s' sync >/dev/null 2>&1 || exit 99; fi;; esac\n"
			"exec git \"$@\"\n",
			place->root, times, place->root, file_of(place, other, "mini_second"),
			program_path(), other));
	assert_int_equal(chmod(script, 0755), 0);
	remove_file(place_path(place, "times"));
	env[0] = place_text(place, "PATH=%s/bin:%s", place->root, getenv("PATH"));
	return env;
}

static void who_is_outrun_tries_again(void **state)
{
	struct place *place = *state;
	const char *a = make_work(place, "a"), *b = make_work(place, "b");
	const char *remote = make_remote(place);
	struct call call = {.folder = a};
	const char *const argv[] = {"sync", NULL};

	pass(place, a, "mini_first");
	assert_answer(rustgym(place, a, "sync", remote), 0, NULL);
	assert_answer(rustgym(place, b, "sync", remote), 0, NULL);
	work_on(place, a, "mini_second", "a");
	call.env = racing(place, b, 3);
	assert_answer(call_with(place, &call, argv), 0, "has what is here");
	assert_string_equal(read_text(place, place_path(place, "times")), "3\n");
	synced(place, b);
	assert_alike(place, a, b);
	assert_answer(rustgym(place, a, "history", "mini_second"), 0, "   5  ");

	/* for ever: it gives up, and has lost nothing */
	work_on(place, a, "mini_second", "a once more");
	call.env = racing(place, b, 1000);
	assert_answer(call_with(place, &call, argv), 3, "did not accept the data of this machine");
	synced(place, a);
	synced(place, b);
	assert_alike(place, a, b);
}

/* ---- what can be wrong with a remote ------------------------------------------------------------- */

static void a_remote_that_is_none(void **state)
{
	struct place *place = *state;
	const char *a = make_work(place, "a"), *text;
	const char *without_ssh = place_text(place, "PATH=%s/few", place->root);
	const char *const env[] = {without_ssh, NULL}, *const none[] = {"PATH=/nowhere", NULL};
	const char *const by_ssh[] = {"sync", "git@example.invalid:mine.git", NULL};
	const struct {
		const char *remote;
		int status;
		const char *says;
	} rows[] = {
		{"nowhere", 2, "there is no folder nowhere"},
		{"../mini", 3, "git could not reach"},
		{"file:///nowhere", 3, "git could not reach"},
		{"http://127.0.0.1:1/mine.git", 3, "git could not reach"},
		{"https://127.0.0.1:1/mine.git", 3, "git could not reach"},
		{"https://me:secret@127.0.0.1:1/mine.git", 2, "leave the password out"},
		{"ext::sh -c 'touch hacked'", 2, "is a command and no address"},
		{"--upload-pack=touch hacked", 2, "has no option"},
		{"", 2, "is no address"},
	};

	pass(place, a, "mini_first");
	text = text_of(place, a, "mini_first");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_answer(rustgym(place, a, "sync", rows[i].remote), rows[i].status,
			      rows[i].says);
	shell(place, "mkdir few; for p in git sh; do ln -s \"$(command -v $p)\" few/$p; done");
	assert_answer(call_with(place, &(struct call){.folder = a, .env = env}, by_ssh), 3,
		      "git could not reach git@example.invalid:mine.git");
	assert_answer(call_with(place, &(struct call){.folder = a, .env = none}, by_ssh), 3,
		      "git is not installed");
	assert_false(file_exists(place_text(place, "%s/hacked", a)));
	assert_string_equal(rustgym(place, a, "config", "sync").out, "\n");
	assert_string_equal(text_of(place, a, "mini_first"), text);
	assert_answer(rustgym(place, a, "sync", make_remote(place)), 0, "has what is here");
}

/* What somebody else put there is not taken. */
static void a_remote_with_nonsense(void **state)
{
	struct place *place = *state;
	const char *a = make_work(place, "a"), *refs;

	make_remote(place);
	pass(place, a, "mini_first");
	shell(place, "cd remote.git && blob=$(echo hi | git hash-object -w --stdin) && "
		     "tree=$(printf '100644 blob %s\\tx.rs\\n' $blob | git mktree) && "
		     "commit=$(git -c user.name=x -c user.email=x commit-tree -m x $tree) && "
		     "git update-ref refs/rustgym/exercise/mini_second $commit");
	refs = refs_of(place, "remote.git");
	assert_answer(rustgym(place, a, "sync", "../remote.git"), 5,
		      "the snapshots of mini_second that came were not written by rustgym");
	assert_string_equal(refs_of(place, "remote.git"), refs);
	assert_answer(rustgym(place, a, "list"), 0, "1 of 3 done");
}

/* An exercise of a newer course is left where it is. */
static void what_this_course_lacks_stays_there(void **state)
{
	struct place *place = *state;
	const char *a = make_work(place, "a"), *b = make_work(place, "b"), *refs;
	const char *remote = make_remote(place);

	pass(place, a, "mini_first");
	pass(place, a, "mini_third");
	assert_answer(rustgym(place, a, "sync", remote), 0, NULL);
	refs = refs_of(place, remote);
	remove_file(file_of(place, b, "mini_third"));
	replace_in_file(place, place_text(place, "%s/" SMALL "topic.json", b), "mini_third",
			"mini_fourth");
	replace_in_file(place, place_text(place, "%s/" SMALL "Cargo.toml", b), "\"mini_third\"",
			"\"mini_fourth\"");
	replace_in_file(place, place_text(place, "%s/" SMALL "Cargo.toml", b), "mini_third.rs",
			"mini_fourth.rs");
	write_file(file_of(place, b, "mini_fourth"), mini_start("mini_third"));
	assert_answer(rustgym(place, b, "sync", remote), 0, "this course has no such exercise");
	assert_answer(rustgym(place, b, "list"), 0, "1 of 3 done");
	assert_string_equal(refs_of(place, remote), refs);
}

/* ---- files --------------------------------------------------------------------------------------- */

static void an_export_is_all_of_it(void **state)
{
	struct place *place = *state;
	const char *a = make_work(place, "a"), *b = make_work(place, "b"), *file, *refs;
	struct answer answer;

	assert_answer(rustgym(place, a, "export", "early.bundle"), 2, "nothing to export yet");
	pass(place, a, "mini_first");
	work_on(place, a, "mini_second", "a");
	assert_answer(rustgym(place, a, "goto", "mini_third"), 0, NULL);
	file = place_path(place, "mine.bundle");
	assert_answer(rustgym(place, a, "export", file), 0, "has your progress");
	assert_answer(rustgym(place, a, "export", file), 2, "is there already");
	assert_answer(rustgym(place, a, "export", file, "--force"), 0, "has your progress");
	assert_answer(rustgym(place, a, "export", "exercises"), 2, "is a folder");
	assert_answer(rustgym(place, a, "export", "no/such/folder"), 5, "no/such/folder");
	assert_answer(rustgym(place, a, "export"), 0, "rustgym-");
	assert_answer(rustgym(place, b, "import"), 2, "needs a file");
	assert_answer(rustgym(place, b, "import", "nowhere"), 5, "nowhere");

	answer = rustgym(place, b, "import", file);
	assert_answer(answer, 0, "mini_first, mini_second: the newer text is in place now");
	assert_alike(place, a, b);
	assert_contains(listed(place, b), "\"current\":\"mini_third\"");
	assert_string_equal(text_of(place, b, "mini_second"), text_of(place, a, "mini_second"));
	assert_answer(rustgym(place, b, "import", file), 0, "is new here");
	assert_answer(rustgym(place, b, "undo"), 0, "undid import of 2 exercises");

	/* git can read it */
	refs = refs_of(place, place_text(place, "%s/.rustgym/repo.git", a));
	shell(place, "git init -q --bare alone.git && git --git-dir=alone.git bundle verify -q "
		     "mine.bundle && git --git-dir=alone.git fetch -q mine.bundle "
		     "'refs/*:refs/*' && git --git-dir=alone.git fsck --strict");
	assert_string_equal(refs_of(place, "alone.git"), refs);
	shell(place,
	      place_text(place, "cd a && '%s' export - | cmp - ../mine.bundle", program_path()));
}

/* What is no regular file is written into, and a link is followed. */
static void an_export_replaces_no_pipe_device_or_link(void **state)
{
	struct place *place = *state;
	const char *a = make_work(place, "a");
	struct answer answer;

	pass(place, a, "mini_first");
	assert_answer(rustgym(place, a, "export", place_path(place, "mine.bundle")), 0, NULL);
	shell(place, "mkfifo pipe; ln -s real.bundle link; ln -s later.bundle dangling; "
		     "echo old >real.bundle; chmod 640 real.bundle; ln -s /dev/null null");
	answer = rustgym(place, a, "export", place_path(place, "pipe"));
	assert_answer(answer, 2, "is there already");
	shell(place, place_text(place,
				"cat pipe >out & cd a; for to in pipe link dangling null; do "
				"'%s' export ../$to --force; done; cd ..; wait; "
				"test -p pipe; test -L link; test -L dangling; test -L null; "
				"test -c /dev/null; test \"$(stat -c %%a real.bundle)\" = 640; "
				"for file in out real.bundle later.bundle; do "
				"cmp $file mine.bundle; done",
				program_path()));
	answer = rustgym(place, a, "export", "/dev/full", "--force");
	assert_answer(answer, 5, "/dev/full can't be written");
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

static void a_full_disk_loses_nothing(void **state)
{
	struct place *place = *state;
	const char *a = make_work(place, "a"), *disk = place_path(place, "disk"), *b, *file;
	const char *remote = make_remote(place), *refs, *full;

	write_file(place_path(place, "disk/x"), "");
	if (mount("tmpfs", disk, "tmpfs", 0, "size=4m") < 0) {
		print_message("# no file system may be mounted here: not tried\n");
		return;
	}
	place_on_teardown(place, unmount, (void *)(uintptr_t)disk);
	b = make_work(place, "disk/b");
	pass(place, a, "mini_first");
	work_on(place, a, "mini_second", "a");
	file = place_path(place, "mine.bundle");
	assert_answer(rustgym(place, a, "export", file), 0, NULL);
	assert_answer(rustgym(place, a, "sync", remote), 0, NULL);
	assert_answer(rustgym(place, b, "sync", remote), 0, NULL);
	work_on(place, a, "mini_second", "a again");
	synced(place, a);
	write_file(file_of(place, b, "mini_third"), "// b\n");
	refs = refs_of(place, place_text(place, "%s/.rustgym/repo.git", b));
	fill(place_path(place, "disk/filled"));
	assert_int_equal(rustgym(place, b, "sync").status, 5);
	assert_int_equal(rustgym(place, b, "import", file).status, 5);
	full = place_path(place, "disk/full.bundle");
	assert_answer(rustgym(place, a, "export", full), 5, "No space left");
	assert_false(file_exists(full) && read_text(place, full)[0]);
	assert_string_equal(refs_of(place, place_text(place, "%s/.rustgym/repo.git", b)), refs);
	assert_string_equal(text_of(place, b, "mini_third"), "// b\n");
	remove_file(place_path(place, "disk/filled"));
	synced(place, b);
	synced(place, a);
	assert_alike(place, a, b);
	assert_contains(text_of(place, b, "mini_second"), "a again");
}

/* ---- cut short ----------------------------------------------------------------------------------- */

struct copies {
	const char *work, *remote;
};

/* Copies of b and of the remote, for one try. */
static struct copies copied(struct place *place)
{
	shell(place, "rm -rf copy copy.git; cp -r b copy; cp -r remote.git copy.git");
	return (struct copies){place_path(place, "copy"), place_path(place, "copy.git")};
}

/* False when it came to its end. git, which is preloaded as well, may be the one that is killed. */
static bool sync_killed_at(struct place *place, const struct copies *copies, int step)
{
	const char *const env[] = {
		place_text(place, "LD_PRELOAD=%s", place_path(place, "kill-at.so")),
		place_text(place, "KILL_AT=%d", step),
		"ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0", NULL};
	const char *const argv[] = {"sync", copies->remote, NULL};
	struct answer answer = call_with(place, &(struct call){.folder = copies->work, .env = env},
					 argv);

	if (answer.status == 0)
		return false;
	if (answer.status != 128 + SIGKILL && answer.status != 3)
		assert_answer(answer, 128 + SIGKILL, NULL);
	return true;
}

static void killed_anywhere_nothing_is_lost(void **state)
{
	struct place *place = *state;
	const char *a = make_work(place, "a"), *b = make_work(place, "b"), *mine;
	const char *remote = make_remote(place), *list;
	struct copies copies;
	int step;

	/* LD_PRELOAD takes no path with a blank, as the build folder's may have one */
	assert_int_equal(symlink(getenv("E2E_KILLER"), place_path(place, "kill-at.so")), 0);
	pass(place, a, "mini_first");
	work_on(place, a, "mini_second", "a");
	assert_answer(rustgym(place, a, "sync", remote), 0, NULL);
	work_on(place, b, "mini_second", "b");
	pass(place, b, "mini_third");
	mine = text_of(place, b, "mini_second");
	copies = copied(place);
	assert_false(sync_killed_at(place, &copies, 0));
	list = listed(place, copies.work);
	for (step = 1; copies = copied(place), sync_killed_at(place, &copies, step);
	     step += step < 20 ? 1 : 7) {
		struct answer answer;

		assert_string_equal(text_of(place, copies.work, "mini_second"), mine);
		assert_answer(rustgym(place, copies.work, "list"), 0, "of 3 done");
		assert_answer(rustgym(place, copies.work, "show", "mini_second@2"), 0, NULL);
		assert_answer(rustgym(place, copies.work, "sync", copies.remote), 0, NULL);
		assert_string_equal(listed(place, copies.work), list);
		assert_string_equal(text_of(place, copies.work, "mini_second"), mine);
		assert_string_equal(text_of(place, copies.work, "mini_first"),
				    mini_solution("mini_first"));
		answer = rustgym(place, copies.work, "history", "mini_second", "--json");
		assert_answer(answer, 0, "\"number\":3");
		assert_lacks(answer.out, "\"number\":4");
		assert_contains(read_text(place, place_text(place, "%s/.rustgym/progress.json",
							    copies.work)),
				"\"attempts\":	2");
		shell(place, "git --git-dir=copy/.rustgym/repo.git fsck --strict && "
			     "git --git-dir=copy.git fsck --strict");
		assert_string_equal(
			refs_of(place, copies.remote),
			refs_of(place, place_text(place, "%s/.rustgym/repo.git", copies.work)));
	}
	print_message("# %d steps\n", step - 1);
	assert_true(step > 20);
}

/* The first one is in the middle of a fetch: what came to it lies in incoming.git. */
static void one_at_a_time(void **state)
{
	static const char *const others[] = {"sync", "export x.bundle", "import y.bundle"};
	struct place *place = *state;
	const char *a = make_work(place, "a"), *remote = make_remote(place);
	const char *came = place_path(place, "a/.rustgym/incoming.git/came");
	struct lock *first;

	pass(place, a, "mini_first");
	assert_answer(rustgym(place, a, "sync", remote), 0, NULL);
	assert_answer(rustgym(place, a, "export", place_path(place, "a/y.bundle")), 0, NULL);
	assert_int_equal(
		lock_take(place_path(place, "a/.rustgym/exchange.lock"), 0, &first, NULL, NULL), 0);
	shell(place, "mkdir a/.rustgym/incoming.git");
	write_file(came, "half of it");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		shell(place, place_text(place, "cd a && '%s' %s >../said 2>&1 && exit 1; exit 0",
					program_path(), others[i]));
		assert_contains(read_text(place, place_path(place, "said")),
				"is under way (process");
		assert_string_equal(read_text(place, came), "half of it");
	}
	lock_release(first);
	synced(place, a);
}

#define in_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_place(two_machines_end_alike),
		in_place(an_undo_takes_a_sync_back),
		in_place(what_was_only_typed_is_told),
		in_place(nothing_else_is_touched),
		in_place(who_is_outrun_tries_again),
		in_place(a_remote_that_is_none),
		in_place(a_remote_with_nonsense),
		in_place(what_this_course_lacks_stays_there),
		in_place(an_export_is_all_of_it),
		in_place(an_export_replaces_no_pipe_device_or_link),
		in_place(a_full_disk_loses_nothing),
		in_place(killed_anywhere_nothing_is_lost),
		in_place(one_at_a_time),
	};

	return run_group(tests);
}
