#include "rustgym/course/rust_main.h"
#include "rustgym/course/rust_lexer.h"

#include <stddef.h>
#include <string.h>

static bool is_one_of(const struct rust_token *token, const char *const *words)
{
	for (; *words; words++)
		if (rust_token_is(token, *words))
			return true;
	return false;
}

/* Returns whether the tokens from `at` on are these; *end is the address after them. */
static bool follow(const char *at, const char *const *words, const char **end)
{
	for (; *words; words++) {
		struct rust_token token = rust_token_next(at);

		if (token.kind == RUST_END || !rust_token_is(&token, *words))
			return false;
		at = rust_token_end(&token);
	}
	*end = at;
	return true;
}

/* The module with the tests. */
struct test_module {
	const char *start; /* of #[cfg(test)] */
	struct rust_token name;
	const char *body; /* after its { */
};

static bool is_test_module(const char *at, struct test_module *module)
{
	static const char *const begin[] = {"#", "[", "cfg", "(", "test", ")", "]", "mod", NULL};
	static const char *const open[] = {"{", NULL};
	const char *end;

	module->start = at;
	if (!follow(at, begin, &end))
		return false;
	module->name = rust_token_next(end);
	return module->name.kind == RUST_WORD &&
	       follow(rust_token_end(&module->name), open, &module->body);
}

/*
 * Looks at everything before the module. Returns false if it has a word that could make it another program
 * without the tests, or if there is no module.
 */
static bool find_module(const char *text, struct test_module *module, bool *idle)
{
	static const char *const doubtful[] = {"cfg", "cfg_attr", "test", "deny", "forbid", NULL};
	static const char *const idle_main[] = {"fn", "main", "(", ")", "{", "}", NULL};
	const char *at = text, *end;
	int depth = 0;

	for (;;) {
		struct rust_token token = rust_token_next(at);

		if (token.kind == RUST_END)
			return false;
		if (depth == 0 && is_test_module(token.start, module))
			return true;
		if (depth == 0 && follow(token.start, idle_main, &end))
			*idle = true;
		if (is_one_of(&token, doubtful))
			return false;
		depth += token.kind == RUST_OPEN ? 1 : token.kind == RUST_CLOSE ? -1 : 0;
		at = rust_token_end(&token);
	}
}

static bool is_named_before(const char *text, const struct test_module *module)
{
	for (const char *at = text;;) {
		struct rust_token token = rust_token_next(at);

		if (token.kind == RUST_END || token.start >= module->start)
			return false;
		if (token.kind == RUST_WORD && token.len == module->name.len &&
		    memcmp(token.start, module->name.start, token.len) == 0)
			return true;
		at = rust_token_end(&token);
	}
}

/* Returns whether the module is the last thing in the text, and gives nothing to the program. */
static bool is_apart(const struct test_module *module)
{
	static const char *const giving[] = {"impl",      "macro_rules", "macro_export",
					     "no_mangle", "export_name", NULL};
	const char *at = module->body;
	int depth = 1;

	while (depth > 0) {
		struct rust_token token = rust_token_next(at);

		if (token.kind == RUST_END || is_one_of(&token, giving))
			return false;
		depth += token.kind == RUST_OPEN ? 1 : token.kind == RUST_CLOSE ? -1 : 0;
		at = rust_token_end(&token);
	}
	return rust_token_next(at).kind == RUST_END;
}

bool rust_main_is_idle(const char *text)
{
	struct test_module module;
	bool idle = false;

	return find_module(text, &module, &idle) && idle && !is_named_before(text, &module) &&
	       is_apart(&module);
}
