#include "rustgym/event/job.h"
#include "rustgym/event/loop.h"

#include <string.h>

enum { CAPTURE_MS = 30000 };

struct capture {
	struct buffer *out;
	struct error *err;
	const char *name;
	int result;
};

static void captured(const struct job_result *result, void *data)
{
	struct capture *capture = data;
	const char *first = result->err->data;

	buffer_add(capture->out, result->out->data, result->out->len);
	if (result->outcome == JOB_EXITED && result->status == 0)
		return;
	if (result->outcome == JOB_DEADLINE)
		capture->result = error_set(capture->err, ERROR_ENVIRONMENT, "%s did not answer",
					    capture->name);
	else
		capture->result = error_set(capture->err, ERROR_ENVIRONMENT, "%s failed: %.*s",
					    capture->name, (int)strcspn(first, "\n"), first);
}

int job_capture(const char *const *argv, const char *cwd, const struct strings *env,
		struct buffer *out, struct error *err)
{
	struct capture capture = {.out = out, .err = err, .name = argv[0]};
	struct job_options options = {.argv = argv,
				      .cwd = cwd,
				      .env = env,
				      .deadline_ms = CAPTURE_MS,
				      .done = captured,
				      .data = &capture};
	uv_loop_t loop;

	if (loop_open(&loop, err))
		return ERROR_ENVIRONMENT;
	if (!job_start(&loop, &options, err))
		capture.result = ERROR_ENVIRONMENT;
	uv_run(&loop, UV_RUN_DEFAULT);
	uv_loop_close(&loop);
	return capture.result;
}
