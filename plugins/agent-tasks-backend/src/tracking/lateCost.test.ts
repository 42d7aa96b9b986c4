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

import type { Knex } from 'knex';
import { createStage } from '../__testUtils__/createStage';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';

jest.setTimeout(60_000);

const STARTED = [{ after: 6_000, do: 'start-session' } as const];
const ENDED = { after: 9_000, do: 'end-session', state: 'completed' } as const;

/** GitHub may tell what a task has cost only after its work has ended. */
describe('a cost that is told late', () => {
  const databases = createTestDatabases();
  const stage = createStage();

  describe.each(databases.eachSupportedId())('%s', databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    it('is seen although nothing else is left to follow', async () => {
      const { control } = stage.simulator;
      await control.addScenario({
        name: 'late-cost',
        description: 'Tells its cost a minute after its end.',
        timeline: [...STARTED, ENDED, { after: 60_000, do: 'report-usage' }],
      });
      const portal = await stage.start({ knex, slowIntervalMs: 600_000 });
      const ada = await stage.signIn(portal);
      const { id } = await ada.start({ prompt: '[simulate: late-cost]' });
      await control.advance(20_000);
      const completed = await ada.taskWhen(
        id,
        task => task.state === 'completed',
      );
      expect(completed).not.toHaveProperty('usage');
      expect(completed.tracking.status).toBe('slow');

      await control.advance(60_000);
      // The slow interval passes.
      const at = new Date().toISOString();
      await knex('followed_users').update({
        next_check_at: at,
        next_sweep_at: at,
      });
      const { usage, tracking } = await ada.taskWhen(
        id,
        task => task.usage !== undefined,
      );
      expect(usage!.aiCreditsNano).toMatch(/^\d+$/);
      expect(tracking).toEqual({ status: 'ended' });
    });

    it('is not waited for without end', async () => {
      const { control } = stage.simulator;
      await control.addScenario({
        name: 'no-cost',
        description: 'Never tells its cost.',
        timeline: [...STARTED, ENDED],
      });
      const portal = await stage.start({ knex, slowIntervalMs: 50 });
      const ada = await stage.signIn(portal);
      const { id } = await ada.start({ prompt: '[simulate: no-cost]' });
      await control.advance(20_000);
      await ada.taskWhen(id, task => task.state === 'completed');
      const before = new Date(Date.now() - 31 * 60_000).toISOString();
      await knex('tasks').update({ completed_at: before });
      const ended = await ada.taskWhen(
        id,
        task => task.tracking.status === 'ended',
      );
      expect(ended.state).toBe('completed');
      expect(ended).not.toHaveProperty('usage');
    });
  });
});
