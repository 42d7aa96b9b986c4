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

import { createStage } from '../__testUtils__/createStage';
import type { Portal, PortalUser } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const EAGER = 30;

describe("what one user can make of GitHub's limits", () => {
  const stage = createStage();
  let portal: Portal;
  let ada: PortalUser;
  let ben: PortalUser;

  beforeEach(async () => {
    portal = await stage.start({
      intervalMs: 600_000,
      slowIntervalMs: 600_000,
      policy: {
        repositories: [{ match: 'acme/*' }],
        limits: { activeTasksPerUser: 2 },
      },
    });
    ada = await stage.signIn(portal);
    ben = await stage.signIn(portal, 'ben-larsen');
  });

  const callsOf = async (login: string) =>
    (await stage.simulator.control.requests({ login })).length;

  it('costs the other users none of theirs', async () => {
    const { id } = await ada.start({});
    const before = await callsOf('ada-nwosu');
    for (let n = 0; n < EAGER; n++) {
      await ben.get('/tasks');
      await ben.get(`/tasks/${id}`);
      await ben.get('/repositories');
    }
    expect(await callsOf('ada-nwosu')).toBe(before);
    // His own are few as well: who may see what is remembered.
    expect(await callsOf('ben-larsen')).toBeLessThan(EAGER);
  });

  it('is a look at a task every five seconds, however often it is checked', async () => {
    const { id } = await ben.start({});
    const before = await callsOf('ben-larsen');
    await ben.act(id, 'check').expect(200);
    const one = (await callsOf('ben-larsen')) - before;
    const answers = await Promise.all(
      Array.from({ length: EAGER }, () => ben.act(id, 'check')),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([200]),
    );
    expect((await callsOf('ben-larsen')) - before).toBeLessThanOrEqual(2 * one);
  });

  it('is one question for a page of tasks in many repositories', async () => {
    for (const repository of ['services', 'storefront']) {
      await ada.start({ repository: `acme/${repository}` });
    }
    const before = await callsOf('ben-larsen');
    const { body } = await ben.get('/tasks');
    expect(body.items).toHaveLength(2);
    const asked = await stage.simulator.control.requests({
      login: 'ben-larsen',
    });
    expect(
      asked.slice(before).filter(({ path }) => path.includes('graphql')),
    ).toHaveLength(1);
  });

  it('ends at the limits of the policy, of many starts at once as well', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        ben.post({ repository: 'acme/services', prompt: `Work ${n}` }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 201, ...Array(6).fill(429)]);
    expect(await stage.posts()).toHaveLength(2);
    await ada.start({});
  });

  it('leaves the others their tasks when GitHub refuses one of them', async () => {
    await stage.simulator.control.setRateLimit('ben-larsen', {
      remaining: 0,
      resetsInMs: 3_600_000,
    });
    const refused = await ben.post({
      repository: 'acme/services',
      prompt: 'Work',
    });
    expect([refused.status, refused.body.error.code]).toEqual([
      429,
      'github_rate_limited',
    ]);
    await ada.start({});
  });
});
