/*
 * This is the linear-space form of E. W. Myers, "An O(ND) Difference Algorithm and Its Variations"
 * (1986). From both corners of a box it computes the furthest points that d steps reach, on each
 * diagonal x - y = k, until the two paths meet. Then it does the same for the boxes before and
 * after that point.
 */
#include "rustgym/ui/edits.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- pieces --------------------------------------------------------------------------------- */

static void add_piece(struct pieces *pieces, const char *bytes, size_t len)
{
	if (pieces->count == pieces->capacity) {
		pieces->capacity = pieces->capacity ? pieces->capacity * 2 : 64;
		pieces->items = memory_resize(pieces->items, pieces->capacity,
					      sizeof(*pieces->items));
	}
	pieces->items[pieces->count++] = (struct piece){bytes, len};
}

void pieces_add_lines(struct pieces *pieces, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t size = end ? (size_t)(end - text) + 1 - at : len - at;

		add_piece(pieces, text + at, size);
		at += size;
	}
}

enum kind { KIND_WORD, KIND_SPACE, KIND_OTHER };

static enum kind kind_of(char c)
{
	if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
		return KIND_SPACE;
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	    c == '_' || (unsigned char)c >= 0x80)
		return KIND_WORD;
	return KIND_OTHER;
}

void pieces_add_words(struct pieces *pieces, const char *text, size_t len)
{
	for (size_t at = 0, end; at < len; at = end) {
		enum kind kind = kind_of(text[at]);

		end = at + 1;
		while (kind != KIND_OTHER && end < len && kind_of(text[end]) == kind)
			end++;
		add_piece(pieces, text + at, end - at);
	}
}

void pieces_clear(struct pieces *pieces)
{
	free(pieces->items);
	*pieces = (struct pieces)PIECES_INIT;
}

/* ---- numbers -------------------------------------------------------------------------------- */

struct slot {
	const struct piece *piece; /* NULL: free */
	uint64_t hash;
	uint32_t number;
};

static struct slot *find_slot(struct slot *slots, size_t mask, const struct piece *piece)
{
	uint64_t hash = file_hash(FILE_HASH_START, piece->bytes, piece->len);
	size_t at = (size_t)hash & mask;

	while (slots[at].piece && (slots[at].hash != hash || slots[at].piece->len != piece->len ||
				   memcmp(slots[at].piece->bytes, piece->bytes, piece->len) != 0))
		at = (at + 1) & mask;
	slots[at].hash = hash;
	return &slots[at];
}

uint32_t *pieces_number(const struct pieces *old, const struct pieces *new)
{
	size_t total = old->count + new->count, size = 16;
	uint32_t *numbers = memory_new((total + 1) * sizeof(*numbers)), next = 0;
	struct slot *slots;

	while (size < total * 2)
		size *= 2;
	slots = memory_new(size * sizeof(*slots));
	for (size_t i = 0; i < total; i++) {
		const struct piece *piece = i < old->count ? &old->items[i]
							   : &new->items[i - old->count];
		struct slot *slot = find_slot(slots, size - 1, piece);

		if (!slot->piece) {
			slot->piece = piece;
			slot->number = next++;
		}
		numbers[i] = slot->number;
	}
	free(slots);
	return numbers;
}

/* ---- the search ----------------------------------------------------------------------------- */

/* One sequence, without the pieces that the other sequence does not have. */
struct side {
	uint32_t *numbers;
	size_t *places; /* their indexes in the whole sequence */
	size_t count;
	bool *changed; /* indexed by the index in the whole sequence */
};

struct box {
	ptrdiff_t x, y, width, height; /* x is an index in old, y in new */
};

struct search {
	struct side old, new;
	ptrdiff_t *reach[2]; /* indexed by diagonal: the furthest x from that corner, or NOWHERE */
	ptrdiff_t middle;    /* the index of diagonal 0 */
};

enum { FORWARD, BACKWARD, NOWHERE = -1 };

/*
 * Compares a piece of each side. x and y count from the box's first corner; with BACKWARD from its
 * last.
 */
static bool is_same(const struct search *s, const struct box *box, int way, ptrdiff_t x,
		    ptrdiff_t y)
{
	if (way == BACKWARD) {
		x = box->width - 1 - x;
		y = box->height - 1 - y;
	}
	return s->old.numbers[box->x + x] == s->new.numbers[box->y + y];
}

/* Returns the furthest x on diagonal k, one step after the neighbouring diagonals. */
static ptrdiff_t step_to(const ptrdiff_t *reach, const struct box *box, ptrdiff_t k)
{
	ptrdiff_t right = reach[k - 1] == NOWHERE ? NOWHERE : reach[k - 1] + 1;
	ptrdiff_t down = reach[k + 1];

	if (right > box->width)
		right = NOWHERE;
	if (down != NOWHERE && down - k > box->height)
		down = NOWHERE;
	return right > down ? right : down;
}

/*
 * Makes step d from one corner. Returns true if it meets the path from the other corner; *x and *y
 * are that point, counted from the first corner.
 */
static bool advance(struct search *s, const struct box *box, int way, ptrdiff_t d, ptrdiff_t *x,
		    ptrdiff_t *y)
{
	ptrdiff_t *reach = s->reach[way] + s->middle, *other = s->reach[!way] + s->middle;
	ptrdiff_t delta = box->width - box->height, met = way == FORWARD ? d - 1 : d;

	reach[-d - 1] = reach[d + 1] = NOWHERE;
	for (ptrdiff_t k = -d; k <= d; k += 2) {
		ptrdiff_t at = d ? step_to(reach, box, k) : 0, mirrored = delta - k;

		while (at != NOWHERE && at < box->width && at - k < box->height &&
		       is_same(s, box, way, at, at - k))
			at++;
		reach[k] = at;
		if (at == NOWHERE || mirrored < -met || mirrored > met || (mirrored + met) % 2 != 0)
			continue;
		if (other[mirrored] != NOWHERE && at + other[mirrored] >= box->width) {
			*x = way == FORWARD ? at : box->width - at;
			*y = way == FORWARD ? at - k : box->height - (at - k);
			return true;
		}
	}
	return false;
}

/* Returns the furthest point from the first corner, for a search that was stopped. */
static void furthest(const struct search *s, ptrdiff_t d, ptrdiff_t *x, ptrdiff_t *y)
{
	const ptrdiff_t *reach = s->reach[FORWARD] + s->middle;

	*x = *y = 0;
	for (ptrdiff_t k = -d; k <= d; k += 2)
		if (reach[k] != NOWHERE && 2 * reach[k] - k > *x + *y) {
			*x = reach[k];
			*y = reach[k] - k;
		}
}

static void split(struct search *s, const struct box *box, ptrdiff_t *x, ptrdiff_t *y)
{
	for (ptrdiff_t d = 0;; d++) {
		if (advance(s, box, FORWARD, d, x, y) || advance(s, box, BACKWARD, d, x, y))
			return;
		if (d == EDITS_STEPS_MAX) {
			furthest(s, d, x, y);
			return;
		}
	}
}

static void trim(const struct search *s, struct box *box)
{
	while (box->width && box->height && is_same(s, box, FORWARD, 0, 0)) {
		box->x++, box->y++;
		box->width--, box->height--;
	}
	while (box->width && box->height && is_same(s, box, BACKWARD, 0, 0))
		box->width--, box->height--;
}

static void mark(struct side *side, ptrdiff_t from, ptrdiff_t count)
{
	for (ptrdiff_t i = from; i < from + count; i++)
		side->changed[side->places[i]] = true;
}

static void search_box(struct search *s, struct box box)
{
	ptrdiff_t x, y;

	for (trim(s, &box); box.width && box.height; trim(s, &box)) {
		split(s, &box, &x, &y);
		search_box(s, (struct box){box.x, box.y, x, y});
		box = (struct box){box.x + x, box.y + y, box.width - x, box.height - y};
	}
	mark(&s->old, box.x, box.width);
	mark(&s->new, box.y, box.height);
}

/* A piece that only one side has is changed in any case, so the search leaves it out. */
static void side_init(struct side *side, const uint32_t *numbers, size_t count,
		      const bool *in_other)
{
	side->numbers = memory_new((count + 1) * sizeof(*side->numbers));
	side->places = memory_new((count + 1) * sizeof(*side->places));
	side->changed = memory_new((count + 1) * sizeof(*side->changed));
	side->count = 0;
	for (size_t i = 0; i < count; i++) {
		side->changed[i] = !in_other[numbers[i]];
		if (side->changed[i])
			continue;
		side->numbers[side->count] = numbers[i];
		side->places[side->count++] = i;
	}
}

static void side_clear(struct side *side)
{
	free(side->numbers);
	free(side->places);
	free(side->changed);
}

static void search(struct search *s)
{
	size_t most = s->old.count + s->new.count;

	if (most > EDITS_STEPS_MAX)
		most = EDITS_STEPS_MAX;
	s->middle = (ptrdiff_t)most + 2;
	for (int way = 0; way < 2; way++)
		s->reach[way] = memory_new((2 * most + 5) * sizeof(**s->reach));
	search_box(s, (struct box){0, 0, (ptrdiff_t)s->old.count, (ptrdiff_t)s->new.count});
	free(s->reach[FORWARD]);
	free(s->reach[BACKWARD]);
}

/* ---- collecting the edits -------------------------------------------------------------------- */

static void add_edit(struct edits *edits, struct edit edit)
{
	if (edits->count == edits->capacity) {
		edits->capacity = edits->capacity ? edits->capacity * 2 : 16;
		edits->items = memory_resize(edits->items, edits->capacity, sizeof(*edits->items));
	}
	edits->items[edits->count++] = edit;
}

static void gather(const struct search *s, size_t old_count, size_t new_count, struct edits *edits)
{
	size_t x = 0, y = 0;

	while (x < old_count || y < new_count) {
		struct edit edit = {.old = x, .new = y};

		while (x < old_count && s->old.changed[x])
			x++;
		while (y < new_count && s->new.changed[y])
			y++;
		edit.old_count = x - edit.old;
		edit.new_count = y - edit.new;
		if (edit.old_count || edit.new_count)
			add_edit(edits, edit);
		else
			x++, y++;
	}
}

/*
 * Moves a pure addition or removal down if the result is the same, as with "}" before or after a
 * block. The edit then usually is a whole block.
 */
static void slide(struct edits *edits, const uint32_t *old, size_t old_count, const uint32_t *new,
		  size_t new_count)
{
	/* from the last one, because moving it makes room for the others */
	for (size_t i = edits->count; i-- > 0;) {
		struct edit *e = &edits->items[i];
		bool last = i + 1 == edits->count;
		/* one unchanged piece must stay between the edits */
		size_t end = last ? old_count : e[1].old - 1;
		size_t new_end = last ? new_count : e[1].new - 1;

		if (e->old_count && e->new_count)
			continue;
		while (e->old + e->old_count < end && e->new + e->new_count < new_end &&
		       (e->old_count ? old[e->old] == old[e->old + e->old_count]
				     : new[e->new] == new[e->new + e->new_count]))
			e->old++, e->new ++;
	}
}

void edits_find(const struct pieces *old, const struct pieces *new, struct edits *edits)
{
	size_t total = old->count + new->count;
	uint32_t *numbers = pieces_number(old, new);
	bool *in_old = memory_new(total + 1), *in_new = memory_new(total + 1);
	struct search s = {0};

	for (size_t i = 0; i < total; i++)
		(i < old->count ? in_old : in_new)[numbers[i]] = true;
	side_init(&s.old, numbers, old->count, in_new);
	side_init(&s.new, numbers + old->count, new->count, in_old);
	search(&s);
	gather(&s, old->count, new->count, edits);
	slide(edits, numbers, old->count, numbers + old->count, new->count);
	side_clear(&s.old);
	side_clear(&s.new);
	free(in_old);
	free(in_new);
	free(numbers);
}

void edits_clear(struct edits *edits)
{
	free(edits->items);
	*edits = (struct edits)EDITS_INIT;
}
