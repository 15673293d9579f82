/*
 * rustgym-relay: stands in for a tool that another tool calls.
 *
 *   RUSTGYM_RECORD=FOLDER   in front of rustc, called by cargo (RUSTC_WRAPPER): writes down how the
 *                           packages that cargo was asked for are compiled, then becomes rustc
 *   RUSTGYM_CRATES=FILE     in front of the linker, called by rustc: writes down which crates are
 *                           linked, then becomes the linker
 *   RUSTGYM_BUNDLE=FOLDER   in front of the linker: links the shared library that is in the folder
 *                           instead of the crates that are in it. Whenever that can't be, the linker
 *                           is called as rustc wanted it
 *
 * A program of its own because cargo and rustc call programs, not us. See recipe.h and bundle.h for
 * what is done with it.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

static int become(char **argv)
{
	execvp(argv[0], argv);
	perror(argv[0]);
	return 127;
}

/* ---- in front of rustc ---------------------------------------------------------------------- */

static void put(FILE *file, const char *text)
{
	fwrite(text, 1, strlen(text) + 1, file);
}

static void put_list(FILE *file, char **list)
{
	size_t count = 0;

	while (list[count])
		count++;
	fprintf(file, "%zu%c", count, '\0');
	for (size_t i = 0; i < count; i++)
		put(file, list[i]);
}

/* The name makes the records' order that in which the compilers began. */
static void record(const char *folder, char **argv)
{
	char path[4096], here[4096];
	struct timespec now;
	FILE *file;

	clock_gettime(CLOCK_MONOTONIC, &now);
	snprintf(path, sizeof(path), "%s/%012lld.%09ld-%ld", folder, (long long)now.tv_sec,
		 now.tv_nsec, (long)getpid());
	if (!getcwd(here, sizeof(here)) || !(file = fopen(path, "w")))
		return;
	put(file, here);
	put_list(file, argv);
	put_list(file, environ);
	fclose(file);
}

/* ---- in front of the linker ----------------------------------------------------------------- */

/* "SIZE NANOSECONDS PATH": a crate as it was when it was linked. */
static bool is_unchanged(const char *line, const char **path)
{
	long long size, ns;
	int at = 0;
	struct stat st;

	if (sscanf(line, "%lld %lld %n", &size, &ns, &at) < 2 || !at)
		return false;
	*path = line + at;
	return stat(*path, &st) == 0 && st.st_size == size &&
	       st.st_mtim.tv_sec * INT64_C(1000000000) + st.st_mtim.tv_nsec == ns;
}

static bool is_of_the_toolchain(const char *path)
{
	return strstr(path, "/lib/rustlib/") != NULL;
}

static void list_crates(const char *path, char **argv)
{
	FILE *file = fopen(path, "w");
	struct stat st;

	for (; file && *argv; argv++)
		if (ends_with(*argv, ".rlib") && !is_of_the_toolchain(*argv) &&
		    stat(*argv, &st) == 0)
			fprintf(file, "%lld %lld %s\n", (long long)st.st_size,
				(long long)(st.st_mtim.tv_sec * INT64_C(1000000000) +
					    st.st_mtim.tv_nsec),
				*argv);
	if (file)
		fclose(file);
}

struct list {
	char *text;
	const char **paths; /* the library, then the crates in it */
	size_t count;
};

/* False when the library, or a crate in it, is not what it was. */
static bool read_list(const char *folder, struct list *list)
{
	char path[4096];
	struct stat st;
	int fd;
	ssize_t got;

	snprintf(path, sizeof(path), "%s/crates", folder);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0)
		return false;
	list->text = calloc(1, (size_t)st.st_size + 1);
	list->paths = calloc((size_t)st.st_size + 1, sizeof(*list->paths));
	if (!list->text || !list->paths)
		return false;
	got = read(fd, list->text, (size_t)st.st_size);
	close(fd);
	if (got != st.st_size)
		return false;
	for (char *line = strtok(list->text, "\n"); line; line = strtok(NULL, "\n"))
		if (!is_unchanged(line, &list->paths[list->count++]))
			return false;
	return list->count > 1;
}

static bool holds(const struct list *list, const char *path)
{
	for (size_t i = 1; i < list->count; i++)
		if (strcmp(list->paths[i], path) == 0)
			return true;
	return false;
}

static bool same_folder(const char *a, const char *b)
{
	const char *end_a = strrchr(a, '/'), *end_b = strrchr(b, '/');

	return end_a && end_b && end_a - a == end_b - b && memcmp(a, b, (size_t)(end_a - a)) == 0;
}

static const char *output_of(char **argv)
{
	for (; *argv; argv++)
		if (strcmp(*argv, "-o") == 0 && argv[1])
			return argv[1];
	return "";
}

/*
 * The command with the library in place of its crates, or NULL: a crate that is neither in the
 * library nor made beside the program could be a second copy of one.
 */
static char **with_library(char **argv, const char *folder, const struct list *list)
{
	static char rpath[4096], shared[] = "-Wl,-Bdynamic", single[] = "-Wl,-Bstatic";
	const char *output = output_of(argv);
	size_t count = 0, len = 0;
	bool placed = false;
	char **out;

	while (argv[count])
		count++;
	out = calloc(count + 6, sizeof(*out));
	if (!out)
		return NULL;
	snprintf(rpath, sizeof(rpath), "-Wl,-rpath,%s", folder);
	for (; *argv; argv++) {
		bool crate = ends_with(*argv, ".rlib") && !is_of_the_toolchain(*argv);
		if ((*argv)[0] == '@' ||
		    (crate && !holds(list, *argv) && !same_folder(*argv, output)))
			return NULL;
		if (!crate || !holds(list, *argv)) {
			out[len++] = *argv;
		} else if (!placed) {
			placed = true;
			out[len++] = shared;
			out[len++] = (char *)list->paths[0];
			out[len++] = single;
		}
	}
	out[len++] = rpath;
	return placed ? out : NULL;
}

/* Its words are of no use: where it fails, the linker is called again without our library. */
static bool run_quietly(char **argv)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		int nowhere = open("/dev/null", O_WRONLY);
		dup2(nowhere, STDOUT_FILENO);
		dup2(nowhere, STDERR_FILENO);
		execvp(argv[0], argv);
		_exit(127);
	}
	return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 0;
}

static bool contains(const char *path, const char *text)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	bool found = true; /* what can't be read may have anything in it */
	void *data;

	if (fd < 0)
		return true;
	if (fstat(fd, &st) == 0 && st.st_size > 0) {
		data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (data != MAP_FAILED) {
			found = memmem(data, (size_t)st.st_size, text, strlen(text)) != NULL;
			munmap(data, (size_t)st.st_size);
		}
	}
	close(fd);
	return found;
}

/* A shared standard library allocates with its own allocator, whatever the program says. */
static bool brings_an_allocator(char **argv)
{
	for (; *argv; argv++)
		if (ends_with(*argv, ".o") && contains(*argv, "__rg_alloc"))
			return true;
	return false;
}

static int link_bundle(const char *folder, char **argv)
{
	struct list list = {NULL, NULL, 0};
	char **command;

	if (brings_an_allocator(argv + 1)) {
		fputs("rustgym-relay: an allocator of its own needs a static link\n", stderr);
		return 1;
	}
	if (read_list(folder, &list)) {
		command = with_library(argv, folder, &list);
		if (command && run_quietly(command))
			_exit(0);
	}
	return become(argv);
}

int main(int argc, char **argv)
{
	static char linker[] = "cc"; /* as rustc calls it */
	const char *folder;

	if (argc < 2) {
		fputs("rustgym-relay is called by cargo and rustc, for rustgym\n", stderr);
		return 2;
	}
	if ((folder = getenv("RUSTGYM_RECORD"))) {
		if (getenv("CARGO_PRIMARY_PACKAGE"))
			record(folder, argv + 1);
		return become(argv + 1);
	}
	argv[0] = linker;
	if ((folder = getenv("RUSTGYM_CRATES")))
		list_crates(folder, argv);
	else if ((folder = getenv("RUSTGYM_BUNDLE")))
		return link_bundle(folder, argv);
	return become(argv);
}
