#include "rustgym/workspace/config.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_NAME ".rustgym/config.json"

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct workspace *workspace = memory_new(sizeof(*workspace));

	box->data = workspace;
	*state = box;
	return workspace_at(box->root, workspace, NULL) || workspace_prepare(workspace, NULL);
}

static int teardown(void **state)
{
	struct sandbox *box = *state;

	workspace_clear(box->data);
	free(box->data);
	sandbox_free(box);
	return 0;
}

static const struct workspace *workspace_in(void **state)
{
	return ((struct sandbox *)*state)->data;
}

static struct config loaded(const struct workspace *workspace)
{
	struct config config;
	struct error err = ERROR_INIT;

	if (config_load(workspace, &config, &err))
		fail_msg("%s", err.message);
	return config;
}

static void has_defaults(void **state)
{
	struct config config = loaded(workspace_in(state));

	for (size_t i = 0; i < CONFIG_COUNT; i++)
		assert_string_equal(config.values[i], config_settings[i].fallback);
	assert_string_equal(config.values[CONFIG_ADVANCE], "auto");
	assert_int_equal(config_seconds(&config, CONFIG_RUN_S), 10);
	config_clear(&config);
	config_clear(&config);
}

static void every_setting_is_described_and_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < CONFIG_COUNT; i++) {
		assert_int_equal(config_find(config_settings[i].name), i);
		assert_true(*config_settings[i].accepts && *config_settings[i].meaning);
	}
	assert_int_equal(config_find("nonsense"), CONFIG_COUNT);
	assert_int_equal(config_find(""), CONFIG_COUNT);
}

static void keeps_what_is_set(void **state)
{
	static const char *const values[CONFIG_COUNT] = {
		[CONFIG_ADVANCE] = "ask",
		[CONFIG_EDITOR] = "code --wait \"x y\" \\ \xc3\xa4",
		[CONFIG_EDITOR_IN] = "split",
		[CONFIG_NOTIFY] = "desktop",
		[CONFIG_POLISH] = "off",
		[CONFIG_PREPARE] = "off",
		[CONFIG_COMPILE_S] = "3600",
		[CONFIG_RUN_S] = "1",
		[CONFIG_COURSE] = "/opt/a course",
		[CONFIG_SYNC] = "ssh://a.example/notes.git",
	};
	const struct workspace *workspace = workspace_in(state);
	struct config config = loaded(workspace);
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < CONFIG_COUNT; i++) {
		assert_int_equal(
			config_set(workspace, &config, (enum config_key)i, values[i], &err), 0);
		assert_string_equal(config.values[i], values[i]);
	}
	config_clear(&config);
	config = loaded(workspace);
	for (size_t i = 0; i < CONFIG_COUNT; i++)
		assert_string_equal(config.values[i], values[i]);
	assert_int_equal(config_seconds(&config, CONFIG_COMPILE_S), 3600);
	assert_int_equal(config_set(workspace, &config, CONFIG_EDITOR, "", &err), 0);
	config_clear(&config);
	config = loaded(workspace);
	assert_string_equal(config.values[CONFIG_EDITOR], "");
	assert_string_equal(config.values[CONFIG_ADVANCE], "ask");
	config_clear(&config);
}

static void refuses_other_values(void **state)
{
	static const struct {
		enum config_key key;
		const char *value;
	} cases[] = {
		{CONFIG_ADVANCE, "never"},  {CONFIG_ADVANCE, ""},
		{CONFIG_ADVANCE, "au"},     {CONFIG_ADVANCE, "autos"},
		{CONFIG_ADVANCE, "|"},      {CONFIG_ADVANCE, "auto|ask"},
		{CONFIG_POLISH, "ON"},      {CONFIG_RUN_S, "0"},
		{CONFIG_RUN_S, "601"},      {CONFIG_RUN_S, "-1"},
		{CONFIG_RUN_S, ""},         {CONFIG_RUN_S, "5s"},
		{CONFIG_RUN_S, "1.5"},      {CONFIG_RUN_S, "0x10"},
		{CONFIG_COMPILE_S, "3601"}, {CONFIG_COMPILE_S, "99999999999999999999"},
		{CONFIG_EDITOR, "vi\n"},    {CONFIG_EDITOR, "\x1b[2J"},
		{CONFIG_EDITOR, "\xff"},    {CONFIG_COURSE, "a\tb"},
	};
	struct sandbox *box = *state;
	const struct workspace *workspace = workspace_in(state);
	struct config config = loaded(workspace);

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct config_setting *setting = &config_settings[cases[i].key];
		struct error err = ERROR_INIT;

		if (config_set(workspace, &config, cases[i].key, cases[i].value, &err) !=
		    ERROR_USAGE)
			fail_msg("%s takes \"%s\"", setting->name, cases[i].value);
		assert_contains(err.message, setting->name);
		assert_contains(err.message, setting->accepts);
		assert_string_equal(config.values[cases[i].key], setting->fallback);
	}
	assert_null(sandbox_read(box, FILE_NAME, NULL));
	config_clear(&config);
}

static void a_bad_setting_is_named_and_the_others_count(void **state)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
		{"{\"advance\": \"ask\", \"colour\": \"red\"}", "unknown setting \"colour\""},
		{"{\"run_deadline_s\": 5, \"advance\": \"ask\"}", "run_deadline_s must be 1..600"},
		{"{\"polish\": \"maybe\", \"advance\": \"ask\"}", "polish must be on|off"},
		{"{\"editor\": null, \"advance\": \"ask\"}", "editor must be a command"},
	};
	struct sandbox *box = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct error err = ERROR_INIT;
		struct config config;

		sandbox_write(box, FILE_NAME, cases[i].text);
		assert_int_equal(config_load(workspace_in(state), &config, &err), ERROR_IO);
		assert_contains(err.message, cases[i].words);
		assert_string_equal(config.values[CONFIG_ADVANCE], "ask");
		assert_string_equal(config.values[CONFIG_RUN_S], "10");
		config_clear(&config);
	}
}

static void a_damaged_file_leaves_the_defaults(void **state)
{
	static const char *const damaged[] = {"",
					      "{\n\"advance\": \"ask\",\n}",
					      "[\"advance\"]",
					      "[]",
					      "5",
					      "null",
					      "\"text\"",
					      "{\"a\": \"\xff\"}"};
	struct sandbox *box = *state;

	for (size_t i = 0; i < sizeof(damaged) / sizeof(*damaged); i++) {
		struct error err = ERROR_INIT;
		struct config config;

		sandbox_write(box, FILE_NAME, damaged[i]);
		assert_int_equal(config_load(workspace_in(state), &config, &err), ERROR_IO);
		assert_contains(err.message, ".rustgym/config.json:");
		for (size_t k = 0; k < CONFIG_COUNT; k++)
			assert_string_equal(config.values[k], config_settings[k].fallback);
		config_clear(&config);
	}
	sandbox_write(box, FILE_NAME, "{\n\"advance\": \"ask\",\n}");
	{
		struct error err = ERROR_INIT;
		struct config config;
		config_load(workspace_in(state), &config, &err);
		assert_contains(err.message, ".rustgym/config.json:3: ");
		config_clear(&config);
	}
}

static void setting_one_mends_a_damaged_file(void **state)
{
	struct sandbox *box = *state;
	const struct workspace *workspace = workspace_in(state);
	struct config config;

	sandbox_write(box, FILE_NAME, "{\"polish\": \"maybe\", \"advance\": \"ask\"}");
	assert_int_equal(config_load(workspace, &config, NULL), ERROR_IO);
	assert_int_equal(config_set(workspace, &config, CONFIG_POLISH, "off", NULL), 0);
	config_clear(&config);
	config = loaded(workspace);
	assert_string_equal(config.values[CONFIG_POLISH], "off");
	assert_string_equal(config.values[CONFIG_ADVANCE], "ask");
	config_clear(&config);
}

static void a_write_that_fails_is_said(void **state)
{
	struct sandbox *box = *state;
	const struct workspace *workspace = workspace_in(state);
	struct config config = loaded(workspace);
	struct error err = ERROR_INIT;

	assert_int_equal(mkdir(sandbox_path(box, FILE_NAME), 0777), 0);
	assert_int_equal(config_set(workspace, &config, CONFIG_POLISH, "off", &err), ERROR_IO);
	assert_contains(err.message, "nothing was changed");
	config_clear(&config);
}

/* ---- the user's own file ------------------------------------------------------------------------- */

#define OWN "own-config/rustgym/config.json"

static void own_settings_are_not_taken_from_the_folder(void **state)
{
	struct sandbox *box = *state;
	struct config config;

	sandbox_write(box, FILE_NAME,
		      "{\"editor\": \"evil\", \"sync\": \"/evil\", \"course\": \"/evil\", "
		      "\"polish\": \"off\"}");
	config = loaded(workspace_in(state));
	assert_string_equal(config.values[CONFIG_EDITOR], "");
	assert_string_equal(config.values[CONFIG_SYNC], "");
	assert_string_equal(config.values[CONFIG_COURSE], "");
	assert_string_equal(config.values[CONFIG_POLISH], "off");
	assert_true(config_is_left(&config, CONFIG_EDITOR));
	assert_false(config_is_left(&config, CONFIG_POLISH));
	config_clear(&config);
}

static void the_users_file_has_some_for_all_and_some_for_one(void **state)
{
	struct sandbox *box = *state;
	const struct workspace *workspace = workspace_in(state);
	struct config config;

	sandbox_write(
		box, OWN,
		arena_format(&box->arena,
			     "{\"editor\": \"vi\", \"polish\": \"off\", \"advance\": \"ask\", "
			     "\"workspaces\": {\"/else\": {\"sync\": \"/else.git\"}, "
			     "\"%s\": {\"editor\": \"ed\"}}}",
			     workspace->root));
	sandbox_write(box, FILE_NAME, "{\"polish\": \"on\"}");
	config = loaded(workspace);
	assert_string_equal(config.values[CONFIG_EDITOR], "ed");
	assert_string_equal(config.values[CONFIG_SYNC], "");
	assert_string_equal(config.values[CONFIG_ADVANCE], "ask");
	assert_string_equal(config.values[CONFIG_POLISH], "on");
	assert_int_equal(config_set(workspace, &config, CONFIG_SYNC, "/mine.git", NULL), 0);
	assert_int_equal(config_set(workspace, &config, CONFIG_ADVANCE, "auto", NULL), 0);
	config_clear(&config);
	config = loaded(workspace);
	assert_string_equal(config.values[CONFIG_SYNC], "/mine.git");
	assert_string_equal(config.values[CONFIG_EDITOR], "ed");
	assert_string_equal(config.values[CONFIG_ADVANCE], "auto");
	assert_contains(sandbox_read(box, OWN, NULL), "/else.git");
	assert_lacks(sandbox_read(box, FILE_NAME, NULL), "mine.git");
	config_clear(&config);
}

static void what_is_left_in_the_folder_can_move(void **state)
{
	struct sandbox *box = *state;
	const struct workspace *workspace = workspace_in(state);
	struct config config;

	sandbox_write(box, OWN,
		      arena_format(&box->arena, "{\"workspaces\": {\"%s\": {\"editor\": \"ed\"}}}",
				   workspace->root));
	sandbox_write(box, FILE_NAME,
		      "{\"editor\": \"vi\", \"sync\": \"/s.git\", \"polish\": \"off\"}");
	config = loaded(workspace);
	assert_int_equal(config_adopt(workspace, &config, NULL), 0);
	assert_string_equal(config.values[CONFIG_SYNC], "/s.git");
	config_clear(&config);
	config = loaded(workspace);
	assert_string_equal(config.values[CONFIG_EDITOR],
			    "ed"); /* what the user has said comes first */
	assert_string_equal(config.values[CONFIG_SYNC], "/s.git");
	assert_string_equal(config.values[CONFIG_POLISH], "off");
	assert_false(config_is_left(&config, CONFIG_SYNC));
	assert_lacks(sandbox_read(box, FILE_NAME, NULL), "sync");
	config_clear(&config);
}

/* What others can write is not used; what is damaged is not written over. */
static void a_users_file_that_cannot_be_used_is_said(void **state)
{
	static const char *const damaged[] = {"{", "[]", "{\"workspaces\": 7}", "{\"editor\": 7}"};
	struct sandbox *box = *state;
	const struct workspace *workspace = workspace_in(state);
	struct config config;
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < sizeof(damaged) / sizeof(*damaged); i++) {
		sandbox_write(box, OWN, damaged[i]);
		assert_int_equal(config_load(workspace, &config, &err) == 0, i == 2);
		assert_int_equal(config_set(workspace, &config, CONFIG_EDITOR, "ed", &err),
				 ERROR_IO);
		assert_contains(err.message, OWN);
		assert_string_equal(sandbox_read(box, OWN, NULL), damaged[i]);
		config_clear(&config);
	}
	sandbox_write(box, OWN, "{\"editor\": \"vi\"}");
	assert_int_equal(chmod(sandbox_path(box, OWN), 0666), 0);
	assert_int_equal(config_load(workspace, &config, &err), ERROR_IO);
	assert_contains(err.message, "can be written by other users");
	assert_string_equal(config.values[CONFIG_EDITOR], "");
	config_clear(&config);
	assert_int_equal(chmod(sandbox_path(box, OWN), 0644), 0);
	assert_int_equal(chmod(sandbox_path(box, "own-config/rustgym"), 0777), 0);
	assert_int_equal(config_load(workspace, &config, &err), ERROR_IO);
	config_clear(&config);
}

static void without_a_home_they_cannot_be_kept(void **state)
{
	const struct workspace *workspace = workspace_in(state);
	const char *home = getenv("HOME");
	struct config config;
	struct error err = ERROR_INIT;

	unsetenv("XDG_CONFIG_HOME");
	unsetenv("HOME");
	config = loaded(workspace);
	assert_int_equal(config_set(workspace, &config, CONFIG_EDITOR, "ed", &err),
			 ERROR_ENVIRONMENT);
	assert_contains(err.message, "set HOME");
	config_clear(&config);
	if (home)
		setenv("HOME", home, 1);
}

#define in_workspace(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_workspace(has_defaults),
		cmocka_unit_test(every_setting_is_described_and_found),
		in_workspace(keeps_what_is_set),
		in_workspace(refuses_other_values),
		in_workspace(a_bad_setting_is_named_and_the_others_count),
		in_workspace(a_damaged_file_leaves_the_defaults),
		in_workspace(setting_one_mends_a_damaged_file),
		in_workspace(a_write_that_fails_is_said),
		in_workspace(own_settings_are_not_taken_from_the_folder),
		in_workspace(the_users_file_has_some_for_all_and_some_for_one),
		in_workspace(what_is_left_in_the_folder_can_move),
		in_workspace(a_users_file_that_cannot_be_used_is_said),
		in_workspace(without_a_home_they_cannot_be_kept),
	};

	return run_group(tests);
}
