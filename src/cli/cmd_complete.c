/*
 * Says what the word at the cursor can become. The completions of all shells ask it (cmd_completions.c):
 * `rustgym complete -- WORD...` gets the words after the program's name, and completes the last one. Each
 * line of the answer is a candidate, a tab, and what it means. An answer ":files" or ":folders" means that
 * the shell itself knows the candidates.
 */
#include "command.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/strings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct completion {
	struct app *app;
	bool explains;        /* a candidate is followed by a tab and its meaning */
	const char *word;     /* what is typed of a candidate */
	const char *option;   /* as "--color=", which is before the word; "": nothing */
	const char *previous; /* the operand before the word, or NULL */
	struct strings offered;
	const char *paths; /* ":files" or ":folders", instead of all that is offered; or NULL */
};

static void offer(struct completion *c, const char *name, const char *meaning)
{
	char *line;

	if (!string_has_prefix(name, c->word))
		return;
	line = memory_format("%s%s%s%s", c->option, name, c->explains ? "\t" : "",
			     c->explains ? meaning : "");
	if (!strings_contain(&c->offered, line))
		strings_add(&c->offered, line);
	free(line);
}

/* ---- the meaning of a word in a synopsis -------------------------------------------------------- */

static const struct course *course_of(struct completion *c)
{
	return c->app->course || app_look(c->app) ? c->app->course : NULL;
}

static void offer_exercises(struct completion *c)
{
	const struct course *course = course_of(c);

	for (size_t i = 0; course && i < course->count; i++)
		offer(c, course->exercises[i].name, course->exercises[i].title);
}

/* Returns the folder's name without the number that orders it. */
static const char *without_number(const char *dir)
{
	size_t digits = strspn(dir, "0123456789");

	return digits && dir[digits] == '_' ? dir + digits + 1 : dir;
}

static void offer_topics(struct completion *c)
{
	const struct course *course = course_of(c);

	for (size_t i = 0; course && i < course->phase_count; i++)
		for (size_t k = 0; k < course->phases[i].topic_count; k++)
			offer(c, without_number(course->phases[i].topics[k].dir),
			      course->phases[i].topics[k].title);
}

static void offer_phases(struct completion *c)
{
	const struct course *course = course_of(c);

	for (size_t i = 0; course && i < course->phase_count; i++)
		offer(c, without_number(course->phases[i].dir), course->phases[i].title);
}

static void offer_skills(struct completion *c)
{
	const struct course *course = course_of(c);

	for (size_t i = 0; course && i < course->skill_count; i++)
		offer(c, course->skills[i].id, course->skills[i].title);
}

/* The codes and lints that exercises are about. */
static void offer_codes(struct completion *c)
{
	const struct course *course = course_of(c);

	for (size_t i = 0; course && i < course->count; i++) {
		const struct exercise *e = &course->exercises[i];

		for (size_t k = 0; k < e->fails.count; k++)
			if (e->contract == CONTRACT_CODE || e->contract == CONTRACT_LINT)
				offer(c, e->fails.items[k], "");
	}
}

static void offer_commands(struct completion *c)
{
	for (size_t i = 0; commands[i]; i++)
		if (!commands[i]->hidden && !strchr(commands[i]->name, ' '))
			offer(c, commands[i]->name, commands[i]->summary);
	offer(c, "dev", "for authors of exercises");
}

static void offer_shells(struct completion *c)
{
	offer(c, "bash", "");
	offer(c, "fish", "");
	offer(c, "zsh", "");
}

static void offer_settings(struct completion *c)
{
	for (size_t i = 0; i < CONFIG_COUNT; i++)
		offer(c, config_settings[i].name, config_settings[i].meaning);
}

static void offer_files(struct completion *c)
{
	c->paths = ":files";
}

static void offer_folders(struct completion *c)
{
	c->paths = ":folders";
}

static void offer_meant(struct completion *c, const char *text);

static void offer_values(struct completion *c)
{
	enum config_key key = c->previous ? config_find(c->previous) : CONFIG_COUNT;

	if (key == CONFIG_COUNT)
		return;
	if (strstr(config_settings[key].accepts, "folder"))
		offer_folders(c);
	else if (strchr(config_settings[key].accepts, '|'))
		offer_meant(c, config_settings[key].accepts);
}

static const struct {
	const char *name;
	void (*offer)(struct completion *c);
} kinds[] = {
	{"NAME", offer_exercises},   {"TOPIC", offer_topics},   {"PHASE", offer_phases},
	{"ID", offer_skills},        {"CODE", offer_codes},     {"KEY", offer_settings},
	{"COMMAND", offer_commands}, {"VALUE", offer_values},   {"SHELL", offer_shells},
	{"FILE", offer_files},       {"FOLDER", offer_folders}, {"DIR", offer_folders},
	{"FROM", offer_folders},     {"REMOTE", offer_folders},
};

/* Offers what a word of a synopsis means: "[TOPIC|NAME]" by the table, "=auto|never" as it is. */
static void offer_meant(struct completion *c, const char *text)
{
	while (*text) {
		size_t len = 0;
		char *name;

		while (isalpha((unsigned char)text[len]) || text[len] == '-')
			len++;
		name = memory_copy(text, len);
		for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
			if (strcmp(kinds[i].name, name) == 0)
				kinds[i].offer(c);
		if (islower((unsigned char)*name))
			offer(c, name, "");
		free(name);
		text += len + (text[len] != '\0');
	}
}

/* ---- which word it is ----------------------------------------------------------------------------- */

/* Offers what the operand of this number means in the command's synopsis. "NAME..." is for all that follow. */
static void offer_operand(struct completion *c, const struct command *command, size_t number)
{
	char *synopsis = memory_copy_string(command->synopsis), *rest = synopsis, *word;
	const char *last = "";

	while ((word = strtok_r(rest, " ", &rest))) {
		if (strncmp(word + (*word == '['), "--", 2) == 0) {
			if (!strchr(word, ']'))
				strtok_r(rest, " ", &rest); /* the option's value */
			continue;
		}
		last = word;
		if (number-- == 0)
			break;
	}
	if (word || strstr(last, "..."))
		offer_meant(c, last);
	free(synopsis);
}

static void offer_options(struct completion *c, const struct option *options)
{
	for (const struct option *o = options; o && o->name; o++) {
		char *name = memory_format("--%s", o->name);

		offer(c, name, o->help);
		free(name);
	}
}

static const struct option *find_option(const struct option *options, const char *name, size_t len)
{
	for (const struct option *o = options; o && o->name; o++)
		if (strlen(o->name) == len && strncmp(o->name, name, len) == 0)
			return o;
	return NULL;
}

/* Returns the option that the word names, up to a `=`, or NULL. */
static const struct option *option_of(const struct command *command, const char *word)
{
	const char *name = word + 2;
	const struct option *found = NULL;

	if (strncmp(word, "--", 2) != 0)
		return NULL;
	if (command)
		found = find_option(command->options, name, strcspn(name, "="));
	return found ? found : find_option(common_options, name, strcspn(name, "="));
}

/* Returns whether the option's value is the next word. */
static bool takes_next(const struct option *option, const char *word)
{
	return option && option->value && *option->value != '[' && !strchr(word, '=');
}

static void offer_dev(struct completion *c)
{
	for (size_t i = 0; commands[i]; i++)
		if (strncmp(commands[i]->name, "dev ", 4) == 0)
			offer(c, commands[i]->name + 4, commands[i]->summary);
}

static void offer_option_word(struct completion *c, const struct command *command)
{
	const struct option *option = option_of(command, c->word);
	const char *equals = strchr(c->word, '=');
	char *before = equals ? memory_copy(c->word, (size_t)(equals + 1 - c->word)) : NULL;

	if (option && option->value && before) {
		c->option = before;
		c->word = equals + 1;
		offer_meant(c, option->value);
		c->option = "";
	} else if (!equals) {
		offer_options(c, command ? command->options : NULL);
		offer_options(c, common_options);
		offer(c, "--help", "say more");
		if (!command)
			offer(c, "--version", "show the version");
	}
	free(before);
}

/* Reads the words up to the last one, which is completed. */
static void complete(struct completion *c, const char *const *words, size_t count)
{
	const struct command *command = NULL;
	const char *first = NULL; /* of the command's words */
	const struct option *awaits = NULL;
	size_t operands = 0;

	for (size_t i = 0; i + 1 < count; i++) {
		const char *word = words[i];
		int used;

		if (awaits) {
			awaits = NULL;
		} else if (!first && strcmp(word, "-C") == 0) {
			if (i + 2 == count) {
				offer_folders(c);
				return;
			}
			if (c->app->course || chdir(words[++i])) /* a session stays where it is */
				return;
		} else if (*word == '-') {
			awaits = option_of(command, word);
			awaits = takes_next(awaits, word) ? awaits : NULL;
		} else if (!command) {
			command = command_find(first ? first : word, first ? word : NULL, &used);
			if (!command && (first || strcmp(word, "dev") != 0))
				return;
			first = word;
		} else {
			c->previous = word;
			operands++;
		}
	}
	if (awaits)
		offer_meant(c, awaits->value);
	else if (*c->word == '-')
		offer_option_word(c, command);
	else if (command)
		offer_operand(c, command, operands);
	else if (first)
		offer_dev(c);
	else
		offer_commands(c);
}

void command_complete(struct app *app, const char *const *words, size_t count,
		      struct strings *names)
{
	struct completion c = {.app = app,
			       .word = count ? words[count - 1] : "",
			       .option = "",
			       .offered = STRINGS_INIT};

	complete(&c, words, count);
	for (size_t i = 0; !c.paths && i < c.offered.count; i++)
		strings_add(names, c.offered.items[i]);
	strings_clear(&c.offered);
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	size_t count = arguments->operand_count;
	struct completion c = {.app = app,
			       .explains = true,
			       .word = count ? arguments->operands[count - 1] : "",
			       .option = "",
			       .offered = STRINGS_INIT};
	struct buffer out = BUFFER_INIT;
	int result;

	complete(&c, arguments->operands, count);
	if (c.paths)
		buffer_addf(&out, "%s\n", c.paths);
	for (size_t i = 0; !c.paths && i < c.offered.count; i++)
		buffer_addf(&out, "%s\n", c.offered.items[i]);
	result = app_print(&out, err);
	strings_clear(&c.offered);
	buffer_clear(&out);
	return result;
}

const struct command cmd_complete = {
	.name = "complete",
	.synopsis = "-- WORD...",
	.summary = "say what a word can become, for the shells' completions",
	.operands_max = 1000,
	.hidden = true,
	.run = run,
};
