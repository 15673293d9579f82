#!/bin/sh
# Tests of ./gym, the script. Speaks TAP.
#
#   gym_test.sh ROOT
#
# shellcheck disable=SC2016 # the fakes expand their variables themselves
#
# gym runs in a clone of its own with a PATH that holds only what a test puts there: package
# managers, meson and ninja are fakes that write down how they were called, and that do as much of
# their work as gym can see.
set -u

root=${1:-.}
work=$(mktemp -d) || exit 1
work=$(cd "$work" && pwd -P)
trap 'rm -rf "$work"' EXIT
clone=$work/the\ clone
bin=$work/bin
store=$work/store # what installing brings in
log=$work/log
number=0
failures=0

# --- The machine ------------------------------------------------------------------------------

real_python=$(python3 -c 'import sys; print(sys.executable)') || exit 1

put() { # FOLDER NAME, script on standard input
	{
		echo '#!/bin/sh'
		cat
	} >"$1/$2"
	chmod +x "$1/$2"
}

put_noting() { # FOLDER NAME [LINE]: a fake that notes how it was called
	put "$1" "$2" <<END
cat >/dev/null # a greedy one: it reads whatever it is given
printf '%s\n' "$2 \$*" >>"\$LOG"
${3-}
END
}

put_build_tools() { # FOLDER
	for tool in cc clang rustc cargo git vim clang-format valgrind; do
		put "$1" "$tool" </dev/null
	done
	put "$1" pkg-config <<'END'
printf '%s\n' "pkg-config $*" >>"$LOG"
[ -e "$LIBRARIES/$2" ]
END
	put "$1" meson <<'END'
if [ "$1" = --version ]; then
	echo "${MESON_VERSION:-1.0.1}"
	exit
fi
printf '%s\n' "meson $*" >>"$LOG"
cat >/dev/null
case $1 in
setup)
	while [ $# -gt 2 ]; do shift; done
	mkdir -p "$1/meson-private"
	: >"$1/build.ninja"
	: >"$1/meson-private/coredata.dat"
	;;
test)
	mkdir -p "$3/meson-logs"
	[ ! -d "$RESULTS/${3##*/}" ] || cp "$RESULTS/${3##*/}"/* "$3/meson-logs/"
	read -r status <"$RESULTS/${3##*/}.status" && exit "$status"
	;;
esac
END
	put "$1" ninja <<'END'
printf '%s\n' "${0##*/} $*" >>"$LOG"
cat >/dev/null
case $* in
*-n*)
	[ -e "$WORK/changed" ] || echo "ninja: no work to do."
	;;
*)
	if [ -e "$WORK/broken" ]; then
		echo "main.c:1: error: expected a program"
		exit 1
	fi
	step=0
	[ ! -e "$WORK/steps" ] || while [ "$step" -lt 100 ]; do
		step=$((step + 1))
		echo "[$step/100] Compiling C object part_$step.c.o"
	done
	cp "$WORK/program" "$2/rustgym"
	mkdir -p "$2/tests/fuzz"
	for target in json text; do
		cp "$WORK/target" "$2/tests/fuzz/fuzz_$target"
	done
	;;
esac
END
	put "$1" python3 <<END
exec "$real_python" "\$@"
END
}

# Puts a tool of the real machine on the private PATH. (`command -v` may name a built-in.)
borrow() {
	oldifs=$IFS
	IFS=:
	for folder in $PATH; do
		if [ -x "$folder/$1" ]; then
			ln -s "$folder/$1" "$bin/$1"
			break
		fi
	done
	IFS=$oldifs
}

# A clone that was never built, on a machine that has nothing but a shell's usual company.
new_machine() {
	rm -rf "$clone" "$bin" "$store" "$work/libraries" "$work/results" "$work/broken" \
		"$work/changed" "$work"/breaks-* "${work:?}/home" "$work/elsewhere"
	mkdir -p "$clone/exercises" "$clone/subprojects" "$bin" "$store" "$work/libraries" \
		"$work/results" "$work/home" "$work/elsewhere"
	cp "$root/gym" "$clone/gym"
	echo '{}' >"$clone/exercises/roadmap.json"
	echo 'md4c = md4c_dep' >"$clone/subprojects/md4c.wrap"
	for tool in sh '[' printf cat env chmod cp flock grep ls mkdir mv readlink rm tr uname; do
		borrow "$tool"
	done
	put "$bin" id <<'END'
echo "${FAKE_ID:-0}"
END
	# The program says what it was given, then what stands on its standard input. The lock is on
	# descriptor 9, which must not have come this far.
	put "$work" program <<'END'
printf '[%s]' "$@"
echo
if (: <&9) 2>/dev/null; then echo "the lock is still held"; fi
cat
END
	# A fuzz target notes how it was called; it breaks where it is told to.
	put "$work" target <<'END'
printf '%s\n' "${0##*/} $*" >>"$LOG"
[ ! -e "$WORK/breaks-${0##*/}" ]
END
	mkdir -p "$clone/tests/fuzz/corpus/json" "$clone/tests/fuzz/corpus/text"
	put_build_tools "$store"
	echo 0 >"$work/results/fuzz.status"
	: >"$log"
}

# The same with everything in its place.
full_machine() {
	new_machine
	mv "$store"/* "$bin/"
	for library in libuv libgit2 libcjson md4c libutf8proc zlib cmocka vterm; do
		: >"$work/libraries/$library"
	done
}

built_machine() {
	full_machine
	gym list
	: >"$log"
}

# Leaves no build tools and no libraries, but the means to get them.
bare_machine() { # MANAGER
	new_machine
	mv "$store/rustc" "$store/cargo" "$bin/"
	put_noting "$bin" "$1" 'case "$*" in
*install*|*add*|*-S\ *)
	[ ! -e "$STORE" ] || mv "$STORE"/* "$PLACE/"
	[ -e "$PLACE/ninja" ] && rmdir "$STORE" 2>/dev/null
	for library in libuv libgit2 libcjson md4c libutf8proc zlib cmocka vterm; do
		: >"$LIBRARIES/$library"
	done
	;;
esac'
	borrow rmdir
}

in_place() { # FOLDER COMMAND...: with the private PATH and nothing else of the environment
	cd "$1" || exit 1
	shift
	env -i PATH="$bin" HOME="$work/home" TERM="${terminal:-dumb}" FAKE_ID="${user_id:-0}" LOG="$log" WORK="$work" \
		MESON_VERSION="${MESON_VERSION-}" STORE="$store" PLACE="$bin" LIBRARIES="$work/libraries" RESULTS="$work/results" "$@"
}

# Runs gym and leaves its status in `status` and what it said in the files out and err.
gym() {
	gym_from "$clone" "$@"
}

gym_from() { # FOLDER ARGUMENT...
	folder=$1
	shift
	(in_place "$folder" "$clone/gym" "$@") >"$work/out" 2>"$work/err" </dev/null
	status=$?
}

# The same on a terminal where ANSWER has been typed ahead. What is said goes to the file out.
gym_on_terminal() { # ANSWER ARGUMENT...
	answer=$1
	shift
	cat >"$work/terminal.py" <<'END'
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[2], sys.argv[2:])
# The ends of file are for whatever reads on, which nothing should: a failure, but not for ever.
os.write(fd, sys.argv[1].encode() + b"\n" + b"\x04" * 64)
try:
    while data := os.read(fd, 4096):
        os.write(1, data)
except OSError:
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
END
	(in_place "$clone" "$real_python" "$work/terminal.py" "$answer" "$clone/gym" "$@") \
		>"$work/out" 2>"$work/err" </dev/null
	status=$?
}

# --- Expectations -----------------------------------------------------------------------------

begin() {
	title=$1
	bad=
}

fault() {
	bad="$bad$1
"
}

end() {
	number=$((number + 1))
	if [ -z "$bad" ]; then
		echo "ok $number - $title"
		return
	fi
	failures=$((failures + 1))
	echo "not ok $number - $title"
	for file in out err log; do
		[ ! -f "$work/$file" ] || bad="$bad--- $file
$(cat "$work/$file")
"
	done
	printf '%s' "$bad" | sed 's/^/# /'
}

expect_status() {
	[ "$status" = "$1" ] || fault "exit status $status instead of $1"
}

expect_line() { # FILE LINE
	grep -qxF -e "$2" "$work/$1" || fault "no line '$2' in $1"
}

expect_text() { # FILE TEXT
	grep -qF -e "$2" "$work/$1" || fault "no '$2' in $1"
}

expect_no() { # FILE TEXT
	if grep -qF -e "$2" "$work/$1"; then
		fault "'$2' in $1"
	fi
}

expect_one_call() { # PROGRAM
	[ "$(grep -c "^$1 " "$log")" = 1 ] || fault "$1 was not called once"
}

expect_all() { # FILE CONTENT
	[ "$(cat "$work/$1")" = "$2" ] || fault "$1 is not: $2"
}

# --- Installing -------------------------------------------------------------------------------

test_manager() { # MANAGER COMMAND...: gym must run these, in this order
	bare_machine "$1"
	begin "$1: the right command lines"
	manager=$1
	shift
	gym watch
	expect_status 0
	expect_all out "[watch]"
	ran=$(grep "^$manager " "$log")
	expected=$(printf '%s\n' "$@")
	[ "$ran" = "$expected" ] || fault "ran: $ran"
	for line; do
		# It is announced as a person would type it, which may be with quotes.
		tr -d "'" <"$work/err" >"$work/plain"
		expect_line plain "    $line"
	done
	end
}

test_managers() {
	test_manager apt-get "apt-get update" "apt-get install -y --no-install-recommends\
 gcc libc6-dev meson ninja-build pkg-config\
 libuv1-dev libgit2-dev libcjson-dev libmd4c-dev libutf8proc-dev zlib1g-dev"
	test_manager dnf "dnf install -y gcc meson ninja-build pkgconf-pkg-config pkgconfig(libuv)\
 pkgconfig(libgit2) pkgconfig(libcjson) pkgconfig(md4c) pkgconfig(libutf8proc) pkgconfig(zlib)"
	test_manager apk "apk add --update-cache gcc musl-dev meson samurai pkgconf\
 libuv-dev libgit2-dev cjson-dev md4c-dev utf8proc-dev zlib-dev"
	test_manager zypper "zypper --non-interactive install gcc meson ninja pkg-config\
 pkgconfig(libuv) pkgconfig(libgit2) pkgconfig(libcjson) pkgconfig(md4c) pkgconfig(libutf8proc) pkgconfig(zlib)"
	test_manager brew "brew install gcc meson ninja pkgconf libuv libgit2 cjson md4c utf8proc zlib"
	if ls /var/lib/pacman/sync/*.db >/dev/null 2>&1; then
		test_manager pacman "pacman -S --needed --noconfirm gcc meson ninja pkgconf\
 libuv libgit2 cjson md4c libutf8proc zlib"
	else
		test_manager pacman "pacman -Sy" "pacman -S --needed --noconfirm gcc meson ninja pkgconf\
 libuv libgit2 cjson md4c libutf8proc zlib"
	fi
}

test_becoming_root() {
	for helper in sudo doas; do
		begin "whoever is not root installs with $helper"
		bare_machine apt-get
		put_noting "$bin" "$helper" 'FAKE_ID=0 "$@"'
		user_id=1000
		gym watch
		user_id=0
		expect_status 0
		expect_text log "apt-get update"
		expect_text log "apt-get install -y"
		expect_text err "    $helper apt-get update"
		expect_text err "    $helper apt-get install -y"
		expect_one_call "$helper"
		end

		begin "a $helper that refuses is asked once"
		bare_machine apt-get
		put_noting "$bin" "$helper" 'exit 1'
		user_id=1000
		gym watch
		user_id=0
		expect_status 3
		expect_one_call "$helper"
		expect_no log "apt-get"
		end
	done
	begin "without sudo and doas the commands are said, and nothing is tried"
	bare_machine apt-get
	user_id=1000
	gym watch
	user_id=0
	expect_status 3
	expect_line err "    apt-get update"
	expect_text err "    apt-get install -y --no-install-recommends gcc libc6-dev meson"
	expect_text err "ask whoever administers this machine"
	expect_all log ""
	end
	begin "without root, meson builds the libraries that have a wrap"
	full_machine
	put_noting "$bin" apt-get
	rm "$work/libraries/md4c"
	user_id=1000
	gym watch
	user_id=0
	expect_status 0
	expect_text err "md4c is still missing; meson will fetch and build a copy of its own"
	expect_no log "apt-get"
	end
	begin "without root, a test that does without a tool keeps nobody from the others"
	full_machine
	put_noting "$bin" apt-get
	rm "$bin/valgrind"
	results build 0 <<'END'
strings OK ok
END
	echo 0 >"$work/results/sanitize.status"
	user_id=1000
	gym test
	user_id=0
	expect_status 0
	expect_text err "valgrind is still missing"
	expect_no log "apt-get"
	end
	begin "root needs no sudo"
	bare_machine apt-get
	put_noting "$bin" sudo '"$@"'
	gym watch
	expect_no log sudo
	end
	begin "Homebrew is never run as root"
	bare_machine brew
	put_noting "$bin" sudo '"$@"'
	user_id=1000
	gym watch
	user_id=0
	expect_status 0
	expect_no log sudo
	end
}

old_system() { # a machine whose packages have other versions, PACKAGE VERSION on standard input
	put "$bin" apt-cache <<'END'
while read -r name version; do
	[ "$name" != "$2" ] || printf '%s:\n  Installed: (none)\n  Candidate: %s\n' "$name" "$version"
done <"$WORK/versions"
END
	cat >"$work/versions"
}

test_versions() {
	begin "a system that is too old is told before anything is installed"
	bare_machine apt-get
	old_system <<'END'
meson 1.0.1-5
libuv1-dev 1.40.0-2+deb11u1
libgit2-dev 1.1.0+dfsg.1-4+deb11u2
END
	gym watch
	expect_status 3
	expect_text err "libgit2 is 1.1.0+dfsg.1-4+deb11u2 on this system, and rustgym needs 1.4.3 or newer"
	expect_text err "nothing was installed"
	expect_no log "apt-get install"
	end

	begin "also if the versions are known only after the refresh"
	bare_machine apt-get
	echo 'libgit2-dev 1.1.0-4' | old_system
	mv "$work/versions" "$work/versions.later"
	: >"$work/versions"
	mv "$bin/apt-get" "$bin/apt-get.real"
	put "$bin" apt-get <<'END'
[ "$1" != update ] || mv "$WORK/versions.later" "$WORK/versions"
exec "$PLACE/apt-get.real" "$@"
END
	put_noting "$bin" sudo 'FAKE_ID=0 "$@"'
	user_id=1000
	gym watch
	user_id=0
	expect_status 3
	expect_text err "libgit2 is 1.1.0-4 on this system"
	expect_no log "apt-get install"
	expect_one_call sudo
	end

	begin "a meson that is too old, too"
	bare_machine apt-get
	echo 'meson 1:0.56.2-1' | old_system
	gym watch
	expect_status 3
	expect_text err "meson is 0.56.2-1 on this system, and rustgym needs 0.61 or newer"
	expect_no log "apt-get install"
	end

	begin "a library that is too old is left to meson if it has a wrap"
	bare_machine apt-get
	echo 'libmd4c-dev 0.4.6-1' | old_system
	gym watch
	expect_status 0
	expect_text log "apt-get install -y --no-install-recommends gcc"
	expect_no log "libmd4c-dev"
	end

	begin "versions that will do are installed"
	bare_machine apt-get
	old_system <<'END'
meson 0.61.2-1
libuv1-dev 1.42.0-1
libgit2-dev 2.0-1
libmd4c-dev (none)
END
	gym watch
	expect_status 0
	expect_text log "libgit2-dev"
	expect_text log "libmd4c-dev"
	end

	begin "an installed meson that is too old counts as missing"
	full_machine
	put_noting "$bin" apt-get
	MESON_VERSION=0.56.2
	gym watch
	MESON_VERSION=
	expect_status 3
	expect_text log "apt-get install -y --no-install-recommends meson"
	end
}

test_only_what_is_missing() {
	begin "only what is missing gets installed"
	full_machine
	put_noting "$bin" apt-get ': >"$LIBRARIES/md4c"'
	rm "$work/libraries/md4c"
	gym watch
	expect_status 0
	expect_text err "missing here: md4c"
	expect_line log "apt-get install -y --no-install-recommends libmd4c-dev"
	end

	begin "a library without a package is left to meson"
	full_machine
	put_noting "$bin" apt-get 'exit 100'
	rm "$work/libraries/md4c"
	gym watch
	expect_status 0
	expect_text err "md4c is still missing; meson will fetch and build a copy of its own"
	expect_text log "meson setup --wrap-mode=default"
	end

	begin "one unknown package doesn't keep the others out"
	bare_machine apt-get
	put_noting "$bin" apt-get 'case "$*" in
*libmd4c-dev*) exit 100 ;;
*"recommends meson") mv "$STORE/meson" "$PLACE/" ;;
*"recommends ninja-build") mv "$STORE/ninja" "$PLACE/" ;;
*"recommends gcc libc6-dev") mv "$STORE/cc" "$PLACE/" ;;
*"recommends pkg-config") mv "$STORE/pkg-config" "$PLACE/" ;;
esac'
	gym watch
	expect_status 0
	expect_line log "apt-get install -y --no-install-recommends libgit2-dev"
	end

	begin "a tool that can't be had ends it"
	bare_machine apt-get
	put_noting "$bin" apt-get 'exit 100'
	gym watch
	expect_status 3
	expect_text err "cc is still missing"
	end

	begin "package lists that can't be refreshed don't end it"
	bare_machine apt-get
	mv "$bin/apt-get" "$bin/apt-get.real"
	put "$bin" apt-get <<'END'
[ "$1" != update ] || exit 100
exec "$PLACE/apt-get.real" "$@"
END
	gym watch
	expect_status 0
	expect_text err "that failed; trying with the package lists as they are"
	end

	begin "without a package manager it says what is missing"
	new_machine
	mv "$store/rustc" "$store/cargo" "$bin/"
	gym watch
	expect_status 3
	expect_text err "this machine lacks cc meson ninja pkg-config libuv libgit2"
	end
}

test_asking() {
	begin "on a terminal it asks, and no means no"
	bare_machine apt-get
	gym_on_terminal n build
	expect_status 3
	expect_text out "apt-get install -y --no-install-recommends gcc"
	expect_text out "Go on? [Y/n]"
	expect_all log ""
	end

	begin "on a terminal it asks, and Enter means yes"
	bare_machine apt-get
	gym_on_terminal "" build
	expect_status 0
	expect_text out "Go on? [Y/n]"
	expect_text log "apt-get install"
	end

	begin "-y doesn't ask"
	bare_machine apt-get
	gym_on_terminal n -y build
	expect_status 0
	expect_no out "Go on?"
	expect_text log "apt-get install"
	end

	begin "-y alone watches"
	full_machine
	gym -y
	expect_status 0
	expect_text log "meson setup"
	expect_all out "[]"
	end
}

test_rust() {
	for command in watch run check test ""; do
		begin "no Rust toolchain: '$command' says how to get one, and does nothing else"
		bare_machine apt-get
		rm "$bin/rustc" "$bin/cargo"
		# shellcheck disable=SC2086 # nothing for the empty one
		gym $command
		expect_status 3
		expect_all err "gym: there is no Rust toolchain on the PATH; get one with:\
 curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
		expect_all log ""
		end
	done
	for command in list "hint x" --version help\ list; do
		begin "no Rust toolchain: '$command' doesn't need it"
		full_machine
		rm "$bin/rustc" "$bin/cargo"
		# shellcheck disable=SC2086 # a list of words
		gym $command
		expect_status 0
		end
	done
	begin "a toolchain that rustup has just installed is found"
	full_machine
	mkdir -p "$work/home/.cargo/bin"
	mv "$bin/rustc" "$bin/cargo" "$work/home/.cargo/bin/"
	gym watch
	expect_status 0
	end
}

# --- Building and handing over ----------------------------------------------------------------

test_compiler() {
	begin "sccache, which meson would use by itself, is left out"
	full_machine
	put "$bin" sccache </dev/null
	mv "$bin/meson" "$bin/meson.real"
	put "$bin" meson <<'END'
[ "$1" = --version ] || printf '%s\n' "CC=${CC-}" >>"$LOG"
exec "$PLACE/meson.real" "$@"
END
	gym watch
	expect_status 0
	expect_line log "CC=cc"
	rm -r "$clone/build"
	(in_place "$clone" "$bin/env" CC=clang "$clone/gym" list) >"$work/out" 2>"$work/err" </dev/null
	expect_line log "CC=clang"
	end
}

test_building() {
	begin "the first time it configures and builds, and standard output is the program's"
	full_machine
	gym list --json
	expect_status 0
	expect_all out "[list][--json]"
	expect_line log "meson setup --wrap-mode=default --default-library=static --buildtype=release\
 $clone/build $clone"
	expect_line log "ninja -C $clone/build"
	end

	begin "a build says how far it is, and not every step in a pipe"
	full_machine
	: >"$work/steps"
	gym build
	expect_status 0
	expect_line err "gym: built 25 of 100"
	expect_line err "gym: built 100 of 100"
	expect_no err "Compiling"
	expect_line err "gym: ready: $clone/build/rustgym"
	[ "$(grep -c . "$work/err")" -le 9 ] || fault "it says too much"
	end

	begin "on a terminal it counts in one line"
	full_machine
	: >"$work/steps"
	terminal=xterm
	gym_on_terminal "" build
	terminal=
	expect_status 0
	expect_text out "gym: built 57 of 100"
	[ "$(grep -c "built" "$work/out")" -le 1 ] || fault "it counts in more than one line"
	end

	begin "when nothing has changed it looks for nothing"
	built_machine
	gym list
	expect_status 0
	expect_all log "ninja -C $clone/build -n"
	expect_all err ""
	gym build
	expect_status 0
	expect_all err "gym: nothing to do: $clone/build/rustgym is up to date"
	end

	begin "when something has changed it builds, and no longer looks for libraries"
	built_machine
	: >"$work/changed"
	rm "$work/libraries/md4c"
	gym list
	expect_status 0
	expect_line log "ninja -C $clone/build"
	expect_no log "pkg-config"
	expect_no log "meson"
	end

	begin "a build that fails shows what it said, and runs nothing"
	full_machine
	: >"$work/broken"
	gym list
	expect_status 3
	expect_text err "main.c:1: error: expected a program"
	expect_all out ""
	end

	begin "a configuration that was killed is done anew"
	full_machine
	mkdir -p "$clone/build"
	: >"$clone/build/build.ninja"
	gym list
	expect_status 0
	expect_text log "meson setup"
	: >"$log"
	rm "$clone/build/meson-private/coredata.dat"
	gym list
	expect_status 0
	expect_text log "meson setup"
	end

	begin "a clone that has moved is configured anew"
	built_machine
	mv "$clone" "$work/moved"
	mkdir "$clone"
	(in_place "$work" "$work/moved/gym" build) >"$work/out" 2>"$work/err" </dev/null
	: >"$work/changed"
	(in_place "$work" "$work/moved/gym" build) >"$work/out" 2>"$work/err" </dev/null
	expect_line log "meson setup --wrap-mode=default --default-library=static --buildtype=release\
 $work/moved/build $work/moved"
	rm -rf "$work/moved"
	end

	for name in ninja-build samu; do
		begin "ninja may be called $name"
		full_machine
		mv "$bin/ninja" "$bin/$name"
		gym list
		expect_status 0
		expect_line log "$name -C $clone/build"
		gym list
		expect_status 0
		end
	done
}

test_two_at_once() {
	begin "a second gym waits for the first to finish building"
	full_machine
	if [ ! -e "$bin/flock" ]; then
		title="$title # SKIP no flock"
		end
		return
	fi
	mkfifo "$work/said"
	exec 8<"$clone/gym"
	flock 8 8<&8
	(in_place "$clone" "$clone/gym" list) >"$work/out" 2>"$work/said" </dev/null 8<&- &
	second=$!
	exec 7<"$work/said"
	read -r said <&7
	[ "$said" = "gym: waiting for another gym to finish building" ] || fault "it said: $said"
	expect_no log "meson setup"
	exec 8<&-
	wait "$second"
	status=$?
	cat <&7 >"$work/err"
	exec 7<&-
	expect_status 0
	expect_text log "meson setup"
	rm "$work/said"
	end
}

test_arguments() {
	begin "arguments arrive as they were given"
	built_machine
	gym run 'two words' '' '*' "it's" '$HOME' "$(printf 'a\nb')" -y
	expect_status 0
	expect_all out "[run][two words][][*][it's][\$HOME][a
b][-y]"
	end

	begin "no arguments at all arrive as none"
	built_machine
	gym
	expect_all out "[]"
	end

	begin "the standard input is the program's"
	bare_machine apt-get
	for _ in bare built; do
		(in_place "$clone" "$clone/gym" watch --json) >"$work/out" 2>"$work/err" <<'END'
{"do":"quit"}
END
		expect_all out "[watch][--json]
{\"do\":\"quit\"}"
	done
	end

	begin "the program's exit status is gym's"
	built_machine
	put "$clone/build" rustgym <<'END'
exit 4
END
	gym list
	expect_status 4
	end

	begin "from elsewhere the clone is the workspace"
	built_machine
	gym_from "$work/elsewhere" hint 'a b'
	expect_all out "[-C][$clone][hint][a b]"
	gym_from "$work/elsewhere"
	expect_all out "[-C][$clone]"
	end

	begin "init, help, --version and a -C of one's own are left alone"
	built_machine
	gym_from "$work/elsewhere" init here
	expect_all out "[init][here]"
	gym_from "$work/elsewhere" help list
	expect_all out "[help][list]"
	gym_from "$work/elsewhere" --version
	expect_all out "[--version]"
	gym_from "$work/elsewhere" -C . --plain list
	expect_all out "[-C][.][--plain][list]"
	gym_from "$work/elsewhere" --plain init here
	expect_all out "[--plain][init][here]"
	end

	begin "inside the clone, or another workspace, that is the workspace"
	built_machine
	gym_from "$clone/exercises" list
	expect_all out "[list]"
	mkdir -p "$work/elsewhere/exercises/01_start"
	echo '{}' >"$work/elsewhere/exercises/roadmap.json"
	gym_from "$work/elsewhere/exercises/01_start" list
	expect_all out "[list]"
	end

	begin "it may be called through a link"
	built_machine
	ln -s "the clone/gym" "$work/linked"
	(in_place "$work/elsewhere" "$work/linked" list) >"$work/out" 2>"$work/err" </dev/null
	expect_all out "[-C][$clone][list]"
	rm "$work/linked"
	end

	begin "help is gym's own page"
	new_machine
	gym help
	expect_status 0
	expect_text out "usage: ./gym"
	expect_all log ""
	end
}

test_install() {
	begin "install: the prefix is configured, then installed to"
	built_machine
	gym install --prefix /opt/gym
	expect_status 0
	expect_line log "meson setup --wrap-mode=default --default-library=static --reconfigure\
 -Dprefix=/opt/gym $clone/build $clone"
	expect_text log "meson install -C $clone/build"
	: >"$log"
	gym_from "$work/elsewhere" install --prefix=here
	expect_text log "-Dprefix=$work/elsewhere/here"
	: >"$log"
	gym install
	expect_text log "-Dprefix=/usr/local"
	end

	begin "install: a shell that does not look in the prefix is told how"
	built_machine
	put "$bin" bash </dev/null
	put "$bin" fish </dev/null
	put "$bin" zsh <<'END'
echo /usr/share/zsh/functions:/usr/local/share/zsh/site-functions
END
	gym install --prefix /opt/gym
	expect_status 0
	expect_text err 'export PATH="/opt/gym/bin:$PATH"'
	expect_line err "    . '/opt/gym/share/bash-completion/completions/rustgym.bash'"
	expect_line err "    fpath=('/opt/gym/share/zsh/site-functions' \$fpath)"
	expect_line err "    . '/opt/gym/share/fish/vendor_completions.d/rustgym.fish'"
	gym install
	expect_text err "are in /usr/local/share"
	expect_no err "has this line"
	gym install --prefix "$work/home/.local/"
	expect_text err "zsh completes rustgym when your ~/.zshrc, above compinit, has this line:"
	expect_no err "bash completes"
	expect_no err "fish completes"
	end

	begin "install: what failed is not told as installed"
	built_machine
	put "$bin" meson <<'END'
if [ "$1" = --version ]; then
	echo 1.0.1
	exit
fi
[ "$1" != install ]
END
	gym install --prefix /opt/gym
	expect_status 1
	expect_no err "completions"
	end

	begin "install: wrong usage"
	built_machine
	gym install --prefix
	expect_status 2
	gym install here
	expect_status 2
	expect_all log ""
	end
}

test_packages() {
	begin "package: only who packs knows the page of the project"
	built_machine
	gym package homebrew
	expect_status 2
	expect_text err "homebrew|arch --url URL"
	gym package arch --url
	expect_status 2
	gym package deb --url https://a.example/gym
	expect_status 2
	put "$bin" git <<'END'
case $* in
*'log -1'*) echo 1700000000 ;;
esac
END
	ln -s "$(command -v sed)" "$bin/sed"
	mkdir -p "$clone/src"
	cp -R "$root/src/packages" "$clone/src/"
	printf "  version: '1.2.3',\n" >"$clone/meson.build"
	gym package homebrew --url https://a.example/gym
	expect_status 0
	cp "$clone/build/package/rustgym.rb" "$work/out"
	expect_text out 'homepage "https://a.example/gym"'
	expect_text out 'url "https://a.example/gym/rustgym-1.2.3.tar.gz"'
	gym package arch --url https://a.example/gym
	cp "$clone/build/package/PKGBUILD" "$work/out"
	expect_text out "url='https://a.example/gym'"
	expect_text out "pkgver=1.2.3"
	end
}

# --- gym test ---------------------------------------------------------------------------------

results() { # TREE STATUS, lines "NAME RESULT [POINT...]" on standard input; a point is ok, bad or skip
	echo "$2" >"$work/results/$1.status"
	mkdir -p "$work/results/$1"
	{
		echo '<testsuites>'
		echo '<testsuite name="rustgym"><testcase name="x" classname="rustgym"/></testsuite>'
		while read -r name result points; do
			printf '{"name": "rustgym:unit / %s", "result": "%s", "stderr": "%s.c:1",' \
				"$name" "$result" "$name" >&3
			printf '%s\n' ' "stdout": "not ok p\n# it is wrong\nok q\n# it is right"}' >&3
			[ -n "$points" ] || continue
			echo "<testsuite name=\"rustgym.rustgym:unit / $name\">"
			for point in $points; do
				case $point in
				ok) echo '<testcase name="p"/>' ;;
				bad) echo '<testcase name="p"><failure/></testcase>' ;;
				skip) echo '<testcase name="p"><skipped/></testcase>' ;;
				esac
			done
			echo '</testsuite>'
		done
		echo '</testsuites>'
	} >"$work/results/$1/testlog.junit.xml" 3>"$work/results/$1/testlog.json"
}

expect_last_line() {
	last=$(tail -n 1 "$work/out")
	[ "$last" = "$1" ] || fault "the last line is: $last"
}

test_testing() {
	begin "test: both trees are built and run, and the points of both added up"
	full_machine
	results build 0 <<'END'
strings OK ok ok ok
list OK
service SKIP
END
	results sanitize 0 <<'END'
strings OK ok ok skip
END
	gym test
	expect_status 0
	expect_last_line "6 passed, 0 failed"
	expect_line out "2 skipped"
	expect_line log "meson setup --wrap-mode=default --default-library=static --buildtype=release\
 -Dtests=enabled $clone/build $clone"
	expect_line log "meson setup --wrap-mode=default --default-library=static -Dsanitize=true\
 -Dtests=enabled $clone/build/sanitize $clone"
	expect_line log "ninja -C $clone/build"
	expect_line log "ninja -C $clone/build/sanitize"
	expect_line log "meson test -C $clone/build --print-errorlogs"
	expect_line log "meson test -C $clone/build/sanitize --print-errorlogs --timeout-multiplier 5\
 --suite unit --suite e2e --suite fuzz"
	end

	begin "test: a third tree is for libFuzzer, and what it finds counts"
	full_machine
	results build 0 <<'END'
strings OK ok
END
	results sanitize 0 <<'END'
strings OK ok
END
	results fuzz 1 <<'END'
fuzz_text OK
fuzz_json FAIL
END
	gym test
	expect_status 1
	expect_last_line "3 passed, 1 failed"
	expect_line log "meson setup --wrap-mode=default --default-library=static\
 --buildtype=debugoptimized -Dsanitize=true -Dfuzz=enabled $clone/build/fuzz $clone"
	expect_line log "meson test -C $clone/build/fuzz --print-errorlogs"
	gym test --suite unit
	expect_last_line "2 passed, 0 failed"
	end

	begin "test: without libFuzzer the other two trees go on"
	full_machine
	put "$bin" clang <<'END'
exit 1
END
	put_noting "$bin" apt-get 'exit 100'
	results build 0 <<'END'
strings OK ok
END
	echo 0 >"$work/results/sanitize.status"
	gym test
	expect_status 0
	expect_last_line "1 passed, 0 failed"
	expect_text err "without libFuzzer the fuzz targets are given their corpus, and no more"
	expect_no log "build/fuzz"
	end

	begin "test: a failing point is one failure"
	full_machine
	results build 1 <<'END'
strings FAIL ok bad bad
list FAIL
END
	results sanitize 0 <<'END'
strings OK ok
END
	gym test
	expect_status 1
	expect_last_line "2 passed, 3 failed"
	expect_line out "failed: rustgym:unit / strings: p"
	expect_line out "    # it is wrong"
	expect_line out "    strings.c:1"
	expect_no out "# it is right"
	end

	begin "test: a test that broke after its last good point is a failure"
	full_machine
	results build 1 <<'END'
strings TIMEOUT ok ok
list ERROR
END
	results sanitize 0 <<'END'
strings OK ok
END
	gym test
	expect_status 1
	expect_last_line "3 passed, 2 failed"
	end

	begin "test: a run that broke without a test is a failure"
	full_machine
	results build 0 <<'END'
strings OK ok
END
	echo 2 >"$work/results/sanitize.status"
	gym test
	expect_status 1
	expect_last_line "1 passed, 1 failed"
	end

	begin "test: yesterday's results don't count"
	full_machine
	results build 0 <<'END'
strings OK ok
END
	cp -R "$work/results/build" "$work/results/sanitize"
	cp "$work/results/build.status" "$work/results/sanitize.status"
	gym test
	expect_last_line "2 passed, 0 failed"
	rm -r "$work/results/build"
	echo 0 >"$work/results/build.status"
	gym test
	expect_last_line "1 passed, 0 failed"
	end

	begin "test: when nothing ran it fails"
	full_machine
	echo 0 >"$work/results/build.status"
	echo 0 >"$work/results/sanitize.status"
	gym test
	expect_status 1
	expect_no out "0 passed, 0 failed"
	expect_text err "gym: no test ran"
	end

	begin "test: when everything was skipped it fails"
	full_machine
	results build 0 <<'END'
strings SKIP
END
	echo 0 >"$work/results/sanitize.status"
	gym test
	expect_status 1
	end

	begin "test: arguments go to meson, and what one tree lacks is no failure"
	full_machine
	results build 0 <<'END'
strings OK ok
END
	echo 1 >"$work/results/sanitize.status"
	gym test 'a test' --suite unit
	expect_status 0
	expect_last_line "1 passed, 0 failed"
	expect_line log "meson test -C $clone/build --print-errorlogs a test --suite unit"
	expect_line log "meson test -C $clone/build/sanitize --print-errorlogs --timeout-multiplier 5\
 a test --suite unit"
	end

	begin "test: a build that fails ends it"
	full_machine
	: >"$work/broken"
	gym test
	expect_status 3
	expect_text err "main.c:1: error"
	expect_no out "passed"
	end

	begin "test: what tests need is installed, too"
	bare_machine apt-get
	results build 0 <<'END'
strings OK ok
END
	echo 0 >"$work/results/sanitize.status"
	# jsonschema may be in the system's own Python, which is not on the private PATH.
	schema=' python3-jsonschema'
	if /usr/bin/python3 -c 'import jsonschema' 2>/dev/null; then
		schema=
	fi
	gym test
	expect_line log "apt-get install -y --no-install-recommends gcc libc6-dev meson ninja-build\
 pkg-config libuv1-dev libgit2-dev libcjson-dev libmd4c-dev libutf8proc-dev zlib1g-dev\
 libcmocka-dev libvterm-dev clang-format python3$schema git vim clang libclang-rt-dev valgrind"
	expect_last_line "1 passed, 0 failed"
	end
}

# --- gym fuzz ---------------------------------------------------------------------------------

test_fuzzing() {
	begin "fuzz: every target for a minute, from its corpus and what was found before"
	full_machine
	gym fuzz
	expect_status 0
	expect_line log "meson setup --wrap-mode=default --default-library=static\
 --buildtype=debugoptimized -Dsanitize=true -Dfuzz=enabled $clone/build/fuzz $clone"
	for target in json text; do
		expect_text log "fuzz_$target -max_total_time=60"
		expect_text log "$clone/build/fuzz/corpus/$target $clone/tests/fuzz/corpus/$target"
	done
	end

	begin "fuzz: one target, and how long, in any order"
	full_machine
	gym fuzz text 5
	expect_status 0
	expect_text log "fuzz_text -max_total_time=5"
	expect_no log "fuzz_json"
	gym fuzz 7 json
	expect_text log "fuzz_json -max_total_time=7"
	end

	begin "fuzz: a broken target is told, after the others had their turn"
	full_machine
	: >"$work/breaks-fuzz_json"
	gym fuzz
	expect_status 1
	expect_text log "fuzz_text"
	expect_text err "broken: json (the inputs are in $clone/build/fuzz/found)"
	end

	begin "fuzz: wrong usage"
	full_machine
	gym fuzz nothing
	expect_status 2
	expect_text err "there is no fuzz target 'nothing'; there are: json text"
	gym fuzz text 5 more
	expect_status 2
	expect_all log ""
	end

	begin "fuzz: without libFuzzer there is none"
	full_machine
	put "$bin" clang <<'END'
exit 1
END
	put_noting "$bin" apt-get 'exit 100'
	gym fuzz
	expect_status 3
	expect_text err "there is no libFuzzer here: it comes with clang"
	end
}

# --- gym soak ---------------------------------------------------------------------------------

test_soaking() {
	begin "soak: builds, and kills what was built a thousand times"
	full_machine
	mkdir -p "$clone/tests/soak"
	cat >"$clone/tests/soak/soak" <<'END'
import sys
print(sys.argv[1:])
END
	gym soak
	expect_status 0
	expect_line log "ninja -C $clone/build"
	expect_all out "['--rustgym', '$clone/build/rustgym', '--kills', '1000']"
	gym soak 25 7
	expect_all out "['--rustgym', '$clone/build/rustgym', '--kills', '25', '--seed', '7']"
	end

	begin "soak: wrong usage"
	full_machine
	gym soak often
	expect_status 2
	gym soak 25 7 1
	expect_status 2
	expect_all log ""
	end
}

# --- gym mutants ------------------------------------------------------------------------------

test_mutants() {
	begin "mutants: with the caller's cargo-mutants"
	full_machine
	mkdir -p "$clone/tests/mutants"
	cat >"$clone/tests/mutants/mutants" <<'END'
import sys
print(sys.argv[1:])
END
	put "$bin" cargo-mutants </dev/null
	gym mutants
	expect_status 0
	expect_all out "['--build', '$clone/build/mutants', '--cargo-mutants', '$bin/cargo-mutants']"
	gym mutants lost_parcel
	expect_text out "'lost_parcel']"
	end

	begin "mutants: installs its own where there is none"
	full_machine
	rm -f "$bin/cargo-mutants"
	mkdir -p "$clone/tests/mutants"
	echo 'import sys; print(sys.argv[4])' >"$clone/tests/mutants/mutants"
	put_noting "$bin" cargo 'exit 0'
	gym -y mutants
	expect_status 0
	expect_line log "cargo install cargo-mutants --locked --root $clone/build/mutants/tools"
	expect_all out "$clone/build/mutants/tools/bin/cargo-mutants"
	put_noting "$bin" cargo 'exit 101'
	gym -y mutants
	expect_status 3
	expect_text err "cargo-mutants could not be installed"
	end

	begin "mutants: wrong usage"
	full_machine
	gym mutants --list
	expect_status 2
	expect_all log ""
	end
}

test_managers
test_becoming_root
test_only_what_is_missing
test_versions
test_asking
test_rust
test_compiler
test_building
test_two_at_once
test_arguments
test_install
test_packages
test_testing
test_fuzzing
test_soaking
test_mutants
echo "1..$number"
[ "$failures" = 0 ]
