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
 * The same reading for all who ask within a second, and one at a time: several
 * gauges and any number of probes cost one statement.
 */
export function briefly<T>(
  read: () => Promise<T>,
  keepForMs = 1_000,
): () => Promise<T> {
  let last: { value: Promise<T>; at: number } | undefined;
  return () => {
    const now = performance.now();
    if (last && now - last.at < keepForMs) return last.value;
    const reading = { value: read(), at: now };
    last = reading;
    reading.value.catch(() => {
      // A failure is not kept: the next one who asks finds out anew.
      if (last === reading) last = undefined;
    });
    return reading.value;
  };
}
