/* Length counts, and that it is none of those tried first; kinds of characters are nobody's business
 * (NIST SP 800-63B). */
#include "password.h"
#include "base/id.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Among the first that are tried, here and there, of ten letters or more. */
static const char *const COMMON[] = {
    "1234567890",    "0123456789",     "0987654321",    "12345678910",  "123456789012",
    "qwertyuiop",    "qwerty12345",    "password123",   "password1234", "passwordku",
    "indonesia123",  "indonesia45",    "indonesia1945", "bismillah123", "bismillah1",
    "rahasia123",    "rahasia1234",    "sayangku123",   "anjungan123",  "anjungan2026",
    "dpmptsp123",    "dpmptsp1234",    "dpmptsp2025",   "dpmptsp2026",  "perizinan123",
    "administrator", "administrator1", "admin12345",    "admin123456",  "abcdefghij",
};

static bool is_common(const char *password)
{
    for (size_t i = 0; i < ARRAY_LEN(COMMON); i++) {
        if (strcasecmp(password, COMMON[i]) == 0)
            return true;
    }
    return false;
}

static bool is_one_letter(const char *password)
{
    return strspn(password, (char[]){password[0], '\0'}) == strlen(password);
}

const char *password_trouble(const char *password, const char *account)
{
    if (text_letters(password) < PASSWORD_LEAST)
        return "Kata sandi paling sedikit 10 huruf. Beberapa kata berurutan mudah diingat.";
    if (strlen(password) > PASSWORD_MOST)
        return "Kata sandi paling banyak 128 huruf.";
    if (is_common(password) || is_one_letter(password))
        return "Kata sandi ini termasuk yang paling sering ditebak. Pilih yang lain.";
    if (strcasestr(password, account) != NULL)
        return "Kata sandi tidak boleh memuat nama akun.";
    return NULL;
}

void password_make(char out[PASSWORD_MADE_TEXT])
{
    char a[5], b[5], c[5];

    id_random_code(a);
    id_random_code(b);
    id_random_code(c);
    text_format(out, PASSWORD_MADE_TEXT, "%s-%s-%s", a, b, c);
    for (char *at = out; *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
}

bool account_name_is_good(const char *name)
{
    size_t len = strlen(name);

    return len >= 2 && len <= 32 && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") == len;
}
