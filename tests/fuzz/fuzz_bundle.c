/*
 * A bundle from a stranger: read, checked, taken, restored. Whatever trees are in it, nothing outside of
 * the exercise's folder changes.
 *
 * libFuzzer cannot make the checksums of a pack, so the input says what the trees hold, a line each:
 *
 *   f NAME TEXT   a file; x: one that can be run; l: a link to TEXT; s: a submodule
 *   d NAME        a folder, up to the line "."
 *   c             a commit of what came so far; the next lines begin the tree of the one after it
 *
 * The first line is the name of the exercise, and the rest of that line the message of the commits.
 */
#include "fuzz.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/history/history.h"
#include "rustgym/history/message.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 20 };

struct making {
	git_odb *odb;
	git_packbuilder *pack;
	struct buffer trees[DEPTH_MAX];
	char *names[DEPTH_MAX];
	size_t depth;
	git_oid tip;
	bool any; /* there is a commit */
	const char *message;
};

static git_oid add_object(struct making *making, const struct buffer *bytes, git_object_t type)
{
	git_oid id;

	CHECK(git_odb_write(&id, making->odb, bytes->data, bytes->len, type) == 0);
	CHECK(git_packbuilder_insert(making->pack, &id, NULL) == 0);
	return id;
}

static void add_entry(struct making *making, const char *mode, const char *name, const git_oid *id)
{
	struct buffer *tree = &making->trees[making->depth];

	buffer_addf(tree, "%s %s", mode, name);
	buffer_add(tree, "", 1);
	buffer_add(tree, id->id, GIT_OID_RAWSZ);
}

static void add_file(struct making *making, const char *mode, char *name)
{
	char *text = strchr(name, ' ');
	struct buffer bytes = BUFFER_INIT;
	git_oid id;

	if (text)
		*text++ = '\0';
	buffer_add_string(&bytes, text ? text : "");
	id = add_object(making, &bytes, GIT_OBJECT_BLOB);
	add_entry(making, mode, name, &id);
	buffer_clear(&bytes);
}

static void end_folder(struct making *making)
{
	struct buffer *tree = &making->trees[making->depth];
	git_oid id = add_object(making, tree, GIT_OBJECT_TREE);

	buffer_reset(tree);
	making->depth--;
	add_entry(making, "40000", making->names[making->depth], &id);
	free(making->names[making->depth]);
	making->names[making->depth] = NULL;
}

static void end_commit(struct making *making)
{
	struct buffer text = BUFFER_INIT;
	char hex[GIT_OID_HEXSZ + 1];
	git_oid tree;

	while (making->depth)
		end_folder(making);
	tree = add_object(making, &making->trees[0], GIT_OBJECT_TREE);
	buffer_addf(&text, "tree %s\n", git_oid_tostr(hex, sizeof(hex), &tree));
	if (making->any)
		buffer_addf(&text, "parent %s\n", git_oid_tostr(hex, sizeof(hex), &making->tip));
	buffer_addf(
		&text,
		"author a <a@b> 1000 +0000\ncommitter a <a@b> 1000 +0000\n\n%s\n\nlines +1 -0\n",
		making->message ? making->message : MESSAGE_SAVED);
	making->tip = add_object(making, &text, GIT_OBJECT_COMMIT);
	making->any = true;
	buffer_reset(&making->trees[0]);
	buffer_clear(&text);
}

static void add_line(struct making *making, char *line)
{
	char *name = line[0] && line[1] == ' ' ? line + 2 : line + strlen(line);

	if (*line == 'f' || *line == 'x' || *line == 'l')
		add_file(making,
			 *line == 'f'   ? "100644"
			 : *line == 'x' ? "100755"
					: "120000",
			 name);
	else if (*line == 's')
		add_file(making, "160000", name);
	else if (*line == 'd' && making->depth + 1 < DEPTH_MAX)
		making->names[making->depth++] = memory_copy_string(name);
	else if (*line == '.' && making->depth)
		end_folder(making);
	else if (*line == 'c')
		end_commit(making);
}

static char *take_line(char **text)
{
	char *line = *text, *end = line + strcspn(line, "\n");

	*text = *end ? end + 1 : end;
	*end = '\0';
	return line;
}

static void write_bundle(struct making *making, const char *exercise)
{
	git_buf pack = {0};
	struct buffer bundle = BUFFER_INIT;
	char hex[GIT_OID_HEXSZ + 1];

	CHECK(git_packbuilder_write_buf(&pack, making->pack) == 0);
	buffer_addf(&bundle, "# v2 git bundle\n%s refs/rustgym/exercise/%s\n\n",
		    git_oid_tostr(hex, sizeof(hex), &making->tip), exercise);
	buffer_add(&bundle, pack.ptr, pack.size);
	fuzz_write("came.bundle", bundle.data, bundle.len);
	git_buf_dispose(&pack);
	buffer_clear(&bundle);
}

/* Returns the name of the exercise, in `text`. */
static const char *make_bundle(char *text)
{
	struct making making = {0};
	git_repository *repo;
	char *path = path_join(fuzz_folder(), "made.git"), *head = take_line(&text), *message;

	for (size_t i = 0; i < DEPTH_MAX; i++)
		buffer_init(&making.trees[i]);
	message = strchr(head, ' ');
	if (message)
		*message++ = '\0';
	making.message = message;
	CHECK(git_repository_init(&repo, path, true) == 0);
	CHECK(git_repository_odb(&making.odb, repo) == 0);
	CHECK(git_packbuilder_new(&making.pack, repo) == 0);
	while (*text)
		add_line(&making, take_line(&text));
	end_commit(&making);
	write_bundle(&making, head);
	for (size_t i = 0; i < DEPTH_MAX; i++)
		buffer_clear(&making.trees[i]);
	git_packbuilder_free(making.pack);
	git_odb_free(making.odb);
	git_repository_free(repo);
	free(path);
	return head;
}

/* Errors are fine; what comes is anything. */
static void take_bundle(struct history *history, const struct course *course, const char *name)
{
	struct history_offer offer = HISTORY_OFFER_INIT;
	struct history_arrival arrival = HISTORY_ARRIVAL_INIT;
	const struct exercise *exercise = course_find(course, name);
	char *folder = path_join(fuzz_folder(), "w/.rustgym/incoming.git");
	char *bundle = path_join(fuzz_folder(), "came.bundle");
	struct snapshots snapshots = SNAPSHOTS_INIT;
	struct error err = ERROR_INIT;
	int result = history_incoming_new(history, folder, &err);

	CHECK(!result);
	result = history_bundle_read(history, folder, bundle, &err);
	if (!result)
		result = history_incoming_check(history, folder, &offer, &err);
	if (!result)
		result = history_incoming_take(history, folder, "import", &arrival, &err);
	fuzz_check_printable(err.message, strlen(err.message), NO_ESCAPES);
	if (exercise && history_list(history, exercise, &snapshots, NULL) == 0)
		for (size_t i = 0; i < snapshots.count; i++)
			history_restore(history, exercise, snapshots.items[i].number, NULL, NULL);
	if (exercise)
		history_undo(history, exercise, NULL, NULL);
	snapshots_clear(&snapshots);
	history_offer_clear(&offer);
	history_arrival_clear(&arrival);
	free(bundle);
	free(folder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Links of the input may lead to "victim", which is beside the workspace. */
	static const char *const may_change[] = {"w/.rustgym",
						 "w/exercises/01_a/01_b/one.rs",
						 "w/exercises/01_a/01_b/pack",
						 "came.bundle",
						 "made.git",
						 NULL};
	char *text = fuzz_text(data, size), *root = path_join(fuzz_folder(), "w");
	struct problems problems = PROBLEMS_INIT;
	struct workspace workspace;
	struct history *history;
	struct course *course;
	uint64_t before;

	git_libgit2_init();
	fuzz_keep_history_module();
	fuzz_write("victim/kept", "kept\n", 5);
	fuzz_write_course("w");
	CHECK(workspace_at(root, &workspace, NULL) == 0);
	CHECK(workspace_prepare(&workspace, NULL) == 0);
	course = course_load(root, &problems, NULL);
	CHECK(course);
	CHECK(history_open(&workspace, course, &history, NULL) == 0);
	before = fuzz_state_of("", may_change);
	take_bundle(history, course, make_bundle(text));
	CHECK(fuzz_state_of("", may_change) == before);
	history_free(history);
	course_free(course);
	workspace_clear(&workspace);
	fuzz_forget("w");
	fuzz_forget("made.git");
	git_libgit2_shutdown();
	free(root);
	free(text);
	return 0;
}
