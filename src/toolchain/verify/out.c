/* Chooses, locks and removes the folder for a verification's products. */
#include "rustgym/base/file.h"
#include "rustgym/base/lock.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "verify_internal.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *lock_of(const char *folder)
{
	return memory_format("%s.lock", folder);
}

static bool take_lock(struct verification *v, const char *folder)
{
	char *path = lock_of(folder);
	bool taken = lock_take(path, 0, &v->products.lock, NULL, NULL) == 0;

	free(path);
	return taken;
}

/*
 * Returns whether this verification can use the exercise's own folder, because no other process
 * writes there.
 */
static bool can_have(struct verification *v, const char *folder)
{
	if (v->purpose == PURPOSE_HOLD) /* it writes nothing */
		return true;
	if (!verify_is_incremental(v) || held_compilers_may_write_to(&v->verifier->held, folder))
		return false;
	return take_lock(v, folder);
}

/*
 * Makes a folder for this verification alone. If another process sweeps it before it is locked,
 * makes another.
 */
static int make_private(struct verification *v, const char *parent, struct error *err)
{
	char *folder;

	for (;;) {
		folder = memory_format("%s/%ld-XXXXXX", parent, (long)getpid());
		if (!mkdtemp(folder)) {
			free(folder);
			return error_errno(err, errno, "no folder can be made in %s", parent);
		}
		take_lock(v, folder);
		if (file_is_folder(folder))
			break;
		lock_release(v->products.lock);
		free(folder);
	}
	v->products.folder = folder;
	return 0;
}

int verify_enter_out(struct verification *v, struct error *err)
{
	char *parent = path_join(v->verifier->options.cache, "out");
	char *own = path_join(parent, v->exercise->name);
	int result = file_make_folder(parent, err);

	if (!result && can_have(v, own)) {
		v->products.folder = memory_copy_string(own);
		result = file_make_folder(v->products.folder, err);
	} else if (!result) {
		result = make_private(v, parent, err);
	}
	free(own);
	free(parent);
	return result;
}

/* Removes a compiler's temporary files: folders, and object files. */
static void sweep_leftovers(const char *out)
{
	DIR *dir = opendir(out);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *path = path_join(out, entry->d_name);
		if (entry->d_name[0] != '.' &&
		    (strstr(entry->d_name, ".rcgu.") || file_is_folder(path)))
			file_remove(path, NULL);
		free(path);
	}
	if (dir)
		closedir(dir);
}

static void remove_private(const char *folder)
{
	char *lock = lock_of(folder);

	file_remove(folder, NULL);
	file_remove(lock, NULL);
	free(lock);
}

void verify_leave_out(struct verification *v)
{
	if (v->products.folder && strcmp(path_base(v->products.folder), v->exercise->name) != 0)
		remove_private(v->products.folder);
	else if (v->products.folder && v->products.interrupted && v->products.lock)
		sweep_leftovers(v->products.folder);
	lock_release(v->products.lock);
	v->products.lock = NULL;
}

/* A killed process leaves its folder "PID-N" behind. Its lock is then free. */
void verify_sweep_out(const char *cache)
{
	char *out = path_join(cache, "out");
	DIR *dir = opendir(out);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		size_t digits = strspn(entry->d_name, "0123456789");
		size_t len = strcspn(entry->d_name, "."); /* without ".lock" */
		char *path = memory_format("%s/%.*s", out, (int)len, entry->d_name);
		char *lock_path = lock_of(path);
		struct lock *lock = NULL;

		if (digits && entry->d_name[digits] == '-' &&
		    lock_take(lock_path, 0, &lock, NULL, NULL) == 0)
			remove_private(path);
		lock_release(lock);
		free(lock_path);
		free(path);
	}
	if (dir)
		closedir(dir);
	free(out);
}
