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

import { mockCredentials } from '@backstage/backend-test-utils';
import mcpActionsPlugin from '@backstage/plugin-mcp-actions-backend';
import { createStage } from '../__testUtils__/createStage';
import { gitHubAppCredentials } from '../__testUtils__/credentialSettings';
import type { Portal } from '../__testUtils__/startPortal';
import { createMcpClient } from './__testUtils__/mcp';

jest.setTimeout(60_000);

const TASK = { repository: 'acme/services', prompt: 'Add a health check' };

describe('actions, through the MCP endpoint', () => {
  const stage = createStage({
    features: [mcpActionsPlugin],
  });

  const as = (portal: Portal, login = 'ada-nwosu') =>
    createMcpClient(
      portal.server,
      mockCredentials.user.header(`user:default/${login}`),
    );

  /** A portal that keeps a token of Ada, as she has an unfinished task. */
  async function withLease() {
    const portal = await stage.start();
    const ada = await stage.signIn(portal);
    const task = await ada.start({ prompt: 'Tidy up' });
    return { portal, ada, task, mcp: as(portal) };
  }

  it('lists three tools with what a client has to know', async () => {
    const portal = await stage.start();
    const tools = await as(portal).listTools();
    expect(
      tools.map(({ name, annotations }) => [name, annotations]),
    ).toMatchObject([
      ['agent-tasks.list-tasks', { readOnlyHint: true, idempotentHint: true }],
      ['agent-tasks.get-task', { readOnlyHint: true, idempotentHint: true }],
      [
        'agent-tasks.start-task',
        { readOnlyHint: false, destructiveHint: false, idempotentHint: false },
      ],
    ]);
    const [, get, start] = tools;
    expect(get.inputSchema.required).toEqual(['id']);
    expect(start.inputSchema).toMatchObject({
      type: 'object',
      required: ['repository', 'prompt'],
      additionalProperties: false,
    });
    for (const [name, property] of Object.entries<any>(
      start.inputSchema.properties,
    )) {
      expect([name, property.type, property.description]).toEqual([
        name,
        name === 'createPullRequest' ? 'boolean' : 'string',
        expect.any(String),
      ]);
    }
  });

  it('starts a task as the user, with the token that the portal keeps', async () => {
    const { ada, mcp } = await withLease();
    const { isError, output } = await mcp.callTool('agent-tasks.start-task', {
      ...TASK,
      model: 'gpt-5.4',
    });
    expect(isError).toBeUndefined();
    expect(output).toMatchObject({
      replayed: false,
      task: {
        ...TASK,
        model: 'gpt-5.4',
        source: 'mcp',
        requestedBy: 'user:default/ada-nwosu',
        githubLogin: 'ada-nwosu',
        state: 'queued',
        portalUrl: `http://localhost:3000/agent-tasks/tasks/${output.task.id}`,
      },
    });
    expect(await ada.task(output.task.id)).toMatchObject({ source: 'mcp' });
    expect(await stage.posts()).toHaveLength(2);
  });

  it('starts one task for calls with one key', async () => {
    const { mcp } = await withLease();
    const call = () =>
      mcp.callTool('agent-tasks.start-task', {
        ...TASK,
        idempotencyKey: 'chat-1:7',
      });
    const first = await call();
    const second = await call();
    expect(first.output.replayed).toBe(false);
    expect(second.output.replayed).toBe(true);
    expect(second.output.task.id).toBe(first.output.task.id);
    expect(await stage.posts()).toHaveLength(2);
  });

  it('lists and shows what the user may see, prompts in the details only', async () => {
    const { task, mcp } = await withLease();
    const { output } = await mcp.callTool('agent-tasks.list-tasks', {
      requestedBy: 'me',
      repository: 'acme/services',
      state: 'queued,in_progress',
      limit: 5,
    });
    expect(output.items).toMatchObject([{ id: task.id, title: 'Tidy up' }]);
    expect(output.items[0]).not.toHaveProperty('prompt');
    const shown = await mcp.callTool('agent-tasks.get-task', { id: task.id });
    expect(shown.output.task).toMatchObject({
      id: task.id,
      prompt: 'Tidy up',
      transitions: expect.any(Array),
      sessions: expect.any(Array),
    });
  });

  it('pages through the list', async () => {
    const { ada, mcp } = await withLease();
    await ada.start({ prompt: 'The second' });
    const page = (cursor?: string) =>
      mcp.callTool('agent-tasks.list-tasks', { limit: 1, cursor });
    const { output: first } = await page();
    const { output: second } = await page(first.nextCursor);
    expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(
      ['The second', 'Tidy up'],
    );
    expect(second.nextCursor).toBeUndefined();
  });

  it.each([
    ['agent-tasks.get-task', { id: '7' }, 'NotFoundError', 'task_not_found'],
    ['agent-tasks.get-task', {}, 'InputError', 'validation_failed'],
    [
      'agent-tasks.list-tasks',
      { limit: 1000 },
      'InputError',
      'validation_failed',
    ],
    [
      'agent-tasks.list-tasks',
      { cursor: 'x' },
      'InputError',
      'validation_failed',
    ],
    [
      'agent-tasks.start-task',
      { ...TASK, repository: 'acme/payroll' },
      'NotAllowedError',
      'repository_not_allowed',
    ],
    [
      'agent-tasks.start-task',
      { ...TASK, repository: 'acme/empty' },
      'InputError',
      'github_rejected',
    ],
  ])('%s refuses %j as %s with %s', async (tool, input, name, code) => {
    const { mcp } = await withLease();
    const { isError, text } = await mcp.callTool(tool, input);
    expect(isError).toBe(true);
    expect(text).toMatch(new RegExp(`^${name}: .{20,} \\[${code}\\]$`, 's'));
  });

  it('tells a limit as an error that a client gets to see', async () => {
    const portal = await stage.start({
      policy: {
        repositories: [{ match: 'acme/*' }],
        limits: { activeTasksPerUser: 1 },
      },
    });
    await (await stage.signIn(portal)).start({});
    const { text } = await as(portal).callTool('agent-tasks.start-task', TASK);
    expect(text).toMatch(/^ServiceUnavailableError: .* \[limit_reached\]$/);
  });

  it('names the page where the user connects, when there is no token', async () => {
    const portal = await stage.start({
      credentials: gitHubAppCredentials,
    });
    for (const [tool, input] of [
      ['agent-tasks.start-task', TASK],
      ['agent-tasks.list-tasks', {}],
      ['agent-tasks.get-task', { id: crypto.randomUUID() }],
    ] as const) {
      const { text } = await as(portal).callTool(tool, input);
      expect(text).toMatch(
        /^AuthenticationError: .*\[github_sign_in_required\]$/,
      );
      expect(text).toContain('http://localhost:3000/settings/agent-tasks');
    }
  });

  it('sends the user to the portal itself where connecting is not set up', async () => {
    const { text } = await as(await stage.start()).callTool(
      'agent-tasks.start-task',
      TASK,
    );
    expect(text).toContain('http://localhost:3000/agent-tasks');
    expect(text).not.toContain('/settings/');
  });

  it('refuses services, which are nobody', async () => {
    const portal = await stage.start();
    const service = createMcpClient(
      portal.server,
      mockCredentials.service.header(),
    );
    for (const tool of ['list-tasks', 'get-task', 'start-task']) {
      const { text } = await service.callTool(`agent-tasks.${tool}`, TASK);
      expect(text).toMatch(/^NotAllowedError: .*\[permission_denied\]$/);
    }
    expect(await stage.posts()).toEqual([]);
  });
});
