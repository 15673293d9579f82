/*
 * rustgym-relay between cargo and rustc (RUSTC_WRAPPER). It drops the flags that turn warnings into errors
 * (`-D warnings` in RUSTFLAGS or in a config): warnings are polish, in exercises with cargo as in those
 * without. [lints] of the manifest count, because the author wrote them. It also captures (capture.h).
 */
#ifndef RUSTGYM_CARGO_WRAPPER_H
#define RUSTGYM_CARGO_WRAPPER_H

#include "rustgym/base/strings.h"

#include <stdbool.h>

/* Whether the learner has a wrapper of rustc, for the package in folder. */
bool wrapper_is_theirs(const char *folder);

/*
 * Adds to env what makes cargo call rustc through the relay; a wrapper in the learner's environment is
 * called by the relay. False, and nothing is added, where a config names a wrapper, or where the relay or
 * the learner's wrapper is not installed.
 */
bool wrapper_use(const char *folder, struct strings *env);

#endif
