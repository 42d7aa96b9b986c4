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
import { createStage } from './__testUtils__/createStage';

jest.setTimeout(30_000);

describe('the plugin', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const stage = createStage();
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
  });

  it('lets no token or prompt out', async () => {
    const prompt = 'A-very-secret-prompt';
    const portal = await stage.start({ knex });
    const token = await stage.mint();
    const ada = portal.as('ada-nwosu', token);
    const { id, github } = await ada.start({ prompt: `Title\n${prompt}` });
    await stage.simulator.control.advance(17_000);
    await ada.taskWhen(id, task => task.pullRequest !== undefined);
    await stage.simulator.control.addFault({
      method: 'POST',
      path: '/tasks$',
      fault: { kind: 'created-then-502' },
    });
    await ada.post({ repository: 'acme/services', prompt });
    await ada.post({ repository: 'acme/payroll', prompt });
    await stage.simulator.control.failTask(github.taskId!, 'No');
    await ada.taskWhen(id, task => task.state === 'failed');
    await stage.simulator.control.revokeToken({ token });
    await portal
      .as('priya-raman', await stage.mint('priya-raman'))
      .taskWhen(id, task => task.tracking.status === 'paused');

    const out = [
      ...portal.logs,
      JSON.stringify(portal.signals),
      JSON.stringify(portal.notifications),
    ].join('\n');
    expect(out).toContain('task-create');
    expect(out).not.toContain(token);
    expect(out).not.toContain(prompt);
    for (const table of [
      'tasks',
      'transitions',
      'sessions',
      'followed_users',
    ]) {
      expect(JSON.stringify(await knex(table))).not.toContain(token);
    }
  });
});
