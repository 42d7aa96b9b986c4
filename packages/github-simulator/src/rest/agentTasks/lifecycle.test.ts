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

const artifact = (task: any, type: string) =>
  task.artifacts.find((entry: any) => entry.type === type)?.data;

const pulls = async (repository = 'acme/services', query = 'state=all') =>
  (await github.api(`/repos/${repository}/pulls?${query}`)).json;

describe('the life of a task', () => {
  it('15, 16, 20, 21, 22, 23, 25: from queued to completed', async () => {
    const { id, name } = await github.start(
      'Scaffold service: invoice-mailer\n\nMore about it.',
      { model: 'gpt-5.4' },
    );
    expect(await github.detail(id)).toMatchObject({
      state: 'queued',
      sessions: [],
    });

    await github.control.advance(8_500);
    const running = await github.detail(id);
    expect(running).toMatchObject({ state: 'in_progress', session_count: 1 });
    expect(running.name).not.toBe(name);
    expect(running.sessions[0]).toMatchObject({
      state: 'in_progress',
      model: 'sweagent-capi:gpt-5.4',
      prompt: 'Scaffold service: invoice-mailer\n\nMore about it.',
      base_ref: 'main',
    });
    expect(running.sessions[0]).not.toHaveProperty('usage');
    expect(running.artifacts).toEqual([]);

    await github.control.advance(1_000);
    const branched = await github.detail(id);
    expect(branched.artifacts).toEqual([
      {
        provider: 'github',
        type: 'branch',
        data: {
          head_ref: 'copilot/scaffold-service-invoice-mailer',
          base_ref: 'main',
        },
      },
    ]);

    await github.control.advance(5_000);
    const { id: pullId, global_id: globalId } = artifact(
      await github.detail(id),
      'pull',
    );
    expect(pullId).toBeGreaterThan(2 ** 31);
    const [draft] = await pulls();
    expect(draft).toMatchObject({
      id: pullId,
      node_id: globalId,
      number: 1,
      draft: true,
      title: '[WIP] Scaffold service: invoice-mailer',
      user: { login: 'Copilot', type: 'Bot', id: 198982749 },
      requested_reviewers: [],
    });

    await github.control.advance(25_000);
    const done = await github.detail(id);
    expect(done.state).toBe('completed');
    expect(done.sessions[0]).toMatchObject({
      state: 'completed',
      completed_at: done.updated_at,
      head_ref: 'copilot/scaffold-service-invoice-mailer',
      usage: { type: 'ai_credits', amount: expect.any(Number) },
    });
    expect(Number.isInteger(done.sessions[0].usage.amount)).toBe(true);
    expect((await pulls())[0]).toMatchObject({
      draft: true,
      title: 'Scaffold service: invoice-mailer',
      requested_reviewers: [{ login: 'ada-nwosu' }],
    });
  });

  it('10, 11: opens a pull request unless told not to', async () => {
    const silent = await github.start('Without a word');
    const refused = await github.start('No thanks', {
      create_pull_request: false,
    });
    await github.control.advance(60_000);
    expect(artifact(await github.detail(silent.id), 'pull')).toBeDefined();
    const task = await github.detail(refused.id);
    expect(task.artifacts.map((entry: any) => entry.type)).toEqual(['branch']);
  });

  it('12: joins the open pull request of head_ref', async () => {
    const first = await github.start('Begin something');
    await github.control.advance(60_000);
    const before = await github.detail(first.id);
    const count = (await pulls()).length;
    const second = await github.start('Go on with it', {
      base_ref: 'main',
      head_ref: artifact(before, 'branch').head_ref,
    });
    expect(second.artifacts).toEqual([]);
    await github.control.advance(60_000);
    const after = await github.detail(second.id);
    expect(second.id).not.toBe(first.id);
    expect(artifact(after, 'pull')).toEqual(artifact(before, 'pull'));
    expect((await pulls()).length).toBe(count);
  });

  it('13: ignores a head_ref without an open pull request', async () => {
    const task = await github.start('Elsewhere', {
      base_ref: 'main',
      head_ref: 'nobody/knows',
    });
    await github.control.advance(60_000);
    expect(artifact(await github.detail(task.id), 'branch').head_ref).toBe(
      'copilot/elsewhere',
    );
  });

  it('14: Auto is not always the same model', async () => {
    const tasks = [];
    for (let count = 0; count < 3; count += 1) {
      tasks.push(await github.start('Pick one'));
      await github.control.advance(7_000);
    }
    const models = await Promise.all(
      tasks.map(async ({ id }) => (await github.detail(id)).sessions[0].model),
    );
    expect(new Set(models).size).toBeGreaterThan(1);
  });
});

describe('scenarios', () => {
  const play = async (scenario: string, milliseconds = 60_000) => {
    const { id } = await github.start(`Do it [simulate: ${scenario}]`);
    await github.control.advance(milliseconds);
    return github.detail(id);
  };

  it('26: failed carries the error of its session', async () => {
    const task = await play('failed');
    expect(task.state).toBe('failed');
    expect(task.sessions[0].error.message).toEqual(expect.any(String));
    expect(task.sessions[0].completed_at).toBeDefined();
  });

  it('7: a model error may come late', async () => {
    expect((await play('late-model-error')).sessions[0].error.message).toBe(
      'CAPIError: 400 Requested model not available for session',
    );
  });

  it('24: completed with a bare branch, or with nothing', async () => {
    const bare = await play('no-commits');
    expect([bare.state, bare.artifacts.length]).toEqual(['completed', 1]);
    const nothing = await play('no-artifacts');
    expect([nothing.state, nothing.artifacts]).toEqual(['completed', []]);
  });

  it('27: a session that never ends is ended after 59 minutes', async () => {
    const { id, state } = await play('timed-out', 59 * 60_000);
    expect(state).toBe('in_progress');
    await github.control.advance(7_000);
    expect(await github.detail(id)).toMatchObject({
      state: 'timed_out',
      sessions: [{ state: 'timed_out' }],
    });
  });

  it('28: waits until it is answered, then goes on in the same session', async () => {
    const task = await play('waiting', 5 * 3_600_000);
    expect(task.state).toBe('waiting_for_user');
    await github.control.answerTask(task.id);
    expect((await github.detail(task.id)).state).toBe('in_progress');
    await github.control.advance(60_000);
    expect(await github.detail(task.id)).toMatchObject({
      state: 'completed',
      session_count: 1,
    });
    await expect(github.control.answerTask(task.id)).rejects.toThrow(
      'only waiting_for_user and idle tasks can be answered',
    );
  });

  it('29, 30: idle stays, a follow-up adds a session', async () => {
    const idle = await play('idle', 3_600_000);
    expect(idle.state).toBe('idle');
    await github.control.followUpTask(idle.id, 'Another test, please');
    expect((await github.detail(idle.id)).state).toBe('queued');
    await github.control.advance(60_000);
    expect(await github.detail(idle.id)).toMatchObject({
      state: 'completed',
      session_count: 2,
      sessions: [{}, { prompt: 'Another test, please', state: 'completed' }],
    });
  });

  it('23, 25, 72: unusual shapes', async () => {
    expect(artifact(await play('blank-global-id'), 'pull').global_id).toBe('');
    expect(artifact(await play('absent-global-id'), 'pull')).toEqual({
      id: expect.any(Number),
    });
    expect((await play('usage-credits')).sessions[0].usage).toEqual({
      type: 'ai_credits',
      credits: expect.any(Number),
    });
    expect(await play('unknown-state', 20_000)).toMatchObject({
      state: 'awaiting_capacity',
      remote_steerable: true,
    });
  });

  it('59: a queue can be long', async () => {
    expect((await play('slow-queue', 39_000)).state).toBe('queued');
    expect((await play('stuck-queue', 53 * 60_000)).state).toBe('queued');
  });

  it('can be set per repository and added by control', async () => {
    await github.control.addScenario({
      name: 'own',
      description: 'Fails at once.',
      timeline: [
        { after: 1_000, do: 'start-session' },
        { after: 1_500, do: 'end-session', state: 'failed', error: 'Own.' },
      ],
    });
    await github.control.setScenario({
      repository: 'acme/billing',
      scenario: 'own',
    });
    const { id } = await github.start(
      'Anything',
      {},
      { repository: 'acme/billing' },
    );
    await github.control.advance(2_000);
    const task = await github.detail(id, 'acme/billing');
    expect(task.sessions[0].error).toEqual({ message: 'Own.' });
  });

  it('is completed, failed or stopped by control', async () => {
    const [one, two, three] = [
      await github.start('One'),
      await github.start('Two'),
      await github.start('Three'),
    ];
    await github.control.completeTask(one.id);
    await github.control.failTask(two.id, 'Enough');
    await github.control.cancelTask(three.id);
    expect(await github.detail(one.id)).toMatchObject({
      state: 'completed',
      artifacts: [{}, {}],
    });
    expect((await github.detail(two.id)).sessions[0].error.message).toBe(
      'Enough',
    );
    expect((await github.detail(three.id)).state).toBe('cancelled');
    await github.control.advance(3_600_000);
    expect((await github.detail(three.id)).state).toBe('cancelled');
  });
});

describe('time', () => {
  it('also flows by itself, at the speed that was asked for', async () => {
    const { id } = await github.start('Quickly');
    await github.control.setSpeed(500);
    await github.control.resume();
    const deadline = Date.now() + 5_000;
    let state = 'queued';
    while (state !== 'completed' && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 20));
      state = (await github.detail(id)).state;
    }
    await github.control.freeze();
    expect(state).toBe('completed');
  });
});
