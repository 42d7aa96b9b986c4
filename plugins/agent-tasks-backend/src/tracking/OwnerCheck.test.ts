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
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { pendingTask } from '../__testUtils__/storedTask';
import type { GitHubClient } from '../github/types';
import { Announcer } from '../live/Announcer';
import { DatabaseTaskStore } from '../tasks/DatabaseTaskStore';
import { abandonedChange, unknownChange } from '../tasks/dispatchChanges';
import { emptyMemory } from './OwnerMemory';
import { OwnerCheck } from './OwnerCheck';

jest.setTimeout(60_000);

describe('OwnerCheck', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'leaves a task alone that its requester abandons during the look, %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const store = await DatabaseTaskStore.create({
        database: mockServices.database.mock({ getClient: async () => knex }),
      });
      const at = new Date().toISOString();
      const intent = pendingTask({ createdAt: at });
      await store.insertIntent(
        { task: intent, requestHash: '', firstCheckAt: at },
        () => {},
      );
      const lost = await store.apply(
        unknownChange(
          (await store.get(intent.id))!,
          { code: 'github_timeout' },
          at,
        ),
      );
      const logger = mockServices.logger.mock();
      const check = OwnerCheck.create({
        // Nothing is accepted, so GitHub is asked by the recovery only.
        client: {} as GitHubClient,
        store,
        followedUsers: { clearRefresh: async () => {} },
        recovery: {
          async recover() {
            await store.apply(abandonedChange(lost!, at));
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

      const { statuses } = await check.run({
        token: 'gho_any',
        tasks: [lost!],
        memory: emptyMemory(),
        isSweep: true,
      });

      expect(statuses).toEqual([]);
      const { tracking } = (await store.get(intent.id))!;
      expect(tracking).toMatchObject({ status: 'ended', reason: 'abandoned' });
    },
  );
});
