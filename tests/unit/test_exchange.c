/*
 * Three workspaces and a bare repository: whatever is done in them, told in whichever order and over
 * whichever detour, all end up with the same, each text and each attempt once. RUSTGYM_SEED=N tries one
 * seed.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/history/exercise_files.h"
#include "rustgym/history/message.h"
#include "rustgym/sync/exchange.h"
#include "rustgym/workspace/progress_file.h"
#include "rustgym/workspace/progress_merge.h"
#include "rustgym/workspace/progress_text.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PLACES = 3, SEEDS = 3, STEPS = 60, EXERCISES = 4, TEXTS_MAX = STEPS + 8 };

#define ONE FIRST "/one.rs"

struct known {
	size_t exercise;
	char *text; /* of the file that the test edits */
};

struct world {
	struct sandbox *box;
	struct app apps[PLACES];
	char *remote;
	unsigned random, seed, step;
	struct known known[TEXTS_MAX]; /* what a verdict was given on, anywhere */
	size_t known_count;
	int attempts[EXERCISES], hints[EXERCISES];
	int64_t passed_at[EXERCISES];
	int64_t clock;
};

/* ---- the world --------------------------------------------------------------------------------- */

static void open_place(struct world *world, int which)
{
	struct app *app = &world->apps[which];
	struct history *history;
	char *top = world->box->root;

	world->box->root = memory_format("%s/w%d", top, which);
	sample_course_write(world->box);
	app->course = sample_course_load(world->box);
	assert_int_equal(workspace_at(world->box->root, &app->workspace, NULL), 0);
	assert_int_equal(workspace_prepare(&app->workspace, NULL), 0);
	assert_int_equal(config_load(&app->workspace, &app->config, NULL), 0);
	assert_int_equal(history_open(&app->workspace, app->course, &history, NULL), 0);
	history_free(history);
	free(world->box->root);
	world->box->root = top;
}

static struct world *world_new(struct sandbox *box, unsigned seed)
{
	struct world *world = memory_new(sizeof(*world));

	world->box = box;
	world->seed = world->random = seed;
	world->clock = 1000;
	for (int i = 0; i < PLACES; i++)
		open_place(world, i);
	world->remote = memory_copy_string(sandbox_path(box, "remote.git"));
	assert_int_equal(run_command((const char *const[]){"git", "init", "-q", "--bare",
							   world->remote, NULL},
				     box->root, NULL, box),
			 0);
	return world;
}

static void world_free(struct world *world)
{
	for (int i = 0; i < PLACES; i++)
		app_close(&world->apps[i]);
	for (size_t i = 0; i < world->known_count; i++)
		free(world->known[i].text);
	free(world->remote);
	free(world);
}

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();

	unsetenv("RUSTGYM_CACHE");
	setenv("HOME", box->root, 1);
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	sandbox_free(*state);
	return 0;
}

static unsigned chance(struct world *world, unsigned below)
{
	world->random = world->random * 1103515245u + 12345u;
	return (world->random >> 16) % below;
}

static void must(struct world *world, int result, const struct error *err, const char *what)
{
	if (result)
		fail_msg("seed %u, step %u: %s: %s", world->seed, world->step, what, err->message);
}

/* ---- what is done in a workspace ----------------------------------------------------------------- */

/* The file of the exercise that the test edits, in the workspace. */
static char *edited(const struct app *app, size_t exercise)
{
	const struct exercise *e = &app->course->exercises[exercise];
	char *path = path_join(app->workspace.root, e->path);
	char *file = e->folder ? path_join(path, "src/lib.rs") : memory_copy_string(path);

	free(path);
	return file;
}

static void write_text(const struct app *app, size_t exercise, const char *text)
{
	char *path = edited(app, exercise);

	assert_int_equal(file_write(path, text, strlen(text), NULL), 0);
	free(path);
}

static char *read_text(const struct app *app, size_t exercise)
{
	struct buffer text = BUFFER_INIT;
	char *path = edited(app, exercise);

	assert_int_equal(file_read(path, FILE_SOURCE_MAX, &text, NULL), 0);
	free(path);
	return buffer_detach(&text);
}

static void enter(struct world *world, const struct app *app, size_t exercise, bool passed)
{
	struct progress progress;
	struct progress_entry *entry;
	struct error err = ERROR_INIT;

	must(world, progress_begin(&app->workspace, &progress, &err), &err, "progress");
	entry = progress_entry(&progress, app->course->exercises[exercise].name);
	world->clock += 1 + chance(world, 100);
	if (passed && !entry->passed_at)
		entry->passed_at = world->clock;
	if (passed && !world->passed_at[exercise])
		world->passed_at[exercise] = world->clock;
	if (!passed) {
		entry->attempts++;
		world->attempts[exercise]++;
	}
	if (chance(world, 3) == 0)
		entry->hints++;
	if (entry->hints > world->hints[exercise])
		world->hints[exercise] = entry->hints;
	must(world, progress_commit(&app->workspace, &progress, &err), &err, "progress");
	progress_clear(&progress);
}

static void save(struct world *world, const struct app *app, size_t exercise)
{
	const char *name = app->course->exercises[exercise].name;
	char *text = memory_format("// %s, step %u of %s\n", name, world->step,
				   path_base(app->workspace.root));
	bool passed = chance(world, 4) == 0;
	struct history *history = NULL;
	struct error err = ERROR_INIT;

	write_text(app, exercise, text);
	world->known[world->known_count++] = (struct known){exercise, text};
	enter(world, app, exercise, passed);
	must(world, history_open(&app->workspace, app->course, &history, &err), &err, "open");
	if (chance(world, 3) == 0)
		must(world,
		     history_snapshot(history, &app->course->exercises[exercise], NULL,
				      MESSAGE_SAVED, &err),
		     &err, "keep");
	must(world,
	     history_snapshot(history, &app->course->exercises[exercise], NULL,
			      passed ? "passed, 3 ms" : "failed, 3 ms", &err),
	     &err, "snapshot");
	history_free(history);
}

static void change_back(struct world *world, const struct app *app, size_t exercise)
{
	struct history *history = NULL;
	struct error err = ERROR_INIT;
	const struct exercise *e = &app->course->exercises[exercise];
	int result = history_open(&app->workspace, app->course, &history, &err);

	if (!result && chance(world, 2))
		result = history_reset(history, e, NULL, &err);
	else if (!result)
		result = history_undo(history, e, NULL, &err);
	if (result != ERROR_USAGE) /* nothing to undo */
		must(world, result, &err, "reset or undo");
	history_free(history);
}

static void synced(struct world *world, struct app *app)
{
	struct exchange exchange;
	struct error err = ERROR_INIT;
	bool told;

	must(world, exchange_open(app, "sync", &exchange, &err), &err, "open");
	must(world, exchange_sync(&exchange, world->remote, &told, &err), &err, "sync");
	exchange_close(&exchange);
}

static const char *exported(struct world *world, struct app *app)
{
	const char *path = sandbox_path(world->box, "told.bundle");
	struct buffer bundle = BUFFER_INIT;
	struct exchange exchange;
	struct error err = ERROR_INIT;
	int result = exchange_open(app, "export", &exchange, &err);

	if (!result)
		result = history_bundle(exchange.history, &bundle, &err);
	if (!result)
		result = file_write(path, bundle.data, bundle.len, &err);
	exchange_close(&exchange);
	buffer_clear(&bundle);
	if (result == ERROR_USAGE)
		return NULL; /* nothing to tell yet */
	must(world, result, &err, "export");
	return path;
}

static int imported(struct app *app, const char *path, struct error *err)
{
	struct exchange exchange;
	int result = exchange_open(app, "import", &exchange, err);

	if (!result)
		result = exchange_expect(&exchange, err);
	if (!result)
		result = history_bundle_read(exchange.history, exchange.folder, path, err);
	if (!result)
		result = exchange_take(&exchange, err);
	exchange_close(&exchange);
	return result;
}

static void import_from(struct world *world, struct app *to, struct app *from)
{
	struct error err = ERROR_INIT;
	const char *path = exported(world, from);

	if (path)
		must(world, imported(to, path, &err), &err, "import");
}

static void step(struct world *world)
{
	struct app *app = &world->apps[chance(world, PLACES)];
	size_t exercise = chance(world, EXERCISES);

	switch (chance(world, 8)) {
	case 0:
		import_from(world, app, &world->apps[chance(world, PLACES)]);
		break;
	case 1:
		synced(world, app);
		break;
	case 2:
		change_back(world, app, exercise);
		break;
	case 3:
		enter(world, app, exercise, chance(world, 3) == 0);
		break;
	default:
		save(world, app, exercise);
	}
}

/* ---- what must hold ------------------------------------------------------------------------------ */

/* What workspaces tell each other, as git sees it. */
static const char *refs_of(struct world *world, const char *repo)
{
	const char *const argv[] = {
		"git", "-C", repo, "for-each-ref", "refs/rustgym/exercise", "refs/rustgym/shared",
		NULL};
	const char *out;

	assert_int_equal(run_command(argv, world->box->root, &out, world->box), 0);
	return out;
}

static bool has_text(struct world *world, struct history *history, const struct exercise *e,
		     const char *text)
{
	struct snapshots all = SNAPSHOTS_INIT;
	struct error err = ERROR_INIT;
	bool found = false;

	must(world, history_list(history, e, &all, &err), &err, "list");
	for (size_t i = 0; i < all.count && !found; i++) {
		struct file_set files = FILE_SET_INIT;

		must(world, history_read(history, e, all.items[i].number, &files, &err), &err,
		     "read");
		for (size_t f = 0; f < files.count; f++)
			found = found || strcmp(files.items[f].bytes, text) == 0;
		file_set_clear(&files);
	}
	snapshots_clear(&all);
	return found;
}

static void assert_texts(struct world *world, const struct app *app)
{
	struct history *history = NULL;

	assert_int_equal(history_open(&app->workspace, app->course, &history, NULL), 0);
	for (size_t i = 0; i < world->known_count; i++)
		if (!has_text(world, history, &app->course->exercises[world->known[i].exercise],
			      world->known[i].text))
			fail_msg("seed %u: %s has lost: %s", world->seed, app->workspace.root,
				 world->known[i].text);
	history_free(history);
}

static void assert_progress(struct world *world, const struct app *app)
{
	struct progress progress;

	assert_int_equal(progress_load(&app->workspace, &progress, NULL), 0);
	for (size_t i = 0; i < EXERCISES; i++) {
		static const struct progress_entry none;
		const struct progress_entry *e = progress_find(&progress,
							       app->course->exercises[i].name);

		e = e ? e : &none;
		if (e->attempts != world->attempts[i] || e->passed_at != world->passed_at[i] ||
		    e->hints != world->hints[i])
			fail_msg("seed %u, %s: %d attempts, not %d; passed at %lld, not %lld; %d "
				 "hints, not %d",
				 world->seed, app->workspace.root, e->attempts, world->attempts[i],
				 (long long)e->passed_at, (long long)world->passed_at[i], e->hints,
				 world->hints[i]);
	}
	progress_clear(&progress);
}

static void assert_settled(struct world *world)
{
	const char *refs = refs_of(world, world->remote);

	for (int i = 0; i < PLACES; i++) {
		struct app *app = &world->apps[i];
		char *repo = workspace_state(&app->workspace, "repo.git");

		assert_string_equal(refs_of(world, repo), refs);
		assert_texts(world, app);
		assert_progress(world, app);
		synced(world, app);
		assert_string_equal(refs_of(world, repo), refs); /* once more changes nothing */
		free(repo);
	}
}

static void random_days_end_alike(void **state)
{
	const char *chosen = getenv("RUSTGYM_SEED");

	for (unsigned seed = 1; seed <= SEEDS; seed++) {
		unsigned one = chosen ? (unsigned)strtoul(chosen, NULL, 10) : seed;
		struct world *world;

		print_message("# seed %u\n", one);
		assert_int_equal(file_remove(sandbox_path(*state, "remote.git"), NULL), 0);
		for (int i = 0; i < PLACES; i++)
			assert_int_equal(file_remove(sandbox_path(*state, "w%d", i), NULL), 0);
		world = world_new(*state, one);
		for (world->step = 0; world->step < STEPS; world->step++)
			step(world);
		for (int i = 0; i < 2 * PLACES; i++)
			synced(world, &world->apps[i % PLACES]);
		assert_settled(world);
		world_free(world);
	}
}

/* ---- chains -------------------------------------------------------------------------------------- */

static struct world *two_edits(void **state)
{
	struct world *world = world_new(*state, 1);

	for (int i = 0; i < 2; i++) {
		world->step = (unsigned)i + 1;
		save(world, &world->apps[i], 0);
	}
	return world;
}

static void who_comes_first_does_not_matter(void **state)
{
	struct world *world = two_edits(state);
	struct app *a = &world->apps[0], *b = &world->apps[1], *c = &world->apps[2];
	const char *from_a, *from_b;
	char *left, *right;
	struct error err = ERROR_INIT;

	exported(world, a);
	from_a = sandbox_path(*state, "a.bundle");
	assert_int_equal(rename(sandbox_path(*state, "told.bundle"), from_a), 0);
	exported(world, b);
	from_b = sandbox_path(*state, "b.bundle");
	assert_int_equal(rename(sandbox_path(*state, "told.bundle"), from_b), 0);
	must(world, imported(a, from_b, &err), &err, "a");
	must(world, imported(b, from_a, &err), &err, "b");
	must(world, imported(c, from_b, &err), &err, "c");
	must(world, imported(c, from_a, &err), &err, "c");
	left = workspace_state(&a->workspace, "repo.git");
	right = workspace_state(&b->workspace, "repo.git");
	assert_string_equal(refs_of(world, left), refs_of(world, right));
	free(right);
	right = workspace_state(&c->workspace, "repo.git");
	assert_string_equal(refs_of(world, left), refs_of(world, right));
	free(left);
	free(right);
	world_free(world);
}

static void what_differs_stays_and_is_said(void **state)
{
	struct world *world = two_edits(state);
	struct app *a = &world->apps[0], *b = &world->apps[1];
	char *mine = read_text(b, 0), *theirs = read_text(a, 0), *text;
	struct exchange exchange;
	struct file_set files = FILE_SET_INIT;
	struct error err = ERROR_INIT;
	struct buffer out = BUFFER_INIT;
	bool told;

	synced(world, a);
	must(world, exchange_open(b, "sync", &exchange, &err), &err, "open");
	must(world, exchange_sync(&exchange, world->remote, &told, &err), &err, "sync");
	assert_true(told);
	assert_int_equal(exchange.arrival.apart_count, 1);
	assert_int_equal(exchange.arrival.snapshots, 1); /* what was handed out is here, too */
	must(world,
	     history_read(exchange.history, &b->course->exercises[0],
			  exchange.arrival.apart[0].number, &files, &err),
	     &err, "read");
	assert_string_equal(files.items[0].bytes, theirs);
	exchange_describe(&exchange, &out);
	assert_contains(out.data, "one: your text here stays");
	exchange_close(&exchange);
	text = read_text(b, 0);
	assert_string_equal(text, mine);
	free(text);
	free(mine);
	free(theirs);
	file_set_clear(&files);
	buffer_clear(&out);
	world_free(world);
}

static void what_is_behind_is_put_and_undone(void **state)
{
	struct world *world = world_new(*state, 1);
	struct app *a = &world->apps[0], *b = &world->apps[1];
	char *before = read_text(b, 0), *text;
	struct history *history = NULL;
	struct error err = ERROR_INIT;

	save(world, a, 0);
	save(world, a, 3);
	synced(world, a);
	synced(world, b);
	text = read_text(b, 0);
	assert_string_equal(text, world->known[0].text);
	free(text);
	text = read_text(b, 3);
	assert_string_equal(text, world->known[1].text);
	free(text);
	assert_int_equal(history_open(&b->workspace, b->course, &history, NULL), 0);
	must(world, history_undo(history, NULL, NULL, &err), &err, "undo");
	history_free(history);
	text = read_text(b, 0);
	assert_string_equal(text, before);
	free(text);
	synced(world, b); /* what was undone is not done again */
	text = read_text(b, 0);
	assert_string_equal(text, before);
	free(text);
	world->step++;
	save(world, a, 0); /* nor when there is a newer one: it is not what stood here last */
	synced(world, a);
	synced(world, b);
	text = read_text(b, 0);
	assert_string_equal(text, before);
	free(text);
	free(before);
	world_free(world);
}

/* Only a link to a name beside it, which is no link, is put in place, whatever brings it. */
static void link_is_put(void **state, const char *to, bool put)
{
	struct world *world = world_new(*state, 1);
	struct app *a = &world->apps[0], *b = &world->apps[1];
	const char *here = sandbox_path(*state, "w0/" THIRD "/pack/src/link");
	const char *there = sandbox_path(*state, "w1/" THIRD "/pack/src/link");
	const struct exercise *pack = &b->course->exercises[3];
	struct history_change change = HISTORY_CHANGE_INIT;
	struct snapshots all = SNAPSHOTS_INIT;
	struct history *history = NULL;
	struct error err = ERROR_INIT;
	char found[64];
	ssize_t len;

	assert_int_equal(symlink(to, here), 0);
	save(world, a, 3);
	synced(world, a);
	synced(world, b);
	len = readlink(there, found, sizeof(found) - 1);
	assert_int_equal(len, put ? (ssize_t)strlen(to) : -1);
	assert_int_equal(history_open(&b->workspace, b->course, &history, NULL), 0);
	must(world, history_list(history, pack, &all, &err), &err, "list");
	must(world, history_restore(history, pack, (int)all.count, &change, &err), &err, "restore");
	assert_int_equal(change.left.count, put ? 0 : 1);
	must(world, history_reset(history, pack, NULL, &err), &err, "reset");
	must(world, history_undo(history, pack, NULL, &err), &err, "undo");
	len = readlink(there, found, sizeof(found) - 1);
	assert_int_equal(len, put ? (ssize_t)strlen(to) : -1);
	history_change_clear(&change);
	snapshots_clear(&all);
	history_free(history);
	world_free(world);
}

static void a_link_to_a_file_beside_it_is_put(void **state)
{
	link_is_put(state, "lib.rs", true);
}

static void a_link_across_folders_is_not(void **state)
{
	link_is_put(state, "../src/lib.rs", false);
}

static void a_link_to_its_folder_is_not(void **state)
{
	link_is_put(state, ".", false);
}

static void a_link_to_the_folder_above_is_not(void **state)
{
	link_is_put(state, "..", false);
}

static void a_link_to_anywhere_is_not(void **state)
{
	link_is_put(state, "/etc/passwd", false);
}

/* "d -> ." and "away -> d/d/d/../../.." led out of the exercise. */
static void a_link_through_a_link_is_not(void **state)
{
	struct world *world = world_new(*state, 1);
	struct app *a = &world->apps[0], *b = &world->apps[1];

	assert_int_equal(symlink("lib.rs", sandbox_path(*state, "w0/" THIRD "/pack/src/d")), 0);
	assert_int_equal(symlink("d", sandbox_path(*state, "w0/" THIRD "/pack/src/away")), 0);
	save(world, a, 3);
	synced(world, a);
	synced(world, b);
	assert_false(file_exists(sandbox_path(*state, "w1/" THIRD "/pack/src/d")));
	assert_false(file_exists(sandbox_path(*state, "w1/" THIRD "/pack/src/away")));
	world_free(world);
}

/* A verdict on a text that another workspace has as "saved" only. */
static void a_verdict_follows_what_was_told(void **state)
{
	struct world *world = world_new(*state, 1);
	struct app *a = &world->apps[0], *b = &world->apps[1];
	struct snapshots all = SNAPSHOTS_INIT;
	struct history *history = NULL;
	const struct exercise *one = &a->course->exercises[0];

	write_text(a, 0, "// mine\n");
	synced(world, a); /* records it: "before sync" */
	synced(world, b);
	assert_int_equal(history_open(&a->workspace, a->course, &history, NULL), 0);
	assert_int_equal(history_snapshot(history, one, NULL, "failed, 1 ms", NULL), 0);
	history_free(history);
	synced(world, a);
	synced(world, b);
	assert_int_equal(history_open(&b->workspace, b->course, &history, NULL), 0);
	assert_int_equal(history_list(history, &b->course->exercises[0], &all, NULL), 0);
	assert_int_equal(all.count, 2);
	assert_string_equal(all.items[1].message, "failed, 1 ms");
	assert_int_equal(all.items[1].added, 1);
	snapshots_clear(&all);
	history_free(history);
	world_free(world);
}

/* Both kept a text, told each other, and one judges the newest of the joined strands. */
static void a_verdict_follows_a_join(void **state)
{
	struct world *world = world_new(*state, 1);
	struct app *a = &world->apps[0], *b = &world->apps[1];
	struct snapshots all = SNAPSHOTS_INIT;
	struct history *history = NULL;
	struct error err = ERROR_INIT;
	const struct exercise *one = &a->course->exercises[0];
	char *newest = NULL;

	write_text(a, 0, "// a\n");
	synced(world, a);
	write_text(b, 0, "// b\n");
	synced(world, b);
	synced(world, a);
	assert_int_equal(history_open(&a->workspace, a->course, &history, NULL), 0);
	assert_int_equal(history_list(history, one, &all, NULL), 0);
	assert_int_equal(all.count, 3);
	assert_string_equal(all.items[2].message, "before sync");
	snapshots_clear(&all);
	must(world, history_restore(history, one, 3, NULL, &err), &err, "restore");
	newest = read_text(a, 0);
	must(world, history_snapshot(history, one, NULL, "failed, 1 ms", &err), &err, "snapshot");
	assert_int_equal(history_list(history, one, &all, NULL), 0);
	assert_int_equal(all.count, 3);
	assert_string_equal(all.items[2].message, "failed, 1 ms");
	assert_true(all.items[2].present);
	snapshots_clear(&all);
	history_free(history);
	free(newest);
	world_free(world);
}

/* ---- what is no export --------------------------------------------------------------------------- */

/* A bundle made by git of a repository that a script filled; a workspace must not take it. */
static const char *forged(struct world *world, const char *script)
{
	const char *const argv[] = {"/bin/bash", "-ec", script, NULL};
	const char *folder = sandbox_path(world->box, "forged"), *out;

	file_remove(folder, NULL);
	file_make_folder(folder, NULL);
	setenv("GIT_AUTHOR_NAME", "x", 1);
	setenv("GIT_AUTHOR_EMAIL", "x", 1);
	setenv("GIT_COMMITTER_NAME", "x", 1);
	setenv("GIT_COMMITTER_EMAIL", "x", 1);
	if (run_command(argv, folder, &out, world->box))
		fail_msg("%s: %s", script, out);
	return sandbox_path(world->box, "forged/b");
}

#define BEGIN "git init -q . && blob=$(echo hi | git hash-object -w --stdin) && "
#define TREE(entries) "tree=$(printf '" entries "' \"$blob\" | git mktree --missing) && "
#define COMMIT "commit=$(printf '%b' \"$message\" | git commit-tree $tree) && "
#define GOOD "message='saved\\n\\nlines +1 -0\\n' && "
#define REF(name) "git update-ref " name " $commit && git bundle create -q b " name

/* A tree of any bytes: entry MODE NAME ID, in hex. */
#define RAW(entries)                                                                               \
	BEGIN "hex() { od -An -v -tx1 | tr -d ' \\n'; }; "                                         \
	      "entry() { printf '%s %s' \"$1\" \"$2\" | hex; printf 00%s \"$3\"; }; "              \
	      "tree_of() { printf \"$(printf %s \"$1\" | sed 's/../\\\\x&/g')\" | "                \
	      "git hash-object -t tree -w --literally --stdin; }; "                                \
	      "out=$(printf s/s/../../../victim | git hash-object -w --stdin) && "                 \
	      "inner=$(tree_of \"$(entry 100644 authorized_keys $blob)\") && "                     \
	      "tree=$(tree_of \"" entries "\") && " GOOD COMMIT REF("refs/rustgym/exercise/pack")

static const struct forgery {
	const char *script, *says;
} forgeries[] = {
	{BEGIN TREE("100644 blob %s\\ttwo.rs\\n") GOOD COMMIT REF("refs/rustgym/exercise/one"),
	 "the name of a file"},
	{BEGIN "tree=$(printf '100644 blob %s\\tone.rs\\n100644 blob %s\\tx\\n' $blob $blob | "
	       "git mktree) && " GOOD COMMIT REF("refs/rustgym/exercise/one"),
	 "the name of a file"},
	{BEGIN TREE("120000 blob %s\\tone.rs\\n") GOOD COMMIT REF("refs/rustgym/exercise/one"),
	 "the kind of a file"},
	{BEGIN TREE("100644 blob %s\\t..\\n") GOOD COMMIT REF("refs/rustgym/exercise/pack"),
	 "the name of a file"},
	{BEGIN TREE("100644 blob %s\\t.GiT\\n") GOOD COMMIT REF("refs/rustgym/exercise/pack"),
	 "the name of a file"},
	{RAW("$(entry 120000 zz $out)$(entry 40000 zz $inner)"), "the name of a file"},
	{RAW("$(entry 40000 zz $inner)$(entry 120000 zz $out)"), "the name of a file"},
	{RAW("$(entry 100644 a $out)$(entry 100644 a.b $out)$(entry 40000 a $inner)"),
	 "the name of a file"},
	{RAW("$(entry 100644 b $out)$(entry 100644 a $out)"), "the name of a file"},
	{RAW("$(entry 100644 a/b $out)"), "the name of a file"},
	{RAW("$(entry 120000 target $out)"), "the name of a file"},
	{RAW("$(entry 40000 .rustgym $inner)"), "the name of a file"},
	{RAW("$(entry 40000 .git. $inner)"), "the name of a file"},
	{RAW("$(entry 100644 '..\\\\..\\\\b' $out)"), "the name of a file"},
	{RAW("$(entry 100644 .g$(printf '\\342\\200\\214')it $out)"), "the name of a file"},
	{RAW("$(entry 100644 $(printf '\\302\\233x') $out)"), "the name of a file"},
	{RAW("$(entry 100644 $(printf '\\342\\200\\256x') $out)"), "the name of a file"},
	{RAW("$(entry 100644 $(printf '\\377x') $out)"), "the name of a file"},
	{RAW("$(entry 100644 $(head -c 300 /dev/zero | tr '\\0' x) $out)"), "the name of a file"},
	{RAW("$(entry 160000 sub $out)"), "the kind of a file"},
	{BEGIN TREE(
		 "100644 blob %s\\tone.rs\\n") "message='\\033]0;x\\n\\nlines +1 -0\\n' && " COMMIT
		 REF("refs/rustgym/exercise/one"),
	 "a message"},
	{BEGIN TREE("100644 blob %s\\tone.rs\\n") "message='hello' && " COMMIT REF(
		 "refs/rustgym/exercise/one"),
	 "a message"},
	{BEGIN TREE("100644 blob %s\\tone.rs\\n") GOOD COMMIT REF("refs/heads/main"),
	 "refs that rustgym does not write"},
	{BEGIN TREE("100644 blob %s\\tone.rs\\n") GOOD COMMIT REF("refs/rustgym/undo/one"),
	 "refs that rustgym does not write"},
	{BEGIN TREE("100644 blob %s\\tprogress.json\\n")
		 GOOD COMMIT REF("refs/rustgym/shared/progress"),
	 "the progress that came was not written by rustgym"},
	{BEGIN "git update-ref refs/rustgym/exercise/one $blob && "
	       "git bundle create -q b refs/rustgym/exercise/one",
	 "damaged"},
	{BEGIN TREE("100644 blob %s\\tone.rs\\n") GOOD COMMIT
	 "git update-ref refs/rustgym/exercise/one $commit && "
	 "git bundle create -q c refs/rustgym/exercise/one && "
	 "sed 's,exercise/one,exercise/../..,' c >b",
	 "refs that rustgym does not write"},
	{BEGIN "head -c 5000000 /dev/zero >big && blob=$(git hash-object -w big) && " TREE(
		 "100644 blob %s\\tone.rs\\n") GOOD COMMIT REF("refs/rustgym/exercise/one"),
	 "the size of a file"},
	{BEGIN "blob=$(head -c 64M /dev/zero | git hash-object -w --stdin) && " TREE(
		 "100644 blob %s\\tone.rs\\n") GOOD COMMIT REF("refs/rustgym/exercise/one"),
	 "it would become larger"},
	{BEGIN
	 "blob=$(head -c 1100000 /dev/zero | tr '\\0' ' ' | git hash-object -w --stdin) && " TREE(
		 "100644 blob %s\\tprogress.json\\n")
		 GOOD COMMIT REF("refs/rustgym/shared/progress"),
	 "the size of a file"},
	/* A delta of some bytes that makes 2 GiB. */
	{BEGIN "base=$(git rev-parse --short=40 $blob) && "
	       "{ printf 'PACK\\0\\0\\0\\2\\0\\0\\0\\1'; printf '\\175'; "
	       "printf \"$(echo $blob | sed 's/../\\\\x&/g')\"; "
	       "printf '\\003\\200\\200\\200\\200\\010\\220\\003\\220\\003\\220\\003\\0' | "
	       "python3 -c 'import sys, zlib; "
	       "sys.stdout.buffer.write(zlib.compress(sys.stdin.buffer.read()))'; "
	       "head -c 20 /dev/zero; } >p && "
	       "{ printf '# v2 git bundle\\n%s refs/rustgym/exercise/one\\n\\n' $blob; cat p; } >b",
	 "it would become larger"},
	{"echo hello >b", "does not begin as a git bundle"},
	{": >b", "does not begin as a git bundle"},
	{"printf '# v2 git bundle\\n' >b", "cut off"},
	{"printf '# v2 git bundle\\n\\n' >b", "cut off"},
	{"printf '# v2 git bundle\\n\\nPACK' >b", "cut off"},
	{BEGIN TREE("100644 blob %s\\tone.rs\\n") GOOD COMMIT
	 "git update-ref refs/rustgym/exercise/one $commit && "
	 "c2=$(git commit-tree -p $commit -m x $tree) && "
	 "git update-ref refs/rustgym/exercise/one $c2 && "
	 "git bundle create -q b $commit..refs/rustgym/exercise/one",
	 "only a part"},
};

static void forgeries_change_nothing(void **state)
{
	struct world *world = world_new(*state, 1);
	struct app *app = &world->apps[0];
	char *repo = workspace_state(&app->workspace, "repo.git"), *text;
	const char *refs;

	save(world, app, 0);
	synced(world, app);
	refs = refs_of(world, repo);
	for (size_t i = 0; i < sizeof(forgeries) / sizeof(*forgeries); i++) {
		struct error err = ERROR_INIT;
		const char *bundle = forged(world, forgeries[i].script);

		print_message("# forgery %zu: %s\n", i, forgeries[i].says);
		assert_int_equal(imported(app, bundle, &err), ERROR_IO);
		assert_contains(err.message, forgeries[i].says);
		assert_contains(err.message, "othing was changed");
		assert_string_equal(refs_of(world, repo), refs);
		text = read_text(app, 0);
		assert_string_equal(text, world->known[0].text);
		free(text);
	}
	free(repo);
	world_free(world);
}

/* Each is small enough, and both together are more than workspaces tell each other. */
static void shared_progress_has_a_limit_in_all(void **state)
{
	static const char many[] = BEGIN
		"blob=$({ printf '{\"format\":1,\"exercises\":{\"x\":{}'; "
		"seq -f ',\"@%05.0f\":{\"passed_at\":1}' 16000; printf '}}'; } | "
		"git hash-object -w --stdin) && " TREE("100644 blob %s\\tprogress.json\\n")
			GOOD COMMIT REF("refs/rustgym/shared/progress");
	struct sandbox *box = *state;
	struct world *world = world_new(box, 1);
	struct app *app = &world->apps[0];
	struct error err = ERROR_INIT;
	const char *script = sandbox_replaced(box, many, "@", "a");

	must(world, imported(app, forged(world, script), &err), &err, "the first half");
	script = sandbox_replaced(box, many, "@", "b");
	assert_int_equal(imported(app, forged(world, script), &err), ERROR_IO);
	assert_contains(err.message, "more exercises than any course");
	world_free(world);
}

/* A pack that git's own tools would not make: in it a delta of 80 bytes is a file of 320 MiB. */
static const char bomb[] =
	"import hashlib, struct, subprocess, zlib\n"
	"size, times = 0xffffff, 20\n"
	"def number(n):\n"
	"    text = b''\n"
	"    while n > 127:\n"
	"        text, n = text + bytes([n & 127 | 128]), n >> 7\n"
	"    return text + bytes([n])\n"
	"def head(kind, n):\n"
	"    first = kind << 4 | n & 15\n"
	"    return bytes([first]) if n < 16 else bytes([first | 128]) + number(n >> 4)\n"
	"def name(kind, n, parts):\n"
	"    whole = hashlib.sha1(f'{kind} {n}\\0'.encode())\n"
	"    for part in parts:\n"
	"        whole.update(part)\n"
	"    return whole.digest()\n"
	"zeros = bytes(size)\n"
	"base, large = name('blob', size, [zeros]), name('blob', size * times, [zeros] * times)\n"
	"delta = number(size) + number(size * times) + b'\\xf0\\xff\\xff\\xff' * times\n"
	"tree = b'100644 a\\0' + base + b'100644 b\\0' + large\n"
	"who = 'x <x> 1 +0000'\n"
	"commit = (f'tree {name(\"tree\", len(tree), [tree]).hex()}\\nauthor {who}\\ncommitter {who}'\n"
	"          '\\n\\nsaved\\n\\nlines +1 -0\\n').encode()\n"
	"pack = b'PACK' + struct.pack('>II', 2, 4)\n"
	"pack += head(3, size) + zlib.compress(zeros)\n"
	"pack += head(7, len(delta)) + base + zlib.compress(delta)\n"
	"pack += head(2, len(tree)) + zlib.compress(tree) + head(1, len(commit)) + zlib.compress(commit)\n"
	"pack += hashlib.sha1(pack).digest()\n"
	"open('objects/pack/pack-1.pack', 'wb').write(pack)\n"
	"subprocess.run(['git', 'index-pack', 'objects/pack/pack-1.pack'], check=True,\n"
	"               stdout=subprocess.DEVNULL)\n"
	"subprocess.run(['git', 'update-ref', 'refs/rustgym/exercise/pack',\n"
	"                name('commit', len(commit), [commit]).hex()], check=True)\n";

static int try_to_sync(struct world *world, struct app *app, struct error *err)
{
	struct exchange exchange;
	bool told;
	int result;

	must(world, exchange_open(app, "sync", &exchange, err), err, "open");
	result = exchange_sync(&exchange, world->remote, &told, err);
	exchange_close(&exchange);
	return result;
}

/* git is not let to have the memory for it; and nothing of it is left. */
static void a_remote_cannot_use_up_the_memory(void **state)
{
	const char *const make[] = {"python3", "-c", bomb, NULL};
	struct world *world = world_new(*state, 1);
	struct app *app = &world->apps[0];
	char *repo = workspace_state(&app->workspace, "repo.git");
	char *folder = workspace_state(&app->workspace, "incoming.git");
	struct error err = ERROR_INIT;
	const char *refs;

	save(world, app, 0);
	synced(world, app);
	refs = refs_of(world, repo);
	assert_int_equal(run_command(make, world->remote, NULL, world->box), 0);
	assert_int_equal(try_to_sync(world, app, &err), ERROR_ENVIRONMENT);
	assert_contains(err.message, "git could not reach");
	assert_string_equal(refs_of(world, repo), refs);
	assert_false(file_exists(folder));
	free(folder);
	free(repo);
	world_free(world);
}

/* What git can unpack is looked at before it is taken. */
static void a_remote_cannot_give_what_no_exercise_has(void **state)
{
	static const char script[] =
		"blob=$(head -c 67108864 /dev/zero | git hash-object -w --stdin); "
		"tree=$(printf '100644 blob %s\\tone.rs\\n' $blob | git mktree); "
		"commit=$(printf 'saved\\n\\nlines +1 -0\\n' | "
		"git -c user.name=x -c user.email=x commit-tree $tree); "
		"git update-ref refs/rustgym/exercise/two $commit";
	const char *const make[] = {"/bin/sh", "-ec", script, NULL};
	struct world *world = world_new(*state, 1);
	struct app *app = &world->apps[0];
	char *repo = workspace_state(&app->workspace, "repo.git");
	struct error err = ERROR_INIT;
	const char *refs;

	save(world, app, 0);
	synced(world, app);
	refs = refs_of(world, repo);
	assert_int_equal(run_command(make, world->remote, NULL, world->box), 0);
	assert_int_equal(try_to_sync(world, app, &err), ERROR_IO);
	assert_contains(err.message, "othing was changed");
	assert_string_equal(refs_of(world, repo), refs);
	free(repo);
	world_free(world);
}

/* Cut off anywhere, or with a byte changed anywhere after its header, it is refused. */
static void damage_is_noticed(void **state)
{
	struct world *world = two_edits(state);
	struct app *b = &world->apps[1];
	const char *whole = exported(world, &world->apps[0]), *refs;
	const char *path = sandbox_path(*state, "damaged.bundle");
	char *repo = workspace_state(&b->workspace, "repo.git");
	struct buffer bytes = BUFFER_INIT;
	struct error err = ERROR_INIT;
	struct exchange exchange;

	assert_int_equal(file_read(whole, SIZE_MAX / 2, &bytes, NULL), 0);
	must(world, exchange_open(b, "import", &exchange, &err), &err, "open");
	exchange_close(&exchange);
	refs = refs_of(world, repo);
	for (size_t i = 0; i < 40; i++) {
		size_t header = (size_t)(strstr(bytes.data, "\n\n") - bytes.data) + 2;
		size_t at = i < 20 ? bytes.len * i / 20
				   : header + (bytes.len - header) * (i - 20) / 20;

		if (i >= 20)
			bytes.data[at] ^= 0x20;
		assert_int_equal(file_write(path, bytes.data, i < 20 ? at : bytes.len, NULL), 0);
		if (i >= 20)
			bytes.data[at] ^= 0x20;
		assert_int_equal(imported(b, path, &err), ERROR_IO);
		assert_contains(err.message, "othing was changed");
		assert_string_equal(refs_of(world, repo), refs);
	}
	buffer_clear(&bytes);
	free(repo);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(who_comes_first_does_not_matter, setup, teardown),
		cmocka_unit_test_setup_teardown(what_differs_stays_and_is_said, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_behind_is_put_and_undone, setup, teardown),
		cmocka_unit_test_setup_teardown(a_link_to_a_file_beside_it_is_put, setup, teardown),
		cmocka_unit_test_setup_teardown(a_link_across_folders_is_not, setup, teardown),
		cmocka_unit_test_setup_teardown(a_link_to_its_folder_is_not, setup, teardown),
		cmocka_unit_test_setup_teardown(a_link_to_the_folder_above_is_not, setup, teardown),
		cmocka_unit_test_setup_teardown(a_link_to_anywhere_is_not, setup, teardown),
		cmocka_unit_test_setup_teardown(a_link_through_a_link_is_not, setup, teardown),
		cmocka_unit_test_setup_teardown(a_verdict_follows_what_was_told, setup, teardown),
		cmocka_unit_test_setup_teardown(a_verdict_follows_a_join, setup, teardown),
		cmocka_unit_test_setup_teardown(forgeries_change_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(shared_progress_has_a_limit_in_all, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_remote_cannot_use_up_the_memory, setup, teardown),
		cmocka_unit_test_setup_teardown(a_remote_cannot_give_what_no_exercise_has, setup,
						teardown),
		cmocka_unit_test_setup_teardown(damage_is_noticed, setup, teardown),
		cmocka_unit_test_setup_teardown(random_days_end_alike, setup, teardown),
	};

	return run_group(tests);
}
