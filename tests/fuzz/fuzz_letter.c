/* What stands in a letter that a kiosk sealed: any bytes, once it is open. */
#include "office/web/complaint_letter.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct complaint_words words = {0};
    struct err err = {0};

    if (!complaint_letter_read((const char *)data, size, &words, &err))
        return err.code == ERR_CORRUPT ? 0 : (abort(), 0);
    if (!memchr(words.text, '\0', sizeof words.text)
        || text_valid_utf8(words.name, strlen(words.name)) != strlen(words.name))
        abort();
    return 0;
}
