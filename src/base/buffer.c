#include "rustgym/base/buffer.h"
#include "rustgym/base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char buffer_empty[1];

void buffer_init(struct buffer *buffer)
{
	buffer->data = buffer_empty;
	buffer->len = buffer->capacity = 0;
}

void buffer_reserve(struct buffer *buffer, size_t room)
{
	size_t need = buffer->len + room + 1;
	size_t capacity = buffer->capacity ? buffer->capacity : 64;

	if (room > PTRDIFF_MAX - buffer->len - 1)
		memory_exhausted();
	if (need <= buffer->capacity)
		return;
	while (capacity < need)
		capacity *= 2;
	buffer->data = memory_resize(buffer->capacity ? buffer->data : NULL, capacity, 1);
	buffer->capacity = capacity;
	buffer->data[buffer->len] = '\0';
}

void buffer_add(struct buffer *buffer, const void *data, size_t len)
{
	if (!len)
		return;
	buffer_reserve(buffer, len);
	memcpy(buffer->data + buffer->len, data, len);
	buffer->len += len;
	buffer->data[buffer->len] = '\0';
}

void buffer_add_string(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void buffer_add_char(struct buffer *buffer, char c)
{
	buffer_add(buffer, &c, 1);
}

void buffer_add_repeated(struct buffer *buffer, const char *text, size_t times)
{
	while (times--)
		buffer_add_string(buffer, text);
}

void buffer_addf(struct buffer *buffer, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len <= 0)
		return;
	buffer_reserve(buffer, (size_t)len);
	va_start(args, format);
	vsnprintf(buffer->data + buffer->len, (size_t)len + 1, format, args);
	va_end(args);
	buffer->len += (size_t)len;
}

void buffer_remove_head(struct buffer *buffer, size_t len)
{
	if (len >= buffer->len) {
		buffer_truncate(buffer, 0);
		return;
	}
	memmove(buffer->data, buffer->data + len, buffer->len - len + 1);
	buffer->len -= len;
}

void buffer_truncate(struct buffer *buffer, size_t len)
{
	if (len < buffer->len) {
		buffer->len = len;
		buffer->data[len] = '\0';
	}
}

void buffer_reset(struct buffer *buffer)
{
	buffer_truncate(buffer, 0);
}

char *buffer_detach(struct buffer *buffer)
{
	char *data = buffer->capacity ? buffer->data : memory_copy("", 0);

	buffer_init(buffer);
	return data;
}

void buffer_clear(struct buffer *buffer)
{
	if (buffer->capacity)
		free(buffer->data);
	buffer_init(buffer);
}
