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

import { useSimulator } from '../../testing/useSimulator';

const github = useSimulator({ history: false });
const REPO = '/agents/repos/acme/billing/tasks';

const ids = (json: any): string[] => json.tasks.map((task: any) => task.id);

describe('GET tasks', () => {
  const started: string[] = [];

  beforeAll(async () => {
    for (let index = 0; index < 35; index += 1) {
      const as = index % 5 === 0 ? 'priya-raman' : 'ada-nwosu';
      const { id } = await github.start(
        `Task ${index} [simulate: stuck-queue]`,
        {},
        { repository: 'acme/billing', as },
      );
      started.push(id);
      await github.control.advance(1_000);
    }
  });

  it('2, 34, 36, 41, 42: newest first, 30 on a page, without sessions', async () => {
    const { json } = await github.api(REPO);
    expect(ids(json)).toEqual([...started].reverse().slice(0, 30));
    expect(json.tasks[0]).not.toHaveProperty('sessions');
    expect(json).toMatchObject({
      total_active_count: 35,
      total_archived_count: 0,
    });
  });

  it('35: first always, prev and next where they exist, last only at the end', async () => {
    const relations = async (query: string) =>
      [
        ...(
          (await github.api(`${REPO}?${query}`)).headers.get('link') ?? ''
        ).matchAll(/[?&]page=(\d+)[^>]*>; rel="(\w+)"/g),
      ].map(([, page, relation]) => `${relation} ${page}`);
    expect((await relations('per_page=10')).sort()).toEqual([
      'first 1',
      'next 2',
    ]);
    expect((await relations('per_page=10&page=2')).sort()).toEqual([
      'first 1',
      'next 3',
      'prev 1',
    ]);
    expect((await relations('per_page=10&page=4')).sort()).toEqual([
      'first 1',
      'last 4',
      'prev 3',
    ]);
    expect((await relations('per_page=100')).sort()).toEqual([
      'first 1',
      'last 1',
    ]);
  });

  it('34: clamps sizes, and answers an empty page beyond the end', async () => {
    expect(ids((await github.api(`${REPO}?per_page=500`)).json)).toHaveLength(
      35,
    );
    expect(ids((await github.api(`${REPO}?per_page=0`)).json)).toHaveLength(1);
    const beyond = await github.api(`${REPO}?page=9`);
    expect([beyond.status, beyond.json.tasks]).toEqual([200, []]);
  });

  it('36: sorts as asked', async () => {
    const { json } = await github.api(
      `${REPO}?sort=created_at&direction=asc&per_page=100`,
    );
    expect(ids(json)).toEqual(started);
  });

  it.each([
    'sort=name',
    'direction=up',
    'state=running',
    'is_archived=maybe',
    'since=yesterday',
    'creator_id=me',
  ])('36, 37: refuses %s', async query => {
    expect((await github.api(`${REPO}?${query}`)).status).toBe(422);
  });

  it('37: filters by several states', async () => {
    await github.control.failTask(started[0]);
    await github.control.cancelTask(started[1]);
    const { json } = await github.api(`${REPO}?state=failed,cancelled`);
    expect(ids(json).sort()).toEqual([started[0], started[1]].sort());
  });

  it('38: archived tasks have a list of their own', async () => {
    await github.control.updateTask(started[2], { archived: true });
    expect(ids((await github.api(`${REPO}?per_page=100`)).json)).not.toContain(
      started[2],
    );
    const { json } = await github.api(`${REPO}?is_archived=true`);
    expect(ids(json)).toEqual([started[2]]);
    expect(json.tasks[0].archived_at).toEqual(expect.any(String));
  });

  it('39: since includes the given second', async () => {
    const { updated_at: since } = (await github.api(`${REPO}/${started[34]}`))
      .json;
    const { json } = await github.api(`${REPO}?since=${since}`);
    expect(ids(json)).toContain(started[34]);
    expect(ids(json)).not.toContain(started[33]);
  });

  it('40: creator_id may be repeated, and counts only in a repository', async () => {
    const priya = 90210004;
    const own = await github.api(`${REPO}?creator_id=${priya}&per_page=100`);
    expect(own.json.tasks).toHaveLength(7);
    const both = await github.api(
      `${REPO}?creator_id=${priya}&creator_id=90210001&per_page=100`,
    );
    expect(both.json.tasks).toHaveLength(34);
    const account = await github.api(`/agents/tasks?creator_id=${priya}`);
    expect(account.json.tasks.length).toBeGreaterThan(0);
    expect(account.json.tasks[0].creator.id).toBe(90210001);
  });

  it('57: answers 304 and takes nothing for it', async () => {
    const first = await github.api(REPO);
    const etag = first.headers.get('etag')!;
    const again = await github.api(REPO, {
      headers: { 'If-None-Match': etag },
    });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(again.headers.get('x-ratelimit-remaining')).toBe(
      first.headers.get('x-ratelimit-remaining'),
    );
    const other = await github.api(REPO, {
      as: 'priya-raman',
      headers: { 'If-None-Match': etag },
    });
    expect(other.status).toBe(200);
  });

  it('hides new tasks from lists for as long as it is told', async () => {
    await github.control.hideNewTasksFor(5_000);
    const { id } = await github.start(
      'Hidden',
      {},
      { repository: 'acme/billing' },
    );
    await github.control.hideNewTasksFor(0);
    expect(ids((await github.api(REPO)).json)).not.toContain(id);
    expect((await github.api(`${REPO}/${id}`)).status).toBe(200);
    await github.control.advance(5_000);
    expect(ids((await github.api(REPO)).json)).toContain(id);
  });
});

describe('GET /agents/tasks with a past', () => {
  it('43: shows own tasks only', async () => {
    const { json } = await github.api('/agents/tasks', { as: 'ben-larsen' });
    expect(json.tasks).toEqual([]);
  });
});
