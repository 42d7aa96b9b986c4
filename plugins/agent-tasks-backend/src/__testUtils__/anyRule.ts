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
  policyRuleSchema,
  TASK_SOURCES,
  type PolicyRule,
} from 'backstage-plugin-agent-tasks-common';
import fc from 'fast-check';

const some = (...values: string[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }), {
    nil: undefined,
  });

const subjects = some(
  'user:default/ada',
  'group:default/payments',
  'group:default/x',
);

/** Rules that speak of few things, so that they often speak of the same. */
export const anyRule: fc.Arbitrary<PolicyRule> = fc
  .record({
    match: fc.constantFrom(
      '*/*',
      'acme/*',
      'acme/bill*',
      'acme/{billing,shop}',
      'acme/billing',
      'evil/*',
    ),
    deny: fc.option(fc.constant(true), { nil: undefined, freq: 2 }),
    allow: subjects,
    denyFor: subjects,
    models: some('m1', 'm2'),
    customAgents: some('a1', 'a2'),
    baseRefs: some('main', 'release/*'),
    sources: some(...TASK_SOURCES),
    validFrom: fc.constantFrom(
      undefined,
      undefined,
      '2026-01-01',
      '2027-01-01',
    ),
    validUntil: fc.constantFrom(
      undefined,
      undefined,
      '2026-10-01',
      '2028-01-01',
    ),
  })
  .map(({ allow, denyFor, ...rule }) =>
    rule.deny ? { ...rule, denyFor } : { ...rule, allow },
  )
  .filter(rule => policyRuleSchema.safeParse(rule).success)
  .map(rule => policyRuleSchema.parse(rule));
