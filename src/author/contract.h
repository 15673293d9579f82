/*
 * The failure contract tells how the untouched exercise must fail (enum contract in course.h).
 */
#ifndef RUSTGYM_CONTRACT_H
#define RUSTGYM_CONTRACT_H

#include "rustgym/course/course.h"
#include "rustgym/toolchain/verdict.h"

#include <stdbool.h>

/*
 * Returns whether the verdict on the untouched exercise satisfies the contract. If not, *why is a
 * sentence, which the caller frees.
 */
bool contract_holds(const struct exercise *exercise, const struct verdict *verdict, char **why);

#endif
