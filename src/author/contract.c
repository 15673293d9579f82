#include "contract.h"
#include "rustgym/base/memory.h"
#include "rustgym/toolchain/diagnostic.h"
#include "rustgym/toolchain/libtest.h"

#include <stdlib.h>
#include <string.h>

static bool among(const struct texts *texts, const char *text)
{
	for (size_t i = 0; i < texts->count; i++)
		if (text && strcmp(texts->items[i], text) == 0)
			return true;
	return false;
}

static bool fails_with_codes(const struct exercise *e, const struct verdict *v, char **why)
{
	size_t right = 0;

	for (size_t i = 0; i < v->diagnostics.count; i++) {
		const struct diagnostic *d = &v->diagnostics.items[i];
		if (d->level != LEVEL_ERROR)
			continue;
		if (!among(&e->fails, d->code)) {
			*why = memory_format(
				"expected only errors with %s%s, found %s: %s", e->fails.items[0],
				e->fails.count > 1 ? " or the others" : "",
				d->code ? d->code : "an error without a code", d->message);
			return false;
		}
		right++;
	}
	if (!right)
		*why = memory_format("expected %s, found: %s", e->fails.items[0],
				     v->reason ? v->reason : "it passes");
	return right > 0;
}

static bool fails_with_tests(const struct exercise *e, const struct verdict *v, char **why)
{
	size_t failed = 0;

	for (size_t i = 0; i < v->tests.count; i++) {
		const struct test_result *t = &v->tests.items[i];
		bool expected = among(&e->fails, t->name);
		if (t->outcome == TEST_FAILED && !expected)
			*why = memory_format("the test %s fails too; the contract does not name it",
					     t->name);
		else if (t->outcome != TEST_FAILED && expected)
			*why = memory_format("the test %s does not fail", t->name);
		failed += t->outcome == TEST_FAILED && expected;
		if (*why)
			return false;
	}
	if (failed == e->fails.count)
		return true;
	*why = memory_format("expected %zu failing tests, found %zu (%s)", e->fails.count, failed,
			     v->reason ? v->reason : "it passes");
	return false;
}

static bool has_error_about(const struct verdict *v, const char *text)
{
	for (size_t i = 0; i < v->diagnostics.count; i++) {
		const struct diagnostic *d = &v->diagnostics.items[i];
		if (d->level == LEVEL_ERROR &&
		    (strstr(d->message, text) || (d->rendered && strstr(d->rendered, text)) ||
		     (d->code && strcmp(d->code, text) == 0)))
			return true;
	}
	return false;
}

bool contract_holds(const struct exercise *e, const struct verdict *v, char **why)
{
	const char *wanted = e->fails.items[0];
	bool holds = false;

	*why = NULL;
	if (v->outcome == OUTCOME_UNVERIFIED) {
		*why = memory_format("it could not be verified: %s", v->reason);
		return false;
	}
	switch (e->contract) {
	case CONTRACT_CODE:
		return fails_with_codes(e, v, why);
	case CONTRACT_TESTS:
		return fails_with_tests(e, v, why);
	case CONTRACT_LINT:
		if (v->step == STEP_CLIPPY)
			return fails_with_codes(e, v, why);
		break;
	case CONTRACT_PANIC:
		holds = v->step == STEP_RUN && strstr(v->output, "panicked at") &&
			strstr(v->output, wanted);
		break;
	case CONTRACT_OUTPUT:
		holds = v->wrong_output && strcmp(v->output, wanted) == 0;
		break;
	case CONTRACT_MESSAGE:
		holds = v->outcome == OUTCOME_FAILED && has_error_about(v, wanted);
		break;
	case CONTRACT_NONE:
	case CONTRACT_COUNT:
		break;
	}
	if (!holds)
		*why = memory_format("expected the %s \"%s\", found: %s",
				     contract_name(e->contract), wanted,
				     v->reason ? v->reason : "it passes");
	return holds;
}
