#include "command.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/spelling.h"
#include "rustgym/ui/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Appends what the setting is for, in rows that break between words. */
static void add_meaning(const struct app *app, const struct config_setting *setting,
			struct buffer *out)
{
	char *text = memory_format("%s (%s)", setting->meaning, setting->accepts);
	size_t width = app->style.width > 20 ? (size_t)app->style.width : 80;

	buffer_add_string(out, "    ");
	text_fill(text, width < 90 ? width : 90, 4, out);
	buffer_add_char(out, '\n');
	free(text);
}

static void print_all(const struct app *app, struct buffer *out)
{
	for (size_t i = 0; i < CONFIG_COUNT; i++) {
		const struct config_setting *s = &config_settings[i];
		const char *value = app->config.values[i];

		style_add(out, &app->style, INK_BOLD, s->name);
		buffer_addf(out, " = %s\n", *value ? value : "(empty)");
		add_meaning(app, s, out);
	}
}

/* A damaged file is kept beside the new one. */
static int set(struct app *app, enum config_key key, const char *value, struct error *err)
{
	int result = workspace_prepare(&app->workspace, err);

	if (!result && app->config.damaged && !config_settings[key].own) {
		char *path = workspace_state(&app->workspace, "config.json");
		char *aside = workspace_state(&app->workspace, "config.damaged.json");
		if (rename(path, aside) == 0)
			gate_say("rustgym: the old file is kept as .rustgym/config.damaged.json\n");
		free(aside);
		free(path);
	}
	return result ? result : config_set(&app->workspace, &app->config, key, value, err);
}

static int refuse(const char *name, struct error *err)
{
	struct spelling spelling = SPELLING_INIT(name);

	for (size_t i = 0; i < CONFIG_COUNT; i++)
		spelling_try(&spelling, config_settings[i].name);
	if (spelling.nearest)
		return error_set(err, ERROR_USAGE,
				 "there is no setting \"%.40s\"; did you mean %s? `rustgym config` "
				 "lists all",
				 name, spelling.nearest);
	return error_set(err, ERROR_USAGE,
			 "there is no setting \"%.40s\"; `rustgym config` lists them", name);
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	const char *name = arguments_name(arguments);
	enum config_key key = name ? config_find(name) : CONFIG_COUNT;
	struct buffer out = BUFFER_INIT;
	int result = 0;

	if (name && key == CONFIG_COUNT)
		return refuse(name, err);
	if (arguments->operand_count == 2)
		return set(app, key, arguments->operands[1], err);
	if (name)
		buffer_addf(&out, "%s\n", app->config.values[key]);
	else
		print_all(app, &out);
	result = app_print(&out, err);
	buffer_clear(&out);
	return result;
}

const struct command cmd_config = {
	.name = "config",
	.group = GROUP_SETUP,
	.synopsis = "[KEY [VALUE]]",
	.summary = "show or change a setting",
	.details =
		"editor, course and sync are kept in your own settings "
		"($XDG_CONFIG_HOME/rustgym/config.json,\nelse ~/.config/rustgym/config.json), for "
		"this workspace. All others are in .rustgym/config.json.",
	.operands_max = 2,
	.needs_course = true,
	.run = run,
};
