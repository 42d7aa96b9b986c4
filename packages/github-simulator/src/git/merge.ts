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

import { mergeDiff3 } from 'node-diff3';
import { FileEntry, FileList, GitObjects, isSameFile } from './GitObjects';

/** What a merge makes. `conflicts` names the files that both sides changed in the same place. */
export type Merged = { files: FileList; conflicts: string[] };

/**
 * Merges two lists of files that come from a common one, file by file and then
 * line by line. In a conflict the file of `theirs` is taken, and reported.
 */
export function mergeFiles(
  objects: GitObjects,
  base: FileList,
  ours: FileList,
  theirs: FileList,
): Merged {
  const files = new Map(ours);
  const conflicts: string[] = [];
  for (const path of new Set([...base.keys(), ...theirs.keys()])) {
    const [before, our, their] = [base, ours, theirs].map(list =>
      list.get(path),
    );
    if (isSameFile(before, their) || isSameFile(our, their)) continue;
    let result = their;
    if (!isSameFile(before, our)) {
      const merged = mergeLines(objects, before, our, their);
      if (merged) result = merged;
      else conflicts.push(path);
    }
    if (result) files.set(path, result);
    else files.delete(path);
  }
  return { files, conflicts };
}

/** Undefined: a conflict. */
function mergeLines(
  objects: GitObjects,
  base: FileEntry | undefined,
  ours: FileEntry | undefined,
  theirs: FileEntry | undefined,
): FileEntry | undefined {
  if (!base || !ours || !theirs) return undefined;
  const [before, our, their] = [base, ours, theirs].map(({ id }) =>
    objects.blob(id)?.toString('utf8').split('\n'),
  );
  if (!before || !our || !their) return undefined;
  const { conflict, result } = mergeDiff3(our, before, their, {
    excludeFalseConflicts: true,
  });
  return conflict
    ? undefined
    : {
        mode: theirs.mode,
        id: objects.write('blob', Buffer.from(result.join('\n'))),
      };
}
