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

import type { Entity } from '@backstage/catalog-model';
import { eventually } from './__testUtils__/eventually';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(60_000);

const PROMPT = 'Add the secret feature that nobody may read about in a log.';

function template(name: string, steps: object[], output: object): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name },
    spec: { type: 'service', parameters: {}, steps, output } as any,
  };
}

const start = {
  id: 'start',
  name: 'Start the agent',
  action: 'agent-tasks:start',
  input: { repository: 'acme/services', prompt: '${{ parameters.prompt }}' },
};
const wait = {
  id: 'wait',
  name: 'Wait for the agent',
  action: 'agent-tasks:wait',
  input: { taskId: '${{ steps.start.output.taskId }}' },
};
const output = {
  start: '${{ steps.start.output }}',
  wait: '${{ steps.wait.output }}',
};
const entities: Entity[] = [
  template('start-and-wait', [start, wait], output),
  template(
    'start-many',
    [
      {
        ...start,
        each: '${{ parameters.repositories }}',
        input: { ...start.input, repository: '${{ each.value }}' },
      },
    ],
    output,
  ),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'services',
      annotations: { 'github.com/project-slug': 'acme/services' },
    },
  },
];

describe('the scaffolder with agent-tasks actions', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    portal = await startPortal({ entities });
  });
  afterAll(() => portal?.stop());

  const tasks = async (marker: string) =>
    (await portal.github.control.tasks()).filter(({ prompt }) =>
      prompt.includes(marker),
    );

  it('starts a task and waits for its pull request', async () => {
    const id = await portal.create('template:default/start-and-wait', {
      prompt: PROMPT,
    });
    const run = await portal.finished(id);

    expect(run).toMatchObject({ status: 'completed' });
    const [task] = await tasks(PROMPT);
    expect(run.output).toEqual({
      start: {
        taskId: expect.any(String),
        githubTaskId: task.id,
        taskUrl: expect.stringContaining(portal.github.url),
        portalUrl: expect.stringMatching(
          /^http:\/\/localhost:3000\/agent-tasks\/tasks\/.+/,
        ),
        state: 'queued',
        entityRef: 'component:default/services',
      },
      wait: {
        state: 'completed',
        pullRequestUrl: `${portal.github.url}/acme/services/pull/${task.pullRequestNumber}`,
        pullRequestNumber: task.pullRequestNumber,
      },
    });
    expect(run.log).toContain(run.output!.start.portalUrl);
    expect(run.log).not.toContain('secret feature');
    expect(run.log).not.toContain(portal.token);
  });

  it('does not start a second task when a run is retried', async () => {
    const prompt = '[simulate: failed] Retry me.';
    const id = await portal.create('template:default/start-and-wait', {
      prompt,
    });
    const first = await portal.finished(id);
    expect(first.status).toBe('failed');
    expect(first.log).toContain('The agent has failed');

    await portal.retry(id);
    const second = await portal.finished(id);
    expect(second.status).toBe('failed');
    expect(second.log).toContain('The agent has failed');
    await expect(tasks('Retry me')).resolves.toHaveLength(1);
  });

  it('finds its task again when it was cut off while starting it', async () => {
    await portal.github.control.addFault({
      method: 'POST',
      path: '/tasks$',
      fault: { kind: 'delay', milliseconds: 1_500 },
    });
    const id = await portal.create('template:default/start-and-wait', {
      prompt: 'Cut me off.',
    });
    await eventually(
      () => portal.read(id),
      ({ log }) => log.includes("Asking GitHub's agent"),
    );
    await portal.cancel(id);
    await portal.finished(id);
    await eventually(
      () => tasks('Cut me off'),
      found => found.length > 0,
    );

    await portal.retry(id, { USER_OAUTH_TOKEN: portal.token });
    const run = await portal.finished(id);
    expect(run).toMatchObject({ status: 'completed' });
    expect(run.log).toContain('it was not started again');
    await expect(tasks('Cut me off')).resolves.toHaveLength(1);
  });

  it("goes on when GitHub's answer was lost, and never sends it again", async () => {
    const { control } = portal.github;
    await control.addFault({
      method: 'POST',
      path: '/tasks$',
      fault: { kind: 'created-then-502' },
    });
    // Simulated time: for 6 seconds no list shows the task, so that the portal
    // answers the step before it has found it.
    await control.hideNewTasksFor(240_000);
    const id = await portal.create('template:default/start-and-wait', {
      prompt: 'Lose my answer.',
    });
    const run = await portal.finished(id);
    await control.hideNewTasksFor(0);

    expect(run).toMatchObject({
      status: 'completed',
      output: { wait: { state: 'completed' } },
      log: expect.stringContaining('its answer was lost on the way'),
    });
    await expect(tasks('Lose my answer')).resolves.toHaveLength(1);
  });

  it('starts one task for each iteration of a step', async () => {
    const id = await portal.create('template:default/start-many', {
      prompt: 'For each.',
      repositories: ['acme/services', 'acme/billing'],
    });
    await expect(portal.finished(id)).resolves.toMatchObject({
      status: 'completed',
    });
    const found = await tasks('For each.');
    expect(found.map(({ repository }) => repository).sort()).toEqual([
      'acme/billing',
      'acme/services',
    ]);
  });

  it("shows the portal's refusal in the log of the run", async () => {
    const id = await portal.create('template:default/start-many', {
      prompt: 'Not allowed.',
      repositories: ['octo/elsewhere'],
    });
    const run = await portal.finished(id);
    expect(run.status).toBe('failed');
    expect(run.log).toMatch(/NotAllowedError: .*octo\/elsewhere/);
  });

  it('asks to create again when there is no sign-in', async () => {
    const id = await portal.create(
      'template:default/start-and-wait',
      { prompt: 'No token.' },
      { user: 'user:default/ben-larsen', secrets: {} },
    );
    await expect(portal.finished(id)).resolves.toMatchObject({
      status: 'failed',
      log: expect.stringMatching(/InputError: .*Create again/),
    });
    await expect(tasks('No token.')).resolves.toHaveLength(0);
  });
});
