/*
 * Reads what rustgym needs of a Cargo.toml: the edition, the lints, the targets. It is no judge of
 * manifests; cargo is.
 */
#ifndef RUSTGYM_MANIFEST_H
#define RUSTGYM_MANIFEST_H

#include "loader.h"

struct manifest {
	struct json *json;
	const struct json_value *root; /* NULL: it could not be read */
	const char *before;            /* what is before a path from its folder: "" or "dev/" */
};

/*
 * Reads the manifest of a package, whose folder is below the root, or ".". Reports a file that is missing
 * or no TOML; then the manifest is empty.
 */
void manifest_read(struct loader *loader, const char *folder, struct manifest *manifest);
void manifest_clear(struct manifest *manifest);

/* Returns the edition, which lives as long as the program. */
const char *manifest_edition(const struct manifest *manifest);

/*
 * Returns whether rustc alone can build the targets as cargo would: there is no dependency, no library,
 * no build script, no setting of a profile that changes what a program does. `flags` are then the
 * arguments for the lints.
 */
bool manifest_is_plain(struct loader *loader, const struct manifest *manifest, struct texts *flags);

/* Finds the target with this path. Returns false if no binary and no example has it. */
bool manifest_find_target(const struct manifest *manifest, const char *path,
			  enum build_target *target, const char **name);

#endif
