#include "standing.h"
#include "rustgym/ui/text.h"

void standing_draw(enum progress_standing standing, bool current, const struct style *style,
		   struct buffer *out)
{
	static const struct {
		const char *sign, *word;
		enum ink ink;
	} looks[] = {
		{"·", "pending", INK_BOLD},
		{"✓", "done", INK_GREEN},
		{"✗", "fails now", INK_RED},
		{"▶", "current", INK_CYAN},
	};
	size_t look = standing == PROGRESS_DONE        ? 1
		      : standing == PROGRESS_FAILS_NOW ? 2
		      : current                        ? 3
						       : 0;
	struct buffer state = BUFFER_INIT, fitted = BUFFER_INIT;

	buffer_addf(&state, "%s%s%s", style_mark(style, looks[look].sign, ""),
		    style_mark(style, " ", ""), looks[look].word);
	text_fit(state.data, STANDING_WIDTH, style->unicode, &fitted);
	if (look)
		style_add(out, style, looks[look].ink, fitted.data);
	else
		buffer_add_string(out, fitted.data);
	buffer_clear(&state);
	buffer_clear(&fitted);
}
