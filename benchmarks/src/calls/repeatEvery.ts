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

import { setTimeout as sleep } from 'node:timers/promises';

/** Does something now and then every `intervalMs`, until the signal; a failure ends the measurement. */
export async function repeatEvery(
  work: () => Promise<unknown>,
  options: { intervalMs: number; firstAfterMs: number; signal: AbortSignal },
): Promise<void> {
  const { intervalMs, firstAfterMs, signal } = options;
  const pause = (milliseconds: number) =>
    sleep(Math.max(milliseconds, 0), undefined, { signal }).catch(
      () => undefined,
    );
  let next = Date.now() + firstAfterMs;
  await pause(firstAfterMs);
  while (!signal.aborted) {
    await work();
    next += intervalMs;
    await pause(next - Date.now());
  }
}
