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

import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import { pendingTask } from '../../__testUtils__/storedTask';
import { createTaskStore, LATER } from '../__testUtils__/createTaskStore';
import { abandonedChange, releasedChange } from '../dispatchChanges';
import type { StoredTask } from '../types';

jest.setTimeout(60_000);

describe('applyChange', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('writes a change and its history once, of two made from one reading', async () => {
      const { store, insert, accept } = await createTaskStore(
        databases,
        databaseId,
      );
      const task = pendingTask();
      await insert(task);
      const [first, second] = await Promise.all([
        accept(task, 'gh-1'),
        accept(task, 'gh-1'),
      ]);
      expect([first, second].filter(Boolean)).toHaveLength(1);
      const detail = await store.getDetail(task.id);
      expect(detail).toMatchObject({ version: 1, updatedAt: LATER });
      expect(detail!.transitions.map(({ kind, to }) => [kind, to])).toEqual([
        ['dispatch', 'pending'],
        ['dispatch', 'accepted'],
        ['state', 'queued'],
      ]);
    });

    it('empties fields that are explicitly undefined, and replaces sessions', async () => {
      const { store, insert, accept } = await createTaskStore(
        databases,
        databaseId,
      );
      const task = pendingTask();
      await insert(task);
      const accepted = await accept(task, 'gh-1');
      const failed = await store.apply({
        task: accepted!,
        at: LATER,
        fields: {
          state: 'failed',
          error: { code: 'failed', message: 'No.' },
          completedAt: LATER,
          usage: { aiCreditsNano: '9007199254740993' },
        },
        transitions: [],
        sessions: [{ id: 's1', state: 'failed', rawState: 'failed' }],
      });
      expect(failed!.usage).toEqual({ aiCreditsNano: '9007199254740993' });
      await store.apply({
        task: failed!,
        at: LATER,
        fields: {
          state: 'in_progress',
          error: undefined,
          completedAt: undefined,
        },
        transitions: [],
        sessions: [
          { id: 's1', state: 'failed', rawState: 'failed' },
          { id: 's0', state: 'in_progress', rawState: 'in_progress' },
        ],
      });
      const revived = await store.getDetail(task.id);
      expect(revived).not.toHaveProperty('error');
      expect(revived).not.toHaveProperty('completedAt');
      expect(revived!.sessions.map(({ id }) => id)).toEqual(['s1', 's0']);
    });

    it('refuses a task of GitHub that another task has', async () => {
      const { store, insert, accept } = await createTaskStore(
        databases,
        databaseId,
      );
      const [one, other] = [pendingTask(), pendingTask()];
      await insert(one);
      await insert(other);
      expect(await accept(one, 'gh-1')).toBeDefined();
      expect(await accept(other, 'gh-1')).toBeUndefined();
      expect((await store.get(other.id))!.dispatch.status).toBe('pending');
      expect(
        await store.knownGitHubTaskIds('github.com', ['gh-1', 'gh-2']),
      ).toEqual(new Set(['gh-1']));
    });

    it("gives a task of GitHub's to whom GitHub named, and takes it from whom it was guessed for", async () => {
      const { store, insert, accept, accepted, lose } = await createTaskStore(
        databases,
        databaseId,
      );
      const [guessed, named] = [pendingTask(), pendingTask()];
      await insert(guessed);
      await insert(named);
      const wrong = (await accept(await lose(guessed), 'gh-1'))!;
      await store.apply({
        task: wrong,
        at: LATER,
        fields: { seen: { sessionCount: 1 }, branch: 'copilot/x' },
        transitions: [],
        sessions: [{ id: 's1', state: 'queued', rawState: 'queued' }],
      });
      const release = (holder: StoredTask) => releasedChange(holder, LATER);
      const written = await store.applyAnswer(accepted(named, 'gh-1'), release);
      expect(written!.task).toMatchObject({
        dispatch: { status: 'accepted' },
        github: { taskId: 'gh-1' },
      });
      const released = (await store.getDetail(guessed.id))!;
      expect(released).toMatchObject({
        dispatch: { status: 'unknown' },
        github: {},
        seen: {},
        tracking: { status: 'live' },
        sessions: [],
      });
      expect(released).not.toHaveProperty('state');
      expect(released).not.toHaveProperty('branch');
      expect(released.transitions.at(-1)).toMatchObject({
        from: 'accepted',
        to: 'unknown',
      });
      // From the same reading as before: too late, and nothing is taken away.
      expect(
        await store.applyAnswer(accepted(named, 'gh-9'), release),
      ).toBeUndefined();
      expect((await store.get(named.id))!.github.taskId).toBe('gh-1');
    });

    it('makes the owner due again when an ended task is followed again', async () => {
      const { knex, store, insert, accepted, lose } = await createTaskStore(
        databases,
        databaseId,
      );
      const task = pendingTask();
      await insert(task);
      const lost = await lose(task);
      const ended = (await store.apply(abandonedChange(lost, LATER)))!;
      await knex('followed_users').update({ next_check_at: null });
      await store.apply(accepted(ended, 'gh-1'));
      expect(await knex('followed_users').pluck('next_check_at')).toEqual([
        LATER,
      ]);
    });
  });
});
