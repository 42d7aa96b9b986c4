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
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { pendingTask } from '../__testUtils__/storedTask';
import { DatabaseTaskStore } from './DatabaseTaskStore';
import {
  acceptedChange,
  rejectedChange,
  unknownChange,
} from './dispatchChanges';
import type { StoredTask } from './types';
import type { UserActivity } from './TaskStore';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';

jest.setTimeout(60_000);

const ADA = 'user:default/ada-nwosu';
const LATER = '2026-11-22T12:01:00.000Z';

describe('DatabaseTaskStore', () => {
  const databases = createTestDatabases();

  async function createStore(id: TestDatabaseId) {
    const knex = await databases.init(id);
    const store = await DatabaseTaskStore.create({
      database: mockServices.database.mock({ getClient: async () => knex }),
    });
    const insert = async (
      task: StoredTask,
      options: { key?: string; check?: (a: UserActivity) => void } = {},
    ) =>
      store.insertIntent(
        {
          task,
          idempotencyKey: options.key,
          requestHash: 'hash',
          firstCheckAt: LATER,
        },
        options.check ?? (() => {}),
      );
    const accept = (task: StoredTask, taskId: string) =>
      store.apply(
        acceptedChange(
          task,
          {
            id: taskId,
            state: 'queued',
            rawState: 'queued',
            createdAt: LATER,
          },
          LATER,
        ),
      );
    return { knex, store, insert, accept };
  }

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('gives back what was written, with times as they were', async () => {
      const { store, insert } = await createStore(databaseId);
      const task = pendingTask({
        entityRef: 'component:default/billing',
        baseRef: 'main',
        model: 'gpt-5.4',
        createPullRequest: false,
        prompt: 'Line\nÜber 🎉',
      });
      expect(await insert(task)).toBe(true);
      expect(await store.get(task.id)).toEqual({
        ...task,
        tracking: { status: 'live', nextCheckAt: LATER },
      });
      expect((await store.getDetail(task.id))!.transitions).toEqual([
        { at: task.createdAt, kind: 'dispatch', to: 'pending' },
      ]);
      expect(await store.get('another')).toBeUndefined();
    });

    it('writes one intent per user and key, and frees the key of a refused one', async () => {
      const { store, insert } = await createStore(databaseId);
      const intents = [pendingTask(), pendingTask(), pendingTask()];
      const written = await Promise.all(
        intents.map(task => insert(task, { key: 'k' })),
      );
      expect(written.filter(Boolean)).toHaveLength(1);
      expect(
        await insert(pendingTask({ requestedBy: 'user:default/ben' }), {
          key: 'k',
        }),
      ).toBe(true);

      const winner = await store.findByIdempotencyKey(ADA, 'k');
      expect(winner!.requestHash).toBe('hash');
      await store.apply(
        rejectedChange(
          winner!.task,
          new AgentTasksError('github_rejected', 'No such model.'),
          LATER,
        ),
      );
      expect(await store.findByIdempotencyKey(ADA, 'k')).toBeUndefined();
      expect(await store.get(winner!.task.id)).toMatchObject({
        dispatch: {
          status: 'rejected',
          error: { code: 'github_rejected', message: 'No such model.' },
        },
        tracking: { status: 'ended' },
      });
      expect(await insert(pendingTask(), { key: 'k' })).toBe(true);
    });

    it('checks concurrent intents of a user one after the other', async () => {
      const { store, insert } = await createStore(databaseId);
      const atMostTwo = ({ active }: UserActivity) => {
        if (active >= 2) throw new Error('too many');
      };
      const outcomes = await Promise.allSettled(
        Array.from({ length: 6 }, () =>
          insert(pendingTask(), { check: atMostTwo }),
        ),
      );
      expect(
        outcomes.filter(({ status }) => status === 'fulfilled'),
      ).toHaveLength(2);
      expect(await store.list({ limit: 10 })).toHaveLength(2);
    });

    it('counts what is under way and what was started within a day', async () => {
      const { store, insert, accept } = await createStore(databaseId);
      const old = pendingTask({ createdAt: '2026-11-21T11:59:59.000Z' });
      const settled = pendingTask({ createdAt: '2026-11-21T12:00:01.000Z' });
      const running = pendingTask({ createdAt: '2026-11-22T11:00:00.000Z' });
      const refused = pendingTask({ createdAt: '2026-11-22T11:30:00.000Z' });
      const lost = pendingTask({ createdAt: '2026-11-22T11:40:00.000Z' });
      const justLost = pendingTask({ createdAt: '2026-11-22T11:50:00.000Z' });
      for (const task of [old, settled, running, refused, lost, justLost]) {
        await insert(task);
      }
      for (const [task, status] of [
        [lost, 'slow'],
        [justLost, 'live'],
      ] as const) {
        const { fields, ...change } = unknownChange(
          task,
          { code: 'github_timeout' },
          LATER,
        );
        await store.apply({
          ...change,
          fields: { ...fields, tracking: { status } },
        });
      }
      await accept(running, 'gh-1');
      const accepted = await accept(settled, 'gh-2');
      await store.apply({
        task: accepted!,
        at: LATER,
        fields: { state: 'completed' },
        transitions: [],
      });
      await store.apply(
        rejectedChange(
          refused,
          new AgentTasksError('github_rejected', 'No.'),
          LATER,
        ),
      );

      let activity: UserActivity | undefined;
      await insert(pendingTask({ createdAt: '2026-11-22T12:00:00.000Z' }), {
        check: found => {
          activity = found;
        },
      });
      expect(activity).toEqual({
        active: 3,
        startedInLastDay: [settled, running, lost, justLost].map(
          ({ createdAt }) => createdAt,
        ),
      });
    });

    it('writes a change and its history once, of two made from one reading', async () => {
      const { store, insert, accept } = await createStore(databaseId);
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

    it('refuses a task of GitHub that another task has', async () => {
      const { store, insert, accept } = await createStore(databaseId);
      const [one, other] = [pendingTask(), pendingTask()];
      await insert(one);
      await insert(other);
      expect(await accept(one, 'gh-1')).toBeDefined();
      expect(await accept(other, 'gh-1')).toBeUndefined();
      expect((await store.get(other.id))!.dispatch.status).toBe('pending');
      expect(await store.knownGitHubTaskIds(['gh-1', 'gh-2'])).toEqual(
        new Set(['gh-1']),
      );
    });

    it('empties fields that are explicitly undefined, and replaces sessions', async () => {
      const { store, insert, accept } = await createStore(databaseId);
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

    it('lists newest first, filtered, page by page', async () => {
      const { store, insert, accept } = await createStore(databaseId);
      const at = (second: number) =>
        new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString();
      const tasks = Array.from({ length: 7 }, (_, n) =>
        pendingTask({
          // Two share a moment.
          createdAt: at(n === 3 ? 4 : n),
          repository: n % 2 ? 'acme/Billing' : 'acme/services',
          entityRef: n === 5 ? 'component:default/billing' : undefined,
          requestedBy: n === 6 ? 'user:default/ben' : ADA,
        }),
      );
      for (const task of tasks) await insert(task);
      await accept(tasks[0], 'gh-1');

      const seen: string[] = [];
      let after: { createdAt: string; id: string } | undefined;
      for (;;) {
        const page = await store.list({ limit: 2, after });
        seen.push(...page.map(({ id }) => id));
        if (page.length < 2) break;
        after = page[1];
      }
      const expected = [...tasks].sort((a, b) =>
        a.createdAt === b.createdAt
          ? b.id.localeCompare(a.id)
          : b.createdAt.localeCompare(a.createdAt),
      );
      expect(seen).toEqual(expected.map(({ id }) => id));

      const count = async (filter: object) =>
        (await store.list({ limit: 100, ...filter })).length;
      expect(await count({ repository: 'ACME/billing' })).toBe(3);
      expect(await count({ entityRef: 'component:default/billing' })).toBe(1);
      expect(await count({ requestedBy: 'user:default/ben' })).toBe(1);
      expect(await count({ states: ['queued', 'failed'] })).toBe(1);
      expect(
        await count({
          hidden: {
            repositories: ['acme/SERVICES'],
            exceptOf: 'user:default/ben',
          },
        }),
      ).toBe(4);
    });
  });
});
