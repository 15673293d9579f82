#include "command.h"
#include "rustgym/base/memory.h"
#include "rustgym/sync/address.h"
#include "rustgym/sync/exchange.h"

#include <stdlib.h>
#include <string.h>

/* Returns the typed address, else the remembered one. The caller frees it. */
static int find_remote(const struct app *app, const char *typed, char **address, struct error *err)
{
	const char *known = app->config.values[CONFIG_SYNC];

	*address = NULL;
	if (!typed && !*known)
		return error_set(
			err, ERROR_USAGE,
			"name a git repository of yours, a folder or a URL: `rustgym sync REMOTE`. The next time, `rustgym sync` is enough");
	return address_read(typed ? typed : known, address, err);
}

static int report(const struct exchange *exchange, const char *address, bool told,
		  struct error *err)
{
	struct buffer out = BUFFER_INIT;
	int result;

	exchange_describe(exchange, &out);
	if (told)
		buffer_addf(&out, "%s has what is here.\n", address);
	else if (!out.len)
		buffer_addf(&out, "Nothing new here, nor in %s.\n", address);
	result = app_print(&out, err);
	buffer_clear(&out);
	return result;
}

static int sync_with(struct app *app, const char *address, struct error *err)
{
	struct exchange exchange;
	struct error why = ERROR_INIT;
	bool told = false;
	int result = exchange_open(app, "sync", &exchange, err), said;

	if (!result) {
		result = exchange_sync(&exchange, address, &told, err);
		/* The part that was received before an error is kept. */
		if (!result || exchange.arrival.came.count || exchange.passed) {
			said = report(&exchange, address, told, &why);
			result = result ? result
				 : said ? error_set(err, said, "%s", why.message)
					: 0;
		}
	}
	exchange_close(&exchange);
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	char *address;
	int result = find_remote(app, arguments_name(arguments), &address, err);

	if (!result)
		result = sync_with(app, address, err);
	if (!result && strcmp(address, app->config.values[CONFIG_SYNC]) != 0)
		result = config_set(&app->workspace, &app->config, CONFIG_SYNC, address, err);
	free(address);
	return result;
}

const struct command cmd_sync = {
	.name = "sync",
	.group = GROUP_PROGRESS,
	.synopsis = "[REMOTE]",
	.summary = "share progress and history with your other machines, through a git repository",
	.details =
		"REMOTE is a folder, or a URL that git can push to. After the first time, `sync` needs no\n"
		"REMOTE. It writes only refs below refs/rustgym/, and it never forces a push. Files that\n"
		"you have changed stay as they are. Sync only with your own repository: rustgym runs the\n"
		"code that it gets from there, as it runs your own code.",
	.operands_max = 1,
	.needs_course = true,
	.run = run,
};
