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

import type { PolicyRule, PolicyRuleEntry } from './types';

/**
 * The most specific rule first: an exact `owner/name` before globs; then
 * more letters in the glob; then a list of users and groups; then more of the
 * other conditions. Of equals the order stays as it is.
 */
export function mostSpecificFirst(
  entries: PolicyRuleEntry[],
): PolicyRuleEntry[] {
  return entries
    .map(entry => ({ entry, specificity: specificityOf(entry.rule) }))
    .sort((a, b) => compare(a.specificity, b.specificity))
    .map(({ entry }) => entry);
}

function compare(left: number[], right: number[]): number {
  const differing = left.findIndex((value, index) => value !== right[index]);
  return differing < 0 ? 0 : right[differing] - left[differing];
}

function specificityOf(rule: PolicyRule): number[] {
  return [
    /[*?{[]/.test(rule.match) ? 0 : 1,
    countLetters(rule.match),
    rule.allow || rule.denyFor ? 1 : 0,
    [
      rule.models,
      rule.customAgents,
      rule.baseRefs,
      rule.sources,
      rule.validFrom ?? rule.validUntil,
    ].filter(Boolean).length,
  ];
}

/** The letters that every match has at least; of alternatives the shortest counts. */
function countLetters(glob: string): number {
  return glob
    .replace(/\{([^{}]*)\}/g, (_, alternatives: string) =>
      alternatives
        .split(',')
        .reduce((shortest, one) =>
          one.length < shortest.length ? one : shortest,
        ),
    )
    .replace(/\[[^[\]]*\]/g, '')
    .replace(/[*?]/g, '').length;
}
