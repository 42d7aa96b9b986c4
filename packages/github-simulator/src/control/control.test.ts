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

import { useSimulator } from '../testing/useSimulator';
import { OperationName, operations } from './operations';
import { createSimulatorControlClient } from './SimulatorControlClient';

const github = useSimulator();

describe('control', () => {
  it('is the same over HTTP', async () => {
    const remote = createSimulatorControlClient(github.url);
    expect(await remote.clock()).toEqual(await github.control.clock());
    const { token } = await remote.createToken({ login: 'priya-raman' });
    expect((await github.api('/user', { token })).json.login).toBe(
      'priya-raman',
    );
    const before = Date.parse((await remote.clock()).now);
    const { now } = await remote.advance(5_000);
    expect(Date.parse(now) - before).toBe(5_000);
    await remote.addFault({ path: '/zen', fault: { kind: 'server-error' } });
    expect((await github.api('/zen')).status).toBe(500);
    expect(await remote.clearFaults()).toBeUndefined();
    await expect(remote.createToken({ login: 'nobody' })).rejects.toThrow(
      'There is no person nobody; known are ada-nwosu',
    );
    await expect(remote.task('x')).rejects.toThrow('There is no task x');
  });

  it('logs requests, never a token, code or secret', async () => {
    await github.control.clearRequests();
    const { token } = await github.control.createToken({ login: 'ada-nwosu' });
    const first = await github.api('/user?code=abc&access_token=def', {
      token,
    });
    await github.api('/user', {
      token,
      headers: { 'If-None-Match': first.headers.get('etag')! },
    });
    await github.api('/user', { as: null });
    await github.api('/repos/acme/services', { token });
    const requests = await github.control.requests({ path: '/user' });
    expect(requests).toMatchObject([
      {
        method: 'GET',
        path: '/api/v3/user?code=***&access_token=***',
        login: 'ada-nwosu',
        status: 200,
        conditional: false,
      },
      { status: 304, conditional: true },
      { status: 401 },
    ]);
    expect(JSON.stringify(requests)).not.toContain(token);
    expect(await github.control.requests({ status: 401 })).toHaveLength(1);
    expect(await github.control.requests({ login: 'ada-nwosu' })).toHaveLength(
      3,
    );
  });

  it('changes roles and agents', async () => {
    const visible = async () =>
      (await github.api('/repos/acme/payroll', { as: 'ben-larsen' })).status;
    expect(await visible()).toBe(404);
    const role = { repository: 'acme/payroll', login: 'ben-larsen' };
    await github.control.setRole({ ...role, role: 'read' });
    expect(await visible()).toBe(200);
    await github.control.setRole({ ...role, role: 'none' });
    expect(await visible()).toBe(404);
    await github.control.setAgentEnabled('acme/legacy-erp', true);
    expect(
      (await github.api('/agents/repos/acme/legacy-erp/tasks')).status,
    ).toBe(200);
    await github.control.setAgentEnabled('acme/legacy-erp', false);
  });

  it('lets people join', async () => {
    const joined = await github.control.addPerson({
      login: 'dev-001',
      writes: ['acme/services'],
    });
    const { token } = await github.control.createToken({ login: 'dev-001' });
    const { json } = await github.api('/user', { token });
    expect(json).toMatchObject({ id: joined.id, node_id: joined.nodeId });
    const start = (repository: string) =>
      github.api(`/agents/repos/${repository}/tasks`, {
        token,
        method: 'POST',
        body: { prompt: 'Add a health check' },
      });
    expect((await start('acme/services')).status).toBe(201);
    expect((await start('acme/billing')).status).toBe(403);
    await expect(
      github.control.addPerson({ login: 'dev-001' }),
    ).rejects.toThrow('There is an account dev-001 already');
    await expect(
      github.control.addPerson({ login: 'dev-002', writes: ['acme/nowhere'] }),
    ).rejects.toThrow('There is no repository acme/nowhere');
  });

  it('has a page whose buttons work', async () => {
    const { id } = await github.start('Wait for me [simulate: waiting]');
    await github.control.advance(30_000);
    const { status, text } = await github.request('/_simulator');
    expect(status).toBe(200);
    expect(text).toContain('Waiting for an answer');
    const answer = await github.request('/_simulator/form/answerTask', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Referer: `${github.url}//evil.example/x`,
      },
      body: new URLSearchParams({ input: JSON.stringify({ id }) }).toString(),
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/evil.example/x');
    expect((await github.detail(id)).state).toBe('in_progress');
  });

  it.each(['', '/bad-luck', '/people', '/settings', '/requests'])(
    'the tab %j says what it is, and each of its buttons has a valid operation',
    async tab => {
      await github.control.addFault({
        path: '/zen',
        fault: { kind: 'server-error' },
      });
      const { status, text } = await github.request(`/_simulator${tab}`);
      expect(status).toBe(200);
      expect(text).toContain('not github.com, nothing here is real');
      const unescape = (value: string) =>
        value.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
      const forms = text.split('action="/_simulator/form/').slice(1);
      expect(forms.length).toBeGreaterThan(3);
      for (const form of forms) {
        const name = form.slice(0, form.indexOf('"')) as OperationName;
        const inputs = form.split('</form>')[0].matchAll(/value="(\{.*?\})"/g);
        for (const [, input] of inputs) {
          const parsed = operations[name].input.safeParse(
            JSON.parse(unescape(input)),
          );
          expect({ name, input, issues: parsed.error?.issues }).toEqual({
            name,
            input,
            issues: undefined,
          });
        }
      }
    },
  );

  it('explains on a page what a button could not do', async () => {
    const { id } = await github.start('Nothing to answer');
    const { status, text } = await github.request(
      '/_simulator/form/answerTask',
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ input: JSON.stringify({ id }) }).toString(),
      },
    );
    expect(status).toBe(400);
    expect(text).toContain('That did not work');
    expect(text).toContain('only waiting_for_user and idle tasks');
  });

  it('names the operation in the request log, and steps through time', async () => {
    await github.control.clearRequests();
    await github.start('Be logged');
    await github.api('/user');
    expect(
      (await github.control.requests()).map(({ operation }) => operation),
    ).toEqual(['agent-tasks/create-task-in-repo', 'users/get-authenticated']);
    const { nextAt } = await github.control.clock();
    expect((await github.control.step()).now).toBe(nextAt);
  });
});
