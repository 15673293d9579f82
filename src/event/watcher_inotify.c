#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "watcher_internal.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

struct watched {
	int wd;
	char *path;
};

struct inotify {
	struct watcher *watcher;
	uv_poll_t poll;
	int fd;
	struct watched *folders;
	size_t count;
	int failed; /* errno of the first folder that could not be watched */
};

/*
 * Returns whether the path is above the watched folder. It is only watched to see the folder appear
 * again.
 */
static bool is_above(const struct inotify *in, const char *path)
{
	return path_below(in->watcher->folder, path) != NULL;
}

static void add_folder(const char *path, void *data)
{
	struct inotify *in = data;
	uint32_t mask = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_MOVED_FROM | IN_DELETE |
			IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
	int wd = inotify_add_watch(in->fd, path,
				   is_above(in, path) ? IN_CREATE | IN_MOVED_TO : mask);

	if (wd < 0) {
		if (!in->failed && errno != ENOENT && errno != ENOTDIR)
			in->failed = errno;
		return;
	}
	for (size_t i = 0; i < in->count; i++) {
		if (in->folders[i].wd != wd)
			continue;
		free(in->folders[i].path); /* the same folder, perhaps under a new name */
		in->folders[i].path = memory_copy_string(path);
		return;
	}
	in->folders = memory_grow(in->folders, in->count, sizeof(*in->folders));
	in->folders[in->count++] = (struct watched){wd, memory_copy_string(path)};
}

static const char *path_of(const struct inotify *in, int wd)
{
	for (size_t i = 0; i < in->count; i++)
		if (in->folders[i].wd == wd)
			return in->folders[i].path;
	return NULL;
}

static void forget(struct inotify *in, int wd)
{
	for (size_t i = 0; i < in->count; i++) {
		if (in->folders[i].wd != wd)
			continue;
		free(in->folders[i].path);
		in->folders[i] = in->folders[--in->count];
		return;
	}
}

/* Forgets a folder that was moved away, and those below it: their paths are not valid any more. */
static void forget_below(struct inotify *in, const char *path)
{
	char *gone = memory_copy_string(path);

	for (size_t i = in->count; i-- > 0;) {
		struct watched *f = &in->folders[i];
		if (strcmp(f->path, gone) != 0 && !path_below(f->path, gone))
			continue;
		inotify_rm_watch(in->fd, f->wd);
		free(f->path);
		*f = in->folders[--in->count];
	}
	free(gone);
}

static void announce(struct inotify *in, const char *path)
{
	if (in->watcher->saved)
		in->watcher->saved(path, in->watcher->data);
}

/* A new folder may have files that were written before it was watched. */
static void announce_new_folder(struct inotify *in, const char *path)
{
	watcher_each_folder(path, add_folder, in);
	announce(in, NULL);
}

static void on_named(struct inotify *in, const char *folder, const struct inotify_event *event)
{
	char *path;

	if (path_is_clutter(event->name))
		return;
	path = path_join(folder, event->name);
	if (is_above(in, folder)) {
		if (strcmp(path, in->watcher->folder) == 0)
			announce_new_folder(in, path);
	} else if ((event->mask & IN_ISDIR) && (event->mask & (IN_DELETE | IN_MOVED_FROM))) {
		announce(in, NULL);
	} else if (event->mask & IN_ISDIR) {
		announce_new_folder(in, path);
	} else if (event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM)) {
		announce(in, path);
	} else if (event->mask & IN_CREATE) {
		struct stat st; /* a hard link appears without being opened or closed */
		if (lstat(path, &st) == 0 && st.st_nlink > 1)
			announce(in, path);
	}
	free(path);
}

static void on_event(struct inotify *in, const struct inotify_event *event)
{
	const char *folder = path_of(in, event->wd);

	if (event->mask & IN_Q_OVERFLOW) {
		watcher_each_folder(in->watcher->folder, add_folder, in);
		announce(in, NULL);
	} else if (event->mask & IN_IGNORED) {
		forget(in, event->wd);
	} else if (folder && (event->mask & IN_MOVE_SELF) && !is_above(in, folder)) {
		forget_below(in, folder);
		watcher_each_folder(in->watcher->folder, add_folder, in);
		announce(in, NULL);
	} else if (folder && event->len) {
		on_named(in, folder, event);
	}
}

static void on_readable(uv_poll_t *poll, int status, int events)
{
	struct inotify *in = poll->data;
	char bytes[16 * 1024] __attribute__((aligned(__alignof__(struct inotify_event))));

	(void)events;
	if (status < 0)
		return;
	for (;;) {
		ssize_t len = read(in->fd, bytes, sizeof(bytes));
		if (len < 0 && errno == EINTR)
			continue;
		if (len <= 0)
			return;
		for (ssize_t at = 0; at < len && !uv_is_closing((uv_handle_t *)poll);) {
			const struct inotify_event *event =
				(const struct inotify_event *)(const void *)(bytes + at);
			on_event(in, event);
			at += (ssize_t)(sizeof(*event) + event->len);
		}
	}
}

static void free_inotify(struct inotify *in)
{
	for (size_t i = 0; i < in->count; i++)
		free(in->folders[i].path);
	free(in->folders);
	close(in->fd);
	free(in);
}

static int start(struct watcher *watcher, struct error *err)
{
	struct inotify *in = memory_new(sizeof(*in));
	char *above = path_parent(watcher->folder);

	in->watcher = watcher;
	in->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (in->fd < 0)
		in->failed = errno;
	else {
		add_folder(above, in);
		if (in->failed == EACCES) /* the folder can be entered but not read */
			in->failed = 0;
		watcher_each_folder(watcher->folder, add_folder, in);
	}
	free(above);
	if (in->failed || uv_poll_init(watcher->loop, &in->poll, in->fd) < 0) {
		int status = error_set(err, ERROR_ENVIRONMENT, "inotify is refused (%s)",
				       strerror(in->failed));
		free_inotify(in);
		return status;
	}
	in->poll.data = in;
	watcher->state = in;
	return uv_poll_start(&in->poll, UV_READABLE, on_readable);
}

static void closed(uv_handle_t *handle)
{
	struct inotify *in = handle->data;
	struct watcher *watcher = in->watcher;

	free_inotify(in);
	watcher_free(watcher);
}

static void close_inotify(struct watcher *watcher)
{
	struct inotify *in = watcher->state;

	uv_close((uv_handle_t *)&in->poll, closed);
}

const struct watcher_backend watcher_inotify = {"inotify", start, close_inotify};
