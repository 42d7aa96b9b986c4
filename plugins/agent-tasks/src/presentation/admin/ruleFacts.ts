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

import type {
  PolicyLimits,
  PolicyRule,
} from 'backstage-plugin-agent-tasks-common';

/** The limits in the order in which people read them. */
export const LIMIT_NAMES = [
  'activeTasksPerUser',
  'activeTasksPerRepository',
  'tasksPerUserPerDay',
  'tasksPerRepositoryPerDay',
  'aiCreditsPerUserPerMonth',
  'aiCreditsPerGroupPerMonth',
  'aiCreditsPerMonth',
] as const satisfies readonly (keyof PolicyLimits)[];

/** One of {@link LIMIT_NAMES}. */
export type LimitName = (typeof LIMIT_NAMES)[number];

/** What a rule can name: a key of `rule.field` in the translations. */
export type RuleField =
  | 'match'
  | 'effect'
  | 'allow'
  | 'denyFor'
  | 'models'
  | 'customAgents'
  | 'baseRefs'
  | 'sources'
  | 'validFrom'
  | 'validUntil'
  | LimitName;

/** A field of a rule with its values; none: the rule does not name it. */
export type RuleFact = { field: RuleField; values: string[] };

const LISTS = [
  'allow',
  'denyFor',
  'models',
  'customAgents',
  'baseRefs',
  'sources',
] as const;

/** Every field of a rule, in the order in which people read them. */
export function ruleFacts(rule: PolicyRule): RuleFact[] {
  const one = (value: string | number | undefined) =>
    value === undefined ? [] : [String(value)];
  return [
    { field: 'match', values: [rule.match] },
    { field: 'effect', values: [rule.deny ? 'deny' : 'allow'] },
    ...LISTS.map(field => ({ field, values: rule[field] ?? [] })),
    ...LIMIT_NAMES.map(field => ({ field, values: one(rule.limits?.[field]) })),
    { field: 'validFrom', values: one(rule.validFrom) },
    { field: 'validUntil', values: one(rule.validUntil) },
  ];
}

/** What a field has lost and gained, and what has stayed in it. */
export type FieldChange = {
  field: RuleField;
  removed: string[];
  added: string[];
  kept: string[];
};

/**
 * How a rule differs from what it was, field by field. Without one of the two,
 * all that the other names is what was added or removed.
 */
export function diffRules(
  before: PolicyRule | undefined,
  after: PolicyRule | undefined,
): FieldChange[] {
  const old = before && ruleFacts(before);
  const now = after && ruleFacts(after);
  return (now ?? old ?? [])
    .map(({ field }, index) => {
      const was = old?.[index].values ?? [];
      const is = now?.[index].values ?? [];
      return {
        field,
        removed: was.filter(value => !is.includes(value)),
        added: is.filter(value => !was.includes(value)),
        kept: was.filter(value => is.includes(value)),
      };
    })
    .filter(({ removed, added }) => removed.length + added.length > 0);
}
