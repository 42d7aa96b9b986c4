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
import type { FaultRule } from 'github-agent-tasks-simulator';
import { createStage } from '../__testUtils__/createStage';
import type { Portal, PortalOptions } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const POST_TASK = '/agents/repos/acme/services/tasks$';
const BODY = { repository: 'acme/services', prompt: 'Add a health check' };

describe('a repeated dispatch', () => {
  const stage = createStage();
  let portal: Portal;

  async function setUp(options?: Partial<PortalOptions>) {
    portal = await stage.start(options);
    return stage.signIn(portal);
  }

  const fail = (fault: FaultRule['fault']) =>
    stage.simulator.control.addFault({
      method: 'POST',
      path: POST_TASK,
      fault,
    });

  describe('with an Idempotency-Key', () => {
    it('answers a repeat with the same task', async () => {
      const ada = await setUp();
      const first = await ada.post(BODY, 'key-1');
      const repeat = await ada.post(
        { prompt: BODY.prompt, repository: 'Acme/Services' },
        'key-1',
      );
      expect([first.status, repeat.status]).toEqual([201, 200]);
      expect(first.headers).not.toHaveProperty('idempotent-replayed');
      expect(repeat.headers['idempotent-replayed']).toBe('true');
      expect(repeat.body.id).toBe(first.body.id);
      expect(await stage.posts()).toHaveLength(1);
    });

    it('refuses another body', async () => {
      const ada = await setUp();
      await ada.post(BODY, 'key-1');
      const other = await ada.post({ ...BODY, prompt: 'Other' }, 'key-1');
      expect(other.status).toBe(409);
      expect(other.body.error.code).toBe('idempotency_key_reused');
      expect(await stage.posts()).toHaveLength(1);
    });

    it('starts one task for twenty concurrent requests', async () => {
      const ada = await setUp();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => ada.post(BODY, 'key-1')),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([
        ...Array(19).fill(200),
        201,
      ]);
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(await stage.posts()).toHaveLength(1);
    });

    it('is scoped to the user', async () => {
      const ada = await setUp();
      const token = await stage.mint('priya-raman');
      const priya = portal.as('priya-raman', token);
      const [one, other] = [
        await ada.post(BODY, 'key-1'),
        await priya.post(BODY, 'key-1'),
      ];
      expect([one.status, other.status]).toEqual([201, 201]);
      expect(one.body.id).not.toBe(other.body.id);
    });

    it('may be used again after GitHub refused for certain', async () => {
      const ada = await setUp();
      await fail({ kind: 'secondary-rate-limit', retryAfter: 30 });
      const refused = await ada.post(BODY, 'key-1');
      expect(refused.status).toBe(429);
      expect(refused.body.error).toMatchObject({
        code: 'github_rate_limited',
        retryAfter: 30,
      });
      const again = await ada.post(BODY, 'key-1');
      expect(again.status).toBe(201);
      const { items } = (await ada.get('/tasks')).body;
      expect(
        items.map((task: any) => [task.dispatch.status, task.state]),
      ).toEqual([
        ['accepted', 'queued'],
        ['rejected', undefined],
      ]);
      expect(items[1].dispatch.error.code).toBe('github_rate_limited');
      expect(items[1].tracking).toEqual({ status: 'ended' });
    });

    it('may be used again after policy refused', async () => {
      const ada = await setUp();
      const refused = await ada.post(
        { ...BODY, repository: 'acme/payroll' },
        'key-1',
      );
      expect(refused.body.error.code).toBe('repository_not_allowed');
      expect((await ada.post(BODY, 'key-1')).status).toBe(201);
    });

    it('gives concurrent requests one refusal', async () => {
      const ada = await setUp();
      await fail({ kind: 'secondary-rate-limit' });
      const answers = await Promise.all([
        ada.post(BODY, 'key-1'),
        ada.post(BODY, 'key-1'),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([429, 429]);
      expect(await stage.posts()).toHaveLength(1);
    });
  });

  describe('with several replicas', () => {
    const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

    it('starts one task for concurrent requests with one key', async () => {
      const knex = await databases.init('SQLITE_3');
      const other = await stage.start({ knex });
      const ada = await setUp({ knex });
      const token = await stage.mint('ada-nwosu');
      const adaElsewhere = other.as('ada-nwosu', token);
      const answers = await Promise.all(
        [ada, adaElsewhere, ada, adaElsewhere].map(user =>
          user.post(BODY, 'key-1'),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([
        200, 200, 200, 201,
      ]);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(await stage.posts()).toHaveLength(1);
    });

    it('answers a repeat of what a dead one left behind', async () => {
      const knex = await databases.init('SQLITE_3');
      const ada = await setUp({
        knex,
        intervalMs: 60_000,
        slowIntervalMs: 60_000,
      });
      const { id } = await ada.start(BODY, 'key-1');
      await knex('tasks')
        .where({ id })
        .update({
          dispatch_status: 'pending',
          github_task_id: null,
          sent_at: new Date(Date.now() - 60_000).toISOString(),
        });
      const repeat = await ada.post(BODY, 'key-1');
      expect(repeat.status).toBe(202);
      expect(repeat.body).toMatchObject({
        id,
        dispatch: { status: 'unknown', error: { code: 'github_timeout' } },
      });
      expect(await stage.posts()).toHaveLength(1);
    });
  });
});
