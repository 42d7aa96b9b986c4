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

import {
  Commit,
  FILE_MODE,
  FOLDER_MODE,
  GitObject,
  ObjectType,
  TreeEntry,
  decodeCommit,
  decodeTree,
  encodeCommit,
  encodeTree,
  isFile,
  objectId,
} from './objects';

/** A file of a commit. `id` names its content. */
export type FileEntry = { mode: string; id: string };

/** All files below a folder, by path; folders themselves are left out. */
export type FileList = ReadonlyMap<string, FileEntry>;

/** Equal content and equal mode, or both missing. */
export function isSameFile(
  one: FileEntry | undefined,
  other: FileEntry | undefined,
): boolean {
  return one?.id === other?.id && one?.mode === other?.mode;
}

/**
 * The objects of one repository, in memory. Objects are only ever added: what a
 * branch no longer reaches can still be read by its id, as on GitHub.
 */
export class GitObjects {
  readonly #objects = new Map<string, GitObject>();
  readonly #commits = new Map<string, Commit>();
  readonly #fileLists = new Map<string, FileList>();

  /** Objects in a form that JSON can hold: id → [type, base64]. */
  toJSON(): Record<string, [ObjectType, string]> {
    return Object.fromEntries(
      [...this.#objects].map(([id, { type, bytes }]) => [
        id,
        [type, bytes.toString('base64')],
      ]),
    );
  }

  static fromJSON(json: Record<string, [ObjectType, string]>): GitObjects {
    const objects = new GitObjects();
    for (const [type, base64] of Object.values(json)) {
      objects.write(type, Buffer.from(base64, 'base64'));
    }
    return objects;
  }

  /** Another repository that starts with the same objects. */
  clone(): GitObjects {
    const copy = new GitObjects();
    for (const [id, object] of this.#objects) copy.#objects.set(id, object);
    return copy;
  }

  entries(): IterableIterator<[string, GitObject]> {
    return this.#objects.entries();
  }

  has(id: string): boolean {
    return this.#objects.has(id);
  }

  write(type: ObjectType, bytes: Buffer): string {
    const id = objectId(type, bytes);
    if (!this.#objects.has(id)) this.#objects.set(id, { type, bytes });
    return id;
  }

  writeCommit(commit: Omit<Commit, 'id'>): string {
    return this.write('commit', encodeCommit(commit));
  }

  /** Writes the folders that a list of files needs. Returns the id of the topmost. */
  writeTree(files: FileList): string {
    const folders = new Map<string, Map<string, FileEntry>>();
    const entries: TreeEntry[] = [];
    for (const [path, file] of files) {
      const [name, ...rest] = path.split('/');
      if (rest.length === 0) {
        entries.push({ name, ...file });
      } else {
        const folder = folders.get(name) ?? new Map<string, FileEntry>();
        folders.set(name, folder.set(rest.join('/'), file));
      }
    }
    for (const [name, inside] of folders) {
      entries.push({ mode: FOLDER_MODE, name, id: this.writeTree(inside) });
    }
    return this.write('tree', encodeTree(entries));
  }

  /** Writes text files with their folders. */
  writeFiles(files: Record<string, string>): string {
    return this.writeTree(
      new Map(
        Object.entries(files).map(([path, content]) => [
          path,
          { mode: FILE_MODE, id: this.write('blob', Buffer.from(content)) },
        ]),
      ),
    );
  }

  blob(id: string): Buffer | undefined {
    const object = this.#objects.get(id);
    return object?.type === 'blob' ? object.bytes : undefined;
  }

  tree(id: string): TreeEntry[] | undefined {
    const object = this.#objects.get(id);
    return object?.type === 'tree' ? decodeTree(object.bytes) : undefined;
  }

  /** A commit by its id, also behind an annotated tag. */
  commit(id: string): Commit | undefined {
    const known = this.#commits.get(id);
    if (known) return known;
    const object = this.#objects.get(id);
    if (object?.type === 'tag') {
      return this.commit(object.bytes.toString('utf8', 7, 47));
    }
    if (object?.type !== 'commit') return undefined;
    const commit = decodeCommit(id, object.bytes);
    this.#commits.set(id, commit);
    return commit;
  }

  /** A commit whose id begins with these hexadecimal digits. */
  commitByPrefix(prefix: string): Commit | undefined {
    for (const [id, { type }] of this.#objects) {
      if (type === 'commit' && id.startsWith(prefix)) return this.commit(id);
    }
    return undefined;
  }

  /** Files of a folder and of the folders below; none when there is no such folder. */
  files(treeId: string): FileList {
    const known = this.#fileLists.get(treeId);
    if (known) return known;
    const files = new Map<string, FileEntry>();
    for (const entry of this.tree(treeId) ?? []) {
      const { mode, name, id } = entry;
      if (mode === FOLDER_MODE) {
        for (const [path, file] of this.files(id)) {
          files.set(`${name}/${path}`, file);
        }
      } else if (isFile(entry)) {
        files.set(name, { mode, id });
      }
    }
    this.#fileLists.set(treeId, files);
    return files;
  }

  /** Files of a commit; none when there is no such commit. */
  filesOfCommit(commitId: string): FileList {
    const commit = this.commit(commitId);
    return commit ? this.files(commit.treeId) : new Map();
  }

  /** A text file of a commit. */
  text(commitId: string, path: string): string | undefined {
    const file = this.filesOfCommit(commitId).get(path);
    return file && this.blob(file.id)?.toString('utf8');
  }
}
