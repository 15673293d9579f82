#include "header_check.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "text_files.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A labelled line of a header: the first one, and the number of them in the exercise. */
struct label {
	const char *name; /* "Task:" */
	char *file;       /* relative to the root; NULL: there is no such line */
	char *rest;       /* the text after the label, to the end of the paragraph */
	int line;
	size_t count;
};

struct header {
	const char *root;
	struct label task, read;
};

static const char *after_sign(const char *line)
{
	return line + strspn(line, " \t/!#*-");
}

static bool has_label(const char *line)
{
	return strncmp(line, "Task:", 5) == 0 || strncmp(line, "Read:", 5) == 0;
}

/* Joins lines of comments, up to an empty line or one with a label. The caller frees the result. */
static char *paragraph(const char *text)
{
	struct buffer joined = BUFFER_INIT;

	for (;;) {
		size_t len = strcspn(text, "\r\n");
		buffer_add(&joined, text, len);
		text += strcspn(text, "\n");
		if (*text != '\n' || strspn(text + 1, " \t/!#*-") == strcspn(text + 1, "\r\n") ||
		    after_sign(text + 1) == text + 1 || has_label(after_sign(text + 1)))
			break;
		buffer_add_char(&joined, ' ');
		text = after_sign(text + 1);
	}
	return buffer_detach(&joined);
}

static void take(struct label *label, const char *file, const char *text, const char *at)
{
	if (strncmp(at, label->name, strlen(label->name)) != 0 || label->count++)
		return;
	label->file = memory_copy_string(file);
	label->rest = paragraph(at + strlen(label->name));
	label->line = text_line_at(text, at);
}

static void look_into(const char *path, const char *text, void *data)
{
	struct header *header = data;
	const char *file = path_below(path, header->root);

	for (const char *line = text; *line; line += *line == '\n') {
		const char *start = after_sign(line);
		if (start > line) {
			take(&header->task, file, text, start);
			take(&header->read, file, text, start);
		}
		line += strcspn(line, "\n");
	}
}

static void read_header(const struct course *course, const struct exercise *e,
			struct header *header)
{
	char *path = text_files_of(course, e);

	*header = (struct header){
		.root = course->root, .task = {.name = "Task:"}, .read = {.name = "Read:"}};
	text_files_visit(path, look_into, header);
	free(path);
}

static void clear(struct header *header)
{
	free(header->task.file);
	free(header->task.rest);
	free(header->read.file);
	free(header->read.rest);
}

/* ---- the task ------------------------------------------------------------------------------- */

static size_t letters(const char *at)
{
	size_t len = 0;

	while (isalpha((unsigned char)at[len]) || at[len] == '-')
		len++;
	return len;
}

/*
 * Returns the second verb in a task's first sentence: a verb after "and", "then" or a comma. NULL:
 * there is none.
 */
static const char *second_verb(const char *task, const struct plain_words *words)
{
	bool joined = false;

	for (const char *at = task; *at;) {
		size_t len = letters(at);
		if (joined && len && plain_words_is_task(words, at, len))
			return at;
		if (*at == '`')
			at += 1 + strcspn(at + 1, "`");
		if (len)
			joined = (len == 3 && strncmp(at, "and", 3) == 0) ||
				 (len == 4 && strncmp(at, "then", 4) == 0);
		else if (strchr(".!?", *at) && (at[1] == ' ' || !at[1]))
			return NULL;
		else if (*at && *at != ' ')
			joined = *at == ',';
		at += len ? len : *at != '\0';
	}
	return NULL;
}

static void check_task(const struct label *task, const struct plain_words *words,
		       struct problems *problems)
{
	const char *verb = task->rest + strspn(task->rest, " \t"), *second;
	size_t len = letters(verb);

	if (!words)
		return;
	if (!len || !plain_words_is_task(words, verb, len)) {
		problems_add(
			problems, task->file, task->line,
			"expected after \"Task:\" a verb that \"task_verbs\" of "
			"exercises/plain_words.json lists, found \"%.*s\"; say what the learner "
			"does, or add the verb",
			(int)strcspn(verb, " "), verb);
		return;
	}
	second = second_verb(verb + len, words);
	if (second)
		problems_add(problems, task->file, task->line,
			     "expected one verb in the task, found \"%.*s\" and \"%.*s\"; keep the "
			     "one that is the lesson, and say the rest at its TODO",
			     (int)len, verb, (int)letters(second), second);
}

/* ---- public functions ------------------------------------------------------------------------ */

static char *link_of(const struct label *read)
{
	const char *start = read->rest ? strstr(read->rest, "https://") : NULL;

	return start ? memory_copy(start, strcspn(start, "> \t")) : NULL;
}

static bool check_count(const struct label *label, const struct exercise *e, const char *remedy,
			struct problems *problems)
{
	if (label->count == 1)
		return true;
	problems_add(problems, label->file ? label->file : e->path, label->line,
		     "expected one line \"%s\" in the header of %s, found %zu; %s", label->name,
		     e->name, label->count, remedy);
	return false;
}

void header_check(const struct course *course, const struct exercise *e,
		  const struct plain_words *words, struct problems *problems)
{
	struct header header;
	char *link;

	read_header(course, e, &header);
	link = link_of(&header.read);
	if (check_count(&header.task, e, "say what the learner does, with one verb", problems))
		check_task(&header.task, words, problems);
	if (check_count(&header.read, e, "link to the section that the learner needs", problems) &&
	    (!link || !strchr(link, '#') || !strchr(link, '#')[1]))
		problems_add(
			problems, header.read.file, header.read.line,
			"expected after \"Read:\" a link to a section, found %s; add # and the "
			"section's id",
			link ? link : "none");
	free(link);
	clear(&header);
}

char *header_link(const struct course *course, const struct exercise *e)
{
	struct header header;
	char *link;

	read_header(course, e, &header);
	link = link_of(&header.read);
	clear(&header);
	return link;
}
