#include "rustgym/app/editors.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST "Cargo.toml"

/* A file begins with `head`, has a line for each package, and ends with `tail`. */
struct editor_file {
	const char *path;
	const char *head, *indent, *tail; /* `indent` is NULL if the file has no list */
	bool comma_after_last;
};

static const struct editor_file editor_files[] = {
	{".vscode/settings.json",
	 "{\n"
	 "  \"rust-analyzer.check.command\": \"clippy\",\n"
	 "  \"rust-analyzer.linkedProjects\": [\n",
	 "    ",
	 "  ]\n"
	 "}\n",
	 false},
	{".vscode/extensions.json",
	 "{\n"
	 "  \"recommendations\": [\"rust-lang.rust-analyzer\"]\n"
	 "}\n",
	 NULL, "", false},
	{".zed/settings.json",
	 "{\n"
	 "  \"lsp\": {\n"
	 "    \"rust-analyzer\": {\n"
	 "      \"initialization_options\": {\n"
	 "        \"check\": { \"command\": \"clippy\" },\n"
	 "        \"linkedProjects\": [\n",
	 "          ",
	 "        ]\n"
	 "      }\n"
	 "    }\n"
	 "  }\n"
	 "}\n",
	 false},
	{".helix/languages.toml",
	 "# `rustgym update` renews this file. If you change it, rustgym leaves it alone.\n"
	 "\n"
	 "# The language server starts in the folder that the list below is relative to.\n"
	 "[[language]]\n"
	 "name = \"rust\"\n"
	 "roots = [\"exercises/roadmap.json\", \"roadmap.json\"]\n"
	 "\n"
	 "[language-server.rust-analyzer.config]\n"
	 "check.command = \"clippy\"\n"
	 "linkedProjects = [\n",
	 "    ", "]\n", true},
	{".nvim.lua",
	 "-- `rustgym update` renews this file. If you change it, rustgym leaves it alone.\n"
	 "-- Neovim reads it if the option 'exrc' is set, and asks you first.\n"
	 "\n"
	 "local options = {\n"
	 "  check = { command = \"clippy\" },\n"
	 "  linkedProjects = {\n",
	 "    ",
	 "  },\n"
	 "}\n"
	 "\n"
	 "local server = {\n"
	 "  name = \"rust_analyzer\",\n"
	 "  cmd = { \"rust-analyzer\" },\n"
	 "  filetypes = { \"rust\" },\n"
	 "  init_options = options,\n"
	 "  settings = { [\"rust-analyzer\"] = options },\n"
	 "}\n"
	 "\n"
	 "local function top(buffer)\n"
	 "  local found = vim.fs.find(\".nvim.lua\", { upward = true, path = vim.api.nvim_buf_get_name(buffer) })\n"
	 "  return found[1] and vim.fs.dirname(found[1])\n"
	 "end\n"
	 "\n"
	 "if vim.lsp.config then\n"
	 "  server.root_dir = function(buffer, go_on) go_on(top(buffer)) end\n"
	 "  vim.lsp.config(\"rust_analyzer\", server)\n"
	 "  vim.lsp.enable(\"rust_analyzer\")\n"
	 "else\n"
	 "  vim.api.nvim_create_autocmd(\"FileType\", {\n"
	 "    pattern = \"rust\",\n"
	 "    callback = function(event)\n"
	 "      vim.lsp.start(vim.tbl_extend(\"force\", server, { root_dir = top(event.buf) }))\n"
	 "    end,\n"
	 "  })\n"
	 "end\n",
	 true},
};

enum { FILE_COUNT = sizeof(editor_files) / sizeof(*editor_files) };

/* The folders that may be opened, and the way from there to a package. */
static const struct opened {
	const char *folder, *prefix;
} opened[] = {{"", "exercises/"}, {"exercises/", ""}};

enum { OPENED_COUNT = sizeof(opened) / sizeof(*opened) };

/* ---- which packages there are ------------------------------------------------------------------ */

/* What a manifest says, as far as it matters here. */
struct manifest {
	bool workspace, package, named, members;
};

static bool is_key(const char *line, const char *key)
{
	size_t len = strlen(key);

	return strncmp(line, key, len) == 0 && line[len + strspn(line + len, " \t")] == '=';
}

/* Returns whether the array after the key has an entry. It may have several lines. */
static bool array_has_entries(const char *line)
{
	const char *at = strchr(line, '[');

	return at && at[strcspn(at, "\"']")] != ']';
}

static struct manifest read_manifest(const char *text)
{
	struct manifest manifest = {0};
	bool in_package = false, in_workspace = false;

	for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		line += strspn(line, " \t");
		if (*line == '[') {
			in_package = strncmp(line, "[package]", 9) == 0;
			in_workspace = strncmp(line, "[workspace]", 11) == 0;
			manifest.package |= in_package;
			manifest.workspace |= strncmp(line, "[workspace", 10) == 0;
		} else if (in_package && is_key(line, "name")) {
			manifest.named = true;
		} else if (in_workspace && is_key(line, "members")) {
			manifest.members = array_has_entries(line);
		}
	}
	return manifest;
}

/* Returns whether a folder above the manifest's own has a manifest, which cargo would find. */
static bool is_below_another(const struct file_set *files, const char *path)
{
	char *folder = path_parent(path);
	bool found = false;

	while (!found && strcmp(folder, ".") != 0) {
		char *above = path_parent(folder);
		char *other = strcmp(above, ".") == 0 ? memory_copy_string(MANIFEST)
						      : path_join(above, MANIFEST);

		found = file_set_find(files, other) != NULL;
		free(other);
		free(folder);
		folder = above;
	}
	free(folder);
	return found;
}

void editors_packages(const struct file_set *files, struct strings *manifests)
{
	for (size_t i = 0; i < files->count; i++) {
		const char *path = files->items[i].path;
		struct manifest manifest;

		if (strcmp(path_base(path), MANIFEST) != 0 || strchr(path, '"'))
			continue;
		manifest = read_manifest(files->items[i].bytes);
		if ((manifest.package ? manifest.named : manifest.members) &&
		    (manifest.workspace || !is_below_another(files, path)))
			strings_add(manifests, path);
	}
	strings_sort(manifests);
}

/* ---- the files --------------------------------------------------------------------------------- */

static void write_file(const struct editor_file *file, const char *prefix,
		       const struct strings *manifests, struct buffer *out)
{
	buffer_add_string(out, file->head);
	for (size_t i = 0; file->indent && i < manifests->count; i++)
		buffer_addf(out, "%s\"%s%s\"%s\n", file->indent, prefix, manifests->items[i],
			    i + 1 < manifests->count || file->comma_after_last ? "," : "");
	buffer_add_string(out, file->tail);
}

/* Adds the packages that the text lists, each on a line of its own, as write_file writes them. */
static void read_list(const char *text, struct strings *listed)
{
	for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		const char *start = line + strspn(line, " "), *end;

		if (*start++ != '"')
			continue;
		end = start + strcspn(start, "\"\n");
		if (*end == '"' && end - start >= (long)strlen(MANIFEST) &&
		    strncmp(end - strlen(MANIFEST), MANIFEST, strlen(MANIFEST)) == 0)
			strings_take(listed, memory_copy(start, (size_t)(end - start)));
	}
}

static bool is_rustgyms(const struct editor_file *file, const char *text)
{
	struct strings listed = STRINGS_INIT;
	struct buffer same = BUFFER_INIT;
	bool is;

	read_list(text, &listed);
	write_file(file, "", &listed, &same);
	is = strcmp(same.data, text) == 0;
	buffer_clear(&same);
	strings_clear(&listed);
	return is;
}

/* Appends the packages that the text does not name. */
static size_t count_missing(const char *text, const struct opened *at,
			    const struct strings *manifests, const char **first)
{
	size_t missing = 0;

	for (size_t i = 0; i < manifests->count; i++) {
		char *entry = memory_format("%s%s\"", at->prefix, manifests->items[i]);

		if (!strstr(text, entry) && !missing++)
			*first = manifests->items[i];
		free(entry);
	}
	return missing;
}

/* A file that cannot be read (a link, a folder, or below one of these) is the learner's. */
struct present {
	bool there, readable;
	struct buffer text;
};

static struct present look(const struct place *root, const char *path)
{
	struct present present = {.text = BUFFER_INIT};
	struct stat st;

	present.there = place_examine(root, path, &st) || errno != ENOENT;
	present.readable = present.there &&
			   place_read(root, path, FILE_COURSE_MAX, &present.text, NULL) == 0;
	return present;
}

static int renew(const struct place *root, const struct editor_file *file, const struct opened *at,
		 const struct strings *manifests, struct buffer *said, struct error *err)
{
	char *path = memory_format("%s%s", at->folder, file->path);
	struct present present = look(root, path);
	struct buffer text = BUFFER_INIT;
	const char *first = NULL;
	int result = 0;

	write_file(file, at->prefix, manifests, &text);
	if (!present.there || (present.readable && is_rustgyms(file, present.text.data) &&
			       strcmp(present.text.data, text.data) != 0))
		result = place_put(root, path,
				   &(struct file_set_item){.bytes = text.data, .len = text.len},
				   err);
	else if (!present.readable)
		buffer_addf(said, "%s is yours, and was left alone.\n", path);
	else if (file->indent && count_missing(present.text.data, at, manifests, &first))
		buffer_addf(said,
			    "%s is yours, and was left alone. It does not name all packages "
			    "(`rustgym doctor` says more).\n",
			    path);
	buffer_clear(&text);
	buffer_clear(&present.text);
	free(path);
	return result;
}

static int find_packages(const struct place *root, const struct file_set *files,
			 struct strings *manifests, struct error *err)
{
	struct file_set present = FILE_SET_INIT;
	int result = files && files->count ? 0 : place_collect(root, "exercises", &present, err);

	if (!result)
		editors_packages(files && files->count ? files : &present, manifests);
	file_set_clear(&present);
	return result;
}

int editors_write(const char *root, const struct file_set *files, struct buffer *said,
		  struct error *err)
{
	struct strings manifests = STRINGS_INIT;
	struct place place;
	int result = place_open(root, &place, err);

	if (!result)
		result = find_packages(&place, files, &manifests, err);
	for (size_t f = 0; !result && manifests.count && f < FILE_COUNT; f++)
		for (size_t i = 0; !result && i < OPENED_COUNT; i++)
			result = renew(&place, &editor_files[f], &opened[i], &manifests, said, err);
	strings_clear(&manifests);
	place_close(&place);
	return result;
}

static void examine(const struct place *root, const struct editor_file *file,
		    const struct opened *at, const struct strings *manifests, size_t *found,
		    struct strings *faults)
{
	char *path = memory_format("%s%s", at->folder, file->path);
	struct present present = look(root, path);
	const char *first = NULL;
	size_t missing = present.readable ? count_missing(present.text.data, at, manifests, &first)
					  : 0;

	*found += present.there;
	if (missing)
		strings_addf(faults, "%s lacks %zu of the course's %zu packages: %s%s%s", path,
			     missing, manifests->count, at->prefix, first,
			     missing > 1 ? " and others" : "");
	buffer_clear(&present.text);
	free(path);
}

int editors_examine(const char *root, const struct file_set *files, size_t *found,
		    struct strings *faults, struct error *err)
{
	struct strings manifests = STRINGS_INIT;
	struct place place;
	int result = place_open(root, &place, err);

	*found = 0;
	if (!result)
		result = find_packages(&place, files, &manifests, err);
	for (size_t f = 0; !result && f < FILE_COUNT; f++)
		for (size_t i = 0; editor_files[f].indent && i < OPENED_COUNT; i++)
			examine(&place, &editor_files[f], &opened[i], &manifests, found, faults);
	strings_clear(&manifests);
	place_close(&place);
	return result;
}
