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
	free(watcher->remark);
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

/* File systems that do not report changes made elsewhere. */
static int notifies_nobody(const char *folder)
{
#ifdef __linux__
	static const unsigned long silent[] = {
		0x6969,     /* NFS */
		0x01021997, /* 9p */
		0xff534d42, /* CIFS */
		0xfe534d42, /* SMB2 */
		0x786f4256, /* shared folders of VirtualBox */
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

static const struct watcher_backend *const backends[] = {
#ifdef __linux__
	&watcher_inotify,
#else
	&watcher_events,
#endif
	&watcher_poll};

enum { BACKENDS = sizeof(backends) / sizeof(*backends) };

/* Returns the backend that $RUSTGYM_WATCH names. BACKENDS: it names none that exists here. */
static size_t wished_backend(struct watcher *watcher)
{
	const char *wish = getenv("RUSTGYM_WATCH");
	size_t i = 0;

	if (!wish || !*wish)
		return BACKENDS;
	while (i < BACKENDS && strcmp(backends[i]->name, wish) != 0)
		i++;
	if (i == BACKENDS)
		watcher->remark = memory_format(
			"RUSTGYM_WATCH=%.40s: there is no such way to watch here; there are %s and "
			"%s",
			wish, backends[0]->name, backends[1]->name);
	return i;
}

int watcher_start(uv_loop_t *loop, const char *folder, watcher_saved saved, void *data,
		  struct watcher **out, struct error *err)
{
	struct watcher *watcher = memory_new(sizeof(*watcher));
	struct error why = ERROR_INIT;
	size_t i = wished_backend(watcher);

	watcher->loop = loop;
	watcher->folder = memory_copy_string(folder);
	watcher->saved = saved;
	watcher->data = data;
	if (i == BACKENDS)
		i = notifies_nobody(folder) ? BACKENDS - 1 : 0;
	for (; i < BACKENDS; i++) {
		watcher->backend = backends[i];
		if (backends[i]->start(watcher, &why) == 0) {
			*out = watcher;
			return 0;
		}
		free(watcher->remark);
		watcher->remark = memory_format("%s; so the files are looked at 4 times a second",
						why.message);
	}
	watcher_free(watcher);
	*out = NULL;
	return error_set(err, ERROR_ENVIRONMENT, "%s", why.message);
}

const char *watcher_remark(const struct watcher *watcher)
{
	return watcher->remark;
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
