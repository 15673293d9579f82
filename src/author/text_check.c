#include "text_check.h"
#include "doc_link.h"
#include "rustgym/base/path.h"
#include "text_files.h"

#include <stdlib.h>
#include <string.h>

struct checking {
	const struct text_check *check;
	struct problems *problems;
	const char *file; /* relative to the course if it is in the course */
	const char *text;
};

static void check_marks(const struct checking *c)
{
	for (const char *at = c->text; (at = strstr(at, AUTHOR_MARK)); at += strcspn(at, "\n"))
		problems_add(c->problems, c->file, text_line_at(c->text, at),
			     "expected the author's text, found " AUTHOR_MARK "; write it");
}

static void check_link(const char *url, const char *place, void *data)
{
	const struct checking *c = data;
	char *problem = doc_link_problem(c->check->docs, url);

	if (problem)
		problems_add(c->problems, c->file, text_line_at(c->text, place), "expected %s",
			     problem);
	free(problem);
}

static void check_file(const char *path, const char *text, void *data)
{
	struct checking *c = data;
	const char *below = path_below(path, c->check->course->root);

	c->file = below ? below : path;
	c->text = text;
	check_marks(c);
	doc_links_visit(text, check_link, c);
	if (c->check->words)
		plain_words_check(c->check->words, c->file, text, c->problems);
}

void text_check(const struct text_check *check, const char *path, struct problems *problems)
{
	struct checking c = {.check = check, .problems = problems};

	text_files_visit(path, check_file, &c);
}
