/*
 * Takes over the progress that rustlings has noted in a course: .rustlings-state.txt. It is read once, and
 * never written.
 */
#ifndef RUSTGYM_RUSTLINGS_STATE_H
#define RUSTGYM_RUSTLINGS_STATE_H

#include "rustgym/app/app.h"

/*
 * Does nothing if there is progress already, or nothing to take over. What was taken over is said in
 * app->notice. A file that cannot be understood counts as none.
 */
void rustlings_state_adopt(struct app *app);

#endif
