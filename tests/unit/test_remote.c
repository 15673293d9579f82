/* How git is called, with programs in its place that misbehave. */
#include "rustgym/sync/address.h"
#include "support.h"
#include "sync/remote.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *old_path;

static int setup(void **state)
{
	old_path = memory_copy_string(getenv("PATH"));
	return sandbox_setup(state);
}

static int teardown(void **state)
{
	setenv("PATH", old_path, 1);
	free(old_path);
	return sandbox_teardown(state);
}

/* From now on this is git. */
static void git_is(struct sandbox *box, const char *script)
{
	const char *path = arena_format(&box->arena, "%s/bin:%s", box->root, old_path);

	sandbox_write(box, "bin/git", arena_format(&box->arena, "#!/bin/sh\n%s\n", script));
	assert_int_equal(chmod(sandbox_path(box, "bin/git"), 0755), 0);
	setenv("PATH", path, 1);
}

static void addresses(void **state)
{
	struct sandbox *box = *state;
	static const struct {
		const char *typed;
		int result;
	} rows[] = {
		{"https://host/mine.git", 0},
		{"ssh://me@host/mine", 0},
		{"git@host:mine.git", 0},
		{"https://me@host/mine", 0},
		{"https://host:8080/a@b", 0},
		{"https://me:secret@host/mine", ERROR_USAGE},
		{"nowhere", ERROR_USAGE},
		{"c:nowhere", ERROR_USAGE},
		{"", ERROR_USAGE},
		{"-o", ERROR_USAGE},
		{"--upload-pack=touch x", ERROR_USAGE},
		{"ext::sh -c touch% x", ERROR_USAGE},
		{"ext://sh", ERROR_USAGE},
		{"fd::7", ERROR_USAGE},
		{"fd://7", ERROR_USAGE},
		{"https://host/\x1b[2J", ERROR_USAGE},
	};
	char *address;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(address_read(rows[i].typed, &address, NULL), rows[i].result);
		if (!rows[i].result)
			assert_string_equal(address, rows[i].typed);
		free(address);
	}
	assert_int_equal(chdir(box->root), 0);
	sandbox_write(box, "there/x", "");
	assert_int_equal(address_read("there", &address, NULL), 0);
	assert_string_equal(address, sandbox_path(box, "there"));
	free(address);
}

static void who_does_not_move_is_ended(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;
	pid_t pid;

	git_is(box, "echo $$ >\"${0%/*}/pid\"; trap '' TERM; while :; do sleep 1000; done");
	assert_int_equal(remote_fetch("https://host/x", box->root, 1, &err), ERROR_ENVIRONMENT);
	assert_contains(err.message, "nothing moved for 1 s");
	pid = (pid_t)atoi(sandbox_read(box, "bin/pid", NULL));
	assert_true(process_is_gone(pid));
}

/* As long as something comes it is left alone, however long it takes in all. */
static void who_moves_is_waited_for(void **state)
{
	struct sandbox *box = *state;

	git_is(box, "for i in 1 2 3 4; do echo $i >&2; sleep 0.5; done");
	assert_int_equal(remote_fetch("https://host/x", box->root, 1, NULL), 0);
}

static void endless_words_are_no_trouble(void **state)
{
	struct sandbox *box = *state;

	git_is(box,
	       "head -c 3000000 /dev/zero | tr '\\0' x; head -c 3000000 /dev/zero >&2; exit 3");
	assert_int_equal(remote_fetch("https://host/x", box->root, 30, NULL), ERROR_ENVIRONMENT);
}

/* What it says on standard error while we do this. */
static const char *said_by(struct sandbox *box, const char *script)
{
	const char *path = sandbox_path(box, "said");
	int before = dup(STDERR_FILENO);

	assert_non_null(freopen(path, "w", stderr));
	git_is(box, script);
	assert_int_equal(remote_fetch("https://host/x", box->root, 30, NULL), ERROR_ENVIRONMENT);
	fflush(stderr);
	assert_true(dup2(before, STDERR_FILENO) >= 0);
	close(before);
	return sandbox_read(box, "said", NULL);
}

static void what_it_says_does_nothing_to_the_terminal(void **state)
{
	struct sandbox *box = *state;
	const char *said = said_by(
		box,
		"printf 'at 1%%\\rat 100%%\\rremote: \\033]0;owned\\007red\\033[31m\\n' >&2; exit 1");

	assert_contains(said, "remote: red");
	assert_null(strchr(said, '\x1b'));
	assert_null(strchr(said, '\r'));
	assert_lacks(said, "at 1%");
}

/* ---- with git itself ----------------------------------------------------------------------------- */

static void shell(struct sandbox *box, const char *commands)
{
	const char *output = NULL;
	const char *const argv[] = {"/bin/sh", "-ec", commands, NULL};

	if (run_command(argv, box->root, &output, box) != 0)
		fail_msg("%s\n%s", commands, output);
}

/*
 * "here" is a git directory with a ref to tell, "stick" a repository of somebody else. All that one
 * of them could have run writes to "ran".
 */
static void make_hostile_sides(struct sandbox *box)
{
	shell(box,
	      "git init -q --bare here; git init -q --bare stick; git init -q --bare other\n"
	      "cd here\n"
	      "tree=$(git hash-object -t tree -w --stdin </dev/null)\n"
	      "commit=$(git -c user.name=x -c user.email=x@example.org commit-tree -m x $tree)\n"
	      "git update-ref refs/rustgym/exercise/one $commit\n"
	      "cd ..\n"
	      "for side in here stick; do\n"
	      "  for hook in pre-receive update post-receive post-update reference-transaction \\\n"
	      "              proc-receive pre-push push-to-checkout pre-auto-gc; do\n"
	      "    printf '#!/bin/sh\\necho hook >>\"%s/ran\"\\n' \"$PWD\" >$side/hooks/$hook\n"
	      "    chmod +x $side/hooks/$hook\n"
	      "  done\n"
	      "  printf '#!/bin/sh\\necho command >>\"%s/ran\"\\n' \"$PWD\" >$side/evil\n"
	      "  chmod +x $side/evil\n"
	      "  evil=\"'$PWD/$side/evil'\"\n"
	      "  echo $PWD/other/objects >$side/objects/info/alternates\n"
	      "  for name in core.alternateRefsCommand core.fsmonitor core.sshCommand \\\n"
	      "              uploadpack.packObjectsHook credential.helper core.gitProxy \\\n"
	      "              core.askPass gpg.program core.pager core.editor; do\n"
	      "    git -C $side config $name \"$evil\"\n"
	      "  done\n"
	      "  git -C $side config core.hooksPath \"$PWD/$side/hooks\"\n"
	      "  git -C $side config \"remote.$PWD/stick.url\" \"$PWD/stick\"\n"
	      "  git -C $side config \"remote.$PWD/stick.receivepack\" \"$evil\"\n"
	      "  git -C $side config \"remote.$PWD/stick.uploadpack\" \"$evil\"\n"
	      "done\n");
}

static void a_folder_with_hooks_and_commands_runs_nothing(void **state)
{
	struct sandbox *box = *state;
	const char *stick, *file;
	bool outrun = true;

	make_hostile_sides(box);
	assert_int_equal(chdir(box->root), 0);
	stick = sandbox_path(box, "stick");
	file = arena_format(&box->arena, "file://%s", stick);
	assert_int_equal(remote_push(stick, sandbox_path(box, "here"), 60, &outrun, NULL), 0);
	assert_false(outrun);
	shell(box, "git -C stick rev-parse --verify refs/rustgym/exercise/one");
	assert_int_equal(remote_fetch(stick, sandbox_path(box, "here"), 60, NULL), 0);
	assert_int_equal(remote_fetch(file, sandbox_path(box, "here"), 60, NULL), 0);
	assert_null(sandbox_read(box, "ran", NULL));
}

/* The settings of a git directory that came with the workspace are not the learner's. */
static void what_reaches_a_server_is_the_learners(void **state)
{
	struct sandbox *box = *state;

	make_hostile_sides(box);
	setenv("GIT_SSH_COMMAND", "echo learner >>ran; false", 1);
	assert_int_equal(chdir(box->root), 0);
	assert_int_equal(remote_fetch("ssh://host/x", sandbox_path(box, "here"), 60, NULL),
			 ERROR_ENVIRONMENT);
	unsetenv("GIT_SSH_COMMAND");
	assert_contains(sandbox_read(box, "ran", NULL), "learner\n");
	assert_lacks(sandbox_read(box, "ran", NULL), "command");
	assert_int_equal(
		remote_fetch("ssh://-oProxyCommand=x/x", sandbox_path(box, "here"), 60, NULL),
		ERROR_ENVIRONMENT);
}

/* Whatever the learner's own git allows, in its settings or its environment. */
static void a_command_is_no_address(void **state)
{
	struct sandbox *box = *state;
	static const char *const names[] = {"GIT_ALLOW_PROTOCOL", "GIT_CONFIG_COUNT",
					    "GIT_CONFIG_KEY_0",   "GIT_CONFIG_VALUE_0",
					    "GIT_CONFIG_KEY_1",   "GIT_CONFIG_VALUE_1"};
	const char *const values[] = {"ext:fd:file:ssh",
				      "2",
				      "protocol.ext.allow",
				      "always",
				      "url.ext::touch% ran;.insteadOf",
				      "https://host/"};

	make_hostile_sides(box);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		setenv(names[i], values[i], 1);
	sandbox_write(box, "config",
		      "[protocol \"ext\"]\n\tallow = always\n"
		      "[url \"ext::touch ran;\"]\n\tinsteadOf = ssh://host/\n");
	setenv("GIT_CONFIG_GLOBAL", sandbox_path(box, "config"), 1);
	assert_int_equal(chdir(box->root), 0);
	assert_int_equal(remote_fetch("ext::touch ran", sandbox_path(box, "here"), 60, NULL),
			 ERROR_USAGE);
	assert_int_equal(remote_fetch("ssh://host/x", sandbox_path(box, "here"), 60, NULL),
			 ERROR_ENVIRONMENT);
	unsetenv("GIT_CONFIG_GLOBAL");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		unsetenv(names[i]);
	assert_null(sandbox_read(box, "ran", NULL));
}

/* A hook's variables would lead git to another repository. */
static void other_repositories_are_out_of_sight(void **state)
{
	struct sandbox *box = *state;

	setenv("GIT_DIR", "/elsewhere", 1);
	setenv("GIT_INDEX_FILE", "/elsewhere/index", 1);
	git_is(box,
	       "test -z \"$GIT_DIR$GIT_INDEX_FILE\" || exit 1\n"
	       "case \"$*\" in *core.hooksPath=/dev/null*protocol.ext.allow=never*) ;; *) exit 1;; "
	       "esac");
	assert_int_equal(remote_fetch("https://host/x", box->root, 30, NULL), 0);
	unsetenv("GIT_DIR");
	unsetenv("GIT_INDEX_FILE");
}

static void a_refusal_is_not_a_failure(void **state)
{
	struct sandbox *box = *state;
	bool outrun = false;

	git_is(box, "printf 'To x\\n!\\ta:a\\t[rejected] (fetch first)\\n'; exit 1");
	assert_int_equal(remote_push("https://host/x", box->root, 30, &outrun, NULL), 0);
	assert_true(outrun);
	git_is(box, "echo 'fatal: no' >&2; exit 128");
	assert_int_equal(remote_push("https://host/x", box->root, 30, &outrun, NULL),
			 ERROR_ENVIRONMENT);
	assert_false(outrun);
	git_is(box, "case \"$*\" in *--force*|*' +refs'*) exit 9;; esac");
	assert_int_equal(remote_push("https://host/x", box->root, 30, &outrun, NULL), 0);
	assert_false(outrun);
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(addresses),
		in_sandbox(who_does_not_move_is_ended),
		in_sandbox(who_moves_is_waited_for),
		in_sandbox(endless_words_are_no_trouble),
		in_sandbox(what_it_says_does_nothing_to_the_terminal),
		in_sandbox(a_folder_with_hooks_and_commands_runs_nothing),
		in_sandbox(what_reaches_a_server_is_the_learners),
		in_sandbox(a_command_is_no_address),
		in_sandbox(other_repositories_are_out_of_sight),
		in_sandbox(a_refusal_is_not_a_failure),
	};

	return run_group(tests);
}
