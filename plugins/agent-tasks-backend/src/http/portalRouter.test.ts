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
  startTaskRequestSchema,
  taskSchema,
  taskDetailSchema,
} from 'backstage-plugin-agent-tasks-common';
import request from 'supertest';
import { createStage } from '../__testUtils__/createStage';
import type { Portal, PortalOptions } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const BODY = { repository: 'acme/services', prompt: 'Add a health check' };

describe('the portal API', () => {
  // Long intervals: the tracker stays out of the counts of requests.
  const stage = createStage({ intervalMs: 60_000, slowIntervalMs: 60_000 });
  let portal: Portal;

  async function setUp(options?: Partial<PortalOptions>) {
    portal = await stage.start(options);
    return stage.signIn(portal);
  }

  describe('refuses bad input without asking GitHub', () => {
    const long = 'x'.repeat(300);
    const badBodies: [string, unknown, string][] = [
      [
        'an owner with ..',
        { ...BODY, repository: '../services' },
        'repository',
      ],
      ['a name of ..', { ...BODY, repository: 'acme/..' }, 'repository'],
      ['two slashes', { ...BODY, repository: 'acme/a/b' }, 'repository'],
      ['spaces', { ...BODY, repository: 'acme/my repo' }, 'repository'],
      ['unicode', { ...BODY, repository: 'acme/sërvices' }, 'repository'],
      ['300 characters', { ...BODY, repository: `acme/${long}` }, 'repository'],
      ['no repository', { prompt: 'Do' }, 'repository'],
      ['no prompt', { repository: BODY.repository }, 'prompt'],
      ['an empty prompt', { ...BODY, prompt: '' }, 'prompt'],
      ['a blank prompt', { ...BODY, prompt: ' \n\t' }, 'prompt'],
      ['300 kB', { ...BODY, prompt: 'x'.repeat(300_000) }, 'prompt'],
      ['2 MB', { ...BODY, prompt: 'x'.repeat(2_000_000) }, ''],
      ['a NUL', { ...BODY, prompt: 'a\0b' }, 'prompt'],
      ['an unknown field', { ...BODY, promt: 'x' }, ''],
      ['a number as prompt', { ...BODY, prompt: 5 }, 'prompt'],
      [
        'a text as flag',
        { ...BODY, createPullRequest: 'no' },
        'createPullRequest',
      ],
      ['a bad branch', { ...BODY, baseRef: 'a..b' }, 'baseRef'],
      ['a bad entity ref', { ...BODY, entityRef: 'billing' }, 'entityRef'],
      ['a list', [], ''],
      ['no JSON', '{"repository": ', ''],
      ['a JSON text', '"text"', ''],
    ];

    it('in the body of POST /tasks', async () => {
      const ada = await setUp();
      for (const [name, body, path] of badBodies) {
        const answer = await ada.post(body);
        expect([name, answer.status, answer.body.error?.code]).toEqual([
          name,
          400,
          'validation_failed',
        ]);
        expect([name, answer.body.error.issues[0].path]).toEqual([name, path]);
        expect(answer.body.error.issues[0].message).not.toBe('');
      }
      expect(await stage.simulator.control.requests()).toEqual([]);
      expect((await ada.get('/tasks')).body).toEqual({ items: [] });
    });

    it.each([
      ['too long', 'k'.repeat(256)],
      ['with a space', 'a key'],
    ])('in an Idempotency-Key %s', async (_, key) => {
      const ada = await setUp();
      const answer = await ada.post(BODY, key);
      expect(answer.status).toBe(400);
      expect(answer.body.error.issues).toEqual([
        expect.objectContaining({ path: 'Idempotency-Key' }),
      ]);
      expect(await stage.simulator.control.requests()).toEqual([]);
    });

    it.each([
      ['cursor', 'cursor=nonsense'],
      ['cursor', `cursor=${Buffer.from('["a","b"]').toString('base64url')}`],
      ['limit', 'limit=0'],
      ['limit', 'limit=101'],
      ['limit', 'limit=ten'],
      ['limit', 'limit=1e1'],
      ['limit', 'limit=0x5'],
      ['limit', 'limit=%205'],
      ['limit', 'limit[]=5'],
      ['limit', 'limit='],
      ['state.0', 'state=done'],
      ['repository', 'repository=acme'],
      ['requestedBy', 'requestedBy=you'],
      ['entityRef', 'entityRef=component:default/a%00b'],
      ['entityRef', 'entityRef=a&entityRef=b'],
      ['', 'sort=asc'],
    ])('in %s of GET /tasks?%s', async (path, query) => {
      const ada = await setUp();
      const answer = await ada.get(`/tasks?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.body.error.code).toBe('validation_failed');
      expect(answer.body.error.issues[0].path).toBe(path);
      expect(await stage.simulator.control.requests()).toEqual([]);
    });

    it.each(['/tasks/1', '/tasks/%00', '/tasks/..%2f..', `/tasks/${long}`])(
      'in GET %s',
      async path => {
        const ada = await setUp();
        const answer = await ada.get(path);
        expect([answer.status, answer.body.error.code]).toEqual([
          404,
          'task_not_found',
        ]);
      },
    );
  });

  it.each([
    ['no token', undefined, 401, 'github_sign_in_required'],
    ['a malformed token', 'two words', 400, 'validation_failed'],
    ['an installation token', 'ghs_abc', 403, 'github_token_unsupported'],
  ])('refuses %s without asking GitHub', async (_, token, status, code) => {
    await setUp();
    const ada = portal.as('ada-nwosu', token);
    for (const answer of [await ada.post(BODY), await ada.get('/tasks')]) {
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    }
    expect(await stage.simulator.control.requests()).toEqual([]);
  });

  it('refuses a token that GitHub does not know', async () => {
    await setUp();
    const answer = await portal.as('ada-nwosu', 'gho_abc').post(BODY);
    expect([answer.status, answer.body.error.code]).toEqual([
      401,
      'github_sign_in_required',
    ]);
    expect(
      (await (await stage.signIn(portal)).get('/tasks')).body.items,
    ).toEqual([]);
  });

  it('knows the scaffolder by its token', async () => {
    await setUp();
    const token = await stage.mint();
    const answer = await request(portal.server)
      .post('/api/agent-tasks/v1/tasks')
      .set(
        'Authorization',
        `Bearer ${mockCredentials.user.token('user:default/ada-nwosu', {
          actor: { subject: 'plugin:scaffolder' },
        })}`,
      )
      .set('X-GitHub-Token', token)
      .send(BODY);
    expect([answer.status, answer.body.source]).toEqual([201, 'scaffolder']);
  });

  it('uses the token that is kept for a user who sends none', async () => {
    const ada = await setUp();
    const { id } = await ada.start({});
    const answer = await portal.as('ada-nwosu').get(`/tasks/${id}`);
    expect(answer.status).toBe(200);
  });

  it('is for users', async () => {
    await setUp();
    const get = (authorization: string) =>
      request(portal.server)
        .get('/api/agent-tasks/v1/tasks')
        .set('Authorization', authorization);
    expect((await get(mockCredentials.none.header())).status).toBe(401);
    expect((await get(mockCredentials.service.header())).status).toBe(403);
  });

  it.each([
    ['acme/payroll', {}, 'repository_not_allowed'],
    ['other/services', {}, 'repository_not_allowed'],
    ['acme/billing', { model: 'gpt-5.4' }, 'model_not_allowed'],
    [
      'acme/billing',
      { customAgent: 'x', model: 'm' },
      'custom_agent_not_allowed',
    ],
  ])(
    'refuses what policy does not allow: %s %j',
    async (repository, more, code) => {
      const ada = await setUp({
        policy: {
          repositories: [
            { match: 'acme/services' },
            {
              match: 'acme/billing',
              models: ['m'],
              customAgents: ['reviewer'],
            },
            { match: 'acme/payroll', deny: true },
          ],
        },
      });
      const answer = await ada.post({ ...BODY, repository, ...more });
      expect([answer.status, answer.body.error.code]).toEqual([403, code]);
      expect(await stage.simulator.control.requests()).toEqual([]);
      expect((await ada.get('/tasks')).body.items).toEqual([]);
    },
  );

  it('says where the calls are listed, in place of one that is none', async () => {
    const ada = await setUp();
    const wrongPath = await ada.get('/task');
    const wrongMethod = await request(portal.server)
      .delete('/api/agent-tasks/v1/tasks')
      .set('Authorization', mockCredentials.user.header());
    for (const answer of [wrongPath, wrongMethod]) {
      expect(answer.status).toBe(404);
      expect(answer.body.error.message).toContain('/v1/openapi.json');
    }
  });

  it('asks the permission policy', async () => {
    const ada = await setUp({
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    const answer = await ada.post(BODY);
    expect([answer.status, answer.body.error.code]).toEqual([
      403,
      'permission_denied',
    ]);
    expect((await ada.get('/tasks')).body).toEqual({ items: [] });
    expect(await stage.simulator.control.requests()).toEqual([]);
  });

  it('answers as its schemas say, with nothing besides', async () => {
    const ada = await setUp();
    const task = await ada.start({});
    expect(taskSchema.strict().parse(task)).toEqual(task);
    const detail = await ada.task(task.id);
    expect(taskDetailSchema.strict().parse(detail)).toEqual(detail);
    expect(startTaskRequestSchema.parse(BODY).createPullRequest).toBe(true);
  });

  it('describes itself without a token for GitHub', async () => {
    await setUp();
    const answer = await portal.as('ada-nwosu').get('/openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.body.openapi).toBe('3.1.0');
  });
});
