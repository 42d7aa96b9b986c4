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
 * The bare repositories that git serves.
 *
 * Memory is the truth; the disk is a copy of it that git can work with. A
 * repository is written when git first needs it, into a temporary directory
 * that `remove` deletes, so that thousands of repositories cost nothing until
 * somebody clones one. Because ids are git's own, nobody can tell when it was
 * written.
 *
 * Work on one repository happens one after the other: memory is copied to disk,
 * git works, and after a push the new objects and refs are copied back, before
 * the pusher is answered. Whoever asks the API afterwards sees the push. When the
 * simulator dies in between, everything is gone, as always: it keeps nothing.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { MovedRef, PullRequest, Repository } from '../../state';
import type { ObjectType } from '../objects';
import { protectBranches } from './protectBranches';
import { runGit } from './runGit';

/** Partial clones and single commits are served as on GitHub; pull requests are read-only. */
const CONFIGURATION = `[core]
	repositoryformatversion = 0
	bare = true
[http]
	receivepack = true
[receive]
	hideRefs = refs/pull
	autogc = false
[uploadpack]
	allowFilter = true
	allowAnySHA1InWant = true
[gc]
	auto = 0
`;

type OnDisk = {
  path: string;
  /** Ids of the objects that are on disk. */
  objects: Set<string>;
  /** What the last copy or push left there. */
  refs: Map<string, string>;
  head?: string;
};

/** See the top of the file. */
export class BareRepositories {
  /** The name or path of git. */
  readonly program: string;
  readonly #onDisk = new Map<number, OnDisk>();
  readonly #queues = new Map<number, Promise<unknown>>();
  #root?: Promise<string>;

  constructor(program: string) {
    this.program = program;
  }

  /** Brings a repository's copy up to date and returns its path. */
  prepare(repository: Repository, pulls: PullRequest[]): Promise<string> {
    return this.#inTurn(repository, async () => {
      const copy = await this.#copy(repository, pulls);
      return copy.path;
    });
  }

  /**
   * Lets git receive a push. When `receive` is through, new objects are in
   * memory; what moved is returned, for `applyPush`.
   */
  receive<T>(
    repository: Repository,
    pulls: PullRequest[],
    receive: (path: string) => Promise<T>,
    apply: (moved: MovedRef[]) => void,
  ): Promise<T> {
    return this.#inTurn(repository, async () => {
      const copy = await this.#copy(repository, pulls);
      await protectBranches(copy.path, repository);
      const result = await receive(copy.path);
      const moved = await this.#readMoved(copy);
      await this.#readObjects(repository, copy, moved);
      apply(moved);
      return result;
    });
  }

  /** Deletes everything from the disk. */
  async remove(): Promise<void> {
    const root = this.#root;
    this.#root = undefined;
    await Promise.allSettled(this.#queues.values());
    if (root) await rm(await root, { recursive: true, force: true });
    this.#onDisk.clear();
  }

  #inTurn<T>({ id }: Repository, work: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(id) ?? Promise.resolve();
    const result = before.then(work, work);
    this.#queues.set(
      id,
      result.catch(() => {}),
    );
    return result;
  }

  async #copy(repository: Repository, pulls: PullRequest[]): Promise<OnDisk> {
    const copy =
      this.#onDisk.get(repository.id) ?? (await this.#create(repository));
    for (const [id, { type, bytes }] of repository.objects.entries()) {
      if (!copy.objects.has(id)) {
        await writeObject(copy.path, id, type, bytes);
        copy.objects.add(id);
      }
    }
    const refs = refsOf(repository, pulls);
    if (!isEqual(refs, copy.refs)) await writeRefs(copy, refs);
    if (copy.head !== repository.defaultBranch) {
      copy.head = repository.defaultBranch;
      await writeFile(
        join(copy.path, 'HEAD'),
        `ref: refs/heads/${copy.head}\n`,
      );
    }
    return copy;
  }

  async #create({ id }: Repository): Promise<OnDisk> {
    this.#root ??= mkdtemp(join(tmpdir(), 'github-simulator-'));
    const path = join(await this.#root, `${id}.git`);
    await mkdir(join(path, 'objects'), { recursive: true });
    await mkdir(join(path, 'refs', 'heads'), { recursive: true });
    await writeFile(join(path, 'config'), CONFIGURATION);
    const copy = { path, objects: new Set<string>(), refs: new Map() };
    this.#onDisk.set(id, copy);
    return copy;
  }

  async #readMoved(copy: OnDisk): Promise<MovedRef[]> {
    const output = await runGit(this.program, [
      '-C',
      copy.path,
      'for-each-ref',
      '--format=%(objectname) %(refname)',
    ]);
    const refs = new Map(
      output
        .toString('utf8')
        .split('\n')
        .filter(Boolean)
        .map(line => [line.slice(41), line.slice(0, 40)]),
    );
    const before = copy.refs;
    copy.refs = refs;
    return [...new Set([...before.keys(), ...refs.keys()])]
      .filter(ref => before.get(ref) !== refs.get(ref))
      .map(ref => ({ ref, sha: refs.get(ref) }));
  }

  /** Copies into memory what the moved refs reach and memory does not have. */
  async #readObjects(
    { objects, branches }: Repository,
    copy: OnDisk,
    moved: MovedRef[],
  ): Promise<void> {
    const wanted = moved.flatMap(({ sha }) => (sha ? [sha] : []));
    if (wanted.every(id => objects.has(id))) return;
    const known = [...branches.values()].map(({ sha }) => `^${sha}`);
    const list = await runGit(
      this.program,
      [
        '-C',
        copy.path,
        'rev-list',
        '--objects',
        '--no-object-names',
        '--stdin',
      ],
      [...wanted, ...known].join('\n'),
    );
    const output = await runGit(
      this.program,
      ['-C', copy.path, 'cat-file', '--batch'],
      list.toString('utf8'),
    );
    for (const { type, bytes } of readBatch(output)) {
      copy.objects.add(objects.write(type, bytes));
    }
  }
}

/** Branches, tags, and the heads of pull requests, which outlive their branches. */
function refsOf(
  { branches, tags, objects }: Repository,
  pulls: PullRequest[],
): Map<string, string> {
  return new Map([
    ...[...branches.values()].map(
      ({ name, sha }) => [`refs/heads/${name}`, sha] as const,
    ),
    ...[...tags].map(([name, sha]) => [`refs/tags/${name}`, sha] as const),
    ...pulls
      .filter(({ headSha }) => objects.has(headSha))
      .map(
        ({ number, headSha }) => [`refs/pull/${number}/head`, headSha] as const,
      ),
  ]);
}

function isEqual(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): boolean {
  return (
    one.size === other.size &&
    [...one].every(([ref, sha]) => other.get(ref) === sha)
  );
}

/** All refs in one file. It is in place before single ones vanish, so that a reader never misses one. */
async function writeRefs(
  copy: OnDisk,
  refs: Map<string, string>,
): Promise<void> {
  const { path } = copy;
  const lines = [...refs].sort(([a], [b]) => (a < b ? -1 : 1));
  await writeFile(
    join(path, 'packed-refs.new'),
    [
      '# pack-refs with: sorted',
      ...lines.map(([ref, sha]) => `${sha} ${ref}`),
      '',
    ].join('\n'),
  );
  await rename(join(path, 'packed-refs.new'), join(path, 'packed-refs'));
  await rm(join(path, 'refs', 'heads'), { recursive: true, force: true });
  await rm(join(path, 'refs', 'tags'), { recursive: true, force: true });
  await mkdir(join(path, 'refs', 'heads'), { recursive: true });
  copy.refs = refs;
}

async function writeObject(
  repository: string,
  id: string,
  type: ObjectType,
  bytes: Buffer,
): Promise<void> {
  const path = join(repository, 'objects', id.slice(0, 2), id.slice(2));
  if (existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(
    path,
    deflateSync(
      Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]),
    ),
  );
}

/** The output of `git cat-file --batch`: a line `id type size`, the bytes, a line feed. */
function* readBatch(
  output: Buffer,
): Generator<{ type: ObjectType; bytes: Buffer }> {
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf('\n', at);
    const [, type, size] = output.toString('utf8', at, end).split(' ');
    const start = end + 1;
    const bytes = Buffer.from(output.subarray(start, start + Number(size)));
    yield { type: type as ObjectType, bytes };
    at = start + Number(size) + 1;
  }
}
