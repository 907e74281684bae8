/* Passwords: which are good enough, and those that the server makes up for their first use. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>

enum { PASSWORD_LEAST = 10, PASSWORD_MOST = 128, PASSWORD_MADE_TEXT = 15, PASSWORD_TEXT = 513 };

/* NULL: good enough for this account; else what is wrong, as a sentence for people. */
const char *password_trouble(const char *password, const char *account);
/* "x7k2-9ahw-3pt4": 60 random bits, without letters that are taken for others. */
void password_make(char out[PASSWORD_MADE_TEXT]);
/* "a-z", digits, '.', '-', '_'; 2 to 32 of them, as the database wants it. */
bool account_name_is_good(const char *name);
