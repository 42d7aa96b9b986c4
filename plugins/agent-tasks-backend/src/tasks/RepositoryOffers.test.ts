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

import { createStage } from '../__testUtils__/createStage';
import type {
  Portal,
  PortalOptions,
  PortalUser,
} from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

describe('RepositoryOffers', () => {
  const stage = createStage();
  let portal: Portal;

  async function setUp(options?: Partial<PortalOptions>) {
    portal = await stage.start(options);
    return stage.signIn(portal);
  }

  it('offers the repositories that are allowed and writable', async () => {
    const ada = await setUp({
      policy: {
        repositories: [
          { match: 'acme/*' },
          { match: 'acme/payroll', deny: true },
        ],
      },
    });
    const names = async (user: PortalUser, query = '') =>
      (await user.get(`/repositories${query}`)).body.items
        .map(({ repository }: { repository: string }) => repository)
        .sort();
    const forAda = await names(ada);
    expect(forAda).toContain('acme/payments-ledger');
    expect(forAda).not.toContain('acme/payroll');
    const forBen = await names(await stage.signIn(portal, 'ben-larsen'));
    expect(forBen).toContain('acme/services');
    expect(forBen).not.toContain('acme/billing');
    expect(forBen).not.toContain('acme/payments-ledger');
    expect(await names(ada, '?query=LEDGER')).toEqual(['acme/payments-ledger']);
  });

  it.each([
    ['server-error', 502, 'github_unavailable'],
    ['bad-gateway', 502, 'github_unavailable'],
    ['html', 502, 'github_unavailable'],
    ['unauthorized', 401, 'github_sign_in_required'],
  ] as const)(
    'says what is wrong when GitHub answers with %s',
    async (kind, status, code) => {
      const ada = await setUp();
      await stage.simulator.control.addFault({
        path: '/user/repos',
        fault: { kind },
        times: 10,
      });
      const answer = await ada.get('/repositories');
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    },
  );

  it('says when to come back after a rate limit', async () => {
    const ada = await setUp();
    await stage.simulator.control.addFault({
      path: '/user/repos',
      fault: { kind: 'primary-rate-limit' },
    });
    const answer = await ada.get('/repositories');
    expect([answer.status, answer.body.error.code]).toEqual([
      429,
      'github_rate_limited',
    ]);
    expect(answer.body.error.retryAfter).toBeGreaterThan(0);
    expect(answer.headers['retry-after']).toMatch(/^\d+$/);
  });

  it('gives up on a GitHub that is too slow', async () => {
    const ada = await setUp({ requestTimeoutMs: 150 });
    await stage.simulator.control.addFault({
      path: '/user/repos',
      fault: { kind: 'delay', milliseconds: 1_000 },
      times: 10,
    });
    const answer = await ada.get('/repositories');
    expect([answer.status, answer.body.error.code]).toEqual([
      504,
      'github_timeout',
    ]);
  });
});
