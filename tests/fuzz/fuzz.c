#include "fuzz.h"
#include "history/history_internal.h"
#include "rustgym/base/file.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/installed.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"
#include "rustgym/ui/text.h"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "en_US.UTF-8");
	return 0;
}

void fuzz_failed(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, what);
	abort();
}

char *fuzz_text(const uint8_t *data, size_t size)
{
	return memory_copy((const char *)data, size ? strnlen((const char *)data, size) : 0);
}

struct style fuzz_style(uint8_t byte)
{
	return (struct style){
		.colour = byte & 1, .unicode = (byte & 2) != 0, .width = 1 + (byte >> 2)};
}

/* ---- what is printed ------------------------------------------------------------------------ */

/* The length of "ESC [ numbers m" at text, or 0. */
static size_t colour_length(const char *text)
{
	size_t numbers = text[1] == '[' ? strspn(text + 2, "0123456789;") : 0;

	return text[1] == '[' && text[2 + numbers] == 'm' ? 3 + numbers : 0;
}

static bool is_ours(const char *text, size_t len)
{
	return (len == 4 && text[2] >= '0' && text[2] <= '4') ||
	       (len == 5 && text[2] == '3' && text[3] >= '1' && text[3] <= '6');
}

void fuzz_check_printable(const char *text, size_t len, enum fuzz_escapes allowed)
{
	size_t at;

	CHECK(strlen(text) == len);
	CHECK(utf8_is_valid(text, len, &at));
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == 0x1b) {
			size_t size = colour_length(text + i);
			CHECK(allowed != NO_ESCAPES);
			CHECK(size);
			CHECK(allowed == ANY_COLOURS || is_ours(text + i, size));
			i += size - 1;
			continue;
		}
		CHECK(c >= 0x20 || c == '\n');
	}
	CHECK(gate_refused_at(text, len) == len);
}

/* Whether a line has more than one word after its indent, or more than one character. */
static bool can_be_cut(const char *line, bool exact)
{
	const char *word = line + strspn(line, " ");
	size_t characters = 0;

	if (!exact)
		return strchr(word, ' ') != NULL;
	for (const char *c = line, *next; *c; c = next) {
		char *one;

		next = c + (*c == '\x1b' ? colour_length(c) : 1);
		while ((*next & 0xc0) == 0x80)
			next++;
		one = memory_copy(c, (size_t)(next - c));
		characters += text_width(one) > 0;
		free(one);
	}
	return characters > 1;
}

void fuzz_check_width(const char *text, size_t width, bool exact)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		char *line = memory_copy(text, len);

		CHECK(text_width(line) <= width || !can_be_cut(line, exact));
		free(line);
		text += len + (text[len] == '\n');
	}
}

/* ---- files ---------------------------------------------------------------------------------- */

static char folder[64];

static void remove_folder(void)
{
	file_remove(folder, NULL);
}

const char *fuzz_folder(void)
{
	if (!*folder) {
		snprintf(folder, sizeof(folder), "%s/rustgym-fuzz-XXXXXX",
			 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
		CHECK(mkdtemp(folder));
		atexit(remove_folder);
	}
	return folder;
}

void fuzz_write(const char *relative, const void *data, size_t len)
{
	char *path = path_join(fuzz_folder(), relative), *parent = path_parent(path);
	int fd;

	CHECK(file_make_folder(parent, NULL) == 0);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	CHECK(fd >= 0 && write(fd, data, len) == (ssize_t)len && close(fd) == 0);
	free(parent);
	free(path);
}

void fuzz_forget(const char *relative)
{
	char *path = path_join(fuzz_folder(), relative);

	CHECK(file_remove(path, NULL) == 0);
	free(path);
}

/* ---- the history ------------------------------------------------------------------------------ */

void fuzz_keep_history_module(void)
{
	static bool kept;
	char *path = kept ? NULL : installed_find(HISTORY_MODULE);

	if (path)
		CHECK(dlopen(path, RTLD_NOW | RTLD_NODELETE));
	kept = true;
	free(path);
}

/* ---- a workspace ------------------------------------------------------------------------------ */

#define ENTRY(name)                                                                                \
	"{\"name\": \"" name                                                                       \
	"\", \"title\": \"T\", \"skills\": [\"1\"], \"minutes\": 5, \"links\": "                   \
	"[{\"title\": \"B\", \"url\": \"https://a.b/\"}], \"fails\": {\"code\": \"E0384\"}"

void fuzz_write_course(const char *below)
{
	static const struct {
		const char *path, *text;
	} files[] = {
		{"roadmap.json",
		 "{\"format\": 1, \"title\": \"C\", \"version\": \"1\", \"edition\": \"2024\", "
		 "\"phases\": [{\"dir\": \"01_a\", \"title\": \"A\", \"topics\": [\"01_b\"]}], "
		 "\"skills\": {\"1\": \"S\"}}\n"},
		{"01_a/01_b/topic.json",
		 "{\"title\": \"B\", \"exercises\": [" ENTRY("one") "}, " ENTRY(
			 "pack") ", \"files\": [\"src/lib.rs\"]}]}\n"},
		{"01_a/01_b/one.rs", "fn main() {}\n"},
		{"01_a/01_b/pack/Cargo.toml", "[package]\nname = \"pack\"\n"},
		{"01_a/01_b/pack/src/lib.rs", "pub fn a() {}\n"},
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		char *path = memory_format("%s/exercises/%s", below, files[i].path);

		fuzz_write(path, files[i].text, strlen(files[i].text));
		free(path);
	}
}

/* ---- what is on the disk ---------------------------------------------------------------------- */

static uint64_t add_text(uint64_t hash, const char *text)
{
	return file_hash(hash, text, strlen(text) + 1);
}

static uint64_t add_bytes(uint64_t hash, const char *path)
{
	struct buffer bytes = BUFFER_INIT;

	CHECK(file_read(path, FILE_COURSE_MAX, &bytes, NULL) == 0);
	hash = file_hash(hash, bytes.data, bytes.len);
	buffer_clear(&bytes);
	return hash;
}

static uint64_t add_folder(uint64_t hash, const char *path, const char *const *except)
{
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, alphasort);

	CHECK(count >= 0);
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		char *full = path_join(path, name), target[PATH_MAX] = "";
		bool left_out = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
		struct stat st;

		for (size_t e = 0; except[e]; e++) {
			const char *below = path_below(full, fuzz_folder());
			left_out = left_out || (below && strcmp(below, except[e]) == 0);
		}
		if (!left_out) {
			CHECK(lstat(full, &st) == 0);
			hash = add_text(hash, full);
			hash = file_hash(hash, (const char *)&st.st_mode, sizeof(st.st_mode));
			if (S_ISDIR(st.st_mode))
				hash = add_folder(hash, full, except);
			else if (S_ISREG(st.st_mode))
				hash = add_bytes(hash, full);
			else if (S_ISLNK(st.st_mode) &&
				 readlink(full, target, sizeof(target) - 1) > 0)
				hash = add_text(hash, target);
		}
		free(full);
		free(entries[i]);
	}
	free(entries);
	return hash;
}

uint64_t fuzz_state_of(const char *relative, const char *const *except)
{
	char *path = *relative ? path_join(fuzz_folder(), relative)
			       : memory_copy_string(fuzz_folder());
	uint64_t hash = add_folder(FILE_HASH_START, path, except);

	free(path);
	return hash;
}
