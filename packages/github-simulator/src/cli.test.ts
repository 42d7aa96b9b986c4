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

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { startSimulator } from './startSimulator';

/** Runs the command as a person would; resolves when it has ended. */
function run(...options: string[]) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      resolve(__dirname, 'cli.ts'),
      ...options,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const listening = new Promise<string>(found => {
    const add = (chunk: Buffer) => {
      output += chunk;
      const url = /GitHub simulator: (\S+)/.exec(output)?.[1];
      if (url) found(url);
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
  });
  const ended = new Promise<{ code: number | null; output: string }>(done =>
    child.on('close', code => done({ code, output })),
  );
  return { child, listening, ended };
}

describe('the command', () => {
  it('listens where localhost leads, and ends promptly although a connection is open', async () => {
    const { child, listening, ended } = run('--port', '0', '--speed', '20');
    const url = await listening;
    for (const host of ['localhost', '127.0.0.1']) {
      const response = await fetch(url.replace('localhost', host));
      expect(response.status).toBe(200);
      await response.text();
    }
    const asked = Date.now();
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(Date.now() - asked).toBeLessThan(2_000);
  }, 60_000);

  it('explains itself and its mistakes in one sentence', async () => {
    const simulator = await startSimulator();
    const [help, taken, wrong, unknown, unsigned, elsewhere] =
      await Promise.all(
        [
          run('--help'),
          run('--port', String(simulator.port)),
          run('--speed', '0'),
          run('--colour'),
          run('--webhook-url', 'http://localhost:7007'),
          run('--webhook-url', 'http://example.com', '--webhook-secret', 'x'),
        ].map(({ ended }) => ended),
      );
    await simulator.stop();
    expect(help).toMatchObject({ code: 0 });
    expect(help.output).toContain('--port NUMBER');
    expect(taken).toEqual({
      code: 1,
      output: `Port ${simulator.port} is already in use. Stop the other program or choose another port with --port.\n`,
    });
    expect(wrong).toEqual({
      code: 1,
      output: '--speed must be a number greater than 0\n',
    });
    expect(unsigned).toEqual({
      code: 1,
      output: expect.stringMatching(/^--webhook-url and .* go together\n$/),
    });
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.output).toContain('on this machine');
    expect([unknown.code, unknown.output.split('\n').length]).toEqual([1, 2]);
  }, 60_000);
});
