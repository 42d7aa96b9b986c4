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

import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { FaultRule } from 'github-agent-tasks-simulator';
import { createStage } from '../__testUtils__/createStage';
import type { Portal, PortalOptions } from '../__testUtils__/startPortal';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(30_000);

const POST_TASK = '/agents/repos/acme/services/tasks$';
const BODY = { repository: 'acme/services', prompt: 'Add a health check' };

describe('DispatchTask', () => {
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
        await stage.simulator.control.advance(7_000);
        const found = await ada.taskWhen(
          answer.body.id,
          task => task.dispatch.status === 'accepted',
        );
        const [simulated, ...others] = await stage.simulator.control.tasks();
        expect(others).toEqual([]);
        expect(found.github.taskId).toBe(simulated.id);
        expect(found.dispatch).toEqual({ status: 'accepted' });
        const late = await ada.post(BODY, 'key-1');
        expect([late.status, late.body.id]).toEqual([200, found.id]);
        expect(await stage.posts()).toHaveLength(1);
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
          (await stage.simulator.control.requests({ method: 'GET' })).filter(
            ({ path }) => path.includes('creator_id'),
          ).length;
        const before = await looks();
        await waitFor(async () => (await looks()) >= before + 4);
        expect(await ada.task(answer.body.id)).toMatchObject(lost);
        expect(await stage.simulator.control.tasks()).toEqual([]);
        expect(await stage.posts()).toHaveLength(1);
      },
    );

    it('keeps two lost tasks with one prompt apart', async () => {
      const ada = await setUp();
      await stage.simulator.control.addFault({
        method: 'POST',
        path: POST_TASK,
        fault: { kind: 'created-then-reset' },
        times: 2,
      });
      const answers = [await ada.post(BODY), await ada.post(BODY)];
      await stage.simulator.control.advance(7_000);
      const found = await Promise.all(
        answers.map(({ body }) =>
          ada.taskWhen(body.id, task => task.dispatch.status === 'accepted'),
        ),
      );
      expect(new Set(found.map(({ github }) => github.taskId)).size).toBe(2);
      expect(await stage.posts()).toHaveLength(2);
    });

    it.each([
      ['created-then-reset', 'reset-before'],
      ['reset-before', 'created-then-reset'],
    ] as const)(
      'of two with one prompt, %s and %s, finds the one that is there',
      async (first, second) => {
        const ada = await setUp();
        const ids: string[] = [];
        for (const kind of [first, second]) {
          await fail({ kind });
          ids.push((await ada.post(BODY)).body.id);
        }
        await stage.simulator.control.advance(7_000);
        const statuses = () =>
          Promise.all(
            ids.map(async id => (await ada.task(id)).dispatch.status),
          );
        await waitFor(async () => (await statuses()).includes('accepted'));
        // However often it is looked for after that.
        const looks = async () =>
          (await stage.simulator.control.requests({ method: 'GET' })).filter(
            ({ path }) => path.includes('creator_id'),
          ).length;
        const before = await looks();
        await waitFor(async () => (await looks()) >= before + 4);
        expect((await statuses()).sort()).toEqual(['accepted', 'unknown']);
        expect(await stage.simulator.control.tasks()).toHaveLength(1);
      },
    );

    it('does not take the task of an accepted one with the same prompt', async () => {
      const ada = await setUp();
      await fail({ kind: 'created-then-reset' });
      const unanswered = await ada.post(BODY);
      const accepted = await ada.start(BODY);
      await stage.simulator.control.advance(7_000);
      const found = await ada.taskWhen(
        unanswered.body.id,
        task => task.dispatch.status === 'accepted',
      );
      expect(found.github.taskId).not.toBe(accepted.github.taskId);
      expect((await ada.task(accepted.id)).github.taskId).toBe(
        accepted.github.taskId,
      );
      expect(await stage.simulator.control.tasks()).toHaveLength(2);
    });

    it('does not take the late task of one that was abandoned', async () => {
      const ada = await setUp({
        intervalMs: 3_600_000,
        slowIntervalMs: 3_600_000,
      });
      await fail({ kind: 'created-then-reset' });
      const abandoned = (await ada.post(BODY)).body;
      expect(
        (await ada.act(abandoned.id, 'abandon')).body.tracking.reason,
      ).toBe('abandoned');
      // Its task was made at that moment, and is not what is started anew now.
      await stage.simulator.control.advance(7_000);
      await fail({ kind: 'reset-before' });
      const anew = (await ada.post(BODY)).body;
      const checked = await ada.act(anew.id, 'check');
      expect([checked.status, checked.body.dispatch.status]).toEqual([
        200,
        'unknown',
      ]);
    });

    it('finds a task at once where GitHub shows its session already', async () => {
      const ada = await setUp();
      await stage.simulator.control.addScenario({
        name: 'at-once',
        description: 'The session is there when the task is.',
        timeline: [{ after: 0, do: 'start-session' }],
      });
      await stage.simulator.control.setScenario({ scenario: 'at-once' });
      await fail({ kind: 'created-then-502' });
      const answer = await ada.post(BODY);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        dispatch: { status: 'accepted' },
        github: { taskId: (await stage.simulator.control.tasks())[0].id },
      });
      expect(await stage.posts()).toHaveLength(1);
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
      expect(await stage.posts()).toHaveLength(1);
    });
  });

  it.each([
    ['chloe has a plan and may not write', 'chloe-tran', 'acme/storefront'],
    ['nobody may, as the agent is off', 'ada-nwosu', 'acme/legacy-erp'],
    ['the repository does not exist', 'ada-nwosu', 'acme/nowhere'],
    ['the repository is hidden', 'ben-larsen', 'acme/payments-ledger'],
  ])('records that GitHub refused: %s', async (_, login, repository) => {
    await setUp();
    const token = await stage.mint(login);
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
    expect(await stage.simulator.control.tasks()).toEqual([]);
  });

  describe('when the portal is shut down', () => {
    const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

    it('ends what is under way before the server and the database go', async () => {
      const knex = await databases.init('SQLITE_3');
      let atShutdown: unknown;
      const witness = createBackendPlugin({
        pluginId: 'witness',
        register(env) {
          env.registerInit({
            deps: { rootLifecycle: coreServices.rootLifecycle },
            async init({ rootLifecycle }) {
              rootLifecycle.addShutdownHook(async () => {
                atShutdown = await knex('tasks').select('dispatch_status');
              });
            },
          });
        },
      });
      const ada = await setUp({ knex, features: [witness] });
      await fail({ kind: 'delay', milliseconds: 700 });
      const answer = ada.post(BODY).then(({ status }) => status);
      await waitFor(() => knex('tasks').first());
      await stage.stop(portal);
      expect(atShutdown).toEqual([{ dispatch_status: 'accepted' }]);
      expect(await answer).toBe(201);
    });
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
    expect(await stage.posts()).toHaveLength(3);
    expect((await ada.get('/tasks')).body.items).toHaveLength(3);
  });
});
