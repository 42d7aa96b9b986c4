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

import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { isSweepDue, planRecord, type PlanRecordInput } from './planRecord';
import { toIso } from './toIso';

const NOW = Date.UTC(2026, 10, 22, 12);
const at = (seconds: number) => toIso(NOW + seconds * 1000);
const SLOW = 300_000;

const user = {
  userEntityRef: 'user:default/ada',
  githubUserId: 1,
  nextCheckAt: at(-1),
  nextSweepAt: at(100),
  failures: 0,
};
const plan = (more: Partial<PlanRecordInput>) =>
  planRecord({
    user,
    outcome: { statuses: ['live', 'slow'] },
    isSweep: false,
    intervalMs: 15_000,
    slowIntervalMs: SLOW,
    now: NOW,
    random: 0,
    ...more,
  });
const limited = new AgentTasksError('github_rate_limited', 'Later', {
  retryAfter: 90,
});

describe('planRecord', () => {
  it.each<[string, Partial<PlanRecordInput>, object]>([
    [
      'a look',
      {},
      { lastCheckedAt: at(0), nextCheckAt: at(15), nextSweepAt: at(100) },
    ],
    [
      'a sweep',
      { isSweep: true },
      {
        lastCheckedAt: at(0),
        lastSweptAt: at(0),
        nextCheckAt: at(15),
        nextSweepAt: at(300),
      },
    ],
    [
      'a sweep that failed is due again',
      { isSweep: true, outcome: { statuses: ['slow'], failure: new Error() } },
      { nextCheckAt: at(30), nextSweepAt: at(100), failures: 1 },
    ],
    [
      'a refusal of the limits',
      { outcome: { statuses: ['live'], failure: limited } },
      { nextCheckAt: at(90), notBefore: at(90), failures: 1 },
    ],
    [
      'calls that run out, without a failure',
      {
        outcome: {
          statuses: ['live'],
          rateLimit: { limit: 5_000, remaining: 3, resetAt: at(600) },
        },
      },
      { lastCheckedAt: at(0), nextCheckAt: at(600), notBefore: at(600) },
    ],
    ['the end', { outcome: { statuses: ['ended'] } }, { lastCheckedAt: at(0) }],
  ])('%s', (_, input, expected) => {
    expect(plan(input)).toEqual({
      plannedAt: at(0),
      failures: 0,
      ...expected,
    });
  });

  it('counts failures on from what is stored', () => {
    const failing = { ...user, failures: 4 };
    expect(
      plan({
        user: failing,
        outcome: { statuses: ['live'], failure: new Error() },
      }),
    ).toMatchObject({ failures: 5, nextCheckAt: at(480) });
    expect(plan({ user: failing }).failures).toBe(0);
  });

  it('takes a sweep that a clock ahead planned as void', () => {
    const ahead = { ...user, nextSweepAt: at(3_900) };
    expect(plan({ user: ahead })).toMatchObject({ nextSweepAt: at(300) });
    expect(isSweepDue(ahead, SLOW, NOW)).toBe(true);
    expect(isSweepDue({ nextSweepAt: at(300) }, SLOW, NOW)).toBe(false);
    expect(isSweepDue({ nextSweepAt: at(0) }, SLOW, NOW)).toBe(true);
    expect(isSweepDue({}, SLOW, NOW)).toBe(true);
  });
});
