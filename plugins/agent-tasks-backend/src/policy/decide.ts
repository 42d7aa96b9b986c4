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
 * Policy: which repositories are open to tasks, for whom and with what.
 *
 * Nothing is allowed until a rule allows it. A rule concerns a request if
 * everything that it names does. A request is allowed if no rule that denies
 * concerns it and at least one that allows does; of these the most specific
 * decides, and its limits hold beside those of the policy. Where a rule stands,
 * in app-config or on the admin page, makes no difference.
 *
 * Decisions are pure: the same rules, request and time give the same answer, and
 * nothing is remembered, so a crash cannot leave a decision half made. Whether
 * GitHub lets the user do it is another question, asked of GitHub.
 */
import { CONDITIONS, MATCH } from './conditions';
import { explainDenial, explainMiss } from './explain';
import { nameOfRule, ruleVerdict } from './ruleVerdict';
import { mostSpecificFirst } from './specificity';
import type { Decision, Policy, PolicyRequest, PolicyRuleEntry } from './types';

/** Whether the user may start this task, and if not, what came closest to allowing it. */
export function decide(
  policy: Pick<Policy, 'rules'>,
  request: PolicyRequest,
  now: Date,
): Decision {
  const time = now.getTime();
  const rules = mostSpecificFirst(policy.rules);
  const verdicts = rules.map(rule => ruleVerdict(rule, request, time));
  const first = (outcome: (typeof verdicts)[number]['outcome']) =>
    rules[verdicts.findIndex(verdict => verdict.outcome === outcome)] as
      | PolicyRuleEntry
      | undefined;

  const denying = first('denies');
  if (denying) {
    return {
      allowed: false,
      ...explainDenial(denying, request),
      rule: denying,
      verdicts,
    };
  }
  const allowing = first('allows');
  if (allowing) {
    const message = `Agent tasks in ${
      request.repository
    } are allowed (${nameOfRule(allowing)}).`;
    return { allowed: true, message, rule: allowing, verdicts };
  }
  return { ...refuseByClosest(rules, request, time), verdicts };
}

/** Of the rules that could have allowed it, the most specific of those that got furthest. */
function refuseByClosest(
  rules: PolicyRuleEntry[],
  request: PolicyRequest,
  now: number,
) {
  let candidates = rules.filter(({ rule }) => !rule.deny);
  let missed = 0;
  for (const [index, condition] of CONDITIONS.entries()) {
    missed = index;
    const met = candidates.filter(rule => condition.isMet(rule, request, now));
    if (met.length === 0) break;
    candidates = met;
  }
  const condition = CONDITIONS[missed];
  // Only advise what would be allowed with everything else as it is.
  const later = CONDITIONS.slice(missed + 1);
  const only = candidates.filter(rule =>
    later.every(other => other.isMet(rule, request, now)),
  );
  const closest = only.length > 0 ? only : candidates;
  return {
    allowed: false as const,
    code: condition.code,
    message: explainMiss(condition, closest, request, now),
    ...(condition !== MATCH && { rule: closest[0] }),
  };
}
