/*
 * A fingerprint: one number for all that a remembered answer depends on. Start with FILE_HASH_START
 * (file.h) and add; what was added in another order is another fingerprint.
 */
#ifndef RUSTGYM_FINGERPRINT_H
#define RUSTGYM_FINGERPRINT_H

#include <stdint.h>

struct toolchain;

uint64_t fingerprint_add_text(uint64_t key, const char *text); /* NULL is not "" */
uint64_t fingerprint_add_stat(uint64_t key, const char *path); /* path, size, time of change */
uint64_t fingerprint_add_content(uint64_t key, const char *path);

/* The names of all files below folder, and with `stat` their sizes and times of change too. */
enum fingerprint_depth { FINGERPRINT_NAMES, FINGERPRINT_STAT };
uint64_t fingerprint_add_folder(uint64_t key, const char *folder, enum fingerprint_depth depth);

/*
 * What decides how cargo builds the package in folder, apart from its sources: the manifests, lock
 * files and settings of cargo there and above, the names of the package's files, the toolchain, and
 * the environment but for what terminals put there.
 */
uint64_t fingerprint_of_package(const struct toolchain *toolchain, const char *folder);

#endif
