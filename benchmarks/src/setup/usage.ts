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

/** What {@link startProcess} can ask a process for. */
export type UsageQuestion = 'cpu' | 'heap';

/**
 * In a process that is measured: answers with the milliseconds of CPU that all
 * its threads have used, or with the bytes of its objects once garbage is collected.
 */
export function answerUsage(): void {
  process.on('message', (question: UsageQuestion) => {
    process.send?.(question === 'cpu' ? cpuMs() : heapBytes());
  });
  // Whoever measures has ended.
  process.on('disconnect', () => process.exit());
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function heapBytes(): number {
  // Twice: what the first collection finalizes, the second one frees.
  global.gc?.();
  global.gc?.();
  return process.memoryUsage().heapUsed;
}
