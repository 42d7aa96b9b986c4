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
import type { UsageQuestion } from './usage';

const NODE_TRANSFORM = require.resolve(
  '@backstage/cli/config/nodeTransform.cjs',
);
const READY_WITHIN_MS = 90_000;
const KEPT_CHARACTERS = 20_000;

/** A program that runs in a process of its own, so that it has a core to itself. */
export interface RunningProcess {
  /** Milliseconds that all its threads have used. */
  cpuMs(): Promise<number>;
  /** Of its objects, once garbage is collected. */
  heapBytes(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Runs a TypeScript program that calls {@link answerUsage}, and resolves once
 * `isReady` answers true.
 *
 * @throws Error with the beginning of what the program printed, if it ends before
 */
export async function startProcess(options: {
  name: string;
  script: string;
  env?: Record<string, string>;
  isReady: () => Promise<boolean>;
}): Promise<RunningProcess> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--require', NODE_TRANSFORM, options.script],
    {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let printed = '';
  const keep = (chunk: Buffer) => {
    // How it started says why it did not; later there is only the access log.
    if (printed.length < KEPT_CHARACTERS) printed += chunk;
  };
  child.stdout!.on('data', keep);
  child.stderr!.on('data', keep);
  const ended = new Promise<void>(resolve =>
    child.once('exit', () => resolve()),
  );
  const stop = async () => {
    // Nothing of it is kept, and a portal waits a minute for its own long polls.
    child.kill('SIGKILL');
    await ended;
  };
  const ask = (question: UsageQuestion) =>
    new Promise<number>(resolve => {
      const hear = (answer: unknown) => {
        // The transform tells as well, which files it has read.
        if (typeof answer !== 'number') return;
        child.off('message', hear);
        resolve(answer);
      };
      child.on('message', hear);
      child.send(question);
    });
  const running: RunningProcess = {
    cpuMs: () => ask('cpu'),
    heapBytes: () => ask('heap'),
    stop,
  };

  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${options.name} did not start. It said:\n${printed}`);
    }
    if (await options.isReady().catch(() => false)) return running;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
