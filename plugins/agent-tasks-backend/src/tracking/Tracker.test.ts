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
import {
  startSimulator,
  type RunningSimulator,
} from 'github-agent-tasks-simulator';
import type { Knex } from 'knex';
import {
  startPortal,
  type Portal,
  type PortalOptions,
} from '../__testUtils__/startPortal';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(30_000);

describe('Tracker', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let simulator: RunningSimulator;
  let knex: Knex;
  const portals: Portal[] = [];

  beforeEach(async () => {
    simulator = await startSimulator({ frozen: true, history: false });
    knex = await databases.init('SQLITE_3');
  });

  afterEach(async () => {
    for (const portal of portals.splice(0)) await portal.stop();
    await simulator.stop();
  });

  async function start(options: Partial<PortalOptions> = {}) {
    const portal = await startPortal({ simulator, knex, ...options });
    portals.push(portal);
    return portal;
  }

  async function mint(login = 'ada-nwosu') {
    return (await simulator.control.createToken({ login })).token;
  }

  const lists = () =>
    simulator.control
      .requests({ method: 'GET' })
      .then(all => all.filter(({ path }) => path.includes('/agents/tasks?')));

  it('pauses when the token dies and resumes with a new one', async () => {
    const portal = await start();
    const token = await mint();
    const ada = portal.as('ada-nwosu', token);
    const { id } = await ada.start({});
    await simulator.control.revokeToken({ token });
    // As another viewer, whose requests do not disturb.
    const priya = portal.as('priya-raman', await mint('priya-raman'));
    const paused = await priya.taskWhen(
      id,
      task => task.tracking.status === 'paused',
    );
    expect(paused).toMatchObject({
      state: 'queued',
      tracking: { status: 'paused', reason: 'sign_in_required' },
    });
    expect(paused.tracking).not.toHaveProperty('nextCheckAt');

    // The dead token is not tried again, whoever brings it.
    await simulator.control.advance(7_000);
    await ada.get('/tasks');
    await simulator.control.clearRequests();
    await ada.get('/tasks');
    expect((await priya.task(id)).tracking.status).toBe('paused');
    expect(await lists()).toEqual([]);

    await portal.as('ada-nwosu', await mint()).get('/tasks');
    const resumed = await priya.taskWhen(
      id,
      task => task.state === 'in_progress',
    );
    expect(resumed.tracking.status).toBe('live');
    expect(
      resumed.transitions
        .filter(({ kind }) => kind === 'tracking')
        .map(({ to, note }) => [to, note]),
    ).toEqual([
      ['paused', 'sign_in_required'],
      ['resumed', undefined],
    ]);
  });

  it('does not take the token of another account for the owner', async () => {
    const portal = await start();
    const token = await mint();
    const { id } = await portal.as('ada-nwosu', token).start({});
    await simulator.control.revokeToken({ token });
    const priya = portal.as('priya-raman', await mint('priya-raman'));
    await priya.taskWhen(id, task => task.tracking.status === 'paused');

    // Ada of the portal, signed in to GitHub as Ben.
    await portal.as('ada-nwosu', await mint('ben-larsen')).get('/repositories');
    expect((await priya.task(id)).tracking.status).toBe('paused');
    // Ben of the portal, with a token of Ada's account.
    await portal.as('ben-larsen', await mint()).get('/repositories');
    expect((await priya.task(id)).tracking.status).toBe('paused');
  });

  it('pauses after a restart and resumes when the owner shows up', async () => {
    const before = await start();
    const token = await mint();
    const { id } = await before.as('ada-nwosu', token).start({});
    await portals.pop()!.stop();
    await simulator.control.advance(7_000);

    const after = await start();
    const priya = after.as('priya-raman', await mint('priya-raman'));
    const paused = await priya.taskWhen(
      id,
      task => task.tracking.status === 'paused',
    );
    expect(paused.tracking.reason).toBe('sign_in_required');
    const ada = after.as('ada-nwosu', token);
    await ada.taskWhen(id, task => task.state === 'in_progress');
  });

  it('takes what a crash left pending as unknown, and finds it', async () => {
    const before = await start();
    const ada = before.as('ada-nwosu', await mint());
    const { id, github } = await ada.start({ prompt: 'Crashed' }, 'key-1');
    await portals.pop()!.stop();
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
      });
    await simulator.control.advance(7_000);

    const after = await start();
    const found = await after
      .as('ada-nwosu', await mint())
      .taskWhen(id, task => task.dispatch.status === 'accepted');
    expect(found.github.taskId).toBe(github.taskId);
    expect(
      found.transitions.filter(t => t.kind === 'dispatch').map(t => t.to),
    ).toEqual(['pending', 'accepted', 'unknown', 'accepted']);
    expect(await simulator.control.tasks()).toHaveLength(1);
  });

  it('asks per user, and not because someone looks', async () => {
    const portal = await start({ intervalMs: 300, slowIntervalMs: 60_000 });
    const ada = portal.as('ada-nwosu', await mint());
    for (let n = 0; n < 3; n++) await ada.start({});
    // Every task has been read, and the list has not changed since.
    await waitFor(async () => {
      const all = await simulator.control.requests({ method: 'GET' });
      const read = all.filter(({ path }) => /\/tasks\/[^/]+$/.test(path));
      const listed = all.filter(({ path }) => path.includes('/agents/tasks?'));
      return read.length === 3 && listed.at(-1)?.status === 304;
    });
    await simulator.control.clearRequests();
    const viewer = portal.as('priya-raman', await mint('priya-raman'));
    await Promise.all(Array.from({ length: 20 }, () => viewer.get('/tasks')));
    await waitFor(async () => (await lists()).length >= 3);
    const all = await simulator.control.requests();
    const others = all.filter(({ path }) => !path.includes('/agents/tasks?'));
    // One look at the viewer's account and one at the repository, for all twenty.
    expect(others.map(({ path }) => path).sort()).toEqual([
      '/api/v3/repos/acme/services',
      '/api/v3/user',
    ]);
    expect((await lists()).every(({ status }) => status === 304)).toBe(true);
  });

  it('tells the owner when the agent waits, and follows it on', async () => {
    const portal = await start();
    const ada = portal.as('ada-nwosu', await mint());
    await simulator.control.setScenario({ scenario: 'waiting' });
    const { id, github } = await ada.start({ prompt: 'Ask me' });
    await simulator.control.advance(60_000);
    const waiting = await ada.taskWhen(
      id,
      task => task.state === 'waiting_for_user',
    );
    expect(waiting.tracking.status).toBe('slow');
    expect(portal.notifications.map(n => n.payload.title)).toEqual([
      'The agent waits for your answer in acme/services',
    ]);
    await simulator.control.answerTask(github.taskId!);
    await simulator.control.advance(60_000);
    await ada.taskWhen(id, task => task.state === 'completed');
    expect(portal.notifications).toHaveLength(2);
  });

  it('gives the reason of a failure, and sees a task come back to life', async () => {
    const portal = await start();
    const ada = portal.as('ada-nwosu', await mint());
    const { id, github } = await ada.start({});
    await simulator.control.advance(17_000);
    await ada.taskWhen(id, task => task.pullRequest !== undefined);
    await simulator.control.failTask(github.taskId!, 'No runner was free');
    const failed = await ada.taskWhen(id, task => task.state === 'failed');
    expect(failed.error).toEqual({
      code: 'failed',
      message: 'No runner was free',
    });
    expect(failed.completedAt).toBeDefined();

    await simulator.control.followUpTask(github.taskId!, 'Try again');
    await simulator.control.advance(4_000);
    const revived = await ada.taskWhen(
      id,
      task => task.sessions.length === 2 && task.state === 'in_progress',
    );
    expect(revived.tracking.status).toBe('live');
    expect(revived).not.toHaveProperty('completedAt');
    expect(revived).not.toHaveProperty('error');
  });

  it('shows a state that GitHub adds later, and goes on', async () => {
    const portal = await start();
    const ada = portal.as('ada-nwosu', await mint());
    const { id, github } = await ada.start({});
    await simulator.control.updateTask(github.taskId!, { state: 'pondering' });
    const unknown = await ada.taskWhen(id, task => task.state === 'unknown');
    expect(unknown).toMatchObject({
      rawState: 'pondering',
      tracking: { status: 'slow' },
    });
    await simulator.control.updateTask(github.taskId!, { state: 'cancelled' });
    const cancelled = await ada.taskWhen(id, t => t.state === 'cancelled');
    expect(cancelled.error!.code).toBe('cancelled');
    expect(cancelled.tracking).toEqual({ status: 'ended' });
  });

  it('comes through faults of GitHub, and obeys its rate limit', async () => {
    const portal = await start({ requestTimeoutMs: 300 });
    const ada = portal.as('ada-nwosu', await mint());
    const { id } = await ada.start({});
    for (const kind of ['html', 'server-error', 'truncated'] as const) {
      await simulator.control.addFault({
        path: '/agents/tasks\\?',
        fault: { kind },
      });
    }
    await simulator.control.advance(7_000);
    await ada.taskWhen(id, task => task.state === 'in_progress');

    await simulator.control.addFault({
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
    const portal = await start({ requestTimeoutMs: 20_000 });
    const ada = portal.as('ada-nwosu', await mint());
    await ada.start({});
    await simulator.control.addFault({
      path: '/agents/tasks\\?',
      fault: { kind: 'delay', milliseconds: 15_000 },
    });
    await waitFor(async () => (await simulator.control.faults()).length === 0);
    const began = Date.now();
    await portals.pop()!.stop();
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('lets no token or prompt out', async () => {
    const prompt = 'A-very-secret-prompt';
    const portal = await start();
    const token = await mint();
    const ada = portal.as('ada-nwosu', token);
    const { id, github } = await ada.start({ prompt: `Title\n${prompt}` });
    await simulator.control.advance(17_000);
    await ada.taskWhen(id, task => task.pullRequest !== undefined);
    await simulator.control.addFault({
      method: 'POST',
      path: '/tasks$',
      fault: { kind: 'created-then-502' },
    });
    await ada.post({ repository: 'acme/services', prompt });
    await ada.post({ repository: 'acme/payroll', prompt });
    await simulator.control.failTask(github.taskId!, 'No');
    await ada.taskWhen(id, task => task.state === 'failed');
    await simulator.control.revokeToken({ token });
    await portal
      .as('priya-raman', await mint('priya-raman'))
      .taskWhen(id, task => task.tracking.status === 'paused');

    const out = [
      ...portal.logs,
      JSON.stringify(portal.signals),
      JSON.stringify(portal.notifications),
    ].join('\n');
    expect(out).toContain('task-create');
    expect(out).not.toContain(token);
    expect(out).not.toContain(prompt);
    for (const table of [
      'tasks',
      'transitions',
      'sessions',
      'followed_users',
    ]) {
      expect(JSON.stringify(await knex(table))).not.toContain(token);
    }
  });
});
