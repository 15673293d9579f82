#include "plain_words.h"
#include "prose.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "text_files.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define FILE_OF_WORDS "exercises/plain_words.json"

/* The JSON tree is kept, because it holds all phrases. */
struct plain_words {
	struct json *json;
};

/* ---- the file ------------------------------------------------------------------------------- */

static bool are_strings(const struct json_value *list)
{
	bool all = json_type(list) == JSON_ARRAY && json_count(list);

	for (const struct json_value *at = json_first(list); at; at = json_next(at))
		all = all && json_string(at) && *json_string(at);
	return all;
}

static void check_entry(struct json *json, const struct json_value *entry,
			struct problems *problems)
{
	const struct json_value *unless = json_get(entry, "unless");

	if (!are_strings(json_get(entry, "words")))
		problems_add(
			problems, FILE_OF_WORDS, json_line(json, entry),
			"expected \"words\" with the phrases to avoid, found none; write them");
	if (!json_get_string(entry, "write"))
		problems_add(problems, FILE_OF_WORDS, json_line(json, entry),
			     "expected \"write\" with the words to write instead, found none; add "
			     "it");
	if (unless && !are_strings(unless))
		problems_add(problems, FILE_OF_WORDS, json_line(json, unless),
			     "expected \"unless\" to list phrases, found something else; correct "
			     "it");
}

struct plain_words *plain_words_load(const struct course *course, struct problems *problems)
{
	char *path = path_join(course->root, FILE_OF_WORDS);
	struct buffer text = BUFFER_INIT;
	struct error err = ERROR_INIT;
	struct plain_words *words = NULL;
	size_t before = problems->count;
	struct json *json = NULL;
	int line = 0;

	if (!file_exists(path))
		goto done;
	if (file_read(path, FILE_COURSE_MAX, &text, &err) == 0)
		json = json_parse(text.data, text.len, &line, &err);
	if (!json)
		problems_add(problems, FILE_OF_WORDS, line, "%s", err.message);
	else if (json_type(json_get(json_root(json), "avoid")) != JSON_ARRAY ||
		 !are_strings(json_get(json_root(json), "task_verbs")))
		problems_add(
			problems, FILE_OF_WORDS, 1,
			"expected the lists \"avoid\" and \"task_verbs\", found one of them or "
			"none; add them");
	else
		for (const struct json_value *at = json_first(json_get(json_root(json), "avoid"));
		     at; at = json_next(at))
			check_entry(json, at, problems);
	if (problems->count == before) {
		words = memory_new(sizeof(*words));
		words->json = json;
		json = NULL;
	}
done:
	json_free(json);
	buffer_clear(&text);
	free(path);
	return words;
}

void plain_words_free(struct plain_words *words)
{
	if (words)
		json_free(words->json);
	free(words);
}

/* ---- finding phrases ------------------------------------------------------------------------- */

static bool is_letter(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-' || (unsigned char)c >= 0x80;
}

static size_t word_length(const char *at)
{
	size_t len = 0;

	while (is_letter(at[len]) || (len && at[len] == '\'' && is_letter(at[len + 1])))
		len++;
	return len;
}

/* Returns the end of the phrase, if it begins at this word. NULL: it does not. */
static const char *end_of_phrase(const char *phrase, const char *prose, const char *at)
{
	if (*phrase == '^' && !prose_begins_sentence(prose, at))
		return NULL;
	phrase += *phrase == '^';
	for (;;) {
		size_t len = strcspn(phrase, " "), there = word_length(at);

		if (!there || !(strncmp(phrase, "*", len) == 0 ||
				(len == there && strncasecmp(phrase, at, len) == 0)))
			return NULL;
		phrase += len + (phrase[len] == ' ');
		at += there;
		if (!*phrase)
			return at;
		at += strspn(at, " \t\r\n");
	}
}

/* Returns the end of the longest phrase that begins at this word, or NULL. */
static const char *end_of_any(const struct json_value *phrases, const char *prose, const char *at)
{
	const char *longest = NULL;

	for (const struct json_value *p = json_first(phrases); p; p = json_next(p)) {
		const char *end = end_of_phrase(json_string(p), prose, at);
		if (end && (!longest || end > longest))
			longest = end;
	}
	return longest;
}

struct scan {
	const char *file, *text, *prose;
	struct problems *problems;
};

static void report(const struct scan *scan, const struct json_value *entry, const char *at,
		   const char *end)
{
	char *found = memory_copy(at, (size_t)(end - at));

	for (char *c = found; *c; c++)
		*c = isspace((unsigned char)*c) ? ' ' : *c;
	problems_add(scan->problems, scan->file, text_line_at(scan->prose, at),
		     "expected plain words, found \"%s\"; write %s", found,
		     json_get_string(entry, "write"));
	free(found);
}

static void look_for(const struct scan *scan, const struct json_value *entry)
{
	const struct json_value *words = json_get(entry, "words"),
				*unless = json_get(entry, "unless");
	bool questions = json_bool(json_get(entry, "in_questions"), true);
	const char *allowed = scan->prose;
	size_t len;

	for (const char *at = scan->prose; *at; at += len ? len : 1) {
		const char *end;

		if (!(len = word_length(at)))
			continue;
		end = end_of_any(unless, scan->prose, at);
		if (end && end > allowed)
			allowed = end;
		end = at >= allowed ? end_of_any(words, scan->prose, at) : NULL;
		if (end && (questions || !prose_is_question(at)))
			report(scan, entry, at, end);
	}
}

void plain_words_check(const struct plain_words *words, const char *file, const char *text,
		       struct problems *problems)
{
	struct buffer prose = BUFFER_INIT;

	if (words && prose_of(file, text, &prose)) {
		const struct json_value *avoid = json_get(json_root(words->json), "avoid");
		struct scan scan = {file, text, prose.data, problems};
		for (const struct json_value *at = json_first(avoid); at; at = json_next(at))
			look_for(&scan, at);
	}
	buffer_clear(&prose);
}

bool plain_words_is_task(const struct plain_words *words, const char *word, size_t len)
{
	const struct json_value *verbs = json_get(json_root(words->json), "task_verbs");

	for (const struct json_value *at = json_first(verbs); at; at = json_next(at))
		if (strlen(json_string(at)) == len && strncasecmp(json_string(at), word, len) == 0)
			return true;
	return false;
}
