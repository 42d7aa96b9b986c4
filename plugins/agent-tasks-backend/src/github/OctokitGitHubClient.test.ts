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

import { inspect } from 'node:util';
import {
  startSimulator,
  type Fault,
  type RunningSimulator,
} from 'github-agent-tasks-simulator';
import { OctokitGitHubClient } from './OctokitGitHubClient';
import type { GitHubClient, PullRequestQuery } from './types';

jest.setTimeout(30_000);

const REPOSITORY = 'acme/services';
const PROMPT = 'Add a health check [brief 5f1c]';

const body = (fields: object = {}) =>
  JSON.stringify({ prompt: PROMPT, create_pull_request: true, ...fields });

describe('OctokitGitHubClient', () => {
  let simulator: RunningSimulator;
  let client: GitHubClient;
  let token: string;

  const createClient = (requestTimeoutMs = 20_000) =>
    OctokitGitHubClient.create({
      settings: {
        host: simulator.host,
        apiBaseUrl: simulator.apiBaseUrl,
        graphqlUrl: simulator.graphqlUrl,
        apiVersion: '2026-03-10',
        requestTimeoutMs,
      },
      retryBaseMs: 1,
    });

  const tokenOf = async (login: string) =>
    (await simulator.control.createToken({ login })).token;

  beforeEach(async () => {
    simulator = await startSimulator({ frozen: true, history: false });
    client = createClient();
    token = await tokenOf('ada-nwosu');
  });

  afterEach(() => simulator.stop());

  /** Starts a task and lets it live for some simulated seconds. */
  const startTask = async (seconds: number, fields: object = {}) => {
    const outcome = await client.createTask({
      token: await tokenOf('ada-nwosu'),
      repository: REPOSITORY,
      body: body(fields),
    });
    if (outcome.kind !== 'accepted') throw outcome.error;
    await simulator.control.advance(seconds * 1_000);
    return (await client.getTask(token, REPOSITORY, outcome.task.id))!;
  };

  describe('reads', () => {
    it('tells who a token belongs to and what it may write to', async () => {
      const ben = await tokenOf('ben-larsen');
      expect(await client.getUser(token)).toEqual({
        id: 90210001,
        login: 'ada-nwosu',
      });
      expect(await client.getRepository(token, 'ACME/payroll')).toEqual({
        id: 811200105,
        fullName: 'acme/payroll',
        isPrivate: true,
        canPush: true,
      });
      expect(await client.getRepository(ben, 'acme/payroll')).toBeUndefined();
      expect(await client.getRepository(ben, 'acme/billing')).toEqual(
        expect.objectContaining({ canPush: false }),
      );
      const names = (await client.listWritableRepositories(ben)).map(
        ({ fullName }) => fullName,
      );
      expect(names).toContain('acme/services');
      expect(names).not.toContain('acme/billing');
      expect(names).not.toContain('acme/payroll');
    });

    it('lists tasks and says when nothing has changed', async () => {
      const task = await startTask(10);
      const listed = await client.listTasks(token);
      expect(listed.tasks.map(({ id }) => id)).toEqual([task.id]);
      expect(listed.notModified).toBe(false);
      expect(await client.listTasks(token, { etag: listed.etag })).toEqual(
        expect.objectContaining({ tasks: [], notModified: true }),
      );
      await simulator.control.completeTask(task.id);
      const changed = await client.listTasks(token, { etag: listed.etag });
      expect(changed.tasks.map(({ state }) => state)).toEqual(['completed']);
      expect(
        await client.listTasks(token, { since: '2099-01-01T00:00:00Z' }),
      ).toEqual(expect.objectContaining({ tasks: [] }));
    });

    it('lists a repository by creator, and its archive', async () => {
      const task = await startTask(5);
      const ids = async (creatorId: number, archived = false) => {
        const options = { creatorId, archived };
        const { tasks } = await client.listRepositoryTasks(
          token,
          REPOSITORY,
          options,
        );
        return tasks.map(({ id }) => id);
      };
      expect(await ids(90210001)).toEqual([task.id]);
      expect(await ids(90210002)).toEqual([]);
      await simulator.control.updateTask(task.id, { archived: true });
      expect(await ids(90210001)).toEqual([]);
      expect(await ids(90210001, true)).toEqual([task.id]);
    });

    it('reads a task with its sessions', async () => {
      const task = await startTask(600, { model: 'gpt-5.4' });
      expect(task).toEqual(
        expect.objectContaining({
          state: 'completed',
          repositoryId: 811200101,
          creatorId: 90210001,
          pull: { id: expect.any(Number), globalId: expect.any(String) },
        }),
      );
      expect(task.sessions).toEqual([
        expect.objectContaining({
          prompt: PROMPT,
          model: 'gpt-5.4',
          usage: { aiCreditsNano: expect.stringMatching(/^\d+$/) },
        }),
      ]);
      expect(
        await client.getTask(token, 'acme/billing', task.id),
      ).toBeUndefined();
    });

    it('survives a state of the future', async () => {
      const { id } = await startTask(5);
      await simulator.control.updateTask(id, {
        state: 'dreaming',
        extraFields: { mood: 'good', repository: 811200101 },
      });
      expect(await client.getTask(token, REPOSITORY, id)).toEqual(
        expect.objectContaining({ state: 'unknown', rawState: 'dreaming' }),
      );
    });

    it('sends the version of the API', async () => {
      await client.getUser(token);
      expect(await simulator.control.requests({ path: '/user$' })).toEqual([
        expect.objectContaining({ apiVersion: '2026-03-10', status: 200 }),
      ]);
    });

    it.each<[Fault, times: number, attempts: number, outcome: string]>([
      [{ kind: 'bad-gateway' }, 2, 3, 'ada-nwosu'],
      [{ kind: 'server-error' }, 1, 2, 'ada-nwosu'],
      [{ kind: 'reset-before' }, 2, 3, 'ada-nwosu'],
      [{ kind: 'truncated' }, 1, 2, 'ada-nwosu'],
      [{ kind: 'bad-gateway' }, 9, 3, 'github_unavailable'],
      [{ kind: 'reset-before' }, 9, 3, 'github_unavailable'],
      [{ kind: 'html' }, 9, 1, 'github_unavailable'],
      [{ kind: 'unauthorized' }, 9, 1, 'github_sign_in_required'],
      [{ kind: 'primary-rate-limit' }, 9, 1, 'github_rate_limited'],
      [
        { kind: 'secondary-rate-limit', retryAfter: 7 },
        9,
        1,
        'github_rate_limited',
      ],
      [{ kind: 'secondary-rate-limit' }, 9, 1, 'github_rate_limited'],
    ])(
      '%p, %d times: asks %d times',
      async (fault, times, attempts, expected) => {
        await simulator.control.addFault({ path: '/user$', fault, times });
        const outcome = await client.getUser(token).then(
          ({ login }) => login,
          error => error.code,
        );
        expect(outcome).toBe(expected);
        expect(
          await simulator.control.requests({ path: '/user$' }),
        ).toHaveLength(attempts);
      },
    );

    it('gives up when GitHub is slow, and does not ask again', async () => {
      const fault: Fault = { kind: 'delay', milliseconds: 1_500 };
      await simulator.control.addFault({ path: '/user$', fault });
      await expect(createClient(150).getUser(token)).rejects.toMatchObject({
        code: 'github_timeout',
      });
      expect(await simulator.control.requests()).toHaveLength(1);
    });

    it('does not let one user wait for another', async () => {
      const fault: Fault = { kind: 'delay', milliseconds: 2_000 };
      await simulator.control.addFault({
        path: '/user$',
        login: 'ada-nwosu',
        fault,
        times: 10,
      });
      let isAdaDone = false;
      const ada = Promise.all(
        Array.from({ length: 10 }, () => client.getUser(token)),
      ).then(() => {
        isAdaDone = true;
      });
      await client.getUser(await tokenOf('ben-larsen'));
      expect(isAdaDone).toBe(false);
      await ada;
    });

    it('never shows a token', async () => {
      const fault: Fault = { kind: 'unauthorized' };
      await simulator.control.addFault({ path: '/user$', fault });
      const error = await client.getUser(token).catch(caught => caught);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(
        token,
      );
      expect(inspect(client, { depth: 10, showHidden: true })).not.toContain(
        token,
      );
    });
  });

  describe('createTask', () => {
    const posts = () => simulator.control.requests({ method: 'POST' });

    it.each<[Fault, kind: string, code: string, tasks: number]>([
      [{ kind: 'created-then-502' }, 'ambiguous', 'github_unavailable', 1],
      [{ kind: 'created-then-reset' }, 'ambiguous', 'github_unavailable', 1],
      [{ kind: 'truncated' }, 'ambiguous', 'github_unavailable', 1],
      [{ kind: 'reset-before' }, 'ambiguous', 'github_unavailable', 0],
      [{ kind: 'bad-gateway' }, 'ambiguous', 'github_unavailable', 0],
      [{ kind: 'server-error' }, 'ambiguous', 'github_unavailable', 0],
      [{ kind: 'html' }, 'ambiguous', 'github_unavailable', 0],
      [{ kind: 'unauthorized' }, 'refused', 'github_sign_in_required', 0],
      [{ kind: 'primary-rate-limit' }, 'refused', 'github_rate_limited', 0],
      [{ kind: 'secondary-rate-limit' }, 'refused', 'github_rate_limited', 0],
      [
        { kind: 'secondary-rate-limit', retryAfter: 1 },
        'refused',
        'github_rate_limited',
        0,
      ],
    ])('%p: sent once, %s', async (fault, kind, code, tasks) => {
      await simulator.control.addFault({ path: '/tasks$', fault, times: 9 });
      const outcome = await client.createTask({
        token,
        repository: REPOSITORY,
        body: body(),
      });
      expect(outcome).toMatchObject({ kind, error: { code } });
      expect(inspect(outcome, { depth: 10 })).not.toContain(token);
      expect(await posts()).toHaveLength(1);
      expect(await simulator.control.tasks()).toHaveLength(tasks);
    });

    it('times out: sent once, ambiguous', async () => {
      const fault: Fault = { kind: 'delay', milliseconds: 1_500 };
      await simulator.control.addFault({ path: '/tasks$', fault });
      expect(
        await createClient(150).createTask({
          token,
          repository: REPOSITORY,
          body: body(),
        }),
      ).toMatchObject({ kind: 'ambiguous', error: { code: 'github_timeout' } });
      expect(await posts()).toHaveLength(1);
    });

    it('is refused for certain where nothing could be sent', async () => {
      const settings = { token, repository: REPOSITORY, body: body() };
      const unreachable = createClient();
      await simulator.stop();
      expect(await unreachable.createTask(settings)).toEqual({
        kind: 'refused',
        error: expect.objectContaining({ code: 'github_unavailable' }),
      });
    });

    it.each<[string, string, object, string]>([
      ['ada-nwosu', 'acme/legacy-erp', {}, 'agent_not_available'],
      ['ada-nwosu', 'acme/nothing', {}, 'agent_not_available'],
      ['ben-larsen', 'acme/payroll', {}, 'agent_not_available'],
      ['ada-nwosu', 'acme/empty', {}, 'github_rejected'],
      ['ada-nwosu', REPOSITORY, { model: 'eliza' }, 'github_rejected'],
      ['ada-nwosu', REPOSITORY, { prompt: '' }, 'github_rejected'],
      ['chloe-tran', REPOSITORY, {}, 'copilot_plan_required'],
    ])('%s in %s with %p: %s', async (login, repository, fields, code) => {
      expect(
        await client.createTask({
          token: await tokenOf(login),
          repository,
          body: body(fields),
        }),
      ).toMatchObject({
        kind: 'refused',
        error: { code },
        answer: { status: expect.any(Number) },
      });
    });

    it('tells which permission a token lacks', async () => {
      const limited = await simulator.control.createToken({
        login: 'ada-nwosu',
        kind: 'github_pat',
        permissions: { agent_tasks: 'read' },
      });
      expect(
        await client.createTask({
          token: limited.token,
          repository: REPOSITORY,
          body: body(),
        }),
      ).toMatchObject({
        kind: 'refused',
        error: {
          code: 'permission_denied',
          message: expect.stringContaining('agent_tasks=write'),
        },
      });
    });

    it('accepts with the answer as GitHub gave it', async () => {
      const outcome = await client.createTask({
        token,
        repository: REPOSITORY,
        body: body(),
        apiVersion: '2022-11-28',
      });
      expect(outcome).toMatchObject({
        kind: 'accepted',
        task: { state: 'queued' },
        answer: { status: 201 },
      });
      expect(await posts()).toEqual([
        expect.objectContaining({ apiVersion: '2022-11-28' }),
      ]);
    });
  });

  describe('getPullRequests', () => {
    const query = (
      task: Awaited<ReturnType<typeof startTask>>,
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
    const graphqlCalls = () =>
      simulator.control.requests({ path: '/graphql$' });

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
      const task = await startTask(600);
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
    ] as const)('shows checks: %s', async (checks, expected) => {
      const task = await startTask(600);
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
      const task = await startTask(600);
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
      const task = await startTask(600);
      const found = await client.getPullRequests(token, [query(task, change)]);
      expect([...found]).toEqual([]);
    });

    it('finds an older one on a branch that was named', async () => {
      const task = await startTask(600);
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
      const task = await startTask(600);
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
      const task = await startTask(600);
      await simulator.control.addFault({ path: '/graphql$', fault });
      await expect(
        client.getPullRequests(token, [query(task)]),
      ).rejects.toMatchObject({ code });
    });
  });
});
