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

const github = useSimulator();
const ORGANIZATION = 90210000;

beforeEach(() => github.control.setSaml({ required: true }));
afterEach(() => github.control.setSaml({ required: false }));

/** Follows the link of the refusal and agrees. */
async function signOn(header: string): Promise<void> {
  const url = header.replace('required; url=', '');
  const page = await github.request(url, { as: null });
  expect(page.text).toContain('Continue as Ada Nwosu');
  const answer = await github.request(url.split('?')[0], {
    as: null,
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URL(url).searchParams.toString(),
  });
  expect(answer.status).toBe(200);
}

describe('an organization with SAML', () => {
  it('50: refuses tokens and says where to sign on', async () => {
    const { token } = await github.control.createToken({ login: 'ada-nwosu' });
    for (const path of [
      '/repos/acme/services',
      '/agents/repos/acme/services/tasks',
      '/repos/acme/services/pulls',
    ]) {
      const { status, headers, json } = await github.api(path, { token });
      expect(status).toBe(403);
      expect(json.message).toContain(
        'Resource protected by organization SAML enforcement',
      );
      expect(headers.get('x-github-sso')).toMatch(
        /^required; url=http:\/\/localhost:\d+\/orgs\/acme\/sso\?authorization_request=\w+$/,
      );
      expect(headers.get('x-github-sso')).not.toContain(token);
    }
    const refused = await github.api('/agents/repos/acme/services/tasks', {
      token,
      method: 'POST',
      body: { prompt: 'Try' },
    });
    expect(refused.status).toBe(403);
    await signOn(refused.headers.get('x-github-sso')!);
    expect((await github.api('/repos/acme/services', { token })).status).toBe(
      200,
    );
  });

  it('50: leaves its parts out of lists and says so', async () => {
    const { token } = await github.control.createToken({ login: 'ada-nwosu' });
    const tasks = await github.api('/agents/tasks', { token });
    expect(tasks.status).toBe(200);
    expect(tasks.headers.get('x-github-sso')).toBe(
      `partial-results; organizations=${ORGANIZATION}`,
    );
    // What belongs to no organization is still there.
    expect(tasks.json.tasks).toHaveLength(1);
    expect(tasks.json.tasks[0].repository).toBeUndefined();
    const repositories = await github.api('/user/repos', { token });
    expect(repositories.json).toEqual([]);
    await github.control.authorizeSaml({ token });
    const all = await github.api('/agents/tasks', { token });
    expect(all.headers.get('x-github-sso')).toBeNull();
    expect(all.json.tasks.length).toBeGreaterThan(1);
  });

  it('50: is null with FORBIDDEN in GraphQL', async () => {
    const [pull] = await github.control.pullRequests();
    const { token } = await github.control.createToken({ login: 'ada-nwosu' });
    const query =
      'query($ids: [ID!]!) { nodes(ids: $ids) { id } repository(owner: "acme", name: "services") { id } }';
    const { status, json } = await github.graphql(
      query,
      { ids: [pull.nodeId] },
      { token },
    );
    expect(status).toBe(200);
    expect(json.data).toEqual({ nodes: [null], repository: null });
    expect(json.errors).toMatchObject([
      {
        type: 'FORBIDDEN',
        path: ['nodes', 0],
        extensions: { saml_failure: true },
      },
      { type: 'FORBIDDEN', path: ['repository'] },
    ]);
  });

  it('50: lets those in who have just signed in, hides what nobody may see, and shuts out again', async () => {
    const { token } = await github.control.createToken({
      login: 'ben-larsen',
      ssoAuthorized: true,
    });
    const status = async (path: string) =>
      (await github.api(path, { token })).status;
    expect(await status('/repos/acme/services')).toBe(200);
    expect(await status('/repos/acme/payroll')).toBe(404);
    expect(
      (await github.api('/repos/acme/services', { as: null })).status,
    ).toBe(200);
    await github.control.setSaml({ required: true });
    expect(await status('/repos/acme/services')).toBe(403);
    // Existence stays hidden, SAML or not.
    expect(await status('/repos/acme/payroll')).toBe(404);
  });

  it('50: links expire after an hour', async () => {
    const { token } = await github.control.createToken({ login: 'ada-nwosu' });
    const { headers } = await github.api('/repos/acme/services', { token });
    const url = headers.get('x-github-sso')!.replace('required; url=', '');
    await github.control.advance(3_600_000);
    expect((await github.request(url, { as: null })).status).toBe(404);
  });
});
