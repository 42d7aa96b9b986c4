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

/**
 * Git's own objects: how they are named and written. Ids are those that git
 * itself computes, so that memory and the repositories that git serves never
 * disagree. Sources: gitformat-pack(5), git's "Git Objects" chapter.
 */
import { createHash } from 'node:crypto';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

/** An object as git stores it, without the header. */
export type GitObject = { type: ObjectType; bytes: Buffer };

/** One entry of a folder. */
export type TreeEntry = { mode: string; name: string; id: string };

/** Who did something, and when (simulated milliseconds since 1970). */
export type Signature = { name: string; email: string; at: number };

export type Commit = {
  id: string;
  treeId: string;
  parentIds: string[];
  author: Signature;
  committer: Signature;
  message: string;
};

/** Modes as git writes them. */
export const FILE_MODE = '100644';
export const FOLDER_MODE = '40000';
const SUBMODULE_MODE = '160000';

/** The id that git gives to an object. */
export function objectId(type: ObjectType, bytes: Buffer): string {
  return createHash('sha1')
    .update(`${type} ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

export function encodeTree(entries: readonly TreeEntry[]): Buffer {
  // Git sorts by bytes, and folders as if their name ended with a slash.
  const key = ({ mode, name }: TreeEntry) =>
    Buffer.from(mode === FOLDER_MODE ? `${name}/` : name);
  return Buffer.concat(
    [...entries]
      .sort((a, b) => Buffer.compare(key(a), key(b)))
      .flatMap(({ mode, name, id }) => [
        Buffer.from(`${mode} ${name}\0`),
        Buffer.from(id, 'hex'),
      ]),
  );
}

export function decodeTree(bytes: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    const [mode, ...name] = bytes.toString('utf8', at, end).split(' ');
    const id = bytes.toString('hex', end + 1, end + 21);
    entries.push({ mode, name: name.join(' '), id });
    at = end + 21;
  }
  return entries;
}

export function encodeCommit(commit: Omit<Commit, 'id'>): Buffer {
  return Buffer.from(
    [
      `tree ${commit.treeId}`,
      ...commit.parentIds.map(id => `parent ${id}`),
      `author ${encodeSignature(commit.author)}`,
      `committer ${encodeSignature(commit.committer)}`,
      '',
      commit.message,
    ].join('\n'),
  );
}

export function decodeCommit(id: string, bytes: Buffer): Commit {
  const text = bytes.toString('utf8');
  const split = text.indexOf('\n\n');
  const headers = text.slice(0, split).split('\n');
  const values = (name: string) =>
    headers
      .filter(line => line.startsWith(`${name} `))
      .map(line => line.slice(name.length + 1));
  return {
    id,
    treeId: values('tree')[0],
    parentIds: values('parent'),
    author: decodeSignature(values('author')[0]),
    committer: decodeSignature(values('committer')[0]),
    message: text.slice(split + 2),
  };
}

/** True for what is neither a folder nor a link to another repository. */
export function isFile({ mode }: TreeEntry): boolean {
  return mode !== FOLDER_MODE && mode !== SUBMODULE_MODE;
}

function encodeSignature({ name, email, at }: Signature): string {
  return `${name} <${email}> ${Math.floor(at / 1000)} +0000`;
}

function decodeSignature(line: string): Signature {
  const [, name, email, seconds] = /^(.*?) ?<(.*)> (\d+)/.exec(line) ?? [];
  return { name: name ?? '', email: email ?? '', at: Number(seconds) * 1000 };
}
