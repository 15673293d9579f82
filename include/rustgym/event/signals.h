/* Watches the signals that tell the program to end: SIGINT, SIGTERM, SIGHUP. */
#ifndef RUSTGYM_SIGNALS_H
#define RUSTGYM_SIGNALS_H

#include <uv.h>

enum { SIGNALS_COUNT = 3 };

struct signals {
	uv_signal_t handles[SIGNALS_COUNT];
	void (*quit)(void *data);
	void *data;
};

/* The loop calls `quit` once for each signal that arrives. */
void signals_start(struct signals *signals, uv_loop_t *loop, void (*quit)(void *data), void *data);

/* The caller may free `signals` after the loop has closed the handles. */
void signals_close(struct signals *signals);

#endif
