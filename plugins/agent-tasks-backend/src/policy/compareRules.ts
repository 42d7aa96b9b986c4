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

import type { PolicyRule } from './types';

/** Whether two rules say the same; the order in lists and the case of the glob have no meaning. */
export function isSameRule(a: PolicyRule, b: PolicyRule): boolean {
  return effectOf(a) === effectOf(b);
}

/** Whether two globs are the same, which matches fewer than those that match the same. */
export function isSameMatch(
  a: Pick<PolicyRule, 'match'>,
  b: Pick<PolicyRule, 'match'>,
): boolean {
  return a.match.toLowerCase() === b.match.toLowerCase();
}

/** Whether it denies always, everyone and everything that its glob matches. */
export function isTotalDenial(rule: PolicyRule): boolean {
  const { match, deny, ...conditions } = rule;
  return deny === true && namedIn(conditions).length === 0;
}

function effectOf({ match, deny = false, ...conditions }: PolicyRule): string {
  return JSON.stringify([
    match.toLowerCase(),
    deny,
    namedIn(conditions)
      .map(([key, value]) => JSON.stringify([key, sorted(value)]))
      .sort(),
  ]);
}

/** Limits without any limit name nothing. */
function namedIn(conditions: object): [string, unknown][] {
  return Object.entries(conditions).filter(
    ([, value]) => value !== undefined && JSON.stringify(value) !== '{}',
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].sort();
  return typeof value === 'object' && value !== null
    ? Object.entries(value).map(String).sort()
    : value;
}
