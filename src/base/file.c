#include "rustgym/base/file.h"
#include "rustgym/base/lock.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/strings.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int read_all(int fd, const char *path, size_t max, struct buffer *out, struct error *err)
{
	size_t start = out->len;

	for (;;) {
		ssize_t got;

		if (out->capacity < out->len + 2)
			buffer_reserve(out, 16 * 1024);
		got = read(fd, out->data + out->len, out->capacity - out->len - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_errno(err, errno, "%s can't be read", path);
		if (got == 0)
			return 0;
		out->len += (size_t)got;
		out->data[out->len] = '\0';
		if (out->len - start > max)
			return error_set(err, ERROR_IO,
					 "%s is larger than %zu KiB, the most that is read", path,
					 max / 1024);
	}
}

int file_read_open(int fd, const char *path, size_t max, struct buffer *out, struct error *err)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return error_errno(err, errno, "%s can't be examined", path);
	if (!S_ISREG(st.st_mode))
		return error_set(err, ERROR_IO, "%s is not a regular file", path);
	if ((uint64_t)st.st_size > max)
		return error_set(err, ERROR_IO, "%s is larger than %zu KiB, the most that is read",
				 path, max / 1024);
	buffer_reserve(out, (size_t)st.st_size + 1);
	return read_all(fd, path, max, out, err);
}

int file_read(const char *path, size_t max, struct buffer *out, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	int result;

	if (fd < 0)
		return error_errno(err, errno, "%s can't be opened", path);
	result = file_read_open(fd, path, max, out, err);
	close(fd);
	return result;
}

static int write_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t put = write(fd, data, len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		data += put;
		len -= (size_t)put;
	}
	return 0;
}

static void sync_folder_of(const char *path)
{
	char *folder = path_parent(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(folder);
}

/* ---- temporary files ---------------------------------------------------------------------------- */

/* A new file or link, before it is moved to its place. */
struct temporary {
	char *name; /* NULL: not made yet */
	int fd;     /* -1: it is a link */
};

enum { NAMES_MAX = 10000, LINK_AGE_S = 60 };

/*
 * Makes a file or a link under a free name. A file is marked as in use. `link` is a link's target;
 * NULL: make a file.
 */
static bool make_new(struct temporary *t, const char *start, const char *link)
{
	struct stat st;

	for (int n = 0; n < NAMES_MAX; n++) {
		t->name = memory_format("%s%ld-%d", start, (long)getpid(), n);
		if (link && symlink(link, t->name) == 0)
			return true;
		if (!link)
			t->fd = open(t->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (t->fd >= 0) {
			lock_mark(t->fd);
			if (fstat(t->fd, &st) == 0 && st.st_nlink)
				return true;
			close(t->fd); /* another process swept it before it was marked */
			t->fd = -1;
			errno = EEXIST;
		}
		free(t->name);
		t->name = NULL;
		if (errno != EEXIST)
			break;
	}
	return false;
}

static bool make_beside(struct temporary *t, const char *path, const char *link)
{
	char *start = memory_format("%s.tmp-", path);
	bool made = make_new(t, start, link);

	free(start);
	return made;
}

/* Uses the nearest FILE_TEMPORARY in a folder above `path`. */
static bool make_above(struct temporary *t, const char *path, const char *link)
{
	char *folder = path_parent(path);
	bool made = false, top = false;

	while (!made && !top) {
		char *start = path_join(folder, FILE_TEMPORARY "/"), *above = path_parent(folder);

		made = make_new(t, start, link);
		top = strcmp(folder, above) == 0;
		free(start);
		free(folder);
		folder = above;
	}
	free(folder);
	return made;
}

/* Keeps errno, because the caller reports it. */
static void drop_temporary(struct temporary *t)
{
	int failure = errno;

	if (t->fd >= 0)
		close(t->fd);
	free(t->name);
	*t = (struct temporary){.fd = -1};
	errno = failure;
}

void file_sweep(const char *folder)
{
	char *place = path_join(folder, FILE_TEMPORARY);
	int fd = open(place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *path = path_join(place, entry->d_name);
		bool ours = strtol(entry->d_name, NULL, 10) ==
			    (long)getpid(); /* made by a thread of this process */
		struct lock *lock = NULL;
		struct stat st;

		if (ours || fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
			st.st_mode = 0;
		if (S_ISREG(st.st_mode) && lock_take(path, 0, &lock, NULL, NULL) == 0)
			unlinkat(fd, entry->d_name, 0);
		/*
		 * a link cannot be marked as in use; moving it takes no time, so an old one is
		 * unused
		 */
		else if (S_ISLNK(st.st_mode) && time(NULL) - st.st_mtime > LINK_AGE_S)
			unlinkat(fd, entry->d_name, 0);
		lock_release(lock);
		free(path);
	}
	if (dir)
		closedir(dir);
	free(place);
}

/* ---- writing ------------------------------------------------------------------------------------ */

struct content {
	const char *link; /* a link's target; NULL for a file with these bytes */
	const void *data;
	size_t len;
	bool durable;
};

/* Writes the content and moves the file to `path`. After an error, errno is set. */
static bool move_in(struct temporary *t, const char *path, const struct content *content)
{
	struct stat st;
	mode_t mode = !content->link && stat(path, &st) == 0 ? st.st_mode & 07777 : 0;
	int failure;

	if ((content->link || write_all(t->fd, content->data, content->len) == 0) &&
	    (!mode || fchmod(t->fd, mode) == 0) &&
	    (!content->durable || content->link || fsync(t->fd) == 0) && rename(t->name, path) == 0)
		return true;
	failure = errno;
	unlink(t->name);
	errno = failure;
	return false;
}

static int put(const char *path, const struct content *content, struct error *err)
{
	struct temporary t = {.fd = -1};
	bool done = make_above(&t, path, content->link) && move_in(&t, path, content);

	if (!done && (!t.name || errno == EXDEV)) {
		drop_temporary(&t);
		done = make_beside(&t, path, content->link) && move_in(&t, path, content);
	}
	drop_temporary(&t);
	if (!done)
		return error_errno(err, errno, "%s can't be written (nothing was changed)", path);
	if (content->durable)
		sync_folder_of(path);
	return 0;
}

int file_write(const char *path, const void *data, size_t len, struct error *err)
{
	struct content content = {.data = data, .len = len, .durable = true};

	return put(path, &content, err);
}

int file_write_cache(const char *path, const void *data, size_t len, struct error *err)
{
	struct content content = {.data = data, .len = len};

	return put(path, &content, err);
}

int file_sync(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), result = 0;

	if (fd < 0 || fsync(fd) < 0)
		result = error_errno(err, errno, "%s can't be made durable", path);
	if (fd >= 0)
		close(fd);
	if (!result)
		sync_folder_of(path);
	return result;
}

int file_write_link(const char *path, const char *to, struct error *err)
{
	struct content content = {.link = to, .durable = true};

	return put(path, &content, err);
}

/* ---- folders ------------------------------------------------------------------------------------ */

int file_make_folder(const char *path, struct error *err)
{
	char *parent;
	int result;

	if (mkdir(path, 0777) == 0 || (errno == EEXIST && file_is_folder(path)))
		return 0;
	if (errno != ENOENT)
		return error_errno(err, errno, "the folder %s can't be made", path);
	parent = path_parent(path);
	result = strcmp(parent, path) == 0 ? ERROR_IO : file_make_folder(parent, err);
	free(parent);
	if (result)
		return result;
	if (mkdir(path, 0777) < 0 && errno != EEXIST)
		return error_errno(err, errno, "the folder %s can't be made", path);
	return 0;
}

/* Lists the names in a folder, sorted, without "." and "..". */
static int list_folder(const char *path, struct strings *names, struct error *err)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	if (!dir)
		return error_errno(err, errno, "the folder %s can't be read", path);
	while ((entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			strings_add(names, entry->d_name);
	closedir(dir);
	strings_sort(names);
	return 0;
}

static int copy_regular(const char *from, const char *to, mode_t mode, struct error *err)
{
	struct buffer content = BUFFER_INIT;
	int result = file_read(from, SIZE_MAX / 2, &content, err);
	int fd = -1;

	if (result)
		goto done;
	fd = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode & 0777);
	if (fd < 0 || write_all(fd, content.data, content.len) < 0)
		result = error_errno(err, errno, "%s can't be written", to);
done:
	if (fd >= 0 && close(fd) < 0 && !result)
		result = error_errno(err, errno, "%s can't be written", to);
	buffer_clear(&content);
	return result;
}

static int copy_folder(const char *from, const char *to, struct error *err)
{
	struct strings names = STRINGS_INIT;
	int result = file_make_folder(to, err);

	if (!result)
		result = list_folder(from, &names, err);
	for (size_t i = 0; !result && i < names.count; i++) {
		char *a = path_join(from, names.items[i]), *b = path_join(to, names.items[i]);
		result = file_copy(a, b, err);
		free(a);
		free(b);
	}
	strings_clear(&names);
	return result;
}

int file_copy(const char *from, const char *to, struct error *err)
{
	struct stat st;

	if (lstat(from, &st) < 0)
		return error_errno(err, errno, "%s can't be examined", from);
	if (S_ISDIR(st.st_mode))
		return copy_folder(from, to, err);
	if (S_ISREG(st.st_mode))
		return copy_regular(from, to, st.st_mode, err);
	return error_set(err, ERROR_IO, "%s is neither a file nor a folder, so it isn't copied",
			 from);
}

/* The folder is the open one's; path is for messages. What is put in its place meanwhile is not entered. */
static int remove_at(int parent, const char *name, const char *path, struct error *err)
{
	int fd, result = 0;
	struct dirent *entry;
	DIR *dir;

	if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
		return 0;
	if (errno != EISDIR && errno != EPERM)
		return error_errno(err, errno, "%s can't be deleted", path);
	fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	dir = fd >= 0 ? fdopendir(fd) : NULL;
	if (!dir) {
		result = error_errno(err, errno, "%s can't be deleted", path);
		if (fd >= 0)
			close(fd);
		return result;
	}
	while (!result && (entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
			char *below = path_join(path, entry->d_name);
			result = remove_at(fd, entry->d_name, below, err);
			free(below);
		}
	closedir(dir);
	if (!result && unlinkat(parent, name, AT_REMOVEDIR) < 0 && errno != ENOENT)
		result = error_errno(err, errno, "%s can't be deleted", path);
	return result;
}

int file_remove(const char *path, struct error *err)
{
	return remove_at(AT_FDCWD, path, path, err);
}

bool file_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

bool file_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int walk(const char *root, const char *relative, file_visit visit, void *data,
		struct error *err)
{
	struct strings names = STRINGS_INIT;
	char *folder = relative ? path_join(root, relative) : memory_copy_string(root);
	int result = list_folder(folder, &names, err);

	for (size_t i = 0; !result && i < names.count; i++) {
		const char *name = names.items[i];
		char *below = relative ? path_join(relative, name) : memory_copy_string(name);
		char *full = path_join(root, below);
		struct stat st;

		if (path_is_clutter(name) || lstat(full, &st) < 0)
			st.st_mode = 0;
		if (S_ISDIR(st.st_mode))
			result = walk(root, below, visit, data, err);
		else if (S_ISREG(st.st_mode))
			result = visit(below, data, err);
		free(full);
		free(below);
	}
	strings_clear(&names);
	free(folder);
	return result;
}

int file_walk(const char *folder, file_visit visit, void *data, struct error *err)
{
	return walk(folder, NULL, visit, data, err);
}

static int lay_file(const char *from, const char *to, struct error *err)
{
	char *folder = path_parent(to);
	int result = file_make_folder(folder, err);

	free(folder);
	return result ? result : file_copy(from, to, err);
}

struct laying {
	const char *from, *to;
};

static int lay_walked(const char *relative, void *data, struct error *err)
{
	const struct laying *laying = data;
	char *from = path_join(laying->from, relative), *to = path_join(laying->to, relative);
	int result = lay_file(from, to, err);

	free(to);
	free(from);
	return result;
}

int file_lay(const char *from, const char *to, struct error *err)
{
	struct laying laying = {from, to};

	return file_is_folder(from) ? file_walk(from, lay_walked, &laying, err)
				    : lay_file(from, to, err);
}

uint64_t file_hash(uint64_t hash, const void *data, size_t len)
{
	const unsigned char *bytes = data;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
	return hash;
}
