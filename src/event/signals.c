#include "rustgym/event/signals.h"

#include <signal.h>

static void on_signal(uv_signal_t *handle, int number)
{
	struct signals *signals = handle->data;

	(void)number;
	signals->quit(signals->data);
}

void signals_start(struct signals *signals, uv_loop_t *loop, void (*quit)(void *data), void *data)
{
	static const int numbers[SIGNALS_COUNT] = {SIGINT, SIGTERM, SIGHUP};

	signals->quit = quit;
	signals->data = data;
	for (int i = 0; i < SIGNALS_COUNT; i++) {
		uv_signal_init(loop, &signals->handles[i]);
		signals->handles[i].data = signals;
		uv_signal_start(&signals->handles[i], on_signal, numbers[i]);
	}
}

void signals_close(struct signals *signals)
{
	for (int i = 0; i < SIGNALS_COUNT; i++)
		uv_close((uv_handle_t *)&signals->handles[i], NULL);
}
