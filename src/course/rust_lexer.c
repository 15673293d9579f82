#include "rustgym/course/rust_lexer.h"

#include <string.h>

static bool is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || (unsigned char)c >= 0x80;
}

/* Block comments can contain block comments. */
static const char *end_of_block_comment(const char *at)
{
	int depth = 0;

	for (; *at; at++) {
		if (at[0] == '/' && at[1] == '*') {
			depth++;
			at++;
		} else if (at[0] == '*' && at[1] == '/') {
			at++;
			if (--depth == 0)
				return at + 1;
		}
	}
	return at;
}

static bool is_outer_doc(const char *at)
{
	if (strncmp(at, "///", 3) == 0)
		return at[3] != '/';
	return strncmp(at, "/**", 3) == 0 && at[3] != '*' && at[3] != '/';
}

/* `at` points after the opening quote. */
static const char *end_of_quoted(const char *at, char quote)
{
	for (; *at && *at != quote; at++)
		if (*at == '\\' && at[1])
			at++;
	return *at ? at + 1 : at;
}

/*
 * Returns the end of a raw string such as r".." or br##".."##. `at` points to the r. NULL: it is
 * not a raw string.
 */
static const char *end_of_raw_string(const char *at)
{
	size_t marks = strspn(at + 1, "#");
	const char *end = at + 1 + marks;

	if (*end != '"')
		return NULL;
	for (end++; *end; end++)
		if (*end == '"' && strspn(end + 1, "#") >= marks)
			return end + 1 + marks;
	return end;
}

/*
 * Returns the end of a literal, with or without a prefix (b, c, r, br, cr). NULL: there is no
 * literal.
 */
static const char *end_of_literal(const char *at)
{
	const char *body = at;

	if ((*body == 'b' || *body == 'c') &&
	    (body[1] == '"' || body[1] == 'r' || (*body == 'b' && body[1] == '\'')))
		body++;
	if (*body == 'r')
		return end_of_raw_string(body);
	if (*body == '"')
		return end_of_quoted(body + 1, '"');
	if (*body != '\'')
		return NULL;
	if (body[1] == '\\' || body > at)
		return end_of_quoted(body + 1, '\'');
	/* 'x' is a character; 'x without a second quote is a lifetime. */
	body++;
	for (size_t n = 1; n <= 4 && body[n - 1]; n++)
		if (((unsigned char)body[n] & 0xc0) != 0x80)
			return body[n] == '\'' ? body + n + 1 : NULL;
	return NULL;
}

struct rust_token rust_token_next(const char *at)
{
	struct rust_token token = {RUST_SIGN, NULL, 1};
	const char *end;

	for (;;) {
		at += strspn(at, " \t\r\n\f\v");
		if (is_outer_doc(at))
			break;
		if (strncmp(at, "//", 2) == 0)
			at += strcspn(at, "\n");
		else if (strncmp(at, "/*", 2) == 0)
			at = end_of_block_comment(at);
		else
			break;
	}
	token.start = at;
	if (!*at) {
		token.kind = RUST_END;
		token.len = 0;
	} else if (is_outer_doc(at)) {
		token.kind = RUST_DOC;
		token.len = at[1] == '*' ? (size_t)(end_of_block_comment(at) - at)
					 : strcspn(at, "\n");
	} else if ((end = end_of_literal(at))) {
		token.kind = RUST_LITERAL;
		token.len = (size_t)(end - at);
	} else if (is_word_byte(*at) || *at == '\'') {
		token.kind = RUST_WORD;
		if (strncmp(at, "r#", 2) == 0)
			token.len = 2;
		while (is_word_byte(at[token.len]))
			token.len++;
	} else if (strchr("([{", *at)) {
		token.kind = RUST_OPEN;
	} else if (strchr(")]}", *at)) {
		token.kind = RUST_CLOSE;
	}
	return token;
}

bool rust_token_is(const struct rust_token *token, const char *text)
{
	return strlen(text) == token->len && memcmp(token->start, text, token->len) == 0;
}

const char *rust_token_end(const struct rust_token *token)
{
	return token->start + token->len;
}
