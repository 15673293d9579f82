#include "rustgym/app/trust.h"
#include "rustgym/app/git.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/memory.h"
#include "rustgym/course/shipped.h"
#include "rustgym/workspace/trusted.h"

#include <stdlib.h>
#include <string.h>

enum { PATIENCE_S = 10 }; /* git's settings can include a file that never ends */

/* git's settings are read as text: nothing that they name is run. */
char *trust_remote(const char *root)
{
	static const char *const question[] = {"config", "--get", "remote.origin.url", NULL};
	char *url = git_ask(root, question, PATIENCE_S);

	return url ? url : memory_copy_string("");
}

char *trust_origin(const struct workspace *workspace, const struct config *config)
{
	const char *course = config->values[CONFIG_COURSE];

	if (!*course && config->own[CONFIG_COURSE])
		course = "the installed course"; /* `init` said so */
	return *course ? memory_copy_string(course) : trust_remote(workspace->root);
}

/* Adds the command line of each program that verifies exercises, once. */
static void add_commands(const struct course *course, struct strings *lines)
{
	for (size_t i = 0; i < course->count; i++)
		for (size_t c = 0; c < course->exercises[i].command_count; c++) {
			const struct texts *argv = &course->exercises[i].commands[c];
			struct buffer line = BUFFER_INIT;

			for (size_t word = 0; word < argv->count; word++)
				buffer_addf(&line, "%s%s", word ? " " : "", argv->items[word]);
			if (!strings_contain(lines, line.data))
				strings_add(lines, line.data);
			buffer_clear(&line);
		}
}

char *trust_origin_of(const struct app *app)
{
	char *origin = trust_origin(&app->workspace, &app->config);
	struct strings lines = STRINGS_INIT;
	struct buffer whole = BUFFER_INIT;

	buffer_add_string(&whole, origin);
	if (app->course)
		add_commands(app->course, &lines);
	for (size_t i = 0; i < lines.count; i++)
		buffer_addf(&whole, "%s%s", i ? "; " : TRUST_RUNS, lines.items[i]);
	strings_clear(&lines);
	free(origin);
	return buffer_detach(&whole);
}

bool trust_is_said(const struct app *app)
{
	const char *said = getenv("RUSTGYM_TRUST");

	return app->trusts || (said && strcmp(said, "1") == 0);
}

bool trust_is_programs(const char *folder)
{
	char *course = shipped_course();
	bool same = course && strcmp(course, folder) == 0;

	free(course);
	return same;
}

bool trust_is_known(const struct app *app, const char *origin, struct error *err)
{
	const char *root = app->workspace.root;

	return trust_is_programs(root) || trusted_has(root, origin, err);
}

bool trust_has_folder(const char *folder)
{
	struct workspace workspace = {0};
	struct config config = {0};
	bool trusted = trust_is_programs(folder);

	if (!trusted && workspace_at(folder, &workspace, NULL) == 0) {
		char *origin;

		config_load(&workspace, &config, NULL);
		origin = trust_origin(&workspace, &config);
		trusted = trusted_has(workspace.root, origin, NULL);
		free(origin);
	}
	config_clear(&config);
	workspace_clear(&workspace);
	return trusted;
}
