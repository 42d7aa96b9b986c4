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
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { pendingTask } from '../__testUtils__/storedTask';
import type { GitHubClient } from '../github/types';
import { Announcer } from '../live/Announcer';
import { DatabaseTaskStore } from '../tasks/DatabaseTaskStore';
import { abandonedChange, unknownChange } from '../tasks/dispatchChanges';
import type { StoredTask } from '../tasks/types';
import { emptyMemory } from './OwnerMemory';
import { OwnerCheck } from './OwnerCheck';

jest.setTimeout(60_000);

describe('OwnerCheck', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('%s', databaseId => {
    /** A dispatch whose answer was lost then, and a look at it. */
    async function setUp(
      sentAt: string,
      recover: (store: DatabaseTaskStore, lost: StoredTask) => Promise<unknown>,
    ) {
      const knex = await databases.init(databaseId);
      const store = await DatabaseTaskStore.create({
        database: mockServices.database.mock({ getClient: async () => knex }),
      });
      const intent = pendingTask({ createdAt: sentAt });
      await store.insertIntent({
        task: intent,
        requestHash: '',
        firstCheckAt: sentAt,
      });
      const sent = (await store.claimSend(intent, sentAt))!;
      const lost = (await store.apply(
        unknownChange(sent, { code: 'github_timeout' }, sentAt),
      ))!;
      const logger = mockServices.logger.mock();
      const check = OwnerCheck.create({
        // Nothing is accepted, so GitHub is asked by the recovery only.
        client: {} as GitHubClient,
        store,
        followedUsers: { clearRefresh: async () => {} },
        recovery: {
          async recover() {
            await recover(store, lost);
          },
        },
        announcer: Announcer.create({
          signals: { publish: async () => {} },
          notifications: { send: async () => {} },
          logger,
        }),
        clock: { now: () => Date.now() },
        logger,
        slowIntervalMs: 1_000,
      });
      const outcome = await check.run({
        token: 'gho_any',
        tasks: [lost],
        memory: emptyMemory(),
        isSweep: true,
      });
      return { outcome, task: (await store.get(intent.id))! };
    }

    it('leaves a task alone that its requester abandons during the look', async () => {
      const at = new Date().toISOString();
      const { outcome, task } = await setUp(at, (store, lost) =>
        store.apply(abandonedChange(lost, at)),
      );
      expect(outcome.statuses).toEqual([]);
      expect(task.tracking).toMatchObject({
        status: 'ended',
        reason: 'abandoned',
      });
    });

    const TWO_DAYS_AGO = new Date(Date.now() - 48 * 3_600_000).toISOString();

    it('gives up what was looked for in vain after a day', async () => {
      const { task } = await setUp(TWO_DAYS_AGO, async () => {});
      expect(task.tracking.reason).toBe('not_found');
    });

    it('gives up nothing that could not be looked for', async () => {
      const failure = new AgentTasksError('github_unavailable', 'Down.');
      const { outcome, task } = await setUp(TWO_DAYS_AGO, async () => {
        throw failure;
      });
      expect(outcome).toMatchObject({ statuses: ['live'], failure });
      expect(task.tracking.status).toBe('live');
    });
  });
});
