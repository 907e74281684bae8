/* The only place for compiler attributes and tiny macros. */
#pragma once

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_index, first_arg)                                                       \
    __attribute__((format(printf, format_index, first_arg)))
#define NORETURN __attribute__((noreturn))
#define UNUSED __attribute__((unused))

/* Calls `closer(&variable)` when the variable leaves its scope, on every path. */
#define AUTO(closer) __attribute__((cleanup(closer)))

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))
