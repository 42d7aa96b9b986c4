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

import { createSimulatorControlClient } from 'github-agent-tasks-simulator';

/** The simulated GitHub of the portal under test; see app-config.e2e.yaml. */
export const SIMULATOR_URL = 'http://localhost:3900';

/** What lets a test look and act behind GitHub's back. */
export const simulator = createSimulatorControlClient(SIMULATOR_URL);

/** Lets no time pass on GitHub meanwhile: on a slow machine a task would end before it is looked at. */
export async function whileGitHubStandsStill(work: () => Promise<void>) {
  await simulator.freeze();
  try {
    await work();
  } finally {
    await simulator.resume();
  }
}
