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

import { mockServices } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { DatabaseTaskStore } from '../tasks/DatabaseTaskStore';
import { whereDue } from './database/whereDue';
import { isDue, type DueInput } from './isDue';
import { toIso } from './toIso';

jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 10, 22, 12);
const LEASE = 60_000;
const HOUR = 3_600_000;

describe('isDue', () => {
  it.each<[string, DueInput, boolean]>([
    ['nothing to follow', {}, false],
    ['its time', { nextCheckAt: NOW }, true],
    ['not yet', { nextCheckAt: NOW + 1, plannedAt: NOW - 1 }, false],
    ['claimed', { nextCheckAt: NOW, claimedUntil: NOW + LEASE }, false],
    ['a claim that ran out', { nextCheckAt: NOW, claimedUntil: NOW }, true],
    [
      'a plan of a clock that went back an hour',
      { nextCheckAt: NOW + HOUR + 15_000, plannedAt: NOW + HOUR },
      true,
    ],
    [
      'a plan of a clock that differs by seconds',
      { nextCheckAt: NOW + 20_000, plannedAt: NOW + 5_000 },
      false,
    ],
    [
      'a claim of a clock that went back an hour',
      { nextCheckAt: NOW, claimedUntil: NOW + HOUR },
      true,
    ],
    [
      'an hour passed at once',
      { nextCheckAt: NOW - HOUR, claimedUntil: NOW - HOUR, plannedAt: 0 },
      true,
    ],
    [
      'a wait that GitHub asked for',
      { nextCheckAt: NOW + HOUR, plannedAt: NOW },
      false,
    ],
  ])('%s', (_, row, expected) => {
    expect(isDue(row, NOW, LEASE)).toBe(expected);
  });

  describe('in SQL', () => {
    const databases = createTestDatabases();
    const near = fc.oneof(
      fc.constant(undefined),
      fc.integer({ min: NOW - 2 * HOUR, max: NOW + 2 * HOUR }),
      fc.integer({ min: NOW - 130_000, max: NOW + 130_000 }),
      fc.constantFrom(NOW, NOW + 60_000, NOW + 120_000),
      fc.constantFrom(NOW + 1, NOW + 60_001, NOW + 120_001),
    );

    it.each(databases.eachSupportedId())('says the same, %p', async id => {
      const knex = await databases.init(id);
      await DatabaseTaskStore.create({
        database: mockServices.database.mock({ getClient: async () => knex }),
      });
      const column = (time?: number) =>
        time === undefined ? null : toIso(time);
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({
              nextCheckAt: near,
              plannedAt: near,
              claimedUntil: near,
            }),
            { minLength: 20, maxLength: 40 },
          ),
          async rows => {
            await knex('followed_users').delete();
            await knex('followed_users').insert(
              rows.map((row, index) => ({
                user_entity_ref: 'user:default/ada',
                github_user_id: index,
                next_check_at: column(row.nextCheckAt),
                planned_at: column(row.plannedAt),
                claimed_until: column(row.claimedUntil),
              })),
            );
            const due = await knex('followed_users')
              .where(whereDue({ now: NOW, leaseMs: LEASE }))
              .orderBy('github_user_id');
            expect(due.map(row => Number(row.github_user_id))).toEqual(
              rows.flatMap((row, index) =>
                isDue(row, NOW, LEASE) ? [index] : [],
              ),
            );
          },
        ),
        { numRuns: 30 },
      );
    });
  });
});
