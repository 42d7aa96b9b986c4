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

import { defaultSwitches } from '../../state';
import { useSimulator } from '../../testing/useSimulator';

const github = useSimulator({ history: false });
const TASKS = '/agents/repos/acme/services/tasks';

afterEach(() => github.control.setSwitches(defaultSwitches));

describe('both sides of the switches', () => {
  it('7: an unknown model is refused at once, or fails later', async () => {
    const body = { prompt: 'Try', model: 'gpt-99' };
    const refused = await github.api(TASKS, { method: 'POST', body });
    expect(refused.status).toBe(422);
    expect(refused.json.errors).toEqual([
      { code: 'custom', message: expect.stringContaining('gpt-99') },
    ]);
    await github.control.setSwitches({ unknownModel: 'fails-later' });
    const { id } = await github.start('Try', { model: 'gpt-99' });
    await github.control.advance(20_000);
    expect(await github.detail(id)).toMatchObject({
      state: 'failed',
      sessions: [
        {
          error: {
            message: 'CAPIError: 400 Requested model not available for session',
          },
        },
      ],
    });
  });

  it('10: an omitted create_pull_request opens one, or not', async () => {
    const types = async () => {
      const { id } = await github.start('Omit it');
      await github.control.advance(40_000);
      const { artifacts } = await github.detail(id);
      return artifacts.map(({ type }: { type: string }) => type).sort();
    };
    expect(await types()).toEqual(['branch', 'pull']);
    await github.control.setSwitches({ omittedCreatePullRequest: false });
    expect(await types()).toEqual(['branch']);
  });

  it('23: global_id is there, missing or blank', async () => {
    const { id } = await github.start('Make a pull request');
    await github.control.advance(40_000);
    const globalId = async () => {
      const { artifacts } = await github.detail(id);
      return artifacts.find(({ type }: { type: string }) => type === 'pull')
        .data.global_id;
    };
    expect(await globalId()).toMatch(/^PR_/);
    await github.control.setSwitches({ globalId: 'absent' });
    expect(await globalId()).toBeUndefined();
    await github.control.setSwitches({ globalId: 'blank' });
    expect(await globalId()).toBe('');
  });

  it('25: usage in nano credits, as credits, or in plain premium requests', async () => {
    const { id } = await github.start('Use something');
    await github.control.advance(40_000);
    const usage = async () => (await github.detail(id)).sessions[0].usage;
    const { type, amount } = await usage();
    expect(type).toBe('ai_credits');
    expect(Number.isSafeInteger(amount)).toBe(true);
    await github.control.setSwitches({ usageShape: 'credits' });
    expect(await usage()).toEqual({ type: 'ai_credits', credits: amount });
    await github.control.setSwitches({ usageShape: 'premium-requests' });
    expect(await usage()).toEqual({ type: 'premium_requests', amount: 1.5 });
  });

  it('33: changing a task is 405, or 404', async () => {
    const { id } = await github.start('Change me');
    const change = async (method: string) =>
      (await github.api(`${TASKS}/${id}`, { method, body: {} })).status;
    expect(await change('POST')).toBe(405);
    await github.control.setSwitches({ wrongMethodOnTask: 404 });
    for (const method of ['POST', 'PATCH', 'DELETE']) {
      expect(await change(method)).toBe(404);
    }
  });

  it('34: a page size out of range is clamped, or refused', async () => {
    const status = async (query: string) =>
      (await github.api(`${TASKS}?${query}`)).status;
    expect(await status('per_page=101')).toBe(200);
    await github.control.setSwitches({ pageSizeOutOfRange: 'refuse' });
    expect(await status('per_page=101')).toBe(422);
    expect(await status('per_page=0')).toBe(422);
    expect(await status('per_page=100')).toBe(200);
  });

  it('41: totals are there, or not', async () => {
    const keys = async () => Object.keys((await github.api(TASKS)).json);
    expect(await keys()).toEqual([
      'tasks',
      'total_active_count',
      'total_archived_count',
    ]);
    await github.control.setSwitches({ totals: false });
    expect(await keys()).toEqual(['tasks']);
  });

  it('42: the list of a repository holds what came from an issue or from a machine', async () => {
    const start = (source: 'issue' | 'cli') =>
      github.control.startTask({
        repository: 'acme/services',
        by: 'ben-larsen',
        prompt: `Started by ${source}`,
        source,
      });
    const issue = await start('issue');
    const cli = await start('cli');
    await github.control.advance(40_000);
    const { json } = await github.api(TASKS);
    const ids = json.tasks.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining([issue.id, cli.id]));
    const [session] = (await github.detail(cli.id)).sessions;
    expect(session.model).toBe('');
    expect(session).not.toHaveProperty('usage');
    expect((await github.detail(issue.id)).sessions[0].model).not.toBe('');
  });

  it("45: another person's task is hidden under /agents/tasks, or not", async () => {
    const { id } = await github.start('Mine');
    const status = async () =>
      (await github.api(`/agents/tasks/${id}`, { as: 'ben-larsen' })).status;
    expect(await status()).toBe(404);
    await github.control.setSwitches({ foreignTaskById: true });
    expect(await status()).toBe(200);
  });

  it('46: a disabled agent is 404 or 403 in lists, 403 or 404 at the start', async () => {
    const path = '/agents/repos/acme/legacy-erp/tasks';
    const statuses = async () => [
      (await github.api(path)).status,
      (await github.api(path, { method: 'POST', body: { prompt: 'Try' } }))
        .status,
    ];
    expect(await statuses()).toEqual([404, 403]);
    await github.control.setSwitches({
      agentDisabledList: 403,
      agentDisabledCreate: 404,
    });
    expect(await statuses()).toEqual([403, 404]);
  });

  it('54: an exhausted limit is 403, or 429', async () => {
    const refused = async () => {
      await github.control.setRateLimit('ada-nwosu', { remaining: 0 });
      const { status, headers } = await github.api('/user');
      return [status, headers.get('x-ratelimit-remaining')];
    };
    expect(await refused()).toEqual([403, '0']);
    await github.control.setSwitches({ rateLimitStatus: 429 });
    expect(await refused()).toEqual([429, '0']);
    await github.control.setRateLimit('ada-nwosu', { remaining: 5_000 });
  });

  it('57: tasks have ETags, or not', async () => {
    expect((await github.api(TASKS)).headers.get('etag')).toMatch(/^W\//);
    await github.control.setSwitches({ taskEtags: false });
    expect((await github.api(TASKS)).headers.get('etag')).toBeNull();
  });
});
