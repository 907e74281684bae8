/* Where the national channel is found; legal ground: Perpres 76/2013, run by Kemenpan-RB. */
#include "domain/lapor.h"

const struct national_channel national_channel = {
    .version = 1,
    .name = "SP4N-LAPOR!",
    .web = "www.lapor.go.id",
    .sms = "1708",
    .address = "HTTPS://WWW.LAPOR.GO.ID",
};
