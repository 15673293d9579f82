#include "rustgym/base/place.h"
#include "rustgym/base/file.h"
#include "rustgym/base/lock.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAMES_MAX = 10000, FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

int place_open(const char *folder, struct place *place, struct error *err)
{
	place->fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	place->folder = memory_copy_string(folder);
	return place->fd < 0 ? error_errno(err, errno, "the folder %s can't be opened", folder) : 0;
}

void place_close(struct place *place)
{
	if (place->fd >= 0)
		close(place->fd);
	free(place->folder);
	*place = (struct place){.fd = -1};
}

static int failed(const struct place *place, const char *path, const char *what, struct error *err)
{
	if (errno == ELOOP || errno == ENOTDIR)
		return error_set(err, ERROR_IO,
				 "%s/%s %s: a link or a file is where a folder belongs",
				 place->folder, path, what);
	return error_errno(err, errno, "%s/%s %s", place->folder, path, what);
}

/* ---- the way ----------------------------------------------------------------------------------- */

static bool stays_below(const char *path)
{
	for (;; path++) {
		size_t len = strcspn(path, "/");

		if (len == 0 || (path[0] == '.' && (len == 1 || (len == 2 && path[1] == '.'))))
			return false;
		path += len;
		if (!*path)
			return true;
	}
}

/* The folder that path is in, step by step; -1 with errno. make: what is missing is made. */
static int open_parent(const struct place *place, const char *path, bool make)
{
	bool sound = stays_below(path);
	int folder = sound ? fcntl(place->fd, F_DUPFD_CLOEXEC, 3) : -1;
	const char *slash;

	if (!sound)
		errno = EINVAL;
	for (; folder >= 0 && (slash = strchr(path, '/')); path = slash + 1) {
		char *name = memory_copy(path, (size_t)(slash - path));
		int next = -1, failure;

		if (!make || mkdirat(folder, name, 0777) == 0 || errno == EEXIST)
			next = openat(folder, name, FOLDER);
		failure = errno;
		close(folder);
		free(name);
		folder = next;
		errno = failure;
	}
	return folder;
}

/* Keeps errno. */
static void close_quietly(int fd)
{
	int failure = errno;

	if (fd >= 0)
		close(fd);
	errno = failure;
}

bool place_examine(const struct place *place, const char *path, struct stat *st)
{
	int folder = open_parent(place, path, false);
	bool there = folder >= 0 && fstatat(folder, path_base(path), st, AT_SYMLINK_NOFOLLOW) == 0;

	close_quietly(folder);
	return there;
}

/* ---- reading ----------------------------------------------------------------------------------- */

int place_read(const struct place *place, const char *path, size_t max, struct buffer *out,
	       struct error *err)
{
	int folder = open_parent(place, path, false), fd = -1, result;

	if (folder >= 0)
		fd = openat(folder, path_base(path),
			    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	close_quietly(folder);
	if (fd < 0 && errno == ELOOP)
		return error_set(err, ERROR_IO,
				 "%s/%s is a symbolic link; put the file itself there",
				 place->folder, path);
	if (fd < 0)
		return failed(place, path, "can't be opened", err);
	{
		char *full = path_join(place->folder, path);

		result = file_read_open(fd, full, max, out, err);
		free(full);
	}
	close(fd);
	return result;
}

int place_read_link(const struct place *place, const char *path, struct buffer *out,
		    struct error *err)
{
	int folder = open_parent(place, path, false);
	char to[PATH_MAX];
	ssize_t len = folder < 0 ? -1 : readlinkat(folder, path_base(path), to, sizeof(to));

	close_quietly(folder);
	if (len == sizeof(to))
		errno = ENAMETOOLONG;
	if (len < 0 || len == sizeof(to))
		return failed(place, path, "can't be read", err);
	buffer_add(out, to, (size_t)len);
	return 0;
}

/* Takes the folder that fd is, or errno if it is negative. */
static int list(const struct place *place, int fd, const char *path, struct strings *names,
		struct error *err)
{
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	if (!dir && errno == ENOENT)
		return 0;
	if (!dir) {
		close_quietly(fd);
		return failed(place, path, "can't be read", err);
	}
	while ((entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			strings_add(names, entry->d_name);
	closedir(dir);
	return 0;
}

int place_list(const struct place *place, const char *path, struct strings *names,
	       struct error *err)
{
	int folder = open_parent(place, path, false);
	int fd = folder < 0 ? -1 : openat(folder, path_base(path), FOLDER);

	close_quietly(folder);
	return list(place, fd, path, names, err);
}

int place_list_root(const struct place *place, struct strings *names, struct error *err)
{
	return list(place, openat(place->fd, ".", FOLDER), ".", names, err);
}

/* ---- writing ----------------------------------------------------------------------------------- */

static bool write_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t put = write(fd, data, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		data += put;
		len -= (size_t)put;
	}
	return true;
}

/* A file that is being written and not in its place yet. */
struct making {
	const struct file_set_item *item;
	const char *name; /* at its place */
	bool durable;     /* the disk is waited for */
	int to, from;     /* the folders that it comes to, and that it is made in */
	int fd;           /* -1: a link */
	char made[64];    /* "": not made */
};

/* Under a name that nothing has; a file is marked as in use. */
static bool make_new(struct making *m, const char *start)
{
	struct stat st;

	for (int n = 0; n < NAMES_MAX; n++) {
		snprintf(m->made, sizeof(m->made), "%s%ld-%d", start, (long)getpid(), n);
		if (m->item->link && symlinkat(m->item->bytes, m->from, m->made) == 0)
			return true;
		if (!m->item->link)
			m->fd = openat(m->from, m->made,
				       O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
		if (m->fd >= 0) {
			lock_mark(m->fd);
			if (fstat(m->fd, &st) == 0 && st.st_nlink)
				return true;
			close(m->fd); /* it was swept before it was marked */
			m->fd = -1;
			errno = EEXIST;
		}
		if (errno != EEXIST)
			break;
	}
	m->made[0] = '\0';
	return false;
}

/* The mode of the existing file, or of a new one. A runnable file can be run by all who can read it. */
static mode_t mode_for(const struct making *m)
{
	struct stat st;
	mode_t mode;

	if ((fstatat(m->to, m->name, &st, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISREG(st.st_mode)) &&
	    fstat(m->fd, &st) < 0)
		return 0600;
	mode = st.st_mode & 07777;
	if (m->item->runnable == ((mode & 0100) != 0))
		return mode;
	return m->item->runnable ? mode | (mode & 0444) >> 2 : mode & (mode_t)~0111;
}

/* errno says what failed; then nothing is left of it. */
static bool fill_and_move(struct making *m)
{
	const struct file_set_item *item = m->item;
	int failure;

	if ((item->link ||
	     (write_all(m->fd, item->bytes, item->len) && fchmod(m->fd, mode_for(m)) == 0 &&
	      (!m->durable || fsync(m->fd) == 0))) &&
	    renameat(m->from, m->made, m->to, m->name) == 0) {
		if (m->durable)
			fsync(m->to);
		return true;
	}
	failure = errno;
	unlinkat(m->from, m->made, 0);
	errno = failure;
	return false;
}

static bool put_by_way_of(struct making *m, int from, const char *start)
{
	bool done;

	m->from = from;
	m->fd = -1;
	done = from >= 0 && make_new(m, start) && fill_and_move(m);
	close_quietly(m->fd);
	return done;
}

static int put(const struct place *place, const char *path, const struct file_set_item *item,
	       bool durable, struct error *err)
{
	struct making m = {.item = item, .name = path_base(path), .durable = durable};
	int temporary = open_parent(place, FILE_TEMPORARY "/x", false);
	bool done;

	m.to = open_parent(place, path, true);
	done = m.to >= 0 && (put_by_way_of(&m, temporary, "") ||
			     ((!m.made[0] || errno == EXDEV) && put_by_way_of(&m, m.to, ".tmp-")));
	close_quietly(temporary);
	close_quietly(m.to);
	return done ? 0 : failed(place, path, "can't be written (nothing was changed)", err);
}

int place_put(const struct place *place, const char *path, const struct file_set_item *item,
	      struct error *err)
{
	return put(place, path, item, true, err);
}

int place_put_cache(const struct place *place, const char *path, const struct file_set_item *item,
		    struct error *err)
{
	return put(place, path, item, false, err);
}

/* ---- trees ------------------------------------------------------------------------------------- */

typedef int (*place_visit)(const char *path, const struct stat *st, void *data, struct error *err);

/* Visits the regular files below a folder, sorted by name, without clutter. */
static int walk(const struct place *place, const char *folder, place_visit visit, void *data,
		struct error *err)
{
	struct strings names = STRINGS_INIT;
	int result = place_list(place, folder, &names, err);

	strings_sort(&names);
	for (size_t i = 0; !result && i < names.count; i++) {
		char *path = path_join(folder, names.items[i]);
		struct stat st;

		if (path_is_clutter(names.items[i]) || !place_examine(place, path, &st))
			st.st_mode = 0;
		if (S_ISDIR(st.st_mode))
			result = walk(place, path, visit, data, err);
		else if (S_ISREG(st.st_mode))
			result = visit(path, &st, data, err);
		free(path);
	}
	strings_clear(&names);
	return result;
}

struct copying {
	const struct place *from, *to;
	const char *path, *copy;
};

static int copy_one(const char *path, const struct stat *st, void *data, struct error *err)
{
	const struct copying *copying = data;
	const char *below = path_below(path, copying->path);
	char *to = below ? path_join(copying->copy, below) : memory_copy_string(copying->copy);
	struct buffer bytes = BUFFER_INIT;
	int result = place_read(copying->from, path, SIZE_MAX / 2, &bytes, err);

	if (!result)
		result = put(copying->to, to,
			     &(struct file_set_item){.bytes = bytes.data,
						     .len = bytes.len,
						     .runnable = (st->st_mode & 0100) != 0},
			     false, err);
	buffer_clear(&bytes);
	free(to);
	return result;
}

int place_copy(const struct place *from, const char *path, const struct place *to, const char *copy,
	       struct error *err)
{
	struct copying copying = {from, to, path, copy};
	struct stat st;

	if (!place_examine(from, path, &st))
		return failed(from, path, "can't be examined", err);
	return S_ISDIR(st.st_mode) ? walk(from, path, copy_one, &copying, err)
				   : copy_one(path, &st, &copying, err);
}

struct collecting {
	const struct place *place;
	const char *folder;
	struct file_set *set;
};

static int collect_one(const char *path, const struct stat *st, void *data, struct error *err)
{
	const struct collecting *collecting = data;
	struct buffer bytes = BUFFER_INIT;
	int result = place_read(collecting->place, path, FILE_COURSE_MAX, &bytes, err);

	if (!result)
		file_set_add(collecting->set, path_below(path, collecting->folder), bytes.data,
			     bytes.len)
			->runnable = (st->st_mode & 0100) != 0;
	buffer_clear(&bytes);
	return result;
}

int place_collect(const struct place *place, const char *folder, struct file_set *set,
		  struct error *err)
{
	struct collecting collecting = {place, folder, set};

	return walk(place, folder, collect_one, &collecting, err);
}

/* ---- taking away, moving ------------------------------------------------------------------------ */

int place_remove(const struct place *place, const char *path, struct error *err)
{
	int folder = open_parent(place, path, false);
	bool gone = folder >= 0 ? unlinkat(folder, path_base(path), 0) == 0 || errno == ENOENT
				: errno == ENOENT;

	close_quietly(folder);
	return gone ? 0 : failed(place, path, "can't be taken away", err);
}

/* errno says what failed. Removes by the open folder, whatever is put in its place meanwhile. */
static bool remove_tree(int parent, const char *name)
{
	struct dirent *entry;
	bool gone = true;
	DIR *dir;
	int fd, failure;

	if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
		return true;
	if (errno != EISDIR && errno != EPERM)
		return false;
	fd = openat(parent, name, FOLDER);
	dir = fd >= 0 ? fdopendir(fd) : NULL;
	if (!dir) {
		close_quietly(fd);
		return false;
	}
	while (gone && (entry = readdir(dir)))
		gone = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
		       remove_tree(fd, entry->d_name);
	failure = errno;
	closedir(dir);
	errno = failure;
	return gone && (unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT);
}

int place_remove_all(const struct place *place, const char *path, struct error *err)
{
	int folder = open_parent(place, path, false);
	bool gone = folder >= 0 ? remove_tree(folder, path_base(path)) : errno == ENOENT;

	close_quietly(folder);
	return gone ? 0 : failed(place, path, "can't be deleted", err);
}

void place_remove_empty(const struct place *place, const char *path, const char *top)
{
	char *folder = path_parent(path);
	int parent = path_below(folder, top) ? open_parent(place, folder, false) : -1;
	bool gone = parent >= 0 && unlinkat(parent, path_base(folder), AT_REMOVEDIR) == 0;

	close_quietly(parent);
	if (gone)
		place_remove_empty(place, folder, top);
	free(folder);
}

static void remove_hollow(int parent, const char *name)
{
	int fd = openat(parent, name, FOLDER);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			remove_hollow(fd, entry->d_name);
	if (dir)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
	unlinkat(parent, name, AT_REMOVEDIR);
}

void place_remove_hollow(const struct place *place, const char *path)
{
	int parent = open_parent(place, path, false);

	if (parent >= 0)
		remove_hollow(parent, path_base(path));
	close_quietly(parent);
}

int place_move(const struct place *place, const char *from, const char *to, struct error *err)
{
	int old = open_parent(place, from, false), new = open_parent(place, to, true);
	struct stat st;
	bool done = old >= 0 && new >= 0;

	if (done && fstatat(new, path_base(to), &st, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		done = false;
	}
	done = done && renameat(old, path_base(from), new, path_base(to)) == 0;
	close_quietly(old);
	close_quietly(new);
	return done ? 0 : failed(place, from, "can't be moved", err);
}
