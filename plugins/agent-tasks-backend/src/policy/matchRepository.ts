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

import picomatch from 'picomatch';
import type { PolicyRule } from './types';

/** No negation, no extended globs: a rule should be readable at a glance. */
const OPTIONS: picomatch.PicomatchOptions = {
  nocase: true,
  // Names such as `.github` are matched by `*` like any other.
  dot: true,
  nonegate: true,
  noextglob: true,
};

// Rules live as long as the settings; a glob is compiled once for each.
const matchers = new WeakMap<PolicyRule, (repository: string) => boolean>();

/** Whether the rule speaks of the repository, given as `owner/name`. */
export function matchesRepository(
  rule: PolicyRule,
  repository: string,
): boolean {
  let matcher = matchers.get(rule);
  if (!matcher) {
    matcher = picomatch(rule.match, OPTIONS);
    matchers.set(rule, matcher);
  }
  return matcher(repository);
}
