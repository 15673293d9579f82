#include "rustgym/ui/rust_colour.h"
#include "rustgym/base/memory.h"
#include "rustgym/course/rust_lexer.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_keyword(const struct rust_token *token)
{
	static const char *const words[] = {
		"as",   "async",  "await",  "break", "const",  "continue", "crate", "dyn",
		"else", "enum",   "extern", "false", "fn",     "for",      "if",    "impl",
		"in",   "let",    "loop",   "match", "mod",    "move",     "mut",   "pub",
		"ref",  "return", "self",   "Self",  "static", "struct",   "super", "trait",
		"true", "type",   "unsafe", "use",   "where",  "while",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (rust_token_is(token, words[i]))
			return true;
	return false;
}

static enum rust_colour colour_of(const struct rust_token *token)
{
	const char *after = rust_token_end(token);

	if (token->kind == RUST_DOC)
		return RUST_COMMENT;
	if (token->kind == RUST_LITERAL)
		return RUST_STRING;
	if (token->kind != RUST_WORD)
		return RUST_PLAIN;
	if (*token->start == '\'')
		return RUST_LIFETIME;
	if (*token->start >= '0' && *token->start <= '9')
		return RUST_NUMBER;
	if (is_keyword(token))
		return RUST_KEYWORD;
	return after[0] == '!' && after[1] != '=' ? RUST_MACRO : RUST_PLAIN;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

unsigned char *rust_colours(const char *text)
{
	unsigned char *colours = memory_new(strlen(text) + 1);

	for (const char *at = text; *at;) {
		struct rust_token token = rust_token_next(at);
		const char *end = rust_token_end(&token);
		enum rust_colour colour = colour_of(&token);

		/* Between two tokens there are only spaces and comments. */
		for (; at < token.start; at++)
			colours[at - text] = is_space(*at) ? RUST_PLAIN : RUST_COMMENT;
		memset(colours + (token.start - text), (int)colour, token.len);
		if (colour == RUST_MACRO)
			colours[end++ - text] = RUST_MACRO; /* the exclamation mark */
		at = end;
	}
	return colours;
}

const char *rust_colour_code(enum rust_colour colour)
{
	static const char *const codes[] = {
		[RUST_PLAIN] = "",
		[RUST_KEYWORD] = "\x1b[35m",
		[RUST_STRING] = "\x1b[33m",
		[RUST_NUMBER] = "\x1b[33m",
		[RUST_LIFETIME] = "\x1b[34m",
		[RUST_MACRO] = "\x1b[1m",
		[RUST_COMMENT] = "\x1b[36m",
	};

	return codes[colour];
}

void rust_colour_draw(const char *text, const struct style *style, struct buffer *out)
{
	unsigned char *colours, now = RUST_PLAIN;

	if (!style->colour) {
		buffer_add_string(out, text);
		return;
	}
	colours = rust_colours(text);
	for (size_t i = 0; text[i]; i++) {
		unsigned char wanted = text[i] == '\n'     ? RUST_PLAIN
				       : is_space(text[i]) ? now /* a space has no colour */
							   : colours[i];

		if (wanted != now && now != RUST_PLAIN)
			buffer_add_string(out, "\x1b[0m");
		if (wanted != now)
			buffer_add_string(out, rust_colour_code(wanted));
		now = wanted;
		buffer_add_char(out, text[i]);
	}
	if (now != RUST_PLAIN)
		buffer_add_string(out, "\x1b[0m");
	free(colours);
}
