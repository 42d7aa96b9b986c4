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

import { startSimulator } from '../startSimulator';
import { useSimulator } from '../testing/useSimulator';

const github = useSimulator({ history: false });
const ID = 811200102;

/** Follows redirects as a browser's fetch does. */
const follow = async (path: string, init: RequestInit = {}) => {
  const { token } = await github.control.createToken({ login: 'ada-nwosu' });
  return fetch(`${github.url}/api/v3${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${token}` },
  });
};

describe('a renamed repository', () => {
  beforeAll(() => github.control.renameRepository('acme/billing', 'invoicing'));

  it('71: redirects its old name to its id', async () => {
    const answer = await github.api('/repos/Acme/Billing?a=b');
    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe(
      `${github.url}/api/v3/repositories/${ID}?a=b`,
    );
    expect(answer.json.message).toBe('Moved Permanently');
    expect((await github.api('/repos/acme/invoicing')).json.id).toBe(ID);
  });

  it('71: can be used under its id, also below', async () => {
    const { json } = await github.api(`/repositories/${ID}/branches`);
    expect(json[0].name).toBe('main');
    const followed = await follow('/repos/acme/billing/branches/main');
    expect(followed.redirected).toBe(true);
    expect((await followed.json()).name).toBe('main');
    expect((await github.api('/repositories/1/branches')).status).toBe(404);
  });

  it('71: keeps the method when a task is started under the old name', async () => {
    const path = '/agents/repos/acme/billing/tasks';
    const body = JSON.stringify({ prompt: 'Find me' });
    expect((await github.api(path, { method: 'POST', body })).status).toBe(307);
    const followed = await follow(path, { method: 'POST', body });
    expect(followed.status).toBe(201);
    expect((await follow(path)).status).toBe(200);
  });

  it('71: is hidden from those who may not see it, and yields to a new owner of the name', async () => {
    await github.control.renameRepository('acme/payroll', 'salaries');
    expect(
      (await github.api('/repos/acme/payroll', { as: 'ben-larsen' })).status,
    ).toBe(404);
    expect((await github.api('/repos/acme/payroll')).status).toBe(301);
    await github.control.renameRepository('acme/storefront', 'payroll');
    expect((await github.api('/repos/acme/payroll')).status).toBe(200);
    await expect(
      github.control.renameRepository('acme/payroll', 'salaries'),
    ).rejects.toThrow('acme/salaries exists');
  });

  it('71: is followed in GraphQL unless told not to', async () => {
    const ask = async (argument: string) =>
      (
        await github.graphql(
          `{ repository(owner: "acme", name: "billing"${argument}) { databaseId } }`,
        )
      ).json.data.repository;
    expect(await ask('')).toEqual({ databaseId: ID });
    expect(await ask(', followRenames: false')).toBeNull();
  });

  it('71: a client does not carry its token to another host', async () => {
    const elsewhere = await startSimulator({ frozen: true });
    const location = `http://127.0.0.1:${elsewhere.port}/api/v3/user`;
    await github.control.addFault({
      path: '/user$',
      fault: { kind: 'moved', location },
    });
    expect((await follow('/user')).status).toBe(401);
    const [request] = await elsewhere.control.requests({ path: '/user' });
    expect(request).toMatchObject({ status: 401 });
    expect(request.login).toBeUndefined();
    await elsewhere.stop();
  });
});
