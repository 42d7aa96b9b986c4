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

/**
 * One policy, every door: each denial of the table is tried at every door there
 * is, and has to be refused with the same code, leave exactly one audit event,
 * and start nothing on GitHub.
 */
import { mockCredentials } from '@backstage/backend-test-utils';
import { AGENT_TASKS_ERRORS } from 'backstage-plugin-agent-tasks-common';
import request from 'supertest';
import { eventually } from '../__testUtils__/eventually';
import { connect } from './__testUtils__/connect';
import { denials } from './__testUtils__/denials';
import { startStage, type DenialStage } from './__testUtils__/startStage';
import type { Attempt, Denial, DoorName, History } from './__testUtils__/types';

jest.setTimeout(120_000);

const DOORS: DoorName[] = ['portal', 'proxy', 'scaffolder', 'mcp'];
const REQUEST = { repository: 'acme/storefront', prompt: 'Add a health check' };
const ADA = mockCredentials.user.header('user:default/ada-nwosu');

const runs = denials.flatMap(denial =>
  DOORS.filter(door => !denial.cannot?.[door]).map(door => [denial, door]),
) as [Denial, DoorName][];

describe('one policy, every door', () => {
  let stage: DenialStage;
  let history: History;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    stage = await startStage();
    for (const login of ['ada-nwosu', 'ben-larsen', 'chloe-tran'] as const) {
      const { token } = await stage.github.control.createToken({ login });
      tokens.set(login, token);
      await connect(stage.server, login);
    }
    history = await makeHistory();
  });
  afterAll(() => stage?.stop());

  const api = (method: 'get' | 'post' | 'delete', path: string) =>
    request(stage.server)
      [method](`/api/agent-tasks/v1${path}`)
      .set('authorization', ADA)
      .set('x-github-token', tokens.get('ada-nwosu')!);

  /** What `limitDenials` reckons with. */
  async function makeHistory(): Promise<History> {
    const start = async (repository: string, prompt: string) => {
      const answer = await api('post', '/tasks').send({ repository, prompt });
      expect(answer.status).toBe(201);
      return answer.body.id;
    };
    const measured = await start('acme/services', 'Tidy [simulate: quick]');
    await stage.github.control.advance(60_000);
    const { body } = await eventually(
      async () => api('get', `/tasks/${measured}`),
      ({ body: task }) =>
        task.state === 'completed' && task.usage?.aiCreditsNano !== undefined,
    );
    await start('acme/billing', 'Wait [simulate: stuck-queue]');
    return { measuredCredits: Number(body.usage.aiCreditsNano) / 1e9 };
  }

  /** Makes the policy as the denial has it; gives back how to undo it. */
  async function setUp(denial: Denial): Promise<() => Promise<void>> {
    const { policy = { repositories: [{ match: 'acme/*' }] } } = denial;
    stage.configure(typeof policy === 'function' ? policy(history) : policy);
    const created: { id: string; version: number }[] = [];
    for (const { rule, enabled = true } of denial.rules ?? []) {
      const answer = await api('post', '/policy/rules').send({
        rule,
        enabled,
        reason: 'For a test of refusals',
      });
      expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
      created.push(answer.body);
    }
    denial.withoutPermissions?.forEach(name => stage.denied.add(name));
    return async () => {
      stage.denied.clear();
      for (const { id, version } of created) {
        const answer = await api('delete', `/policy/rules/${id}`).send({
          version,
          reason: 'The test is over',
        });
        expect(answer.status).toBe(204);
      }
    };
  }

  function toAttempt(denial: Denial): Attempt {
    const { login = 'ada-nwosu', isService, gitHubToken, body } = denial;
    const token = {
      none: undefined,
      installation: 'ghs_aTokenOfAnInstallation',
      malformed: 'two words',
      unknown: 'gho_aTokenThatNobodyHas',
      good: tokens.get(login),
    }[gitHubToken ?? 'good'];
    return {
      authorization: isService
        ? mockCredentials.service.header()
        : mockCredentials.user.header(`user:default/${login}`),
      gitHubToken: token,
      request: { ...REQUEST, ...denial.request },
      body,
    };
  }

  const starts = async () =>
    (await stage.github.control.requests({ method: 'POST' })).filter(
      ({ path }) => /\/tasks$/.test(path),
    ).length;
  const created = async () => (await stage.github.control.tasks()).length;

  it.each(
    runs.map(([denial, door]) => [denial.name, door, denial.code, denial]),
  )('%s: %s says %s', async (...run) => {
    const [, door, code, denial] = run as [string, DoorName, string, Denial];
    const undo = await setUp(denial);
    const before = { starts: await starts(), created: await created() };
    stage.events.length = 0;
    const answer = await stage.doors[door](toAttempt(denial)).finally(undo);

    const isHandedBack = door === 'proxy' && denial.gitHubStatus !== undefined;
    expect(answer.code).toBe(isHandedBack ? answer.code : code);
    const statuses = isHandedBack
      ? [denial.gitHubStatus]
      : [AGENT_TASKS_ERRORS[denial.code].status, undefined];
    expect(statuses).toContain(answer.status);
    expect(answer.message.length).toBeGreaterThan(isHandedBack ? 0 : 20);
    const attempts = stage.events.filter(
      ({ eventId }) => eventId === 'task-create',
    );
    expect(attempts).toEqual([
      {
        eventId: 'task-create',
        outcome: 'failed',
        meta: expect.objectContaining({
          code,
          ...(!denial.isService && {
            source: door,
            requestedBy: `user:default/${denial.login ?? 'ada-nwosu'}`,
          }),
        }),
      },
    ]);
    expect({ starts: await starts(), created: await created() }).toEqual({
      starts: before.starts + (denial.gitHubStatus ? 1 : 0),
      created: before.created,
    });
  });

  it.each(DOORS)('%s lets in what no denial concerns', async door => {
    const denial: Denial = { name: 'none', code: 'permission_denied' };
    await setUp(denial);
    const before = { starts: await starts(), created: await created() };
    stage.events.length = 0;
    const { code } = await stage.doors[door](toAttempt(denial));
    expect(code).toBeUndefined();
    expect(stage.events).toMatchObject([
      { eventId: 'task-create', outcome: 'succeeded', meta: { source: door } },
    ]);
    expect({ starts: await starts(), created: await created() }).toEqual({
      starts: before.starts + 1,
      created: before.created + 1,
    });
  });

  it('is a table of many denials, run at nearly every door', () => {
    const names = denials.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const left = denials.flatMap(({ cannot = {} }) => Object.values(cannot));
    expect(denials.length).toBeGreaterThanOrEqual(100);
    expect({ runs: runs.length, leftOut: left.length }).toEqual({
      runs: 395,
      leftOut: 29,
    });
    expect(denials.length * DOORS.length).toBe(runs.length + left.length);
  });
});
