/*
 * Reads lines from standard input beside the loop: what a person or a program types there.
 *
 * The open file is shared with the program that started us, so its flags do not change. From a terminal
 * lines are read only while it is ours: rustgym is in the foreground, and no other program (a pager at the
 * other end of our pipe) reads single keys there. A program in the background is not stopped because of it.
 */
#ifndef RUSTGYM_INPUT_H
#define RUSTGYM_INPUT_H

#include <stdbool.h>
#include <uv.h>

struct input_handler {
	void (*line)(const char *line, void *data); /* without the line end */
	void (*ended)(bool terminal, void *data);   /* no more lines will come */
	void *data;
};

struct input;

/* Returns NULL if nothing can be read from the descriptor. */
struct input *input_start(uv_loop_t *loop, int fd, const struct input_handler *handler);

/* Stops reading for a while (for an editor), and goes on. */
void input_pause(struct input *input, bool pause);

/* Frees the input after the loop has closed its handles. NULL is fine. */
void input_close(struct input *input);

#endif
