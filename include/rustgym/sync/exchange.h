/*
 * What workspaces tell each other, history and progress together: export, import and sync.
 */
#ifndef RUSTGYM_EXCHANGE_H
#define RUSTGYM_EXCHANGE_H

#include "rustgym/app/app.h"
#include "rustgym/history/history.h"

#include <stdbool.h>

struct exchange {
	struct app *app;
	struct history *history;
	const char *action;             /* "sync": what an undo says that it takes back */
	char *folder;                   /* where what comes lies until it is taken */
	struct lock *lock;              /* NULL: another exchange has it, and so the folder */
	struct history_arrival arrival; /* of all that was taken */
	struct strings unknown;         /* exercises that this course lacks */
	struct strings left;            /* sentences */
	size_t passed;                  /* exercises that are done since */
};

/*
 * Records what is here, so that all of it is told. One exchange at a time: ERROR_ENVIRONMENT while
 * another goes on.
 */
int exchange_open(struct app *app, const char *action, struct exchange *exchange,
		  struct error *err);
void exchange_close(struct exchange *exchange);

/* Makes the folder anew, for the next that comes. */
int exchange_expect(struct exchange *exchange, struct error *err);

/* Checks what came to the folder, and takes it. What is wrong with it changes nothing. */
int exchange_take(struct exchange *exchange, struct error *err);

/*
 * Both ways with a git repository, until both have the same; *told: something went there. After an
 * error what came is here all the same.
 */
int exchange_sync(struct exchange *exchange, const char *address, bool *told, struct error *err);

/* What came and what that means, in sentences. */
void exchange_describe(const struct exchange *exchange, struct buffer *out);

#endif
