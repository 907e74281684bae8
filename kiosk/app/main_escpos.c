/* anjungan-escpos: the CUPS backend for ESC/POS ticket printers that confirms what came out. */
#include "printing/escpos_backend.h"

int main(int argc, char **argv)
{
    return escpos_backend(argc, argv);
}
