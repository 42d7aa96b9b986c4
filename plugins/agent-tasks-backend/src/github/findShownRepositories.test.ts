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

import type { Fault } from 'github-agent-tasks-simulator';
import { startGitHub, type TestGitHub } from './__testUtils__/startGitHub';

jest.setTimeout(30_000);

describe('findShownRepositories', () => {
  let github: TestGitHub;
  let simulator: TestGitHub['simulator'];
  let client: TestGitHub['client'];

  beforeEach(async () => {
    github = await startGitHub();
    ({ simulator, client } = github);
  });

  afterEach(() => simulator.stop());

  const calls = async () =>
    (await simulator.control.requests()).map(({ path }) => path);

  it('tells what GitHub shows to each person, whatever the case', async () => {
    const repositories = [
      'acme/services',
      'ACME/Payroll',
      'acme/payments-ledger',
      'acme/nowhere',
      'nobody/services',
    ];
    const ben = await github.tokenOf('ben-larsen');
    const shownTo = async (token: string) => [
      ...(await client.findShownRepositories(token, repositories)),
    ];
    expect(await shownTo(github.token)).toEqual(repositories.slice(0, 3));
    expect(await shownTo(ben)).toEqual(['acme/services']);
    expect(await calls()).toEqual(['/api/graphql', '/api/graphql']);
  });

  it('asks for a hundred in one call, and for none in none', async () => {
    const many = Array.from({ length: 250 }, (_, n) =>
      n % 50 === 0
        ? ['billing', 'services', 'empty', 'payroll', 'storefront'][n / 50]
        : `none-${n}`,
    ).map(name => `acme/${name}`);
    const shown = await client.findShownRepositories(github.token, many);
    expect([...shown]).toEqual([
      many[0],
      many[50],
      many[100],
      many[150],
      many[200],
    ]);
    expect(await calls()).toHaveLength(3);
    await client.findShownRepositories(github.token, []);
    expect(await calls()).toHaveLength(3);
  });

  it('hides only what single sign-on keeps back', async () => {
    await simulator.control.setSaml({ organization: 'acme', required: true });
    expect(
      await client.findShownRepositories(github.token, ['acme/services']),
    ).toEqual(new Set());
  });

  it('takes nothing in a name for a part of the query', async () => {
    const names = ['a") { id } x: viewer { login', 'a\\', '..', '%', '"'];
    expect(
      await client.findShownRepositories(github.token, [
        ...names.map(name => `acme/${name}`),
        'acme/services',
      ]),
    ).toEqual(new Set(['acme/services']));
  });

  it.each<[Fault, string]>([
    [{ kind: 'unauthorized' }, 'github_sign_in_required'],
    [{ kind: 'bad-gateway' }, 'github_unavailable'],
    [{ kind: 'html' }, 'github_unavailable'],
    [{ kind: 'primary-rate-limit' }, 'github_rate_limited'],
    [{ kind: 'secondary-rate-limit' }, 'github_rate_limited'],
  ])('does not take %p for hidden', async (fault, code) => {
    await simulator.control.addFault({ path: '/graphql$', fault });
    await expect(
      client.findShownRepositories(github.token, ['acme/services']),
    ).rejects.toMatchObject({ code });
  });

  it('does not take the limit of GraphQL for hidden', async () => {
    await simulator.control.setRateLimit('ada-nwosu', {
      resource: 'graphql',
      remaining: 0,
    });
    await expect(
      client.findShownRepositories(github.token, ['acme/services']),
    ).rejects.toMatchObject({ code: 'github_rate_limited' });
  });
});
