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

import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  usageReportSchema,
  type UsageReport,
} from 'backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import request from 'supertest';
import { createStage } from '../../__testUtils__/createStage';
import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import type { Portal, PortalUser } from '../../__testUtils__/startPortal';

jest.setTimeout(60_000);

const ADA = 'user:default/ada-nwosu';
const BEN = 'user:default/ben-larsen';

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('usage, %s', databaseId => {
  const stage = createStage();
  let knex: Knex;
  let portal: Portal;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    portal = await stage.start({ knex });
  });

  /** What GitHub itself says about the only session of a task. */
  const reported = async (gitHubTaskId: string) => {
    const answer = await fetch(
      `${stage.simulator.apiBaseUrl}/agents/tasks/${gitHubTaskId}`,
      { headers: { authorization: `Bearer ${await stage.mint()}` } },
    );
    const { sessions } = await answer.json();
    expect(sessions).toHaveLength(1);
    const { model, usage } = sessions[0];
    return { model: model.replace('sweagent-capi:', ''), usage };
  };
  const complete = async (user: PortalUser, body: object) => {
    const { id } = await user.start(body);
    await stage.simulator.control.advance(120_000);
    return user.taskWhen(
      id,
      ({ state, usage }) => state === 'completed' && usage !== undefined,
    );
  };
  const rows = () =>
    knex('sessions').select(
      'task_id',
      'model',
      knex.raw('cast(ai_credits_nano as text) as nano'),
      'premium_requests',
      'created_at',
    );
  const usageOf = async (query = '', user = portal.as('ada-nwosu')) => {
    const answer = await user.get(`/usage${query}`);
    expect([answer.status, answer.body]).toEqual([200, answer.body]);
    expect(usageReportSchema.parse(answer.body)).toEqual(answer.body);
    return answer.body as UsageReport;
  };
  const audit = () => portal.logs.filter(line => line.includes('usage-read'));

  it('has what GitHub reported at the end of the life of a task', async () => {
    const ada = await stage.signIn(portal);
    const before = await ada.start({ prompt: 'Rename [simulate: waiting]' });
    const task = await complete(ada, { model: 'claude-sonnet-4.6' });
    const { model, usage } = await reported(task.github.taskId!);
    expect(model).toBe('claude-sonnet-4.6');
    expect(usage).toMatchObject({ type: 'ai_credits' });

    const row = (await rows()).find(({ task_id }) => task_id === task.id);
    expect(row).toEqual({
      task_id: task.id,
      model,
      nano: String(usage.amount),
      premium_requests: null,
      created_at: task.sessions[0].createdAt,
    });

    const waiting = await ada.taskWhen(
      before.id,
      ({ sessions }) => sessions.length > 0,
    );
    const report = await usageOf('?groupBy=model');
    const sums = {
      tasks: 2,
      aiCreditsNano: String(usage.amount),
      premiumRequests: 0,
      unknownTasks: 1,
    };
    expect(report.total).toEqual(sums);
    expect(report.items).toEqual(
      expect.arrayContaining([
        { ...sums, key: model, tasks: 1, unknownTasks: 0 },
        {
          key: waiting.sessions[0].model,
          tasks: 1,
          aiCreditsNano: '0',
          premiumRequests: 0,
          unknownTasks: 1,
        },
      ]),
    );
    expect(report.weeks).toHaveLength(12);
    expect(report.weeks.at(-1)!.total).toEqual(sums);
    expect(report.weeks[0].total.tasks).toBe(0);
  });

  it('has the premium requests of sessions of the past, with their fraction', async () => {
    const ada = await stage.signIn(portal);
    const task = await complete(ada, {
      prompt: 'Rename [simulate: usage-premium-requests]',
    });
    expect(await rows()).toMatchObject([
      { task_id: task.id, nano: null, premium_requests: 1.5 },
    ]);
    const { total } = await usageOf();
    expect(total).toEqual({
      tasks: 1,
      aiCreditsNano: '0',
      premiumRequests: 1.5,
      unknownTasks: 0,
    });
  });

  it('is by person, group, repository or model', async () => {
    const [ada, ben] = await Promise.all([
      stage.signIn(portal),
      stage.signIn(portal, 'ben-larsen'),
    ]);
    const first = await complete(ada, { repository: 'ACME/Services' });
    const second = await complete(ben, { repository: 'acme/storefront' });
    await knex('task_groups').delete();
    await knex('task_groups').insert({
      task_id: first.id,
      group_ref: 'group:default/payments',
    });
    const keysBy = async (groupBy: string) =>
      (await usageOf(`?groupBy=${groupBy}`)).items.map(({ key }) => key).sort();
    expect(await keysBy('requestedBy')).toEqual([ADA, BEN]);
    expect(await keysBy('repository')).toEqual([
      'ACME/Services',
      'acme/storefront',
    ]);
    expect(await keysBy('group')).toEqual([
      'group:default/payments',
      undefined,
    ]);
    expect(await keysBy('model')).toEqual(
      [first, second].map(({ sessions }) => sessions[0].model).sort(),
    );
  });

  it('is a file for spreadsheets', async () => {
    const ada = await stage.signIn(portal);
    const { usage, createdAt } = await complete(ada, {});
    const day = createdAt.slice(0, 10);
    const answer = await ada.get(`/usage.csv?from=${day}`);
    expect(answer.status).toBe(200);
    expect(answer.get('content-type')).toBe('text/csv; charset=utf-8');
    const { from, to, weeks } = await usageOf(`?from=${day}`);
    expect(answer.get('content-disposition')).toBe(
      `attachment; filename="agent-tasks-usage-${from}-${to}.csv"`,
    );
    const [, row, ...rest] = answer.text.split('\r\n');
    expect(rest).toEqual(['']);
    const [week, key, tasks, credits, ...others] = row.split(',');
    expect([week, key, tasks, ...others]).toEqual([
      weeks[0].start,
      ADA,
      '1',
      '0',
      '0',
    ]);
    const [whole, fraction = ''] = credits.split('.');
    expect(whole + fraction.padEnd(9, '0')).toBe(usage!.aiCreditsNano);
  });

  it('refuses what makes no sense, and says what does', async () => {
    const ada = portal.as('ada-nwosu');
    for (const path of ['/usage', '/usage.csv']) {
      const answer = await ada.get(`${path}?from=2024-01-01&to=2026-11-22`);
      expect(answer.status).toBe(400);
      expect(answer.body.error).toMatchObject({
        code: 'validation_failed',
        issues: [{ path: 'to', message: expect.stringMatching(/2 years/) }],
      });
    }
  });

  it('is for users alone, and asks for no token of GitHub', async () => {
    const statuses = async (authorization: string) =>
      Promise.all(
        ['usage', 'usage.csv'].map(
          async path =>
            (
              await request(portal.server)
                .get(`/api/agent-tasks/v1/${path}`)
                .set('authorization', authorization)
            ).status,
        ),
      );
    expect(await statuses(mockCredentials.none.header())).toEqual([401, 401]);
    expect(await statuses(mockCredentials.service.header())).toEqual([
      403, 403,
    ]);
    expect(await statuses(mockCredentials.user.header(ADA))).toEqual([
      200, 200,
    ]);
  });

  it('tells the audit who read what', async () => {
    await portal.as('ada-nwosu').get('/usage.csv?groupBy=model&to=2026-11-22');
    const events = audit();
    expect(events.join()).toContain('"succeeded"');
    for (const part of [
      '"low"',
      '"queryType":"csv"',
      '"groupBy":"model"',
      '"to":"2026-11-22"',
      ADA,
    ]) {
      expect(events.at(-1)).toContain(part);
    }
  });

  it('is for those alone whom the permission policy lets', async () => {
    await stage.stop(portal);
    portal = await stage.start({
      knex,
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    const ada = portal.as('ada-nwosu');
    for (const path of ['/usage', '/usage.csv', '/usage?from=nonsense']) {
      const answer = await ada.get(path);
      expect(answer.status).toBe(403);
      expect(answer.body.error).toMatchObject({
        code: 'permission_denied',
        message: expect.stringMatching(
          /agent-tasks\.usage\.read.*platform admin/,
        ),
      });
    }
    const denied = audit().filter(line => line.includes('permission_denied'));
    expect(denied).toHaveLength(3);
  });
});
