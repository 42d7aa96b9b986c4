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
import { ENCRYPTION_KEY } from '../__testUtils__/credentialSettings';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(60_000);

/** Whatever GitHub says of one task, it and the owner's other tasks are followed on. */
describe('following tasks through strange answers of GitHub', () => {
  const databases = createTestDatabases();
  const stage = createStage({
    credentials: { encryptionKeys: [ENCRYPTION_KEY] },
  });

  describe.each(databases.eachSupportedId())('%s', databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    it('a token that GitHub refuses once, by mistake, is kept', async () => {
      const portal = await stage.start({ knex });
      const ada = await stage.signIn(portal);
      const { id } = await ada.start({});
      await stage.simulator.control.addFault({
        method: 'GET',
        path: '/agents/tasks\\?',
        fault: { kind: 'unauthorized' },
      });
      await waitFor(
        async () => (await stage.simulator.control.faults()).length === 0,
      );
      await stage.simulator.control.advance(7_000);
      const { tracking } = await ada.taskWhen(
        id,
        task => task.state === 'in_progress',
      );
      expect(tracking.status).toBe('live');
      expect(await knex('refused_tokens')).toEqual([]);
    });

    it('a token that GitHub goes on refusing is let go, whosever it is', async () => {
      const portal = await stage.start({ knex });
      const ada = await stage.signIn(portal);
      const { id } = await ada.start({});
      await stage.simulator.control.addFault({
        method: 'GET',
        path: '/agents/tasks\\?',
        fault: { kind: 'unauthorized' },
        times: 1_000_000,
      });
      const { tracking } = await ada.taskWhen(
        id,
        task => task.tracking.status === 'paused',
      );
      expect(tracking.reason).toBe('sign_in_required');
    });

    it('a reason with a NUL character is told without it', async () => {
      const portal = await stage.start({ knex });
      const ada = await stage.signIn(portal);
      const { id, github } = await ada.start({});
      await stage.simulator.control.advance(7_000);
      await ada.taskWhen(id, task => task.state === 'in_progress');
      await stage.simulator.control.failTask(github.taskId!, 'N\0o');
      const { error } = await ada.taskWhen(id, task => task.state === 'failed');
      expect(error?.message).toBe('No');
    });

    it('a task that GitHub cannot show does not hold up the others', async () => {
      const portal = await stage.start({
        knex,
        slowIntervalMs: 60_000,
      });
      const ada = await stage.signIn(portal);
      const sick = await ada.start({ prompt: 'Sick' });
      const well = await ada.start({ prompt: 'Well' });
      await stage.simulator.control.addFault({
        path: `/tasks/${sick.github.taskId}$`,
        fault: { kind: 'html' },
        times: 1_000_000,
      });
      await stage.simulator.control.advance(40_000);
      // Its pull request is asked for in the same look.
      const { pullRequest } = await ada.taskWhen(
        well.id,
        task => task.pullRequest !== undefined,
      );
      expect(pullRequest?.state).toBe('open');
    });
  });
});
