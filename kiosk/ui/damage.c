/* Damage: which part of the window differs from the frame before. */
#include "ui/frame.h"
#include <stdlib.h>
#include <string.h>

static uint64_t mix(uint64_t hash, const void *bytes, size_t len)
{
    const uint8_t *byte = bytes;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ byte[i]) * 1099511628211ULL;
    return hash;
}

uint64_t damage_hash(const struct display_command *command)
{
    /* field by field: padding bytes say nothing */
    const int numbers[] = {
        (int)command->op,    command->rect.x,      command->rect.y, command->rect.w,
        command->rect.h,     command->radius,      command->stroke, (int)command->icon,
        command->on_dark,    (int)command->weight, command->size,   command->baseline,
        (int)command->color, (int)command->color2,
    };
    uint64_t hash = mix(14695981039346656037ULL, numbers, sizeof numbers);

    if (command->text)
        hash = mix(hash, command->text, strlen(command->text));
    if (command->qr)
        hash = mix(hash, command->qr->dark, (size_t)(command->qr->size * command->qr->size));
    return hash;
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

static bool has_hash(const struct page *page, size_t from, size_t until, uint64_t hash)
{
    for (size_t i = from; i < until; i++)
        if (page->hashes[i] == hash)
            return true;
    return false;
}

void damage_find(struct page *now, const struct page *before)
{
    struct display_list *list = &now->list;
    size_t head = 0;
    size_t now_end = now->command_count;
    size_t before_end = before->command_count;
    bool is_found = false;

    list->damage_count = 0;
    if (!before->is_valid || before->theme != now->theme || before->list.width != list->width
        || before->list.height != list->height) {
        list->damage[0] = (struct rect){0, 0, list->width, list->height};
        list->damage_count = 1;
        return;
    }
    while (head < now_end && head < before_end && now->hashes[head] == before->hashes[head])
        head++;
    while (now_end > head && before_end > head
           && now->hashes[now_end - 1] == before->hashes[before_end - 1]) {
        now_end--;
        before_end--;
    }
    for (size_t i = head; i < now_end; i++)
        if (!has_hash(before, head, before_end, now->hashes[i])) {
            add_damage(list, now->commands[i].rect);
            is_found = true;
        }
    for (size_t i = head; i < before_end; i++)
        if (!has_hash(now, head, now_end, before->hashes[i])) {
            add_damage(list, before->commands[i].rect);
            is_found = true;
        }
    if (!is_found) /* the same things in another order, or one twice: all of them */
        for (size_t i = head; i < now_end || i < before_end; i++) {
            if (i < now_end)
                add_damage(list, now->commands[i].rect);
            if (i < before_end)
                add_damage(list, before->commands[i].rect);
        }
}
