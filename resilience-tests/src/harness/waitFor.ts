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

import { inspect } from 'node:util';

const DEFAULT_WITHIN_MS = 60_000;
const POLL_MS = 50;

/**
 * Resolves with what `read` gives as soon as it gives something; rejects after
 * `withinMs`, a minute if not said otherwise, with what was waited for. Errors of
 * `read` count as nothing: processes and databases go down in these tests.
 */
export async function waitFor<T>(
  what: string,
  read: () => Promise<T | undefined | false> | T | undefined | false,
  options: { withinMs?: number; explain?: () => unknown } = {},
): Promise<T> {
  const { withinMs = DEFAULT_WITHIN_MS, explain } = options;
  const deadline = performance.now() + withinMs;
  let lastError: unknown;
  for (;;) {
    try {
      const value = await read();
      if (value !== undefined && value !== false) return value;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() > deadline) {
      const why = explain ? await explain() : lastError;
      throw new Error(
        `Waited ${withinMs / 1000} s in vain until ${what}${
          why === undefined ? '' : `: ${inspect(why, { depth: 4 })}`
        }`,
        { cause: lastError },
      );
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
}
