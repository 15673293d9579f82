/*
 * Draws CommonMark on a terminal: lessons, hints and answers.
 */
#ifndef RUSTGYM_MARKDOWN_H
#define RUSTGYM_MARKDOWN_H

#include "rustgym/base/buffer.h"
#include "rustgym/ui/style.h"

/*
 * Appends the text in lines that are no wider than style->width; prose is no wider than 88 columns either. It
 * removes unsafe characters first.
 */
void markdown_draw(const char *text, const struct style *style, struct buffer *out);

#endif
