#include "command.h"
#include "rustgym/sync/exchange.h"

static int import(struct exchange *exchange, const char *file, struct buffer *out,
		  struct error *err)
{
	int result = exchange_expect(exchange, err);

	if (!result)
		result = history_bundle_read(exchange->history, exchange->folder, file, err);
	if (!result)
		result = exchange_take(exchange, err);
	if (!result)
		exchange_describe(exchange, out);
	if (!result && !out->len)
		buffer_addf(out, "Nothing in %s is new here.\n", file);
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	const char *file = arguments_name(arguments);
	struct buffer out = BUFFER_INIT;
	struct exchange exchange;
	int result;

	if (!file)
		return error_set(err, ERROR_USAGE,
				 "import needs a file that `rustgym export` made");
	result = exchange_open(app, "import", &exchange, err);
	if (!result)
		result = import(&exchange, file, &out, err);
	if (!result)
		result = app_print(&out, err);
	exchange_close(&exchange);
	buffer_clear(&out);
	return result;
}

const struct command cmd_import = {
	.name = "import",
	.group = GROUP_PROGRESS,
	.synopsis = "FILE",
	.summary = "add the progress and the history of an export to yours; nothing is lost",
	.details =
		"Files that you have changed stay as they are. Import only your own exports: rustgym runs\n"
		"the code in them, as it runs your own code.",
	.operands_max = 1,
	.needs_course = true,
	.run = run,
};
