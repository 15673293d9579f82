/*
 * Control characters and escape sequences in texts that others wrote. A terminal obeys or hides them
 * instead of showing them, so they are removed where a text is loaded.
 */
#ifndef RUSTGYM_CONTROL_H
#define RUSTGYM_CONTROL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Returns whether a terminal obeys or hides this character: C0, DEL, C1, a direction, a character
 * without width that is no accent, a separator of lines, a tag. A tab and a line end are among them.
 */
bool control_is(uint32_t code);

/* Returns whether the text, which is UTF-8, has such a character. */
bool control_is_in(const char *text);

/*
 * Returns the length of the escape sequence at `bytes`, which begin with ESC. *colour: it only sets
 * colours (ESC [ numbers m).
 */
size_t control_sequence(const char *bytes, size_t len, bool *colour);

/*
 * Removes all of them from a text, in place, with whole escape sequences; a byte that is not UTF-8
 * becomes '?'. Tabs and line ends stay; a carriage return becomes a line end, or belongs to the one after it. Sequences that only set
 * colours stay if `colour` is set.
 */
void control_remove(char *text, bool colour);

/* Does the same without colours, and makes one line of the text: tabs and line ends become spaces. */
void control_remove_in_line(char *text);

#endif
