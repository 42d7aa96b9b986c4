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

import { inspect } from 'node:util';
import type { Fault } from 'github-agent-tasks-simulator';
import {
  PROMPT,
  REPOSITORY,
  startGitHub,
  type TestGitHub,
} from './__testUtils__/startGitHub';

jest.setTimeout(30_000);

describe('OctokitGitHubClient', () => {
  let github: TestGitHub;
  let simulator: TestGitHub['simulator'];
  let client: TestGitHub['client'];
  let token: TestGitHub['token'];

  beforeEach(async () => {
    github = await startGitHub();
    ({ simulator, client, token } = github);
  });

  afterEach(() => simulator.stop());

  it('tells who a token belongs to and what it may write to', async () => {
    const ben = await github.tokenOf('ben-larsen');
    expect(await client.getUser(token)).toEqual({
      id: 90210001,
      login: 'ada-nwosu',
    });
    const names = (await client.listWritableRepositories(ben)).map(
      ({ fullName }) => fullName,
    );
    expect(names).toContain('acme/services');
    expect(names).not.toContain('acme/billing');
    expect(names).not.toContain('acme/payroll');
  });

  it('lists tasks and says when nothing has changed', async () => {
    const task = await github.startTask(10);
    const listed = await client.listTasks(token);
    expect(listed.tasks.map(({ id }) => id)).toEqual([task.id]);
    expect(listed.notModified).toBe(false);
    expect(await client.listTasks(token, { etag: listed.etag })).toEqual(
      expect.objectContaining({ tasks: [], notModified: true }),
    );
    await simulator.control.completeTask(task.id);
    const changed = await client.listTasks(token, { etag: listed.etag });
    expect(changed.tasks.map(({ state }) => state)).toEqual(['completed']);
    expect(
      await client.listTasks(token, { since: '2099-01-01T00:00:00Z' }),
    ).toEqual(expect.objectContaining({ tasks: [] }));
  });

  it('tells what is left of the rate limit', async () => {
    await simulator.control.setRateLimit('ada-nwosu', {
      limit: 5_000,
      remaining: 321,
      resetsInMs: 600_000,
    });
    const { now } = await simulator.control.clock();
    const { rateLimit } = await client.listTasks(token);
    expect(rateLimit).toEqual({
      limit: 5_000,
      remaining: 320,
      resetAt: expect.any(String),
    });
    const seconds = (Date.parse(rateLimit!.resetAt) - Date.parse(now)) / 1_000;
    expect(Math.abs(seconds - 600)).toBeLessThanOrEqual(1);
  });

  it('lists a repository by creator, and its archive', async () => {
    const task = await github.startTask(5);
    const ids = async (creatorId: number, archived = false) => {
      const options = { creatorId, archived };
      const { tasks } = await client.listRepositoryTasks(
        token,
        REPOSITORY,
        options,
      );
      return tasks.map(({ id }) => id);
    };
    expect(await ids(90210001)).toEqual([task.id]);
    expect(await ids(90210002)).toEqual([]);
    await simulator.control.updateTask(task.id, { archived: true });
    expect(await ids(90210001)).toEqual([]);
    expect(await ids(90210001, true)).toEqual([task.id]);
  });

  it('reads a task with its sessions', async () => {
    const task = await github.startTask(600, { model: 'gpt-5.4' });
    expect(task).toEqual(
      expect.objectContaining({
        state: 'completed',
        repositoryId: 811200101,
        creatorId: 90210001,
        pull: { id: expect.any(Number), globalId: expect.any(String) },
      }),
    );
    expect(task.sessions).toEqual([
      expect.objectContaining({
        prompt: PROMPT,
        model: 'gpt-5.4',
        usage: { aiCreditsNano: expect.stringMatching(/^\d+$/) },
      }),
    ]);
    expect(
      await client.getTask(token, 'acme/billing', task.id),
    ).toBeUndefined();
  });

  it('survives a state of the future', async () => {
    const { id } = await github.startTask(5);
    await simulator.control.updateTask(id, {
      state: 'dreaming',
      extraFields: { mood: 'good', repository: 811200101 },
    });
    expect(await client.getTask(token, REPOSITORY, id)).toEqual(
      expect.objectContaining({ state: 'unknown', rawState: 'dreaming' }),
    );
  });

  it('sends the version of the API', async () => {
    await client.getUser(token);
    expect(await simulator.control.requests({ path: '/user$' })).toEqual([
      expect.objectContaining({ apiVersion: '2026-03-10', status: 200 }),
    ]);
  });

  it.each<[Fault, times: number, attempts: number, outcome: string]>([
    [{ kind: 'bad-gateway' }, 2, 3, 'ada-nwosu'],
    [{ kind: 'server-error' }, 1, 2, 'ada-nwosu'],
    [{ kind: 'reset-before' }, 2, 3, 'ada-nwosu'],
    [{ kind: 'truncated' }, 1, 2, 'ada-nwosu'],
    [{ kind: 'bad-gateway' }, 9, 3, 'github_unavailable'],
    [{ kind: 'reset-before' }, 9, 3, 'github_unavailable'],
    [{ kind: 'html' }, 9, 1, 'github_unavailable'],
    [{ kind: 'unauthorized' }, 9, 1, 'github_sign_in_required'],
    [{ kind: 'primary-rate-limit' }, 9, 1, 'github_rate_limited'],
    [
      { kind: 'secondary-rate-limit', retryAfter: 7 },
      9,
      1,
      'github_rate_limited',
    ],
    [{ kind: 'secondary-rate-limit' }, 9, 1, 'github_rate_limited'],
  ])(
    '%p, %d times: asks %d times',
    async (fault, times, attempts, expected) => {
      await simulator.control.addFault({ path: '/user$', fault, times });
      const outcome = await client.getUser(token).then(
        ({ login }) => login,
        error => error.code,
      );
      expect(outcome).toBe(expected);
      expect(await simulator.control.requests({ path: '/user$' })).toHaveLength(
        attempts,
      );
    },
  );

  it('gives up when GitHub is slow, and does not ask again', async () => {
    const fault: Fault = { kind: 'delay', milliseconds: 1_500 };
    await simulator.control.addFault({ path: '/user$', fault });
    await expect(github.createClient(150).getUser(token)).rejects.toMatchObject(
      {
        code: 'github_timeout',
      },
    );
    expect(await simulator.control.requests()).toHaveLength(1);
  });

  it('does not let one user wait for another', async () => {
    const fault: Fault = { kind: 'delay', milliseconds: 2_000 };
    await simulator.control.addFault({
      path: '/user$',
      login: 'ada-nwosu',
      fault,
      times: 10,
    });
    let isAdaDone = false;
    const ada = Promise.all(
      Array.from({ length: 10 }, () => client.getUser(token)),
    ).then(() => {
      isAdaDone = true;
    });
    await client.getUser(await github.tokenOf('ben-larsen'));
    expect(isAdaDone).toBe(false);
    await ada;
  });

  it('never shows a token', async () => {
    const fault: Fault = { kind: 'unauthorized' };
    await simulator.control.addFault({ path: '/user$', fault });
    const error = await client.getUser(token).catch(caught => caught);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(
      token,
    );
    expect(inspect(client, { depth: 10, showHidden: true })).not.toContain(
      token,
    );
  });
});
