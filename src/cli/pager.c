#include "pager.h"
#include "rustgym/app/git.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/memory.h"
#include "rustgym/event/program.h"
#include "rustgym/ui/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

struct pager {
	char *words[16]; /* an argv, borrowed from `command` */
	char *program;
	char *command;
};

/*
 * Takes the first word off *at, in place. Quotes and backslashes work as in a shell. Returns NULL
 * at the end.
 */
static char *take_word(char **at)
{
	char *from = *at + strspn(*at, " \t"), *word = from, *to = from, quote = '\0';

	if (!*from)
		return NULL;
	for (; *from && (quote || !strchr(" \t", *from)); from++)
		if (quote ? *from == quote : *from == '"' || *from == '\'')
			quote = quote ? '\0' : *from;
		else if (*from == '\\' && quote != '\'' && from[1])
			*to++ = *++from;
		else
			*to++ = *from;
	*at = *from ? from + 1 : from;
	*to = '\0';
	return word;
}

/*
 * Splits the command without a shell. Returns false if it needs a shell, is not installed, or means
 * no pager ("cat", "").
 */
static bool choose(struct pager *pager, const char *command)
{
	size_t count = 0;
	char *at;

	if (strpbrk(command, "|&;<>()$`\n"))
		return false;
	pager->command = at = memory_copy_string(command);
	while (count < 15 && (pager->words[count] = take_word(&at)) != NULL)
		count++;
	pager->words[count] = NULL;
	if (count && strcmp(pager->words[0], "cat") != 0)
		pager->program = program_find(pager->words[0]);
	return pager->program != NULL;
}

static void pager_clear(struct pager *pager)
{
	free(pager->program);
	free(pager->command);
	*pager = (struct pager){0};
}

static bool is_none(const char *command)
{
	return !*command || strcmp(command, "cat") == 0;
}

/* Returns GIT_PAGER, else git's core.pager outside any repository. The caller frees it; NULL: none. */
static char *git_command(void)
{
	static const char *const ask[] = {"-C", "/", "config", "--get", "core.pager", NULL};
	const char *chosen = getenv("GIT_PAGER");
	struct git_answer answer = GIT_ANSWER_INIT;
	struct git_command asking;
	char *command = NULL;

	if (chosen)
		return memory_copy_string(chosen);
	git_command_init(&asking);
	strings_add_all(&asking.argv, ask);
	if (git_need("", NULL) == 0 && git_run(&asking, 0, &answer, NULL) == 0 && !answer.status)
		command = memory_copy(answer.out.data, strcspn(answer.out.data, "\n"));
	git_command_clear(&asking);
	git_answer_clear(&answer);
	return command;
}

static int run(const struct pager *pager, const struct buffer *text, struct error *err)
{
	struct program_options options = PROGRAM_OPTIONS(
		(const char *const *)(const void *)pager->words);
	struct strings env = STRINGS_INIT;
	int status, result;

	strings_add_all(&env, (const char *const *)environ);
	if (!getenv("LESS")) /* shows colours, and leaves a short text on the screen */
		strings_add(&env, "LESS=FRX");
	options.env = &env;
	result = program_run(&options, text, &status, err);
	strings_clear(&env);
	return result;
}

/* `wanted` is tried first, before $PAGER. NULL: nothing is tried first. */
static int show(const struct app *app, const struct buffer *text, const char *wanted,
		struct error *err)
{
	const char *usual = getenv("PAGER");
	struct pager pager = {0};
	struct buffer clean = BUFFER_INIT, passed = BUFFER_INIT;
	int result;

	text_clean(text->data, text->len, app->style.colour, &clean);
	if (!app->plain && !(wanted && is_none(wanted)) && !(wanted && choose(&pager, wanted))) {
		pager_clear(&pager);
		choose(&pager, usual ? usual : "less");
	}
	gate_pass(clean.data, clean.len, &passed);
	result = pager.program ? run(&pager, &passed, err) : app_print(&passed, err);
	buffer_clear(&passed);
	buffer_clear(&clean);
	pager_clear(&pager);
	return result;
}

int pager_show(const struct app *app, const struct buffer *text, struct error *err)
{
	return isatty(STDOUT_FILENO) ? show(app, text, NULL, err) : app_print(text, err);
}

int pager_show_diff(const struct app *app, const struct buffer *text, struct error *err)
{
	char *wanted;
	int result;

	if (!isatty(STDOUT_FILENO))
		return app_print(text, err);
	wanted = app->plain ? NULL : git_command();
	result = show(app, text, wanted, err);
	free(wanted);
	return result;
}
