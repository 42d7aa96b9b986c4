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

import { LRUCache } from 'lru-cache';
import picomatch from 'picomatch';

type Matcher = (text: string) => boolean;

/** No negation, no extended globs: a rule should be readable at a glance. */
const OPTIONS: picomatch.PicomatchOptions = {
  // Names such as `.github` are matched by `*` like any other.
  dot: true,
  nonegate: true,
  noextglob: true,
};

const REPOSITORY: picomatch.PicomatchOptions = { ...OPTIONS, nocase: true };
/** In the names of branches braces and brackets are letters like any other. */
const BRANCH: picomatch.PicomatchOptions = {
  ...OPTIONS,
  nobrace: true,
  nobracket: true,
};
const BRANCH_NOCASE: picomatch.PicomatchOptions = { ...BRANCH, nocase: true };

/** More than there are rules of both origins; the admin page tries globs as they are typed. */
const MAX_COMPILED = 10_000;

const compile = (
  options: picomatch.PicomatchOptions,
  prepare = (glob: string) => glob,
) => {
  const compiled = new LRUCache<string, Matcher>({ max: MAX_COMPILED });
  return (glob: string): Matcher => {
    let matcher = compiled.get(glob);
    if (!matcher) {
      const pattern = picomatch.makeRe(prepare(glob), options);
      matcher = text => pattern.test(text);
      compiled.set(glob, matcher);
    }
    return matcher;
  };
};

// Many stars in a row may cross the slash, which none should here.
const repositories = compile(REPOSITORY, glob => glob.replace(/\*+/g, '*'));
const branches = compile(BRANCH);
const branchesNoCase = compile(BRANCH_NOCASE);

/** Whether a glob on `owner/name` matches a repository; case has no meaning. */
export function matchesRepository(glob: string, repository: string): boolean {
  return repositories(glob)(repository);
}

/** Whether a name or glob matches a branch. */
export function matchesBranch(
  glob: string,
  branch: string,
  options: { ignoreCase?: boolean } = {},
): boolean {
  return (options.ignoreCase ? branchesNoCase : branches)(glob)(branch);
}
