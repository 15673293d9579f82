#include "consent.h"
#include "command.h"
#include "rustgym/app/trust.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/ui/text.h"
#include "rustgym/workspace/trusted.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* ---- settings of earlier versions -------------------------------------------------------------- */

static void add_left(const struct config *config, struct buffer *names)
{
	for (enum config_key key = 0; key < CONFIG_COUNT; key++)
		if (config_is_left(config, key))
			buffer_addf(names, "%s%s", names->len ? ", " : "",
				    config_settings[key].name);
}

static void adopt(struct app *app)
{
	struct buffer names = BUFFER_INIT;
	struct error why = ERROR_INIT;
	char *path = config_own_path();

	add_left(&app->config, &names);
	if (names.len && config_adopt(&app->workspace, &app->config, &why))
		gate_say("rustgym: %s can't be moved to your own settings: %s\n", names.data,
			 why.message);
	else if (names.len)
		gate_say(
			"rustgym: these settings moved from .rustgym/config.json to your own in %s: "
			"%s\n",
			path, names.data);
	if (names.len && app->course)
		app_find_hints(app);
	free(path);
	buffer_clear(&names);
}

void consent_to_settings(struct app *app)
{
	struct buffer names = BUFFER_INIT;
	char *origin;

	add_left(&app->config, &names);
	if (!names.len)
		return;
	origin = trust_origin(&app->workspace, &app->config);
	if (trust_is_said(app) || trust_is_known(app, origin, NULL))
		adopt(app);
	else
		gate_say(
			"rustgym: these settings in .rustgym/config.json do not count: %s. Somebody "
			"else could have written them; `rustgym config` sets your own\n",
			names.data);
	free(origin);
	buffer_clear(&names);
}

/* ---- the question ------------------------------------------------------------------------------ */

enum { FROM_MAX = 300 }; /* bytes; a longer URL could move the rest out of the screen */

/* A clone that `update URL` made is named by its URL. */
static char *origin_in_words(const struct app *app, const char *origin)
{
	if (path_below(origin, app->workspace.state))
		return trust_remote(origin);
	return memory_copy(origin, strcspn(origin, "\n"));
}

/* The programs of the course are named, because they are more than cargo. */
static void add_programs(const char *origin, struct buffer *text)
{
	const char *runs = strstr(origin, TRUST_RUNS);

	if (!runs)
		return;
	buffer_add_string(text, "\n  runs  ");
	text_line(runs + strlen(TRUST_RUNS), strlen(runs + strlen(TRUST_RUNS)), text);
}

static void say_course(const struct app *app, const char *origin)
{
	struct buffer text = BUFFER_INIT;
	char *from = origin_in_words(app, origin);

	buffer_add_string(&text, "\n  ");
	text_line(app->course->title, strlen(app->course->title), &text);
	buffer_add_string(&text, "\n  in    ");
	text_line(app->workspace.root, strlen(app->workspace.root), &text);
	if (*from) {
		buffer_add_string(&text, "\n  from  ");
		text_line(from, strnlen(from, FROM_MAX), &text);
	}
	add_programs(origin, &text);
	gate_say("%s\n\n", text.data);
	buffer_clear(&text);
	free(from);
}

/* An answer that is neither yes nor no, or none at all, is a no. */
static bool ask(const struct app *app, const char *origin)
{
	char answer[16] = "";

	gate_say("You have not said yet whether you trust this course:\n");
	say_course(app, origin);
	command_say(
		app,
		"rustgym compiles its code and runs it as you: it can read, change and send "
		"everything that you can. `rustgym list`, `hint` and `show` run nothing of it.\n");
	gate_say("Do you trust it? [y/N] ");
	if (!fgets(answer, sizeof(answer), stdin)) {
		gate_say("\n");
		return false;
	}
	answer[strcspn(answer, "\r\n")] = '\0';
	return strcasecmp(answer, "y") == 0 || strcasecmp(answer, "yes") == 0;
}

void consent_keep(const struct app *app, const char *origin)
{
	struct error why = ERROR_INIT;

	if (trusted_add(app->workspace.root, origin, &why))
		gate_say("rustgym: nobody will remember that you trust this course: %s\n",
			 why.message);
}

static int refuse_unasked(const struct app *app, const char *origin, struct error *err)
{
	char *from = origin_in_words(app, origin);
	int result = error_set(
		err, ERROR_ENVIRONMENT,
		"this would run the code of the course in %.300s%s%.300s as you, and "
		"there is no terminal to ask on whether you trust it. If you do, say so "
		"with `--trust` or RUSTGYM_TRUST=1",
		app->workspace.root, *from ? " from " : "", from);

	free(from);
	return result;
}

/* Settings that are adopted can change where the course comes from. */
static void keep_present(struct app *app)
{
	char *origin;

	adopt(app);
	origin = trust_origin_of(app);
	consent_keep(app, origin);
	free(origin);
}

static int get(struct app *app, const char *origin, bool present, struct error *err)
{
	struct error why = ERROR_INIT;
	bool known = trust_is_known(app, origin, &why), said = trust_is_said(app);

	if (!known && !said && *why.message)
		gate_say("rustgym: %s\n", why.message);
	if (!known && !said && !(isatty(STDIN_FILENO) && isatty(STDERR_FILENO)))
		return refuse_unasked(app, origin, err);
	if (!known && !said && !ask(app, origin))
		return error_set(err, ERROR_ENVIRONMENT,
				 "you did not say yes, so nothing was done");
	app->trusted = true;
	if (!known && present && (app->trusts || !said))
		keep_present(app);
	return 0;
}

int consent_get(struct app *app, const char *origin, struct error *err)
{
	char *present;
	int result;

	/* No origin is needed for these, and so no git. */
	app->trusted = (trust_is_said(app) && !app->trusts) ||
		       (!origin && trust_is_programs(app->workspace.root));
	if (app->trusted)
		return 0;
	present = origin ? NULL : trust_origin_of(app);
	result = get(app, origin ? origin : present, !origin, err);

	free(present);
	return result;
}
