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
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import {
  ENCRYPTION_KEY,
  NEWER_ENCRYPTION_KEY,
} from '../__testUtils__/credentialSettings';
import { DatabaseTaskStore } from '../tasks/DatabaseTaskStore';
import { DatabaseCredentials } from './DatabaseCredentials';
import { deleteExpired } from './database/deleteExpired';
import { RefusedTokens } from './database/RefusedTokens';
import { SealedCredentials } from './database/SealedCredentials';
import { Vault } from './Vault';

jest.setTimeout(30_000);

const ada = { userEntityRef: 'user:default/ada', githubUserId: 90210001 };
const eve = { userEntityRef: 'user:default/eve', githubUserId: 90210009 };
const DAY_MS = 24 * 60 * 60_000;

describe('DatabaseCredentials', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('%s', databaseId => {
    let db: Knex;
    const logger = mockServices.logger.mock();

    beforeEach(async () => {
      jest.clearAllMocks();
      db = await databases.init(databaseId);
      await DatabaseTaskStore.create({
        database: mockServices.database.mock({ getClient: async () => db }),
      });
    });

    /** A replica; all share the database. */
    const start = (...encryptionKeys: string[]) => {
      const vault = Vault.create({
        encryptionKeys: encryptionKeys.length
          ? encryptionKeys
          : [ENCRYPTION_KEY],
      });
      return DatabaseCredentials.create({
        credentials: SealedCredentials.create({
          db,
          vault,
          host: 'github.com',
          logger,
        }),
        refused: RefusedTokens.create({ db, vault }),
      });
    };
    const rows = () => db('credentials').orderBy('user_entity_ref');

    it('shares tokens and refusals between replicas, and over a restart', async () => {
      await start().keep(ada, 'gho_a');
      expect(await start().find(ada)).toBe('gho_a');
      await start().reject(ada, 'gho_a');
      expect(await start().find(ada)).toBeUndefined();
      expect(await start().keep(ada, 'gho_a')).toBe(false);
    });

    it('writes no token that can be read', async () => {
      await start().keep(ada, 'gho_a');
      await start().reject(ada, 'gho_b');
      for (const table of ['credentials', 'refused_tokens']) {
        const text = JSON.stringify(await db(table));
        expect(text).not.toBe('[]');
        expect(text).not.toMatch(/gho_|Z2hv/);
      }
    });

    it('writes once for one token, and once a day to extend it', async () => {
      const store = start();
      await store.keep(ada, 'gho_a');
      const [first] = await rows();
      await store.keep(ada, 'gho_a');
      expect(await rows()).toEqual([first]);
      await db('credentials').update({
        expires_at: new Date(Date.now() + 12 * DAY_MS).toISOString(),
      });
      await store.keep(ada, 'gho_a');
      const [extended] = await rows();
      expect(Date.parse(extended.expires_at)).toBeGreaterThan(
        Date.now() + 13.9 * DAY_MS,
      );
    });

    it('seals anew what an older key opens', async () => {
      await start(ENCRYPTION_KEY).keep(ada, 'gho_a');
      const [before] = await rows();
      const rotated = start(NEWER_ENCRYPTION_KEY, ENCRYPTION_KEY);
      expect(await rotated.find(ada)).toBe('gho_a');
      const [after] = await rows();
      expect(after.sealed).not.toBe(before.sealed);
      // The older key can go now.
      expect(await start(NEWER_ENCRYPTION_KEY).find(ada)).toBe('gho_a');
      expect(await rows()).toEqual([after]);
    });

    it('remembers a refusal while keys are rotated', async () => {
      await start(ENCRYPTION_KEY).reject(ada, 'gho_a');
      const rotated = start(NEWER_ENCRYPTION_KEY, ENCRYPTION_KEY);
      expect(await rotated.keep(ada, 'gho_a')).toBe(false);
    });

    it('goes without what no key opens, and says so once, by the id of the key', async () => {
      await start(NEWER_ENCRYPTION_KEY).keep(ada, 'gho_a');
      const store = start(ENCRYPTION_KEY);
      expect(await store.find(ada)).toBeUndefined();
      expect(await store.findForUser(ada.userEntityRef)).toBeUndefined();
      expect(logger.warn).toHaveBeenCalledTimes(1);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('add it again'),
        {
          keyId: Vault.create({ encryptionKeys: [NEWER_ENCRYPTION_KEY] }).keyId,
        },
      );
      // A replica that is not that far yet takes nothing away from the others.
      expect(await start(NEWER_ENCRYPTION_KEY).find(ada)).toBe('gho_a');
      // And its user, who shows up, is not kept out.
      expect(await store.keep(ada, 'gho_a')).toBe(true);
      expect(await store.find(ada)).toBe('gho_a');
    });

    it('opens no row that was copied to somebody else, and deletes it', async () => {
      await start().keep(ada, 'gho_a');
      const [row] = await rows();
      await db('credentials').insert([
        { ...row, user_entity_ref: eve.userEntityRef },
        { ...row, github_user_id: eve.githubUserId },
        { ...row, kind: 'grant' },
      ]);
      expect(await start().findForUser(eve.userEntityRef)).toBeUndefined();
      expect(
        await start().find({ ...eve, userEntityRef: ada.userEntityRef }),
      ).toBeUndefined();
      expect(await start().find(ada)).toBe('gho_a');
      expect(await rows()).toEqual([row]);
      expect(logger.warn).toHaveBeenCalledTimes(3);
      expect(JSON.stringify(jest.mocked(logger.warn).mock.calls)).not.toContain(
        'gho_',
      );
    });

    it('gives nothing to a portal of another GitHub', async () => {
      await start().keep(ada, 'gho_a');
      await db('credentials').update({ host: 'ghe.acme.com' });
      expect(await start().find(ada)).toBeUndefined();
    });

    it('ends leases, and deletes what has expired', async () => {
      const store = start();
      await store.keep(ada, 'gho_a');
      await store.reject(ada, 'gho_b');
      await db('grant_authorizations').insert({
        state_hash: 'h',
        user_entity_ref: ada.userEntityRef,
        sealed_verifier: 's',
        expires_at: new Date(Date.now() + 1_000).toISOString(),
      });
      const counts = () =>
        Promise.all(
          ['credentials', 'refused_tokens', 'grant_authorizations'].map(
            async table => (await db(table)).length,
          ),
        );

      const follow = (row: object) =>
        db('followed_users')
          .insert({
            user_entity_ref: ada.userEntityRef,
            github_user_id: ada.githubUserId,
            ...row,
          })
          .onConflict(['user_entity_ref', 'github_user_id'])
          .merge();
      await follow({ next_check_at: '2026-11-22T12:00:00.000Z' });
      await deleteExpired(db, new Date());
      await follow({ next_check_at: null, paused_reason: 'sign_in_required' });
      await deleteExpired(db, new Date());
      expect(await counts()).toEqual([1, 1, 1]);
      // It came when the tracker had just ended the owner.
      await follow({ next_check_at: null, paused_reason: null });
      await deleteExpired(db, new Date());
      expect(await counts()).toEqual([0, 1, 1]);
      await follow({ next_check_at: '2026-11-22T12:00:00.000Z' });
      await store.keep(ada, 'gho_a');
      await deleteExpired(db, new Date(Date.now() + 25 * 60 * 60_000));
      expect(await counts()).toEqual([1, 0, 0]);
      await db('credentials').update({
        expires_at: new Date(Date.now() - 1).toISOString(),
      });
      expect(await store.find(ada)).toBeUndefined();
      await deleteExpired(db, new Date());
      expect(await counts()).toEqual([0, 0, 0]);
    });
  });
});
