/*
 * What programs read: verdicts and lists as JSON, in the form that design and schema promise
 * (src/cli/schema/). All texts are valid UTF-8 without control characters but line ends.
 */
#ifndef RUSTGYM_JSON_REPORT_H
#define RUSTGYM_JSON_REPORT_H

#include "rustgym/base/json.h"
#include "rustgym/course/course.h"
#include "rustgym/history/history.h"
#include "rustgym/toolchain/verdict.h"
#include "rustgym/workspace/progress.h"

/* Each returns one line without its end: free() it. */
char *json_verdict(const struct verdict *verdict, const char *event_or_null);
char *json_diagnostic(const struct diagnostic *diagnostic, const struct exercise *exercise);
char *json_list(const struct course *course, const struct progress *progress,
		const struct exercise *current, const char *event_or_null);
char *json_check(const struct course *course, struct verdict *const *verdicts, size_t count);

char *json_history(const struct exercise *exercise, const struct snapshots *snapshots);

/*
 * What json_verdict wrote, read again: the same but for colours in texts and what was unprintable.
 * NULL when it is no verdict on this exercise.
 */
struct verdict *json_read_verdict(const struct json_value *object, const struct exercise *exercise);

/* {"event":EVENT} with the exercise (or null when with_exercise) and hash where given. */
char *json_event(const char *event, bool with_exercise, const struct exercise *exercise,
		 const uint64_t *hash);

/* {"event":EVENT,"text":TEXT}. */
char *json_text_event(const char *event, const char *text);

#endif
