/*
 * After a pass: judges the next exercise as it is now, so that the learner sees its first error before
 * going there. That is no try of the learner's: nothing is recorded.
 *
 *   preview_want (a pass) --> preview_begin (nothing else is verified) --> tell
 *                               ^  ^   |
 *                               |  +---+  preview_stop (a save): it begins again later
 *                               |
 *                       preview_crates_built, where it needs crates
 */
#ifndef RUSTGYM_PREVIEW_H
#define RUSTGYM_PREVIEW_H

#include "rustgym/toolchain/verify.h"

#include <stdbool.h>

struct preview;

/* Gets a verdict on the text that is on disk now, and may keep it (verdict_keep). */
typedef void (*preview_tells)(struct verdict *verdict, void *data);

/* `course` and `verifier` are borrowed. */
struct preview *preview_new(const struct course *course, struct verifier *verifier,
			    preview_tells tell, void *data);

/*
 * Replaces what is wanted by `next`, after `passed`; NULL: nothing is wanted. An exercise that may need
 * crates which are not built yet waits for preview_crates_built: building them can take minutes.
 */
void preview_want(struct preview *preview, const struct exercise *passed,
		  const struct exercise *next);

/* The crates of this exercise are built. Returns whether its preview waited for them. */
bool preview_crates_built(struct preview *preview, const struct exercise *exercise);

/* Begins what is wanted. Returns false if there is nothing to begin, or it waits for crates. */
bool preview_begin(struct preview *preview);

/* Ends what runs at once. */
void preview_stop(struct preview *preview);

/* Call it after the loop has ended. NULL is fine. */
void preview_free(struct preview *preview);

#endif
