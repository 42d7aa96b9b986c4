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
import { createStage } from '../../__testUtils__/createStage';
import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import {
  ENCRYPTION_KEY,
  gitHubAppCredentials,
  oauthAppCredentials,
} from '../../__testUtils__/credentialSettings';
import { giveConsent } from '../../__testUtils__/giveConsent';
import type { Portal, PortalUser } from '../../__testUtils__/startPortal';

jest.setTimeout(60_000);

const DAY_MS = 86_400_000;

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('/v1/grant, %s', databaseId => {
  const stage = createStage({ intervalMs: DAY_MS, slowIntervalMs: DAY_MS });
  let knex: Knex;
  let portal: Portal;
  let ada: PortalUser;

  const start = async (credentials: object) => {
    portal = await stage.start({ knex, credentials });
    ada = portal.as('ada-nwosu');
  };

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  const begin = async (user = ada) => {
    const answer = await user.send('post', '/grant/authorization');
    expect(answer.status).toBe(200);
    return answer.body as { url: string; expiresAt: string };
  };
  const complete = (
    { code, state }: Record<string, string>,
    user: PortalUser = ada,
  ) => user.send('put', '/grant', { code, state });
  const connect = async (login = 'ada-nwosu') =>
    complete(await giveConsent((await begin()).url, login));
  const get = async (user = ada) => (await user.get('/grant')).body;
  const oauthCalls = () =>
    stage.simulator.control.requests({ path: '/access_token' });
  const audit = (eventId: string) =>
    portal.logs.filter(line => line.includes(eventId));

  it('is for users of the portal alone', async () => {
    await start(gitHubAppCredentials);
    const statusesOf = (authorization: string) =>
      Promise.all(
        [
          request(portal.server).get('/api/agent-tasks/v1/grant'),
          request(portal.server).post(
            '/api/agent-tasks/v1/grant/authorization',
          ),
          request(portal.server).put('/api/agent-tasks/v1/grant').send({}),
          request(portal.server).delete('/api/agent-tasks/v1/grant'),
        ].map(
          async call => (await call.set('authorization', authorization)).status,
        ),
      );
    expect(await statusesOf(mockCredentials.none.header())).toEqual(
      Array(4).fill(401),
    );
    expect(await statusesOf(mockCredentials.service.header())).toEqual(
      Array(4).fill(403),
    );
  });

  it('connects with a GitHub App', async () => {
    await start(gitHubAppCredentials);
    expect(await get()).toEqual({ isOffered: true, status: 'none' });
    const { url, expiresAt } = await begin();
    const query = new URL(url).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      client_id: 'Iv1.agent-tasks-portal',
      redirect_uri: 'http://localhost:3000/agent-tasks/connect',
      code_challenge_method: 'S256',
      scope: 'repo',
    });
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(9 * 60_000);

    const answer = await complete(await giveConsent(url, 'ada-nwosu'));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      isOffered: true,
      status: 'active',
      githubLogin: 'ada-nwosu',
      connectedAt: expect.stringMatching(/Z$/),
      // Half a year, if it is not used until then.
      expiresAt: expect.stringMatching(/Z$/),
    });
    expect(Date.parse(answer.body.expiresAt) - Date.now()).toBeGreaterThan(
      180 * DAY_MS,
    );
    expect(await get()).toEqual(answer.body);
    expect(await get(portal.as('ben-larsen'))).toMatchObject({
      status: 'none',
    });
    // Requests without a token are made with it now.
    expect((await ada.get('/repositories')).status).toBe(200);
    expect(audit('credential-connect').join()).toContain('"medium"');
  });

  it('connects with an OAuth app, whose grant has no end', async () => {
    await start(oauthAppCredentials);
    const { body } = await connect();
    expect(body).toMatchObject({ status: 'active', githubLogin: 'ada-nwosu' });
    expect(body).not.toHaveProperty('expiresAt');
    expect((await ada.get('/repositories')).status).toBe(200);
  });

  it('proposes the account that the user is known by', async () => {
    await start(oauthAppCredentials);
    await connect();
    const { url } = await begin();
    expect(new URL(url).searchParams.get('login')).toBe('ada-nwosu');
  });

  it("does not connect anybody's account with the portal account of another", async () => {
    await start(gitHubAppCredentials);
    // Ben begins, and lures Ada to consent and to the page that completes.
    const ben = portal.as('ben-larsen');
    const lured = await giveConsent((await begin(ben)).url, 'ada-nwosu');
    const answer = await complete(lured, ada);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code: 'validation_failed' });
    expect(answer.body.error.message).toMatch(/not begun by you.*Start again/);
    expect(await oauthCalls()).toEqual([]);
    expect(await get()).toMatchObject({ status: 'none' });
    expect(await get(ben)).toMatchObject({ status: 'none' });
  });

  it('completes once, however often it is asked at the same time', async () => {
    await start(gitHubAppCredentials);
    const consent = await giveConsent((await begin()).url, 'ada-nwosu');
    const answers = await Promise.all(
      [1, 2, 3, 4].map(async () => complete(consent)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 400, 400, 400,
    ]);
    expect(await oauthCalls()).toHaveLength(1);
    expect((await complete(consent)).status).toBe(400);
    expect(await get()).toMatchObject({ status: 'active' });
  });

  it('completes for ten minutes', async () => {
    await start(gitHubAppCredentials);
    const consent = await giveConsent((await begin()).url, 'ada-nwosu');
    await knex('grant_authorizations').update({
      expires_at: new Date().toISOString(),
    });
    expect((await complete(consent)).status).toBe(400);
    expect(await oauthCalls()).toEqual([]);
  });

  it('has at most five authorizations of one user under way', async () => {
    await start(gitHubAppCredentials);
    for (let count = 0; count < 7; count++) await begin();
    expect(await knex('grant_authorizations')).toHaveLength(5);
  });

  it('connects nothing where the user says no', async () => {
    await start(gitHubAppCredentials);
    const denied = await giveConsent((await begin()).url);
    expect(denied).toMatchObject({ error: 'access_denied' });
    expect(denied).not.toHaveProperty('code');
    expect(await get()).toMatchObject({ status: 'none' });
  });

  it('is refused by GitHub where the code was intercepted (PKCE)', async () => {
    await start(gitHubAppCredentials);
    const { url } = await begin();
    const mine = await giveConsent(url, 'ada-nwosu');
    // The same state, but consent was asked for with another challenge.
    const forged = new URL(url);
    forged.searchParams.set('code_challenge', 'x'.repeat(43));
    const { code } = await giveConsent(forged.href, 'ada-nwosu');
    const answer = await complete({ code, state: mine.state });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/did not accept the code/);
    expect(await get()).toMatchObject({ status: 'none' });
  });

  it('says what to do where the app is not set up right', async () => {
    await start({
      ...gitHubAppCredentials,
      grant: { ...gitHubAppCredentials.grant, clientSecret: 'wrong-secret' },
    });
    const answer = await connect();
    expect(answer.status).toBe(422);
    expect(answer.body.error.message).toMatch(/agentTasks.credentials.grant/);
    expect(JSON.stringify(answer.body) + portal.logs.join()).not.toContain(
      'wrong-secret',
    );
  });

  it('says so where GitHub does not answer', async () => {
    await start(gitHubAppCredentials);
    await stage.simulator.control.addFault({
      path: '/login/oauth/access_token',
      fault: { kind: 'bad-gateway' },
    });
    const answer = await connect();
    expect(answer.status).toBe(502);
    expect(await get()).toMatchObject({ status: 'none' });
    expect(audit('credential-connect').join()).toContain('github_unavailable');
  });

  it.each<[string, object | undefined]>([
    ['nothing', undefined],
    ['no state', { code: 'c' }],
    ['too long a code', { code: 'c'.repeat(256), state: 's' }],
    ['an unknown state', { code: 'c', state: 's' }],
    ['something else', { code: 'c', state: 's', user: 'user:default/ben' }],
  ])('refuses %s', async (_what, body) => {
    await start(gitHubAppCredentials);
    const answer = await ada.send('put', '/grant', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe('validation_failed');
    expect(await oauthCalls()).toEqual([]);
  });

  it('replaces a grant, and leaves no good token behind', async () => {
    await start(oauthAppCredentials);
    await connect();
    const first = await knex('credentials').first();
    const { body } = await connect('priya-raman');
    expect(body).toMatchObject({
      status: 'active',
      githubLogin: 'priya-raman',
    });
    const left = await knex('credentials');
    expect(left).toHaveLength(1);
    expect(left[0].github_user_id).not.toBe(first.github_user_id);
    const [deleted] = await stage.simulator.control.requests({
      method: 'DELETE',
    });
    expect(deleted).toMatchObject({
      path: '/api/v3/applications/agent-tasks-portal/token',
      status: 204,
    });
  });

  it('disconnects here and on GitHub', async () => {
    await start(gitHubAppCredentials);
    await connect();
    const answer = await ada.send('delete', '/grant');
    expect(answer.body).toEqual({ isOffered: true, status: 'none' });
    expect(await knex('credentials')).toEqual([]);
    const [ended] = await stage.simulator.control.requests({
      method: 'DELETE',
    });
    expect(ended).toMatchObject({
      path: '/api/v3/applications/Iv1.agent-tasks-portal/grant',
      status: 204,
    });
    expect((await ada.get('/repositories')).status).toBe(401);
    expect(audit('credential-disconnect').join()).toMatch(
      /"isToldToGitHub":true/,
    );
    // Once more is no mistake.
    expect((await ada.send('delete', '/grant')).status).toBe(200);
  });

  it('ends a grant on GitHub although its access token has ended', async () => {
    await start(gitHubAppCredentials);
    await connect();
    await stage.simulator.control.expireToken({ login: 'ada-nwosu' });
    await ada.send('delete', '/grant');
    const ends = await stage.simulator.control.requests({ method: 'DELETE' });
    expect(ends.map(({ status }) => status)).toEqual([404, 204]);
  });

  it('disconnects although GitHub cannot be told, and says where to', async () => {
    await start(gitHubAppCredentials);
    await connect();
    await stage.simulator.stop();
    const answer = await ada.send('delete', '/grant');
    expect(answer.status).toBe(200);
    expect(answer.body.status).toBe('none');
    expect(await knex('credentials')).toEqual([]);
    expect(portal.logs.join()).toMatch(
      /could not be told.*settings\/connections\/applications\/Iv1/,
    );
    expect(audit('credential-disconnect').join()).toMatch(
      /"isToldToGitHub":false/,
    );
  });

  it('is not offered without an app, and does no harm', async () => {
    for (const credentials of [{}, { encryptionKeys: [ENCRYPTION_KEY] }]) {
      await start(credentials);
      const none = { isOffered: false, status: 'none' };
      expect(await get()).toEqual(none);
      expect((await ada.send('delete', '/grant')).body).toEqual(none);
      const refused = await ada.send('post', '/grant/authorization');
      expect(refused.status).toBe(400);
      expect(refused.body.error.message).toMatch(/Ask a platform admin/);
      await stage.stop(portal);
    }
  });
});
