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
import type { Knex } from 'knex';
import { createStage } from '../__testUtils__/createStage';

jest.setTimeout(30_000);

describe('Pauser', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const stage = createStage();
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
  });

  const lists = () =>
    stage.simulator.control
      .requests({ method: 'GET' })
      .then(all => all.filter(({ path }) => path.includes('/agents/tasks?')));

  it('pauses when the token dies and resumes with a new one', async () => {
    const portal = await stage.start({ knex });
    const token = await stage.mint();
    const ada = portal.as('ada-nwosu', token);
    const { id } = await ada.start({});
    await stage.simulator.control.revokeToken({ token });
    // As another viewer, whose requests do not disturb.
    const priya = portal.as('priya-raman', await stage.mint('priya-raman'));
    const paused = await priya.taskWhen(
      id,
      task => task.tracking.status === 'paused',
    );
    expect(paused).toMatchObject({
      state: 'queued',
      tracking: { status: 'paused', reason: 'sign_in_required' },
    });
    expect(paused.tracking).not.toHaveProperty('nextCheckAt');

    // The dead token is not tried again, whoever brings it.
    await stage.simulator.control.advance(7_000);
    await ada.get('/tasks');
    await stage.simulator.control.clearRequests();
    await ada.get('/tasks');
    expect((await priya.task(id)).tracking.status).toBe('paused');
    expect(await lists()).toEqual([]);

    await portal.as('ada-nwosu', await stage.mint()).get('/tasks');
    const resumed = await priya.taskWhen(
      id,
      task => task.state === 'in_progress',
    );
    expect(resumed.tracking.status).toBe('live');
    expect(
      resumed.transitions
        .filter(({ kind }) => kind === 'tracking')
        .map(({ to, note }) => [to, note]),
    ).toEqual([
      ['paused', 'sign_in_required'],
      ['resumed', undefined],
    ]);
  });

  it('does not take the token of another account for the owner', async () => {
    const portal = await stage.start({ knex });
    const token = await stage.mint();
    const { id } = await portal.as('ada-nwosu', token).start({});
    await stage.simulator.control.revokeToken({ token });
    const priya = portal.as('priya-raman', await stage.mint('priya-raman'));
    await priya.taskWhen(id, task => task.tracking.status === 'paused');

    // Ada of the portal, signed in to GitHub as Ben.
    await portal
      .as('ada-nwosu', await stage.mint('ben-larsen'))
      .get('/repositories');
    expect((await priya.task(id)).tracking.status).toBe('paused');
    // Ben of the portal, with a token of Ada's account.
    await portal.as('ben-larsen', await stage.mint()).get('/repositories');
    expect((await priya.task(id)).tracking.status).toBe('paused');

    // Only the owner's own account resumes it.
    await portal.as('ada-nwosu', await stage.mint()).get('/repositories');
    const resumed = await priya.taskWhen(
      id,
      task => task.tracking.status === 'live',
    );
    expect(
      resumed.transitions.flatMap(t => (t.kind === 'tracking' ? [t.to] : [])),
    ).toEqual(['paused', 'resumed']);
  });

  it('pauses after a restart and resumes when the owner shows up', async () => {
    const before = await stage.start({ knex });
    const token = await stage.mint();
    const { id } = await before.as('ada-nwosu', token).start({});
    await stage.stop(before);
    await stage.simulator.control.advance(7_000);

    const after = await stage.start({ knex });
    const priya = after.as('priya-raman', await stage.mint('priya-raman'));
    const paused = await priya.taskWhen(
      id,
      task => task.tracking.status === 'paused',
    );
    expect(paused.tracking.reason).toBe('sign_in_required');
    const ada = after.as('ada-nwosu', token);
    await ada.taskWhen(id, task => task.state === 'in_progress');
  });
});
