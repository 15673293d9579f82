/*
 * CommonMark drawn for a terminal: hints and answers.
 */
#ifndef RUSTGYM_MARKDOWN_H
#define RUSTGYM_MARKDOWN_H

#include "rustgym/base/buffer.h"
#include "rustgym/ui/style.h"

/* Appends the text as lines no wider than the style's width (and 88). It is cleaned first. */
void markdown_draw(const char *text, const struct style *style, struct buffer *out);

#endif
