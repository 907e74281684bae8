/* Lengths of ESC/POS commands, as far as ticket programs use them. */
#include "support/escpos_frame.h"

enum { DLE = 0x10, ESC = 0x1b, GS = 0x1d };

static size_t pair(const uint8_t *bytes)
{
    return (size_t)bytes[0] + (size_t)bytes[1] * 256;
}

static size_t escape_length(const uint8_t *bytes, size_t len)
{
    if (len < 2)
        return 0;
    switch (bytes[1]) {
    case '@':
    case '2':
    case '<':
    case 'i':
    case 'm':
        return 2;
    case '*': /* a picture in columns of one or three bytes */
        return len < 5 ? 0 : 5 + pair(bytes + 3) * (bytes[2] > 31 ? 3 : 1);
    case 'p':
        return 5;
    case '$':
    case '\\':
        return 4;
    default:
        return 3;
    }
}

static size_t group_length(const uint8_t *bytes, size_t len)
{
    if (len < 3)
        return 0;
    switch (bytes[1]) {
    case 'v':
        return len < 8 ? 0 : 8 + pair(bytes + 4) * pair(bytes + 6);
    case '(':
        return len < 5 ? 0 : 5 + pair(bytes + 3);
    case 'V':
        return bytes[2] >= 65 ? 4 : 3;
    case 'L':
    case 'W':
        return 4;
    case 'k':
        return len < 4 ? 0 : 4 + (size_t)bytes[3];
    default:
        return 3;
    }
}

size_t escpos_command_length(const uint8_t *bytes, size_t len)
{
    size_t need = 1;

    if (len == 0)
        return 0;
    if (bytes[0] == DLE)
        need = 3;
    else if (bytes[0] == ESC)
        need = escape_length(bytes, len);
    else if (bytes[0] == GS)
        need = group_length(bytes, len);
    if (need > ESCPOS_COMMAND_MAX)
        need = 1; /* nonsense: go on behind its first byte */
    return need <= len ? need : 0;
}
