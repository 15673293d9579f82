/*
 * Writes a proof as JSON for other programs: src/cli/schema/dev-check.schema.json.
 */
#ifndef RUSTGYM_PROOF_JSON_H
#define RUSTGYM_PROOF_JSON_H

#include "rustgym/author/proof.h"

/* Returns one line without its line end. The caller frees it. */
char *proof_json(const struct proof *proof);

#endif
