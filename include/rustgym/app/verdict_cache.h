/*
 * Verdicts that are remembered until something they depend on changes (rustgym/inputs.h), so that
 * nothing is verified twice: CACHE/verdicts/NAME.json, the last one under each name.
 *
 * A file that is absent, damaged or of other inputs is as good as none. Two processes may write at
 * once: one of them is read later.
 */
#ifndef RUSTGYM_VERDICT_CACHE_H
#define RUSTGYM_VERDICT_CACHE_H

#include "rustgym/course/course.h"
#include "rustgym/toolchain/verdict.h"

#include <stdint.h>

/* The verdict on these inputs, one about the exercise: the caller's; or NULL. */
struct verdict *verdict_cache_recall(const char *cache, const char *name,
				     const struct exercise *exercise, uint64_t inputs);

/*
 * Remembers it, unless it is unverified. Whether one that is transient can be relied on, the caller
 * knows. What can't be written is not remembered.
 */
void verdict_cache_store(const char *cache, const char *name, const struct verdict *verdict,
			 uint64_t inputs);

#endif
