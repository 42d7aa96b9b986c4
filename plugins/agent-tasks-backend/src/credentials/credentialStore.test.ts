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
import { ENCRYPTION_KEY } from '../__testUtils__/credentialSettings';
import { DatabaseTaskStore } from '../tasks/DatabaseTaskStore';
import type { TaskOwner } from '../tasks/TaskStore';
import type { CredentialStore } from './CredentialStore';
import { DatabaseCredentials } from './DatabaseCredentials';
import { RefusedTokens } from './database/RefusedTokens';
import { SealedCredentials } from './database/SealedCredentials';
import { LeasedTokens } from './LeasedTokens';
import { Vault } from './Vault';

jest.setTimeout(30_000);

const ada = { userEntityRef: 'user:default/ada', githubUserId: 1 };
const adaElsewhere = { ...ada, githubUserId: 2 };
const ben = { userEntityRef: 'user:default/ben', githubUserId: 3 };

type Implementation = [
  name: string,
  held: TaskOwner[] | undefined,
  create: () => Promise<CredentialStore>,
];

/** What every implementation of CredentialStore holds. */
describe('CredentialStore', () => {
  const databases = createTestDatabases();

  const inDatabase = async (
    id: ReturnType<typeof databases.eachSupportedId>[number][0],
  ) => {
    const db = await databases.init(id);
    const database = mockServices.database.mock({ getClient: async () => db });
    await DatabaseTaskStore.create({ database });
    const vault = Vault.create({ encryptionKeys: [ENCRYPTION_KEY] });
    const logger = mockServices.logger.mock();
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

  const implementations: Implementation[] = [
    ['in memory', [ada], async () => LeasedTokens.create()],
    ...databases
      .eachSupportedId()
      .map(
        ([id]): Implementation => [`in ${id}`, undefined, () => inDatabase(id)],
      ),
  ];

  describe.each(implementations)('%s', (_name, held, create) => {
    let store: CredentialStore;

    beforeEach(async () => {
      store = await create();
    });

    it('has nothing that was not kept', async () => {
      expect(await store.find(ada)).toBeUndefined();
      expect(await store.findForUser(ada.userEntityRef)).toBeUndefined();
      await store.wipe(ada);
      await store.reject(ada, 'gho_unheard_of');
    });

    it('gives a token for its user and account only', async () => {
      expect(await store.keep(ada, 'gho_a')).toBe(true);
      expect(await store.find(ada)).toBe('gho_a');
      expect(await store.find(adaElsewhere)).toBeUndefined();
      expect(await store.find(ben)).toBeUndefined();
      expect(await store.findForUser(ben.userEntityRef)).toBeUndefined();
    });

    it('replaces what was kept', async () => {
      await store.keep(ada, 'gho_a');
      await store.keep(ada, 'gho_b');
      expect(await store.find(ada)).toBe('gho_b');
    });

    it('gives the user the token that was kept last, of whichever account', async () => {
      const forAda = () => store.findForUser(ada.userEntityRef);
      await store.keep(ada, 'gho_a');
      await store.keep(adaElsewhere, 'gho_e');
      await store.keep(ben, 'gho_n');
      expect(await forAda()).toBe('gho_e');
      await store.keep(ada, 'gho_a');
      expect(await forAda()).toBe('gho_a');
      await store.wipe(ada);
      expect(await forAda()).toBe('gho_e');
    });

    it('wipes one owner only', async () => {
      await store.keep(ada, 'gho_a');
      await store.keep(ben, 'gho_n');
      await store.wipe(ada);
      expect(await store.find(ada)).toBeUndefined();
      expect(await store.find(ben)).toBe('gho_n');
      expect(await store.keep(ada, 'gho_a')).toBe(true);
    });

    it('does not keep again what GitHub has refused', async () => {
      await store.keep(ada, 'gho_a');
      await store.reject(ada, 'gho_a');
      expect(await store.find(ada)).toBeUndefined();
      expect(await store.keep(ada, 'gho_a')).toBe(false);
      expect(await store.find(ada)).toBeUndefined();
      expect(await store.keep(ada, 'gho_b')).toBe(true);
    });

    it('keeps a newer token when an older one is refused', async () => {
      await store.keep(ada, 'gho_b');
      await store.reject(ada, 'gho_a');
      expect(await store.find(ada)).toBe('gho_b');
      expect(await store.keep(ada, 'gho_a')).toBe(false);
      expect(await store.find(ada)).toBe('gho_b');
    });

    it('says whom it alone has tokens for', async () => {
      await store.keep(ada, 'gho_a');
      expect(store.heldOwners()).toEqual(held);
    });
  });
});
