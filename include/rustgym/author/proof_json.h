/*
 * A proof as programs read it: src/cli/schema/dev-check.schema.json.
 */
#ifndef RUSTGYM_PROOF_JSON_H
#define RUSTGYM_PROOF_JSON_H

#include "rustgym/author/proof.h"

/* One line without its end: free() it. */
char *proof_json(const struct proof *proof);

#endif
