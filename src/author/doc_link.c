#include "doc_link.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define HOST "https://doc.rust-lang.org/"

enum { PAGE_MAX = 64 * 1024 * 1024, REDIRECTS_MAX = 5 };

char *doc_folder(const struct toolchain *toolchain)
{
	char *folder = memory_format("%s/share/doc/rust/html", toolchain->sysroot);

	if (file_is_folder(folder))
		return folder;
	free(folder);
	return NULL;
}

/* ---- addresses ------------------------------------------------------------------------------ */

/* Decodes %20 and similar codes in place. */
static void decode(char *text)
{
	char *to = text;

	for (; *text; to++) {
		char digits[3] = {0};
		if (*text == '%' && isxdigit((unsigned char)text[1]) &&
		    isxdigit((unsigned char)text[2]) && strncmp(text + 1, "00", 2) != 0) {
			memcpy(digits, text + 1, 2);
			*to = (char)strtol(digits, NULL, 16);
			text += 3;
		} else {
			*to = *text++;
		}
	}
	*to = '\0';
}

/* Returns the page for a path, relative to the documentation. The caller frees it. */
static char *page_of(const char *docs, const char *path)
{
	size_t len = strlen(path);
	char *folder = path_join(docs, path);
	bool is_folder = len && path[len - 1] != '/' && file_is_folder(folder);

	free(folder);
	if (!len || path[len - 1] == '/')
		return memory_format("%sindex.html", path);
	return is_folder ? memory_format("%s/index.html", path) : memory_copy(path, len);
}

/* Joins a relative address to a page's folder, and resolves "..". The caller frees the result. */
static char *joined(const char *page, const char *address)
{
	struct buffer path = BUFFER_INIT;
	const char *slash = strrchr(page, '/');

	if (slash)
		buffer_add(&path, page, (size_t)(slash + 1 - page));
	while (*address) {
		size_t len = strcspn(address, "/");
		size_t whole = len + (address[len] == '/');
		if (len == 2 && strncmp(address, "..", 2) == 0) {
			buffer_truncate(&path, path.len ? path.len - 1 : 0);
			while (path.len && path.data[path.len - 1] != '/')
				buffer_truncate(&path, path.len - 1);
		} else if (!(len == 1 && *address == '.')) {
			buffer_add(&path, address, whole);
		}
		address += whole;
	}
	return buffer_detach(&path);
}

/* ---- pages ---------------------------------------------------------------------------------- */

/*
 * Returns the target of a redirect page, relative to the page. The caller frees it. NULL: it is no
 * redirect.
 */
static char *redirect_of(const char *html)
{
	const char *at = strcasestr(html, "http-equiv=\"refresh\"");
	const char *end = at ? strchr(at, '>') : NULL;
	const char *url = at ? strcasestr(at, "url=") : NULL;

	if (!url || !end || url > end)
		return NULL;
	url += 4;
	url += strspn(url, "'\" ");
	return memory_copy(url, strcspn(url, "'\">#"));
}

/* Returns the position of the id in the page, or NULL. */
static const char *find_id(const char *html, const char *id)
{
	static const char *const forms[] = {"id=\"%s\"", "id='%s'", "id=%s>", "id=%s ",
					    "name=\"%s\""};
	const char *found = NULL;

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms) && !found; i++) {
		struct buffer text = BUFFER_INIT;
		const char *gap = strstr(forms[i], "%s");
		buffer_add(&text, forms[i], (size_t)(gap - forms[i]));
		buffer_add_string(&text, id);
		buffer_add_string(&text, gap + 2);
		found = strstr(html, text.data);
		buffer_clear(&text);
	}
	return found;
}

/* Reads the page, through redirects. Returns false if there is none. */
static bool read_page(const char *docs, const char *path, struct buffer *html)
{
	char *page = page_of(docs, path), *next;
	bool there = false;

	for (int i = 0; i <= REDIRECTS_MAX && page; i++) {
		char *file = path_join(docs, page);
		buffer_reset(html);
		there = path_is_contained(page) && file_read(file, PAGE_MAX, html, NULL) == 0;
		free(file);
		next = there ? redirect_of(html->data) : NULL;
		if (next && *next) {
			char *to = joined(page, next);
			free(page);
			page = page_of(docs, to);
			free(to);
		} else {
			free(page);
			page = NULL;
		}
		free(next);
	}
	free(page);
	return there;
}

/*
 * Reads the page of a link. *id is the link's fragment, or NULL. Returns false if there is no page.
 */
static bool open_link(const char *docs, const char *url, struct buffer *html, char **id)
{
	const char *start = url + strlen(HOST), *hash = strchr(start, '#');
	bool there;
	char *path;

	if (strncmp(start, "stable/", 7) == 0)
		start += 7;
	path = memory_copy(start, strcspn(start, "?#"));
	decode(path);
	there = read_page(docs, path, html);
	free(path);
	*id = hash && hash[1] ? memory_copy_string(hash + 1) : NULL;
	if (*id)
		decode(*id);
	return there;
}

static char *look_up(const char *docs, const char *url)
{
	struct buffer html = BUFFER_INIT;
	char *id, *problem = NULL;

	if (!open_link(docs, url, &html, &id)) {
		problem = memory_format("a page that the installed documentation has, found %s; "
					"correct it",
					url);
	} else if (id && !find_id(html.data, id)) {
		problem = memory_format("a place that its page has, found #%s in %s; "
					"correct what follows #",
					id, url);
	}
	free(id);
	buffer_clear(&html);
	return problem;
}

/* The installed documentation is not that of other channels or versions. */
static bool is_of_stable(const char *url)
{
	const char *path = url + strlen(HOST);

	return strncmp(url, HOST, strlen(HOST)) == 0 && strncmp(path, "nightly/", 8) != 0 &&
	       strncmp(path, "beta/", 5) != 0 && strspn(path, "0123456789.") < 3;
}

char *doc_link_problem(const char *docs, const char *url)
{
	if (strncmp(url, "https://", 8) != 0)
		return memory_format("a link that begins with https://, found %s; change it", url);
	if (strpbrk(url, " \t\r\n\"<>") || !url[8] || url[8] == '/')
		return memory_format("a link without blanks, found \"%s\"; correct it", url);
	return docs && is_of_stable(url) ? look_up(docs, url) : NULL;
}

/* ---- the length of a section ---------------------------------------------------------------- */

/* Returns the next heading (<h1 to <h6) at or after `at`, or the end of the page's text. */
static const char *next_heading(const char *at, char *level)
{
	const char *end = strstr(at, "</main>");

	end = end ? end : at + strlen(at);
	for (; at < end; at++)
		if (at[0] == '<' && at[1] == 'h' && at[2] >= '1' && at[2] <= '6' &&
		    (at[3] == ' ' || at[3] == '>')) {
			*level = at[2];
			return at;
		}
	*level = '\0';
	return end;
}

static size_t words_between(const char *at, const char *end)
{
	bool in_tag = false, in_word = false;
	size_t words = 0;

	for (; at < end; at++) {
		if (*at == '<' || *at == '>') {
			in_tag = *at == '<';
			continue;
		}
		if (in_tag)
			continue;
		words += !in_word && !isspace((unsigned char)*at);
		in_word = !isspace((unsigned char)*at);
	}
	return words;
}

size_t doc_section_words(const char *docs, const char *url)
{
	struct buffer html = BUFFER_INIT;
	size_t words = 0;
	char *id = NULL;

	if (docs && is_of_stable(url) && open_link(docs, url, &html, &id) && id) {
		const char *start = find_id(html.data, id), *end = start;
		char level, next;
		while (start && start > html.data && *start != '<')
			start--;
		if (start && (end = next_heading(start, &level)) && level) {
			do
				end = next_heading(end + 1, &next);
			while (next > level);
			words = words_between(start, end);
		}
	}
	free(id);
	buffer_clear(&html);
	return words;
}

bool doc_has_error(const char *docs, const char *code)
{
	char *page = memory_format("%s/error_codes/%s.html", docs ? docs : "", code);
	bool has = !docs || file_exists(page);

	free(page);
	return has;
}

bool doc_has_lint(const char *docs, const char *lint)
{
	static const char *const levels[] = {"allowed", "warn", "deny"};
	char *id = memory_copy_string(lint);
	bool has = !docs;

	for (char *c = id; *c; c++)
		*c = *c == '_' ? '-' : *c;
	for (size_t i = 0; i < 3 && !has; i++) {
		char *page = memory_format("%s/rustc/lints/listing/%s-by-default.html", docs,
					   levels[i]);
		struct buffer html = BUFFER_INIT;
		has = file_read(page, PAGE_MAX, &html, NULL) == 0 && find_id(html.data, id) != NULL;
		buffer_clear(&html);
		free(page);
	}
	free(id);
	return has;
}

/* ---- finding links --------------------------------------------------------------------------- */

/* Returns the end of the link that begins at `at`. NULL: there is none. */
static const char *end_of(const char *text, const char *at)
{
	const char *end;

	if (at > text && at[-1] == '<')
		end = at + strcspn(at, ">\n");
	else if (at > text + 1 && strncmp(at - 2, "](", 2) == 0)
		end = at + strcspn(at, ")\n");
	else if (strncmp(at, HOST, strlen(HOST)) == 0)
		end = at + strcspn(at, " \t\n\"'`<>()[]");
	else
		return NULL;
	while (end > at && strchr("\r.,;:", end[-1]))
		end--;
	return end;
}

void doc_links_visit(const char *text,
		     void (*visit)(const char *url, const char *place, void *data), void *data)
{
	const char *end;

	for (const char *at = text; (at = strstr(at, "http")); at = end) {
		size_t scheme = strspn(at, "https");
		char *url;

		end = at + 4;
		if (strncmp(at + scheme, "://", 3) != 0 || !(end = end_of(text, at))) {
			end = at + 4;
			continue;
		}
		url = memory_copy(at, (size_t)(end - at));
		visit(url, at, data);
		free(url);
	}
}
