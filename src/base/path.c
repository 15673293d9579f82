#include "rustgym/base/path.h"
#include "rustgym/base/control.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/strings.h"
#include "rustgym/base/utf8.h"

#include <string.h>
#include <strings.h>

char *path_join(const char *a, const char *b)
{
	size_t len = strlen(a);

	if (b[0] == '/' || len == 0)
		return memory_copy_string(b);
	return memory_format("%s%s%s", a, a[len - 1] == '/' ? "" : "/", b);
}

char *path_parent(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return memory_copy_string(".");
	return memory_copy(path, slash == path ? 1 : (size_t)(slash - path));
}

const char *path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool part_is_plain(const char *part, size_t len)
{
	if (len == 0 || (len == 1 && part[0] == '.') || (len == 2 && memcmp(part, "..", 2) == 0))
		return false;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)part[i] < 0x20 || part[i] == 0x7f || part[i] == '\\')
			return false;
	return true;
}

bool path_is_contained(const char *path)
{
	for (;;) {
		size_t len = strcspn(path, "/");
		if (!part_is_plain(path, len))
			return false;
		if (!path[len])
			return true;
		path += len + 1;
	}
}

/* As file systems read it that fold case, and drop spaces and dots at the end. */
static bool is_git(const char *name)
{
	const char *rest = name + 4;

	if (strncasecmp(name, "git~", 4) == 0)
		return true;
	if (strncasecmp(name, ".git", 4) != 0)
		return false;
	rest += strspn(rest, " .");
	return !*rest || *rest == ':';
}

bool path_is_name(const char *name)
{
	size_t len = strlen(name), at;

	if (len > 255 || !part_is_plain(name, len) || strchr(name, '/') || is_git(name) ||
	    !utf8_is_valid(name, len, &at))
		return false;
	return !control_is_in(name);
}

const char *path_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	while (len && folder[len - 1] == '/')
		len--; /* becomes 0 for "/" */
	if (!*folder || strncmp(path, folder, len) != 0 || path[len] != '/')
		return NULL;
	path += len;
	while (*path == '/')
		path++;
	return *path ? path : NULL;
}

bool path_is_clutter(const char *name)
{
	static const char *const names[] = {".", "..", ".git", ".rustgym", "target", ".DS_Store",
					    ".idea", ".vscode", ".zed", ".helix", ".nvim.lua",
					    ".cache",
					    /* used by vim */
					    "4913", "5036", NULL};
	/* Backups and temporary files of editors, patch and git; what the crate insta writes in a test. */
	static const char *const ends[] = {
		"~",    ".bak",         ".orig",        ".rej",      ".swp", ".swo",
		".swx", "___jb_tmp___", "___jb_old___", ".snap.new", NULL};
	static const char *const starts[] = {".#", "#", ".goutputstream-", ".nfs", NULL};

	for (size_t i = 0; names[i]; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	for (size_t i = 0; ends[i]; i++)
		if (path_has_suffix(name, ends[i]))
			return true;
	for (size_t i = 0; starts[i]; i++)
		if (string_has_prefix(name, starts[i]))
			return true;
	return strstr(name, ".tmp-") != NULL;
}

bool path_has_suffix(const char *path, const char *suffix)
{
	size_t len = strlen(path), suffix_len = strlen(suffix);

	return len >= suffix_len && strcmp(path + len - suffix_len, suffix) == 0;
}
