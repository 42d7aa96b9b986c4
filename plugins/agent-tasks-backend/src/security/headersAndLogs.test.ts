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

import { connect } from 'node:net';
import { mockCredentials } from '@backstage/backend-test-utils';
import { createStage } from '../__testUtils__/createStage';

jest.setTimeout(60_000);

/** What an attacker would like to read in a log of their making. */
const FORGED = '2026-11-22 error forged-line of the log';

describe('headers and logs', () => {
  const stage = createStage();

  /** Sends bytes as they are, which no HTTP client would, and gives all that comes back. */
  const raw = (port: number, lines: string[]) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.on('data', chunk => (text += chunk));
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
      socket.end(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
    });

  it.each([
    ['a NUL', 'gho_a\u0000b'],
    ['a line break of its own', 'gho_a\nX-Evil: 1'],
    ['a carriage return', 'gho_a\rX-Evil: 1'],
    ['a folded line', 'gho_a\r\n X-Evil: 1'],
    ['a second word', 'gho_a Bearer gho_b'],
    ['letters beyond ASCII', 'gho_\u00e9'],
  ])('%s in X-GitHub-Token gets nowhere', async (_name, token) => {
    const portal = await stage.start();
    const answer = await raw(portal.server.port(), [
      'GET /api/agent-tasks/v1/repositories HTTP/1.1',
      'Host: portal',
      'Connection: close',
      `Authorization: ${mockCredentials.user.header()}`,
      `X-GitHub-Token: ${token}`,
    ]);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).not.toMatch(/gho_|X-Evil/i);
    expect(await stage.simulator.control.requests()).toEqual([]);
  });

  it('makes no header of what a request says', async () => {
    const portal = await stage.start();
    const ada = await stage.signIn(portal);
    const key = 'abc\r\nX-Evil: 1';
    for (const path of [
      `/tasks?cursor=${encodeURIComponent(key)}`,
      `/usage.csv?from=${encodeURIComponent(key)}`,
      `/tasks/${encodeURIComponent(key)}`,
    ]) {
      const { status, headers } = await ada.get(path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(headers).not.toHaveProperty('x-evil');
    }
  });

  it('writes no line to the log that somebody made up', async () => {
    const portal = await stage.start();
    const ada = await stage.signIn(portal);
    const made = `x\n${FORGED}`;
    await ada.start({ prompt: made });
    await ada.post({ repository: made, prompt: 'Go' });
    await ada.post({
      repository: 'acme/services',
      prompt: 'Go',
      model: made,
      entityRef: `component:default/${made}`,
    });
    await ada.post({ repository: 'acme/services', prompt: 'Go' }, 'k');
    await ada.send('post', '/policy/rules', {
      rule: { match: made },
      reason: made,
    });
    await ada.get(`/tasks/${encodeURIComponent(made)}`);
    await ada.get(`/tasks?repository=${encodeURIComponent(made)}`);
    expect(portal.logs.join('\n')).toContain('task-create');
    // Each is JSON of level, message and what goes with it.
    for (const line of portal.logs) {
      const [, message] = JSON.parse(line) as [string, string];
      expect(message).not.toMatch(/[\r\n]/);
      expect(message).not.toContain('forged-line');
    }
  });
});
