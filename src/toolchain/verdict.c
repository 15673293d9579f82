#include "rustgym/toolchain/verdict.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/strings.h"

#include <stdlib.h>
#include <string.h>

const char *outcome_name(enum outcome outcome)
{
	static const char *const names[] = {"passed", "failed", "unverified"};

	return names[outcome];
}

struct verdict *verdict_new(const struct exercise *exercise)
{
	struct verdict *verdict = memory_new(sizeof(*verdict));

	verdict->exercise = exercise;
	verdict->output = memory_copy_string("");
	return verdict;
}

struct verdict *verdict_keep(struct verdict *verdict)
{
	verdict->kept++;
	return verdict;
}

void verdict_free(struct verdict *verdict)
{
	if (!verdict || verdict->kept) {
		if (verdict)
			verdict->kept--;
		return;
	}
	free(verdict->reason);
	free(verdict->note);
	free(verdict->output);
	diagnostics_clear(&verdict->diagnostics);
	libtest_clear(&verdict->tests);
	free(verdict);
}

/*
 * std prints this for a todo!(). The learner wrote nothing there yet, so there is no mistake to
 * explain.
 */
static bool met_todo(const struct test_result *test)
{
	return test->message && strstr(test->message, "\nnot yet implemented");
}

char *verdict_topics(const struct verdict *verdict)
{
	struct strings topics = STRINGS_INIT;
	struct buffer text = BUFFER_INIT;

	for (size_t i = 0; i < verdict->diagnostics.count; i++) {
		const struct diagnostic *d = &verdict->diagnostics.items[i];
		if (d->level == LEVEL_ERROR && d->code && !strings_contain(&topics, d->code))
			strings_add(&topics, d->code);
	}
	for (size_t i = 0; i < verdict->tests.count; i++) {
		const struct test_result *test = &verdict->tests.items[i];
		if (test->outcome == TEST_FAILED && !met_todo(test) &&
		    !strings_contain(&topics, test->name))
			strings_add(&topics, test->name);
	}
	for (size_t i = 0; i < topics.count; i++)
		buffer_addf(&text, "%s%s", i ? " " : "", topics.items[i]);
	strings_clear(&topics);
	return buffer_detach(&text);
}
