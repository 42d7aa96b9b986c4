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

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulatorLogin } from '../state';
import { useGit } from './useGit';
import { useSimulator } from './useSimulator';

/** A simulated GitHub, and git with which people clone from it. */
export function useClones() {
  const github = useSimulator({ history: false });
  const { folder, git } = useGit();
  let clones = 0;

  /** The address of a repository with a token of that person in it. */
  async function remote(
    repository: string,
    login?: SimulatorLogin,
    options = {},
  ) {
    if (!login) return `${github.url}/${repository}.git`;
    const { token } = await github.control.createToken({ login, ...options });
    return `${github.url.replace(
      '://',
      `://anybody:${token}@`,
    )}/${repository}.git`;
  }

  async function clone(address: string, ...options: string[]): Promise<string> {
    clones += 1;
    const path = join(folder, `clone-${clones}`);
    await git(['clone', '--quiet', ...options, address, path]);
    return path;
  }

  /** Writes a file, commits it and returns the commit. */
  async function commit(path: string, file: string, content: string | Buffer) {
    writeFileSync(join(path, file), content);
    await git(['add', '.'], path);
    await git(['commit', '--quiet', '-m', `Write ${file}`], path);
    return git(['rev-parse', 'HEAD'], path);
  }

  return { github, folder, git, remote, clone, commit };
}
