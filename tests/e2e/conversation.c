#include "conversation.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void release(void *data)
{
	struct conversation *c = data;

	if (c->in >= 0)
		close(c->in);
	if (c->out >= 0)
		close(c->out);
	buffer_clear(&c->pending);
	buffer_clear(&c->all);
	json_free(c->last);
	free(c);
}

static void become(const char *folder, char **env, const int *in, const int *out, const char *err)
{
	int file = open(err, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (dup2(in[0], 0) < 0 || dup2(out[1], 1) < 0 || dup2(file, 2) < 0 || chdir(folder) < 0)
		_exit(126);
	signal(SIGPIPE, SIG_DFL);
	execle(program_path(), "rustgym", "watch", "--json", (char *)NULL, env);
	_exit(127);
}

struct conversation *conversation_start(struct place *place, const char *folder,
					const char *const *over)
{
	struct conversation *c = memory_new(sizeof(*c));
	struct strings env = STRINGS_INIT;
	const char *err = place_path(place, "stderr");
	int in[2], out[2];

	clean_environment(place, over, &env);
	assert_int_equal(pipe2(in, O_CLOEXEC), 0);
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	c->pid = fork();
	assert_true(c->pid >= 0);
	if (c->pid == 0)
		become(folder, env.items, in, out, err);
	strings_clear(&env);
	close(in[0]);
	close(out[1]);
	c->place = place;
	c->in = in[1];
	c->out = out[0];
	buffer_init(&c->pending);
	buffer_init(&c->all);
	place_remember(place, c->pid);
	place_on_teardown(place, release, c);
	return c;
}

void conversation_say(struct conversation *c, const char *line)
{
	const char *whole = place_text(c->place, "%s\n", line);

	assert_int_equal(write(c->in, whole, strlen(whole)), strlen(whole));
}

/* Reads until there is a whole line; false at the end or the deadline (*late). */
static bool read_line(struct conversation *c, int seconds, bool *late)
{
	int64_t until = now_ms() + 1000 * (int64_t)seconds;
	char bytes[65536];

	while (!memchr(c->pending.data, '\n', c->pending.len)) {
		struct pollfd fd = {c->out, POLLIN, 0};
		int64_t left = until - now_ms();
		ssize_t got;

		*late = left <= 0;
		if (*late)
			return false;
		if (poll(&fd, 1, (int)left) <= 0)
			continue;
		got = read(c->out, bytes, sizeof(bytes));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		buffer_add(&c->pending, bytes, (size_t)got);
	}
	return true;
}

enum { TAIL = 400 }; /* bytes; a longer message is cut at its end */

const struct json_value *conversation_next(struct conversation *c, int seconds)
{
	struct error err = ERROR_INIT;
	bool late = false;
	size_t len;

	if (!read_line(c, seconds, &late)) {
		if (late)
			fail_msg("it said nothing more; at the end:\n%s",
				 c->all.data + (c->all.len > TAIL ? c->all.len - TAIL : 0));
		assert_int_equal(c->pending.len, 0); /* the last line is whole */
		return NULL;
	}
	len = strcspn(c->pending.data, "\n");
	buffer_add(&c->all, c->pending.data, len + 1);
	json_free(c->last);
	c->last = json_parse(c->pending.data, len, NULL, &err);
	if (!c->last)
		fail_msg("not JSON (%s): %.*s", err.message, (int)len, c->pending.data);
	assert_lacks(c->pending.data, "\x1b");
	buffer_remove_head(&c->pending, len + 1);
	assert_int_equal(json_type(json_root(c->last)), JSON_OBJECT);
	assert_non_null(json_get_string(json_root(c->last), "event"));
	return json_root(c->last);
}

const struct json_value *conversation_hear(struct conversation *c, const char *event, int seconds)
{
	const struct json_value *said;

	while ((said = conversation_next(c, seconds)))
		if (strcmp(json_get_string(said, "event"), event) == 0)
			return said;
	fail_msg("it ended without \"%s\":\n%s\n%s", event, c->all.data,
		 read_text(c->place, place_path(c->place, "stderr")));
	return NULL;
}

const struct json_value *conversation_verdict(struct conversation *c, const char *exercise,
					      int seconds)
{
	for (;;) {
		const struct json_value *v = conversation_hear(c, "verdict", seconds);
		if (strcmp(json_get_string(v, "exercise"), exercise) == 0)
			return v;
	}
}

int conversation_end(struct conversation *c)
{
	int status;

	close(c->in);
	c->in = -1;
	while (conversation_next(c, SOON_S))
		;
	status = wait_for_exit(c->place, c->pid, SOON_S);
	return status;
}
