/*
 * Watches by polling four times a second, for file systems that send no events. Each round compares
 * the size, time and inode number of every file below the folder with the last round. For recently
 * changed files it also compares the content, because a second change could have the same time.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "watcher_internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* seconds; some file systems store times in steps of two seconds */
enum { ROUND_MS = 250, LATELY_S = 3 };

struct seen {
	char *path;
	uint64_t mark; /* hash of the result of stat */
};

struct seen_list {
	struct seen *items;
	size_t count;
};

struct poll {
	struct watcher *watcher;
	uv_timer_t timer;
	struct seen_list last;
	struct seen_list now; /* filled during a round */
};

static void clear(struct seen_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i].path);
	free(list->items);
	*list = (struct seen_list){NULL, 0};
}

static uint64_t hash_bytes(uint64_t hash, const char *path)
{
	struct buffer text = BUFFER_INIT;

	if (file_read(path, FILE_SOURCE_MAX, &text, NULL) == 0)
		hash = file_hash(hash, text.data, text.len);
	buffer_clear(&text);
	return hash;
}

static int look(const char *relative, void *data, struct error *err)
{
	struct poll *poll = data;
	char *path = path_join(poll->watcher->folder, relative);
	struct stat st;
	uint64_t mark = FILE_HASH_START;

	(void)err;
	if (stat(path, &st) < 0) {
		free(path);
		return 0;
	}
	mark = file_hash(mark, &st.st_ino, sizeof(st.st_ino));
	mark = file_hash(mark, &st.st_size, sizeof(st.st_size));
	mark = file_hash(mark, &st.st_mtime, sizeof(st.st_mtime));
#ifdef __linux__
	mark = file_hash(mark, &st.st_mtim.tv_nsec, sizeof(st.st_mtim.tv_nsec));
#endif
	if (st.st_mtime > time(NULL) - LATELY_S)
		mark = hash_bytes(mark, path);
	if (poll->now.count % 64 == 0)
		poll->now.items = memory_resize(poll->now.items, poll->now.count + 64,
						sizeof(*poll->now.items));
	poll->now.items[poll->now.count++] = (struct seen){path, mark};
	return 0;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct seen *)a)->path, ((const struct seen *)b)->path);
}

static void look_at_all(struct poll *poll)
{
	clear(&poll->now);
	file_walk(poll->watcher->folder, look, poll, NULL);
	if (poll->now.count)
		qsort(poll->now.items, poll->now.count, sizeof(*poll->now.items), by_path);
}

static void tell(struct watcher *watcher, const char *path)
{
	if (watcher->saved)
		watcher->saved(path, watcher->data);
}

static void on_round(uv_timer_t *timer)
{
	struct poll *poll = timer->data;
	struct watcher *watcher = poll->watcher;
	struct seen_list before = poll->last;
	size_t k = 0;

	look_at_all(poll);
	poll->last = poll->now;
	poll->now = (struct seen_list){NULL, 0};
	for (size_t i = 0; i < poll->last.count; i++) {
		const struct seen *seen = &poll->last.items[i];
		int order = 1;

		for (; k < before.count; k++) {
			order = strcmp(before.items[k].path, seen->path);
			if (order >= 0)
				break;
			tell(watcher, before.items[k].path); /* it is gone */
		}
		if (k == before.count || order != 0 || before.items[k].mark != seen->mark)
			tell(watcher, seen->path);
		k += k < before.count && order == 0;
	}
	for (; k < before.count; k++)
		tell(watcher, before.items[k].path);
	clear(&before);
}

static int start(struct watcher *watcher, struct error *err)
{
	struct poll *poll = memory_new(sizeof(*poll));

	(void)err;
	poll->watcher = watcher;
	watcher->state = poll;
	look_at_all(poll);
	poll->last = poll->now;
	poll->now = (struct seen_list){NULL, 0};
	uv_timer_init(watcher->loop, &poll->timer);
	poll->timer.data = poll;
	return uv_timer_start(&poll->timer, on_round, ROUND_MS, ROUND_MS);
}

static void closed(uv_handle_t *handle)
{
	struct poll *poll = handle->data;

	clear(&poll->last);
	watcher_free(poll->watcher);
	free(poll);
}

static void close_poll(struct watcher *watcher)
{
	struct poll *poll = watcher->state;

	uv_close((uv_handle_t *)&poll->timer, closed);
}

const struct watcher_backend watcher_poll = {"poll", start, close_poll};
