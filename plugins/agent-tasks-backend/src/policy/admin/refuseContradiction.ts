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
  AgentTasksError,
  type PolicyRule,
  type PolicyRuleEntry,
} from 'backstage-plugin-agent-tasks-common';
import { isSameMatch, isSameRule, isTotalDenial } from '../compareRules';

/**
 * Throws for a rule that says what another says, or that allows what another
 * denies altogether: it would change nothing, which is a misunderstanding better
 * said than kept. What a change leaves as it was is not held against it, so that
 * a rule can always be disabled.
 */
export function refuseContradiction(
  change: { rule: PolicyRule; enabled: boolean },
  others: PolicyRuleEntry[],
  before?: { rule: PolicyRule; enabled: boolean },
): void {
  const { rule, enabled } = change;
  const isNew = !before || !isSameRule(before.rule, rule);
  const twin = isNew && others.find(other => isSameRule(other.rule, rule));
  if (twin) {
    throw refusal(
      `${describe(twin)} says the same${
        twin.status === 'disabled'
          ? ', but is disabled. Enable that one instead.'
          : '. Change something in this one, or keep that one alone.'
      }`,
    );
  }
  const isSwitchedOn = enabled && (isNew || !before?.enabled);
  const denial =
    isSwitchedOn &&
    !rule.deny &&
    others.find(
      other =>
        other.status === 'active' &&
        isTotalDenial(other.rule) &&
        isSameMatch(other.rule, rule),
    );
  if (denial) {
    throw refusal(
      `${describe(denial)} denies '${
        denial.rule.match
      }' altogether, and deny wins: this rule would allow nothing. Disable or remove that one first, or choose another glob.`,
    );
  }
}

function describe({ id, origin, createdAt, createdBy }: PolicyRuleEntry) {
  return origin === 'config'
    ? `${id} of app-config`
    : `The rule of the admin page that ${createdBy} added at ${createdAt}`;
}

function refusal(message: string): AgentTasksError {
  return new AgentTasksError('validation_failed', message, {
    issues: [{ path: 'rule.match', message }],
  });
}
