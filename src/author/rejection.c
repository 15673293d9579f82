#include "rejection.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "text_files.h"

#include <stdlib.h>
#include <string.h>

#define WRONG "Wrong:"
#define REJECTED "Rejected by:"

/* ---- the names in a verdict ------------------------------------------------------------------ */

static void add_once(struct strings *names, const char *name)
{
	if (!strings_contain(names, name))
		strings_add(names, name);
}

/* Adds the name for the way in which the program, or its tests, ended. */
static void add_ending(const struct verdict *v, struct strings *names)
{
	if (v->deadline)
		add_once(names, "deadline");
	else if (v->wrong_output)
		add_once(names, "output");
	else if (v->step == STEP_RUN || v->transient)
		add_once(names, "panic");
}

void rejection_codes(const struct verdict *v, struct strings *codes)
{
	for (size_t i = 0; i < v->diagnostics.count; i++) {
		const struct diagnostic *d = &v->diagnostics.items[i];
		if (d->level == LEVEL_ERROR && d->code)
			add_once(codes, d->code);
	}
}

static bool is_uncoded(const struct diagnostic *d)
{
	return d->level == LEVEL_ERROR && !d->code;
}

/* Adds the names for a failure of the build or of clippy. */
static void build_names(const struct verdict *v, struct strings *names)
{
	rejection_codes(v, names);
	for (size_t i = 0; i < v->diagnostics.count; i++)
		if (is_uncoded(&v->diagnostics.items[i]))
			add_once(names, "message");
}

void rejection_names(const struct verdict *v, struct strings *names)
{
	size_t before = names->count;

	if (v->outcome != OUTCOME_FAILED)
		return;
	build_names(v, names);
	for (size_t i = 0; i < v->tests.count; i++)
		if (v->tests.items[i].outcome == TEST_FAILED)
			add_once(names, v->tests.items[i].name);
	add_ending(v, names);
	if (names->count == before)
		strings_add(names, step_name(v->step));
}

/* ---- the names in an answer ------------------------------------------------------------------ */

struct claim {
	bool folder;
	const char *root;
	struct problems *problems;
	char *path;  /* the file with the claim, relative to the root; NULL: there is none */
	int line;    /* the line of "Rejected by:", or where it should be */
	char *sign;  /* the sign of the file's comments: "//" */
	char *names; /* NULL: the answer does not say what rejects it */
};

/*
 * Returns the text after a comment's sign and spaces. *sign_len is the sign's length. NULL: it is
 * not a comment.
 */
static const char *comment(const char *line, size_t *sign_len)
{
	static const char *const signs[] = {"//", "#", "--", "/*", "<!--", ";", "%", NULL};

	for (size_t i = 0; signs[i]; i++) {
		*sign_len = strlen(signs[i]);
		if (strncmp(line, signs[i], *sign_len) == 0) {
			line += *sign_len;
			return line + strspn(line, " \t");
		}
	}
	return NULL;
}

static bool begins(const char *text, const char *word)
{
	return text && strncmp(text, word, strlen(word)) == 0;
}

/*
 * Returns the rest of a line without spaces around it and without the end of a comment. The caller
 * frees it.
 */
static char *rest_of_line(const char *text)
{
	size_t len;
	char *rest;

	text += strspn(text, " \t");
	len = strcspn(text, "\r\n");
	while (len && strchr(" \t", text[len - 1]))
		len--;
	if (len >= 3 && strncmp(text + len - 3, "-->", 3) == 0)
		len -= 3;
	else if (len >= 2 && strncmp(text + len - 2, "*/", 2) == 0)
		len -= 2;
	while (len && strchr(" \t", text[len - 1]))
		len--;
	rest = memory_copy(text, len);
	return rest;
}

static const char *next_line(const char *line)
{
	line += strcspn(line, "\n");
	return *line ? line + 1 : line;
}

/*
 * Returns the line after "Wrong:" and its continuation, which are comments with the same sign that
 * are not documentation. *said is the text of that line's comment, or NULL if it is not a comment.
 */
static const char *below_wrong(const char *line, size_t sign_len, const char **said)
{
	const char *sign = line;
	size_t len;

	for (;;) {
		line = next_line(line);
		*said = comment(line, &len);
		if (!*said || begins(*said, REJECTED) || strncmp(line, sign, sign_len) != 0 ||
		    len != sign_len || !strchr(" \t", line[sign_len]))
			return line;
	}
}

/* Uses the "Wrong:" of a file, unless an earlier file already says what rejects the answer. */
static void take(struct claim *claim, const char *path, const char *text, const char *line)
{
	size_t sign_len;
	const char *why = comment(line, &sign_len) + strlen(WRONG), *below;
	const char *below_line = below_wrong(line, sign_len, &below);
	int number = text_line_at(text, line), below_number = text_line_at(text, below_line);

	if (!why[strspn(why, " \t\r")] || why[strspn(why, " \t\r")] == '\n')
		problems_add(claim->problems, path, number,
			     "expected after \"" WRONG "\" why somebody writes this, found "
			     "nothing; write it");
	if (claim->names && begins(below, REJECTED)) {
		problems_add(claim->problems, path, below_number,
			     "expected \"" REJECTED "\" in one file of the answer, found it in %s "
			     "too; leave one of them out",
			     claim->path);
	} else if (!claim->path || begins(below, REJECTED)) {
		free(claim->path);
		free(claim->sign);
		claim->path = memory_copy_string(path);
		claim->line = below_number;
		claim->sign = memory_copy(line, sign_len);
		if (begins(below, REJECTED))
			claim->names = rest_of_line(below + strlen(REJECTED));
	}
}

static void look_into(const char *file, const char *text, void *data)
{
	struct claim *claim = data;
	const char *below = path_below(file, claim->root);
	size_t sign_len;

	for (const char *line = text; *line; line = next_line(line)) {
		if (begins(comment(line, &sign_len), WRONG))
			take(claim, below ? below : file, text, line);
		if (!claim->folder)
			break; /* in a single file only the first line counts */
	}
}

static void clear_claim(struct claim *claim)
{
	free(claim->path);
	free(claim->sign);
	free(claim->names);
}

/* ---- comparing ------------------------------------------------------------------------------- */

static char *joined(const struct strings *names)
{
	struct buffer text = BUFFER_INIT;

	for (size_t i = 0; i < names->count; i++)
		buffer_addf(&text, "%s%s", i ? ", " : "", names->items[i]);
	return buffer_detach(&text);
}

/*
 * Returns the length of the first name in a list. A doctest's name may have commas, so names in the
 * verdict are tried first.
 */
static size_t name_length(const char *list, const struct strings *found)
{
	size_t longest = 0;

	for (size_t i = 0; i < found->count; i++) {
		size_t len = strlen(found->items[i]);
		const char *after = list + len;
		if (strncmp(list, found->items[i], len) == 0 && len > longest &&
		    (!after[strspn(after, " \t")] || after[strspn(after, " \t")] == ','))
			longest = len;
	}
	if (longest)
		return longest;
	longest = strcspn(list, ",");
	while (longest && strchr(" \t", list[longest - 1]))
		longest--;
	return longest;
}

static void read_names(const char *list, const struct strings *found, struct strings *names)
{
	for (list += strspn(list, " \t,"); *list; list += strspn(list, " \t,")) {
		size_t len = name_length(list, found);
		strings_take(names, memory_copy(list, len));
		list += len;
	}
}

static void compare(const struct claim *claim, const struct verdict *v, const struct strings *found,
		    struct problems *problems)
{
	struct strings names = STRINGS_INIT, build = STRINGS_INIT;
	char *all = joined(found);
	size_t missing = 0;

	build_names(v, &build);
	read_names(claim->names, found, &names);
	if (!names.count)
		problems_add(problems, claim->path, claim->line,
			     "expected after \"" REJECTED "\" what rejects this answer, found "
			     "nothing; write: %s",
			     all);
	for (size_t i = 0; i < names.count; i++)
		if (!strings_contain(found, names.items[i]) && ++missing)
			problems_add(problems, claim->path, claim->line,
				     "expected %s to reject this answer, found that these do: %s; "
				     "name them, or fix the answer",
				     names.items[i], all);
	for (size_t i = 0; names.count && !missing && i < build.count; i++)
		if (!strings_contain(&names, build.items[i]))
			problems_add(problems, claim->path, claim->line,
				     "expected only %s to reject this answer, found %s too; name "
				     "it, or fix the answer so that it fails for one reason",
				     claim->names, build.items[i]);
	free(all);
	strings_clear(&build);
	strings_clear(&names);
}

static void report_missing(const struct claim *claim, const char *file, const struct strings *found,
			   struct problems *problems)
{
	char *all = joined(found);

	if (!claim->path)
		problems_add(problems, file, claim->folder ? 0 : 1,
			     "expected %s a comment \"" WRONG " why somebody writes this\" and "
			     "below it \"" REJECTED " %s\", found none; write both",
			     claim->folder ? "in one of its files" : "in the first line", all);
	else
		problems_add(problems, claim->path, claim->line,
			     "expected what rejects this answer below \"" WRONG "\", found "
			     "something else; write: %s " REJECTED " %s",
			     claim->sign, all);
	free(all);
}

void rejection_check(const char *root, const char *answer, const struct verdict *verdict,
		     struct problems *problems)
{
	struct claim claim = {.folder = file_is_folder(answer), .root = root, .problems = problems};
	const char *below = path_below(answer, root);
	struct strings found = STRINGS_INIT;

	rejection_names(verdict, &found);
	text_files_visit(answer, look_into, &claim);
	if (claim.names)
		compare(&claim, verdict, &found, problems);
	else
		report_missing(&claim, below ? below : answer, &found, problems);
	strings_clear(&found);
	clear_claim(&claim);
}
