#include "rustgym/session/watch.h"
#include "rustgym/event/terminal.h"
#include "watch_internal.h"

int watch_run(struct app *app, bool json, struct error *err)
{
	if (json)
		return watch_json(app, err);
	if (app->plain || !terminal_is_usable())
		return watch_lines(app, err);
	return watch_screen(app, err);
}
