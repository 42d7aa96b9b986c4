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
import type { PolicyRule } from 'backstage-plugin-agent-tasks-common';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { PROMPT } from '../github/__testUtils__/startGitHub';
import {
  createRecoveryStage,
  GROUP,
} from './__testUtils__/createRecoveryStage';
import { createTaskBody } from './createTaskBody';

jest.setTimeout(20_000);

describe('DispatchRecovery', () => {
  const databases = createTestDatabases();
  const stage = createRecoveryStage(databases);

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('sends what was never sent and has a key, once for twenty that try', async () => {
      const { store, leave, createReplica } = await stage.setUp(databaseId);
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
          replicas[n % 10].recovery.recover([task], stage.gitHub.token),
        ),
      );
      expect(await stage.posts()).toBe(1);
      const [simulated] = await stage.gitHub.simulator.control.tasks();
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
      const { leave, store, createReplica } = await stage.setUp(databaseId);
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
          }).recovery.recover([denied], stage.gitHub.token),
        ),
      );
      expect(await stage.posts()).toBe(0);
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
      await recovery.recover([allowed], stage.gitHub.token);
      expect(await stage.posts()).toBe(1);
      expect(fail).toHaveBeenCalledTimes(1);
    });

    it('says of what was never sent, without a key, that nothing was started', async () => {
      const { leave, recover } = await stage.setUp(databaseId);
      const [task] = await recover(await leave());
      expect(task.dispatch).toMatchObject({
        status: 'rejected',
        error: {
          code: 'github_unavailable',
          message: expect.stringMatching(/never sent.*start it anew/),
        },
      });
      expect(task.tracking.status).toBe('ended');
      expect(await stage.posts()).toBe(0);
    });

    it('leaves alone what is within its time', async () => {
      const { store, leave, leaveTaken, createReplica } = await stage.setUp(
        databaseId,
      );
      const tasks = [await leave(), await leave({}, 'k'), await leaveTaken()];
      const { recovery } = createReplica({ leaseMs: 60_000 });
      await recovery.recover(tasks, stage.gitHub.token);
      for (const { id, dispatch, version } of tasks) {
        expect(await store.get(id)).toMatchObject({ dispatch, version });
      }
      expect(await stage.gitHub.simulator.control.requests()).toEqual([]);
    });

    it('takes what was taken and never answered as lost, and sends it never again', async () => {
      const { leaveTaken, recover } = await stage.setUp(databaseId);
      const [task] = await recover(await leaveTaken());
      expect(task.dispatch).toMatchObject({
        status: 'unknown',
        error: { code: 'github_timeout' },
      });
      const [again] = await recover(task);
      expect(again).toEqual(task);
      expect(await stage.posts()).toBe(0);
    });

    it('finds what a replica sent before it died', async () => {
      const { leaveTaken, recover } = await stage.setUp(databaseId);
      const left = await leaveTaken();
      const { id } = await stage.gitHub.startTask(7);
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
      const { leaveTaken, recover } = await stage.setUp(databaseId);
      const left = [await leaveTaken(), await leaveTaken()];
      await stage.gitHub.startTask(0);
      await stage.gitHub.startTask(7);
      const found = await recover(...left);
      expect(found.map(({ dispatch }) => dispatch.status)).toEqual([
        'accepted',
        'accepted',
      ]);
      expect(new Set(found.map(({ github }) => github.taskId)).size).toBe(2);
    });

    it('decides nothing while an answer to the same prompt is awaited', async () => {
      const { leaveTaken, recover } = await stage.setUp(databaseId);
      const lost = await leaveTaken();
      await leaveTaken();
      await stage.gitHub.startTask(7);
      const [task] = await recover(lost);
      expect(task.dispatch.status).toBe('unknown');
    });

    it('goes on with other repositories where GitHub refuses one', async () => {
      const { store, leaveTaken, createReplica } = await stage.setUp(
        databaseId,
      );
      const hidden = await leaveTaken({ repository: 'acme/legacy-erp' });
      const lost = await leaveTaken();
      await stage.gitHub.startTask(7);
      const { recovery } = createReplica();
      await expect(
        recovery.recover([hidden, lost], stage.gitHub.token),
      ).rejects.toMatchObject({ code: 'agent_not_available' });
      expect((await store.get(hidden.id))!.dispatch.status).toBe('unknown');
      expect((await store.get(lost.id))!.dispatch.status).toBe('accepted');
    });
  });
});
