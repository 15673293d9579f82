#include "rustgym/author/new_exercise.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/course/hint.h"

#include <stdlib.h>
#include <string.h>

/* ---- templates ------------------------------------------------------------------------------- */

#define WRONG                                                                                      \
	"// Wrong: " AUTHOR_MARK ": why somebody writes this, and what rejects it.\n"              \
	"// Rejected by: " AUTHOR_MARK "\n"

#define ABOUT                                                                                      \
	"//! " AUTHOR_MARK ": the story, in one to three sentences.\n"                             \
	"//!\n"                                                                                    \
	"//! Task: " AUTHOR_MARK ": one verb, and the place to change.\n"                          \
	"//! Read: <https://doc.rust-lang.org/" AUTHOR_MARK "#the-section>\n"                      \
	"\n"                                                                                       \
	"// TODO: " AUTHOR_MARK ": what to do, not how.\n"

#define TEST                                                                                       \
	"#[test]\n"                                                                                \
	"fn says_in_its_name_what_is_wanted() {\n"                                                 \
	"    todo!(\"" AUTHOR_MARK "\");\n"                                                        \
	"}\n"

static const char source[] = ABOUT "\n"
				   "#[cfg(test)]\n"
				   "mod tests {\n"
				   "    #[test]\n"
				   "    fn says_in_its_name_what_is_wanted() {\n"
				   "        todo!(\"" AUTHOR_MARK "\");\n"
				   "    }\n"
				   "}\n";

static const char page[] =
	"# %s\n\n" AUTHOR_MARK
	": 200 to 500 words that a learner can read on their own: the subject of "
	"the topic,\nwhy a backend needs it, a picture of memory or of who calls whom, and the order "
	"of the\nexercises.\n";

static const char hints[] = AUTHOR_MARK
	": the lesson, in 40 to 120 words: the facts that the answer needs.\n\n"
	"```rust\n// " AUTHOR_MARK ": a small example that is not the answer\n"
	"```\n\n"
	"## Where to look\n\n" AUTHOR_MARK ": a question, or a place.\n\n"
	"## The idea\n\n" AUTHOR_MARK ": the idea, on another example.\n\n"
	"## Nearly there\n\n" AUTHOR_MARK ": nearly the code.\n\n"
	"## on says_in_its_name_what_is_wanted\n\n" AUTHOR_MARK
	": this failure, in the exercise's words. One such section for each\n"
	"error code and lint that is met on the way, too.\n\n"
	"## Go on\n\n" AUTHOR_MARK
	": an open question for after the pass, or leave this section out.\n";

/* ---- writing, and undoing it ----------------------------------------------------------------- */

/* A file that was written, with its content before that. */
struct written {
	char *path, *before; /* `before` is NULL if the file is new */
	size_t len;
};

struct making {
	const struct course *course;
	const struct topic *topic;
	const char *name;
	struct buffer *said;
	struct written *items;
	size_t count;
	struct error *err;
};

static void say(struct making *m, const char *path)
{
	const char *below = path_below(path, m->course->root);

	buffer_addf(m->said, "%s\n", below ? below : path);
}

static int put(struct making *m, const char *path, const char *text)
{
	struct written item = {.path = memory_copy_string(path)};
	struct buffer before = BUFFER_INIT;
	char *folder = path_parent(path);
	int result = file_make_folder(folder, m->err);

	if (!result && file_exists(path)) {
		result = file_read(path, FILE_COURSE_MAX, &before, m->err);
		item.len = before.len;
		item.before = memory_copy(before.data, before.len);
	}
	m->items = memory_grow(m->items, m->count, sizeof(*m->items));
	m->items[m->count++] = item;
	if (!result)
		result = file_write(path, text, strlen(text), m->err);
	if (!result)
		say(m, path);
	buffer_clear(&before);
	free(folder);
	return result;
}

/*
 * Writes a file of the exercise. If the file exists already, it must have the same content, from a
 * call that was killed.
 */
static int put_new(struct making *m, char *path, char *text)
{
	struct buffer there = BUFFER_INIT;
	int result = 0;

	if (!file_exists(path))
		result = put(m, path, text);
	else if (file_read(path, FILE_COURSE_MAX, &there, m->err) || strcmp(there.data, text) != 0)
		result = error_set(m->err, ERROR_USAGE,
				   "%s exists already; it was left as it is, choose another name",
				   path);
	buffer_clear(&there);
	free(text);
	free(path);
	return result;
}

/* Undoes the newest write first, so that topic.json never names a missing file. */
static void take_back(struct making *m)
{
	buffer_reset(m->said);
	while (m->count) {
		const struct written *item = &m->items[--m->count];
		if (item->before)
			file_write(item->path, item->before, item->len, NULL);
		else
			file_remove(item->path, NULL);
		free(item->path);
		free(item->before);
	}
}

static void clear(struct making *m)
{
	for (size_t i = 0; i < m->count; i++) {
		free(m->items[i].path);
		free(m->items[i].before);
	}
	free(m->items);
}

/* ---- the exercise's own files --------------------------------------------------------------- */

static char *exercise_path(const struct making *m, const char *suffix)
{
	return memory_format("%s/%s/%s%s", m->course->root, m->topic->path, m->name, suffix);
}

static char *answer_path(const struct making *m, const char *suffix)
{
	const struct exercise new = {.name = m->name, .topic = m->topic};

	return hints_path(m->course->root, &new, suffix);
}

static int put_file(struct making *m)
{
	int result = put_new(m, exercise_path(m, ".rs"), memory_copy_string(source));

	if (!result)
		result = put_new(m, answer_path(m, ".rs"), memory_copy_string(source));
	if (!result)
		result = put_new(m, answer_path(m, ".wrong.rs"), memory_format(WRONG "%s", source));
	return result;
}

static char *manifest(const struct making *m)
{
	return memory_format("[package]\n"
			     "name    = \"%s\"\n"
			     "version = \"0.1.0\"\n"
			     "edition = \"%s\"\n"
			     "publish = false\n"
			     "\n"
			     "# Keeps this package apart from the course around it.\n"
			     "[workspace]\n",
			     m->name, m->course->edition);
}

static char *lock_file(const struct making *m)
{
	return memory_format("# This file is automatically @generated by Cargo.\n"
			     "# It is not intended for manual editing.\n"
			     "version = 4\n"
			     "\n"
			     "[[package]]\n"
			     "name = \"%s\"\n"
			     "version = \"0.1.0\"\n",
			     m->name);
}

static int put_folder(struct making *m)
{
	int result = put_new(m, exercise_path(m, "/Cargo.toml"), manifest(m));

	if (!result)
		result = put_new(m, exercise_path(m, "/Cargo.lock"), lock_file(m));
	if (!result)
		result = put_new(m, exercise_path(m, "/src/lib.rs"), memory_copy_string(ABOUT));
	if (!result)
		result = put_new(m, exercise_path(m, "/tests/specification.rs"),
				 memory_copy_string(TEST));
	if (!result)
		result = put_new(m, answer_path(m, "/src/lib.rs"), memory_copy_string(ABOUT));
	if (!result)
		result = put_new(m, answer_path(m, ".wrong/src/lib.rs"),
				 memory_copy_string(WRONG ABOUT));
	return result;
}

/* Copies the files of the stage before into the answers of a new stage. */
struct copying {
	struct making *m;
	const char *from;
};

static int copy_answer(const char *relative, void *data, struct error *err)
{
	struct copying *copying = data;
	char *path = path_join(copying->from, relative), *suffix = memory_format("/%s", relative);
	struct buffer text = BUFFER_INIT;
	int result = file_read(path, FILE_COURSE_MAX, &text, err);

	if (!result)
		result = put_new(copying->m, answer_path(copying->m, suffix),
				 memory_copy_string(text.data));
	buffer_clear(&text);
	free(suffix);
	free(path);
	return result;
}

/* A stage begins with the solution of the stage before it; the first one with the package. */
static int put_stage(struct making *m)
{
	const struct exercise *last = &m->course->exercises[m->topic->first + m->topic->count - 1];
	char *from = hints_path(m->course->root, last, ""), *suffix;
	struct copying copying = {m, from};
	int result = put_new(
		m, memory_format("%s/%s/tests/%s.rs", m->course->root, m->topic->package, m->name),
		memory_copy_string(ABOUT "\n" TEST));

	if (!result)
		result = file_walk(from, copy_answer, &copying, m->err);
	suffix = memory_format(".wrong/%s", last->files.items[0]);
	if (!result)
		result = put_new(m, answer_path(m, suffix), memory_copy_string(WRONG));
	free(suffix);
	free(from);
	return result;
}

/* Writes the topic's page if it has none. */
static int put_page(struct making *m)
{
	char *path = memory_format("%s/%s/" TOPIC_PAGE, m->course->root, m->topic->path);
	char *text = memory_format(page, m->topic->title);
	int result = file_exists(path) ? 0 : put(m, path, text);

	free(text);
	free(path);
	return result;
}

/* ---- changes in shared files ----------------------------------------------------------------- */

static int read_shared(struct making *m, const char *folder, const char *file, char **path,
		       struct buffer *text)
{
	*path = memory_format("%s/%s/%s", m->course->root, folder, file);
	return file_read(*path, FILE_COURSE_MAX, text, m->err);
}

static int add_target(struct making *m)
{
	char *path, *line = memory_format("path = \"%s.rs\"", m->name);
	struct buffer text = BUFFER_INIT;
	int result = read_shared(m, m->topic->path, "Cargo.toml", &path, &text);

	if (!result && !strstr(text.data, line)) {
		buffer_addf(&text, "\n[[test]]\nname = \"%s\"\n%s\n", m->name, line);
		result = put(m, path, text.data);
	}
	buffer_clear(&text);
	free(line);
	free(path);
	return result;
}

/* Returns the closing bracket of `exclude = [...]`, or NULL. */
static char *end_of_exclude(char *text)
{
	for (char *line = text; line && *line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncmp(line, "exclude", 7) == 0 && line[7 + strspn(line + 7, " \t")] == '=')
			return strchr(line, ']');
	}
	return NULL;
}

/*
 * Returns the index after the last entry of an array that closes at `end`; in an empty array, after
 * its bracket.
 */
static size_t end_of_entries(const char *text, const char *end)
{
	while (end > text && strchr(" \t\n,", end[-1]))
		end--;
	return (size_t)(end - text);
}

/* Separates entries as the author does: on one line, or each on its own line. */
static void add_separator(const char *text, size_t at, struct buffer *out)
{
	size_t line = at, indent;

	if (text[at - 1] == '[')
		return;
	while (line && text[line - 1] != '\n')
		line--;
	indent = strspn(text + line, " \t");
	if (text[line + indent] != '"') {
		buffer_add_string(out, ", ");
		return;
	}
	buffer_add_string(out, ",\n");
	buffer_add(out, text + line, indent);
}

/*
 * Excludes the package from the phase's workspace, because cargo refuses a package that is below a
 * workspace without being a member.
 */
static int add_exclude(struct making *m)
{
	char *phase = path_parent(m->topic->path), *path, *end;
	char *entry = memory_format("\"%s/%s\"", m->topic->dir, m->name);
	struct buffer text = BUFFER_INIT, grown = BUFFER_INIT;
	int result = read_shared(m, phase, "Cargo.toml", &path, &text);
	const char *workspace = "[workspace]\n";

	if (result || strstr(text.data, entry))
		goto done;
	if ((end = end_of_exclude(text.data))) {
		size_t at = end_of_entries(text.data, end);
		buffer_add(&grown, text.data, at);
		add_separator(text.data, at, &grown);
		buffer_addf(&grown, "%s%s", entry, text.data + at);
	} else if ((end = strstr(text.data, workspace))) {
		end += strlen(workspace);
		buffer_add(&grown, text.data, (size_t)(end - text.data));
		buffer_addf(&grown, "exclude = [%s]\n%s", entry, end);
	} else {
		result = error_set(m->err, ERROR_COURSE,
				   "%s has no [workspace], so the new package can't be kept apart "
				   "from it; add one",
				   path);
	}
	if (!result)
		result = put(m, path, grown.data);
done:
	buffer_clear(&grown);
	buffer_clear(&text);
	free(path);
	free(entry);
	free(phase);
	return result;
}

static void add_entry(const struct making *m, bool folder, struct buffer *out)
{
	buffer_addf(out,
		    ",\n    {\n"
		    "      \"name\": \"%s\",\n"
		    "      \"title\": \"" AUTHOR_MARK "\",\n"
		    "      \"shape\": \"" AUTHOR_MARK "\",\n"
		    "      \"skills\": [\"" AUTHOR_MARK "\"],\n"
		    "      \"uses\": [\"" AUTHOR_MARK "\"],\n"
		    "      \"minutes\": 5,\n"
		    "      \"links\": [{ \"title\": \"" AUTHOR_MARK "\", \"url\": "
		    "\"https://doc.rust-lang.org/" AUTHOR_MARK "\" }],\n",
		    m->name);
	if (m->topic->package)
		buffer_addf(out, "      \"tests\": [\"%s\"],\n", m->name);
	else if (folder)
		buffer_add_string(out, "      \"files\": [\"src/lib.rs\"],\n");
	buffer_addf(out,
		    "      \"fails\": { \"tests\": [\"%ssays_in_its_name_what_is_wanted\"] }\n",
		    folder || m->topic->package ? "" : "tests::");
	buffer_add_string(out, "    }");
}

/* Adds the entry after the last one of topic.json, and keeps the author's layout. */
static int add_to_topic(struct making *m, bool folder)
{
	struct buffer text = BUFFER_INIT, grown = BUFFER_INIT;
	struct json *json = NULL;
	char *path;
	int result = read_shared(m, m->topic->path, "topic.json", &path, &text);
	size_t at = text.len;

	while (at && text.data[at - 1] != ']')
		at--;
	if (at)
		at--;
	while (at && strchr(" \t\r\n", text.data[at - 1]))
		at--;
	buffer_add(&grown, text.data, at);
	add_entry(m, folder, &grown);
	buffer_add_string(&grown, text.data + at);
	if (!result && !(json = json_parse(grown.data, grown.len, NULL, NULL)))
		result = error_set(m->err, ERROR_COURSE,
				   "%s does not end with its list of exercises, so the new one "
				   "can't be added; move \"exercises\" to the end",
				   path);
	if (!result)
		result = put(m, path, grown.data);
	json_free(json);
	buffer_clear(&grown);
	buffer_clear(&text);
	free(path);
	return result;
}

int new_exercise_write(const struct course *course, const struct topic *topic, const char *name,
		       bool folder, struct buffer *said, struct error *err)
{
	struct making m = {
		.course = course, .topic = topic, .name = name, .said = said, .err = err};
	int result = put_new(&m, answer_path(&m, ".md"), memory_copy_string(hints));

	if (!result && topic->package)
		result = put_stage(&m);
	else if (!result)
		result = folder ? put_folder(&m) : put_file(&m);
	if (!result && !topic->package)
		result = folder ? add_exclude(&m) : add_target(&m);
	if (!result)
		result = put_page(&m);
	if (!result)
		result = add_to_topic(&m, folder);
	if (result)
		take_back(&m);
	clear(&m);
	return result;
}
