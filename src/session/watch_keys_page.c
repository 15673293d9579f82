/* The page that names all keys of `watch`. */
#include "rustgym/ui/text.h"
#include "watch_views.h"

#include <string.h>

enum { KEYS_WIDTH = 13 }; /* columns of the keys, before what they do */

static const struct {
	const char *keys, *text; /* keys NULL: a heading */
} all_keys[] = {
	{NULL, "Look"},
	{"h", "hints: there Right opens one more, and Left goes back"},
	{"L i", "the lesson, with an example; the page of the topic"},
	{"j k v", "the next error or failed test; the one before; all of them, and whole"},
	{"w", "why: what the error code means"},
	{"/", "search in what is shown; / and Enter goes to the next place"},
	{"l", "the list of all exercises"},
	{"Enter", "hide the lesson, and see how the exercise fails"},
	{"Esc q", "back from a page; on the exercise's own page q quits"},
	{NULL, "In the list"},
	{"Enter", "go to the exercise at the cursor; e d H x are about it, too"},
	{"/ f", "search names, titles, skills and error codes; filter"},
	{"Left Right", "fold and unfold a topic, and then its phase"},
	{NULL, "Move"},
	{"n p", "the next exercise that is not done; the exercise before this one"},
	{NULL, "Work"},
	{"e y", "open your editor at the first error; copy the path of the file"},
	{"r c", "check again; cancel what runs"},
	{"d H", "what you changed; your earlier versions"},
	{"x u", "reset the exercise (asks first); undo what rustgym changed last"},
	{"s", "the solution beside yours, after the pass"},
	{"S", "statistics: time, tries, hints"},
	{":", "any command of rustgym; Tab completes it, Up brings the last one back"},
	{NULL, "Screen"},
	{"up, down, PgUp, PgDn, g, G", "scroll; g and Home: to the top, G and End: to the end"},
	{"Ctrl-L", "draw the screen again"},
	{"Ctrl-Z", "to the shell (fg brings rustgym back)"},
	{"Ctrl-C", "quit, from every view"},
};

/* Appends a line of the keys. What is too wide goes on below its own beginning. */
static void add_key(const char *keys, const char *text, size_t width, struct buffer *out)
{
	bool fits = strlen(keys) < KEYS_WIDTH - 1;

	buffer_addf(out, "  %-*s", KEYS_WIDTH - 2, keys);
	if (!fits)
		buffer_addf(out, "\n%*s", KEYS_WIDTH, "");
	text_fill(text, width, KEYS_WIDTH, out);
	buffer_add_char(out, '\n');
}

void watch_keys_page(struct face *f)
{
	size_t width = style_prose_width(&f->app->style);
	struct buffer out = BUFFER_INIT;

	buffer_addf(&out, "Watching by %s. All keys:\n", session_method(f->session));
	for (size_t i = 0; i < sizeof(all_keys) / sizeof(*all_keys); i++)
		if (all_keys[i].keys)
			add_key(all_keys[i].keys, all_keys[i].text, width, &out);
		else
			buffer_addf(&out, "\n%s\n", all_keys[i].text);
	buffer_add_char(&out, '\n');
	text_fill("You can save any exercise of the course: rustgym checks that one. A page that "
		  "you opened stays open; the second row tells the verdict.\n",
		  width, 0, &out);
	face_open_page(f, &out, watch_keys_page);
	buffer_clear(&out);
}
