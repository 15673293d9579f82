/*
 * Where the learner's rustc, cargo, clippy and rustfmt are.
 *
 * rustup puts shims into PATH that cost 10 to 30 ms a call; the programs behind them are found once
 * and remembered in the cache, until anything that rustup's choice depends on changes.
 */
#ifndef RUSTGYM_TOOLCHAIN_H
#define RUSTGYM_TOOLCHAIN_H

#include "rustgym/base/error.h"

#include <stdint.h>

struct toolchain {
	char *rustc; /* absolute paths; never NULL */
	char *cargo; /* NULL when it is not installed; so the next four */
	char *clippy_driver;
	char *cargo_clippy;
	char *rustfmt;
	char *rustdoc;
	char *sysroot;
	char *host;    /* x86_64-unknown-linux-gnu */
	char *version; /* "1.95.0" */
};

/*
 * folder: where the exercises are (rustup looks for overrides from there up). cache: a folder for
 * what is remembered. ERROR_ENVIRONMENT with the command that mends it when there is no rustc.
 */
int toolchain_find(const char *folder, const char *cache, struct toolchain *toolchain,
		   struct error *err);
void toolchain_clear(struct toolchain *toolchain);

/* Whether version is at least what the edition needs; ERROR_ENVIRONMENT says what to do. */
int toolchain_supports(const struct toolchain *toolchain, const char *edition, struct error *err);

#define TOOLCHAIN_INSTALL "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"

/* Adds the programs as they are on disk, and the version they name, to a fingerprint. */
uint64_t toolchain_fingerprint(uint64_t key, const struct toolchain *toolchain);

#endif
