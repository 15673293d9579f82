/*
 * Loads a course of the workshop runner wr, as "100 exercises to learn Rust": the exercises are packages
 * in numbered folders of numbered chapters. .wr.toml at the root, or of an exercise, says how they are
 * verified; without it, by `cargo test`.
 */
#include "foreign.h"
#include "manifest.h"
#include "rustgym/base/control.h"
#include "rustgym/base/path.h"
#include "wr_folders.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_MAX = 1000 }; /* bytes of a word of a command */

/* How exercises are verified. */
struct verification_rule {
	const struct texts *commands;
	size_t count;    /* 0: `cargo test` */
	bool skip_build; /* `cargo build` is no step before the commands */
};

struct loading {
	struct loader *loader;
	struct verification_rule rule; /* of the course */
	struct strings found;          /* paths of the exercises */
};

/* ---- verification ------------------------------------------------------------------------------ */

static bool is_word(const char *text)
{
	return strlen(text) <= WORD_MAX && !control_is_in(text);
}

static const char *word_of(struct loader *loader, const struct json_value *value)
{
	const char *text = json_string(value);

	if (text && is_word(text))
		return loader_keep(loader, text);
	PROBLEM(loader, value, "expected a word of a command, found something else; change it");
	return "";
}

static struct texts command_of(struct loader *loader, const struct json_value *value)
{
	const struct json_value *args = loader_optional(loader, value, "args", JSON_ARRAY);
	const struct json_value *program = loader_required(loader, value, "command", JSON_STRING);
	struct texts argv = foreign_room(loader, json_count(args) + 1);

	argv.items[argv.count++] = program && *json_string(program) ? word_of(loader, program)
								    : "false";
	for (const struct json_value *v = json_first(args); v; v = json_next(v))
		argv.items[argv.count++] = word_of(loader, v);
	return argv;
}

static bool is_cargo_test(const struct texts *argv)
{
	return argv->count == 2 && strcmp(argv->items[0], "cargo") == 0 &&
	       strcmp(argv->items[1], "test") == 0;
}

static void read_rule(struct loader *loader, const struct json_value *root,
		      struct verification_rule *rule)
{
	const struct json_value *list = loader_optional(loader, root, "verification", JSON_ARRAY);
	struct texts *commands = arena_new(&loader->loaded->arena,
					   (json_count(list) + 1) * sizeof(*commands));

	rule->skip_build = json_bool(loader_optional(loader, root, "skip_build", JSON_BOOL),
				     rule->skip_build);
	if (!list)
		return;
	rule->commands = commands;
	rule->count = 0;
	for (const struct json_value *v = json_first(list); v; v = json_next(v))
		if (loader_has_type(loader, v, "a verification", JSON_OBJECT))
			commands[rule->count++] = command_of(loader, v);
	if (rule->count == 1 && is_cargo_test(&commands[0]))
		rule->count = 0;
}

static void add_steps(struct loading *l, struct exercise *exercise)
{
	const char *settings = arena_format(&l->loader->loaded->arena, "%s/.wr.toml",
					    exercise->path);
	struct verification_rule rule = l->rule;

	if (loader_has_file(l->loader, settings)) {
		struct json *json = loader_read_toml(l->loader, settings);

		if (json)
			read_rule(l->loader, json_root(json), &rule);
		json_free(json);
	}
	exercise->lint_rule = LINT_NEVER;
	exercise->tests_optional = true;
	exercise->commands = rule.commands;
	exercise->command_count = rule.count;
	if (!rule.count)
		foreign_step(exercise, STEP_TEST);
	else if (!rule.skip_build)
		foreign_step(exercise, STEP_BUILD);
	if (rule.count)
		foreign_step(exercise, STEP_COMMAND);
	else
		foreign_step(exercise, STEP_CLIPPY);
}

/* ---- exercises --------------------------------------------------------------------------------- */

/* Names repeat from chapter to chapter: "00_intro" is in each. */
static bool is_only_one(const struct loading *l, const char *name)
{
	size_t count = 0;

	for (size_t i = 0; i < l->found.count; i++)
		count += strcmp(path_base(l->found.items[i]), name) == 0;
	return count == 1;
}

static void find_first_file(struct loader *loader, struct exercise *exercise)
{
	static const char *const usual[] = {"src/lib.rs", "src/main.rs"};

	for (size_t i = 0; !exercise->first_file && i < sizeof(usual) / sizeof(*usual); i++)
		if (loader_has_file(loader, arena_format(&loader->loaded->arena, "%s/%s",
							 exercise->path, usual[i])))
			exercise->first_file = usual[i];
}

static void load_exercise(struct loading *l, struct topic *topic, const char *path)
{
	struct loader *loader = l->loader;
	struct arena *arena = &loader->loaded->arena;
	const char *base = path_base(path);
	const char *original = arena_format(arena, "%s/%s", topic->dir, base);
	struct exercise *e = foreign_exercise(loader, topic, original,
					      arena_format(arena, "%.2s_%s", topic->dir, base));

	if (is_only_one(l, base))
		foreign_alias(loader, e, base);
	e->title = foreign_title(loader, base);
	e->path = e->package = loader_keep(loader, path);
	e->folder = true;
	find_first_file(loader, e);
	e->builder = BUILDER_CARGO;
	e->pages = foreign_room(loader, 2);
	foreign_add_file(loader, &e->pages, arena_format(arena, "book/src/%s.md", original));
	if (!e->pages.count)
		foreign_add_file(loader, &e->pages, arena_format(arena, "%s/" TOPIC_PAGE, path));
	add_steps(l, e);
}

static void load_all(struct loading *l, struct phase *phase)
{
	struct topic *topic = NULL;

	foreign_topics(l->loader, phase, l->found.count);
	for (size_t i = 0; i < l->found.count; i++) {
		char *chapter = path_parent(l->found.items[i]);

		if (!topic || strcmp(topic->path, chapter) != 0)
			topic = foreign_topic(l->loader, phase, chapter, NULL);
		load_exercise(l, topic, l->found.items[i]);
		free(chapter);
	}
}

void wr_load(struct loader *loader)
{
	struct course *course = loader_course(loader);
	struct loading l = {.loader = loader, .found = STRINGS_INIT};
	struct json *json = loader_read_toml(loader, ".wr.toml");
	struct phase *phase = foreign_phases(loader, 1);

	course->title = phase->title = foreign_title(loader, path_base(course->root));
	course->version = "";
	course->edition = "2021";
	course->folder = "."; /* an exercise can be about the manifest at the root */
	course->solutions_branch = "origin/solutions";
	if (!json)
		return;
	phase->dir = loader_keep(loader, wr_exercises_dir(json_root(json)));
	read_rule(loader, json_root(json), &l.rule);
	loader_is_folder(loader, NULL, phase->dir);
	wr_folders(course->root, phase->dir, &l.found);
	load_all(&l, phase);
	strings_clear(&l.found);
	json_free(json);
}
