/* Tells whether the machine runs on battery. */
#ifndef RUSTGYM_POWER_H
#define RUSTGYM_POWER_H

#include <stdbool.h>

#define POWER_SUPPLIES "/sys/class/power_supply"

/*
 * `supplies` is a folder with one folder for each power supply, as Linux has it. Returns true if there is
 * a battery that discharges, and no other supply is online. Where nothing is known, returns false.
 */
bool power_is_battery(const char *supplies);

#endif
