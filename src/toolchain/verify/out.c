/* The folder for a verification's products. */
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "verify_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Whether it can have the exercise's own folder, to which nobody else writes. */
static bool can_have(struct verification *v, const char *folder)
{
	char *lock;

	if (v->purpose == PURPOSE_HOLD) /* it does not write before it is taken */
		return true;
	if (!verify_is_incremental(v) || held_compilers_may_write_to(&v->verifier->held, folder))
		return false;
	lock = memory_format("%s.lock", folder);
	v->products.lock = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	free(lock);
	return v->products.lock >= 0 && flock(v->products.lock, LOCK_EX | LOCK_NB) == 0;
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
		v->products.folder = memory_format("%s/%ld-XXXXXX", parent, (long)getpid());
		if (!mkdtemp(v->products.folder))
			result = error_errno(err, errno, "no folder can be made in %s", parent);
	}
	free(own);
	free(parent);
	return result;
}

/* What a compiler has there for itself while it works: folders, and the objects to be linked. */
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

void verify_leave_out(struct verification *v)
{
	if (v->products.folder && strcmp(path_base(v->products.folder), v->exercise->name) != 0)
		file_remove(v->products.folder, NULL);
	else if (v->products.folder && v->products.interrupted && v->products.lock >= 0)
		sweep_leftovers(v->products.folder);
	if (v->products.lock >= 0)
		close(v->products.lock);
}

/* A process that was killed could not throw its folder away: "PID-N". */
void verify_sweep_out(const char *cache)
{
	char *out = path_join(cache, "out");
	DIR *dir = opendir(out);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *end, *path;
		long pid = strtol(entry->d_name, &end, 10);

		if (pid <= 0 || *end != '-' || kill((pid_t)pid, 0) == 0 || errno != ESRCH)
			continue;
		path = path_join(out, entry->d_name);
		file_remove(path, NULL);
		free(path);
	}
	if (dir)
		closedir(dir);
	free(out);
}
