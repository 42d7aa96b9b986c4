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

import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  agentTaskReadPermission,
  listTasksResponseSchema,
} from 'backstage-plugin-agent-tasks-common';
import {
  agentTaskConditions,
  createAgentTaskConditionalDecision,
} from 'backstage-plugin-agent-tasks-node';
import type { Response } from 'supertest';
import { createStage } from '../__testUtils__/createStage';
import { recordAudit } from '../__testUtils__/recordAudit';
import type { Portal } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const titles = (answer: Response) =>
  answer.body.items.map(({ title }: { title: string }) => title);

describe('TaskReader', () => {
  const stage = createStage({ intervalMs: 60_000, slowIntervalMs: 60_000 });
  let portal: Portal;

  async function setUp() {
    portal = await stage.start();
    return stage.signIn(portal);
  }

  it('shows a task to those to whom GitHub shows its repository', async () => {
    const ada = await setUp();
    const secret = await ada.start({
      repository: 'acme/payments-ledger',
      prompt: 'Secret',
    });
    const open = await ada.start({ prompt: 'Open' });
    const chloe = await stage.signIn(portal, 'chloe-tran');
    const ben = await stage.signIn(portal, 'ben-larsen');

    expect(titles(await ada.get('/tasks'))).toEqual(['Open', 'Secret']);
    expect(titles(await chloe.get('/tasks'))).toEqual(['Open', 'Secret']);
    expect(titles(await ben.get('/tasks'))).toEqual(['Open']);
    expect(
      titles(await ben.get('/tasks?repository=acme/payments-ledger')),
    ).toEqual([]);
    expect((await ben.get(`/tasks/${open.id}`)).status).toBe(200);
    const hidden = await ben.get(`/tasks/${secret.id}`);
    expect([hidden.status, hidden.body.error.code]).toEqual([
      404,
      'task_not_found',
    ]);
    expect(hidden.text).not.toContain('payments-ledger');

    // Remembered: looking again costs GitHub nothing.
    await stage.simulator.control.clearRequests();
    await ben.get('/tasks');
    await chloe.get(`/tasks/${secret.id}`);
    expect(await stage.simulator.control.requests()).toEqual([]);
  });

  it('hides what GitHub refuses to a viewer, and shows the rest', async () => {
    const ada = await setUp();
    const theirs = await ada.start({ prompt: 'Theirs' });
    const ben = await stage.signIn(portal, 'ben-larsen');
    await ben.start({ prompt: 'Mine' });
    await stage.simulator.control.setSaml({
      organization: 'acme',
      required: true,
    });

    expect(titles(await ben.get('/tasks'))).toEqual(['Mine']);
    expect((await ben.get(`/tasks/${theirs.id}`)).body.error.code).toBe(
      'task_not_found',
    );

    // Remembered as well.
    await stage.simulator.control.clearRequests();
    await ben.get('/tasks');
    expect(await stage.simulator.control.requests()).toEqual([]);
  });

  it('keeps pages full although others are hidden, and ends', async () => {
    const ada = await setUp();
    for (let n = 0; n < 4; n++) {
      await ada.start({ repository: 'acme/payments-ledger', prompt: `S${n}` });
      await ada.start({ prompt: `O${n}` });
    }
    const ben = await stage.signIn(portal, 'ben-larsen');
    const pages: string[][] = [];
    let cursor = '';
    do {
      const answer = await ben.get(`/tasks?limit=2${cursor}`);
      listTasksResponseSchema.parse(answer.body);
      pages.push(titles(answer));
      cursor = answer.body.nextCursor && `&cursor=${answer.body.nextCursor}`;
    } while (cursor);
    expect(pages).toEqual([
      ['O3', 'O2'],
      ['O1', 'O0'],
    ]);
  });

  it('filters', async () => {
    const ada = await setUp();
    await ada.start({ prompt: 'A', entityRef: 'component:default/a' });
    await ada.start({ prompt: 'B', repository: 'acme/billing' });
    const priya = await stage.signIn(portal, 'priya-raman');
    await priya.start({ prompt: 'C' });
    const list = async (query: string) =>
      titles(await ada.get(`/tasks?${query}`));
    expect(await list('')).toEqual(['C', 'B', 'A']);
    expect(await list('entityRef=Component:default/A')).toEqual(['A']);
    expect(await list('repository=ACME/services')).toEqual(['C', 'A']);
    expect(await list('requestedBy=me')).toEqual(['B', 'A']);
    expect(await list('requestedBy=User:default/Priya-Raman')).toEqual(['C']);
    expect(await list('state=queued,in_progress')).toEqual(['C', 'B', 'A']);
    expect(await list('state=completed')).toEqual([]);
  });

  it('keeps in the audit trail who read or tried to read another person’s task', async () => {
    const audit = recordAudit();
    portal = await stage.start({ features: [audit.auditor.factory] });
    const ada = await stage.signIn(portal);
    const secret = await ada.start({
      repository: 'acme/payments-ledger',
      prompt: 'Secret brief',
    });
    const open = await ada.start({ prompt: 'Open brief' });
    const ben = await stage.signIn(portal, 'ben-larsen');

    await ada.get(`/tasks/${open.id}`);
    await ben.get('/tasks');
    await ben.get('/tasks/3f8f0a51-23f4-4d6f-9c0a-1d0d4c1b7a10');
    await ben.send('post', `/tasks/${open.id}/abandon`);
    expect(audit.records('task-read')).toEqual([]);

    await ben.get(`/tasks/${open.id}`);
    await ben.get(`/tasks/${secret.id}`);
    const common = {
      eventId: 'task-read',
      severityLevel: 'low',
    };
    const who = {
      requestedBy: 'user:default/ada-nwosu',
      readBy: 'user:default/ben-larsen',
    };
    expect(audit.records('task-read')).toEqual([
      {
        ...common,
        outcome: 'succeeded',
        meta: { ...who, taskId: open.id, repository: 'acme/services' },
      },
      {
        ...common,
        outcome: 'failed',
        error: expect.objectContaining({ code: 'task_not_found' }),
        meta: { ...who, taskId: secret.id, repository: 'acme/payments-ledger' },
      },
    ]);
    expect(JSON.stringify(audit.records())).not.toMatch(/brief|gho_/);
  });

  it('shows what the permission policy lets each person read', async () => {
    const { isRequester, isEntityOwner, matchesRepository } =
      agentTaskConditions;
    const decisions: Record<string, PolicyDecision> = {
      'ben-larsen': { result: AuthorizeResult.DENY },
      'chloe-tran': createAgentTaskConditionalDecision(
        agentTaskReadPermission,
        {
          anyOf: [
            isRequester({ userRef: 'user:default/chloe-tran' }),
            isEntityOwner({ claims: ['group:default/payments'] }),
          ],
        },
      ),
      'priya-raman': createAgentTaskConditionalDecision(
        agentTaskReadPermission,
        { not: matchesRepository({ patterns: ['acme/s*'] }) },
      ),
    };
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      authorizeConditional: async (requests, options) => {
        const { userEntityRef } = (options!.credentials as any).principal;
        const [, login] = userEntityRef.split('/');
        return requests.map(
          () => decisions[login] ?? { result: AuthorizeResult.ALLOW },
        );
      },
    });
    const entities = [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'billing',
          annotations: { 'github.com/project-slug': 'Acme/Billing' },
        },
        relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
      },
    ];
    portal = await stage.start({
      features: [permissions.factory, catalogServiceMock.factory({ entities })],
    });
    const ada = await stage.signIn(portal);
    await ada.start({ prompt: 'Theirs' });
    await ada.start({ prompt: 'By repository', repository: 'acme/billing' });
    const byEntity = await ada.start({
      prompt: 'By entity',
      entityRef: 'Component:default/billing',
    });

    const seenBy = async (login: string) => {
      const user = await stage.signIn(portal, login);
      const { status } = await user.get(`/tasks/${byEntity.id}`);
      return [titles(await user.get('/tasks')), status];
    };
    expect(await seenBy('ada-nwosu')).toEqual([
      ['By entity', 'By repository', 'Theirs'],
      200,
    ]);
    expect(await seenBy('ben-larsen')).toEqual([[], 404]);
    expect(await seenBy('chloe-tran')).toEqual([
      ['By entity', 'By repository'],
      200,
    ]);
    expect(await seenBy('priya-raman')).toEqual([['By repository'], 404]);
  });
});
