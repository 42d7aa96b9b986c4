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
import { waitFor } from '../__testUtils__/waitFor';
import type { GitHubTask } from '../github/types';
import { isPostgres } from '../isPostgres';
import { Announcer } from '../live/Announcer';
import { applyChange } from './database/applyChange';
import { DatabaseTaskStore } from './DatabaseTaskStore';
import { acceptedChange, unknownChange } from './dispatchChanges';
import { recordOutcome } from './recordOutcome';

jest.setTimeout(60_000);

const AT = '2026-11-22T12:00:00.000Z';

const gitHubTask: GitHubTask = {
  id: 'github-1',
  state: 'queued',
  rawState: 'queued',
  createdAt: AT,
};

describe('recordOutcome', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    "GitHub's word holds although a guess gives its task to another at that moment, %p",
    async databaseId => {
      const knex = await databases.init(databaseId);
      const store = await DatabaseTaskStore.create({
        database: mockServices.database.mock({ getClient: async () => knex }),
      });
      const lost = async () => {
        const task = pendingTask({ createdAt: AT });
        await store.insertIntent({ task, requestHash: '', firstCheckAt: AT });
        const sent = (await store.claimSend(task, AT))!;
        const reason = { code: 'github_timeout' };
        return (await store.apply(unknownChange(sent, reason, AT)))!;
      };
      const own = await lost();
      const other = await lost();
      const record = () =>
        recordOutcome(
          {
            store,
            announcer: Announcer.create({
              signals: { publish: async () => {} },
              notifications: { send: async () => {} },
              logger: mockServices.logger.mock(),
            }),
            clock: { now: () => Date.parse(AT) },
          },
          own.id,
          {
            kind: 'accepted',
            task: gitHubTask,
            answer: { status: 201, headers: {}, body: '' },
          },
        );

      const guess = await knex.transaction();
      await applyChange(guess, acceptedChange(other, gitHubTask, AT));
      if (!isPostgres(knex)) {
        // There nothing goes on beside a transaction.
        await guess.commit();
        await record();
      } else {
        const recorded = record();
        const waits = () =>
          knex('pg_stat_activity')
            .whereRaw('datname = current_database()')
            .where({ wait_event_type: 'Lock' });
        await waitFor(async () => (await waits()).length > 0);
        await guess.commit();
        await recorded;
      }

      expect(await store.get(own.id)).toMatchObject({
        dispatch: { status: 'accepted' },
        github: { taskId: 'github-1' },
      });
      expect(await store.get(other.id)).toMatchObject({
        dispatch: { status: 'unknown' },
        github: {},
      });
    },
  );
});
