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
  REPOSITORY,
  startGitHub,
  type TestGitHub,
} from './__testUtils__/startGitHub';

jest.setTimeout(30_000);

describe('createTask', () => {
  let github: TestGitHub;
  let simulator: TestGitHub['simulator'];
  let client: TestGitHub['client'];
  let token: TestGitHub['token'];

  beforeEach(async () => {
    github = await startGitHub();
    ({ simulator, client, token } = github);
  });

  afterEach(() => simulator.stop());

  const posts = () => simulator.control.requests({ method: 'POST' });

  it.each<[Fault, kind: string, code: string, tasks: number]>([
    [{ kind: 'created-then-502' }, 'ambiguous', 'github_unavailable', 1],
    [{ kind: 'created-then-reset' }, 'ambiguous', 'github_unavailable', 1],
    [{ kind: 'truncated' }, 'ambiguous', 'github_unavailable', 1],
    [{ kind: 'reset-before' }, 'ambiguous', 'github_unavailable', 0],
    [{ kind: 'bad-gateway' }, 'ambiguous', 'github_unavailable', 0],
    [{ kind: 'server-error' }, 'ambiguous', 'github_unavailable', 0],
    [{ kind: 'html' }, 'ambiguous', 'github_unavailable', 0],
    [{ kind: 'unauthorized' }, 'refused', 'github_sign_in_required', 0],
    [{ kind: 'primary-rate-limit' }, 'refused', 'github_rate_limited', 0],
    [{ kind: 'secondary-rate-limit' }, 'refused', 'github_rate_limited', 0],
    [
      { kind: 'secondary-rate-limit', retryAfter: 1 },
      'refused',
      'github_rate_limited',
      0,
    ],
  ])('%p: sent once, %s', async (fault, kind, code, tasks) => {
    await simulator.control.addFault({ path: '/tasks$', fault, times: 9 });
    const outcome = await client.createTask({
      token,
      repository: REPOSITORY,
      body: github.body(),
    });
    expect(outcome).toMatchObject({ kind, error: { code } });
    expect(inspect(outcome, { depth: 10 })).not.toContain(token);
    expect(await posts()).toHaveLength(1);
    expect(await simulator.control.tasks()).toHaveLength(tasks);
  });

  it('times out: sent once, ambiguous', async () => {
    const fault: Fault = { kind: 'delay', milliseconds: 1_500 };
    await simulator.control.addFault({ path: '/tasks$', fault });
    expect(
      await github.createClient(150).createTask({
        token,
        repository: REPOSITORY,
        body: github.body(),
      }),
    ).toMatchObject({ kind: 'ambiguous', error: { code: 'github_timeout' } });
    expect(await posts()).toHaveLength(1);
  });

  it('is refused for certain where nothing could be sent', async () => {
    const settings = { token, repository: REPOSITORY, body: github.body() };
    const unreachable = github.createClient(20_000);
    await simulator.stop();
    expect(await unreachable.createTask(settings)).toEqual({
      kind: 'refused',
      error: expect.objectContaining({ code: 'github_unavailable' }),
    });
  });

  it.each<[string, string, object, string]>([
    ['ada-nwosu', 'acme/legacy-erp', {}, 'agent_not_available'],
    ['ada-nwosu', 'acme/nothing', {}, 'agent_not_available'],
    ['ben-larsen', 'acme/payroll', {}, 'agent_not_available'],
    ['ada-nwosu', 'acme/empty', {}, 'github_rejected'],
    ['ada-nwosu', REPOSITORY, { model: 'eliza' }, 'github_rejected'],
    ['ada-nwosu', REPOSITORY, { prompt: '' }, 'github_rejected'],
    ['chloe-tran', REPOSITORY, {}, 'copilot_plan_required'],
  ])('%s in %s with %p: %s', async (login, repository, fields, code) => {
    expect(
      await client.createTask({
        token: await github.tokenOf(login),
        repository,
        body: github.body(fields),
      }),
    ).toMatchObject({
      kind: 'refused',
      error: { code },
      answer: { status: expect.any(Number) },
    });
  });

  it('tells which permission a token lacks', async () => {
    const limited = await simulator.control.createToken({
      login: 'ada-nwosu',
      kind: 'github_pat',
      permissions: { agent_tasks: 'read' },
    });
    expect(
      await client.createTask({
        token: limited.token,
        repository: REPOSITORY,
        body: github.body(),
      }),
    ).toMatchObject({
      kind: 'refused',
      error: {
        code: 'permission_denied',
        message: expect.stringContaining('agent_tasks=write'),
      },
    });
  });

  it('accepts with the answer as GitHub gave it', async () => {
    const outcome = await client.createTask({
      token,
      repository: REPOSITORY,
      body: github.body(),
      apiVersion: '2022-11-28',
    });
    expect(outcome).toMatchObject({
      kind: 'accepted',
      task: { state: 'queued' },
      answer: { status: 201 },
    });
    expect(await posts()).toEqual([
      expect.objectContaining({ apiVersion: '2022-11-28' }),
    ]);
  });
});
