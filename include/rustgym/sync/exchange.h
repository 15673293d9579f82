/*
 * Exchanges history and progress with other workspaces: export, import and sync.
 */
#ifndef RUSTGYM_EXCHANGE_H
#define RUSTGYM_EXCHANGE_H

#include "rustgym/app/app.h"
#include "rustgym/history/history.h"

#include <stdbool.h>

struct exchange {
	struct app *app;
	struct history *history;
	const char *action; /* "sync": the name of the action in messages and for undo */
	char *folder;       /* holds what arrives until it is taken */
	struct lock *lock;  /* NULL: another exchange holds the lock, and uses the folder */
	struct history_arrival arrival; /* sums up everything that was taken */
	struct strings unknown;         /* exercises that this course lacks */
	struct strings left;            /* sentences: files that were left alone */
	size_t passed;                  /* number of exercises that the exchange marked as done */
};

/*
 * Records the present files, so that they are exchanged, too. Only one exchange can run at a time.
 * ERROR_ENVIRONMENT: another exchange is running.
 */
int exchange_open(struct app *app, const char *action, struct exchange *exchange,
		  struct error *err);
void exchange_close(struct exchange *exchange);

/* Makes the folder new, for the next arrival. */
int exchange_expect(struct exchange *exchange, struct error *err);

/*
 * Checks what arrived in the folder, and takes it. If something is wrong with it, nothing is
 * changed.
 */
int exchange_take(struct exchange *exchange, struct error *err);

/*
 * Exchanges with a git repository in both directions, until both have the same. *told: something
 * was sent. After an error, the received part is kept.
 */
int exchange_sync(struct exchange *exchange, const char *address, bool *told, struct error *err);

/* Describes what arrived and what it changed, in sentences. */
void exchange_describe(const struct exchange *exchange, struct buffer *out);

#endif
