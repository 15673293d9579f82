#include "rustgym/event/guest.h"
#include "child.h"
#include "rustgym/base/memory.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

extern char **environ;

/* Keys send these to everybody on the terminal, but they are meant for the guest. */
static const int of_keys[] = {SIGINT, SIGQUIT};

enum { OF_KEYS = sizeof(of_keys) / sizeof(*of_keys) };

struct guest {
	struct child child; /* its handle's `data` is the guest */
	struct guest_options options;
	struct sigaction before[OF_KEYS];
};

static void free_guest(uv_handle_t *handle)
{
	free(handle->data);
}

static void close_guest(struct guest *guest)
{
	if (guest->options.terminal)
		for (int i = 0; i < OF_KEYS; i++)
			sigaction(of_keys[i], &guest->before[i], NULL);
	uv_close((uv_handle_t *)&guest->child.handle, free_guest);
}

static void on_exited(struct child *child, int status, int signal)
{
	struct guest *guest = child->handle.data;
	const struct guest_options options = guest->options;

	close_guest(guest);
	options.ended(status, signal, options.data);
}

struct guest *guest_start(uv_loop_t *loop, const struct guest_options *options, struct error *err)
{
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct guest *guest = memory_new(sizeof(*guest));
	struct child_options child = {
		.argv = (char *const *)(uintptr_t)options->argv,
		.env = environ,
		.descriptors = {-1, -1, -1, -1},
		.bond = options->terminal ? CHILD_TERMINAL : CHILD_LOOSE,
	};
	int failure = child_init(loop, &guest->child);

	if (failure) {
		free(guest);
		error_set(err, ERROR_ENVIRONMENT, "%s can't be started: %s", options->argv[0],
			  uv_strerror(failure));
		return NULL;
	}
	guest->options = *options;
	guest->child.handle.data = guest;
	for (int fd = 0; options->terminal && fd <= STDERR_FILENO; fd++)
		child.descriptors[fd] = fd;
	for (int i = 0; options->terminal && i < OF_KEYS; i++)
		sigaction(of_keys[i], &ignore, &guest->before[i]);
	failure = child_start(&guest->child, &child, on_exited);
	if (!failure)
		return guest;
	close_guest(guest);
	error_set(err, ERROR_ENVIRONMENT, "%s can't be started: %s", options->argv[0],
		  uv_strerror(failure));
	return NULL;
}

void guest_leave(struct guest *guest)
{
	if (guest)
		close_guest(guest);
}
