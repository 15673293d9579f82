/* A terminal or pipe of ours is opened again, so that the flags of the original do not change. */
#ifndef RUSTGYM_REOPEN_H
#define RUSTGYM_REOPEN_H

/*
 * Opens it again, without blocking. `access` is O_RDONLY or O_WRONLY. The program that started us shares the
 * original open file, which goes on blocking. Returns -1 if it cannot be opened again.
 */
int reopen(int fd, int access);

#endif
