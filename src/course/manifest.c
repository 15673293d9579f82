#include "manifest.h"
#include "rustgym/base/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *path_in(struct loader *loader, const struct manifest *manifest, const char *file)
{
	return arena_format(&loader->loaded->arena, "%s%s", manifest->before, file);
}

void manifest_read(struct loader *loader, const char *folder, struct manifest *manifest)
{
	*manifest = (struct manifest){
		.before = strcmp(folder, ".") == 0
				  ? ""
				  : arena_format(&loader->loaded->arena, "%s/", folder)};
	manifest->json = loader_read_toml(loader, path_in(loader, manifest, "Cargo.toml"));
	if (manifest->json)
		manifest->root = json_root(manifest->json);
}

void manifest_clear(struct manifest *manifest)
{
	json_free(manifest->json);
	*manifest = (struct manifest){0};
}

const char *manifest_edition(const struct manifest *manifest)
{
	static const char *const editions[] = {"2015", "2018", "2021", "2024"};
	const struct json_value *package = json_get(manifest->root, "package");
	const struct json_value *edition = json_get(package, "edition");
	const char *text = json_string(edition);

	/* edition.workspace = true */
	if (edition && !text)
		text = json_get_string(json_get(json_get(manifest->root, "workspace"), "package"),
				       "edition");
	for (size_t i = 0; text && i < sizeof(editions) / sizeof(*editions); i++)
		if (strcmp(editions[i], text) == 0)
			return editions[i];
	return text ? "2024" : "2015";
}

/* ---- lints ------------------------------------------------------------------------------------- */

struct lint {
	char *name; /* "clippy::todo" */
	const char *flag;
	int priority;
};

struct lints {
	struct lint *items;
	size_t count;
};

static const char *flag_of(const char *level)
{
	static const char *const flags[][2] = {
		{"allow", "-A"}, {"warn", "-W"}, {"deny", "-D"}, {"forbid", "-F"}};

	for (size_t i = 0; level && i < sizeof(flags) / sizeof(*flags); i++)
		if (strcmp(flags[i][0], level) == 0)
			return flags[i][1];
	return NULL;
}

static bool is_lint_name(const char *name)
{
	return *name && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(name);
}

/* Returns false for a lint that has more than a level and a priority. */
static bool add_lint(struct lints *lints, const char *tool, const struct json_value *value)
{
	const char *level = json_string(value);
	double priority = json_get_number(value, "priority", 0);
	bool alone = level || json_count(value) == (json_get(value, "level") ? 1u : 0u) +
							   (json_get(value, "priority") ? 1u : 0u);
	const char *flag = flag_of(level ? level : json_get_string(value, "level"));

	if (!flag || !alone || !is_lint_name(json_name(value)) || priority < -1000 ||
	    priority > 1000)
		return false;
	lints->items = memory_grow(lints->items, lints->count, sizeof(*lints->items));
	lints->items[lints->count++] = (struct lint){
		memory_format("%s%s%s", tool, *tool ? "::" : "", json_name(value)), flag,
		(int)priority};
	return true;
}

/* cargo passes the lints of a low priority first, so that a later one overrides them. */
static int by_priority(const void *a, const void *b)
{
	const struct lint *x = a, *y = b;

	if (x->priority != y->priority)
		return x->priority < y->priority ? -1 : 1;
	return strcmp(x->name, y->name);
}

static bool read_lints(const struct manifest *manifest, struct lints *lints)
{
	const struct json_value *tools = json_get(manifest->root, "lints");
	bool understood = !json_bool(json_get(tools, "workspace"), false);

	for (const struct json_value *tool = json_first(tools); understood && tool;
	     tool = json_next(tool)) {
		const char *name = json_name(tool);

		if (strcmp(name, "rustdoc") == 0)
			continue;
		understood = strcmp(name, "rust") == 0 || strcmp(name, "clippy") == 0;
		for (const struct json_value *v = json_first(tool); understood && v;
		     v = json_next(v))
			understood = add_lint(lints, strcmp(name, "rust") == 0 ? "" : name, v);
	}
	if (lints->count)
		qsort(lints->items, lints->count, sizeof(*lints->items), by_priority);
	return understood;
}

static struct texts flags_of(struct loader *loader, const struct lints *lints)
{
	struct texts flags = {
		arena_new(&loader->loaded->arena, (2 * lints->count + 1) * sizeof(*flags.items)),
		0};

	for (size_t i = 0; i < lints->count; i++) {
		flags.items[flags.count++] = lints->items[i].flag;
		flags.items[flags.count++] = loader_keep(loader, lints->items[i].name);
	}
	return flags;
}

/* ---- targets ----------------------------------------------------------------------------------- */

/* `panic` says how a panic ends the program. That it ends is all that a verdict needs. */
static bool profiles_are_plain(const struct manifest *manifest)
{
	static const char *const used[] = {"dev", "test"};

	for (size_t i = 0; i < sizeof(used) / sizeof(*used); i++) {
		const struct json_value *profile = json_get(json_get(manifest->root, "profile"),
							    used[i]);

		for (const struct json_value *v = json_first(profile); v; v = json_next(v))
			if (strcmp(json_name(v), "panic") != 0)
				return false;
	}
	return true;
}

bool manifest_is_plain(struct loader *loader, const struct manifest *manifest, struct texts *flags)
{
	static const char *const more[] = {"dependencies",
					   "dev-dependencies",
					   "build-dependencies",
					   "target",
					   "lib",
					   "features",
					   "patch",
					   "replace",
					   "cargo-features"};
	static const char *const files[] = {"build.rs", "src/lib.rs", ".cargo/config.toml",
					    ".cargo/config"};
	const struct json_value *package = json_get(manifest->root, "package");
	struct lints lints = {NULL, 0};
	bool plain = package && !json_get(package, "build") && profiles_are_plain(manifest) &&
		     json_type(json_get(package, "edition")) == JSON_STRING;

	for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++)
		plain = plain && !json_count(json_get(manifest->root, more[i]));
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		plain = plain && !loader_has_file(loader, path_in(loader, manifest, files[i]));
	plain = plain && read_lints(manifest, &lints);
	*flags = plain ? flags_of(loader, &lints) : (struct texts){NULL, 0};
	for (size_t i = 0; i < lints.count; i++)
		free(lints.items[i].name);
	free(lints.items);
	return plain;
}

static const struct json_value *find(const struct manifest *manifest, const char *kind,
				     const char *path)
{
	const struct json_value *list = json_get(manifest->root, kind);

	for (const struct json_value *v = json_first(list); v; v = json_next(v)) {
		const char *named = json_get_string(v, "path");

		if (named && strncmp(named, "./", 2) == 0)
			named += 2;
		if (named && *manifest->before && strncmp(named, "../", 3) == 0)
			named += 3;
		if (named && strcmp(named, path) == 0 && json_get_string(v, "name"))
			return v;
	}
	return NULL;
}

bool manifest_find_target(const struct manifest *manifest, const char *path,
			  enum build_target *target, const char **name)
{
	const struct json_value *bin = find(manifest, "bin", path);
	const struct json_value *example = bin ? NULL : find(manifest, "example", path);

	*target = bin ? BUILD_BIN : example ? BUILD_EXAMPLE : BUILD_BY_TEXT;
	*name = json_get_string(bin ? bin : example, "name");
	return bin || example;
}
