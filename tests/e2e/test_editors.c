/* Editors are told where the packages of a course are; what the learner wrote there stays. */
#include "harness.h"
#include "mini_course.h"
#include "rustgym/base/file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The files with a list, and the extension that VS Code recommends. */
static const char *const settings[] = {".vscode/settings.json", ".zed/settings.json",
				       ".helix/languages.toml", ".nvim.lua"};

enum { COUNT = sizeof(settings) / sizeof(*settings) };

static const char *text_of(struct place *place, const char *folder, const char *name)
{
	const char *text = read_text(place, place_text(place, "%s/%s", folder, name));

	if (!text)
		fail_msg("%s has no %s", folder, name);
	return text;
}

/* Every file of a folder names the phase and `more`, or not, as seen from there. */
static void expect_lists(struct place *place, const char *work, const char *more, bool named)
{
	static const char *const folders[] = {"", "exercises/"}, *const prefixes[] = {"exercises/",
										      ""};

	for (size_t f = 0; f < 2; f++)
		for (size_t i = 0; i < COUNT; i++) {
			const char *text = text_of(
				place, work, place_text(place, "%s%s", folders[f], settings[i]));
			const char *entry = place_text(place, "\"%s%s\"", prefixes[f], more);

			assert_contains(text, "clippy");
			assert_contains(
				text, place_text(place, "\"%s01_start/Cargo.toml\"", prefixes[f]));
			if (named)
				assert_contains(text, entry);
			else
				assert_lacks(text, entry);
		}
}

static void a_new_workspace_has_them(void **state)
{
	struct place *place = *state;
	const char *work = make_workspace(place, mini_course(place));

	expect_lists(place, work, "01_start/01_small/Cargo.toml", false);
	assert_contains(text_of(place, work, ".vscode/extensions.json"), "rust-lang.rust-analyzer");
	assert_contains(text_of(place, work, "exercises/.vscode/extensions.json"),
			"rust-lang.rust-analyzer");
	assert_string_equal(text_of(place, work, ".gitignore"), "target/\n");
	assert_answer(rustgym(place, work, "--plain", "doctor"), 0, "ok    editors: ");
}

static void what_is_there_already_stays(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct answer init;

	write_file(place_path(place, "work/.vscode/settings.json"), "{ \"mine\": true }\n");
	write_file(place_path(place, "work/.gitignore"), "*.log\n");
	assert_int_equal(symlink("/nowhere", place_path(place, "work/.zed")), 0);
	init = rustgym(place, NULL, "init", "work", "--course", mini);
	assert_answer(init, 0, ".vscode/settings.json is yours, and was left alone");
	assert_contains(init.out, ".zed/settings.json is yours, and was left alone");
	assert_string_equal(text_of(place, place_path(place, "work"), ".vscode/settings.json"),
			    "{ \"mine\": true }\n");
	assert_string_equal(text_of(place, place_path(place, "work"), ".gitignore"), "*.log\n");
	assert_contains(text_of(place, place_path(place, "work"), ".helix/languages.toml"),
			"01_start");
}

/* The next course has a folder exercise. */
static const char *make_next(struct place *place, const char *mini)
{
	const char *next = place_path(place, "next");

	assert_int_equal(file_copy(mini, next, NULL), 0);
	assert_answer(rustgym(place, next, "dev", "new", "01_small", "mini_pack", "--folder"), 0,
		      "mini_pack");
	replace_in_file(place, place_path(place, "next/exercises/01_start/01_small/topic.json"),
			"\"skills\": [\"FILL-IN\"],\n      \"uses\": [\"FILL-IN\"],\n",
			"\"skills\": [\"1.1.1\"],\n");
	return next;
}

#define PACK "01_start/01_small/mini_pack/Cargo.toml"

static void an_author_gets_them_with_a_new_folder(void **state)
{
	struct place *place = *state;

	expect_lists(place, make_next(place, mini_course(place)), PACK, true);
}

static void an_update_renews_them_and_keeps_the_learners(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *work = make_workspace(place, mini);
	const char *next = make_next(place, mini), *mine, *helix;
	struct answer answer;

	answer = rustgym(place, work, "update", next, "--dry-run");
	assert_answer(answer, 0, "mini_pack");
	expect_lists(place, work, PACK, false);
	answer = rustgym(place, work, "update", next);
	assert_answer(answer, 0, "mini_pack");
	assert_lacks(answer.out, "left alone");
	expect_lists(place, work, PACK, true);

	mine = place_text(place, "%s/.vscode/settings.json", work);
	helix = place_text(place, "%s/exercises/.helix/languages.toml", work);
	write_file(mine,
		   "{ \"rust-analyzer.linkedProjects\": [\"exercises/01_start/Cargo.toml\"] }\n");
	remove_file(helix);
	answer = rustgym(place, work, "--plain", "doctor");
	assert_answer(
		answer, 0,
		"note  .vscode/settings.json lacks 1 of the course's 2 packages: exercises/" PACK);
	answer = rustgym(place, work, "update", next);
	assert_answer(answer, 0, ".vscode/settings.json is yours, and was left alone");
	assert_contains(read_text(place, mine), "[\"exercises/01_start/Cargo.toml\"]");
	assert_contains(read_text(place, helix), PACK);
	remove_file(mine);
	assert_answer(rustgym(place, work, "update", next), 0, NULL);
	expect_lists(place, work, PACK, true);
}

/* A manifest that the learner is editing does not take its package out of the list. */
static void the_handed_out_manifests_decide(void **state)
{
	struct place *place = *state;
	const char *next = make_next(place, mini_course(place)), *work;

	assert_answer(rustgym(place, NULL, "init", "work", "--course", next), 0, NULL);
	work = place_path(place, "work");
	write_file(place_text(place, "%s/exercises/" PACK, work), "[pack\n");
	assert_answer(rustgym(place, work, "update", next), 0, NULL);
	expect_lists(place, work, PACK, true);
	remove_file(place_text(place, "%s/.nvim.lua", work));
	write_file(place_text(place, "%s/.nvim.lua", work), "-- mine\n");
	assert_answer(rustgym(place, work, "--plain", "doctor"), 0,
		      ".nvim.lua lacks 2 of the course's 2 packages");
}

static void the_doctor_misses_them(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);

	assert_answer(rustgym(place, mini, "--plain", "doctor"), 0,
		      "note  no editor has settings here");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_new_workspace_has_them, place_setup,
						place_teardown),
		cmocka_unit_test_setup_teardown(what_is_there_already_stays, place_setup,
						place_teardown),
		cmocka_unit_test_setup_teardown(an_author_gets_them_with_a_new_folder, place_setup,
						place_teardown),
		cmocka_unit_test_setup_teardown(an_update_renews_them_and_keeps_the_learners,
						place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(the_handed_out_manifests_decide, place_setup,
						place_teardown),
		cmocka_unit_test_setup_teardown(the_doctor_misses_them, place_setup,
						place_teardown),
	};

	return run_group(tests);
}
