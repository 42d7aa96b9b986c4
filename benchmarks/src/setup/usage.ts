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

/** What a process has used so far. */
export interface Usage {
  /** Of all its threads, since its start. */
  cpuMs: number;
  /** Objects, once garbage is collected. */
  heapBytes: number;
}

/** In a process that is measured: answers when {@link startProcess} asks for its usage. */
export function answerUsage(): void {
  process.on('message', () => {
    // Twice: what the first collection finalizes, the second one frees.
    global.gc?.();
    global.gc?.();
    const { user, system } = process.cpuUsage();
    const usage: Usage = {
      cpuMs: (user + system) / 1_000,
      heapBytes: process.memoryUsage().heapUsed,
    };
    process.send?.(usage);
  });
  // Whoever measures has ended.
  process.on('disconnect', () => process.exit());
}
