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

import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import request from 'supertest';
import { createStage } from '../__testUtils__/createStage';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { gitHubAppCredentials } from '../__testUtils__/credentialSettings';
import { giveConsent } from '../__testUtils__/giveConsent';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(60_000);

const DAY_MS = 86_400_000;

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'withIdentityBinding, %s',
  databaseId => {
    const stage = createStage({ intervalMs: DAY_MS, slowIntervalMs: DAY_MS });
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    const bound = () =>
      knex('github_identities').select('user_entity_ref', 'github_login');
    const boundAs = (login: string) =>
      waitFor(async () => (await bound())[0]?.github_login === login);
    const reached = async () => {
      const all = await stage.simulator.control.requests();
      return [...new Set(all.map(({ method, path }) => `${method} ${path}`))];
    };

    describe('where other accounts are allowed', () => {
      it('tells a user once who shows up as somebody else', async () => {
        const [one, two] = [
          await stage.start({ knex }),
          await stage.start({ knex }),
        ];
        const [first, second] = [
          await stage.mint(),
          await stage.mint('ben-larsen'),
        ];
        expect(
          (await one.as('ada-nwosu', first).get('/repositories')).status,
        ).toBe(200);
        await boundAs('ada-nwosu');
        expect(one.notifications).toEqual([]);

        // At two replicas at the same time, with two tokens of the same account.
        await Promise.all([
          one.as('ada-nwosu', second).get('/repositories'),
          two
            .as('ada-nwosu', await stage.mint('ben-larsen'))
            .get('/repositories'),
        ]);
        await boundAs('ben-larsen');
        const told = await waitFor(() => {
          const all = [...one.notifications, ...two.notifications];
          return all.length > 0 && all;
        });
        expect(told).toEqual([
          {
            recipients: { type: 'entity', entityRef: 'user:default/ada-nwosu' },
            payload: expect.objectContaining({
              title: expect.stringContaining('ben-larsen'),
              description: expect.stringMatching(/ada-nwosu.*If it was not/),
            }),
          },
        ]);
        const audit = [...one.logs, ...two.logs].filter(
          line =>
            line.includes('identity-change') && line.includes('succeeded'),
        );
        expect(audit).toHaveLength(1);
        expect(audit[0]).toContain('"medium"');
      });

      it('passes over a token that GitHub does not accept', async () => {
        const portal = await stage.start({ knex });
        const answer = await request(portal.server)
          .get('/api/agent-tasks/github/agents/tasks')
          .set('authorization', mockCredentials.user.header('user:default/ada'))
          .set('x-github-token', 'gho_unheard_of');
        expect(answer.status).toBe(401);
        expect(answer.body.message).toBe('Bad credentials');
        expect(await bound()).toEqual([]);
      });
    });

    describe('where other accounts are forbidden', () => {
      const forbid = { ...gitHubAppCredentials, identityChange: 'forbid' };

      it('refuses them at every door, before GitHub hears of anything', async () => {
        const portal = await stage.start({ knex, credentials: forbid });
        await (await stage.signIn(portal)).get('/repositories');
        await stage.simulator.control.clearRequests();
        const token = await stage.mint('ben-larsen');
        const ada = portal.as('ada-nwosu', token);
        const headers = {
          authorization: mockCredentials.user.header('user:default/ada-nwosu'),
          'x-github-token': token,
        };
        const proxy = '/api/agent-tasks/github/agents';
        const answers = [
          await ada.get('/tasks'),
          await ada.get('/tasks/some-id'),
          await ada.get('/repositories'),
          await ada.post({ repository: 'acme/services', prompt: 'Do it' }),
          await ada.send('post', '/tasks/some-id/check'),
          await request(portal.server).get(`${proxy}/tasks`).set(headers),
          await request(portal.server)
            .post(`${proxy}/repos/acme/services/tasks`)
            .set(headers)
            .send({ prompt: 'Do it' }),
        ];
        for (const { status, body } of answers) {
          const { code, message } = body.error ?? body;
          expect([status, code]).toEqual([403, 'github_identity_mismatch']);
          expect(message).toMatch(
            /as ben-larsen, but you are known here as ada-nwosu.*platform admin/,
          );
        }
        expect(await reached()).toEqual(['GET /api/v3/user']);
        expect(await bound()).toMatchObject([{ github_login: 'ada-nwosu' }]);
        expect(portal.notifications).toEqual([]);
        const audit = portal.logs.filter(
          line =>
            line.includes('identity-change') &&
            line.includes('github_identity_mismatch'),
        );
        expect(audit).toHaveLength(1);
      });

      it('connects no other account, and ends the token that came with it', async () => {
        const portal = await stage.start({ knex, credentials: forbid });
        const ada = await stage.signIn(portal);
        await ada.get('/repositories');
        const { body } = await ada.send('post', '/grant/authorization');
        const { code, state } = await giveConsent(body.url, 'priya-raman');
        const answer = await ada.send('put', '/grant', { code, state });
        expect(answer.status).toBe(403);
        expect(answer.body.error.code).toBe('github_identity_mismatch');
        expect((await ada.get('/grant')).body.status).toBe('none');
        const [ended] = await stage.simulator.control.requests({
          method: 'DELETE',
        });
        expect(ended).toMatchObject({ status: 204 });
      });

      it('lets GitHub itself refuse a dead token', async () => {
        const portal = await stage.start({ knex, credentials: forbid });
        const ada = portal.as('ada-nwosu', 'gho_unheard_of');
        const answer = await ada.get('/repositories');
        expect(answer.body.error.code).toBe('github_sign_in_required');
      });

      it('goes on once the binding is released', async () => {
        const portal = await stage.start({ knex, credentials: forbid });
        await (await stage.signIn(portal)).get('/repositories');
        const ada = portal.as('ada-nwosu', await stage.mint('ben-larsen'));
        expect((await ada.get('/repositories')).status).toBe(403);
        // As the admin guide says.
        await knex('github_identities')
          .where({ user_entity_ref: 'user:default/ada-nwosu' })
          .delete();
        expect((await ada.get('/repositories')).status).toBe(200);
        expect(await bound()).toMatchObject([{ github_login: 'ben-larsen' }]);
      });
    });
  },
);
