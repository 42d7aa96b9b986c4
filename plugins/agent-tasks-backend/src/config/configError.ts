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

import type { Config } from '@backstage/config';

/**
 * The error for a value that cannot be used. `key` is the full key, `problem`
 * goes on from it and ends with what to put there.
 */
export function configError(key: string, problem: string): Error {
  return new Error(`Invalid configuration: ${key} ${problem}`);
}

/**
 * Refuses keys that do not exist, where a slip of the pen (`deni: true`) would
 * silently change who may do what.
 */
export function refuseUnknownKeys(
  config: Config,
  key: string,
  known: readonly string[],
): void {
  const unknown = config.keys().find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw configError(
      `${key}.${unknown}`,
      `does not exist. Remove it, or use one of: ${known.join(', ')}.`,
    );
  }
}
