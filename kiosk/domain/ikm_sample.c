/* How many respondents a population asks for (Krejcie & Morgan, 1970). */
#include "domain/ikm.h"

/* The table as offices use it. Rows that were read in a published copy are marked; the others are
 * from memory of the same table. The formula gives every one of them, which a test holds. */
static const struct ikm_sample_row table[] = {
    {10, 10, true},      {15, 14, true},        {20, 19, true},      {25, 24, true},
    {30, 28, true},      {35, 32, false},       {40, 36, true},      {45, 40, false},
    {50, 44, true},      {55, 48, true},        {60, 52, true},      {65, 56, false},
    {70, 59, false},     {75, 63, false},       {80, 66, false},     {85, 70, false},
    {90, 73, false},     {95, 76, false},       {100, 80, false},    {110, 86, false},
    {120, 92, false},    {130, 97, false},      {140, 103, false},   {150, 108, false},
    {160, 113, false},   {170, 118, false},     {180, 123, false},   {190, 127, false},
    {200, 132, false},   {210, 136, false},     {220, 140, true},    {230, 144, true},
    {240, 148, true},    {250, 152, true},      {260, 155, true},    {270, 159, false},
    {280, 162, true},    {290, 165, false},     {300, 169, true},    {320, 175, true},
    {340, 181, true},    {360, 186, false},     {380, 191, false},   {400, 196, false},
    {420, 201, false},   {440, 205, false},     {460, 210, false},   {480, 214, false},
    {500, 217, false},   {550, 226, false},     {600, 234, false},   {650, 242, false},
    {700, 248, false},   {750, 254, false},     {800, 260, false},   {850, 265, false},
    {900, 269, false},   {950, 274, false},     {1000, 278, false},  {1100, 285, false},
    {1200, 291, true},   {1300, 297, false},    {1400, 302, false},  {1500, 306, true},
    {1600, 310, false},  {1700, 313, false},    {1800, 317, false},  {1900, 320, false},
    {2000, 322, true},   {2200, 327, true},     {2400, 331, false},  {2600, 335, false},
    {2800, 338, false},  {3000, 341, false},    {3500, 346, false},  {4000, 351, false},
    {4500, 354, true},   {5000, 357, true},     {6000, 361, false},  {7000, 364, false},
    {8000, 367, false},  {9000, 368, false},    {10000, 370, false}, {15000, 375, false},
    {20000, 377, false}, {30000, 379, false},   {40000, 380, false}, {50000, 381, false},
    {75000, 382, false}, {1000000, 384, false},
};

const struct ikm_sample_row *ikm_sample_table(size_t *count)
{
    *count = ARRAY_LEN(table);
    return table;
}

int64_t ikm_sample_required(int64_t population)
{
    /* The formula's parts times 100,000; half up. */
    int64_t part = 96025 * population;
    int64_t whole = 250 * (population - 1) + 96025;

    return population > 0 ? (2 * part + whole) / (2 * whole) : 0;
}

int64_t ikm_sample_table_row(int64_t population)
{
    size_t row = 0;

    if (population <= 0)
        return 0;
    while (row + 1 < ARRAY_LEN(table) && table[row].population < population)
        row++;
    return table[row].sample;
}
