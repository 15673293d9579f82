/* What a pack says of the sizes of its objects, before anybody makes them. */
#ifndef RUSTGYM_HISTORY_GIT_PACK_SCAN_H
#define RUSTGYM_HISTORY_GIT_PACK_SCAN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/*
 * Reads a pack from file on. False when an object in it, or all together, would be larger than what
 * rustgym writes. A pack that is damaged is passed: who reads it says so.
 */
bool pack_has_sane_sizes(FILE *file);

#endif
