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

import type { Fault } from 'github-agent-tasks-simulator';
import {
  REPOSITORY,
  startGitHub,
  type TestGitHub,
} from './__testUtils__/startGitHub';
import type { PullRequestQuery } from './types';

jest.setTimeout(30_000);

describe('PullRequestResolver', () => {
  let github: TestGitHub;
  let simulator: TestGitHub['simulator'];
  let client: TestGitHub['client'];
  let token: TestGitHub['token'];

  beforeEach(async () => {
    github = await startGitHub();
    ({ simulator, client, token } = github);
  });

  afterEach(() => simulator.stop());

  const query = (
    task: Awaited<ReturnType<TestGitHub['startTask']>>,
    change: Partial<PullRequestQuery> = {},
  ): PullRequestQuery => ({
    key: 'k',
    repository: REPOSITORY,
    repositoryId: task.repositoryId,
    pull: task.pull,
    headRef: task.branch?.headRef,
    headRefWasGiven: false,
    taskCreatedAt: task.createdAt,
    ...change,
  });
  const graphqlCalls = () => simulator.control.requests({ path: '/graphql$' });

  it.each<[string, (own: PullRequestQuery) => Partial<PullRequestQuery>]>([
    ['its global id', () => ({ headRef: undefined })],
    [
      'a blank global id',
      ({ pull }) => ({ pull: { id: pull!.id, globalId: '' } }),
    ],
    [
      'the database id alone',
      ({ pull }) => ({ pull: { id: pull!.id }, headRef: undefined }),
    ],
    [
      'the database id, in a repository of unknown id',
      ({ pull }) => ({
        pull: { id: pull!.id },
        repositoryId: undefined,
        headRef: undefined,
      }),
    ],
    ['the branch alone', () => ({ pull: undefined })],
    [
      'the branch, where the global id leads nowhere',
      () => ({ pull: { globalId: 'PR_nowhere' } }),
    ],
  ])('finds it by %s', async (_name, change) => {
    const task = await github.startTask(600);
    const own = query(task);
    const found = await client.getPullRequests(token, [
      { ...own, ...change(own) },
    ]);
    const [{ number }] = await simulator.control.pullRequests();
    expect(found.get('k')).toEqual({
      number,
      title: expect.any(String),
      url: expect.stringContaining(`/${REPOSITORY}/pull/${number}`),
      state: 'open',
      isDraft: true,
      reviewDecision: 'REVIEW_REQUIRED',
      checks: expect.any(String),
      additions: expect.any(Number),
      deletions: expect.any(Number),
    });
    expect(number).not.toBe(task.pull!.id);
  });

  it.each([
    ['success', 'success'],
    ['failure', 'failure'],
    ['pending', 'pending'],
    ['none', 'none'],
    ['action_required', 'action_required'],
  ] as const)('shows checks: %s', async (checks, expected) => {
    const task = await github.startTask(600);
    const [{ number }] = await simulator.control.pullRequests();
    const reference = { repository: REPOSITORY, number };
    await simulator.control.updatePullRequest(reference, { checks });
    const found = await client.getPullRequests(token, [query(task)]);
    expect(found.get('k')?.checks).toBe(expected);
  });

  it.each([
    ['merge', 'merged'],
    ['close', 'closed'],
  ] as const)('after %s it is %s, and no draft', async (action, state) => {
    const task = await github.startTask(600);
    const [{ number }] = await simulator.control.pullRequests();
    const reference = { repository: REPOSITORY, number };
    await simulator.control.updatePullRequest(reference, { action });
    const found = await client.getPullRequests(token, [query(task)]);
    expect(found.get('k')).toMatchObject({ state, isDraft: false });
  });

  it.each<[string, Partial<PullRequestQuery>]>([
    [
      'of another repository',
      { repository: 'acme/billing', repositoryId: 811200102 },
    ],
    ['of an unknown branch', { pull: undefined, headRef: 'copilot/other' }],
    [
      'older than the task',
      { pull: undefined, taskCreatedAt: '2099-01-01T00:00:00Z' },
    ],
    ['of nothing at all', { pull: undefined, headRef: undefined }],
  ])('leaves out one %s', async (_name, change) => {
    const task = await github.startTask(600);
    const found = await client.getPullRequests(token, [query(task, change)]);
    expect([...found]).toEqual([]);
  });

  it('finds an older one on a branch that was named', async () => {
    const task = await github.startTask(600);
    const found = await client.getPullRequests(token, [
      query(task, {
        pull: undefined,
        headRefWasGiven: true,
        taskCreatedAt: '2099-01-01T00:00:00Z',
      }),
    ]);
    expect(found.has('k')).toBe(true);
  });

  it('asks for many at once, and finds the one among those that are gone', async () => {
    const task = await github.startTask(600);
    await simulator.control.clearRequests();
    const gone = Array.from({ length: 149 }, (_, index) =>
      query(task, {
        key: `gone ${index}`,
        pull: { globalId: `PR_gone${index}` },
        headRef: undefined,
      }),
    );
    const found = await client.getPullRequests(token, [...gone, query(task)]);
    expect([...found.keys()]).toEqual(['k']);
    expect(await graphqlCalls()).toHaveLength(2);
  });

  it('asks nothing where there is nothing to ask', async () => {
    expect(await client.getPullRequests(token, [])).toEqual(new Map());
    expect(await simulator.control.requests()).toEqual([]);
  });

  it.each<[Fault, string]>([
    [{ kind: 'unauthorized' }, 'github_sign_in_required'],
    [{ kind: 'bad-gateway' }, 'github_unavailable'],
    [{ kind: 'html' }, 'github_unavailable'],
    [{ kind: 'primary-rate-limit' }, 'github_rate_limited'],
  ])('does not take %p for absence', async (fault, code) => {
    const task = await github.startTask(600);
    await simulator.control.addFault({ path: '/graphql$', fault });
    await expect(
      client.getPullRequests(token, [query(task)]),
    ).rejects.toMatchObject({ code });
  });
});
