/*
 * Makes a Linux compiler see, of the C library, only what macOS has too. tests/macos.py includes it before
 * each source, with __APPLE__ instead of __linux__. The other headers here stand in for those of macOS that
 * libuv's header includes.
 */
#define clone linux_clone /* sched.h has it, and macOS has none */
#include <arpa/inet.h>
#include <ctype.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#undef clone
#undef STATX_BTIME
#undef MSG_NOSIGNAL
#undef O_PATH
#undef O_TMPFILE
#undef SOCK_CLOEXEC
#undef SOCK_NONBLOCK
#undef AT_EMPTY_PATH
#undef F_OFD_SETLK
#undef F_OFD_SETLKW
#undef RENAME_EXCHANGE
#undef RENAME_NOREPLACE
#undef CLOCK_BOOTTIME
#undef SIGPWR
#undef SIGSTKFLT
#undef SIGPOLL
#undef SIGRTMIN
#undef TEMP_FAILURE_RETRY

#pragma GCC poison pipe2 dup3 accept4 prctl prlimit statx execvpe memrchr strchrnul rawmemchr      \
	mempcpy getrandom
#pragma GCC poison sched_setaffinity sched_getaffinity renameat2 copy_file_range close_range       \
	pidfd_open
#pragma GCC poison inotify_init1 inotify_add_watch epoll_create1 eventfd signalfd timerfd_create   \
	ppoll
#pragma GCC poison sigtimedwait sigwaitinfo secure_getenv get_current_dir_name                     \
	program_invocation_short_name
#pragma GCC poison program_invocation_name clearenv euidaccess eaccess fallocate posix_fallocate   \
	posix_fadvise
#pragma GCC poison sync_file_range syncfs statfs sysinfo mremap memfd_create getauxval ptsname_r   \
	qsort_r
#pragma GCC poison strerrorname_np sigabbrev_np versionsort strverscmp canonicalize_file_name      \
	fcloseall
#pragma GCC poison pthread_tryjoin_np pthread_timedjoin_np pthread_setaffinity_np sendfile splice  \
	tee
