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

import { useSimulator } from './testing/useSimulator';

const github = useSimulator({
  seed: { tasks: 500, repositories: 20 },
  history: false,
});

const list = async (path: string, as: any = 'ada-nwosu') =>
  (await github.api(path, { as })).json;

describe('a large company', () => {
  it('has as many tasks and repositories as asked for, the same each time', async () => {
    const { length } = await github.control.tasks();
    expect(length).toBe(500);
    const busy = await list('/agents/repos/acme/service-00001/tasks');
    expect(busy.total_active_count + busy.total_archived_count).toBe(100);
    const mine = await list('/agents/tasks');
    expect(mine.total_active_count + mine.total_archived_count).toBe(125);
    expect(busy.tasks[0].id).toMatch(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
  });

  it('has repositories with files and merged pull requests', async () => {
    const file = await github.api(
      '/repos/acme/service-00020/contents/src/more.ts',
    );
    expect(file.status).toBe(200);
    const pulls = await list('/repos/acme/service-00001/pulls?state=closed');
    const one = await list(
      `/repos/acme/service-00001/pulls/${pulls[0].number}`,
    );
    expect(one).toMatchObject({ merged: true, changed_files: 1, commits: 1 });
  });

  it('keeps the order when tasks change and new ones come', async () => {
    const path = '/agents/repos/acme/service-00001/tasks';
    const ids = async () =>
      (await list(path)).tasks.map((task: any) => task.id);
    const before = await ids();
    await github.control.advance(60_000);
    await github.control.updateTask(before[17], { name: 'Touched' });
    expect((await ids())[0]).toBe(before[17]);
    await github.control.advance(60_000);
    const { id } = await github.start(
      'New here',
      {},
      { repository: 'acme/service-00001' },
    );
    expect((await ids()).slice(0, 3)).toEqual([id, before[17], before[0]]);
    const oldest = (await list(`${path}?sort=created_at&direction=asc`)).tasks;
    const times = oldest.map((task: any) => task.created_at);
    expect(times).toEqual([...times].sort());
  });
});

describe('a large company with people of its own', () => {
  const crowded = useSimulator({
    seed: { tasks: 60, repositories: 4, people: 20, unfinished: 40 },
    history: false,
  });

  it('gives them tasks, of which some are in progress with a draft', async () => {
    const as: any = 'person-00020';
    const { tasks } = (await crowded.api('/agents/tasks', { as })).json;
    expect(tasks.map((task: any) => task.state).sort()).toEqual([
      'cancelled',
      'in_progress',
      'in_progress',
    ]);
    const running = await crowded.control.tasks({ state: 'in_progress' });
    expect(running).toHaveLength(40);
    const { repository, pullRequestNumber } = running[0];
    const pull = await crowded.api(
      `/repos/${repository}/pulls/${pullRequestNumber}`,
      { as },
    );
    expect(pull.json).toMatchObject({ state: 'open', draft: true });
  });

  it('lets them start tasks', async () => {
    const started = await crowded.api(
      '/agents/repos/acme/service-00004/tasks',
      { as: 'person-00001' as any, method: 'POST', body: { prompt: 'New' } },
    );
    expect(started.status).toBe(201);
  });
});
