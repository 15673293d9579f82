#include "progress_watch.h"
#include "rustgym/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { ROUND_MS = 500 };

struct progress_watch {
	uv_fs_event_t events; /* watches the folder, because the file is renamed into it */
	uv_fs_poll_t poll;    /* used if the file system sends no events */
	int handles;
	void (*changed)(void *data);
	void *data;
};

static void on_event(uv_fs_event_t *handle, const char *name, int kinds, int status)
{
	struct progress_watch *watch = handle->data;

	(void)kinds;
	if (status == 0 && (!name || strcmp(name, "progress.json") == 0))
		watch->changed(watch->data);
}

static void on_round(uv_fs_poll_t *handle, int status, const uv_stat_t *before,
		     const uv_stat_t *now)
{
	struct progress_watch *watch = handle->data;

	(void)status, (void)before, (void)now;
	watch->changed(watch->data);
}

struct progress_watch *progress_watch_start(uv_loop_t *loop, const struct workspace *workspace,
					    bool by_polling, void (*changed)(void *data),
					    void *data)
{
	struct progress_watch *watch = memory_new(sizeof(*watch));
	char *path = workspace_state(workspace, "progress.json");

	*watch = (struct progress_watch){.handles = 2, .changed = changed, .data = data};
	uv_fs_event_init(loop, &watch->events);
	uv_fs_poll_init(loop, &watch->poll);
	watch->events.data = watch->poll.data = watch;
	if (by_polling || uv_fs_event_start(&watch->events, on_event, workspace->state, 0) < 0)
		uv_fs_poll_start(&watch->poll, on_round, path, ROUND_MS);
	free(path);
	return watch;
}

static void closed(uv_handle_t *handle)
{
	struct progress_watch *watch = handle->data;

	if (--watch->handles == 0)
		free(watch);
}

void progress_watch_close(struct progress_watch *watch)
{
	if (!watch)
		return;
	uv_close((uv_handle_t *)&watch->events, closed);
	uv_close((uv_handle_t *)&watch->poll, closed);
}
