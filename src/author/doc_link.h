/*
 * Links in texts for learners, looked up without a network.
 *
 * What points to doc.rust-lang.org, directly or below /stable/, is looked up in the documentation that
 * is installed with the toolchain: the page, through redirects, and the fragment. Of other hosts only
 * the form is looked at.
 */
#ifndef RUSTGYM_DOC_LINK_H
#define RUSTGYM_DOC_LINK_H

#include "rustgym/toolchain/toolchain.h"

#include <stdbool.h>
#include <stddef.h>

/* Where the documentation is (free() it), or NULL when it isn't installed. */
char *doc_folder(const struct toolchain *toolchain);

/*
 * What is wrong with a link, as the end of a sentence that begins with "expected " (free() it); NULL when
 * nothing is. docs: doc_folder, or NULL.
 */
char *doc_link_problem(const char *docs_or_null, const char *url);

/*
 * How many words the section has that the link's fragment names: to the next heading of its level, or of
 * one above it. 0 without a fragment, without the documentation, or when there is no such section.
 */
size_t doc_section_words(const char *docs_or_null, const char *url);

/* Whether the error's code is explained in the documentation; true without one. */
bool doc_has_error(const char *docs_or_null, const char *code);

/* Whether the lint of rustc is listed there; true without one. */
bool doc_has_lint(const char *docs_or_null, const char *lint);

/*
 * Calls visit for each link in a text: <https://...>, the target of [...](https://...), and whatever
 * begins with https://doc.rust-lang.org/. url is borrowed for the call.
 */
void doc_links_visit(const char *text,
		     void (*visit)(const char *url, const char *place, void *data), void *data);

#endif
