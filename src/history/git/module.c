/*
 * The module's table of functions. history_internal.h tells why the history is a module.
 */
#include "history/history_internal.h"
#include "pristine.h"
#include "rustgym/base/memory.h"
#include "store.h"

#include <stdlib.h>

static void close_history(struct git_history *history)
{
	store_close(history);
	free(history);
}

static int open_history(const struct history_place *place, struct git_history **out,
			struct error *err)
{
	struct git_history *history = memory_new(sizeof(*history));
	int result = store_open(history, place, err);

	if (!result)
		result = pristine_prepare(history, err);
	if (result) {
		close_history(history);
		history = NULL;
	}
	*out = history;
	return result;
}

#define ENTRY(name, access, parameters, arguments) .name = op_##name,

const struct history_ops history_git = {
	.open = open_history, .close = close_history, HISTORY_OPERATIONS(ENTRY)};
