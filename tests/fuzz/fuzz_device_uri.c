/* Device addresses as anybody may set them on a queue: what is taken can be reached and locked. */
#include "base/text.h"
#include "printing/backend/device.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static bool is_baud(int baud)
{
    for (size_t i = 0; i < escpos_baud_count; i++) {
        if (escpos_bauds[i] == baud)
            return true;
    }
    return false;
}

/* What anjungan-setup writes onto a queue is read as the same address. */
static void expect_writable(const struct escpos_address *address)
{
    struct escpos_address again;
    char once[512];
    char twice[512];

    expect(escpos_format_uri(address, once, sizeof once));
    expect(escpos_parse_uri(once, &again, NULL));
    expect(strcmp(again.path, address->path) == 0 && strcmp(again.host, address->host) == 0);
    expect(again.ack == address->ack && again.has_status == address->has_status);
    expect(again.baud == address->baud && again.flow == address->flow);
    expect(escpos_format_uri(&again, twice, sizeof twice) && strcmp(once, twice) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO_TEXT struct text uri = {0};
    struct escpos_address address;
    struct err err = {0};

    text_init(&uri, 8192);
    text_add(&uri, len > 0 && bytes[0] == '+' ? "anjungan-escpos:" : "");
    text_add_bytes(&uri, bytes, len);
    if (!escpos_parse_uri(uri.data, &address, &err)) {
        expect(err.code == ERR_INVALID && err.text[0] != '\0');
        expect(text_valid_utf8(err.text, strlen(err.text)) == strlen(err.text));
        return 0;
    }
    expect(escpos_is_uri(uri.data));
    expect(address.ack >= ESCPOS_ACK_PROCESS && address.ack <= ESCPOS_ACK_NONE);
    expect(address.flow >= ESCPOS_FLOW_RTSCTS && address.flow <= ESCPOS_FLOW_NONE);
    expect(is_baud(address.baud));
    if (address.path[0])
        expect(strncmp(address.path, "/dev/", 5) == 0 && !strstr(address.path, "/.."));
    else
        expect(address.host[0] != '\0' && address.port >= 1 && address.port <= 65535);
    expect_writable(&address);
    return 0;
}
