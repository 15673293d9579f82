/* A hint file: its sections, none of which is lost or found twice. */
#include "fuzz.h"
#include "rustgym/base/control.h"
#include "rustgym/base/gate.h"
#include "rustgym/course/hint.h"

#include <stdlib.h>
#include <string.h>

/* All but tabs and line ends reaches the terminal as it is. */
static void check_clean(const char *text)
{
	CHECK(!strpbrk(text, "\x1b\r"));
	CHECK(gate_refused_at(text, strlen(text)) == strlen(text));
}

static void check_rung(const struct hints *hints, const struct rung *rung, const char *text)
{
	CHECK(rung->title && rung->body);
	CHECK(!strchr(rung->title, '\n'));
	CHECK(strstr(text, rung->body)); /* as it was written */
	check_clean(rung->title);
	check_clean(rung->body);
	CHECK(!rung->on || strncmp(rung->title, "on ", 3) == 0);
	CHECK(!rung->on || !strpbrk(rung->on, " `\n"));
	if (rung->on) /* the first of them */
		CHECK(strcmp(hints_on(hints, rung->on)->on, rung->on) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);
	struct hints hints;
	size_t on = 0, ladder, bodies = 0;

	hints_parse(text, &hints);
	control_remove(text, false); /* which hints_parse did to its copy */
	ladder = hints_ladder_length(&hints);
	for (size_t i = 0; i < hints.count; i++) {
		check_rung(&hints, &hints.rungs[i], text);
		on += hints.rungs[i].on != NULL;
		bodies += strlen(hints.rungs[i].body);
	}
	CHECK(!hints.lesson || (*hints.lesson && strstr(text, hints.lesson)));
	CHECK(!hints.go_on || strstr(text, hints.go_on));
	bodies += hints.lesson ? strlen(hints.lesson) : 0;
	bodies += hints.go_on ? strlen(hints.go_on) : 0;
	CHECK(on + ladder == hints.count);
	CHECK(bodies <= strlen(text));
	CHECK(!ladder || hints_ladder(&hints, ladder - 1));
	CHECK(!hints_ladder(&hints, ladder));
	hints_clear(&hints);
	free(text);
	return 0;
}
