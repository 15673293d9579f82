/*
 * Writes verdicts and lists as JSON for other programs, as the schemas in src/cli/schema/ describe
 * it. All strings are valid UTF-8. Their only control characters are line ends.
 */
#ifndef RUSTGYM_JSON_REPORT_H
#define RUSTGYM_JSON_REPORT_H

#include "rustgym/base/json.h"
#include "rustgym/course/course.h"
#include "rustgym/history/history.h"
#include "rustgym/toolchain/verdict.h"
#include "rustgym/ui/report.h"
#include "rustgym/workspace/progress.h"

/* Each function returns one line without its line end. The caller frees it. */
char *json_verdict(const struct verdict *verdict, const char *event_or_null);

/*
 * The same, and after a pass also the offers for the learner: "links", and "go_on" with the open question,
 * which is null if `question` is empty.
 */
char *json_verdict_with_offers(const struct verdict *verdict, const char *event_or_null,
			       const char *question);
char *json_diagnostic(const struct diagnostic *diagnostic, const struct exercise *exercise);
/* `selection` may be NULL. The numbers are those of the whole course. */
char *json_list(const struct course *course, const struct progress *progress,
		const struct exercise *current, const struct list_selection *selection,
		const char *event_or_null);
char *json_check(const struct course *course, struct verdict *const *verdicts, size_t count);

char *json_history(const struct exercise *exercise, const struct snapshots *snapshots);

/*
 * Reads the JSON that json_verdict wrote. The result lacks the colours and the unprintable
 * characters of the original. The caller frees it. NULL: the object is not a verdict on this
 * exercise.
 */
struct verdict *json_read_verdict(const struct json_value *object, const struct exercise *exercise);

/*
 * Returns {"event":EVENT}, with the exercise and the hash if they are not NULL. If `with_exercise`
 * is set and `exercise` is NULL, the member "exercise" is null.
 */
char *json_event(const char *event, bool with_exercise, const struct exercise *exercise,
		 const uint64_t *hash);

/* Returns {"event":EVENT,"exercise":NAME,"text":TEXT}. */
char *json_text_about(const char *event, const struct exercise *exercise, const char *text);

/* Returns {"event":EVENT,"text":TEXT}. */
char *json_text_event(const char *event, const char *text);

#endif
