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
const RUNS = '/repos/acme/services/actions/runs';
const AGENT = 'dynamic/copilot-swe-agent/copilot';

const runsOf = async (branch: string) => {
  const { json } = await github.api(
    `${RUNS}?branch=${encodeURIComponent(branch)}`,
  );
  return json.workflow_runs;
};

const post = (path: string, options: Parameters<typeof github.api>[1] = {}) =>
  github.api(path, { method: 'POST', ...options });

describe('Actions runs', () => {
  it('32: cancelling the run of the agent cancels the task', async () => {
    const { id } = await github.start('Stop me');
    await github.control.advance(7_000);
    // Before there is a branch there is no run to cancel.
    expect((await github.api(`${RUNS}?event=dynamic`)).json.total_count).toBe(
      0,
    );
    await github.control.advance(5_000);
    const { branch } = await github.control.task(id);
    const [run] = await runsOf(branch!);
    expect(run).toMatchObject({
      path: AGENT,
      head_branch: branch,
      status: 'in_progress',
      conclusion: null,
    });
    expect((await post(`${RUNS}/${run.id}/cancel`)).status).toBe(202);
    expect(await github.detail(id)).toMatchObject({
      state: 'cancelled',
      sessions: [{ state: 'cancelled', completed_at: expect.any(String) }],
    });
    expect((await runsOf(branch!))[0]).toMatchObject({
      status: 'completed',
      conclusion: 'cancelled',
    });
    expect((await post(`${RUNS}/${run.id}/cancel`)).status).toBe(409);
  });

  it('32: only writers may cancel, and only what exists', async () => {
    const { id } = await github.start('Leave me alone');
    await github.control.advance(12_000);
    const { branch } = await github.control.task(id);
    const [run] = await runsOf(branch!);
    const role = { repository: 'acme/services', login: 'chloe-tran' };
    await github.control.setRole({ ...role, role: 'read' });
    const cancel = `${RUNS}/${run.id}/cancel`;
    expect((await post(cancel, { as: 'chloe-tran' })).status).toBe(403);
    await github.control.setRole({ ...role, role: 'write' });
    expect((await post(cancel, { as: null })).status).toBe(401);
    expect((await post(`${RUNS}/1/cancel`)).status).toBe(404);
    expect((await github.detail(id)).state).toBe('in_progress');
  });

  it('64: the run of CI has no job until somebody approves it over REST', async () => {
    const { id } = await github.start('Check [simulate: action-required]');
    await github.control.advance(40_000);
    const { branch } = await github.control.task(id);
    const [run] = (await runsOf(branch!)).filter(
      (entry: { event: string }) => entry.event === 'pull_request',
    );
    expect(run.conclusion).toBe('action_required');
    const jobs = await github.api(`${RUNS}/${run.id}/jobs`);
    expect(jobs.json).toEqual({ total_count: 0, jobs: [] });
    expect((await post(`${RUNS}/${run.id}/approve`)).status).toBe(201);
    await github.control.advance(10_000);
    const after = await github.api(`${RUNS}/${run.id}`);
    expect(after.json.conclusion).toBe('success');
    expect((await post(`${RUNS}/${run.id}/approve`)).status).toBe(403);
  });
});
