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
import {
  startSimulator,
  type FaultRule,
  type RunningSimulator,
} from 'github-agent-tasks-simulator';
import {
  startPortal,
  type Portal,
  type PortalOptions,
} from '../__testUtils__/startPortal';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(30_000);

const POST_TASK = '/agents/repos/acme/services/tasks$';
const BODY = { repository: 'acme/services', prompt: 'Add a health check' };

describe('DispatchTask', () => {
  let simulator: RunningSimulator;
  let portal: Portal;

  beforeEach(async () => {
    simulator = await startSimulator({ frozen: true, history: false });
  });

  afterEach(async () => {
    await portal.stop();
    await simulator.stop();
  });

  async function setUp(options: Partial<PortalOptions> = {}) {
    portal = await startPortal({ simulator, ...options });
    const { token } = await simulator.control.createToken({
      login: 'ada-nwosu',
    });
    return portal.as('ada-nwosu', token);
  }

  const posts = async () =>
    (await simulator.control.requests({ method: 'POST' })).filter(({ path }) =>
      /\/tasks$/.test(path),
    );

  const fail = (fault: FaultRule['fault'], path = POST_TASK) =>
    simulator.control.addFault({ method: 'POST', path, fault });

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
      expect(await posts()).toHaveLength(1);
    });

    it('refuses another body', async () => {
      const ada = await setUp();
      await ada.post(BODY, 'key-1');
      const other = await ada.post({ ...BODY, prompt: 'Other' }, 'key-1');
      expect(other.status).toBe(409);
      expect(other.body.error.code).toBe('idempotency_key_reused');
      expect(await posts()).toHaveLength(1);
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
      expect(await posts()).toHaveLength(1);
    });

    it('is scoped to the user', async () => {
      const ada = await setUp();
      const { token } = await simulator.control.createToken({
        login: 'priya-raman',
      });
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
      expect(await posts()).toHaveLength(1);
    });
  });

  describe("when GitHub's answer is lost", () => {
    const lost = {
      dispatch: { status: 'unknown', error: { code: 'github_unavailable' } },
      tracking: { status: 'live' },
    };

    it.each(['created-then-reset', 'created-then-502', 'truncated'] as const)(
      '%s: sends once and finds the task',
      async kind => {
        const ada = await setUp();
        await fail({ kind });
        const answer = await ada.post(BODY, 'key-1');
        expect(answer.status).toBe(202);
        expect(answer.body).toMatchObject(lost);
        expect(answer.body).not.toHaveProperty('state');
        // A repeat changes nothing.
        const early = await ada.post(BODY, 'key-1');
        expect([early.status, early.body.id]).toEqual([202, answer.body.id]);

        // Its session, which holds the prompt, appears after a while.
        await simulator.control.advance(7_000);
        const found = await ada.taskWhen(
          answer.body.id,
          task => task.dispatch.status === 'accepted',
        );
        const [simulated, ...others] = await simulator.control.tasks();
        expect(others).toEqual([]);
        expect(found.github.taskId).toBe(simulated.id);
        expect(found.dispatch).toEqual({ status: 'accepted' });
        const late = await ada.post(BODY, 'key-1');
        expect([late.status, late.body.id]).toEqual([200, found.id]);
        expect(await posts()).toHaveLength(1);
      },
    );

    it.each(['reset-before', 'bad-gateway'] as const)(
      '%s: sends once, and goes on looking for a task that is not there',
      async kind => {
        const ada = await setUp();
        await fail({ kind });
        const answer = await ada.post(BODY, 'key-1');
        expect(answer.status).toBe(202);
        expect(answer.body).toMatchObject(lost);

        const looks = async () =>
          (await simulator.control.requests({ method: 'GET' })).filter(
            ({ path }) => path.includes('creator_id'),
          ).length;
        const before = await looks();
        await waitFor(async () => (await looks()) >= before + 4);
        expect(await ada.task(answer.body.id)).toMatchObject(lost);
        expect(await simulator.control.tasks()).toEqual([]);
        expect(await posts()).toHaveLength(1);
      },
    );

    it('keeps two lost tasks with one prompt apart', async () => {
      const ada = await setUp();
      await simulator.control.addFault({
        method: 'POST',
        path: POST_TASK,
        fault: { kind: 'created-then-reset' },
        times: 2,
      });
      const answers = [await ada.post(BODY), await ada.post(BODY)];
      await simulator.control.advance(7_000);
      const found = await Promise.all(
        answers.map(({ body }) =>
          ada.taskWhen(body.id, task => task.dispatch.status === 'accepted'),
        ),
      );
      expect(new Set(found.map(({ github }) => github.taskId)).size).toBe(2);
      expect(await posts()).toHaveLength(2);
    });

    it('finds a task at once where GitHub shows its session already', async () => {
      const ada = await setUp();
      await simulator.control.addScenario({
        name: 'at-once',
        description: 'The session is there when the task is.',
        timeline: [{ after: 0, do: 'start-session' }],
      });
      await simulator.control.setScenario({ scenario: 'at-once' });
      await fail({ kind: 'created-then-502' });
      const answer = await ada.post(BODY);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        dispatch: { status: 'accepted' },
        github: { taskId: (await simulator.control.tasks())[0].id },
      });
      expect(await posts()).toHaveLength(1);
    });

    it('says so when GitHub is too slow, and still sends once', async () => {
      const ada = await setUp({ requestTimeoutMs: 200 });
      await fail({ kind: 'delay', milliseconds: 1_000 });
      const answer = await ada.post(BODY);
      expect(answer.status).toBe(202);
      expect(answer.body.dispatch).toMatchObject({
        status: 'unknown',
        error: { code: 'github_timeout' },
      });
      expect(await posts()).toHaveLength(1);
    });
  });

  describe('with several replicas', () => {
    const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

    it('starts one task for concurrent requests with one key', async () => {
      const knex = await databases.init('SQLITE_3');
      const other = await startPortal({ simulator, knex });
      const ada = await setUp({ knex });
      const { token } = await simulator.control.createToken({
        login: 'ada-nwosu',
      });
      const adaElsewhere = other.as('ada-nwosu', token);
      const answers = await Promise.all(
        [ada, adaElsewhere, ada, adaElsewhere].map(user =>
          user.post(BODY, 'key-1'),
        ),
      );
      await other.stop();
      expect(answers.map(({ status }) => status).sort()).toEqual([
        200, 200, 200, 201,
      ]);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(await posts()).toHaveLength(1);
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
          created_at: new Date(Date.now() - 60_000).toISOString(),
        });
      const repeat = await ada.post(BODY, 'key-1');
      expect(repeat.status).toBe(202);
      expect(repeat.body).toMatchObject({
        id,
        dispatch: { status: 'unknown', error: { code: 'github_timeout' } },
      });
      expect(await posts()).toHaveLength(1);
    });
  });

  it.each([
    ['chloe has a plan and may not write', 'chloe-tran', 'acme/storefront'],
    ['nobody may, as the agent is off', 'ada-nwosu', 'acme/legacy-erp'],
    ['the repository does not exist', 'ada-nwosu', 'acme/nowhere'],
    ['the repository is hidden', 'ben-larsen', 'acme/payments-ledger'],
  ])('records that GitHub refused: %s', async (_, login, repository) => {
    await setUp();
    const { token } = await simulator.control.createToken({ login });
    const user = portal.as(login, token);
    const answer = await user.post({ ...BODY, repository });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.error.code).toMatch(
      /^(agent_not_available|copilot_plan_required|permission_denied)$/,
    );
    const { items } = (await user.get('/tasks')).body;
    expect(items).toEqual([
      expect.objectContaining({
        repository,
        dispatch: {
          status: 'rejected',
          error: {
            code: answer.body.error.code,
            message: answer.body.error.message,
          },
        },
      }),
    ]);
    expect(await simulator.control.tasks()).toEqual([]);
  });

  it('holds to the limits, for concurrent requests too', async () => {
    const ada = await setUp({
      policy: {
        repositories: [{ match: 'acme/*' }],
        limits: { activeTasksPerUser: 3 },
      },
    });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ada.post(BODY)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 201, 201, 429, 429, 429, 429, 429,
    ]);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(refused.body.error.code).toBe('limit_reached');
    expect(await posts()).toHaveLength(3);
    expect((await ada.get('/tasks')).body.items).toHaveLength(3);
  });
});
