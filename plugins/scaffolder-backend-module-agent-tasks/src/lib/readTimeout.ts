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

import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

/**
 * Reads a duration as Backstage's configuration takes it: `{ minutes: 30 }`,
 * `30m` or `PT30M`.
 *
 * @returns milliseconds, more than 0
 * @throws InputError if it is none of these
 */
export function readTimeout(timeout: string | HumanDuration): number {
  try {
    const duration = readDurationFromConfig(
      new ConfigReader({ timeout: timeout as string }),
      { key: 'timeout' },
    );
    const milliseconds = durationToMilliseconds(duration);
    if (milliseconds > 0) return milliseconds;
  } catch {
    // Told below, in the words of a template.
  }
  throw new InputError(
    `The timeout ${JSON.stringify(
      timeout,
    )} is not a duration. Give for example { minutes: 30 }, 30m or PT30M.`,
  );
}
