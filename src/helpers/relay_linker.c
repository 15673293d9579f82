/*
 * rustgym-relay as the linker of a program.
 *
 * To link, rustc calls the C compiler, which calls a helper of its own, which calls the linker. For
 * a small program this takes a third of the link time. The C compiler adds arguments (the parts of
 * libc that start a program, the folders of libraries), which depend on only a few of its own
 * arguments. So the relay asks the C compiler once, with a program without code, which linker
 * command it would run. It stores this command as a plan: the linker's arguments, with marks for
 * the program's own objects and libraries. RUSTGYM_LINKER names the folder of plans. A plan is
 * valid for one C compiler, its arguments, and the environment variables that C compilers read. If
 * the linker fails with a plan, the plan is deleted and the C compiler links.
 *
 * This works only for the linker that comes with Rust (rust-lld). rustc says where it is.
 */
#include "relay.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

#define INPUTS "\x01"
#define OUTPUT "\x02"

/* ---- arrays of arguments --------------------------------------------------------------------- */

/* NULL-terminated. The strings are borrowed. The array lives as long as the process. */
struct args {
	char **items;
	size_t count;
};

static void add(struct args *args, const char *text)
{
	char **grown = realloc(args->items, (args->count + 2) * sizeof(*grown));

	if (!grown)
		_exit(1);
	args->items = grown;
	args->items[args->count++] = (char *)(uintptr_t)text;
	args->items[args->count] = NULL;
}

static void add_all(struct args *args, const struct args *more)
{
	for (size_t i = 0; i < more->count; i++)
		add(args, more->items[i]);
}

static bool starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* ---- reading rustc's command ----------------------------------------------------------------- */

struct request {
	struct args driver; /* for the C compiler */
	struct args inputs; /* for the linker, in this order */
	struct args paths;  /* folders in which the linker looks for libraries */
	char *output;
	char *folder; /* the linker's folder, from -Bfolder */
};

/* Adds the linker's arguments a and b of "-Wl,a,b". */
static void add_parts(struct args *args, const char *list)
{
	char *copy = strdup(list), *rest = copy, *part;

	while (copy && (part = strsep(&rest, ",")))
		add(args, part);
}

static bool is_for_driver(const char *arg)
{
	static const char *const known[] = {
		"-m64", "-m32", "-nodefaultlibs", "-pie", "-no-pie", "-static-pie", NULL};

	for (size_t i = 0; known[i]; i++)
		if (strcmp(arg, known[i]) == 0)
			return true;
	return false;
}

/* Returns false if the command has an argument that is not known here. */
static bool read_request(char **argv, struct request *request)
{
	bool lld = false;

	*request = (struct request){0};
	while (*++argv) {
		char *arg = *argv;

		if (strcmp(arg, "-o") == 0 && argv[1]) {
			request->output = *++argv;
		} else if (strcmp(arg, "-L") == 0 && argv[1]) {
			add(&request->paths, arg);
			add(&request->paths, *++argv);
		} else if (strcmp(arg, "-Xlinker") == 0 && argv[1]) {
			add(&request->inputs, *++argv);
		} else if (starts_with(arg, "-Wl,")) {
			add_parts(&request->inputs, arg + strlen("-Wl,"));
		} else if (starts_with(arg, "-B")) {
			request->folder = arg + strlen("-B");
		} else if (strcmp(arg, "-fuse-ld=lld") == 0) {
			lld = true;
		} else if (is_for_driver(arg)) {
			add(&request->driver, arg);
		} else if (*arg == '@' || (*arg == '-' && !starts_with(arg, "-l"))) {
			return false;
		} else {
			add(&request->inputs, arg);
		}
	}
	return lld && request->output && request->folder && *request->folder == '/';
}

/* ---- naming a plan --------------------------------------------------------------------------- */

static uint64_t mix(uint64_t key, const void *bytes, size_t len)
{
	for (const unsigned char *at = bytes; len; at++, len--)
		key = (key ^ *at) * UINT64_C(0x100000001b3); /* FNV-1a */
	return key;
}

static uint64_t mix_text(uint64_t key, const char *text)
{
	return mix(key, text, strlen(text) + 1);
}

/* Returns a key of the C compiler's file. 0: there is none. */
static uint64_t key_of_driver(const char *name)
{
	const char *path = getenv("PATH");
	char file[PATH_MAX];
	struct stat st;

	while (path && *path) {
		int len = (int)strcspn(path, ":");

		snprintf(file, sizeof(file), "%.*s/%s", len, path, name);
		if (len && access(file, X_OK) == 0 && stat(file, &st) == 0 && S_ISREG(st.st_mode)) {
			uint64_t key = mix_text(UINT64_C(0xcbf29ce484222325), file);
			key = mix(key, &st.st_ino, sizeof(st.st_ino));
			key = mix(key, &st.st_size, sizeof(st.st_size));
			return mix(key, &st.st_mtim, sizeof(st.st_mtim));
		}
		path += len + (path[len] == ':');
	}
	return 0;
}

static uint64_t key_of_environment(uint64_t key)
{
	static const char *const names[] = {"LIBRARY_PATH=",
					    "COMPILER_PATH=",
					    "GCC_EXEC_PREFIX=",
					    "LD_RUN_PATH=",
					    "NIX_",
					    "SOURCE_DATE_EPOCH=",
					    NULL};

	for (char **entry = environ; *entry; entry++)
		for (size_t i = 0; names[i]; i++)
			if (starts_with(*entry, names[i]))
				key = mix_text(key, *entry);
	return key;
}

static bool name_plan(const char *plans, const char *driver, const struct request *request,
		      char *plan, size_t size)
{
	uint64_t key = key_of_driver(driver);

	if (!key)
		return false;
	key = key_of_environment(mix_text(key, request->folder));
	for (size_t i = 0; i < request->driver.count; i++)
		key = mix_text(key, request->driver.items[i]);
	return snprintf(plan, size, "%s/%016" PRIx64, plans, key) < (int)size;
}

/* ---- asking the C compiler ------------------------------------------------------------------ */

int relay_learn(const char *file, char **argv)
{
	FILE *out = fopen(file, "w");
	bool whole = out != NULL;

	while (out && *++argv)
		whole = fwrite(*argv, strlen(*argv) + 1, 1, out) == 1 && whole;
	return out && fclose(out) == 0 && whole ? 0 : 1;
}

/* Reads the arguments in a file. An error gives none. */
static struct args read_args(const char *file)
{
	struct args args = {0};
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *text;

	if (fd < 0)
		return args;
	text = fstat(fd, &st) == 0 && st.st_size > 0 ? malloc((size_t)st.st_size) : NULL;
	if (text && read(fd, text, (size_t)st.st_size) == st.st_size && !text[st.st_size - 1])
		for (char *at = text; at < text + st.st_size; at += strlen(at) + 1)
			add(&args, at);
	close(fd);
	return args;
}

/*
 * The files for asking the C compiler: a program without code, and a folder in which the linker is
 * the relay.
 */
struct lesson {
	char folder[PATH_MAX];
	char linker[PATH_MAX + 16], inputs[PATH_MAX + 16], output[PATH_MAX + 16];
	char told[PATH_MAX + 16], plan[PATH_MAX + 16];
};

static bool prepare(struct lesson *lesson, const char *plans)
{
	char self[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
	int fd;

	if (len <= 0 || (mkdir(plans, 0777) < 0 && errno != EEXIST))
		return false;
	self[len] = '\0';
	snprintf(lesson->folder, sizeof(lesson->folder), "%s/ask-XXXXXX", plans);
	if (!mkdtemp(lesson->folder))
		return false;
	snprintf(lesson->linker, sizeof(lesson->linker), "%s/ld.lld", lesson->folder);
	snprintf(lesson->inputs, sizeof(lesson->inputs), "%s/inputs.o", lesson->folder);
	snprintf(lesson->output, sizeof(lesson->output), "%s/output", lesson->folder);
	snprintf(lesson->told, sizeof(lesson->told), "%s/told", lesson->folder);
	snprintf(lesson->plan, sizeof(lesson->plan), "%s/plan", lesson->folder);
	fd = open(lesson->inputs, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	if (fd >= 0)
		close(fd);
	return fd >= 0 && symlink(self, lesson->linker) == 0;
}

static void clean_up(const struct lesson *lesson)
{
	unlink(lesson->linker);
	unlink(lesson->inputs);
	unlink(lesson->output);
	unlink(lesson->told);
	unlink(lesson->plan);
	rmdir(lesson->folder);
}

static bool ask(const struct lesson *lesson, char *driver, const struct request *request)
{
	static char lld[] = "-fuse-ld=lld", output[] = "-o", folder[PATH_MAX + 16];
	struct args command = {0};
	bool done;

	snprintf(folder, sizeof(folder), "-B%s", lesson->folder);
	add(&command, driver);
	add_all(&command, &request->driver);
	add(&command, folder);
	add(&command, lld);
	add(&command, lesson->inputs);
	add(&command, output);
	add(&command, lesson->output);
	done = setenv("RUSTGYM_LEARN", lesson->told, 1) == 0 && relay_run(command.items, true);
	unsetenv("RUSTGYM_LEARN");
	return done;
}

/* Returns the plan without the arguments for this question and for link-time optimisation. */
static struct args plan_from(const struct lesson *lesson, const struct args *told)
{
	struct args plan = {0};
	bool inputs = false, output = false;

	for (size_t i = 0; i < told->count; i++) {
		const char *arg = told->items[i];
		if (strcmp(arg, "-plugin") == 0) {
			i++;
		} else if (strcmp(arg, lesson->inputs) == 0) {
			add(&plan, INPUTS);
			inputs = true;
		} else if (strcmp(arg, lesson->output) == 0) {
			add(&plan, OUTPUT);
			output = true;
		} else if (!starts_with(arg, "-plugin-opt=") && !strstr(arg, lesson->folder)) {
			add(&plan, arg);
		}
	}
	return inputs && output ? plan : (struct args){0};
}

static bool write_plan(const struct lesson *lesson, const struct args *plan, const char *file)
{
	struct args lines = {0};

	add(&lines, "");
	add_all(&lines, plan);
	return relay_learn(lesson->plan, lines.items) == 0 && rename(lesson->plan, file) == 0;
}

static struct args make_plan(const char *plans, const char *file, char *driver,
			     const struct request *request)
{
	struct lesson lesson = {0};
	struct args plan = {0};

	if (prepare(&lesson, plans) && ask(&lesson, driver, request)) {
		struct args told = read_args(lesson.told);
		plan = plan_from(&lesson, &told);
	}
	if (plan.count && !write_plan(&lesson, &plan, file))
		plan = (struct args){0};
	if (*lesson.folder)
		clean_up(&lesson);
	return plan;
}

/* ---- linking -------------------------------------------------------------------------------- */

/* Finds rust-lld beside the compiler; the ld.lld in `folder` only calls it. */
static bool find_linker(const char *folder, char *path, size_t size)
{
	return snprintf(path, size, "%s/../rust-lld", folder) < (int)size &&
	       access(path, X_OK) == 0;
}

static struct args command_of(const char *linker, const struct args *plan,
			      const struct request *request)
{
	struct args command = {0};
	bool placed = false;

	add(&command, linker);
	add(&command, "-flavor");
	add(&command, "gnu");
	for (size_t i = 0; i < plan->count; i++) {
		const char *arg = plan->items[i];
		if (!placed && starts_with(arg, "-L")) {
			add_all(&command, &request->paths); /* the program's own paths come first */
			placed = true;
		}
		if (strcmp(arg, INPUTS) == 0)
			add_all(&command, &request->inputs);
		else
			add(&command, strcmp(arg, OUTPUT) == 0 ? request->output : arg);
	}
	if (!placed)
		add_all(&command, &request->paths);
	return command;
}

bool relay_link_directly(char **argv)
{
	const char *plans = getenv("RUSTGYM_LINKER");
	struct request request;
	struct args plan, command;
	char file[PATH_MAX], linker[PATH_MAX];

	if (!plans || !read_request(argv, &request) ||
	    !find_linker(request.folder, linker, sizeof(linker)) ||
	    !name_plan(plans, argv[0], &request, file, sizeof(file)))
		return false;
	plan = read_args(file);
	if (!plan.count)
		plan = make_plan(plans, file, argv[0], &request);
	if (!plan.count)
		return false;
	command = command_of(linker, &plan, &request);
	if (relay_run(command.items, true))
		return true;
	unlink(file);
	return false;
}

bool relay_link(char **argv)
{
	return relay_link_directly(argv) || relay_run(argv, true);
}
