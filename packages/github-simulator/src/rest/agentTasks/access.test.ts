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

import { useSimulator } from '../../testing/useSimulator';

const github = useSimulator();
const TASKS = '/agents/repos/acme/services/tasks';

const post = (path: string, options: object) =>
  github.api(path, { method: 'POST', body: { prompt: 'a' }, ...options });

describe('who may do what', () => {
  it('43: the account-wide list has own tasks, also those without a repository', async () => {
    const { json } = await github.api('/agents/tasks');
    expect(json.tasks.every((task: any) => task.creator.id === 90210001)).toBe(
      true,
    );
    expect(json.tasks.some((task: any) => !task.repository)).toBe(true);
    const chat = json.tasks.find((task: any) => !task.repository);
    const { json: detail } = await github.api(`/agents/tasks/${chat.id}`);
    expect(detail.sessions[0]).toMatchObject({ model: '', state: 'completed' });
    expect(detail.sessions[0]).not.toHaveProperty('usage');
  });

  it('45: a task is found only under its own repository', async () => {
    const { id } = await github.start('Mine');
    expect((await github.api(`${TASKS}/${id}`)).status).toBe(200);
    expect((await github.api(`/agents/tasks/${id}`)).status).toBe(200);
    expect(
      (await github.api(`/agents/repos/acme/billing/tasks/${id}`)).status,
    ).toBe(404);
    expect((await github.api(`${TASKS}/not-a-uuid`)).status).toBe(400);
    const foreign = await github.api(`/agents/tasks/${id}`, {
      as: 'ben-larsen',
    });
    expect(foreign.status).toBe(404);
    expect(
      (await github.api(`${TASKS}/${id}`, { as: 'ben-larsen' })).status,
    ).toBe(200);
  });

  it('45: a foreign private repository does not exist', async () => {
    const ledger = '/agents/repos/acme/payments-ledger/tasks';
    expect((await github.api(ledger, { as: 'ben-larsen' })).status).toBe(404);
    expect((await post(ledger, { as: 'ben-larsen' })).status).toBe(404);
    expect((await github.api(ledger, { as: 'chloe-tran' })).status).toBe(200);
  });

  it('46: the agent is disabled for legacy-erp', async () => {
    const legacy = '/agents/repos/acme/legacy-erp/tasks';
    expect((await github.api(legacy)).status).toBe(404);
    expect((await post(legacy, {})).status).toBe(403);
    await github.control.setSwitches({
      agentDisabledList: 403,
      agentDisabledCreate: 404,
    });
    expect((await github.api(legacy)).status).toBe(403);
    expect((await post(legacy, {})).status).toBe(404);
    await github.control.setSwitches({
      agentDisabledList: 404,
      agentDisabledCreate: 403,
    });
  });

  it('47: without a Copilot plan nothing can be started', async () => {
    const { status, json } = await post(TASKS, { as: 'chloe-tran' });
    expect(status).toBe(403);
    expect(json.code).toBe('copilot_plan_required');
  });

  it('only writers may start', async () => {
    const { status } = await post('/agents/repos/acme/billing/tasks', {
      as: 'ben-larsen',
    });
    expect(status).toBe(403);
  });

  it('48: installation tokens and missing permissions', async () => {
    const mint = async (options: object) =>
      (await github.control.createToken({ login: 'ada-nwosu', ...options }))
        .token;
    const installation = await github.api(TASKS, {
      token: await mint({ kind: 'ghs' }),
    });
    expect([installation.status, installation.json.message]).toEqual([
      403,
      'Resource not accessible by integration',
    ]);
    const without = await github.api(TASKS, {
      token: await mint({ kind: 'github_pat', permissions: {} }),
    });
    expect(without.json.message).toBe(
      'Resource not accessible by personal access token',
    );
    expect(without.headers.get('x-accepted-github-permissions')).toBe(
      'agent_tasks=read',
    );
    const reader = await mint({
      kind: 'github_pat',
      permissions: { agent_tasks: 'read' },
    });
    expect((await github.api(TASKS, { token: reader })).status).toBe(200);
    const refused = await post(TASKS, { token: reader });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-accepted-github-permissions')).toBe(
      'agent_tasks=write',
    );
    const profile = await mint({ scopes: ['read:user'] });
    expect((await github.api('/user', { token: profile })).status).toBe(200);
    expect((await post(TASKS, { token: profile })).status).toBe(403);
  });

  it('49: missing, unknown, revoked', async () => {
    expect((await github.api(TASKS, { as: null })).status).toBe(401);
    const unknown = await github.api(TASKS, { token: 'gho_unknown' });
    expect(unknown.status).toBe(401);
    expect(unknown.json).toEqual({
      message: 'Bad credentials',
      documentation_url: 'https://docs.github.com/rest',
      status: '401',
    });
    const { token } = await github.control.createToken({ login: 'ada-nwosu' });
    expect((await github.api('/user', { token })).status).toBe(200);
    expect(await github.control.revokeToken({ token })).toEqual({ revoked: 1 });
    expect((await github.api('/user', { token })).status).toBe(401);
  });
});
