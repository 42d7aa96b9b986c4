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

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../startSimulator';

let folder: string;
let stateFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-state-'));
  stateFile = join(folder, 'state.json');
});
afterEach(() => rm(folder, { recursive: true }));

const get = async (url: string, token?: string) => {
  const response = await fetch(url, {
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  });
  return response.json();
};

describe('a state file', () => {
  it('carries tasks, time, tokens, files, settings and what was to come over a restart', async () => {
    const first = await startSimulator({ frozen: true, stateFile });
    const { token } = await first.control.createToken({ login: 'ada-nwosu' });
    const { id } = await first.control.startTask({
      repository: 'acme/billing',
      by: 'ada-nwosu',
      prompt: 'Survive a restart [simulate: merged]',
    });
    await first.control.setSwitches({ htmlUrlStyle: 'copilot-tasks' });
    await first.control.setScenario({ scenario: 'quick' });
    const { now } = await first.control.advance(16_000);
    await first.stop();
    expect((await stat(stateFile)).mode.toString(8)).toMatch(/600$/);

    const second = await startSimulator({ frozen: true, stateFile });
    expect((await second.control.clock()).now).toBe(now);
    expect((await second.control.switches()).htmlUrlStyle).toBe(
      'copilot-tasks',
    );
    expect((await second.control.task(id)).state).toBe('in_progress');
    await second.control.advance(60_000);
    const task = await second.control.task(id);
    expect(task.state).toBe('completed');
    const pull = await get(
      `${second.apiBaseUrl}/repos/acme/billing/pulls/${task.pullRequestNumber}`,
      token,
    );
    expect(pull).toMatchObject({ merged: true, state: 'closed' });
    const merged = await get(
      `${second.apiBaseUrl}/repos/acme/billing/contents/src`,
      token,
    );
    expect(merged.map((file: { name: string }) => file.name)).toContain(
      'survive-a-restart.ts',
    );
    const next = await second.control.startTask({
      repository: 'acme/billing',
      by: 'ada-nwosu',
      prompt: 'Use the default scenario',
    });
    expect(next.scenario).toBe('quick');
    await second.control.advance(5_000);
    const ids = (await second.control.pullRequests()).map(entry => entry.id);
    expect(new Set(ids).size).toBe(ids.length);
    await second.stop();
  });

  it('goes on with the time that has passed, and times sessions out', async () => {
    const first = await startSimulator({ frozen: true, stateFile });
    const { id } = await first.control.startTask({
      repository: 'acme/billing',
      by: 'ada-nwosu',
      prompt: 'Hang [simulate: timed-out]',
    });
    const { now } = await first.control.advance(60_000);
    await first.stop();
    const second = await startSimulator({
      stateFile,
      frozen: true,
      startAt: new Date(Date.parse(now) + 3_600_000),
    });
    expect((await second.control.task(id)).state).toBe('timed_out');
    await second.stop();
  });

  it('is written while the simulator runs', async () => {
    const simulator = await startSimulator({ frozen: true, stateFile });
    await simulator.control.startTask({
      repository: 'acme/billing',
      by: 'ada-nwosu',
      prompt: 'Be saved soon',
    });
    let text = '';
    while (!text.includes('Be saved soon')) {
      await new Promise(resolve => setTimeout(resolve, 20));
      text = await readFile(stateFile, 'utf8').catch(() => '');
    }
    expect(JSON.parse(text)).toMatchObject({ version: 1 });
    await simulator.stop();
  });

  it.each([
    ['', 'is not JSON; it may be cut off'],
    ['{"format":"github-agent-tasks-simulator","ver', 'is not JSON'],
    ['{"name":"something else"}', 'was not written by this simulator'],
    [
      '{"format":"github-agent-tasks-simulator","version":2}',
      'has version 2; this simulator reads version 1',
    ],
    [
      '{"format":"github-agent-tasks-simulator","version":1,"now":1,"accounts":[{}]}',
      'is damaged',
    ],
  ])('refuses %j and leaves it alone', async (content, message) => {
    await writeFile(stateFile, content);
    await expect(startSimulator({ stateFile })).rejects.toThrow(message);
    await expect(startSimulator({ stateFile })).rejects.toThrow('--state');
    expect(await readFile(stateFile, 'utf8')).toBe(content);
  });
});
