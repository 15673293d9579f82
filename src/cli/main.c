#include "command.h"
#include "consent.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/memory.h"
#include "rustgym/update/update.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* Takes the value of --color. ERROR_USAGE in *err: it is none of the choices. */
static void take_colour(struct app *app, const char *value, struct error *err)
{
	static const char *const choices[] = {
		[COLOUR_AUTO] = "auto", [COLOUR_ALWAYS] = "always", [COLOUR_NEVER] = "never"};

	for (size_t i = 0; value && i < sizeof(choices) / sizeof(*choices); i++)
		if (strcmp(value, choices[i]) == 0) {
			app->colour = (enum colour_choice)i;
			return;
		}
	error_set(err, ERROR_USAGE, "--color takes =auto, =always or =never");
}

/*
 * Takes a common option (common_options), which can be before the command or after it. Returns the number
 * of its words, 0 if there is none. ERROR_USAGE in *err: its value is not allowed.
 */
static int take_common_option(struct app *app, char **words, struct error *err)
{
	const char *word = words[0];

	if (strncmp(word, "--color=", 8) == 0) {
		take_colour(app, word + 8, err);
		return 1;
	}
	if (strcmp(word, "--color") == 0) {
		take_colour(app, words[1], err);
		return words[1] ? 2 : 1;
	}
	if (strcmp(word, "--plain") == 0)
		app->plain = true;
	else if (strcmp(word, "--review") == 0)
		app->reviews = true;
	else if (strcmp(word, "--trust") == 0)
		app->trusts = true;
	else if (strcmp(word, "--trust-owner") == 0)
		app->trusts_owner = true;
	else
		return 0;
	return 1;
}

/* Takes the common options out of argv, up to "--". */
static int take_common_options(char **argv, struct app *app, struct error *err)
{
	char **to = argv;
	bool all = false;

	err->code = 0;
	while (*argv) {
		int taken;

		all = all || strcmp(*argv, "--") == 0;
		taken = all ? 0 : take_common_option(app, argv, err);
		if (!taken)
			*to++ = *argv++;
		argv += taken;
	}
	*to = NULL;
	return err->code;
}

/*
 * Reads the options before the command: -C DIR, --version, --help, and the common ones. Returns the
 * number of words used, or -1.
 */
static int global_options(char **argv, struct app *app, const char **command, struct error *err)
{
	int i = 1;

	for (; argv[i] && argv[i][0] == '-'; i++) {
		int taken = take_common_option(app, argv + i, err);

		if (taken) {
			if (err->code)
				return -1;
			i += taken - 1;
		} else if (strcmp(argv[i], "-C") == 0 && argv[i + 1]) {
			if (chdir(argv[++i]) < 0) {
				error_errno(err, errno, "the folder %s can't be entered", argv[i]);
				err->code = ERROR_USAGE;
				return -1;
			}
		} else if (strcmp(argv[i], "--version") == 0 || strcmp(argv[i], "-V") == 0) {
			*command = "version";
		} else if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
			*command = "help";
		} else {
			command_unknown_option(NULL, argv[i], strcspn(argv[i], "="), err);
			return -1;
		}
	}
	return i;
}

/* Removes a word from argv, at any position. Returns false if it is not there. */
static bool take_word(char **argv, const char *word)
{
	while (*argv && strcmp(*argv, word) != 0 && strcmp(*argv, "--") != 0)
		argv++;
	if (!*argv || strcmp(*argv, word) != 0)
		return false;
	for (; *argv; argv++)
		argv[0] = argv[1];
	return true;
}

/* Finishes an interrupted update first, because a half-updated course cannot be read. */
static void finish_update(struct app *app)
{
	struct error why = ERROR_INIT;
	bool finished;

	if (update_is_unfinished(&app->workspace))
		app_mend_progress(app);
	if (update_finish(app, &finished, &why))
		gate_say("rustgym: an update was cut short and can't be finished: %s\n",
			 why.message);
	else if (finished)
		gate_say("rustgym: an update was cut short; it is finished now\n");
}

static int open_workspace(struct app *app, bool whole, struct error *err)
{
	int result = app_enter(app, err);

	if (result)
		return result;
	finish_update(app);
	consent_to_settings(app);
	return app_open_course(app, whole, err);
}

/* Opens what the command needs, and runs it. */
static int carry_out(const struct command *command, struct app *app,
		     const struct arguments *arguments, struct error *err)
{
	int result = 0;

	/* a command that is typed in a watching review is about its copies, too */
	app->reviews = app->reviews || (command->reviews && getenv("RUSTGYM_REVIEW"));
	if (app->reviews && !command->reviews)
		return error_set(
			err, ERROR_USAGE,
			"`%s` has no option --review; `run`, `hint`, `list` and others have it",
			command->name);
	if (command->needs_course)
		result = open_workspace(app, command->needs_whole_course, err);
	if (!result && command->own_course && app->course->kind != COURSE_OWN)
		result = error_set(err, ERROR_USAGE,
				   "`rustgym %s` is for courses of rustgym, and this is %s%s",
				   command->name, course_kind_words(app->course->kind),
				   strcmp(command->name, "update") == 0
					   ? ". `git pull` brings a newer one"
					   : "");
	if (!result && command->runs_code)
		result = consent_get(app, NULL, err);
	return result ? result : command->run(app, arguments, err);
}

static int help_about(const struct command *command, struct app *app, struct error *err)
{
	const char *const operands[] = {command->name, NULL};
	struct arguments arguments = {.operands = operands, .operand_count = 1};
	int words;

	return command_find("help", NULL, &words)->run(app, &arguments, err);
}

static int run(char **argv, struct app *app, struct error *err)
{
	const char *name = NULL;
	const struct command *command;
	struct arguments arguments;
	int at, words = 0, result;

	app->style = style_detect(false, COLOUR_AUTO); /* for errors before the options are known */
	at = global_options(argv, app, &name, err);
	if (at < 0)
		return err->code;
	if (name)
		command = command_find(name, NULL, &words), words = 0;
	else
		command = command_find(argv[at] ? argv[at] : "watch",
				       argv[at] ? argv[at + 1] : NULL, &words);
	if (!command)
		return command_unknown(argv[at], argv[at + 1], err);
	if (!argv[at])
		words = 0;
	result = take_common_options(argv + at + words, app, err);
	if (result)
		return result;
	app->style = style_detect(app->plain, app->colour);
	if (take_word(argv + at + words, "--help") || take_word(argv + at + words, "-h"))
		return help_about(command, app, err);
	result = arguments_parse(&arguments, command, argv + at + words, err);
	return result ? result : carry_out(command, app, &arguments, err);
}

/*
 * Opens /dev/null for each missing standard stream. Otherwise the next file that is opened would
 * get its number, and output for the screen would be written to that file.
 */
static int provide_standard_streams(struct error *err)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != fd) {
			error_errno(err, errno, "/dev/null can't be opened");
			return err->code = ERROR_ENVIRONMENT;
		}
	return 0;
}

/* What is verified runs as the same user: it must not read or change our memory. */
static void refuse_tracing(void)
{
#ifdef __linux__
	prctl(PR_SET_DUMPABLE, 0);
#endif
}

int main(int argc, char **argv)
{
	struct app app = {0};
	struct error err = ERROR_INIT;
	int result;

	(void)argc;
	refuse_tracing();
	setlocale(LC_ALL, "");
	umask(umask(0) | S_IWGRP |
	      S_IWOTH); /* what is kept and run later is nobody else's to write */
	signal(SIGPIPE, SIG_IGN);
	result = provide_standard_streams(&err);
	if (!result)
		result = run(argv, &app, &err);
	if (*err.message) {
		char *text = memory_format("rustgym: %s\n", err.message);

		command_say(&app, text);
		free(text);
	}
	app_close(&app);
	/* ends like other programs in `rustgym list | head -1` */
	if (result == ERROR_READER_GONE) {
		signal(SIGPIPE, SIG_DFL);
		raise(SIGPIPE);
	}
	return -result;
}
