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

import { createControl } from './createControl';
import type { SimulatorControl } from './SimulatorControl';

/**
 * The control of a simulator that runs in another process.
 *
 * @param url - where the simulator runs, e.g. `http://localhost:3800`
 * @throws Error, from each operation, with the simulator's own explanation when
 * it refuses
 * @public
 */
export function createSimulatorControlClient(url: string): SimulatorControl {
  return createControl(async (name, input) => {
    const response = await fetch(new URL(`/_simulator/api/${name}`, url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
    });
    const body = response.status === 204 ? undefined : await response.json();
    if (!response.ok) throw new Error(body.error);
    return body;
  });
}
