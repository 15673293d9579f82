#include "deadline.h"

/* Number of ticks that may pass between two calls. If more have passed, rustgym was stopped. */
enum { TICKS_MAX = 4 };

static uint64_t lesser(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

void deadline_start(struct deadline *deadline, uint64_t own_limit, uint64_t wall_limit,
		    uint64_t tick, uint64_t now)
{
	*deadline = (struct deadline){
		.own_limit = own_limit, .wall_limit = wall_limit, .tick = tick, .looked = now};
}

bool deadline_look(struct deadline *deadline, uint64_t now, const struct family_usage *usage)
{
	uint64_t passed = lesser(now - deadline->looked, TICKS_MAX * deadline->tick);
	uint64_t own = passed;

	if (usage) {
		/* The sum becomes smaller when a process ends, because its time is then missing. */
		uint64_t worked = usage->processor_ms < deadline->processor
					  ? 0
					  : usage->processor_ms - deadline->processor;
		if (usage->runnable)
			own = lesser(worked, passed);
		deadline->processor = usage->processor_ms;
	}
	deadline->looked = now;
	deadline->own += own;
	deadline->wall += passed;
	return deadline->own_limit &&
	       (deadline->own >= deadline->own_limit || deadline->wall >= deadline->wall_limit);
}
