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

import { createStage } from './__testUtils__/createStage';

jest.setTimeout(30_000);

describe('the life of a task', () => {
  const stage = createStage();

  it('is followed from queued to a pull request that is ready', async () => {
    const portal = await stage.start();
    const ada = await stage.signIn(portal);

    const started = await ada.start({
      prompt: '## Scaffold **billing-api**\n\nUse the golden path.',
      entityRef: 'component:default/Billing-API',
    });
    expect(started).toMatchObject({
      repository: 'acme/services',
      host: stage.simulator.host,
      title: 'Scaffold billing-api',
      state: 'queued',
      rawState: 'queued',
      dispatch: { status: 'accepted' },
      requestedBy: 'user:default/ada-nwosu',
      githubLogin: 'ada-nwosu',
      entityRef: 'component:default/billing-api',
      createPullRequest: true,
      source: 'portal',
      github: { taskId: expect.any(String) },
      tracking: { status: 'live' },
    });

    await stage.simulator.control.advance(7_000);
    await ada.taskWhen(started.id, task => task.state === 'in_progress');
    await stage.simulator.control.advance(10_000);
    const withPullRequest = await ada.taskWhen(
      started.id,
      task => task.pullRequest !== undefined,
    );
    const [simulated] = await stage.simulator.control.pullRequests({
      repository: 'acme/services',
    });
    expect(withPullRequest.pullRequest).toMatchObject({
      number: simulated.number,
      isDraft: true,
      state: 'open',
    });
    expect(simulated.number).not.toBe(simulated.id);
    expect(withPullRequest.branch).toBe(simulated.headRef);

    await stage.simulator.control.advance(25_000);
    const completed = await ada.taskWhen(
      started.id,
      task => task.state === 'completed' && task.tracking.status === 'slow',
    );
    expect(completed).toMatchObject({
      pullRequest: { isDraft: true, state: 'open', checks: 'success' },
      usage: { aiCreditsNano: expect.stringMatching(/^\d+$/) },
      completedAt: expect.any(String),
      sessions: [{ state: 'completed', completedAt: completed.completedAt }],
    });
    expect(completed.pullRequest!.title).not.toContain('[WIP]');
    expect(completed.error).toBeUndefined();
    expect(completed.transitions.map(({ kind, to }) => [kind, to])).toEqual([
      ['dispatch', 'pending'],
      ['dispatch', 'accepted'],
      ['state', 'queued'],
      ['state', 'in_progress'],
      ['pull_request', 'draft'],
      ['state', 'completed'],
    ]);

    expect(portal.notifications).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'user:default/ada-nwosu' },
        payload: expect.objectContaining({
          title: `Pull request #${simulated.number} in acme/services is ready for review`,
          description: 'Scaffold billing-api',
          link: `/agent-tasks/tasks/${started.id}`,
          topic: 'agent-tasks',
          scope: `agent-task:${started.id}`,
        }),
      },
    ]);
    expect(new Set(portal.signals.map(s => JSON.stringify(s)))).toEqual(
      new Set([
        JSON.stringify({
          recipients: { type: 'broadcast' },
          channel: 'agent-tasks',
          message: { type: 'task-changed', id: started.id },
        }),
      ]),
    );

    // The slow sweep sees the merge; then there is nothing left to follow.
    await stage.simulator.control.updatePullRequest(
      { repository: 'acme/services', number: simulated.number },
      { draft: false, action: 'merge' },
    );
    const merged = await ada.taskWhen(
      started.id,
      task => task.tracking.status === 'ended',
    );
    expect(merged.pullRequest!.state).toBe('merged');
  });
});
