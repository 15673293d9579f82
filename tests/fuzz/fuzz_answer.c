/*
 * A wrong answer, which says what rejects it, and the links in any text of an author's. The first line
 * is what its verdict found; the rest is the answer.
 */
#include "author/doc_link.h"
#include "author/rejection.h"
#include "author/text_files.h"
#include "fuzz.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <stdlib.h>
#include <string.h>

static const struct exercise exercise = {.name = "parcel"};

/* One test fails, under that name; without a name, the build without a code. */
static struct verdict *verdict_of(const char *text, size_t len)
{
	struct verdict *v = verdict_new(&exercise);

	v->outcome = OUTCOME_FAILED;
	v->reason = memory_copy_string("it fails");
	if (len) {
		v->tests.items = memory_new(sizeof(*v->tests.items));
		v->tests.items[v->tests.count++] = (struct test_result){
			.name = memory_copy(text, len), .outcome = TEST_FAILED, .message = NULL};
	} else {
		struct diagnostic d = {.level = LEVEL_ERROR,
				       .message = memory_copy_string("no"),
				       .rendered = memory_copy_string("no\n")};
		diagnostics_add(&v->diagnostics, &d);
	}
	return v;
}

static void check_answer(const char *answer, const struct verdict *verdict)
{
	struct problems problems = PROBLEMS_INIT;
	char *path = path_join(fuzz_folder(), "parcel.wrong.rs");
	size_t lines = text_lines(answer);

	fuzz_write("parcel.wrong.rs", answer, strlen(answer));
	rejection_check(fuzz_folder(), path, verdict, &problems);
	for (size_t i = 0; i < problems.count; i++) {
		CHECK(strcmp(problems.items[i].file, "parcel.wrong.rs") == 0);
		CHECK(problems.items[i].line >= 1);
		CHECK((size_t)problems.items[i].line <= lines + 1);
	}
	problems_clear(&problems);
	free(path);
}

struct links {
	const char *text, *end; /* of the last one */
};

static void check_link(const char *url, const char *place, void *data)
{
	struct links *links = data;
	char *problem = doc_link_problem(NULL, url);

	CHECK(place >= links->text && (!links->end || place >= links->end));
	CHECK(strncmp(place, url, strlen(url)) == 0);
	CHECK(strncmp(url, "http", 4) == 0 && !strchr(url, '\n'));
	CHECK(!problem || strncmp(problem, "a ", 2) == 0);
	links->end = place + strlen(url);
	free(problem);
}

/* What is installed is looked up, and nothing that lies beside it. */
static void look_up(const char *text)
{
	char *docs = path_join(fuzz_folder(), "docs");
	char *url = memory_format("https://doc.rust-lang.org/%.*s", (int)strcspn(text, "\r\n"),
				  text);

	fuzz_write("docs/index.html", "<a id=\"x\">", 10);
	fuzz_write("docs/to.html", "<meta http-equiv=\"refresh\" content=\"0; url=../../x\">", 52);
	fuzz_write("secret.html", "", 0);
	free(doc_link_problem(docs, url));
	free(url);
	free(docs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);
	size_t first = strcspn(text, "\n");
	struct verdict *verdict = verdict_of(text, first);
	struct links links = {text, NULL};

	if (first || *text)
		check_answer(text + first + (text[first] == '\n'), verdict);
	doc_links_visit(text, check_link, &links);
	look_up(text);
	verdict_free(verdict);
	free(text);
	return 0;
}
