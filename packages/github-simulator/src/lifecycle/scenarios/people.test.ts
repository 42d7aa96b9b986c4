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

import { useSimulator } from '../../testing/useSimulator';

const github = useSimulator({ history: false });

/** Starts a task with a scenario and lets time pass. */
async function play(scenario: string, milliseconds: number) {
  const { id } = await github.start(`Go [simulate: ${scenario}]`);
  await github.control.advance(milliseconds);
  const task = await github.control.task(id);
  const pull = (
    await github.api(`/repos/acme/services/pulls/${task.pullRequestNumber}`)
  ).json;
  return { id, task, pull };
}

describe('scenarios with people', () => {
  it('30: revived: completed, and alive again', async () => {
    const { id, task } = await play('revived', 40_000);
    expect(task).toMatchObject({ state: 'completed', sessionCount: 1 });
    await github.control.advance(21_000);
    expect((await github.control.task(id)).state).toBe('queued');
    await github.control.advance(5_000);
    expect(await github.control.task(id)).toMatchObject({
      state: 'in_progress',
      sessionCount: 2,
    });
    await github.control.advance(30_000);
    const { state, sessions } = await github.detail(id);
    expect(state).toBe('completed');
    expect(sessions.map((session: { state: string }) => session.state)).toEqual(
      ['completed', 'completed'],
    );
  });

  it('31: follow-up: the requester asks for more on the open pull request', async () => {
    const { task, pull } = await play('follow-up', 90_000);
    expect(task).toMatchObject({ state: 'completed', sessionCount: 2 });
    expect(pull).toMatchObject({ state: 'open', comments: 1 });
  });

  it('21: only people take the draft mark away', async () => {
    expect((await play('standard', 60_000)).pull.draft).toBe(true);
    expect((await play('reviewed', 60_000)).pull.draft).toBe(false);
  });

  it.each([
    ['reviewed', { state: 'open', merged: false }, 'APPROVED'],
    [
      'changes-requested',
      { state: 'open', merged: false },
      'CHANGES_REQUESTED',
    ],
    ['merged', { state: 'closed', merged: true }, 'APPROVED'],
    ['closed', { state: 'closed', merged: false }, undefined],
  ])('%s', async (scenario, expected, review) => {
    const { pull } = await play(scenario, 60_000);
    expect(pull).toMatchObject(expected);
    const { json } = await github.api(
      `/repos/acme/services/pulls/${pull.number}/reviews`,
    );
    // Nobody reviews what they asked for themselves.
    const expectedReviews = review
      ? [{ state: review, user: { login: 'priya-raman' } }]
      : [];
    expect(json).toMatchObject(expectedReviews);
  });
});

describe('scenarios that refuse', () => {
  const start = (scenario: string) =>
    github.api('/agents/repos/acme/services/tasks', {
      method: 'POST',
      body: { prompt: `Try [simulate: ${scenario}]` },
    });

  it.each([
    ['46: agent-disabled', { message: expect.stringContaining('disabled') }],
    ['47: no-plan', { code: 'copilot_plan_required' }],
    [
      '48: permission-missing',
      { message: 'Resource not accessible by integration' },
    ],
    ['50: saml-required', { message: expect.stringContaining('SAML') }],
  ])('%s', async (title, body) => {
    const before = (await github.control.tasks()).length;
    const { status, json } = await start(title.slice(4));
    expect(status).toBe(403);
    expect(json).toMatchObject(body);
    expect((await github.control.tasks()).length).toBe(before);
  });

  it('can be chosen for a repository', async () => {
    const repository = 'acme/storefront';
    await github.control.setScenario({ repository, scenario: 'no-plan' });
    const { status } = await github.api(`/agents/repos/${repository}/tasks`, {
      method: 'POST',
      body: { prompt: 'Try' },
    });
    expect(status).toBe(403);
    await github.control.setCopilotPlan('ben-larsen', false);
    const refused = await github.api('/agents/repos/acme/services/tasks', {
      as: 'ben-larsen',
      method: 'POST',
      body: { prompt: 'Try' },
    });
    expect(refused.json.code).toBe('copilot_plan_required');
  });
});
