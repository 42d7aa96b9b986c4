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

import { cpus, loadavg } from 'node:os';

/** Where and when something was measured, and what else the machine had to do. */
export function describeRun(loadBefore: number): string {
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}`;
  return `Measured on ${date} with Node.js ${
    process.versions.node
  } on ${machine}; load average ${loadBefore.toFixed(
    1,
  )} when it began, ${loadavg()[0].toFixed(1)} at the end.`;
}
