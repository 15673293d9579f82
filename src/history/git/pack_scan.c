#include "pack_scan.h"

#include <string.h>
#include <zlib.h>

enum { DELTA_OFFSET = 6, DELTA_REF = 7, ID_LEN = 20 };

#define OBJECT_MAX (UINT64_C(16) * 1024 * 1024)
#define ALL_MAX (UINT64_C(4) * 1024 * 1024 * 1024)

struct scan {
	FILE *file;
	z_stream zlib;
	unsigned char bytes[16384];
	uint64_t all;
};

enum outcome { SANE, DAMAGED, TOO_LARGE };

/* False at the end of the file. */
static bool fill(struct scan *scan)
{
	if (scan->zlib.avail_in)
		return true;
	scan->zlib.next_in = scan->bytes;
	scan->zlib.avail_in = (unsigned)fread(scan->bytes, 1, sizeof(scan->bytes), scan->file);
	return scan->zlib.avail_in > 0;
}

/* -1 at the end of the file. */
static int next(struct scan *scan)
{
	if (!fill(scan))
		return -1;
	scan->zlib.avail_in--;
	return *scan->zlib.next_in++;
}

/* Of a delta, the two sizes that it begins with: of what it is made from, and of what it makes. */
static uint64_t size_made(const unsigned char *head, size_t len)
{
	uint64_t size = 0;
	size_t at = 0;

	while (at < len && head[at] & 0x80)
		at++;
	at++;
	for (unsigned shift = 0; at < len && shift < 63; shift += 7, at++) {
		size |= (uint64_t)(head[at] & 0x7f) << shift;
		if (!(head[at] & 0x80))
			break;
	}
	return size;
}

/* Inflates one object into nothing, but for its head, as far as it may be long. */
static enum outcome skip_object(struct scan *scan, bool delta)
{
	unsigned char head[32], rest[16384];
	size_t head_len = 0;
	uint64_t inflated = 0;
	int status = inflateReset(&scan->zlib);

	while (status == Z_OK) {
		if (!fill(scan))
			return DAMAGED;
		scan->zlib.next_out = rest;
		scan->zlib.avail_out = sizeof(rest);
		status = inflate(&scan->zlib, Z_NO_FLUSH);
		for (size_t i = 0; i < sizeof(rest) - scan->zlib.avail_out && head_len < 32; i++)
			head[head_len++] = rest[i];
		inflated += sizeof(rest) - scan->zlib.avail_out;
		if (inflated > OBJECT_MAX || scan->all + inflated > ALL_MAX)
			return TOO_LARGE;
	}
	if (status != Z_STREAM_END)
		return DAMAGED;
	if (delta && size_made(head, head_len) > OBJECT_MAX)
		return TOO_LARGE;
	scan->all += delta ? size_made(head, head_len) : inflated;
	return scan->all > ALL_MAX ? TOO_LARGE : SANE;
}

/* Its kind and the size that it says it has, and of a delta what it is made from; -1: damaged. */
static int read_kind(struct scan *scan, uint64_t *size)
{
	int byte = next(scan), kind = byte >> 4 & 7;

	*size = byte < 0 ? 0 : byte & 15;
	for (unsigned shift = 4; byte >= 0 && byte & 0x80 && shift < 63; shift += 7) {
		byte = next(scan);
		*size |= (uint64_t)(byte & 0x7f) << shift;
	}
	if (byte >= 0 && kind == DELTA_OFFSET)
		do
			byte = next(scan);
		while (byte >= 0 && byte & 0x80);
	for (int i = 0; byte >= 0 && kind == DELTA_REF && i < ID_LEN; i++)
		byte = next(scan);
	return byte < 0 ? -1 : kind;
}

static enum outcome scan_object(struct scan *scan)
{
	uint64_t size;
	int kind = read_kind(scan, &size);

	if (kind < 0)
		return DAMAGED;
	if (size > OBJECT_MAX)
		return TOO_LARGE;
	return skip_object(scan, kind == DELTA_OFFSET || kind == DELTA_REF);
}

bool pack_has_sane_sizes(FILE *file)
{
	struct scan scan = {.file = file};
	enum outcome outcome = SANE;
	uint32_t count = 0;

	if (inflateInit(&scan.zlib) != Z_OK)
		return false;
	for (int i = 0; i < 12; i++) /* "PACK", its version, how many objects it has */
		count = count << 8 | (uint32_t)(next(&scan) & 0xff);
	while (outcome == SANE && count--)
		outcome = scan_object(&scan);
	inflateEnd(&scan.zlib);
	return outcome != TOO_LARGE;
}
