#include "session/power.h"
#include "support.h"

static void check(struct sandbox *box, const char *expected_name, bool battery)
{
	if (power_is_battery(sandbox_path(box, "supply")) != battery)
		fail_msg("%s", expected_name);
}

static void on_battery_only_without_another_supply(void **state)
{
	struct sandbox *box = *state;

	check(box, "nothing is known", false);
	sandbox_write(box, "supply/AC/type", "Mains\n");
	sandbox_write(box, "supply/AC/online", "0\n");
	check(box, "no battery", false);
	sandbox_write(box, "supply/BAT0/type", "Battery\n");
	sandbox_write(box, "supply/BAT0/status", "Discharging\n");
	check(box, "a battery discharges", true);
	sandbox_write(box, "supply/AC/online", "1\n");
	check(box, "a supply is online", false);
	sandbox_write(box, "supply/AC/online", "0\n");
	sandbox_write(box, "supply/BAT0/status", "Full\n");
	check(box, "a battery is full", false);
}

static void the_battery_of_a_mouse_is_none(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, "supply/mouse/type", "Battery\n");
	sandbox_write(box, "supply/mouse/scope", "Device\n");
	sandbox_write(box, "supply/mouse/status", "Discharging\n");
	check(box, "a mouse", false);
}

#define in_a_sandbox(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_sandbox(on_battery_only_without_another_supply),
		in_a_sandbox(the_battery_of_a_mouse_is_none),
	};

	return run_group(tests);
}
