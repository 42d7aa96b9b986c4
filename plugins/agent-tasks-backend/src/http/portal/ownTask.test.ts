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

import { TestDatabases } from '@backstage/backend-test-utils';
import { createStage } from '../../__testUtils__/createStage';
import { ENCRYPTION_KEY } from '../../__testUtils__/credentialSettings';
import type { Portal, PortalUser } from '../../__testUtils__/startPortal';

jest.setTimeout(30_000);

const POST_TASK = '/agents/repos/acme/services/tasks$';
const BODY = { repository: 'acme/services', prompt: 'Add a health check' };

/** So long that the tracker does not come in between. */
const NEVER_MS = 3_600_000;

describe('what a person does about one task', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const stage = createStage({ intervalMs: NEVER_MS, slowIntervalMs: NEVER_MS });
  let portal: Portal;
  let ada: PortalUser;

  beforeEach(async () => {
    portal = await stage.start();
    ada = await stage.signIn(portal);
  });

  const fail = (kind: 'created-then-reset' | 'reset-before') =>
    stage.simulator.control.addFault({
      method: 'POST',
      path: POST_TASK,
      fault: { kind },
    });
  async function lose(
    kind: 'created-then-reset' | 'reset-before',
    key?: string,
  ): Promise<string> {
    await fail(kind);
    const { status, body } = await ada.post(BODY, key);
    expect([status, body.dispatch.status]).toEqual([202, 'unknown']);
    return body.id;
  }
  const lists = async () =>
    (await stage.simulator.control.requests({ method: 'GET' })).filter(
      ({ path }) => path.includes('/agents/'),
    ).length;

  describe('POST /tasks/{id}/check', () => {
    it('finds a lost task that shows up', async () => {
      const id = await lose('created-then-reset');
      await stage.simulator.control.advance(7_000);
      const answer = await ada.act(id, 'check');
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        id,
        dispatch: { status: 'accepted' },
        github: { taskId: (await stage.simulator.control.tasks())[0].id },
        transitions: expect.any(Array),
        sessions: [],
      });
      expect(await stage.posts()).toHaveLength(1);
    });

    it('looks at an accepted task now, at most once in five seconds', async () => {
      const { id } = await ada.start(BODY);
      await stage.simulator.control.advance(7_000);
      const first = await ada.act(id, 'check');
      expect(first.body.state).toBe('in_progress');
      const before = await lists();
      await stage.simulator.control.advance(60_000);
      const answers = await Promise.all([
        ada.act(id, 'check'),
        ada.act(id, 'check'),
      ]);
      expect(answers.map(({ body }) => body.state)).toEqual([
        'in_progress',
        'in_progress',
      ]);
      expect(await lists()).toBe(before);
    });

    it('says why GitHub could not be asked', async () => {
      const id = await lose('reset-before');
      await stage.simulator.control.addFault({
        method: 'GET',
        path: '/agents/',
        fault: { kind: 'secondary-rate-limit', retryAfter: 30 },
        times: 9,
      });
      const answer = await ada.act(id, 'check');
      expect([answer.status, answer.body.error.code]).toEqual([
        429,
        'github_rate_limited',
      ]);
      expect((await ada.task(id)).dispatch.status).toBe('unknown');
    });

    it('needs the account on GitHub that the task was started with', async () => {
      const id = await lose('reset-before');
      const switched = portal.as('ada-nwosu', await stage.mint('priya-raman'));
      const answer = await switched.act(id, 'check');
      expect([answer.status, answer.body.error.code]).toEqual([
        403,
        'github_identity_mismatch',
      ]);
    });
  });

  it('keeps no token for a look at what is followed no more', async () => {
    const knex = await databases.init('SQLITE_3');
    portal = await stage.start({
      knex,
      credentials: { encryptionKeys: [ENCRYPTION_KEY] },
    });
    ada = await stage.signIn(portal);
    await ada.post({ ...BODY, model: 'no-such-model' });
    const [{ id, tracking }] = (await ada.get('/tasks')).body.items;
    expect(tracking).toEqual({ status: 'ended' });
    // As the tracker does when it finds nothing to follow.
    await knex('credentials').delete();
    expect((await ada.act(id, 'check')).status).toBe(200);
    expect(await knex('credentials')).toEqual([]);
  });

  describe('POST /tasks/{id}/abandon', () => {
    it("takes a person's word, frees the key, and counts the task no more", async () => {
      const id = await lose('reset-before', 'key-1');
      const answer = await ada.act(id, 'abandon');
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        dispatch: { status: 'unknown' },
        tracking: { status: 'ended', reason: 'abandoned' },
      });
      expect(answer.body.transitions.at(-1)).toMatchObject({
        kind: 'dispatch',
        from: 'unknown',
        to: 'abandoned',
      });
      const anew = await ada.post(BODY, 'key-1');
      expect(anew.status).toBe(201);
      expect(anew.body.id).not.toBe(id);
      const audit = portal.logs.filter(line => line.includes('task-abandon'));
      expect(audit).toHaveLength(2);
      expect(audit[1]).toContain(`"taskId":"${id}"`);
      expect(audit[1]).toMatch(/"reason":"abandoned".*"status":"succeeded"/);
      // Said twice, it is answered as it is.
      const again = await ada.act(id, 'abandon');
      expect(again.body).toEqual(answer.body);
      expect((await ada.act(id, 'check')).body).toEqual(answer.body);
    });

    it('accepts the task instead if it is there after all', async () => {
      const id = await lose('created-then-reset', 'key-1');
      await stage.simulator.control.advance(7_000);
      const answer = await ada.act(id, 'abandon');
      expect([answer.status, answer.body.dispatch.status]).toEqual([
        200,
        'accepted',
      ]);
      const repeat = await ada.post(BODY, 'key-1');
      expect([repeat.status, repeat.body.id]).toEqual([200, id]);
    });

    it('abandons nothing while GitHub cannot be asked', async () => {
      const id = await lose('reset-before');
      await stage.simulator.control.addFault({
        method: 'GET',
        path: '/agents/',
        fault: { kind: 'server-error' },
        times: 9,
      });
      const answer = await ada.act(id, 'abandon');
      expect([answer.status, answer.body.error.code]).toEqual([
        502,
        'github_unavailable',
      ]);
      expect((await ada.task(id)).tracking.status).toBe('live');
      expect(portal.logs.join()).toMatch(/task-abandon.*github_unavailable/);
    });

    it('believes whom GitHub lets look there no more', async () => {
      const id = await lose('reset-before');
      await stage.simulator.control.setAgentEnabled('acme/services', false);
      const answer = await ada.act(id, 'abandon');
      expect(answer.body.tracking).toEqual({
        status: 'ended',
        reason: 'abandoned',
      });
    });

    it('waits for an answer that is on its way', async () => {
      await stage.simulator.control.addFault({
        method: 'POST',
        path: POST_TASK,
        fault: { kind: 'delay', milliseconds: 1_500 },
      });
      const post = ada.post(BODY).then(answer => answer);
      let id: string | undefined;
      while (!id) {
        id = (await ada.get('/tasks')).body.items[0]?.id;
      }
      const answer = await ada.act(id, 'abandon');
      expect([answer.status, answer.body.error.code]).toEqual([
        400,
        'validation_failed',
      ]);
      expect(answer.body.error.message).toContain('Try again');
      expect((await post).status).toBe(201);
    });

    it('leaves what was accepted or rejected as it is', async () => {
      const accepted = await ada.start(BODY);
      const refused = await ada.post({ ...BODY, model: 'no-such-model' });
      expect(refused.status).toBe(422);
      const [rejected] = (await ada.get('/tasks')).body.items;
      for (const { id } of [accepted, rejected]) {
        const before = await ada.task(id);
        const answer = await ada.act(id, 'abandon');
        expect(answer.status).toBe(200);
        expect(answer.body).toEqual(before);
      }
    });
  });

  it.each(['check', 'abandon'] as const)(
    'lets only the requester %s',
    async action => {
      const id = await lose('reset-before');
      const priya = await stage.signIn(portal, 'priya-raman');
      const before = await lists();
      for (const answer of [
        await priya.act(id, action),
        await ada.act('0b8f7c1e-0000-4000-8000-000000000000', action),
        await ada.act('no-id', action),
      ]) {
        expect([answer.status, answer.body.error.code]).toEqual([
          404,
          'task_not_found',
        ]);
      }
      expect(await lists()).toBe(before);
      const nobody = await portal.as('ben-larsen').act(id, action);
      expect(nobody.body.error.code).toBe('github_sign_in_required');
    },
  );
});
