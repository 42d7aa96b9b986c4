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

import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { createStage } from '../__testUtils__/createStage';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(30_000);

describe('Tracker', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const stage = createStage();
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
  });

  const lists = () =>
    stage.simulator.control
      .requests({ method: 'GET' })
      .then(all => all.filter(({ path }) => path.includes('/agents/tasks?')));

  it('takes what a crash left pending as unknown, and finds it', async () => {
    const before = await stage.start({ knex });
    const ada = before.as('ada-nwosu', await stage.mint());
    const { id, github } = await ada.start({ prompt: 'Crashed' }, 'key-1');
    await stage.stop(before);
    // As if the process had died between GitHub's answer and its record.
    await knex('tasks')
      .where({ id })
      .update({
        dispatch_status: 'pending',
        github_task_id: null,
        state: null,
        raw_state: null,
        seen: '{}',
        created_at: new Date(Date.now() - 20_000).toISOString(),
        sent_at: new Date(Date.now() - 20_000).toISOString(),
      });
    await stage.simulator.control.advance(7_000);

    const after = await stage.start({ knex });
    const found = await after
      .as('ada-nwosu', await stage.mint())
      .taskWhen(id, task => task.dispatch.status === 'accepted');
    expect(found.github.taskId).toBe(github.taskId);
    expect(
      found.transitions.filter(t => t.kind === 'dispatch').map(t => t.to),
    ).toEqual(['pending', 'accepted', 'unknown', 'accepted']);
    expect(await stage.simulator.control.tasks()).toHaveLength(1);
  });

  it('asks per user, and not because someone looks', async () => {
    const portal = await stage.start({
      knex,
      intervalMs: 300,
      slowIntervalMs: 60_000,
    });
    const ada = portal.as('ada-nwosu', await stage.mint());
    for (let n = 0; n < 3; n++) await ada.start({});
    // Every task has been read, and the list has not changed since.
    await waitFor(async () => {
      const all = await stage.simulator.control.requests({ method: 'GET' });
      const read = all.filter(({ path }) => /\/tasks\/[^/]+$/.test(path));
      const listed = all.filter(({ path }) => path.includes('/agents/tasks?'));
      return read.length === 3 && listed.at(-1)?.status === 304;
    });
    await stage.simulator.control.clearRequests();
    const viewer = portal.as('priya-raman', await stage.mint('priya-raman'));
    await Promise.all(Array.from({ length: 20 }, () => viewer.get('/tasks')));
    const answered = async () =>
      (await lists()).filter(({ status }) => status !== undefined);
    await waitFor(async () => (await answered()).length >= 3);
    const all = await stage.simulator.control.requests();
    const others = all.filter(({ path }) => !path.includes('/agents/tasks?'));
    // One look at the viewer's account and one at the repository, for all twenty.
    expect(others.map(({ path }) => path).sort()).toEqual([
      '/api/graphql',
      '/api/v3/user',
    ]);
    expect((await answered()).every(({ status }) => status === 304)).toBe(true);
  });

  it('follows a task that GitHub does not list yet', async () => {
    const portal = await stage.start({ knex });
    const ada = portal.as('ada-nwosu', await stage.mint());
    await stage.simulator.control.hideNewTasksFor(600_000);
    const { id } = await ada.start({});
    await stage.simulator.control.addFault({
      path: '/agents/repos/[^/]+/[^/]+/tasks/',
      fault: { kind: 'server-error' },
    });
    await stage.simulator.control.advance(7_000);
    const { tracking } = await ada.taskWhen(
      id,
      task => task.state === 'in_progress',
    );
    expect(tracking.status).toBe('live');
  });

  it('shows a task that does not move any more as stalled, once', async () => {
    const portal = await stage.start({ knex });
    const ada = portal.as('ada-nwosu', await stage.mint());
    const { id, github } = await ada.start({});
    await stage.simulator.control.advance(7_000);
    await ada.taskWhen(
      id,
      task => task.state === 'in_progress' && task.sessions.length === 1,
    );
    await knex('tasks').update({
      progressed_at: new Date(Date.now() - 76 * 60_000).toISOString(),
    });
    const stalled = await ada.taskWhen(
      id,
      ({ tracking }) => tracking.reason === 'stalled',
    );
    expect(stalled).toMatchObject({
      state: 'in_progress',
      tracking: { status: 'slow' },
    });
    await stage.simulator.control.completeTask(github.taskId!);
    const { transitions } = await ada.taskWhen(
      id,
      task => task.state === 'completed',
    );
    expect(
      transitions.flatMap(({ kind, to }) => (kind === 'tracking' ? to : [])),
    ).toEqual(['stalled']);
  });

  it('tells the owner when the agent waits, and follows it on', async () => {
    const portal = await stage.start({ knex });
    const ada = portal.as('ada-nwosu', await stage.mint());
    await stage.simulator.control.setScenario({ scenario: 'waiting' });
    const { id, github } = await ada.start({ prompt: 'Ask me' });
    await stage.simulator.control.advance(60_000);
    const waiting = await ada.taskWhen(
      id,
      task => task.state === 'waiting_for_user',
    );
    expect(waiting.tracking.status).toBe('slow');
    expect(portal.notifications.map(n => n.payload.title)).toEqual([
      'The agent waits for your answer in acme/services',
    ]);
    await stage.simulator.control.answerTask(github.taskId!);
    await stage.simulator.control.advance(60_000);
    await ada.taskWhen(id, task => task.state === 'completed');
    expect(portal.notifications).toHaveLength(2);
  });

  it('gives the reason of a failure, and sees a task come back to life', async () => {
    const portal = await stage.start({ knex });
    const ada = portal.as('ada-nwosu', await stage.mint());
    const { id, github } = await ada.start({});
    await stage.simulator.control.advance(17_000);
    await ada.taskWhen(id, task => task.pullRequest !== undefined);
    await stage.simulator.control.failTask(
      github.taskId!,
      'No runner was free',
    );
    const failed = await ada.taskWhen(id, task => task.state === 'failed');
    expect(failed.error).toEqual({
      code: 'failed',
      message: 'No runner was free',
    });
    expect(failed.completedAt).toBeDefined();

    await stage.simulator.control.followUpTask(github.taskId!, 'Try again');
    await stage.simulator.control.advance(4_000);
    const revived = await ada.taskWhen(
      id,
      task => task.sessions.length === 2 && task.state === 'in_progress',
    );
    expect(revived.tracking.status).toBe('live');
    expect(revived).not.toHaveProperty('completedAt');
    expect(revived).not.toHaveProperty('error');
  });

  it('shows a state that GitHub adds later, and goes on', async () => {
    const portal = await stage.start({ knex });
    const ada = portal.as('ada-nwosu', await stage.mint());
    const { id, github } = await ada.start({});
    await stage.simulator.control.updateTask(github.taskId!, {
      state: 'pondering',
    });
    const unknown = await ada.taskWhen(id, task => task.state === 'unknown');
    expect(unknown).toMatchObject({
      rawState: 'pondering',
      tracking: { status: 'slow' },
    });
    await stage.simulator.control.updateTask(github.taskId!, {
      state: 'cancelled',
    });
    const cancelled = await ada.taskWhen(id, t => t.state === 'cancelled');
    expect(cancelled.error!.code).toBe('cancelled');
    expect(cancelled.tracking).toEqual({ status: 'ended' });
  });

  it('comes through faults of GitHub, and obeys its rate limit', async () => {
    const portal = await stage.start({ knex, requestTimeoutMs: 300 });
    const ada = portal.as('ada-nwosu', await stage.mint());
    const { id } = await ada.start({});
    for (const kind of ['html', 'server-error', 'truncated'] as const) {
      await stage.simulator.control.addFault({
        path: '/agents/tasks\\?',
        fault: { kind },
      });
    }
    await stage.simulator.control.advance(7_000);
    await ada.taskWhen(id, task => task.state === 'in_progress');

    await stage.simulator.control.addFault({
      path: '/agents/tasks\\?',
      fault: { kind: 'secondary-rate-limit', retryAfter: 40 },
    });
    const limited = await ada.taskWhen(
      id,
      ({ tracking }) =>
        Date.parse(tracking.nextCheckAt ?? '') >
          Date.parse(tracking.lastCheckedAt!) + 35_000 &&
        Date.parse(tracking.nextCheckAt ?? '') < Date.now() + 50_000,
    );
    expect(limited.state).toBe('in_progress');
  });

  it('stops within five seconds although GitHub is slow', async () => {
    const portal = await stage.start({ knex, requestTimeoutMs: 20_000 });
    const ada = portal.as('ada-nwosu', await stage.mint());
    await ada.start({});
    await stage.simulator.control.addFault({
      path: '/agents/tasks\\?',
      fault: { kind: 'delay', milliseconds: 15_000 },
    });
    await waitFor(
      async () => (await stage.simulator.control.faults()).length === 0,
    );
    const began = Date.now();
    await stage.stop(portal);
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});
