/* Damage: which part of the window differs from the frame before. */
#include "ui/frame.h"

static uint64_t mix(uint64_t hash, uint32_t value)
{
    return (hash ^ value) * 1099511628211ULL;
}

uint64_t damage_hash(const struct display_command *command)
{
    /* field by field: padding bytes say nothing */
    const uint32_t fields[] = {
        command->op,
        (uint32_t)command->rect.x,
        (uint32_t)command->rect.y,
        (uint32_t)command->rect.w,
        (uint32_t)command->rect.h,
        command->color,
        command->color2,
        (uint32_t)command->radius,
        (uint32_t)command->stroke,
        command->icon,
        command->on_dark,
        command->weight,
        (uint32_t)command->size,
        (uint32_t)command->baseline,
    };
    uint64_t hash = 14695981039346656037ULL;

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        hash = mix(hash, fields[i]);
    for (const char *c = command->text ? command->text : ""; *c; c++)
        hash = mix(hash, (unsigned char)*c);
    if (command->qr)
        for (int i = 0; i < command->qr->size * command->qr->size; i++)
            hash = mix(hash, command->qr->dark[i]);
    return hash ^ hash >> 32; /* high bits carry what large fields differ in */
}

static struct rect joined(struct rect a, struct rect b)
{
    int x = a.x < b.x ? a.x : b.x;
    int y = a.y < b.y ? a.y : b.y;
    int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;

    return (struct rect){x, y, right - x, bottom - y};
}

static int64_t area(struct rect rect)
{
    return (int64_t)rect.w * rect.h;
}

/* Joins the two whose union wastes least, to make room for one more. */
static void merge_closest(struct display_list *list)
{
    size_t first = 0;
    size_t second = 1;
    int64_t best = INT64_MAX;

    for (size_t i = 0; i < list->damage_count; i++)
        for (size_t j = i + 1; j < list->damage_count; j++) {
            struct rect a = list->damage[i];
            struct rect b = list->damage[j];
            int64_t waste = area(joined(a, b)) - area(a) - area(b);

            if (waste < best) {
                best = waste;
                first = i;
                second = j;
            }
        }
    list->damage[first] = joined(list->damage[first], list->damage[second]);
    list->damage[second] = list->damage[--list->damage_count];
}

static void add_damage(struct display_list *list, struct rect rect)
{
    int right = rect.x + rect.w < list->width ? rect.x + rect.w : list->width;
    int bottom = rect.y + rect.h < list->height ? rect.y + rect.h : list->height;

    rect.x = rect.x > 0 ? rect.x : 0;
    rect.y = rect.y > 0 ? rect.y : 0;
    rect.w = right - rect.x;
    rect.h = bottom - rect.y;
    if (rect.w <= 0 || rect.h <= 0)
        return;
    for (size_t i = 0; i < list->damage_count; i++) {
        struct rect other = list->damage[i];
        struct rect both = joined(other, rect);

        if (area(both) <= area(other) + area(rect)) { /* they overlap or share an edge */
            list->damage[i] = list->damage[--list->damage_count];
            add_damage(list, both);
            return;
        }
    }
    if (list->damage_count == DISPLAY_MAX_DAMAGE)
        merge_closest(list);
    list->damage[list->damage_count++] = rect;
}

/* What both pages have in common, in the same order, paints the same pixels; all else is damage.
 * Each command of `now` is paired with its like in `before` (the nth with the nth), and the longest
 * rising run of pairs is what they have in common. */
enum { NO_PAIR = -1 };

/* Between the equal heads and tails of both pages. */
struct middle {
    const struct page *now, *before;
    size_t head, now_end, before_end;
    int *pair;        /* of each command of now: its index in before, or NO_PAIR */
    bool *was_paired; /* each command of before */
};

static void pair_up(struct middle *middle)
{
    for (size_t i = middle->head; i < middle->now_end; i++) {
        middle->pair[i - middle->head] = NO_PAIR;
        for (size_t j = middle->head; j < middle->before_end; j++)
            if (!middle->was_paired[j - middle->head]
                && middle->before->hashes[j] == middle->now->hashes[i]) {
                middle->was_paired[j - middle->head] = true;
                middle->pair[i - middle->head] = (int)(j - middle->head);
                break;
            }
    }
}

/* Keeps the pairs of the longest rising run and undoes the others. */
static void keep_rising(struct middle *middle, struct arena *arena)
{
    size_t count = middle->now_end - middle->head;
    int *ends = arena_alloc(arena, count, sizeof *ends); /* of runs by length: index in now */
    int *link = arena_alloc(arena, count, sizeof *link); /* the one before in its run */
    size_t longest = 0;

    for (size_t i = 0; i < count; i++) {
        size_t low = 0;
        size_t high = longest;

        if (middle->pair[i] == NO_PAIR)
            continue;
        while (low < high) {
            size_t half = (low + high) / 2;

            if (middle->pair[ends[half]] < middle->pair[i])
                low = half + 1;
            else
                high = half;
        }
        link[i] = low > 0 ? ends[low - 1] : NO_PAIR;
        ends[low] = (int)i;
        if (low == longest)
            longest++;
    }
    for (size_t i = count, next = longest > 0 ? (size_t)ends[longest - 1] : count; i-- > 0;) {
        if (i == next) {
            next = link[i] == NO_PAIR ? count : (size_t)link[i];
        } else if (middle->pair[i] != NO_PAIR) {
            middle->was_paired[middle->pair[i]] = false;
            middle->pair[i] = NO_PAIR;
        }
    }
}

static void compare(struct middle *middle, struct page *now)
{
    size_t now_count = middle->now_end - middle->head;
    size_t before_count = middle->before_end - middle->head;

    if (now_count > 0 && before_count > 0) {
        middle->pair = arena_alloc(now->arena, now_count, sizeof *middle->pair);
        middle->was_paired = arena_alloc(now->arena, before_count, sizeof *middle->was_paired);
        pair_up(middle);
        keep_rising(middle, now->arena);
    }
    for (size_t i = 0; i < now_count; i++)
        if (!middle->pair || middle->pair[i] == NO_PAIR)
            add_damage(&now->list, now->commands[middle->head + i].rect);
    for (size_t i = 0; i < before_count; i++)
        if (!middle->was_paired || !middle->was_paired[i])
            add_damage(&now->list, middle->before->commands[middle->head + i].rect);
}

void damage_find(struct page *now, const struct page *before)
{
    struct display_list *list = &now->list;
    struct middle middle = {now, before, 0, now->command_count, before->command_count, NULL, NULL};

    list->damage_count = 0;
    if (!before->is_valid || before->theme != now->theme || before->list.width != list->width
        || before->list.height != list->height) {
        list->damage[0] = (struct rect){0, 0, list->width, list->height};
        list->damage_count = 1;
        return;
    }
    while (middle.head < middle.now_end && middle.head < middle.before_end
           && now->hashes[middle.head] == before->hashes[middle.head])
        middle.head++;
    while (middle.now_end > middle.head && middle.before_end > middle.head
           && now->hashes[middle.now_end - 1] == before->hashes[middle.before_end - 1]) {
        middle.now_end--;
        middle.before_end--;
    }
    compare(&middle, now);
}
