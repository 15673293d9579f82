/*
 * Remembers verdicts, so that nothing is verified twice. CACHE/verdicts/NAME.json holds the last
 * verdict under each name, with the hash of its inputs (rustgym/toolchain/inputs.h).
 *
 * A file that is missing, damaged or has other inputs is ignored. Two processes may write at the
 * same time: the file is then one of the two verdicts, whole.
 */
#ifndef RUSTGYM_VERDICT_CACHE_H
#define RUSTGYM_VERDICT_CACHE_H

#include "rustgym/course/course.h"
#include "rustgym/toolchain/verdict.h"

#include <stdint.h>

/* Returns the verdict for these inputs, which the caller frees. NULL: none is remembered. */
struct verdict *verdict_cache_recall(const char *cache, const char *name,
				     const struct exercise *exercise, uint64_t inputs);

/*
 * Remembers the verdict, unless its outcome is OUTCOME_UNVERIFIED. The caller decides whether a
 * transient verdict may be remembered. A failure to write is ignored.
 */
void verdict_cache_store(const char *cache, const char *name, const struct verdict *verdict,
			 uint64_t inputs);

#endif
