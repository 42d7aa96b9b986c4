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

import type { PolicyLimits } from 'backstage-plugin-agent-tasks-common';
import { refusalOf } from './refusalOf';
import type { Activity, ActivityQuery, LimitScope } from './types';
import { useOfLimits } from './useOfLimits';

const AT = '2026-11-22T12:00:00.000Z';
const ADA = 'user:default/ada';
const hoursAgo = (hours: number) =>
  new Date(Date.parse(AT) - hours * 3_600_000).toISOString();

const NOTHING: Activity = {
  activeOfUser: [],
  activeInRepository: 0,
  startedByUser: [],
  startedInRepository: [],
  costsOfUser: [],
  costsOfGroups: [],
  costsOfAll: [],
};

const RULE = { id: 'rule-1', match: 'acme/b*' };

function query(...scopes: LimitScope[]): ActivityQuery {
  return {
    userEntityRef: ADA,
    groups: ['group:default/a', 'group:default/b'],
    repository: 'acme/Billing',
    scopes,
    at: AT,
  };
}

const cost = (
  credits: number,
  unknownTasks = 0,
  repository = 'acme/billing',
) => ({
  repository,
  nano: BigInt(Math.round(credits * 1e9)),
  unknownTasks,
});

const mine = (...hours: number[]) =>
  hours.map(hour => ({ repository: 'acme/billing', at: hoursAgo(hour) }));

/** Seconds from then to the first of December. */
const UNTIL_DECEMBER = 8.5 * 24 * 3_600;

describe('useOfLimits', () => {
  it.each<
    [
      name: string,
      limits: PolicyLimits,
      activity: Partial<Activity>,
      expected: number | 'unknown' | undefined,
    ]
  >([
    ['no limits', {}, { startedByUser: mine(1) }, undefined],
    [
      'below the active limit',
      { activeTasksPerUser: 2 },
      { activeOfUser: [{ repository: 'acme/x', tasks: 1 }] },
      undefined,
    ],
    [
      'at the active limit, over repositories',
      { activeTasksPerUser: 2 },
      {
        activeOfUser: [
          { repository: 'acme/x', tasks: 1 },
          { repository: 'acme/y', tasks: 1 },
        ],
      },
      'unknown',
    ],
    [
      'below the active limit of the repository',
      { activeTasksPerRepository: 3 },
      { activeInRepository: 2 },
      undefined,
    ],
    [
      'at the active limit of the repository',
      { activeTasksPerRepository: 3 },
      { activeInRepository: 3 },
      'unknown',
    ],
    [
      'below the daily limit',
      { tasksPerUserPerDay: 2 },
      { startedByUser: mine(1) },
      undefined,
    ],
    [
      'at the daily limit',
      { tasksPerUserPerDay: 2 },
      { startedByUser: mine(1, 23) },
      3_600,
    ],
    [
      'beyond a daily limit that was lowered',
      { tasksPerUserPerDay: 1 },
      { startedByUser: mine(23, 1) },
      23 * 3_600,
    ],
    [
      'older than a day',
      { tasksPerUserPerDay: 1 },
      { startedByUser: mine(24, 30) },
      undefined,
    ],
    [
      'a moment before it passes out of the window',
      { tasksPerUserPerDay: 1 },
      { startedByUser: mine(23.99999) },
      1,
    ],
    [
      'at the daily limit of the repository',
      { tasksPerRepositoryPerDay: 2 },
      { startedInRepository: [hoursAgo(20), hoursAgo(1)] },
      4 * 3_600,
    ],
    [
      'below the credits of the user',
      { aiCreditsPerUserPerMonth: 10.01 },
      { costsOfUser: [cost(10)] },
      undefined,
    ],
    [
      'at the credits of the user, until the month ends',
      { aiCreditsPerUserPerMonth: 10.01 },
      { costsOfUser: [cost(10), cost(0.01, 0, 'acme/x')] },
      UNTIL_DECEMBER,
    ],
    [
      'a billionth below the credits',
      { aiCreditsPerUserPerMonth: 10.01 },
      { costsOfUser: [cost(10.009999999)] },
      undefined,
    ],
    [
      'sums that a number cannot hold',
      { aiCreditsPerMonth: 10_000_000.01 },
      { costsOfAll: [cost(10_000_000), { ...cost(0), nano: 9_999_999n }] },
      undefined,
    ],
    [
      'unknown costs that reach the limit on average',
      { aiCreditsPerMonth: 100 },
      { costsOfAll: [cost(40, 2)], meanNano: 30_000_000_000n },
      'unknown',
    ],
    [
      'unknown costs that do not',
      { aiCreditsPerMonth: 100 },
      { costsOfAll: [cost(40, 1)], meanNano: 30_000_000_000n },
      undefined,
    ],
    [
      'one task of unknown cost while none was measured',
      { aiCreditsPerMonth: 100 },
      { costsOfAll: [cost(0, 1)] },
      'unknown',
    ],
    [
      'no task at all',
      { aiCreditsPerMonth: 100 },
      { costsOfAll: [] },
      undefined,
    ],
    [
      'the second of two groups',
      { aiCreditsPerGroupPerMonth: 100 },
      {
        costsOfGroups: [
          { ...cost(99), group: 'group:default/a' },
          { ...cost(100), group: 'group:default/b' },
        ],
      },
      UNTIL_DECEMBER,
    ],
  ])('%s', (_name, limits, activity, expected) => {
    const asked = query({ limits });
    const uses = useOfLimits(asked, { ...NOTHING, ...activity });
    const refusal = refusalOf(uses, asked);
    expect(refusal && (refusal.retryAfter ?? 'unknown')).toBe(expected);
    expect(refusal?.code ?? 'limit_reached').toBe('limit_reached');
  });

  it('counts for a rule in the repositories that its glob matches', () => {
    const limits: PolicyLimits = {
      activeTasksPerUser: 2,
      tasksPerUserPerDay: 5,
      aiCreditsPerMonth: 50,
    };
    const asked = query({ limits }, { limits, rule: RULE });
    const uses = useOfLimits(asked, {
      ...NOTHING,
      activeOfUser: [
        { repository: 'acme/billing', tasks: 1 },
        { repository: 'acme/shop', tasks: 1 },
      ],
      startedByUser: [...mine(1), { repository: 'acme/shop', at: hoursAgo(2) }],
      costsOfAll: [cost(20), cost(30, 0, 'acme/shop')],
    });
    expect(
      uses.map(({ ruleId, limit, subject, used, isReached }) => [
        ruleId,
        limit,
        subject,
        used,
        isReached,
      ]),
    ).toEqual([
      [undefined, 'activeTasksPerUser', ADA, 2, true],
      [undefined, 'tasksPerUserPerDay', ADA, 2, false],
      [undefined, 'aiCreditsPerMonth', undefined, 50, true],
      ['rule-1', 'activeTasksPerUser', ADA, 1, false],
      ['rule-1', 'tasksPerUserPerDay', ADA, 1, false],
      ['rule-1', 'aiCreditsPerMonth', undefined, 20, false],
    ]);
  });

  it.each<[PolicyLimits, Partial<Activity>, RegExp]>([
    [
      { activeTasksPerUser: 1 },
      { activeOfUser: [{ repository: 'acme/billing', tasks: 1 }] },
      /^You have 1 unfinished agent tasks in acme\/b\*; the platform admins allow 1 at a time\. Wait/,
    ],
    [
      { activeTasksPerRepository: 1 },
      { activeInRepository: 2 },
      /^acme\/Billing has 2 unfinished agent tasks of everybody together; .* allow 1 at a time/,
    ],
    [
      { tasksPerUserPerDay: 1 },
      { startedByUser: mine(1) },
      /^You have started 1 agent tasks in acme\/b\* in the last 24 hours/,
    ],
    [
      { aiCreditsPerGroupPerMonth: 0.5 },
      { costsOfGroups: [{ ...cost(0.75), group: 'group:default/b' }] },
      /^This month the tasks of the members of group:default\/b in acme\/b\* have cost 0\.8 AI credits; the platform admins allow 0\.5\. Wait until the next month/,
    ],
    [
      { aiCreditsPerUserPerMonth: 5 },
      { costsOfUser: [cost(1, 1)] },
      /not reported yet what 1 of them cost .*Wait until GitHub has reported it/,
    ],
  ])('tells of %j what is used, and what to do', (limits, activity, words) => {
    const asked = query({ limits, rule: RULE });
    const uses = useOfLimits(asked, { ...NOTHING, ...activity });
    expect(refusalOf(uses, asked)?.message).toMatch(words);
    expect(refusalOf(uses, asked, 'admin')?.message).not.toMatch(
      /\b[Yy]our?\b/,
    );
  });
});
