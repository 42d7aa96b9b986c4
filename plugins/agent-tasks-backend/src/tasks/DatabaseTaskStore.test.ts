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
  abandonedChange,
  acceptedChange,
  neverSentChange,
  rejectedChange,
  releasedChange,
  unknownChange,
} from './dispatchChanges';
import { toTask, type StoredTask } from './types';
import type { LimitGuard } from './TaskStore';
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
      options: { key?: string; guard?: LimitGuard } = {},
    ) =>
      store.insertIntent(
        {
          task,
          idempotencyKey: options.key,
          requestHash: 'hash',
          firstCheckAt: LATER,
        },
        options.guard,
      );
    const accepted = (task: StoredTask, taskId: string) =>
      acceptedChange(
        task,
        { id: taskId, state: 'queued', rawState: 'queued', createdAt: LATER },
        LATER,
      );
    const accept = (task: StoredTask, taskId: string) =>
      store.apply(accepted(task, taskId));
    const lose = async (task: StoredTask) =>
      (await store.apply(
        unknownChange(task, { code: 'github_timeout' }, LATER),
      ))!;
    return { knex, store, insert, accepted, accept, lose };
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

    it('keeps a key until a day after its task has settled, then gives it away', async () => {
      const { store, insert, accept } = await createStore(databaseId);
      const first = pendingTask({ createdAt: '2026-11-20T12:00:00.000Z' });
      await insert(first, { key: 'k' });
      const later = (createdAt: string) =>
        insert(pendingTask({ createdAt }), { key: 'k' });
      // Not settled yet: for ever.
      const accepted = await accept(first, 'gh-1');
      expect(await later('2027-11-22T12:00:00.000Z')).toBe(false);
      await store.apply({
        task: accepted!,
        at: LATER,
        fields: { state: 'completed', completedAt: LATER },
        transitions: [],
      });
      expect(await later('2026-11-23T12:00:59.000Z')).toBe(false);
      const second = await Promise.all(
        Array.from({ length: 3 }, () => later('2026-11-23T12:01:00.000Z')),
      );
      expect(second.filter(Boolean)).toHaveLength(1);
      expect((await store.findByIdempotencyKey(ADA, 'k'))!.task.createdAt).toBe(
        '2026-11-23T12:01:00.000Z',
      );
      expect(await store.get(first.id)).not.toHaveProperty('idempotencyKey');
    });

    it('frees the key of an abandoned one, and counts it no more', async () => {
      const { store, insert, lose } = await createStore(databaseId);
      const task = pendingTask();
      await insert(task, { key: 'k' });
      await store.claimSend(task, LATER);
      const lost = await lose((await store.get(task.id))!);
      expect(lost.idempotencyKey).toBe('k');
      const abandoned = await store.apply(abandonedChange(lost, LATER));
      expect(abandoned).toMatchObject({
        dispatch: { status: 'unknown', error: { code: 'github_timeout' } },
        tracking: { status: 'ended', reason: 'abandoned' },
      });
      expect(abandoned).not.toHaveProperty('idempotencyKey');
      const check = jest.fn();
      const again = await insert(pendingTask(), {
        key: 'k',
        guard: {
          scopes: [
            { limits: { activeTasksPerUser: 1, tasksPerUserPerDay: 1 } },
          ],
          check,
        },
      });
      expect(again).toBe(true);
      expect(check.mock.calls[0][1]).toMatchObject({
        activeOfUser: [],
        startedByUser: [],
      });
      const { transitions } = (await store.getDetail(task.id))!;
      expect(transitions.at(-1)).toEqual({
        at: LATER,
        kind: 'dispatch',
        from: 'unknown',
        to: 'abandoned',
      });
    });

    it('lets one of twenty take an intent to send it', async () => {
      const { store, insert } = await createStore(databaseId);
      const task = pendingTask();
      await insert(task);
      const claims = await Promise.all(
        Array.from({ length: 20 }, () => store.claimSend(task, LATER)),
      );
      const won = claims.filter(claim => claim !== undefined);
      expect(won).toHaveLength(1);
      expect(won[0]).toMatchObject({ sentAt: LATER, version: 1 });
      expect(toTask(won[0]!)).not.toHaveProperty('sentAt');
      // Who wanted to refuse it as never sent has read it before.
      expect(await store.apply(neverSentChange(task, LATER))).toBeUndefined();
    });

    it('lets nobody take what has been refused as never sent', async () => {
      const { store, insert } = await createStore(databaseId);
      const task = pendingTask();
      await insert(task);
      await store.apply(neverSentChange(task, LATER));
      expect(await store.claimSend(task, LATER)).toBeUndefined();
      expect((await store.get(task.id))!.dispatch).toMatchObject({
        status: 'rejected',
        error: { code: 'github_unavailable' },
      });
    });

    it("gives a task of GitHub's to whom GitHub named, and takes it from whom it was guessed for", async () => {
      const { store, insert, accept, accepted, lose } = await createStore(
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
      const { knex, store, insert, accepted, lose } = await createStore(
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

    it('lists what was sent without an answer, of one account and repository', async () => {
      const { store, insert, accept, lose } = await createStore(databaseId);
      const tasks = {
        sending: pendingTask({ repository: 'Acme/Services' }),
        unsent: pendingTask(),
        lost: pendingTask({ requestedBy: 'user:default/ada-too' }),
        old: pendingTask(),
        accepted: pendingTask(),
        elsewhere: pendingTask({ repository: 'acme/billing' }),
        others: pendingTask({ githubUserId: 90210002 }),
      };
      for (const [name, task] of Object.entries(tasks)) {
        await insert(task);
        if (name === 'unsent') continue;
        const at = name === 'old' ? '2026-11-22T10:00:00.000Z' : LATER;
        const sent = (await store.claimSend(task, at))!;
        if (name === 'lost') await lose(sent);
        if (name === 'accepted') await accept(sent, 'gh-1');
      }
      const found = await store.listUnanswered({
        host: tasks.lost.host,
        githubUserId: tasks.lost.githubUserId,
        repository: 'acme/services',
        sentSince: '2026-11-22T11:00:00.000Z',
      });
      expect(found.map(({ id }) => id).sort()).toEqual(
        [tasks.sending.id, tasks.lost.id].sort(),
      );
    });

    it('checks concurrent intents of a user one after the other', async () => {
      const { store, insert } = await createStore(databaseId);
      const atMostTwo: LimitGuard = {
        scopes: [{ limits: { activeTasksPerUser: 2 } }],
        check(_query, { activeOfUser: [active] }) {
          if (active?.tasks >= 2) throw new Error('too many');
        },
      };
      const outcomes = await Promise.allSettled(
        Array.from({ length: 6 }, () =>
          insert(pendingTask(), { guard: atMostTwo }),
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

      const activity = await store.readActivity({
        userEntityRef: ADA,
        groups: [],
        repository: 'acme/services',
        scopes: [{ limits: { activeTasksPerUser: 1, tasksPerUserPerDay: 1 } }],
        at: '2026-11-22T12:00:00.000Z',
      });
      expect(activity.activeOfUser).toEqual([
        { repository: 'acme/services', tasks: 3 },
      ]);
      expect(activity.startedByUser).toEqual(
        [settled, running, lost, justLost].map(({ createdAt }) => ({
          repository: 'acme/services',
          at: createdAt,
        })),
      );
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

    it('quotes no prompt where the database fails', async () => {
      const { knex, store, insert } = await createStore(databaseId);
      await knex.schema.dropTable('transitions');
      await knex.schema.alterTable('tasks', table => table.dropColumn('title'));
      const task = pendingTask({ prompt: 'Rotate the payroll keys' });
      const failures = await Promise.allSettled([
        insert(task),
        store.claimSend(task, LATER).then(() => store.getDetail(task.id)),
        store.apply(
          unknownChange(task, { code: 'Rotate the payroll keys' }, LATER),
        ),
      ]);
      expect(failures[0]).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringContaining('tasks') },
      });
      for (const failure of failures) {
        const { reason } = failure as { reason?: Error };
        expect(String(reason?.message)).not.toContain('payroll');
      }
    });

    it('refuses a task of GitHub that another task has', async () => {
      const { store, insert, accept } = await createStore(databaseId);
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

    it('pages through several states in one order', async () => {
      const { knex, store, insert } = await createStore(databaseId);
      const states = ['queued', 'failed', 'completed', 'idle'] as const;
      for (let n = 0; n < 12; n++) {
        const createdAt = new Date(Date.UTC(2026, 10, 22, 12, 0, n));
        const task = pendingTask({ createdAt: createdAt.toISOString() });
        await insert(task);
        await knex('tasks')
          .where({ id: task.id })
          .update({ state: states[n % 4] });
      }
      const page = async (after?: StoredTask) =>
        store.list({
          limit: 4,
          after,
          requestedBy: ADA,
          states: ['queued', 'idle', 'failed', 'failed'],
        });
      const seconds = (tasks: StoredTask[]) =>
        tasks.map(({ createdAt }) => new Date(createdAt).getUTCSeconds());
      const first = await page();
      expect(seconds(first)).toEqual([11, 9, 8, 7]);
      const second = await page(first[3]);
      expect(seconds(second)).toEqual([5, 4, 3, 1]);
      expect(seconds(await page(second[3]))).toEqual([0]);
      expect(await store.list({ limit: 4, states: [] })).toEqual([]);
    });
  });
});
