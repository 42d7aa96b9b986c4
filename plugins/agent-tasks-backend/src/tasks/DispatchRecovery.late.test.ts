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

import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { waitFor } from '../__testUtils__/waitFor';
import type { GitHubClient } from '../github/types';
import { createRecoveryStage } from './__testUtils__/createRecoveryStage';

jest.setTimeout(20_000);

describe('DispatchRecovery, beside a replica that is late', () => {
  const databases = createTestDatabases();
  const stage = createRecoveryStage(databases);

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
      const outcome = await stage.gitHub.client.createTask(options);
      if (where === 'after') await hold();
      return outcome;
    };
    return { createTask, open: () => open(), isReached };
  }

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it.each([
      ['is sent by another', 'key-1', 'accepted', 1, undefined],
      ['is refused by another', undefined, 'rejected', 0, 'github_unavailable'],
    ])(
      'a replica that was held up before the POST sends nothing: it %s',
      async (_, key, status, sent, code) => {
        const { store, createReplica, recover } = await stage.setUp(databaseId);
        const { createTask, open, isReached } = gate('before');
        const frozen = createReplica({ leaseMs: 60_000, createTask });
        const answer = frozen.dispatchTask.dispatch(stage.request(key));
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
        expect(await stage.posts()).toBe(sent);
      },
    );

    it("lets GitHub's own answer, however late, beat a conclusion", async () => {
      const { store, createReplica, leaveTaken, recover } = await stage.setUp(
        databaseId,
      );
      const { createTask, open, isReached } = gate('after');
      const frozen = createReplica({ leaseMs: 60_000, createTask });
      const answer = frozen.dispatchTask.dispatch(stage.request());
      await Promise.race([isReached, answer]);
      const [slow] = await store.list({ limit: 1 });
      const [{ id, createdAt }] = await stage.gitHub.simulator.control.tasks();
      // Of two lost ones it is closest to the task that GitHub made for the other.
      const other = await leaveTaken({ sentAt: createdAt });
      await stage.gitHub.simulator.control.advance(7_000);
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
      expect(await stage.posts()).toBe(1);
    });

    it('takes back what was concluded where GitHub refused for certain', async () => {
      const { store, createReplica, recover } = await stage.setUp(databaseId);
      await stage.gitHub.simulator.control.addFault({
        method: 'POST',
        path: '/tasks$',
        fault: { kind: 'secondary-rate-limit' },
      });
      const { createTask, open, isReached } = gate('after');
      const frozen = createReplica({ leaseMs: 60_000, createTask });
      const answer = frozen.dispatchTask.dispatch(stage.request());
      await Promise.race([isReached, answer]);
      const [slow] = await store.list({ limit: 1 });
      // Started on GitHub's pages, with the same words.
      await stage.gitHub.startTask(7);
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
  });
});
