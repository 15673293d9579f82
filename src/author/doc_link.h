/*
 * Checks links in texts for learners, without a network.
 *
 * A link to doc.rust-lang.org, directly or below /stable/, is checked in the documentation that is
 * installed with the toolchain: the page must exist, through redirects, and the fragment, too. For
 * other hosts only the link's form is checked.
 */
#ifndef RUSTGYM_DOC_LINK_H
#define RUSTGYM_DOC_LINK_H

#include "rustgym/toolchain/toolchain.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns the folder of the documentation, which the caller frees. NULL: it is not installed. */
char *doc_folder(const struct toolchain *toolchain);

/*
 * Returns the fault of a link, as the end of a sentence that begins with "expected ". The caller
 * frees it. NULL: the link has no fault. `docs_or_null` is doc_folder, or NULL.
 */
char *doc_link_problem(const char *docs_or_null, const char *url);

/*
 * Returns the number of words in the section that the link's fragment names. The section ends at
 * the next heading of the same level or above. 0: there is no fragment, no documentation, or no
 * such section.
 */
size_t doc_section_words(const char *docs_or_null, const char *url);

/*
 * Returns whether the documentation explains the error code. Without documentation, returns true.
 */
bool doc_has_error(const char *docs_or_null, const char *code);

/*
 * Returns whether the documentation lists this lint of rustc. Without documentation, returns true.
 */
bool doc_has_lint(const char *docs_or_null, const char *lint);

/*
 * Calls `visit` for each link in the text: <https://...>, the target of [...](https://...), and any
 * text that begins with https://doc.rust-lang.org/. `url` is borrowed during the call.
 */
void doc_links_visit(const char *text,
		     void (*visit)(const char *url, const char *place, void *data), void *data);

#endif
