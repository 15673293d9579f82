/*
 * rustgym-relay as the linker of the shared dependencies (shared_deps.h), and of programs that use
 * them.
 */
#include "relay.h"

#ifdef __linux__
#include <elf.h>
#endif
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- reading compiled files ------------------------------------------------------------------ */

#ifdef __linux__
/* A 64-bit ELF file in memory. `bytes` is NULL if it could not be read. */
struct elf {
	const char *bytes;
	size_t len;
	const Elf64_Shdr *sections;
	size_t count;
};

static bool elf_map(const char *path, struct elf *elf)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	const Elf64_Ehdr *head;
	struct stat st = {0};
	void *bytes = MAP_FAILED;

	if (fd >= 0 && fstat(fd, &st) == 0 && (size_t)st.st_size > sizeof(*head))
		bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (fd >= 0)
		close(fd);
	if (bytes == MAP_FAILED)
		return false;
	head = bytes;
	*elf = (struct elf){bytes, (size_t)st.st_size, NULL, head->e_shnum};
	if (memcmp(head->e_ident, ELFMAG, SELFMAG) != 0 || head->e_ident[EI_CLASS] != ELFCLASS64 ||
	    !head->e_shnum || head->e_shoff > elf->len ||
	    (elf->len - head->e_shoff) / sizeof(*elf->sections) < elf->count) {
		munmap(bytes, elf->len);
		return false;
	}
	elf->sections = (const void *)(elf->bytes + head->e_shoff);
	return true;
}

static bool is_within(const struct elf *elf, const Elf64_Shdr *section)
{
	return section->sh_offset <= elf->len && section->sh_size <= elf->len - section->sh_offset;
}

static bool is_allocator(const char *name)
{
	return strstr(name, "__rust_alloc") || strstr(name, "__rg_alloc");
}

/*
 * Returns whether the symbol table defines an allocator. A table that cannot be read counts as if
 * it did.
 */
static bool table_defines_allocator(const struct elf *elf, const Elf64_Shdr *table)
{
	const Elf64_Sym *symbols = (const void *)(elf->bytes + table->sh_offset);
	const Elf64_Shdr *names = &elf->sections[table->sh_link];

	if (table->sh_link >= elf->count || !is_within(elf, table) || !is_within(elf, names) ||
	    !names->sh_size || elf->bytes[names->sh_offset + names->sh_size - 1] != '\0')
		return true;
	for (size_t i = 0; i < table->sh_size / sizeof(*symbols); i++)
		if (symbols[i].st_shndx != SHN_UNDEF &&
		    (symbols[i].st_name >= names->sh_size ||
		     is_allocator(elf->bytes + names->sh_offset + symbols[i].st_name)))
			return true;
	return false;
}

static bool elf_defines_allocator(const struct elf *elf)
{
	for (size_t i = 0; i < elf->count; i++)
		if ((elf->sections[i].sh_type == SHT_SYMTAB ||
		     elf->sections[i].sh_type == SHT_DYNSYM) &&
		    table_defines_allocator(elf, &elf->sections[i]))
			return true;
	return false;
}

/* Returns whether functions run before main, apart from the single one that each library has. */
static bool elf_runs_before_main(const struct elf *elf)
{
	for (size_t i = 0; i < elf->count; i++)
		if ((elf->sections[i].sh_type == SHT_INIT_ARRAY && elf->sections[i].sh_size > 8) ||
		    elf->sections[i].sh_type == SHT_PREINIT_ARRAY)
			return true;
	return false;
}

/* Returns whether the file uses sections that a linker collects from all its inputs. */
static bool elf_collects_sections(const struct elf *elf)
{
	return memmem(elf->bytes, elf->len, "__start_", 8) ||
	       memmem(elf->bytes, elf->len, "__stop_", 7);
}

static bool defines_allocator(const char *path)
{
	struct elf elf;
	bool defines = true; /* a file that cannot be read may define one */

	if (elf_map(path, &elf)) {
		defines = elf_defines_allocator(&elf);
		munmap((void *)(uintptr_t)elf.bytes, elf.len);
	}
	return defines;
}

static bool can_be_shared(const char *path)
{
	struct elf elf;
	bool can = false;

	if (elf_map(path, &elf)) {
		can = !elf_defines_allocator(&elf) && !elf_runs_before_main(&elf) &&
		      !elf_collects_sections(&elf);
		munmap((void *)(uintptr_t)elf.bytes, elf.len);
	}
	return can;
}
#else
static bool defines_allocator(const char *path)
{
	(void)path;
	return true;
}

static bool can_be_shared(const char *path)
{
	(void)path;
	return false;
}
#endif

/* ---- as the linker --------------------------------------------------------------------------- */

/*
 * Returns whether the crate in the line "SIZE NANOSECONDS PATH" is unchanged since it was linked.
 */
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

struct list {
	char *text;
	const char **paths; /* the library, then its crates */
	size_t count;
};

/* Returns false if the library, or a crate in it, has changed. */
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

/*
 * Returns the command with the library instead of its crates. NULL: a crate is neither in the
 * library nor in the program's own folder, so it could contain a second copy of another crate.
 */
static char **with_library(char **argv, const char *folder, const struct list *list)
{
	static char rpath[4096], shared[] = "-Wl,-Bdynamic", single[] = "-Wl,-Bstatic";
	const char *output = relay_output_of(argv);
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
		bool crate = relay_ends_with(*argv, ".rlib") && !is_of_the_toolchain(*argv);
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

static void list_crates(const char *path, char **argv)
{
	FILE *file = fopen(path, "w");
	struct stat st;

	for (; file && *argv; argv++)
		if (relay_ends_with(*argv, ".rlib") && !is_of_the_toolchain(*argv) &&
		    stat(*argv, &st) == 0)
			fprintf(file, "%lld %lld %s\n", (long long)st.st_size,
				(long long)(st.st_mtim.tv_sec * INT64_C(1000000000) +
					    st.st_mtim.tv_nsec),
				*argv);
	if (file)
		fclose(file);
}

/* Writes the list of crates only if the library was linked and can be shared. */
int relay_link_library(const char *path, char **argv)
{
	if (!relay_run(argv, false))
		return 1;
	if (can_be_shared(relay_output_of(argv)))
		list_crates(path, argv);
	return 0;
}

/*
 * A shared standard library uses its own allocator, so a program with an allocator cannot use it.
 */
static bool brings_an_allocator(char **argv)
{
	for (; *argv; argv++)
		if (relay_ends_with(*argv, ".o") && defines_allocator(*argv))
			return true;
	return false;
}

int relay_link_with_shared_deps(const char *folder, char **argv)
{
	struct list list = {NULL, NULL, 0};
	char **command = NULL;

	if (brings_an_allocator(argv + 1)) {
		fputs("rustgym-relay: an allocator of its own needs a static link\n", stderr);
		return 1;
	}
	if (read_list(folder, &list)) {
		command = with_library(argv, folder, &list);
		if (command && relay_link(command)) /* after an error, links as rustc wanted */
			return 0;
	}
	return relay_become(argv);
}
