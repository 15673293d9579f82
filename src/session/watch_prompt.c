/*
 * The line that can be typed in the last row of `watch`: any command of the program, or a search. A
 * command that has a view of its own opens it. Any other runs as a program, and its output is a page.
 */
#include "rustgym/base/memory.h"
#include "rustgym/base/spelling.h"
#include "rustgym/event/key.h"
#include "rustgym/ui/text.h"
#include "watch_internal.h"
#include "watch_views.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	WORDS_MAX = 16,
	LINE_MAX_BYTES = 400,
	CLEAR_LINE = 'u' & 0x1f, /* Ctrl-U and Ctrl-W, as in a shell */
	CLEAR_WORD = 'w' & 0x1f,
};

/* The commands that have a key, and so a view or a move of their own. */
static const struct {
	const char *name;
	int key;
} keys[] = {
	{"back", 'p'},     {"cancel", 'c'}, {"edit", 'e'},           {"explain", 'w'},
	{"help", '?'},     {"hint", 'h'},   {"keys", '?'},           {"lesson", 'L'},
	{"list", 'l'},     {"next", 'n'},   {"quit", KEY_INTERRUPT}, {"read", 'i'},
	{"solution", 's'},
};

/* ---- the names of commands ------------------------------------------------------------------------ */

/* Returns whether a command of the program, which may have a second word ("dev new"), is this word. */
static bool is_word(const char *command, const char *word)
{
	size_t len = strcspn(command, " ");

	return strlen(word) == len && strncmp(command, word, len) == 0;
}

static bool is_of_program(const struct face *f, const char *word)
{
	for (size_t i = 0; f->options->commands[i]; i++)
		if (is_word(f->options->commands[i], word))
			return true;
	return false;
}

/* Returns a name that can be typed: the commands of the program, then those that only have a key. NULL: no more. */
static const char *name_at(const struct face *f, size_t at)
{
	size_t i = 0;

	for (; f->options->commands[i]; i++)
		if (i == at)
			return f->options->commands[i];
	for (size_t k = 0; k < sizeof(keys) / sizeof(*keys); k++)
		if (!is_of_program(f, keys[k].name) && i++ == at)
			return keys[k].name;
	return NULL;
}

/* Returns the command's whole name: the word itself, or the only command that begins with it. */
static const char *command_name(const struct face *f, const char *word)
{
	const char *found = NULL, *name;

	for (size_t i = 0; (name = name_at(f, i)); i++) {
		if (is_word(name, word))
			return word;
		if (strncmp(name, word, strlen(word)) != 0)
			continue;
		if (found)
			return NULL;
		found = name;
	}
	return found;
}

/* ---- completing ---------------------------------------------------------------------------------- */

/* Returns the beginning of the word that is typed, and in *first whether it is the command. */
static size_t word_start(const struct buffer *text, bool *first)
{
	size_t start = text->len;

	while (start && text->data[start - 1] != ' ')
		start--;
	*first = strspn(text->data, " ") >= start;
	return start;
}

static void add_candidate(const char *name, const char *word, size_t len, struct buffer *common,
			  struct buffer *names)
{
	size_t same = 0;

	if (strncmp(name, word, len) != 0)
		return;
	if (!names->len)
		buffer_add_string(common, name);
	while (common->data[same] && common->data[same] == name[same])
		same++;
	buffer_truncate(common, same);
	buffer_addf(names, "%s%s", names->len ? " " : "", name);
}

/* Finds what a word after the command can become. */
static void find_words(const struct face *f, const char *word, size_t len, struct buffer *common,
		       struct buffer *names)
{
	char *copy = memory_copy_string(f->prompt.text.data), *rest = copy, *next;
	const char *words[WORDS_MAX + 1] = {0};
	struct strings found = STRINGS_INIT;
	size_t count = 0;

	while (count < WORDS_MAX && (next = strtok_r(rest, " ", &rest)))
		words[count++] = next;
	if (!len && count < WORDS_MAX)
		words[count++] = ""; /* nothing is typed of it yet */
	f->options->complete(f->app, words, count, &found);
	for (size_t i = 0; i < found.count; i++)
		add_candidate(found.items[i], word, len, common, names);
	strings_clear(&found);
	free(copy);
}

/* Finds all commands that the typed word can become, or all words after a command. */
static size_t find_candidates(const struct face *f, struct buffer *common, struct buffer *names)
{
	const struct buffer *text = &f->prompt.text;
	bool first;
	size_t start = word_start(text, &first);
	const char *word = text->data + start, *name;

	for (size_t i = 0; first && (name = name_at(f, i)); i++)
		add_candidate(name, word, text->len - start, common, names);
	if (!first)
		find_words(f, word, text->len - start, common, names);
	return start;
}

static void complete(struct face *f)
{
	struct buffer common = BUFFER_INIT, names = BUFFER_INIT;
	size_t start = find_candidates(f, &common, &names);

	if (names.len) {
		buffer_truncate(&f->prompt.text, start);
		buffer_add_string(&f->prompt.text, common.data);
		if (!strchr(names.data, ' '))
			buffer_add_char(&f->prompt.text, ' ');
	}
	buffer_clear(&common);
	buffer_clear(&names);
}

/* ---- drawing --------------------------------------------------------------------------------------- */

static void draw(struct face *f)
{
	struct prompt *p = &f->prompt;
	struct buffer common = BUFFER_INIT, names = BUFFER_INIT;

	buffer_reset(&p->drawn);
	buffer_add_char(&p->drawn, p->sign);
	text_line(p->text.data, p->text.len, &p->drawn); /* half of a character may have arrived */
	buffer_add_char(&p->drawn, '_');
	if (p->sign == ':')
		find_candidates(f, &common, &names);
	if (names.len)
		buffer_addf(&p->drawn, "   Tab: %s", names.data);
	else if (p->sign == ':')
		buffer_add_string(&p->drawn, "   Enter does it, Esc leaves");
	else
		buffer_add_string(&p->drawn, "   Enter searches, Esc leaves");
	buffer_clear(&common);
	buffer_clear(&names);
	face_mark(f);
}

void watch_prompt_open(struct face *f, char sign)
{
	f->prompt.sign = sign;
	buffer_reset(&f->prompt.text);
	draw(f);
}

static void close_prompt(struct face *f)
{
	f->prompt.sign = '\0';
	face_mark(f);
}

/* ---- searching ------------------------------------------------------------------------------------- */

/* Returns whether the row has the word; letter case makes no difference. */
static bool row_has(const char *row, size_t len, const char *word)
{
	struct buffer clean = BUFFER_INIT;
	bool found = false;

	text_clean(row, len, false, &clean);
	for (const char *at = clean.data; *at && !found; at++)
		found = strncasecmp(at, word, strlen(word)) == 0;
	buffer_clear(&clean);
	return found;
}

/* Goes to the next row of the page that has the last search in it. */
static void search_again(struct face *f)
{
	const char *word = f->prompt.search.data;
	struct screen screen = face_screen(f);
	size_t row = 0, first = (size_t)-1, found = (size_t)-1;

	if (!*word)
		return;
	for (const char *at = f->page.data; *at && found == (size_t)-1; row++) {
		const char *begin = at;
		size_t len = text_take_row(f->page.data, &at, (size_t)screen.columns);

		if (row_has(begin, len, word)) {
			first = first == (size_t)-1 ? row : first;
			found = row > f->scroll ? row : found;
		}
	}
	if (first == (size_t)-1) {
		face_set_status(f, "not found");
	} else {
		f->scroll = found == (size_t)-1 ? first : found;
		face_set_status(f, "");
	}
	face_mark(f);
}

/* ---- doing it ---------------------------------------------------------------------------------------- */

static void go_to(struct face *f, const char *name)
{
	const struct exercise *exercise = NULL;
	struct error err = ERROR_INIT;

	if (app_exercise(f->app, session_progress(f->session), name, &exercise, &err))
		face_set_status(f, err.message);
	else if (exercise) {
		face_close_views(f);
		session_goto(f->session, exercise);
	}
	face_mark(f);
}

/* Says that there is no such command, and which one was probably meant. */
static void unknown(struct face *f, const char *word)
{
	struct spelling spelling = SPELLING_INIT(word);
	const char *name;
	char *text;

	for (size_t i = 0; (name = name_at(f, i)); i++)
		spelling_try(&spelling, name);
	text = spelling.nearest ? memory_format("there is no command %s; did you mean %s?", word,
						spelling.nearest)
				: memory_format("there is no command %s; Tab lists them all", word);
	face_set_status(f, text);
	face_mark(f);
	free(text);
}

/* Obeys a word that is no command's name but is typed alone: the number of an exercise, or a key. */
static bool obey_alone(struct face *f, const char *word)
{
	if (strspn(word, "0123456789") == strlen(word)) {
		go_to(f, word);
		return true;
	}
	if (word[1] || !face_is_key(word[0]))
		return false;
	f->view = f->view == VIEW_LIST ? VIEW_VERDICT : f->view;
	face_on_key(word[0], f);
	return true;
}

static void obey(struct face *f, const char **words, size_t count)
{
	const char *name = command_name(f, words[0]);

	if (!name && count == 1 && obey_alone(f, words[0]))
		return;
	for (size_t i = 0; name && i < sizeof(keys) / sizeof(*keys); i++)
		if (strcmp(keys[i].name, name) == 0 && (count == 1 || !is_of_program(f, name))) {
			f->view = f->view == VIEW_LIST ? VIEW_VERDICT : f->view;
			face_on_key(keys[i].key, f);
			return;
		}
	if (strcmp(words[0], "review") == 0 && count == 1) {
		face_set_status(f, "`rustgym review` needs a terminal of its own");
		face_mark(f);
	} else if (!name && count == 1 && strspn(words[0], "0123456789") == strlen(words[0])) {
		go_to(f, words[0]); /* the list shows the numbers */
	} else if (!name) {
		unknown(f, words[0]);
	} else if (strcmp(name, "goto") == 0 && count == 2) {
		go_to(f, words[1]);
	} else {
		if (!strchr(name, ' '))
			words[0] = name;
		watch_command_run(f, words);
	}
}

void watch_command(struct face *f, const char *line)
{
	char *copy = memory_copy_string(line), *rest = copy, *word;
	const char *words[WORDS_MAX + 1] = {0};
	size_t count = 0;

	while (count < WORDS_MAX && (word = strtok_r(rest, " ", &rest)))
		words[count++] = word;
	if (count)
		obey(f, words, count);
	free(copy);
}

static void enter(struct face *f)
{
	struct prompt *p = &f->prompt;
	char sign = p->sign;
	char *line = memory_copy_string(p->text.data);

	close_prompt(f);
	face_forget_answers(f);
	if (sign == ':') {
		buffer_reset(&p->command);
		buffer_add_string(&p->command, line);
		watch_command(f, line);
	} else {
		if (*line) {
			buffer_reset(&p->search);
			buffer_add_string(&p->search, line);
		}
		search_again(f);
	}
	free(line);
}

/* ---- typing ------------------------------------------------------------------------------------- */

/* A character that is not ASCII arrives as several keys. */
static bool is_part_of_text(int key)
{
	return (key >= ' ' && key <= '~') || (key >= 0x80 && key <= 0xff);
}

static void remove_last_character(struct buffer *text)
{
	size_t len = text->len;

	while (len && ((unsigned char)text->data[len - 1] & 0xc0) == 0x80)
		len--;
	buffer_truncate(text, len ? len - 1 : 0);
}

static void remove_last_word(struct buffer *text)
{
	size_t len = text->len;

	while (len && text->data[len - 1] == ' ')
		len--;
	while (len && text->data[len - 1] != ' ')
		len--;
	buffer_truncate(text, len);
}

bool watch_prompt_key(struct face *f, int key)
{
	struct prompt *p = &f->prompt;

	if (!p->sign)
		return false;
	if (key == KEY_ESCAPE || key == KEY_INTERRUPT) {
		close_prompt(f);
		return true;
	}
	if (key == KEY_ENTER) {
		enter(f);
		return true;
	}
	if (key == KEY_BACKSPACE || key == '\b') {
		if (!p->text.len) {
			close_prompt(f);
			return true;
		}
		remove_last_character(&p->text);
	} else if (key == CLEAR_WORD) {
		remove_last_word(&p->text);
	} else if (key == KEY_UP || key == CLEAR_LINE) {
		buffer_reset(&p->text);
		if (key == KEY_UP) /* what was typed before */
			buffer_add_string(&p->text,
					  p->sign == ':' ? p->command.data : p->search.data);
	} else if (key == '\t' && p->sign == ':') {
		complete(f);
	} else if (is_part_of_text(key) && p->text.len < LINE_MAX_BYTES) {
		buffer_add_char(&p->text, (char)key);
	}
	draw(f);
	return true;
}
