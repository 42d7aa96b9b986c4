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
import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import {
  startGitHub,
  type TestGitHub,
} from '../../github/__testUtils__/startGitHub';
import { DatabaseTaskStore } from '../../tasks/DatabaseTaskStore';
import { GitHubIdentities } from '../GitHubIdentities';
import { DatabaseIdentities } from './DatabaseIdentities';
import { IdentityBinding } from './IdentityBinding';

jest.setTimeout(30_000);

const ADA = 'user:default/ada-nwosu';

describe('IdentityBinding', () => {
  const databases = createTestDatabases();
  let gitHub: TestGitHub;

  beforeEach(async () => {
    gitHub = await startGitHub();
  });
  afterEach(() => gitHub.simulator.stop());

  describe.each(databases.eachSupportedId())('%s', databaseId => {
    async function setUp(identityChange: 'allow' | 'forbid') {
      const db = await databases.init(databaseId);
      await DatabaseTaskStore.create({
        database: mockServices.database.mock({ getClient: async () => db }),
      });
      const logger = mockServices.logger.mock();
      const binding = IdentityBinding.create({
        identities: GitHubIdentities.create(gitHub),
        bound: DatabaseIdentities.create({ db, host: 'github.com' }),
        identityChange,
        auditor: mockServices.auditor.mock({
          createEvent: async () => ({
            success: async () => {},
            fail: async () => {},
          }),
        }),
        onChange: async () => {
          throw new Error('No notifications here');
        },
        logger,
      });
      await binding.check(ADA, gitHub.token);
      return { binding, logger };
    }

    it('where others are forbidden, refuses a token of which GitHub does not say whose it is', async () => {
      const { binding } = await setUp('forbid');
      const other = await gitHub.tokenOf('ben-larsen');
      await gitHub.simulator.control.addFault({
        method: 'GET',
        path: '/user$',
        fault: { kind: 'secondary-rate-limit', retryAfter: 30 },
      });
      await expect(binding.check(ADA, other)).rejects.toMatchObject({
        code: 'github_rate_limited',
      });
      await expect(binding.check(ADA, other)).rejects.toMatchObject({
        code: 'github_identity_mismatch',
      });
      await binding.check(ADA, 'gho_unheard_of');
    });

    it('goes on where the user cannot be told', async () => {
      const { binding, logger } = await setUp('allow');
      await binding.check(ADA, await gitHub.tokenOf('ben-larsen'));
      expect(await binding.loginOf(ADA)).toBe('ben-larsen');
      expect(logger.warn).toHaveBeenCalledTimes(1);
    });
  });
});
