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

import { expect } from '@playwright/test';
import type { ListTasksResponse } from 'backstage-plugin-agent-tasks-common';
import type { SimulatorLogin } from 'github-agent-tasks-simulator';
import type { PortalCalls } from './asProgram';
import { SIMULATOR_URL, simulator } from './simulator';

/** What GitHub says that the tasks of a person have cost that the portal knows, in billionths, and of how many it has not said it. */
export async function costsOnGitHub(call: PortalCalls, login: SimulatorLogin) {
  const list = await call(
    'GET',
    `/tasks?limit=100&requestedBy=user:default/${login}`,
  );
  const { items }: ListTasksResponse = await list.json();
  const { token } = await simulator.createToken({ login });
  let nano = 0n;
  let unknown = 0;
  // Only what GitHub has accepted can cost anything.
  const accepted = items.filter(({ github }) => github.taskId !== undefined);
  for (const { repository, github } of accepted) {
    const response = await fetch(
      `${SIMULATOR_URL}/api/v3/agents/repos/${repository}/tasks/${github.taskId}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    expect(response.status).toBe(200);
    const { sessions }: { sessions: { usage?: { amount: number } }[] } =
      await response.json();
    for (const { usage } of sessions) nano += BigInt(usage?.amount ?? 0);
    const isKnown = sessions.length > 0 && sessions.every(({ usage }) => usage);
    unknown += Number(!isKnown);
  }
  return { tasks: accepted.length, nano, unknown };
}

/** Billionths as people read them. */
export function inCredits(nano: bigint): string {
  const tenths = (nano + 50_000_000n) / 100_000_000n;
  return `${(tenths / 10n).toLocaleString('en-US')}.${tenths % 10n}`;
}
