/* The order of the home screen. */
#include "ranking.h"
#include "base/mem.h"
#include <stdint.h>
#include <stdlib.h>

struct ranked {
    const struct service *service;
    size_t place; /* in the file */
};

static int by_rank(const void *a, const void *b)
{
    const struct ranked *x = a;
    const struct ranked *y = b;
    int rank_x = x->service->often > 0 ? x->service->often : INT32_MAX;
    int rank_y = y->service->often > 0 ? y->service->often : INT32_MAX;

    if (rank_x != rank_y)
        return rank_x < rank_y ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

const struct service **ranking_new(const struct catalog *catalog, size_t *count)
{
    size_t total = catalog ? catalog->service_count : 0;
    AUTO_FREE struct ranked *order = mem_zalloc(total + 1, sizeof *order);
    const struct service **services = mem_zalloc(total + 1, sizeof *services);

    for (size_t i = 0; i < total; i++)
        order[i] = (struct ranked){&catalog->services[i], i};
    qsort(order, total, sizeof *order, by_rank);
    for (size_t i = 0; i < total; i++)
        services[i] = order[i].service;
    *count = total;
    return services;
}
