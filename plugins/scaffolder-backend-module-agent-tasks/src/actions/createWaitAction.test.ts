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

import { ConfigReader } from '@backstage/config';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  AgentTasksError,
  type TaskDetail,
} from 'backstage-plugin-agent-tasks-common';
import { readPortal } from '../lib/Portal';
import { examplePullRequest, exampleTask } from '../__testUtils__/exampleTask';
import { recordingLogger } from '../__testUtils__/recordingLogger';
import { createWaitAction } from './createWaitAction';

const TOKEN = 'gho_TheTokenOfAda';

const config = new ConfigReader({
  app: { baseUrl: 'https://portal.acme.example' },
});

describe('agent-tasks:wait', () => {
  const getTask = jest.fn();
  const action = createWaitAction({
    agentTasks: { getTask, startTask: jest.fn() },
    portal: readPortal(config),
    pollIntervalMs: 1,
  });

  beforeEach(() => jest.resetAllMocks());

  /** What the portal answers one after the other; the last one for good. */
  function portalAnswers(...answers: (Partial<TaskDetail> | Error)[]) {
    getTask.mockImplementation(async () => {
      const answer = answers.length > 1 ? answers.shift()! : answers[0];
      if (answer instanceof Error) throw answer;
      return exampleTask(answer);
    });
  }

  async function run(
    input: Record<string, unknown> = {},
    overrides: Record<string, unknown> = {},
  ) {
    const logger = recordingLogger();
    const context = {
      ...createMockActionContext({
        input: { taskId: 'a1b2', ...input },
        secrets: { USER_OAUTH_TOKEN: TOKEN },
        workspacePath: '/nowhere',
      }),
      logger,
      ...overrides,
    };
    await action.handler(context as any);
    return {
      output: Object.fromEntries((context.output as jest.Mock).mock.calls),
      log: logger.text(),
    };
  }

  it('waits until the agent has finished', async () => {
    portalAnswers(
      { state: undefined, dispatch: { status: 'unknown' } },
      { state: 'queued', rawState: 'queued' },
      { state: 'in_progress', rawState: 'in_progress' },
      {
        state: 'in_progress',
        rawState: 'in_progress',
        pullRequest: examplePullRequest,
      },
      {
        state: 'completed',
        rawState: 'completed',
        pullRequest: examplePullRequest,
      },
    );
    const { output, log } = await run();
    expect(output).toEqual({
      state: 'completed',
      pullRequestUrl: 'https://github.com/acme/billing/pull/12',
      pullRequestNumber: 12,
    });
    expect(log.split('\n')).toEqual([
      'Waiting for the task: https://portal.acme.example/agent-tasks/tasks/a1b2',
      'GitHub has not confirmed the task yet',
      'The task is queued',
      'The task is in_progress',
      'The task is in_progress, draft pull request #12: https://github.com/acme/billing/pull/12',
      'The task is completed, draft pull request #12: https://github.com/acme/billing/pull/12',
    ]);
    expect(getTask).toHaveBeenCalledWith(
      'a1b2',
      expect.objectContaining({ gitHubToken: TOKEN }),
    );
  });

  it('goes on at the pull request if that is what the template wants', async () => {
    portalAnswers(
      { state: 'in_progress' },
      { state: 'in_progress', pullRequest: examplePullRequest },
      new Error('asked again'),
    );
    const { output } = await run({ until: 'pull_request' });
    expect(output).toMatchObject({
      state: 'in_progress',
      pullRequestNumber: 12,
    });
  });

  it('gives no pull request where there is none', async () => {
    portalAnswers({ state: 'completed', tracking: { status: 'ended' } });
    expect((await run()).output).toEqual({ state: 'completed' });
  });

  it('fails with a link when the agent asks a question', async () => {
    portalAnswers({ state: 'in_progress' }, { state: 'waiting_for_user' });
    await expect(run()).rejects.toThrow(
      'The agent asks a question and waits for the answer of ada-nwosu on GitHub (https://github.com/acme/billing/tasks/5b0e2a52). The task goes on after the answer; this run does not. See https://portal.acme.example/agent-tasks/tasks/a1b2',
    );
  });

  it("fails with GitHub's reason", async () => {
    portalAnswers({
      state: 'failed',
      error: { code: 'failed', message: 'Unable to validate changes' },
    });
    await expect(run()).rejects.toThrow(
      'The agent has failed: Unable to validate changes. Create again from the template',
    );
  });

  it.each([
    {
      trouble: new AgentTasksError(
        'github_unavailable',
        'GitHub does not answer.',
      ),
    },
    { trouble: new AgentTasksError('github_timeout', 'GitHub is slow.') },
    { trouble: new AgentTasksError('github_rate_limited', 'Too many calls.') },
    { trouble: new TypeError('fetch failed') },
    { trouble: new Error('The portal answered with status 503.') },
  ])('sits out: $trouble.message', async ({ trouble }) => {
    portalAnswers(trouble, trouble, {
      state: 'completed',
      tracking: { status: 'ended' },
    });
    const { output, log } = await run();
    expect(output).toEqual({ state: 'completed' });
    expect(log.match(/trying again/g)).toHaveLength(1);
    expect(log).toContain(trouble.message);
  });

  it.each([
    {
      error: new AgentTasksError('task_not_found', 'There is no such task.'),
      expected: {
        name: 'NotFoundError',
        message: 'There is no such task. [task_not_found]',
      },
    },
    {
      error: new AgentTasksError('github_sign_in_required', 'Sign in.'),
      expected: {
        name: 'InputError',
        message: expect.stringMatching(
          /^Sign in\. The agent goes on .*a1b2 \[github_sign_in_required\]$/,
        ),
      },
    },
    {
      error: Object.assign(new Error('Your portal session has ended.'), {
        name: 'AuthenticationError',
      }),
      expected: {
        message: expect.stringMatching(
          /^The portal session .* has ended.*The agent goes on/,
        ),
      },
    },
  ])('gives up at: $error.message', async ({ error, expected }) => {
    portalAnswers(error);
    await expect(run()).rejects.toMatchObject(expected);
    expect(getTask).toHaveBeenCalledTimes(1);
  });

  it('ends at its timeout, and says that the agent goes on', async () => {
    portalAnswers({ state: 'in_progress' });
    await expect(run({ timeout: { milliseconds: 20 } })).rejects.toThrow(
      'The agent goes on without it, see https://portal.acme.example/agent-tasks/tasks/a1b2',
    );
  });

  it('does not wait longer than its timeout because GitHub asks for it', async () => {
    portalAnswers(
      new AgentTasksError('github_rate_limited', 'Too many calls.', {
        retryAfter: 3600,
      }),
    );
    await expect(run({ timeout: '1m' })).rejects.toThrow(
      'could not be read the last time: Too many calls.',
    );
    expect(getTask).toHaveBeenCalledTimes(1);
  });

  it('stops when the run is cancelled', async () => {
    const controller = new AbortController();
    getTask.mockImplementation(async () => {
      controller.abort();
      return exampleTask({ state: 'in_progress' });
    });
    await expect(run({}, { signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(getTask).toHaveBeenCalledTimes(1);
  });

  it('refuses a timeout that is none', async () => {
    await expect(run({ timeout: 'soon' })).rejects.toThrow('not a duration');
    expect(getTask).not.toHaveBeenCalled();
  });

  it('waits for nothing in a dry run', async () => {
    expect((await run({}, { isDryRun: true })).output).toEqual({
      state: 'completed',
      pullRequestUrl: 'https://github.com/#dry-run',
      pullRequestNumber: 0,
    });
    expect(getTask).not.toHaveBeenCalled();
  });
});
