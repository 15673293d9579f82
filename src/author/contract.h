/*
 * The failure contract: how the untouched exercise must fail (enum contract, in course.h).
 */
#ifndef RUSTGYM_CONTRACT_H
#define RUSTGYM_CONTRACT_H

#include "rustgym/course/course.h"
#include "rustgym/toolchain/verdict.h"

#include <stdbool.h>

/* Whether the verdict of the untouched exercise is what its contract says; if not, *why is owned. */
bool contract_holds(const struct exercise *exercise, const struct verdict *verdict, char **why);

#endif
