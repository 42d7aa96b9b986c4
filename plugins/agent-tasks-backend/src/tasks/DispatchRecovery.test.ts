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
} from '@backstage/backend-test-utils';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyRule } from 'backstage-plugin-agent-tasks-common';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { policyOf } from '../__testUtils__/policyOf';
import { pendingTask } from '../__testUtils__/storedTask';
import { waitFor } from '../__testUtils__/waitFor';
import { GitHubIdentities, LeasedTokens } from '../credentials';
import {
  PROMPT,
  REPOSITORY,
  startGitHub,
  type TestGitHub,
} from '../github/__testUtils__/startGitHub';
import type { GitHubClient } from '../github/types';
import { Announcer } from '../live/Announcer';
import { createDispatch } from './createDispatch';
import { createTaskBody } from './createTaskBody';
import { DatabaseTaskStore } from './DatabaseTaskStore';
import type { DispatchRequest } from './dispatchTypes';
import type { StoredTask } from './types';

jest.setTimeout(20_000);

const GROUP = 'group:default/payments';

const OWNER = {
  requestedBy: 'user:default/ada-nwosu',
  githubUserId: 90210001,
  repository: REPOSITORY,
  prompt: PROMPT,
};

describe('DispatchRecovery', () => {
  const databases = createTestDatabases();
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

  /** A POST that waits at a gate, before or after GitHub has it. */
  function gate(where: 'before' | 'after') {
    let open = () => {};
    let reached = () => {};
    const opened = new Promise<void>(resolve => {
      open = resolve;
    });
    const isReached = new Promise<void>(resolve => {
      reached = resolve;
    });
    const createTask: GitHubClient['createTask'] = async options => {
      const hold = async () => {
        reached();
        await opened;
      };
      if (where === 'before') await hold();
      const outcome = await gitHub.client.createTask(options);
      if (where === 'after') await hold();
      return outcome;
    };
    return { createTask, open: () => open(), isReached };
  }

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('sends what was never sent and has a key, once for twenty that try', async () => {
      const { store, leave, createReplica } = await setUp(databaseId);
      const task = await leave(
        {
          baseRef: 'main',
          model: 'gpt-5.4',
          customAgent: 'reviewer',
          createPullRequest: false,
        },
        'key-1',
      );
      const replicas = Array.from({ length: 10 }, () => createReplica());
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          replicas[n % 10].recovery.recover([task], gitHub.token),
        ),
      );
      expect(await posts()).toBe(1);
      const [simulated] = await gitHub.simulator.control.tasks();
      expect(await store.get(task.id)).toMatchObject({
        dispatch: { status: 'accepted' },
        github: { taskId: simulated.id },
        idempotencyKey: 'key-1',
        sentAt: expect.any(String),
      });
      expect(createTaskBody(task)).toEqual({
        prompt: PROMPT,
        base_ref: 'main',
        model: 'gpt-5.4',
        custom_agent: 'reviewer',
        create_pull_request: false,
      });
    });

    it('sends what was left only if the rules still allow it, to the groups of then as well', async () => {
      const { leave, store, createReplica } = await setUp(databaseId);
      const fail = jest.fn(async () => {});
      const auditor = mockServices.auditor.mock({
        createEvent: async () => ({ success: async () => {}, fail }),
      });
      const rule: PolicyRule = { match: 'acme/*', allow: [GROUP] };
      const denial: PolicyRule = { ...rule, allow: undefined, deny: true };

      const denied = await leave({}, 'key-1');
      await Promise.all(
        Array.from({ length: 5 }, () =>
          createReplica({
            rules: [rule, { ...denial, denyFor: [GROUP] }],
            auditor,
          }).recovery.recover([denied], gitHub.token),
        ),
      );
      expect(await posts()).toBe(0);
      expect(await store.get(denied.id)).toMatchObject({
        dispatch: {
          status: 'rejected',
          error: {
            code: 'repository_not_allowed',
            message: expect.stringContaining('Nothing was started'),
          },
        },
        tracking: { status: 'ended' },
      });
      expect(fail).toHaveBeenCalledTimes(1);
      expect(fail).toHaveBeenCalledWith(
        expect.objectContaining({
          meta: expect.objectContaining({
            taskId: denied.id,
            code: 'repository_not_allowed',
          }),
        }),
      );

      const allowed = await leave({}, 'key-2');
      const { recovery } = createReplica({ rules: [rule], auditor });
      await recovery.recover([allowed], gitHub.token);
      expect(await posts()).toBe(1);
      expect(fail).toHaveBeenCalledTimes(1);
    });

    it('says of what was never sent, without a key, that nothing was started', async () => {
      const { leave, recover } = await setUp(databaseId);
      const [task] = await recover(await leave());
      expect(task.dispatch).toMatchObject({
        status: 'rejected',
        error: {
          code: 'github_unavailable',
          message: expect.stringMatching(/never sent.*start it anew/),
        },
      });
      expect(task.tracking.status).toBe('ended');
      expect(await posts()).toBe(0);
    });

    it('leaves alone what is within its time', async () => {
      const { store, leave, leaveTaken, createReplica } = await setUp(
        databaseId,
      );
      const tasks = [await leave(), await leave({}, 'k'), await leaveTaken()];
      const { recovery } = createReplica({ leaseMs: 60_000 });
      await recovery.recover(tasks, gitHub.token);
      for (const { id, dispatch, version } of tasks) {
        expect(await store.get(id)).toMatchObject({ dispatch, version });
      }
      expect(await gitHub.simulator.control.requests()).toEqual([]);
    });

    it('takes what was taken and never answered as lost, and sends it never again', async () => {
      const { leaveTaken, recover } = await setUp(databaseId);
      const [task] = await recover(await leaveTaken());
      expect(task.dispatch).toMatchObject({
        status: 'unknown',
        error: { code: 'github_timeout' },
      });
      const [again] = await recover(task);
      expect(again).toEqual(task);
      expect(await posts()).toBe(0);
    });

    it('finds what a replica sent before it died', async () => {
      const { leaveTaken, recover } = await setUp(databaseId);
      const left = await leaveTaken();
      const { id } = await gitHub.startTask(7);
      const [task] = await recover(left);
      expect(task).toMatchObject({
        dispatch: { status: 'accepted' },
        github: { taskId: id },
      });
      expect(
        task.transitions.filter(t => t.kind === 'dispatch').map(t => t.to),
      ).toEqual(['pending', 'unknown', 'accepted']);
    });

    it('finds two tasks of two intents with one prompt', async () => {
      const { leaveTaken, recover } = await setUp(databaseId);
      const left = [await leaveTaken(), await leaveTaken()];
      await gitHub.startTask(0);
      await gitHub.startTask(7);
      const found = await recover(...left);
      expect(found.map(({ dispatch }) => dispatch.status)).toEqual([
        'accepted',
        'accepted',
      ]);
      expect(new Set(found.map(({ github }) => github.taskId)).size).toBe(2);
    });

    it('decides nothing while an answer to the same prompt is awaited', async () => {
      const { leaveTaken, recover } = await setUp(databaseId);
      const lost = await leaveTaken();
      await leaveTaken();
      await gitHub.startTask(7);
      const [task] = await recover(lost);
      expect(task.dispatch.status).toBe('unknown');
    });

    it.each([
      ['is sent by another', 'key-1', 'accepted', 1, undefined],
      ['is refused by another', undefined, 'rejected', 0, 'github_unavailable'],
    ])(
      'a replica that was held up before the POST sends nothing: it %s',
      async (_, key, status, sent, code) => {
        const { store, createReplica, recover } = await setUp(databaseId);
        const { createTask, open, isReached } = gate('before');
        const frozen = createReplica({ leaseMs: 60_000, createTask });
        const answer = frozen.dispatchTask.dispatch(request(key));
        await Promise.race([isReached, answer]);
        const [left] = await store.list({ limit: 1 });
        const [finished] = await recover(left);
        open();
        const { task, error, replayed } = await answer;
        expect([task.id, replayed]).toEqual([left.id, false]);
        expect(finished.dispatch.status).toBe(status);
        expect(task).toMatchObject({
          dispatch: finished.dispatch,
          github: finished.github,
          version: finished.version,
        });
        expect(error?.code).toBe(code);
        expect(await posts()).toBe(sent);
      },
    );

    it("lets GitHub's own answer, however late, beat a conclusion", async () => {
      const { store, createReplica, leaveTaken, recover } = await setUp(
        databaseId,
      );
      const { createTask, open, isReached } = gate('after');
      const frozen = createReplica({ leaseMs: 60_000, createTask });
      const answer = frozen.dispatchTask.dispatch(request());
      await Promise.race([isReached, answer]);
      const [slow] = await store.list({ limit: 1 });
      const [{ id, createdAt }] = await gitHub.simulator.control.tasks();
      // Of two lost ones it is closest to the task that GitHub made for the other.
      const other = await leaveTaken({ sentAt: createdAt });
      await gitHub.simulator.control.advance(7_000);
      const [slowBefore, otherBefore] = await recover(slow, other);
      expect(slowBefore.dispatch.status).toBe('unknown');
      expect(otherBefore.github.taskId).toBe(id);

      open();
      const { task, error } = await answer;
      expect(error).toBeUndefined();
      expect(task).toMatchObject({
        id: slow.id,
        dispatch: { status: 'accepted' },
        github: { taskId: id },
      });
      const released = await waitFor(() => store.getDetail(other.id));
      expect(released).toMatchObject({
        dispatch: { status: 'unknown' },
        github: {},
        tracking: { status: 'live' },
      });
      expect(await posts()).toBe(1);
    });

    it('takes back what was concluded where GitHub refused for certain', async () => {
      const { store, createReplica, recover } = await setUp(databaseId);
      await gitHub.simulator.control.addFault({
        method: 'POST',
        path: '/tasks$',
        fault: { kind: 'secondary-rate-limit' },
      });
      const { createTask, open, isReached } = gate('after');
      const frozen = createReplica({ leaseMs: 60_000, createTask });
      const answer = frozen.dispatchTask.dispatch(request());
      await Promise.race([isReached, answer]);
      const [slow] = await store.list({ limit: 1 });
      // Started on GitHub's pages, with the same words.
      await gitHub.startTask(7);
      const [before] = await recover(slow);
      expect(before.dispatch.status).toBe('accepted');
      open();
      const { task, error } = await answer;
      expect(error!.code).toBe('github_rate_limited');
      expect(task).toMatchObject({
        dispatch: { status: 'rejected' },
        github: {},
        tracking: { status: 'ended' },
      });
      expect(task).not.toHaveProperty('state');
    });

    it('goes on with other repositories where GitHub refuses one', async () => {
      const { store, leaveTaken, createReplica } = await setUp(databaseId);
      const hidden = await leaveTaken({ repository: 'acme/legacy-erp' });
      const lost = await leaveTaken();
      await gitHub.startTask(7);
      const { recovery } = createReplica();
      await expect(
        recovery.recover([hidden, lost], gitHub.token),
      ).rejects.toMatchObject({ code: 'agent_not_available' });
      expect((await store.get(hidden.id))!.dispatch.status).toBe('unknown');
      expect((await store.get(lost.id))!.dispatch.status).toBe('accepted');
    });
  });
});
