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

import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { parse } from 'yaml';
import { readPortal } from '../lib/Portal';
import { exampleTask } from '../__testUtils__/exampleTask';
import { recordingLogger } from '../__testUtils__/recordingLogger';
import { createStartAction } from './createStartAction';
import { examples } from './createStartAction.examples';

const PROMPT = 'The secret plan of the prompt, at length.';
const TOKEN = 'gho_TheTokenOfAda';

const config = new ConfigReader({
  app: { baseUrl: 'https://portal.acme.example/' },
});

describe('agent-tasks:start', () => {
  const workspace = createMockDirectory();
  const logger = recordingLogger();
  const startTask = jest.fn();
  const agentTasks = { startTask, getTask: jest.fn() };
  const catalog = catalogServiceMock.mock();
  const action = createStartAction({
    agentTasks,
    catalog,
    integrations: ScmIntegrations.fromConfig(config),
    portal: readPortal(config),
  });

  beforeEach(() => {
    jest.resetAllMocks();
    startTask.mockResolvedValue({ task: exampleTask(), replayed: false });
    catalog.getEntities.mockResolvedValue({ items: [] });
  });

  async function run(
    input: JsonObject,
    overrides: Record<string, unknown> = {},
  ) {
    const context = {
      ...createMockActionContext({
        input,
        secrets: { USER_OAUTH_TOKEN: TOKEN },
        workspacePath: workspace.path,
        task: { id: 'run-1' },
      }),
      logger,
      ...overrides,
    };
    await action.handler(context as any);
    return Object.fromEntries((context.output as jest.Mock).mock.calls);
  }

  const input = { repository: 'acme/billing', prompt: PROMPT };

  it('starts a task as the user and gives its links', async () => {
    await expect(run(input)).resolves.toEqual({
      taskId: 'a1b2',
      githubTaskId: '5b0e2a52-0d5f-4c0e-9a4c-1f4c6f3b2a11',
      taskUrl: 'https://github.com/acme/billing/tasks/5b0e2a52',
      portalUrl: 'https://portal.acme.example/agent-tasks/tasks/a1b2',
      state: 'queued',
    });
    expect(startTask).toHaveBeenCalledWith(
      { ...input, createPullRequest: true },
      expect.objectContaining({
        credentials: expect.objectContaining({
          principal: expect.objectContaining({ type: 'user' }),
        }),
        gitHubToken: TOKEN,
        idempotencyKey: expect.stringMatching(/^run-1:mock-step-id:/),
      }),
    );
  });

  it('passes all that a template can say', async () => {
    await run({
      repoUrl: 'github.com?owner=acme&repo=billing',
      prompt: PROMPT,
      baseRef: 'release/2.x',
      headRef: 'copilot/fix',
      model: 'claude-sonnet-4.6',
      customAgent: 'reviewer',
      createPullRequest: false,
      entityRef: 'component:default/billing',
      token: 'gho_another',
    });
    expect(startTask).toHaveBeenCalledWith(
      {
        repository: 'acme/billing',
        prompt: PROMPT,
        baseRef: 'release/2.x',
        headRef: 'copilot/fix',
        model: 'claude-sonnet-4.6',
        customAgent: 'reviewer',
        createPullRequest: false,
        entityRef: 'component:default/billing',
      },
      expect.objectContaining({ gitHubToken: 'gho_another' }),
    );
  });

  it('takes empty fields of a form as absent', async () => {
    await run({ ...input, model: '', baseRef: '', entityRef: '', token: '' });
    expect(startTask).toHaveBeenCalledWith(
      { ...input, createPullRequest: true },
      expect.objectContaining({ gitHubToken: TOKEN }),
    );
  });

  it('reads the brief from a file of the workspace', async () => {
    workspace.setContent({ 'brief.md': 'Build it.\n' });
    await run({ repository: 'acme/billing', promptFile: 'brief.md' });
    expect(startTask.mock.calls[0][0].prompt).toBe('Build it.\n');
  });

  it.each([
    [{ prompt: PROMPT }, 'has no repository'],
    [{ repository: 'acme/billing' }, 'has no prompt'],
    [{ ...input, promptFile: 'brief.md' }, 'both prompt and promptFile'],
    [
      { repository: 'acme/billing', promptFile: 'missing.md' },
      'missing.md (promptFile) cannot be read',
    ],
    [
      { repository: 'acme/billing', promptFile: '../../etc/passwd' },
      'cannot be read from the workspace',
    ],
    [{ ...input, repoUrl: 'github.com?owner=a&repo=b' }, 'both repoUrl'],
  ])('refuses %j', async (bad, message) => {
    const error = await run(bad).catch(e => e);
    expect(error.name).toBe('InputError');
    expect(error.message).toContain(message);
    expect(error.message).not.toContain(PROMPT);
    expect(startTask).not.toHaveBeenCalled();
  });

  it.each([
    [{ ...input, repository: 'acme/../payroll' }, 'as owner/name'],
    [{ ...input, prompt: '  \n ' }, 'Say what the agent should do'],
    [{ ...input, prompt: 'x'.repeat(300_000) }, 'at most 65536 characters'],
    [{ ...input, model: 'a model' }, 'model: Give the name of a model.'],
    [{ ...input, baseRef: '..' }, 'baseRef: Give a plain branch name'],
    [{ ...input, entityRef: 'billing' }, 'entityRef: Give a full entity ref'],
  ])(
    'refuses %j in a dry run, and leaves it to the portal otherwise',
    async (bad, message) => {
      const error = await run(bad, { isDryRun: true }).catch(e => e);
      expect(error.name).toBe('InputError');
      expect(error.message).toContain(message);
      expect(error.message).not.toContain(PROMPT);
      expect(startTask).not.toHaveBeenCalled();
      await run(bad);
      expect(startTask.mock.calls[0][0]).toMatchObject(bad);
    },
  );

  it('starts nothing in a dry run, but checks the inputs', async () => {
    await expect(run(input, { isDryRun: true })).resolves.toEqual({
      taskId: 'dry-run',
      githubTaskId: 'dry-run',
      taskUrl: 'https://github.com/acme/billing#dry-run',
      portalUrl: 'https://portal.acme.example/agent-tasks/tasks/dry-run',
      state: 'queued',
    });
    await expect(
      run({ ...input, model: 'a model' }, { isDryRun: true }),
    ).rejects.toThrow('Give the name of a model');
    expect(startTask).not.toHaveBeenCalled();
  });

  it('does not ask the portal again when the checkpoint knows the task', async () => {
    const saved = new Map<string, string>();
    const checkpoint = async ({ key, fn }: any) => {
      if (!saved.has(key)) saved.set(key, JSON.stringify(await fn()));
      return JSON.parse(saved.get(key)!);
    };
    const first = await run(input, { checkpoint });
    const second = await run(input, { checkpoint, secrets: {} });

    expect(second).toEqual(first);
    expect(startTask).toHaveBeenCalledTimes(1);
    expect([...saved].join()).not.toMatch(new RegExp(`${TOKEN}|secret plan`));
  });

  it('uses one key for one execution of the step', async () => {
    await run(input);
    await run(input);
    await run({ ...input, repository: 'acme/storefront' });
    const keys = startTask.mock.calls.map(([, { idempotencyKey }]) => {
      return idempotencyKey;
    });
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('succeeds without GitHub ids when the answer of GitHub was lost', async () => {
    const task = exampleTask({
      state: undefined,
      rawState: undefined,
      dispatch: { status: 'unknown' },
      github: {},
    });
    startTask.mockResolvedValue({ task, replayed: false });
    await expect(run(input)).resolves.toEqual({
      taskId: 'a1b2',
      portalUrl: 'https://portal.acme.example/agent-tasks/tasks/a1b2',
    });
    expect(logger.text()).toContain('its answer was lost on the way');
  });

  it("gives the portal's refusal to the person, and no secret", async () => {
    startTask.mockRejectedValue(
      new AgentTasksError(
        'repository_not_allowed',
        'Agent tasks are not allowed in acme/billing. Ask your platform team.',
      ),
    );
    await expect(run(input)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message:
        'Agent tasks are not allowed in acme/billing. Ask your platform team. [repository_not_allowed]',
    });
  });

  it('says to create again when a retried run has lost its sign-in', async () => {
    startTask.mockRejectedValue(
      new AgentTasksError('github_sign_in_required', 'Sign in to GitHub.'),
    );
    await expect(run(input, { secrets: {} })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('Create again from the template'),
    });
  });

  it('starts nothing once the run is cancelled', async () => {
    await expect(
      run(input, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(startTask).not.toHaveBeenCalled();
  });

  it('gives the entity of the repository, as given or from the catalog', async () => {
    catalog.getEntities.mockResolvedValue({
      items: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'billing' },
        },
      ],
    });
    await expect(run(input)).resolves.toMatchObject({
      entityRef: 'component:default/billing',
    });
    expect(startTask.mock.calls[0][0].entityRef).toBeUndefined();
    await expect(
      run({ ...input, entityRef: 'component:default/ledger' }),
    ).resolves.toMatchObject({ entityRef: 'component:default/ledger' });
  });

  it('does without the entity when the catalog does not answer', async () => {
    catalog.getEntities.mockRejectedValue(new Error('down'));
    await expect(run(input)).resolves.toMatchObject({ taskId: 'a1b2' });
  });

  it('has examples that say all that is needed', () => {
    for (const { example } of examples) {
      const step = parse(example).steps.find(
        (candidate: any) => candidate.action === action.id,
      );
      const known = Object.keys((action.schema?.input as any).properties);
      expect(known).toEqual(expect.arrayContaining(Object.keys(step.input)));
    }
  });

  it('says where to follow the task, without token or prompt', async () => {
    await run(input);
    expect(logger.text()).toContain('Started. Follow the task: https://portal');
    expect(logger.text()).toContain('On GitHub: https://github.com/acme');
    expect(logger.text()).not.toMatch(new RegExp(`${TOKEN}|secret plan`));
  });
});
