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

/** There is no git on this machine. */
export class GitMissingError extends Error {
  constructor(program: string) {
    super(
      `The simulator serves repositories over HTTP with git's own http-backend, but the program "${program}" was not found. Install git and start the simulator again; everything else works without it.`,
    );
    this.name = 'GitMissingError';
  }
}

/** How git is run: nothing of the user's own configuration reaches it. */
function gitEnvironment(
  variables: Record<string, string> = {},
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    LC_ALL: 'C',
    ...variables,
  };
}

/**
 * Starts git.
 *
 * @param program - its name or path
 */
export function spawnGit(
  program: string,
  args: string[],
  variables?: Record<string, string>,
) {
  return spawn(program, args, {
    env: gitEnvironment(variables),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/**
 * Runs git to its end and returns what it printed.
 *
 * @throws GitMissingError without git, Error with git's own words when it fails
 */
export function runGit(
  program: string,
  args: string[],
  input = '',
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawnGit(program, args);
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', chunk => output.push(chunk));
    child.stderr.on('data', chunk => errors.push(chunk));
    child.once('error', error => reject(spawnFailure(program, error)));
    child.once('close', code => {
      if (code === 0) resolve(Buffer.concat(output));
      else {
        const words = Buffer.concat(errors).toString('utf8').trim();
        reject(new Error(`git ${args.join(' ')} failed: ${words}`));
      }
    });
    // Git may end before it has read everything.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** Tells a missing program from other failures to start it. */
export function spawnFailure(program: string, error: Error): Error {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
    ? new GitMissingError(program)
    : error;
}
