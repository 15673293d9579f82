/*
 * Rust source text, token by token: enough to know where an item begins and ends. Nothing is allocated;
 * tokens point into the text.
 */
#ifndef RUSTGYM_RUST_LEXER_H
#define RUSTGYM_RUST_LEXER_H

#include <stdbool.h>
#include <stddef.h>

enum rust_token_kind {
	RUST_END,     /* of the text */
	RUST_DOC,     /* an outer doc comment: a line of ///, or a block */
	RUST_WORD,    /* an identifier, a keyword, a number or a lifetime */
	RUST_LITERAL, /* a string or a character, of any form */
	RUST_OPEN,    /* one of ( [ { */
	RUST_CLOSE,   /* one of ) ] } */
	RUST_SIGN,    /* any other character */
};

struct rust_token {
	enum rust_token_kind kind;
	const char *start;
	size_t len;
};

/* The token at or after `at`. Blanks and comments, but for outer doc comments, are passed over. */
struct rust_token rust_token_next(const char *at);

bool rust_token_is(const struct rust_token *token, const char *text);

/* The end of the token. */
const char *rust_token_end(const struct rust_token *token);

#endif
