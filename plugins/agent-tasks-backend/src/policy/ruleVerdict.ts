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

import { CONDITIONS, MATCH } from './conditions';
import type { PolicyRequest, PolicyRuleEntry, RuleVerdict } from './types';

/** What one rule says about a request, in words: it concerns the request if everything that it names does. */
export function ruleVerdict(
  entry: PolicyRuleEntry,
  request: PolicyRequest,
  now: number,
): RuleVerdict {
  const { id, origin, rule } = entry;
  const about = { id, origin, match: rule.match };
  // Of a rule about other repositories nothing else matters.
  const missed = (
    MATCH.isMet(entry, request, now) ? CONDITIONS : [MATCH]
  ).filter(condition => !condition.isMet(entry, request, now));
  if (missed.length === 0) {
    if (entry.problem) {
      return { ...about, outcome: 'denies', reason: entry.problem };
    }
    const hits = CONDITIONS.flatMap(
      condition => condition.hit(entry, request) ?? [],
    ).join('; ');
    return rule.deny
      ? { ...about, outcome: 'denies', reason: `It denies this: ${hits}.` }
      : { ...about, outcome: 'allows', reason: `It allows this: ${hits}.` };
  }
  const misses = missed.map(condition => condition.miss(entry, request, now));
  return {
    ...about,
    outcome: 'does_not_apply',
    reason: `It does not apply: ${misses.join('; ')}.`,
  };
}

/** Where a rule stands, and what for, in the middle of a sentence. */
export function nameOfRule({ origin, id, rule }: PolicyRuleEntry): string {
  return origin === 'config'
    ? `${id} of app-config, for '${rule.match}'`
    : `a rule of the admin page, for '${rule.match}'`;
}
