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

import { spawn, type ChildProcess } from 'node:child_process';
import { waitFor } from './waitFor';

const NODE_TRANSFORM = require.resolve(
  '@backstage/cli/config/nodeTransform.cjs',
);
const READY_WITHIN_MS = 120_000;

/** A running replica of the portal, and what can befall it. */
export class Replica {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #output = '';

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
    this.#ended = new Promise(resolve => child.once('exit', () => resolve()));
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', text => {
        this.#output += text;
      });
    }
  }

  /** Resolves when it takes requests. */
  static async start(options: {
    url: string;
    config: object;
    logLevel?: string;
  }): Promise<Replica> {
    const { url, config, logLevel = 'info' } = options;
    const child = spawn(
      process.execPath,
      ['--require', NODE_TRANSFORM, require.resolve('./runReplica')],
      {
        env: {
          ...process.env,
          NODE_ENV: 'production',
          LOG_LEVEL: logLevel,
          REPLICA_CONFIG: JSON.stringify(config),
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    const replica = new Replica(url, child);
    try {
      await waitFor(
        'a replica is ready',
        async () => {
          if (replica.hasEnded) return true;
          const { ok } = await fetch(`${url}/.backstage/health/v1/readiness`);
          return ok;
        },
        { withinMs: READY_WITHIN_MS },
      );
      if (replica.hasEnded) throw new Error('A replica ended as it started');
      return replica;
    } catch (error) {
      await replica.kill();
      throw new Error(`${error}. It said:\n${replica.output.slice(-5_000)}`);
    }
  }

  /** Everything that it has written to stdout and stderr. */
  get output(): string {
    return this.#output;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** `kill -9`. Resolves when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    if (!this.hasEnded) await this.#ended;
  }

  /** SIGTERM: it is told to end, in good order. */
  terminate(): void {
    this.#child.kill('SIGTERM');
  }

  /** SIGSTOP: it stands still, its connections stay open. */
  pause(): void {
    this.#child.kill('SIGSTOP');
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }

  /** Sets its clock; 0 is the right time. */
  async shiftClock(shiftClockMs: number): Promise<void> {
    const shifted = new Promise(resolve =>
      this.#child.once('message', resolve),
    );
    this.#child.send({ shiftClockMs });
    await shifted;
  }
}
