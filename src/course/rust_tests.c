#include "rustgym/course/rust_tests.h"
#include "rustgym/base/memory.h"
#include "rustgym/course/rust_lexer.h"

#include <stdlib.h>
#include <string.h>

/* An item of Rust source, with its doc comments and attributes. */
struct item {
	const char *start, *end;
	const char *body, *body_end; /* the text between a module's braces, else NULL */
	struct rust_token name;      /* the name of a test function or a module */
	bool is_test;      /* it has #[test], or another attribute whose path ends with test */
	bool is_for_tests; /* it is a test, or has #[cfg(test)] */
};

/* `at` points before an opening bracket. Returns the address after its closing bracket. */
static const char *skip_group(const char *at)
{
	size_t depth = 0;

	for (;;) {
		struct rust_token token = rust_token_next(at);

		at = rust_token_end(&token);
		if (token.kind == RUST_OPEN)
			depth++;
		if (token.kind == RUST_END || (token.kind == RUST_CLOSE && --depth == 0))
			return at;
	}
}

/* Reads #[...]. `at` points before its bracket. */
static void read_attribute(const char *at, const char *end, struct item *item)
{
	struct rust_token token = rust_token_next(at + 1), last = token;
	bool cfg = rust_token_is(&token, "cfg"), has_test = false, negated = false;

	for (; token.start < end; token = rust_token_next(rust_token_end(&token))) {
		if (token.kind == RUST_OPEN || token.kind == RUST_CLOSE)
			break;
		if (token.kind == RUST_WORD)
			last = token;
	}
	for (; cfg && token.start < end && token.kind != RUST_END;
	     token = rust_token_next(rust_token_end(&token))) {
		has_test = has_test || rust_token_is(&token, "test");
		negated = negated || rust_token_is(&token, "not");
	}
	if (!cfg && rust_token_is(&last, "test"))
		item->is_test = item->is_for_tests = true;
	if (has_test && !negated)
		item->is_for_tests = true;
}

static bool ends_with_semicolon(const struct rust_token *keyword)
{
	static const char *const keywords[] = {"const", "static", "use", "type"};

	for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++)
		if (rust_token_is(keyword, keywords[i]))
			return true;
	return false;
}

static bool is_modifier(const struct rust_token *token)
{
	static const char *const words[] = {"pub", "async", "unsafe", "default", "safe"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (rust_token_is(token, words[i]))
			return true;
	return false;
}

/*
 * Returns the keyword that tells the item's kind. Reads the attributes and doc comments before it.
 */
static struct rust_token item_keyword(struct rust_token token, struct item *item)
{
	for (;; token = rust_token_next(rust_token_end(&token))) {
		if (rust_token_is(&token, "#")) {
			struct rust_token open = rust_token_next(rust_token_end(&token));
			const char *end = open.start;

			if (!rust_token_is(&open, "["))
				return token;
			end = skip_group(open.start);
			read_attribute(open.start, end, item);
			token = (struct rust_token){RUST_CLOSE, end - 1, 1};
		} else if (is_modifier(&token)) {
			struct rust_token next = rust_token_next(rust_token_end(&token));

			if (rust_token_is(&token, "pub") && rust_token_is(&next, "(")) {
				token = (struct rust_token){RUST_CLOSE, skip_group(next.start) - 1,
							    1};
			}
		} else if (token.kind != RUST_DOC) {
			return token;
		}
	}
}

/* Skips the modifiers of `const fn` and `extern "C" fn`. */
static struct rust_token function_keyword(struct rust_token keyword)
{
	struct rust_token next = rust_token_next(rust_token_end(&keyword));

	if (!rust_token_is(&keyword, "const") && !rust_token_is(&keyword, "extern"))
		return keyword;
	if (next.kind == RUST_LITERAL)
		next = rust_token_next(rust_token_end(&next));
	if (is_modifier(&next))
		next = rust_token_next(rust_token_end(&next));
	return rust_token_is(&next, "fn") ? next : keyword;
}

/* Returns the first token of an item. #![...] belongs to the module around it, so it is skipped. */
static struct rust_token first_token(const char *at)
{
	for (;;) {
		struct rust_token token = rust_token_next(at), next, open;

		if (!rust_token_is(&token, "#"))
			return token;
		next = rust_token_next(rust_token_end(&token));
		open = rust_token_next(rust_token_end(&next));
		if (!rust_token_is(&next, "!") || !rust_token_is(&open, "["))
			return token;
		at = skip_group(open.start);
	}
}

/* Finds the next item between `at` and `end`. Returns false if there is none. */
static bool next_item(const char *at, const char *end, struct item *item)
{
	struct rust_token token = first_token(at), keyword;
	bool semicolon;

	*item = (struct item){.start = token.start};
	if (token.kind == RUST_END || token.start >= end)
		return false;
	keyword = function_keyword(item_keyword(token, item));
	semicolon = ends_with_semicolon(&keyword);
	if (rust_token_is(&keyword, "fn") || rust_token_is(&keyword, "mod"))
		item->name = rust_token_next(rust_token_end(&keyword));
	for (token = keyword;; token = rust_token_next(item->end)) {
		item->end = rust_token_end(&token);
		if (token.kind == RUST_END || token.start >= end || token.kind == RUST_CLOSE ||
		    rust_token_is(&token, ";"))
			break;
		if (token.kind != RUST_OPEN)
			continue;
		item->end = skip_group(token.start);
		if (*token.start == '{' && !semicolon) {
			if (rust_token_is(&keyword, "mod")) {
				item->body = token.start + 1;
				item->body_end = item->end[-1] == '}' ? item->end - 1 : item->end;
			}
			break;
		}
	}
	if (item->end > end) /* brackets that are never closed */
		item->end = end;
	if (item->body && item->body_end > item->end)
		item->body_end = item->end;
	if (item->body > item->body_end)
		item->body = item->body_end = NULL;
	return true;
}

/* ---- comparing ------------------------------------------------------------------------------ */

/* Writes each token on a line of its own, without commas before closing brackets. */
static void add_tokens(const char *at, const char *end, struct buffer *out)
{
	struct rust_token token = rust_token_next(at);

	while (token.kind != RUST_END && token.start < end) {
		struct rust_token next = rust_token_next(rust_token_end(&token));
		bool trailing = rust_token_is(&token, ",") && next.kind == RUST_CLOSE;

		if (!trailing && token.kind != RUST_DOC) {
			buffer_add(out, token.start, token.len);
			buffer_add_char(out, '\n');
		}
		token = next;
	}
}

static bool same_item(const struct item *a, const struct item *b)
{
	struct buffer one = BUFFER_INIT, other = BUFFER_INIT;
	bool same;

	add_tokens(a->start, a->end, &one);
	add_tokens(b->start, b->end, &other);
	same = one.len == other.len && (!one.len || memcmp(one.data, other.data, one.len) == 0);
	buffer_clear(&one);
	buffer_clear(&other);
	return same;
}

/*
 * Functions and modules correspond if they have the same name. Other items correspond if they have
 * the same tokens.
 */
static bool is_counterpart(const struct item *a, const struct item *b)
{
	if (a->name.len || b->name.len)
		return a->name.len == b->name.len &&
		       memcmp(a->name.start, b->name.start, a->name.len) == 0;
	return same_item(a, b);
}

/* A stretch of text whose items are looked at together: a file or the body of a module. */
struct scope {
	const char *start, *end;
};

/* How many counterparts of an item come before it in its scope: names can be used twice, under a cfg. */
static size_t earlier_counterparts(struct scope scope, const struct item *item)
{
	size_t count = 0;
	struct item other;

	for (const char *at = scope.start; next_item(at, scope.end, &other); at = other.end) {
		if (other.start >= item->start)
			break;
		count += is_counterpart(item, &other);
	}
	return count;
}

/* Finds in `scope` the counterpart of an item of the scope `own`; false: there is none. */
static bool find_item(struct scope scope, struct scope own, const struct item *wanted,
		      struct item *found)
{
	size_t skip = earlier_counterparts(own, wanted);

	for (const char *at = scope.start; next_item(at, scope.end, found); at = found->end)
		if (is_counterpart(wanted, found) && !skip--)
			return true;
	return false;
}

static bool items_are_kept(struct scope mine, struct scope handed_out)
{
	static const struct scope nothing = {"", ""};
	struct item item, own;

	for (const char *at = handed_out.start; next_item(at, handed_out.end, &item);
	     at = item.end) {
		bool there = (item.is_for_tests || item.body) &&
			     find_item(mine, handed_out, &item, &own);

		if (item.is_for_tests && (!there || !same_item(&item, &own)))
			return false;
		if (!item.is_for_tests && item.body &&
		    !items_are_kept(there && own.body ? (struct scope){own.body, own.body_end}
						      : nothing,
				    (struct scope){item.body, item.body_end}))
			return false;
	}
	return true;
}

/* ---- examples in the documentation ---------------------------------------------------------- */

/*
 * Returns the text of a documentation line after /// or //!. NULL: the line is not documentation.
 */
static const char *doc_line(const char *line, size_t len, size_t *text_len)
{
	size_t blank = strspn(line, " \t");

	if (blank + 3 > len || (strncmp(line + blank, "///", 3) && strncmp(line + blank, "//!", 3)))
		return NULL;
	line += blank + 3;
	len -= blank + 3;
	if (len && *line == ' ') {
		line++;
		len--;
	}
	*text_len = len;
	return line;
}

/* Adds each example, with its fence, as one string. */
static void find_examples(const char *text, struct strings *examples)
{
	struct buffer example = BUFFER_INIT;
	bool inside = false;

	while (*text) {
		size_t len = strcspn(text, "\n"), doc_len = 0;
		const char *doc = doc_line(text, len, &doc_len);
		bool fence = doc && doc_len >= 3 && strncmp(doc, "```", 3) == 0;

		if (!doc && inside) { /* the example has no closing fence */
			buffer_reset(&example);
			inside = false;
		} else if (fence && inside) {
			strings_add(examples, example.data);
			buffer_reset(&example);
			inside = false;
		} else if (fence || inside) {
			while (doc_len && strchr(" \t\r", doc[doc_len - 1]))
				doc_len--;
			buffer_add(&example, doc, doc_len);
			buffer_add_char(&example, '\n');
			inside = true;
		}
		text += len + (text[len] == '\n');
	}
	buffer_clear(&example);
}

/* Appends the examples that `text` lacks, as the documentation of an unused function. */
static size_t add_missing_examples(const char *text, const char *handed_out, struct buffer *out)
{
	struct strings mine = STRINGS_INIT, theirs = STRINGS_INIT;
	size_t missing = 0;

	find_examples(text, &mine);
	find_examples(handed_out, &theirs);
	for (size_t i = 0; i < theirs.count; i++) {
		if (strings_contain(&mine, theirs.items[i]))
			continue;
		missing++;
		for (const char *line = theirs.items[i]; out && *line;) {
			size_t len = strcspn(line, "\n");

			buffer_addf(out, "\n/// %.*s", (int)len, line);
			line += len + (line[len] == '\n');
		}
		if (out)
			buffer_add_string(out, "\n/// ```\n///");
	}
	if (missing && out)
		buffer_add_string(out, "\n#[allow(dead_code)]\nfn examples_as_handed_out() {}\n");
	strings_clear(&mine);
	strings_clear(&theirs);
	return missing;
}

/* ---- public functions ------------------------------------------------------------------------ */

static struct scope whole(const char *text)
{
	return (struct scope){text, text + strlen(text)};
}

unsigned rust_tests_changed(const char *text, const char *handed_out)
{
	bool kept = items_are_kept(whole(text), whole(handed_out));

	return (kept ? 0 : RUST_TEST_ITEMS) |
	       (add_missing_examples(text, handed_out, NULL) ? RUST_TEST_EXAMPLES : 0);
}

static void add_item(const struct item *item, struct buffer *out)
{
	if (out->len && out->data[out->len - 1] != '\n')
		buffer_add_char(out, '\n');
	buffer_add(out, item->start, (size_t)(item->end - item->start));
}

static void graft(struct scope mine, struct scope theirs, struct buffer *out)
{
	const char *at = mine.start;
	struct item item, other;

	for (; next_item(at, mine.end, &item); at = item.end) {
		bool known = find_item(theirs, mine, &item, &other);

		buffer_add(out, at, (size_t)(item.start - at));
		if (known && other.is_for_tests) {
			buffer_add(out, other.start, (size_t)(other.end - other.start));
		} else if (known && item.body && other.body) {
			buffer_add(out, item.start, (size_t)(item.body - item.start));
			graft((struct scope){item.body, item.body_end},
			      (struct scope){other.body, other.body_end}, out);
			buffer_add(out, item.body_end, (size_t)(item.end - item.body_end));
		} else {
			buffer_add(out, item.start, (size_t)(item.end - item.start));
		}
	}
	buffer_add(out, at, (size_t)(mine.end - at));
	for (at = theirs.start; next_item(at, theirs.end, &item); at = item.end)
		if (item.is_for_tests && !find_item(mine, theirs, &item, &other))
			add_item(&item, out);
}

void rust_tests_graft(const char *text, const char *handed_out, unsigned parts, struct buffer *out)
{
	if (parts & RUST_TEST_ITEMS)
		graft(whole(text), whole(handed_out), out);
	else
		buffer_add_string(out, text);
	if (parts & RUST_TEST_EXAMPLES)
		add_missing_examples(text, handed_out, out);
}

static void add_names(const char *at, const char *end, const char *path, struct strings *names)
{
	struct item item;

	for (; next_item(at, end, &item); at = item.end) {
		char *name = memory_format("%s%s%.*s", path, *path ? "::" : "", (int)item.name.len,
					   item.name.start ? item.name.start : "");

		if (item.is_test && item.name.len)
			strings_add(names, name);
		else if (item.body)
			add_names(item.body, item.body_end, name, names);
		free(name);
	}
}

void rust_tests_names(const char *text, struct strings *names)
{
	add_names(text, text + strlen(text), "", names);
}
