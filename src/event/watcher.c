#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "watcher_internal.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

void watcher_free(struct watcher *watcher)
{
	free(watcher->folder);
	free(watcher);
}

void watcher_each_folder(const char *folder, void (*visit)(const char *path, void *data),
			 void *data)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	if (!dir)
		return;
	visit(folder, data);
	while ((entry = readdir(dir))) {
		char *path;
		struct stat st;

		if (path_is_clutter(entry->d_name))
			continue;
		path = path_join(folder, entry->d_name);
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
			watcher_each_folder(path, visit, data);
		free(path);
	}
	closedir(dir);
}

/* File systems whose changes from elsewhere notify nobody here. */
static int notifies_nobody(const char *folder)
{
#ifdef __linux__
	static const unsigned long silent[] = {
		0x6969,     /* NFS */
		0x01021997, /* 9p */
		0xff534d42, /* CIFS */
		0xfe534d42, /* SMB2 */
		0x786f4256, /* VirtualBox's shared folders */
		0x65735546, /* FUSE */
	};
	struct statfs st;

	if (statfs(folder, &st) == 0)
		for (size_t i = 0; i < sizeof(silent) / sizeof(*silent); i++)
			if ((unsigned long)st.f_type == silent[i])
				return 1;
#else
	(void)folder;
#endif
	return 0;
}

int watcher_start(uv_loop_t *loop, const char *folder, watcher_saved saved, void *data,
		  struct watcher **out, struct error *err)
{
	const struct watcher_backend *const backends[] = {
#ifdef __linux__
		&watcher_inotify,
#endif
		&watcher_events, &watcher_poll};
	const size_t count = sizeof(backends) / sizeof(*backends);
	struct watcher *watcher = memory_new(sizeof(*watcher));
	const char *wanted = getenv("RUSTGYM_WATCH");
	size_t i = notifies_nobody(folder) ? count - 1 : 0;

	watcher->loop = loop;
	watcher->folder = memory_copy_string(folder);
	watcher->saved = saved;
	watcher->data = data;
	for (size_t k = 0; wanted && k < count; k++)
		if (strcmp(backends[k]->name, wanted) == 0)
			i = k;
	for (; i < count; i++) {
		watcher->backend = backends[i];
		if (backends[i]->start(watcher, err) == 0) {
			*out = watcher;
			return 0;
		}
	}
	watcher_free(watcher);
	*out = NULL;
	return ERROR_ENVIRONMENT;
}

const char *watcher_method(const struct watcher *watcher)
{
	return watcher->backend->name;
}

void watcher_close(struct watcher *watcher)
{
	if (!watcher)
		return;
	watcher->saved = NULL;
	watcher->backend->close(watcher);
}
