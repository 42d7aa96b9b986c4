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

import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import {
  gitHubAppCredentials,
  oauthAppCredentials,
} from '../../__testUtils__/credentialSettings';
import { NoAnswerError } from '../../github/exchange';
import { triageNoAnswer } from '../../github/triage';
import { ada, createGrantStage } from './__testUtils__/createGrantStage';

jest.setTimeout(30_000);

describe('GrantTokens', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('%s', databaseId => {
    const stage = createGrantStage(databases, databaseId);
    const { db, createApp, start, connect, endIn, refreshes, isGood } = stage;

    it('gives the access token while it lasts', async () => {
      const token = await connect();
      expect(await start().store.find(ada)).toBe(token);
      expect(await start().store.findForUser(ada.userEntityRef)).toBe(token);
      await endIn(6 * 60_000);
      expect(await start().store.find(ada)).toBe(token);
      expect(await refreshes()).toBe(0);
    });

    it('prefers it to a lease, and keeps no lease of its token', async () => {
      const token = await connect();
      const { store } = start();
      expect(await store.keep(ada, token)).toBe(true);
      expect(await db('credentials')).toHaveLength(1);
      await store.keep(ada, 'gho_browser');
      expect(await store.find(ada)).toBe(token);
      expect(await store.findForUser(ada.userEntityRef)).toBe(token);
      await store.wipe(ada);
      expect(await store.find(ada)).toBe(token);
    });

    it('is not used for a user who has since shown up with another account', async () => {
      await connect();
      const { store } = start();
      const elsewhere = { ...ada, githubUserId: 90210002 };
      await db('credentials').update({
        created_at: '2026-01-01T00:00:00.000Z',
      });
      await store.keep(elsewhere, 'gho_elsewhere');
      // The tracker goes on with it for the tasks of its own account.
      await db('credentials')
        .where({ kind: 'grant' })
        .update({ expires_at: new Date().toISOString() });
      expect(await isGood(await store.find(ada))).toBe(true);
      expect(await store.findForUser(ada.userEntityRef)).toBe('gho_elsewhere');
      expect(await store.find(elsewhere)).toBe('gho_elsewhere');
    });

    it('is refreshed by one of many that need it at the same time', async () => {
      const token = await connect();
      await endIn(-1);
      const [one, other] = [start().store, start().store];
      const found = await Promise.all(
        [one, other, one, other, one, other].map(store => store.find(ada)),
      );
      expect(new Set(found).size).toBe(1);
      expect(found[0]).not.toBe(token);
      expect(await isGood(found[0])).toBe(true);
      expect(await isGood(token)).toBe(false);
      expect(await refreshes()).toBe(1);
      // And once more, with the refresh token that came with it.
      await endIn(60_000);
      expect(await isGood(await other.find(ada))).toBe(true);
      expect(await refreshes()).toBe(2);
    });

    it('is claimed once, by replicas whose clocks differ a little', async () => {
      await connect();
      const { credentials } = start();
      const [grant] = await credentials.list(ada.userEntityRef);
      const now = Date.now();
      const claim = (at: number) => credentials.claimRefresh(grant, at, 10_000);
      expect(await claim(now)).toBe(true);
      expect(await claim(now - 1_000)).toBe(false);
      expect(await claim(now + 9_999)).toBe(false);
      expect(await claim(now + 10_000)).toBe(true);
    });

    it('does not make others wait while the token is good', async () => {
      const token = await connect();
      await endIn(60_000);
      let finish!: () => void;
      const hanging = start({
        refresh: () =>
          new Promise(resolve => {
            finish = () => resolve(undefined);
          }),
        revokeToken: async () => true,
      });
      const first = hanging.store.find(ada);
      while (!finish) await new Promise(resolve => setImmediate(resolve));
      expect(await start().store.find(ada)).toBe(token);
      expect(await refreshes()).toBe(0);
      finish();
      expect(await first).toBeUndefined();
    });

    it('is refreshed after GitHub has refused it', async () => {
      const token = await connect();
      const { store } = start();
      await stage.simulator.control.advance(8 * 3_600_000);
      expect(await isGood(await store.find(ada))).toBe(false);
      await store.reject(ada, token);
      expect(await isGood(await start().store.find(ada))).toBe(true);
      // A refusal of the old token that comes late does no harm.
      await store.reject(ada, token);
      expect(await isGood(await store.find(ada))).toBe(true);
      expect(await refreshes()).toBe(1);
    });

    it('is over when GitHub does not accept the refresh token, and a lease steps in', async () => {
      const token = await connect();
      const { store, credentials } = start();
      await store.keep(ada, 'gho_browser');
      await stage.simulator.control.revokeToken({ login: 'ada-nwosu' });
      await store.reject(ada, token);
      expect(await store.find(ada)).toBe('gho_browser');
      await store.wipe(ada);
      expect(await store.find(ada)).toBeUndefined();
      expect(await credentials.list(ada.userEntityRef)).toEqual([
        expect.not.objectContaining({ tokens: expect.anything() }),
      ]);
      expect(await refreshes()).toBe(1);
    });

    it('is tried once more after a lost answer, and is over if that used it up', async () => {
      const token = await connect();
      await endIn(-1);
      const app = createApp(gitHubAppCredentials.grant);
      const { store } = start({
        refresh: async refreshToken => {
          await app.refresh(refreshToken);
          throw triageNoAnswer(new NoAnswerError('lost'));
        },
        revokeToken: async () => true,
      });
      // Not known to be over: nobody is asked to sign in yet.
      expect(await store.find(ada)).toBe(token);
      expect(await refreshes()).toBe(1);
      // Whoever refreshed died or gave up; its claim runs out.
      await db('credentials').update({
        refresh_claimed_until: new Date(Date.now() - 1).toISOString(),
      });
      expect(await start().store.find(ada)).toBeUndefined();
      expect(await refreshes()).toBe(2);
    });

    it('survives a failure that used nothing up', async () => {
      const token = await connect();
      await endIn(60_000);
      await stage.simulator.control.addFault({
        path: '/access_token',
        fault: { kind: 'bad-gateway' },
      });
      expect(await start().store.find(ada)).toBe(token);
      // For the time of the claim it is left alone.
      expect(await start().store.find(ada)).toBe(token);
      expect(await refreshes()).toBe(1);
      await db('credentials').update({
        refresh_claimed_until: new Date(Date.now() + 3_600_000).toISOString(),
      });
      // A claim longer than any was made before a clock went back: it is void.
      const fresh = await start().store.find(ada);
      expect(fresh).not.toBe(token);
      expect(await isGood(fresh)).toBe(true);
    });

    it('stores new tokens although somebody else gave the grant up meanwhile', async () => {
      await connect();
      await endIn(-1);
      const { credentials } = start();
      const slow = start({
        refresh: async () => {
          const [grant] = await credentials.list(ada.userEntityRef);
          await credentials.expire(grant);
          return {
            tokens: { accessToken: 'ghu_new', refreshToken: 'ghr_new' },
          };
        },
        revokeToken: async () => true,
      });
      expect(await slow.store.find(ada)).toBe('ghu_new');
      expect(await start().store.find(ada)).toBe('ghu_new');
    });

    it('revokes new tokens that nobody wants any more', async () => {
      await connect();
      await endIn(-1);
      const { credentials } = start();
      const revoked: string[] = [];
      const slow = start({
        refresh: async () => {
          await credentials.removeGrant(ada);
          return {
            tokens: { accessToken: 'ghu_new', refreshToken: 'ghr_new' },
          };
        },
        revokeToken: async token => revoked.push(token) > 0,
      });
      expect(await slow.store.find(ada)).toBeUndefined();
      expect(revoked).toEqual(['ghu_new']);
      expect(await db('credentials')).toEqual([]);
    });

    it('of an OAuth app has no end but GitHub refusing it', async () => {
      const token = await connect(oauthAppCredentials.grant);
      const { store } = start(createApp(oauthAppCredentials.grant));
      await stage.simulator.control.advance(30 * 86_400_000);
      expect(await store.find(ada)).toBe(token);
      await store.reject(ada, token);
      expect(await store.find(ada)).toBeUndefined();
      expect(await refreshes()).toBe(0);
    });
  });
});
