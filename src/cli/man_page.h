/* The man page, from the table of commands. */
#ifndef RUSTGYM_MAN_PAGE_H
#define RUSTGYM_MAN_PAGE_H

#include "rustgym/base/buffer.h"

/* Appends the whole page in the language of man(7). */
void man_page_write(struct buffer *out);

#endif
