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

import { useSimulator } from '../testing/useSimulator';

const github = useSimulator({ history: false });
const REPOSITORY = 'acme/services';

/** A completed task with its open pull request. */
async function finished() {
  const { id } = await github.start('Add a health check');
  await github.control.advance(40_000);
  const { pullRequestNumber: number } = await github.control.task(id);
  return { id, number: number! };
}

const comment = (
  number: number,
  body: unknown,
  options: Parameters<typeof github.api>[1] = {},
) =>
  github.api(`/repos/${REPOSITORY}/issues/${number}/comments`, {
    method: 'POST',
    body: { body },
    ...options,
  });

const taskCount = async () => (await github.control.tasks()).length;

afterEach(() => github.control.setSwitches({ mentionStarts: 'session' }));

describe('comments', () => {
  it('31: @copilot on an open pull request adds a session to its task', async () => {
    const { id, number } = await finished();
    const before = await taskCount();
    const { status, json } = await comment(
      number,
      '@copilot Please add another test.',
    );
    expect(status).toBe(201);
    expect(json).toMatchObject({
      body: '@copilot Please add another test.',
      user: { login: 'ada-nwosu' },
    });
    expect(await github.control.task(id)).toMatchObject({ state: 'queued' });
    await github.control.advance(30_000);
    const { state, sessions } = await github.detail(id);
    expect(state).toBe('completed');
    expect(sessions).toHaveLength(2);
    expect(sessions[1].prompt).toBe('Please add another test.');
    expect(await taskCount()).toBe(before);
  });

  it('31: or opens another task on the same pull request, by switch', async () => {
    await github.control.setSwitches({ mentionStarts: 'task' });
    const { id, number } = await finished();
    const before = await taskCount();
    await comment(number, 'Hey @Copilot, rename it');
    expect(await taskCount()).toBe(before + 1);
    await github.control.advance(40_000);
    const [newest] = await github.control.tasks();
    expect(newest.id).not.toBe(id);
    expect(newest).toMatchObject({
      state: 'completed',
      pullRequestNumber: number,
    });
    expect((await github.detail(id)).sessions).toHaveLength(1);
  });

  it.each(['close', 'merge'] as const)(
    '31: starts nothing after %s',
    async action => {
      const { id, number } = await finished();
      await github.control.updatePullRequest(
        { repository: REPOSITORY, number },
        { action },
      );
      const before = await taskCount();
      expect((await comment(number, '@copilot once more')).status).toBe(201);
      await github.control.advance(60_000);
      expect(await github.control.task(id)).toMatchObject({
        state: 'completed',
        sessionCount: 1,
      });
      expect(await taskCount()).toBe(before);
    },
  );

  it('31: hears only its name, from people who may write and have a plan', async () => {
    const { id, number } = await finished();
    await comment(number, 'Nice work, copilot');
    await comment(number, 'mail me at me@copilotage.example');
    // Chloe has no plan.
    await comment(number, '@copilot go on', { as: 'chloe-tran' });
    const role = { repository: REPOSITORY, login: 'ben-larsen' };
    await github.control.setRole({ ...role, role: 'read' });
    await comment(number, '@copilot go on', { as: 'ben-larsen' });
    await github.control.setRole({ ...role, role: 'write' });
    expect((await github.control.task(id)).state).toBe('completed');
    const { json } = await github.api(
      `/repos/${REPOSITORY}/issues/${number}/comments`,
    );
    expect(json).toHaveLength(4);
    expect(
      (await github.api(`/repos/${REPOSITORY}/pulls/${number}`)).json.comments,
    ).toBe(4);
  });

  it('are refused without text, permission, token or pull request', async () => {
    const { number } = await finished();
    expect((await comment(number, '')).status).toBe(422);
    expect((await comment(number, undefined)).status).toBe(422);
    expect((await comment(9_999, 'hello')).status).toBe(404);
    expect((await comment(number, 'hello', { as: null })).status).toBe(401);
    const { token } = await github.control.createToken({
      login: 'ada-nwosu',
      kind: 'github_pat',
    });
    const refused = await comment(number, 'hello', { token });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-accepted-github-permissions')).toBe(
      'pull_requests=write',
    );
  });
});
