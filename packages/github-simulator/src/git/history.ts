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

/** Questions about which commit comes after which. Pure. */
import type { GitObjects } from './GitObjects';
import type { Commit } from './objects';

/** A commit and all before it, newest first; parents never before their children. */
export function historyOf(objects: GitObjects, id: string): Commit[] {
  return newestFirst(objects, ancestors(objects, [id]));
}

/** The commits that `head` has and `base` has not, oldest first. */
export function commitsBetween(
  objects: GitObjects,
  base: string,
  head: string,
): Commit[] {
  const known = ancestors(objects, [base]);
  const added = new Set(
    [...ancestors(objects, [head])].filter(id => !known.has(id)),
  );
  return newestFirst(objects, added).reverse();
}

/** The newest commit that both have; undefined: their histories never met. */
export function mergeBase(
  objects: GitObjects,
  one: string,
  other: string,
): string | undefined {
  if (one === other) return one;
  const known = ancestors(objects, [one]);
  const common = new Set(
    [...ancestors(objects, [other])].filter(id => known.has(id)),
  );
  return newestFirst(objects, common)[0]?.id;
}

export function isAncestor(
  objects: GitObjects,
  ancestor: string,
  descendant: string,
): boolean {
  return ancestors(objects, [descendant]).has(ancestor);
}

function ancestors(objects: GitObjects, ids: string[]): Set<string> {
  const found = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const commit = found.has(id) ? undefined : objects.commit(id);
    if (!commit) continue;
    found.add(commit.id);
    open.push(...commit.parentIds);
  }
  return found;
}

/** By date, but a child always before its parents, whatever their clocks said. */
function newestFirst(objects: GitObjects, ids: ReadonlySet<string>): Commit[] {
  const commits = [...ids].map(id => objects.commit(id)!);
  const children = new Map<string, number>();
  for (const { parentIds } of commits) {
    for (const id of parentIds) children.set(id, (children.get(id) ?? 0) + 1);
  }
  const ready = commits.filter(({ id }) => !children.get(id));
  const sorted: Commit[] = [];
  while (ready.length > 0) {
    ready.sort((a, b) => a.committer.at - b.committer.at);
    const next = ready.pop()!;
    sorted.push(next);
    for (const id of next.parentIds) {
      const left = (children.get(id) ?? 0) - 1;
      children.set(id, left);
      if (left === 0 && ids.has(id)) ready.push(objects.commit(id)!);
    }
  }
  return sorted;
}
