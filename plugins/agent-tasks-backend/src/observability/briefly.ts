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
 * The same reading for all who ask within a second of it, and one at a time:
 * several gauges and any number of probes cost one statement, and where the
 * database does not answer they pile up none.
 */
export function briefly<T>(
  read: () => Promise<T>,
  keepForMs = 1_000,
): () => Promise<T> {
  /** `readAt`: absent while it is under way. */
  let last: { value: Promise<T>; readAt?: number } | undefined;
  return () => {
    const isOld =
      last?.readAt !== undefined &&
      performance.now() - last.readAt >= keepForMs;
    if (last && !isOld) return last.value;
    const reading: typeof last = { value: read() };
    last = reading;
    reading.value.then(
      () => {
        reading.readAt = performance.now();
      },
      () => {
        // A failure is not kept: the next one who asks finds out anew.
        last = undefined;
      },
    );
    return reading.value;
  };
}
