/*
 * A `rustgym watch --json` that a test talks with. Every line that it says is checked to be one JSON
 * object with an "event"; all of them are kept.
 */
#ifndef RUSTGYM_E2E_CONVERSATION_H
#define RUSTGYM_E2E_CONVERSATION_H

#include "harness.h"
#include "rustgym/base/json.h"

struct conversation {
	struct place *place;
	pid_t pid;
	int in, out;
	struct buffer pending; /* read, not yet heard */
	struct buffer all;     /* every line so far */
	struct json *last;
};

/* Starts it in a folder; env as in struct call. Its standard error goes to root/stderr. */
struct conversation *conversation_start(struct place *place, const char *folder,
					const char *const *env);
void conversation_say(struct conversation *c, const char *line);

/* The next event, of whatever kind; NULL when there will be none. Lives until the next one. */
const struct json_value *conversation_next(struct conversation *c, int seconds);

/* The next event of this kind; others are passed over. Fails the test when there is none. */
const struct json_value *conversation_hear(struct conversation *c, const char *event, int seconds);

/* The next verdict about this exercise. */
const struct json_value *conversation_verdict(struct conversation *c, const char *exercise,
					      int seconds);

/* Closes its standard input, hears the rest, gives back its exit status. */
int conversation_end(struct conversation *c);

#endif
