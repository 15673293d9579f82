/* Several users on one machine: what another could have put there is not used. */
#include "harness.h"
#include "mini_course.h"
#include "rustgym/base/file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An ordinary user and another one; root plays both. */
#define USER "65534"
#define OTHER "65533"

static void shell(struct place *place, const char *commands)
{
	const char *const argv[] = {"/bin/sh", "-ec", commands, NULL};

	assert_answer(call_program(place, &(struct call){.folder = place->root}, argv), 0, NULL);
}

/* Only root can be two users. A place for all of them has the program, which every user may run. */
static bool has_users(struct place *place)
{
	const char *const argv[] = {"/bin/sh", "-c",
				    "setpriv --reuid=" USER " --regid=" USER " --clear-groups true",
				    NULL};
	struct answer answer = call_program(place, &(struct call){0}, argv);

	if (geteuid() != 0 || answer.status != 0) {
		print_message("# nobody can be another user here: not tried\n");
		return false;
	}
	shell(place, place_text(place,
				"chmod 755 .; mkdir -p own/build; cd own/build; "
				"for file in rustgym rustgym-relay rustgym-history.so; do "
				"cp $(dirname '%s')/$file . || true; done; chmod 755 *",
				program_path()));
	return true;
}

/* Runs the program of the place as an ordinary user, who has a home of their own. */
static struct answer as_user(struct place *place, const char *where, const char *prepare,
			     const char *command)
{
	const char *script = place_text(
		place,
		"cd %s && exec setpriv --reuid=" USER " --regid=" USER
		" --clear-groups env -u RUSTGYM_CACHE HOME=%s/home "
		"XDG_STATE_HOME=%s/home/state XDG_CONFIG_HOME=%s/home/config "
		"TMPDIR=%s/home "
		"/bin/sh -c '%s %s/own/build/rustgym %s'",
		where, place->root, place->root, place->root, place->root, prepare, place->root,
		command);

	return call_program(place, &(struct call){.folder = place->root},
			    (const char *const[]){"/bin/sh", "-c", script, NULL});
}

static void make_home(struct place *place)
{
	shell(place, "mkdir -p home; chown " USER ":" USER " home; chmod 700 home");
}

/* ---- D1: somebody else's folder ------------------------------------------------------------------ */

static void root_is_told_whose_folder_it_is(void **state)
{
	static const char *const commands[] = {"list",    "hint",   "doctor", "run",  "check",
					       "history", "update", "export", "watch"};
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct stat st;

	if (!has_users(place))
		return;
	shell(place, "chown -R " USER ":" USER " mini");
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		assert_answer(rustgym(place, mini, commands[i]), 3, "and you are root");
	assert_int_equal(lstat(place_path(place, "mini/.rustgym"), &st), -1);
	assert_answer(rustgym(place, mini, "list", "--trust-owner"), 0, "mini_first");
	assert_answer(rustgym(place, mini, "--trust-owner", "list"), 0, "mini_first");
}

/* What the owner is trusted with does not include links to what is root's. */
static void a_trusted_owners_links_are_not_followed(void **state)
{
	static const struct {
		const char *make, *command, *said;
		int status;
	} cases[] = {
		{"ln -s ../../secret .rustgym/history.lock", "run", "symbolic link", 3},
		{"ln -s ../../secret .rustgym/lock", "watch", "symbolic link", 3},
		{"mkdir .rustgym/cache; ln -s ../../../docs .rustgym/cache/out", "run",
		 "symbolic link", 3},
		{"rm -r .rustgym; ln -s ../docs .rustgym", "list", "symbolic link", 3},
		{"ln -sf ../../../../secret exercises/01_start/01_small/mini_first.rs", "run",
		 "symbolic link", 4},
	};
	struct place *place = *state;
	const char *mini;

	if (!has_users(place))
		return;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct answer answer;

		shell(place,
		      "rm -rf mini docs secret; mkdir -p docs/999999-taxes; echo mine >secret; "
		      "chmod 600 secret; cp secret docs/999999-taxes/x");
		mini = mini_course(place);
		shell(place, place_text(place,
					"cd mini; mkdir .rustgym; chmod 700 .rustgym; %s; "
					"chown -hR " USER ":" USER " .",
					cases[i].make));
		answer = rustgym(place, mini, "--trust-owner", cases[i].command);
		assert_answer(answer, cases[i].status, cases[i].said);
		assert_lacks(answer.out, "mine");
		assert_string_equal(read_text(place, place_path(place, "secret")), "mine\n");
		assert_string_equal(read_text(place, place_path(place, "docs/999999-taxes/x")),
				    "mine\n");
	}
}

static void a_user_is_told_whose_folder_it_is(void **state)
{
	struct place *place = *state;
	struct answer answer;

	mini_course(place);
	if (!has_users(place))
		return;
	make_home(place);
	shell(place, "chown -R " OTHER ":" OTHER " mini; chmod -R a+rwX mini");
	answer = as_user(place, "mini", "", "list");
	assert_answer(answer, 3, "belongs to another user. ");
	assert_contains(answer.err, "--trust-owner");
	assert_answer(as_user(place, "mini", "", "--trust-owner list"), 0, "mini_first");
	shell(place, "chown -R " USER ":" USER " mini; chmod -R go-w mini");
	assert_answer(as_user(place, "mini", "", "list"), 0, "mini_first");
}

/* ---- D2: a cache in somebody else's folder ------------------------------------------------------- */

static void a_cache_of_somebody_else_is_refused(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *cache = place_path(place, "shared/cache");
	const char *const env[] = {place_text(place, "RUSTGYM_CACHE=%s", cache), NULL};
	const struct call call = {.folder = mini, .env = env};
	const char *given;

	if (!has_users(place))
		return;
	make_home(place);
	shell(place, "mkdir -p shared; chmod 777 shared; chown -R " USER ":" USER " mini");
	given = place_text(place, "RUSTGYM_CACHE=%s", cache);
	assert_answer(as_user(place, "mini", given, "config polish off"), 0, NULL);
	shell(place, "mv shared/cache shared/theirs; cp -R shared/theirs shared/cache; "
		     "chown -R " OTHER ":" OTHER " shared/cache");
	assert_answer(as_user(place, "mini", given, "doctor"), 3, "belongs to another user");
	assert_answer(as_user(place, "mini", given, "list"), 3, "belongs to another user");
	shell(place, "chown -R 0:0 mini");
	assert_answer(call_with(place, &call, (const char *const[]){"doctor", NULL}), 3,
		      "belongs to another user");
	shell(place, "chown -R 0:0 shared/cache; chown " OTHER " shared/cache/.rustgym");
	assert_answer(call_with(place, &call, (const char *const[]){"run", NULL}), 3,
		      "belongs to another user");
}

/* ---- D5: helpers and courses that others planted ------------------------------------------------- */

/* The history's module is the helper that is missed most plainly. */
static void helpers_are_taken_from_beside_the_program_only(void **state)
{
	static const char *const places[] = {"own", ".", "own/libexec", "own/build/build"};
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *const argv[] = {place_path(place, "own/build/rustgym"), "history", "mini_first",
				    NULL};
	const struct call call = {.folder = mini};

	if (!has_users(place))
		return;
	if (!file_exists(place_path(place, "own/build/rustgym-history.so"))) {
		print_message("# the history is linked here: not tried\n");
		return;
	}
	assert_answer(call_program(place, &call, argv), 0, NULL);
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		struct answer answer;

		shell(place, place_text(place, "mkdir -p %s; mv own/build/*.so %s/", places[i],
					places[i]));
		answer = call_program(place, &call, argv);
		assert_int_not_equal(answer.status, 0);
		assert_contains(answer.err, "rustgym-history");
		shell(place, place_text(place, "mv %s/*.so own/build/", places[i]));
	}
	shell(place, "chown " USER " own/build/*.so");
	assert_int_not_equal(call_program(place, &call, argv).status, 0);
	shell(place, "chown 0 own/build/*.so; chmod 777 own/build/*.so");
	assert_int_not_equal(call_program(place, &call, argv).status, 0);
	shell(place, "chmod 755 own/build/*.so; mkdir -p own/libexec/rustgym; "
		     "mv own/build/*.so own/libexec/rustgym");
	assert_answer(call_program(place, &call, argv), 0, NULL);
}

static void a_planted_course_is_not_the_installed_one(void **state)
{
	struct place *place = *state;
	struct call call = {.folder = place->root};
	const char *const argv[] = {place_path(place, "own/build/rustgym"), "init", "work", NULL};

	mini_course(place);
	if (!has_users(place))
		return;
	shell(place, "cp -R mini/exercises mini/hints own; cp -R mini/exercises .; "
		     "rm -rf exercises; mkdir -p own/share; cp -R mini own/share/rustgym");
	shell(place, "chown -R " USER " own/share own/exercises; "
		     "echo $PWD/own >own/build/gym-root; chown " USER " own/build/gym-root");
	assert_lacks(call_program(place, &call, argv).out, "work has 3 exercises");
	shell(place, "rm -rf work; chown 0 own/build/gym-root"); /* the program's own word */
	assert_lacks(call_program(place, &call, argv).out, "work has 3 exercises");
	shell(place, "rm -rf work; chown -R 0 own/exercises");
	assert_answer(call_program(place, &call, argv), 0, "work has 3 exercises");
}

/* ---- D6: what others can read and write ---------------------------------------------------------- */

static void nothing_is_for_others_to_write(void **state)
{
	static const char *const masks[] = {"0", "002", "022", "077"};
	struct place *place = *state;
	const char *const list[] = {"/bin/sh", "-c",
				    "find mini/.rustgym cache own-config own-state "
				    "-perm /022 ! -type l",
				    NULL};
	const char *const env[] = {place_text(place, "RUSTGYM_CACHE=%s/cache", place->root), NULL};

	for (size_t i = 0; i < sizeof(masks) / sizeof(*masks); i++) {
		const struct call call = {.folder = place_path(place, "mini"), .env = env};
		const char *script = place_text(place,
						"umask %s; '%s' run; '%s' config editor vi; "
						"'%s' --trust check; '%s' list",
						masks[i], program_path(), program_path(),
						program_path(), program_path());
		struct stat st;

		shell(place,
		      "rm -rf mini cache own-config own-state; mkdir cache own-state own-config");
		mini_course(place);
		assert_answer(call_program(place, &call,
					   (const char *const[]){"/bin/sh", "-c", script, NULL}),
			      0, "mini_first"); /* it does not refuse its own */
		assert_string_equal(call_program(place, &(struct call){0}, list).out, "");
		assert_int_equal(stat(place_path(place, "mini/.rustgym"), &st), 0);
		assert_int_equal(st.st_mode & 0077, 0);
	}
}

#define in_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_place(root_is_told_whose_folder_it_is),
		in_place(a_trusted_owners_links_are_not_followed),
		in_place(a_user_is_told_whose_folder_it_is),
		in_place(a_cache_of_somebody_else_is_refused),
		in_place(helpers_are_taken_from_beside_the_program_only),
		in_place(a_planted_course_is_not_the_installed_one),
		in_place(nothing_is_for_others_to_write),
	};

	return run_group(tests);
}
