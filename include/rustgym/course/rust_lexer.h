/*
 * Splits Rust source into tokens, which is enough to find where an item begins and ends. It
 * allocates nothing: a token points into the source.
 */
#ifndef RUSTGYM_RUST_LEXER_H
#define RUSTGYM_RUST_LEXER_H

#include <stdbool.h>
#include <stddef.h>

enum rust_token_kind {
	RUST_END,     /* the end of the source */
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

/*
 * Returns the first token at or after `at`. It skips spaces and comments, except outer doc
 * comments.
 */
struct rust_token rust_token_next(const char *at);

bool rust_token_is(const struct rust_token *token, const char *text);

/* Returns the address after the token's last byte. */
const char *rust_token_end(const struct rust_token *token);

#endif
