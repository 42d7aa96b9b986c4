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
import type { Knex } from 'knex';
import { createStage } from '../__testUtils__/createStage';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import {
  ENCRYPTION_KEY,
  gitHubAppCredentials,
} from '../__testUtils__/credentialSettings';
import { giveConsent } from '../__testUtils__/giveConsent';
import type { Portal, PortalUser } from '../__testUtils__/startPortal';
import { pendingTask } from '../__testUtils__/storedTask';
import { DatabaseTaskStore } from '../tasks/DatabaseTaskStore';

jest.setTimeout(90_000);

/** Tasks are followed with what is in the database, whoever started them where. */
describe('following tasks with kept credentials', () => {
  const databases = createTestDatabases();
  const stage = createStage();

  const connect = async (user: PortalUser) => {
    const { body } = await user.send('post', '/grant/authorization');
    const { code, state } = await giveConsent(body.url, 'ada-nwosu');
    const answer = await user.send('put', '/grant', { code, state });
    expect(answer.status).toBe(200);
  };

  describe.each(databases.eachSupportedId())('%s', databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    const start = (credentials: object): Promise<Portal> =>
      stage.start({ knex, credentials });

    it('another portal follows to the end, without a browser', async () => {
      const credentials = { encryptionKeys: [ENCRYPTION_KEY] };
      const first = await start(credentials);
      const { id, github } = await (await stage.signIn(first)).start({});
      await stage.stop(first);

      const second = await start(credentials);
      // Ada's browser is closed: what follows is seen without her token.
      const ada = second.as('ada-nwosu');
      await stage.simulator.control.advance(17_000);
      await ada.taskWhen(id, task => task.pullRequest !== undefined);
      await stage.simulator.control.failTask(github.taskId!, 'No');
      const ended = await ada.taskWhen(id, task => task.state === 'failed');
      expect(ended.dispatch.status).toBe('accepted');
    });

    /** What a replica leaves that dies before it sends: written two minutes ago. */
    const leaveUnsent = async (more: { idempotencyKey?: string } = {}) => {
      const store = await DatabaseTaskStore.create({
        database: mockServices.database.mock({ getClient: async () => knex }),
      });
      const at = new Date(Date.now() - 120_000).toISOString();
      const task = pendingTask({ host: stage.simulator.host, createdAt: at });
      await store.insertIntent({
        task,
        requestHash: '',
        firstCheckAt: at,
        ...more,
      });
      return task.id;
    };

    it('another portal finishes what was never sent', async () => {
      const credentials = { encryptionKeys: [ENCRYPTION_KEY] };
      const first = await start(credentials);
      await (await stage.signIn(first)).start({});
      await stage.stop(first);
      const withKey = await leaveUnsent({ idempotencyKey: 'run-1' });
      const without = await leaveUnsent();

      // Ada's browser is closed.
      const ada = (await start(credentials)).as('ada-nwosu');
      const [sent, refused] = await Promise.all(
        [withKey, without].map(id =>
          ada.taskWhen(id, ({ dispatch }) => dispatch.status !== 'pending'),
        ),
      );
      expect(sent.dispatch).toEqual({ status: 'accepted' });
      expect(refused.dispatch.error?.message).toMatch(/never sent.*anew/);
      expect(await stage.posts()).toHaveLength(2);
    });

    it('says that what was never sent waits for its user, and goes on then', async () => {
      const portal = await start({ encryptionKeys: [ENCRYPTION_KEY] });
      const id = await leaveUnsent({ idempotencyKey: 'run-1' });
      const watcher = await stage.signIn(portal, 'priya-raman');
      const paused = await watcher.taskWhen(
        id,
        ({ tracking }) => tracking.status === 'paused',
      );
      expect([paused.dispatch.status, paused.tracking.reason]).toEqual([
        'pending',
        'sign_in_required',
      ]);
      const ada = await stage.signIn(portal);
      const sent = await ada.taskWhen(
        id,
        ({ dispatch }) => dispatch.status !== 'pending',
      );
      expect(sent.dispatch.status).toBe('accepted');
    });

    it('a grant outlives the token of the browser, pauses when it ends, and resumes', async () => {
      const portal = await start(gitHubAppCredentials);
      const token = await stage.mint();
      const ada = portal.as('ada-nwosu', token);
      const { id, github } = await ada.start({
        prompt: 'Add a health check [simulate: waiting]',
      });
      await connect(ada);
      await stage.simulator.control.revokeToken({ token });
      await stage.simulator.control.advance(17_000);
      // Requests without a token are made with the grant.
      const away = portal.as('ada-nwosu');
      await away.taskWhen(id, task => task.state === 'in_progress');

      // Eight hours later its access token has ended, and is refreshed.
      await stage.simulator.control.expireToken({ login: 'ada-nwosu' });
      await stage.simulator.control.advance(10_000);
      await away.taskWhen(id, task => task.state === 'waiting_for_user');

      await stage.simulator.control.revokeToken({ login: 'ada-nwosu' });
      const watcher = await stage.signIn(portal, 'priya-raman');
      const paused = await watcher.taskWhen(
        id,
        task => task.tracking.status === 'paused',
      );
      expect(paused.tracking.reason).toBe('sign_in_required');
      expect((await away.get('/grant')).body.status).toBe('expired');

      await connect(away);
      await stage.simulator.control.failTask(github.taskId!, 'No');
      const resumed = await away.taskWhen(
        id,
        task => task.state === 'failed' && task.tracking.status !== 'paused',
      );
      expect(
        resumed.transitions
          .filter(({ kind }) => kind === 'tracking')
          .map(({ to }) => to),
      ).toEqual(expect.arrayContaining(['paused', 'resumed']));
    });
  });
});
