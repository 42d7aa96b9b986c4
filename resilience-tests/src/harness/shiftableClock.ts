/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/**
 * Lets this process believe in another time, as if someone had set the clock of
 * its machine: `Date` is off by what the parent process says. Timers go on as
 * they do then. To be imported before anything that reads the time.
 */
const RealDate = Date;
let shiftMs = 0;

class ShiftedDate extends RealDate {
  constructor(...args: unknown[]) {
    if (args.length === 0) super(RealDate.now() + shiftMs);
    else super(...(args as [string]));
  }

  static now(): number {
    return RealDate.now() + shiftMs;
  }
}
globalThis.Date = ShiftedDate as DateConstructor;

process.on('message', (message: { shiftClockMs?: number }) => {
  if (message.shiftClockMs === undefined) return;
  shiftMs = message.shiftClockMs;
  process.send!({ clockIsShifted: true });
});
// Being ready to be told keeps no process alive.
process.channel?.unref();

export {};
