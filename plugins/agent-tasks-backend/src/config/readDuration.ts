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

import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { configError } from './configError';

/** Timers of Node.js count in 32 bits; nothing here has a use for more than this. */
const LONGEST_MS = 24 * 60 * 60_000;

/** Reads a duration in milliseconds, longer than nothing and at most 24 hours. */
export function readDuration(
  config: Config,
  key: string,
  defaultMs: number,
): number {
  if (!config.has(key)) return defaultMs;
  let milliseconds: number;
  try {
    milliseconds = durationToMilliseconds(
      readDurationFromConfig(config, { key }),
    );
  } catch (error) {
    throw configError(
      key,
      `is not a duration: give one such as { seconds: 30 } or '30s'. ${
        (error as Error).message
      }`,
    );
  }
  if (!(milliseconds > 0 && milliseconds <= LONGEST_MS)) {
    throw configError(
      key,
      'must be longer than nothing and at most 24 hours, for example { seconds: 30 }.',
    );
  }
  return milliseconds;
}
