/*
 * A fingerprint is a hash of everything that a remembered result depends on. Start with
 * FILE_HASH_START (file.h) and add values. The order of the values matters.
 */
#ifndef RUSTGYM_FINGERPRINT_H
#define RUSTGYM_FINGERPRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

uint64_t fingerprint_add_bytes(uint64_t key, const void *bytes, size_t len);
uint64_t fingerprint_add_number(uint64_t key, uint64_t number);
uint64_t fingerprint_add_text(uint64_t key, const char *text); /* NULL differs from "" */
uint64_t fingerprint_add_stat(uint64_t key, const char *path); /* adds path, size and times */
uint64_t fingerprint_add_content(uint64_t key, const char *path);

/* Adds the names of the Rust sources below the folder, or the names and contents of all files. */
enum fingerprint_depth { FINGERPRINT_NAMES, FINGERPRINT_CONTENT };
uint64_t fingerprint_add_folder(uint64_t key, const char *folder, enum fingerprint_depth depth);

/*
 * Adds the manifests, lock files and settings that cargo, clippy and rustfmt look for in the folder
 * and above it, and the settings in cargo's own folder.
 */
uint64_t fingerprint_add_settings(uint64_t key, const char *folder);

/*
 * Adds the variables ("NAME=value") for which `counts` returns true. Their order does not matter.
 */
uint64_t fingerprint_add_environment(uint64_t key, bool (*counts)(const char *entry, void *data),
				     void *data);

#endif
