#include "housekeeping.h"
#include "rustgym/base/installed.h"
#include "rustgym/base/memory.h"
#include "rustgym/event/job.h"
#include "rustgym/history/history.h"

#include <stdlib.h>

enum { DEADLINE_MS = 10 * 60 * 1000 };

#define EVERY_NS (UINT64_C(3600) * 1000000000)

struct housekeeping {
	const struct workspace *workspace;
	uv_loop_t *loop;
	void (*notice)(const char *text, void *data);
	void *data;
	struct job *job; /* NULL: nothing is running */
	uint64_t last;   /* uv_hrtime() of the last start; 0: none */
};

static void on_done(const struct job_result *result, void *data)
{
	struct housekeeping *h = data;

	h->job = NULL;
	if (result->outcome == JOB_EXITED && result->status)
		h->notice(result->err->data, h->data);
}

static void start(struct housekeeping *h)
{
	char *program = installed_program();
	const char *owner = h->workspace->anyones ? "--trust-owner" : NULL;
	const char *const argv[] = {program, "-C", h->workspace->root, "tidy", owner, NULL};
	struct job_options options = {.argv = argv,
				      .deadline_ms = DEADLINE_MS,
				      .background = true,
				      .done = on_done,
				      .data = h};

	if (program)
		h->job = job_start(h->loop, &options, NULL);
	free(program);
}

void housekeeping_begin(struct housekeeping *h)
{
	uint64_t now = uv_hrtime();

	if (h->job || (h->last && now - h->last < EVERY_NS))
		return;
	h->last = now;
	if (history_is_untidy(h->workspace, HISTORY_LOOSE_MAX))
		start(h);
}

struct housekeeping *housekeeping_new(const struct workspace *workspace, uv_loop_t *loop,
				      void (*notice)(const char *text, void *data), void *data)
{
	struct housekeeping *h = memory_new(sizeof(*h));

	*h = (struct housekeeping){
		.workspace = workspace, .loop = loop, .notice = notice, .data = data};
	return h;
}

void housekeeping_close(struct housekeeping *h)
{
	if (h->job)
		job_cancel(h->job);
}

void housekeeping_free(struct housekeeping *h)
{
	free(h);
}
