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

import { Commit, FILE_MODE, FileEntry, FileList, Signature } from '../git';
import type { Account, Branch, Repository } from './model';

/** Content by path; undefined removes the file. */
export type FileChanges = Record<string, string | Buffer | undefined>;

/**
 * Commits changes on top of a branch, which comes into being if it does not
 * exist. Without changes the commit is empty.
 */
export function commitToBranch(
  repository: Repository,
  options: {
    branch: string;
    changes: FileChanges;
    message: string;
    author: Signature;
    committer?: Signature;
  },
): Commit {
  const { branch, changes, message, author, committer = author } = options;
  const { objects } = repository;
  const parent = repository.branches.get(branch)?.sha;
  const files = new Map<string, FileEntry>(
    parent ? objects.filesOfCommit(parent) : [],
  );
  for (const [path, content] of Object.entries(changes)) {
    if (content === undefined) {
      files.delete(path);
    } else {
      files.set(path, {
        mode: files.get(path)?.mode ?? FILE_MODE,
        id: objects.write('blob', Buffer.from(content)),
      });
    }
  }
  return commitFiles(repository, {
    branch,
    files,
    message,
    author,
    committer,
    parentIds: parent ? [parent] : [],
  });
}

/** Makes a commit of exactly these files and points a branch at it. */
export function commitFiles(
  repository: Repository,
  options: {
    branch: string;
    files: FileList;
    message: string;
    author: Signature;
    committer?: Signature;
    parentIds: string[];
  },
): Commit {
  const { branch, files, author, committer = author } = options;
  const { objects } = repository;
  const id = objects.writeCommit({
    treeId: objects.writeTree(files),
    parentIds: options.parentIds,
    author,
    committer,
    // Git ends messages with a line feed.
    message: `${options.message.trimEnd()}\n`,
  });
  repository.branches.set(branch, { name: branch, sha: id } satisfies Branch);
  return objects.commit(id)!;
}

/** How an account signs its commits. Addresses that are not public look as on GitHub. */
export function signatureOf(account: Account, at: number): Signature {
  const { id, login, type, name, email } = account;
  return type === 'Bot'
    ? {
        name: 'copilot-swe-agent[bot]',
        email: `${id}+${login}@users.noreply.github.com`,
        at,
      }
    : { name, email: email ?? `${id}+${login}@users.noreply.github.com`, at };
}

/** The trailer that names a second author. */
export function coAuthoredBy({ id, login }: Account): string {
  return `Co-authored-by: ${login} <${id}+${login}@users.noreply.github.com>`;
}
