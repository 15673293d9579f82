#include "prose.h"
#include "rustgym/base/path.h"
#include "rustgym/course/rust_lexer.h"

#include <ctype.h>
#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Replaces text, except line ends, which are counted, and spaces, which may indent a comment. */
static void fill(char *from, const char *to, char with)
{
	for (; from < to; from++)
		if (!is_blank(*from))
			*from = with;
}

/* ---- Markdown ------------------------------------------------------------------------------- */

static char *end_of_line(char *line)
{
	return line + strcspn(line, "\n");
}

/* Returns the number of marks in a fence at the start of the line; 0: there is no fence. */
static size_t fence_marks(const char *line, char *mark)
{
	size_t count;

	line += strspn(line, " \t");
	*mark = *line;
	count = *mark == '~' ? strspn(line, "~") : strspn(line, "`");
	return count >= 3 ? count : 0;
}

static void leave_fences_out(char *text)
{
	char open = '\0', mark;
	size_t length = 0;

	for (char *line = text; *line; line += *line == '\n') {
		char *end = end_of_line(line);
		size_t marks = fence_marks(line, &mark);
		bool inside = open != '\0';

		if (!open && marks) {
			open = mark;
			length = marks;
		} else if (open && mark == open && marks >= length) {
			open = '\0';
		}
		if (inside || open)
			fill(line, end, PROSE_BREAK);
		line = end;
	}
}

/*
 * Returns the end of the code span that these marks open, within its paragraph. NULL: they open
 * none.
 */
static char *end_of_span(char *at, size_t marks)
{
	while (*at && *at != PROSE_BREAK) {
		size_t count = strspn(at, "`");
		if (count == marks)
			return at + count;
		if (*at == '\n' && at[1 + strspn(at + 1, " \t\r")] == '\n')
			return NULL;
		at += count ? count : 1;
	}
	return NULL;
}

static void leave_code_out(char *text)
{
	for (char *at = text; (at = strchr(at, '`'));) {
		size_t marks = strspn(at, "`");
		char *end = end_of_span(at + marks, marks);
		for (char *c = at; end && c < end; c++)
			*c = *c == '\n' ? '\n' : PROSE_CODE;
		at = end ? end : at + marks;
	}
}

static void leave_addresses_out(char *text)
{
	for (char *at = text; (at = strstr(at, "://")); at += 3) {
		char *start = at, *end = at + strcspn(at, " \t\r\n<>)\f");
		while (start > text && isalpha((unsigned char)start[-1]))
			start--;
		memset(start, PROSE_CODE, (size_t)(end - start));
		at = end > at + 3 ? end - 3 : at;
	}
}

/* Removes the marks at the start of lines: of headings, list entries and quotations. */
static void leave_marks_out(char *text)
{
	for (char *line = text; *line; line += *line == '\n') {
		char *start = line + strspn(line, " \t");
		size_t digits = strspn(start, "0123456789");
		size_t marks = strspn(start, "#>-*+|");
		if (marks && is_blank(start[marks]))
			fill(start, start + marks, PROSE_BREAK);
		else if (digits && start[digits] == '.' && is_blank(start[digits + 1]))
			fill(start, start + digits + 1, PROSE_BREAK);
		line = end_of_line(line);
	}
	for (char *c = text; *c; c++)
		if (*c == '*' || *c == '[' || *c == ']')
			*c = ' ';
		else if (*c == '|')
			*c = PROSE_BREAK;
}

static void read_markdown(char *text)
{
	leave_fences_out(text);
	leave_code_out(text);
	leave_addresses_out(text);
	leave_marks_out(text);
}

/* ---- comments ------------------------------------------------------------------------------- */

/* Recognizes the line of an answer that has names of tests and codes. */
static bool is_list_of_names(const char *comment)
{
	return strncmp(comment, "Rejected by:", 12) == 0;
}

/* Replaces the comment signs by spaces, in text that consists of comments and spaces. */
static void leave_signs_out(char *from, char *to)
{
	for (char *line = from; line < to; line++) {
		char *end = line + strcspn(line, "\n");
		char *start = line + strspn(line, " \t");
		size_t sign;

		end = end < to ? end : to;
		sign = start < end ? strspn(start, "/!#*-") : 0;
		if (start + sign > end)
			sign = (size_t)(end - start);
		memset(start, ' ', sign);
		if (start + sign < end &&
		    is_list_of_names(start + sign + strspn(start + sign, " ")))
			fill(start, end, PROSE_BREAK);
		if (end - line > 1 && end[-1] == '/' && end[-2] == '*')
			memset(end - 2, ' ', 2);
		line = end;
	}
}

static void read_rust(char *text)
{
	struct rust_token token;

	for (char *at = text;;) {
		char *start, *end;

		token = rust_token_next(at);
		start = text + (token.start - text);
		end = start + token.len;
		leave_signs_out(at, start);
		if (token.kind == RUST_END)
			return;
		if (token.kind == RUST_DOC)
			leave_signs_out(start, end);
		else
			fill(start, end, PROSE_BREAK);
		at = end;
	}
}

/*
 * Returns the start of the comment in a line, or the line's end. A sign within quotes does not
 * start a comment.
 */
static char *comment_of_line(char *line, const char *end, const char *sign)
{
	char quote = '\0';

	for (; line < end; line++) {
		if (quote)
			quote = *line == quote ? '\0' : quote;
		else if (*line == '"' || *line == '\'')
			quote = *line;
		else if (strncmp(line, sign, strlen(sign)) == 0)
			break;
	}
	return line;
}

static void read_lines(char *text, const char *sign)
{
	for (char *line = text; *line; line += *line == '\n') {
		char *end = end_of_line(line), *comment = comment_of_line(line, end, sign);
		fill(line, comment, PROSE_BREAK);
		leave_signs_out(comment, end);
		line = end;
	}
}

/* ---- public functions ------------------------------------------------------------------------ */

bool prose_of(const char *path, const char *text, struct buffer *prose)
{
	static const char *const hashed[] = {".toml", ".yml", ".yaml", ".sh"};
	size_t start = prose->len;
	char *copy;

	buffer_add_string(prose, text);
	copy = prose->data + start;
	if (path_has_suffix(path, ".md")) {
		read_markdown(copy);
		return true;
	}
	if (path_has_suffix(path, ".rs")) {
		read_rust(copy);
		read_markdown(copy);
		return true;
	}
	for (size_t i = 0; i < sizeof(hashed) / sizeof(*hashed); i++)
		if (path_has_suffix(path, hashed[i])) {
			read_lines(copy, "#");
			read_markdown(copy);
			return true;
		}
	if (path_has_suffix(path, ".sql")) {
		read_lines(copy, "--");
		read_markdown(copy);
		return true;
	}
	buffer_truncate(prose, start);
	return false;
}

size_t prose_words(const char *markdown)
{
	struct buffer prose = BUFFER_INIT;
	size_t words = 0;

	prose_of(".md", markdown, &prose);
	for (const char *at = prose.data; *at;) {
		size_t len = strcspn(at, " \t\r\n\f");
		bool word = false;
		for (size_t i = 0; i < len; i++)
			word |= isalnum((unsigned char)at[i]) || at[i] == PROSE_CODE || at[i] < 0;
		words += word;
		at += len + (at[len] != '\0');
	}
	buffer_clear(&prose);
	return words;
}

bool prose_begins_sentence(const char *prose, const char *word)
{
	const char *at = word;
	int lines = 0;

	if (!isupper((unsigned char)*word))
		return false;
	while (at > prose && (is_blank(at[-1]) || strchr("\"'(", at[-1])))
		lines += *--at == '\n';
	if (at == prose || at[-1] == PROSE_BREAK || lines > 1)
		return true;
	return at < word && is_blank(*at) && strchr(".!?:", at[-1]);
}

bool prose_is_question(const char *at)
{
	for (; *at && *at != PROSE_BREAK; at++) {
		bool ends = at[1] == '\0' || is_blank(at[1]) || at[1] == PROSE_BREAK;
		if (*at == '\n' && at[1 + strspn(at + 1, " \t\r")] == '\n')
			return false;
		if (strchr("?.!", *at) && ends)
			return *at == '?';
	}
	return false;
}
