#include "command.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/spelling.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct option common_options[] = {
	{"plain", NULL, "draw no screen and no signs, and say everything in words"},
	{"color", "=auto|always|never", "use colours: on a terminal, also in pipes, or nowhere"},
	{"review", NULL, "work on the copies that you review"},
	{"trust", NULL, "let the code of this course run, and remember that"},
	{"trust-owner", NULL, "work in a folder of another user"},
	{NULL, NULL, NULL},
};

void command_say(const struct app *app, const char *text)
{
	struct buffer filled = BUFFER_INIT;

	if (isatty(STDERR_FILENO) && app->style.width > 20)
		text_fill(text, (size_t)app->style.width, 0, &filled);
	else
		buffer_add_string(&filled, text);
	gate_say("%s", filled.data);
	buffer_clear(&filled);
}

const struct command *command_find(const char *first, const char *second, int *words)
{
	for (size_t i = 0; commands[i]; i++) {
		const char *space = strchr(commands[i]->name, ' ');
		size_t len = space ? (size_t)(space - commands[i]->name)
				   : strlen(commands[i]->name);

		if (strlen(first) != len || strncmp(first, commands[i]->name, len) != 0)
			continue;
		if (space && (!second || strcmp(second, space + 1) != 0))
			continue;
		*words = space ? 2 : 1;
		return commands[i];
	}
	return NULL;
}

/* Most names of exercises have two words, and `list` shows their numbers; no command is like that. */
static bool may_be_exercise(const char *word)
{
	return *word && (strchr(word, '_') || strspn(word, "0123456789") == strlen(word));
}

int command_unknown(const char *first, const char *second, struct error *err)
{
	char *both = second ? memory_format("%s %s", first, second) : memory_copy_string(first);
	struct spelling one = SPELLING_INIT(first), two = SPELLING_INIT(both);
	const char *meant;

	for (size_t i = 0; commands[i]; i++) {
		if (commands[i]->hidden)
			continue;
		spelling_try(&one, commands[i]->name);
		spelling_try(&two, commands[i]->name);
	}
	meant = strcmp(first, "dev") == 0 ? two.nearest : one.nearest;
	if (meant)
		error_set(
			err, ERROR_USAGE,
			"there is no command `%.40s`; did you mean `%s`? `rustgym help` lists all",
			strcmp(first, "dev") == 0 ? both : first, meant);
	else if (may_be_exercise(first))
		error_set(err, ERROR_USAGE,
			  "there is no command `%.64s`; if it is an exercise, `rustgym goto %.64s`",
			  first, first);
	else
		error_set(err, ERROR_USAGE, "there is no command `%.40s`; see `rustgym help`",
			  strcmp(first, "dev") == 0 ? both : first);
	free(both);
	return err->code;
}

const char *arguments_get(const struct arguments *arguments, const char *option)
{
	for (size_t i = 0; arguments->options && arguments->options[i].name; i++)
		if (strcmp(arguments->options[i].name, option) == 0)
			return arguments->given[i];
	return NULL;
}

int arguments_number(const struct arguments *arguments, const char *option, unsigned least,
		     unsigned most, unsigned *number, struct error *err)
{
	const char *text = arguments_get(arguments, option);
	unsigned long value;
	char *end;

	if (!text)
		return 0;
	value = strtoul(text, &end, 10);
	if (*text < '0' || *text > '9' || *end || value < least || value > most)
		return error_set(err, ERROR_USAGE,
				 "--%s takes a number from %u to %u, not \"%.40s\"", option, least,
				 most, text);
	*number = (unsigned)value;
	return 0;
}

const char *arguments_name(const struct arguments *arguments)
{
	return arguments->operand_count ? arguments->operands[0] : NULL;
}

static bool is_optional(const struct option *option)
{
	return option->value[0] == '[';
}

static void try_options(const struct option *options, struct spelling *spelling)
{
	for (const struct option *o = options; o && o->name; o++)
		spelling_try(spelling, o->name);
}

int command_unknown_option(const struct command *command, const char *word, size_t len,
			   struct error *err)
{
	char *typed = memory_copy(word, len), *where, *guess;
	struct spelling spelling = SPELLING_INIT(typed + strspn(typed, "-"));

	try_options(command ? command->options : NULL, &spelling);
	try_options(common_options, &spelling);
	guess = spelling.nearest ? memory_format("did you mean --%s? ", spelling.nearest)
				 : memory_copy_string("");
	where = command ? memory_format("`%s` has no option %.40s; %s`rustgym help %s` lists its "
					"options",
					command->name, typed, guess, command->name)
			: memory_format("there is no option %.40s before the command; %s`rustgym "
					"help` lists all",
					typed, guess);
	error_set(err, ERROR_USAGE, "%s", where);
	free(where);
	free(guess);
	free(typed);
	return err->code;
}

/*
 * Takes the option at argv[0]: "--name", "--name=value" or "--name value". *used is the number of
 * words.
 */
static int take_option(struct arguments *arguments, const struct command *command, char **argv,
		       int *used, struct error *err)
{
	const char *name = argv[0] + 2, *equals = strchr(name, '=');
	size_t len = equals ? (size_t)(equals - name) : strlen(name);

	*used = 1;
	for (size_t i = 0; command->options && command->options[i].name; i++) {
		const struct option *o = &command->options[i];
		if (strlen(o->name) != len || strncmp(o->name, name, len) != 0)
			continue;
		if (!o->value && equals)
			return error_set(err, ERROR_USAGE, "--%s takes no value", o->name);
		if (o->value && !equals && !is_optional(o) && !argv[1])
			return error_set(err, ERROR_USAGE, "--%s needs a value (%s)", o->name,
					 o->value);
		if (o->value && !equals && !is_optional(o))
			*used = 2;
		arguments->given[i] = equals ? equals + 1 : *used == 2 ? argv[1] : "";
		return 0;
	}
	return command_unknown_option(command, argv[0], len + 2, err);
}

int arguments_parse(struct arguments *arguments, const struct command *command, char **argv,
		    struct error *err)
{
	int used, operands = 0;
	int result;

	*arguments = (struct arguments){.options = command->options};
	for (int i = 0; argv[i]; i += used) {
		used = 1;
		if (strcmp(argv[i], "--") == 0) {
			for (i++; argv[i]; i++)
				argv[operands++] = argv[i];
			break;
		}
		if (strncmp(argv[i], "--", 2) == 0) {
			result = take_option(arguments, command, argv + i, &used, err);
			if (result)
				return result;
		} else if (argv[i][0] == '-' && argv[i][1]) {
			return command_unknown_option(command, argv[i], strlen(argv[i]), err);
		} else {
			argv[operands++] = argv[i];
		}
	}
	arguments->operands = (const char *const *)argv;
	arguments->operand_count = (size_t)operands;
	if (arguments->operand_count > command->operands_max)
		return error_set(err, ERROR_USAGE,
				 "`%s` does not take \"%s\"; usage: rustgym %s%s%s", command->name,
				 argv[command->operands_max], command->name,
				 *command->synopsis ? " " : "", command->synopsis);
	return 0;
}
