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
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { createStage } from '../__testUtils__/createStage';
import { policyOf } from '../__testUtils__/policyOf';
import { recordAudit } from '../__testUtils__/recordAudit';
import { storedTask } from '../__testUtils__/storedTask';
import { DispatchTask } from './DispatchTask';
import type { TaskStore } from './TaskStore';

type TakenKey = NonNullable<
  Awaited<ReturnType<TaskStore['findByIdempotencyKey']>>
>;

jest.setTimeout(60_000);

describe('attempts to start a task', () => {
  const events: { outcome: string; meta: Record<string, unknown> }[] = [];
  const keptEvents = createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: () => ({
      async createEvent({ eventId, meta }) {
        const record = (outcome: string) => async (end?: { meta?: object }) => {
          if (eventId !== 'task-create') return;
          events.push({ outcome, meta: { ...meta, ...end?.meta } });
        };
        return { success: record('succeeded'), fail: record('failed') };
      },
    }),
  });
  const stage = createStage({ features: [keptEvents] });

  beforeEach(() => {
    events.length = 0;
  });

  it('leaves one event of a task that is started, and none of its repeat', async () => {
    const portal = await stage.start();
    const ada = await stage.signIn(portal);
    const body = { repository: 'acme/services', prompt: 'Tidy up' };
    expect((await ada.post(body, 'key-1')).status).toBe(201);
    expect((await ada.post(body, 'key-1')).status).toBe(200);
    expect(events).toMatchObject([
      {
        outcome: 'succeeded',
        meta: {
          source: 'portal',
          repository: 'acme/services',
          requestedBy: 'user:default/ada-nwosu',
        },
      },
    ]);
  });

  it('leaves one of a key that was used for another task', async () => {
    const portal = await stage.start();
    const ada = await stage.signIn(portal);
    await ada.start({ prompt: 'Tidy up' }, 'key-1');
    events.length = 0;
    const answer = await ada.post(
      { repository: 'acme/services', prompt: 'Another' },
      'key-1',
    );
    expect(answer.body.error.code).toBe('idempotency_key_reused');
    expect(events).toMatchObject([
      {
        outcome: 'failed',
        meta: { code: 'idempotency_key_reused', repository: 'acme/services' },
      },
    ]);
  });

  it.each<[string, () => Promise<TakenKey>, string]>([
    [
      'a key that another replica used for another task a moment ago',
      async () => ({
        task: storedTask({ idempotencyKey: 'key' }),
        requestHash: 'of another',
      }),
      'idempotency_key_reused',
    ],
    [
      'a key that cannot be looked up any more',
      async () => {
        throw new Error('connection lost');
      },
      'Error',
    ],
  ])('leaves one of %s', async (_name, findKey, code) => {
    const { auditor, records } = recordAudit();
    const findByIdempotencyKey = jest
      .fn<Promise<TakenKey | undefined>, []>(findKey)
      .mockResolvedValueOnce(undefined);
    const dispatchTask = DispatchTask.create({
      auditor,
      policy: { get: async () => policyOf([{ match: 'acme/*' }]) },
      permissions: mockServices.permissions({ result: AuthorizeResult.ALLOW }),
      store: { findByIdempotencyKey } as Partial<TaskStore> as TaskStore,
      intents: { write: async () => undefined } as any,
      firstAttempt: {} as any,
      repeats: {} as any,
      clock: { now: () => Date.now() },
    });
    const attempt = (key: string) =>
      dispatchTask.dispatch({
        credentials: mockCredentials.user('user:default/ada-nwosu'),
        userEntityRef: 'user:default/ada-nwosu',
        ownershipEntityRefs: [],
        getGitHubToken: () => 'a token',
        repository: 'acme/services',
        prompt: 'Tidy up',
        createPullRequest: true,
        source: 'portal',
        idempotencyKey: key,
      });
    // Where the database writes: too late for the first look at the key.
    await expect(attempt('key-1')).rejects.toThrow();
    expect(records()).toMatchObject([{ outcome: 'failed', meta: { code } }]);
    // And at the first look.
    await expect(attempt('key-2')).rejects.toThrow();
    expect(records()).toMatchObject([
      { outcome: 'failed', meta: { code } },
      { outcome: 'failed', meta: { code } },
    ]);
  });

  it.each([
    ['what is no JSON', '{"prompt": ', 'validation_failed'],
    ['what lacks all', '{}', 'validation_failed'],
    [
      'an attempt to slip in a line',
      '{"repository": "acme/services\\nlevel=info", "prompt": "x"}',
      'validation_failed',
    ],
  ])('leaves one of %s, without what was sent', async (_name, body, code) => {
    const portal = await stage.start();
    const ada = await stage.signIn(portal);
    expect((await ada.post(body)).body.error.code).toBe(code);
    expect(events).toEqual([
      {
        outcome: 'failed',
        meta: { source: 'portal', requestedBy: 'user:default/ada-nwosu', code },
      },
    ]);
  });

  it('leaves one of a service that acts for nobody', async () => {
    const portal = await stage.start();
    const answer = await request(portal.server)
      .post('/api/agent-tasks/v1/tasks')
      .set('authorization', mockCredentials.service.header())
      .send({ repository: 'acme/services', prompt: 'Tidy up' });
    expect(answer.body.error.code).toBe('permission_denied');
    expect(events).toEqual([
      {
        outcome: 'failed',
        meta: { source: 'portal', code: 'permission_denied' },
      },
    ]);
  });
});
