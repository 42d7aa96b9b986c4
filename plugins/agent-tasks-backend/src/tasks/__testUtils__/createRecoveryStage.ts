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

import {
  mockCredentials,
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyRule } from 'backstage-plugin-agent-tasks-common';
import { policyOf } from '../../__testUtils__/policyOf';
import { pendingTask } from '../../__testUtils__/storedTask';
import { GitHubIdentities, LeasedTokens } from '../../credentials';
import {
  PROMPT,
  REPOSITORY,
  startGitHub,
  type TestGitHub,
} from '../../github/__testUtils__/startGitHub';
import type { GitHubClient } from '../../github/types';
import { Announcer } from '../../live/Announcer';
import { createDispatch } from '../createDispatch';
import { DatabaseTaskStore } from '../DatabaseTaskStore';
import type { DispatchRequest } from '../dispatchTypes';
import type { StoredTask } from '../types';

/** A group of the person whose tasks are recovered. */
export const GROUP = 'group:default/payments';

const OWNER = {
  requestedBy: 'user:default/ada-nwosu',
  githubUserId: 90210001,
  repository: REPOSITORY,
  prompt: PROMPT,
};

/** A simulated GitHub for each test, and replicas that dispatch there, die, and find what others left. */
export function createRecoveryStage(databases: TestDatabases) {
  let gitHub: TestGitHub;

  beforeEach(async () => {
    gitHub = await startGitHub();
  });
  afterEach(() => gitHub.simulator.stop());

  const posts = async () =>
    (await gitHub.simulator.control.requests({ method: 'POST' })).length;

  async function setUp(databaseId: TestDatabaseId) {
    const knex = await databases.init(databaseId);
    const store = await DatabaseTaskStore.create({
      database: mockServices.database.mock({ getClient: async () => knex }),
    });

    /** A replica that gives what it meets this time, and holds its POSTs back if told to. */
    function createReplica(
      options: {
        leaseMs?: number;
        createTask?: GitHubClient['createTask'];
        rules?: PolicyRule[];
        auditor?: AuditorService;
      } = {},
    ) {
      const {
        leaseMs = -1,
        createTask,
        rules = [{ match: 'acme/*' }],
        auditor = mockServices.auditor.mock({
          createEvent: async () => ({
            success: async () => {},
            fail: async () => {},
          }),
        }),
      } = options;
      // Of its own: the pace of writing is kept per process.
      const client = new Proxy(gitHub.createClient(20_000), {
        get: (target, key) => {
          if (key === 'createTask' && createTask) return createTask;
          const value = Reflect.get(target, key);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      const logger = mockServices.logger.mock();
      return createDispatch({
        host: 'github.com',
        policy: { get: async () => policyOf(rules) },
        permissions: mockServices.permissions({
          result: AuthorizeResult.ALLOW,
        }),
        auditor,
        client,
        store,
        credentials: LeasedTokens.create(),
        identities: GitHubIdentities.create({ client }),
        announcer: Announcer.create({
          signals: { publish: async () => {} },
          notifications: { send: async () => {} },
          logger,
        }),
        logger,
        trackingIntervalMs: 15_000,
        leaseMs,
        clock: { now: () => Date.now() },
        onTokenKept: async () => {},
      });
    }

    /** As a replica that died left it. */
    async function leave(
      fields: Partial<StoredTask> = {},
      key?: string,
    ): Promise<StoredTask> {
      const at = new Date().toISOString();
      const task = pendingTask({ ...OWNER, createdAt: at, ...fields });
      await store.insertIntent({
        task,
        idempotencyKey: key,
        requestHash: 'hash',
        firstCheckAt: at,
        groups: [GROUP],
      });
      return (await store.get(task.id))!;
    }
    async function leaveTaken(fields?: Partial<StoredTask>) {
      const task = await leave(fields);
      const at = fields?.sentAt ?? new Date().toISOString();
      return (await store.claimSend(task, at))!;
    }
    const { recovery } = createReplica();
    const recover = async (...tasks: StoredTask[]) => {
      await recovery.recover(tasks, gitHub.token);
      return Promise.all(
        tasks.map(async ({ id }) => (await store.getDetail(id))!),
      );
    };
    return { store, createReplica, leave, leaveTaken, recover };
  }

  const request = (key?: string): DispatchRequest => ({
    credentials: mockCredentials.user(OWNER.requestedBy),
    userEntityRef: OWNER.requestedBy,
    ownershipEntityRefs: [OWNER.requestedBy],
    getGitHubToken: () => gitHub.token,
    repository: REPOSITORY,
    prompt: PROMPT,
    createPullRequest: true,
    source: 'portal',
    idempotencyKey: key,
  });

  return {
    get gitHub() {
      return gitHub;
    },
    posts,
    setUp,
    request,
  };
}
