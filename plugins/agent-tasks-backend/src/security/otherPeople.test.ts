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

import request from 'supertest';
import { createStage } from '../__testUtils__/createStage';
import type { Portal, PortalUser } from '../__testUtils__/startPortal';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(60_000);

const LEDGER = { repository: 'acme/payments-ledger' };
const UNKNOWN_ID = '11111111-2222-4333-8444-555555555555';

describe("other people's tasks and tokens", () => {
  const stage = createStage();
  let portal: Portal;
  let ada: PortalUser;

  beforeEach(async () => {
    // Nothing is asked in the background while a test looks.
    portal = await stage.start({
      intervalMs: 600_000,
      slowIntervalMs: 600_000,
    });
    ada = await stage.signIn(portal);
  });

  const calls = (login?: string) =>
    stage.simulator.control.requests(login ? { login } : {});

  /** Without what differs by the path. */
  const refusal = ({ status, body }: request.Response) => [status, body.error];

  it('cannot be told from tasks that do not exist, whatever is asked of them', async () => {
    const { id } = await ada.start({ ...LEDGER, prompt: 'Secret plans' });
    const ben = await stage.signIn(portal, 'ben-larsen');
    const asks: ((taskId: string) => request.Test)[] = [
      taskId => ben.get(`/tasks/${taskId}`),
      taskId => ben.act(taskId, 'check'),
      taskId => ben.act(taskId, 'abandon'),
    ];
    for (const ask of asks) {
      const known = await ask(id);
      const unknown = await ask(UNKNOWN_ID);
      expect(known.status).toBe(404);
      expect(refusal(known)).toEqual(refusal(unknown));
      expect(known.text).not.toContain('Secret');
    }
    const list = await ben.get('/tasks?requestedBy=user:default/ada-nwosu');
    expect(list.body).toEqual({ items: [] });
  });

  it('are not shown by a cursor that somebody made', async () => {
    const { id, createdAt } = await ada.start({
      ...LEDGER,
      prompt: 'Secret plans',
    });
    const ben = await stage.signIn(portal, 'ben-larsen');
    const cursorOf = (...parts: unknown[]) =>
      Buffer.from(JSON.stringify(parts)).toString('base64url');
    const after = new Date(Date.parse(createdAt) + 1).toISOString();
    for (const cursor of [
      cursorOf(createdAt, UNKNOWN_ID),
      cursorOf(after, id),
      cursorOf('9999-12-31T23:59:59.999Z', id),
    ]) {
      const { status, body } = await ben.get(`/tasks?cursor=${cursor}`);
      expect([status, body]).toEqual([200, { items: [] }]);
    }
    for (const cursor of [
      cursorOf(createdAt),
      cursorOf(createdAt, "' OR 1=1 --"),
      cursorOf(createdAt, id, 'more'),
      cursorOf({ $gt: '' }, id),
      '%00',
      'W10',
    ]) {
      const { status, body } = await ben.get(`/tasks?cursor=${cursor}`);
      expect([status, body.error.code]).toEqual([400, 'validation_failed']);
    }
  });

  it('are never asked for with a token but that of whoever asks', async () => {
    await ada.start({});
    await ada.start(LEDGER);
    const ben = await stage.signIn(portal, 'ben-larsen');
    const before = (await calls('ada-nwosu')).length;
    const { body } = await ben.get('/tasks');
    expect(body.items).toHaveLength(1);
    await ben.get(`/tasks/${body.items[0].id}`).expect(200);
    await ben.act(body.items[0].id, 'check').expect(404);
    await ben.get('/repositories').expect(200);
    await waitFor(async () => (await calls('ben-larsen')).length > 0);
    expect((await calls('ada-nwosu')).length).toBe(before);
  });

  it('need more than a stolen Backstage token where no GitHub token is kept', async () => {
    const { id } = await ada.start({});
    // Ben's session of the portal, without a browser that is signed in to GitHub.
    const thief = portal.as('ben-larsen');
    const before = (await calls()).length;
    for (const ask of [
      thief.get('/tasks'),
      thief.get(`/tasks/${id}`),
      thief.get('/repositories'),
      thief.act(id, 'check'),
      thief.post({ repository: 'acme/services', prompt: 'Mine bitcoins' }),
    ]) {
      const { status, body } = await ask;
      expect([status, body.error.code]).toEqual([
        401,
        'github_sign_in_required',
      ]);
    }
    expect((await calls()).length).toBe(before);
  });

  it("take another person's token for what it is: that account, and the user is told", async () => {
    const ben = await stage.signIn(portal, 'ben-larsen');
    await ben.get('/repositories').expect(200);
    const stolen = portal.as('ben-larsen', await stage.mint('ada-nwosu'));
    await stolen.get('/repositories').expect(200);
    await waitFor(() => portal.notifications.length > 0);
    expect(JSON.stringify(portal.notifications)).toMatch(
      /user:default\/ben-larsen.*ada-nwosu/,
    );
    expect(portal.logs.join()).toContain('identity-change');
  });

  it("refuse another person's token where accounts may not change, before anything is asked", async () => {
    const strict = await stage.start({
      credentials: { identityChange: 'forbid' },
    });
    await (await stage.signIn(strict, 'ben-larsen'))
      .get('/repositories')
      .expect(200);
    const stolen = strict.as('ben-larsen', await stage.mint('ada-nwosu'));
    const { status, body } = await stolen.post({
      ...LEDGER,
      prompt: 'Read the ledger',
    });
    expect([status, body.error.code]).toEqual([
      403,
      'github_identity_mismatch',
    ]);
    expect(await stage.posts()).toEqual([]);
  });
});
