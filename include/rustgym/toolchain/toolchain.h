/*
 * Finds the learner's rustc, cargo, clippy and rustfmt.
 *
 * rustup puts shims into PATH, which cost 10 to 30 ms for each call. This module finds the programs
 * that the shims would start, and remembers them in the cache until something changes that rustup's
 * choice depends on.
 */
#ifndef RUSTGYM_TOOLCHAIN_H
#define RUSTGYM_TOOLCHAIN_H

#include "rustgym/base/error.h"
#include "rustgym/base/strings.h"

#include <stdint.h>

struct toolchain {
	char *rustc; /* all are absolute paths; rustc is never NULL */
	char *cargo; /* NULL if it is not installed; so are the next four */
	char *clippy_driver;
	char *cargo_clippy;
	char *rustfmt;
	char *rustdoc;
	char *sysroot;
	char *host;    /* x86_64-unknown-linux-gnu */
	char *version; /* "1.95.0" */
};

/*
 * `wanted` is the channel that the course names ("1.85", "nightly"), or NULL; RUSTUP_TOOLCHAIN comes
 * before it. rustc is asked outside of the course's folder, so that no rust-toolchain.toml there has a
 * say. `cache` is a folder for the remembered paths; NULL: nothing is remembered. ERROR_ENVIRONMENT:
 * there is no rustc, or not that one; the message has the command that installs it.
 */
int toolchain_find(const char *wanted, const char *cache, struct toolchain *toolchain,
		   struct error *err);
void toolchain_clear(struct toolchain *toolchain);

/*
 * Adds what a child needs that could call one of rustup's shims: the toolchain's folder, so that the
 * shim does not look for a rust-toolchain.toml.
 */
void toolchain_environment(const struct toolchain *toolchain, struct strings *env);

/*
 * Checks that the version supports the edition. ERROR_ENVIRONMENT: it does not; the message has a
 * remedy.
 */
int toolchain_supports(const struct toolchain *toolchain, const char *edition, struct error *err);

/* Returns whether it is known to be older than the release: "1.94", "1.94.1". */
bool toolchain_is_older(const struct toolchain *toolchain, const char *release);

#define TOOLCHAIN_NEWER                                                                            \
	"`rustup update stable` brings a newer one (if you have no rustup: https://rustup.rs)"
#define TOOLCHAIN_INSTALL "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"

/*
 * Adds the files of the programs and their version to the fingerprint `key`, and returns the
 * result.
 */
uint64_t toolchain_fingerprint(uint64_t key, const struct toolchain *toolchain);

#endif
