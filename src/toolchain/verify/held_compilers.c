#include "held_compilers.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "toolchain/speedup.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

struct held_compiler {
	struct held_compilers *held;
	bool listed;                /* it is in `compilers`, not dismissed */
	struct held_compiler *next; /* the next in `loose` */
	struct strings argv, env;
	char *cwd;
	struct job *job;
};

static void free_compiler(struct held_compiler *compiler)
{
	strings_clear(&compiler->argv);
	strings_clear(&compiler->env);
	free(compiler->cwd);
	free(compiler);
}

/* Removes the compiler from the array and closes the gap. */
static void leave(struct held_compiler *compiler)
{
	struct held_compiler **compilers = compiler->held->compilers;
	bool found = false;

	for (int i = 0; i < HELD_COMPILERS_MAX; i++) {
		found = found || compilers[i] == compiler;
		if (found)
			compilers[i] = i + 1 < HELD_COMPILERS_MAX ? compilers[i + 1] : NULL;
	}
	compiler->listed = false;
}

static void forget_loose(struct held_compiler *compiler)
{
	struct held_compiler **link = &compiler->held->loose;

	while (*link && *link != compiler)
		link = &(*link)->next;
	if (*link)
		*link = compiler->next;
}

/* The compiler ended by itself, or after it was dismissed. */
static void ended(const struct job_result *result, void *data)
{
	struct held_compiler *compiler = data;

	(void)result;
	if (compiler->listed) {
		compiler->held->off = true;
		leave(compiler);
	}
	forget_loose(compiler);
	free_compiler(compiler);
}

/* Returns the source file that the command compiles, as the command spells it, or NULL. */
static const char *source_of(const struct command *command)
{
	for (size_t i = command->argv.count; i-- > 1;)
		if (command->argv.items[i][0] != '-' &&
		    path_has_suffix(command->argv.items[i], ".rs"))
			return command->argv.items[i];
	return NULL;
}

static bool same_texts(const struct strings *a, const struct strings *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	return true;
}

static bool is_for(const struct held_compiler *compiler, const struct command *command)
{
	return compiler && same_texts(&compiler->argv, &command->argv) &&
	       same_texts(&compiler->env, &command->env) && !compiler->cwd == !command->cwd &&
	       (!compiler->cwd || strcmp(compiler->cwd, command->cwd) == 0);
}

static void dismiss(struct held_compiler *compiler)
{
	leave(compiler);
	if (!job_is_held(compiler->job)) {
		compiler->next = compiler->held->loose;
		compiler->held->loose = compiler;
	}
	job_cancel(compiler->job);
}

/* Returns the index for a new compiler. -1: one already waits with this command. */
static int place_for(struct held_compilers *held, const struct command *command)
{
	int place = 0;

	for (; place < HELD_COMPILERS_MAX && held->compilers[place]; place++)
		if (is_for(held->compilers[place], command))
			return -1;
	if (place == HELD_COMPILERS_MAX)
		dismiss(held->compilers[0]);
	return place < HELD_COMPILERS_MAX ? place : HELD_COMPILERS_MAX - 1;
}

static struct held_compiler *new_compiler(struct held_compilers *held,
					  const struct command *command)
{
	struct held_compiler *compiler = memory_new(sizeof(*compiler));

	compiler->held = held;
	strings_add_all(&compiler->argv, (const char *const *)command->argv.items);
	for (size_t i = 0; i < command->env.count; i++)
		strings_add(&compiler->env, command->env.items[i]);
	compiler->cwd = command->cwd ? memory_copy_string(command->cwd) : NULL;
	return compiler;
}

void held_compilers_add(struct held_compilers *held, uv_loop_t *loop, const struct command *command)
{
	struct job_options options = {
		.argv = (const char *const *)command->argv.items,
		.cwd = command->cwd,
		.env = &command->env,
		.confined = JOB_BUILD,
		.hold = source_of(command),
		.done = ended,
	};
	struct held_compiler *compiler;
	int place;

	if (!speedup_is_on(SPEEDUP_HELD) || held->off || command->by_cargo || !options.hold ||
	    (place = place_for(held, command)) < 0)
		return;
	options.data = compiler = new_compiler(held, command);
	compiler->job = job_start(loop, &options, NULL);
	if (compiler->job) {
		held->compilers[place] = compiler;
		compiler->listed = true;
	} else {
		free_compiler(compiler);
	}
}

static bool mentions(const struct held_compiler *compiler, const char *folder)
{
	for (size_t i = 0; i < compiler->argv.count; i++) {
		const char *found = strstr(compiler->argv.items[i], folder);
		char after = found ? found[strlen(folder)] : 'x';
		if (after == '/' || after == '\0')
			return true;
	}
	return false;
}

bool held_compilers_may_write_to(const struct held_compilers *held, const char *folder)
{
	for (int i = 0; i < HELD_COMPILERS_MAX && held->compilers[i]; i++)
		if (mentions(held->compilers[i], folder) && !job_is_held(held->compilers[i]->job))
			return true;
	for (const struct held_compiler *compiler = held->loose; compiler;
	     compiler = compiler->next)
		if (mentions(compiler, folder))
			return true;
	return false;
}

struct job *held_compilers_take(struct held_compilers *held, const struct command *command,
				const struct job_options *options)
{
	for (int i = 0; i < HELD_COMPILERS_MAX; i++) {
		struct held_compiler *compiler = held->compilers[i];
		struct job *job;

		if (!is_for(compiler, command) || !job_release(compiler->job, options))
			continue;
		job = compiler->job;
		leave(compiler);
		free_compiler(compiler);
		return job;
	}
	return NULL;
}

void held_compilers_dismiss(struct held_compilers *held)
{
	while (held->compilers[0])
		dismiss(held->compilers[0]);
}
