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

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A folder for clones, removed after the tests, and git without the developer's configuration. */
export function useGit() {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-git-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  return {
    folder,
    /** Runs git and returns what it printed; fails with what it complained about. */
    async git(args: string[], cwd = folder): Promise<string> {
      const { stdout } = await run('git', args, {
        cwd,
        env: {
          PATH: process.env.PATH,
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_TERMINAL_PROMPT: '0',
          GIT_AUTHOR_NAME: 'Ada Nwosu',
          GIT_AUTHOR_EMAIL: 'ada.nwosu@acme.example',
          GIT_COMMITTER_NAME: 'Ada Nwosu',
          GIT_COMMITTER_EMAIL: 'ada.nwosu@acme.example',
        },
      });
      return stdout.trim();
    },
  };
}
