/*
 * A fingerprint: one number for all that a remembered answer depends on. Start with FILE_HASH_START
 * (file.h) and add; what was added in another order is another fingerprint.
 */
#ifndef RUSTGYM_FINGERPRINT_H
#define RUSTGYM_FINGERPRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

uint64_t fingerprint_add_bytes(uint64_t key, const void *bytes, size_t len);
uint64_t fingerprint_add_number(uint64_t key, uint64_t number);
uint64_t fingerprint_add_text(uint64_t key, const char *text); /* NULL is not "" */
uint64_t fingerprint_add_stat(uint64_t key, const char *path); /* path, size, time of change */
uint64_t fingerprint_add_content(uint64_t key, const char *path);

/* The names of the Rust sources below folder, or the names and contents of all files. */
enum fingerprint_depth { FINGERPRINT_NAMES, FINGERPRINT_CONTENT };
uint64_t fingerprint_add_folder(uint64_t key, const char *folder, enum fingerprint_depth depth);

/*
 * The manifests, lock files and settings that cargo, clippy and rustfmt look for in folder and above,
 * and the settings in cargo's own folder.
 */
uint64_t fingerprint_add_settings(uint64_t key, const char *folder);

/* The variables ("NAME=value") for which counts says so, in whatever order they are. */
uint64_t fingerprint_add_environment(uint64_t key, bool (*counts)(const char *entry, void *data),
				     void *data);

#endif
